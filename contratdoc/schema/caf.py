"""The contribution of a family benefits fund (CAF)."""

from __future__ import annotations

from typing import Literal

from contratdoc.schema.base import Echeance, Entier, Field, Identifiant, Modele, Texte, TexteMarkdown
from contratdoc.schema.contribution import ContributionBase, Engagement


class Convention(Modele):
    """The agreement of objectives that the fund acts under."""

    nom: Texte = Field(description="Nom de la convention", examples=["Convention d'objectifs et de gestion"])
    annee: Echeance | None = Field(None, description="Année de signature", examples=["2023"])
    signataires: Texte | None = Field(None, description="Signataires")
    ambitions: tuple[Texte, ...] = Field((), description="Ambitions de la convention")


class Positionnement(Modele):
    """How the fund sees its part beside the others."""

    presentation: TexteMarkdown | None = Field(None, description="Texte d'introduction")
    roles: tuple[Texte, ...] = Field((), description="Rôles tenus")


class ConventionsTerritoriales(Modele):
    """The agreements with the territories (CTG)."""

    nom: Texte = Field(description="Nom des conventions", examples=["Conventions territoriales globales"])
    sigle: Texte | None = Field(None, description="Sigle", examples=["CTG"])
    territoires: Entier | None = Field(None, description="Nombre de territoires couverts", examples=["6"])
    presentation: TexteMarkdown | None = Field(None, description="Présentation")
    definitions: tuple[Texte, ...] = Field((), description="Ce que sont ces conventions")


class Theme(Modele):
    """A field of action and the commitments made in it."""

    id: Identifiant = Field(description="Identifiant du thème", examples=["petite-enfance"])
    titre: Texte = Field(description="Titre du thème", examples=["Petite enfance"])
    presentation: TexteMarkdown | None = Field(None, description="Texte d'introduction")
    engagements: tuple[Engagement, ...] = Field((), description="Engagements pris dans ce thème")


class Equipement(Modele):
    """A facility that the fund supports."""

    nom: Texte = Field(description="Nom de l'équipement")
    commune: Texte | None = Field(None, description="Commune")
    quartiers: tuple[Identifiant, ...] = Field((), description="Quartiers desservis")


class ContributionCaf(ContributionBase):
    """What a CAF brings to the contract."""

    nature: Literal["caf"] = Field(description="Nature du partenaire")
    missions: TexteMarkdown | None = Field(None, description="Missions de la caisse")
    convention: Convention | None = Field(None, description="Convention d'objectifs et de gestion")
    orientations_majeures: tuple[Texte, ...] = Field((), description="Orientations majeures")
    offre_de_service: TexteMarkdown | None = Field(None, description="Offre de service aux allocataires")
    positionnement: Positionnement | None = Field(None, description="Place de la caisse dans le partenariat")
    conventions_territoriales: ConventionsTerritoriales | None = Field(
        None, description="Conventions avec les territoires"
    )
    themes: tuple[Theme, ...] = Field((), description="Thèmes et leurs engagements")
    equipements: tuple[Equipement, ...] = Field((), description="Équipements soutenus")
