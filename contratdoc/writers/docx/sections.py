"""Sections: the frame's last one is the model of all, with the margins of the charte."""

from __future__ import annotations

import copy
import re
from typing import Final

from lxml import etree

from contratdoc.document.noeuds import Charte, Orientation
from contratdoc.writers import mesures
from contratdoc.writers.docx.balises import twips, w

_ESPACES = re.compile(r' xmlns:\w+="[^"]*"')
_TAILLES: Final = ("pgSz", "pgMar")
_DEJA_DITS: Final = ("titlePg", "pgNumType", "type")


def texte_utile(charte: Charte, orientation: Orientation) -> tuple[int, int]:
    """Width and height left to the text, in twips."""
    large, haut = mesures.PAGE_LARGEUR, mesures.PAGE_HAUTEUR
    if orientation is Orientation.PAYSAGE:
        large, haut = haut, large
    return (
        twips(large - charte.marge_gauche - charte.marge_droite),
        twips(haut - charte.marge_haut - charte.marge_bas),
    )


def proprietes_section(
    modele: etree._Element, charte: Charte, orientation: Orientation, *, premiere: bool = False
) -> str:
    """The `w:sectPr` of a section; only the first keeps the cover's own header and footer."""
    section = copy.deepcopy(modele)
    if not premiere:
        for nom in _DEJA_DITS:
            for element in section.findall(w(nom)):
                section.remove(element)
    _dimensionner(section, charte, orientation)
    section.tail = None
    return _ESPACES.sub("", etree.tostring(section, encoding="unicode"))


def _dimensionner(section: etree._Element, charte: Charte, orientation: Orientation) -> None:
    large, haut = twips(mesures.PAGE_LARGEUR), twips(mesures.PAGE_HAUTEUR)
    taille, marges = (_sous_element(section, nom) for nom in _TAILLES)
    taille.attrib.clear()
    if orientation is Orientation.PAYSAGE:
        large, haut = haut, large
        taille.set(w("orient"), "landscape")
    taille.set(w("w"), str(large))
    taille.set(w("h"), str(haut))
    for cote, mm in (
        ("top", charte.marge_haut),
        ("right", charte.marge_droite),
        ("bottom", charte.marge_bas),
        ("left", charte.marge_gauche),
    ):
        marges.set(w(cote), str(twips(mm)))
    for nom in ("header", "footer", "gutter"):
        if marges.get(w(nom)) is None:
            marges.set(w(nom), "0" if nom == "gutter" else "680")


def _sous_element(section: etree._Element, nom: str) -> etree._Element:
    """The element, created after the references, `footnotePr`, `endnotePr` and `type` where the frame lacks it."""
    element = section.find(w(nom))
    if element is not None:
        return element
    avant = {w(n) for n in ("headerReference", "footerReference", "footnotePr", "endnotePr", "type", "pgSz")}
    rang = sum(1 for enfant in section if enfant.tag in avant)
    element = etree.Element(w(nom))
    section.insert(rang, element)
    return element


def fin_de_section(section: str) -> str:
    """The paragraph that ends a section: it must exist, and should take no room."""
    return (
        '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
        f'<w:rPr><w:sz w:val="2"/></w:rPr>{section}</w:pPr></w:p>'
    )
