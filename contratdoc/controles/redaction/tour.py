"""What a faulty turn of phrase is."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from typing import TypeAlias

Ecriture: TypeAlias = "str | Callable[[re.Match[str]], str] | None"


@dataclass(frozen=True, slots=True)
class Tour:
    """A faulty turn of phrase.

    Attributes:
        faute: What is wrong, as the end of a sentence.
        indices: Whole words, in lower case: one of these stands in any line that has it, and no other line is read;
            empty when all lines are.
        motif: The faulty words; read in lower case, a line at a time.
        ecriture: What to write instead, in lower case; None when the author alone knows.
        sauf: Tells the uses that are right.
        sur: True when it is an error in any text.
    """

    faute: str
    indices: tuple[str, ...]
    motif: re.Pattern[str]
    ecriture: Ecriture = None
    sauf: Callable[[re.Match[str]], bool] | None = None
    sur: bool = False


def croiser(*listes: str) -> tuple[str, ...]:
    """Give every phrase made of one word of each list.

    Args:
        listes: Words, parted by « | ».

    Returns:
        The phrases, a space between two words.
    """
    return tuple(" ".join(mots) for mots in product(*(liste.split("|") for liste in listes)))
