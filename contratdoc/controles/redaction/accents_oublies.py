"""The words that a text writes elsewhere with their accents: « PROXIMITE » where it has « proximité »."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from contratdoc.controles.redaction.sortes_de_typographie import masquer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.ecrits.ecrit import Ecrit

_LONGUEUR = 4
_ASSEZ = 5
"""A word in lower case is said faulty when it is written so many times with its accents, and so much less without."""
_ACCENTS = re.compile("[\u0300-\u036f]+")


def _plat(mot: str) -> str:
    return unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFD", mot).replace("c\u0327", "ç")))


def accents_oublies(ecrit: Ecrit) -> Iterator[tuple[int, int, str]]:
    """Find the words without an accent that they have elsewhere in the same text.

    Args:
        ecrit: A text.

    Yields:
        The rank in `ecrit.texte` of the first place of each faulty word, the rank after it, and how it is written.
    """
    texte = masquer(ecrit.texte)
    comptes = Counter(ecrit.jetons)
    accentues: dict[str, list[str]] = {}
    for mot in comptes:
        if len(mot) >= _LONGUEUR and not mot.isascii() and mot.isalpha():
            accentues.setdefault(_plat(mot), []).append(mot)
    for plat, formes in accentues.items():
        complet = max(formes, key=lambda f: (sum(not c.isascii() for c in f), comptes[f]))
        for fautif in {plat, *formes} - {complet}:
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
        rang = texte.find(ecrit)
        while rang >= 0 and (
            texte[max(rang - 1, 0) : rang].isalnum() or texte[rang + len(ecrit) : rang + len(ecrit) + 1].isalnum()
        ):
            rang = texte.find(ecrit, rang + 1)
        if rang >= 0:
            yield rang, rang + len(ecrit), voulu
