"""What a Markdown text may not be, told before the parser sees it.

markdown-it takes a time that grows with the square of the brackets left open, and with the number of characters, lines
and cells: each is bounded, far above what a contract holds, so that no text takes over two seconds.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contratdoc.diagnostics import Diagnostic, Place, erreur
from contratdoc.source.texte import caracteres_interdits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LONGUEUR_MAX = 100_000
"""Characters of one text: some forty pages."""
LIGNES_MAX = 10_000
_COLONNES_MAX = 100
_CROCHETS_MAX = 16
# A bracket, an escaped character, or the end of a paragraph, in a quotation or not.
_CROCHET = re.compile(r"\\.|[\[\]]|\n[ \t>]*(?=\n)")


def fautes_d_emblee(texte: str, place_de: Callable[[int], Place]) -> Iterator[Diagnostic]:
    """Report what the Markdown parser must not see.

    Args:
        texte: The text.
        place_de: Gives the place of a character from its rank, counted from 0.

    Yields:
        One diagnostic a fault; a text that is too long is not looked into.
    """
    trop = ""
    if len(texte) > LONGUEUR_MAX:
        trop = f"plus de {LONGUEUR_MAX:_} caractères"
    elif texte.count("\n") >= LIGNES_MAX:
        trop = f"plus de {LIGNES_MAX:_} lignes"
    if trop:
        yield erreur(
            "CD309", f"Ce texte est trop long : {trop.replace('_', ' ')}.", place_de(0), "Répartissez-le en plusieurs."
        )
        return
    yield from caracteres_interdits(texte, place_de)
    large = re.search(rf"^(?:[^|\n]*\|){{{_COLONNES_MAX + 1}}}", texte, re.MULTILINE)
    if large is not None:
        message = f"Trop de « | » dans cette ligne (plus de {_COLONNES_MAX})."
        yield erreur("CD309", message, place_de(large.start()))
    trop_ouvert = _crochet_trop_ouvert(texte)
    if trop_ouvert is not None:
        message = f"Trop de crochets ouverts à la fois (plus de {_CROCHETS_MAX})."
        aide = "Refermez chaque « [ », ou écrivez « \\[ » pour un simple crochet."
        yield erreur("CD309", message, place_de(trop_ouvert), aide)


def _crochet_trop_ouvert(texte: str) -> int | None:
    """Return the rank of the first of too many brackets open at once in a paragraph, if any."""
    ouverts: list[int] = []
    for m in _CROCHET.finditer(texte):
        if m[0] == "[":
            ouverts.append(m.start())
            if len(ouverts) > _CROCHETS_MAX:
                return ouverts[0]
        elif m[0] == "]":
            del ouverts[-1:]
        elif m[0][0] == "\n":
            ouverts.clear()
    return None
