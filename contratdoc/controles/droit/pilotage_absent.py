"""CD907: no steering body."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contratdoc.controles.droit.corps import corps_de, ou_ajouter, place_de
from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Severite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.ecrits.ecrit import Contexte, Ecrit

FICHE = Fiche(
    code="CD907",
    nom="pilotage-absent",
    famille=Famille.DROIT,
    severite=Severite.AVERTISSEMENT,
    verifie="Un contrat entier institue son instance de pilotage : qui la compose, quand elle se réunit.",
    pourquoi="La loi institue une instance de pilotage ; sans elle, nul ne décide ni n'arbitre pendant six ans.",
    exemple="Les partenaires se concerteront.",
    correction="Un comité de pilotage, composé des signataires, se réunit au moins deux fois par an.",
    source="Loi n° 2014-173 du 21 février 2014, article 6, I : instance de pilotage.",
)
_LIEUX = (re.compile(r"\bpilotage\b"), re.compile(r"\bgouvernance\b"))
_INSTANCE = re.compile(r"\b(?:comit[ée]|instance|conseil)s? (?:de pilotage|strat[ée]gique|de suivi)\b|\bcopil\b")
_DECRIT = re.compile(
    r"\b(?:compos|r[ée]uni|pr[ée]sid|copr[ée]sid|co-pr[ée]sid|membres?|charg|compren|rassembl|institu|valid)"
)


def chercher(ecrit: Ecrit, contexte: Contexte) -> Iterator[Diagnostic]:
    """Find a contract that institutes no steering body."""
    if not contexte.contrat_entier:
        return
    corps = corps_de(ecrit)
    for s in corps.siennes():
        if _INSTANCE.search(s.titre):
            return
        if any(_INSTANCE.search(x.texte) and _DECRIT.search(x.texte) for x in s.lignes):
            return
    section = corps.section(*_LIEUX)
    message = "Le contrat n'institue aucune instance de pilotage."
    aide = f"Dites sa composition, son rôle et son rythme {ou_ajouter(contexte, section, 'Pilotage')}."
    yield FICHE.constat(message, place_de(corps, contexte, section), aide)
