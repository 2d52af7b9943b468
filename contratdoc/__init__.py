"""contratdoc: compiles the contributions of a Contrat de Ville into the contract to sign, in Word and PDF.

The names below are the library's door; everything else may change. They are loaded when first used, so that a
command that needs one room does not pay for the others.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = [
    "Avenant",
    "Nature",
    "apply_avenant",
    "apply_changements",
    "assemble_contrat",
    "check_dossier",
    "check_texte",
    "compare_contrats",
    "compiler",
    "load_canonique",
    "load_dossier",
    "load_lexique",
    "load_sceau",
    "write_avenant",
    "write_docx",
    "write_pdf",
]

if TYPE_CHECKING:
    from contratdoc.actes import write_avenant
    from contratdoc.avenants.apply import apply_changements
    from contratdoc.avenants.avenant import Avenant, Nature
    from contratdoc.avenants.compare import compare_contrats
    from contratdoc.avenants.rejouer import apply_avenant
    from contratdoc.pipeline import (
        assemble_contrat,
        check_dossier,
        compiler,
        load_dossier,
        write_docx,
        write_pdf,
    )
    from contratdoc.scellement import load_canonique, load_sceau
    from contratdoc.texte_seul import check_texte, load_lexique


def __getattr__(nom: str) -> Any:
    match nom:
        case "check_texte" | "load_lexique":
            module = importlib.import_module("contratdoc.texte_seul")
        case "Avenant" | "Nature":
            module = importlib.import_module("contratdoc.avenants.avenant")
        case "apply_avenant":
            module = importlib.import_module("contratdoc.avenants.rejouer")
        case "apply_changements":
            module = importlib.import_module("contratdoc.avenants.apply")
        case "compare_contrats":
            module = importlib.import_module("contratdoc.avenants.compare")
        case "load_canonique" | "load_sceau":
            module = importlib.import_module("contratdoc.scellement")
        case "write_avenant":
            module = importlib.import_module("contratdoc.actes")
        case _ if nom in __all__:
            module = importlib.import_module("contratdoc.pipeline")
        case _:
            raise AttributeError(f"module 'contratdoc' has no attribute {nom!r}")
    return getattr(module, nom)
