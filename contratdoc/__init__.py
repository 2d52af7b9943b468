"""contratdoc: compiles the contributions of a Contrat de Ville into the contract to sign, in Word and PDF.

The names below are the library's door; everything else may change. They are loaded when first used, so that a
command that needs one room does not pay for the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["assemble_contrat", "check_dossier", "compiler", "load_dossier", "write_docx", "write_pdf"]

if TYPE_CHECKING:
    from contratdoc.pipeline import (
        assemble_contrat,
        check_dossier,
        compiler,
        load_dossier,
        write_docx,
        write_pdf,
    )


def __getattr__(nom: str) -> Any:
    if nom in __all__:
        from contratdoc import pipeline

        return getattr(pipeline, nom)
    raise AttributeError(f"module 'contratdoc' has no attribute {nom!r}")
