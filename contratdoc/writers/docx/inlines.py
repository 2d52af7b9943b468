"""Runs: text, links, cross-references, footnote calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.document.noeuds import AppelNote, FormeRenvoi, Inline, Lien, Renvoi, Texte
from contratdoc.writers.docx.balises import champ, fragment, texte_xml
from contratdoc.writers.docx.styles import Style

if TYPE_CHECKING:
    from contratdoc.writers.docx.contexte import Contexte, Lieu

# `\n`, the number alone: `\r` would show « III.1.A » for « A » as soon as Word updates a reference from another part.
_CHAMPS = {FormeRenvoi.NUMERO: r"REF {} \n \h", FormeRenvoi.TITRE: r"REF {} \h", FormeRenvoi.TABLEAU: r"REF {} \h"}


def runs(ctx: Contexte, contenu: tuple[Inline, ...], lieu: Lieu) -> str:
    """The runs of a paragraph."""
    return "".join([_inline(ctx, element, lieu) for element in contenu])


def _inline(ctx: Contexte, element: Inline, lieu: Lieu) -> str:
    match element:
        case Texte():
            return _texte(element)
        case Lien():
            return _lien(ctx, element, lieu)
        case Renvoi():
            instruction = _CHAMPS[element.forme].format(ctx.identifiants.signet(element.cible))
            return champ(instruction, fragment(element.texte))
        case AppelNote():
            ctx.notes.append(element)
            style = ctx.styles[Style.APPEL_NOTE]
            return (
                f'<w:r><w:rPr><w:rStyle w:val="{style}"/></w:rPr><w:footnoteReference w:id="{len(ctx.notes)}"/></w:r>'
            )


def _texte(texte: Texte, style: str = "") -> str:
    if not (texte.gras or texte.italique or texte.exposant or style):
        return f"<w:r>{texte_xml(texte.texte)}</w:r>"
    proprietes = style
    if texte.gras:
        proprietes += "<w:b/><w:bCs/>"
    if texte.italique:
        proprietes += "<w:i/><w:iCs/>"
    if texte.exposant:
        proprietes += '<w:vertAlign w:val="superscript"/>'
    return fragment(texte.texte, proprietes)


def _lien(ctx: Contexte, lien: Lien, lieu: Lieu) -> str:
    style = f'<w:rStyle w:val="{ctx.styles[Style.LIEN]}"/>'
    contenu = "".join(_texte(texte, style) for texte in lien.contenu)
    return f'<w:hyperlink r:id="{lieu.relations.lien(lien.adresse)}" w:history="1">{contenu}</w:hyperlink>'


def texte_brut(contenu: tuple[Inline, ...]) -> str:
    """The words alone, for an alternative text."""
    mots: list[str] = []
    for element in contenu:
        if isinstance(element, Texte | Renvoi):
            mots.append(element.texte)
        elif isinstance(element, Lien):
            mots.extend(texte.texte for texte in element.contenu)
    return "".join(mots)
