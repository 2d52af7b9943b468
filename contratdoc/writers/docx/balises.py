"""The vocabulary of WordprocessingML: namespaces, units, and the few functions that every block is written with.

The body is built as text, by concatenation: it is written once and never parsed again. Whatever comes from the
document goes through `texte_xml` or `attribut_xml`, so it can never be read as markup.
"""

from __future__ import annotations

import re
from typing import Final

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
WP: Final = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
PIC: Final = "http://schemas.openxmlformats.org/drawingml/2006/picture"
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
PAQUET: Final = "http://schemas.openxmlformats.org/package/2006/"
DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

TWIPS_PAR_MM: Final = 1440 / 25.4
EMU_PAR_TWIP: Final = 635

_SPECIAL = re.compile(r"[&<>\n\r\t]")
_BALISES = {"\n": "<w:br/>", "\r": "", "\t": "<w:tab/>"}
_OUVRE = '<w:t xml:space="preserve">'


def w(nom: str) -> str:
    """The qualified name of an element or attribute of the main namespace."""
    return f"{{{W}}}{nom}"


def twips(mm: float) -> int:
    """Millimetres as twentieths of a point, the unit of widths and indents."""
    return round(mm * TWIPS_PAR_MM)


def vingtiemes(points: float) -> int:
    """Points as twentieths of a point, the unit of spacings."""
    return round(points * 20)


def demis(points: float) -> int:
    """Points as half-points, the unit of letter sizes."""
    return round(points * 2)


def echappe(texte: str) -> str:
    """Text as character data."""
    return texte.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribut_xml(texte: str) -> str:
    """Text as the value of an attribute between double quotes."""
    return echappe(texte).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;").replace("\r", "&#13;")


def texte_xml(texte: str) -> str:
    """Text as the content of a run: line breaks and tabs are elements there, all else is literal."""
    if not _SPECIAL.search(texte):
        return f"{_OUVRE}{texte}</w:t>"
    sortie = f"{_OUVRE}{echappe(texte)}</w:t>"
    for signe, balise in _BALISES.items():
        if signe in sortie:
            sortie = sortie.replace(signe, f"</w:t>{balise}{_OUVRE}")
    return sortie


def fragment(texte: str, proprietes: str = "") -> str:
    """A run, `proprietes` being the content of its `w:rPr`."""
    if proprietes:
        return f"<w:r><w:rPr>{proprietes}</w:rPr>{texte_xml(texte)}</w:r>"
    return f"<w:r>{texte_xml(texte)}</w:r>"


def champ(instruction: str, resultat: str, proprietes: str = "") -> str:
    """A complex field with its cached result, so that the file reads right before any field is updated."""
    rpr = f"<w:rPr>{proprietes}</w:rPr>" if proprietes else ""
    return (
        f'<w:r>{rpr}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{rpr}<w:instrText xml:space="preserve"> {echappe(instruction)} </w:instrText></w:r>'
        f'<w:r>{rpr}<w:fldChar w:fldCharType="separate"/></w:r>'
        f"{resultat}"
        f'<w:r>{rpr}<w:fldChar w:fldCharType="end"/></w:r>'
    )


def signet(ident: int, nom: str, contenu: str) -> str:
    """A bookmark around some runs."""
    return f'<w:bookmarkStart w:id="{ident}" w:name="{nom}"/>{contenu}<w:bookmarkEnd w:id="{ident}"/>'
