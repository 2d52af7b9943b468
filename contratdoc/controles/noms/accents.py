"""Words that a text writes with different accents: « faïence », « faiènce »."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contratdoc.controles.noms.lecture import Vocabulaire

_LETTRES_MIN = 6
_FINALE = 3
_CIRCONFLEXE = "\u0302"


def accents_divergents(vocabulaire: Vocabulaire) -> dict[str, str]:
    """Find the words whose accents differ from those of the same word elsewhere.

    Args:
        vocabulaire: The words of a text, in order.

    Returns:
        The usual spelling of each word that strays from it; the first written is usual, among equals.
    """
    par_mot: dict[str, dict[str, int]] = defaultdict(dict)
    ecrites: dict[str, list[str]] = defaultdict(list)
    plats = vocabulaire.plats
    longs = [f for f in vocabulaire.fois if len(f) >= _LETTRES_MIN and not f.isupper()]
    minuscules = {(plats[f][0], f[1:]): f for f in longs if f.islower()}
    plusieurs = Counter(plats[f] for f in longs)
    for forme in longs:
        if plusieurs[plats[forme]] > 1:
            # The accent of a capital is often left out: « Equipements » is « équipements ».
            bas = minuscules.get((plats[forme][0], forme[1:]), forme.lower()) if forme[0].isupper() else forme
            fois = par_mot[plats[forme]]
            fois[bas] = fois.get(bas, 0) + vocabulaire.fois[forme]
            ecrites[bas].append(forme)
    divergents: dict[str, str] = {}
    for fois in par_mot.values():
        usuelle = max(fois, key=lambda f: fois[f])
        for bas in fois:
            if bas != usuelle and _est_une_faute(bas, usuelle):
                divergents |= {f: _casse(usuelle, f) for f in ecrites[bas]}
    return divergents


def est_dans_un_code(texte: str, debut: int, fin: int) -> bool:
    """Say whether a word is part of an address, of a file's name or of an identifier, which are written bare."""
    avant, apres = texte[max(0, debut - 1) : debut], texte[fin : fin + 2]
    return (
        avant in tuple("_/.@#`{=") or apres[:1] in tuple("_/@`}=") or (apres[:1] in (".", ":") and apres[1:].isalnum())
    )


def _est_une_faute(a: str, b: str) -> bool:
    """Say whether accents differ inside the word, by more than what the rules of 1990 leave to choose."""
    rangs = [i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y and i]
    if len(a) != len(b) or not rangs or rangs[-1] >= len(a) - _FINALE:
        return False  # « marche », « marché »
    if rangs == [1] and a[0] == "r":
        return False  # « repartir », « répartir »
    libres = all({a[i], b[i]} == {"é", "è"} or _CIRCONFLEXE in unicodedata.normalize("NFD", a[i] + b[i]) for i in rangs)
    return not libres


def _casse(usuelle: str, forme: str) -> str:
    return usuelle[0].upper() + usuelle[1:] if forme[0].isupper() else usuelle
