"""One line a fault: « fichier:ligne:colonne: erreur CD102: … »."""

from __future__ import annotations

from collections.abc import Iterable

from contratdoc.diagnostics.diagnostic import Diagnostic, trier


def rendre_concis(diagnostics: Iterable[Diagnostic]) -> str:
    """Return one line a diagnostic, sorted by place."""
    return "".join(f"{d.place}: {d.severite.value} {d.code}: {d.message}\n" for d in trier(diagnostics))
