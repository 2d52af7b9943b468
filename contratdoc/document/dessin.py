"""What every drawn figure shares: scale, typeface, inks. A drawing is the same bytes for the same content."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import font_source_sans_pro
from PIL import Image, ImageDraw, ImageFont

ECHELLE = 3
"""Pixels per unit of the layout: a drawing is `LARGEUR` units wide, printed over the width of the text."""
LARGEUR = 560
MARGE = 4
ENCRE, PALE, FILET, GRIS = "#1a1a1a", "#eef1f6", "#c4cad6", "#595959"
_CORPS = 9.2
Couleur = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Dessin:
    """A picture and its size in pixels."""

    png: bytes
    largeur: int
    hauteur: int


def feuille(hauteur: int) -> Image.Image:
    """Return a white sheet over the whole width, of a height in units."""
    return Image.new("RGB", (LARGEUR * ECHELLE, hauteur * ECHELLE), "white")


def finir(image: Image.Image) -> Dessin:
    """Return the picture of a sheet."""
    sortie = io.BytesIO()
    # A sixth more bytes than at the usual level, for half the time: a cold build waits for its figures.
    image.save(sortie, "PNG", compress_level=1)
    return Dessin(sortie.getvalue(), image.width, image.height)


def rectangle(
    trait: ImageDraw.ImageDraw, coins: tuple[float, float, float, float], fond: Couleur | str, filet: Couleur | str
) -> None:
    """Draw a box: left, top, right, bottom, in units."""
    gauche, haut, droite, bas = (round(c * ECHELLE) for c in coins)
    trait.rectangle((gauche, haut, droite, bas), fill=fond, outline=filet, width=1)


def ecrire(
    trait: ImageDraw.ImageDraw, x: float, y: float, texte: str, style: str, *, encre: str = ENCRE, ancre: str = "lm"
) -> None:
    """Write a line of text at a place in units; `ancre` as Pillow names it."""
    trait.text((x * ECHELLE, y * ECHELLE), texte, fill=encre, font=_police(style), anchor=ancre)


def longueur(texte: str, style: str) -> int:
    """Return the width of a text, in units."""
    return round(_police(style).getlength(texte) / ECHELLE)


def couper(texte: str, largeur: int, style: str) -> str:
    """Shorten a label to the room that it has."""
    if longueur(texte, style) <= largeur:
        return texte
    while texte and longueur(texte + "…", style) > largeur:
        texte = texte[:-1]
    return texte.rstrip() + "…"


def plier(texte: str, largeur: int, style: str = "Regular") -> tuple[str, ...]:
    """Fold a label on as many lines as it needs."""
    lignes: list[str] = []
    for mot in texte.split(" "):
        if lignes and longueur(f"{lignes[-1]} {mot}", style) <= largeur:
            lignes[-1] += f" {mot}"
        else:
            lignes.append(couper(mot, largeur, style))
    return tuple(lignes)


def rvb(couleur: str) -> Couleur:
    """Return the three parts of a colour, `#rrggbb`."""
    return int(couleur[1:3], 16), int(couleur[3:5], 16), int(couleur[5:7], 16)


def eclaircir(couleur: str, part: float) -> Couleur:
    """Blend a colour with white: all of it at 1, white at 0."""
    rouge, vert, bleu = (round(255 + (c - 255) * part) for c in rvb(couleur))
    return rouge, vert, bleu


@cache
def _police(style: str) -> ImageFont.FreeTypeFont:
    chemin = Path(font_source_sans_pro.font_directory) / f"SourceSansPro-{style}.otf"
    # The plain layout engine: the other one is not on every machine, and would draw other pixels.
    return ImageFont.truetype(str(chemin), round(_CORPS * ECHELLE), layout_engine=ImageFont.Layout.BASIC)
