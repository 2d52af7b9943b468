"""Pictures in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.writers.docx.balises import EMU_PAR_TWIP, PIC, A, attribut_xml
from contratdoc.writers.docx.paragraphes import paragraphe, proprietes
from contratdoc.writers.docx.styles import Style

if TYPE_CHECKING:
    from contratdoc.document.noeuds import Image
    from contratdoc.writers.docx.contexte import Contexte, Lieu

_PART_HAUTEUR = 0.9  # of the text height: the caption or the source must fit below


def dessin(ctx: Contexte, image: Image, lieu: Lieu, hauteur_max: int) -> str:
    """A run holding a picture, its alternative text with it."""
    largeur = lieu.largeur * min(max(image.largeur, 0.01), 1.0)
    hauteur = largeur * image.hauteur_px / max(image.largeur_px, 1)
    if hauteur > hauteur_max:
        largeur, hauteur = largeur * hauteur_max / hauteur, float(hauteur_max)
    taille = f'cx="{max(round(largeur * EMU_PAR_TWIP), 1)}" cy="{max(round(hauteur * EMU_PAR_TWIP), 1)}"'
    ident = ctx.identifiants.suivant()
    lien = lieu.relations.image(image.donnees)
    nom = attribut_xml(image.nom)
    alternative = f' descr="{attribut_xml(image.alternative)}"'
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {taille}/>'
        f'<wp:docPr id="{ident}" name="{nom}"{alternative}/>'
        f'<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="{A}" noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic xmlns:a="{A}"><a:graphicData uri="{PIC}"><pic:pic xmlns:pic="{PIC}"><pic:nvPicPr>'
        f'<pic:cNvPr id="{ident}" name="{nom}"{alternative}/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{lien}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {taille}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def ecrire_image(ctx: Contexte, image: Image, lieu: Lieu) -> str:
    """A picture in a paragraph of its own."""
    pr = proprietes(ctx, ctx.styles[Style.IMAGE], lieu, retrait=lieu.retrait, aere=True)
    return paragraphe(pr, dessin(ctx, image, lieu, round(lieu.hauteur * _PART_HAUTEUR)))
