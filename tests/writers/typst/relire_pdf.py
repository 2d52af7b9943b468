"""Reading back a PDF with pypdf: texts, bookmarks, tags, links."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.writers.typst import Pdf


def lecteur(pdf: Pdf) -> PdfReader:
    return PdfReader(io.BytesIO(pdf.octets))


def textes(pdf: Pdf) -> list[str]:
    """The text of each page, spaces and line ends made one."""
    return [re.sub(r"\s+", " ", page.extract_text()).strip() for page in lecteur(pdf).pages]


def traces(pdf: Pdf) -> list[bytes]:
    """What is drawn on each page, to the last operator, without the marks that tie it to the tags."""
    marques = re.compile(rb"/\w+\s*<<.*?>>\s*BDC\s*|/\w+\s+BMC\s*|\bEMC\s*", re.DOTALL)
    contenus = (page.get_contents() for page in lecteur(pdf).pages)
    return [marques.sub(b"", c.get_data()) for c in contenus if c is not None]


def serre(texte: str) -> str:
    """A text without its spaces: where lines break is no matter."""
    return re.sub(r"\s+", "", texte)


def signets(pdf: Pdf) -> list[tuple[int, str, int]]:
    """Level, title and page of each bookmark."""
    ouvert = lecteur(pdf)

    def parcourir(plan: Any, niveau: int) -> Iterator[tuple[int, str, int]]:
        for signet in plan:
            if isinstance(signet, list):
                yield from parcourir(signet, niveau + 1)
            else:
                numero = ouvert.get_destination_page_number(signet)
                assert numero is not None
                yield niveau, re.sub(r"\s+", " ", str(signet.title)), numero + 1

    return list(parcourir(ouvert.outline, 1))


def balises(pdf: Pdf) -> str:
    """The tag tree, one tag a line, indented; repeated runs of the same line are counted."""
    lignes: list[str] = []

    def parcourir(noeud: Any, retrait: int) -> None:
        noeud = noeud.get_object() if hasattr(noeud, "get_object") else noeud
        if isinstance(noeud, ArrayObject):
            for enfant in noeud:
                parcourir(enfant, retrait)
        elif isinstance(noeud, DictionaryObject) and "/S" in noeud:
            alternative = f" alt={noeud['/Alt']}" if "/Alt" in noeud else ""
            lignes.append("  " * retrait + str(noeud["/S"])[1:] + alternative)
            parcourir(noeud.get("/K", ArrayObject()), retrait + 1)

    racine: Any = lecteur(pdf).trailer["/Root"]
    parcourir(racine["/StructTreeRoot"]["/K"], 0)
    return "\n".join(lignes) + "\n"


def liens(pdf: Pdf) -> list[str]:
    """The addresses of external links."""
    annotations: list[Any] = [a.get_object() for page in lecteur(pdf).pages for a in page.get("/Annots", [])]
    return [a["/A"]["/URI"] for a in annotations if "/A" in a and "/URI" in a["/A"]]


def boites(pdf: Pdf) -> list[tuple[int, int]]:
    """Width and height of each page, in millimetres."""
    return [(round(float(b.width) / 72 * 25.4), round(float(b.height) / 72 * 25.4)) for b in _media(pdf)]


def _media(pdf: Pdf) -> list[Any]:
    return [page.mediabox for page in lecteur(pdf).pages]
