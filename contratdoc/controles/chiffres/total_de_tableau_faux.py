"""CD410: a total of a table, or of the sentence beside it, that its rows do not give."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from contratdoc.controles.chiffres.grille import Grille, Rangee
from contratdoc.controles.chiffres.lignes_de_total import Certitude, Verdict, tables_jugees
from contratdoc.controles.chiffres.sommes_de_ligne import totaux_de_ligne_faux
from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Severite
from contratdoc.ecrits.ecrit import Nature, Passage
from contratdoc.ecrits.nombres import NombreLu, ecrire, nombres_de

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from contratdoc.diagnostics import Place
    from contratdoc.ecrits.ecrit import Contexte, Ecrit

FICHE = Fiche(
    code="CD410",
    nom="total-de-tableau-faux",
    famille=Famille.CHIFFRES,
    severite=Severite.ERREUR,
    verifie="Chaque total d'un tableau (ligne ou colonne « Total », sous-total) est la somme de ses lignes, et la "
    "phrase qui annonce ce total dit le même montant.",
    pourquoi="Un total qui ne suit pas ses lignes fait douter de tous les montants du bilan, et se recopie ailleurs.",
    exemple="| Emploi | 40 000 € |, | Santé | 5 000 € |, puis | Total | 54 000 € |",
    correction="Refaites l'addition, puis corrigez la ligne fausse ou le total, et les phrases qui le répètent.",
    source="usage",
)
_ARRONDI = "L'écart peut venir d'arrondis : dites-le sous le tableau, ou ajustez une ligne."
_ANNONCE = re.compile(
    r"s['’]élèv\w+ (?:à|au total)|(?:montant|budget|enveloppe|total)\w*(?: \w+){0,3} de|au total|soit"
)
_TEXTES = (Nature.PARAGRAPHE, Nature.ELEMENT, Nature.INTERTITRE)
_LIBELLE_MAX = 50
_DEUX_COTES = 2
_DISTANCE = 60


def chercher(ecrit: Ecrit, contexte: Contexte) -> Iterator[Diagnostic]:  # noqa: ARG001 - the shape of a rule
    """Find the totals of tables that their rows do not give."""
    for grille, trouves in tables_jugees(ecrit):
        voisins = _voisins(ecrit, grille)
        for v in trouves:
            if v.certitude is not None:
                yield _constat(v, voisins)
        yield from _phrases(grille, trouves, voisins)
        for rangee, colonne, somme, sur in totaux_de_ligne_faux(grille):
            yield _constat_de_ligne(rangee, colonne, somme, sur=sur)


def _voisins(ecrit: Ecrit, grille: Grille) -> tuple[Passage, ...]:
    """Return the passages right before and after a table, those of its own file."""
    proches = (ecrit.rang(grille.premier) - 1, ecrit.rang(grille.tableau) + 1)
    blocs = [ecrit.blocs[i] for i in proches if 0 <= i < len(ecrit.blocs)]
    fichier = grille.tableau.place.fichier
    return tuple(b for b in blocs if isinstance(b, Passage) and b.nature in _TEXTES and b.fichier == fichier)


def _constat(v: Verdict, voisins: tuple[Passage, ...]) -> Diagnostic:
    total = v.case.valeur
    assert total is not None
    assert v.case.passage is not None
    unite = _unite(v.case.unite)
    titre = _court(v.grille.titre(v.colonne))
    colonne = f" de la colonne « {titre} »" if titre else ""
    message = (
        f"« {_court(v.rangee.total or 'Total')} » : {ecrire(total)}{unite} écrit, mais les lignes{colonne} font "
        f"{ecrire(v.somme)}{unite} (écart : {_signe(total - v.somme)}{unite})."
    )
    autres: list[tuple[Place, str]] = []
    if (premiere := v.parts[0][1].passage) is not None:
        autres.append((premiere.place(), "les lignes commencent ici"))
    for p in voisins:
        autres += [(p.place(n.debut), "le texte répète ce total") for n in _montants(p) if n.valeur == total]
    severite = Severite.ERREUR if v.certitude is Certitude.SURE else Severite.AVERTISSEMENT
    aides = (_oubliee(v), _ARRONDI if v.certitude is Certitude.ARRONDI else FICHE.correction)
    return FICHE.constat(message, v.case.passage.place(), *aides, autres=tuple(autres), severite=severite)


def _oubliee(v: Verdict) -> str:
    """Name the row that explains the gap by itself, if only one does."""
    if v.case.valeur is None:
        return ""
    manque = v.somme - v.case.valeur
    lignes = [(nom, c) for nom, c in v.parts if c.valeur == manque and manque]
    if len(lignes) != 1 or len(v.parts) == 1:
        return ""
    nom = lignes[0][0] or lignes[0][1].texte
    return f"L'écart est le montant de la ligne « {_court(nom)} » : elle n'a peut-être pas été comptée."


def _montants(p: Passage) -> list[NombreLu]:
    return [n for n in nombres_de(p.texte) if n.unite == "€"] if "€" in p.texte or "euro" in p.texte else []


def _phrases(grille: Grille, trouves: Sequence[Verdict], voisins: tuple[Passage, ...]) -> Iterator[Diagnostic]:
    """Compare the sentence right before or after a table with the total of its only column of amounts."""
    colonne = _colonne_des_montants(grille)
    if colonne is None or any(v.certitude is not None for v in trouves):
        return
    if not trouves and len(voisins) < _DEUX_COTES:
        return  # without a total, a table right beside another may be a part of it
    juste = next((v.case for v in reversed(trouves) if v.colonne == colonne), None)
    simples = [r.case(colonne) for r in grille.rangees if r.total is None and not r.dont]
    valeurs = [c.valeur for c in simples if c.valeur is not None]
    if len(valeurs) < 2 or (juste is None and any(c.illisible for c in simples)):  # noqa: PLR2004 - a sum has two terms
        return
    reel: Decimal = (
        juste.valeur if juste is not None and juste.valeur is not None else sum(valeurs, start=valeurs[0] * 0)
    )
    for p in voisins:
        montants = _montants(p)
        if len(montants) != 1 or montants[0].decimales or montants[0].valeur in (reel, *valeurs):
            continue
        n = montants[0]
        if not _est_annonce(p.texte, n.debut):
            continue
        message = f"Le texte annonce {ecrire(n.valeur)}\u202f€, mais le tableau voisin fait {ecrire(reel)}\u202f€."
        autres = ((grille.rangees[0].place, "le tableau est ici"),)
        aide = "Mettez d'accord la phrase et le tableau, ou dites ce que la phrase compte de plus."
        yield FICHE.constat(message, p.place(n.debut), aide, autres=autres, severite=Severite.AVERTISSEMENT)


def _est_annonce(texte: str, rang: int) -> bool:
    """Say whether the words right before an amount give it as a total."""
    return any(rang - m.end() in (0, 1, 2) for m in _ANNONCE.finditer(texte, max(0, rang - _DISTANCE), rang))


def _colonne_des_montants(grille: Grille) -> int | None:
    colonnes = {i for r in grille.rangees for i, c in enumerate(r.cases) if c.unite == "€"}
    return next(iter(colonnes)) if len(colonnes) == 1 else None


def _constat_de_ligne(rangee: Rangee, colonne: int, somme: Decimal, *, sur: bool) -> Diagnostic:
    case = rangee.case(colonne)
    assert case.valeur is not None
    assert case.passage is not None
    unite = _unite(case.unite)
    message = (
        f"Ligne « {_court(rangee.libelle)} » : le total écrit est {ecrire(case.valeur)}{unite}, mais les nombres de la "
        f"ligne font {ecrire(somme)}{unite}."
    )
    severite = Severite.ERREUR if sur else Severite.AVERTISSEMENT
    aide = "Dans ce tableau, les autres lignes s'additionnent : corrigez le total de celle-ci, ou l'un de ses nombres."
    return FICHE.constat(message, case.passage.place(), aide, severite=severite)


def _unite(unite: str) -> str:
    return f"\u202f{unite}" if unite in ("€", "%") else ""


def _signe(ecart: Decimal) -> str:
    return ("+" if ecart > 0 else "") + ecrire(ecart)


def _court(texte: str) -> str:
    return texte if len(texte) <= _LIBELLE_MAX else texte[: _LIBELLE_MAX - 1].rstrip() + "…"
