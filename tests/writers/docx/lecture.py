"""Reading back what was written, for the tests."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from lxml import etree

from contratdoc.writers.docx import cadre_initial, write_docx
from contratdoc.writers.docx.balises import w

if TYPE_CHECKING:
    from contratdoc.document.noeuds import Document


def ecrire(document: Document, cadre: bytes | None = None, pages: dict[str, int] | None = None) -> dict[str, bytes]:
    return parties(write_docx(document, cadre or cadre_initial(), pages or {}))


def parties(docx: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return {nom: archive.read(nom) for nom in archive.namelist()}


def arbre(lues: dict[str, bytes], nom: str = "word/document.xml") -> etree._Element:
    return etree.fromstring(lues[nom])


def texte(element: etree._Element) -> str:
    return "".join(t.text or "" for t in element.iter(w("t")))


def corps(lues: dict[str, bytes]) -> str:
    """The XML between the section break of the cover and the end, as written."""
    xml = lues["word/document.xml"].decode()
    return xml[xml.index("</w:sectPr></w:pPr></w:p>") + len("</w:sectPr></w:pPr></w:p>") : xml.rindex("<w:sectPr>")]


def modifier(cadre: bytes, nom: str, avant: str, apres: str) -> bytes:
    """A frame with one part edited."""
    lues = parties(cadre)
    xml = lues[nom].decode()
    assert avant in xml
    lues[nom] = xml.replace(avant, apres).encode()
    tampon = io.BytesIO()
    with zipfile.ZipFile(tampon, "w") as archive:
        for partie, octets in lues.items():
            archive.writestr(partie, octets)
    return tampon.getvalue()
