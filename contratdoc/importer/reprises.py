"""What a page break cut in two, put together again: paragraphs, tables, words of cells."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from contratdoc.ecrits.ecrit import Cellule, Nature, Passage, TableauEcrit
from contratdoc.importer import regles
from contratdoc.importer.texte import en_cellules
from contratdoc.importer.unites import Laisse, Sorte, Unite

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contratdoc.importer.unites import Source

_FINS = (".", "!", "?", ":", ";", "…", "»", '"', ")")
_CESURE = re.compile(r"\b([^\W\d_]{2,})-([a-zà-ÿ]{2,})\b")
_MOT = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_CASE_LONGUE = 120
_ECART_MAX = 6
"""Empty lines between the two halves of a table, at most."""
_LONGUEUR_COUPEE = 40
"""A shorter line that does not end is a heading or a name, not a paragraph cut in two."""


def reprendre(source: Source) -> tuple[tuple[Unite, ...], list[Laisse]]:
    """Put together what page breaks cut.

    Args:
        source: A document.

    Returns:
        The same words, in fewer units; and the headers of tables that a page break had repeated.
    """
    reunies: list[Unite] = []
    laisses: list[Laisse] = []
    for u in source.unites:
        derniere = reunies[-1] if reunies else None
        if derniere is not None and _paragraphe_coupe(derniere, u):
            reunies[-1] = _joindre(derniere, u)
        elif derniere is not None and source.forme == "lignes" and _tableau_coupe(derniere, u):
            reunies[-1] = _reunir(derniere, u, laisses)
        else:
            reunies.append(u)
    vocabulaire = _vocabulaire(reunies)
    return tuple(v for u in reunies for v in _sortir_la_source(_recoller(u, vocabulaire))), laisses


# --- paragraphs -----------------------------------------------------------------------------------------------------


def _paragraphe_coupe(a: Unite, b: Unite) -> bool:
    """Say whether a paragraph goes on in the next one: no end of sentence, then a small letter."""
    devine = a.sorte is Sorte.TITRE and isinstance(a.bloc, Passage) and a.bloc.nature is Nature.INTERTITRE
    if a.sorte not in (Sorte.PARAGRAPHE, Sorte.ELEMENT) and not devine:
        return False
    if b.sorte is not Sorte.PARAGRAPHE or a.notes:
        return False
    texte, suite = a.texte.rstrip(), b.texte.lstrip()
    if b.ligne - a.fin < 2 or len(texte) < _LONGUEUR_COUPEE:  # noqa: PLR2004 - an empty line at least
        return False
    return bool(texte) and not texte.endswith(_FINS) and suite[:1].islower()


def _joindre(a: Unite, b: Unite) -> Unite:
    assert isinstance(a.bloc, Passage)
    assert isinstance(b.bloc, Passage)
    decalage = len(a.bloc.texte) + 1
    reperes = (*a.bloc.reperes, *((rang + decalage, place) for rang, place in b.bloc.reperes))
    bloc = replace(a.bloc, texte=f"{a.bloc.texte} {b.bloc.texte}", reperes=reperes)
    noms = tuple(dict.fromkeys((*a.regles, *b.regles, regles.PAGE_COUPEE)))
    if a.sorte is Sorte.TITRE:
        a = replace(a, sorte=Sorte.PARAGRAPHE)
        bloc = replace(bloc, nature=Nature.PARAGRAPHE)
    return replace(a, bloc=bloc, md=f"{a.md} {b.md}", notes=b.notes, regles=noms, fin=b.fin)


# --- tables ---------------------------------------------------------------------------------------------------------


def _tableau_coupe(a: Unite, b: Unite) -> bool:
    """Say whether a table goes on in the next one: nothing between them, and no other header."""
    if not isinstance(a.bloc, TableauEcrit) or not isinstance(b.bloc, TableauEcrit) or b.legende:
        return False
    if b.ligne - a.fin > _ECART_MAX or b.bloc.place.fichier != a.bloc.place.fichier:
        return False
    if _textes(b.bloc.lignes[0]) == _textes(a.bloc.lignes[0]):
        return True
    etiquettes = {t[0] for t in map(_textes, a.bloc.lignes[1:]) if t and t[0]}
    if etiquettes & {t[0] for t in map(_textes, b.bloc.lignes) if t and t[0]}:
        return False
    plus_large = max(map(len, b.bloc.lignes)) > max(map(len, a.bloc.lignes))
    return not plus_large and _est_une_ligne_de_donnees(b.bloc.lignes[0])


def _textes(ligne: tuple[Cellule, ...]) -> list[str]:
    return [" ".join(c.texte.split()).casefold() for c in ligne]


def _est_une_ligne_de_donnees(ligne: tuple[Cellule, ...]) -> bool:
    """Say whether a row is no header: it has a figure after its first cell, or a whole text."""
    textes = _textes(ligne)
    return any(len(t) > _CASE_LONGUE for t in textes) or any(t[:1].isdecimal() for t in textes[1:])


def _reunir(a: Unite, b: Unite, laisses: list[Laisse]) -> Unite:
    assert isinstance(a.bloc, TableauEcrit)
    assert isinstance(b.bloc, TableauEcrit)
    largeur = max(map(len, a.bloc.lignes))
    saute = 1 if _textes(b.bloc.lignes[0]) == _textes(a.bloc.lignes[0]) else 0
    if saute:
        repete = " ".join(c.texte for c in b.bloc.lignes[0])
        laisses.append(Laisse(b.bloc.place, repete, regles.TABLEAU_COUPE))
    suite = tuple(_elargir(ligne, largeur) for ligne in b.bloc.lignes[saute:])
    bloc = TableauEcrit((*a.bloc.lignes, *suite), (*a.bloc.places, *b.bloc.places[saute:]))
    noms = tuple(dict.fromkeys((*a.regles, *b.regles, regles.TABLEAU_COUPE)))
    return replace(a, bloc=bloc, cellules=en_cellules(bloc), regles=noms, fin=b.fin)


def _elargir(ligne: tuple[Cellule, ...], largeur: int) -> tuple[Cellule, ...]:
    """Give a row the width of the table: the cells that a merged one lacks come after the first."""
    manquent = largeur - len(ligne)
    return (*ligne[:1], *(Cellule(()) for _ in range(manquent)), *ligne[1:]) if manquent > 0 else ligne


def _sortir_la_source(u: Unite) -> tuple[Unite, ...]:
    """Put a last row « Source : … » after its table."""
    if not isinstance(u.bloc, TableauEcrit) or len(u.bloc.lignes) < 3:  # noqa: PLR2004 - a header, a row, the source
        return (u,)
    derniere = [p for c in u.bloc.lignes[-1] for p in c.passages]
    if len(derniere) != 1 or not derniere[0].texte.casefold().startswith("source"):
        return (u,)
    bloc = TableauEcrit(u.bloc.lignes[:-1], u.bloc.places[:-1])
    seule = replace(derniere[0], nature=Nature.PARAGRAPHE)
    apres = Unite(Sorte.PARAGRAPHE, seule, u.cellules[-1][0], regles=(regles.SOURCE_DU_TABLEAU,), fin=seule.ligne)
    return replace(u, bloc=bloc, cellules=u.cellules[:-1]), apres


# --- words of cells -------------------------------------------------------------------------------------------------


def _vocabulaire(unites: Sequence[Unite]) -> Counter[str]:
    return Counter(m.casefold() for u in unites for m in _MOT.findall(u.texte))


def _recoller(u: Unite, vocabulaire: Counter[str]) -> Unite:
    """Join the words of cells that a narrow column cut: « pro-gramme », when « programme » is read elsewhere."""
    if u.sorte is not Sorte.TABLEAU:
        return u

    def joindre(m: re.Match[str]) -> str:
        entier = m[1] + m[2]
        return entier if vocabulaire[entier.casefold()] > vocabulaire[m[0].casefold()] // 2 else m[0]

    cellules = tuple(tuple(_CESURE.sub(joindre, c) for c in ligne) for ligne in u.cellules)
    if cellules == u.cellules:
        return u
    return replace(u, cellules=cellules, regles=tuple(dict.fromkeys((*u.regles, regles.CESURE_DE_CELLULE))))
