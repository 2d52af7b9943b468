"""What a text can be sent to: its annexes, articles, tables, figures by number, its headings by words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contratdoc.ecrits.ecrit import Nature, TableauEcrit
from contratdoc.ecrits.ressemblance import mots
from contratdoc.ecrits.sommaire import sans_page

if TYPE_CHECKING:
    from contratdoc.ecrits.ecrit import Ecrit

NOMS = "annexes?|articles?|tableaux?|figures?|graphiques?|cartes?|chapitres?|parties?|sections?"
_NUMEROTE = re.compile(
    rf"(?:[\dIVX]{{1,4}}\s?[./)–-]\s*)?(?P<nom>{NOMS})\s*(?:n°\s*)?(?P<numero>\d{{1,3}}|[IVX]{{1,5}}|[A-Z])(?:er)?\b",
    re.IGNORECASE,
)
_TITRE_MAX = 300
_TETES = (Nature.TITRE, Nature.INTERTITRE, Nature.SOMMAIRE)
_INITIALES = frozenset("atfgcps")
"""How a caption begins: « Annexe », « Tableau », « Figure »…"""
_ROMAINS = {"i": 1, "v": 5, "x": 10}


@dataclass(frozen=True, slots=True)
class Cibles:
    """Targets: numbers by name (« annexe » → {1, 2, 3}), words of the headings, the last page of the contents."""

    numeros: dict[str, frozenset[int]]
    titres: frozenset[str]
    mots_des_titres: frozenset[str]
    derniere_page: int


def cibles_de(ecrit: Ecrit) -> Cibles:
    """Gather the targets of a text.

    Args:
        ecrit: The text.

    Returns:
        The targets: headings, captions, and the lines of a table of contents.
    """
    numeros: dict[str, set[int]] = {}
    titres: set[str] = set()
    page = 0
    for p in ecrit.tous:
        tete = p.nature in _TETES
        if len(p.texte) > _TITRE_MAX or not (tete or p.texte[:1].casefold() in _INITIALES):
            continue
        m = _NUMEROTE.match(p.texte)
        if m is not None and (p.nature is not Nature.PARAGRAPHE or _legende(p.texte[m.end() :])):
            numeros.setdefault(nom_de(m["nom"]), set()).add(rang_de(m["numero"]))
        if p.nature is Nature.SOMMAIRE:
            page = max(page, sans_page(p.texte)[1] or 0)
        elif p.nature in (Nature.TITRE, Nature.INTERTITRE):
            titres.add(" ".join(mots(p.libelle)))
    return Cibles(
        {nom: frozenset(n) for nom, n in numeros.items()},
        frozenset(titres),
        frozenset(m for t in titres for m in t.split()),
        page,
    )


def _legende(suite: str) -> bool:
    """Say whether a paragraph that begins with « Tableau 2 » is its caption, not a sentence about it."""
    return not suite.strip() or suite.lstrip()[0] in ":.–—-)("


def nom_de(nom: str) -> str:
    """Return the name of a target in the singular."""
    return nom.casefold().rstrip("sx")


def rang_de(numero: str) -> int:
    """Read a number in digits, in Roman figures, or a letter."""
    if numero.isdecimal():
        return int(numero)
    bas = numero.casefold()
    if all(c in _ROMAINS for c in bas):
        chiffres = [_ROMAINS[c] for c in bas]
        return sum(-c if c < s else c for c, s in zip(chiffres, [*chiffres[1:], 0], strict=True))
    return 1000 + ord(bas[0])


def tableau_apres(ecrit: Ecrit, rang: int, combien: int) -> bool:
    """Say whether a table stands among the blocks that follow the one at `rang`."""
    return any(isinstance(b, TableauEcrit) for b in ecrit.blocs[rang + 1 : rang + 1 + combien])
