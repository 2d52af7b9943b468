"""The kinds of partners: one name, one schema. A contribution says its kind in its key `nature`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.diagnostics import Resultat, erreur, plus_proche, vouliez_vous_dire
from contratdoc.schema.bailleur import ContributionBailleur
from contratdoc.schema.caf import ContributionCaf
from contratdoc.schema.collectivites import ContributionCommune, ContributionDepartement, ContributionRegion
from contratdoc.schema.contribution import ContributionBase, ContributionPartenaire
from contratdoc.schema.from_source import valider
from contratdoc.schema.messages import MESSAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    valeur = arbre.valeur if isinstance(arbre.valeur, dict) else {}
    nature = valeur.get("nature")
    connues = f"Natures connues : {', '.join(NATURES)}."
    if nature is None:
        message = "Le champ « nature » manque : il dit de quel partenaire il s'agit."
        ecrite = plus_proche("nature", valeur)
        aide = f"La clé « {ecrite} » s'écrit « nature »." if ecrite is not None and ecrite != "nature" else ""
        return Resultat(None, (erreur("CD101", message, arbre.place(("nature",)), aide or connues),))
    if not isinstance(nature, str):
        message = f"Champ « nature » : {MESSAGES['string_type']({})}."
        return Resultat(None, (erreur("CD103", message, arbre.place(("nature",)), connues),))
    modele = NATURES.get(nature)
    if modele is None:
        montree = " ".join(nature.split())[:40]
        aide = vouliez_vous_dire(nature, NATURES) or connues
        message = f"Nature de partenaire inconnue : « {montree} »."
        return Resultat(None, (erreur("CD104", message, arbre.place(("nature",)), aide),))
    return valider(arbre, modele)
