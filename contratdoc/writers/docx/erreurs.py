"""What a Word frame edited by hand may get wrong."""

from __future__ import annotations


class CadreInvalide(Exception):
    """The frame cannot be used; the pipeline turns this into a diagnostic on `modeles/contrat.docx`.

    A `.docx` has no line numbers, so the place is told as its reader sees it: the part of the file, the text of
    the paragraph, the tag.
    """

    def __init__(self, partie: str, paragraphe_texte: str, balise: str, detail: str) -> None:
        super().__init__(detail)
        self.partie = partie
        self.paragraphe_texte = paragraphe_texte
        self.balise = balise
        self.detail = detail

    def __str__(self) -> str:
        lieu = f"{self.partie} : " if self.partie else ""
        passage = f" (dans « {self.paragraphe_texte} »)" if self.paragraphe_texte else ""
        return f"{lieu}{self.detail}{passage}"
