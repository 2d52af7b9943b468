"""The names of the lexicon, ready to be found in a text however their hyphens, accents and case are written."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from contratdoc.controles.noms.mots import SEPARATEURS, bornes_des_mots, mots_plats
from contratdoc.ecrits.ecrit import Lexique, NomPropre

if TYPE_CHECKING:
    from collections.abc import Iterator

_TYPO = str.maketrans({"’": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2010": "-", "\u2011": "-"})
_CAPITALES = str.maketrans("ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸ", "AAACEEEEIIOOUUUY")

Cle = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trouve:
    """A name met in a text: what is written, from where to where, and its words."""

    ecrit: str
    debut: int
    fin: int
    cle: Cle


@dataclass(frozen=True)
class NomsConnus:
    """The forms of the lexicon by their words.

    Attributes:
        bons: The canonical spellings, by their words.
        fautifs: Known wrong spellings and the name that each stands for, by their words.
        par_premier: The keys that begin with a word, the longest first.
    """

    bons: dict[Cle, tuple[NomPropre, ...]]
    fautifs: dict[Cle, tuple[tuple[str, NomPropre], ...]]
    par_premier: dict[str, tuple[Cle, ...]]

    def dans(self, texte: str, mots: Cle | None = None) -> Iterator[Trouve]:
        """Find the names of a text, the longest first at each word.

        Args:
            texte: The text.
            mots: Its words, when they are known.

        Yields:
            The names, in order.
        """
        mots = mots_plats(texte) if mots is None else mots
        if self.par_premier.keys().isdisjoint(mots):
            return
        suites = [(i, c) for i, m in enumerate(mots) if m in self.par_premier for c in self.par_premier[m]]
        candidats = [(i, c) for i, c in suites if mots[i : i + len(c)] == c]
        bornes = bornes_des_mots(texte) if candidats else ()
        suivant = 0
        for i, cle in candidats:
            if i >= suivant and _se_suivent(texte, bornes[i : i + len(cle)]):
                suivant = i + len(cle)
                debut, fin = bornes[i][0], bornes[suivant - 1][1]
                yield Trouve(texte[debut:fin], debut, fin, cle)

    def attendu(self, ecrit: str, cle: Cle) -> NomPropre | None:
        """Return the name that should have been written, None when what is written will do.

        Args:
            ecrit: What is written.
            cle: Its words.

        Returns:
            The name, when its spelling differs by more than capitals, or is a known wrong one.
        """
        bons = self.bons.get(cle, ())
        if any(sans_typo(b.nom) == sans_typo(ecrit) for b in bons):
            return None
        fautif = next((n for v, n in self.fautifs.get(cle, ()) if sans_typo(v) == sans_typo(ecrit)), None)
        if fautif is not None:
            return fautif
        if ecrit.isupper() or any(meme_a_la_casse_pres(b.nom, ecrit) for b in bons):
            return None
        if bons:
            # « la belle garde », « croix rouge » may be common words; a name keeps its capital.
            return bons[0] if ecrit[0].isupper() or bons[0].nom[0].islower() else None
        memes = [n for v, n in self.fautifs[cle] if v[0].isupper() == ecrit[0].isupper()]
        return memes[0] if memes else None


def _se_suivent(texte: str, bornes: tuple[tuple[int, int], ...]) -> bool:
    return all(SEPARATEURS.fullmatch(texte, a, b) for (_, a), (b, _) in pairwise(bornes))


def sans_typo(texte: str) -> str:
    """Write a name with straight apostrophes, plain spaces and plain hyphens: the printing chooses those."""
    return " ".join(texte.translate(_TYPO).split())


def meme_a_la_casse_pres(a: str, b: str) -> bool:
    """Say whether two spellings differ at most by their capitals, and by accents on capitals."""
    a, b = sans_typo(a), sans_typo(b)
    return a.casefold() == b.casefold() or a.translate(_CAPITALES).casefold() == b.translate(_CAPITALES).casefold()


@lru_cache(maxsize=8)
def noms_connus(lexique: Lexique) -> NomsConnus:
    """Prepare the names of a lexicon.

    Args:
        lexique: The lexicon.

    Returns:
        Its names, by their words.
    """
    bons: dict[Cle, list[NomPropre]] = defaultdict(list)
    fautifs: dict[Cle, list[tuple[str, NomPropre]]] = defaultdict(list)
    for nom in lexique.noms:
        if cle := mots_plats(nom.nom):
            bons[cle].append(nom)
        for variante in nom.variantes:
            if cle := mots_plats(variante):
                fautifs[cle].append((variante, nom))
    par_premier: dict[str, list[Cle]] = defaultdict(list)
    for cle in dict.fromkeys((*bons, *fautifs)):
        par_premier[cle[0]].append(cle)
    return NomsConnus(
        {c: tuple(n) for c, n in bons.items()},
        {c: tuple(v) for c, v in fautifs.items()},
        {m: tuple(sorted(c, key=len, reverse=True)) for m, c in par_premier.items()},
    )
