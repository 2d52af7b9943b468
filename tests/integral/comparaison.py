"""Two lists of blocks side by side: what each format may write in its own way, and the first place where they part."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lecture_pdf import Pdf
    from lecture_word import Word

ETIQUETTE = re.compile(r"^((?:Axe |Annexe )?(?:[IVXLC]+|\d+)|[A-Za-z])\. ")
CODE = re.compile("«U\\+([0-9A-F]{4,6})»")
DROITE_A_GAUCHE = ("R", "AL")


def simple(texte: str) -> str:
    """One kind of space."""
    return " ".join(texte.split())


def plat(texte: str) -> str:
    """One kind of space, and one order for what is read from right to left, which a PDF holds as it is drawn."""
    texte = CODE.sub(lambda m: chr(int(m[1], 16)), texte)
    sens = [unicodedata.bidirectional(c) in DROITE_A_GAUCHE for c in texte]
    droite = sorted(unicodedata.normalize("NFKC", c) for c, s in zip(texte, sens, strict=True) if s)
    gauche = "".join(c for c, s in zip(texte, sens, strict=True) if not s)
    return " ".join((gauche if not droite else f"{gauche.replace(' ', '')} {''.join(droite)}").split())


def de_word(word: Word) -> list[str]:
    textes = (titre(str(b)) if b.niveau else plat(simple(str(b))) for b in word.blocs())
    return [t for t in textes if t]


def de_pdf(pdf: Pdf) -> list[str]:
    textes = (titre(b.texte) if b.niveau else plat(simple(str(b))) for b in pdf.blocs())
    return [t for t in textes if t]


def titre(texte: str) -> str:
    """A heading with its label, whatever stands between the two."""
    return plat(ETIQUETTE.sub(r"\1 ", simple(texte)))


def premiere_difference(word: Sequence[str], pdf: Sequence[str]) -> str:
    """Where two lists part, with what stands before; empty when they are equal."""
    for rang, (a, b) in enumerate(zip(word, pdf, strict=False)):
        if a != b:
            lettre = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
            debut = max(0, lettre - 40)
            return (
                f"bloc {rang}, lettre {lettre}, après « {word[rang - 1][-60:] if rang else ''} »\n"
                f"  Word : {a[debut : lettre + 80]!r}\n  PDF  : {b[debut : lettre + 80]!r}"
            )
    if len(word) != len(pdf):
        reste = (word if len(word) > len(pdf) else pdf)[min(len(word), len(pdf))]
        return f"{len(word)} blocs dans Word, {len(pdf)} dans le PDF ; premier en trop : {reste[:120]!r}"
    return ""
