"""A figure of a sentence and what it can stand for: « près de 5 900 », « 16 % », « plus de 15 000 » are intervals."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from contratdoc.controles.chiffres.memoire import une_fois
from contratdoc.ecrits.ecrit import VALEUR, Nature
from contratdoc.ecrits.nombres import NombreLu, ecrire, nombres_de

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.diagnostics import Place, Severite
    from contratdoc.ecrits.ecrit import Ecrit, Passage

_AVANT = 28
_APRES = 16
_ENVIRON = re.compile(
    r"(?:\b(?:environ|quelque|presque|autour de|aux alentours de|de l['’]ordre de|à peu près|approximativement"
    r"|aux environs de|pr[èe]s d[e'’])|[~≈±])\s*$",
    re.IGNORECASE,
)
_PLUS = re.compile(
    r"\b(?:plus d[e'’](?: quelque)?|au moins|sup[ée]rieure?s? à|au-delà de|minimum(?: de)?)\s*$|>\s*$", re.IGNORECASE
)
_MOINS = re.compile(
    r"\b(?:moins d[e'’]|au plus|à peine|inf[ée]rieure?s? à|jusqu['’]à|maximum(?: de)?|en dessous de)\s*$|<\s*$",
    re.IGNORECASE,
)
_ENVIRON_APRES = re.compile(r"\s*(?:environ|à peu près)\b", re.IGNORECASE)
_PRECIS = 1000
_ARRONDI = 2
"""« 30 » is a count, « 6 200 » a rounding."""
_MOT_COURT = 3
_NOMBRES_MAX = 200
_TROP = Decimal(10**15)
_JEU = Decimal("0.1")
_SANS_UNITE = frozenset(
    re.findall(
        r"[\w-]+",
        "à au aux dans sur sous sont ont est a de des du d en et ou par pour se qui que avec chez contre dont soit "
        "s ne le la les l un une entre vers depuis au-dessus n",
    )
)
AGES = frozenset({"an", "ans", "année", "années", "mois", "jours", "jour", "h", "heures", "heure", "minutes"})


@dataclass(frozen=True, slots=True)
class Mesure:
    """A figure, and the lowest and highest values that its writing can stand for.

    Attributes:
        nombre: The figure as read.
        bas: The lowest true value that a careful author writes so.
        haut: The highest.
        sens: « ~ » about, « + » more than, « - » less than, empty when nothing qualifies it.
    """

    nombre: NombreLu
    bas: Decimal
    haut: Decimal
    sens: str


@dataclass(frozen=True, slots=True)
class Ecart:
    """A fault found by one search of a rule, to be told under the rule's code."""

    message: str
    place: Place
    aide: str
    autres: tuple[tuple[Place, str], ...] = ()
    severite: Severite | None = None


def lisible(p: Passage) -> bool:
    """Say whether the figures of a passage can be judged: they are the author's, known, and not a table gone flat."""
    if p.nature in (Nature.CITATION, Nature.SOMMAIRE) or VALEUR in p.texte:
        return False
    return 0 < len(nombres_de(p.texte)) <= _NOMBRES_MAX


@une_fois
def lisibles_de(ecrit: Ecrit) -> Iterator[tuple[int, Passage]]:
    """Go through the passages outside tables whose figures can be judged, with their ranks in `ecrit.passages`."""
    for i, p in enumerate(ecrit.passages):
        if lisible(p):
            yield i, p


def mesure(texte: str, nombre: NombreLu) -> Mesure:
    """Read how a figure is qualified and give the interval of its true value.

    Args:
        texte: The passage.
        nombre: A figure of this passage.

    Returns:
        Its interval: a rounding of the last written digit passes, upwards or downwards; « environ » allows a tenth.
    """
    avant = texte[max(0, nombre.debut - _AVANT) : nombre.debut]
    v = abs(nombre.valeur)
    pas = _pas(nombre)
    if _PLUS.search(avant):
        return Mesure(nombre, v - pas / 2, v * (1 + 3 * _JEU) + pas, "+")
    if _MOINS.search(avant):
        return Mesure(nombre, v * (1 - 3 * _JEU) - pas, v + pas / 2, "-")
    apres = texte[nombre.fin_unite : nombre.fin_unite + _APRES]
    if _ENVIRON.search(avant) or _ENVIRON_APRES.match(apres):
        # « environ 62 931 » rounds nothing off, whatever it says.
        jeu = max(v * (_JEU if pas or v < _PRECIS else _JEU / 10), pas)
        return Mesure(nombre, v - jeu, v + jeu, "~")
    return Mesure(nombre, v - pas / 2, v + (pas if nombre.unite == "%" else pas / 2), "")


def _pas(nombre: NombreLu) -> Decimal:
    """The step of the last digit that carries sense: 100 for « 6 200 », 0,1 for « 2,3 % »; a fiftieth at the most."""
    if nombre.decimales or nombre.unite == "%":
        return Decimal(1).scaleb(-min(nombre.decimales, 12))
    entier = int(min(abs(nombre.valeur), _TROP))
    zeros = len(str(entier)) - len(str(entier).rstrip("0")) if entier else 0
    return min(Decimal(10**zeros), abs(nombre.valeur) / 50) if zeros >= _ARRONDI else Decimal(0)


def comptes(texte: str, debut: int = 0, fin: int | None = None) -> list[NombreLu]:
    """Return the figures of a stretch that count something: no years, ages, durations, signs nor shares."""
    borne = len(texte) if fin is None else fin
    return [n for n in nombres_de(texte) if debut <= n.debut < borne and compte(texte, n)]


def compte(texte: str, n: NombreLu) -> bool:
    """Say whether a figure counts something."""
    if n.annee or n.unite == "%" or n.unite in AGES or n.valeur <= 0 or n.valeur > _TROP:
        return False
    suite = texte[n.fin_unite : n.fin_unite + 14]
    if not n.unite and re.match(r"\s?(?:[-–/à]|et)\s?\d+\s?(?:ans|mois)", texte[n.fin : n.fin + 12]):
        return False
    if n.unite in ("à", "et", "ou") and re.match(r"\s?\d+\s?(?:ans|%|mois)", suite):
        return False
    return n.unite not in ("er", "e", "ème", "ére", "ère", "m", "km", "h")


def dit(texte: str, n: NombreLu) -> str:
    """Quote a figure with the word that it counts; a word of the sentence (« 450 dans ») is left out."""
    if n.unite in _SANS_UNITE or not n.unite:
        return texte[n.debut : n.fin]
    return texte[n.debut : n.fin] + texte[n.fin : n.fin_unite].replace(" d'", " ").replace(" d’", " ")


def pour_cent(part: Decimal) -> str:
    """Write a share as a reader expects it: « 23,1 % »."""
    return f"{ecrire(round(part, 1))} %"


def singulier(mot: str) -> str:
    """Cut the plural of a unit word, so that « logement » and « logements » are one."""
    return mot.rstrip("sx") if len(mot) > _MOT_COURT else mot
