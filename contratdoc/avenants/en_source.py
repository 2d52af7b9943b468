"""An avenant to its file, as an author would write it: made by program or computed, it is read back the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.avenants.avenant import FIN, Avenant, Genre, Operation

if TYPE_CHECKING:
    from contratdoc.avenants.canonique import Arbre


def source_de(avenant: Avenant) -> dict[str, Arbre]:
    """Write an avenant as the fields of its file.

    Args:
        avenant: The avenant.

    Returns:
        The fields, in the order of the schema; those with nothing to say are left out.
    """
    champs: dict[str, Arbre] = {
        "numero": str(avenant.numero),
        "nature": avenant.nature.value,
        "objet": avenant.objet,
        "effet": f"{avenant.effet:%d/%m/%Y}",
        "date": f"{avenant.date:%d/%m/%Y}" if avenant.date is not None else "",
        "visas": list(avenant.visas),
        "considerants": list(avenant.considerants),
        "actes": dict(avenant.actes),
    }
    operations = [entree_de(o) for o in avenant.operations]
    return {**{nom: valeur for nom, valeur in champs.items() if valeur}, "modifications": list(operations)}


def entree_de(operation: Operation) -> dict[str, Arbre]:
    """Write an operation as an entry of `modifications`."""
    entree: dict[str, Arbre] = {"operation": operation.genre.value, **_contenu(operation)}
    if operation.motif:
        entree["motif"] = operation.motif
    if operation.effet is not None:
        entree["effet"] = f"{operation.effet:%d/%m/%Y}"
    return entree


def _contenu(o: Operation) -> dict[str, Arbre]:  # noqa: PLR0911 - one return a kind of operation
    match o.genre:
        case Genre.PROROGER:
            return {"jusqu_a": o.nouveau}
        case Genre.REMPLACER:
            return {"cible": o.cible, "ancien": o.ancien, "nouveau": o.nouveau}
        case Genre.REMPLACER_MOTS:
            return {"cible": o.cible, "ancien": o.ancien, "nouveau": o.nouveau or ""}
        case Genre.INSERER:
            return {"dans": o.cible, **_rang(o), "contenu": o.nouveau}
        case Genre.SUPPRIMER:
            return {"cible": o.cible, "ancien": o.ancien}
        case Genre.DEPLACER:
            return {"cible": o.cible, **({"apres": o.apres} if o.apres is not None else {})}
        case Genre.AJOUTER_PARTIE:
            return {**_rang(o), "partie": o.nouveau}
        case Genre.RETIRER_PARTIE:
            return {"partie": o.cible.rpartition("/")[2]}
        case Genre.REMPLACER_ANNEXE:
            return {"cible": o.cible, "nouveau": o.nouveau}


def _rang(o: Operation) -> dict[str, Arbre]:
    if o.apres == FIN:
        return {}
    return {"apres": o.apres} if o.apres is not None else {"en_tete": "oui"}
