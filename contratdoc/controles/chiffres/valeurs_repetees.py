"""The figures of tables by what they are of (row and column), so that two tables can be compared."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from contratdoc.controles.chiffres.grille import Case, Grille

_PARENTHESE = re.compile(r"\([^()]{0,200}\)")
_MOTS = re.compile(r"[^\W_]+")
_VIDES = frozenset("de du des la le les l d en à au aux et par pour sur nombre nb".split())  # noqa: SIM905 - shorter
_ANNEE = re.compile(r"\b(?:19|20)\d\d\b")
_LIBELLE_MAX = 100

Cle = frozenset[str]


@dataclass(frozen=True, slots=True)
class Releve:
    """One table read by row and column.

    Attributes:
        grille: The table.
        cases: Each figure by the words of its row and of its column.
        noms: How the table writes the row and the column.
    """

    grille: Grille
    cases: dict[tuple[Cle, Cle], Case]
    noms: dict[Cle, str]

    @property
    def colonnes(self) -> dict[Cle, dict[Cle, Case]]:
        """The figures of each column, by row."""
        par_colonne: defaultdict[Cle, dict[Cle, Case]] = defaultdict(dict)
        for (ligne, colonne), case in self.cases.items():
            par_colonne[colonne][ligne] = case
        return par_colonne


def mots_utiles(libelle: str) -> Cle:
    """Return the words of a label that tell it from another, what stands between parentheses left out."""
    return frozenset(_MOTS.findall(_PARENTHESE.sub(" ", libelle.casefold()))) - _VIDES


def releves_de(grilles: Iterable[Grille]) -> Iterator[Releve]:
    """Read the tables whose columns have names and whose rows have each their own.

    Args:
        grilles: The tables.

    Yields:
        The readings; totals, rows named twice and columns without a name are left out.
    """
    for g in grilles:
        if not g.entetes:
            continue
        comptes: defaultdict[Cle, int] = defaultdict(int)
        lignes = [(mots_utiles(r.libelle), r) for r in g.rangees if 0 < len(r.libelle) <= _LIBELLE_MAX]
        for mots, _ in lignes:
            comptes[mots] += 1
        cases: dict[tuple[Cle, Cle], Case] = {}
        noms: dict[Cle, str] = {}
        titres = {c: t for c in range(1, len(g.entetes[-1].cases)) if (t := g.entetes[-1].case(c).texte)}
        uniques = {c: mots_utiles(t) for c, t in titres.items()}
        for mots, r in lignes:
            if not mots or comptes[mots] > 1 or r.total is not None:
                continue
            for c in r.colonnes:
                colonne = uniques.get(c)
                if colonne:
                    cases[mots, colonne] = r.cases[c]
                    noms[mots], noms[colonne] = r.libelle, titres[c]
        if cases:
            yield Releve(g, cases, noms)


def datee(mots: Cle) -> bool:
    """Say whether the words of a column give a year."""
    return any(_ANNEE.fullmatch(m) for m in mots)
