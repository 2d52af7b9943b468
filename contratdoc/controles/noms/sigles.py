"""Acronyms of a text: where each is written, and where it is spelled out."""

from __future__ import annotations

import re
import string
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contratdoc.controles.chiffres.memoire import une_fois
from contratdoc.controles.noms.definitions import (
    SIGLE,
    Definition,
    definitions_de,
    definitions_du_tableau,
    normaliser,
    peuvent_definir,
)
from contratdoc.controles.noms.lecture import lecture_de
from contratdoc.controles.noms.sigles_connus import JAMAIS_DEFINIS
from contratdoc.ecrits.ecrit import VALEUR, Ecrit, Passage

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOT_EN_CAPITALES = re.compile(r"[A-ZÀ-Ý]{2,}")
_ROMAIN = re.compile(r"[IVX]+")
_CODE = re.compile(r"[A-Z]{1,2}\d+|[A-Z]+\d{2,}")
_PERSONNE = re.compile(r"\b(?:Dr|Docteur|Cabinet|Me|Mme|M\.|Pharmacie)\s")
_CAPITALES_MIN = 8
_MAJUSCULES = string.ascii_uppercase.encode()
_MINUSCULES = string.ascii_lowercase.encode()
_VOYELLES = frozenset("AEIOUY")
_MOT_MIN = 6
_COURT = 4
_PART_DE_VOYELLES = 0.3


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place where an acronym is written."""

    sigle: str
    passage: Passage
    rang: int


@dataclass(frozen=True, slots=True)
class Sigles:
    """All that a text tells of its acronyms."""

    occurrences: tuple[Occurrence, ...]
    definitions: tuple[Definition, ...]


def analyse_des_sigles(ecrit: Ecrit) -> Sigles:
    """Read the acronyms of a text, and the words beside them that spell them out."""
    (analyse,) = _analyse(ecrit)
    return analyse


@une_fois
def _analyse(ecrit: Ecrit) -> Iterator[Sigles]:
    lecture = lecture_de(ecrit)
    definitions = [d for p in peuvent_definir(lecture) for d in definitions_de(p)]
    trouves = [o for p in lecture.choisis(lecture.joint.ou(SIGLE)) for o in _sigles(p)]
    formes = lecture.vocabulaire.fois
    for tableau in ecrit.tableaux:
        definitions += definitions_du_tableau(tableau)
    definis = {d.sigle for d in definitions if d.sens}
    mots = _uniques(trouves) | {o.sigle for o in trouves if len(o.sigle) >= _COURT and o.sigle.lower() in formes}
    gardes = (o for o in trouves if o.sigle in definis or o.sigle not in mots)
    yield Sigles(tuple(gardes), tuple(definitions))


def _uniques(trouves: list[Occurrence]) -> set[str]:
    """Return what is written once and reads as a word: most often the name of a person or of a place."""
    fois = Counter(o.sigle for o in trouves)
    return {s for s, n in fois.items() if n == 1 and _est_un_mot(s)}


def _est_un_mot(sigle: str) -> bool:
    """Say whether capitals are as long and as rich in vowels as a word."""
    return len(sigle) >= _MOT_MIN and sum(c in _VOYELLES for c in sigle) >= _PART_DE_VOYELLES * len(sigle)


def _sigles(p: Passage) -> Iterator[Occurrence]:
    texte = p.texte
    trouves = list(SIGLE.finditer(texte))
    if not trouves or _en_capitales(texte) or _PERSONNE.search(texte):
        return
    mots = [m.span() for m in _MOT_EN_CAPITALES.finditer(texte)]
    voisins = {d - 1: texte[d:f] for d, f in mots} | {-f - 1: texte[d:f] for d, f in mots}
    for m in trouves:
        sigle = normaliser(m[0])
        if VALEUR in texte[max(0, m.start() - 1) : m.end() + 1] or not est_un_sigle(sigle):
            continue
        if not _dans_un_titre(texte, m, voisins):
            yield Occurrence(sigle, p, m.start())


def est_un_sigle(sigle: str) -> bool:
    """Say whether capitals are an acronym: no roman number, no code of a road or of a dwelling."""
    if sigle.upper() in JAMAIS_DEFINIS or _ROMAIN.fullmatch(sigle):
        return False
    return sum(c.isalpha() for c in sigle) > 1 and not _CODE.fullmatch(sigle)


def _en_capitales(texte: str) -> bool:
    octets = texte.encode("ascii", "ignore")
    # Most passages are far from it, and bytes are counted much quicker: any other character may be a capital.
    if 3 * (len(texte) - len(octets.translate(None, _MAJUSCULES))) <= 2 * (
        len(octets) - len(octets.translate(None, _MINUSCULES))
    ):
        return False
    capitales, lettres = sum(map(str.isupper, texte)), sum(map(str.isalpha, texte))
    return lettres > _CAPITALES_MIN and 3 * capitales > 2 * lettres


def _dans_un_titre(texte: str, m: re.Match[str], voisins: dict[int, str]) -> bool:
    """Say whether capitals stand among words in capitals: « le volet HABITAT ET CADRE DE VIE ».

    `voisins` holds each word in capitals by the rank before it, and by minus one less than the rank after it.
    """
    for cle, entre in ((m.end(), texte[m.end() : m.end() + 1]), (-m.start(), texte[m.start() - 1 : m.start()])):
        autre = voisins.get(cle)
        if autre is not None and entre in (" ", "'", "’", "-") and (_lisible(m[0]) or _lisible(autre)):
            return True
    return False


def _lisible(mot: str) -> bool:
    return len(mot) >= 4 and sum(c in _VOYELLES or not c.isascii() for c in mot) >= len(mot) / 3  # noqa: PLR2004
