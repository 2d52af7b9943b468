"""A heat map drawn as a PNG: rows in groups, columns, a count in each cell. Figures are printed, not only colours."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from contratdoc.document.dessin import (
    BLANC,
    ENCRE,
    FILET,
    LARGEUR,
    MARGE,
    PALE,
    Couleur,
    Dessin,
    Feuille,
    couper,
    eclaircir,
    longueur,
    plier,
    rvb,
)

_LIGNE, _GROUPE, _COLONNE = 13, 17, 30
_TETE_MAX = 180
_SOMBRE = 140
_VIDE = "#fdeeea"


@dataclass(frozen=True, slots=True)
class Groupe:
    """Rows under one heading: the label and the counts of each, a count a column."""

    titre: str
    lignes: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class _Rangee:
    """A row: its label, folded, and its counts."""

    libelle: tuple[str, ...]
    nombres: tuple[int, ...]

    @property
    def hauteur(self) -> int:
        return _LIGNE * len(self.libelle) + 3


@functools.lru_cache(maxsize=4)  # an avenant's documents show the same map several times over
def dessiner(colonnes: tuple[str, ...], groupes: tuple[Groupe, ...], couleur: str) -> Dessin:
    """Draw the map.

    Args:
        colonnes: The columns' labels, written upwards.
        groupes: The rows.
        couleur: The colour of the fullest cell, `#rrggbb`; an empty row stands out in another one.

    Returns:
        The picture: the same bytes for the same content.
    """
    large = min(_COLONNE, (LARGEUR * 11 // 20) // max(len(colonnes), 1))
    gauche = LARGEUR - large * len(colonnes) - MARGE
    tete = min(_TETE_MAX, max((longueur(c, "Semibold") for c in colonnes), default=0) + 3 * MARGE)
    rangees = [(g.titre, [_Rangee(plier(t, gauche - 3 * MARGE), ns) for t, ns in g.lignes]) for g in groupes]
    hauteur = tete + sum(_GROUPE + sum(r.hauteur for r in siennes) for _, siennes in rangees) + MARGE
    feuille = Feuille(hauteur)
    _tetes(feuille, colonnes, (gauche, large), tete)
    plus = max((n for g in groupes for _, ns in g.lignes for n in ns), default=0)
    y = tete
    for titre, siennes in rangees:
        feuille.rectangle((0, y, LARGEUR - MARGE, y + _GROUPE), PALE, PALE)
        dit = couper(titre, LARGEUR - 3 * MARGE, "Semibold")
        feuille.ecrire((MARGE, y + _GROUPE / 2), dit, "Semibold", fond=PALE)
        y += _GROUPE
        for rangee in siennes:
            _rangee(feuille, y, rangee, (gauche, large), (couleur, plus))
            y += rangee.hauteur
    return feuille.finir()


def _rangee(
    feuille: Feuille,
    y: int,
    rangee: _Rangee,
    place: tuple[int, int],
    teinte: tuple[str, int],
) -> None:
    gauche, large = place
    for i, ligne in enumerate(rangee.libelle):
        feuille.ecrire((MARGE, y + _LIGNE * (i + 0.5) + 1), ligne, "Regular")
    vide = not any(rangee.nombres)
    bas = y + rangee.hauteur
    feuille.trait((0, bas), (gauche, bas), FILET)
    for i, n in enumerate(rangee.nombres):
        x = gauche + i * large
        fond = _fond(n, teinte) if n else rvb(_VIDE if vide else BLANC)
        feuille.rectangle((x, y, x + large, bas), fond, FILET)
        encre = BLANC if n and sum(fond) / 3 < _SOMBRE else ENCRE
        texte = str(n) if n else ("–" if vide else "")
        if texte:
            milieu = (x + large / 2, (y + bas) / 2)
            feuille.ecrire(milieu, texte, "Semibold", fond=fond, encre=encre, ancre="milieu")


def _fond(n: int, teinte: tuple[str, int]) -> Couleur:
    """Blend white and the fullest colour in proportion to a count; one already shows."""
    plein, plus = teinte
    return eclaircir(plein, 0.25 + 0.75 * (n - 1) / max(plus - 1, 1))


def _tetes(feuille: Feuille, colonnes: tuple[str, ...], place: tuple[int, int], tete: int) -> None:
    """Write the columns' labels upwards."""
    gauche, large = place
    for i, nom in enumerate(colonnes):
        texte = couper(nom, tete - 2 * MARGE, "Semibold")
        feuille.ecrire((gauche + (i + 0.5) * large, tete - MARGE), texte, "Semibold", debout=True)
