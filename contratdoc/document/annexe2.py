"""Annexe 2: the table of axes, orientations, objectives and actions, merged down, from the same source as the axes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from contratdoc.document.noeuds import Cellule, Colonne, Element, Ligne, Liste, Texte
from contratdoc.document.numerotation import lettre, numeros_des_axes

if TYPE_CHECKING:
    from contratdoc.contrat.contrat import Action, Champ, Orientation
    from contratdoc.document.redacteur import Redacteur

_COLONNES = (Colonne(18), Colonne(22), Colonne(28), Colonne(32))
_COMMUN = "Pour l'ensemble des objectifs"


@dataclass(frozen=True, slots=True)
class _Rang:
    """One row: what stands in the objective's cell, and the actions tied to it alone (None: covered from above)."""

    orientation: int
    objectif: str
    actions: tuple[Action, ...] | None


def ecrire_annexe_2(plume: Redacteur, legende: str) -> None:
    """Write the table of Annexe 2.

    Args:
        plume: The pen, in a landscape section.
        legende: The caption.
    """
    axes = numeros_des_axes(plume.contrat)
    lignes: list[Ligne] = []
    for axe in plume.contrat.axes:
        tete = f"{axes[axe.id]} – {axe.titre}" if axe.id in axes else axe.titre
        for champ in (axe, *axe.volets):
            if champ.orientations:
                titre = tete if champ is axe else f"{tete}\nVolet {champ.titre}"
                lignes.extend(_lignes_du_champ(plume, titre, champ))
    entete = plume.entete("Axe", "Orientations stratégiques", "Objectifs opérationnels", "Plan d'actions")
    plume.tableau(legende, _COLONNES, entete, lignes)


def _lignes_du_champ(plume: Redacteur, titre: str, champ: Champ) -> list[Ligne]:
    rangs = [r for i in range(len(champ.orientations)) for r in _rangs(champ, i)]
    communes = tuple(a for a in champ.actions if a.objectif is None)
    liees = any(a.objectif for a in champ.actions) or any(o.actions for o in champ.orientations)
    if communes and liees:
        rangs.append(_Rang(-1, _COMMUN, communes))
    fusion = bool(communes) and not liees
    lignes: list[Ligne] = []
    for n, rang in enumerate(rangs):
        cellules: list[Cellule] = []
        if n == 0:
            cellules.append(_cellule_axe(plume, titre, len(rangs)))
        if n == 0 or rangs[n - 1].orientation != rang.orientation:
            hauteur = sum(r.orientation == rang.orientation for r in rangs)
            cellules.append(plume.cellule(_orientation(champ, rang.orientation), lignes=hauteur, entete=True))
        cellules.append(plume.cellule(rang.objectif))
        if fusion and n == 0:
            cellules.append(_cellule_actions(plume, communes, len(rangs)))
        elif not fusion and rang.actions is not None:
            hauteur = 1
            while n + hauteur < len(rangs) and rangs[n + hauteur].actions is None:
                hauteur += 1
            cellules.append(_cellule_actions(plume, rang.actions, hauteur))
        lignes.append(Ligne(tuple(cellules)))
    return lignes


def _rangs(champ: Champ, i: int) -> list[_Rang]:
    """Lay out one orientation: actions of the orientation as a whole span its objectives."""
    orientation: Orientation = champ.orientations[i]
    toutes = (*orientation.actions, *(a for a in champ.actions if a.objectif is not None))
    libres = tuple(a for a in orientation.actions if a.objectif is None)
    par_objectif = {o.id: tuple(a for a in toutes if a.objectif == o.id) for o in orientation.objectifs}
    aucune = not any(par_objectif.values())
    rangs = [
        _Rang(
            i,
            f"{i + 1}.{lettre(j).lower()} {o.libelle}",
            (libres if j == 1 else None) if aucune else par_objectif[o.id],
        )
        for j, o in enumerate(orientation.objectifs, 1)
    ]
    if libres and not aucune:
        rangs.append(_Rang(i, _COMMUN, libres))
    return rangs


def _orientation(champ: Champ, i: int) -> str:
    return f"{i + 1}. {champ.orientations[i].libelle}" if i >= 0 else "Ensemble des orientations"


def _cellule_axe(plume: Redacteur, titre: str, hauteur: int) -> Cellule:
    tete, _, volet = titre.partition("\n")
    lignes = [plume.ligne((Texte(tete, gras=True),))]
    if volet:
        lignes.append(plume.ligne((Texte(volet),)))
    return Cellule(tuple(lignes), lignes=hauteur, entete=True)


def _cellule_actions(plume: Redacteur, actions: tuple[Action, ...], hauteur: int) -> Cellule:
    if not actions:
        return plume.cellule("–", lignes=hauteur)
    return Cellule((Liste(tuple(Element((plume.ligne(a.libelle),)) for a in actions)),), lignes=hauteur)
