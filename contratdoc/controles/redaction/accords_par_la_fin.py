"""Nouns whose end tells their number, after a word that has the other one: « le locatifs », « des situation »."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.controles.redaction.accords import NOMS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_AU_SINGULIER = ("le", "un", "du", "au", "ce", "cet", "une", "cette", "chaque")
_AU_PLURIEL = ("les", "des", "ces", "aux", "ses", "nos", "vos", "plusieurs", "quelques", "certaines", "différentes")
_FINS_DU_PLURIEL = ("ifs", "ments", "teurs", "ismes", "ations", "itions", "ctions", "alités", "ivités")
_FINS_DU_SINGULIER = ("ation", "ition", "ction", "ission", "alité", "ivité", "isme")
"""No verb, no adverb and no invariable word ends so."""
_LONGUEUR = 6
_AILLEURS = frozenset((*NOMS.split("|"), *(f"{nom}s" for nom in NOMS.split("|"))))
"""Those that a turn of phrase looks for by themselves."""


def noms_mal_accordes(mots: Collection[str], paires: Collection[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Find the pairs of words of a text of which the first is singular and the second plural, or the reverse.

    Args:
        mots: The words of the text, in lower case.
        paires: Its words two by two.

    Yields:
        The two words as they stand, and as they should.
    """
    for fins, devant, pluriel in (
        (_FINS_DU_PLURIEL, _AU_SINGULIER, True),
        (_FINS_DU_SINGULIER, _AU_PLURIEL, False),
    ):
        for mot in (m for m in mots if m.endswith(fins) and len(m) >= _LONGUEUR and m.isalpha() and m not in _AILLEURS):
            for d in devant:
                if (d, mot) in paires:
                    yield f"{d} {mot}", f"{d} {mot[:-1] if pluriel else mot + 's'}"
