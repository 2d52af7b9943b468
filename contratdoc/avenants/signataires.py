"""Who is a party to the contract: an avenant is signed by parties, and names the acts of no one else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from contratdoc.avenants.adresses import adresse
from contratdoc.avenants.apply import ChangementImpossible
from contratdoc.avenants.canonique import noms_de
from contratdoc.avenants.changements import Inserer, Remplacer, Supprimer
from contratdoc.avenants.politique import POLITIQUE
from contratdoc.diagnostics import Diagnostic, erreur, vouliez_vous_dire

if TYPE_CHECKING:
    from contratdoc.avenants.avenant import Avenant
    from contratdoc.avenants.canonique import Arbre, Canonique
    from contratdoc.avenants.changements import Changement

_CONTRAT = "modeles/contrat.yaml"


def parties_de(canonique: Canonique) -> tuple[str, ...]:
    """Return the ids of the parties to a contract, in the order of the signatures."""
    contrat = canonique.donnees.get(_CONTRAT)
    return _noms(contrat.get("parties") if isinstance(contrat, dict) else None)


def _noms(parties: Arbre) -> tuple[str, ...]:
    return tuple(noms_de(parties) or ()) if isinstance(parties, list) else ()


def contribution_revisee(
    avenant: Avenant, changement: Changement, canonique: Canonique, deja: str | None
) -> str | None:
    """Hold the revision of a contribution to one partner, who signs it.

    Args:
        avenant: The avenant.
        changement: One of its changes.
        canonique: The contract in force.
        deja: The partner whose contribution it already revises, if any.

    Returns:
        The partner whose contribution it revises; None for another kind of avenant.

    Raises:
        ChangementImpossible: It is a second partner, or one who is not a party.
    """
    if not POLITIQUE[avenant.nature].une_contribution:
        return None
    partenaire = adresse(changement.cible).split("/")[1]
    if deja is not None and partenaire != deja:
        message = (
            f"L'avenant n° {avenant.numero} révise les contributions de « {deja} » et de « {partenaire} » : l'avenant "
            f"de nature « {POLITIQUE[avenant.nature].nom} » n'en touche qu'une."
        )
        raise ChangementImpossible("CD834", message, "Écrivez un avenant par partenaire, ou une actualisation.")
    if partenaire not in parties_de(canonique):
        message = (
            f"« {partenaire} » n'est pas partie au contrat : il ne peut pas signer la révision de sa contribution."
        )
        raise ChangementImpossible("CD837", message, "Écrivez une actualisation, que signent toutes les parties.")
    return partenaire


def fautes_des_actes(
    avenants: Sequence[Avenant], scelle: Canonique, faits: Sequence[tuple[int, Changement]]
) -> tuple[Diagnostic, ...]:
    """Find the acts of who is not a party: neither before the avenant, nor by it.

    Args:
        avenants: The avenants, in the order of their numbers.
        scelle: The contract as sealed.
        faits: What they change, with the number of each avenant.

    Returns:
        One fault an act.
    """
    parties = set(parties_de(scelle))
    fautes: list[Diagnostic] = []
    for avenant in avenants:
        siens = [c for numero, c in faits if numero == avenant.numero]
        parties |= {nom for c in siens for nom in _entrees(c)}
        for partie in avenant.actes:
            if partie not in parties:
                message = f"L'acte de « {partie} » n'a pas lieu d'être : il n'est pas partie au contrat."
                aide = vouliez_vous_dire(partie, parties) or "Retirez cet acte, ou faites entrer cette partie."
                fautes.append(erreur("CD837", message, avenant.places.get(partie, avenant.place), aide))
        parties -= {c.cible[2] for c in siens if isinstance(c, Supprimer) and _est_une_partie(c)}
    return tuple(fautes)


def _est_une_partie(c: Changement) -> bool:
    return c.cible[:2] == (_CONTRAT, "parties") and len(c.cible) == 3  # noqa: PLR2004 - file, field, party


def _entrees(c: Changement) -> tuple[str, ...]:
    """Return the parties that a change lets in."""
    if isinstance(c, Inserer) and _est_une_partie(c):
        return (c.cible[2],)
    return _noms(c.nouveau) if isinstance(c, Remplacer) and c.cible == (_CONTRAT, "parties") else ()
