"""Blocks: headings and paragraphs here, the others in the module of their name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from contratdoc.document.noeuds import (
    Bloc,
    Citation,
    Image,
    Liste,
    Manque,
    Paragraphe,
    RoleParagraphe,
    Signatures,
    Tableau,
    Titre,
)
from contratdoc.writers.docx.balises import fragment, signet
from contratdoc.writers.docx.images import ecrire_image
from contratdoc.writers.docx.inlines import runs
from contratdoc.writers.docx.listes import ecrire_liste
from contratdoc.writers.docx.paragraphes import numero, paragraphe, proprietes, simple
from contratdoc.writers.docx.signatures import ecrire_signatures
from contratdoc.writers.docx.styles import Style
from contratdoc.writers.docx.tableaux import ecrire_tableau

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contratdoc.writers.docx.contexte import Contexte, Lieu

_ROLES = {
    RoleParagraphe.ETIQUETTE: Style.ETIQUETTE,
    RoleParagraphe.SOURCE: Style.SOURCE,
    RoleParagraphe.ATTACHE: Style.ATTACHE,
}


def ecrire_blocs(ctx: Contexte, blocs: Sequence[Bloc], lieu: Lieu) -> str:
    """The XML of some blocks, one after the other."""
    sortie: list[str] = []
    for bloc in blocs:
        if isinstance(bloc, Tableau) and not bloc.legende and sortie and sortie[-1].endswith("</w:tbl>"):
            sortie.append(simple(lieu.style))  # Word would make one table of the two
        sortie.append(_bloc(ctx, bloc, lieu))
    return "".join(sortie)


def _bloc(ctx: Contexte, bloc: Bloc, lieu: Lieu) -> str:  # noqa: PLR0911 one return a kind of block
    match bloc:
        case Paragraphe():
            return _paragraphe(ctx, bloc, lieu)
        case Liste():
            return ecrire_liste(ctx, bloc, lieu)
        case Tableau():
            return ecrire_tableau(ctx, bloc, lieu)
        case Titre():
            return _titre(ctx, bloc, lieu)
        case Citation():
            return ctx.ecrire(ctx, bloc.blocs, replace(lieu, style=ctx.styles[Style.CITATION]))
        case Image():
            return ecrire_image(ctx, bloc, lieu)
        case Manque():
            pr = proprietes(ctx, ctx.styles[Style.MANQUE], lieu, retrait=lieu.retrait)
            return paragraphe(pr, fragment(bloc.message))
        case Signatures():
            return ecrire_signatures(ctx, bloc, lieu)


def _paragraphe(ctx: Contexte, bloc: Paragraphe, lieu: Lieu) -> str:
    role = _ROLES.get(bloc.role)
    style = ctx.styles[role] if role else lieu.style
    pr = proprietes(ctx, style, lieu, retrait=lieu.retrait, aere=bloc.role is RoleParagraphe.SOURCE)
    return paragraphe(pr, runs(ctx, bloc.contenu, lieu))


def _titre(ctx: Contexte, titre: Titre, lieu: Lieu) -> str:
    instance, libelle = ctx.numerotation.titre(titre)
    num = numero(instance, titre.niveau - 1 if instance else 0)
    pr = proprietes(ctx, ctx.styles.titre(titre.niveau), lieu, num=num, page=titre.nouvelle_page, aere=True)
    nom = ctx.identifiants.signet(titre.ancre)
    contenu = signet(ctx.identifiants.suivant(), nom, runs(ctx, titre.contenu, lieu))
    return paragraphe(pr, (fragment(f"{libelle}. ") if libelle else "") + contenu)
