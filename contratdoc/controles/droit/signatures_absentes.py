"""CD910: no signature block, or representatives without the act that empowers them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contratdoc.controles.droit.corps import PLAN, corps_de, ou_ajouter, place_de
from contratdoc.controles.droit.phrases import citer, combien
from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Place, Severite

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from contratdoc.contrat.contrat import Contrat
    from contratdoc.controles.droit.corps import Corps
    from contratdoc.ecrits.ecrit import Contexte, Ecrit
    from contratdoc.schema.modeles import EntreePlan

FICHE = Fiche(
    code="CD910",
    nom="signatures-absentes",
    famille=Famille.DROIT,
    severite=Severite.AVERTISSEMENT,
    verifie="Un contrat entier a un bloc de signatures, et dit par quel acte chaque signataire est habilité.",
    pourquoi="Un contrat sans signataires nommés ni délibérations ne lie personne et peut être contesté.",
    exemple="Le contrat finit par ses annexes, sans page de signatures.",
    correction="Pour la commune d'Aubry, son maire, autorisé par délibération n° 2024-12 du 8 février 2024.",
    source="Loi n° 2014-173 du 21 février 2014, article 6, I ; CGCT, articles L. 2121-29, L. 5211-1 et L. 2131-1.",
)
_LIEUX = (re.compile(r"\bsignatures?\b|\bsignataires?\b"), re.compile(r"\bgouvernance\b"))
_TITRE = re.compile(
    r"^(?:les? |page de |bloc de )?(?:signatures?|signataires|parties signataires|parties au contrat)\b"
)
_FAIT = re.compile(r"^fait [àa] [^.;]{2,60}\ble\b|^fait en \w+ exemplaires?|^(?:le contrat est )?sign[ée] (?:[àa]|le) ")
_ENTRE = re.compile(r"^(?:entre|et)\b[ :]*$|\brepr[ée]sent[ée]e?s? par (?:son|sa|le|la|m\.|mme|monsieur|madame)\b")
_ACTE = re.compile(
    r"\bd[ée]lib[ée]rations?\b[^.;]{0,80}(?:\bn°|\bdu \d|\ben date\b|\bdu conseil\b|\bcommunautaire\b|\bmunicipal)"
    r"|\b(?:autoris|habilit)[ée]e?s?\b[^.;]{0,60}\bd[ée]lib[ée]ration|\bd[ée]cision du conseil d'administration\b"
)
_PARTIES_MIN = 2


def chercher(ecrit: Ecrit, contexte: Contexte) -> Iterator[Diagnostic]:
    """Find a contract that nobody could sign."""
    if not contexte.contrat_entier:
        return
    if contexte.contrat is not None:
        yield from _du_contrat(contexte.contrat)
        return
    corps = corps_de(ecrit)
    manque = []
    if not _a_un_bloc(corps):
        manque.append("de bloc de signatures")
    if not any(_ACTE.search(x.texte) for x in corps.lignes()):
        manque.append("d'acte qui habilite les signataires (délibération, décision)")
    if not manque:
        return
    section = corps.section(_LIEUX[0])
    aide = f"Nommez chaque signataire, sa qualité et sa délibération {ou_ajouter(contexte, section, 'Signatures')}."
    message = f"Le contrat n'a pas {' ni '.join(manque)}."
    yield FICHE.constat(message, place_de(corps, contexte, section), aide)


def _a_un_bloc(corps: Corps) -> bool:
    """A heading of signatures, « Fait à … le … », or at least two parties « représentées par »."""
    if any(_TITRE.search(s.titre) for s in corps.siennes()):
        return True
    lignes = [x.texte for x in corps.lignes() if not x.cellules]
    if any(_FAIT.search(t) for t in lignes):
        return True
    return sum(_ENTRE.search(t) is not None for t in lignes) >= _PARTIES_MIN


def _du_contrat(contrat: Contrat) -> Iterator[Diagnostic]:
    if not any(e.signatures is not None for e in _entrees(contrat.plan)):
        aide = f"Ajoutez « signatures: Signatures » au plan, dans {PLAN}."
        yield FICHE.constat("Le plan du contrat n'a pas de page de signatures.", contrat.origine_plan, aide)
    sans_acte = [p.organisme for p in contrat.parties if p.acte is None]
    if sans_acte:
        qui = f"{combien(len(sans_acte), 'signataire')} sur {len(contrat.parties)} : {citer(sans_acte)}"
        message = f"Aucun acte (délibération, décision) n'habilite {qui}."
        yield FICHE.constat(
            message, Place(PLAN), f"Remplissez « acte » de chaque signataire, dans « parties » de {PLAN}."
        )


def _entrees(plan: Iterable[EntreePlan]) -> Iterator[EntreePlan]:
    for entree in plan:
        yield entree
        yield from _entrees(entree.contenu)
