"""CD902: actions that nobody bears, or without any date."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contratdoc.controles.droit.corps import Sorte, corps_de, ou_ajouter, place_de
from contratdoc.controles.droit.phrases import citer
from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Severite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.contrat.contrat import Contrat
    from contratdoc.controles.droit.corps import Corps, Ligne
    from contratdoc.ecrits.ecrit import Contexte, Ecrit

FICHE = Fiche(
    code="CD902",
    nom="actions-sans-modalites",
    famille=Famille.DROIT,
    severite=Severite.AVERTISSEMENT,
    verifie="Les actions d'un contrat entier ont un porteur et une échéance.",
    pourquoi="Une action sans porteur ni date n'oblige personne : elle ne peut être ni suivie ni réclamée.",
    exemple="Plan d'actions : soutenir la vie associative.",
    correction="Plan d'actions : soutenir la vie associative. Porteur : ville d'Aubry. Échéance : 2026.",
    source="Loi n° 2014-173 du 21 février 2014, article 6, IV, 2° : nature des actions et modalités de mise en œuvre.",
)
_LIEUX = (re.compile(r"\bplans? d'actions?\b"), re.compile(r"\bactions?\b"), re.compile(r"\borientations?\b"))
_QUI = (
    r"porteurs?|pilotes?|chefs? de file|ma[iî]tres? d'ouvrage|ma[iî]trise d'ouvrage|responsables?|op[ée]rateurs?"
    r"|r[ée]f[ée]rents?"
)
_QUAND = r"[ée]ch[ée]ances?|[ée]ch[ée]anciers?|calendriers?|dates?|d[ée]lais?|ann[ée]es?|p[ée]riode"
_PORTEUR = re.compile(
    rf"^(?:{_QUI})\b[^:]{{0,40}}:|[.;,(–-] ?(?:{_QUI})\b[^:.;]{{0,30}}:"
    r"|\b(?:port|pilot|men|conduit|r[ée]alis)[ée]?e?s? par\b"
    r"|\bsous (?:le pilotage|la responsabilit[ée]|la ma[iî]trise d'ouvrage) d"
)
_DATE = re.compile(
    rf"^(?:{_QUAND})\b[^:]{{0,40}}:|[.;,(–-] ?(?:{_QUAND})\b[^:.;]{{0,30}}:|\bt[1-4] 20\d\d|\bhorizon 20\d\d"
    r"|\b(?:d'ici|avant|dès|à partir de|à compter de|jusqu'en|fin|en|au|courant|pour) (?:\w+ ){0,3}20[2-9]\d"
    r"|\btrimestre 20\d\d|\bchaque ann[ée]e\b|\btous les ans\b"
)
_COLONNE_QUI = re.compile(rf"\b(?:{_QUI}|port[ée]e? par|pilotage)\b")
_COLONNE_QUAND = re.compile(rf"\b(?:{_QUAND}|planning|temporalit[ée])\b")
_ACTION = re.compile(r"\bactions?\b")


def chercher(ecrit: Ecrit, contexte: Contexte) -> Iterator[Diagnostic]:
    """Find a contract whose actions have no bearer, or no date, anywhere."""
    if not contexte.contrat_entier:
        return
    corps = corps_de(ecrit)
    if contexte.contrat is not None:
        yield from _du_contrat(contexte.contrat)
        return
    lignes, tetes = _lignes_d_actions(corps)
    manque = []
    if not any(_PORTEUR.search(x.texte) for x in lignes) and not any(_COLONNE_QUI.search(t) for t in tetes):
        manque.append("aucun porteur")
    if not any(_DATE.search(x.texte) for x in lignes) and not any(_COLONNE_QUAND.search(t) for t in tetes):
        manque.append("aucune échéance")
    if not manque:
        return
    section = next((s for s in corps.siennes() if s.sorte is Sorte.ACTIONS), None) or corps.section(*_LIEUX)
    quoi = "Le plan d'actions ne donne" if lignes else "Le contrat n'a pas de plan d'actions : il ne donne"
    message = f"{quoi} {' ni '.join(manque)}."
    ou = ou_ajouter(contexte, section, "Plan d'actions")
    aide = f"Dites qui porte chaque action, et pour quand, {ou}."
    yield FICHE.constat(message, place_de(corps, contexte, section), aide)


def _lignes_d_actions(corps: Corps) -> tuple[list[Ligne], list[str]]:
    """Gather the lines of action plans, and the heads of the columns of tables of actions."""
    lignes: list[Ligne] = []
    tetes: list[str] = []
    for s in corps.siennes():
        if s.sorte is Sorte.ACTIONS:
            lignes += s.lignes
        # The heads of a table of actions, wherever it stands.
        for x in s.lignes:
            if x.tete and any(_ACTION.search(c) for c in x.cellules):
                tetes += x.cellules
                lignes.append(x)
    return lignes, tetes


def _du_contrat(contrat: Contrat) -> Iterator[Diagnostic]:
    """In a folder, the partner who commits to an objective bears its actions; one without any is told elsewhere."""
    engagements = [e for c in contrat.contributions.values() for e in c.engagements]
    portes = {o.id for e in engagements for o in e.objectifs}
    dates = {o.id for e in engagements if e.echeance is not None for o in e.objectifs}
    objectifs = [o for c in contrat.axes for o in c.objectifs() if o.id in portes]
    sans_date = [o for o in objectifs if o.id not in dates]
    if not sans_date:
        return
    noms = citer([o.libelle for o in sans_date])
    if len(sans_date) == 1:
        message = f"Aucun engagement ne donne d'échéance à l'objectif {noms}."
    else:
        message = f"Aucun engagement ne donne d'échéance à {len(sans_date)} objectifs sur {len(objectifs)} : {noms}."
    aide = "Ajoutez « echeance » aux engagements des contributions qui les servent."
    autres = tuple((o.origine, "ici aussi") for o in sans_date[1:])
    yield FICHE.constat(message, sans_date[0].origine, aide, autres=autres)
