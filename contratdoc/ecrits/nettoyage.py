"""A line of text cleared of its markup, each stretch that is left with its place."""

from __future__ import annotations

import re

from contratdoc.diagnostics import Place
from contratdoc.ecrits.ecrit import VALEUR, Nature, Passage

Morceau = tuple[str, Place]
"""A stretch of a text, contiguous in its file, and the place of its first character."""

_MARQUEURS = frozenset("*_<^[{\\&")
_BALISE = re.compile(
    r"<(?P<adresse>https?://[^<>\s]+)>"
    r"|(?P<rien><!--(?:(?!<!--).)*?-->|</?[a-zA-Z][^<>]*>|\*\*|__|\[\^[^\[\]\s]+\]|!\[[^\[\]]*\]\([^()\s]*\)"
    r"|(?<![\w*])\*(?=[^\s*])|(?<=[^\s*])\*(?![\w*]))"
    r"|\^\{(?P<exposant>[^{}]*)\}"
    r"|\[(?P<lien>[^\[\]]*)\]\([^()\s]*\)"
    r"|(?P<valeur>\{\{[^{}]*\}\})"
    r"|\\(?P<litteral>[*_#\[\]{}<>\\-])"
)


def nettoyer(texte: str, place: Place) -> list[Morceau]:
    """Take the markup off a text of one line.

    Args:
        texte: The text as written.
        place: Where its first character stands.

    Returns:
        What is left, in stretches; a value to be printed is one `VALEUR`.
    """
    if _MARQUEURS.isdisjoint(texte):
        return [(texte, place)]
    morceaux: list[Morceau] = []
    fin = 0
    for m in _BALISE.finditer(texte):
        if m.start() > fin:
            morceaux.append((texte[fin : m.start()], _decaler(place, fin)))
        garde = m.lastgroup if m.lastgroup != "rien" else None
        if garde == "valeur":
            morceaux.append((VALEUR, _decaler(place, m.start())))
        elif garde is not None and m[garde]:
            morceaux.append((m[garde], _decaler(place, m.start(garde))))
        fin = m.end()
    if fin < len(texte):
        morceaux.append((texte[fin:], _decaler(place, fin)))
    return morceaux


def passage(morceaux: list[Morceau], nature: Nature, *, niveau: int = 0, marque: str = "", debut: int = 0) -> Passage:
    """Join stretches into a passage; spaces around the whole are dropped.

    Args:
        morceaux: The stretches, in order; at least one holds more than spaces.
        nature: What the passage is.
        niveau: Its level.
        marque: The number or bullet typed by hand.
        debut: Rank of what follows the number, in the joined text without its leading spaces.

    Returns:
        The passage.
    """
    reperes: list[tuple[int, Place]] = []
    texte = ""
    for morceau, place in morceaux:
        garde = morceau.lstrip() if not texte else morceau
        if garde:
            reperes.append((len(texte), _decaler(place, len(morceau) - len(garde))))
            texte += garde
    texte = texte.rstrip()
    gardes = tuple(r for r in reperes if r[0] < len(texte)) or ((0, morceaux[0][1]),)
    return Passage(texte, nature, gardes, niveau, marque, debut)


def _decaler(place: Place, colonnes: int) -> Place:
    return Place(place.fichier, place.ligne, place.colonne + colonnes) if colonnes else place
