"""Headings and items numbered by hand: « II : … », « Axe I – … », « 2/ … », « B- … », « 1.a … »."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ROMAIN = r"(?:X{0,2}(?:IX|IV|V?I{1,3}|V|X))"
_MOTS = (
    r"(?:Axe|AXE|Volet|VOLET|Annexes?|ANNEXES?|Partie|PARTIE|Chapitre|CHAPITRE|Titre|TITRE|Article|ARTICLE|Thématique)"
)
_MARQUE = re.compile(
    rf"(?P<nomme>{_MOTS}\s*(?:{_ROMAIN}|\d{{1,2}})(?:er)?)\s*(?P<s1>[:.\-–—/)]|(?=\s)|$)\s*"
    rf"|(?P<volet>(?:Volet|VOLET)\b)\s*(?P<s2>[:\-–—])?\s*(?=\S)"
    rf"|(?P<romain>{_ROMAIN})\s*(?P<s3>[:.\-–—/)])\s+"
    r"|(?P<decimal>\d{1,2}(?:\.\d{1,2}){1,3})[.)]?\s+(?=\D)"
    r"|(?P<objectif>\d{1,2}\.?[a-z])[.)]?\s+(?=[A-ZÀ-Ý«\"'D])"
    r"|(?P<nombre>\d{1,2})\s?(?P<s4>[/.)\-–—:])\s*(?=[A-ZÀ-Ý«\"*])"
    r"|(?P<lettre>[A-Z])\s?(?P<s5>[.)/\-–—])\s?(?=[A-ZÀ-Ý«\"][^.])"
)
_LONGUEUR_MAX = 200
_INTERTITRE_MAX = 90
_MOTS_AVANT_DEUX_POINTS = 3
_FINS_DE_PHRASE = (".", ";", ",", "…", "!", "?", "»", '"')


@dataclass(frozen=True, slots=True)
class Numero:
    """A number typed by hand: its text (« Axe I », « 2 », « 1.a »), its style, and where the rest begins."""

    texte: str
    style: str
    debut: int


def lire_numero(texte: str) -> Numero | None:
    """Read the number typed by hand at the beginning of a text, if any.

    Args:
        texte: The text, without leading spaces.

    Returns:
        The number; its `style` is `nomme`, `volet`, `romain`, `decimal`, `objectif`, `nombre` or `lettre`, followed by
        the sign after it (« nombre/ », « lettre- »).
    """
    m = _MARQUE.match(texte)
    if m is None or m.lastgroup is None:
        return None
    style = next(g for g in ("nomme", "volet", "romain", "decimal", "objectif", "nombre", "lettre") if m[g] is not None)
    signe = next((m[s] for s in ("s1", "s2", "s3", "s4", "s5") if m[s]), "")
    return Numero(m[style], style + signe, m.end())


def est_titre_numerote(texte: str, numero: Numero | None) -> bool:
    """Say whether a line that is not in a list is a heading numbered by hand."""
    if numero is None or len(texte) > _LONGUEUR_MAX or not texte[numero.debut :].strip():
        return False
    if numero.style == "objectif":
        return False
    return not texte.endswith((".", ";", ","))


def niveau_de(numero: Numero) -> int:
    """Return the usual level of a heading from the style of its number; 0 when the style does not tell it."""
    style = numero.style.rstrip(":.-–—/)")
    if style == "decimal":
        return 2 + numero.texte.count(".")
    return {"romain": 1, "nomme": 2, "volet": 3, "nombre": 4, "lettre": 5}.get(style, 0)


def ressemble_a_un_titre(texte: str) -> bool:
    """Say whether a line that stands alone looks like a heading: short, a capital first, no end of sentence."""
    if len(texte) > _INTERTITRE_MAX or not texte[:1].isalpha() or texte[:1].islower():
        return False
    if texte.endswith(":"):
        return texte.count(" ") <= _MOTS_AVANT_DEUX_POINTS
    return not texte.endswith(_FINS_DE_PHRASE)
