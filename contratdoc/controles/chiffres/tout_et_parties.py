"""A whole and its two opposite halves: « QPV oui » and « QPV non », « femmes » and « hommes »."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contratdoc.ecrits.ecrit import Passage
from contratdoc.ecrits.nombres import nombres_de

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from contratdoc.controles.chiffres.grille import Case, Grille
    from contratdoc.ecrits.ecrit import Ecrit
    from contratdoc.ecrits.nombres import NombreLu

_MOTS = re.compile(r"[^\W_]+")
_OPPOSES: tuple[tuple[frozenset[str], frozenset[str]], ...] = (
    (frozenset(("oui",)), frozenset(("non",))),
    (frozenset(("en",)), frozenset(("hors",))),
    (frozenset(("dans", "les")), frozenset(("hors",))),
    (frozenset(("avec",)), frozenset(("sans",))),
    (frozenset(), frozenset(("hors",))),
    (frozenset(("hommes",)), frozenset(("femmes",))),
    (frozenset(("garçons",)), frozenset(("filles",))),
    (frozenset(("homme",)), frozenset(("femme",))),
)
_PARENTHESE = re.compile(r"\(([^()]{8,200})\)")
_TAUX = re.compile(r"\b(?:taux|moyen\w*|âge|part)\b", re.IGNORECASE)
_LIGNES_COMMUNES = 2
_LIBELLE_MAX = 80


def mots_de(texte: str) -> frozenset[str]:
    """Return the words of a label, letter case and underscores aside."""
    return frozenset(_MOTS.findall(texte.casefold()))


def opposes(a: frozenset[str], b: frozenset[str]) -> frozenset[str] | None:
    """Return what two labels share when they only differ by opposite words; None when they do not."""
    commun = a & b
    for oui, non in _OPPOSES:
        if (a - commun, b - commun) in ((oui, non), (non, oui)):
            return commun
    return None


@dataclass(frozen=True, slots=True)
class Fiche2Colonnes:
    """A table of labels and values, on one perimeter."""

    perimetre: frozenset[str]
    nom: str
    valeurs: dict[str, Case]
    libelles: dict[str, str]


def fiches_de(ecrit: Ecrit, grilles: Sequence[Grille]) -> Iterator[Fiche2Colonnes]:
    """Read the tables of two columns, a label and a value, under the name of a perimeter."""
    for g in grilles:
        if any(len(r.cases) != 2 for r in g.rangees):  # noqa: PLR2004 - a label and a value
            continue
        nom = next((c.texte for c in reversed(g.entetes[-1].cases) if c.texte), "") if g.entetes else _titre(ecrit, g)
        valeurs = {r.libelle.casefold(): r.cases[1] for r in g.rangees if r.libelle and r.cases[1].valeur is not None}
        if nom and len(nom) <= _LIBELLE_MAX and len(valeurs) >= _LIGNES_COMMUNES:
            yield Fiche2Colonnes(mots_de(nom), nom, valeurs, {r.libelle.casefold(): r.libelle for r in g.rangees})


def _titre(ecrit: Ecrit, g: Grille) -> str:
    """Return the line right over a table that has no header: a header of one cell, which reads as a line of text."""
    rang = ecrit.rang(g.tableau)
    avant = ecrit.blocs[rang - 1] if rang else None
    return avant.texte if isinstance(avant, Passage) and avant.ligne == g.tableau.place.ligne - 1 else ""


def emboitees(fiches: Sequence[Fiche2Colonnes]) -> Iterator[tuple[Fiche2Colonnes, Fiche2Colonnes, Fiche2Colonnes]]:
    """Find a whole and its two halves among tables that follow one another.

    Args:
        fiches: The tables.

    Yields:
        The whole and both halves; the whole is the nearest table whose words are all in what the halves share.
    """
    for i in range(len(fiches) - 1):
        a, b = fiches[i], fiches[i + 1]
        commun = opposes(a.perimetre, b.perimetre)
        if not commun:
            continue
        voisines = [*reversed(fiches[max(0, i - 2) : i]), *fiches[i + 2 : i + 3]]
        tout = next(
            (f for f in voisines if f.perimetre and f.perimetre <= commun and f.valeurs.keys() & a.valeurs), None
        )
        if tout is not None:
            yield tout, a, b


def dans_une_phrase(p: Passage) -> Iterator[tuple[NombreLu, NombreLu, NombreLu]]:
    """Find « un taux de 20 % (25 % pour les femmes et 18 % pour les hommes) »: the whole and both halves.

    Args:
        p: The passage.

    Yields:
        The figures; nothing when the halves make a hundred, since they are then shares of the whole.
    """
    for m in _PARENTHESE.finditer(p.texte):
        dedans = [n for n in nombres_de(p.texte) if m.start() < n.debut < m.end() and n.unite == "%"]
        avant = [n for n in nombres_de(p.texte) if m.start() - 60 <= n.debut < m.start() and n.unite == "%"]
        if len(dedans) != 2 or len(avant) != 1 or not _TAUX.search(p.texte, max(0, m.start() - 120), m.start()):  # noqa: PLR2004
            continue
        a, b = dedans
        suite_a, suite_b = p.texte[a.fin_unite : b.debut], p.texte[b.fin_unite : m.end()]
        if _opposes_dans(suite_a, suite_b) and a.valeur + b.valeur != 100:  # noqa: PLR2004 - shares of a whole
            yield avant[0], a, b


def _opposes_dans(a: str, b: str) -> bool:
    ma, mb = mots_de(a), mots_de(b)
    return any(
        oui and ((oui <= ma and non <= mb and not non <= ma) or (non <= ma and oui <= mb and not oui <= ma))
        for oui, non in _OPPOSES
    ) or ("hors" in (ma ^ mb) and "qpv" in (ma & mb))
