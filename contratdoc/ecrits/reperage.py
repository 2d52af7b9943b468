"""Which passages hold certain letters, found at the speed of a search in one long text."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Sequence

    from contratdoc.ecrits.ecrit import Passage


@dataclass(frozen=True, slots=True)
class TexteJoint:
    """The texts of several passages in one, a line each: searching it once is far quicker than searching each.

    Attributes:
        texte: The texts, each followed by an end of line, but the last.
        departs: Rank of the first character of each, and the rank after the whole.
    """

    texte: str
    departs: tuple[int, ...]

    def __len__(self) -> int:
        """Return how many texts there are."""
        return len(self.departs) - 1

    def seul(self, i: int) -> str:
        """Return one of the texts."""
        return self.texte[self.departs[i] : self.departs[i + 1] - 1]

    def rang(self, rang: int) -> int:
        """Return which text holds a character."""
        return bisect_right(self.departs, rang) - 1

    def avec(self, morceaux: Iterable[str], suite: re.Pattern[str] | None = None) -> set[int]:
        """Find which texts hold one of some stretches, and right after it what `suite` tells.

        Args:
            morceaux: Stretches of letters as written.
            suite: What must come right after a stretch, if anything must.

        Returns:
            The ranks of the texts.
        """
        tout, trouves = self.texte, set[int]()
        for morceau in morceaux:
            rang = tout.find(morceau)
            while rang >= 0:
                apres = rang + len(morceau)
                if suite is None or suite.match(tout, apres):
                    i = self.rang(rang)
                    trouves.add(i)
                    apres = self.departs[i + 1]
                rang = tout.find(morceau, apres)
        return trouves

    def ou(self, motif: re.Pattern[str]) -> set[int]:
        """Find which texts may hold what a pattern tells: those where a match begins, though it may end in another."""
        return {bisect_right(self.departs, m.start()) - 1 for m in motif.finditer(self.texte)}


def joindre(textes: Sequence[str]) -> TexteJoint:
    """Put texts in one.

    Args:
        textes: The texts.

    Returns:
        The one text.
    """
    return TexteJoint("\n".join(textes), tuple(accumulate((len(t) + 1 for t in textes), initial=0)))


def passages_avec(
    passages: Sequence[Passage], morceaux: Sequence[str], suite: re.Pattern[str] | None = None
) -> list[Passage]:
    """Find the passages that hold one of some stretches, so that a rule only looks closer at these.

    Args:
        passages: The passages.
        morceaux: Stretches of letters as written: « nnexe » finds « annexe » and « Annexe ».
        suite: What must come right after a stretch, if anything must.

    Returns:
        The passages, in order.
    """
    joint = joindre([p.texte for p in passages])
    return [passages[i] for i in sorted(joint.avec(morceaux, suite))]
