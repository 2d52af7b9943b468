"""The contracts that followed each other, this one last, as spans of years: what the timeline shows."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from contratdoc.contrat.contrat import SANS_PLACE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contratdoc.contrat.contrat import Contrat
    from contratdoc.diagnostics import Place
    from contratdoc.schema.historique import ModeleHistorique
    from contratdoc.source.arbre import Arbre


@dataclass(frozen=True, slots=True)
class Suite:
    """What made a contract last longer, or changed it: its last year from then on, the act, and why."""

    jusqu_a: int
    intitule: str
    motif: str = ""
    origine: Place = field(compare=False, repr=False, default=SANS_PLACE)


@dataclass(frozen=True, slots=True)
class Vie:
    """What a sealed contract has lived: its years as it was signed, and what its avenants did to it since."""

    annees: tuple[int, int]
    suites: tuple[Suite, ...] = ()


@dataclass(frozen=True, slots=True)
class GenerationPassee:
    """A contract of the timeline.

    Attributes:
        fin: Its last year as first signed; None when nothing tells it.
    """

    nom: str
    debut: int
    fin: int | None
    objet: str = ""
    suites: tuple[Suite, ...] = ()
    origine: Place = field(compare=False, repr=False, default=SANS_PLACE)

    @property
    def derniere_annee(self) -> int | None:
        """The last year, extensions included; None when nothing tells it."""
        annees = [s.jusqu_a for s in self.suites] + ([self.fin] if self.fin is not None else [])
        return max(annees, default=None)


def generations_de(modele: ModeleHistorique, arbre: Arbre) -> tuple[GenerationPassee, ...]:
    """Return the contracts before this one.

    Args:
        modele: The checked record of `historique.yaml`.
        arbre: The file that it was read from.
    """
    return tuple(
        GenerationPassee(
            g.nom if g.sigle is None else f"{g.nom} ({g.sigle})",
            g.debut,
            g.fin,
            g.objet or "",
            tuple(
                Suite(p.jusqu_a, p.intitule or "", p.motif or "", arbre.place(("generations", i, "prolongations", j)))
                for j, p in enumerate(g.prolongations)
            ),
            arbre.place(("generations", i)),
        )
        for i, g in enumerate(modele.generations)
    )


def frise_de(contrat: Contrat, vie: Vie | None = None) -> tuple[GenerationPassee, ...]:
    """Return every contract of the timeline, this one last.

    Args:
        contrat: The contract.
        vie: What it has lived since it was sealed; None for what it says itself.
    """
    vie = vie or contrat.vie or Vie(contrat.periode)
    return (*contrat.historique, GenerationPassee(contrat.titre, *vie.annees, "", vie.suites))


def jusqu_au_suivant(generations: Sequence[GenerationPassee]) -> tuple[GenerationPassee, ...]:
    """Give the contracts of which the end is not known the year before the next one begins.

    Args:
        generations: The contracts, in order.

    Returns:
        The same contracts: each has a last year, but maybe the last one.
    """
    bornees = []
    for i, g in enumerate(generations):
        suivant = generations[i + 1].debut - 1 if i + 1 < len(generations) else None
        premiere = min((s.jusqu_a for s in g.suites), default=None)
        fin = g.fin if g.fin is not None else (premiere - 1 if premiere is not None else suivant)
        bornees.append(replace(g, fin=max(fin, g.debut) if fin is not None else None))
    return tuple(bornees)
