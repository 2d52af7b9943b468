"""An enumeration inside a sentence: « A, B, C, où …, et D », how many elements it may have."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_MASQUE = re.compile(r"\([^()]{0,400}\)|«[^«»]{0,400}»|\"[^\"]{0,400}\"")
_OUVERTE = re.compile(
    r"\.\.\.|…|\ufffc|\b(?:etc|notamment|par exemple|entre autres|dont|ainsi que d['’]autres|soit)\b",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"(?:où|qui|que|dont|auxquels?|auxquelles?|lesquels|avec|en|ce|à|y compris)\b", re.IGNORECASE)
_ET = re.compile(r"\s+(?:et|&|ainsi que|ou|puis)\s+", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:les?|la|l['’]|une?|des|son|sa|ses|leurs?|notre|nos)\b", re.IGNORECASE)
_FIN_EN_ET = re.compile(r"\S\s+(?:et|ainsi que)\s+(?:les?\s|la\s|l['’]|une?\s|des\s|[A-ZÀ-Ý])")
_COMPTE = re.compile(r"\d|(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix)\b", re.IGNORECASE)
_PHRASE = re.compile(r"[.!?](?=\s+[A-ZÀ-Ý«]|\s*$)")
_REPRISE = re.compile(r",\s(?=[a-zà-ÿ])")
_MOTS_MAX = 6
_COURTS = 2


@dataclass(frozen=True, slots=True)
class Enumeration:
    """The elements of an enumeration.

    Attributes:
        mini: The least number of elements: only the « et » after the last comma separates.
        maxi: The greatest, every « et » being one.
        noms: True when all are short and alike (proper names, or the same first words): the count is then sure.
        fin: Rank after the enumeration in the text given.
    """

    mini: int
    maxi: int
    noms: bool
    fin: int


def lire_enumeration(texte: str, *, dans_la_phrase: bool = False) -> Enumeration | None:
    """Read an enumeration.

    Args:
        texte: What follows a colon, or stands between parentheses.
        dans_la_phrase: True when the sentence may go on after it: « à savoir A et B, sont … ».

    Returns:
        The enumeration, up to the end of its sentence; None when it has one element only, counts things itself
        (« 3 écoles, 2 collèges ») or is left open (« etc. », « notamment »).
    """
    masque = _MASQUE.sub(lambda m: "_" * len(m[0]), texte)
    fin = m.start() if (m := _PHRASE.search(masque)) else len(masque)
    if dans_la_phrase and (m := _REPRISE.search(masque, 0, fin)) is not None:
        fin = m.start()
    corps = masque[:fin].strip()
    if _OUVERTE.search(texte[:fin]) or ":" in corps:
        return None
    if ";" in corps or " / " in corps:
        morceaux = _propres(re.split(r";|\s/\s", corps))
        mini = maxi = len(morceaux)
    else:
        virgules = _propres(corps.split(","))
        morceaux = [p for p in _propres(p for v in virgules for p in _ET.split(v)) if not _RELATIVE.match(p)]
        mini, maxi = _bornes(virgules, morceaux, corps)
    if len(morceaux) < 2 or any(_COMPTE.match(p) for p in morceaux):  # noqa: PLR2004 - one element enumerates nothing
        return None
    return Enumeration(mini, maxi, _semblables(morceaux), fin)


def _bornes(virgules: list[str], morceaux: list[str], corps: str) -> tuple[int, int]:
    """Count what commas part, from the least to the greatest; an apposition is not always an element."""
    if not virgules:
        return 1, 1
    surs = [v for i, v in enumerate(virgules) if i == 0 or not _RELATIVE.match(v)]
    if not _semblables(morceaux):
        surs = [v for v in surs if _ARTICLE.match(v)] if _ARTICLE.match(virgules[0]) else surs[:1]
    dernier = len(virgules) > 1 and _FIN_EN_ET.search(corps.rsplit(",", 1)[1]) is not None and len(surs) > 1
    mini = max(1, len(surs) + (1 if dernier else 0))
    return mini, max(mini, len(morceaux), len(virgules))


def _propres(morceaux: Iterable[str]) -> list[str]:
    nets = (re.sub(r"^(?:et|ou|puis|enfin)\s+", "", m.strip(" _\u00a0")) for m in morceaux)
    return [m for m in nets if m]


def _semblables(morceaux: list[str]) -> bool:
    """Say whether the elements are proper names, or all begin with the same two words, and are short."""
    if any(len(m.split()) > _MOTS_MAX for m in morceaux):
        return False
    if all(m[:1].isupper() for m in morceaux):
        return True
    if len(morceaux) > _COURTS and all(m.count(" ") < _COURTS and not _ARTICLE.match(m) for m in morceaux):
        return True
    debuts = {" ".join(m.casefold().split()[:2]) for m in morceaux}
    return len(debuts) == 1 and all(len(m.split()) > 2 for m in morceaux)  # noqa: PLR2004 - the two words and a name
