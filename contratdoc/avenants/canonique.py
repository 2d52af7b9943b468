"""The contract as data, apart from how it was typed: what is sealed, compared, amended, and compiled again.

YAML files are trees of texts whose list elements are known by their id; a list of elements without ids (a table) is one
unit. The main text is a sequence of blocks, each with an id of its own that outlives any rewording.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

Arbre: TypeAlias = "str | list[Arbre] | dict[str, Arbre] | None"
Chemin: TypeAlias = tuple[str, ...]
"""Where a unit is: the file, then keys and ids (`("contributions/caf.yaml", "engagements", "caf-1", "texte")`)."""

CLES = ("id", "sigle", "titre", "texte", "axe", "volet", "annexe_2", "sigles", "signatures", "nom")
"""What tells the elements of a list apart, in order of preference: ids, then what names an entry of the plan."""


@dataclass(frozen=True, slots=True)
class Bloc:
    """A block of the main text, as Markdown: a heading, a paragraph, a list, a table."""

    id: str
    texte: str


@dataclass(frozen=True, slots=True)
class Canonique:
    """A whole contract as data.

    Attributes:
        donnees: What each YAML file says, by file.
        textes: The blocks of each text, by file.
    """

    donnees: Mapping[str, Arbre]
    textes: Mapping[str, tuple[Bloc, ...]]

    def en_json(self) -> dict[str, object]:
        """Return plain data, the same for the same contract."""
        textes = {f: [[b.id, b.texte] for b in blocs] for f, blocs in sorted(self.textes.items())}
        return {"donnees": dict(sorted(self.donnees.items())), "textes": textes}

    def en_sources(self) -> dict[str, bytes]:
        """Return source files that say the same: JSON is YAML, and blocks are parted by empty lines."""
        sources = {f: json.dumps(arbre, ensure_ascii=False, indent=1).encode() for f, arbre in self.donnees.items()}
        for f, blocs in self.textes.items():
            sources[f] = ("\n\n".join(b.texte for b in blocs) + "\n").encode()
        return sources


def nom_de(element: Arbre) -> str | None:
    """Return what tells an element of a list from the others: its id, or the first thing that names it.

    Args:
        element: An element of a list.

    Returns:
        The name; None when it has none that could stand in an address.
    """
    cle = cle_du_nom(element)
    nom = element[cle] if isinstance(element, dict) and cle is not None else None
    if not isinstance(nom, str) or not nom or nom != nom.strip():
        return None
    return nom if "/" not in nom and "\n" not in nom else None


def cle_du_nom(element: Arbre) -> str | None:
    """Return the field that tells an element of a list from the others; None when it has none."""
    return next((cle for cle in CLES if cle in element), None) if isinstance(element, dict) else None


def noms_de(liste: list[Arbre]) -> list[str] | None:
    """Return the names of the elements of a list; None for a list that is one unit (a table, plain texts, nothing).

    Args:
        liste: The list.

    Returns:
        The names, in order, all different.
    """
    noms = [nom for e in liste if (nom := nom_de(e)) is not None]
    return noms if noms and len(noms) == len(liste) == len(set(noms)) else None


def alias(fichier: str) -> Chemin:
    """Return how a file is named in an address: « contrat », « texte/pilotage », « contributions/caf »."""
    tronc = fichier.rpartition(".")[0]
    return tuple(tronc.removeprefix("modeles/").split("/"))


def adresse(chemin: Chemin) -> str:
    """Return the whole address of a unit."""
    return "/".join((*alias(chemin[0]), *chemin[1:]))


def unites(canonique: Canonique) -> Iterator[tuple[Chemin, Arbre]]:
    """Go through every unit, in order: texts, tables, blocks; groups and lists with ids are gone into.

    Args:
        canonique: The contract.

    Yields:
        The path of each unit and what it says.
    """
    for fichier, arbre in canonique.donnees.items():
        yield from _feuilles((fichier,), arbre)
    for fichier, blocs in canonique.textes.items():
        for bloc in blocs:
            yield (fichier, bloc.id), bloc.texte


def _feuilles(chemin: Chemin, arbre: Arbre) -> Iterator[tuple[Chemin, Arbre]]:
    if isinstance(arbre, dict) and arbre:
        for nom, valeur in arbre.items():
            yield from _feuilles((*chemin, nom), valeur)
        return
    noms = noms_de(arbre) if isinstance(arbre, list) else None
    if isinstance(arbre, list) and noms is not None:
        for nom, element in zip(noms, arbre, strict=True):
            yield from _feuilles((*chemin, nom), element)
        return
    yield chemin, arbre
