"""contributions/avenants/*.yaml: an avenant as its author writes it, each change a closed kind told by `operation`."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import WithJsonSchema

from contratdoc.schema.base import Entier, Field, Identifiant, Jour, Modele, Texte
from contratdoc.schema.modeles import Partie

Contenu = Annotated[Any, WithJsonSchema({"type": ["string", "number", "boolean", "array", "object"]})]
"""Free content: what it must be depends on where it goes, and is checked with the contract that it makes."""

Mots = Annotated[str, WithJsonSchema({"type": ["string", "number"]})]
"""Words as they are typed, the spaces around them included."""


_OPERATION = Field(description="Ce que fait cette modification")


class _Operation(Modele):
    """What all changes have."""

    motif: Texte | None = Field(None, description="Pourquoi ce changement")
    effet: Jour | None = Field(None, description="Date d'effet, si ce n'est pas celle de l'avenant")


class Proroger(_Operation):
    """Prolong the contract."""

    operation: Literal["proroger"] = _OPERATION
    jusqu_a: Entier = Field(description="Dernière année du contrat", examples=["2032"])


class Remplacer(_Operation):
    """Write a unit anew."""

    operation: Literal["remplacer"] = _OPERATION
    cible: Texte = Field(description="Adresse de l'élément", examples=["emploi-1a/libelle"])
    ancien: Contenu = Field(description="Tout ce qu'il dit aujourd'hui, mot pour mot")
    nouveau: Contenu = Field(description="Ce qu'il dira")


class RemplacerMots(_Operation):
    """Replace words."""

    operation: Literal["remplacer-mots"] = _OPERATION
    cible: Texte = Field(description="Adresse du texte", examples=["texte/pilotage/3"])
    ancien: Mots = Field(min_length=1, description="Les mots à remplacer, qui n'y sont qu'une fois")
    nouveau: Mots = Field("", description="Les mots qui les remplacent ; rien pour les supprimer")


class Inserer(_Operation):
    """Add an element or a block."""

    operation: Literal["inserer"] = _OPERATION
    dans: Texte = Field(description="Adresse de la liste ou du texte", examples=["emploi/actions"])
    contenu: Contenu = Field(description="L'élément ajouté, avec son identifiant ; ou un bloc de texte")
    apres: Texte | None = Field(None, description="Identifiant après lequel il vient (à la fin, par défaut)")
    en_tete: Literal["oui"] | None = Field(None, description="oui : il vient en premier")


class Supprimer(_Operation):
    """Take a unit away."""

    operation: Literal["supprimer"] = _OPERATION
    cible: Texte = Field(description="Adresse de l'élément")
    ancien: Contenu = Field(description="Tout ce qu'il dit aujourd'hui, mot pour mot")


class Deplacer(_Operation):
    """Put an element elsewhere in its list."""

    operation: Literal["deplacer"] = _OPERATION
    cible: Texte = Field(description="Adresse de l'élément")
    apres: Texte | None = Field(None, description="Identifiant après lequel il vient (en premier, par défaut)")


class AjouterPartie(_Operation):
    """Let a new party in."""

    operation: Literal["ajouter-partie"] = _OPERATION
    partie: Partie = Field(description="La nouvelle partie")
    apres: Identifiant | None = Field(None, description="Partie après laquelle elle signe (en dernier, par défaut)")
    en_tete: Literal["oui"] | None = Field(None, description="oui : elle signe en premier")


class RetirerPartie(_Operation):
    """Let a party out."""

    operation: Literal["retirer-partie"] = _OPERATION
    partie: Identifiant = Field(description="Identifiant de la partie")


class RemplacerAnnexe(_Operation):
    """Replace a whole text or contribution."""

    operation: Literal["remplacer-annexe"] = _OPERATION
    cible: Texte = Field(description="texte/… ou contributions/…")
    nouveau: Contenu = Field(description="Le nouveau texte, ou les nouveaux champs de la contribution")


Changement = Annotated[
    Proroger
    | Remplacer
    | RemplacerMots
    | Inserer
    | Supprimer
    | Deplacer
    | AjouterPartie
    | RetirerPartie
    | RemplacerAnnexe,
    Field(discriminator="operation"),
]


class ModeleAvenant(Modele):
    """One avenant."""

    numero: Entier = Field(description="Numéro : 1, puis 2…")
    nature: Literal[
        "prorogation",
        "actualisation",
        "entree",
        "retrait",
        "revision-contribution",
        "revision-annexe-2",
        "rectification",
    ] = Field(description="Nature de l'avenant : elle dit ce qu'il peut modifier, et qui le signe")
    objet: Texte = Field(description="Objet, comme dans le titre", examples=["Actualisation à mi-parcours"])
    effet: Jour = Field(description="Date d'effet", examples=["01/04/2027"])
    date: Jour | None = Field(None, description="Date de signature, si elle est connue")
    visas: tuple[Texte, ...] = Field((), description="Textes visés en plus de ceux que tout avenant vise")
    considerants: tuple[Texte, ...] = Field((), description="Motifs, une phrase chacun, sans « Considérant »")
    actes: dict[Identifiant, Texte] = Field(
        default_factory=dict, description="Délibération ou décision qui habilite le représentant de chaque partie"
    )
    modifications: tuple[Changement, ...] = Field(min_length=1, description="Ce qui change, dans l'ordre")
