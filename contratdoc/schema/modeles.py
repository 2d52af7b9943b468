"""The coordinator's files: contrat.yaml, orientations.yaml, faits.yaml, lexique.yaml, charte.yaml."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, StringConstraints

from contratdoc.schema.base import (
    Echeance,
    Entier,
    Field,
    Identifiant,
    Jour,
    Modele,
    Montant,
    Nombre,
    Periode,
    Pourcentage,
    Texte,
)

# --- contrat.yaml ---------------------------------------------------------------------------------------------------


class Territoire(Modele):
    """The agglomeration."""

    nom: Texte = Field(description="Nom de l'agglomération")
    sigle: Texte | None = Field(None, description="Sigle de l'agglomération")
    population: Entier | None = Field(None, description="Habitants", examples=["62 931"])
    communes: Entier | None = Field(None, description="Nombre de communes", examples=["21"])
    departement: Texte | None = Field(None, description="Département")


class Commune(Modele):
    """A commune that holds a priority neighbourhood."""

    id: Identifiant = Field(description="Identifiant", examples=["ville-centre"])
    nom: Texte = Field(description="Nom", examples=["Ville-Centre"])


class Quartier(Modele):
    """A priority neighbourhood. The official code is optional: it is never made up (décret n° 2023-1314)."""

    id: Identifiant = Field(description="Identifiant", examples=["quartier-nord"])
    nom: Texte = Field(description="Nom", examples=["Quartier Nord"])
    commune: Identifiant = Field(description="Commune (identifiant de la liste des communes)")
    code: Annotated[str, StringConstraints(pattern=r"^QN[0-9]{2}[0-9AB][0-9]{2}[A-Z]$")] | None = Field(
        None, description="Code officiel du quartier, s'il est connu", examples=["QN05401M"]
    )
    population: Entier | None = Field(None, description="Habitants")
    annee: Echeance | None = Field(None, description="Année des chiffres", examples=["2018"])
    revenu_median: Montant | None = Field(None, description="Revenu médian par unité de consommation")
    part: Pourcentage | None = Field(None, description="Part de la population communale")


class Partie(Modele):
    """A signatory: organisation, representative, quality and act are kept apart (loi n° 2014-173, art. 6-I)."""

    id: Identifiant = Field(description="Identifiant", examples=["agglomeration"])
    organisme: Texte = Field(description="Organisme")
    representant: Texte | None = Field(None, description="Représentant, s'il est connu")
    qualite: Texte = Field(description="Qualité du représentant", examples=["Président"])
    acte: Texte | None = Field(None, description="Délibération ou décision qui habilite le représentant")
    certificat: Texte | None = Field(
        None,
        description="Certificat attendu à la signature : nom de son titulaire, ou empreinte SHA-256",
        examples=["Marie Dupont"],
    )


class EntreePlan(Modele):
    """One place of the plan. Exactly one of the first keys says what stands there."""

    titre: Texte | None = Field(None, description="Titre d'une partie sans texte propre")
    texte: Identifiant | None = Field(None, description="Fichier de modeles/texte, sans .md")
    axe: Identifiant | None = Field(None, description="Axe d'orientations.yaml")
    volet: Identifiant | None = Field(None, description="Volet d'orientations.yaml")
    contributions: tuple[Identifiant, ...] | None = Field(None, description="Partenaires, dans l'ordre")
    annexe_2: Texte | None = Field(None, description="Titre du tableau des orientations et objectifs")
    sigles: Texte | None = Field(None, description="Titre du glossaire des sigles du lexique")
    signatures: Texte | None = Field(None, description="Titre de la page de signature")
    id: Identifiant | None = Field(None, description="Ancre du titre")
    numerotation: Literal["oui", "annexe", "non"] | None = Field(
        None, description="oui : I, 1, A ; annexe : Annexe 1, 2… ; non : sans numéro"
    )
    contenu: tuple[EntreePlan, ...] = Field((), description="Ce qui vient en dessous")


class ModeleContrat(Modele):
    """contrat.yaml: what the contract is, who signs it, and its plan."""

    titre: Texte = Field(description="Titre du contrat", examples=["Contrat de Ville"])
    surtitre: Texte | None = Field(None, description="Ligne au-dessus du titre, sur la couverture")
    periode: Periode = Field(description="Période", examples=["2024-2030"])
    territoire: Territoire = Field(description="Agglomération")
    communes: tuple[Commune, ...] = Field(min_length=1, description="Communes concernées")
    quartiers: tuple[Quartier, ...] = Field(min_length=1, description="Quartiers prioritaires")
    parties: tuple[Partie, ...] = Field(min_length=1, description="Signataires, dans l'ordre")
    ordre_signatures: Literal["libre", "impose"] | None = Field(
        None, description="libre, ou impose : les parties signent alors dans l'ordre de la liste"
    )
    lieu_signature: Texte | None = Field(None, description="Lieu de signature")
    date_signature: Jour | None = Field(None, description="Date de signature, si elle est connue")
    repris_de: Texte | None = Field(
        None, description="Document repris tel quel par « contratdoc importer » ; ses incohérences n'arrêtent rien"
    )
    plan: tuple[EntreePlan, ...] = Field(min_length=1, description="Plan du contrat")


# --- orientations.yaml ----------------------------------------------------------------------------------------------


class Objectif(Modele):
    """An operational objective: what commitments link to."""

    id: Identifiant = Field(description="Identifiant", examples=["emploi-1a"])
    libelle: Texte = Field(description="Libellé, sans numéro")


class Action(Modele):
    """One line of an action plan."""

    id: Identifiant = Field(description="Identifiant")
    libelle: Texte = Field(description="Libellé")
    objectif: Identifiant | None = Field(None, description="Objectif opérationnel servi")


class Indicateur(Modele):
    """An indicator (loi n° 2014-173, art. 6-IV 5°)."""

    id: Identifiant = Field(description="Identifiant")
    libelle: Texte = Field(description="Libellé")
    pour: Identifiant | None = Field(None, description="Orientation, objectif ou action mesurés")
    depart: Texte | None = Field(None, description="Valeur de départ")
    cible: Texte | None = Field(None, description="Valeur visée")
    source: Texte | None = Field(None, description="Source")
    frequence: Texte | None = Field(None, description="Fréquence de la mesure")


class Orientation(Modele):
    """A strategic orientation and its objectives."""

    id: Identifiant = Field(description="Identifiant", examples=["emploi-1"])
    libelle: Texte = Field(description="Libellé, sans numéro")
    objectifs: tuple[Objectif, ...] = Field(min_length=1, description="Objectifs opérationnels")
    actions: tuple[Action, ...] = Field((), description="Plan d'actions de cette orientation")


class LigneCredit(Modele):
    """One line of a credits table."""

    thematique: Texte = Field(description="Thématique")
    sous_thematique: Texte | None = Field(None, description="Sous-thématique")
    politique: Texte | None = Field(None, description="Politique nationale", examples=["Prog. 147"])
    montant: Montant = Field(description="Crédits", examples=["301 760 €"])


class Credits(Modele):
    """Past credits; the total is computed."""

    periode: Periode = Field(description="Période", examples=["2015-2022"])
    lignes: tuple[LigneCredit, ...] = Field(min_length=1, description="Lignes de crédits")


class Champ(Modele):
    """What an axis without parts and a part of an axis have in common."""

    id: Identifiant = Field(description="Identifiant")
    titre: Texte = Field(description="Titre, sans numéro")
    credits: Credits | None = Field(None, description="Crédits de la période passée")
    orientations: tuple[Orientation, ...] = Field((), description="Orientations stratégiques")
    actions: tuple[Action, ...] = Field((), description="Plan d'actions commun aux orientations")
    indicateurs: tuple[Indicateur, ...] = Field((), description="Indicateurs")


class Volet(Champ):
    """A part of an axis."""


class Axe(Champ):
    """An axis: parts, or orientations of its own."""

    volets: tuple[Volet, ...] = Field((), description="Volets de l'axe")


class ModeleOrientations(Modele):
    """orientations.yaml: the one source of the axes and of Annexe 2."""

    axes: tuple[Axe, ...] = Field(min_length=1, description="Axes du contrat")


# --- faits.yaml, lexique.yaml ---------------------------------------------------------------------------------------


class Fait(Modele):
    """A figure: its value means nothing without unit, perimeter and year."""

    libelle: Texte = Field(description="Ce que dit le chiffre")
    valeur: Nombre = Field(description="Valeur", examples=["62 931"])
    unite: Texte | None = Field(None, description="Unité", examples=["habitants"])
    perimetre: Texte | None = Field(None, description="Périmètre")
    annee: Echeance | None = Field(None, description="Année")
    source: Texte | None = Field(None, description="Source")


class ModeleFaits(Modele):
    """faits.yaml: the figures cited in the text, by id."""

    faits: dict[Identifiant, Fait] = Field(description="Chiffres cités dans le texte")


class Nom(Modele):
    """A proper name and its known wrong spellings."""

    nom: Texte = Field(description="Nom exact")
    nature: Literal["commune", "quartier", "partenaire", "lieu"] = Field(description="Nature")
    variantes: tuple[Texte, ...] = Field((), description="Graphies fautives connues")


class Sigle(Modele):
    """An acronym."""

    sigle: Texte = Field(description="Sigle")
    sens: Texte = Field(description="Forme développée")


class ModeleLexique(Modele):
    """lexique.yaml: names and acronyms."""

    noms: tuple[Nom, ...] = Field((), description="Noms propres")
    sigles: tuple[Sigle, ...] = Field((), description="Sigles")


# --- charte.yaml ----------------------------------------------------------------------------------------------------

Couleur = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$"), AfterValidator(str.lower)]


class Couleurs(Modele):
    """The colours, in hexadecimal."""

    principale: Couleur = Field(default="#1d3a6e", description="Titres et bandeaux")
    secondaire: Couleur = Field(default="#4f6f9d", description="Sous-titres et filets")
    accent: Couleur = Field(default="#c8502d", description="Rehauts")


class Polices(Modele):
    """The fonts, by name."""

    titres: Texte = Field(default="Source Sans Pro", description="Police des titres")
    texte: Texte = Field(default="Source Sans Pro", description="Police du texte")


def _entre(bas: int, haut: int, unite: str) -> AfterValidator:
    """Refuse a size that no page could bear."""

    def verifier(valeur: Decimal) -> Decimal:
        if not bas <= valeur <= haut:
            raise ValueError(f"cette mesure doit être entre {bas} et {haut} {unite}")
        return valeur

    return AfterValidator(verifier)


Marge = Annotated[Nombre, _entre(5, 60, "millimètres")]
Corps = Annotated[Nombre, _entre(7, 16, "points")]


class Marges(Modele):
    """The margins of the page."""

    haut: Marge = Field(description="Marge haute, en millimètres")
    bas: Marge = Field(description="Marge basse, en millimètres")
    gauche: Marge = Field(description="Marge gauche, en millimètres")
    droite: Marge = Field(description="Marge droite, en millimètres")


class Logo(Modele):
    """A logo of the cover."""

    fichier: Texte = Field(description="Image, dans le dossier modeles", examples=["logos/agglo.png"])
    alternative: Texte = Field(description="Ce que montre l'image")


class ModeleCharte(Modele):
    """charte.yaml: what the contract looks like."""

    couleurs: Couleurs = Field(default_factory=Couleurs, description="Couleurs")
    polices: Polices = Field(default_factory=Polices, description="Polices")
    corps: Corps = Field(description="Corps du texte, en points", examples=["10,5"])
    marges: Marges = Field(description="Marges")
    logos: tuple[Logo, ...] = Field((), description="Logos de la couverture")
