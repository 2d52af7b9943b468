"""The words of a text with neither case nor accents, each at the rank where it is written."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from contratdoc.ecrits.reperage import TexteJoint

_MOT = re.compile(r"[^\W_]+")
_LETTRES = re.compile(r"[^\W\d_]+")
_ANCRE = re.compile(r"\{#[^{}]*\}")
_LIENS = "-\u2010\u2011'’\u00a0\u202f\u2009"
SEPARATEURS = re.compile(r"[ \-\u2010\u2011'’\u00a0\u202f\u2009]{1,3}")
"""What may stand between two words of one name; a long dash separates two names."""
MOTS_DE_LIAISON = frozenset(
    ("a", "au", "aux", "avec", "contre", "d", "dans", "de", "des", "du", "en", "entre", "et", "l", "la", "le", "les")
) | frozenset(("leur", "leurs", "lez", "ou", "par", "pour", "s", "sans", "sous", "sur", "un", "une"))
"""Words that a proper name or the meaning of an acronym runs through."""


def _sans_accent(c: str) -> str:
    base = unicodedata.normalize("NFKD", c)[0].lower()
    return base if len(base) == 1 and base.isalpha() else c


_PLAT = {ord(c): " " for c in _LIENS} | {
    k: _sans_accent(chr(k)) for k in (*range(0x41, 0x5B), *range(0xC0, 0x250)) if chr(k).isalpha()
}


_CODAGE = "cp1252"
_OCTETS = bytes(
    (
        c.translate(_PLAT).encode(_CODAGE, "replace")[0]
        if (c := bytes((i,)).decode(_CODAGE, "replace")) != "\ufffd"
        else i
    )
    for i in range(256)
)
_FIN_DE_LIGNE = ord("\n")
_SIGNES = [i for i in range(256) if i != _FIN_DE_LIGNE and not bytes((i,)).decode(_CODAGE, "replace").isalnum()]
_CHIFFRES = [*_SIGNES, *range(ord("0"), ord("9") + 1)]
_OCTETS_DES_MOTS = bytes(32 if i in _SIGNES else _OCTETS[i] for i in range(256))
_OCTETS_DES_LETTRES = bytes(32 if i in _CHIFFRES else i for i in range(256))
_HORS_CODAGE = re.compile(f"[^{re.escape(''.join(bytes((i,)).decode(_CODAGE, 'ignore') for i in range(256)))}]+")


def plat(texte: str) -> str:
    """Write a text without case, accents, hyphens nor apostrophes; each character keeps its rank."""
    try:
        # Nearly all French text fits one byte a character, and bytes are translated ten times faster.
        return texte.encode(_CODAGE).translate(_OCTETS).decode(_CODAGE)
    except UnicodeEncodeError:
        signes = list(texte.encode(_CODAGE, "replace").translate(_OCTETS).decode(_CODAGE))
        for m in _HORS_CODAGE.finditer(texte):
            signes[m.start() : m.end()] = m[0].translate(_PLAT)
        return "".join(signes)


@lru_cache(maxsize=4096)
def mots_plats(texte: str) -> tuple[str, ...]:
    """Return the words and figures of a text, as `plat` writes them, in order."""
    return tuple(_MOT.findall(plat(texte)))


def mots_plats_de_chacun(joint: TexteJoint) -> tuple[tuple[str, ...], ...]:
    """Return the words and figures of each text, as `mots_plats` does."""
    return tuple(tuple(mots) for mots in _couper(joint, _OCTETS_DES_MOTS, lambda texte: _MOT.findall(plat(texte))))


def formes_de(joint: TexteJoint) -> Iterable[str]:
    """Return the words of several texts as they are written, without their figures, in order."""
    return chain.from_iterable(_couper(joint, _OCTETS_DES_LETTRES, _LETTRES.findall))


def _couper(joint: TexteJoint, octets: bytes, un_seul: Callable[[str], list[str]]) -> list[list[str]]:
    """Cut texts into words through bytes; those where a letter does not fit one, each by itself."""
    coupe = joint.texte.encode(_CODAGE, "replace").translate(octets).decode(_CODAGE)
    mots = [ligne.split() for ligne in coupe.split("\n")]
    if len(mots) != len(joint):  # a text of several lines, or none at all
        return [un_seul(joint.seul(i)) for i in range(len(joint))]
    autres = (m.start() for m in _HORS_CODAGE.finditer(joint.texte) if any(map(str.isalnum, m[0])))
    for i in set(map(joint.rang, autres)):
        mots[i] = un_seul(joint.seul(i))
    return mots


def bornes_des_mots(texte: str) -> tuple[tuple[int, int], ...]:
    """Return where each word of `mots_plats` begins and ends in a text."""
    return tuple(m.span() for m in _MOT.finditer(texte))


def entre_guillemets(texte: str, rang: int) -> bool:
    """Say whether a rank of a text stands between « and »."""
    return texte.rfind("«", 0, rang) > texte.rfind("»", 0, rang)


def commence_une_phrase(texte: str, rang: int) -> bool:
    """Say whether a word begins a sentence, a cell or a list item: its capital then tells nothing."""
    avant = texte[max(0, rang - 8) : rang].rstrip(" \u00a0\u202f«\"“'’")
    return not avant or avant[-1] in ".!?…:;•-–/|"


def sans_ancre(texte: str) -> str:
    """Blank the anchor of a caption (`{#tab-credits}`), which is no text; every rank stays."""
    return _ANCRE.sub(lambda m: " " * len(m[0]), texte) if "{#" in texte else texte
