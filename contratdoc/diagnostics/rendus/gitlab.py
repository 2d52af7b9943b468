"""Faults as GitLab's Code Quality report."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from typing import TYPE_CHECKING

from contratdoc.diagnostics.diagnostic import Diagnostic, Severite, trier

if TYPE_CHECKING:
    from collections.abc import Iterable

_GRAVITES = {Severite.ERREUR: "major", Severite.AVERTISSEMENT: "minor", Severite.INFO: "info"}


def rendre_gitlab(diagnostics: Iterable[Diagnostic]) -> str:
    """Return the report; a fault keeps its fingerprint when lines move above it."""
    vus: Counter[str] = Counter()
    rapport: list[dict[str, object]] = []
    for d in trier(diagnostics):
        quoi = f"{d.code}\0{d.place.fichier}\0{d.message}"
        vus[quoi] += 1
        rapport.append(
            {
                "description": " ".join((d.message, *d.aides)),
                "check_name": d.code,
                "fingerprint": hashlib.sha256(f"{quoi}\0{vus[quoi]}".encode()).hexdigest(),
                "severity": _GRAVITES[d.severite],
                "location": {"path": d.place.fichier, "lines": {"begin": max(d.place.ligne, 1)}},
            }
        )
    return json.dumps(rapport, ensure_ascii=False, indent=1) + "\n"
