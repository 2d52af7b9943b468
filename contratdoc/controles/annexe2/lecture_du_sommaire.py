"""A table of contents typed by hand, each line beside the heading of the body that it announces."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contratdoc.controles.annexe2.elements import parente
from contratdoc.ecrits.ecrit import VALEUR, Nature, Passage
from contratdoc.ecrits.ressemblance import Index, mots
from contratdoc.ecrits.sommaire import sans_page
from contratdoc.ecrits.titres import Numero, lire_numero

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contratdoc.ecrits.ecrit import Ecrit

_PROCHE = 0.6
_CHERCHE = 0.4
_TITRE_MAX = 200
_ENTREES_MAX = 600
_PAR_ENTREE = 120
_PAS_UN_TITRE = 0.3
"""What a line of the body that is no heading loses, so that a heading of the same words is taken first."""
_AUTRE_NUMERO = 0.05
_MEME_NUMERO = 0.25
"""What the same number is worth: « 3/ Orientations stratégiques et opérationnelles » before an unnumbered label."""
_DEBUT = 8


@dataclass(frozen=True, slots=True)
class Ligne:
    """A line of the table of contents, or a heading of the body.

    Attributes:
        passage: What is typed.
        titre: Its words, without number nor page.
        numero: The number typed by hand before it.
        page: The page that it gives.
    """

    passage: Passage
    titre: str
    numero: Numero | None
    page: int | None = None

    @property
    def certain(self) -> bool:
        """True for a heading marked or numbered as such."""
        return self.passage.nature is Nature.TITRE


@dataclass(frozen=True, slots=True)
class Rapprochement:
    """The table of contents and the headings.

    Attributes:
        entrees: The lines of the table of contents.
        titres: The headings of the body, in order, those met only.
        paires: Rank of the heading of each entry, None when it has none; ranks go up.
        ailleurs: Entries without heading in order, which have one of the same words elsewhere: its rank.
        repetees: Entries whose words are those of a heading, be it another entry's.
    """

    entrees: tuple[Ligne, ...]
    titres: tuple[Ligne, ...]
    paires: tuple[int | None, ...]
    ailleurs: dict[int, int]
    repetees: frozenset[int] = frozenset()


_MEMOIRE: list[tuple[Ecrit, Rapprochement]] = []


def rapprocher(ecrit: Ecrit) -> Rapprochement:
    """Pair the lines of the table of contents with the headings; the last one is kept, since four rules ask for it.

    Args:
        ecrit: The text.

    Returns:
        The pairs; nothing when the text has no table of contents.
    """
    if not _MEMOIRE or _MEMOIRE[0][0] is not ecrit:
        _MEMOIRE[:] = [(ecrit, _rapprocher(ecrit))]
    return _MEMOIRE[0][1]


def _rapprocher(ecrit: Ecrit) -> Rapprochement:
    entrees = tuple(e for p in ecrit.sommaire[:_ENTREES_MAX] if mots((e := _entree(p)).titre))
    if not entrees:
        return Rapprochement((), (), (), {})
    debuts = {e.titre[:_DEBUT].casefold() for e in entrees}
    titres = tuple(Ligne(p, p.libelle, _numero(p, p.texte)) for p in ecrit.passages if _peut_etre_un_titre(p, debuts))
    index = Index([t.titre for t in titres])
    notes: list[tuple[int, int, float]] = []
    for i, e in enumerate(entrees):
        proches = index.proches(e.titre, _CHERCHE)[:_PAR_ENTREE]
        notes += [(i, j, n) for j, _ in proches if (n := _note(e, titres[j])) >= _PROCHE - _AUTRE_NUMERO]
    paires = _suite(notes, len(entrees), len(titres))
    pris = {j for j in paires if j is not None}
    ailleurs: dict[int, int] = {}
    for i, j, n in notes:
        if paires[i] is None and j not in pris and n >= 1 - _AUTRE_NUMERO and titres[j].certain:
            ailleurs.setdefault(i, j)
    repetees = frozenset(i for i, _, n in notes if n >= 1 - _AUTRE_NUMERO)
    return Rapprochement(entrees, titres, tuple(paires), ailleurs, repetees)


def _peut_etre_un_titre(p: Passage, debuts: set[str]) -> bool:
    """Keep headings, and the short lines that begin as a line of the table of contents does."""
    if p.nature in (Nature.SOMMAIRE, Nature.CITATION) or len(p.texte) > _TITRE_MAX or VALEUR in p.texte:
        return False
    return p.nature in (Nature.TITRE, Nature.INTERTITRE) or p.libelle[:_DEBUT].casefold() in debuts


def _entree(p: Passage) -> Ligne:
    titre, page = sans_page(p.texte)
    numero = _numero(p, titre)
    return Ligne(p, titre[numero.debut :] if numero is not None else titre, numero, page)


def _numero(p: Passage, texte: str) -> Numero | None:
    """Read the number of a line; that of an item of a list is not in its text any more."""
    lu = lire_numero(texte)
    return Numero(p.marque, "nombre", 0) if lu is None and p.marque.isdecimal() else lu


def _note(entree: Ligne, titre: Ligne) -> float:
    note = parente(entree.titre, titre.titre)
    if not titre.certain and titre.passage.nature is not Nature.INTERTITRE:
        note = note - _PAS_UN_TITRE if note == 1 else 0.0
    a, b = entree.numero, titre.numero
    if a is None or b is None:
        return note if a is b else note - _AUTRE_NUMERO
    return note + _MEME_NUMERO if a.texte.casefold() == b.texte.casefold() and note >= _PROCHE else note - _AUTRE_NUMERO


def _suite(notes: Sequence[tuple[int, int, float]], entrees: int, titres: int) -> list[int | None]:
    """Choose at most one heading for each entry, in order, so that the sum of likenesses is the greatest.

    A Fenwick tree keeps, for each rank of heading, the best chain that ends before it.
    """
    arbre: list[tuple[float, int]] = [(0.0, -1)] * (titres + 1)
    avant = [-1] * len(notes)
    ordre = sorted(range(len(notes)), key=lambda k: (notes[k][0], -notes[k][1]))
    meilleur = (0.0, -1)
    for k in ordre:
        _, j, note = notes[k]
        total, avant[k] = _maximum(arbre, j)
        total += note
        meilleur = max(meilleur, (total, k))
        rang = j + 1
        while rang <= titres:
            arbre[rang] = max(arbre[rang], (total, k))
            rang += rang & -rang
    paires: list[int | None] = [None] * entrees
    k = meilleur[1]
    while k >= 0:
        paires[notes[k][0]] = notes[k][1]
        k = avant[k]
    return paires


def _maximum(arbre: Sequence[tuple[float, int]], rang: int) -> tuple[float, int]:
    total = (0.0, -1)
    while rang > 0:
        total = max(total, arbre[rang])
        rang -= rang & -rang
    return total


def plus_longue_montee(valeurs: Sequence[int]) -> set[int]:
    """Return the ranks of a longest run of values that never go down: the others are the ones out of place.

    Args:
        valeurs: Values in order.

    Returns:
        Ranks.
    """
    fins: list[int] = []
    rangs: list[int] = []
    avant = [-1] * len(valeurs)
    for i, v in enumerate(valeurs):
        k = bisect_right(fins, v)
        avant[i] = rangs[k - 1] if k else -1
        if k == len(fins):
            fins.append(v)
            rangs.append(i)
        else:
            fins[k], rangs[k] = v, i
    gardes: set[int] = set()
    i = rangs[-1] if rangs else -1
    while i >= 0:
        gardes.add(i)
        i = avant[i]
    return gardes
