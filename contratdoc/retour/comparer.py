"""Two readings of a Word file, paragraph by paragraph: what was reworded, added, taken away."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from contratdoc.ecrits.ecrit import Nature
from contratdoc.ecrits.ressemblance import ressemblance

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from contratdoc.ecrits.ecrit import Ecrit, Passage

_SEMBLABLE = 0.5
"""Two paragraphs at one place that share half their words are one, reworded."""
_ESPACES = str.maketrans({"’": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " "})


@dataclass(frozen=True, slots=True)
class Ecart:
    """A paragraph that differs.

    Attributes:
        avant: The paragraph as it was compiled; None when it was added.
        apres: The paragraph as it came back; None when it was taken away.
        precedent: The compiled paragraph before it, if any.
    """

    avant: Passage | None
    apres: Passage | None
    precedent: Passage | None


def comparer_copies(compilee: Ecrit, revenue: Ecrit) -> tuple[Ecart, ...]:
    """Find what someone changed in a copy.

    Args:
        compilee: The contract, as the present sources make it.
        revenue: The copy that came back.

    Returns:
        The paragraphs that differ, in order; the table of contents, which Word makes again, is not compared.
    """
    avant, apres = ([p for p in e.tous if p.nature is not Nature.SOMMAIRE] for e in (compilee, revenue))
    memes = SequenceMatcher(None, [_lu(p) for p in avant], [_lu(p) for p in apres], autojunk=False)
    ecarts: list[Ecart] = []
    for sorte, a1, a2, b1, b2 in memes.get_opcodes():
        if sorte != "equal":
            ecarts += _apparier(avant, range(a1, a2), [*apres[b1:b2]])
    return tuple(ecarts)


def _lu(passage: Passage) -> str:
    """What a paragraph says: the compiler decides which space and which apostrophe it holds."""
    return " ".join(passage.texte.translate(_ESPACES).split())


def _apparier(avant: Sequence[Passage], rangs: range, apres: Sequence[Passage]) -> Iterator[Ecart]:
    """Pair the paragraphs of two stretches, in order; one alone on each side are the same, whatever they say."""
    seuls = len(rangs) == len(apres) == 1
    libres = list(apres)
    for i in rangs:
        precedent = avant[i - 1] if i else None
        pair = next((n for n, p in enumerate(libres) if seuls or ressemblance(_lu(avant[i]), _lu(p)) >= _SEMBLABLE), -1)
        for p in libres[: max(pair, 0)]:
            yield Ecart(None, p, precedent)
        yield Ecart(avant[i], libres[pair] if pair >= 0 else None, precedent)
        libres = libres[pair + 1 :]
    dernier = avant[rangs[-1]] if rangs else (avant[rangs.start - 1] if rangs.start else None)
    for p in libres:
        yield Ecart(None, p, dernier)
