"""The contribution of a social landlord: stock, programmes and occupancy as tables with computed totals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.document import formats
from contratdoc.document.noeuds import Alignement, Cellule, Colonne, Element, Ligne, Liste
from contratdoc.schema.nombres import dire_date

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from contratdoc.document.contributions.base import Redaction
    from contratdoc.schema.bailleur import (
        ContributionBailleur,
        Effectif,
        Patrimoine,
        Programme,
        Rehabilitation,
        Thematique,
        Typologie,
    )

DROITE = Alignement.DROITE
TYPES: tuple[Typologie, ...] = ("T1", "T2", "T3", "T4", "T5", "T6")
_INDICATEURS = (
    ("apl", "Locataires bénéficiant de l'APL"),
    ("sls", "Locataires sous SLS"),
    ("sous_occupation", "Sous-occupation"),
    ("sur_occupation", "Sur-occupation"),
    ("rotation", "Rotation sur 2 ans"),
    ("vacance", "Vacance de plus de 3 mois"),
    ("occupants", "Moyenne des occupants"),
)
_LARGEURS = {"Collectifs": 17, "Individuels": 20, "Logements": 19}
"""Weights that keep the titles of the programmes' columns on one line; a type (T2, T3…) needs less."""


def ecrire_bailleur(r: Redaction, d: ContributionBailleur) -> None:
    """Write what is proper to a landlord."""
    if d.patrimoine is not None:
        r.titre("Patrimoine")
        _patrimoine(r, d.patrimoine)
    _rehabilitations(r, d)
    for thematique in d.thematiques:
        r.titre(thematique.titre)
        _thematique(r, thematique)
    if d.effectifs:
        r.titre("Moyens humains")
        _effectifs(r, d.effectifs)
    _qualite(r, d)
    if d.indicateurs_d_activite:
        r.titre("Indicateurs d'activité")
        r.plume.puces(
            f"{i.libelle} : {i.valeur}{f' ({i.precision})' if i.precision else ''}" for i in d.indicateurs_d_activite
        )
    if d.programmes:
        r.titre("Programmes neufs et réhabilitations")
        for type_ in dict.fromkeys(p.type for p in d.programmes):
            _programmes(r, type_, [p for p in d.programmes if p.type == type_])
    _occupation(r, d)


def _patrimoine(r: Redaction, p: Patrimoine) -> None:
    nom = r.contribution.donnees.sigle or r.contribution.donnees.nom
    if p.parc is not None:
        perimetre = f" ({p.parc.perimetre})" if p.parc.perimetre else ""
        r.plume.paragraphe(f"Parc total : {formats.pluriel(p.parc.logements, 'logement')}{perimetre}.")
    total = p.total if p.total is not None else sum(c.logements for c in p.par_commune) or None
    date = f" au {dire_date(p.date)}" if p.date is not None else ""
    collectifs = formats.pluriel(p.collectifs or 0, "logement collectif", "logements collectifs")
    if total is not None:
        dont = f", dont {collectifs}" if p.collectifs else ""
        logements = formats.pluriel(total, "logement")
        r.plume.paragraphe(f"{nom} compte {logements} dans l'agglomération{date}{dont}.")
    elif p.collectifs:
        r.plume.paragraphe(f"{nom} compte {collectifs} dans l'agglomération{date}.")
    elif date:
        r.plume.paragraphe(f"État du patrimoine{date}.")
    if p.quartiers_total is not None and not p.par_quartier:
        r.plume.paragraphe(f"Dans les quartiers prioritaires : {formats.pluriel(p.quartiers_total, 'logement')}.")
    if p.par_commune:
        rangs = [(c.commune, c.logements) for c in p.par_commune]
        _repartition(r, f"Logements de {nom} par commune", ("Commune",), [((n,), v) for n, v in rangs])
    if p.par_quartier:
        noms = {q.id: f"{q.nom} ({q.commune.nom})" for q in r.plume.contrat.quartiers.values()}
        secteurs = any(q.secteur for q in p.par_quartier)
        titres = ("Quartier prioritaire", "Secteur") if secteurs else ("Quartier prioritaire",)
        lignes = [
            ((noms.get(q.quartier, q.quartier), q.secteur or "–")[: len(titres)], q.logements) for q in p.par_quartier
        ]
        _repartition(r, f"Logements de {nom} dans les quartiers prioritaires", titres, lignes)


def _repartition(
    r: Redaction, legende: str, titres: tuple[str, ...], lignes: Sequence[tuple[tuple[str, ...], int]]
) -> None:
    """Write a table of dwellings with its computed total."""
    plume = r.plume
    corps = [
        Ligne((*(plume.cellule(n, entete=i == 0) for i, n in enumerate(noms)), plume.cellule(formats.nombre(valeur))))
        for noms, valeur in lignes
    ]
    total = formats.nombre(sum(v for _, v in lignes))
    corps.append(Ligne((plume.cellule("Total", colonnes=len(titres), entete=True), plume.cellule(total)), total=True))
    colonnes = (*(Colonne(40) for _ in titres), Colonne(20, DROITE))
    plume.tableau(legende, colonnes, plume.entete(*titres, "Logements"), corps)


def _rehabilitations(r: Redaction, d: ContributionBailleur) -> None:
    if not d.rehabilitations:
        return
    r.titre("Réhabilitations")
    for statut in ("réalisée", "en cours", "à venir"):
        faites = [x for x in d.rehabilitations if x.statut == statut]
        titre = {"réalisée": "Réalisées", "en cours": "En cours", "à venir": "À venir"}[statut]
        r.liste(titre, (_rehabilitation(r, x) for x in faites))


def _rehabilitation(r: Redaction, x: Rehabilitation) -> str:
    quartier = r.plume.contrat.quartiers[x.quartier].nom if x.quartier is not None else ""
    lieu = x.lieu if quartier.casefold() in x.lieu.casefold() else f"{x.lieu} ({quartier})"
    return f"{lieu} : {formats.pluriel(x.logements, 'logement')}"


def _thematique(r: Redaction, t: Thematique) -> None:
    r.prose(t.presentation, 2)
    if t.diagnostic is not None:
        r.titre("Diagnostic", 2)
        r.prose(t.diagnostic, 3)
    if t.actions is not None:
        r.titre("Actions menées", 2)
        r.prose(t.actions, 3)
    if t.enjeux:
        r.titre("Enjeux", 2)
        r.plume.puces(t.enjeux)
    if t.propositions:
        r.titre("Propositions", 2)
        r.plume.puces(t.propositions)
    if t.engagements:
        r.titre("Engagements", 2)
        r.engagements(t.engagements, etiquette=False)


def _effectifs(r: Redaction, effectifs: tuple[Effectif, ...]) -> None:
    """Write the staff as a table, with its computed total."""
    plume = r.plume
    lignes = [
        Ligne(
            (
                plume.cellule(e.poste, entete=True),
                plume.cellule(e.affectation or "–"),
                plume.cellule(formats.nombre(e.nombre)),
            )
        )
        for e in effectifs
    ]
    total = formats.nombre(sum(e.nombre for e in effectifs))
    lignes.append(Ligne((plume.cellule("Total", colonnes=2, entete=True), plume.cellule(total)), total=True))
    nom = r.contribution.donnees.sigle or r.contribution.donnees.nom
    colonnes = (Colonne(40), Colonne(46), Colonne(14, DROITE))
    plume.tableau(f"Moyens humains de {nom}", colonnes, plume.entete("Poste", "Affectation", "Nombre"), lignes)


def _qualite(r: Redaction, d: ContributionBailleur) -> None:
    if not d.qualite and not d.engagements_de_service:
        return
    r.titre("Qualité de service")
    for label in d.qualite:
        dates = ", ".join(e.texte for e in label.dates)
        r.plume.etiquette(f"{label.label} ({dates})" if dates else label.label)
        r.prose(label.commentaire, 2)
    r.liste("Engagements de service", d.engagements_de_service)


# --- programmes -----------------------------------------------------------------------------------------------------

_TITRES = {
    "locatif neuf": "Construction neuve : logements locatifs",
    "accession": "Construction neuve : logements en accession à la propriété",
    "réhabilitation en cours": "Réhabilitations : chantiers en cours",
    "réhabilitation à venir": "Réhabilitations : chantiers à venir",
}


def nombre_de_logements(p: Programme) -> int:
    """Return the dwellings of a programme: as stated, else collective plus individual ones, else all types."""
    if p.logements is not None:
        return p.logements
    return (p.collectifs or 0) + (p.individuels or 0) or sum(p.typologie.values())


def _nombres(programmes: list[Programme]) -> list[str]:
    """Name the columns of dwellings: no figure that a programme gives is without its column."""
    detailles = [p for p in programmes if p.collectifs or p.individuels]
    return [
        *(("Collectifs", "Individuels") if detailles else ()),
        *(("Logements",) if len(detailles) < len(programmes) else ()),
        *(t for t in TYPES if any(p.typologie.get(t) for p in programmes)),
    ]


def _programmes(r: Redaction, type_: str, programmes: list[Programme]) -> None:
    """Write one table a type of programme; columns that would be empty are left out."""
    plume = r.plume
    travaux = any(p.travaux for p in programmes)
    observations = any(p.observations for p in programmes)
    nombres = _nombres(programmes)
    titres = ["Commune", "Programme et adresse", *nombres, "Livraison"]
    colonnes = [Colonne(17), Colonne(22), *(Colonne(_LARGEURS.get(n, 8), DROITE) for n in nombres), Colonne(18)]
    if travaux:
        titres, colonnes = [*titres, "Principaux travaux"], [*colonnes, Colonne(36)]
    if observations:
        titres, colonnes = [*titres, "Observations"], [*colonnes, Colonne(25)]
    lignes: list[Ligne] = []
    for p in programmes:
        cellules = [
            plume.cellule(p.commune, entete=True),
            plume.cellule(", ".join(t for t in (p.nom, p.adresse) if t) or "–"),
            *(plume.cellule(formats.nombre(v) if v else "–") for v in _valeurs(p, nombres)),
            plume.cellule(p.livraison or "–"),
        ]
        if travaux:
            cellules.append(
                Cellule((Liste(tuple(Element((plume.ligne(t),)) for t in p.travaux)),) if p.travaux else ())
            )
        if observations:
            cellules.append(plume.cellule(p.observations or "–"))
        lignes.append(Ligne(tuple(cellules)))
    if len(programmes) > 1:
        sommes = [sum(colonne) for colonne in zip(*(_valeurs(p, nombres) for p in programmes), strict=True)]
        reste = len(titres) - 2 - len(nombres)
        total = [plume.cellule("Total", colonnes=2, entete=True), *(plume.cellule(formats.nombre(s)) for s in sommes)]
        lignes.append(Ligne((*total, plume.cellule(colonnes=reste)), total=True))
    plume.tableau(_TITRES[type_], tuple(colonnes), plume.entete(*titres), lignes)


def _valeurs(p: Programme, nombres: list[str]) -> list[int]:
    valeurs = {"Collectifs": p.collectifs or 0, "Individuels": p.individuels or 0, "Logements": nombre_de_logements(p)}
    valeurs |= {t: p.typologie.get(t, 0) for t in TYPES}
    return [valeurs[n] for n in nombres]


# --- occupancy ------------------------------------------------------------------------------------------------------


def _occupation(r: Redaction, d: ContributionBailleur) -> None:
    """Write the occupancy indicators: one row an indicator, one column a perimeter."""
    if not d.occupation:
        return
    plume = r.plume
    r.titre("Occupation sociale")
    lignes = []
    for cle, libelle in _INDICATEURS:
        valeurs = [getattr(o, cle) for o in d.occupation]
        if any(v is not None for v in valeurs):
            textes = (_valeur(cle, v) for v in valeurs)
            lignes.append(Ligne((plume.cellule(libelle, entete=True), *(plume.cellule(t) for t in textes))))
    colonnes = (Colonne(24), *(Colonne(22, DROITE) for _ in d.occupation))
    entete = plume.entete("Indicateur", *(o.perimetre for o in d.occupation))
    nom = r.contribution.donnees.sigle or r.contribution.donnees.nom
    plume.tableau(f"Occupation sociale du parc de {nom}, par périmètre", colonnes, entete, lignes)


def _valeur(cle: str, valeur: Decimal | None) -> str:
    if valeur is None:
        return "–"
    return formats.nombre(valeur) if cle == "occupants" else formats.pourcentage(valeur)
