"""The Word writer: a document tree and a frame in, the bytes of a `.docx` out."""

from contratdoc.writers.docx.assemblage import write_docx
from contratdoc.writers.docx.erreurs import CadreInvalide
from contratdoc.writers.docx.modele import cadre_initial

__all__ = ["CadreInvalide", "cadre_initial", "write_docx"]
