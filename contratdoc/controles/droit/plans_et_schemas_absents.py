"""CD911: nothing on how the contract fits the other plans of its territory."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contratdoc.controles.droit.corps import corps_de, ou_ajouter, place_de
from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Severite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.ecrits.ecrit import Contexte, Ecrit

FICHE = Fiche(
    code="CD911",
    nom="plans-et-schemas-absents",
    famille=Famille.DROIT,
    severite=Severite.AVERTISSEMENT,
    verifie="Un contrat entier dit comment il s'articule avec les plans et schémas (PLH, SCoT, CLS, NPNRU).",
    pourquoi="Deux actes du même territoire qui s'ignorent se contredisent, et leurs crédits ne s'ajoutent pas.",
    exemple="Le contrat ne cite aucun plan ni schéma.",
    correction="Le volet habitat est cohérent avec le programme local de l'habitat 2022-2028 et la convention NPNRU.",
    source="Loi n° 2014-173 du 21 février 2014, article 6, IV : cohérence avec les plans et schémas.",
)
_LIEUX = (re.compile(r"\barticulation\b|\bcoh[ée]rence\b|\bplans? et sch[ée]mas?\b"), re.compile(r"\bgouvernance\b"))
_PLAN = re.compile(
    r"\b(?:plh|plhi?|scot|plu(?:i|ih)?|cls|npnru|anru|crte|pcaet|pdu|pdm|clspd|cispd|ctg|opah|pdalhpd|sraddet|ptre)\b"
    r"|\bprogrammes? local de l'habitat\b"
    r"|\bsch[ée]mas? (?:de coh[ée]rence|d[ée]partement|r[ée]gional|directeur)"
    r"|\bcontrat local de sant[ée]\b|\brenouvellement urbain\b|\bconventions? territoriales? globales?\b"
    r"|\bprojet de territoire\b|\bplan local d'urbanisme\b|\bcit[ée]s? [ée]ducatives?\b|\bplans? et sch[ée]mas?\b"
    r"|\bconvention intercommunale d'attribution\b|\bplan climat\b|\bcontrat de relance\b"
)
_LIEN = re.compile(
    r"\b(?:coh[ée]ren|articul|compatib|compl[ée]mentar|convergen|conform[ée]ment|s'inscri|d[ée]clin"
    r"|constituer?a? le volet|en lien avec|s'appuie|int[èe]gr|annex[ée])"
)


def chercher(ecrit: Ecrit, contexte: Contexte) -> Iterator[Diagnostic]:
    """Find a contract that ties itself to no other plan."""
    if not contexte.contrat_entier:
        return
    corps = corps_de(ecrit)
    for s in corps.siennes():
        liee = _LIEN.search(s.titre) is not None
        if any(_PLAN.search(x.texte) and (liee or _LIEN.search(x.texte)) for x in s.lignes):
            return
    section = corps.section(*_LIEUX)
    message = "Le contrat ne dit pas comment il s'articule avec les plans et schémas du territoire."
    ou = ou_ajouter(contexte, section, "Articulation avec les plans et schémas")
    aide = f"Citez-les (PLH, SCoT, CLS, NPNRU) et dites le lien {ou}."
    yield FICHE.constat(message, place_de(corps, contexte, section), aide)
