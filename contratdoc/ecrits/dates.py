"""Dates and periods in a running text: « 27 octobre 2023 », « 8 mai 45 », « juin 2012 », « 2015 - 2022 »."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

MOIS = (
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
_RANGS = {m: i for i, m in enumerate(MOIS, 1)} | {"fevrier": 2, "aout": 8, "decembre": 12}
_MOIS = "|".join(_RANGS)
JOURS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_CHIFFRE = re.compile(r"\d")
_DATE = re.compile(
    rf"(?<![\w/])(?:(?P<semaine>{'|'.join(JOURS)})\s+)?(?:(?P<jour>\d{{1,2}})(?:er|ᵉʳ)?\s+)?\b(?P<mois>{_MOIS})\b"
    rf"(?:\s+(?P<annee>\d{{4}}|\d{{2}}(?!\d)))?"
    r"|(?<![\w/])(?P<j2>\d{1,2})/(?P<m2>\d{1,2})/(?P<a2>\d{4}|\d{2})\b",
    re.IGNORECASE,
)
_MORCEAUX = ("janvier", "vrier", "mars", "avril", "juin", "juillet", "août", "aout", "embre", "octobre")
_MAI = re.compile(r"mai\b")
_PERIODE = re.compile(
    r"(?P<debut>(?:1(?<!\w1)9|2(?<!\w2)0)\d\d)(?P<trait>\s?[-–—/]\s?|\s+à\s+)(?P<fin>(?:19|20)\d\d)\b"
)


@dataclass(frozen=True, slots=True)
class DateLue:
    """A date of a text; `jour` and `annee` are None when they are not written, `semaine` is empty likewise."""

    debut: int
    fin: int
    jour: int | None
    mois: int
    annee: int | None
    semaine: str


@dataclass(frozen=True, slots=True)
class PeriodeLue:
    """A period of years, and the dash between them as written (« - », « – », «  - »)."""

    rang: int
    fin_rang: int
    debut: int
    fin: int
    trait: str


@lru_cache(maxsize=8192)
def dates_de(texte: str) -> tuple[DateLue, ...]:
    """Read the dates of a text, in order; a month alone, without day nor year, is not a date.

    Args:
        texte: One passage.

    Returns:
        The dates, impossible ones included (« 31 février 2024 »).
    """
    if _CHIFFRE.search(texte) is None or not _peut_dater(texte):
        return ()
    return tuple(d for m in _DATE.finditer(texte) if (d := _date(m)) is not None)


def _peut_dater(texte: str) -> bool:
    """Say whether a text may hold a date: much quicker than looking for one."""
    bas = texte.casefold()
    return "/" in bas or any(m in bas for m in _MORCEAUX) or ("mai" in bas and _MAI.search(bas) is not None)


def _date(m: re.Match[str]) -> DateLue | None:
    if m["j2"]:
        return DateLue(m.start(), m.end(), int(m["j2"]), int(m["m2"]), _annee(m["a2"]), "")
    jour = int(m["jour"]) if m["jour"] else None
    annee = _annee(m["annee"]) if m["annee"] else None
    mois = _RANGS.get(m["mois"].casefold())  # a Turkish « ı » passes for an « i », and makes no month
    if mois is None or (jour is None and annee is None):
        return None
    return DateLue(m.start(), m.end(), jour, mois, annee, (m["semaine"] or "").casefold())


def _annee(texte: str) -> int:
    # Two digits in a contract of this century: « mai 45 » is of the last one.
    valeur = int(texte)
    return valeur if len(texte) == 4 else valeur + (2000 if valeur < 40 else 1900)  # noqa: PLR2004


@lru_cache(maxsize=8192)
def periodes_de(texte: str) -> tuple[PeriodeLue, ...]:
    """Read the periods of years of a text, in order."""
    return tuple(
        PeriodeLue(m.start(), m.end(), int(m["debut"]), int(m["fin"]), m["trait"]) for m in _PERIODE.finditer(texte)
    )
