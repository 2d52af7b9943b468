"""Annexe 2 against the axes: what is the same, reworded, missing, added, or under another axis or orientation."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from contratdoc.controles.annexe2.elements import Axe, Element, Genre, cle, parente
from contratdoc.controles.annexe2.lecture_des_axes import lire_les_axes
from contratdoc.controles.annexe2.lecture_du_tableau import Annexe, lire_l_annexe
from contratdoc.ecrits.ressemblance import Index

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contratdoc.ecrits.ecrit import Ecrit

_MEME = 0.85
"""From here on, two wordings surely say the same thing."""
_REFORMULE = 0.5
"""From here on, two wordings left alone in the same axis are most likely one, rewritten."""
_MEME_RANG = 0.3
"""Two orientations of the same rank need no more."""
_PARENT = 0.4
_SUR = 0.5
_AXES_MAX = 40


class Sorte(StrEnum):
    """What is wrong with an element."""

    ABSENT = "absent"
    REFORMULE = "reformulé"
    AJOUTE = "ajouté"
    DEPLACE = "déplacé"


@dataclass(frozen=True, slots=True)
class Ecart:
    """A difference: `corps` is None for what only the annexe holds, `annexe` for what only the axis holds.

    Attributes:
        sur: True when the two texts agree on enough for the difference to be certain.
        axe_annexe: The axis of the annexe; None when it has none for this one.
    """

    sorte: Sorte
    axe: Axe
    axe_annexe: Axe | None
    corps: Element | None = None
    annexe: Element | None = None
    sur: bool = True


@dataclass(slots=True)
class _Appariement:
    """The elements of one kind of an axis: which ones of the annexe each of the body met, and what is left."""

    paires: list[tuple[Element, Element, float]] = field(default_factory=list)
    absents: list[Element] = field(default_factory=list)
    ajouts: list[Element] = field(default_factory=list)


_MEMOIRE: list[tuple[Ecrit, tuple[Ecart, ...]]] = []


def ecarts_de(ecrit: Ecrit) -> tuple[Ecart, ...]:
    """Compare the annexe of a text with its axes; the last one is kept, since four rules ask for it.

    Args:
        ecrit: The text.

    Returns:
        The differences, in the order of the body; none when the text has no such annexe, or no axis.
    """
    if not _MEMOIRE or _MEMOIRE[0][0] is not ecrit:
        _MEMOIRE[:] = [(ecrit, _comparer(ecrit))]
    return _MEMOIRE[0][1]


def _comparer(ecrit: Ecrit) -> tuple[Ecart, ...]:
    annexe = lire_l_annexe(ecrit)
    if annexe is None or len(annexe.axes) > _AXES_MAX:
        return ()
    axes = lire_les_axes(ecrit, [a.titre for a in annexe.axes if a.titre])[:_AXES_MAX]
    if not axes:
        return ()
    couples = [(axe, _axe_de_l_annexe(axe, annexe)) for axe in axes]
    ecarts: list[Ecart] = []
    paires = 0
    for axe, vis_a_vis in couples:
        if vis_a_vis is None:
            ecarts.append(Ecart(Sorte.ABSENT, axe, None))
            continue
        if axe.titre and vis_a_vis.titre and parente(axe.titre, vis_a_vis.titre) < 1:
            ecarts.append(Ecart(Sorte.REFORMULE, axe, vis_a_vis))
        for genre in Genre:
            if genre in annexe.genres and axe.de(genre):
                lu = _apparier(axe, vis_a_vis, genre)
                paires += len(lu.paires) if genre is not Genre.ACTION else 0
                ecarts += _ecarts(lu, axe, vis_a_vis)
    connus = {id(a) for _, a in couples}
    ecarts += [Ecart(Sorte.AJOUTE, a, a) for a in annexe.axes if id(a) not in connus]
    total = sum(len(a.de(g)) for a, _ in couples for g in (Genre.ORIENTATION, Genre.OBJECTIF) if g in annexe.genres)
    sur = paires >= _SUR * total
    ecarts = _deplaces(ecarts)
    return tuple(ecarts) if sur else tuple(_pas_sur(e) for e in ecarts)


def _pas_sur(e: Ecart) -> Ecart:
    return Ecart(e.sorte, e.axe, e.axe_annexe, e.corps, e.annexe, sur=False)


def _axe_de_l_annexe(axe: Axe, annexe: Annexe) -> Axe | None:
    """Return the axis of the annexe that has the same number, else the one whose title is near."""
    memes = [a for a in annexe.axes if axe.numero and a.numero == axe.numero]
    proches = sorted((a for a in annexe.axes), key=lambda a: -parente(a.titre, axe.titre))
    if not memes and proches and parente(proches[0].titre, axe.titre) >= _REFORMULE:
        memes = proches
    return memes[0] if memes else None


def _apparier(axe: Axe, vis_a_vis: Axe, genre: Genre) -> _Appariement:
    corps, annexe = axe.de(genre), vis_a_vis.de(genre)
    lu = _Appariement()
    index = Index([e.texte for e in annexe])
    pris: set[int] = set()
    possibles: list[tuple[float, int, int]] = []
    for i, e in enumerate(corps):
        notes = [(parente(e.texte, annexe[j].texte), i, j) for j, _ in index.proches(e.texte, _MEME_RANG)]
        notes += _meme_rang(e, annexe, i)
        possibles += [n for n in notes if n[0] >= _REFORMULE or n in _meme_rang(e, annexe, i)]
    faits: set[int] = set()
    for note, i, j in sorted(possibles, key=lambda p: (-p[0], p[1], p[2])):
        # An orientation is often said twice in the body, as a heading of its own: two may be one of the annexe.
        repris = note == 1 or (genre is Genre.ORIENTATION and (note >= _MEME or _meme_rang(corps[i], annexe, i)))
        if i in faits or (j in pris and not repris):
            continue
        faits.add(i)
        pris.add(j)
        lu.paires.append((corps[i], annexe[j], note))
    ailleurs = {cle(e.texte) for e in vis_a_vis.elements}
    lu.absents = [e for i, e in enumerate(corps) if i not in faits and cle(e.texte) not in ailleurs]
    ici = {cle(e.texte) for e in axe.elements}
    lu.ajouts = [e for j, e in enumerate(annexe) if j not in pris and cle(e.texte) not in ici]
    return lu


def _meme_rang(e: Element, annexe: Sequence[Element], i: int) -> list[tuple[float, int, int]]:
    """Return the orientation of the annexe at the rank that the number of this one gives, if they are akin."""
    if e.genre is not Genre.ORIENTATION or not e.numero.isdecimal() or not 1 <= int(e.numero) <= len(annexe):
        return []
    j = int(e.numero) - 1
    note = parente(e.texte, annexe[j].texte)
    return [(note, i, j)] if note >= _MEME_RANG else []


def _ecarts(lu: _Appariement, axe: Axe, vis_a_vis: Axe) -> list[Ecart]:
    ecarts: list[Ecart] = []
    for corps, annexe, note in lu.paires:
        if note < 1:
            ecarts.append(Ecart(Sorte.REFORMULE, axe, vis_a_vis, corps, annexe))
        if _sous_une_autre(corps, annexe, vis_a_vis):
            ecarts.append(Ecart(Sorte.DEPLACE, axe, vis_a_vis, corps, annexe))
    for e in lu.absents:
        seul = not any(parente(e.texte, a.texte) >= _PARENT for a in lu.ajouts)
        ecarts.append(Ecart(Sorte.ABSENT, axe, vis_a_vis, corps=e, sur=seul))
    for e in lu.ajouts:
        seul = not any(parente(e.texte, c.texte) >= _PARENT for c in lu.absents)
        ecarts.append(Ecart(Sorte.AJOUTE, axe, vis_a_vis, annexe=e, sur=seul))
    return ecarts


def _sous_une_autre(corps: Element, annexe: Element, vis_a_vis: Axe) -> bool:
    """Say whether an objective stands under another orientation than in its axis, both being known."""
    if not corps.orientation or not annexe.orientation or parente(corps.orientation, annexe.orientation) >= _REFORMULE:
        return False
    return any(parente(corps.orientation, o.texte) >= _MEME for o in vis_a_vis.de(Genre.ORIENTATION))


def _deplaces(ecarts: list[Ecart]) -> list[Ecart]:
    """Tell as one what is absent from an axis of the annexe and added to another."""
    ajouts = [e for e in ecarts if e.sorte is Sorte.AJOUTE and e.annexe is not None]
    index = Index([e.annexe.texte for e in ajouts if e.annexe is not None])
    partis: set[int] = set()
    sortie: list[Ecart] = []
    for e in ecarts:
        ailleurs = -1
        if e.sorte is Sorte.ABSENT and e.corps is not None:
            for j, _ in index.proches(e.corps.texte, _MEME):
                trouve = ajouts[j].annexe
                if id(ajouts[j]) not in partis and trouve is not None and trouve.genre is e.corps.genre:
                    ailleurs = j
                    break
        if ailleurs < 0:
            sortie.append(e)
        else:
            partis.add(id(ajouts[ailleurs]))
            sortie.append(Ecart(Sorte.DEPLACE, e.axe, ajouts[ailleurs].axe_annexe, e.corps, ajouts[ailleurs].annexe))
    return [e for e in sortie if id(e) not in partis]
