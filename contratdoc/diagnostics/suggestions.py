"""« Vouliez-vous dire … ? »: the nearest known name."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def _cle(nom: str) -> str:
    plat = unicodedata.normalize("NFD", nom.casefold())
    return "".join(c for c in plat if c.isalnum())


def _distance(a: str, b: str, plafond: int) -> int:
    """Levenshtein distance with transpositions counted once, given up above `plafond`."""
    if abs(len(a) - len(b)) > plafond:
        return plafond + 1
    avant_derniere: list[int] = []
    derniere = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        ligne = [i]
        for j, y in enumerate(b, 1):
            cout = min(derniere[j] + 1, ligne[j - 1] + 1, derniere[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cout = min(cout, avant_derniere[j - 2] + 1)
            ligne.append(cout)
        if min(ligne) > plafond:
            return plafond + 1
        avant_derniere, derniere = derniere, ligne
    return derniere[-1]


def plus_proche(nom: str, connus: Iterable[str]) -> str | None:
    """Return the known name nearest to `nom`, or None when none is near enough to be a slip of the hand.

    Case, accents and separators cost nothing; at most one fault in three letters is accepted.
    """
    voulu = _cle(nom)[:80]
    plafond = len(voulu) // 3
    notes = [(_distance(voulu, _cle(c)[:80], plafond), c) for c in connus]
    distance, meilleur = min(notes, default=(plafond + 1, ""))
    return meilleur if meilleur and distance <= plafond else None


def vouliez_vous_dire(nom: str, connus: Iterable[str]) -> str:
    """Return the hint sentence, or an empty text when nothing is near."""
    proche = plus_proche(nom, connus)
    return f"Vouliez-vous dire « {proche} » ?" if proche else ""
