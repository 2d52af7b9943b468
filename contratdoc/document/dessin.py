"""What every drawn figure shares: scale, typeface, inks. A drawing is the same bytes for the same content.

A sheet holds one byte a point, the rank of its colour in a palette, and not three: it is written in a third of the
time, and a cold build waits for its figures. The edge of a letter is a blend of its ink and of what it is written on,
so whoever writes says what that is.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

import font_source_sans_pro
from PIL import Image, ImageDraw, ImageFont

ECHELLE = 3
"""Pixels per unit of the layout: a drawing is `LARGEUR` units wide, printed over the width of the text."""
LARGEUR = 560
MARGE = 4
ENCRE, BLANC, PALE, FILET, GRIS = "#1a1a1a", "#ffffff", "#eef1f6", "#c4cad6", "#595959"
_CORPS = 9.2
_COULEURS = 256
_NUANCES = ((160, 14), (240, 3))
"""While the palette holds fewer colours than this, the edge of a letter has so many blends; then none."""
_ANCRES = {"debut": 0.0, "milieu": 0.5, "fin": 1.0}
_BORD = 2
"""Pixels around a line, for the letters that reach out of their width."""
Couleur = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Dessin:
    """A picture and its size in pixels."""

    png: bytes
    largeur: int
    hauteur: int


@dataclass(slots=True)
class Feuille:
    """A white sheet over the whole width, of a height in units."""

    hauteur: int
    _image: Image.Image = field(init=False)
    _trait: ImageDraw.ImageDraw = field(init=False)
    _palette: dict[Couleur, int] = field(init=False, default_factory=dict)
    _rampes: dict[tuple[str | Couleur, str | Couleur], list[int]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._image = Image.new("L", (LARGEUR * ECHELLE, self.hauteur * ECHELLE), self._rang(BLANC))
        self._trait = ImageDraw.Draw(self._image)

    def rectangle(self, coins: tuple[float, float, float, float], fond: Couleur | str, filet: Couleur | str) -> None:
        """Draw a box: left, top, right, bottom, in units."""
        gauche, haut, droite, bas = (round(c * ECHELLE) for c in coins)
        self._trait.rectangle((gauche, haut, droite, bas), fill=self._rang(fond), outline=self._rang(filet), width=1)

    def trait(self, depart: tuple[float, float], fin: tuple[float, float], couleur: str) -> None:
        """Draw a thin line between two places, in units."""
        points = [c * ECHELLE for c in (*depart, *fin)]
        self._trait.line(points, fill=self._rang(couleur), width=1)

    def ecrire(
        self,
        place: tuple[float, float],
        texte: str,
        style: str,
        *,
        fond: Couleur | str = BLANC,
        encre: str = ENCRE,
        ancre: str = "debut",
        debout: bool = False,
    ) -> None:
        """Write a line of text.

        Args:
            place: Where, in units.
            texte: The text.
            style: The style of the typeface.
            fond: The colour that it is written on.
            encre: Its own.
            ancre: What of the line stands at the place: « debut », « milieu » or « fin ».
            debout: True to write upwards: the place is then where the line begins.
        """
        police = _police(style)
        large, haut = round(_pixels(texte, style)), sum(police.getmetrics())
        lettres = Image.new("L", (large + 2 * _BORD, haut), 0)
        ImageDraw.Draw(lettres).text((_BORD, 0), texte, fill=255, font=police, anchor="la")
        x, y = (round(c * ECHELLE) for c in place)
        avant = round(large * _ANCRES[ancre]) + _BORD
        x, y = (x - haut // 2, y - lettres.width + avant) if debout else (x - avant, y - haut // 2)
        if debout:
            lettres = lettres.transpose(Image.Transpose.ROTATE_90)
        rampe = self._rampe(fond, encre)
        masque = lettres.point([255 if rampe[n] != rampe[0] else 0 for n in range(256)])
        self._image.paste(lettres.point(rampe), (x, y), masque)

    def finir(self) -> Dessin:
        """Return the picture."""
        sortie = io.BytesIO()
        self._image.putpalette([c for couleur in self._palette for c in couleur])
        self._image.save(sortie, "PNG", compress_level=6)
        return Dessin(sortie.getvalue(), self._image.width, self._image.height)

    def _rang(self, couleur: Couleur | str) -> int:
        """Return the rank of a colour in the palette; that of the nearest one once the palette is full."""
        cherchee = rvb(couleur) if isinstance(couleur, str) else couleur
        if cherchee not in self._palette and len(self._palette) >= _COULEURS:
            proche = min(self._palette, key=lambda c: sum((a - b) ** 2 for a, b in zip(c, cherchee, strict=True)))
            return self._palette[proche]
        return self._palette.setdefault(cherchee, len(self._palette))

    def _rampe(self, fond: Couleur | str, encre: str) -> list[int]:
        """Return the rank of the colour of each of the 256 strengths of an ink on what it is written on."""
        connue = self._rampes.get((fond, encre))
        if connue is not None:
            return connue
        dessous, dessus = (rvb(c) if isinstance(c, str) else c for c in (fond, encre))
        nuances = next((n for seuil, n in _NUANCES if len(self._palette) < seuil), 0) + 1
        rangs = [self._rang(_melanger(dessous, dessus, i / nuances)) for i in range(nuances + 1)]
        rampe = [rangs[round(n * nuances / 255)] for n in range(256)]
        self._rampes[(fond, encre)] = rampe
        return rampe


def longueur(texte: str, style: str) -> int:
    """Return the width of a text, in units."""
    return round(_pixels(texte, style) / ECHELLE)


def _pixels(texte: str, style: str) -> float:
    """Add the widths of words: the letters of the plain layout engine do not move with their neighbours."""
    mots = texte.split(" ")
    return sum(_mot(m, style) for m in mots) + (len(mots) - 1) * _mot(" ", style)


@lru_cache(maxsize=4096)
def _mot(mot: str, style: str) -> float:
    return _police(style).getlength(mot)


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
    return _melanger(rvb(BLANC), rvb(couleur), part)


def _melanger(dessous: Couleur, dessus: Couleur, part: float) -> Couleur:
    rouge, vert, bleu = (round(a + (b - a) * part) for a, b in zip(dessous, dessus, strict=True))
    return rouge, vert, bleu


@cache
def _police(style: str) -> ImageFont.FreeTypeFont:
    chemin = Path(font_source_sans_pro.font_directory) / f"SourceSansPro-{style}.otf"
    # The plain layout engine: the other one is not on every machine, and would draw other pixels.
    return ImageFont.truetype(str(chemin), round(_CORPS * ECHELLE), layout_engine=ImageFont.Layout.BASIC)
