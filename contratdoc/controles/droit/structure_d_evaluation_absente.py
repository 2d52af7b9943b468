"""CD906: nobody is told to evaluate the contract."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contratdoc.controles.droit.corps import corps_de, ou_ajouter, place_de
from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Severite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.ecrits.ecrit import Contexte, Ecrit

FICHE = Fiche(
    code="CD906",
    nom="structure-d-evaluation-absente",
    famille=Famille.DROIT,
    severite=Severite.AVERTISSEMENT,
    verifie="Un contrat entier désigne qui l'évalue : comité, observatoire, centre de ressources, bureau d'études.",
    pourquoi="Une évaluation dont personne n'est chargé n'a pas lieu.",
    exemple="Le contrat sera évalué régulièrement.",
    correction="Le comité technique évalue le contrat chaque année et rend compte au comité de pilotage.",
    source="Loi n° 2014-173 du 21 février 2014, article 6, IV, 6° : structure locale d'évaluation.",
)
_LIEUX = (re.compile(r"\b[ée]valuation\b"), re.compile(r"\bsuivi\b"), re.compile(r"\bgouvernance\b"))
_QUI = re.compile(
    r"\b(?:comit[ée]s?|copil|cotech|instances?|observatoire|cellule|structure|commission|bureau d'[ée]tudes|prestataire"
    r"|cabinet|centre de ressources|groupe de travail|[ée]quipe|agence d'urbanisme|conf[ée]rence)\b"
)
_PHRASE = re.compile(r"[.;!?](?:\s|$)")


def chercher(ecrit: Ecrit, contexte: Contexte) -> Iterator[Diagnostic]:
    """Find a contract whose evaluation is entrusted to nobody."""
    if not contexte.contrat_entier:
        return
    corps = corps_de(ecrit)
    for s in corps.siennes():
        sous_comite = _QUI.search(s.titre) is not None
        for x in s.lignes:
            if "évalu" in x.texte and (sous_comite or any(_confie(p) for p in _PHRASE.split(x.texte))):
                return
    section = corps.section(*_LIEUX)
    message = "Le contrat ne désigne personne pour l'évaluer."
    aide = f"Nommez le comité, l'observatoire ou le prestataire {ou_ajouter(contexte, section, 'Suivi et évaluation')}."
    yield FICHE.constat(message, place_de(corps, contexte, section), aide)


def _confie(phrase: str) -> bool:
    return "évalu" in phrase and _QUI.search(phrase) is not None
