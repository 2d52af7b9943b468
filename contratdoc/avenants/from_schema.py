"""A checked avenant file to an avenant: operations with their places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.avenants.avenant import FIN, Avenant, Genre, Nature, Operation
from contratdoc.avenants.from_sources import nu
from contratdoc.schema import avenant as schema

if TYPE_CHECKING:
    from contratdoc.diagnostics import Place
    from contratdoc.source.arbre import Arbre, Valeur


def avenant_de(modele: schema.ModeleAvenant, arbre: Arbre) -> Avenant:
    """Make an avenant of its file.

    Args:
        modele: The checked record.
        arbre: The file it was read from, for the places.

    Returns:
        The avenant.
    """
    operations = tuple(
        _operation(m, _entree(arbre, i), arbre.place(("modifications", i, "operation")))
        for i, m in enumerate(modele.modifications)
    )
    return Avenant(
        modele.numero,
        Nature(modele.nature),
        modele.objet,
        modele.effet,
        modele.date,
        modele.visas,
        modele.considerants,
        modele.actes,
        operations,
        arbre.fichier,
        {partie: arbre.place(("actes", partie), cle=True) for partie in modele.actes},
    )


def _entree(arbre: Arbre, rang: int) -> dict[str, Valeur]:
    """Return a modification as it is written."""
    modifications = arbre.valeur.get("modifications") if isinstance(arbre.valeur, dict) else None
    entree = modifications[rang] if isinstance(modifications, list) else None
    return entree if isinstance(entree, dict) else {}


def _operation(m: schema.Changement, ecrit: dict[str, Valeur], place: Place) -> Operation:  # noqa: PLR0911 - one return a kind of change
    genre, motif = Genre(m.operation), m.motif or ""
    match m:
        case schema.Proroger():
            return Operation(genre, "contrat/periode", None, str(m.jusqu_a), None, motif, m.effet, place)
        case schema.Remplacer():
            return Operation(genre, m.cible, nu(m.ancien), nu(m.nouveau), None, motif, m.effet, place)
        case schema.RemplacerMots():
            return Operation(genre, m.cible, m.ancien, m.nouveau, None, motif, m.effet, place)
        case schema.Inserer():
            apres = None if m.en_tete else m.apres or FIN
            return Operation(genre, m.dans, None, nu(m.contenu), apres, motif, m.effet, place)
        case schema.Supprimer():
            return Operation(genre, m.cible, nu(m.ancien), None, None, motif, m.effet, place)
        case schema.Deplacer():
            return Operation(genre, m.cible, None, None, m.apres, motif, m.effet, place)
        case schema.AjouterPartie():
            partie = nu(ecrit.get("partie"))  # as it would be written in contrat.yaml
            apres = None if m.en_tete else m.apres or FIN
            return Operation(genre, "contrat/parties", None, partie, apres, motif, m.effet, place)
        case schema.RetirerPartie():
            return Operation(genre, f"contrat/parties/{m.partie}", None, None, None, motif, m.effet, place)
        case schema.RemplacerAnnexe():
            return Operation(genre, m.cible, None, nu(m.nouveau), None, motif, m.effet, place)
