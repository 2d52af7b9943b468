"""Two texts that differ by a few words: what is replaced, quoted so that it stands once in the old text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# An end of paragraph or of list item is a word of its own, which no passage may hold.
FIN = "\ue000"
_JETON = re.compile(
    r"\n[ \t]*\n\s*"  # an empty line
    r"|\n(?=\s*(?:[-*+|]|\d+[.)])\s?)"  # a new item, a new row
    r"|(?<!\d)\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)\S*"  # a number written in groups
    r"|\S+"
)
_PASSAGES = 4
_GARDE = 0.5  # below this share of words kept, a text is written anew
_ECART = 2  # two changes parted by no more words are one


@dataclass(frozen=True, slots=True)
class Passage:
    """Words replaced: `debut` and `fin` are their ranks in the old text."""

    debut: int
    fin: int
    ancien: str
    nouveau: str


def jetons(texte: str) -> list[str]:
    """Cut a text into words, ends of paragraphs and of list items apart."""
    return [FIN if t.isspace() else t for t in _JETON.findall(texte)]


def passages(ancien: str, nouveau: str) -> tuple[Passage, ...] | None:
    """Find what turns a text into another, as words replaced.

    Args:
        ancien: The old text.
        nouveau: The new text.

    Returns:
        The passages in order, each old one quoted once by the old text; None when the text is better written anew.
    """
    a, b = jetons(ancien), jetons(nouveau)
    accord = SequenceMatcher(None, a, b, autojunk=False)
    gardes = sum(m.size for m in accord.get_matching_blocks())
    if not a or not b or gardes < _GARDE * max(len(a), len(b)):
        return None
    sortie: list[Passage] = []
    for i1, i2, j1, j2 in _groupes(accord.get_opcodes()):
        etendu = _etendre(a, b, (i1, i2, j1, j2), sortie[-1].fin if sortie else 0)
        if etendu is None:
            return None
        sortie.append(etendu)
    return tuple(sortie) if 0 < len(sortie) <= _PASSAGES else None


def _groupes(codes: Sequence[tuple[str, int, int, int, int]]) -> Iterator[tuple[int, int, int, int]]:
    ici: tuple[int, int, int, int] | None = None
    for genre, i1, i2, j1, j2 in codes:
        if genre == "equal":
            continue
        if ici is not None and i1 - ici[1] <= _ECART:
            ici = (ici[0], i2, ici[2], j2)
            continue
        if ici is not None:
            yield ici
        ici = (i1, i2, j1, j2)
    if ici is not None:
        yield ici


def _etendre(a: list[str], b: list[str], rangs: tuple[int, int, int, int], borne: int) -> Passage | None:
    """Take in words around, the same in both texts, until the old passage stands once; `borne` is taken already."""
    i1, i2, j1, j2 = rangs
    tout = f" {' '.join(a)} "
    while i1 == i2 or _fois(" ".join(a[i1:i2]), tout) != 1:
        if i1 > borne and j1 > 0 and a[i1 - 1] == b[j1 - 1] != FIN:
            i1, j1 = i1 - 1, j1 - 1
        elif i2 < len(a) and j2 < len(b) and a[i2] == b[j2] != FIN:
            i2, j2 = i2 + 1, j2 + 1
        else:
            return None
    if FIN in a[i1:i2] or FIN in b[j1:j2]:
        return None
    return Passage(i1, i2, " ".join(a[i1:i2]), " ".join(b[j1:j2]))


def _fois(passage: str, tout: str) -> int:
    """Count a passage as a reader finds it, inside of words too, overlaps included."""
    return len(re.findall(f"(?={re.escape(passage)})", tout))


def marquer(ancien: str, nouveau: str) -> tuple[list[tuple[str, bool]], list[tuple[str, bool]]]:
    """Part each of two texts into what is common and what is its own.

    Args:
        ancien: The old text.
        nouveau: The new text.

    Returns:
        For each, runs of words and whether the other text lacks them; FIN stands for an end of paragraph.
    """
    a, b = jetons(ancien), jetons(nouveau)
    de_a: list[tuple[str, bool]] = []
    de_b: list[tuple[str, bool]] = []
    for genre, i1, i2, j1, j2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if i2 > i1:
            de_a.append((" ".join(a[i1:i2]), genre != "equal"))
        if j2 > j1:
            de_b.append((" ".join(b[j1:j2]), genre != "equal"))
    return de_a, de_b
