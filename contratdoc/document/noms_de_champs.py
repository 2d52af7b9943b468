"""What each field of the sources is called in an act: one table, then the descriptions of the schemas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import get_args

from contratdoc.document.francais import Groupe
from contratdoc.schema.contribution import ContributionBase
from contratdoc.schema.historique import ModeleHistorique
from contratdoc.schema.modeles import ModeleContrat, ModeleFaits, ModeleLexique, ModeleOrientations
from contratdoc.schema.natures import NATURES

_MODELES: Mapping[str, type] = {
    "modeles/contrat.yaml": ModeleContrat,
    "modeles/orientations.yaml": ModeleOrientations,
    "modeles/faits.yaml": ModeleFaits,
    "modeles/lexique.yaml": ModeleLexique,
    "modeles/historique.yaml": ModeleHistorique,
}


def _f(texte: str) -> Groupe:
    return Groupe(texte, feminin=True)


CHAMPS: Mapping[str, Groupe] = {
    "acte": Groupe("acte d'habilitation"),
    "annee": _f("année"),
    "certificat": Groupe("certificat attendu"),
    "cible": _f("cible"),
    "communes": _f("liste des communes"),
    "contenu": Groupe("contenu"),
    "contributions": _f("liste des contributions"),
    "credits": Groupe("tableau des crédits"),
    "date_signature": _f("date de signature"),
    "depart": _f("valeur de départ"),
    "description": _f("description"),
    "echeance": _f("échéance"),
    "effectifs": Groupe("tableau des moyens humains"),
    "engagements": _f("liste des engagements"),
    "equipements": _f("liste des équipements"),
    "faits": _f("liste des chiffres cités"),
    "generations": _f("liste des contrats précédents"),
    "frequence": _f("fréquence"),
    "id": Groupe("identifiant"),
    "indicateurs": _f("liste des indicateurs"),
    "libelle": Groupe("libellé"),
    "lieu_signature": Groupe("lieu de signature"),
    "missions": _f("rubrique « Missions »"),
    "moyens": Groupe("moyens", pluriel=True),
    "nom": Groupe("nom"),
    "objectif": Groupe("rattachement"),
    "objectifs": _f("liste des objectifs opérationnels"),
    "occupation": Groupe("tableau de l'occupation sociale"),
    "ordre_signatures": Groupe("ordre des signatures"),
    "organisme": Groupe("nom de l'organisme"),
    "orientations": _f("liste des orientations"),
    "par_commune": Groupe("tableau par commune"),
    "par_quartier": Groupe("tableau par quartier"),
    "parties": _f("liste des parties"),
    "patrimoine": Groupe("patrimoine"),
    "plan": Groupe("plan du contrat"),
    "population": _f("population"),
    "pour": Groupe("rattachement"),
    "presentation": _f("présentation"),
    "programmes": Groupe("tableau des programmes"),
    "qualite": _f("qualité du représentant"),
    "quartiers": _f("liste des quartiers prioritaires"),
    "rehabilitations": Groupe("tableau des réhabilitations"),
    "representant": Groupe("représentant"),
    "repris_de": Groupe("document repris"),
    "revenu_median": Groupe("revenu médian"),
    "rubriques": _f("liste des rubriques"),
    "sigle": Groupe("sigle"),
    "sigles": _f("liste des sigles"),
    "source": _f("source"),
    "statut": Groupe("statut"),
    "surtitre": Groupe("surtitre"),
    "territoire": Groupe("territoire"),
    "texte": Groupe("texte"),
    "themes": _f("liste des thèmes"),
    "thematiques": _f("liste des thématiques"),
    "titre": Groupe("intitulé"),
    "total": Groupe("total"),
    "unite": _f("unité"),
    "volets": _f("liste des volets"),
}
"""The fields that every file may have; the others are named by what the schema says of them."""

PROPRES: Mapping[tuple[str, ...], Groupe] = {
    ("modeles/contrat.yaml", "periode"): _f("durée du contrat"),
    ("modeles/contrat.yaml", "titre"): Groupe("titre du contrat"),
    ("modeles/orientations.yaml", "axes"): _f("liste des axes"),
    ("modeles/orientations.yaml", "actions"): Groupe("plan d'actions"),
    ("modeles/orientations.yaml", "orientations"): _f("liste des orientations stratégiques"),
    ("modeles/orientations.yaml", "credits", "lignes"): Groupe("lignes", feminin=True, pluriel=True),
    ("modeles/orientations.yaml", "credits", "periode"): _f("période"),
    ("contributions", "quartiers"): _f("liste des quartiers concernés"),
    ("contributions", "objectifs"): _f("liste des objectifs opérationnels servis"),
    ("contributions", "qualite"): Groupe("tableau des labels de qualité"),
}

ELEMENTS: Mapping[str, Groupe] = {
    "actions": _f("action"),
    "axes": Groupe("axe"),
    "communes": _f("commune"),
    "dispositifs": Groupe("dispositif"),
    "engagements": Groupe("engagement"),
    "enjeux_transversaux": Groupe("enjeu transversal"),
    "equipements": Groupe("équipement"),
    "faits": Groupe("chiffre"),
    "generations": Groupe("contrat précédent"),
    "indicateurs": Groupe("indicateur"),
    "noms": Groupe("nom propre"),
    "objectifs": Groupe("objectif opérationnel"),
    "orientations": _f("orientation stratégique"),
    "parties": _f("partie"),
    "politiques_mobilisables": _f("politique mobilisable"),
    "programmes": Groupe("programme"),
    "prolongations": _f("prolongation"),
    "quartiers": Groupe("quartier prioritaire"),
    "rubriques": _f("rubrique"),
    "sections": _f("section"),
    "sigles": Groupe("sigle"),
    "thematiques": _f("thématique"),
    "themes": Groupe("thème"),
    "volets": Groupe("volet"),
}
"""What an element of a list is called."""

MUETS = frozenset({"valeur", "sens"})
"""Fields that are the element itself: what it says."""

MOTS = frozenset({"texte", "libelle"})
"""Fields that are the element itself when it is known by them."""


def champ(fichier: str, champs: Sequence[str], nature: str = "") -> Groupe:
    """Name a field.

    Args:
        fichier: The file that it is in.
        champs: The keys that lead to it, names of elements left out.
        nature: The kind of the contribution that the file is, if it is one.

    Returns:
        The field's name, without what it is a field of.
    """
    domaine = "contributions" if fichier.startswith("contributions/") else fichier
    for cle in ((domaine, *champs[-2:]), (domaine, champs[-1])):
        if cle in PROPRES:
            return PROPRES[cle]
    if champs[-1] in CHAMPS:
        return CHAMPS[champs[-1]]
    return _f(f"rubrique « {description(fichier, champs, nature)} »")


def description(fichier: str, champs: Sequence[str], nature: str = "") -> str:
    """Say what the schema says of a field, else its key in plain letters.

    Args:
        fichier: The file.
        champs: The keys that lead to it, names of elements left out.
        nature: The kind of contribution.

    Returns:
        A few words with a capital.
    """
    modele: type | None = _MODELES.get(fichier, NATURES.get(nature, ContributionBase))
    dite = ""
    for cle in champs:
        champ_ = getattr(modele, "model_fields", {}).get(cle)
        dite = (champ_.description or "") if champ_ is not None else ""
        modele = next(_modeles_de(champ_.annotation), None) if champ_ is not None else None
    dite = dite.partition(" (")[0].partition(", s'")[0].removeprefix("Dont ")
    return (dite or champs[-1].replace("_", " "))[:1].upper() + (dite or champs[-1].replace("_", " "))[1:]


def _modeles_de(annotation: object) -> Iterator[type]:
    """Find the records inside an annotation: `tuple[Engagement, ...] | None`."""
    if isinstance(annotation, type) and hasattr(annotation, "model_fields"):
        yield annotation
    for interieur in get_args(annotation):
        yield from _modeles_de(interieur)
