"""Words one letter apart, found through what is left of them once a letter is taken off: no comparison of all pairs."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGUEUR_MAX = 40
"""No word of a name is longer; the keys of a word grow with its length."""
_BORDS_MIN = 5
"""From this length, words one letter apart have the same two first letters, or the same two last ones."""
_CLE_COMMUNE = 24
"""A key that more words share tells nothing."""


class Voisins:
    """Words that can be found again from a word one letter apart: one more, one less, another one, two swapped."""

    def __init__(self, mots: Iterable[str]) -> None:
        """Index words.

        Args:
            mots: The words, without case nor accents.
        """
        self._par_cle: dict[str, list[str]] = defaultdict(list)
        self._bords: set[str] = set()
        for mot in dict.fromkeys(mots):
            self._bords |= _bords(mot)
            for cle in _cles(mot):
                self._par_cle[cle].append(mot)

    def de(self, mot: str) -> list[str]:
        """Return the words of the index one letter apart from a word, that word excluded."""
        if len(mot) >= _BORDS_MIN and self._bords.isdisjoint(_bords(mot)):
            return []
        trouves: dict[str, None] = {}
        for cle in _cles(mot):
            for autre in self._par_cle.get(cle, ())[:_CLE_COMMUNE]:
                if autre != mot and autre not in trouves and a_une_lettre(mot, autre):
                    trouves[autre] = None
        return list(trouves)


def _bords(mot: str) -> set[str]:
    return {f"{mot[:2]}-", f"-{mot[-2:]}"}


def _cles(mot: str) -> set[str]:
    if len(mot) > _LONGUEUR_MAX:
        return set()
    return {mot, *(mot[:i] + mot[i + 1 :] for i in range(len(mot)))}


def a_une_lettre(a: str, b: str) -> bool:
    """Say whether two different words are one letter apart: one more, one less, another one, or two swapped."""
    if len(a) < len(b):
        a, b = b, a
    i = lettres_communes(a, b)
    if len(a) == len(b):
        return a[i + 1 :] == b[i + 1 :] or (a[i : i + 2] == b[i : i + 2][::-1] and a[i + 2 :] == b[i + 2 :])
    return len(a) == len(b) + 1 and a[i + 1 :] == b[i:]


def lettres_communes(a: str, b: str) -> int:
    """Return how many letters two words share from their beginning."""
    return next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def distance(a: str, b: str, plus: int) -> int:
    """Count the letters to add, drop, change or swap from a word to another, up to `plus` + 1.

    Args:
        a: A word.
        b: Another.
        plus: The count above which the exact one does not matter.

    Returns:
        The count, or `plus` + 1.
    """
    if abs(len(a) - len(b)) > plus:
        return plus + 1
    avant: list[int] = []
    ligne = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        avant, precedente, ligne = ligne, avant, [i]
        for j, y in enumerate(b, 1):
            cout = min(avant[j] + 1, ligne[j - 1] + 1, avant[j - 1] + (x != y))
            if precedente and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cout = min(cout, precedente[j - 2] + 1)
            ligne.append(cout)
        if min(ligne) > plus:
            return plus + 1
    return min(ligne[-1], plus + 1)
