"""The sentences of a passage: where each begins and ends."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

# The sign comes first: `re` then jumps from one to the next.
_FIN = re.compile(r"[.!?…](?<![\s(.][A-ZÀ-Ý].)(?<!\bart.)(?<!\betc.)(?=[»\"”)]?\s+[«\"“(]?\s?[A-ZÀ-Ý0-9–-])")


@lru_cache(maxsize=4096)
def phrases_de(texte: str) -> tuple[tuple[int, int], ...]:
    """Cut a text into sentences.

    Args:
        texte: One passage.

    Returns:
        The rank of the first character of each sentence, and the rank after its last; together they hold all the text.
    """
    bornes = [0, *(m.end() for m in _FIN.finditer(texte)), len(texte)]
    return tuple((a, b) for a, b in pairwise(bornes) if a < b)
