"""The contributions of the communes, of the Département and of the Région."""

from __future__ import annotations

from typing import Literal

from contratdoc.schema.base import (
    Adresse,
    Echeance,
    Field,
    Identifiant,
    Modele,
    Montant,
    Texte,
    TexteMarkdown,
)
from contratdoc.schema.contribution import ContributionBase, Engagement


class SectionQuartier(Modele):
    """What a commune says of one of its neighbourhoods, or of all."""

    titre: Texte = Field(description="Titre de la section")
    quartier: Identifiant | None = Field(None, description="Quartier dont parle la section", examples=["quartier-nord"])
    texte: TexteMarkdown | None = Field(None, description="Texte")
    constats: tuple[Texte, ...] = Field((), description="Constats")
    problemes: tuple[Texte, ...] = Field((), description="Difficultés")
    leviers: tuple[Texte, ...] = Field((), description="Leviers d'action")
    equipements: tuple[Texte, ...] = Field((), description="Équipements")


class OrientationCommune(Modele):
    """One of the commune's own orientations and its commitments."""

    id: Identifiant = Field(description="Identifiant", examples=["cadre-de-vie"])
    titre: Texte = Field(description="Titre de l'orientation")
    presentation: TexteMarkdown | None = Field(None, description="Texte d'introduction")
    engagements: tuple[Engagement, ...] = Field((), description="Engagements pris dans cette orientation")


class AxeFeuilleDeRoute(Modele):
    """A line of a road map."""

    titre: Texte = Field(description="Titre de l'axe (le numéro est calculé)")
    texte: Texte | None = Field(None, description="Précision")


class ThemeFeuilleDeRoute(Modele):
    """A theme of a road map."""

    titre: Texte = Field(description="Titre de la thématique")
    contexte: TexteMarkdown | None = Field(None, description="Définitions et contexte")
    axes: tuple[AxeFeuilleDeRoute, ...] = Field((), description="Axes de la thématique")
    engagements: tuple[Engagement, ...] = Field((), description="Engagements pris dans cette thématique")


class FeuilleDeRoute(Modele):
    """A commune's road map."""

    presentation: TexteMarkdown | None = Field(None, description="Texte d'introduction")
    themes: tuple[ThemeFeuilleDeRoute, ...] = Field((), description="Thématiques")


class Enjeu(Modele):
    """An issue common to all neighbourhoods."""

    titre: Texte = Field(description="Titre de l'enjeu")
    texte: TexteMarkdown = Field(description="Texte")


class ContributionCommune(ContributionBase):
    """What a commune brings to the contract."""

    nature: Literal["commune"] = Field(description="Nature du partenaire")
    sections: tuple[SectionQuartier, ...] = Field((), description="Une section par quartier")
    orientations: tuple[OrientationCommune, ...] = Field((), description="Orientations de la commune")
    feuille_de_route: FeuilleDeRoute | None = Field(None, description="Feuille de route : thématiques et axes")
    enjeux_transversaux: tuple[Enjeu, ...] = Field((), description="Enjeux communs à tous les quartiers")


class Dispositif(Modele):
    """A scheme, with its amount when it is known."""

    nom: Texte = Field(description="Nom du dispositif")
    montant: Montant | None = Field(None, description="Montant", examples=["2,7 M€"])
    periode: Echeance | None = Field(None, description="Année ou période", examples=["2023"])
    description: Texte | None = Field(None, description="Description")
    lien: Adresse | None = Field(None, description="Page du dispositif")


class ThematiqueDepartement(Modele):
    """A policy of the Département and its schemes."""

    titre: Texte = Field(description="Titre de la thématique")
    presentation: TexteMarkdown | None = Field(None, description="Texte d'introduction")
    enjeux: TexteMarkdown | None = Field(None, description="Enjeux")
    orientations: TexteMarkdown | None = Field(None, description="Orientations")
    dispositifs: tuple[Dispositif, ...] = Field((), description="Dispositifs financiers")
    engagements: tuple[Engagement, ...] = Field((), description="Engagements pris dans cette thématique")


class ApprocheTerritoriale(Modele):
    """How the Département sees the territory."""

    presentation: TexteMarkdown | None = Field(None, description="Contexte")
    enjeux: tuple[Texte, ...] = Field((), description="Enjeux du territoire")
    suite: TexteMarkdown | None = Field(None, description="Conclusion")


class ContributionDepartement(ContributionBase):
    """What the Département brings to the contract."""

    nature: Literal["departement"] = Field(description="Nature du partenaire")
    saisine: TexteMarkdown | None = Field(None, description="Pourquoi et par qui le Département a été saisi")
    approche_thematique: TexteMarkdown | None = Field(None, description="Texte d'introduction de l'approche thématique")
    thematiques: tuple[ThematiqueDepartement, ...] = Field((), description="Approche thématique")
    approche_territoriale: ApprocheTerritoriale | None = Field(None, description="Approche territoriale")


class Politique(Modele):
    """A policy of the Région that may be called upon."""

    titre: Texte = Field(description="Politique régionale mobilisable")
    description: Texte | None = Field(None, description="Description")


class Procedure(Modele):
    """How the Région examines an application."""

    presentation: TexteMarkdown | None = Field(None, description="Texte d'introduction")
    etapes: tuple[Texte, ...] = Field((), description="Étapes, dans l'ordre")


class ContributionRegion(ContributionBase):
    """What the Région brings to the contract."""

    nature: Literal["region"] = Field(description="Nature du partenaire")
    posture: TexteMarkdown | None = Field(None, description="Place que prend la Région")
    politiques_mobilisables: tuple[Politique, ...] = Field((), description="Politiques mobilisables")
    reserves: tuple[Texte, ...] = Field((), description="Réserves")
    procedure: Procedure | None = Field(None, description="Procédure d'instruction")
