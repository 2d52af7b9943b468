"""CD413: a rate or a mean of a whole that is not between those of its parts."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from contratdoc.controles.chiffres.grille import Case, Grille, Rangee, grilles_de
from contratdoc.controles.chiffres.tout_et_parties import dans_une_phrase, emboitees, fiches_de, mots_de, opposes
from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Severite
from contratdoc.ecrits.ecrit import Nature
from contratdoc.ecrits.nombres import ecrire

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from contratdoc.ecrits.ecrit import Contexte, Ecrit

FICHE = Fiche(
    code="CD413",
    nom="moyenne-hors-des-bornes",
    famille=Famille.CHIFFRES,
    severite=Severite.ERREUR,
    verifie="Le taux ou la moyenne d'un ensemble est compris entre ceux de ses parties.",
    pourquoi="Aucun ensemble ne peut faire mieux que la meilleure de ses parties, ni pire que la plus mauvaise : hors "
    "de ces bornes, l'un des trois nombres est faux.",
    exemple="Le taux d'emploi est de 50 % (45 % pour les femmes et 48 % pour les hommes).",
    correction="Reprenez les trois nombres à leur source : même année, même définition.",
    source="usage",
)
_TAUX = re.compile(
    r"\b(?:taux|moyen\w*|m[ée]dian\w*|[âa]ges?|densit[ée]s?|prix|loyers?|revenus?|dur[ée]es?|taille|anciennet[ée]|ratio)\b",
    re.IGNORECASE,
)
_MOYENNE = re.compile(r"(?:ensemble|total|moyenne|m[ée]diane)\b[^,;]{0,40}$", re.IGNORECASE)
_PAS_UN_TAUX = re.compile(r"[ée]cart|[ée]volution|variation|rang|total des|nombre", re.IGNORECASE)
_PARTIES = 2
_RANGEES_MAX = 500
_EXTRAIT = 40


def chercher(ecrit: Ecrit, contexte: Contexte) -> Iterator[Diagnostic]:  # noqa: ARG001 - the shape of a rule
    """Find the rates of a whole that lie outside those of its parts."""
    grilles = [lectures[-1] for lectures in grilles_de(ecrit)]
    for tout, a, b in emboitees(tuple(fiches_de(ecrit, grilles))):
        for libelle, case in tout.valeurs.items():
            parts = [f.valeurs[libelle] for f in (a, b) if libelle in f.valeurs]
            if len(parts) == _PARTIES and (case.unite == "%" or _TAUX.search(libelle)):
                yield from _juger(_court(tout.libelles[libelle]), case, parts, Severite.ERREUR)
    for g in grilles:
        if len(g.rangees) <= _RANGEES_MAX:
            yield from _lignes(g)
            yield from _colonnes(g)
    for p in ecrit.passages:
        if "%" in p.texte and "(" in p.texte and p.nature is not Nature.CITATION:
            for n, x, y in dans_une_phrase(p):
                bas, haut = sorted((x.valeur, y.valeur))
                if not bas <= n.valeur <= haut:
                    message = _message("Dans cette phrase", n.valeur, bas, haut, "\u202f%")
                    autres = ((p.place(x.debut), "les parties sont ici"),)
                    yield FICHE.constat(message, p.place(n.debut), FICHE.correction, autres=autres)


def _lignes(g: Grille) -> Iterator[Diagnostic]:
    """Judge the rows « Ensemble », « Moyenne », in the columns of rates."""
    for i, rangee in enumerate(g.rangees):
        if i < _PARTIES or not _MOYENNE.match(rangee.libelle.strip()):
            continue
        parties = [r for r in g.rangees[:i] if r.total is None and not r.dont]
        if len(parties) != i:
            continue
        for c in rangee.colonnes:
            titre = g.titre(c)
            yield from _colonne(rangee, c, titre, [r.case(c) for r in parties])


def _colonne(rangee: Rangee, colonne: int, titre: str, parts: Sequence[Case]) -> Iterator[Diagnostic]:
    case = rangee.case(colonne)
    taux = _TAUX.search(titre) is not None
    if not (taux or case.unite == "%") or _PAS_UN_TAUX.search(titre):
        return
    if any(p.valeur is None for p in parts) or _est_une_somme(case, parts):
        return
    # « Ensemble » may hold more than the rows shown, and « Part » may be a sum: only a bare total of rates is sure.
    sure = taux and rangee.nu
    yield from _juger(_court(titre or rangee.libelle), case, parts, Severite.ERREUR if sure else Severite.AVERTISSEMENT)


def _est_une_somme(case: Case, parts: Sequence[Case]) -> bool:
    somme = sum((p.valeur for p in parts if p.valeur is not None), Decimal(0))
    return case.valeur is not None and abs(somme - case.valeur) <= case.pas * (len(parts) + 1)


def _colonnes(g: Grille) -> Iterator[Diagnostic]:
    """Judge the column « Ensemble » beside two opposite ones: « QPV » and « Hors QPV », « Femmes » and « Hommes »."""
    if not g.entetes:
        return
    titres = {i: c.texte for i, c in enumerate(g.entetes[-1].cases) if c.texte}
    ensemble = next((i for i, t in titres.items() if i and _MOYENNE.match(t.strip())), None)
    paires = [
        (i, i + 1)
        for i in titres
        if i and i + 1 in titres and opposes(mots_de(titres[i]), mots_de(titres[i + 1])) is not None
    ]
    if ensemble is None or len(paires) != 1 or ensemble in paires[0]:
        return
    for r in g.rangees:
        case, parts = r.case(ensemble), [r.case(i) for i in paires[0]]
        if case.valeur is None or any(p.valeur is None for p in parts) or _est_une_somme(case, parts):
            continue
        if case.unite == "%" or _TAUX.search(r.libelle):
            yield from _juger(_court(r.libelle), case, parts, Severite.ERREUR)


def _juger(nom: str, case: Case, parts: Sequence[Case], severite: Severite) -> Iterator[Diagnostic]:
    valeurs = [p.valeur for p in parts if p.valeur is not None]
    if (
        case.valeur is None
        or case.passage is None
        or len(valeurs) < _PARTIES
        or {p.unite for p in parts} != {case.unite}
    ):
        return
    bas, haut, pas = min(valeurs), max(valeurs), max(case.pas, *(p.pas for p in parts))
    if bas - pas <= case.valeur <= haut + pas:
        return
    unite = f"\u202f{case.unite}" if case.unite in ("%", "€") else ""
    premiere = parts[0].passage
    autres = ((premiere.place(), "les parties sont ici"),) if premiere is not None else ()
    message = _message(f"« {nom} »", case.valeur, bas, haut, unite)
    yield FICHE.constat(message, case.passage.place(), FICHE.correction, autres=autres, severite=severite)


def _message(nom: str, valeur: Decimal, bas: Decimal, haut: Decimal, unite: str) -> str:
    return (
        f"{nom} : {ecrire(valeur)}{unite} pour l'ensemble, alors que ses parties vont de {ecrire(bas)} à "
        f"{ecrire(haut)}{unite}."
    )


def _court(texte: str) -> str:
    return texte if len(texte) <= _EXTRAIT else texte[: _EXTRAIT - 1].rstrip() + "…"
