"""Numbers, decided once: headings (I, 1, A, a ; Axe I ; Annexe 1) and objectives (1.a)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from contratdoc.document.noeuds import SuiteTitres

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from contratdoc.contrat.contrat import Champ, Contrat
    from contratdoc.schema.modeles import EntreePlan

_ROMAINS = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"))
_ROMAINS_PETITS = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_NIVEAU_NUMEROTE_MAX = 4


def romain(n: int) -> str:
    """Write `n` in Roman numerals."""
    sortie = ""
    for valeur, signe in (*_ROMAINS, *_ROMAINS_PETITS):
        while n >= valeur:
            sortie += signe
            n -= valeur
    return sortie


def lettre(n: int) -> str:
    """Write `n` as capital letters the way Word does: 1 is A, 26 is Z, 27 is AA, 28 is BB."""
    tour, rang = divmod(n - 1, 26)
    return chr(ord("A") + rang) * (tour + 1)


@dataclass(slots=True)
class Compteur:
    """Numbers headings as they come, level by level; a heading resets the levels below it."""

    rangs: list[int] = field(default_factory=lambda: [0] * 8)
    axes: int = 0

    def suivant(self, niveau: int, suite: SuiteTitres) -> str:
        """Return the number of the next heading.

        Args:
            niveau: Its level, from 1.
            suite: Its numbering sequence.

        Returns:
            The visible number, empty when headings of this sequence or level have none.
        """
        if suite is SuiteTitres.SANS or niveau > _NIVEAU_NUMEROTE_MAX:
            return ""
        self.rangs[niveau] += 1
        self.rangs[niveau + 1 :] = [0] * (len(self.rangs) - niveau - 1)
        n = self.rangs[niveau]
        if niveau == 1:
            return romain(n)
        if niveau == 2:  # noqa: PLR2004 - the level of axes and annexes
            libelles = {SuiteTitres.AXE: f"Axe {romain(n)}", SuiteTitres.ANNEXE: f"Annexe {n}"}
            return libelles.get(suite, str(n))
        return lettre(n) if niveau == 3 else lettre(n).lower()  # noqa: PLR2004 - A, then a


@dataclass(frozen=True, slots=True)
class NumeroObjectif:
    """How an operational objective is cited: « 1.a », in the axis « Axe II », part « Santé »."""

    numero: str
    axe: str
    volet: str

    def citation(self) -> str:
        """Return the reference as printed beside a commitment."""
        return f"{self.axe}, {f'volet {self.volet}, ' if self.volet else ''}objectif {self.numero}"


def numeros_des_axes(contrat: Contrat) -> Mapping[str, str]:
    """Return the label of each axis (« Axe I ») by id, in the order of the plan."""
    ordre = [e.axe for e in _entrees(contrat.plan) if e.axe is not None]
    return {axe: f"Axe {romain(i)}" for i, axe in enumerate(ordre, 1)}


def numeros_des_objectifs(contrat: Contrat) -> Mapping[str, NumeroObjectif]:
    """Return how each objective is cited, by id."""
    axes, sortie = numeros_des_axes(contrat), {}
    for axe in contrat.axes:
        for champ, volet in ((axe, ""), *((v, v.titre) for v in axe.volets)):
            for numero, objectif in objectifs_numerotes(champ):
                sortie[objectif] = NumeroObjectif(numero, axes.get(axe.id, axe.titre), volet)
    return sortie


def objectifs_numerotes(champ: Champ) -> Iterator[tuple[str, str]]:
    """Go through the objectives of one axis or part: number and id."""
    for i, orientation in enumerate(champ.orientations, 1):
        for j, objectif in enumerate(orientation.objectifs, 1):
            yield f"{i}.{lettre(j).lower()}", objectif.id


def _entrees(plan: tuple[EntreePlan, ...]) -> Iterator[EntreePlan]:
    for entree in plan:
        yield entree
        yield from _entrees(entree.contenu)
