"""What several rules read in one text, read once: the last text is remembered."""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from contratdoc.ecrits.ecrit import Ecrit

T = TypeVar("T")


def une_fois(lire: Callable[[Ecrit], Iterable[T]]) -> Callable[[Ecrit], tuple[T, ...]]:
    """Make a reading of a text remember its last result.

    Args:
        lire: The reading; it depends on nothing but the text, which is frozen.

    Returns:
        The same reading, done once for rules that run one after the other on one text.
    """
    dernier: list[tuple[weakref.ref[Ecrit], tuple[T, ...]]] = []

    def relire(ecrit: Ecrit) -> tuple[T, ...]:
        # By identity: comparing or hashing a whole text would cost more than reading it again.
        if dernier and dernier[0][0]() is ecrit:
            return dernier[0][1]
        lu = tuple(lire(ecrit))
        dernier[:] = [(weakref.ref(ecrit), lu)]
        return lu

    return relire
