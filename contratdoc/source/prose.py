"""What a Markdown text says: a small tree with line numbers, before any value or reference is resolved.

Line numbers never take part in equality: two texts that read the same are the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from contratdoc.diagnostics import Place


@dataclass(frozen=True, slots=True)
class PTexte:
    """A run of text with its emphasis."""

    texte: str
    gras: bool = False
    italique: bool = False


@dataclass(frozen=True, slots=True)
class PLien:
    """`[texte](https://…)`."""

    adresse: str
    contenu: tuple[PTexte, ...]


@dataclass(frozen=True, slots=True)
class PRenvoi:
    """`[](#cible)`: the text of the reference is computed."""

    cible: str
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True)
class PValeur:
    """`{{ expression }}`: printed in the text, or a generated block when alone in its paragraph."""

    expression: str
    place: Place = field(compare=False)
    gras: bool = False
    italique: bool = False


@dataclass(frozen=True, slots=True)
class PNote:
    """`[^nom]`: a footnote call; the note is in `Prose.notes`."""

    nom: str
    place: Place = field(compare=False)


PInline: TypeAlias = PTexte | PLien | PRenvoi | PValeur | PNote
PInlines: TypeAlias = tuple[PInline, ...]


@dataclass(frozen=True, slots=True)
class PParagraphe:
    """A paragraph; its place is its first line."""

    contenu: PInlines
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True)
class PTitre:
    """A heading: `# Titre {#ancre}`."""

    niveau: int
    contenu: PInlines
    ancre: str
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True)
class PListe:
    """A list; each item is a sequence of blocks."""

    ordonnee: bool
    depart: int
    elements: tuple[tuple[PBloc, ...], ...]


@dataclass(frozen=True, slots=True)
class PTableau:
    """A pipe table; `alignements` holds `gauche`, `centre` or `droite` for each column."""

    legende: PInlines
    ancre: str
    alignements: tuple[str, ...]
    entete: tuple[PInlines, ...]
    lignes: tuple[tuple[PInlines, ...], ...]
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True)
class PCitation:
    """A quotation: `> …`."""

    blocs: tuple[PBloc, ...]


@dataclass(frozen=True, slots=True)
class PImage:
    """`![alternative](chemin)`, alone in its paragraph."""

    chemin: str
    alternative: str
    place: Place = field(compare=False)


PBloc: TypeAlias = PParagraphe | PTitre | PListe | PTableau | PCitation | PImage


@dataclass(frozen=True, slots=True)
class Prose:
    """A whole text: its blocks, its footnotes by name, and `brut`, the text as written.

    Two texts are the same when they were written the same.
    """

    brut: str
    blocs: tuple[PBloc, ...] = field(default=(), compare=False)
    notes: tuple[tuple[str, tuple[PBloc, ...]], ...] = field(default=(), compare=False)

    def __bool__(self) -> bool:
        return bool(self.blocs)
