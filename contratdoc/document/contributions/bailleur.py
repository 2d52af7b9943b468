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
    from contratdoc.schema.bailleur import ContributionBailleur, Patrimoine, Programme, Thematique

DROITE = Alignement.DROITE
TYPES = ("T1", "T2", "T3", "T4", "T5", "T6")
_INDICATEURS = (
    ("apl", "Locataires bénéficiant de l'APL"),
    ("sls", "Locataires sous SLS"),
    ("sous_occupation", "Sous-occupation"),
    ("sur_occupation", "Sur-occupation"),
    ("rotation", "Rotation sur 2 ans"),
    ("vacance", "Vacance de plus de 3 mois"),
    ("occupants", "Moyenne des occupants"),
)


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
        r.plume.puces(
            f"{formats.nombre(e.nombre)} {e.poste[:1].lower()}{e.poste[1:]}"
            + (f" ({e.affectation})" if e.affectation else "")
            for e in d.effectifs
        )
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
    if total is not None:
        date = f" au {dire_date(p.date)}" if p.date is not None else ""
        dont = (
            f", dont {formats.pluriel(p.collectifs, 'logement collectif', 'logements collectifs')}"
            if p.collectifs
            else ""
        )
        phrase = f"{nom} compte {formats.pluriel(total, 'logement')} dans l'agglomération{date}{dont}."
        r.plume.paragraphe(phrase)
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
        r.liste(titre, (f"{x.lieu} : {formats.pluriel(x.logements, 'logement')}" for x in faites))


def _thematique(r: Redaction, t: Thematique) -> None:
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
    """Return the dwellings of a programme: as stated, or collective plus individual ones."""
    return p.logements if p.logements is not None else (p.collectifs or 0) + (p.individuels or 0)


def _programmes(r: Redaction, type_: str, programmes: list[Programme]) -> None:
    """Write one table a type of programme; columns that would be empty are left out."""
    plume = r.plume
    types = [t for t in TYPES if any(p.typologie.get(t) for p in programmes)]  # type: ignore[call-overload]
    travaux = any(p.travaux for p in programmes)
    observations = any(p.observations for p in programmes)
    detail = any(p.collectifs or p.individuels for p in programmes)
    nombres = ["Collectifs", "Individuels", *types] if detail else ["Logements", *types]
    titres = ["Commune", "Programme et adresse", *nombres, "Livraison"]
    colonnes = [Colonne(15), Colonne(26), *(Colonne(5 if t in types else 11, DROITE) for t in nombres), Colonne(17)]
    if travaux:
        titres, colonnes = [*titres, "Principaux travaux"], [*colonnes, Colonne(36)]
    if observations:
        titres, colonnes = [*titres, "Observations"], [*colonnes, Colonne(18)]
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
    fixes = {"Collectifs": p.collectifs or 0, "Individuels": p.individuels or 0, "Logements": nombre_de_logements(p)}
    return [fixes[n] if n in fixes else p.typologie.get(n, 0) for n in nombres]  # type: ignore[call-overload]


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
    colonnes = (Colonne(34), *(Colonne(18, DROITE) for _ in d.occupation))
    entete = plume.entete("Indicateur", *(o.perimetre for o in d.occupation))
    nom = r.contribution.donnees.sigle or r.contribution.donnees.nom
    plume.tableau(f"Occupation sociale du parc de {nom}, par périmètre", colonnes, entete, lignes)


def _valeur(cle: str, valeur: Decimal | None) -> str:
    if valeur is None:
        return "–"
    return formats.nombre(valeur) if cle == "occupants" else formats.pourcentage(valeur)
