"""A text as its reader meets it: passages and tables in order, each character with its place in a file.

The same shape holds a whole contract (its texts and the fields of its contributions), a lone Markdown or plain text,
and a Word file. Reading is lenient: nothing is refused here, since the text may be anyone's.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, TypeAlias

from contratdoc.diagnostics import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.contrat.contrat import Contrat

VALEUR = "\ufffc"
"""Stands in a passage for a value printed by the compiler (`{{ … }}`): no rule may judge it."""


_SIGNES = "',.’()-:;/«»–—!?…\"“”[]*•"
"""Replaced one by one: twice as fast as a regular expression."""


class Nature(StrEnum):
    """What a passage is."""

    TITRE = "titre"  # a heading marked as such (Markdown, Word style) or numbered by hand
    INTERTITRE = "intertitre"  # a short line alone that looks like a heading: a guess
    PARAGRAPHE = "paragraphe"
    ELEMENT = "élément"  # an item of a list
    CITATION = "citation"  # a marked quotation: the words of someone else
    CELLULE = "cellule"
    CHAMP = "champ"  # a short field of a YAML file: a label, a name
    SOMMAIRE = "sommaire"  # a line of a table of contents typed by hand


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph, heading, list item, cell or field, cleared of its markup.

    Attributes:
        texte: What is read, on one line, a number typed by hand included (« 1.a », « B- »), a bullet excluded.
        nature: What it is.
        reperes: Rank in `texte` and place of each stretch that is contiguous in the file, by rank; the first is 0.
        niveau: Level of a heading from 1, depth of an item from 1; 0 elsewhere, or when a heading's level is unknown.
        marque: The number or bullet typed by hand: « 1.a », « Axe II », « B », « ✓ »; empty if none.
        debut: Rank in `texte` of what follows the number typed by hand.
        fixe: True when its characters do not follow each other in the file: its start alone has a place.
    """

    texte: str
    nature: Nature
    reperes: tuple[tuple[int, Place], ...]
    niveau: int = 0
    marque: str = ""
    debut: int = 0
    fixe: bool = False

    def place(self, rang: int = 0) -> Place:
        """Return the place of the character at `rang`."""
        i = bisect_right(self.reperes, rang, key=lambda r: r[0]) - 1
        depart, place = self.reperes[max(i, 0)]
        return place if self.fixe else Place(place.fichier, place.ligne, place.colonne + rang - depart)

    @property
    def libelle(self) -> str:
        """The text without the number typed by hand before it."""
        return self.texte[self.debut :]

    @property
    def ligne(self) -> int:
        """The line of its first character."""
        return self.reperes[0][1].ligne

    @property
    def fichier(self) -> str:
        """The file it stands in."""
        return self.reperes[0][1].fichier


@dataclass(frozen=True, slots=True)
class Cellule:
    """A cell: one passage most often, several when it holds paragraphs or a list, none when it is empty."""

    passages: tuple[Passage, ...]

    @property
    def texte(self) -> str:
        """All that the cell says."""
        return " ".join(p.texte for p in self.passages)


@dataclass(frozen=True, slots=True)
class TableauEcrit:
    """A table as typed: its rows may have different lengths, and nothing says for sure which are its headers."""

    lignes: tuple[tuple[Cellule, ...], ...]
    places: tuple[Place, ...]
    """The place of each row."""

    @property
    def place(self) -> Place:
        """The place of the first row."""
        return self.places[0]


Bloc: TypeAlias = "Passage | TableauEcrit"


@dataclass(frozen=True)
class Ecrit:
    """A whole text, in order; it may come from several files."""

    blocs: tuple[Bloc, ...]

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every passage outside tables, in order."""
        return tuple(b for b in self.blocs if isinstance(b, Passage))

    @cached_property
    def tableaux(self) -> tuple[TableauEcrit, ...]:
        """Every table, in order."""
        return tuple(b for b in self.blocs if isinstance(b, TableauEcrit))

    @cached_property
    def tous(self) -> tuple[Passage, ...]:
        """Every passage, those of cells included, in order."""
        return tuple(self._tous())

    def _tous(self) -> Iterator[Passage]:
        for bloc in self.blocs:
            if isinstance(bloc, Passage):
                yield bloc
            else:
                for ligne in bloc.lignes:
                    for cellule in ligne:
                        yield from cellule.passages

    @cached_property
    def texte(self) -> str:
        """The texts of `tous`, one a line: a search in it is far faster than one in each."""
        return "\n".join(p.texte for p in self.tous)

    @cached_property
    def departs(self) -> tuple[int, ...]:
        """Where each passage of `tous` begins in `texte`, then where one more would."""
        return tuple(accumulate((len(p.texte) + 1 for p in self.tous), initial=0))

    @cached_property
    def jetons(self) -> tuple[str, ...]:
        """The words of `texte` in order, in lower case: what stands between spaces and signs."""
        bas = self.texte.lower()
        for signe in _SIGNES:
            bas = bas.replace(signe, " ")
        return tuple(bas.split())

    @cached_property
    def comptes(self) -> Counter[str]:
        """How often each of `jetons` is written."""
        return Counter(self.jetons)

    @cached_property
    def sommaire(self) -> tuple[Passage, ...]:
        """The lines of the table of contents typed by hand, in order; empty when there is none."""
        return tuple(p for p in self.passages if p.nature is Nature.SOMMAIRE)

    @cached_property
    def titres(self) -> tuple[Passage, ...]:
        """Every certain heading, in order."""
        return tuple(p for p in self.passages if p.nature is Nature.TITRE)

    def rang(self, bloc: Bloc) -> int:
        """Return the rank of a block in `blocs`."""
        return self._rangs[id(bloc)]

    @cached_property
    def _rangs(self) -> dict[int, int]:
        return {id(b): i for i, b in enumerate(self.blocs)}


@dataclass(frozen=True, slots=True)
class NomPropre:
    """A proper name of the lexicon and its known wrong spellings."""

    nom: str
    nature: str
    variantes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lexique:
    """The names and acronyms that a contract knows; `sigles` pairs an acronym with its meaning."""

    noms: tuple[NomPropre, ...] = ()
    sigles: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Contexte:
    """What is known beside the text.

    Attributes:
        periode: First and last year of the contract; None when nothing tells it.
        lexique: The names that it should know; empty when there is none.
        contrat_entier: True when the text is a whole contract, of which the law demands certain parts.
        contrat: The linked contract that the text is of, for what its data tells better; None for a lone text.
    """

    periode: tuple[int, int] | None = None
    lexique: Lexique = Lexique()
    contrat_entier: bool = False
    contrat: Contrat | None = None
