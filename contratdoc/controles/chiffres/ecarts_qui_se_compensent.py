"""CD418: two tables or lists of the same thing whose figures differ, even when their totals do not."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from contratdoc.controles.chiffres.enumerations_chiffrees import repartitions_de
from contratdoc.controles.chiffres.grille import Case, grilles_de
from contratdoc.controles.chiffres.lignes_de_total import Verdict, tables_jugees
from contratdoc.controles.chiffres.totaux_detailles import unite_de
from contratdoc.controles.chiffres.valeurs_repetees import Cle, Releve, datee, mots_utiles, releves_de
from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Place, Severite
from contratdoc.ecrits.nombres import ecrire

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from contratdoc.ecrits.ecrit import Contexte, Ecrit

FICHE = Fiche(
    code="CD418",
    nom="ecarts-qui-se-compensent",
    famille=Famille.CHIFFRES,
    severite=Severite.ERREUR,
    verifie="Deux tableaux ou deux listes qui disent la même chose donnent les mêmes nombres, ligne par ligne, même "
    "quand leurs totaux sont égaux.",
    pourquoi="Deux écarts opposés se cachent sous un total juste : un logement ou un crédit est passé d'une ligne à "
    "l'autre, et aucune addition ne le montre.",
    exemple="Aubry : 20, Belval : 30, Cormont : 10 ; plus loin : Aubry : 25, Belval : 25, Cormont : 10.",
    correction="Reprenez les deux tableaux à leur source, et gardez les mêmes nombres dans les deux.",
    source="usage",
)
_LIGNES = 3
_MIN_DU_TOTAL = 1000
_MILLE = 1000
_PETIT = 20
_EXTRAIT = 40

_Valeur = tuple[Decimal, Place, str]


def chercher(ecrit: Ecrit, contexte: Contexte) -> Iterator[Diagnostic]:  # noqa: ARG001 - the shape of a rule
    """Find the figures that differ from one table or list to another."""
    releves = list(releves_de(grilles[-1] for grilles in grilles_de(ecrit)))
    listes = [*_colonnes(releves), *_listes(ecrit)]
    dits: set[Place] = set()
    for a, b, x, y in _compenses(listes):
        (va, pa, nom_a), (vb, _, nom_b) = a[x], a[y]
        (wa, qa, _), (wb, qb, _) = b[x], b[y]
        dits |= {qa, qb}
        message = (
            f"« {_court(nom_a)} » passe de {ecrire(va)} à {ecrire(wa)} et « {_court(nom_b)} » de {ecrire(vb)} à "
            f"{ecrire(wb)} d'une énumération à l'autre, pour le même total."
        )
        petit = sum((v[0] for v in a.values()), Decimal(0)) < _PETIT
        severite = Severite.AVERTISSEMENT if petit else Severite.ERREUR
        autres = ((pa, "l'autre énumération est ici"),)
        yield FICHE.constat(message, qa, FICHE.correction, autres=autres, severite=severite)
    yield from _conflits(releves, dits)
    yield from _totaux_opposes([v for _, trouves in tables_jugees(ecrit) for v in trouves])


def _colonnes(releves: Sequence[Releve]) -> Iterator[tuple[Cle, dict[Cle, _Valeur]]]:
    for r in releves:
        for colonne, cases in r.colonnes.items():
            if not any(c.unite == "%" for c in cases.values()):
                yield colonne, {m: v for m, c in cases.items() if (v := _valeur(c, r.noms[m])) is not None}


def _valeur(case: Case, nom: str) -> _Valeur | None:
    return None if case.valeur is None or case.passage is None else (case.valeur, case.passage.place(), nom)


def _listes(ecrit: Ecrit) -> Iterator[tuple[Cle, dict[Cle, _Valeur]]]:
    for r in repartitions_de(ecrit):
        lues = {
            mots: (p.valeur, p.place, p.libelle)
            for p in r.parts
            if (mots := frozenset(m for m in mots_utiles(p.libelle) if not m.isdigit()) - {p.unite, p.unite + "s"})
        }
        if len(lues) == len(r.parts):
            yield frozenset((unite_de(r.total), str(r.total.valeur))), lues


def _compenses(
    listes: Sequence[tuple[Cle, dict[Cle, _Valeur]]],
) -> Iterator[tuple[dict[Cle, _Valeur], dict[Cle, _Valeur], Cle, Cle]]:
    """Find two lists of the same labels and of the same total that differ by two opposite gaps."""
    familles: defaultdict[tuple[Cle, frozenset[Cle]], list[dict[Cle, _Valeur]]] = defaultdict(list)
    for colonne, valeurs in listes:
        if len(valeurs) >= _LIGNES:
            familles[colonne, frozenset(valeurs)].append(valeurs)
    for memes in familles.values():
        for a, b in pairwise(memes):
            autres = [m for m in a if a[m][0] != b[m][0]]
            if len(autres) == 2 and sum((a[m][0] - b[m][0] for m in autres), Decimal(0)) == 0:  # noqa: PLR2004 - a pair
                x, y = autres
                yield a, b, x, y


def _conflits(releves: Sequence[Releve], dits: set[Place]) -> Iterator[Diagnostic]:
    """Compare the tables that share a row and a column, when they agree elsewhere: they speak of the same thing."""
    connus: dict[tuple[Cle, Cle], Releve] = {}
    for r in releves:
        paires = [(cle, connus[cle]) for cle in r.cases if cle in connus]
        differents = [(cle, a) for cle, a in paires if a.cases[cle].valeur != r.cases[cle].valeur]
        egaux = len(paires) - len(differents)
        for cle, a in differents:
            avant, apres = a.cases[cle], r.cases[cle]
            passe_avant, passe_apres = avant.passage, apres.passage
            if egaux < len(differents) or avant.unite != apres.unite or passe_avant is None or passe_apres is None:
                continue
            if avant.valeur is None or apres.valeur is None or passe_apres.place() in dits:
                continue
            unite = f"\u202f{apres.unite}" if apres.unite in ("%", "€") else ""
            ligne, colonne = r.noms[cle[0]], r.noms[cle[1]]
            message = (
                f"« {_court(ligne)} », {_court(colonne)} : {ecrire(apres.valeur)}{unite} ici, "
                f"{ecrire(avant.valeur)}{unite} dans un autre tableau."
            )
            sure = datee(cle[1]) and egaux > len(differents)
            severite = Severite.ERREUR if sure else Severite.AVERTISSEMENT
            autres = ((passe_avant.place(), "l'autre tableau est ici"),)
            yield FICHE.constat(message, passe_apres.place(), FICHE.correction, autres=autres, severite=severite)
        for cle in r.cases:
            connus.setdefault(cle, r)


def _totaux_opposes(trouves: Sequence[Verdict]) -> Iterator[Diagnostic]:
    """Find two wrong totals of amounts whose gaps are opposite: a row may have gone from one table to the other."""
    ecarts = [
        (v.case.valeur - v.somme, v)
        for v in trouves
        if v.certitude is not None and v.case.valeur is not None and v.case.unite == "€"
    ]
    ranges = sorted(ecarts, key=lambda e: abs(e[0]))
    for (ecart_a, a), (ecart_b, b) in pairwise(ranges):
        if abs(ecart_a) < _MIN_DU_TOTAL or ecart_a * ecart_b > 0 or abs(ecart_a + ecart_b) * _MILLE > abs(ecart_b):
            continue
        premier, second = sorted((a, b), key=lambda v: v.rangee.place)
        if premier.case.passage is None or second.case.passage is None:
            continue
        e1, e2 = (ecart_a, ecart_b) if premier is a else (ecart_b, ecart_a)
        message = (
            f"L'écart de ce total avec ses lignes ({_signe(e2)}\u202f€) compense celui d'un autre tableau "
            f"({_signe(e1)}\u202f€)."
        )
        aide = "Une ligne, ou un montant, est peut-être passé d'un tableau à l'autre : comparez-les à leur source."
        autres = ((premier.case.passage.place(), "l'autre total est ici"),)
        place = second.case.passage.place()
        yield FICHE.constat(message, place, aide, autres=autres, severite=Severite.AVERTISSEMENT)


def _signe(ecart: Decimal) -> str:
    return ("+" if ecart > 0 else "") + ecrire(ecart)


def _court(texte: str) -> str:
    return texte if len(texte) <= _EXTRAIT else texte[: _EXTRAIT - 1].rstrip() + "…"
