"""Where a contract is: its partners, who serves which objective, its seal and its avenants."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from contratdoc.actes import ouvrir_registre, vie_du_contrat
from contratdoc.avenants.compare import compare_contrats
from contratdoc.avenants.from_sources import canonique_des_sources
from contratdoc.avenants.politique import POLITIQUE
from contratdoc.contrat.avancement import Avancement, avancement_de, partenaire_du_fichier
from contratdoc.contrat.couverture import Couverture, couverture_de
from contratdoc.contrat.historique import GenerationPassee, Vie, frise_de
from contratdoc.diagnostics import Resultat, Severite
from contratdoc.pipeline import check_dossier
from contratdoc.scellement import ecarts_avec_le_sceau, load_sceau

if TYPE_CHECKING:
    from contratdoc.actes import Registre
    from contratdoc.diagnostics import Diagnostic
    from contratdoc.source.dossier import Dossier


@dataclass(frozen=True, slots=True)
class EtatDuPartenaire:
    """One partner: how far it is, what its file has wrong, when the file last changed (None when it is absent)."""

    avancement: Avancement
    erreurs: int
    avertissements: int
    change_le: dt.date | None


class Sources(StrEnum):
    """What the sources of a sealed contract say."""

    CONFORMES = "conformes"
    """The contract as it was sealed."""
    A_JOUR = "a-jour"
    """The contract as its avenants made it."""
    CHANGEES = "changees"
    """Something that neither says."""


@dataclass(frozen=True, slots=True)
class EtatDeLAvenant:
    """One avenant: `effets` are the first and the last day on which it changes something; `scelle_le` None if not."""

    numero: int
    nature: str
    objet: str
    date: dt.date | None
    effets: tuple[dt.date, dt.date]
    modifications: int
    scelle_le: dt.date | None


@dataclass(frozen=True, slots=True)
class EtatDuSceau:
    """The sealed contract; `sources` None and no avenants when an avenant is faulty: the diagnostics say why.

    Attributes:
        date: The day of the seal.
        empreinte: Hash of the last link of the chain.
        outil: What made it.
        sources: What the sources say now.
        changements: How many things they say that no avenant does.
        vie: Its years as it was sealed, and what its avenants did to them; None when it does not say them.
        avenants: The avenants, in the order of their numbers.
    """

    date: dt.date
    empreinte: str
    outil: str
    sources: Sources | None = None
    changements: int = 0
    vie: Vie | None = None
    avenants: tuple[EtatDeLAvenant, ...] = ()


@dataclass(frozen=True, slots=True)
class Etat:
    """The whole: partners in the order of the plan, and the coverage; `lisible` is False when no model can be read."""

    partenaires: tuple[EtatDuPartenaire, ...]
    couverture: Couverture
    diagnostics: tuple[Diagnostic, ...]
    lisible: bool = True
    sceau: EtatDuSceau | None = None
    frise: tuple[GenerationPassee, ...] = ()


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
    sceau = _lire_sceau(dossier)
    diagnostics = (*verification.diagnostics, *sceau.diagnostics)
    frise = frise_de(verification.contrat, sceau.valeur.vie if sceau.valeur is not None else None)
    return Etat(partenaires, couverture_de(verification.contrat), diagnostics, sceau=sceau.valeur, frise=frise)


def _lire_sceau(dossier: Dossier) -> Resultat[EtatDuSceau]:
    """Tell where a sealed contract is; of one with a faulty avenant, the seal alone."""
    sceau = load_sceau(dossier)
    if sceau.valeur is None:
        return Resultat(None, sceau.diagnostics)
    vie = vie_du_contrat(sceau.valeur)
    etat = EtatDuSceau(sceau.valeur.date, sceau.valeur.dernier, sceau.valeur.outil, vie=vie)
    registre = ouvrir_registre(dossier)
    if registre.valeur is None:
        return Resultat(etat, registre.diagnostics)
    etat = replace(etat, vie=vie_du_contrat(sceau.valeur, registre.valeur.avenants))
    consolidation = registre.valeur.consolidation
    present = canonique_des_sources(dossier.fichiers, consolidation.contrat, consolidation.retires)
    if present.valeur is None:  # the checks of the folder tell it already
        return Resultat(etat)
    ecarts = len(compare_contrats(consolidation.contrat, present.valeur))
    if not ecarts:
        sources = Sources.A_JOUR if registre.valeur.avenants else Sources.CONFORMES
    else:
        fideles = not ecarts_avec_le_sceau(dossier)
        sources, ecarts = (Sources.CONFORMES, 0) if fideles else (Sources.CHANGEES, ecarts)
    return Resultat(replace(etat, sources=sources, changements=ecarts, avenants=_avenants(registre.valeur)))


def _avenants(registre: Registre) -> tuple[EtatDeLAvenant, ...]:
    scelles = {m.numero: m.date for m in registre.sceau.avenants}
    etats: list[EtatDeLAvenant] = []
    for a in registre.avenants:
        effets = [o.effet or a.effet for o in a.operations]
        nature = POLITIQUE[a.nature].nom
        bornes = (min(effets), max(effets))
        scelle_le = scelles.get(a.numero)
        etats.append(EtatDeLAvenant(a.numero, nature, a.objet, a.date, bornes, len(effets), scelle_le))
    return tuple(etats)


def _date(chemin: Path) -> dt.date | None:
    try:
        return dt.datetime.fromtimestamp(chemin.stat().st_mtime).astimezone().date()
    except OSError:
        return None
