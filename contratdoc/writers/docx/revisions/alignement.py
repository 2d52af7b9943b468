"""Which element of a sequence became which of another: equal ones first, then, between them, the near ones."""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar

from contratdoc.ecrits.ressemblance import Index

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Sequence

T = TypeVar("T")
Paire: TypeAlias = "tuple[int | None, int | None]"
_TOUTES: Final = 900
"""Up to so many pairs are all measured; beyond, only those that an index of their words finds."""
_PROCHES: Final = 4


def aligner(
    avant: Sequence[T],
    apres: Sequence[T],
    *,
    cle: Callable[[T], Hashable],
    texte: Callable[[T], str],
    note: Callable[[T, T], float],
    seuil: float,
) -> list[Paire]:
    """Align two sequences.

    Args:
        avant: The first.
        apres: The second.
        cle: What is equal for two elements when nothing changed.
        texte: What an element reads, to find near ones in a long gap.
        note: How near two elements are, from 0 to 1.
        seuil: From which nearness on they are the same element, changed.

    Returns:
        Ranks, in the order of both: (i, j) for a pair, (i, None) for what is gone, (None, j) for what is new.
    """
    egales = _egales([cle(a) for a in avant], [cle(b) for b in apres])
    sortie: list[Paire] = []
    for (i, j), (i2, j2) in pairwise([(-1, -1), *egales, (len(avant), len(apres))]):
        proches = _proches(avant[i + 1 : i2], apres[j + 1 : j2], texte, note, seuil)
        for (x, y), (x2, y2) in pairwise([(-1, -1), *proches, (i2 - i - 1, j2 - j - 1)]):
            sortie += [(i + 1 + k, None) for k in range(x + 1, x2)]
            sortie += [(None, j + 1 + k) for k in range(y + 1, y2)]
            if x2 < i2 - i - 1:
                sortie.append((i + 1 + x2, j + 1 + y2))
        if i2 < len(avant):
            sortie.append((i2, j2))
    return sortie


def _egales(avant: Sequence[Hashable], apres: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Equal elements in the same order; what both ends share is taken off first, for it is nearly everything."""
    court = min(len(avant), len(apres))
    debut = next((k for k in range(court) if avant[k] != apres[k]), court)
    reste = court - debut
    fin = next((k for k in range(reste) if avant[-1 - k] != apres[-1 - k]), reste)
    milieu = SequenceMatcher(
        None, avant[debut : len(avant) - fin], apres[debut : len(apres) - fin], autojunk=False
    ).get_matching_blocks()
    paires = [(k, k) for k in range(debut)]
    paires += [(debut + b.a + k, debut + b.b + k) for b in milieu for k in range(b.size)]
    return paires + [(len(avant) - k, len(apres) - k) for k in range(fin, 0, -1)]


def _proches(
    avant: Sequence[T], apres: Sequence[T], texte: Callable[[T], str], note: Callable[[T, T], float], seuil: float
) -> list[tuple[int, int]]:
    """The chain of near pairs, each after the other on both sides, that weighs most."""
    if not avant or not apres:
        return []
    candidats = (
        [(i, j) for i in range(len(avant)) for j in range(len(apres))]
        if len(avant) * len(apres) <= _TOUTES
        else _par_index(avant, apres, texte, seuil)
    )
    notes = [(i, j, n) for i, j in candidats if (n := note(avant[i], apres[j])) >= seuil]
    return _chaine(notes, len(apres))


def _par_index(
    avant: Sequence[T], apres: Sequence[T], texte: Callable[[T], str], seuil: float
) -> Iterator[tuple[int, int]]:
    index = Index([texte(b) for b in apres])
    for i, a in enumerate(avant):
        for j, _ in index.proches(texte(a), seuil)[:_PROCHES]:
            yield i, j


def _chaine(notes: Sequence[tuple[int, int, float]], nombre: int) -> list[tuple[int, int]]:
    """The heaviest chain that rises on both sides: a tree of prefix maxima (Fenwick) over the second ranks."""
    poids, parents = [0.0], [0]  # link 0 is the empty chain
    arbre = [0] * (nombre + 1)
    tries = sorted(notes, key=lambda t: (t[0], -t[1]))
    for _, j, n in tries:
        parent, k = 0, j
        while k:
            parent = max(parent, arbre[k], key=poids.__getitem__)
            k -= k & -k
        poids.append(poids[parent] + n)
        parents.append(parent)
        k = j + 1
        while k <= nombre:
            arbre[k] = max(arbre[k], len(poids) - 1, key=poids.__getitem__)
            k += k & -k
    chaine: list[tuple[int, int]] = []
    maillon = max(range(len(poids)), key=poids.__getitem__)
    while maillon:
        chaine.append(tries[maillon - 1][:2])
        maillon = parents[maillon]
    return chaine[::-1]
