"""Pairs of signs that open and close: which are left alone, when a pair may run over several paragraphs."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contratdoc.ecrits.ecrit import Ecrit, Nature, Passage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_A_PART = frozenset((Nature.TITRE, Nature.SOMMAIRE, Nature.CHAMP))
"""What no pair runs into, nor out of."""


@dataclass(frozen=True, slots=True)
class Signe:
    """A sign of a passage, at its rank."""

    passage: Passage
    rang: int

    @property
    def signe(self) -> str:
        """The character itself."""
        return self.passage.texte[self.rang]


def esseules(
    ecrit: Ecrit,
    paires: Mapping[str, str],
    rangs: Callable[[str], Iterator[int]],
    relie: Callable[[Signe, Signe], bool],
    portee: int,
) -> list[Signe]:
    """Find the signs without their pair.

    Args:
        ecrit: The text; the paragraphs of a cell are read together, and a pair stays in its cell.
        paires: The opening sign of each closing sign.
        rangs: Gives the ranks of the signs of a passage.
        relie: Says whether a sign left open may be closed by one of a later paragraph.
        portee: Over how many paragraphs a pair may run.

    Returns:
        The signs that open and are never closed, and those that close what was never opened.
    """
    seuls: list[Signe] = []
    attente: list[tuple[int, Signe]] = []
    for numero, (suivi, passages) in enumerate(_unites(ecrit)):
        if attente and (not suivi or numero - attente[0][0] > portee):
            seuls += [s for _, s in attente]
            attente = []
        signes = [Signe(p, r) for p in passages for r in rangs(p.texte)]
        ouverts, fermants = _apparier(signes, paires)
        if signes and not ouverts and not fermants and _reprend_et_finit(signes):
            attente = [a for a in attente if a[1].signe != signes[0].signe]
        for s in fermants:
            reste = [a for a in attente if a[1].signe != paires[s.signe] or not relie(a[1], s)]
            if len(reste) == len(attente):
                seuls.append(s)
            attente = reste  # each paragraph of a long quotation may open it again: one sign closes them all
        attente += [(numero, s) for s in ouverts]
    return seuls + [s for _, s in attente]


def _unites(ecrit: Ecrit) -> Iterator[tuple[bool, tuple[Passage, ...]]]:
    """Give the passages outside tables one by one, and those of each cell together; True when a pair may run on."""
    suivi, fichier = False, ""
    for bloc in ecrit.blocs:
        if isinstance(bloc, Passage):
            yield suivi and bloc.fichier == fichier and bloc.nature not in _A_PART, (bloc,)
            suivi, fichier = bloc.nature not in _A_PART, bloc.fichier
        else:
            for ligne in bloc.lignes:
                yield from ((False, c.passages) for c in ligne if c.passages)
            suivi = False


def _apparier(signes: list[Signe], paires: Mapping[str, str]) -> tuple[list[Signe], list[Signe]]:
    """Pair the signs of one unit; return those left open, then those that close nothing."""
    ouverts: dict[str, list[Signe]] = defaultdict(list)
    fermants: list[Signe] = []
    for s in signes:
        ouvrant = paires.get(s.signe)
        if ouvrant is None:
            ouverts[s.signe].append(s)
        elif ouverts[ouvrant]:
            ouverts[ouvrant].pop()
        else:
            fermants.append(s)
    return [s for ceux in ouverts.values() for s in ceux], fermants


def _reprend_et_finit(signes: list[Signe]) -> bool:
    """Say whether a paragraph opens a quotation again at its first character, and closes it at its end."""
    premier, dernier = signes[0], signes[-1]
    return premier.rang == 0 and len(dernier.passage.texte) - dernier.rang <= 2  # noqa: PLR2004 - the sign, a full stop


def autour(signe: Signe, *, avant: bool, longueur: int = 40) -> str:
    """Return the words right before or right after a sign."""
    texte = signe.passage.texte
    if avant:
        mots = texte[max(0, signe.rang - longueur) : signe.rang].strip()
        return "…" + mots.partition(" ")[2] if signe.rang > longueur and " " in mots else mots
    mots = texte[signe.rang + 1 : signe.rang + 1 + longueur].strip()
    return mots.rpartition(" ")[0] + "…" if len(texte) > signe.rang + 1 + longueur and " " in mots else mots
