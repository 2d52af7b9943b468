"""The seal, then every operation of the avenants in the order in which they take effect: the contract on any day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from contratdoc.avenants.adresses import adresse, trouver
from contratdoc.avenants.apply import ChangementImpossible, apply_changements
from contratdoc.avenants.articles import Article, articles_de
from contratdoc.avenants.avenant import Avenant, Operation
from contratdoc.avenants.canonique import Canonique, Chemin
from contratdoc.avenants.changements import Changement, Modification
from contratdoc.avenants.politique import raison_du_refus
from contratdoc.avenants.resoudre import resoudre
from contratdoc.avenants.signataires import contribution_revisee, fautes_des_actes
from contratdoc.diagnostics import Diagnostic, Place, Resultat, erreur

_CONFLITS = ("CD831", "CD832")


@dataclass(frozen=True, slots=True)
class Faite:
    """An operation carried out: the change, by which avenant, and its rank there."""

    avenant: int
    rang: int
    modification: Modification


@dataclass(frozen=True, slots=True)
class Consolidation:
    """A contract and all that its avenants do to it.

    Attributes:
        scelle: The contract as sealed.
        faites: Every operation, in the order of their effects.
        contrat: What the contract reads once all are in effect.
        retires: Ids of blocks (« file/id ») taken away.
    """

    scelle: Canonique
    faites: tuple[Faite, ...]
    contrat: Canonique
    retires: frozenset[str] = frozenset()

    def articles(self, avenant: int) -> tuple[Article, ...]:
        """Return the articles of an avenant that change the contract."""
        siennes = sorted((f for f in self.faites if f.avenant == avenant), key=lambda f: f.rang)
        return articles_de([f.modification for f in siennes])

    def en_effet(self, au: dt.date) -> tuple[Faite, ...]:
        """Return the operations in effect on a day."""
        return tuple(f for f in self.faites if f.modification.effet <= au)

    def au(self, jour: dt.date) -> Canonique:
        """Return what the contract reads on a day."""
        return apply_changements((f.modification.changement for f in self.en_effet(jour)), self.scelle)

    def avant(self, avenant: int) -> Canonique:
        """Return what the contract reads before an avenant: all that those before it do, even later."""
        try:
            return apply_changements(
                (f.modification.changement for f in self.faites if f.avenant < avenant), self.scelle
            )
        except ChangementImpossible:  # one of them takes effect late, on what this avenant wrote
            return self.scelle

    def apres(self, avenant: int) -> Canonique:
        """Return what the contract reads once an avenant is carried out whole, whatever the days of its effects."""
        siens = (f.modification.changement for f in self.faites if f.avenant == avenant)
        try:
            return apply_changements(siens, self.avant(avenant))
        except ChangementImpossible:  # it amends what a later one wrote, at a later day
            return self.contrat


@dataclass(slots=True)
class _Rejeu:
    scelle: Canonique
    contrat: Canonique
    faites: list[Faite] = field(default_factory=list)
    retires: set[str] = field(default_factory=set)
    touches: dict[Chemin, Place] = field(default_factory=dict)
    revisees: dict[int, str | None] = field(default_factory=dict)


def rejouer(scelle: Canonique, avenants: Sequence[Avenant]) -> Resultat[Consolidation]:
    """Carry out the operations of avenants on the sealed contract.

    Those of one day are carried out in the order of the avenants' numbers: an avenant may amend what one before it
    wrote, and an operation with a later effect finds the contract as it is on its own day.

    Args:
        scelle: The contract as sealed.
        avenants: The avenants, in the order of their numbers.

    Returns:
        The contract amended, or None with every operation that cannot be carried out.
    """
    rejeu, fautes = _Rejeu(scelle, scelle), list[Diagnostic]()
    for avenant, rang, operation, effet in _dans_l_ordre(avenants):
        try:
            changement = resoudre(operation, rejeu.contrat, frozenset(rejeu.retires))
            _permettre(avenant, operation, changement, rejeu)
            avant, rejeu.contrat = rejeu.contrat, apply_changements((changement,), rejeu.contrat)
        except ChangementImpossible as e:
            fautes.append(_faute(e, avenant, operation, rejeu))
            continue
        _noter(rejeu, avenant, rang, replace(operation, effet=effet), changement)
        rejeu.retires |= _blocs(avant, changement) - _blocs(rejeu.contrat, changement)
    if not fautes:
        fautes += fautes_des_actes(avenants, scelle, [(f.avenant, f.modification.changement) for f in rejeu.faites])
    if fautes:
        return Resultat(None, tuple(fautes))
    return Resultat(Consolidation(scelle, tuple(rejeu.faites), rejeu.contrat, frozenset(rejeu.retires)))


def _dans_l_ordre(avenants: Sequence[Avenant]) -> list[tuple[Avenant, int, Operation, dt.date]]:
    toutes = [(a, i, o, o.effet or a.effet) for a in avenants for i, o in enumerate(a.operations)]
    return sorted(toutes, key=lambda x: (x[3], x[0].numero, x[1]))


def _permettre(avenant: Avenant, operation: Operation, changement: Changement, rejeu: _Rejeu) -> None:
    raison = raison_du_refus(avenant.nature, operation.genre, adresse(changement.cible))
    if raison:
        message = f"L'avenant n° {avenant.numero} ne peut pas modifier « {adresse(changement.cible)} » : {raison}."
        raise ChangementImpossible("CD834", message, "Changez la nature de l'avenant, ou retirez cette opération.")
    deja = rejeu.revisees.get(avenant.numero)
    rejeu.revisees[avenant.numero] = contribution_revisee(avenant, changement, rejeu.contrat, deja)


def _noter(rejeu: _Rejeu, avenant: Avenant, rang: int, operation: Operation, changement: Changement) -> None:
    effet = operation.effet or avenant.effet
    modification = Modification(changement, operation.motif, effet, operation.origine)
    rejeu.faites.append(Faite(avenant.numero, rang, modification))
    rejeu.touches.pop(changement.cible, None)  # the last one that touched it comes last
    rejeu.touches[changement.cible] = _place(avenant, operation)


def _place(avenant: Avenant, operation: Operation) -> Place:
    return operation.origine if operation.origine.fichier else avenant.place


def _blocs(contrat: Canonique, changement: Changement) -> set[str]:
    """Name the blocks (« file/id ») of the text that a change touches."""
    fichier = changement.cible[0]
    return {f"{fichier}/{b.id}" for b in contrat.textes.get(fichier, ())}


def _faute(e: ChangementImpossible, avenant: Avenant, operation: Operation, rejeu: _Rejeu) -> Diagnostic:
    """Tell an operation that cannot be carried out, and the one before it that touched the same thing, if any."""
    visees = _visees(operation, rejeu)
    touches = [
        place
        for chemin, place in rejeu.touches.items()
        if any(chemin[: len(v)] == v[: len(chemin)] for v in visees)  # itself, what holds it, or what it holds
    ]
    autres = tuple((p, "déjà modifié ici") for p in touches[-1:]) if e.code in _CONFLITS else ()
    return erreur(e.code, str(e), _place(avenant, operation), e.aide, autres=autres)


def _visees(operation: Operation, rejeu: _Rejeu) -> list[Chemin]:
    """Find what an operation meant, be it gone: in the contract as sealed, else among what was touched."""
    for contrat in (rejeu.contrat, rejeu.scelle):
        try:
            return [trouver(operation.cible, contrat)]
        except ChangementImpossible:
            continue
    fin = tuple(operation.cible.strip("/").split("/"))
    return [chemin for chemin in rejeu.touches if tuple(adresse(chemin).split("/"))[-len(fin) :] == fin]


def apply_avenant(avenant: Avenant, canonique: Canonique) -> Resultat[Canonique]:
    """Carry out one avenant whole, whatever the days of its effects.

    Args:
        avenant: The avenant.
        canonique: The contract in force.

    Returns:
        The contract amended, or None with every operation that cannot be carried out.
    """
    fait = rejouer(canonique, (avenant,))
    return Resultat(fait.valeur.contrat if fait.valeur is not None else None, fait.diagnostics)
