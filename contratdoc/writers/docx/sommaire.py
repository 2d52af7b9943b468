"""The sommaire: a TOC field whose cached lines are already right, so Word has nothing to ask on opening."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.document.noeuds import NIVEAUX_SOMMAIRE
from contratdoc.writers.docx.balises import champ, fragment, twips
from contratdoc.writers.docx.paragraphes import simple
from contratdoc.writers.docx.styles import Style

if TYPE_CHECKING:
    from collections.abc import Mapping

    from contratdoc.document.noeuds import Document, Entree
    from contratdoc.writers.docx.contexte import Contexte

_INSTRUCTION = rf' TOC \o "1-{NIVEAUX_SOMMAIRE}" \h \z \u '
_INCONNUE = "–"  # the page of a heading, before any layout
_LETTRE = 1.9  # millimetres, an upper bound for the digits and letters of a label
_DEBUTS = {1: 0.0, 2: 9.0, 3: 16.0}


def ecrire_sommaire(ctx: Contexte, document: Document, pages: Mapping[str, int]) -> str:
    """The title and the lines of the sommaire, empty if it has no lines."""
    entrees = [entree for entree in document.sommaire if entree.niveau <= NIVEAUX_SOMMAIRE]
    if not entrees:
        return ""
    larges = {entree.niveau: 0 for entree in entrees}
    for entree in entrees:
        larges[entree.niveau] = max(larges[entree.niveau], len(entree.numero) if _longue(entree) else 0)
    lignes = [_ligne(ctx, entree, pages, larges[entree.niveau]) for entree in entrees]
    debut = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{_INSTRUCTION}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    lignes[0] = lignes[0].replace("</w:pPr>", f"</w:pPr>{debut}", 1)
    fin = '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    lignes[-1] = lignes[-1].removesuffix("</w:p>") + fin
    titre = simple(ctx.styles[Style.SOMMAIRE_TITRE], fragment(document.titre_sommaire))
    return (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
        f"</w:sdtPr><w:sdtContent>{titre}{''.join(lignes)}</w:sdtContent></w:sdt>"
    )


def _ligne(ctx: Contexte, entree: Entree, pages: Mapping[str, int], signes: int) -> str:
    nom = ctx.identifiants.signet(entree.ancre)
    numero = f"{entree.numero}." if entree.numero else ""
    page = str(pages.get(entree.ancre, _INCONNUE))
    contenu = (
        (f"{fragment(numero)}<w:r><w:tab/></w:r>" if numero else "")
        + f"{fragment(entree.texte)}<w:r><w:tab/></w:r>"
        + champ(rf"PAGEREF {nom} \h", fragment(page))
    )
    lien = f'<w:hyperlink w:anchor="{nom}" w:history="1">{contenu}</w:hyperlink>'
    style = ctx.styles.sommaire(entree.niveau)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{_retrait(entree, signes)}</w:pPr>{lien}</w:p>'


def _longue(entree: Entree) -> bool:
    """Whether the label is of several words, as « Annexe 2 »."""
    return len(entree.numero.split()) > 1


def _retrait(entree: Entree, signes: int) -> str:
    """Room for the longest label of several words, wider than what the style plans; none where there is no label."""
    debut = twips(_DEBUTS[entree.niveau])
    if not entree.numero:
        return f'<w:ind w:left="{debut}" w:firstLine="0"/>'
    if not _longue(entree):
        return ""
    large = twips(_LETTRE * (signes + 1))
    return (
        f'<w:tabs><w:tab w:val="left" w:pos="{debut + large}"/></w:tabs>'
        f'<w:ind w:left="{debut + large}" w:hanging="{large}"/>'
    )
