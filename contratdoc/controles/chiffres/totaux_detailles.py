"""A total and its parts, and the figures of a text that may be either."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING

from contratdoc.ecrits.dates import dates_de
from contratdoc.ecrits.nombres import NombreLu, nombres_de

if TYPE_CHECKING:
    from contratdoc.diagnostics import Place
    from contratdoc.ecrits.ecrit import Passage

_PAS_DES_UNITES = frozenset(
    """
    à au aux en dans pour sur de du des d' chez et ou sont se est par avec ont a la le les l' où dont qui situés
    situées issus issues réalisés ci-dessous ci-après restants autres supplémentaires concernent relèvent
    """.split()  # noqa: SIM905 - one word a line would fill the module
)
_PAS_DES_PARTS = frozenset(
    """
    % ème e er ère eme nde nd è h an ans mois jour jours fois heure heures rue avenue allée place m km ha m²
    points point minutes semaines trimestre semestre siècle étage
    """.split()  # noqa: SIM905 - one word a line would fill the module
)
_ABREGES = {"logt": "logement", "lgt": "logement", "hab": "habitant", "pers": "personne"}
_JOURS = 31
_VALEUR_MAX = Decimal(10) ** 12
_A = re.compile(r"\s?(?:à|-|–|/|et|ou)\s?")


class Lien(Enum):
    """What ties parts to their total, from the closest."""

    EXACT = "exact"  # « à savoir », « : », a list, figures that repeat the unit between parentheses
    DONT = "dont"
    COMPTE = "on y compte"


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its value, its words, its place."""

    valeur: Decimal
    libelle: str
    place: Place
    unite: str


@dataclass(frozen=True, slots=True)
class Repartition:
    """A total and its parts.

    Attributes:
        passage: Where the total is.
        total: The total.
        parts: The parts, in order.
        lien: What ties them.
        sure: True when every piece of the enumeration has its figure, of the unit of the total.
        autres: Other figures before the parts, any of which may be the total meant.
    """

    passage: Passage
    total: NombreLu
    parts: tuple[Part, ...]
    lien: Lien
    sure: bool
    autres: tuple[Decimal, ...] = ()

    @property
    def somme(self) -> Decimal:
        """What the parts make."""
        return sum((p.valeur for p in self.parts), Decimal(0))

    @property
    def juste(self) -> bool:
        """Whether the parts make the total, or another figure just before them."""
        return self.somme == self.total.valeur or self.somme in self.autres


def unite_de(n: NombreLu) -> str:
    """Return the unit of a figure in the singular; empty when the word that follows is none."""
    mot = n.unite.rstrip("'’")
    if mot in _PAS_DES_UNITES or n.unite in _PAS_DES_UNITES:
        return ""
    mot = mot[:-1] if len(mot) > 3 and mot.endswith(("s", "x")) else mot  # noqa: PLR2004 - « bus » has no singular
    return _ABREGES.get(mot, mot)


def _ouvre_un_intervalle(texte: str, n: NombreLu, suivant: tuple[NombreLu, ...]) -> bool:
    """Say whether a figure opens an interval that is no part: « de 3 à 6 ans »."""
    return any(s.unite in _PAS_DES_PARTS and _A.fullmatch(texte, n.fin, s.debut) for s in suivant)


def figures_de(texte: str) -> list[NombreLu]:
    """Return the figures of a text that may be totals or parts: no dates, years, percentages, ranks or durations."""
    lus = nombres_de(texte)
    figures = [
        n
        for i, n in enumerate(lus)
        if 0 <= n.valeur < _VALEUR_MAX
        and n.unite not in _PAS_DES_PARTS
        and not (n.annee and not unite_de(n))
        and not _ouvre_un_intervalle(texte, n, lus[i + 1 : i + 2])
    ]
    if not any(n.valeur <= _JOURS for n in figures):
        return figures
    dates = [(d.debut, d.fin) for d in dates_de(texte)]
    return [n for n in figures if not any(a <= n.debut < b for a, b in dates)] if dates else figures
