"""Where a contract is: each partner's status, faults, completeness and last change; who serves which objective."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from contratdoc.contrat.avancement import Avancement, avancement_de, partenaire_du_fichier
from contratdoc.contrat.couverture import Couverture, couverture_de
from contratdoc.diagnostics import Severite
from contratdoc.pipeline import check_dossier

if TYPE_CHECKING:
    from contratdoc.diagnostics import Diagnostic
    from contratdoc.source.dossier import Dossier


@dataclass(frozen=True, slots=True)
class EtatDuPartenaire:
    """One partner: how far it is, what its file has wrong, when the file last changed (None when it is absent)."""

    avancement: Avancement
    erreurs: int
    avertissements: int
    change_le: dt.date | None


@dataclass(frozen=True, slots=True)
class Etat:
    """The whole: partners in the order of the plan, and the coverage; `lisible` is False when no model can be read."""

    partenaires: tuple[EtatDuPartenaire, ...]
    couverture: Couverture
    diagnostics: tuple[Diagnostic, ...]
    lisible: bool = True


def lire_etat(dossier: Dossier, aujourd_hui: dt.date | None = None) -> Etat:
    """Tell where a contract is; what is missing or faulty shows, and stops nothing that can be read without it.

    Args:
        dossier: The folder, in memory.
        aujourd_hui: The day, on which acceptances may have ended.

    Returns:
        The state. The date of a file is that of the disk, in local time.
    """
    verification = check_dossier(dossier, brouillon=True, aujourd_hui=aujourd_hui)
    if verification.contrat is None:
        return Etat((), Couverture((), ()), verification.diagnostics, lisible=False)
    fautes = Counter((partenaire_du_fichier(d.place.fichier), d.severite) for d in set(verification.diagnostics))
    partenaires = tuple(
        EtatDuPartenaire(
            a,
            fautes[a.id, Severite.ERREUR],
            fautes[a.id, Severite.AVERTISSEMENT],
            _date(dossier.racine / "contributions" / f"{a.id}.yaml"),
        )
        for a in avancement_de(verification.contrat)
    )
    return Etat(partenaires, couverture_de(verification.contrat), verification.diagnostics)


def _date(chemin: Path) -> dt.date | None:
    try:
        return dt.datetime.fromtimestamp(chemin.stat().st_mtime).astimezone().date()
    except OSError:
        return None
