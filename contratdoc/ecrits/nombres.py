"""Figures in a running text: « 1 454 logements », « 30,6 % », « 6,8 millions d'euros », « 37.819 », each with its rank.

Strict reading of a whole field is the schema's; here a text is anyone's, and what cannot be read is passed over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

_ESPACE = "[ \u00a0\u202f\u2009]"
_CHIFFRE = re.compile(r"\d")
_NOMBRE = re.compile(
    rf"(\d(?<![\w.,/]\d)(?:\d{{0,2}}(?:{_ESPACE}\d{{3}})+(?!\d)|\d{{0,2}}(?:\.\d{{3}})+(?![\d,])|\d*+))"
    r"(?:[,.](\d++))?(?![\w/]*\d)"
)
"""A value, then its decimals. It begins with a digit: the search is quick; a sign before it is looked for after."""
_ESPACE_SEUL = frozenset(" \u00a0\u202f\u2009")
_SEPARATEURS = str.maketrans("", "", " \u00a0\u202f\u2009.")
_EUROS = frozenset(("euros", "euro", "d'euros"))
_UNITE = re.compile(
    rf"{_ESPACE}?(millions?|milliards?|Millions?|Milliards?|M(?=€)|k(?=€))?{_ESPACE}?(?:d['’]|de{_ESPACE})?"
    rf"(%|€(?:/{_ESPACE}?[\w²]+)?|[^\W\d_][\w²’'/-]*)?"
)
_ECHELLES = {"million": 10**6, "milliard": 10**9, "M": 10**6, "k": 10**3}
_ANNEES = range(1700, 2101)
_LETTRES = {
    "un": 1,
    "une": 1,
    "deux": 2,
    "trois": 3,
    "quatre": 4,
    "cinq": 5,
    "six": 6,
    "sept": 7,
    "huit": 8,
    "neuf": 9,
    "dix": 10,
    "onze": 11,
    "douze": 12,
    "treize": 13,
    "quatorze": 14,
    "quinze": 15,
    "seize": 16,
    "vingt": 20,
    "trente": 30,
}


@dataclass(frozen=True, slots=True)
class NombreLu:
    """A figure of a text.

    Attributes:
        valeur: Its value, the scale included (« 6,8 millions » is 6 800 000), the sign too.
        debut: Rank of its first character in the text.
        fin: Rank after its last digit.
        fin_unite: Rank after its unit; `fin` when it has none.
        unite: `%`, `€`, `€/m²`… or the word that follows, in lower case (« logements »); empty if none.
        decimales: How many decimals are written.
        annee: True when it reads as a year.
    """

    valeur: Decimal
    debut: int
    fin: int
    fin_unite: int
    unite: str
    decimales: int
    annee: bool


@lru_cache(maxsize=8192)
def nombres_de(texte: str) -> tuple[NombreLu, ...]:
    """Read the figures of a text, in order.

    Args:
        texte: One passage.

    Returns:
        The figures; the digits of dates like 12/09/2023 and of codes like T3 are not figures.
    """
    if _CHIFFRE.search(texte) is None:
        return ()
    return tuple(_nombre(texte, m) for m in _NOMBRE.finditer(texte))


def _nombre(texte: str, m: re.Match[str]) -> NombreLu:
    (debut, fin), fin_valeur = m.span(), m.end(1)
    brut = texte[debut:fin_valeur]
    entier = brut if brut.isdecimal() else brut.translate(_SEPARATEURS)
    decimales = texte[fin_valeur + 1 : fin]
    valeur = Decimal(f"{entier}.{decimales}" if decimales else entier)
    unite, fin_unite = "", fin
    u = _UNITE.match(texte, fin)
    if u is not None and u.lastindex:
        echelle, mot = u.groups("")
        unite, fin_unite = mot.casefold(), u.end()
        if echelle:
            valeur *= _ECHELLES[echelle.rstrip("s").lower() if len(echelle) > 1 else echelle]
        unite = "€" if unite in _EUROS else unite
    annee = not decimales and len(brut) == 4 and int(entier) in _ANNEES and unite not in ("%", "€")  # noqa: PLR2004
    moins = _moins(texte, debut)
    return NombreLu(valeur if moins == debut else -valeur, moins, fin, fin_unite, unite, len(decimales), annee)


def _moins(texte: str, debut: int) -> int:
    """Return where the minus before a figure stands, or where the figure begins.

    A dash before a figure is a minus only where no word stands before it: « 15-25 ans », « - 4,3 % ».
    """
    tiret = debut - 2 if texte[max(0, debut - 1) : debut] in _ESPACE_SEUL else debut - 1
    if tiret < 0 or texte[tiret] not in "-–−" or (tiret and texte[tiret - 1] not in " (\u00a0\u202f"):
        return debut
    return tiret


def lire_cardinal(mot: str) -> int | None:
    """Read a whole number in digits or in letters (« 4 », « trois ») up to thirty; None when it is not one."""
    if mot.isdecimal() and len(mot) <= 6:  # noqa: PLR2004 - no list of a contract is longer
        return int(mot)
    return _LETTRES.get(mot.casefold())


def ecrire(valeur: Decimal | int) -> str:
    """Write a figure as a French reader expects it: « 1 508 », « 23,1 »."""
    arrondi = Decimal(valeur)
    entier, _, decimales = f"{abs(arrondi):f}".partition(".")
    decimales = decimales.rstrip("0")
    groupes = f"{int(entier):,}".replace(",", "\u202f")
    return ("-" if arrondi < 0 else "") + groupes + (f",{decimales}" if decimales else "")
