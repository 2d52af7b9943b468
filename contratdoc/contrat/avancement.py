"""How far each partner is: its status, how much of its form is filled in, its commitments."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from pydantic import BaseModel

from contratdoc.contrat.couverture import ordre_des_partenaires
from contratdoc.diagnostics import Severite

if TYPE_CHECKING:
    from collections.abc import Iterable

    from contratdoc.contrat.contrat import Contrat
    from contratdoc.diagnostics import Diagnostic

ABSENT = "absent"
FAUTIF = "fautif"


@dataclass(frozen=True, slots=True)
class Avancement:
    """One partner.

    Attributes:
        id: Its id.
        nom: Its name; when nothing was received, that of the party with its id, else the id.
        statut: « absent », « fautif » (received, but it cannot be read), or the status that it gives.
        completude: Share of the fields that are filled in, in per cent; None when nothing could be read.
        engagements: How many commitments it takes.
    """

    id: str
    nom: str
    statut: str
    completude: int | None
    engagements: int


def avancement_de(contrat: Contrat) -> tuple[Avancement, ...]:
    """Tell how far each partner is.

    Args:
        contrat: The linked contract; a draft one may lack contributions.

    Returns:
        One line a partner, in the order of the plan.
    """
    return tuple(_avancement(contrat, nom) for nom in ordre_des_partenaires(contrat))


def fautes_par_partenaire(diagnostics: Iterable[Diagnostic]) -> Counter[str]:
    """Count the faults of each partner's file, remarks of style left out; those of no partner count under ""."""
    graves = {d for d in diagnostics if d.severite is not Severite.INFO}
    return Counter(partenaire_du_fichier(d.place.fichier) for d in graves)


def partenaire_du_fichier(fichier: str) -> str:
    """Return the id of the partner whose contribution is in a file; empty when it is not a contribution."""
    chemin = PurePosixPath(fichier)
    return chemin.stem if chemin.parts[:1] == ("contributions",) else ""


def _avancement(contrat: Contrat, nom: str) -> Avancement:
    c = contrat.contributions.get(nom)
    if c is None:
        organisme = next((p.organisme for p in contrat.parties if p.id == nom), nom)
        return Avancement(nom, organisme, FAUTIF if "erreurs" in contrat.lacunes.get(nom, "") else ABSENT, None, 0)
    remplis, tous = _compter(c.donnees)
    return Avancement(nom, c.donnees.nom, c.donnees.statut, round(100 * remplis / max(tous, 1)), len(c.engagements))


def _compter(valeur: object) -> tuple[int, int]:
    """Count the fields filled in, and all the fields, of a record and of the records in it."""
    if isinstance(valeur, BaseModel):
        champs = [getattr(valeur, nom) for nom in type(valeur).model_fields]
        dessous = [_compter(v) for v in champs]
        remplis = sum(v not in (None, (), {}) for v in champs) + sum(r for r, _ in dessous)
        return remplis, len(champs) + sum(t for _, t in dessous)
    if isinstance(valeur, tuple):
        dessous = [_compter(v) for v in valeur]
        return sum(r for r, _ in dessous), sum(t for _, t in dessous)
    return 0, 0
