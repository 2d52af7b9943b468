"""The fonts of the PDF: those of a declared dependency and of the typst wheel, never those of the machine.

The package holds each font twice (`.otf`, `.ttf`) and typst takes the first that it finds, in the order of the disk:
the files of one kind are copied apart, so that two machines embed the same bytes.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import Final

import font_source_sans_pro
import typst

STYLES: Final = ("Regular", "It", "Semibold", "SemiboldIt", "Bold", "BoldIt")


@cache
def polices() -> typst.Fonts:
    """The fonts, looked up once a process."""
    dossier = Path(tempfile.mkdtemp(prefix="contratdoc-polices-"))
    atexit.register(shutil.rmtree, dossier, ignore_errors=True)
    source = Path(font_source_sans_pro.font_directory)
    for style in STYLES:
        shutil.copy(source / f"SourceSansPro-{style}.otf", dossier)
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(dossier)])
