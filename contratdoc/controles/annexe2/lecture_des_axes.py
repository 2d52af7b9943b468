"""The sections of the axes, in the body, to orientations, objectives and actions.

No two contracts head them alike: what is looked for is a line that names the kind (« Objectifs opérationnels : »,
« 3/ Orientations stratégiques », « Objectif opérationnel 1.1 : … »), then what follows it, until another heading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from contratdoc.controles.annexe2.elements import Axe, Element, Genre, numero_d_axe, valeur
from contratdoc.ecrits.ecrit import VALEUR, Nature, Passage
from contratdoc.ecrits.ressemblance import mots, ressemblance
from contratdoc.ecrits.titres import lire_numero

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from contratdoc.diagnostics import Place
    from contratdoc.ecrits.ecrit import Ecrit

_SUITE = r"(?: (?:de|du|d) (?:l )?(?:axe|volet|contrat(?: de ville)?))?"
_ETIQUETTES: tuple[tuple[Genre | None, re.Pattern[str]], ...] = (
    (
        Genre.ORIENTATION,
        re.compile(
            rf"(?:(?:le|no|l) )?(?:(?:orientation|objectif) strategique(?: (?:et |ou )?operationnelle?)?|orientation"
            rf"|orientation strategique et objectif operationnel){_SUITE}"
        ),
    ),
    (Genre.OBJECTIF, re.compile(rf"(?:(?:le|no|l) )?objectif(?: (?:operationnel|specifique))?{_SUITE}")),
    (
        Genre.ACTION,
        re.compile(
            rf"(?:(?:le|l) )?(?:(?:plan|programme|piste) (?:d )?action(?: operationnel)?"
            rf"|action(?: (?:a (?:mener|conduire|engager)|prevue|envisagee|proposee))?){_SUITE}"
        ),
    ),
    (None, re.compile(r"(?:(?:le|l) )?indicateur\b.*")),
)
_ETIQUETTE_MAX = 80
_AVEC_TEXTE = re.compile(
    r"(?P<quoi>(?:(?:orientation|objectif)s?(?:\s(?:strat[ée]gique|op[ée]rationnel(?:le)?|sp[ée]cifique)s?)?)"
    r"|plans?\sd['’]actions?)(?:\s?n°)?(?:\s?(?P<numero>\d{1,2}(?:[.-]?(?:\d{1,2}|[a-z]))?))?\s?[:–—-]\s?(?=\S)",
    re.IGNORECASE,
)
_OBJECTIF_NUMEROTE = re.compile(r"\d{1,2}\.?[a-z]|\d{1,2}\.\d{1,2}")
_ACTION_DE_PLUS = re.compile(r"[.;]\s+(?=Actions?\b|[A-ZÀ-Ý][a-zà-ÿ]+(?:er|ir)\b)")
_ACTION_MIN = 3
_LIBRE_MAX = 250
_MEME_TITRE = 0.85
_OBJECTIFS_MAX = 60
_PAS_UN_AXE = ("thématique", "priorité")  # an axis so called is known by its title alone
_FIN = re.compile(r"annexe|contributions? (?:de|du|des|d['’])", re.IGNORECASE)
_GROUPE = 0.8


@dataclass(slots=True)
class _Axe:
    numero: int
    titre: str
    passage: Passage
    elements: list[Element] = field(default_factory=list)


@dataclass(slots=True)
class _Lecture:
    """What is known while going down: the axis, the kind being listed, the line that named it, the orientations."""

    axes: list[_Axe] = field(default_factory=list)
    axe: _Axe | None = None
    genre: Genre | None = None
    etiquette: Passage | None = None
    libre: bool = True
    style: str = ""
    orientations: dict[str, str] = field(default_factory=dict)
    romain: int = 0

    def ajouter(self, genre: Genre, texte: str, place: Place, numero: str) -> None:
        """Add an element to the axis under way."""
        if self.axe is None:
            return
        sous = ""
        if genre is Genre.ORIENTATION:
            self.orientations[numero] = texte
        elif genre is Genre.OBJECTIF:
            rang = re.match(r"\d*", numero)
            sous = self.orientations.get(rang[0] if rang else "", "")
            if not sous and len(self.orientations) == 1:
                sous = next(iter(self.orientations.values()))
        self.axe.elements.append(Element(genre, texte, place, numero, sous))


def lire_les_axes(ecrit: Ecrit, titres_connus: Sequence[str] = ()) -> tuple[Axe, ...]:
    """Read the axes of the body.

    Args:
        ecrit: The text.
        titres_connus: Titles of axes that Annexe 2 gives: a heading like one of them opens an axis, « Axe » or not.

    Returns:
        The axes that list something, in order.
    """
    lec = _Lecture()
    for p in ecrit.passages:
        if p.nature in (Nature.SOMMAIRE, Nature.CITATION) or VALEUR in p.texte:
            continue
        if p.nature in (Nature.TITRE, Nature.INTERTITRE):
            if (_FIN.match(p.libelle) or _FIN.match(p.texte)) and any(a.elements for a in lec.axes):
                break
            if _ouvre(lec, p, titres_connus):
                continue
        if lec.axe is not None:
            _lire(lec, p)
    return tuple(Axe(a.numero, a.titre, a.passage.place(), tuple(a.elements)) for a in lec.axes if a.elements)


def _ouvre(lec: _Lecture, p: Passage, titres_connus: Sequence[str]) -> bool:
    """Open an axis at its heading, or close the one under way at a heading that is not below it."""
    texte = p.texte if numero_d_axe(p.texte) is not None else p.libelle  # « 3.1 Axe 1 : … »
    lu = numero_d_axe(texte)
    titre = texte[lu[1] :].lstrip(" :.–—-/") if lu is not None else texte
    if lu is None and any(ressemblance(titre, t) >= _MEME_TITRE for t in titres_connus):
        lu = (0, 0)
    if lu is not None and titre and not texte.casefold().startswith(_PAS_UN_AXE):
        lec.axe = _axe(lec, p, lu[0], titre)
        lec.genre, lec.etiquette, lec.orientations, lec.romain = None, None, {}, 0
        return True
    if lec.axe is None or p.nature is not Nature.TITRE or _etiquette(p) is not None:
        return False
    if _ferme(lec, p, lec.axe.passage):
        lec.axe = None
        return True
    return False


def _axe(lec: _Lecture, p: Passage, numero: int, titre: str) -> _Axe | None:
    """Return the axis that a heading opens: a new one, or the same again; None when its number is another's."""
    deja = next((a for a in lec.axes if a.numero == numero and numero and a.elements), None)
    if deja is None:
        lec.axes.append(_Axe(numero, titre, p))
        return lec.axes[-1]
    return deja if ressemblance(deja.titre, titre) >= _GROUPE else None


def _ferme(lec: _Lecture, p: Passage, axe: Passage) -> bool:
    """Say whether a heading ends the axis under way: it is not below it."""
    if not p.niveau or p.niveau > axe.niveau or "volet" in p.marque.casefold():
        return False
    numero = lire_numero(p.texte)
    if numero is None or not numero.style.startswith("romain"):
        return True
    # « I – Diagnostic », « II – Enjeux » may number the parts of an axis: what breaks that series is the next part.
    if valeur(numero.texte) != lec.romain + 1:
        return True
    lec.romain += 1
    return False


def _lire(lec: _Lecture, p: Passage) -> None:
    etiquette = _etiquette(p)
    if etiquette is not None:
        lec.genre, lec.etiquette, lec.libre = etiquette[0], p, True
        numero = lire_numero(p.texte)
        if p.nature is Nature.TITRE and numero is not None:
            lec.style = numero.style
        return
    m = _AVEC_TEXTE.match(p.libelle)
    if m is not None:
        _etiquette_avec_texte(lec, p, m)
    elif p.nature is Nature.TITRE and not _est_un_element(lec, p):
        lec.genre = None
        if "volet" in p.marque.casefold():
            lec.orientations = {}
    elif lec.genre is Genre.ACTION:
        _action(lec, p)
    elif lec.genre is not None:
        _element(lec, p, lec.genre)


def _etiquette(p: Passage) -> tuple[Genre | None] | None:
    """Tell which kind a line announces; None inside stands for indicators, which nothing here pairs."""
    if len(p.libelle) > _ETIQUETTE_MAX:
        return None
    plat = " ".join(mots(p.libelle))
    return next(((genre,) for genre, motif in _ETIQUETTES if motif.fullmatch(plat)), None)


def _etiquette_avec_texte(lec: _Lecture, p: Passage, m: re.Match[str]) -> None:
    """Read « Objectif opérationnel 1.1 : Développer… »; « Plan d'actions : … » may name an objective instead."""
    debut = p.debut + m.end()
    quoi = m["quoi"].casefold()
    lec.genre = Genre.ACTION if quoi.startswith("plan") else Genre.ORIENTATION
    if quoi.startswith("objectif") and "strat" not in quoi:
        lec.genre = Genre.OBJECTIF
    lec.etiquette = p
    texte = p.texte[debut:]
    if lec.genre is not Genre.ACTION or not _est_un_groupe(lec, texte):
        lec.ajouter(lec.genre, texte, p.place(debut), m["numero"] or "")


def _est_un_element(lec: _Lecture, p: Passage) -> bool:
    """Say whether a heading numbered by hand is an item of the list under way: « 1. Renforcer le lien social »."""
    if lec.genre is None or lec.etiquette is None:
        return False
    if lec.genre is Genre.ACTION:
        return _est_un_groupe(lec, p.libelle)
    numero = lire_numero(p.texte)
    if numero is None or numero.style.startswith(("romain", "nomme", "volet")):
        return False
    return numero.style != lec.style or lec.etiquette.nature is not Nature.TITRE


def _est_un_groupe(lec: _Lecture, texte: str) -> bool:
    """Say whether a line repeats an orientation or an objective of the axis, to group the actions under it."""
    tete = lec.axe.elements[:_OBJECTIFS_MAX] if lec.axe is not None else []
    return any(e.genre is not Genre.ACTION and ressemblance(e.texte, texte) >= _GROUPE for e in tete)


def _action(lec: _Lecture, p: Passage) -> None:
    texte = p.libelle
    if not texte.endswith(":") and len(mots(texte)) >= _ACTION_MIN and not _est_un_groupe(lec, texte):
        for rang, action in _actions(texte):
            lec.ajouter(Genre.ACTION, action, p.place(p.debut + rang), p.marque)


def _element(lec: _Lecture, p: Passage, genre: Genre) -> None:
    """Add an item of the list; lines that are neither numbered nor in a list only count before any that is."""
    numerote = p.marque[:1].isdecimal()
    libre = not numerote and p.nature is not Nature.ELEMENT
    if libre and (not lec.libre or len(p.libelle) > _LIBRE_MAX or p.libelle.endswith(":")):
        lec.genre = None if not lec.libre else lec.genre
        return
    lec.libre = libre
    if genre is Genre.ORIENTATION and _OBJECTIF_NUMEROTE.fullmatch(p.marque):
        genre = Genre.OBJECTIF
    if p.libelle:
        lec.ajouter(genre, p.libelle, p.place(p.debut), p.marque if numerote else "")


def _actions(texte: str) -> Iterator[tuple[int, str]]:
    """Split a paragraph that holds several actions: each begins with an infinitive, or with « Action »."""
    debut = 0
    for m in _ACTION_DE_PLUS.finditer(texte):
        yield debut, texte[debut : m.start() + 1]
        debut = m.end()
    yield debut, texte[debut:]
