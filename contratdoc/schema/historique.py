"""The contracts that came before: what the timeline shows, and nothing that a contract in force says itself."""

from __future__ import annotations

from contratdoc.schema.base import Annee, Field, Modele, Texte


class Prolongation(Modele):
    """An extension of a contract, most often by avenant (circular or decree)."""

    jusqu_a: Annee = Field(description="Dernière année après prolongation", examples=["2022"])
    intitule: Texte | None = Field(None, description="Acte qui prolonge", examples=["avenant n° 1"])
    motif: Texte | None = Field(None, description="Motif, en quelques mots")


class Generation(Modele):
    """A contract that came before this one."""

    nom: Texte = Field(description="Nom du contrat", examples=["Contrat de Ville"])
    sigle: Texte | None = Field(None, description="Sigle, s'il en a un", examples=["CUCS"])
    debut: Annee = Field(description="Première année", examples=["2015"])
    fin: Annee | None = Field(
        None, description="Dernière année prévue à la signature, si elle est connue", examples=["2020"]
    )
    objet: Texte | None = Field(None, description="Objet, en quelques mots")
    prolongations: tuple[Prolongation, ...] = Field((), description="Prolongations, dans l'ordre")


class ModeleHistorique(Modele):
    """`modeles/historique.yaml`."""

    generations: tuple[Generation, ...] = Field(description="Contrats précédents, du plus ancien au plus récent")
