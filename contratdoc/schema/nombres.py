"""Figures and dates as partners write them: « 1 454 », « 30,6 % », « 14 290 € », « 6,8 M€ », « T4 2024 ».

Each function takes the text and returns the value, or raises `ValueError` with a French sentence. Amounts are
`Decimal` euros, never floats. A text that could be read two ways (« 1.454 ») is refused, never guessed.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import total_ordering

_ESPACES = re.compile(r"[\s\u00a0\u202f\u2009]+")
_ENTIER = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+|[0-9]+")
_DECIMAL = re.compile(rf"({_ENTIER.pattern})(?:,([0-9]+))?")
_AMBIGU = re.compile(r"[0-9]{1,3}(?:[.'][0-9]{3})+")
_MOIS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
_ANNEE = r"((?:19|20)[0-9][0-9])"
_PERIODE = rf"{_ANNEE} ?[-–] ?{_ANNEE}"
_PREMIERE_ANNEE, _DERNIERE_ANNEE = 1900, 2099
_MONTRE = 40


def _plat(texte: str) -> str:
    return _ESPACES.sub(" ", texte).strip()


def _dit(texte: str) -> str:
    """Quote a text in a message: on one line, and not longer than a reader needs to find it."""
    plat = _plat(texte)
    return f"« {plat[:_MONTRE]}… »" if len(plat) > _MONTRE else f"« {plat} »"


def lire_decimal(texte: str) -> Decimal:
    """Read a number with an optional decimal comma and spaces between thousands."""
    plat = _plat(texte)
    signe = 1
    if plat[:1] in "+-−–" and plat[:1]:
        signe, plat = (1 if plat[0] == "+" else -1), plat[1:].strip()
    m = _DECIMAL.fullmatch(plat)
    if m is not None:
        entier = m[1].replace(" ", "")
        if len(entier) > 18 or len(m[2] or "") > 9:  # noqa: PLR2004 - no figure of a contract is longer
            raise ValueError(f"{_dit(texte)} est trop long pour un nombre")
        return signe * Decimal(f"{entier}.{m[2]}" if m[2] else entier)
    if _AMBIGU.fullmatch(plat):
        aide = "écrivez les milliers avec une espace et les décimales avec une virgule"
        raise ValueError(f"{_dit(texte)} est ambigu : {aide}")
    if re.fullmatch(r"[0-9]+\.[0-9]+", plat):
        raise ValueError(f"{_dit(texte)} : la virgule sépare les décimales, comme dans {_dit(plat.replace('.', ','))}")
    raise ValueError(f"{_dit(texte)} n'est pas un nombre")


def lire_entier(texte: str) -> int:
    """Read a whole number of things (dwellings, inhabitants…)."""
    valeur = lire_decimal(texte)
    if valeur != valeur.to_integral_value():
        raise ValueError(f"{_dit(texte)} n'est pas un nombre entier")
    if valeur < 0:
        raise ValueError(f"{_dit(texte)} est négatif")
    return int(valeur)


def lire_montant(texte: str) -> Decimal:
    """Read an amount in euros: « 14 290 € », « 6,8 M€ », « 2 millions d'euros »."""
    plat = _plat(texte)
    m = re.fullmatch(r"(.+?) ?(M ?€|millions? d['’]euros|millions? €|k ?€|€|euros?)", plat)
    if m is None:
        if _DECIMAL.fullmatch(plat):
            raise ValueError(f"{_dit(texte)} : il manque l'unité, écrivez {_dit(plat + ' €')} ou {_dit(plat + ' M€')}")
        raise ValueError(f"{_dit(texte)} n'est pas un montant, comme « 14 290 € » ou « 6,8 M€ »")
    facteur = 1_000_000 if m[2][0] in "Mm" else 1_000 if m[2][0] == "k" else 1
    return lire_decimal(m[1]) * facteur


def lire_pourcentage(texte: str) -> Decimal:
    """Read a percentage, returned as it is written: « 30,6 % » gives 30.6."""
    plat = _plat(texte)
    m = re.fullmatch(r"(.+?) ?%", plat)
    if m is None:
        if _DECIMAL.fullmatch(plat):
            raise ValueError(f"{_dit(texte)} : il manque le signe « % »")
        raise ValueError(f"{_dit(texte)} n'est pas un pourcentage, comme « 30,6 % »")
    return lire_decimal(m[1])


_OUI = {"oui": True, "vrai": True, "non": False, "faux": False}


def lire_booleen(texte: str) -> bool:
    """Read « oui » or « non »."""
    valeur = _OUI.get(_plat(texte).casefold())
    if valeur is None:
        raise ValueError(f"{_dit(texte)} : répondez « oui » ou « non »")
    return valeur


@total_ordering
@dataclass(frozen=True, slots=True)
class Echeance:
    """A moment or a span, as precise as it was written: a year, a quarter, a month, a day, or a period of years.

    Attributes:
        debut: First day.
        fin: Last day.
        texte: How it reads in French, before typography.
    """

    debut: dt.date
    fin: dt.date
    texte: str

    def __lt__(self, autre: Echeance) -> bool:
        return (self.debut, self.fin) < (autre.debut, autre.fin)


def _fin_de_mois(annee: int, mois: int) -> dt.date:
    return dt.date(annee + mois // 12, mois % 12 + 1, 1) - dt.timedelta(days=1)


def _verifier_annee(annee: int, texte: str) -> None:
    if not _PREMIERE_ANNEE <= annee <= _DERNIERE_ANNEE:
        raise ValueError(f"{_dit(texte)} : l'année doit être comprise entre {_PREMIERE_ANNEE} et {_DERNIERE_ANNEE}")


def _jour(annee: int, mois: int, jour: int, texte: str) -> Echeance:
    _verifier_annee(annee, texte)
    try:
        date = dt.date(annee, mois, jour)
    except ValueError:
        raise ValueError(f"{_dit(texte)} : cette date n'existe pas") from None
    return Echeance(date, date, dire_date(date))


def dire_date(date: dt.date) -> str:
    """Write a date in full: « 1er janvier 2024 »."""
    return f"{'1er' if date.day == 1 else date.day} {_MOIS[date.month - 1]} {date.year}"


def lire_echeance(texte: str) -> Echeance:  # noqa: PLR0911 - one return a form
    """Read a year, a quarter (« T4 2024 »), a month (« 2012-06 », « juin 2012 »), a day or a period of years."""
    plat = _plat(texte)
    if m := re.fullmatch(_ANNEE, plat):
        an = int(m[1])
        return Echeance(dt.date(an, 1, 1), dt.date(an, 12, 31), m[1])
    if re.fullmatch(_PERIODE, plat):
        debut, fin = lire_periode(texte)
        return Echeance(dt.date(debut, 1, 1), dt.date(fin, 12, 31), f"{debut}-{fin}")
    if m := re.fullmatch(rf"[Tt]([0-9])[ -]?{_ANNEE}|([0-9])(?:er|e|ème) trimestre {_ANNEE}", plat):
        return _trimestre(int(m[2] or m[4]), int(m[1] or m[3]), texte)
    if m := re.fullmatch(rf"{_ANNEE}-([0-9][0-9])", plat):
        return _mois(int(m[1]), int(m[2]), texte)
    if m := re.fullmatch(r"([0-9][0-9]?)/([0-9][0-9]?)/([0-9]{4})", plat):
        return _jour(int(m[3]), int(m[2]), int(m[1]), texte)
    if m := re.fullmatch(r"([0-9]{4})-([0-9][0-9])-([0-9][0-9])", plat):
        return _jour(int(m[1]), int(m[2]), int(m[3]), texte)
    return _en_lettres(plat, texte)


def _trimestre(annee: int, rang: int, texte: str) -> Echeance:
    if not 1 <= rang <= 4:  # noqa: PLR2004 - quarters of a year
        raise ValueError(f"{_dit(texte)} : les trimestres vont de T1 à T4")
    ordinal = "1er" if rang == 1 else f"{rang}e"
    return Echeance(dt.date(annee, 3 * rang - 2, 1), _fin_de_mois(annee, 3 * rang), f"{ordinal} trimestre {annee}")


def _mois(annee: int, mois: int, texte: str) -> Echeance:
    _verifier_annee(annee, texte)
    if not 1 <= mois <= 12:  # noqa: PLR2004 - months of a year
        raise ValueError(f"{_dit(texte)} : ce mois n'existe pas")
    return Echeance(dt.date(annee, mois, 1), _fin_de_mois(annee, mois), f"{_MOIS[mois - 1]} {annee}")


def _en_lettres(plat: str, texte: str) -> Echeance:
    m = re.fullmatch(r"(?:(1er|[0-9][0-9]?) )?([^\W\d_]+) ([0-9]{4})", plat)
    if m is None or m[2].casefold() not in _MOIS:
        exemples = "« 2026 », « 31/12/2026 », « T4 2024 », « juin 2025 » ou « 2024-2030 »"
        raise ValueError(f"{_dit(texte)} n'est pas une date reconnue : écrivez par exemple {exemples}")
    mois = _MOIS.index(m[2].casefold()) + 1
    if m[1] is None:
        return _mois(int(m[3]), mois, texte)
    return _jour(int(m[3]), mois, int(m[1].removesuffix("er")), texte)


def lire_date(texte: str) -> dt.date:
    """Read a full date, « 31/12/2022 » or « 31 décembre 2022 »."""
    echeance = lire_echeance(texte)
    if echeance.debut != echeance.fin:
        raise ValueError(f"{_dit(texte)} : le jour est attendu, comme dans « 31/12/2022 »")
    return echeance.debut


def lire_annee(texte: str) -> int:
    """Read a year, « 2015 »."""
    m = re.fullmatch(r"(?:19|20)\d\d", _plat(texte))
    if m is None:
        raise ValueError(f"{_dit(texte)} n'est pas une année, comme « 2015 »")
    return int(m[0])


def lire_periode(texte: str) -> tuple[int, int]:
    """Read a period of years, « 2024-2030 »."""
    m = re.fullmatch(_PERIODE, _plat(texte))
    if m is None:
        raise ValueError(f"{_dit(texte)} n'est pas une période, comme « 2024-2030 »")
    debut, fin = int(m[1]), int(m[2])
    if fin <= debut:
        raise ValueError(f"{_dit(texte)} : la période finit avant de commencer")
    return debut, fin
