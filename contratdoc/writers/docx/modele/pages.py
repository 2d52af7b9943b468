"""The pages of the default frame: the cover with its tags, the two markers, headers and footers."""

from __future__ import annotations

from typing import Final

from contratdoc.writers import mesures as m
from contratdoc.writers.docx.balises import DECLARATION, WP, A, R, W, champ, fragment, texte_xml, twips
from contratdoc.writers.docx.modele.definitions import ACCENT, COULEURS, PRINCIPALE

_WPS: Final = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_MC: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_ESPACES: Final = f'xmlns:w="{W}" xmlns:r="{R}" xmlns:wp="{WP}" xmlns:a="{A}" xmlns:wps="{_WPS}" xmlns:mc="{_MC}"'
# Says to Word and to screen readers that there is nothing to read.
_DECORATIF: Final = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative'
    ' xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
_EMU_MM: Final = 36_000
MARGES: Final = {"top": 25.0, "right": 25.0, "bottom": 22.0, "left": 25.0}
ENTETE: Final = 12.0

_COUVERTURE: Final = (
    ("CouvertureLogos", "{{ logos }}"),
    ("CouvertureSurtitre", "{{ couverture.surtitre }}"),
    ("Title", "{{ couverture.titre }}"),
    ("CouvertureTerritoire", "{{ couverture.territoire }}"),
    ("CouverturePeriode", "{{ couverture.periode }}"),
    ("BodyText", "{%p if couverture.contributeurs %}"),
    ("CouvertureEtiquette", "Avec les contributions de"),
    ("BodyText", "{%p for contributeur in couverture.contributeurs %}"),
    ("CouvertureContributeur", "{{ contributeur }}"),
    ("BodyText", "{%p endfor %}"),
    ("BodyText", "{%p endif %}"),
    ("BodyText", "{{ sommaire }}"),
    ("BodyText", "{{ corps }}"),
)


def _paragraphe(style: str, texte: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r>{texte_xml(texte)}</w:r></w:p>'


def _section() -> str:
    marges = " ".join(f'w:{cote}="{twips(mm)}"' for cote, mm in MARGES.items())
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId10"/><w:headerReference w:type="first" r:id="rId11"/>'
        '<w:footerReference w:type="default" r:id="rId12"/><w:footerReference w:type="first" r:id="rId13"/>'
        f'<w:pgSz w:w="{twips(m.PAGE_LARGEUR)}" w:h="{twips(m.PAGE_HAUTEUR)}"/>'
        f'<w:pgMar {marges} w:header="{twips(ENTETE)}" w:footer="{twips(ENTETE)}" w:gutter="0"/>'
        '<w:cols w:space="708"/><w:titlePg/></w:sectPr>'
    )


def page_principale() -> bytes:
    """The `document.xml` of the default frame."""
    paragraphes = "".join(_paragraphe(style, texte) for style, texte in _COUVERTURE)
    return f"{DECLARATION}<w:document {_ESPACES}><w:body>{paragraphes}{_section()}</w:body></w:document>".encode()


def _bande(ident: int, gauche: float, largeur: float, theme: str, nom: str) -> str:
    """A rectangle as high as the page, behind the text. It stands in a header, so no reader reads it aloud."""
    position = (
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{round(gauche * _EMU_MM)}</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="page"><wp:posOffset>0</wp:posOffset></wp:positionV>'
    )
    cx, cy = round(largeur * _EMU_MM), round(m.PAGE_HAUTEUR * _EMU_MM)
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="1" locked="0"'
        f' layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>{position}<wp:extent cx="{cx}" cy="{cy}"/>'
        '<wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="{ident}" name="{nom}">{_DECORATIF}</wp:docPr>'
        f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{_WPS}"><wps:wsp><wps:cNvSpPr/><wps:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f'<a:solidFill><a:schemeClr val="{theme}"/></a:solidFill><a:ln><a:noFill/></a:ln></wps:spPr><wps:bodyPr/>'
        "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r>"
    )


def _partie(racine: str, contenu: str) -> bytes:
    return f"{DECLARATION}<w:{racine} {_ESPACES}>{contenu}</w:{racine}>".encode()


def entete() -> bytes:
    """The header of every page but the cover."""
    return _partie("hdr", _paragraphe("Header", "{{ titre }}"))


def entete_couverture() -> bytes:
    """The first page's header: two coloured bands down the left edge."""
    bandes = _bande(1, 0, 17, PRINCIPALE, "Bande de couverture") + _bande(2, 17, 2.5, ACCENT, "Filet de couverture")
    return _partie("hdr", f'<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr>{bandes}</w:p>')


def pied() -> bytes:
    """The footer of every page but the cover."""
    numeros = "".join(
        (
            fragment("Page "),
            champ("PAGE", fragment("2")),
            fragment(" / "),
            champ("NUMPAGES", fragment("2")),
        )
    )
    return _partie("ftr", f'<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{numeros}</w:p>')


def pied_couverture() -> bytes:
    """The first page's footer: nothing."""
    return _partie("ftr", '<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr></w:p>')


def theme() -> bytes:
    """The theme: the charte's colours as accents 1 to 3, its fonts for titles and text."""
    couleurs = {
        "dk2": COULEURS[PRINCIPALE],
        "lt2": "E8EDF4",
        **{t: c for t, c in COULEURS.items() if t.startswith("accent")},
        "accent4": "7A7A7A",
        "accent5": "3F7D58",
        "accent6": "B58A1B",
        "hlink": COULEURS[PRINCIPALE],
        "folHlink": "5B4A8A",
    }
    fixes = (
        '<a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1>'
        '<a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1>'
    )
    schema = fixes + "".join(f'<a:{nom}><a:srgbClr val="{c}"/></a:{nom}>' for nom, c in couleurs.items())
    police = '<a:latin typeface="Source Sans Pro"/><a:ea typeface=""/><a:cs typeface=""/>'
    plein = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    effet = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{DECLARATION}<a:theme xmlns:a="{A}" name="Contrat">'
        f'<a:themeElements><a:clrScheme name="Charte">{schema}</a:clrScheme>'
        f'<a:fontScheme name="Charte"><a:majorFont>{police}</a:majorFont>'
        f"<a:minorFont>{police}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="Charte"><a:fillStyleLst>{plein * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{f'<a:ln>{plein}</a:ln>' * 3}</a:lnStyleLst><a:effectStyleLst>{effet * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{plein * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    ).encode()


def reglages() -> bytes:
    """The settings: the layout rules of Word 2013 and later, French."""
    compat = '<w:compatSetting w:name="{nom}" w:uri="http://schemas.microsoft.com/office/word" w:val="{val}"/>'
    regles = {
        "compatibilityMode": 15,
        "overrideTableStyleFontSizeAndJustification": 1,
        "enableOpenTypeFeatures": 1,
        "doNotFlipMirrorIndents": 1,
        "differentiateMultirowTableHeaders": 1,
    }
    couleurs = " ".join(f'w:accent{n}="accent{n}"' for n in range(1, 7))
    return (
        f'{DECLARATION}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="708"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        + "".join(compat.format(nom=nom, val=val) for nom, val in regles.items())
        + '</w:compat><w:themeFontLang w:val="fr-FR"/>'
        f'<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" {couleurs}'
        ' w:hyperlink="hyperlink" w:followedHyperlink="followedHyperlink"/>'
        '<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
    ).encode()
