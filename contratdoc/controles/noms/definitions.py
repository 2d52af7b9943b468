"""Acronyms beside the words that may spell them out: « nom complet (SIGLE) », « SIGLE : nom complet », two cells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from contratdoc.controles.noms.acrostiche import donne, initiales, lettres_de
from contratdoc.controles.noms.mots import mots_plats
from contratdoc.ecrits.ecrit import VALEUR, Cellule, Passage, TableauEcrit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.controles.noms.lecture import Lecture

SIGLE = re.compile(
    r"[A-Z](?<![^\W_][A-Z])"
    r"(?:\.(?:[A-Z]\.){1,7}|[A-Z0-9]{1,8}(?:-[A-Z]{2,4})?|[A-Z]{0,2}[a-z]{1,2}[A-Z]{1,6})(?![^\W_])"
)
"""Two capitals or more, dotted or not, a digit or small letters among them: « A.V.S. », « U2AF », « SCoT »."""
_PARENTHESE = re.compile(r"\(([A-Z][\w&.-]{1,11})\)")
_AVANT = re.compile(r"([A-Z](?:[a-z]{0,2}|\.|\d)[A-Z][\w.-]{0,9})\s?\(([^()]{6,160})\)")
_APRES_TIRET = re.compile(
    r"([A-Z](?<![\w-][A-Z])(?:[a-z]{0,2}|\.|\d)[A-Z][\w.-]{0,9})\s?(?:\s[–—-]\s|\s?:\s|,\s)([^()–:;.]{6,160})"
)
_TIRET_AVANT = re.compile(r"[–—-]\s([A-Z][A-Z0-9.]{1,8})(?=\s?[–—,.;)-]|$)")
_DEVANT_UN_SIGNE = re.compile(r"[A-Z](?:[a-z]{0,2}|\.|\d)[A-Z][\w.-]{0,9}(?=\s?\(|\s?(?:\s[–—-]\s|\s?:\s|,\s))")
"""How `_AVANT` and `_APRES_TIRET` begin: nothing that may run over to another passage."""
_APRES_UN_TIRET = re.compile(r"[–—-]\s[A-Z][A-Z0-9.]")
_FIN_DE_GROUPE = re.compile(r"[.;:()«»–—]\s|[();:«»]")
_CONTEXTE = 160
_MOTS = 16
_MIXTE = 4
"""« Anah » may be an acronym within brackets."""


@dataclass(frozen=True, slots=True)
class Definition:
    """One place where an acronym stands beside words that may spell it out.

    Attributes:
        sigle: The acronym.
        mots: The words: its meaning when they give it, else all those before the bracket.
        sens: The meaning as written; empty when the words do not give the acronym.
        passage: Where.
        rang: Rank of the acronym.
    """

    sigle: str
    mots: tuple[str, ...]
    sens: str
    passage: Passage
    rang: int


def normaliser(sigle: str) -> str:
    """Write an acronym without dots: « A.V.S. » is AVS."""
    return sigle.replace(".", "")


def definitions_de(p: Passage) -> Iterator[Definition]:
    """Read the acronyms of a passage that stand beside words which may spell them out.

    Args:
        p: The passage.

    Yields:
        Each acronym within brackets or before them; elsewhere, those whose letters the words give.
    """
    if VALEUR in p.texte:
        return
    if "(" in p.texte:
        yield from _entre_parentheses(p)
    if any(signe in p.texte for signe in ("–", "—", " - ", ":", ",")):
        yield from _apres_un_signe(p)


def _entre_parentheses(p: Passage) -> Iterator[Definition]:
    for m in _PARENTHESE.finditer(p.texte):
        if _a_des_capitales(m[1]) or len(m[1]) == _MIXTE:
            yield _a_gauche(p, m[1], m.start(), m.start(1))
    for m in _AVANT.finditer(p.texte):
        if _a_des_capitales(m[1]):
            yield _a_droite(p, m, entier=True)


def _apres_un_signe(p: Passage) -> Iterator[Definition]:
    for m in _APRES_TIRET.finditer(p.texte):
        if _a_des_capitales(m[1]) and (d := _a_droite(p, m, entier=False)).sens:
            yield d
    for m in _TIRET_AVANT.finditer(p.texte):
        if (d := _a_gauche(p, m[1], m.start(), m.start(1))).sens:
            yield d


def definitions_du_tableau(tableau: TableauEcrit) -> Iterator[Definition]:
    """Read the acronyms alone in their cell, whose meaning is in the next one."""
    for ligne in tableau.lignes:
        for a, b in pairwise(ligne):
            if (d := _cellules(a, b)) is not None:
                yield d


def _a_des_capitales(mot: str) -> bool:
    return sum(c.isupper() for c in mot) > 1


def _a_gauche(p: Passage, sigle: str, fin: int, rang: int) -> Definition:
    """Read the words that end before a bracket: those that give the acronym, else all of the group."""
    debut = max(0, fin - _CONTEXTE)
    for m in _FIN_DE_GROUPE.finditer(p.texte, debut, fin):
        debut = m.end()
    groupe = p.texte[debut:fin]
    mots = mots_plats(groupe)[-_MOTS:]
    cherche = lettres_de(sigle)
    possibles = [k for k in range(1, len(mots) + 1) if donne(mots[-k:], cherche)]
    if not possibles:
        return Definition(normaliser(sigle), mots, "", p, rang)
    # « Direction Départementale de… (DDT) » : the words that give one letter each, rather than fewer that give two.
    k = min(possibles, key=lambda k: (abs(len(initiales(mots[-k:])) - len(cherche)), k))
    return Definition(normaliser(sigle), mots[-k:], fin_de(groupe, k), p, rang)


def fin_de(groupe: str, k: int) -> str:
    """Return the last `k` words of a group as they are written."""
    bornes = [m.start() for m in re.finditer(r"[^\W_]+", groupe)]
    return " ".join(groupe[bornes[-k] :].split())


def _a_droite(p: Passage, m: re.Match[str], *, entier: bool) -> Definition:
    """Read the words after an acronym: the longest beginning that gives it, all of them within brackets."""
    mots = mots_plats(m[2])[:_MOTS]
    cherche = lettres_de(m[1])
    fins = range(len(mots), len(mots) - 1 if entier else 0, -1)
    k = next((k for k in fins if donne(mots[:k], cherche)), 0)
    sens = " ".join(m[2].split()) if k == len(mots) else " ".join(_debut_de(m[2], k).split())
    return Definition(normaliser(m[1]), mots[:k] if k else mots, sens if k else "", p, m.start(1))


def _debut_de(texte: str, k: int) -> str:
    fins = [m.end() for m in re.finditer(r"[^\W_]+", texte)]
    return texte[: fins[k - 1]] if k else ""


def _cellules(a: Cellule, b: Cellule) -> Definition | None:
    """Read an acronym alone in its cell, and its meaning in the next one."""
    if len(a.passages) != 1 or not b.passages or not SIGLE.fullmatch(a.texte):
        return None
    mots = mots_plats(b.passages[0].texte)[:_MOTS]
    sens = b.passages[0].texte if donne(mots, lettres_de(a.texte)) else ""
    return Definition(normaliser(a.texte), mots, sens, a.passages[0], 0) if sens else None


def peuvent_definir(lecture: Lecture) -> list[Passage]:
    """Return the passages that `definitions_de` may read something in."""
    joint = lecture.joint
    return lecture.choisis(joint.ou(_PARENTHESE) | joint.ou(_DEVANT_UN_SIGNE) | joint.ou(_APRES_UN_TIRET))
