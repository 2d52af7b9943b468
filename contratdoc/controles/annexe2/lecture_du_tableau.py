"""The table of Annexe 2 to axes, orientations, objectives and actions."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from contratdoc.controles.annexe2.elements import Axe, Element, Genre, numero_d_axe
from contratdoc.ecrits.ecrit import Nature, Passage, TableauEcrit
from contratdoc.ecrits.ressemblance import mots

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.diagnostics import Place
    from contratdoc.ecrits.ecrit import Cellule, Ecrit

_COLONNES = (
    ("action", re.compile(r"\baction|\bmesure")),
    ("objectif", re.compile(r"\bobjectif (?:operationnel|specifique)|^objectif$")),
    ("orientation", re.compile(r"\borientation|\bobjectif strategique")),
    ("axe", re.compile(r"\baxe|\bpilier|\bthematique|\benjeu")),
)
_INTITULE_MAX = 60
_VOLET = re.compile(r"\bvolet\b", re.IGNORECASE)
_ANNONCE = re.compile(r"\bannexe 2\b|\btableau (?:de|recapitulatif|synthetique).*\b(?:orientation|objectif)")
_NUMERO = re.compile(r"(?P<n>\d{1,2})(?:[.)]?(?P<lettre>[a-z]|\.\d{1,2}))?\s*[.):/–-]?(?:\s+|$)")


@dataclass(frozen=True, slots=True)
class Annexe:
    """The table read: its axes, the kinds that it has a column for, and its place."""

    axes: tuple[Axe, ...]
    genres: frozenset[Genre]
    place: Place


@dataclass(slots=True)
class _AxeLu:
    numero: int
    titre: str
    place: Place
    elements: list[Element] = field(default_factory=list)
    orientation: str = ""


def lire_l_annexe(ecrit: Ecrit) -> Annexe | None:
    """Find the table of orientations and objectives, and read it.

    Args:
        ecrit: The text.

    Returns:
        What it holds; None when the text has no such table.
    """
    colonnes: dict[str, int] = {}
    axes: list[_AxeLu] = []
    annonce = False
    place: Place | None = None
    for bloc in ecrit.blocs:
        if isinstance(bloc, Passage):
            if bloc.nature in (Nature.TITRE, Nature.INTERTITRE):
                if axes:
                    break
                annonce = annonce or _ANNONCE.search(" ".join(mots(bloc.texte))) is not None
            continue
        tete = _colonnes(bloc)
        if tete and (annonce or len(tete) >= 3):  # noqa: PLR2004 - axis, orientation, objective: no other table
            colonnes, place = tete, place or bloc.place
        if colonnes:
            _lire(bloc, colonnes, axes, saute=1 if tete else 0)
    if not axes or place is None:
        return None
    genres = frozenset(g for g in Genre if g in colonnes)
    return Annexe(tuple(Axe(a.numero, a.titre, a.place, tuple(a.elements)) for a in axes), genres, place)


def _colonnes(tableau: TableauEcrit) -> dict[str, int]:
    """Name the columns after the cells of the first row; empty when they are not those of Annexe 2."""
    trouvees: dict[str, int] = {}
    for i, cellule in enumerate(tableau.lignes[0][:12] if tableau.lignes else ()):
        intitule = " ".join(mots(cellule.texte[: 2 * _INTITULE_MAX]))
        if len(intitule) <= _INTITULE_MAX:
            nom = next((n for n, motif in _COLONNES if n not in trouvees and motif.search(intitule)), None)
            if nom is not None:
                trouvees[nom] = i
    return trouvees if {"axe", "objectif"} <= trouvees.keys() or {"axe", "orientation"} <= trouvees.keys() else {}


def _lire(tableau: TableauEcrit, colonnes: dict[str, int], axes: list[_AxeLu], *, saute: int) -> None:
    largeur = max(colonnes.values())
    for ligne, place in zip(tableau.lignes[saute:], tableau.places[saute:], strict=True):
        if len(ligne) <= largeur and len(ligne) <= colonnes["axe"]:
            continue
        _axe(ligne[colonnes["axe"]], place, axes)
        if axes:
            _ligne(ligne, colonnes, axes[-1])


def _axe(cellule: Cellule, place: Place, axes: list[_AxeLu]) -> None:
    """Open an axis when the cell names another than the one under way; an empty cell goes on with it."""
    texte = cellule.texte.strip()
    if not texte:
        return
    lu = numero_d_axe(texte)
    numero, titre = (lu[0], texte[lu[1] :].lstrip(" :.–—-")) if lu is not None else (0, texte)
    titre = _VOLET.split(titre)[0].rstrip(" :,–—-")
    deja = next((a for a in axes if a.numero == numero and (numero or mots(a.titre) == mots(titre))), None)
    if deja is not None:
        # A row for each part (« volet ») of an axis: the axis goes on, its orientations begin anew.
        axes.append(axes.pop(axes.index(deja)))
        return
    premier = cellule.passages[0]
    axes.append(_AxeLu(numero, titre, premier.place() if premier.ligne else place))


def _ligne(ligne: tuple[Cellule, ...], colonnes: dict[str, int], axe: _AxeLu) -> None:
    def cellule(nom: str) -> Cellule | None:
        i = colonnes.get(nom)
        return ligne[i] if i is not None and i < len(ligne) else None

    orientations = [_sans_numero(p) for p in _passages(cellule("orientation"))]
    axe.elements += [Element(Genre.ORIENTATION, t, ou, n) for t, ou, n in orientations if t]
    if orientations:
        axe.orientation = orientations[0][0] if len(orientations) == 1 else ""
    groupes = list(_objectifs(cellule("objectif")))
    nombre = len({g for g, *_ in groupes})
    for g, texte, ou, numero in groupes:
        # Objectives numbered anew under each orientation of the cell: the n-th group is the n-th orientation's.
        sous = orientations[g][0] if nombre == len(orientations) > 1 else axe.orientation
        axe.elements.append(Element(Genre.OBJECTIF, texte, ou, numero, sous))
    for p in _passages(cellule("action")):
        texte, ou, numero = _sans_numero(p)
        if len(mots(texte)) > 1:
            axe.elements.append(Element(Genre.ACTION, texte, ou, numero))


def _passages(cellule: Cellule | None) -> tuple[Passage, ...]:
    return cellule.passages if cellule is not None else ()


def _objectifs(cellule: Cellule | None) -> Iterator[tuple[int, str, Place, str]]:
    """Read the objectives of a cell, each with the rank of its group; a number may stand alone before its text."""
    groupe, dernier, attente = 0, 0, ""
    for p in _passages(cellule):
        texte, ou, numero = _sans_numero(p)
        numero = numero or attente
        attente = "" if texte else numero
        if not texte:
            continue
        rang = int(numero) if numero.isdecimal() else 0
        if rang and rang <= dernier:
            groupe += 1
        dernier = rang
        yield groupe, texte, ou, numero


def _sans_numero(p: Passage) -> tuple[str, Place, str]:
    texte = p.texte.strip()
    m = _NUMERO.match(texte)
    if m is None:
        return texte, p.place(), ""
    return texte[m.end() :], p.place(m.end() if m.end() < len(texte) else 0), m["n"] + (m["lettre"] or "")
