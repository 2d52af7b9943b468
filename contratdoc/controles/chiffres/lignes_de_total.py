"""The rows of totals of a table, against all the sums that they may rightly be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from itertools import accumulate
from typing import TYPE_CHECKING

from contratdoc.controles.chiffres.grille import Case, Grille, Rangee, grilles_de
from contratdoc.controles.chiffres.memoire import une_fois

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from contratdoc.ecrits.ecrit import Ecrit

_PAS_UNE_SOMME = re.compile(
    r"\b(?:taux|parts?|moyen\w*|m[ée]dian\w*|ratio|prix|[âa]ges?|densit[ée]|indice|ann[ée]es?|dates?|codes?|n°|"
    r"num[ée]ros?|insee|revenus?|dur[ée]es?|loyers?|[ée]volution|variation|seuil|unitaire|rang|classement|score|note|"
    r"superficie moyenne|par (?:habitant|logement|an|mois))\b|€ ?/|/ ?(?:m²|hab)|%",
    re.IGNORECASE,
)
_SOMME = re.compile(
    r"\b(?:nombre|nb\w*|cr[ée]dits?|montants?|subventions?|loge-?ments?|populations?|habitants|effectifs?|budgets?|"
    r"co[ûu]ts?|d[ée]penses?|recettes?|places|actions|projets)\b",
    re.IGNORECASE,
)
_PERSONNES = re.compile(
    r"b[ée]n[ée]ficiaires?|personnes|participants?|usagers|jeunes|enfants|familles|associations|porteurs|structures",
    re.IGNORECASE,
)
_CENT = Decimal(100)
_PRES_DE_CENT = Decimal("1.5")
_VALEUR_MAX = Decimal(10) ** 15
_RANGEES_MAX = 500
_COLONNES_MAX = 60


class Certitude(Enum):
    """How sure it is that a total is wrong."""

    SURE = "sûre"
    DOUTE = "doute"
    ARRONDI = "arrondi"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One total: what is written, what its rows add up to; `certitude` is None when it is right."""

    grille: Grille
    rangee: Rangee
    colonne: int
    case: Case
    somme: Decimal
    parts: tuple[tuple[str, Case], ...]
    certitude: Certitude | None


@dataclass(frozen=True, slots=True)
class _Somme:
    valeur: Decimal
    parts: tuple[tuple[str, Case], ...]


def verdicts(grille: Grille) -> Iterator[Verdict]:
    """Judge every total of the rows of totals of a table.

    Args:
        grille: The table.

    Yields:
        What is found, right totals included, row by row.
    """
    # A table of a contract is smaller; beyond, all the sums that a total may be would take too long.
    if len(grille.rangees) > _RANGEES_MAX or max((len(r.cases) for r in grille.rangees), default=0) > _COLONNES_MAX:
        return
    for i, rangee in enumerate(grille.rangees):
        if rangee.total is None:
            continue
        chiffres = _chiffres_de(grille.rangees, i)
        if chiffres is None:
            continue
        bruts = [v for c in chiffres.colonnes if (v := _juger(grille, i, rangee, chiffres, c)) is not None]
        appui = any(v.certitude is None and v.somme and len(v.parts) > 1 for v in bruts)
        for v in bruts:
            doute = v.certitude is Certitude.DOUTE and appui and rangee.nu
            sur = Certitude.SURE if doute and not _compte_des_personnes(v) else v.certitude
            yield Verdict(grille, rangee, v.colonne, v.case, v.somme, v.parts, sur)


@une_fois
def tables_jugees(ecrit: Ecrit) -> Iterator[tuple[Grille, tuple[Verdict, ...]]]:
    """Judge every table of a text, in the reading (joined to the one before it, or alone) that has the fewest faults.

    Args:
        ecrit: The text.

    Yields:
        The table as read, and what is found in its rows of totals.
    """
    for lectures in grilles_de(ecrit):
        essais = [(g, tuple(verdicts(g))) for g in lectures]
        yield min(essais, key=lambda e: sum(v.certitude is not None for v in e[1]))


def _chiffres_de(rangees: Sequence[Rangee], i: int) -> Rangee | None:
    """Return the row that holds the figures of a total: the next one when the extraction cut the row in two."""
    if rangees[i].colonnes:
        return rangees[i]
    suivante = rangees[i + 1] if i + 1 < len(rangees) else None
    if suivante is None or suivante.total is not None or not suivante.colonnes or suivante.libelle:
        return None
    return suivante


def _juger(grille: Grille, i: int, rangee: Rangee, chiffres: Rangee, colonne: int) -> Verdict | None:
    """Judge one figure of a row of totals; None when nothing can be said."""
    case = chiffres.cases[colonne]
    dessus = [r for r in grille.rangees[:i] if not r.dont]
    titre = grille.titre(colonne)
    pourcent = case.unite == "%"
    if case.valeur is None or abs(case.valeur) > _VALEUR_MAX or (not pourcent and _PAS_UNE_SOMME.search(titre)):
        return None
    if pourcent and abs(case.valeur - _CENT) > _PRES_DE_CENT:
        return None
    sommes = [s for lecture in _lectures(grille, dessus, chiffres, colonne) for s in _sommes(dessus, lecture)]
    sommes = [s for s in sommes if _comparable(s, case)]
    if not sommes:
        return None
    juste = next((s for s in sommes if abs(s.valeur - case.valeur) <= _marge(s, case)), None)
    if juste is not None:
        return Verdict(grille, rangee, colonne, case, juste.valeur, juste.parts, None)
    somme = sommes[0]
    if not rangee.nu and _est_un_bout(somme, case):
        return None
    return Verdict(
        grille, rangee, colonne, case, somme.valeur, somme.parts, _certitude(grille, rangee, case, somme, titre)
    )


def _lectures(grille: Grille, dessus: list[Rangee], chiffres: Rangee, colonne: int) -> Iterator[list[Case] | None]:
    """Yield the cells that a total may add up, one per row: those of its column, of a merged one, of a shifted one."""
    colonnes = sorted({c for r in dessus for c in r.colonnes})
    if colonne in colonnes:
        yield [r.case(colonne) for r in dessus]
        fin = colonne
        while fin + 1 in colonnes and fin + 1 not in chiffres.colonnes:
            fin += 1
            yield [_fusion(r, colonne, fin) for r in dessus]
    if grille.irreguliere:
        depuis_la_fin = len(chiffres.cases) - colonne
        yield [r.case(len(r.cases) - depuis_la_fin) for r in dessus]
    if set(chiffres.colonnes) <= set(colonnes):
        return
    if len(colonnes) == len(chiffres.colonnes):
        jumelle = colonnes[chiffres.colonnes.index(colonne)]
        yield [r.case(jumelle) for r in dessus]
    for voisine in (colonne - 1, colonne + 1):
        if voisine in colonnes and voisine not in chiffres.colonnes:
            yield [r.case(voisine) for r in dessus]


def _fusion(rangee: Rangee, debut: int, fin: int) -> Case:
    """Add up the cells of a row that a merged header covers."""
    cases = [c for c in (rangee.case(i) for i in range(debut, fin + 1)) if c.texte]
    if not cases or any(c.valeur is None for c in cases):
        return cases[0] if cases else rangee.case(debut)
    total = sum((c.valeur for c in cases if c.valeur is not None), Decimal(0))
    return Case(cases[0].texte, cases[0].passage, total, cases[0].unite, max(c.pas for c in cases))


def _sommes(dessus: list[Rangee], cases: list[Case] | None) -> Iterator[_Somme]:
    """Yield the sums that a total may be: since the last total, of everything, of the subtotals."""
    if cases is None:
        return
    dernier = max((j for j, r in enumerate(dessus) if r.total is not None), default=-1)
    simples = [j for j, r in enumerate(dessus) if r.total is None]
    totaux = [j for j, r in enumerate(dessus) if r.total is not None]
    recents = [j for j in simples if j > dernier]
    for rangs in ([*totaux, *recents], recents, simples, totaux):
        retenus = [(dessus[j].libelle, cases[j]) for j in rangs if cases[j].texte and dessus[j].colonnes]
        if not retenus or any(c.valeur is None for _, c in retenus):
            continue
        valeur = sum((c.valeur for _, c in retenus if c.valeur is not None), Decimal(0))
        if abs(valeur) <= _VALEUR_MAX:
            yield _Somme(valeur, tuple(retenus))


def _comparable(somme: _Somme, case: Case) -> bool:
    """Say whether the parts and the total are of one unit, and no years."""
    unites = {c.unite for _, c in somme.parts if c.unite} | ({case.unite} if case.unite else set())
    if len(unites) > 1:
        return False
    return not all(c.annee for _, c in somme.parts)


def _marge(somme: _Somme, case: Case) -> Decimal:
    """Return what rounding explains; a count has none."""
    pas = max(case.pas, *(c.pas for _, c in somme.parts))
    return pas * (len(somme.parts) + 1) / 2 if pas != 1 or case.unite == "%" else Decimal(0)


def _est_un_bout(somme: _Somme, case: Case) -> bool:
    """Say whether a qualified total (« Total QPV ») is that of the first rows, or of the last ones."""
    valeurs = [c.valeur for _, c in somme.parts if c.valeur is not None]
    total = case.valeur
    return total is not None and (total in [*accumulate(valeurs), *accumulate(reversed(valeurs))])


def _certitude(grille: Grille, rangee: Rangee, case: Case, somme: _Somme, titre: str) -> Certitude:
    valeurs = [c.valeur for _, c in somme.parts if c.valeur is not None]
    ecart = abs(somme.valeur - (case.valeur or 0))
    if case.unite == "€" and 2 * ecart <= len(valeurs):
        return Certitude.ARRONDI
    if not rangee.nu or case.unite == "%" or len(valeurs) == 1:
        return Certitude.DOUTE
    if grille.recollee and len({c for r in grille.rangees for c in r.colonnes}) > 1:
        return Certitude.DOUTE
    if case.unite == "€":
        return Certitude.SURE
    if _SOMME.search(titre) and not (_PERSONNES.search(titre) and (case.valeur or 0) < somme.valeur):
        return Certitude.SURE
    return Certitude.DOUTE


def _compte_des_personnes(v: Verdict) -> bool:
    """Say whether one person may count in several rows, so that the total may be less than their sum."""
    return _PERSONNES.search(v.grille.titre(v.colonne)) is not None and (v.case.valeur or 0) < v.somme
