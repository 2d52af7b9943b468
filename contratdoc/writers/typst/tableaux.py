"""Table rows for the frame: the place of each cell, its width, and whether it may be cut by the end of a page.

A row stays whole. Two cells may not: one merged down over several rows, which would drag them all to the next page, and
one taller than any page, whose text would run off it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from contratdoc.document.noeuds import Bloc, Cellule, Ligne, Tableau
from contratdoc.writers import mesures

EncodeCellule = Callable[[tuple[Bloc, ...], float], list[dict[str, Any]]]

LETTRE_MOYENNE: Final = 0.18  # millimetres of width a point of letter size: 0.5 em
HAUTEUR_SURE: Final = 110.0  # millimetres that fit on any page, landscape with a repeated header included
MM_PAR_POINT: Final = 25.4 / 72


def largeurs_colonnes(tableau: Tableau, largeur: float) -> list[float]:
    """The width of each column, in the unit of `largeur`."""
    total = sum(c.poids for c in tableau.colonnes) or 1.0
    return [largeur * c.poids / total for c in tableau.colonnes]


def encode_lignes(lignes: Sequence[Ligne], largeurs: list[float], encode: EncodeCellule) -> list[dict[str, Any]]:
    """The rows, with each cell's spans; `encode` writes the blocks of a cell of a given width."""
    couvertes = [0] * len(largeurs)
    return [_encode_ligne(ligne, largeurs, couvertes, encode) for ligne in lignes]


def _encode_ligne(ligne: Ligne, largeurs: list[float], couvertes: list[int], encode: EncodeCellule) -> dict[str, Any]:
    """One row; `couvertes` counts, for each column, the rows still covered by a cell above (changed in place)."""
    colonne = 0
    places: list[tuple[Cellule, float]] = []
    restantes = [max(n - 1, 0) for n in couvertes]
    for cellule in ligne.cellules:
        while colonne < len(couvertes) and couvertes[colonne]:
            colonne += 1
        fin = min(colonne + cellule.colonnes, len(largeurs))
        places.append((cellule, sum(largeurs[colonne:fin]) or largeurs[-1]))
        restantes[colonne:fin] = [cellule.lignes - 1] * (fin - colonne)
        colonne = fin
    couvertes[:] = restantes
    encodees = [_encode_cellule(cellule, encode(cellule.blocs, largeur)) for cellule, largeur in places]
    if any(
        _hauteur(encodee["blocs"], largeur) > HAUTEUR_SURE
        for encodee, (_, largeur) in zip(encodees, places, strict=True)
    ):
        for encodee in encodees:
            encodee["cadre"]["breakable"] = True
    return {"cellules": encodees} | ({"total": 1} if ligne.total else {})


def _encode_cellule(cellule: Cellule, blocs: list[dict[str, Any]]) -> dict[str, Any]:
    cadre: dict[str, Any] = {}
    if cellule.colonnes > 1:
        cadre["colspan"] = cellule.colonnes
    if cellule.lignes > 1:
        cadre |= {"rowspan": cellule.lignes, "breakable": True}
    return {"blocs": blocs, "cadre": cadre} | ({"fort": 1, "fond": 1} if cellule.entete else {})


def _hauteur(donnees: Any, largeur: float) -> float:
    """A rough height in millimetres, from the number of letters in the encoded blocks."""
    lettres = _lettres(donnees)
    par_ligne = max(largeur / (LETTRE_MOYENNE * mesures.CELLULE.taille), 1.0)
    return lettres / par_ligne * mesures.CELLULE.ligne * MM_PAR_POINT


def _lettres(donnees: Any) -> int:
    if isinstance(donnees, str):
        return len(donnees)
    if isinstance(donnees, dict):
        return sum(map(_lettres, donnees.values()))
    if isinstance(donnees, list):
        return sum(map(_lettres, donnees))
    return 0
