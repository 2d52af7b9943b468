"""Where in the sources a compiled paragraph comes from, and which stretch of the source any of its words is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contratdoc.ecrits.ecrit import VALEUR

if TYPE_CHECKING:
    from collections.abc import Iterable

    from contratdoc.ecrits.ecrit import Passage

_ASSEZ_LONG = 12
"""Letters from which a source text found inside a compiled paragraph is no accident."""


@dataclass(frozen=True, slots=True)
class Origine:
    """The source of a compiled paragraph.

    Attributes:
        passage: What the source says.
        lettres: For each letter or figure of the compiled paragraph, its rank in the source text; None for one that
            the compiler added or computed.
    """

    passage: Passage
    lettres: tuple[int | None, ...]

    def etendue(self, debut: int, fin: int) -> tuple[int, int] | None:
        """Return the stretch of the source that some letters of the compiled paragraph are; None if one is not in it.

        Args:
            debut: Rank of the first letter, letters and figures alone counted.
            fin: Rank after the last one.
        """
        rangs = self.lettres[debut:fin]
        premier, dernier = (rangs[0], rangs[-1]) if rangs else (None, None)
        if premier is None or dernier is None or None in rangs:
            return None
        contigus = VALEUR not in self.passage.texte[premier : dernier + 1]
        return (premier, dernier + 1) if contigus else None


class Origines:
    """The texts of the sources, found by what they say."""

    def __init__(self, sources: Iterable[Passage]) -> None:
        self._passages = list(sources)
        self._cles = [_cle(p.texte) for p in self._passages]
        self._exacts: dict[str, list[int]] = {}
        for i, cle in enumerate(self._cles):
            self._exacts.setdefault(cle, []).append(i)
        self._a_trous = [i for i, p in enumerate(self._passages) if VALEUR in p.texte]

    def de(self, texte: str) -> tuple[Origine, ...]:
        """Return the sources that a compiled paragraph may come from: several when they say the same.

        Args:
            texte: The paragraph, as it was compiled.
        """
        cle = _cle(texte)
        if not cle:
            return ()
        exacts = self._exacts.get(cle) or self._exacts.get(_sans_numero(texte))
        if exacts:
            decalage = len(cle) - len(self._cles[exacts[0]])
            return tuple(self._origine(i, len(cle), decalage) for i in exacts)
        troues = [o for i in self._a_trous if (o := self._troue(i, cle)) is not None]
        return tuple(troues) or self._contenus(cle)

    def _origine(self, i: int, longueur: int, decalage: int) -> Origine:
        rangs: list[int | None] = list(_rangs(self._passages[i].texte))
        apres = longueur - decalage - len(rangs)
        return Origine(self._passages[i], (*[None] * decalage, *rangs, *[None] * apres))

    def _contenus(self, cle: str) -> tuple[Origine, ...]:
        """Find the longest source texts that a paragraph holds among other words."""
        moins = max(_ASSEZ_LONG, len(cle) // 2)
        dedans = [i for i, c in enumerate(self._cles) if len(c) >= moins and c in cle]
        longueur = max((len(self._cles[i]) for i in dedans), default=0)
        return tuple(
            self._origine(i, len(cle), cle.index(self._cles[i])) for i in dedans if len(self._cles[i]) == longueur
        )

    def _troue(self, i: int, cle: str) -> Origine | None:
        """Match a source text whose values were computed: each value may be any letters."""
        texte = self._passages[i].texte
        morceaux = texte.split(VALEUR)
        if sum(map(len, morceaux)) < _ASSEZ_LONG:
            return None
        m = re.fullmatch("(.{0,60}?)".join(re.escape(_cle(t)) for t in morceaux), cle)
        if m is None:
            return None
        lettres: list[int | None] = []
        rang = 0
        for n, morceau in enumerate(morceaux):
            lettres += [rang + r for r in _rangs(morceau)]
            rang += len(morceau) + 1
            if n < len(morceaux) - 1:
                lettres += [None] * len(m[n + 1])
        return Origine(self._passages[i], tuple(lettres))


def lettres_avant(texte: str, rang: int) -> int:
    """Count the letters and figures of a text before a rank."""
    return sum(c.isalnum() for c in texte[:rang])


def _cle(texte: str) -> str:
    """The letters and figures of a text: typography and markup are not what it says."""
    return "".join(c for c in texte if c.isalnum())


def _rangs(texte: str) -> list[int]:
    return [i for i, c in enumerate(texte) if c.isalnum()]


_NUMERO = re.compile(r"^\s*(?:[IVXLC]+|\d+(?:\.\d+)*|[A-Za-z])(?:\.[a-z]|[.)\-])*\s*[–—-]?\s+")


def _sans_numero(texte: str) -> str:
    return _cle(_NUMERO.sub("", texte, count=1))
