"""The Word writer: a document tree and a frame in, the bytes of a `.docx` out."""

from contratdoc.writers.docx.assemblage import WordCommence, commencer_docx, write_docx
from contratdoc.writers.docx.erreurs import CadreInvalide
from contratdoc.writers.docx.modele import cadre_initial

__all__ = ["CadreInvalide", "WordCommence", "cadre_initial", "commencer_docx", "write_docx"]
