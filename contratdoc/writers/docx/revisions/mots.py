"""The words of one paragraph against those of another: what stays, goes and comes."""

from __future__ import annotations

import re
from collections import defaultdict
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from contratdoc.writers.docx.revisions.elements import Mots, Piece, Repere

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from lxml import etree

    from contratdoc.writers.docx.revisions.elements import Morceau

# A figure with its spaces and its unit is one word; an elided article is another than the word that it leans on.
_JETON: Final = re.compile(
    r"\d+(?:[\u202f\u00a0.,/]\d+)*(?:[\u202f\u00a0]?[%€])?|\w+(?:-\w+)*[’']?|[^\S\t\n\r]+|.", re.DOTALL
)
_LETTRE: Final = re.compile(r"\w")
_COURT: Final = 3
_LONG: Final = 2000
"""From so many words on, those found everywhere pair nothing either: the search would be quadratic."""
_COMMUN: Final = 0.3
"""Below this share of letters in common, words that stay would only blur what was rewritten."""
Etape: TypeAlias = "tuple[bool, int, int, int, int]"
"""Whether the words are the same, then from and to which rank on each side."""


class Jeton(NamedTuple):
    """A word, a sign, or a piece that cannot be cut."""

    cle: Hashable
    texte: str
    style: tuple[Hashable, etree._Element | None]
    piece: Piece | None


def jetons(contenu: Sequence[Morceau]) -> tuple[list[Jeton], dict[int, list[Repere]]]:
    """The words of a paragraph, and the ends of bookmarks by the rank of the word that they stand before."""
    lus: list[Jeton] = []
    reperes: dict[int, list[Repere]] = defaultdict(list)
    for m in _fondus(contenu):
        if isinstance(m, Repere):
            reperes[len(lus)].append(m)
        elif isinstance(m, Piece):
            lus.append(Jeton(m.cle, m.texte, ((), None), m))
        else:
            style = (m.cle_style, m.rpr)
            lus += [Jeton((m.cle_style, mot), mot, style, None) for mot in _JETON.findall(m.texte)]
    return lus, reperes


def _fondus(contenu: Sequence[Morceau]) -> list[Morceau]:
    """Runs of one style that follow each other, as one: a word may lie over both."""
    fondus: list[Morceau] = []
    for m in contenu:
        dernier = fondus[-1] if fondus else None
        if isinstance(m, Mots) and isinstance(dernier, Mots) and m.cle_style == dernier.cle_style:
            fondus[-1] = Mots(m.cle_style, m.rpr, dernier.texte + m.texte)
        else:
            fondus.append(m)
    return fondus


def comparer(avant: Sequence[Jeton], apres: Sequence[Jeton]) -> list[Etape]:
    """The steps from one sequence of words to the other."""
    # A space pairs nothing by itself: it stays with the word beside it.
    blancs = {j.cle for j in apres if j.piece is None and j.texte.isspace()}
    cles = [j.cle for j in avant], [j.cle for j in apres]
    codes = SequenceMatcher(blancs.__contains__, *cles, autojunk=len(apres) > _LONG).get_opcodes()
    etapes: list[Etape] = [(nom == "equal", i, i2, j, j2) for nom, i, i2, j, j2 in codes]
    if _poids(avant, etapes) < _COMMUN:
        # Pieces stay: a note that is still called must not be deleted and inserted again.
        etapes = [_garder(e, avant, pieces=True) for e in etapes]
    else:
        dernier = len(etapes) - 1
        etapes = [
            _garder(e, avant, pieces=False) if 0 < k < dernier and _negligeable(etapes, k, avant) else e
            for k, e in enumerate(etapes)
        ]
    return _reunir(etapes)


def _poids(avant: Sequence[Jeton], etapes: Sequence[Etape]) -> float:
    """The share of the letters of the first that stay."""
    total = sum(len(j.texte) for j in avant)
    gardes = sum(len(avant[k].texte) for egal, i, i2, _, _ in etapes if egal for k in range(i, i2))
    return gardes / total if total else 1.0


def _negligeable(etapes: Sequence[Etape], k: int, avant: Sequence[Jeton]) -> bool:
    """Whether what stays between two rewordings is a space, a sign, a small word: easier read as reworded too."""
    egal, i, i2, _, _ = etapes[k]
    if not egal or any(j.piece is not None for j in avant[i:i2]):
        return False
    texte = "".join(j.texte for j in avant[i:i2]).strip()
    if not _LETTRE.search(texte):
        return True
    entoure = all(e[1] < e[2] and e[3] < e[4] for e in (etapes[k - 1], etapes[k + 1]))
    return entoure and len(texte) <= _COURT


def _garder(etape: Etape, avant: Sequence[Jeton], *, pieces: bool) -> Etape:
    egal, i, i2, j, j2 = etape
    garde = egal and pieces and any(x.piece is not None for x in avant[i:i2])
    return garde, i, i2, j, j2


def _reunir(etapes: Sequence[Etape]) -> list[Etape]:
    """Changes that follow each other, as one."""
    sortie: list[Etape] = []
    for etape in etapes:
        if sortie and not etape[0] and not sortie[-1][0]:
            _, i, _, j, _ = sortie.pop()
            sortie.append((False, i, etape[2], j, etape[4]))
        else:
            sortie.append(etape)
    return sortie
