"""An avenant as its author writes it, in YAML or in Python: operations on named targets, each with what was there.

Avenant(1, Nature.ACTUALISATION, "Actualisation à mi-parcours", dt.date(2027, 4, 1))
    .remplacer("emploi-1a/libelle", "Identifier…", "Repérer…", motif="…")
    .proroger(2031)
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from contratdoc.avenants.canonique import Arbre
from contratdoc.avenants.changements import SANS_PLACE
from contratdoc.diagnostics import Place


class Nature(StrEnum):
    """What an avenant is for: it says what it may touch and who signs it (see `politique`)."""

    PROROGATION = "prorogation"
    ACTUALISATION = "actualisation"
    ENTREE = "entree"
    RETRAIT = "retrait"
    REVISION_CONTRIBUTION = "revision-contribution"
    REVISION_ANNEXE_2 = "revision-annexe-2"
    RECTIFICATION = "rectification"


class Genre(StrEnum):
    """What an operation does."""

    PROROGER = "proroger"
    REMPLACER = "remplacer"
    REMPLACER_MOTS = "remplacer-mots"
    INSERER = "inserer"
    SUPPRIMER = "supprimer"
    DEPLACER = "deplacer"
    AJOUTER_PARTIE = "ajouter-partie"
    RETIRER_PARTIE = "retirer-partie"
    REMPLACER_ANNEXE = "remplacer-annexe"


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation, its target still a name.

    Attributes:
        genre: What it does.
        cible: The target's address; the container's for an insertion.
        ancien: What was there; None where the genre does not need it.
        nouveau: What is to be there, or the content inserted.
        apres: Id after which an insertion or a move goes; None for first; `FIN` for last.
        motif: Why.
        effet: The day it takes effect; None for the avenant's own.
        origine: Where it is written.
    """

    genre: Genre
    cible: str
    ancien: Arbre = None
    nouveau: Arbre = None
    apres: str | None = None
    motif: str = ""
    effet: dt.date | None = None
    origine: Place = field(compare=False, repr=False, default=SANS_PLACE)


FIN = "\ufffffin"
"""As `apres`: after the last element."""


@dataclass(frozen=True, slots=True)
class Avenant:
    """A whole avenant.

    Attributes:
        numero: From 1, without gap.
        nature: Its kind.
        objet: What it is about, as its title says.
        effet: The day on which it takes effect.
        date: The day of its signature, if known.
        visas: Texts that it cites besides those that every avenant of the contract does.
        considerants: Its reasons, a sentence each, without « Considérant ».
        actes: The act that empowers each party's representative, by party.
        operations: What it changes, in order.
        fichier: The file it is written in; empty for one made by program.
        places: Where that file names each act, by party.
    """

    numero: int
    nature: Nature
    objet: str
    effet: dt.date
    date: dt.date | None = None
    visas: tuple[str, ...] = ()
    considerants: tuple[str, ...] = ()
    actes: Mapping[str, str] = field(default_factory=dict)
    operations: tuple[Operation, ...] = ()
    fichier: str = field(default="", compare=False)
    places: Mapping[str, Place] = field(default_factory=dict, compare=False, repr=False)

    @property
    def place(self) -> Place:
        """Where it is written."""
        return Place(self.fichier or f"avenant-{self.numero}")

    def en_json(self) -> dict[str, object]:
        """Return what it says as plain data, the same however its file is laid out: what its seal holds."""
        operations = [
            [o.genre.value, o.cible, o.ancien, o.nouveau, o.apres, o.motif, o.effet and o.effet.isoformat()]
            for o in self.operations
        ]
        return {
            "numero": self.numero,
            "nature": self.nature.value,
            "objet": self.objet,
            "effet": self.effet.isoformat(),
            "date": self.date and self.date.isoformat(),
            "visas": list(self.visas),
            "considerants": list(self.considerants),
            "actes": dict(sorted(self.actes.items())),
            "operations": operations,
        }

    def avec(self, operation: Operation) -> Avenant:
        """Return the avenant with one more operation."""
        return replace(self, operations=(*self.operations, operation))

    def proroger(self, jusqu_a: int, *, motif: str = "", effet: dt.date | None = None) -> Avenant:
        """Prolong the contract until the end of a year."""
        return self.avec(Operation(Genre.PROROGER, "contrat/periode", None, str(jusqu_a), None, motif, effet))

    def remplacer(
        self, cible: str, ancien: Arbre, nouveau: Arbre, *, motif: str = "", effet: dt.date | None = None
    ) -> Avenant:
        """Write a unit anew; `ancien` is all that it says now."""
        return self.avec(Operation(Genre.REMPLACER, cible, ancien, nouveau, None, motif, effet))

    def remplacer_mots(
        self, cible: str, ancien: str, nouveau: str, *, motif: str = "", effet: dt.date | None = None
    ) -> Avenant:
        """Replace words that stand exactly once in a unit."""
        return self.avec(Operation(Genre.REMPLACER_MOTS, cible, ancien, nouveau, None, motif, effet))

    def inserer(
        self,
        dans: str,
        contenu: Arbre,
        *,
        apres: str | None = FIN,
        motif: str = "",
        effet: dt.date | None = None,
    ) -> Avenant:
        """Add an element to a list, or a block to a text, after another (last by default; None: first)."""
        return self.avec(Operation(Genre.INSERER, dans, None, contenu, apres, motif, effet))

    def supprimer(self, cible: str, ancien: Arbre, *, motif: str = "", effet: dt.date | None = None) -> Avenant:
        """Take a unit away; `ancien` is all that it says now."""
        return self.avec(Operation(Genre.SUPPRIMER, cible, ancien, None, None, motif, effet))

    def deplacer(self, cible: str, *, apres: str | None, motif: str = "", effet: dt.date | None = None) -> Avenant:
        """Put an element or a block after another (None: first)."""
        return self.avec(Operation(Genre.DEPLACER, cible, None, None, apres, motif, effet))

    def ajouter_partie(self, partie: Mapping[str, str], *, motif: str = "", effet: dt.date | None = None) -> Avenant:
        """Let a new party in: `id`, `organisme`, `qualite`, and `representant`, `acte` when they are known."""
        return self.avec(Operation(Genre.AJOUTER_PARTIE, "contrat/parties", None, dict(partie), FIN, motif, effet))

    def retirer_partie(self, partie: str, *, motif: str = "", effet: dt.date | None = None) -> Avenant:
        """Let a party out."""
        return self.avec(Operation(Genre.RETIRER_PARTIE, f"contrat/parties/{partie}", None, None, None, motif, effet))

    def remplacer_annexe(self, cible: str, nouveau: Arbre, *, motif: str = "", effet: dt.date | None = None) -> Avenant:
        """Replace a whole text (Markdown) or a partner's whole contribution (its fields)."""
        return self.avec(Operation(Genre.REMPLACER_ANNEXE, cible, None, nouveau, None, motif, effet))
