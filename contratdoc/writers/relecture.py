"""What a PDF made by another program says of itself: the page of each heading, from its bookmarks."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from contratdoc.document.noeuds import Document, Inline, Lien, Renvoi, Texte, Titre


def lire_pages(octets: bytes, document: Document) -> tuple[dict[str, int], int]:
    """Find the page of each heading of a document in its PDF.

    Args:
        octets: A PDF whose bookmarks follow the headings in order.
        document: The document it was made from.

    Returns:
        Pages from 1 by anchor, for the headings found in order, and the number of pages.
    """
    from pypdf import PdfReader

    lecteur = PdfReader(io.BytesIO(octets))
    pages: dict[str, int] = {}
    signets = list(_signets(lecteur, lecteur.outline))
    i = 0
    for titre in _titres(document):
        attendu = _cle("".join(_mots(x) for x in titre.contenu))
        suite = next((k for k in range(i, len(signets)) if _cle(signets[k][0]).endswith(attendu)), None)
        if suite is not None:
            pages[titre.ancre] = signets[suite][1]
            i = suite + 1
    return pages, len(lecteur.pages)


def _titres(document: Document) -> Iterator[Titre]:
    return (b for s in document.sections for b in s.blocs if isinstance(b, Titre))


def _mots(inline: Inline) -> str:
    """What a piece of a heading reads; a footnote's call is no part of the bookmark."""
    match inline:
        case Texte() | Renvoi():
            return inline.texte
        case Lien():
            return "".join(t.texte for t in inline.contenu)
        case _:
            return ""


def _signets(lecteur: Any, outline: Any) -> Iterator[tuple[str, int]]:
    for signet in outline:
        if isinstance(signet, list):
            yield from _signets(lecteur, signet)
        else:
            yield str(signet.title), lecteur.get_destination_page_number(signet) + 1


def _cle(texte: str) -> str:
    return "".join(c for c in texte.casefold() if c.isalnum())
