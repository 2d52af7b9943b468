"""The contribution of a family benefits fund."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.document import formats

if TYPE_CHECKING:
    from contratdoc.document.contributions.base import Redaction
    from contratdoc.schema.caf import ContributionCaf, Equipement


def ecrire_caf(r: Redaction, d: ContributionCaf) -> None:
    """Write what is proper to a fund: missions, agreements, themes, facilities."""
    if d.missions is not None:
        r.titre("Missions")
        r.prose(d.missions, 2)
    if d.convention is not None:
        annee = f" ({d.convention.annee.texte})" if d.convention.annee is not None else ""
        r.titre(f"{d.convention.nom}{annee}")
        if d.convention.signataires is not None:
            r.plume.paragraphe(f"Signataires : {d.convention.signataires}.")
        r.liste("Ambitions", d.convention.ambitions)
    if d.orientations_majeures:
        r.titre("Orientations majeures")
        r.plume.puces(d.orientations_majeures)
    if d.offre_de_service is not None:
        r.titre("Offre de service")
        r.prose(d.offre_de_service, 2)
    if d.positionnement is not None:
        r.titre("Place de la caisse dans le partenariat")
        r.prose(d.positionnement.presentation, 2)
        r.plume.puces(d.positionnement.roles)
    _conventions(r, d)
    if d.themes:
        r.titre("Engagements par thème")
    for theme in d.themes:
        r.titre(theme.titre, 2)
        r.prose(theme.presentation, 3)
        r.engagements(theme.engagements, etiquette=False)
    if d.equipements:
        r.titre("Équipements soutenus")
        r.plume.puces(_equipement(r, e) for e in d.equipements)


def _conventions(r: Redaction, d: ContributionCaf) -> None:
    c = d.conventions_territoriales
    if c is None:
        return
    r.titre(f"{c.nom} ({c.sigle})" if c.sigle is not None else c.nom)
    r.prose(c.presentation, 2)
    if c.territoires is not None:
        r.plume.paragraphe(f"Territoires couverts : {formats.nombre(c.territoires)}.")
    r.liste("Ce que sont ces conventions", c.definitions)


def _equipement(r: Redaction, e: Equipement) -> str:
    quartiers = r.plume.contrat.quartiers
    noms = ", ".join(quartiers[q].nom for q in e.quartiers if q in quartiers)
    connue = r.plume.contrat.communes.get(e.commune or "")
    commune = connue.nom if connue is not None else e.commune
    details = " ; ".join(
        t for t in (commune, f"{'quartiers' if ', ' in noms else 'quartier'} {noms}" if noms else None) if t
    )
    return f"{e.nom} ({details})" if details else e.nom
