"""The words that a text writes elsewhere with their accents: « PROXIMITE » where it has « proximité »."""

from __future__ import annotations

import re
import unicodedata
from itertools import islice
from typing import TYPE_CHECKING

from contratdoc.controles.redaction.capitales_accentuees import ACCENTUES
from contratdoc.controles.redaction.sortes_de_typographie import masquer

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator

    from contratdoc.ecrits.ecrit import Ecrit

_LONGUEUR = 4
_ASSEZ = 5
"""A word in lower case is said faulty when it is written so many times with its accents, and so much less without."""
_ACCENTS = re.compile("[\u0300-\u036f]+")


def _plat(mot: str) -> str:
    return unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFD", mot).replace("c\u0327", "ç")))


_CAPITALES = {_plat(mot): mot.upper() for mot in ACCENTUES}


def accents_oublies(ecrit: Ecrit) -> Iterator[tuple[int, int, str]]:
    """Find the words without an accent that they have elsewhere in the same text.

    Args:
        ecrit: A text.

    Yields:
        The rank in `ecrit.texte` of the first place of each faulty word, the rank after it, and how it is written.
    """
    texte = masquer(ecrit.texte)
    comptes = ecrit.comptes
    for plat in sorted(_CAPITALES.keys() & comptes.keys()):
        for rang in _rangs(texte, plat.upper()):
            yield rang, rang + len(plat), _CAPITALES[plat]
    longs = [m for m in comptes if not m.isascii() and len(m) >= _LONGUEUR and m.isalpha()]
    accentues: dict[str, list[str]] = {}
    # All at once: a word a line, which taking accents off leaves as it is.
    for plat, mot in zip(_plat("\n".join(longs)).split("\n"), longs, strict=False):
        accentues.setdefault(plat, []).append(mot)
    for plat, formes in accentues.items():
        if len(formes) == 1 and plat not in comptes:
            continue
        complet = max(formes, key=lambda f: (sum(not c.isascii() for c in f), comptes[f]))
        for fautif in sorted({plat, *formes} - {complet}):
            if fautif in comptes and _est_sans_accent(fautif, complet, comptes):
                yield from _places(texte, fautif, complet, comptes)


def _est_sans_accent(fautif: str, complet: str, comptes: Counter[str]) -> bool:
    """Say whether a word lacks accents of another without being another form of a verb (« porte », « porté »)."""
    manques = [i for i, (a, b) in enumerate(zip(fautif, complet, strict=True)) if a != b]
    if any(not fautif[i].isascii() for i in manques) or comptes[complet] <= comptes[fautif]:
        return False
    finale = len(complet) - (3 if complet.endswith("s") else 2)
    return all(i < finale for i in manques) or complet.rstrip("s").endswith("ité")


def _places(texte: str, fautif: str, complet: str, comptes: Counter[str]) -> Iterator[tuple[int, int, str]]:
    formes = [(fautif.upper(), complet.upper()), (fautif.capitalize(), complet.capitalize())]
    if comptes[complet] >= _ASSEZ * comptes[fautif]:
        formes.append((fautif, complet))
    for ecrit, voulu in formes:
        for rang in islice(_rangs(texte, ecrit), 1):
            yield rang, rang + len(ecrit), voulu


def _rangs(texte: str, mot: str) -> Iterator[int]:
    """Find where a word stands by itself."""
    rang = texte.find(mot)
    while rang >= 0:
        fin = rang + len(mot)
        if not (texte[max(rang - 1, 0) : rang].isalnum() or texte[fin : fin + 1].isalnum()):
            yield rang
        rang = texte.find(mot, fin)
