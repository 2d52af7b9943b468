"""The column « Total » of a table: each of its cells against the other figures of its row."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.controles.chiffres.grille import Grille, Rangee

_TOTAL = re.compile(r"\b(?:total|ensemble)\b", re.IGNORECASE)
_APPUI = 2
_RANGEES_MAX = 500


def totaux_de_ligne_faux(grille: Grille) -> Iterator[tuple[Rangee, int, Decimal, bool]]:
    """Find the rows whose « Total » is not the sum of the figures before it, in a table where most rows' is.

    Args:
        grille: The table.

    Yields:
        The row, its column of totals, what the others make, and whether two other rows at least prove the rule.
    """
    if len(grille.rangees) > _RANGEES_MAX:
        return
    colonne = next((c for c in _colonnes(grille) if _TOTAL.search(_dernier_titre(grille, c))), None)
    if colonne is None:
        return
    justes: list[Rangee] = []
    faux: list[tuple[Rangee, Decimal]] = []
    for rangee in grille.rangees:
        somme = _somme_avant(rangee, colonne)
        if somme is None:
            continue
        if somme == rangee.case(colonne).valeur:
            justes.append(rangee)
        else:
            faux.append((rangee, somme))
    if not justes or 2 * len(faux) > len(justes) + 1:
        return
    for rangee, somme in faux:
        yield rangee, colonne, somme, len(justes) >= _APPUI


def _colonnes(grille: Grille) -> list[int]:
    return sorted({c for r in grille.rangees for c in r.colonnes})


def _dernier_titre(grille: Grille, colonne: int) -> str:
    return next((e.case(colonne).texte for e in reversed(grille.entetes) if e.case(colonne).texte), "")


def _somme_avant(rangee: Rangee, colonne: int) -> Decimal | None:
    """Add up the figures before the total, two at least and of its unit; None when they cannot be."""
    total = rangee.case(colonne)
    parts = [c for c in rangee.cases[1:colonne] if c.texte]
    while parts and parts[0].valeur is None:
        parts = parts[1:]
    if total.valeur is None or len(parts) < _APPUI or any(c.valeur is None or c.unite != total.unite for c in parts):
        return None
    if total.pas != 1 or any(c.pas != 1 for c in parts) or total.unite == "%":
        return None
    return sum((c.valeur for c in parts if c.valeur is not None), Decimal(0))
