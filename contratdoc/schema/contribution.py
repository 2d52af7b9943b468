"""What any partner may write: the common base of contributions, and the plain `partenaire`."""

from __future__ import annotations

from typing import Literal

from contratdoc.schema.base import (
    Echeance,
    Field,
    Identifiant,
    Modele,
    Montant,
    Nombre,
    Texte,
    TexteMarkdown,
)

Statut = Literal["brouillon", "validé", "délibéré", "signé"]


class Contact(Modele):
    """Whom to ask; printed nowhere but in the draft."""

    service: Texte | None = Field(None, description="Service qui répond", examples=["Direction de l'habitat"])
    courriel: Texte | None = Field(None, description="Adresse de courriel du service")
    telephone: Texte | None = Field(None, description="Téléphone du service")


class Moyens(Modele):
    """What a commitment costs, in euros and in full-time staff."""

    montant: Montant | None = Field(None, description="Montant en euros", examples=["14 290 €"])
    etp: Nombre | None = Field(None, description="Équivalents temps plein", examples=["1,5"])
    description: Texte | None = Field(None, description="Précision sur les moyens")


class Engagement(Modele):
    """One commitment of a partner, tied to the operational objectives that it serves."""

    id: Identifiant = Field(description="Identifiant stable, qui ne change plus", examples=["caf-petite-enfance-1"])
    texte: TexteMarkdown = Field(description="L'engagement, en une ou quelques phrases")
    objectifs: tuple[Identifiant, ...] = Field(
        min_length=1,
        description="Objectifs opérationnels servis (identifiants de modeles/orientations.yaml)",
        examples=["enfant-3a"],
    )
    quartiers: tuple[Identifiant, ...] = Field((), description="Quartiers concernés", examples=["quartier-nord"])
    echeance: Echeance | None = Field(None, description="Échéance", examples=["T4 2024"])
    moyens: Moyens | None = Field(None, description="Moyens humains et financiers")
    indicateurs: tuple[Texte, ...] = Field((), description="Indicateurs de suivi")


class Rubrique(Modele):
    """A free section."""

    titre: Texte = Field(description="Titre de la rubrique")
    texte: TexteMarkdown = Field(description="Texte de la rubrique")


class ContributionBase(Modele):
    """The fields of every contribution."""

    id: Identifiant = Field(description="Identifiant du partenaire ; c'est aussi le nom du fichier")
    nom: Texte = Field(description="Nom complet du partenaire")
    sigle: Texte | None = Field(None, description="Sigle")
    titre: Texte = Field(description="Titre de la contribution dans l'annexe 1")
    statut: Statut = Field(description="brouillon, validé, délibéré ou signé", examples=["brouillon"])
    contact: Contact | None = Field(None, description="Qui répond aux questions (n'est pas imprimé)")
    quartiers: tuple[Identifiant, ...] = Field((), description="Quartiers concernés (identifiants de contrat.yaml)")
    presentation: TexteMarkdown | None = Field(None, description="Présentation, imprimée en tête")
    engagements: tuple[Engagement, ...] = Field((), description="Engagements du partenaire")
    rubriques: tuple[Rubrique, ...] = Field((), description="Rubriques libres, imprimées à la fin")


class ContributionPartenaire(ContributionBase):
    """Any partner without a kind of its own: ARS, France Travail, Banque des Territoires."""

    nature: Literal["partenaire"] = Field(description="Nature du partenaire")
