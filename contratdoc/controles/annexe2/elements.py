"""What Annexe 2 and the sections of the axes both hold: axes, orientations, objectives, actions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from contratdoc.ecrits.ressemblance import mots, ressemblance

if TYPE_CHECKING:
    from contratdoc.diagnostics import Place

_AXE = re.compile(r"(?:axe|pilier|thématique|priorité)\s*(?:n°\s*)?(?P<numero>\d{1,2}|[ivx]{1,5})\b", re.IGNORECASE)
_ROMAINS = {"i": 1, "v": 5, "x": 10}
_CONTENU_MIN = 5
"""A text of fewer words is too easily part of another."""
_PART_DU_CONTENU = 0.9


class Genre(StrEnum):
    """What an element is."""

    ORIENTATION = "orientation"
    OBJECTIF = "objectif"
    ACTION = "action"


@dataclass(frozen=True, slots=True)
class Element:
    """An orientation, an objective or an action as typed once.

    Attributes:
        genre: What it is.
        texte: Its words, without its number.
        place: Where it is typed.
        numero: Its number as typed; empty if none.
        orientation: The words of the orientation that it stands under; empty when that is not sure.
    """

    genre: Genre
    texte: str
    place: Place
    numero: str = ""
    orientation: str = ""


@dataclass(frozen=True, slots=True)
class Axe:
    """An axis and what it holds; `numero` is 0 when it has none."""

    numero: int
    titre: str
    place: Place
    elements: tuple[Element, ...]

    @property
    def nom(self) -> str:
        """How a message names it."""
        return f"l'axe {self.numero}" if self.numero else f"« {self.titre[:40]} »"

    def de(self, genre: Genre) -> tuple[Element, ...]:
        """Return its elements of one kind."""
        return tuple(e for e in self.elements if e.genre is genre)


def numero_d_axe(texte: str) -> tuple[int, int] | None:
    """Read « Axe II » at the beginning of a text.

    Args:
        texte: A heading or a cell.

    Returns:
        The number, and the rank after it; None when there is no such number.
    """
    m = _AXE.match(texte)
    if m is None:
        return None
    return valeur(m["numero"]), m.end()


def valeur(numero: str) -> int:
    """Read a number in digits or in Roman figures; 0 when it is neither."""
    if numero.isdecimal():
        return int(numero[:4])
    chiffres = [_ROMAINS.get(c, 0) for c in numero.casefold()]
    suivants = [*chiffres[1:], 0]
    return sum(-c if c < s else c for c, s in zip(chiffres, suivants, strict=True))


def cle(texte: str) -> str:
    """Return what two texts share when they only differ by case, accents, punctuation, hyphens or plurals."""
    return "".join(mots(texte))


def parente(a: str, b: str) -> float:
    """Say how near two wordings are: as texts, or because one is the other cut short.

    Args:
        a: A wording.
        b: Another.

    Returns:
        From 0 to 1; 1 only when they are the same.
    """
    if cle(a) == cle(b):
        return 1.0
    note = ressemblance(a, b)
    na, nb = len(mots(a)), len(mots(b))
    petit = min(na, nb)
    if petit >= _CONTENU_MIN:
        contenu = note * (na + nb) / 2 / petit
        note = max(note, contenu * _PART_DU_CONTENU if contenu >= _PART_DU_CONTENU else 0.0)
    return min(note, 0.99)
