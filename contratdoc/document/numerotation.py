"""Numbers, decided once: headings (I, 1, A, a ; Axe I ; Annexe 1) and objectives (1.a)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from contratdoc.document.noeuds import SuiteTitres

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from contratdoc.contrat.contrat import Champ, Contrat
    from contratdoc.schema.modeles import EntreePlan

_ROMAINS = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"))
_ROMAINS_PETITS = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_NIVEAU_NUMEROTE_MAX = 4
NIVEAU_SUITES = 2
"""The level at which axes and annexes have a sequence of their own."""


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


_ECRITURES: Mapping[int, Callable[[int], str]] = {1: romain, 2: str, 3: lettre, 4: lambda n: lettre(n).lower()}
"""How the headings of each level are numbered: I, 1, A, a."""


def suite_de(entree: EntreePlan, niveau: int, courante: SuiteTitres) -> SuiteTitres:
    """Say which numbering sequence an entry of the plan follows: its own, else that of where it stands."""
    if entree.numerotation == "non":
        return SuiteTitres.SANS
    if entree.axe is not None and niveau == NIVEAU_SUITES:
        return SuiteTitres.AXE
    if entree.numerotation == "annexe" and niveau == NIVEAU_SUITES:
        return SuiteTitres.ANNEXE
    return SuiteTitres.PRINCIPALE if entree.numerotation == "oui" else courante


@dataclass(slots=True)
class Compteur:
    """Numbers headings as they come, level by level; a heading resets the levels below it.

    Axes and annexes are counted through the whole document, each by itself: « Axe II » is the second axis, wherever
    it stands.
    """

    rangs: list[int] = field(default_factory=lambda: [0] * (_NIVEAU_NUMEROTE_MAX + 1))
    propres: dict[SuiteTitres, int] = field(default_factory=dict)

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
        self.rangs[niveau + 1 :] = [0] * (_NIVEAU_NUMEROTE_MAX - niveau)
        if niveau == NIVEAU_SUITES and suite is not SuiteTitres.PRINCIPALE:
            self.propres[suite] = n = self.propres.get(suite, 0) + 1
            return f"Axe {romain(n)}" if suite is SuiteTitres.AXE else f"Annexe {n}"
        self.rangs[niveau] += 1
        return _ECRITURES[niveau](self.rangs[niveau])


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
    """Return the label of each numbered axis (« Axe I ») by id, as its heading reads."""
    compteur = Compteur()
    numerotes = ((e.axe, suite_de(e, niveau, SuiteTitres.SANS)) for niveau, e in _entrees(contrat.plan))
    return {axe: compteur.suivant(NIVEAU_SUITES, suite) for axe, suite in numerotes if axe and suite is SuiteTitres.AXE}


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


def _entrees(plan: tuple[EntreePlan, ...], niveau: int = 1) -> Iterator[tuple[int, EntreePlan]]:
    """Go through the plan in order, with the level of each entry."""
    for entree in plan:
        yield niveau, entree
        yield from _entrees(entree.contenu, niveau + 1)
