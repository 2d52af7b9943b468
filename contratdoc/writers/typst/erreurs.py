"""What a coordinator may do wrong with a PDF frame, and what a contract's content may do to the PDF standards.

Both carry what typst says in plain fields, so that the command line can show it as a diagnostic.
"""

from __future__ import annotations

import re
from typing import Final

LIEU: Final = re.compile(r"┌─ .*?([^/\\\s]+\.typ):(\d+):(\d+)")
RECHERCHE: Final = re.compile(r" \(searched at [^)]*\)")  # a folder that exists no more when the message is read
TRADUCTIONS: Final = (
    (re.compile(r"^unknown variable: (.+)"), r"nom inconnu : {0}"),
    (re.compile(r"^expected expression"), "une expression est attendue ici"),
    (re.compile(r"^unclosed delimiter"), "parenthèse, crochet ou accolade qui n'est pas fermé"),
    (re.compile(r"^unexpected closing (.+)"), r"fermeture en trop : {0}"),
    (re.compile(r"^file not found"), "fichier introuvable : un cadre ne lit que les données du contrat"),
    (re.compile(r"^dictionary does not contain key (.+)"), r"les données n'ont pas de champ {0}"),
    (re.compile(r"would escape the project root"), "chemin hors du dossier du cadre"),
)


class CadreTypstInvalide(Exception):
    """The frame does not compile: `detail` says why, `ligne` and `colonne` (from 1) where; 0 when typst gives no place.

    Attributes:
        detail: One sentence, in French where typst's message is a known one.
        ligne: Line in the frame.
        colonne: Column in the frame.
    """

    def __init__(self, detail: str, ligne: int = 0, colonne: int = 0) -> None:
        super().__init__(f"{detail} (ligne {ligne}, colonne {colonne})" if ligne else detail)
        self.detail = detail
        self.ligne = ligne
        self.colonne = colonne


class NormePdfNonRespectee(Exception):
    """typst refused to write a PDF that claims a standard and breaks it; `details` holds one sentence a violation."""

    def __init__(self, details: tuple[str, ...]) -> None:
        super().__init__(" ; ".join(details))
        self.details = details


def francais(message: str) -> str:
    """A known message of typst in French, followed by the original: the coordinator may look it up."""
    message = RECHERCHE.sub("", message)
    for motif, phrase in TRADUCTIONS:
        if trouve := motif.search(message):
            return f"{phrase.format(*trouve.groups())} (typst : {message})"
    return message


def lieu_du_cadre(diagnostic: str) -> tuple[int, int]:
    """The first place, in a rendered diagnostic, that lies in the frame, from 1; typst counts columns from 0."""
    for _, ligne, colonne in LIEU.findall(diagnostic):
        return int(ligne), int(colonne) + 1
    return 0, 0
