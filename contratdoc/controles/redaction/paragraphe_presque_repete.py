"""CD602: a paragraph or a sentence written twice, with a few words changed or a part cut off."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from contratdoc.controles.redaction.lieux import cle_de
from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Severite
from contratdoc.ecrits.ecrit import VALEUR, Nature, Passage
from contratdoc.ecrits.extrait import extrait
from contratdoc.ecrits.phrases import phrases_de
from contratdoc.ecrits.ressemblance import Index, mots

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.ecrits.ecrit import Contexte, Ecrit

FICHE = Fiche(
    code="CD602",
    nom="paragraphe-presque-repete",
    famille=Famille.REDACTION,
    severite=Severite.AVERTISSEMENT,
    verifie="Aucun paragraphe ni aucune longue phrase n'est une autre version, ou un morceau, d'un texte déjà écrit.",
    pourquoi="Deux versions d'un même passage se contredisent au premier changement : le lecteur ne sait pas laquelle "
    "engage.",
    exemple="Le quartier accueille un centre social, une crèche et une maison de santé ouverte à tous les habitants. "
    "(et plus loin : Le quartier accueille un centre social, une crèche et une maison de santé ouverte à tous.)",
    correction="Gardez la version juste, supprimez l'autre ou renvoyez à la première.",
    source="usage",
)
_SEUIL = 0.85
_SEUIL_DES_LISTES = 0.93
"""Two items of lists are built alike without being a copy."""
_MOTS_MIN = 12
_PHRASE_MIN = 15
_TETE = 6
_PARTAGE = 0.35
_LONG = 4
_LUES = frozenset((Nature.PARAGRAPHE, Nature.ELEMENT))
_TITRES = frozenset((Nature.TITRE, Nature.INTERTITRE))
_CHIFFRES = re.compile(r"\d+")


class _Phrase(NamedTuple):
    """A sentence: the rank of its passage, where it begins there, and what it says."""

    passage: int
    debut: int
    texte: str


def chercher(ecrit: Ecrit, contexte: Contexte) -> Iterator[Diagnostic]:  # noqa: ARG001 - the shape of a rule
    """Find the passages near to an earlier one, those cut out of another, and the sentences said twice."""
    lus = [p for p in ecrit.passages if p.nature in _LUES and VALEUR not in p.texte and not p.texte.endswith(":")]
    premiers: dict[str, int] = {}
    uniques = [
        i for i, p in enumerate(lus) if premiers.setdefault(cle_de(p), i) == i and p.texte.count(" ") >= _MOTS_MIN - 1
    ]
    phrases = _communes(
        [_Phrase(i, a, lus[i].texte[a:b].strip()) for i in uniques for a, b in phrases_de(lus[i].texte)]
    )
    rangs = sorted({f.passage for f in phrases})
    debuts = _premiers_sous_un_titre(ecrit)
    dits: set[int] = set()
    for quoi, i, j, debut in (*_proches(lus, rangs), *_morceaux(lus, rangs, phrases), *_redites(lus, phrases)):
        if i not in dits and not (id(lus[i]) in debuts and id(lus[j]) in debuts):
            dits.add(i)
            yield _constat(quoi, lus[i], debut, lus[j])


def _communes(phrases: list[_Phrase]) -> list[_Phrase]:
    """Keep the sentences of which many pairs of long words stand in others: only these can be near to one."""
    paires = [set(pairwise([m for m in f.texte.lower().split() if len(m) > _LONG])) for f in phrases]
    vues: set[tuple[str, str]] = set()
    communes: set[tuple[str, str]] = set()
    for siennes in paires:
        communes |= vues & siennes
        vues |= siennes
    return [
        f
        for f, siennes in zip(phrases, paires, strict=True)
        if siennes and len(communes & siennes) >= _PARTAGE * len(siennes)
    ]


def _premiers_sous_un_titre(ecrit: Ecrit) -> set[int]:
    """Return the paragraphs of one sentence right under a heading: parts built alike may begin alike."""
    return {
        id(b)
        for a, b in pairwise(ecrit.blocs)
        if isinstance(a, Passage) and isinstance(b, Passage) and a.nature in _TITRES and len(phrases_de(b.texte)) == 1
    }


def _proches(lus: list[Passage], rangs: list[int]) -> Iterator[tuple[str, int, int, int]]:
    """Compare whole passages."""
    index = Index([lus[i].libelle for i in rangs])
    for k, i in enumerate(rangs):
        for autre, note in index.proches(lus[i].libelle, _SEUIL, k):
            a, b = lus[rangs[autre]], lus[i]
            listes = a.nature is b.nature is Nature.ELEMENT
            if not (listes and note < _SEUIL_DES_LISTES) and not _meme_formule(a.libelle, b.libelle):
                yield "Le paragraphe", i, rangs[autre], 0
                break


def _meme_formule(a: str, b: str) -> bool:
    """Say whether two texts differ by their figures alone: a formula filled in twice."""
    return a != b and _CHIFFRES.sub("", a) == _CHIFFRES.sub("", b)


def _morceaux(lus: list[Passage], rangs: list[int], phrases: list[_Phrase]) -> Iterator[tuple[str, int, int, int]]:
    """Find the passages that a longer one holds whole: they begin or end as one of its sentences does."""
    bouts: dict[tuple[str, ...], list[int]] = {}
    for f in phrases:
        m = mots(f.texte)
        if len(m) >= _TETE:
            for bout in {m[:_TETE], m[-_TETE:]}:
                bouts.setdefault(bout, []).append(f.passage)
    for i in rangs:
        c = mots(lus[i].libelle)
        if len(c) < _MOTS_MIN or lus[i].texte[-1:] not in ".!?…":
            continue
        for j in (*bouts.get(c[:_TETE], ())[:_TETE], *bouts.get(c[-_TETE:], ())[:_TETE]):
            if j != i and _contient(mots(lus[j].libelle), c):
                yield "Ce morceau", i, j, 0
                break


def _contient(long: tuple[str, ...], court: tuple[str, ...]) -> bool:
    return len(long) > len(court) and f" {' '.join(court)} " in f" {' '.join(long)} "


def _redites(lus: list[Passage], phrases: list[_Phrase]) -> Iterator[tuple[str, int, int, int]]:
    """Compare long sentences of different passages."""
    longues = [f for f in phrases if f.texte.count(" ") >= _PHRASE_MIN - 1]
    index = Index([f.texte for f in longues])
    for k, f in enumerate(longues):
        for autre, note in index.proches(f.texte, _SEUIL, k):
            a = longues[autre]
            listes = lus[a.passage].nature is lus[f.passage].nature is Nature.ELEMENT
            if a.passage != f.passage and not (listes and note < _SEUIL_DES_LISTES):
                if not _meme_formule(a.texte, f.texte):
                    yield "La même phrase" if note == 1 else "La phrase", f.passage, a.passage, f.debut
                break


def _constat(quoi: str, p: Passage, debut: int, origine: Passage) -> Diagnostic:
    debut += len(p.texte[debut:]) - len(p.texte[debut:].lstrip())
    texte = extrait(p.texte[debut:] if debut else p.libelle)
    ou = f"ligne {origine.ligne}" if origine.fichier == p.fichier else f"dans {origine.fichier}"
    message = {
        "Le paragraphe": f"Le paragraphe « {texte} » est presque le même que celui écrit {ou}.",
        "Ce morceau": f"« {texte} » est un morceau du paragraphe écrit {ou}.",
        "La même phrase": f"La phrase « {texte} » est déjà écrite {ou}.",
        "La phrase": f"La phrase « {texte} » est presque la même qu'une phrase écrite {ou}.",
    }[quoi]
    aide = "Supprimez ce morceau, resté d'une copie." if quoi == "Ce morceau" else FICHE.correction
    return FICHE.constat(message, p.place(debut), aide, autres=((origine.place(), "l'autre version"),))
