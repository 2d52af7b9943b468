"""The style sheet of the default frame: every paragraph style, from the shared measures."""

from __future__ import annotations

from typing import Final

from contratdoc.writers import mesures as m
from contratdoc.writers.docx.balises import DECLARATION, W, demis, twips, vingtiemes
from contratdoc.writers.docx.modele.definitions import (
    ACCENT,
    BLANC,
    PRINCIPALE,
    SECONDAIRE,
    Allure,
    filet,
    fond,
    police,
    style_paragraphe,
)
from contratdoc.writers.docx.modele.numeros import styles_de_liste
from contratdoc.writers.mesures import Corps

RETRAIT_COUVERTURE: Final = 14.0
# Headings up to this level are bold, coloured, numbered; below they get lighter.
_DERNIER_GRAS: Final = 5
_DERNIER_NUMEROTE: Final = 4
_LARGEUR: Final = m.PAGE_LARGEUR - 50
_TEXTE_SOMMAIRE: Final = {1: 9.0, 2: 16.0, 3: 23.0}
_RETRAIT_SOMMAIRE: Final = {1: 0.0, 2: 9.0, 3: 16.0}


def _titres() -> list[Allure]:
    allures = []
    for niveau, corps in m.TITRES.items():
        allures.append(
            Allure(
                f"Heading{niveau}",
                f"heading {niveau}",
                corps,
                gras=niveau <= _DERNIER_GRAS,
                italique=niveau > _DERNIER_GRAS,
                titre=True,
                theme=PRINCIPALE if niveau <= _DERNIER_NUMEROTE else "",
                avec_suivant=True,
                lignes_ensemble=True,
                suivant="BodyText",
                plan=niveau - 1,
                bordures=filet("bottom", SECONDAIRE, 8, 4) if niveau == 1 else "",
                numerotation=f'<w:numPr><w:ilvl w:val="{niveau - 1}"/><w:numId w:val="1"/></w:numPr>'
                if niveau <= _DERNIER_NUMEROTE
                else "",
            )
        )
    return allures


def _sommaire() -> list[Allure]:
    droite = f'<w:tab w:val="right" w:leader="dot" w:pos="{twips(_LARGEUR)}"/>'
    allures = [
        Allure(
            "TOCHeading",
            "TOC Heading",
            m.TITRES[1],
            gras=True,
            titre=True,
            theme=PRINCIPALE,
            suivant="BodyText",
            avec_suivant=True,
            page_avant=True,
            bordures=filet("bottom", SECONDAIRE, 8, 4),
        ),
    ]
    for niveau, corps in m.SOMMAIRE.items():
        retrait = _TEXTE_SOMMAIRE[niveau]
        allures.append(
            Allure(
                f"TOC{niveau}",
                f"toc {niveau}",
                corps,
                gras=niveau == 1,
                theme=PRINCIPALE if niveau == 1 else "",
                retrait=retrait,
                suspendu=retrait - _RETRAIT_SOMMAIRE[niveau],
                onglets=f'<w:tab w:val="left" w:pos="{twips(retrait)}"/>{droite}',
                rapide=False,
            )
        )
    return allures


def _texte() -> list[Allure]:
    return [
        Allure("BodyText", "Body Text", m.TEXTE),
        Allure(
            "Etiquette", "Étiquette", m.ETIQUETTE, gras=True, theme=PRINCIPALE, avec_suivant=True, suivant="BodyText"
        ),
        Allure("Source", "Source", m.SOURCE, italique=True, suivant="BodyText"),
        Allure("Attache", "Attache", m.ATTACHE, italique=True, theme=SECONDAIRE, suivant="BodyText"),
        Allure(
            "Quote",
            "Quote",
            m.TEXTE,
            italique=True,
            retrait=m.RETRAIT_CITATION,
            retrait_droit=m.RETRAIT_CITATION,
            bordures=filet("left", SECONDAIRE, 18, 10),
        ),
        Allure("Caption", "caption", m.LEGENDE, gras=True, theme=PRINCIPALE, avec_suivant=True, lignes_ensemble=True),
        Allure("Image", "Image", Corps(m.TEXTE.taille, 12, 6, 8), interligne="auto", alignement="center"),
        Allure(
            "Manque",
            "Manque",
            Corps(m.TEXTE.taille, m.TEXTE.ligne, 6, 8),
            gras=True,
            theme=ACCENT,
            retrait=3,
            bordures=filet("left", ACCENT, 24, 6),
            fond='<w:shd w:val="clear" w:color="auto" w:fill="FFF2CC"/>',
        ),
        Allure("FootnoteText", "footnote text", m.NOTE, rapide=False),
    ]


def _listes() -> list[Allure]:
    return [
        Allure("ListBullet", "List Bullet", m.LISTE),
        Allure("ListNumber", "List Number", m.LISTE),
        Allure("ListContinue", "List Continue", m.LISTE),
        Allure(
            "Orientation",
            "Orientation",
            Corps(m.LISTE.taille, m.LISTE.ligne, 6, 3),
            gras=True,
            theme=PRINCIPALE,
            avec_suivant=True,
        ),
        Allure("Objectif", "Objectif", m.LISTE),
    ]


def _cellules() -> list[Allure]:
    return [
        Allure("Cellule", "Cellule", m.CELLULE),
        Allure(
            "CelluleEntete", "Cellule d'en-tête", m.CELLULE, base="Cellule", gras=True, theme=BLANC, avec_suivant=True
        ),
        Allure("CelluleTitre", "Cellule de titre de ligne", m.CELLULE, base="Cellule", gras=True, theme=PRINCIPALE),
        Allure("CelluleTotal", "Cellule de total", m.CELLULE, base="Cellule", gras=True),
    ]


def _signatures() -> list[Allure]:
    ligne = Corps(m.TEXTE.taille, m.TEXTE.ligne, 0, 2)
    return [
        Allure("SignatureMention", "Signature mention", Corps(m.TEXTE.taille, m.TEXTE.ligne, 6, 14), avec_suivant=True),
        Allure(
            "SignatureOrganisme",
            "Signature organisme",
            Corps(11, 15, 4, 4),
            gras=True,
            theme=PRINCIPALE,
            bordures=filet("top", PRINCIPALE, 12, 5),
            avec_suivant=True,
        ),
        Allure("SignatureLigne", "Signature ligne", ligne, avec_suivant=True),
        Allure(
            "SignatureActe",
            "Signature acte",
            Corps(m.ATTACHE.taille, m.ATTACHE.ligne, 0, 2),
            italique=True,
            avec_suivant=True,
        ),
        Allure(
            "SignatureEspace",
            "Signature espace",
            Corps(m.ATTACHE.taille, 85, 0, 16),
            interligne="exact",
        ),
    ]


def _couverture() -> list[Allure]:
    r = RETRAIT_COUVERTURE
    return [
        Allure("CouvertureLogos", "Couverture logos", Corps(10.5, 14, 0, 12), retrait=r, interligne="auto"),
        Allure(
            "CouvertureSurtitre",
            "Couverture surtitre",
            Corps(13, 18, 130, 10),
            retrait=r,
            theme=SECONDAIRE,
            gras=True,
            capitales=True,
            espacement=40,
        ),
        Allure("Title", "Title", Corps(40, 46, 0, 16), titre=True, gras=True, theme=PRINCIPALE, retrait=r),
        Allure(
            "CouvertureTerritoire",
            "Couverture territoire",
            Corps(19, 25, 14, 8),
            retrait=r,
            theme=PRINCIPALE,
            bordures=filet("top", ACCENT, 24, 14),
        ),
        Allure("CouverturePeriode", "Couverture période", Corps(15, 20, 2, 0), retrait=r, theme=SECONDAIRE),
        Allure(
            "CouvertureEtiquette",
            "Couverture étiquette",
            Corps(9.5, 13, 90, 5),
            retrait=r,
            theme=SECONDAIRE,
            gras=True,
            capitales=True,
            espacement=20,
            avec_suivant=True,
            bordures=filet("top", SECONDAIRE, 4, 8),
        ),
        Allure("CouvertureContributeur", "Couverture contributeur", Corps(10.5, 15, 0, 1), retrait=r),
    ]


def _entetes() -> list[Allure]:
    return [
        Allure(
            "Header", "header", m.ENTETE, theme=SECONDAIRE, bordures=filet("bottom", SECONDAIRE, 4, 4), rapide=False
        ),
        Allure("Footer", "footer", m.ENTETE, theme=SECONDAIRE, alignement="right", rapide=False),
    ]


_CARACTERES: Final = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/>'
    '<w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
    '<w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:color w:val="1D3A6E" w:themeColor="hyperlink"/>'
    '<w:u w:val="single"/></w:rPr></w:style>'
)


def _marges() -> str:
    h, v = twips(m.MARGE_CELLULE_H), twips(m.MARGE_CELLULE_V)
    cotes = (("top", v), ("left", h), ("bottom", v), ("right", h))
    return "<w:tblCellMar>" + "".join(f'<w:{c} w:w="{n}" w:type="dxa"/>' for c, n in cotes) + "</w:tblCellMar>"


def _tableaux() -> str:
    filets = "".join(filet(cote, SECONDAIRE, 4, 0) for cote in ("top", "bottom", "insideH", "insideV"))
    vide = "".join(f'<w:{c} w:w="{n}" w:type="dxa"/>' for c, n in (("left", 0), ("right", twips(10))))
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        '<w:tblCellMar><w:left w:w="108" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="table" w:customStyle="1" w:styleId="TableauContrat"><w:name w:val="Tableau du contrat"/>'
        '<w:basedOn w:val="TableNormal"/><w:qFormat/>'
        f"<w:tblPr><w:tblBorders>{filets}</w:tblBorders>{_marges()}</w:tblPr>"
        f'<w:tblStylePr w:type="firstRow"><w:tcPr>{fond(PRINCIPALE)}<w:vAlign w:val="center"/></w:tcPr></w:tblStylePr>'
        '<w:tblStylePr w:type="lastRow"><w:tcPr>'
        '<w:shd w:val="clear" w:color="auto" w:fill="E8EDF4"/></w:tcPr></w:tblStylePr>'
        "</w:style>"
        '<w:style w:type="table" w:customStyle="1" w:styleId="TableauSignatures">'
        '<w:name w:val="Tableau des signatures"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblCellMar>{vide}</w:tblCellMar></w:tblPr></w:style>'
    )


def _defauts() -> str:
    taille, corps = demis(m.TEXTE.taille), m.TEXTE
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{police('minor')}"
        f'<w:sz w:val="{taille}"/><w:szCs w:val="{taille}"/>'
        '<w:lang w:val="fr-FR" w:eastAsia="fr-FR" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr>'
        "<w:widowControl/>"
        f'<w:spacing w:before="0" w:after="{vingtiemes(corps.apres)}" w:line="{vingtiemes(corps.ligne)}"'
        ' w:lineRule="atLeast"/></w:pPr></w:style>'
    )


def feuille_de_styles() -> bytes:
    """The `styles.xml` of the default frame."""
    groupes = (_titres(), _sommaire(), _texte(), _listes(), _cellules(), _signatures(), _couverture(), _entetes())
    paragraphes = "".join(style_paragraphe(allure) for groupe in groupes for allure in groupe)
    return (
        f'{DECLARATION}<w:styles xmlns:w="{W}">{_defauts()}{paragraphes}{_CARACTERES}{_tableaux()}'
        f"{styles_de_liste()}</w:styles>"
    ).encode()
