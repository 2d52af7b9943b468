"""Names that a text writes with other capitals: « allée des chalets », « allée des Chalets » ; « Caf », « CAF »."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from contratdoc.controles.noms.lecture import Lecture, occurrences

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from contratdoc.diagnostics import Place
    from contratdoc.ecrits.ecrit import Passage

_LIEUX = tuple(
    # Without its first letter, which may be a capital: a pattern that begins with letters is found far faster.
    (lieu, re.compile(rf"{lieu[1:]}s? (?:de la |de l['’]|des |du |de |d['’])(?P<nom>[^\W\d_]{{4,}})(?![\w'’-])"))
    for lieu in ("allée", "rue", "avenue", "place", "boulevard", "résidence", "quartier", "cité", "square", "impasse")
)
_COMMUNS = frozenset(("ville", "politique", "commune", "agglomération", "veille", "territoire", "pays", "centre"))
"""« le quartier de la Politique de la ville » : what comes after is no name."""
_DANS_UNE_MARQUE = re.compile(r"[^\W\d_]{2}['’-]$")
"""« Info'Caf » is the name of something else; « l'Anah » is not."""
_SIGLE_MIN, _SIGLE_MAX = 3, 6


class AutreCasse(NamedTuple):
    """A name written with other capitals than elsewhere: where, how it is written there, how and where elsewhere."""

    passage: Passage
    rang: int
    ecrit: str
    usuel: str
    fois: int
    place: Place


def lieux_sans_majuscule(lecture: Lecture) -> Iterator[AutreCasse]:
    """Find the names of streets and quarters in lower case that have a capital elsewhere, at least as often.

    Args:
        lecture: The text.

    Yields:
        Each place of a name in lower case.
    """
    joint = lecture.joint
    groupes: dict[tuple[str, str], list[tuple[int, re.Match[str]]]] = defaultdict(list)
    for lieu, motif in _LIEUX:
        for m in motif.finditer(joint.texte):
            avant = joint.texte[max(m.start() - 2, 0) : m.start()]
            if avant[-1:].casefold() != lieu[0] or avant[:-1].isalnum():
                continue
            if m["nom"].casefold() not in _COMMUNS and not m["nom"].isupper():
                groupes[lieu, m["nom"].casefold()].append((joint.rang(m.start()), m))
    for trouves in groupes.values():
        capitales = [t for t in trouves if t[1]["nom"][0].isupper()]
        bas = [t for t in trouves if t[1]["nom"].islower()]
        if not bas or len(capitales) < len(bas):
            continue
        i, modele = min(capitales, key=lambda t: t[1].start())
        place = lecture.passages[i].place(modele.start("nom") - joint.departs[i])
        for j, m in sorted(bas, key=lambda t: t[1].start()):
            rang = m.start("nom") - joint.departs[j]
            yield AutreCasse(lecture.passages[j], rang, m["nom"], modele["nom"], len(capitales), place)


def sigles_en_minuscules(lecture: Lecture, definis: Collection[str]) -> Iterator[AutreCasse]:
    """Find the acronyms that a text spells out, and writes both in capitals and as a name.

    Args:
        lecture: The text.
        definis: The acronyms that it spells out, in capitals.

    Yields:
        The first place of the least frequent writing of each.
    """
    fois = lecture.vocabulaire.fois
    courts = (s for s in sorted(definis) if _SIGLE_MIN <= len(s) <= _SIGLE_MAX and s.isupper())
    paires = {s.capitalize(): s for s in courts if fois[s] and fois[s.capitalize()] and not fois[s.lower()]}
    premiers: dict[str, tuple[Passage, int]] = {}
    for forme, p, rang in occurrences(lecture, {*paires, *paires.values()}):
        if _DANS_UNE_MARQUE.search(p.texte, max(rang - 4, 0), rang) is None:
            premiers.setdefault(forme, (p, rang))
    for nom, sigle in paires.items():
        rare, usuel = (sigle, nom) if fois[nom] > fois[sigle] else (nom, sigle)
        if rare in premiers and usuel in premiers:
            p, rang = premiers[usuel]
            yield AutreCasse(*premiers[rare], rare, usuel, fois[usuel], p.place(rang))
