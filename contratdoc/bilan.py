"""What a build is asked, and what it gives: the files, their figures, and all that there was to say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from contratdoc.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Options:
    """The choices of a build, but for its formats.

    Attributes:
        moteur: What makes the PDF: `typst`, or `libreoffice` from the Word file.
        brouillon: True for a draft: compiles with what is there.
        aujourd_hui: The day, on which acceptances may have ended; None when their ends are not looked at.
    """

    moteur: str = "typst"
    brouillon: bool = False
    aujourd_hui: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Bilan:
    """The figures of a build."""

    pages: int
    mots: int
    partenaires: int
    engagements: int


@dataclass(frozen=True, slots=True)
class Compilation:
    """What a build gives: the files, by format; None and nothing written when an error stands.

    Attributes:
        fichiers: Where each format is.
        bilan: The figures; None when nothing was written.
        diagnostics: All that there is to say.
        inchange: True when nothing had moved since the last build, whose files these are.
    """

    fichiers: Mapping[str, Path]
    bilan: Bilan | None
    diagnostics: tuple[Diagnostic, ...]
    inchange: bool = False
