"""How long a document is, in words."""

from __future__ import annotations

from contratdoc.document.noeuds import (
    Bloc,
    Citation,
    Document,
    Inline,
    Lien,
    Liste,
    Paragraphe,
    Renvoi,
    Tableau,
    Texte,
    Titre,
)


def compter_mots(document: Document) -> int:
    """Count the words of the body: cover, sommaire and footnotes left out."""
    return sum(_mots(b) for s in document.sections for b in s.blocs)


def _mots(bloc: Bloc) -> int:
    match bloc:
        case Paragraphe() | Titre():
            return sum(_mots_inline(i) for i in bloc.contenu)
        case Liste():
            return sum(_mots(b) for e in bloc.elements for b in e.blocs)
        case Tableau():
            lignes = (*bloc.entetes, *bloc.lignes)
            return sum(_mots(b) for ligne in lignes for c in ligne.cellules for b in c.blocs)
        case Citation():
            return sum(_mots(b) for b in bloc.blocs)
        case _:
            return 0


def _mots_inline(i: Inline) -> int:
    match i:
        case Texte() | Renvoi():
            return len(i.texte.split())
        case Lien():
            return sum(len(t.texte.split()) for t in i.contenu)
        case _:
            return 0
