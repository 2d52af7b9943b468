"""What the document itself says of its signatures: who signs, in which field, in which order, with which certificate.

The deed of compilation names the parties; the attached modeles/contrat.yaml says what is asked of each. Both stand in
what the first signature covers: no one can change them after it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from contratdoc.writers.pdf.acte import ACTE
from contratdoc.writers.pdf.champs import PREFIXE

CONTRAT: Final = "modeles/contrat.yaml"


@dataclass(frozen=True, slots=True)
class PartieAttendue:
    """A party that is to sign.

    Attributes:
        id: Its identifier.
        champ: Its field.
        organisme: Its name.
        representant: Who represents it; may be empty.
        qualite: In what quality.
        certificat: The certificate that the contract expects of it; empty when any will do.
    """

    id: str
    champ: str
    organisme: str
    representant: str
    qualite: str
    certificat: str

    @property
    def nom(self) -> str:
        """How it is called in what the user reads."""
        return self.organisme or self.id


@dataclass(frozen=True, slots=True)
class Attendus:
    """The parties in order, and whether they sign in that order."""

    parties: tuple[PartieAttendue, ...]
    ordre_impose: bool

    def partie(self, ident: str) -> PartieAttendue | None:
        """Return a party by its identifier."""
        return next((p for p in self.parties if p.id == ident), None)

    def du_champ(self, champ: str) -> PartieAttendue | None:
        """Return a party by its field."""
        return next((p for p in self.parties if p.champ == champ), None)


def lire_acte(joints: Mapping[str, bytes]) -> dict[str, Any] | None:
    """Read the deed of compilation; None when there is none, or when it is not one.

    Args:
        joints: The attached files.
    """
    try:
        lu = json.loads(joints[ACTE])
    except (KeyError, ValueError, RecursionError):
        return None
    return lu if isinstance(lu, dict) else None


def lire_attendus(champs: tuple[str, ...], joints: Mapping[str, bytes]) -> Attendus:
    """Say who is to sign.

    Args:
        champs: The names of the signature fields, in the order of the form.
        joints: The attached files.

    Returns:
        The parties that have a field, in the order of the deed; those that it does not name are told by their field.
    """
    acte = lire_acte(joints) or {}
    dites = acte.get("parties")
    contrat = _contrat(joints)
    certificats = {
        str(p.get("id")): str(p.get("certificat") or "") for p in _liste(contrat.get("parties")) if isinstance(p, dict)
    }
    parties: list[PartieAttendue] = []
    for p in _liste(dites):
        if isinstance(p, dict) and p.get("champ") in champs and all(p["champ"] != q.champ for q in parties):
            ident = str(p.get("id") or "")
            nom, qui, qualite = (str(p.get(c) or "") for c in ("signataire", "representant", "qualite"))
            parties.append(PartieAttendue(ident, str(p["champ"]), nom, qui, qualite, certificats.get(ident, "")))
    for champ in champs:
        if all(champ != p.champ for p in parties):
            ident = champ.removeprefix(PREFIXE)
            parties.append(PartieAttendue(ident, champ, ident, "", "", certificats.get(ident, "")))
    return Attendus(tuple(parties), contrat.get("ordre_signatures") == "impose")


def _contrat(joints: Mapping[str, bytes]) -> Mapping[str, Any]:
    from contratdoc.source.lecteur_yaml import lire_yaml

    octets = joints.get(CONTRAT)
    lu = lire_yaml(octets, CONTRAT) if octets is not None else None
    if lu is None or lu.valeur is None or not isinstance(lu.valeur.valeur, dict):
        return {}
    return lu.valeur.valeur


def _liste(valeur: Any) -> list[Any]:
    return valeur if isinstance(valeur, list) else []
