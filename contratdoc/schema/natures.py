"""The kinds of partners: one name, one schema. A contribution says its kind in its key `nature`."""

from __future__ import annotations

from collections.abc import Mapping

from contratdoc.diagnostics import Resultat, erreur, vouliez_vous_dire
from contratdoc.schema.bailleur import ContributionBailleur
from contratdoc.schema.caf import ContributionCaf
from contratdoc.schema.collectivites import ContributionCommune, ContributionDepartement, ContributionRegion
from contratdoc.schema.contribution import ContributionBase, ContributionPartenaire
from contratdoc.schema.from_source import valider
from contratdoc.source.arbre import Arbre

NATURES: Mapping[str, type[ContributionBase]] = {
    "bailleur": ContributionBailleur,
    "caf": ContributionCaf,
    "commune": ContributionCommune,
    "departement": ContributionDepartement,
    "partenaire": ContributionPartenaire,
    "region": ContributionRegion,
}


def valider_contribution(arbre: Arbre) -> Resultat[ContributionBase]:
    """Check a contribution against the schema of its kind.

    Args:
        arbre: What the file says.

    Returns:
        The contribution, or None with every fault found.
    """
    valeur = arbre.valeur
    nature = valeur.get("nature") if isinstance(valeur, dict) else None
    connues = ", ".join(NATURES)
    if nature is None:
        message = "Le champ « nature » manque : il dit de quel partenaire il s'agit."
        return Resultat(None, (erreur("CD101", message, arbre.place(()), f"Natures connues : {connues}."),))
    modele = NATURES.get(nature) if isinstance(nature, str) else None
    if modele is None:
        message = f"Nature de partenaire inconnue : « {nature} »."
        aide = vouliez_vous_dire(str(nature), NATURES) or f"Natures connues : {connues}."
        return Resultat(None, (erreur("CD104", message, arbre.place(("nature",)), aide),))
    resultat: Resultat[ContributionBase] = valider(arbre, modele)
    return resultat
