"""Lists: each restarts by itself, so each ordered list is an instance of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from contratdoc.document.noeuds import Element, Liste, MarqueListe, Paragraphe
from contratdoc.writers.docx.inlines import runs
from contratdoc.writers.docx.paragraphes import numero, paragraphe, proprietes
from contratdoc.writers.docx.styles import Style

if TYPE_CHECKING:
    from contratdoc.writers.docx.contexte import Contexte, Lieu

_DERNIER_RANG = 8  # Word has nine levels
_STYLES = {
    MarqueListe.PUCE: (Style.PUCE, Style.LISTE_PUCES),
    MarqueListe.NUMERO: (Style.NUMERO, Style.LISTE_NUMEROS),
    MarqueListe.ORIENTATION: (Style.ORIENTATION, Style.LISTE_ORIENTATIONS),
    MarqueListe.OBJECTIF: (Style.OBJECTIF, Style.LISTE_ORIENTATIONS),
}
# The two levels of orientations are the first two of their definition, wherever the list stands.
_RANGS = {MarqueListe.ORIENTATION: 0, MarqueListe.OBJECTIF: 1}


def ecrire_liste(ctx: Contexte, liste: Liste, lieu: Lieu) -> str:
    """A list and all that its items hold."""
    style, definition = _STYLES[liste.marque]
    rang = _RANGS.get(liste.marque, min(lieu.rang, _DERNIER_RANG))
    instance = _instance(ctx, liste, lieu, rang, definition)
    # An orientation list inside another list is moved right as a whole; other lists go one level deeper.
    decalage = lieu.retrait if liste.marque is MarqueListe.ORIENTATION else 0
    retrait = ctx.numerotation.retrait(definition, rang) + decalage
    ici = ctx.styles[style] if lieu.style in {ctx.styles[Style.CORPS], ctx.styles[Style.SUITE_LISTE]} else lieu.style
    suite = ctx.styles[Style.SUITE_LISTE] if lieu.style == ctx.styles[Style.CORPS] else lieu.style
    largeur = lieu.largeur + lieu.retrait - retrait
    dedans = replace(
        lieu, style=suite, retrait=retrait, rang=lieu.rang + 1, largeur=largeur, liste=instance, alignement=None
    )
    num = numero(instance, rang)
    return "".join(
        _element(ctx, element, dedans, ici, num=num, retrait=retrait if decalage else 0) for element in liste.elements
    )


def _instance(ctx: Contexte, liste: Liste, lieu: Lieu, rang: int, definition: Style) -> int:
    if liste.marque is MarqueListe.PUCE:
        return ctx.numerotation.puces()
    if liste.marque is MarqueListe.OBJECTIF and lieu.liste and liste.depart == 1:
        return lieu.liste
    return ctx.numerotation.liste(definition, rang, liste.depart)


def _element(ctx: Contexte, element: Element, lieu: Lieu, style: str, *, num: str, retrait: int) -> str:
    pr = proprietes(ctx, style, lieu, num=num, retrait=retrait)
    if element.blocs and isinstance(premier := element.blocs[0], Paragraphe):
        return paragraphe(pr, runs(ctx, premier.contenu, lieu)) + ctx.ecrire(ctx, element.blocs[1:], lieu)
    return paragraphe(pr) + ctx.ecrire(ctx, element.blocs, lieu)
