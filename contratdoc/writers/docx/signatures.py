"""The signature blocks: two a row, never cut by a page break."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contratdoc.writers.docx.balises import fragment, texte_xml, twips
from contratdoc.writers.docx.inlines import runs
from contratdoc.writers.docx.paragraphes import paragraphe, proprietes, simple
from contratdoc.writers.docx.styles import Style

if TYPE_CHECKING:
    from contratdoc.document.noeuds import Signataire, Signatures
    from contratdoc.writers.docx.contexte import Contexte, Lieu

_PAR_LIGNE = 2
_GOUTTIERE = twips(10)


def ecrire_signatures(ctx: Contexte, signatures: Signatures, lieu: Lieu) -> str:
    """The mention, then the grid."""
    mention = ""
    if signatures.mention:
        pr = proprietes(ctx, ctx.styles[Style.SIGNATURE_MENTION], lieu, suivant=True, aere=True)
        mention = paragraphe(pr, runs(ctx, signatures.mention, lieu))
    if not signatures.signataires:
        return mention
    # The gutter is the right margin of each cell: that of the last column lies outside the text.
    largeur = (lieu.largeur + _GOUTTIERE) // _PAR_LIGNE
    tous = signatures.signataires
    rangees = [tous[i : i + _PAR_LIGNE] for i in range(0, len(tous), _PAR_LIGNE)]
    grille = f'<w:gridCol w:w="{largeur}"/>' * _PAR_LIGNE
    lignes = "".join(_rangee(ctx, rangee, largeur) for rangee in rangees)
    ctx.apres_tableau = True
    return (
        f'{mention}<w:tbl><w:tblPr><w:tblStyle w:val="{ctx.styles[Style.TABLEAU_SIGNATURES]}"/>'
        f'<w:tblW w:w="{largeur * _PAR_LIGNE}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0600" w:firstRow="0" w:lastRow="0" w:firstColumn="0" w:lastColumn="0"'
        f' w:noHBand="1" w:noVBand="1"/></w:tblPr><w:tblGrid>{grille}</w:tblGrid>{lignes}</w:tbl>'
    )


def _rangee(ctx: Contexte, rangee: tuple[Signataire, ...], largeur: int) -> str:
    cellules = [_bloc(ctx, signataire, largeur) for signataire in rangee]
    cellules += [simple(ctx.styles[Style.SIGNATURE_LIGNE])] * (_PAR_LIGNE - len(cellules))
    tc = f'<w:tc><w:tcPr><w:tcW w:w="{largeur}" w:type="dxa"/></w:tcPr>'
    return (
        "<w:tr><w:trPr><w:cantSplit/></w:trPr>" + "".join(f"{tc}{contenu}</w:tc>" for contenu in cellules) + "</w:tr>"
    )


def _bloc(ctx: Contexte, signataire: Signataire, largeur: int) -> str:
    ligne = ctx.styles[Style.SIGNATURE_LIGNE]
    droite = largeur - _GOUTTIERE
    return (
        _libre(simple(ctx.styles[Style.SIGNATURE_ORGANISME], fragment(signataire.organisme)))
        + _a_remplir(ligne, "représenté(e) par ", signataire.representant, droite)
        + _a_remplir(ligne, "", signataire.qualite, droite)
        + _a_remplir(ctx.styles[Style.SIGNATURE_ACTE], "", signataire.acte, droite)
        + simple(ctx.styles[Style.SIGNATURE_ESPACE])
    )


def _a_remplir(style: str, avant: str, texte: str, droite: int) -> str:
    """A line of a block; where nothing is known, a dotted line to write on."""
    if texte:
        return _libre(simple(style, fragment(avant + texte)))
    onglet = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{droite}"/></w:tabs>'
    debut = texte_xml(avant) if avant else ""
    return _libre(f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{onglet}</w:pPr><w:r>{debut}<w:tab/></w:r></w:p>')


def _libre(ligne: str) -> str:
    """Let the row part from the next one: kept together, rows would leave the heading above them alone on its page."""
    return re.sub(r'(<w:pStyle w:val="[^"]*"/>)', r'\1<w:keepNext w:val="0"/>', ligne, count=1)
