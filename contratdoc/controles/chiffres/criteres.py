"""Criteria quoted in a text: « un revenu inférieur à 11 200 euros », « au moins deux fois par an »."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from contratdoc.ecrits.nombres import NombreLu, lire_cardinal, nombres_de

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.ecrits.ecrit import Passage

_QUANTITES = {
    "revenu": re.compile(r"\brevenus?\b", re.IGNORECASE),
    "population": re.compile(r"\b(?:population|habitants)\b(?! (?:active|âgée))", re.IGNORECASE),
    "taux de chômage": re.compile(r"\bchômage\b", re.IGNORECASE),
    "taux de pauvreté": re.compile(r"\bpauvreté\b", re.IGNORECASE),
    "nombre de logements": re.compile(r"\blogements\b", re.IGNORECASE),
    "superficie": re.compile(r"\b(?:superficies?|surfaces?)\b", re.IGNORECASE),
}
_UNITES = {"revenu": "€", "taux de chômage": "%", "taux de pauvreté": "%"}
_BORNE = re.compile(
    r"\b(?:(?P<moins>inf[ée]rieure?s? (?:ou égale?s? )?à|moins de|au plus|ne dépass\w+ pas|sous)"
    r"|(?P<plus>sup[ée]rieure?s? (?:ou égale?s? )?à|plus de|au moins|minimum de|à partir de|d['’]au moins))\s",
    re.IGNORECASE,
)
_INDICES = ("rieur", "moins", "plus", "sous", "dépass", "minimum", "partir")
_SOIT = re.compile(r"\bsoit\b|\(")
_PAR_MOIS = re.compile(r"\s?(?:par mois|/ ?mois|mensuel)", re.IGNORECASE)
_MILLE = 1000

_FOIS = re.compile(
    r"\b(?P<moins>au moins |au minimum |a minima )?(?:(?P<n>une?|deux|trois|quatre|six|\d{1,2}) (?:fois|réunions?)"
    r"(?: (?:minimum|au moins))? (?:par|/) ?(?P<par>an|année|semestre|trimestre|mois)"
    r"|(?P<mot>annuellement|semestriellement|trimestriellement|mensuellement|chaque (?:année|semestre|trimestre|mois)"
    r"|tous les (?:ans|trimestres|semestres|mois|deux mois)))\b",
    re.IGNORECASE,
)
_PAR_AN = {"an": 1, "année": 1, "ans": 1, "semestre": 2, "trimestre": 4, "mois": 12}
_MOTS = {"annuel": 1, "semestriel": 2, "trimestriel": 4, "mensuel": 12}


@dataclass(frozen=True, slots=True)
class Critere:
    """A bound on a quantity.

    Attributes:
        quantite: Its name: « revenu », « population »…
        maximum: True when values must stand under the bound.
        borne: The bound.
        unite: Its unit.
        rang: Rank of the bound in its passage.
        egal: True when the bound itself is allowed.
    """

    quantite: str
    maximum: bool
    borne: Decimal
    unite: str
    passage: Passage
    nombre: NombreLu
    egal: bool

    def respecte(self, valeur: Decimal) -> bool:
        """Say whether a value meets the criterion."""
        if valeur == self.borne:
            return self.egal
        return (valeur < self.borne) is self.maximum


def criteres_de(p: Passage) -> Iterator[Critere]:
    """Read the criteria of a passage.

    Args:
        p: The passage.

    Yields:
        The bounds; one said as a share of another quantity counts only by the amount given after « soit ».
    """
    texte = p.texte
    if not any(mot in texte for mot in _INDICES) or not nombres_de(texte):
        return
    for m in _BORNE.finditer(texte):
        quantite = _quantite(texte[max(0, m.start() - 70) : m.start()])
        n = next((x for x in nombres_de(texte) if m.end() <= x.debut <= m.end() + 12), None)
        if quantite is None or n is None:
            continue
        attendue = _UNITES.get(quantite)
        if n.unite == "%" and attendue != "%":
            n = _montant(texte, n, attendue)
        if n is None or n.annee or (attendue == "€" and _PAR_MOIS.match(texte, n.fin_unite)):
            continue
        if attendue == "€" and (n.unite != "€" or n.valeur < _MILLE):
            continue
        yield Critere(quantite, m["moins"] is not None, n.valeur, n.unite, p, n, "égal" in m[0] or "au " in m[0])


def _quantite(avant: str) -> str | None:
    """Name the last quantity before a bound."""
    trouvees = [(m.start(), nom) for nom, motif in _QUANTITES.items() for m in motif.finditer(avant)]
    return max(trouvees)[1] if trouvees else None


def _montant(texte: str, part: NombreLu, unite: str | None) -> NombreLu | None:
    """Find the amount that a share stands for: « 60 % du revenu médian (soit … 11 200 euros) »."""
    for n in nombres_de(texte):
        if n.debut > part.fin_unite and n.unite == (unite or n.unite) and n.unite != "%":
            return n if _SOIT.search(texte, part.fin_unite, n.debut) else None
    return None


@dataclass(frozen=True, slots=True)
class Rythme:
    """How many times a year something is to happen."""

    fois: int
    au_moins: bool
    rang: int
    extrait: str


def rythmes_de(texte: str) -> Iterator[Rythme]:
    """Read how often a body meets.

    Args:
        texte: One passage.

    Yields:
        The rhythms, as times a year.
    """
    for m in _FOIS.finditer(texte):
        if m["mot"]:
            fois = _par_an_du_mot(m["mot"].casefold())
        else:
            n = lire_cardinal(m["n"])
            fois = (n or 0) * _PAR_AN[m["par"].casefold()]
        if fois:
            yield Rythme(fois, m["moins"] is not None or "minimum" in m[0], m.start(), m[0].strip())


def _par_an_du_mot(mot: str) -> int:
    if mot == "tous les deux mois":
        return 6
    adverbe = next((n for debut, n in _MOTS.items() if mot.startswith(debut)), 0)
    return adverbe or _PAR_AN.get(mot.rsplit(" ", 1)[-1], _PAR_AN.get(mot.rsplit(" ", 1)[-1].rstrip("s"), 0))
