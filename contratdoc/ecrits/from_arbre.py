"""A YAML file as pages to read again: its keys as headings, its texts, its lists as tables. Nothing need be valid."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contratdoc.diagnostics import Place
from contratdoc.ecrits.ecrit import Bloc, Cellule, Ecrit, Nature, Passage, TableauEcrit
from contratdoc.ecrits.from_texte import lire_ecrit
from contratdoc.source.arbre import TexteSitue

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from contratdoc.source.arbre import Arbre, Valeur

_NIVEAU_MAX = 6
_BLANCS = re.compile(r"[ \t\n]+")


def ecrit_de_l_arbre(arbre: Arbre) -> Ecrit:
    """Lay out what a YAML file says, for its author to read it again.

    Args:
        arbre: The file, read.

    Returns:
        All its texts, in order, each with its place.
    """
    return Ecrit(tuple(_valeur(arbre, arbre.valeur, (), 1)))


def _valeur(arbre: Arbre, valeur: Valeur, chemin: tuple[str | int, ...], niveau: int) -> Iterator[Bloc]:
    if isinstance(valeur, dict):
        for cle, contenu in valeur.items():
            yield from _champ(arbre, cle, contenu, (*chemin, cle), niveau)
    elif isinstance(valeur, list):
        yield from _liste(arbre, valeur, chemin, niveau)
    elif valeur is not None:
        yield from _texte(valeur, arbre.place(chemin))


def _champ(arbre: Arbre, cle: str, valeur: Valeur, chemin: tuple[str | int, ...], niveau: int) -> Iterator[Bloc]:
    nom = _libelle(cle)
    if valeur is None or (isinstance(valeur, str) and "\n" not in valeur.strip()):
        texte = f"{nom} : {_plat(valeur or '')}"
        yield Passage(texte, Nature.CHAMP, ((0, arbre.place(chemin, cle=True)),), fixe=True)
        return
    yield Passage(nom, Nature.TITRE, ((0, arbre.place(chemin, cle=True)),), min(niveau, _NIVEAU_MAX), fixe=True)
    yield from _valeur(arbre, valeur, chemin, niveau + 1)


def _liste(arbre: Arbre, valeurs: Sequence[Valeur], chemin: tuple[str | int, ...], niveau: int) -> Iterator[Bloc]:
    plats = [v for v in valeurs if isinstance(v, dict) and not any(_est_long(x) for x in v.values())]
    if valeurs and len(plats) == len(valeurs):
        yield _tableau(arbre, plats, chemin)
        return
    for i, v in enumerate(valeurs):
        place = arbre.place((*chemin, i))
        if isinstance(v, str) and "\n" not in v.strip():
            yield Passage(_plat(v), Nature.ELEMENT, ((0, place),), 1, fixe=True)
        else:
            if isinstance(v, dict):
                yield Passage(f"{i + 1}.", Nature.INTERTITRE, ((0, place),), fixe=True)
            yield from _valeur(arbre, v, (*chemin, i), niveau)


def _est_long(valeur: Valeur) -> bool:
    return isinstance(valeur, dict | list) or (isinstance(valeur, str) and "\n" in valeur.strip())


def _tableau(arbre: Arbre, lignes: Sequence[Mapping[str, Valeur]], chemin: tuple[str | int, ...]) -> TableauEcrit:
    """Lay a list of flat records as a table, a column a key."""
    cles = list(dict.fromkeys(cle for ligne in lignes for cle in ligne))
    debut = arbre.place(chemin)
    rangees = [tuple(_cellule(_libelle(cle), debut) for cle in cles)]
    places = [debut]
    for i, ligne in enumerate(lignes):
        places.append(arbre.place((*chemin, i)))
        textes = (_plat(str(ligne.get(cle) or "")) for cle in cles)
        rangees.append(
            tuple(_cellule(t, arbre.place((*chemin, i, c), cle=True)) for t, c in zip(textes, cles, strict=True))
        )
    return TableauEcrit(tuple(rangees), tuple(places))


def _cellule(texte: str, place: Place) -> Cellule:
    return Cellule((Passage(texte, Nature.CELLULE, ((0, place),), fixe=True),) if texte else ())


def _texte(texte: str, place: Place) -> Iterator[Bloc]:
    if isinstance(texte, TexteSitue):
        yield from lire_ecrit(texte, texte.place, decalage=texte.decalage, fixe=texte.fixe).blocs
    else:
        yield from lire_ecrit(texte, place, fixe=True).blocs


def _plat(texte: str) -> str:
    """Put a text on one line; its spaces that do not break stay."""
    return _BLANCS.sub(" ", texte).strip(" ")


def _libelle(cle: str) -> str:
    mots = cle.replace("_", " ").strip()
    return mots[:1].upper() + mots[1:]
