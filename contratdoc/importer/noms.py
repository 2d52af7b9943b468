"""Identifiers and file names made of titles: always the same for the same document, never twice the same."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

_LONGUEUR = 40
_VIDES = frozenset(
    [
        "a",
        "à",
        "au",
        "aux",
        "d",
        "de",
        "des",
        "du",
        "en",
        "et",
        "l",
        "la",
        "le",
        "les",
        "ou",
        "par",
        "pour",
        "sur",
        "un",
        "une",
        "dans",
        "avec",
        "nos",
        "notre",
    ]
)


def identifiant(texte: str, defaut: str = "section", longueur: int = _LONGUEUR) -> str:
    """Make an identifier of a title.

    Args:
        texte: The title.
        defaut: What to return when no letter is left.
        longueur: The most characters.

    Returns:
        Lower-case letters, digits and hyphens, cut at a word.
    """
    plat = unicodedata.normalize("NFKD", texte.casefold().replace("œ", "oe").replace("æ", "ae"))
    sans = "".join(c for c in plat if not unicodedata.combining(c))
    morceaux = list(re.findall(r"[a-z0-9]+", sans))
    pleins = [m for m in morceaux if m not in _VIDES] or morceaux
    sortie = ""
    for mot in pleins:
        if sortie and len(sortie) + 1 + len(mot) > longueur:
            break
        sortie = f"{sortie}-{mot}" if sortie else mot[:longueur]
    return sortie or defaut


@dataclass(slots=True)
class Noms:
    """The names given so far in one place."""

    pris: set[str] = field(default_factory=set)

    def donner(self, texte: str, defaut: str = "section") -> str:
        """Return an identifier made of a title, followed by a number when it is taken."""
        base = identifiant(texte, defaut)
        nom, n = base, 1
        while nom in self.pris:
            n += 1
            nom = f"{base}-{n}"
        self.pris.add(nom)
        return nom
