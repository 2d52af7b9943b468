"""The attached files held to what the deed of compilation says of them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from contratdoc.signature.attendus import lire_acte
from contratdoc.writers.pdf.acte import ACTE


def ecarts_des_joints(joints: Mapping[str, bytes]) -> tuple[str, ...]:
    """Compare each attached file with its hash in the deed.

    Args:
        joints: The attached files, the deed among them.

    Returns:
        One French clause for each that is missing, added or different; none when there is no deed to hold them to.
    """
    acte = lire_acte(joints)
    if acte is None:
        return ()
    sources = acte.get("sources")
    liste = sources if isinstance(sources, list) else []
    dites = {str(s.get("chemin")): str(s.get("sha256")) for s in liste if isinstance(s, dict)}
    presentes = {nom: octets for nom, octets in joints.items() if nom != ACTE}
    if not presentes and _est_un_projet(acte):
        return ()  # a draft names its sources, and does not carry them
    ecarts = [f"la pièce jointe « {nom} » manque" for nom in dites if nom not in presentes]
    ecarts += [f"la pièce jointe « {nom} » a été ajoutée" for nom in presentes if nom not in dites]
    ecarts += [
        f"la pièce jointe « {nom} » n'a pas l'empreinte que donne l'acte de compilation"
        for nom, octets in presentes.items()
        if nom in dites and hashlib.sha256(octets).hexdigest() != dites[nom]
    ]
    return tuple(sorted(ecarts))


def _est_un_projet(acte: Mapping[str, object]) -> bool:
    options = acte.get("options")
    return isinstance(options, dict) and options.get("brouillon") is True
