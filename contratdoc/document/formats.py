"""Figures as a French reader writes them, before typography sets the no-break spaces."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

_SYMBOLES = frozenset({"%", "€", "M€", "k€"})


def nombre(valeur: Decimal | int) -> str:
    """Write a number: « 62 931 », « 30,6 ». The decimals given are all kept: 55.50 stays « 55,50 »."""
    entier, _, decimales = f"{Decimal(valeur):,f}".partition(".")
    entier = entier.replace(",", " ").replace("-", "−")
    return f"{entier},{decimales}" if decimales else entier


def euros(valeur: Decimal) -> str:
    """Write an amount in euros; cents only when there are any."""
    exact = valeur.quantize(Decimal("0.01"))
    return f"{nombre(int(exact) if exact == int(exact) else exact)} €"


def pourcentage(valeur: Decimal) -> str:
    """Write a percentage."""
    return f"{nombre(valeur)} %"


def avec_unite(valeur: Decimal, unite: str | None) -> str:
    """Write a value followed by its unit."""
    return f"{nombre(valeur)} {unite}" if unite else nombre(valeur)


def selon_unite(valeur: Decimal, unite: str | None) -> str:
    """Write a value with its unit only when that is a sign (% or €), as running text expects."""
    return avec_unite(valeur, unite if unite in _SYMBOLES else None)


def de(nom: str) -> str:
    """Write « de » before the name of a place: « de Metz », « d’Aubry », « du Havre », « des Lilas »."""
    for article, contracte in (("Le ", "du "), ("Les ", "des ")):
        if nom.startswith(article):
            return contracte + nom.removeprefix(article)
    initiale = unicodedata.normalize("NFD", nom)[:1].casefold()
    return f"d'{nom}" if initiale and initiale in "aeiouœæ" else f"de {nom}"


def pluriel(n: int, singulier: str, pluriel_: str | None = None) -> str:
    """Write a count and its noun in agreement; 0 and 1 take the singular in French."""
    mot = singulier if n < 2 else pluriel_ or f"{singulier}s"  # noqa: PLR2004 - French plural starts at two
    return f"{nombre(n)} {mot}"
