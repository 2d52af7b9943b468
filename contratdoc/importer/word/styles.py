"""What styles and numberings make of a paragraph: a heading and its level, an item, a caption, a quotation."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from contratdoc.importer.word.xml import att, entier, fils, nom, tous

if TYPE_CHECKING:
    from lxml import etree

_TITRE = re.compile(r"(?:heading|titre)\s*(\d)\b", re.IGNORECASE)
_SOMMAIRE = re.compile(
    r"(?:toc|tm)\s*\d|toc heading|en-tête de table|table of (?:figures|contents)|contents \d", re.IGNORECASE
)
_LEGENDE = re.compile(r"caption|l[ée]gende", re.IGNORECASE)
_CITATION = re.compile(r"(?:intense )?quote|citation|block ?text", re.IGNORECASE)
_CORPS = 9
_BASES_MAX = 12
_SANS_NUMERO = ("bullet", "none")


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph style says."""

    nom: str = ""
    base: str = ""
    plan: int = 0
    numero: tuple[str, int] | None = None
    gras: bool = False


@dataclass(slots=True)
class Styles:
    """The styles and the numberings of a file, and how far each list has been counted."""

    styles: dict[str, Style] = field(default_factory=dict)
    formats: dict[tuple[str, int], tuple[str, int]] = field(default_factory=dict)
    comptes: dict[tuple[str, int], int] = field(default_factory=dict)

    def chaine(self, id_: str) -> list[Style]:
        """Return a style, then those that it is based on."""
        sortie: list[Style] = []
        while id_ in self.styles and len(sortie) < _BASES_MAX:
            sortie.append(self.styles[id_])
            id_ = sortie[-1].base
        return sortie

    def niveau(self, id_: str, pr: etree._Element | None) -> int:
        """Return the level of a heading, 0 for what is none: told by the paragraph, else by its style."""
        direct = entier(att(fils(pr, "outlineLvl"), "val"), _CORPS)
        if direct < _CORPS:
            return direct + 1
        for style in self.chaine(id_):
            m = _TITRE.match(style.nom)
            if style.plan or m is not None:
                return style.plan or int(m[1] if m is not None else 0)
        return 0

    def est(self, id_: str, motif: re.Pattern[str]) -> bool:
        """Say whether a style, or one that it is based on, is so called."""
        return any(motif.match(s.nom) for s in self.chaine(id_))

    def est_un_sommaire(self, id_: str) -> bool:
        """Say whether a style is of a line of a table of contents."""
        return self.est(id_, _SOMMAIRE)

    def est_une_legende(self, id_: str) -> bool:
        """Say whether a style is of a caption."""
        return self.est(id_, _LEGENDE)

    def est_une_citation(self, id_: str) -> bool:
        """Say whether a style is of a quotation."""
        return self.est(id_, _CITATION)

    def numero(self, id_: str, pr: etree._Element | None) -> tuple[str, int] | None:
        """Return the list and the depth of a paragraph; None when it is in no list."""
        direct = fils(pr, "numPr")
        if direct is not None:
            liste = att(fils(direct, "numId"), "val")
            niveau = entier(att(fils(direct, "ilvl"), "val"), 0)
            if liste:
                return None if liste == "0" else (liste, niveau)
        return next((s.numero for s in self.chaine(id_) if s.numero is not None), None)

    def compter(self, numero: tuple[str, int]) -> tuple[bool, int]:
        """Count one item more of a list: say whether it is numbered, and its number."""
        format_, depart = self.formats.get(numero, ("bullet", 1))
        liste, niveau = numero
        for cle in [c for c in self.comptes if c[0] == liste and c[1] > niveau]:
            del self.comptes[cle]
        rang = self.comptes.get(numero, depart - 1) + 1
        self.comptes[numero] = rang
        return format_ not in _SANS_NUMERO, max(rang, 0)


def lire_styles(feuille: etree._Element | None, numeros: etree._Element | None) -> Styles:
    """Read the styles and numberings of a file.

    Args:
        feuille: `word/styles.xml`.
        numeros: `word/numbering.xml`.

    Returns:
        What they say; nothing when a part is missing.
    """
    lus = Styles()
    for e in tous(feuille, "style") if feuille is not None else ():
        pr = fils(e, "pPr")
        plan = entier(att(fils(pr, "outlineLvl"), "val"), _CORPS)
        liste = att(fils(pr, "numPr", "numId"), "val")
        lus.styles[att(e, "styleId")] = Style(
            att(fils(e, "name"), "val"),
            att(fils(e, "basedOn"), "val"),
            plan + 1 if plan < _CORPS else 0,
            (liste, entier(att(fils(pr, "numPr", "ilvl"), "val"), 0)) if liste and liste != "0" else None,
            fils(e, "rPr", "b") is not None,
        )
    if numeros is not None:
        _numerotations(lus, numeros)
    return lus


def _numerotations(lus: Styles, racine: etree._Element) -> None:
    abstraits: dict[str, dict[int, tuple[str, int]]] = {}
    for e in tous(racine, "abstractNum"):
        niveaux = {entier(att(x, "ilvl"), 0): x for x in e if nom(x) == "lvl"}
        abstraits[att(e, "abstractNumId")] = {
            n: (att(fils(x, "numFmt"), "val", "decimal"), entier(att(fils(x, "start"), "val"), 1))
            for n, x in niveaux.items()
        }
    for e in racine:
        if nom(e) == "num":
            for n, format_ in abstraits.get(att(fils(e, "abstractNumId"), "val"), {}).items():
                lus.formats[att(e, "numId"), n] = format_
