"""From a folder to its seal: make it, read it, hold the sources and the avenants to it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from contratdoc import __version__
from contratdoc.avenants.adresses import adresse
from contratdoc.avenants.avenant import Avenant
from contratdoc.avenants.compare import compare_contrats
from contratdoc.avenants.from_sources import MODELES, canonique_des_sources
from contratdoc.avenants.sceau import Sceau, empreinte, lire_sceau
from contratdoc.diagnostics import Diagnostic, Place, Resultat, erreur
from contratdoc.source.dossier import SCEAU

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from contratdoc.avenants.canonique import Canonique
    from contratdoc.source.dossier import Dossier

_MONTRES = 5


def load_canonique(dossier: Dossier) -> Resultat[Canonique]:
    """Read the contract of a folder as data: what is compared, amended and sealed.

    Args:
        dossier: The folder, in memory.

    Returns:
        What its sources say, with the ids that its seal gave; None with the files that cannot be read.
    """
    scelle = load_sceau(dossier)
    if scelle.diagnostics:
        return Resultat(None, scelle.diagnostics)
    return canonique_des_sources(dossier.fichiers, scelle.valeur.contrat if scelle.valeur is not None else None)


def load_sceau(dossier: Dossier) -> Resultat[Sceau]:
    """Read the seal of a folder.

    Args:
        dossier: The folder, in memory.

    Returns:
        The seal, or None with what is wrong with it; neither value nor fault when the contract is not sealed.
    """
    octets = dossier.fichiers.get(SCEAU)
    return lire_sceau(octets) if octets is not None else Resultat(None)


def deja_scelle(dossier: Dossier) -> tuple[Diagnostic, ...]:
    """Refuse to seal a contract a second time."""
    if SCEAU not in dossier.fichiers:
        return ()
    aide = "Pour le modifier, écrivez un avenant : « contratdoc avenant --depuis-les-sources »."
    return (erreur("CD840", "Ce contrat est déjà scellé.", Place(SCEAU), aide),)


def faire_sceau(dossier: Dossier, sorties: Mapping[str, bytes], date: dt.date) -> Resultat[Sceau]:
    """Make the seal of a contract that has just been compiled without a fault.

    Args:
        dossier: The folder.
        sorties: The files made from it.
        date: The day of the seal.

    Returns:
        The seal, or None with what forbids it.
    """
    deja = deja_scelle(dossier)
    if deja:
        return Resultat(None, deja)
    lu = canonique_des_sources(dossier.fichiers)
    if lu.valeur is None:
        return Resultat(None, lu.diagnostics)
    sources = {n: _empreinte(o) for n, o in dossier.fichiers.items() if not n.startswith("contributions/avenants/")}
    faits = {n: _empreinte(o) for n, o in sorties.items()}
    return Resultat(Sceau(date, f"contratdoc {__version__}", sources, faits, lu.valeur))


def _empreinte(octets: bytes) -> str:
    return hashlib.sha256(octets).hexdigest()


def ecarts_avec_le_sceau(dossier: Dossier) -> tuple[Diagnostic, ...]:
    """Find what forbids to pass the present sources off as the signed contract.

    Args:
        dossier: The folder, sealed or not.

    Returns:
        One fault that says what changed since the seal; none when nothing did, or when there is no seal.
    """
    sceau = load_sceau(dossier)
    if sceau.valeur is None:
        return sceau.diagnostics
    present = canonique_des_sources(dossier.fichiers, sceau.valeur.contrat)
    if present.valeur is None:
        return present.diagnostics
    changes = compare_contrats(sceau.valeur.contrat, present.valeur)
    allures = [] if changes else _allures_changees(sceau.valeur, dossier.fichiers)
    if not changes and not allures:
        return ()
    noms = [adresse(c.cible) for c in changes] or allures
    nombre, dits = len(noms), ", ".join(f"« {n} »" for n in noms[:_MONTRES])
    dont = ", dont" if nombre > _MONTRES else ""
    message = (
        f"Le contrat est scellé, et ses sources ont changé ({nombre} changement{'s' * (nombre > 1)}){dont} : {dits}."
    )
    aides = (
        "« contratdoc avenant --depuis-les-sources » propose l'avenant de ces changements, et "
        "« contratdoc consolider » écrit le contrat tel que ses avenants l'ont fait."
        if changes
        else "Reprenez le fichier tel qu'il était : ce que le contrat signé montre ne change pas.",
        "« contratdoc compiler --brouillon » compile un projet.",
    )
    return (erreur("CD843", message, Place(SCEAU), *aides),)


def _allures_changees(sceau: Sceau, fichiers: Mapping[str, bytes]) -> list[str]:
    """Name the files that make the contract look as it does (charte, frames, pictures) and are no longer the same."""
    mots = {*MODELES, SCEAU}
    allures = [
        n
        for n in {*sceau.sources, *fichiers}
        if n == "modeles/charte.yaml" or (n not in mots and not n.endswith((".yaml", ".md")))
    ]
    dites = {n: sceau.sources.get(n) for n in allures}
    return sorted(n for n in allures if dites[n] != (_empreinte(fichiers[n]) if n in fichiers else None))


def faire_maillon(sceau: Sceau, avenant: Avenant, date: dt.date) -> Resultat[Sceau]:
    """Tie an avenant that can be carried out to the chain: from then on it never changes.

    Args:
        sceau: The seal.
        avenant: The avenant.
        date: The day on which it is sealed.

    Returns:
        The seal with one more link, or None with what forbids it.
    """
    suivant = len(sceau.avenants) + 1
    if avenant.numero < suivant:
        message = f"L'avenant n° {avenant.numero} est déjà scellé."
        return Resultat(None, (erreur("CD840", message, avenant.place, "Pour le modifier, écrivez un autre avenant."),))
    if avenant.numero > suivant:
        message = f"L'avenant n° {avenant.numero} ne peut pas être scellé avant l'avenant n° {suivant}."
        aide = f"Scellez d'abord celui-là : « contratdoc sceller --avenant {suivant} »."
        return Resultat(None, (erreur("CD835", message, avenant.place, aide),))
    return Resultat(sceau.prolonger(avenant.numero, date, avenant.fichier, empreinte(avenant.en_json())))


def ecarts_avec_la_chaine(sceau: Sceau, avenants: Sequence[Avenant]) -> tuple[Diagnostic, ...]:
    """Find the avenants that are no longer what was sealed.

    Args:
        sceau: The seal.
        avenants: The avenants of the folder.

    Returns:
        One fault an avenant changed or gone.
    """
    presents = {a.numero: a for a in avenants}
    aide = "Reprenez le fichier tel qu'il a été signé ; pour le modifier, écrivez un autre avenant."
    fautes: list[Diagnostic] = []
    for m in sceau.avenants:
        avenant = presents.get(m.numero)
        if avenant is None:
            message = f"L'avenant n° {m.numero}, scellé le {m.date:%d/%m/%Y}, manque."
            fautes.append(erreur("CD844", message, Place(m.fichier), aide))
        elif empreinte(avenant.en_json()) != m.empreinte:
            message = f"L'avenant n° {m.numero}, scellé le {m.date:%d/%m/%Y}, a été modifié depuis."
            fautes.append(erreur("CD844", message, avenant.place, aide))
    return tuple(fautes)
