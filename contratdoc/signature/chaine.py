"""A signed PDF held to the seal of its folder: is it the very file that was sealed, is this avenant the chain's."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from contratdoc.avenants.sceau import Sceau, lire_sceau
from contratdoc.diagnostics import Diagnostic, Place, Resultat, erreur
from contratdoc.signature.attendus import lire_acte
from contratdoc.signature.examen import examiner
from contratdoc.signature.fichier import PdfIllisible, ouvrir
from contratdoc.signature.increments import lire_increments
from contratdoc.signature.rapport import Constat, faux, non_prouve, prouve
from contratdoc.source.dossier import SCEAU

if TYPE_CHECKING:
    from collections.abc import Mapping

CONTRAT = "contrat"


def comparer_au_sceau(octets: bytes, joints: Mapping[str, bytes], dossier: Path) -> tuple[Constat, ...]:
    """Compare a PDF with the seal of a contract's folder.

    Args:
        octets: The file.
        joints: What it carries, as read in a bounded process.
        dossier: The folder.

    Returns:
        What was found.
    """
    try:
        lu = lire_sceau((dossier / SCEAU).read_bytes())
    except OSError:
        return (non_prouve("Le dossier n'a pas de sceau : rien n'y dit quel fichier a été signé."),)
    if lu.valeur is None:
        return tuple(faux("CD869", f"Le sceau du dossier ne vaut rien : {d.message}") for d in lu.diagnostics)
    numero = _numero(joints)
    if numero is None:
        return tuple(_du_contrat(octets, lu.valeur))
    return tuple(_de_l_avenant(octets, numero, joints, lu.valeur, dossier))


def nommer_le_signe(sceau: Sceau, octets: bytes, numero: int | None, fichier: str) -> Resultat[Sceau]:
    """Tie a signed file to the seal.

    Args:
        sceau: The seal.
        octets: The signed file.
        numero: The avenant that it is; None for the contract.
        fichier: Its name, as shown to the user.

    Returns:
        The seal that names it, or None with what forbids it.
    """
    rapport, joints = examiner(octets)
    fautes: list[Diagnostic] = list(rapport.diagnostics(fichier))
    if not fautes and not any(s.valide for s in rapport.signataires):
        fautes.append(
            erreur("CD869", "Ce fichier n'est pas signé.", Place(fichier), "Signez-le : « contratdoc signer ».")
        )
    if not fautes and _numero(joints) != numero:
        quoi = "le contrat" if numero is None else f"l'avenant n° {numero}"
        fautes.append(erreur("CD869", f"Ce fichier n'est pas {quoi}.", Place(fichier)))
    if not fautes and numero is None and sceau.sorties.get("contrat.pdf") not in _premieres(octets):
        aide = "Scellez l'exemplaire signé qui part du contrat compilé avec ces sources."
        fautes.append(erreur("CD869", "Ce fichier ne part pas du contrat scellé.", Place(fichier), aide))
    if fautes:
        return Resultat(None, tuple(fautes))
    nom = CONTRAT if numero is None else f"avenant-{numero}"
    return Resultat(sceau.avec_signe(nom, hashlib.sha256(octets).hexdigest()))


def _du_contrat(octets: bytes, sceau: Sceau) -> Iterator[Constat]:
    if sceau.signes.get(CONTRAT) == hashlib.sha256(octets).hexdigest():
        yield prouve("Ce fichier est, octet pour octet, l'exemplaire signé que le sceau nomme.")
    elif sceau.sorties.get("contrat.pdf") not in _premieres(octets):
        yield faux("CD869", "Ce fichier n'est pas celui du sceau : ni l'exemplaire signé, ni le contrat compilé.")
    elif CONTRAT in sceau.signes:
        yield faux("CD869", "Ce fichier part du contrat scellé, mais n'est pas l'exemplaire signé que le sceau nomme.")
    else:
        yield prouve("Ce fichier part du contrat scellé.")
        yield non_prouve("Le sceau ne nomme pas encore d'exemplaire signé : « contratdoc sceller --signe ».")


def _de_l_avenant(
    octets: bytes, numero: int, joints: Mapping[str, bytes], sceau: Sceau, dossier: Path
) -> Iterator[Constat]:
    """An avenant stands on the contract of this seal, and is the one that its chain holds."""
    porte = lire_sceau(joints.get(SCEAU, b""))
    if porte.valeur is None or porte.valeur.hash != sceau.hash:
        yield faux("CD869", f"L'avenant n° {numero} porte le sceau d'un autre contrat.")
        return
    if [m.hash for m in porte.valeur.avenants] != [m.hash for m in sceau.avenants[: len(porte.valeur.avenants)]]:
        yield faux("CD869", f"L'avenant n° {numero} ne suit pas la même chaîne d'avenants.")
        return
    yield prouve(f"L'avenant n° {numero} modifie le contrat que ce sceau scelle.")
    maillon = next((m for m in sceau.avenants if m.numero == numero), None)
    if maillon is None:
        yield non_prouve(f"L'avenant n° {numero} n'est pas encore scellé : « contratdoc sceller --avenant {numero} ».")
    elif joints.get(maillon.fichier) != _lire(dossier / maillon.fichier):
        yield faux("CD869", f"L'avenant n° {numero} n'est pas celui que la chaîne scelle ({maillon.fichier}).")
    else:
        yield prouve(f"C'est l'avenant n° {numero} de la chaîne, scellé le {maillon.date:%d/%m/%Y}.")
    nomme = sceau.signes.get(f"avenant-{numero}")
    if nomme == hashlib.sha256(octets).hexdigest():
        yield prouve("Ce fichier est, octet pour octet, l'exemplaire signé que le sceau nomme.")
    elif nomme is not None:
        yield faux("CD869", "Ce fichier n'est pas l'exemplaire signé que le sceau nomme.")


def _lire(chemin: Path) -> bytes | None:
    try:
        return chemin.read_bytes()
    except OSError:
        return None


def _numero(joints: Mapping[str, bytes]) -> int | None:
    """The number of the avenant that a PDF is; None when it is a contract, or tells nothing."""
    options = (lire_acte(joints) or {}).get("options")
    numero = options.get("avenant") if isinstance(options, dict) else None
    return numero if isinstance(numero, int) else None


def _premieres(octets: bytes) -> frozenset[str]:
    """SHA-256 of the file as it was before any signature, with or without its last end of line."""
    try:
        fin, increments = lire_increments(ouvrir(octets))
    except PdfIllisible:
        return frozenset()
    debuts = [octets] if not increments else [octets[: fin + suite] for suite in (0, 1, 2)]
    return frozenset(hashlib.sha256(d).hexdigest() for d in debuts)
