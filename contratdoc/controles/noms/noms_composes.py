"""Compound names of a text (« Mont-Cormont ») and every way in which the text writes each of them."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from contratdoc.controles.noms.mots import MOTS_DE_LIAISON, bornes_des_mots, mots_plats
from contratdoc.controles.noms.noms_connus import sans_typo

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.controles.noms.lecture import Lecture
    from contratdoc.ecrits.ecrit import Passage

_COMPOSE = re.compile(r"(?<![\w-])[A-ZÀ-Ý][^\W\d_]+(?:[-\u2011][^\W\d_]+){1,5}(?![\w\u2011-])")
_ENTRE = re.compile(r"[ \u00a0\u202f]|[ \u00a0]?[-\u2011][ \u00a0]?|['’]")
_CAPITALES = str.maketrans("ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸ", "AAACEEEEIIOOUUUY")
_PRENOMS = frozenset(("jean", "marie", "anne", "pierre", "paul", "charle", "louis", "francois", "saint", "sainte"))
"""Two persons may be a « Jean-Louis » and a « Jean Louis »."""
_PLURIEL_MIN = 5
_PAIRE = 2
_ABREGES = {"saint": "st", "sainte": "ste"}

Cle = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Graphie:
    """One place where a compound name is written."""

    passage: Passage
    debut: int
    fin: int
    forme: str
    """What is written, without what a spelling does not depend on: capitals, the width of spaces."""

    @property
    def ecrite(self) -> str:
        """What is written."""
        return self.passage.texte[self.debut : self.fin]


def graphies(lecture: Lecture) -> dict[Cle, list[Graphie]]:
    """Gather the spellings of each compound name that is written at least once with hyphens.

    Args:
        lecture: The text.

    Returns:
        The places of each name, in order, by its words; two names of the same two words swapped are one.
    """
    par_premier = _cles(lecture.joint.texte)
    trouvees: dict[Cle, list[Graphie]] = defaultdict(list)
    for p, mots in zip(lecture.passages, lecture.mots, strict=True):
        for cle, graphie in _dans(p, mots, par_premier):
            trouvees[cle].append(graphie)
    return trouvees


def _cles(texte: str) -> dict[str, list[tuple[Cle, Cle]]]:
    """Return, by each way to write its first word, each name with hyphens and the words it is gathered by."""
    cles = {tuple(_racine(m) for m in mots_plats(c)) for c in set(_COMPOSE.findall(texte)) if _est_un_nom(c)}
    par_premier: dict[str, list[tuple[Cle, Cle]]] = defaultdict(list)
    for cle in sorted(cles, key=lambda c: (-len(c), c)):
        groupe = min(cle, cle[::-1]) if len(cle) == _PAIRE else cle
        for tete in (cle[0], f"{cle[0]}s", f"{cle[0]}x", _ABREGES.get(cle[0], cle[0])):
            if (cle, groupe) not in par_premier[tete]:
                par_premier[tete].append((cle, groupe))
    return par_premier


def _est_un_nom(compose: str) -> bool:
    """Say whether a compound is a proper name: capitals at both ends, small link words between."""
    mots = re.split("[-\u2011]", compose)
    if compose.isupper() or not mots[-1][0].isupper() or _racine(mots_plats(mots[0])[0]) in _PRENOMS:
        return False
    return all(m[0].isupper() or m in MOTS_DE_LIAISON for m in mots)


def _racine(mot: str) -> str:
    if mot in ("st", "ste"):
        return "saint" if mot == "st" else "sainte"
    return mot[:-1] if len(mot) >= _PLURIEL_MIN and mot[-1] in "sx" else mot


def _dans(p: Passage, mots: Cle, par_premier: dict[str, list[tuple[Cle, Cle]]]) -> Iterator[tuple[Cle, Graphie]]:
    if par_premier.keys().isdisjoint(mots):
        return
    suites = [(i, *cles) for i, m in enumerate(mots) if m in par_premier for cles in par_premier[m]]
    candidats = [s for s in suites if tuple(map(_racine, mots[s[0] : s[0] + len(s[1])])) == s[1]]
    bornes = bornes_des_mots(p.texte) if candidats else ()
    suivant = 0
    for i, cle, groupe in candidats:
        if i >= suivant and _tient(p.texte, bornes[i : i + len(cle)]):
            suivant = i + len(cle)
            debut, fin = bornes[i][0], bornes[suivant - 1][1]
            yield groupe, Graphie(p, debut, fin, _forme(p.texte[debut:fin]))


def _tient(texte: str, bornes: tuple[tuple[int, int], ...]) -> bool:
    """Say whether these words are one name: capitals at both ends, no part of a longer compound, not all capitals."""
    debut, fin = bornes[0][0], bornes[-1][1]
    if not (texte[debut].isupper() and texte[bornes[-1][0]].isupper()) or texte[debut:fin].isupper():
        return False
    if texte[debut - 1 : debut] in ("-", "\u2011") or texte[fin : fin + 1] in ("-", "\u2011"):
        return False
    entre = [texte[a:b] for (_, a), (b, _) in pairwise(bornes)]
    if not all(_ENTRE.fullmatch(e) for e in entre):
        return False
    # « A - B » is one name only when nothing goes on around it: else it is a list of places.
    aere = any(len(e) > 1 for e in entre)
    return not aere or (len(bornes) == _PAIRE and texte[debut - 2 : debut] != "- " and texte[fin : fin + 2] != " -")


def _forme(ecrite: str) -> str:
    return sans_typo(ecrite).translate(_CAPITALES).casefold()
