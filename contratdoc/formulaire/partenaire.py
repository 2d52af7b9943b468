"""A partner of a folder and its form: made from what its file says, and taken back into that file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from contratdoc.diagnostics import Diagnostic, Place, Resultat, erreur
from contratdoc.formulaire.ecrire import write_formulaire
from contratdoc.formulaire.fusion import Ecart, fondre
from contratdoc.formulaire.lire import read_formulaire
from contratdoc.schema.natures import valider_contribution
from contratdoc.source.lecteur_yaml import lire_yaml

if TYPE_CHECKING:
    from pathlib import Path

    from contratdoc.source.arbre import Valeur


@dataclass(frozen=True, slots=True)
class Reprise:
    """A form taken back.

    Attributes:
        fichier: The partner's file, from the folder.
        octets: What it is to hold.
        ecarts: What changes in it, in its order; none when it says all of that already.
        existe: True when the folder has this file already.
    """

    fichier: str
    octets: bytes
    ecarts: tuple[Ecart, ...]
    existe: bool


def formulaire_du_partenaire(dossier: Path, nature: str, identifiant: str) -> Resultat[bytes]:
    """Make the form of a partner, filled with what its file says already.

    Args:
        dossier: The contract's folder.
        nature: A key of `NATURES`.
        identifiant: The partner.

    Returns:
        The Word file; None when the partner's file cannot be read, or is of another kind.
    """
    donnees: dict[str, Valeur] = {"id": identifiant, "statut": "brouillon"}
    nom, octets = _fichier(dossier, identifiant)
    if octets is not None:
        lu = lire_yaml(octets, nom)
        if lu.valeur is None:
            return Resultat(None, lu.diagnostics)
        valide = valider_contribution(lu.valeur)
        if valide.valeur is None:
            return Resultat(None, valide.diagnostics)
        ecrits = lu.valeur.valeur if isinstance(lu.valeur.valeur, dict) else {}
        if ecrits.get("nature") != nature:
            message = f"« {identifiant} » est de nature « {ecrits.get('nature')} », et non « {nature} »."
            return Resultat(None, (erreur("CD875", message, lu.valeur.place(("nature",))),))
        donnees |= ecrits
    return Resultat(write_formulaire(nature, donnees))


def reprendre_formulaire(dossier: Path, identifiant: str, octets: bytes, nom: str) -> Resultat[Reprise]:
    """Take a form back into its partner's file; nothing is written.

    Args:
        dossier: The contract's folder.
        identifiant: The partner.
        octets: The Word file.
        nom: Its name, as shown in diagnostics.

    Returns:
        What the file is to hold; None when the form cannot be read, or what it says is refused by the schema. Faults
        of its content stand in the YAML file that it would make.
    """
    lu = read_formulaire(octets, nom)
    if lu.valeur is None:
        return Resultat(None, lu.diagnostics)
    fichier, present = _fichier(dossier, identifiant)
    fautes: list[Diagnostic] = list(lu.diagnostics)
    if lu.valeur.id != identifiant:
        message = f"Ce formulaire est celui de « {lu.valeur.id} », et non de « {identifiant} »."
        return Resultat(None, (*fautes, erreur("CD875", message, Place(nom))))
    if present is not None:
        avant = lire_yaml(present, fichier)
        if avant.valeur is None:
            return Resultat(None, (*fautes, *avant.diagnostics))
    fait = _reprise(fichier, present, lu.valeur.donnees)
    return Resultat(fait.valeur, (*fautes, *fait.diagnostics))


def reprendre_donnees(dossier: Path, identifiant: str, donnees: dict[str, Valeur]) -> Resultat[Reprise]:
    """Put what a free document says into its partner's file: what it does not speak of stays; nothing is written.

    Args:
        dossier: The contract's folder.
        identifiant: The partner.
        donnees: The fields that the document fills.

    Returns:
        What the file is to hold; None when the file that is there cannot be read, or what it would say is refused.
    """
    fichier, present = _fichier(dossier, identifiant)
    if present is None:
        return _reprise(fichier, None, donnees)
    lu = lire_yaml(present, fichier)
    if lu.valeur is None or not isinstance(lu.valeur.valeur, dict):
        return Resultat(None, lu.diagnostics)
    gardes: dict[str, Valeur] = {cle: v for cle, v in lu.valeur.valeur.items() if v is not None}
    identite = ("nature", "id", "nom", "sigle", "titre", "statut")
    return _reprise(fichier, present, gardes | {k: v for k, v in donnees.items() if k not in identite})


def nature_du_partenaire(dossier: Path, identifiant: str) -> str:
    """Return the kind that a partner's file says; empty when it has none that can be read."""
    fichier, present = _fichier(dossier, identifiant)
    lu = lire_yaml(present, fichier).valeur if present is not None else None
    return str(lu.valeur.get("nature") or "") if lu is not None and isinstance(lu.valeur, dict) else ""


def _reprise(fichier: str, present: bytes | None, donnees: dict[str, Valeur]) -> Resultat[Reprise]:
    """Merge, then check what the file would say against its schema."""
    nouveau, ecarts = fondre(present, fichier, donnees)
    arbre = lire_yaml(nouveau, fichier)
    valide = valider_contribution(arbre.valeur) if arbre.valeur is not None else None
    fautes = (*arbre.diagnostics, *(valide.diagnostics if valide is not None else ()))
    if valide is None or valide.valeur is None:
        return Resultat(None, fautes)
    return Resultat(Reprise(fichier, nouveau, ecarts, present is not None), fautes)


def _fichier(dossier: Path, identifiant: str) -> tuple[str, bytes | None]:
    nom = f"contributions/{identifiant}.yaml"
    chemin = dossier / nom
    return nom, chemin.read_bytes() if chemin.is_file() else None
