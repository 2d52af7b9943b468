"""The styles that the writer needs from a frame, told by the names that Word never translates.

Word renames style ids to the language of whoever saves the file (« Titre1 » for « Heading1 »), but keeps the
names of built-in styles in English inside the file: so a frame is searched by name, and text is written
with the id found.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Style(Enum):
    """A style by role; its value is the name in `styles.xml`."""

    TITRE_1 = "heading 1"
    TITRE_2 = "heading 2"
    TITRE_3 = "heading 3"
    TITRE_4 = "heading 4"
    TITRE_5 = "heading 5"
    TITRE_6 = "heading 6"
    SOMMAIRE_TITRE = "TOC Heading"
    SOMMAIRE_1 = "toc 1"
    SOMMAIRE_2 = "toc 2"
    SOMMAIRE_3 = "toc 3"
    CORPS = "Body Text"
    ETIQUETTE = "Étiquette"
    SOURCE = "Source"
    ATTACHE = "Attache"
    CITATION = "Quote"
    LEGENDE = "caption"
    PUCE = "List Bullet"
    NUMERO = "List Number"
    SUITE_LISTE = "List Continue"
    ORIENTATION = "Orientation"
    OBJECTIF = "Objectif"
    CELLULE = "Cellule"
    CELLULE_ENTETE = "Cellule d'en-tête"
    CELLULE_TITRE = "Cellule de titre de ligne"
    CELLULE_TOTAL = "Cellule de total"
    IMAGE = "Image"
    MANQUE = "Manque"
    SIGNATURE_MENTION = "Signature mention"
    SIGNATURE_ORGANISME = "Signature organisme"
    SIGNATURE_LIGNE = "Signature ligne"
    SIGNATURE_ACTE = "Signature acte"
    SIGNATURE_ESPACE = "Signature espace"
    NOTE = "footnote text"
    APPEL_NOTE = "footnote reference"
    LIEN = "Hyperlink"
    TABLEAU = "Tableau du contrat"
    TABLEAU_SIGNATURES = "Tableau des signatures"
    LISTE_TITRES = "Titres du contrat"
    LISTE_AXES = "Titres des axes"
    LISTE_ANNEXES = "Titres des annexes"
    LISTE_PUCES = "Puces du contrat"
    LISTE_NUMEROS = "Numéros du contrat"
    LISTE_ORIENTATIONS = "Orientations du contrat"


@dataclass(frozen=True, slots=True)
class Styles:
    """The ids of the styles in one frame."""

    idents: Mapping[Style, str]

    def __getitem__(self, style: Style) -> str:
        return self.idents[style]

    def titre(self, niveau: int) -> str:
        """The style of a heading."""
        return self.idents[_TITRES[niveau - 1]]

    def sommaire(self, niveau: int) -> str:
        """The style of a line of the sommaire."""
        return self.idents[_SOMMAIRE[niveau - 1]]


_TITRES = (Style.TITRE_1, Style.TITRE_2, Style.TITRE_3, Style.TITRE_4, Style.TITRE_5, Style.TITRE_6)
_SOMMAIRE = (Style.SOMMAIRE_1, Style.SOMMAIRE_2, Style.SOMMAIRE_3)
