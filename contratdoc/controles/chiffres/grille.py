"""A table as figures: each cell a number, a word or nothing; its header rows; a table cut in two by a page, joined."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from contratdoc.controles.chiffres.memoire import une_fois
from contratdoc.ecrits.ecrit import VALEUR, Passage, TableauEcrit
from contratdoc.ecrits.nombres import nombres_de

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.diagnostics import Place
    from contratdoc.ecrits.ecrit import Cellule, Ecrit

_CHIFFRE = re.compile(r"\d")
_LONGUEUR_MAX = 40
_RIEN = re.compile(r"[\s\-–—/.]*")
_APRES = re.compile(r"\s*(?:TTC|HT|euros?)?[\s.*]*", re.IGNORECASE)
_MILLIONS = re.compile(r"million|\bM ?€|\dM€")
_MILLIERS = re.compile(r"\bk ?€|\dk€")
_TOTAL = re.compile(r"(?P<sous>sous[- ]?)?(?:total|totaux|ensemble)\b(?P<suite>.*)", re.IGNORECASE | re.DOTALL)
_SUITE_NEUTRE = re.compile(r"[\s:.*]*(?:g[ée]n[ée]ral|\(?en ?€\)?|\(€\)|€|TTC|HT)?[\s:.*]*", re.IGNORECASE)
_DONT = re.compile(r"[\s\-–•]*dont\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Case:
    """A cell. `valeur` is None when it is no number; `illisible` when it holds a figure that cannot be read alone."""

    texte: str
    passage: Passage | None
    valeur: Decimal | None = None
    unite: str = ""
    pas: Decimal = Decimal(0)
    """The step of its last written digit: 1 for « 12 », 0,1 for « 30,6 », 100 000 for « 6,8 M€ »."""
    annee: bool = False
    illisible: bool = False


VIDE = Case("", None)


@dataclass(frozen=True, slots=True)
class Rangee:
    """A row. `total` is its label when it is a row of totals, `None` else; `sous` when it is a subtotal."""

    cases: tuple[Case, ...]
    place: Place
    total: str | None = None
    nu: bool = False
    """True when the label says nothing but « Total », « Sous-total », « Total général »."""
    sous: bool = False
    dont: bool = False

    def case(self, colonne: int) -> Case:
        """Return a cell, an empty one beyond the end of the row."""
        return self.cases[colonne] if 0 <= colonne < len(self.cases) else VIDE

    @property
    def colonnes(self) -> tuple[int, ...]:
        """The columns where it has a number."""
        return tuple(i for i, c in enumerate(self.cases) if c.valeur is not None)

    @property
    def libelle(self) -> str:
        """What names the row: its first words."""
        return next((c.texte for c in self.cases if c.texte and c.valeur is None), "")


@dataclass(frozen=True)
class Grille:
    """A table read as figures.

    Attributes:
        entetes: The rows before the first figure; years are headers there.
        rangees: The others.
        tableau: Where it comes from; the last part when it was cut in two.
        premier: Its first part; the same table when it was not cut.
        recollee: True when two parts of different widths were joined by their right sides.
    """

    entetes: tuple[Rangee, ...]
    rangees: tuple[Rangee, ...]
    tableau: TableauEcrit
    premier: TableauEcrit
    recollee: bool = False

    @cached_property
    def irreguliere(self) -> bool:
        """Whether its rows have different lengths."""
        return len({len(r.cases) for r in self.rangees}) > 1

    def titre(self, colonne: int) -> str:
        """Return the words of the headers over a column; those of a merged header reach the empty ones on its right."""
        mots: list[str] = []
        for entete in self.entetes:
            i = colonne
            while i > 0 and not entete.case(i).texte:
                i -= 1
            if entete.case(i).texte:
                mots.append(entete.case(i).texte)
        return " ".join(mots)


def lire_case(cellule: Cellule) -> Case:
    """Read a cell."""
    if not cellule.passages:
        return VIDE
    texte, passage = cellule.texte, cellule.passages[0]
    if VALEUR in texte:
        return Case(texte, passage, illisible=True)
    if _RIEN.fullmatch(texte):
        return VIDE
    if not _CHIFFRE.search(texte):
        return Case(texte, passage)
    nombres = nombres_de(texte) if len(texte) <= _LONGUEUR_MAX else ()
    if len(nombres) != 1 or texte[: nombres[0].debut].strip() or not _APRES.fullmatch(texte, nombres[0].fin_unite):
        return Case(texte, passage, illisible=texte[0].isdigit())
    n = nombres[0]
    echelle = 10**6 if _MILLIONS.search(texte) else 10**3 if _MILLIERS.search(texte) else 1
    return Case(texte, passage, n.valeur, n.unite, Decimal(echelle).scaleb(-n.decimales), n.annee)


def _rangee(cases: tuple[Case, ...], place: Place) -> Rangee:
    textes = [c.texte for c in cases if c.texte and c.valeur is None]
    if not textes:
        return Rangee(cases, place)
    candidats = [textes[0], *(t for t in textes[1:2] if len(t) <= _LONGUEUR_MAX)]
    for i, texte in enumerate(candidats):
        m = _TOTAL.match(texte.strip()) if len(texte) <= 2 * _LONGUEUR_MAX else None
        if m is None:
            continue
        nu = _SUITE_NEUTRE.fullmatch(m["suite"]) is not None and not m[0].casefold().startswith("ens")
        if nu or i == 0:
            return Rangee(cases, place, texte.strip(), nu and i == 0 and len(textes) == 1, m["sous"] is not None)
    return Rangee(cases, place, dont=_DONT.match(textes[0]) is not None)


def _rangees(tableau: TableauEcrit) -> list[Rangee]:
    return [
        _rangee(tuple(map(lire_case, ligne)), place)
        for ligne, place in zip(tableau.lignes, tableau.places, strict=True)
    ]


def _est_entete(rangee: Rangee) -> bool:
    return all(c.valeur is None or c.annee for c in rangee.cases)


def _grille(rangees: list[Rangee], tableau: TableauEcrit) -> Grille:
    n = _entetes(rangees)
    return Grille(tuple(rangees[:n]), tuple(rangees[n:]), tableau, tableau)


def _entetes(rangees: list[Rangee]) -> int:
    """Count the rows of headers."""
    return next((i for i, r in enumerate(rangees) if not _est_entete(r)), len(rangees))


def _decalee(rangee: Rangee, vides: int) -> Rangee:
    cases = (VIDE,) * vides + rangee.cases
    return Rangee(cases, rangee.place, rangee.total, rangee.nu, rangee.sous, rangee.dont)


def _joindre(avant: Grille, rangees: list[Rangee], tableau: TableauEcrit) -> Grille:
    toutes = [*avant.entetes, *avant.rangees, *rangees]
    largeur = max(len(r.cases) for r in toutes)
    recollee = len(toutes[0].cases) != len(rangees[0].cases)
    decalees = [_decalee(r, largeur - len(r.cases)) if recollee else r for r in toutes]
    n = len(avant.entetes)
    return Grille(tuple(decalees[:n]), tuple(decalees[n:]), tableau, avant.tableau, recollee)


@une_fois
def grilles_de(ecrit: Ecrit) -> Iterator[tuple[Grille, ...]]:
    """Read the tables of a text, in order.

    Args:
        ecrit: The text.

    Yields:
        The readings of each table, the first being the likeliest: joined to the table right before it when it looks
        like its second part (no header, nor a total in the first part), then alone.
    """
    for est_un_tableau, blocs in groupby(ecrit.blocs, lambda b: isinstance(b, TableauEcrit)):
        precedente: Grille | None = None
        for bloc in blocs if est_un_tableau else ():
            assert isinstance(bloc, TableauEcrit)
            rangees = _rangees(bloc)
            seule = _grille(rangees, bloc)
            ouverte = precedente is not None and not any(r.total for r in precedente.rangees)
            if precedente is not None and ouverte and not seule.entetes:
                yield _joindre(precedente, rangees, bloc), seule
            else:
                yield (seule,)
            precedente = seule
