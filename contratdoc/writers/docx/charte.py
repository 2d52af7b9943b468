"""The charte in the frame: its colours and fonts in the theme, and in the plain values beside the theme's names.

Word reads the theme's names, LibreOffice the plain values: both must say the same.
"""

from __future__ import annotations

import colorsys
from typing import TYPE_CHECKING, Final

from lxml import etree

from contratdoc.document.noeuds import NIVEAUX_SOMMAIRE
from contratdoc.writers import mesures
from contratdoc.writers.docx.balises import A, W, twips, w

if TYPE_CHECKING:
    from contratdoc.document.noeuds import Charte
    from contratdoc.writers.docx.cadre import Cadre

_A: Final = f"{{{A}}}"
# For each attribute that names a colour of the theme: the plain one beside it, and what lightens or darkens it.
_COULEURS: Final = (
    ("themeColor", ("color", "val"), "themeTint", "themeShade"),
    ("themeFill", ("fill",), "themeFillTint", "themeFillShade"),
)
_POLICES: Final = (("asciiTheme", "ascii"), ("hAnsiTheme", "hAnsi"), ("cstheme", "cs"), ("eastAsiaTheme", "eastAsia"))
_TAILLES: Final = (w("sz"), w("szCs"))


def appliquer_charte(cadre: Cadre, charte: Charte) -> None:
    """Give the frame the colours, fonts and letter size of the charte."""
    couleurs = _couleurs(charte)
    for nom in cadre.nature("theme"):
        if nom in cadre.arbres:
            _theme(cadre.arbres[nom], charte, couleurs)
    for arbre in cadre.arbres.values():
        _colorer(arbre, couleurs)
        _composer(arbre, charte)
    feuille = cadre.arbre("styles")
    if charte.corps != mesures.TEXTE.taille:
        _agrandir(feuille, charte.corps / mesures.TEXTE.taille)
    _onglets_du_sommaire(feuille, cadre, charte)


def hexa(couleur: str) -> str:
    """A colour as Word writes it."""
    return couleur.lstrip("#").upper()


def _couleurs(charte: Charte) -> dict[str, str]:
    principale = hexa(charte.couleur_principale)
    return {
        "accent1": principale,
        "accent2": hexa(charte.couleur_secondaire),
        "accent3": hexa(charte.couleur_accent),
        "hyperlink": principale,
        "text2": principale,
        "dark2": principale,
    }


def _theme(arbre: etree._Element, charte: Charte, couleurs: dict[str, str]) -> None:
    noms = {"hyperlink": "hlink", "dark2": "dk2"}
    for nom, couleur in couleurs.items():
        for element in arbre.iter(f"{_A}{noms.get(nom, nom)}"):
            for enfant in list(element):
                element.remove(enfant)
            etree.SubElement(element, f"{_A}srgbClr", val=couleur)
    for role, police in (("majorFont", charte.police_titres), ("minorFont", charte.police_texte)):
        for latin in arbre.iterfind(f".//{_A}{role}/{_A}latin"):
            latin.attrib.clear()
            latin.set("typeface", police)


def _colorer(arbre: etree._Element, couleurs: dict[str, str]) -> None:
    for theme, simples, clair, sombre in _COULEURS:
        for element in arbre.xpath(f"//*[@w:{theme}]", namespaces={"w": W}):
            couleur = couleurs.get(element.get(w(theme)))
            if couleur is None:
                continue
            couleur = _nuance(couleur, element.get(w(clair)), element.get(w(sombre)))
            for simple in simples:
                # `w:color` has its colour in `val`, every other element in `color`, beside a `val` that is no colour.
                if simple == "val" and element.tag != w("color"):
                    continue
                if simple == "color" and element.tag == w("color"):
                    continue
                element.set(w(simple), couleur)


def _nuance(couleur: str, clair: str | None, sombre: str | None) -> str:
    """Word's tints and shades: the lightness moved towards white or black."""
    if not clair and not sombre:
        return couleur
    part = int(clair or sombre or "FF", 16) / 255
    teinte, lumiere, saturation = colorsys.rgb_to_hls(*(int(couleur[i : i + 2], 16) / 255 for i in (0, 2, 4)))
    lumiere = lumiere * part + (1 - part if clair else 0)
    return "".join(f"{round(v * 255):02X}" for v in colorsys.hls_to_rgb(teinte, lumiere, saturation))


def _composer(arbre: etree._Element, charte: Charte) -> None:
    for polices in arbre.iter(w("rFonts")):
        for theme, simple in _POLICES:
            role = polices.get(w(theme))
            if role:
                polices.set(w(simple), charte.police_titres if role.startswith("major") else charte.police_texte)


def _agrandir(feuille: etree._Element, facteur: float) -> None:
    """Scale every letter and line of the style sheet with the size of the body text."""
    for taille in feuille.iter(*_TAILLES):
        valeur = taille.get(w("val"), "")
        if valeur.isdecimal():
            taille.set(w("val"), str(round(int(valeur) * facteur)))
    for espacement in feuille.iter(w("spacing")):
        ligne = espacement.get(w("line"), "")
        if ligne.isdecimal() and espacement.get(w("lineRule")) in {"exact", "atLeast"}:
            espacement.set(w("line"), str(round(int(ligne) * facteur)))


def _onglets_du_sommaire(feuille: etree._Element, cadre: Cadre, charte: Charte) -> None:
    """Put the page numbers of the sommaire at the right margin, wherever the charte sets it."""
    largeur = str(twips(mesures.PAGE_LARGEUR - charte.marge_gauche - charte.marge_droite))
    styles = {cadre.styles.sommaire(niveau) for niveau in range(1, NIVEAUX_SOMMAIRE + 1)}
    for style in feuille.iterchildren(w("style")):
        if style.get(w("styleId")) in styles:
            for onglet in style.iter(w("tab")):
                if onglet.get(w("val")) == "right":
                    onglet.set(w("pos"), largeur)
