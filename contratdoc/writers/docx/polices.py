"""Embedded fonts: the contract looks the same where the font is not installed."""

from __future__ import annotations

import uuid
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from lxml import etree

from contratdoc.writers.docx.balises import OFFICE, R, w

POLICE_FOURNIE: Final = "Source Sans Pro"
_FICHIERS: Final = {
    "embedRegular": "SourceSansPro-Regular.ttf",
    "embedBold": "SourceSansPro-Bold.ttf",
    "embedItalic": "SourceSansPro-It.ttf",
    "embedBoldItalic": "SourceSansPro-BoldIt.ttf",
}
_TETE: Final = 32  # only the first bytes are masked


def _dossier() -> Path | None:
    """Where the font package keeps its files; found without importing it, for it lists its folder on import."""
    paquet = find_spec("font_source_sans_pro")
    return Path(paquet.origin).parent / "files" if paquet and paquet.origin else None


def masquer(police: bytes, cle: uuid.UUID) -> bytes:
    """The obfuscation of ISO/IEC 29500-4: the head of the file, xor the key read backwards."""
    masque = cle.bytes[::-1] * 2
    tete = bytes(octet ^ m for octet, m in zip(police[:_TETE], masque, strict=True))
    return tete + police[_TETE:]


def incorporer(table: etree._Element, polices: frozenset[str]) -> tuple[dict[str, bytes], str]:
    """Put the font files of the charte into the font table.

    Returns:
        The parts to add, and the relationships of the font table. Both are empty for a font that we do not have.
    """
    for enfant in list(table.iter(*(w(nom) for nom in _FICHIERS))):
        parent = enfant.getparent()
        if parent is not None:
            parent.remove(enfant)
    dossier = _dossier()
    if POLICE_FOURNIE not in polices or dossier is None:
        return {}, ""
    parties: dict[str, bytes] = {}
    relations: list[str] = []
    fiche = _fiche(table)
    for rang, (role, fichier) in enumerate(_FICHIERS.items(), 1):
        cle = uuid.uuid5(uuid.NAMESPACE_URL, f"contratdoc/{fichier}")
        parties[f"word/fonts/font{rang}.odttf"] = masquer((dossier / fichier).read_bytes(), cle)
        relations.append(f'<Relationship Id="rId{rang}" Type="{OFFICE}font" Target="fonts/font{rang}.odttf"/>')
        etree.SubElement(fiche, w(role), {f"{{{R}}}id": f"rId{rang}", w("fontKey"): f"{{{str(cle).upper()}}}"})
    return parties, "".join(relations)


def _fiche(table: etree._Element) -> etree._Element:
    for police in table.iterchildren(w("font")):
        if police.get(w("name")) == POLICE_FOURNIE:
            return police
    police = etree.SubElement(table, w("font"), {w("name"): POLICE_FOURNIE})
    etree.SubElement(police, w("charset"), {w("val"): "00"})
    etree.SubElement(police, w("family"), {w("val"): "swiss"})
    etree.SubElement(police, w("pitch"), {w("val"): "variable"})
    return police
