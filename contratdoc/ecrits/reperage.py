"""Which passages hold certain letters, found at the speed of a search in one long text."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from contratdoc.ecrits.ecrit import Passage


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
    tout = "\n".join(p.texte for p in passages)
    departs = list(accumulate((len(p.texte) + 1 for p in passages), initial=0))
    trouves: set[int] = set()
    for morceau in morceaux:
        rang = tout.find(morceau)
        while rang >= 0:
            apres = rang + len(morceau)
            if suite is None or suite.match(tout, apres):
                i = bisect_right(departs, rang) - 1
                trouves.add(i)
                apres = departs[i + 1]
            rang = tout.find(morceau, apres)
    return [passages[i] for i in sorted(trouves)]
