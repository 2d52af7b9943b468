"""The list that follows a passage, and how many items it may be said to have."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contratdoc.ecrits.ecrit import Nature, Passage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contratdoc.ecrits.ecrit import Bloc

_RUBRIQUE = re.compile(r"[^\W\d_]{4,}\s*\d")
_ENTRE_DEUX = 2
_LIGNES = (Nature.PARAGRAPHE, Nature.INTERTITRE)
_ITEMS_MAX = 200


@dataclass(frozen=True, slots=True)
class Liste:
    """A list: its items, and every count that a reader may make (nested items left out, or not; lines between, or not).

    Attributes:
        elements: Its items, nested ones included.
        comptes: The counts, that of the first level first.
        puces: True when its items have bullets; False for lines that follow one another.
        fin: Rank in the blocks after the last item.
    """

    elements: tuple[Passage, ...]
    comptes: tuple[int, ...]
    puces: bool
    fin: int


def liste_apres(blocs: Sequence[Bloc], rang: int) -> Liste | None:
    """Read the list right after a passage.

    Args:
        blocs: The blocks of a text.
        rang: The rank of the passage.

    Returns:
        The list; None when none follows.
    """
    avant = blocs[rang]
    premier = blocs[rang + 1] if rang + 1 < len(blocs) else None
    if not isinstance(premier, Passage) or not isinstance(avant, Passage) or premier.fichier != avant.fichier:
        return None
    if premier.nature is Nature.ELEMENT and not _est_une_rubrique(premier):
        return _a_puces(blocs, rang, premier, avant)
    return _en_lignes(blocs, rang, premier) if premier.nature in _LIGNES else None


def _est_une_rubrique(p: Passage) -> bool:
    return _RUBRIQUE.match(p.marque) is not None


def _cle(p: Passage) -> tuple[str, int]:
    """Return what tells the level of an item: its mark, and where its text begins."""
    marque = "n" if p.marque[:1].isalnum() else p.marque
    return marque, p.place().colonne if marque != "n" else p.niveau


def _a_puces(blocs: Sequence[Bloc], rang: int, premier: Passage, avant: Passage) -> Liste | None:
    stricte: list[Passage] = []
    large: list[Passage] = []
    ecart = 0
    fin = rang + 1
    for i in range(rang + 1, min(len(blocs), rang + 1 + _ITEMS_MAX)):
        bloc = blocs[i]
        if not isinstance(bloc, Passage) or bloc.fichier != premier.fichier or _est_une_rubrique(bloc):
            break
        if bloc.nature is Nature.ELEMENT:
            if avant.nature is Nature.ELEMENT and bloc.niveau <= avant.niveau and _cle(bloc) == _cle(avant):
                break
            large.append(bloc)
            if len(large) == len(stricte) + 1 and not ecart:
                stricte.append(bloc)
                fin = i + 1
        elif bloc.nature is Nature.PARAGRAPHE and (i - fin) < _ENTRE_DEUX * max(1, len(large)):
            ecart += 1
            if ecart > _ENTRE_DEUX * len(large):
                break
        else:
            break
    if not stricte:
        return None  # an item that ends with a colon, the next of its own list after it
    cle = _cle(premier)
    comptes = (
        sum(_cle(p) == cle for p in stricte),
        len(stricte),
        sum(_cle(p) != cle for p in stricte),
        sum(not p.texte.endswith(":") for p in stricte),
        sum(p.niveau == premier.niveau for p in stricte),
        sum(_cle(p) == cle for p in large),
        sum(p.marque != "" and p.marque == premier.marque for p in large),
        sum(_est_gras(p, premier) for p in large),
    )
    return Liste(tuple(stricte), comptes, True, fin)


def _est_gras(p: Passage, premier: Passage) -> bool:
    """Say whether an item is like the first, « Libellé : texte », among others that are not."""
    return (" : " in premier.texte[:80]) == (" : " in p.texte[:80]) and p.niveau == premier.niveau


def _en_lignes(blocs: Sequence[Bloc], rang: int, premier: Passage) -> Liste | None:
    """Read lines that follow one another, none left blank between them."""
    lignes = [premier]
    for i in range(rang + 2, min(len(blocs), rang + 1 + _ITEMS_MAX)):
        bloc = blocs[i]
        if not isinstance(bloc, Passage) or bloc.nature not in _LIGNES or bloc.fichier != premier.fichier:
            break
        if bloc.ligne != lignes[-1].ligne + 1:
            break
        lignes.append(bloc)
    if len(lignes) == 1:
        return None
    return Liste(tuple(lignes), (len(lignes),), False, rang + 1 + len(lignes))
