"""The contribution of a social landlord."""

from __future__ import annotations

from typing import Literal

from pydantic import field_validator

from contratdoc.schema.base import (
    Echeance,
    Entier,
    Field,
    Identifiant,
    Jour,
    Modele,
    Nombre,
    Pourcentage,
    Texte,
    TexteMarkdown,
)
from contratdoc.schema.contribution import ContributionBase, Engagement
from contratdoc.schema.nombres import lire_echeance

Typologie = Literal["T1", "T2", "T3", "T4", "T5", "T6"]
TypeProgramme = Literal["locatif neuf", "accession", "réhabilitation en cours", "réhabilitation à venir"]


class Parc(Modele):
    """The whole stock of the landlord, beyond the agglomeration."""

    logements: Entier = Field(description="Nombre de logements", examples=["37 819"])
    perimetre: Texte | None = Field(None, description="Périmètre", examples=["Région"])


class LogementsCommune(Modele):
    """Dwellings in one commune."""

    commune: Texte = Field(description="Commune", examples=["Ville-Centre"])
    logements: Entier = Field(description="Nombre de logements", examples=["710"])


class LogementsQuartier(Modele):
    """Dwellings in one neighbourhood, or in a part of it."""

    quartier: Identifiant = Field(description="Quartier prioritaire", examples=["quartier-nord"])
    secteur: Texte | None = Field(None, description="Secteur ou adresses dans le quartier")
    logements: Entier = Field(description="Nombre de logements", examples=["586"])


class Patrimoine(Modele):
    """The stock. A stated total is checked against the lines below it (rule CD401, CD402)."""

    date: Jour | None = Field(None, description="Date de l'état du patrimoine", examples=["31/12/2022"])
    parc: Parc | None = Field(None, description="Parc total du bailleur")
    total: Entier | None = Field(None, description="Logements dans l'agglomération", examples=["1 454"])
    collectifs: Entier | None = Field(None, description="Dont logements collectifs")
    par_commune: tuple[LogementsCommune, ...] = Field((), description="Répartition par commune")
    quartiers_total: Entier | None = Field(None, description="Logements dans les quartiers prioritaires")
    par_quartier: tuple[LogementsQuartier, ...] = Field((), description="Répartition par quartier")


class Rehabilitation(Modele):
    """A refurbishing, done or to come."""

    lieu: Texte = Field(description="Lieu", examples=["Ville-Centre, Quartier Nord"])
    quartier: Identifiant | None = Field(None, description="Quartier prioritaire, s'il y a lieu")
    logements: Entier = Field(description="Nombre de logements")
    statut: Literal["réalisée", "en cours", "à venir"] = Field(description="réalisée, en cours ou à venir")


class Thematique(Modele):
    """A field of action, from its diagnosis to its commitments."""

    id: Identifiant = Field(description="Identifiant", examples=["gestion-urbaine"])
    titre: Texte = Field(description="Titre", examples=["Gestion urbaine de proximité"])
    presentation: TexteMarkdown | None = Field(None, description="Texte d'introduction")
    diagnostic: TexteMarkdown | None = Field(None, description="Diagnostic")
    actions: TexteMarkdown | None = Field(None, description="Actions menées")
    enjeux: tuple[Texte, ...] = Field((), description="Enjeux")
    propositions: tuple[Texte, ...] = Field((), description="Propositions")
    engagements: tuple[Engagement, ...] = Field((), description="Engagements pris dans cette thématique")


class Effectif(Modele):
    """Staff at one post."""

    poste: Texte = Field(description="Poste", examples=["Chargé de secteur"])
    nombre: Entier = Field(description="Nombre de personnes", examples=["4"])
    affectation: Texte | None = Field(None, description="Quartier ou service d'affectation")


class Label(Modele):
    """A quality label and the dates at which it was won or renewed."""

    label: Texte = Field(description="Label ou certification", examples=["Qualibail"])
    dates: tuple[Echeance, ...] = Field((), description="Dates d'obtention et de renouvellement", examples=["2012-06"])
    commentaire: TexteMarkdown | None = Field(None, description="Commentaire")


class IndicateurActivite(Modele):
    """A figure of activity, as the landlord words it."""

    libelle: Texte = Field(description="Ce qui est mesuré")
    valeur: Texte = Field(description="Valeur avec son unité", examples=["90 %"])
    precision: Texte | None = Field(None, description="Période, périmètre")


class Programme(Modele):
    """A building or refurbishing programme. Dwellings by type must add up (rule CD403)."""

    type: TypeProgramme = Field(description="locatif neuf, accession, réhabilitation en cours ou à venir")
    commune: Texte = Field(description="Commune", examples=["Ville-Centre"])
    nom: Texte | None = Field(None, description="Nom du programme")
    adresse: Texte | None = Field(None, description="Adresse")
    logements: Entier | None = Field(None, description="Logements, si le détail n'est pas donné")
    collectifs: Entier | None = Field(None, description="Logements collectifs")
    individuels: Entier | None = Field(None, description="Logements individuels")
    typologie: dict[Typologie, Entier] = Field(
        default_factory=dict, description="Logements par type", examples=["{T2: 6, T3: 13}"]
    )
    livraison: Texte | None = Field(None, description="Livraison prévisionnelle", examples=["T4 2023"])
    travaux: tuple[Texte, ...] = Field((), description="Principaux travaux")
    observations: Texte | None = Field(None, description="Observations")

    @field_validator("livraison")
    @classmethod
    def _en_clair(cls, valeur: str | None) -> str | None:
        """Write a recognised date in full; a text such as « fin 2023 - début 2024 » stays as it is."""
        try:
            return lire_echeance(valeur).texte if valeur else valeur
        except ValueError:
            return valeur


class Occupation(Modele):
    """Social occupancy indicators of one perimeter."""

    perimetre: Texte = Field(description="Périmètre", examples=["Agglomération"])
    apl: Pourcentage | None = Field(None, description="Locataires bénéficiant de l'APL", examples=["55,50 %"])
    sls: Pourcentage | None = Field(None, description="Locataires soumis au supplément de loyer de solidarité")
    sous_occupation: Pourcentage | None = Field(None, description="Sous-occupation")
    sur_occupation: Pourcentage | None = Field(None, description="Sur-occupation")
    rotation: Pourcentage | None = Field(None, description="Rotation sur deux ans")
    vacance: Pourcentage | None = Field(None, description="Vacance de plus de trois mois")
    occupants: Nombre | None = Field(None, description="Nombre moyen d'occupants par logement", examples=["2,04"])


class ContributionBailleur(ContributionBase):
    """What a social landlord brings to the contract."""

    nature: Literal["bailleur"] = Field(description="Nature du partenaire")
    patrimoine: Patrimoine | None = Field(None, description="Patrimoine")
    rehabilitations: tuple[Rehabilitation, ...] = Field((), description="Réhabilitations")
    thematiques: tuple[Thematique, ...] = Field((), description="Thématiques")
    effectifs: tuple[Effectif, ...] = Field((), description="Moyens humains")
    qualite: tuple[Label, ...] = Field((), description="Labels de qualité")
    engagements_de_service: tuple[Texte, ...] = Field((), description="Engagements de qualité de service")
    indicateurs_d_activite: tuple[IndicateurActivite, ...] = Field((), description="Indicateurs d'activité")
    programmes: tuple[Programme, ...] = Field((), description="Programmes neufs et réhabilitations")
    occupation: tuple[Occupation, ...] = Field((), description="Occupation sociale, par périmètre")
