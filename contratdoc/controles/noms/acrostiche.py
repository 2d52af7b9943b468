"""Whether the words of a meaning give an acronym: « quartier prioritaire de la politique de la ville », QPV."""

from __future__ import annotations

from contratdoc.controles.noms.mots import MOTS_DE_LIAISON
from contratdoc.controles.noms.voisinage import lettres_communes

_SAUTES_MAX = 2
"""So many full words may give no letter: « politique » in QPV."""
_MOTS_MAX = 16
_RACINE_MIN = 4
_FINALE = 2
_TETES = ("anti", "inter", "multi", "pluri", "auto", "trans", "medico", "psycho", "socio", "tele", "video")


def lettres_de(sigle: str) -> str:
    """Return the letters of an acronym, in lower case, without digits, dots nor hyphens."""
    return "".join(c for c in sigle.lower() if c.isalpha())


def donne(mots: tuple[str, ...], sigle: str) -> bool:
    """Say whether words give an acronym: first letters first, then letters inside a word (« COmité de PILotage »).

    Args:
        mots: The words, without case nor accents; the first and the last must each give at least their first letter.
        sigle: The letters of the acronym, in lower case.

    Returns:
        True when every letter comes from a word, in order.
    """
    if len(sigle) < 2 or not mots or len(mots) > _MOTS_MAX:  # noqa: PLR2004 - one letter is no acronym
        return False
    if mots[0][0] != sigle[0] or mots[0] in MOTS_DE_LIAISON:
        return False
    etats = {(0, 0)}  # letters given so far, full words that gave none
    for k, mot in enumerate(mots):
        bord = k in (0, len(mots) - 1)
        suivants: set[tuple[int, int]] = set()
        for i, sautes in etats:
            if not bord and (mot in MOTS_DE_LIAISON or mot.isdecimal()):
                suivants.add((i, sautes))
            elif not bord and sautes < _SAUTES_MAX:
                suivants.add((i, sautes + 1))
            suivants |= {(j, sautes) for j in _apres(mot, sigle, i)}
        etats = suivants
    return any(i == len(sigle) for i, _ in etats)


def est_au_debut_des_mots(mots: tuple[str, ...], sigle: str) -> bool:
    """Say whether an acronym is made of the beginnings of words only, at least one letter a full word.

    Args:
        mots: The words, without case nor accents.
        sigle: The letters of the acronym, in lower case.

    Returns:
        False when a letter comes from inside a word: « opération programmée de l'habitat » for OPAH.
    """
    rangs = {0}
    for mot in (morceau for m in mots for morceau in _morceaux(m)):
        debuts = {
            i + k for i in rangs for k in range(len(mot) + 1) if sigle[i : i + k] == mot[:k] and i + k <= len(sigle)
        }
        rangs = debuts or rangs
    return len(sigle) in rangs


def _morceaux(mot: str) -> tuple[str, ...]:
    """Part a compound in its two words: « antituberculeuse » gives AT."""
    tete = next((t for t in _TETES if mot.startswith(t) and len(mot) >= len(t) + _RACINE_MIN), "")
    return (tete, mot[len(tete) :]) if tete else (mot,)


def _apres(mot: str, sigle: str, i: int) -> list[int]:
    """Return how many letters may be given after a word that gives its first one, then others of its own in order."""
    if i >= len(sigle) or mot[0] != sigle[i]:
        return []
    fins, rang = [i + 1], 1
    for j in range(i + 1, len(sigle)):
        rang = mot.find(sigle[j], rang) + 1
        if rang == 0:
            break
        fins.append(j + 1)
    return fins


def initiales(mots: tuple[str, ...]) -> str:
    """Return the first letters of the full words."""
    return "".join(m[0] for m in mots if m not in MOTS_DE_LIAISON and not m.isdecimal())


def part_commune(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """Say which part of their full words two meanings share, whatever their plurals and feminines.

    Args:
        a: The words of a meaning.
        b: Those of another.

    Returns:
        From 0 to 1, over the longest of the two.
    """
    pleins_a = [m for m in a if m not in MOTS_DE_LIAISON]
    pleins_b = [m for m in b if m not in MOTS_DE_LIAISON]
    if "".join(pleins_a).replace("s", "") == "".join(pleins_b).replace("s", ""):
        return 1.0  # « médico-psychologique », « médicopsychologiques »
    communs = sum(any(_meme_mot(x, y) for y in pleins_b[:_MOTS_MAX]) for x in pleins_a[:_MOTS_MAX])
    return communs / max(len(pleins_a), len(pleins_b), 1)


def _meme_mot(a: str, b: str) -> bool:
    return a == b or lettres_communes(a, b) >= max(min(len(a), len(b)) - _FINALE, _RACINE_MIN)
