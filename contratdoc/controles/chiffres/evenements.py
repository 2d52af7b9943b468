"""Events dated twice: a neighbourhood refurbished « en 2010 » here, « entre 2008 et 2010 » there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contratdoc.controles.chiffres.mesures import Ecart, lisibles_de
from contratdoc.controles.chiffres.perimetres import cle
from contratdoc.diagnostics import Severite
from contratdoc.ecrits.phrases import phrases_de

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.ecrits.ecrit import Ecrit, Passage

_DATE = re.compile(r"\b(?:en|entre|depuis|de)\s(?P<a>(?:19|20)\d\d)(?:\s?(?:et|à|-|–)\s?(?P<b>(?:19|20)\d\d))?\b")
_TRAVAUX = re.compile(r"\b(?:rénov[ée]\w*|rénovation|réhabilit\w+)\b", re.IGNORECASE)
_CREATION = re.compile(
    r"\b(?:a (?:été )?(?:créée?|fondée?|instituée?)|ont été créée?s|création d[eu]|créée?s? en)\b", re.IGNORECASE
)
_QUARTIER = re.compile(
    r"\b[Qq]uartiers?\s(?:prioritaires?\s)?(?:de la |de l['’]|du |des |de |d['’])?"
    r"(?P<nom>[A-ZÀ-Ý][\w’'-]+(?:[ -](?:[A-ZÀ-Ý][\w’'-]*|\d+))*|\d{1,2}(?:er)?\s[A-Za-zûé]{3,9}\s\d{2,4})"
)
_SIGLE = re.compile(r"\b[A-Z]{4,}\b")
_PROJET = re.compile(r"\b(?:prévu\w*|sera|seront|à venir|programm\w+|livr\w+|fin)\b", re.IGNORECASE)
_LOIN = 80


def evenements_contradictoires(ecrit: Ecrit) -> Iterator[Ecart]:
    """Find the works of a neighbourhood and the creations of a body that have two dates.

    Args:
        ecrit: The text.

    Yields:
        The second date of each, as a warning: two works may have followed each other.
    """
    vus: dict[tuple[str, str], tuple[Passage, int, str]] = {}
    for _, p in lisibles_de(ecrit):
        if not _peut_dater(p.texte):
            continue
        for m in _DATE.finditer(p.texte):
            lu = _evenement(p.texte, m)
            if lu is None:
                continue
            quoi, qui = lu
            avant, rang, date = vus.setdefault((quoi, cle(qui)), (p, m.start(), m[0]))
            if _annees(date) == _annees(m[0]):
                continue
            message = f"{quoi} de « {qui} » est datée « {m[0]} » ici et « {date} » ailleurs."
            autres = ((avant.place(rang), "l'autre date est ici"),)
            yield Ecart(message, p.place(m.start()), "Gardez une seule date.", autres, Severite.AVERTISSEMENT)


def _peut_dater(texte: str) -> bool:
    return "éhabilit" in texte or "énov" in texte or "cré" in texte or "fond" in texte


def _annees(date: str) -> list[str]:
    return re.findall(r"\d{4}", date)


def _evenement(texte: str, m: re.Match[str]) -> tuple[str, str] | None:
    """Name the event that a date is of, and whose it is, as it is written."""
    debut, fin = next(((a, b) for a, b in phrases_de(texte) if a <= m.start() < b), (0, len(texte)))
    if _PROJET.search(texte, debut, fin):
        return None
    if _TRAVAUX.search(texte, max(debut, m.start() - _LOIN), m.start()):
        noms = [x["nom"] for x in _QUARTIER.finditer(texte, 0, m.start())]
        return ("La rénovation", noms[-1]) if noms else None
    if _CREATION.search(texte, debut, fin):
        sigles = set(_SIGLE.findall(texte[debut:fin]))
        return ("La création", sigles.pop()) if len(sigles) == 1 else None
    return None
