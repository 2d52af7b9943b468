"""Elements by their local names: the same reader serves both forms of the standard, « transitional » and « strict »."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree


def nom(e: etree._Element) -> str:
    """Return the local name of an element; empty for a comment or an instruction."""
    tag = e.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def att(e: etree._Element | None, cle: str, defaut: str = "") -> str:
    """Return an attribute by its local name."""
    if e is None:
        return defaut
    for k, v in e.attrib.items():
        if str(k).rpartition("}")[2] == cle:
            return str(v)
    return defaut


def fils(e: etree._Element | None, *chemin: str) -> etree._Element | None:
    """Return the first element down a path of local names."""
    ici = e
    for pas in chemin:
        if ici is None:
            return None
        ici = next((x for x in ici if nom(x) == pas), None)
    return ici


def tous(e: etree._Element, cle: str) -> Iterator[etree._Element]:
    """Go through the descendants of a local name."""
    return (x for x in e.iter() if nom(x) == cle)


def entier(texte: str, defaut: int) -> int:
    """Read a small number of the file, which nothing guarantees."""
    return int(texte) if texte.isascii() and texte.isdigit() and len(texte) <= 6 else defaut  # noqa: PLR2004


def oui(e: etree._Element | None) -> bool:
    """Say whether a mark such as `w:b` is on: present, and not « 0 », « false » or « none »."""
    return e is not None and att(e, "val", "1") not in ("0", "false", "none", "off")
