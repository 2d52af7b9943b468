"""CD908: what the contract must say of its citizens' councils: place, means, training."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contratdoc.controles.droit.corps import corps_de, ou_ajouter, place_de
from contratdoc.controles.droit.phrases import enumerer
from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Severite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.controles.droit.corps import Corps, Section
    from contratdoc.ecrits.ecrit import Contexte, Ecrit

FICHE = Fiche(
    code="CD908",
    nom="conseils-citoyens-incomplets",
    famille=Famille.DROIT,
    severite=Severite.AVERTISSEMENT,
    verifie="Un contrat entier dit le lieu, les moyens et la formation qu'il donne à ses conseils citoyens.",
    pourquoi="Sans local, sans moyens ou sans formation, un conseil citoyen ne peut pas peser dans les instances.",
    exemple="Les conseils citoyens disposent de locaux et de moyens de fonctionnement.",
    correction="Les conseils citoyens disposent de locaux et de moyens de fonctionnement ; leurs membres sont formés.",
    source="Loi n° 2014-173 du 21 février 2014, article 7 : lieu, moyens et formation des conseils citoyens.",
)
_LIEUX = (
    re.compile(r"\bconseils? citoyens?\b"),
    re.compile(r"\bparticipation (?:des habitants|citoyenne|habitante)"),
    re.compile(r"\bgouvernance\b"),
)
_CONSEIL = re.compile(r"\bconseils? citoyens?\b")
_SECTION = re.compile(r"\bconseils? citoyens?\b|\bparticipation (?:des habitants|citoyenne|habitante)")
_EXIGENCES = (
    (
        "leur lieu",
        re.compile(
            r"(?<!acteurs )(?<!élus )(?<!services )(?<!partenaires )\blocaux\b|\b(?:un|leur|du|le|d'un) local\b"
            r"|\b(?:un|leurs?|d'un|des) lieux?\b|\blieux? (?:de r[ée]union|d[ée]di|ressource)|\bsalles?\b|\bh[ée]berg"
        ),
    ),
    (
        "leurs moyens",
        re.compile(r"\bmoyens\b|\bbudgets?\b|\bsubvention|\bdotation|\bfinanc|\bfonds de participation\b|\d ?€"),
    ),
    ("la formation de leurs membres", re.compile(r"\bformations?\b(?! professionnelle)|\bformée?s?\b|\bformer\b")),
)


def chercher(ecrit: Ecrit, contexte: Contexte) -> Iterator[Diagnostic]:
    """Find what is not said of the citizens' councils."""
    if not contexte.contrat_entier:
        return
    corps = corps_de(ecrit)
    textes = list(_passages(corps))
    section = corps.section(*_LIEUX)
    place = place_de(corps, contexte, section)
    ou = ou_ajouter(contexte, section, "Participation des habitants")
    if not textes:
        aide = f"Dites leur lieu, leurs moyens et leur formation {ou}."
        yield FICHE.constat("Le contrat ne dit rien des conseils citoyens.", place, aide)
        return
    manque = [nom for nom, motif in _EXIGENCES if not any(motif.search(t) for t in textes)]
    if manque:
        message = f"Le contrat ne dit pas, pour les conseils citoyens, {enumerer(manque)}."
        yield FICHE.constat(message, place, f"Ajoutez-le {ou}.")


def _passages(corps: Corps) -> Iterator[str]:
    """Go through what is said of the councils: their sections, and elsewhere the passages that name them."""
    for s in corps.siennes():
        a_eux = _SECTION.search(s.titre) is not None and _parle_d_eux(s)
        for x in s.lignes:
            if a_eux or _CONSEIL.search(x.texte):
                yield x.texte


def _parle_d_eux(section: Section) -> bool:
    return any(_CONSEIL.search(x.texte) for x in section.lignes)
