"""The sum of a table's column, whatever way its figures are written."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from contratdoc.document import formats
from contratdoc.schema.nombres import lire_decimal, lire_montant

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_RIEN = frozenset({"", "-", "–", "—"})


class ColonneNonAdditive(Exception):
    """A cell is not a figure, or the figures are of different kinds; the message is the end of a French sentence."""


def _lire(texte: str) -> tuple[Callable[[Decimal], str], Decimal]:
    try:
        return formats.nombre, lire_decimal(texte)
    except ValueError:
        pass
    try:
        return formats.euros, lire_montant(texte)
    except ValueError:
        raise ColonneNonAdditive(f"« {texte[:40]} » n'est ni un nombre ni un montant") from None


def additionner(cellules: Iterable[str]) -> str:
    """Add up figures of one kind, numbers or amounts; empty cells and dashes count for nothing.

    Args:
        cellules: The texts of the cells.

    Returns:
        The sum, written as the figures are.

    Raises:
        ColonneNonAdditive: A cell is not a figure, or kinds are mixed.
    """
    lues = [_lire(c) for c in cellules if c.strip() not in _RIEN]
    ecritures = {ecrire for ecrire, _ in lues}
    if len(ecritures) > 1:
        raise ColonneNonAdditive("elle mêle des nombres et des montants")
    if not lues:
        raise ColonneNonAdditive("elle n'a aucun chiffre")
    return ecritures.pop()(sum((v for _, v in lues), Decimal(0)))
