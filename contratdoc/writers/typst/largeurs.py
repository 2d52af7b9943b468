"""Which words are too long for their line: those alone may be cut between two letters, as Word does by itself.

typst only breaks where the language allows it, so that a 10,000-letter word or a long reference in a narrow cell would
run off the page. Widths are estimated: breaking every word everywhere would cut ordinary words, and measuring would
cost a layout a word.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, TypedDict

ETROITES: Final = frozenset("iljIrtf.,:;'’|!()[]{} \u00a0\u202f")
LARGES: Final = frozenset("mwMWŒœÆæ@%&—…")
DERNIERE_ALPHABETIQUE: Final = 0x2E80  # from here on, East Asian scripts: as wide as high
LARGEUR_MAX: Final = 1.05
MARGE: Final = 1.04  # bold letters, and the error of an estimate


class Mot(TypedDict):
    """A word that the frame may cut anywhere."""

    mot: str


def _largeur(lettre: str) -> float:
    """The width of a letter in em; the classes are those of Source Sans, near enough for any text face."""
    if lettre in ETROITES:
        return 0.29
    if lettre in LARGES:
        return 0.84
    if ord(lettre) >= DERNIERE_ALPHABETIQUE:
        return LARGEUR_MAX
    return 0.59 if lettre.isupper() else 0.51


@lru_cache(maxsize=20_000)
def largeur_mot(mot: str) -> float:
    """The estimated width of `mot` in em."""
    return MARGE * sum(map(_largeur, mot))


@lru_cache(maxsize=256)
def _candidats(longueur: int) -> re.Pattern[str]:
    """Runs without any place to break (a no-break space is none), of at least `longueur` characters."""
    return re.compile(r"[^ \t\n\-–—/\u200b]{" + str(max(longueur, 2)) + ",}")


def coupe_mots(texte: str, largeur: float) -> list[str | Mot] | None:
    """`texte` in pieces, its too long words apart, or None when all of it fits `largeur` (in em)."""
    morceaux: list[str | Mot] = []
    fin = 0
    for trouve in _candidats(int(largeur / LARGEUR_MAX)).finditer(texte):
        if largeur_mot(trouve.group()) <= largeur:
            continue
        if trouve.start() > fin:
            morceaux.append(texte[fin : trouve.start()])
        morceaux.append({"mot": trouve.group()})
        fin = trouve.end()
    if not morceaux:
        return None
    if fin < len(texte):
        morceaux.append(texte[fin:])
    return morceaux
