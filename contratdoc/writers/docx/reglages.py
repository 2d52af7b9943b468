"""The settings of the file, set over those of the frame."""

from __future__ import annotations

from typing import Final

from lxml import etree

from contratdoc.writers.docx.balises import w

_SUPPRIMES: Final = (
    "updateFields",  # Word would ask the reader a question on opening
    "attachedTemplate", "mailMerge", "documentProtection", "writeProtection", "trackRevisions", "revisionView",
    "embedTrueTypeFonts", "saveSubsetFonts", "footnotePr", "endnotePr", "rsids", "evenAndOddHeaders",
)  # fmt: skip
# What comes before each setting in the order of the schema, as far as a frame may hold it.
_AVANT_POLICES: Final = (
    "view", "zoom", "removePersonalInformation", "removeDateAndTime", "doNotDisplayPageBoundaries",
    "displayBackgroundShape", "printPostScriptOverText", "printFractionalCharacterWidth", "printFormsData",
)  # fmt: skip
_APRES_NOTES: Final = (
    "endnotePr", "compat", "docVars", "rsids", "mathPr", "attachedSchema", "themeFontLang", "clrSchemeMapping",
    "doNotIncludeSubdocsInStats", "doNotAutoCompressPictures", "forceUpgrade", "captions", "readModeInkLockDown",
    "smartTagType", "schemaLibrary", "shapeDefaults", "doNotEmbedSmartTags", "decimalSymbol", "listSeparator",
)  # fmt: skip


def regler(arbre: etree._Element, langue: str, *, polices: bool) -> None:
    """Set language, footnote separators and embedded fonts; take out what makes Word ask or reach elsewhere."""
    for nom in _SUPPRIMES:
        for element in arbre.findall(w(nom)):
            arbre.remove(element)
    rang_polices = 0
    rang_notes = len(arbre)
    for rang, enfant in enumerate(arbre):
        nom = etree.QName(enfant).localname if isinstance(enfant.tag, str) else ""
        if nom in _AVANT_POLICES:
            rang_polices = rang + 1
        if nom in _APRES_NOTES:
            rang_notes = min(rang_notes, rang)
    notes = etree.Element(w("footnotePr"))
    for ident in ("-1", "0"):
        etree.SubElement(notes, w("footnote"), {w("id"): ident})
    arbre.insert(rang_notes, notes)
    if polices:
        arbre.insert(rang_polices, etree.Element(w("embedTrueTypeFonts")))
    for element in arbre.iter(w("themeFontLang")):
        element.set(w("val"), langue)


def langue_par_defaut(feuille: etree._Element, langue: str) -> None:
    """The language of all text, unless a style says otherwise."""
    for defaut in feuille.iterfind(f"{w('docDefaults')}//{w('lang')}"):
        defaut.set(w("val"), langue)
