"""One partner's own document to the data of its contribution: typed where it can be, else as written."""

from __future__ import annotations

from contratdoc.diagnostics import Diagnostic, Place, Resultat, avertissement
from contratdoc.importer.arbre import Section, batir
from contratdoc.importer.familles import Titre
from contratdoc.importer.from_fichier import lire_document, vide
from contratdoc.importer.noms import Noms
from contratdoc.importer.partenaires import lire_contribution
from contratdoc.importer.remplissage import ContributionLue
from contratdoc.importer.reprises import reprendre
from contratdoc.importer.titres import reperer
from contratdoc.source.arbre import Valeur
from contratdoc.source.lecteur_yaml import lire_yaml

_DITS = 60


def importer_contribution(
    octets: bytes, fichier: str, partenaire: str, nature: str = "", contrat: bytes = b""
) -> Resultat[ContributionLue]:
    """Read what a partner sent.

    Args:
        octets: Its document.
        fichier: The document's name.
        partenaire: The partner's id, which names its file.
        nature: Its kind; guessed from its name when empty.
        contrat: The contract's own file, `contrat.yaml`: its communes and neighbourhoods are then known.

    Returns:
        Its contribution, or None with the reason; what the document holds that is not taken over is told.
    """
    lu = lire_document(octets, fichier)
    if lu.valeur is None:
        return Resultat(None, lu.diagnostics)
    unites, laisses = reprendre(lu.valeur)
    if not any(u.texte.strip() for u in unites):
        return Resultat(None, (*lu.diagnostics, vide(fichier)))
    racine = batir(unites, reperer(unites))
    seule = len(racine.enfants) == 1 and not racine.unites
    section = racine.enfants[0] if seule else _titree(racine, partenaire)
    communes, quartiers = _lieux(contrat)
    lue = lire_contribution(section, Noms(), list(communes), nature, quartiers)
    lue.donnees["id"] = lue.id = partenaire
    passees = (*lu.valeur.laisses, *laisses)
    dits: tuple[Diagnostic, ...] = tuple(
        avertissement("CD881", f"Ce passage n'est pas repris ({x.raison}) : « {x.texte[:_DITS]} ».", x.place)
        for x in passees
        if x.texte.strip()
    )
    places = {id(t[0]) for t in lue.traces}
    oubliees = [u for u in unites if id(u) not in places and u.texte.strip()]
    dits += tuple(
        avertissement(
            "CD881", f"Ce passage n'a trouvé place nulle part : « {u.texte[:_DITS]} ».", Place(fichier, u.ligne, 1)
        )
        for u in oubliees
    )
    return Resultat(lue, (*lu.diagnostics, *lu.valeur.diagnostics, *dits))


def _titree(racine: Section, partenaire: str) -> Section:
    """Give a document without a title of its own the partner's id, so that its parts hold together."""
    racine.titre = Titre("libre", 0, "", partenaire.replace("-", " ").capitalize(), "", 0.5)
    return racine


def _lieux(contrat: bytes) -> tuple[dict[str, str], dict[str, str]]:
    """Read the communes and the neighbourhoods, their identifiers by name; its faults are for its own check to tell."""
    arbre = lire_yaml(contrat, "modeles/contrat.yaml").valeur if contrat else None
    valeur = arbre.valeur if arbre is not None and isinstance(arbre.valeur, dict) else {}
    communes, quartiers = (_noms(valeur.get(cle)) for cle in ("communes", "quartiers"))
    return communes, quartiers


def _noms(liste: Valeur) -> dict[str, str]:
    lieux = [x for x in liste if isinstance(x, dict)] if isinstance(liste, list) else []
    return {str(x["nom"]): str(x["id"]) for x in lieux if "nom" in x and "id" in x}
