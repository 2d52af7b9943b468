"""The visible stamp of a signature: every word of it shown, at the largest size that fits its box.

The glyphs that it needs are embedded (PDF/A asks for it), from the font of the contract itself. pyHanko shapes the
text and embeds the subset; the lines are broken here, since its own box cuts none.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pyhanko.pdf_utils.content import ResourceType
from pyhanko.pdf_utils.font.opentype import GlyphAccumulator
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.stamp import BaseStamp, BaseStampStyle

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyhanko.pdf_utils.layout import BoxConstraints
    from pyhanko.pdf_utils.writer import BasePdfFileWriter

MARGE: Final = 4.0  # points, on each side
CORPS_MAX: Final = 9.5
PAS: Final = 0.96
INTERLIGNE: Final = 1.22
_MONTANTE: Final = 0.94  # of the body, above the base line: accented capitals included
_TABLES: Final = frozenset({"GlyphOrder", "CFF ", "cmap", "head", "hhea", "hmtx", "maxp", "name", "OS/2", "post"})
_GRAS, _MAIGRE = "SourceSansPro-Semibold.otf", "SourceSansPro-Regular.otf"


@dataclass(frozen=True, slots=True)
class Ligne:
    """A paragraph of the stamp: its text, its weight, its size relative to the others."""

    texte: str
    gras: bool = False
    taille: float = 1.0


@dataclass(frozen=True, slots=True)
class Morceau:
    """A line as drawn."""

    texte: str
    gras: bool
    corps: float


class Tampon(BaseStampStyle):
    """What pyHanko asks for an appearance: it gives the box, we give the stamp."""

    def __init__(self, lignes: Sequence[Ligne]) -> None:
        super().__init__(border_width=0)
        object.__setattr__(self, "lignes", tuple(lignes))  # the parent class is frozen

    def create_stamp(self, writer: BasePdfFileWriter, box: BoxConstraints, text_params: dict[str, str]) -> Dessin:
        """Make the stamp in a box."""
        del text_params  # what pyHanko would interpolate: our lines are whole
        return Dessin(writer, self, box)


class Dessin(BaseStamp):
    """The stamp in its box."""

    def _render_inner_content(self) -> list[bytes]:
        lignes: tuple[Ligne, ...] = self.style.lignes
        ecrivain = self.writer
        assert ecrivain is not None  # given by `create_stamp`
        polices = {
            gras: GlyphAccumulator(ecrivain, BytesIO(_police(gras=gras)), 1, bcp47_lang_code="fr-FR")
            for gras in {ligne.gras for ligne in lignes}
        }
        largeur, hauteur = self.box.width - 2 * MARGE, self.box.height - 2 * MARGE

        def mesurer(texte: str, gras: bool) -> float:
            return float(polices[gras].shape(texte).x_advance)

        propres = [Ligne(_dessinable(ligne.texte, polices[ligne.gras]), ligne.gras, ligne.taille) for ligne in lignes]
        morceaux = disposer(propres, largeur, hauteur, mesurer)
        for gras, police in polices.items():
            self.set_resource(ResourceType.FONT, pdf_name(_nom(gras=gras)), police.as_resource())
        haut = self.box.height - MARGE
        commandes = [b"0 g"]
        for m in morceaux:
            base = haut - _MONTANTE * m.corps
            texte = polices[m.gras].shape(m.texte).graphics_ops
            commandes.append(
                b"BT %s %.3f Tf %.3f %.3f Td %s ET" % (_nom(gras=m.gras).encode(), m.corps, MARGE, base, texte)
            )
            haut -= INTERLIGNE * m.corps
        return commandes


def disposer(
    lignes: Sequence[Ligne], largeur: float, hauteur: float, mesurer: Callable[[str, bool], float]
) -> list[Morceau]:
    """Break paragraphs into lines that all fit a box, at the largest size that allows it.

    Args:
        lignes: The paragraphs.
        largeur: Width of the box, in points.
        hauteur: Its height.
        mesurer: The width of a text at size 1, in light or bold.

    Returns:
        The lines, from the top; every character of the paragraphs but the spaces where they break.
    """
    corps = CORPS_MAX
    while True:
        morceaux = [
            Morceau(t, ligne.gras, corps * ligne.taille)
            for ligne in lignes
            for t in _couper(ligne, largeur / (corps * ligne.taille), mesurer)
        ]
        if sum(INTERLIGNE * m.corps for m in morceaux) <= hauteur:
            return morceaux
        corps *= PAS


def _couper(ligne: Ligne, largeur: float, mesurer: Callable[[str, bool], float]) -> list[str]:
    """Break a paragraph between words; inside a word only when it alone is wider than the box."""
    faites: list[str] = []
    courante = ""
    for mot in ligne.texte.split(" "):
        essai = f"{courante} {mot}" if courante else mot
        if mesurer(essai, ligne.gras) <= largeur:
            courante = essai
            continue
        if courante:
            faites.append(courante)
        courante = mot
        while mesurer(courante, ligne.gras) > largeur and len(courante) > 1:
            n = next(
                n for n in range(len(courante) - 1, 0, -1) if n == 1 or mesurer(courante[:n], ligne.gras) <= largeur
            )
            faites.append(courante[:n])
            courante = courante[n:]
    return [*faites, courante] if courante else faites


def _dessinable(texte: str, police: GlyphAccumulator) -> str:
    """Keep to what the font draws: PDF/A forbids the glyph that stands for a missing one."""
    connus = police.tt.getBestCmap()
    net = " ".join(unicodedata.normalize("NFC", texte).split())
    return "".join(c if ord(c) in connus else _proche(c, connus) for c in net)


def _proche(caractere: str, connus: dict[int, str]) -> str:
    base = "".join(c for c in unicodedata.normalize("NFKD", caractere) if ord(c) in connus)
    return base or "?"


def _police(*, gras: bool) -> bytes:
    """The font without its tables of kerning and ligatures: to reduce them takes a second, for a line of text."""
    import font_source_sans_pro
    from fontTools.ttLib import TTFont

    allegee = BytesIO()
    fichier = Path(font_source_sans_pro.font_directory) / (_GRAS if gras else _MAIGRE)
    with TTFont(BytesIO(fichier.read_bytes()), lazy=True) as police:
        for table in set(police.keys()) - _TABLES:
            del police[table]
        police.save(allegee, reorderTables=None)
    return allegee.getvalue()


def _nom(*, gras: bool) -> str:
    return "/Gras" if gras else "/Maigre"
