"""One line a fault: « fichier:ligne:colonne: erreur CD102: … »."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.diagnostics.diagnostic import Diagnostic, trier

if TYPE_CHECKING:
    from collections.abc import Iterable


def rendre_concis(diagnostics: Iterable[Diagnostic]) -> str:
    """Return one line a diagnostic, sorted by place."""
    return "".join(f"{d.place}: {d.severite.value} {d.code}: {d.message}\n" for d in trier(diagnostics))
