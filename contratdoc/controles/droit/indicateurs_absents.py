"""CD905: no indicators, or none with a value to start from or to reach."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contratdoc.controles.droit.corps import Sorte, corps_de, ou_ajouter, place_de
from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Place, Severite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.controles.droit.corps import Section
    from contratdoc.ecrits.ecrit import Contexte, Ecrit

FICHE = Fiche(
    code="CD905",
    nom="indicateurs-absents",
    famille=Famille.DROIT,
    severite=Severite.AVERTISSEMENT,
    verifie="Un contrat entier donne des indicateurs, et au moins une valeur de départ ou une cible.",
    pourquoi="Un indicateur sans point de départ ni cible ne mesure rien : l'évaluation ne pourra pas conclure.",
    exemple="Indicateurs : nombre d'actions menées ; fréquentation des dispositifs.",
    correction="Indicateurs : jeunes reçus par an (120 en 2023, 200 visés en 2030 ; source : mission locale).",
    source="Loi n° 2014-173 du 21 février 2014, article 6, IV, 5° : indicateurs de suivi.",
)
_AUCUN = "Le contrat ne donne aucun indicateur de suivi."
_LIEUX = (re.compile(r"\bindicateurs?\b"), re.compile(r"\b[ée]valuation\b"), re.compile(r"\bgouvernance\b"))
_VALEUR = re.compile(
    r"\b(?:valeurs?|cibles?|d[ée]part|initiale?|r[ée]f[ée]rence|objectifs?|vis[ée]e?s?|situation|[ée]tat)"
    r" ?(?:de |en )?(?:\w+ )?"
    r"(?::|=)? ?\(?\d|\d[\d ,]*(?:%|€)?[^.;]{0,30}\b(?:en 20\d\d|vis[ée]e?s?|d'ici|attendu)"
    r"|:\s*\d[\d ,]*(?:%|€|\b)"
)
_COLONNE = re.compile(
    r"\bcibles?\b|\bvaleurs?\b|\br[ée]f[ée]rence\b|\binitiale?\b|\bobjectifs? 20\d\d|\bt0\b|\bd[ée]part\b"
)


def chercher(ecrit: Ecrit, contexte: Contexte) -> Iterator[Diagnostic]:
    """Find a contract without indicators, or whose indicators have no value at all."""
    if not contexte.contrat_entier:
        return
    corps = corps_de(ecrit)
    sections = [s for s in corps.siennes() if s.sorte is Sorte.INDICATEURS or _a_un_tableau(s)]
    if contexte.contrat is not None:
        # What an indicator of the folder lacks is told by the references' own rule.
        if not sections and not any(c.indicateurs for c in contexte.contrat.champs()):
            aide = "Donnez des « indicateurs » aux axes et aux volets."
            yield FICHE.constat(_AUCUN, Place("modeles/orientations.yaml"), aide)
    elif not sections:
        section = corps.section(*_LIEUX)
        ou = ou_ajouter(contexte, section, "Indicateurs")
        aide = f"Ajoutez-les, avec leur valeur de départ et leur cible, {ou}."
        yield FICHE.constat(_AUCUN, place_de(corps, contexte, section), aide)
    elif not any(_a_une_valeur(s) for s in sections):
        ou = ou_ajouter(contexte, sections[0], "Indicateurs")
        aide = f"Donnez à chacun son départ, sa cible et sa source {ou}."
        message = "Aucun indicateur du contrat n'a de valeur de départ ni de cible."
        yield FICHE.constat(message, sections[0].place, aide)


def _a_un_tableau(section: Section) -> bool:
    return any(x.tete and any(c.startswith("indicateur") for c in x.cellules) for x in section.lignes)


def _a_une_valeur(section: Section) -> bool:
    for x in section.lignes:
        if x.tete and any(_COLONNE.search(c) for c in x.cellules):
            return True
        if not x.cellules and _VALEUR.search(x.texte):
            return True
    return False
