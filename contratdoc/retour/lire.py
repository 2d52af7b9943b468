"""All that the sources say, in passages that know their file, and the key under which each stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.avenants.canonique import nom_de
from contratdoc.ecrits.ecrit import Nature, Passage
from contratdoc.ecrits.from_contrat import ecrit_du_contrat
from contratdoc.source.arbre import TexteSitue
from contratdoc.source.lecteur_yaml import lire_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from contratdoc.contrat.contrat import Contrat
    from contratdoc.diagnostics import Place
    from contratdoc.source.arbre import Arbre, Position, Valeur


def passages_des_sources(contrat: Contrat, fichiers: Mapping[str, bytes]) -> tuple[Passage, ...]:
    """Gather every text of the sources: those of the contract, then each short field of the YAML files.

    Args:
        contrat: The linked contract.
        fichiers: The folder's files.

    Returns:
        The passages; a field that is a text of the contract is there once. Those whose characters do not follow each
        other in the file have their start alone.
    """
    textes = [p for p in ecrit_du_contrat(contrat).tous if not p.fixe]
    vus = {(p.fichier, p.ligne) for p in textes}
    champs = (p for f in sorted(fichiers) if f.endswith(".yaml") for p in _champs(fichiers[f], f))
    return (*textes, *(p for p in champs if (p.fichier, p.ligne) not in vus))


def _champs(octets: bytes, fichier: str) -> Iterator[Passage]:
    lu = lire_yaml(octets, fichier).valeur
    if lu is not None:
        yield from _feuilles(lu, lu.valeur, ())


def _feuilles(arbre: Arbre, valeur: Valeur, chemin: tuple[str | int, ...]) -> Iterator[Passage]:
    if isinstance(valeur, dict):
        for cle, v in valeur.items():
            yield from _feuilles(arbre, v, (*chemin, cle))
    elif isinstance(valeur, list):
        for i, v in enumerate(valeur):
            yield from _feuilles(arbre, v, (*chemin, i))
    elif isinstance(valeur, TexteSitue) and "\n" not in valeur:
        yield Passage(str(valeur), Nature.CHAMP, ((0, valeur.place),), fixe=valeur.fixe)
    elif isinstance(valeur, TexteSitue):
        yield Passage(" ".join(valeur.split()), Nature.CHAMP, ((0, valeur.place),), fixe=True)


def cle_a(octets: bytes, place: Place) -> str:
    """Return the key under which a place of a YAML file stands: « themes/petite-enfance/titre ».

    Args:
        octets: The file.
        place: A place in it.

    Returns:
        The keys that lead there, an element of a list by its name or by its rank; empty for another kind of file.
    """
    lu = lire_yaml(octets, place.fichier).valeur if place.fichier.endswith(".yaml") else None
    if lu is None:
        return ""
    ici, valeur, noms = lu.position, lu.valeur, []
    while ici.enfants:
        avant = [(k, p) for k, p in ici.enfants.items() if _debut(p) <= (place.ligne, place.colonne)]
        if not avant:
            break
        pas, ici = max(avant, key=lambda kp: _debut(kp[1]))
        valeur = _dedans(valeur, pas)
        noms.append((nom_de(_nu(valeur)) or str(pas + 1)) if isinstance(pas, int) else pas)
    return "/".join(noms)


def _debut(position: Position) -> tuple[int, int]:
    return min((position.ligne, position.colonne), position.cle or (position.ligne, position.colonne))


def _dedans(valeur: Valeur, pas: str | int) -> Valeur:
    if isinstance(valeur, dict):
        return valeur.get(str(pas))
    return valeur[pas] if isinstance(valeur, list) and isinstance(pas, int) and pas < len(valeur) else None


def _nu(valeur: Valeur) -> Valeur:
    """Keep the short fields of an element: a name is one of them."""
    return {k: v for k, v in valeur.items() if isinstance(v, str)} if isinstance(valeur, dict) else None
