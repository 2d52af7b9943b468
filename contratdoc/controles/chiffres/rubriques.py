"""Headings that carry a noun and a number: « Thématique 1 – … », « Axe II : … »."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contratdoc.ecrits.ecrit import Nature, Passage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contratdoc.ecrits.ecrit import Bloc

_ROMAINS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
_RUBRIQUE = re.compile(r"([^\W\d_]{3,})\s*(?:n°\s*)?(\d{1,2}|[IVX]{1,4})\b")
_MOTS = re.compile(r"\w{3,}")
_PROCHE = 3


def _rang(texte: str, singulier: str) -> int | None:
    m = _RUBRIQUE.match(texte)
    if m is None or m[1].casefold() != singulier:
        return None
    return int(m[2]) if m[2].isdecimal() else _ROMAINS.get(m[2].casefold())


def rubriques_apres(blocs: Sequence[Bloc], debut: int, nom: str) -> tuple[Passage, ...]:
    """Read the headings of a noun, numbered from 1, that begin right after a rank.

    Args:
        blocs: The blocks of a text.
        debut: Where the first must stand, a few blocks more or less.
        nom: The noun, in the plural.

    Returns:
        The headings, in order, up to the first whose number does not grow; empty when none begins there.
    """
    if not nom:
        return ()
    singulier = nom.removesuffix("s") if nom != "enjeux" else "enjeu"
    trouves: list[Passage] = []
    precedent = 0
    for i in range(debut, len(blocs)):
        bloc = blocs[i]
        if not trouves and i >= debut + _PROCHE:
            break
        if not isinstance(bloc, Passage) or bloc.nature is Nature.SOMMAIRE:
            continue
        rang = _rang(bloc.texte, singulier)
        if rang is None:
            continue
        if rang <= precedent or (not trouves and rang != 1):
            break
        trouves.append(bloc)
        precedent = rang
    return tuple(trouves) if len(trouves) > 1 else ()


def sans_rubrique(elements: Sequence[Passage], rubriques: Sequence[Passage]) -> tuple[Passage, ...]:
    """Return the items of a list whose words no heading says again."""
    dits = [frozenset(_MOTS.findall(r.texte.casefold())) for r in rubriques]
    return tuple(
        e
        for e in elements
        if not any(len(_mots(e) & d) * 2 > len(_mots(e)) for d in dits)  # half of its words
    )


def _mots(p: Passage) -> frozenset[str]:
    return frozenset(_MOTS.findall(p.texte.casefold()))
