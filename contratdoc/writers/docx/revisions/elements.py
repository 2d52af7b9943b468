"""The pieces of a body that are compared: paragraphs and what they hold, tables with their caption, rows.

The key of anything is equal to that of another when a reader would see no difference: numbers of bookmarks, drawings
or list instances are left out of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from contratdoc.writers.docx.revisions.balises import NOM

if TYPE_CHECKING:
    from collections.abc import Hashable

    from lxml import etree


class Mots(NamedTuple):
    """Text in one style; signs that are elements in Word are characters here."""

    cle_style: Hashable
    rpr: etree._Element | None
    texte: str


class Piece(NamedTuple):
    """What cannot be cut: a field, a link, a note call, a picture."""

    cle: Hashable
    elements: tuple[etree._Element, ...]
    texte: str
    notes: tuple[str, ...]


class Repere(NamedTuple):
    """One end of a bookmark."""

    element: etree._Element


Morceau: TypeAlias = Mots | Piece | Repere


@dataclass(slots=True, eq=False)
class Paragraphe:
    """A paragraph; `section` when it ends one."""

    element: etree._Element
    style: str
    numero: str
    section: bool
    contenu: list[Morceau]
    cle: Hashable
    texte: str

    @property
    def notes(self) -> list[str]:
        """The notes called in it, by id."""
        return [n for m in self.contenu if isinstance(m, Piece) for n in m.notes]

    @property
    def signets(self) -> list[str]:
        """The names of its bookmarks."""
        return [n for m in self.contenu if isinstance(m, Repere) if (n := m.element.get(NOM)) is not None]


@dataclass(slots=True, eq=False)
class Rangee:
    """A row; `forme` says which columns each cell spans and which cell goes on from the row above."""

    element: etree._Element
    forme: Hashable
    cellules: list[list[Bloc]]
    cle: Hashable
    textes: list[str]


@dataclass(slots=True, eq=False)
class Tableau:
    """A table, with the caption above it."""

    element: etree._Element
    legende: Paragraphe | None
    ancre: str
    colonnes: int
    rangees: list[Rangee]
    cle: Hashable
    texte: str


@dataclass(slots=True, eq=False)
class Autre:
    """Anything else that a frame may hold between two paragraphs: taken as the second file has it."""

    element: etree._Element
    cle: Hashable = ("autre",)
    texte: str = ""


Bloc: TypeAlias = Paragraphe | Tableau | Autre
