"""The generated blocks: tables of neighbourhoods, credits and acronyms, the orientations of an axis or part."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from contratdoc.diagnostics import vouliez_vous_dire
from contratdoc.document import formats
from contratdoc.document.couverture import figure_de_couverture
from contratdoc.document.expressions import Expression, ExpressionFautive
from contratdoc.document.frise import ecrire_la_frise
from contratdoc.document.noeuds import (
    Alignement,
    Cellule,
    Colonne,
    Element,
    Ligne,
    Liste,
    MarqueListe,
    Texte,
)
from contratdoc.document.numerotation import lettre
from contratdoc.document.valeurs import champ_designe, total_credits

if TYPE_CHECKING:
    from collections.abc import Iterable

    from contratdoc.contrat.contrat import Action, Champ, Contrat, Indicateur, Quartier
    from contratdoc.document.redacteur import Redacteur
    from contratdoc.schema.modeles import Credits

DROITE = Alignement.DROITE


def generer(plume: Redacteur, expression: Expression) -> None:
    """Write the block that a checked expression names.

    Args:
        plume: The pen.
        expression: Of the kind BLOC.

    Raises:
        ExpressionFautive: The id is unknown, or there is nothing to write.
    """
    contrat = plume.contrat
    if expression.racine == "tableau" and expression.identifiant == "sigles":
        ecrire_sigles(plume)
    elif expression.racine == "figure" and expression.identifiant == "frise":
        ecrire_la_frise(plume)
    elif expression.racine == "figure":
        plume.blocs.append(figure_de_couverture(plume))
    elif expression.racine == "tableau":
        ecrire_quartiers(plume, _quartiers(contrat, expression.champ))
    else:
        champ = champ_designe(expression, contrat)
        if expression.champ == "credits":
            if champ.credits is None:
                raise ExpressionFautive(f"« {champ.titre} » n'a pas de crédits dans orientations.yaml.")
            ecrire_credits(plume, champ.titre, champ.credits)
        else:
            ecrire_orientations(plume, champ)


def _quartiers(contrat: Contrat, commune: str) -> list[Quartier]:
    if commune and commune not in contrat.communes:
        aide = vouliez_vous_dire(commune, contrat.communes)
        raise ExpressionFautive(f"« {commune} » n'est pas une commune de contrat.yaml.", aide)
    return [q for q in contrat.quartiers.values() if commune in ("", q.commune.id)]


def ecrire_quartiers(plume: Redacteur, quartiers: list[Quartier]) -> None:
    """Write the table of neighbourhoods; the year stands in the column's title when it is the same for all."""
    annees = {q.annee.texte if q.annee is not None else "" for q in quartiers if q.population is not None}
    annee = annees.pop() if len(annees) == 1 else ""
    population = f"Population en {annee}" if annee else "Population"
    communes = list(dict.fromkeys(q.commune.nom for q in quartiers))
    legende = "Quartiers prioritaires" + (f" {formats.de(communes[0])}" if len(communes) == 1 else "")
    plume.tableau(
        legende,
        (Colonne(34), Colonne(16, DROITE), Colonne(24, DROITE), Colonne(24, DROITE)),
        plume.entete(
            "Quartier prioritaire",
            population,
            "Revenu médian par unité de consommation",
            "Part de la population communale",
        ),
        (
            Ligne(
                (
                    plume.cellule(f"{q.nom} ({q.commune.nom})", entete=True),
                    plume.cellule(_population(q, annee)),
                    plume.cellule(formats.euros(q.revenu_median) if q.revenu_median is not None else "–"),
                    plume.cellule(formats.pourcentage(q.part) if q.part is not None else "–"),
                )
            )
            for q in quartiers
        ),
    )


def _population(q: Quartier, annee: str) -> str:
    """Write a population, with its year unless the column's title says it."""
    if q.population is None:
        return "–"
    nombre = formats.nombre(q.population)
    return f"{nombre} ({q.annee.texte})" if q.annee is not None and q.annee.texte != annee else nombre


def ecrire_credits(plume: Redacteur, titre: str, credits: Credits) -> None:  # noqa: A002 - the French word, as in the sources
    """Write the table of past credits with its computed total; a repeated theme is merged down."""
    lignes: list[Ligne] = []
    for i, c in enumerate(credits.lignes):
        cellules: list[Cellule] = []
        if i == 0 or credits.lignes[i - 1].thematique != c.thematique:
            suite = 1
            while i + suite < len(credits.lignes) and credits.lignes[i + suite].thematique == c.thematique:
                suite += 1
            cellules.append(plume.cellule(c.thematique, lignes=suite, entete=True))
        cellules += [
            plume.cellule(c.sous_thematique or "–"),
            plume.cellule(c.politique or "–"),
            plume.cellule(formats.euros(c.montant)),
        ]
        lignes.append(Ligne(tuple(cellules)))
    somme = plume.cellule(formats.euros(total_credits(credits) or Decimal(0)))
    lignes.append(Ligne((plume.cellule("Total", colonnes=3, entete=True), somme), total=True))
    debut, fin = credits.periode
    plume.tableau(
        f"Crédits de la période {debut}-{fin} : {titre}",
        (Colonne(28), Colonne(40), Colonne(16), Colonne(18, DROITE)),
        plume.entete("Thématique", "Sous-thématique", "Politique nationale", "Crédits"),
        lignes,
    )


def ecrire_sigles(plume: Redacteur) -> None:
    """Write the table of acronyms, sorted."""
    sigles = sorted(plume.contrat.sigles, key=lambda s: s.sigle.casefold())
    plume.tableau(
        "Sigles employés dans le contrat",
        (Colonne(16), Colonne(84)),
        plume.entete("Sigle", "Signification"),
        (Ligne((plume.cellule(s.sigle, entete=True), plume.cellule(s.sens))) for s in sigles),
    )


# --- orientations, objectives, actions, indicators ------------------------------------------------------------------


def ecrire_orientations(plume: Redacteur, champ: Champ) -> None:
    """Write the orientations of an axis or part: the section that orientations.yaml is the single source of.

    Raises:
        ExpressionFautive: There is no orientation to write.
    """
    if not champ.orientations:
        raise ExpressionFautive(f"« {champ.titre} » n'a pas d'orientation dans orientations.yaml.")
    plume.sous_titre("Orientations stratégiques et objectifs opérationnels")
    plume.blocs.append(
        Liste(tuple(_orientation(plume, i, champ) for i in range(len(champ.orientations))), MarqueListe.ORIENTATION)
    )
    actions = [(None, champ.actions), *((o.libelle, o.actions) for o in champ.orientations)]
    if any(a for _, a in actions):
        plume.sous_titre("Plan d'actions")
        for libelle, liste in actions:
            _actions(plume, champ, libelle, liste)
    if champ.indicateurs:
        plume.sous_titre("Indicateurs évaluatifs")
        _indicateurs(plume, champ)


def _orientation(plume: Redacteur, i: int, champ: Champ) -> Element:
    orientation = champ.orientations[i]
    objectifs = tuple(
        Element((plume.ligne(ob.libelle),), f"{i + 1}.{lettre(j).lower()}")
        for j, ob in enumerate(orientation.objectifs, 1)
    )
    libelle = plume.ligne((Texte(orientation.libelle, gras=True),))
    return Element((libelle, Liste(objectifs, MarqueListe.OBJECTIF)), str(i + 1))


def _actions(plume: Redacteur, champ: Champ, libelle: str | None, actions: tuple[Action, ...]) -> None:
    """Write actions: those of no objective first, since a label holds for all that follows it, then by objective."""
    if not actions:
        return
    rangs = {ob.id: (f"{plume.objectifs[ob.id].numero} – {ob.libelle}") for ob in champ.objectifs()}
    if libelle is not None and len(champ.orientations) > 1:
        plume.etiquette(libelle)
    for objectif in _sans_lien_d_abord(a.objectif for a in actions):
        groupe = [a.libelle for a in actions if a.objectif == objectif]
        if objectif is not None:
            plume.etiquette(rangs[objectif])
        plume.puces(groupe)


def _indicateurs(plume: Redacteur, champ: Champ) -> None:
    libelles = {o.id: o.libelle for o in champ.orientations}
    libelles |= {ob.id: ob.libelle for ob in champ.objectifs()}
    libelles |= {a.id: a.libelle for a in (*champ.actions, *(a for o in champ.orientations for a in o.actions))}
    for pour in _sans_lien_d_abord(n.pour for n in champ.indicateurs):
        groupe = [n for n in champ.indicateurs if n.pour == pour]
        if pour is not None:
            plume.etiquette(libelles[pour])
        plume.puces(_dire(n) for n in groupe)


def _sans_lien_d_abord(liens: Iterable[str | None]) -> list[str | None]:
    """Return each link once, in order, None before all others."""
    return sorted(dict.fromkeys(liens), key=lambda lien: lien is not None)


def _dire(n: Indicateur) -> str:
    details: Iterable[tuple[str, str | None]] = (
        ("départ", n.depart),
        ("cible", n.cible),
        ("source", n.source),
        ("fréquence", n.frequence),
    )
    suite = " ; ".join(f"{nom} : {valeur}" for nom, valeur in details if valeur)
    return f"{n.libelle} ({suite})" if suite else n.libelle
