"""A YAML file as two parallel trees: the values, which are only texts, lists and mappings, and their positions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from contratdoc.diagnostics import Place

if TYPE_CHECKING:
    from collections.abc import Sequence


class TexteSitue(str):
    """A scalar that knows where it was written, for the readers of longer texts (Markdown) inside a field.

    Attributes:
        place: Where its first line stands.
        decalage: Columns by which each of its lines is indented in the file.
        fixe: True when its lines are not those of the file (folded or escaped): only its start has a place.
    """

    __slots__ = ("decalage", "fixe", "place")

    place: Place
    decalage: int
    fixe: bool

    @classmethod
    def poser(cls, texte: str, place: Place, decalage: int = 0, *, fixe: bool = False) -> TexteSitue:
        """Make a text whose first line stands at `place`."""
        situe = cls(texte)
        situe.place = place
        situe.decalage = decalage
        situe.fixe = fixe
        return situe


Valeur: TypeAlias = "str | list[Valeur] | dict[str, Valeur] | None"


@dataclass(slots=True)
class Position:
    """Where a value starts, and where its key and its children are.

    Attributes:
        ligne: Line of the value, from 1.
        colonne: Column of the value, from 1.
        cle: Line and column of the key that names the value, if any.
        enfants: Positions of the children, by key or by rank.
    """

    ligne: int
    colonne: int
    cle: tuple[int, int] | None = None
    enfants: dict[str | int, Position] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Arbre:
    """What a YAML file says, and where."""

    fichier: str
    valeur: Valeur
    position: Position

    def position_de(self, chemin: Sequence[str | int]) -> tuple[Position, bool]:
        """Return the position of the deepest existing ancestor of `chemin`, and whether it is the thing itself.

        A step that is not a key of the tree (a union's tag, for instance) is passed over.
        """
        ici, entier = self.position, True
        for pas in chemin:
            enfant = ici.enfants.get(pas)
            entier = enfant is not None
            if enfant is not None:
                ici = enfant
        return ici, entier

    def place(self, chemin: Sequence[str | int], *, cle: bool = False) -> Place:
        """Return the place of the value at `chemin`, or of its key; of its nearest ancestor when it is missing."""
        position, entier = self.position_de(chemin)
        if position.cle is not None and (cle or not entier):
            return Place(self.fichier, *position.cle)
        return Place(self.fichier, position.ligne, position.colonne)
