"""What a document to be imported holds, in order: one unit a paragraph, heading, item, table or picture.

Every word of a unit must come out somewhere: in a file of the folder, or in the list of what was left, with a reason.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from contratdoc.ecrits.ecrit import Ecrit, Passage

if TYPE_CHECKING:
    from contratdoc.diagnostics import Diagnostic, Place
    from contratdoc.ecrits.ecrit import Bloc

_MOT = re.compile(r"[^\W_]+")
_DANS_UN_MOT = re.compile(r"(?<=[^\W\d_])[-\u2010\u2011\u00ad'’](?=[^\W\d_])")


class Sorte(StrEnum):
    """What a unit is, once read."""

    TITRE = "titre"
    PARAGRAPHE = "paragraphe"
    ELEMENT = "élément de liste"
    CITATION = "citation"
    TABLEAU = "tableau"
    IMAGE = "image"
    SOMMAIRE = "ligne de sommaire"


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: the name of its call, and its text as Markdown of one line."""

    nom: str
    md: str
    texte: str


@dataclass(frozen=True, slots=True)
class Unite:
    """One block of the document.

    Attributes:
        sorte: What it is.
        bloc: Its words and their places.
        md: Its words as Markdown of one line; empty for a table.
        niveau: Level of a heading that is marked as such, depth of an item; 0 elsewhere.
        marque: True for a heading marked by a style or by « # »: nothing is guessed about it.
        numerote: True for a heading that the document numbers by itself.
        ordonne: True for an item of a numbered list; `depart` is its number.
        cellules: The cells of a table as Markdown, row by row, all rows of one width.
        legende: The caption of a table, when the document gives one.
        image: Name of the picture, below `modeles/images`.
        notes: The footnotes called in it.
        regles: Names of the cleaning rules applied to it.
        fin: Its last line in the document.
    """

    sorte: Sorte
    bloc: Bloc
    md: str = ""
    niveau: int = 0
    marque: bool = False
    numerote: bool = False
    ordonne: bool = False
    depart: int = 1
    cellules: tuple[tuple[str, ...], ...] = ()
    legende: str = ""
    image: str = ""
    notes: tuple[Note, ...] = ()
    regles: tuple[str, ...] = ()
    fin: int = 0

    @property
    def ligne(self) -> int:
        """The line, or the rank of the paragraph, where it begins."""
        return self.bloc.place.ligne if not isinstance(self.bloc, Passage) else self.bloc.ligne

    @property
    def texte(self) -> str:
        """All its words, notes included."""
        if isinstance(self.bloc, Passage):
            corps = self.bloc.texte
        else:
            corps = " ".join(c.texte for ligne in self.bloc.lignes for c in ligne)
        legende = self.legende if self.sorte is Sorte.TABLEAU else ""
        return " ".join(t for t in (legende, corps, *(n.texte for n in self.notes)) if t)


@dataclass(frozen=True, slots=True)
class Laisse:
    """What does not go to the folder, and why; `texte` is kept in the side file."""

    place: Place
    texte: str
    raison: str


@dataclass(frozen=True, slots=True)
class Source:
    """A document, read and cleaned.

    Attributes:
        nom: Its name.
        unites: What it holds, in order.
        laisses: What was left out on reading.
        images: Its pictures by name.
        diagnostics: What its reader has to know.
        forme: « lignes » or « paragraphes »: what the places count.
    """

    nom: str
    unites: tuple[Unite, ...]
    laisses: tuple[Laisse, ...] = ()
    images: dict[str, bytes] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()
    forme: str = "lignes"

    def ecrit(self) -> Ecrit:
        """Return the same as passages, for the readers of axes, names and figures."""
        return Ecrit(tuple(u.bloc for u in self.unites))


def mots_de(texte: str) -> list[str]:
    """Return the words of a text as they are counted on both sides of an import.

    Args:
        texte: Any text.

    Returns:
        Its words and figures, without case; a hyphen or an apostrophe between two letters does not part them.
    """
    plat = _DANS_UN_MOT.sub("", unicodedata.normalize("NFKC", texte))
    return _MOT.findall(plat.casefold())
