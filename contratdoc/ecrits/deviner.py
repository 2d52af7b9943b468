"""What a text alone tells of its contract: whether it is a whole one, and its period."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from contratdoc.ecrits.dates import periodes_de
from contratdoc.ecrits.ecrit import Contexte, Lexique

if TYPE_CHECKING:
    from contratdoc.ecrits.ecrit import Ecrit

_CONTRAT = re.compile(r"\bcontrats? de (?:la )?ville\b", re.IGNORECASE)
_PARTIES = ("axe", "gouvernance", "annexe", "orientations stratégiques", "quartiers prioritaires")
_PARTIES_MIN = 4
_MOTS_MIN = 3_000
_EN_TETE = 12
_DUREES = range(4, 8)


def est_un_contrat_entier(ecrit: Ecrit) -> bool:
    """Say whether a text is a whole Contrat de Ville: its name, its usual parts, and enough words for them."""
    textes = [p.texte.casefold() for p in ecrit.passages]
    if sum(t.count(" ") for t in textes) < _MOTS_MIN or not any(_CONTRAT.search(t) for t in textes[:40]):
        return False
    return sum(any(partie in t for t in textes) for partie in _PARTIES) >= _PARTIES_MIN


def deviner_periode(ecrit: Ecrit) -> tuple[int, int] | None:
    """Return the contract's period: on its cover if it stands there, else the one most often said of the contract."""
    for p in ecrit.passages[:_EN_TETE]:
        for lue in periodes_de(p.texte):
            if lue.fin - lue.debut in _DUREES:
                return lue.debut, lue.fin
    dites = Counter(
        (lue.debut, lue.fin)
        for p in ecrit.passages
        if _CONTRAT.search(p.texte)
        for lue in periodes_de(p.texte)
        if lue.fin - lue.debut in _DUREES
    )
    return max(dites, key=lambda d: (dites[d], d)) if dites else None


def contexte_du_texte(ecrit: Ecrit, lexique: Lexique | None = None) -> Contexte:
    """Return what a lone text tells of its contract.

    Args:
        ecrit: The text.
        lexique: The names that it should know, if any.

    Returns:
        Its period, and whether it is a whole contract.
    """
    connu, entier = lexique or Lexique(), est_un_contrat_entier(ecrit)
    # A whole contract is read alone: it must spell its acronyms itself, whatever another file knows of them.
    return Contexte(deviner_periode(ecrit), Lexique(connu.noms) if entier else connu, entier)
