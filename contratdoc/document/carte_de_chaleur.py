"""A heat map drawn as a PNG: rows in groups, columns, a count in each cell. Figures are printed, not only colours."""

from __future__ import annotations

import functools
import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import font_source_sans_pro
from PIL import Image, ImageDraw, ImageFont

ECHELLE = 3
"""Pixels per unit of the layout: the drawing is 560 units wide, printed over the width of the text."""

_LARGEUR, _LIGNE, _GROUPE, _COLONNE = 560, 13, 17, 30
_TETE_MAX = 180
_MARGE = 4
_CORPS = 9.2
_SOMBRE = 140
_ENCRE, _PALE, _FILET, _VIDE = "#1a1a1a", "#eef1f6", "#c4cad6", "#fdeeea"
Couleur = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Groupe:
    """Rows under one heading: the label and the counts of each, a count a column."""

    titre: str
    lignes: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Dessin:
    """A picture and its size in pixels."""

    png: bytes
    largeur: int
    hauteur: int


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
    large = min(_COLONNE, (_LARGEUR * 11 // 20) // max(len(colonnes), 1))
    gauche = _LARGEUR - large * len(colonnes) - _MARGE
    tete = min(_TETE_MAX, max((_longueur(c, "Semibold") for c in colonnes), default=0) + 3 * _MARGE)
    rangees = [(g.titre, [_Rangee(_plier(t, gauche - 3 * _MARGE), ns) for t, ns in g.lignes]) for g in groupes]
    hauteur = tete + sum(_GROUPE + sum(r.hauteur for r in siennes) for _, siennes in rangees) + _MARGE
    image = Image.new("RGB", (_LARGEUR * ECHELLE, hauteur * ECHELLE), "white")
    trait = ImageDraw.Draw(image)
    _tetes(image, colonnes, (gauche, large), tete)
    plus = max((n for g in groupes for _, ns in g.lignes for n in ns), default=0)
    y = tete
    for titre, siennes in rangees:
        _rectangle(trait, (0, y, _LARGEUR - _MARGE, y + _GROUPE), _PALE, _PALE)
        _ecrire(trait, _MARGE, y + _GROUPE / 2, _couper(titre, _LARGEUR - 3 * _MARGE, "Semibold"), "Semibold")
        y += _GROUPE
        for rangee in siennes:
            _rangee(trait, y, rangee, (gauche, large), (_rvb(couleur), plus))
            y += rangee.hauteur
    sortie = io.BytesIO()
    image.save(sortie, "PNG", optimize=False)
    return Dessin(sortie.getvalue(), image.width, image.height)


def _rangee(
    trait: ImageDraw.ImageDraw,
    y: int,
    rangee: _Rangee,
    place: tuple[int, int],
    teinte: tuple[Couleur, int],
) -> None:
    gauche, large = place
    for i, ligne in enumerate(rangee.libelle):
        _ecrire(trait, _MARGE, y + _LIGNE * (i + 0.5) + 1, ligne, "Regular")
    vide = not any(rangee.nombres)
    bas = y + rangee.hauteur
    trait.line((0, bas * ECHELLE, gauche * ECHELLE, bas * ECHELLE), fill=_FILET, width=1)
    for i, n in enumerate(rangee.nombres):
        x = gauche + i * large
        fond = _fond(n, teinte) if n else (_rvb(_VIDE) if vide else (255, 255, 255))
        _rectangle(trait, (x, y, x + large, bas), fond, _FILET)
        encre = "white" if n and sum(fond) / 3 < _SOMBRE else _ENCRE
        texte = str(n) if n else ("–" if vide else "")
        if texte:
            _ecrire(trait, x + large / 2, (y + bas) / 2, texte, "Semibold", encre=encre, ancre="mm")


def _fond(n: int, teinte: tuple[Couleur, int]) -> Couleur:
    """Blend white and the fullest colour in proportion to a count; one already shows."""
    plein, plus = teinte
    part = 0.25 + 0.75 * (n - 1) / max(plus - 1, 1)
    rouge, vert, bleu = (round(255 + (c - 255) * part) for c in plein)
    return rouge, vert, bleu


def _tetes(image: Image.Image, colonnes: tuple[str, ...], place: tuple[int, int], tete: int) -> None:
    """Write the columns' labels upwards."""
    gauche, large = place
    for i, nom in enumerate(colonnes):
        bande = Image.new("RGB", ((tete - _MARGE) * ECHELLE, large * ECHELLE), "white")
        texte = _couper(nom, tete - 2 * _MARGE, "Semibold")
        _ecrire(ImageDraw.Draw(bande), 1, large / 2, texte, "Semibold")
        image.paste(bande.rotate(90, expand=True), ((gauche + i * large) * ECHELLE, 0))


def _rectangle(
    trait: ImageDraw.ImageDraw, coins: tuple[int, int, int, int], fond: Couleur | str, filet: Couleur | str
) -> None:
    gauche, haut, droite, bas = (c * ECHELLE for c in coins)
    trait.rectangle((gauche, haut, droite, bas), fill=fond, outline=filet, width=1)


def _ecrire(
    trait: ImageDraw.ImageDraw, x: float, y: float, texte: str, style: str, *, encre: str = _ENCRE, ancre: str = "lm"
) -> None:
    trait.text((x * ECHELLE, y * ECHELLE), texte, fill=encre, font=_police(style), anchor=ancre)


def _longueur(texte: str, style: str) -> int:
    return round(_police(style).getlength(texte) / ECHELLE)


def _couper(texte: str, largeur: int, style: str) -> str:
    """Shorten a label to the room that it has."""
    if _longueur(texte, style) <= largeur:
        return texte
    while texte and _longueur(texte + "…", style) > largeur:
        texte = texte[:-1]
    return texte.rstrip() + "…"


def _plier(texte: str, largeur: int) -> tuple[str, ...]:
    """Fold a label on as many lines as it needs."""
    lignes: list[str] = []
    for mot in texte.split(" "):
        if lignes and _longueur(f"{lignes[-1]} {mot}", "Regular") <= largeur:
            lignes[-1] += f" {mot}"
        else:
            lignes.append(_couper(mot, largeur, "Regular"))
    return tuple(lignes)


@cache
def _police(style: str) -> ImageFont.FreeTypeFont:
    chemin = Path(font_source_sans_pro.font_directory) / f"SourceSansPro-{style}.otf"
    # The plain layout engine: the other one is not on every machine, and would draw other pixels.
    return ImageFont.truetype(str(chemin), round(_CORPS * ECHELLE), layout_engine=ImageFont.Layout.BASIC)


def _rvb(couleur: str) -> Couleur:
    return int(couleur[1:3], 16), int(couleur[3:5], 16), int(couleur[5:7], 16)
