"""Characters that no font of the PDF can draw: found before the build, printed as « U+1F600 » instead.

PDF/A refuses a text without glyphs and typst stops on it, so that one emoji in a partner's contribution would cost the
whole contract. Only characters outside a set known to be safe are tried, on a page of their own.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

import typst

from contratdoc.writers.typst.polices import polices

# Latin with its accents, and the punctuation and signs of French office texts: all in Source Sans Pro.
SURS: Final = frozenset(map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x180), 0x0A])) | frozenset(
    "\u2002\u2009\u200b\u2011\u202f–—‘’“”„†‡•…‰‹›€№™−≤≥≠≈→←↑↓ﬁﬂ▪"
)
SANS_GLYPHE: Final = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
INTERDIT: Final = re.compile(r'the PDF contains the codepoint `"((?:[^"\\]|\\.)*)"`')
ECHAPPE: Final = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
ESSAI: Final = """#set document(title: "essai")
#set text(font: ("Source Sans Pro", "Libertinus Serif", "DejaVu Sans Mono", "New Computer Modern"), lang: "fr")
#for c in sys.inputs.texte.split("|") [#box(c) ]"""


def substitut(caractere: str) -> str:
    """What stands for a character that cannot be drawn: its code, which the reader can look up."""
    return f"«U+{ord(caractere):04X}»"


def caracteres_refuses(diagnostic: str) -> frozenset[str]:
    """The characters that typst names in a refusal to export."""
    textes = SANS_GLYPHE.findall(diagnostic) + INTERDIT.findall(diagnostic)
    return frozenset(c for texte in textes for c in _lit(texte) if c not in SURS)


def _lit(texte: str) -> str:
    r"""Read back a text as the compiler quotes it: `\u{e000}` is one character."""
    return ECHAPPE.sub(lambda m: chr(int(m[1], 16)) if m[1] else m[2], texte)


def caracteres_absents(texte: str) -> frozenset[str]:
    """The characters of `texte` that no font has, or that no PDF/A may hold."""
    douteux = frozenset(texte) - SURS
    return _essaie("".join(sorted(douteux))) if douteux else frozenset()


@lru_cache(maxsize=64)
def _essaie(douteux: str) -> frozenset[str]:
    """Those of `douteux` that typst refuses; each is drawn alone, since it names them all at once."""
    demi = frozenset(c for c in douteux if "\ud800" <= c <= "\udfff")  # not even a text for another program
    essai = "|".join(c for c in douteux if c not in demi)
    try:
        typst.compile(
            ESSAI.encode(),
            font_paths=polices(),
            ignore_system_fonts=True,
            sys_inputs={"texte": essai},
            pdf_standards=["a-3a", "ua-1"],
        )
    except typst.TypstError as erreur:
        return demi | caracteres_refuses(erreur.diagnostic)
    return demi
