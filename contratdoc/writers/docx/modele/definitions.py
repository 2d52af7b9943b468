"""How a style is told: a few words in, the element in the order that the schema asks for out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from contratdoc.writers.docx.balises import attribut_xml, demis, twips, vingtiemes

if TYPE_CHECKING:
    from contratdoc.writers.mesures import Corps

PRINCIPALE: Final = "accent1"
SECONDAIRE: Final = "accent2"
ACCENT: Final = "accent3"
BLANC: Final = "background1"
COULEURS: Final = {PRINCIPALE: "1D3A6E", SECONDAIRE: "4F6F9D", ACCENT: "C8502D", BLANC: "FFFFFF"}
POLICE: Final = "Source Sans Pro"


def couleur(theme: str) -> str:
    """A letter colour of the theme, with the plain value that LibreOffice reads."""
    return f'<w:color w:val="{COULEURS[theme]}" w:themeColor="{theme}"/>'


def filet(cote: str, theme: str, huitiemes: int, espace: int = 1) -> str:
    """A border of a paragraph or cell, its thickness in eighths of a point."""
    return (
        f'<w:{cote} w:val="single" w:sz="{huitiemes}" w:space="{espace}"'
        f' w:color="{COULEURS[theme]}" w:themeColor="{theme}"/>'
    )


def fond(theme: str) -> str:
    """A background colour of the theme."""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{COULEURS[theme]}" w:themeFill="{theme}"/>'


def police(role: str) -> str:
    """The theme's font for titles (`major`) or text (`minor`), with the plain name beside."""
    genres = ("ascii", "hAnsi", "cs", "eastAsia")
    suffixes = {"ascii": "HAnsi", "hAnsi": "HAnsi", "cs": "Bidi", "eastAsia": "EastAsia"}
    noms = " ".join(f'w:{g}="{POLICE}"' for g in genres)
    themes = " ".join(f'w:{"cstheme" if g == "cs" else g + "Theme"}="{role}{suffixes[g]}"' for g in genres)
    return f"<w:rFonts {noms} {themes}/>"


@dataclass(frozen=True, slots=True)
class Allure:
    """A paragraph style. `bordures`, `fond` and `onglets` are already elements."""

    ident: str
    nom: str
    corps: Corps
    base: str = "Normal"
    suivant: str = ""
    gras: bool = False
    italique: bool = False
    theme: str = ""
    titre: bool = False  # in the font of headings
    espacement: int = 0  # letter spacing, in twentieths of a point
    capitales: bool = False
    retrait: float = 0.0
    suspendu: float = 0.0
    retrait_droit: float = 0.0
    avec_suivant: bool = False
    lignes_ensemble: bool = False
    page_avant: bool = False
    alignement: str = ""
    bordures: str = ""
    fond: str = ""
    onglets: str = ""
    plan: int = -1
    numerotation: str = ""
    interligne: str = "atLeast"  # never cuts an emoji or a picture, which an exact line height would
    rapide: bool = True


def _paragraphe(allure: Allure) -> str:
    corps = allure.corps
    morceaux = [
        "<w:keepNext/>" if allure.avec_suivant else "",
        "<w:keepLines/>" if allure.lignes_ensemble else "",
        "<w:pageBreakBefore/>" if allure.page_avant else "",
        allure.numerotation,
        f"<w:pBdr>{allure.bordures}</w:pBdr>" if allure.bordures else "",
        allure.fond,
        f"<w:tabs>{allure.onglets}</w:tabs>" if allure.onglets else "",
        (
            f'<w:spacing w:before="{vingtiemes(corps.avant)}" w:after="{vingtiemes(corps.apres)}"'
            f' w:line="{vingtiemes(corps.ligne)}" w:lineRule="{allure.interligne}"/>'
        ),
        _retraits(allure),
        f'<w:jc w:val="{allure.alignement}"/>' if allure.alignement else "",
        f'<w:outlineLvl w:val="{allure.plan}"/>' if allure.plan >= 0 else "",
    ]
    return "".join(morceaux)


def _retraits(allure: Allure) -> str:
    if not (allure.retrait or allure.suspendu or allure.retrait_droit):
        return ""
    suspendu = f' w:hanging="{twips(allure.suspendu)}"' if allure.suspendu else ""
    droit = f' w:right="{twips(allure.retrait_droit)}"' if allure.retrait_droit else ""
    return f'<w:ind w:left="{twips(allure.retrait)}"{droit}{suspendu}/>'


def _lettres(allure: Allure) -> str:
    taille = demis(allure.corps.taille)
    morceaux = [
        police("major") if allure.titre else "",
        "<w:b/><w:bCs/>" if allure.gras else "",
        "<w:i/><w:iCs/>" if allure.italique else "",
        "<w:caps/>" if allure.capitales else "",
        couleur(allure.theme) if allure.theme else "",
        f'<w:spacing w:val="{allure.espacement}"/>' if allure.espacement else "",
        f'<w:sz w:val="{taille}"/><w:szCs w:val="{taille}"/>',
    ]
    return "".join(morceaux)


def style_paragraphe(allure: Allure) -> str:
    """The element of a paragraph style."""
    suivant = f'<w:next w:val="{allure.suivant}"/>' if allure.suivant else ""
    personnel = "" if allure.nom in NOMS_DE_WORD else ' w:customStyle="1"'
    return (
        f'<w:style w:type="paragraph"{personnel} w:styleId="{allure.ident}">'
        f'<w:name w:val="{attribut_xml(allure.nom)}"/>'
        f'<w:basedOn w:val="{allure.base}"/>{suivant}{"<w:qFormat/>" if allure.rapide else ""}'
        f"<w:pPr>{_paragraphe(allure)}</w:pPr><w:rPr>{_lettres(allure)}</w:rPr></w:style>"
    )


NOMS_DE_WORD: Final = frozenset(
    {f"heading {n}" for n in range(1, 7)}
    | {f"toc {n}" for n in range(1, 4)}
    | {"TOC Heading", "Body Text", "Quote", "caption", "List Bullet", "List Number", "List Continue"}
    | {"footnote text", "header", "footer", "Title", "Subtitle"}
)
