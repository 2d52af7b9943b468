"""The measures that Word and PDF share, so that both break lines and pages in nearly the same places.

Sizes and spacings are in points, indents and paddings in millimetres. The frame of each format is built from
them; a coordinator may then restyle either frame, at the price of page numbers that follow the PDF's layout.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from contratdoc.document.noeuds import NIVEAUX_SOMMAIRE


@dataclass(frozen=True, slots=True)
class Corps:
    """A paragraph style: letter size, exact line height, space before and after."""

    taille: float
    ligne: float
    avant: float = 0.0
    apres: float = 0.0


TITRES: dict[int, Corps] = {
    1: Corps(20, 26, 0, 14),
    2: Corps(15, 20, 20, 8),
    3: Corps(12.5, 17, 16, 6),
    4: Corps(11, 15, 12, 4),
    5: Corps(10.5, 14, 10, 3),
    6: Corps(10.5, 14, 8, 3),
}
TEXTE = Corps(10.5, 14, 0, 6)
ETIQUETTE = Corps(10.5, 14, 8, 3)
ATTACHE = Corps(9, 12, 0, 6)
LISTE = Corps(10.5, 14, 0, 3)
LEGENDE = Corps(9.5, 12.5, 10, 4)
CELLULE = Corps(9, 11.5, 0, 2)
SOURCE = Corps(8.5, 11, 3, 10)
NOTE = Corps(8.5, 11, 0, 2)
ENTETE = Corps(8.5, 11)
SOMMAIRE: dict[int, Corps] = {1: Corps(10.5, 14, 8, 2), 2: Corps(10, 13, 2, 1), 3: Corps(9.5, 12, 0, 1)}

RETRAIT_LISTE = 6.0  # millimetres added by each level
RETRAIT_MARQUE = 5.0  # millimetres between the mark and the text
RETRAIT_CITATION = 8.0
MARGE_CELLULE_H = 1.6
MARGE_CELLULE_V = 0.8
PAGE_LARGEUR = 210.0
PAGE_HAUTEUR = 297.0


def en_donnees() -> dict[str, Any]:
    """Every measure as plain data, for a frame that is not written in Python."""
    return {
        "titres": {str(n): asdict(c) for n, c in TITRES.items()},
        "texte": asdict(TEXTE),
        "etiquette": asdict(ETIQUETTE),
        "attache": asdict(ATTACHE),
        "liste": asdict(LISTE),
        "legende": asdict(LEGENDE),
        "cellule": asdict(CELLULE),
        "source": asdict(SOURCE),
        "note": asdict(NOTE),
        "entete": asdict(ENTETE),
        "sommaire": {str(n): asdict(c) for n, c in SOMMAIRE.items()},
        "retrait_liste": RETRAIT_LISTE,
        "retrait_marque": RETRAIT_MARQUE,
        "retrait_citation": RETRAIT_CITATION,
        "marge_cellule_h": MARGE_CELLULE_H,
        "marge_cellule_v": MARGE_CELLULE_V,
        "niveaux_sommaire": NIVEAUX_SOMMAIRE,
    }
