"""What the rules of names read of a text, read once for all of them: its passages, their words, its vocabulary."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from contratdoc.controles.noms.mots import formes_de, mots_plats_de_chacun, plat, sans_ancre
from contratdoc.ecrits.ecrit import Nature
from contratdoc.ecrits.reperage import TexteJoint, joindre

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from contratdoc.ecrits.ecrit import Ecrit, Passage

_LETTRES = re.compile(r"[^\W\d_]+")
_LETTRE = re.compile(r"[^\W\d_]")
_CHERCHES_MAX = 32
"""Beyond, reading every word is quicker than looking for each."""


@dataclass(frozen=True, slots=True)
class Vocabulaire:
    """The words of a text: how often each is written, and each without case nor accents."""

    fois: Counter[str]
    plats: dict[str, str]


@dataclass(frozen=True)
class Lecture:
    """The passages that the author wrote once: no quotation, no table of contents, no web address."""

    passages: tuple[Passage, ...]

    @cached_property
    def joint(self) -> TexteJoint:
        """Their texts in one, to look for a few letters in all of them."""
        return joindre([p.texte for p in self.passages])

    @cached_property
    def sans_ancres(self) -> TexteJoint:
        """The same, each anchor of a caption blanked."""
        joint = self.joint
        return joindre([sans_ancre(p.texte) for p in self.passages]) if "{#" in joint.texte else joint

    @cached_property
    def mots(self) -> tuple[tuple[str, ...], ...]:
        """The words of each, as `mots_plats` gives them."""
        return mots_plats_de_chacun(self.joint)

    @cached_property
    def vocabulaire(self) -> Vocabulaire:
        """Their words as they are written."""
        compte = Counter(formes_de(self.sans_ancres))
        formes = list(compte)
        return Vocabulaire(compte, dict(zip(formes, plat("\n".join(formes)).split("\n"), strict=False)))

    def choisis(self, rangs: Iterable[int]) -> list[Passage]:
        """Return some passages, in order."""
        return [self.passages[i] for i in sorted(rangs)]


@dataclass(frozen=True)
class _ParIdentite:
    """An `Ecrit` as the key of a cache: by itself, not by its content, which is long to hash."""

    ecrit: Ecrit

    def __hash__(self) -> int:
        return id(self.ecrit)

    def __eq__(self, autre: object) -> bool:
        return isinstance(autre, _ParIdentite) and autre.ecrit is self.ecrit


def lecture_de(ecrit: Ecrit) -> Lecture:
    """Read a text; the last ones read are remembered."""
    return _lecture(_ParIdentite(ecrit))


@lru_cache(maxsize=2)
def _lecture(cle: _ParIdentite) -> Lecture:
    ailleurs = (Nature.CITATION, Nature.SOMMAIRE)
    return Lecture(tuple(p for p in cle.ecrit.tous if p.nature not in ailleurs and "http" not in p.texte))


def occurrences(lecture: Lecture, formes: Collection[str]) -> Iterator[tuple[str, Passage, int]]:
    """Find where some words are written, in order.

    Args:
        lecture: The text.
        formes: The words, as they are written.

    Yields:
        The word, its passage, its rank there.
    """
    cherches = frozenset(formes)
    joint = lecture.sans_ancres
    texte = joint.texte
    if len(cherches) > _CHERCHES_MAX:
        trouves = [(m.start(), m[0]) for m in _LETTRES.finditer(texte) if m[0] in cherches]
    else:
        trouves = sorted((rang, forme) for forme in cherches for rang in _rangs(texte, forme))
    for rang, forme in trouves:
        i = joint.rang(rang)
        yield forme, lecture.passages[i], rang - joint.departs[i]


def _rangs(texte: str, forme: str) -> Iterator[int]:
    """Find where a word stands by itself."""
    rang = texte.find(forme)
    while rang >= 0:
        fin = rang + len(forme)
        if not _LETTRE.match(texte, fin) and not (rang and _LETTRE.match(texte, rang - 1)):
            yield rang
        rang = texte.find(forme, fin)
