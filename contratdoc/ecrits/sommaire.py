"""A table of contents typed by hand: which passages are its lines."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from contratdoc.ecrits.ecrit import Bloc, Nature, Passage

if TYPE_CHECKING:
    from collections.abc import Sequence

_ANNONCE = re.compile(r"(?:sommaire|table des mati[èe]res)\s*:?", re.IGNORECASE)
_PAGE = re.compile(r"[\s.…–—-]*\b[Pp](?:ages?|\.)?\s*\.?\s*(\d{1,4})\s*$|[\s.…_]{3,}(\d{1,4})\s*$")
_ENTREE_MAX = 250
_SANS_PAGE_MAX = 12
"""More lines than that in a row without page are no longer of the table of contents."""


def sans_page(texte: str) -> tuple[str, int | None]:
    """Cut the page number off a line of a table of contents.

    Args:
        texte: The line.

    Returns:
        The title, and the page; None when the line gives none.
    """
    m = _PAGE.search(texte)
    if m is None:
        return texte.rstrip(" .…–—-"), None
    return texte[: m.start()].rstrip(" .…–—-"), int(m[1] or m[2])


def marquer_le_sommaire(blocs: Sequence[Bloc]) -> tuple[Bloc, ...]:
    """Mark the lines of the table of contents, which are neither headings nor items of the text.

    It begins after « Sommaire » and ends where one of its entries is read again, or where nothing gives a page.

    Args:
        blocs: The blocks of a text.

    Returns:
        The blocks; those of the table of contents are of the nature `SOMMAIRE`.
    """
    debut = next(
        (i for i, b in enumerate(blocs) if isinstance(b, Passage) and _ANNONCE.fullmatch(b.texte.strip())), None
    )
    if debut is None:
        return tuple(blocs)
    fin = _fin(blocs, debut + 1)
    if not any(sans_page(b.texte)[1] for b in blocs[debut + 1 : fin] if isinstance(b, Passage)):
        return tuple(blocs)
    return tuple(_marque(b) if debut < i < fin and isinstance(b, Passage) else b for i, b in enumerate(blocs))


def _fin(blocs: Sequence[Bloc], debut: int) -> int:
    """Find where the text begins: a title read before comes again without page, or nothing gives a page any more."""
    titres: set[str] = set()
    derniere = debut
    for i in range(debut, len(blocs)):
        bloc = blocs[i]
        if not isinstance(bloc, Passage) or len(bloc.texte) > _ENTREE_MAX:
            return i if titres and i - derniere < _SANS_PAGE_MAX else derniere
        libelle, page = sans_page(bloc.libelle)
        if page is None and libelle.casefold() in titres:
            return i
        titres.add(libelle.casefold())
        if page is not None:
            derniere = i + 1
        elif i - derniere > _SANS_PAGE_MAX:
            return derniere
    return derniere


def _marque(p: Passage) -> Passage:
    return replace(p, nature=Nature.SOMMAIRE)
