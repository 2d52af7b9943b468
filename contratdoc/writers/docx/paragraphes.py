"""Paragraph properties, in the one order that the schema allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.document.noeuds import Alignement
from contratdoc.writers.docx.balises import vingtiemes

if TYPE_CHECKING:
    from contratdoc.writers.docx.contexte import Contexte, Lieu

APRES_TABLEAU = vingtiemes(8)
JUSTIFICATIONS = {Alignement.GAUCHE: "left", Alignement.CENTRE: "center", Alignement.DROITE: "right"}


def numero(instance: int, rang: int) -> str:
    """The place of a paragraph in a list; instance 0 takes it out of the list of its style."""
    return f'<w:numPr><w:ilvl w:val="{rang}"/><w:numId w:val="{instance}"/></w:numPr>'


def proprietes(
    ctx: Contexte,
    style: str,
    lieu: Lieu,
    *,
    num: str = "",
    retrait: int = 0,
    page: bool = False,
    suivant: bool = False,
    aere: bool = False,
) -> str:
    """The properties of a paragraph; `aere` says that its style has a space before it already."""
    morceaux = [f'<w:pPr><w:pStyle w:val="{style}"/>']
    if suivant:
        morceaux.append("<w:keepNext/>")
    if page:
        morceaux.append("<w:pageBreakBefore/>")
    morceaux.append(num)
    if ctx.apres_tableau:
        ctx.apres_tableau = False
        if not aere:
            morceaux.append(f'<w:spacing w:before="{APRES_TABLEAU}"/>')
    if retrait:
        morceaux.append(f'<w:ind w:left="{retrait}"/>')
    if lieu.alignement is not None and lieu.alignement is not Alignement.GAUCHE:
        morceaux.append(f'<w:jc w:val="{JUSTIFICATIONS[lieu.alignement]}"/>')
    morceaux.append("</w:pPr>")
    return "".join(morceaux)


def paragraphe(pr: str, contenu: str = "") -> str:
    """A paragraph."""
    return f"<w:p>{pr}{contenu}</w:p>"


def simple(style: str, contenu: str = "") -> str:
    """A paragraph with nothing but its style."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{contenu}</w:p>'
