"""How near two texts are in words, and an index that finds the near ones without comparing all pairs."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from functools import lru_cache
from itertools import accumulate, chain, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

_MOT = re.compile(r"[^\W_]+")
_ACCENTS = re.compile("[\u0300-\u034e\u0350-\u036f]+")
_LOINTAINS = re.compile("[\u0483-\u1fff\u20d0-\u20ff\u2c00-\U0010ffff]")
"""Letters among which other marks than the accents of French may stand: then each one is looked up."""
_MOT_PLEIN = 4
"""Words shorter than this (« de », « les », « sur ») are on every page: they pair nothing."""
_COURT = 5
"""Up to so many full words, each word is a key by itself: one word changed leaves too few pairs of words."""
_FREQUENT = 32
"""A key that more texts share tells nothing, and would make the search quadratic."""
_ASSEZ = 256
"""The rarest keys of a text are looked up until they give so many texts."""
_LONGUEUR_MAX = 2000
"""No paragraph has more words; the cost of a comparison is the product of lengths."""


@lru_cache(maxsize=16384)
def mots(texte: str) -> tuple[str, ...]:
    """Return the words of a text, without case, accents, punctuation nor the mark of the plural.

    Args:
        texte: Any text.

    Returns:
        Its words and figures, in order; the first two thousand of them.
    """
    plat = _ACCENTS.sub("", unicodedata.normalize("NFKD", texte.casefold()))
    if _LOINTAINS.search(plat) is not None:
        plat = "".join(c for c in plat if not unicodedata.combining(c))
    lus = _MOT.findall(plat)[:_LONGUEUR_MAX]
    return tuple([m[:-1] if m[-1] in "sx" and len(m) >= _MOT_PLEIN else m for m in lus])


def ressemblance(a: str, b: str) -> float:
    """Say how near two texts are: the share of their words that stand in both, in the same order.

    Args:
        a: A text.
        b: Another.

    Returns:
        From 0 (no word in common) to 1 (the same words); 0 when one has no word.
    """
    return _part(mots(a), _masques(mots(a)), mots(b))


class Index:
    """Texts to be found again by likeness; a search looks at those that share a rare pair of words, not at all."""

    def __init__(self, textes: Sequence[str]) -> None:
        """Index texts.

        Args:
            textes: The texts; a search returns their ranks.
        """
        rangs: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for i, texte in enumerate(textes):
            rangs[mots(texte)].append(i)
        rangs.pop((), None)
        # Texts of the same words are compared once: copies must not make a key look frequent.
        self._distincts = tuple(rangs.items())
        self._numeros = {m: k for k, m in enumerate(rangs)}
        self._cles: dict[Hashable, list[int]] = defaultdict(list)
        self._siennes = [_cles(m) for m, _ in self._distincts]
        for k, siennes in enumerate(self._siennes):
            for cle in siennes:
                self._cles[cle].append(k)

    def proches(self, texte: str, seuil: float, avant: int | None = None) -> list[tuple[int, float]]:
        """Find the texts near to one.

        Args:
            texte: Any text; when it is one of the index, it finds itself too.
            seuil: The least likeness, as `ressemblance` measures it.
            avant: Only the texts of a lower rank are wanted; all when None.

        Returns:
            Rank and likeness of each, the nearest first, then in order.
        """
        cherche = mots(texte)
        masques = _masques(cherche)
        trouves: list[tuple[int, float]] = []
        for k in self._candidats(cherche, seuil):
            m, rangs = self._distincts[k]
            # The share cannot pass what the lengths allow: cheap, and drops many.
            voulu = seuil * (len(m) + len(cherche)) / 2
            if min(len(m), len(cherche)) < voulu or (avant is not None and rangs[0] >= avant):
                continue
            # Nor the words of one that the other has.
            if sum(map(masques.__contains__, m)) < voulu:
                continue
            note = _part(cherche, masques, m)
            if note >= seuil:
                trouves += [(i, note) for i in rangs if avant is None or i < avant]
        return sorted(trouves, key=lambda t: (-t[1], t[0]))

    def _candidats(self, cherche: tuple[str, ...], seuil: float) -> set[int]:
        """Return the texts that share enough keys with the searched one to be near it."""
        memes = self._numeros.get(cherche)
        siennes = _cles(cherche) if memes is None else self._siennes[memes]
        tous = sorted((self._cles[c] for c in siennes if c in self._cles), key=len)
        cumuls = accumulate(tous, lambda n, p: n + len(p), initial=0)
        porteurs = [p for p, n in zip(tous, cumuls, strict=False) if n < _ASSEZ and len(p) <= _FREQUENT]
        partages = Counter(chain.from_iterable(porteurs))
        # At this likeness so many words at most may differ, and each breaks two pairs of words.
        differents = len(cherche) * (2 - 2 * seuil) / (2 - seuil)
        voulu = len(porteurs) - 2 * differents
        candidats = {k for k, n in partages.items() if n >= voulu}
        if memes is not None:
            candidats.add(memes)
        return candidats


def _cles(m: tuple[str, ...]) -> set[Hashable]:
    """Return what a text is found by: pairs of full words that follow each other, and the words of a short text."""
    pleins = [x for x in m if len(x) >= _MOT_PLEIN or x.isdecimal()] or list(m)
    cles: set[Hashable] = set(pairwise(pleins))
    if len(pleins) <= _COURT:
        cles.update(pleins)
    return cles


def _masques(a: tuple[str, ...]) -> Mapping[str, int]:
    masques: dict[str, int] = defaultdict(int)
    for i, x in enumerate(a):
        masques[x] |= 1 << i
    return masques


def _part(a: tuple[str, ...], masques: Mapping[str, int], b: tuple[str, ...]) -> float:
    if not a or not b:
        return 0.0
    return 2 * _suite_commune(a, masques, b) / (len(a) + len(b)) if a != b else 1.0


def _suite_commune(a: tuple[str, ...], masques: Mapping[str, int], b: tuple[str, ...]) -> int:
    """Return the length of the longest common subsequence, a whole row at once in the bits of an integer (Hyyrö)."""
    plein = (1 << len(a)) - 1
    v = plein
    for masque in filter(None, map(masques.get, b)):
        u = v & masque
        v = ((v + u) | (v - u)) & plein
    return len(a) - v.bit_count()
