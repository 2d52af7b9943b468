"""What travels with the writing of a body: what is allocated so far, and where the text stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from contratdoc.document.noeuds import Alignement, AppelNote, Bloc

if TYPE_CHECKING:
    from contratdoc.writers.docx.identifiants import Allocateur
    from contratdoc.writers.docx.numerotation import Numerotation
    from contratdoc.writers.docx.relations import Medias, Relations
    from contratdoc.writers.docx.styles import Styles


@dataclass(frozen=True, slots=True)
class Lieu:
    """Where blocks are written: the page, a list item, a cell, a footnote."""

    largeur: int  # what is left to pictures and tables, in twips
    hauteur: int
    style: str  # the style id of plain paragraphs here
    relations: Relations
    alignement: Alignement | None = None
    retrait: int = 0  # of the text of the list item that holds the blocks
    rang: int = 0  # how many lists hold the blocks
    liste: int = 0  # the instance of the list just above, for the second level of orientations


@dataclass(frozen=True, slots=True)
class Ombres:
    """The backgrounds of header rows and total rows, as elements taken from the frame's table style."""

    entete: str = ""
    total: str = ""


@dataclass(slots=True)
class Contexte:
    """The state of one writing.

    `ecrire` writes any sequence of blocks: it is given so that lists and cells need not know all blocks.
    """

    styles: Styles
    identifiants: Allocateur
    numerotation: Numerotation
    medias: Medias
    ombres: Ombres
    ecrire: Ecrire
    notes: list[AppelNote] = field(default_factory=list)
    tableaux: int = 0
    apres_tableau: bool = False  # a table has no space after it, so the next paragraph brings it


Ecrire: TypeAlias = Callable[[Contexte, Sequence[Bloc], Lieu], str]
