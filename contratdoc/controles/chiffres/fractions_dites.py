"""Shares said in words: « la moitié », « un tiers », « deux tiers », « trois quarts »."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from contratdoc.controles.chiffres.mesures import Mesure, mesure
from contratdoc.ecrits.nombres import NombreLu

if TYPE_CHECKING:
    from collections.abc import Iterator

_FRACTION = re.compile(
    r"(?:soit|représent\w+)\s(?:(?:près de|environ|plus de|moins de|à peine)\s|(?:près|plus|moins) d['’])?"
    r"(?P<quoi>(?:la )?moitié|(?:un |le )tiers|(?:un |le )quart|(?:les )?deux tiers|(?:les )?trois quarts)\b",
    re.IGNORECASE,
)
_FRACTIONS = {
    f"{avant}{mot}": Decimal(valeur)
    for mots, mot, valeur in (
        (("", "la "), "moitié", "50"),
        (("un ", "le "), "tiers", "33.3"),
        (("un ", "le "), "quart", "25"),
        (("", "les "), "deux tiers", "66.7"),
        (("", "les "), "trois quarts", "75"),
    )
    for avant in mots
}
_JEU_DES_MOTS = Decimal(5)


def fractions_de(texte: str) -> Iterator[Mesure]:
    """Read the shares said in words, with the looseness of words.

    Args:
        texte: One passage.

    Yields:
        The shares, as figures in per cent.
    """
    if "moiti" not in texte and "tiers" not in texte and "quart" not in texte:
        return
    for m in _FRACTION.finditer(texte):
        valeur = _FRACTIONS[m["quoi"].casefold()]
        n = NombreLu(valeur, m.start("quoi"), m.end(), m.end(), "%", 0, annee=False)
        qualifiee = mesure(texte, n)
        yield Mesure(n, min(qualifiee.bas, valeur - _JEU_DES_MOTS), max(qualifiee.haut, valeur + _JEU_DES_MOTS), "~")
