"""The frame that comes with the tool: what `modeles/contrat.docx` holds before a coordinator restyles it in Word.

It is built from the measures shared with the PDF and written straight as XML, so that it holds nothing but
what is meant: none of the 350 KB of styles that a library's default document brings.
"""

from contratdoc.writers.docx.modele.fichier import cadre_initial

__all__ = ["cadre_initial"]
