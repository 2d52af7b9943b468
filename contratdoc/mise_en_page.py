"""The pages of the last layout, kept in `sortie`: the Word file alone then needs no new layout while nothing moved."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

MISE_EN_PAGE = ".mise-en-page.json"


@dataclass(frozen=True, slots=True)
class MiseEnPage:
    """A layout: `empreinte` hashes all that it depends on, `pages` gives the page of each anchor."""

    empreinte: str
    pages: Mapping[str, int]
    total: int

    def en_json(self) -> bytes:
        """Write it for the next build."""
        valeur = {"empreinte": self.empreinte, "pages": dict(self.pages), "total": self.total}
        return json.dumps(valeur, ensure_ascii=False, sort_keys=True).encode()


def lire_mise_en_page(sortie: Path) -> MiseEnPage | None:
    """Return the last layout kept in a folder; None when there is none, or none that can be trusted."""
    try:
        lu = json.loads((sortie / MISE_EN_PAGE).read_bytes())
        pages = {str(a): int(p) for a, p in lu["pages"].items()}
        return MiseEnPage(str(lu["empreinte"]), pages, int(lu["total"]))
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None
