"""What was meant: one contract, every reference resolved, frozen.

Places (`origine`) never take part in equality: the same contract written elsewhere is the same contract. A partner's
own fields stay in the frozen record of its schema (`donnees`): a second set of the same classes would be a copy.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from contratdoc.diagnostics import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from contratdoc.contrat.historique import GenerationPassee, Vie
    from contratdoc.schema.contribution import ContributionBase, Moyens
    from contratdoc.schema.modeles import Credits, EntreePlan, Fait, ModeleCharte, Nom, Partie, Sigle, Territoire
    from contratdoc.schema.nombres import Echeance
    from contratdoc.source.arbre import Arbre
    from contratdoc.source.images import ImageLue
    from contratdoc.source.prose import Prose

SANS_PLACE = Place("")


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune of the contract."""

    id: str
    nom: str


@dataclass(frozen=True, slots=True)
class Quartier:
    """A priority neighbourhood; `revenu_median` in euros a year, `part` in per cent of the commune's population."""

    id: str
    nom: str
    commune: Commune
    code: str | None
    population: int | None
    annee: Echeance | None
    revenu_median: Decimal | None
    part: Decimal | None


@dataclass(frozen=True, slots=True)
class Objectif:
    """An operational objective."""

    id: str
    libelle: str
    origine: Place = field(compare=False, repr=False, default=SANS_PLACE)


@dataclass(frozen=True, slots=True)
class Action:
    """An action; `objectif` is the id of the objective that it serves, None when it serves several."""

    id: str
    libelle: str
    objectif: str | None
    origine: Place = field(compare=False, repr=False, default=SANS_PLACE)


@dataclass(frozen=True, slots=True)
class Indicateur:
    """An indicator; `pour` is the id of the orientation, objective or action that it measures."""

    id: str
    libelle: str
    pour: str | None
    depart: str | None
    cible: str | None
    source: str | None
    frequence: str | None
    origine: Place = field(compare=False, repr=False, default=SANS_PLACE)


@dataclass(frozen=True, slots=True)
class Orientation:
    """A strategic orientation, its objectives, and the actions written under it."""

    id: str
    libelle: str
    objectifs: tuple[Objectif, ...]
    actions: tuple[Action, ...]
    origine: Place = field(compare=False, repr=False, default=SANS_PLACE)


@dataclass(frozen=True, slots=True)
class Champ:
    """An axis, or a part (volet) of one; only an axis has `volets`."""

    id: str
    titre: str
    credits: Credits | None
    orientations: tuple[Orientation, ...]
    actions: tuple[Action, ...]
    indicateurs: tuple[Indicateur, ...]
    volets: tuple[Champ, ...] = ()
    origine: Place = field(compare=False, repr=False, default=SANS_PLACE)

    def objectifs(self) -> Iterator[Objectif]:
        """Go through the objectives of this axis or part, its own parts included."""
        for orientation in self.orientations:
            yield from orientation.objectifs
        for volet in self.volets:
            yield from volet.objectifs()


@dataclass(frozen=True, slots=True)
class Engagement:
    """One commitment of a partner; `partenaire` is the partner's id."""

    id: str
    partenaire: str
    texte: Prose
    objectifs: tuple[Objectif, ...]
    quartiers: tuple[Quartier, ...]
    echeance: Echeance | None
    moyens: Moyens | None
    indicateurs: tuple[str, ...]
    origine: Place = field(compare=False, repr=False, default=SANS_PLACE)


@dataclass(frozen=True, slots=True)
class Contribution:
    """A partner's contribution: its own fields in `donnees`, its commitments resolved and in order."""

    donnees: ContributionBase
    engagements: tuple[Engagement, ...]
    arbre: Arbre = field(compare=False, repr=False)

    def place(self, *chemin: str | int) -> Place:
        """Return where a field of the contribution is written."""
        return self.arbre.place(chemin)

    @property
    def id(self) -> str:
        """The partner's id."""
        return self.donnees.id


@dataclass(frozen=True, slots=True)
class Texte:
    """A file of the main text."""

    id: str
    prose: Prose
    origine: Place = field(compare=False, repr=False, default=SANS_PLACE)


@dataclass(frozen=True, slots=True)
class Contrat:
    """The whole contract.

    Attributes:
        plan: The order of the parts, as written by the coordinator; every name in it is known, except in a draft.
        lacunes: What a draft lacks: the names in the plan of missing or faulty texts and contributions, and why.
    """

    titre: str
    surtitre: str | None
    periode: tuple[int, int]
    territoire: Territoire
    communes: Mapping[str, Commune]
    quartiers: Mapping[str, Quartier]
    parties: tuple[Partie, ...]
    lieu_signature: str | None
    date_signature: str | None
    axes: tuple[Champ, ...]
    faits: Mapping[str, Fait]
    noms: tuple[Nom, ...]
    sigles: tuple[Sigle, ...]
    contributions: Mapping[str, Contribution]
    textes: Mapping[str, Texte]
    images: Mapping[str, ImageLue]
    charte: ModeleCharte
    plan: tuple[EntreePlan, ...]
    historique: tuple[GenerationPassee, ...] = ()
    vie: Vie | None = None
    origine_plan: Place = field(compare=False, repr=False, default=SANS_PLACE)
    lacunes: Mapping[str, str] = field(default_factory=dict)

    def champs(self) -> Iterator[Champ]:
        """Go through axes and parts in order, an axis before its parts."""
        for axe in self.axes:
            yield axe
            yield from axe.volets

    def periode_texte(self) -> str:
        """Return the period as it is written everywhere: « 2024-2030 »."""
        return f"{self.periode[0]}-{self.periode[1]}"
