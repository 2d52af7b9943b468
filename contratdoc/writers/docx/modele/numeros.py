"""The numbering definitions of the default frame: one multilevel list a sequence, each behind a list style.

A list style is what keeps a definition findable once Word has renumbered everything on saving.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from contratdoc.writers import mesures as m
from contratdoc.writers.docx.balises import DECLARATION, W, attribut_xml, twips
from contratdoc.writers.docx.modele.definitions import ACCENT, PRINCIPALE, SECONDAIRE, couleur

_NIVEAUX: Final = 9


@dataclass(frozen=True, slots=True)
class Niveau:
    """A level of a list: `%n` in `texte` stands for the counter of level n."""

    format: str
    texte: str
    retrait: float = 0.0
    suspendu: float = 0.0
    style: str = ""
    lettres: str = ""
    suite: str = "tab"


@dataclass(frozen=True, slots=True)
class Definition:
    """A multilevel list and the list style that names it."""

    ident: int
    style: str
    nom: str
    niveaux: tuple[Niveau, ...] = field(default=())


_VIDE: Final = Niveau("none", "", suite="nothing")


def _titre(format_: str, texte: str, niveau: int = 0, *, relie: bool = False) -> Niveau:
    style = f"Heading{niveau}" if relie else ""
    return Niveau(format_, texte, style=style, lettres=couleur(ACCENT), suite="space")


def _liste(format_: str, texte: str, rang: int, lettres: str = "") -> Niveau:
    retrait = m.RETRAIT_LISTE * (rang + 1)
    return Niveau(format_, texte, retrait, m.RETRAIT_MARQUE, lettres=lettres)


_BAS: Final = (_titre("upperLetter", "%3."), _titre("lowerLetter", "%4."))
_PUCES: Final = ("•", "–")

DEFINITIONS: Final = (
    Definition(
        1,
        "TitresContrat",
        "Titres du contrat",
        (
            _titre("upperRoman", "%1.", 1, relie=True),
            _titre("decimal", "%2.", 2, relie=True),
            _titre("upperLetter", "%3.", 3, relie=True),
            _titre("lowerLetter", "%4.", 4, relie=True),
        ),
    ),
    Definition(2, "TitresAxes", "Titres des axes", (_VIDE, _titre("upperRoman", "Axe %2."), *_BAS)),
    Definition(3, "TitresAnnexes", "Titres des annexes", (_VIDE, _titre("decimal", "Annexe %2."), *_BAS)),
    Definition(
        4,
        "PucesContrat",
        "Puces du contrat",
        tuple(_liste("bullet", _PUCES[rang % len(_PUCES)], rang, couleur(PRINCIPALE)) for rang in range(_NIVEAUX)),
    ),
    Definition(
        5,
        "NumerosContrat",
        "Numéros du contrat",
        tuple(_liste("decimal", f"%{rang + 1}.", rang) for rang in range(_NIVEAUX)),
    ),
    Definition(
        6,
        "OrientationsContrat",
        "Orientations du contrat",
        (
            Niveau("decimal", "%1.", 6, 6, lettres=couleur(ACCENT)),
            Niveau("lowerLetter", "%1.%2", 15, 9, lettres=couleur(SECONDAIRE)),
        ),
    ),
)


def _niveau(rang: int, niveau: Niveau) -> str:
    retraits = f'<w:ind w:left="{twips(niveau.retrait)}" w:hanging="{twips(niveau.suspendu)}"/>'
    style = f'<w:pStyle w:val="{niveau.style}"/>' if niveau.style else ""
    lettres = f"<w:rPr>{niveau.lettres}</w:rPr>" if niveau.lettres else ""
    return (
        f'<w:lvl w:ilvl="{rang}"><w:start w:val="1"/><w:numFmt w:val="{niveau.format}"/>{style}'
        f'<w:suff w:val="{niveau.suite}"/><w:lvlText w:val="{attribut_xml(niveau.texte)}"/><w:lvlJc w:val="left"/>'
        f"<w:pPr>{retraits}</w:pPr>{lettres}</w:lvl>"
    )


def _definition(definition: Definition) -> str:
    manquants = (_VIDE,) * (_NIVEAUX - len(definition.niveaux))
    niveaux = "".join(_niveau(rang, n) for rang, n in enumerate(definition.niveaux + manquants))
    return (
        f'<w:abstractNum w:abstractNumId="{definition.ident}"><w:nsid w:val="{0x4C0D1C00 + definition.ident:08X}"/>'
        f'<w:multiLevelType w:val="multilevel"/><w:tmpl w:val="{0x5C0D1C00 + definition.ident:08X}"/>'
        f'<w:styleLink w:val="{definition.style}"/>{niveaux}</w:abstractNum>'
    )


def definitions_de_listes() -> bytes:
    """The `numbering.xml` of the default frame."""
    abstraites = "".join(_definition(d) for d in DEFINITIONS)
    instances = "".join(f'<w:num w:numId="{d.ident}"><w:abstractNumId w:val="{d.ident}"/></w:num>' for d in DEFINITIONS)
    return f'{DECLARATION}<w:numbering xmlns:w="{W}">{abstraites}{instances}</w:numbering>'.encode()


def styles_de_liste() -> str:
    """The list styles, to be put in the style sheet."""
    vide = (
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
    )
    return vide + "".join(
        f'<w:style w:type="numbering" w:customStyle="1" w:styleId="{d.style}"><w:name w:val="{d.nom}"/>'
        f'<w:basedOn w:val="NoList"/><w:pPr><w:numPr><w:numId w:val="{d.ident}"/></w:numPr></w:pPr></w:style>'
        for d in DEFINITIONS
    )
