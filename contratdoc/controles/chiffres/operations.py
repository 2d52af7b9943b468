"""Building operations told in a text: how many dwellings, where, and whether they are done, under way or to come."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contratdoc.ecrits.ecrit import VALEUR, Nature, Passage
from contratdoc.ecrits.nombres import nombres_de
from contratdoc.ecrits.phrases import phrases_de

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from contratdoc.ecrits.ecrit import Ecrit

FINIE, EN_COURS, A_VENIR = "achevée", "en cours", "à venir"

_ACTIONS = {
    "réhabilitation": re.compile(r"réhabilit|rénov|requalif|résidentialis", re.IGNORECASE),
    "construction": re.compile(r"constru|neuf|neuve|livr|accession|PSLA", re.IGNORECASE),
    "démolition": re.compile(r"démol|déconstr", re.IGNORECASE),
}
_PARTICIPES = (
    r"(?:réhabilité|rénové|requalifié|résidentialisé|construit|livré|démoli|déconstruit|réalisé|achevé|terminé)e?s?"
)
_STATUTS = (
    (
        FINIE,
        re.compile(
            rf"\b(?:ont|a) (?:déjà )?été (?:\w+ment )?{_PARTICIPES}\b|^\W*(?:réalisée?s?|livrée?s?|achevée?s?"
            r"|terminée?s?)\s?:"
            rf"|\b(?:est|sont) (?:désormais |aujourd['’]hui )?(?:achevée?s?|terminée?s?|livrée?s?)\b"
            rf"|\b(?:récemment|déjà) {_PARTICIPES}\b",
            re.IGNORECASE,
        ),
    ),
    (
        EN_COURS,
        re.compile(
            r"^\W*en cours\s?:|\b(?:est|sont|chantiers?|travaux|réhabilitations?|rénovations?|constructions?"
            r"|opérations?|logements)"
            r" (?:actuellement )?en cours\b|\ben cours de (?:réhabilitation|rénovation|construction|réalisation"
            r"|livraison|travaux)",
            re.IGNORECASE,
        ),
    ),
    (
        A_VENIR,
        re.compile(
            rf"^\W*(?:à venir|prévue?s?|programmée?s?)\s?:|\bseron?t? (?:\w+ )?{_PARTICIPES}|\b(?:va|vont) être "
            rf"{_PARTICIPES}"
            rf"|\b(?:est|sont) (?:prévue?s?|programmée?s?)\b|\b(?:chantiers?|réhabilitations?|rénovations?) à venir\b",
            re.IGNORECASE,
        ),
    ),
)
_UNITES = frozenset({"logements", "pavillons", "appartements", "bâtiments"})
_NOM = re.compile(r"[A-ZÀ-Ý][\w’'-]+(?:[ -][A-ZÀ-Ý][\w’'-]+)*")
_CITE = re.compile(r"« ?(?P<nom>[A-ZÀ-Ý][^»]{3,50}?) ?»")
_MIN = 5
_MOT_COURT = 3


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation as one sentence tells it; `lieux` are the names of the sentence, `action` is empty when unknown."""

    nombre: Decimal | None
    unite: str
    nom: str
    lieux: frozenset[str]
    action: str
    statut: str
    passage: Passage
    rang: int
    extrait: str


def operations_de(ecrit: Ecrit) -> Iterator[Operation]:
    """Read the operations of a text whose status is told in the same sentence, or at the head of the same item.

    Args:
        ecrit: The text.

    Yields:
        The operations; a sentence that tells two statuses tells none.
    """
    passages = ecrit.passages
    for i, p in enumerate(passages):
        if p.nature in (Nature.CITATION, Nature.SOMMAIRE) or VALEUR in p.texte:
            continue
        nombres = [n for n in nombres_de(p.texte) if n.unite in _UNITES and n.valeur >= _MIN]
        if not nombres and "«" not in p.texte:
            continue
        for debut, fin in phrases_de(p.texte):
            phrase = p.texte[debut:fin]
            statut = _statut(phrase)
            if not statut:
                continue
            action = _action(phrase) or _action_au_dessus(passages, i)
            siens = [n for n in nombres if debut <= n.debut < fin]
            for k, n in enumerate(siens):
                borne = siens[k + 1].debut if k + 1 < len(siens) else fin
                depart = siens[k - 1].fin if k else debut
                suite = _lieux(p.texte, n.fin_unite, borne)
                lieux = suite or _lieux(p.texte, depart, n.debut)
                yield Operation(
                    n.valeur, n.unite, "", lieux, action, statut, p, n.debut, p.texte[n.debut : n.fin_unite]
                )
            for m in _CITE.finditer(p.texte, debut, fin):
                if action:
                    nom = m["nom"].strip()
                    yield Operation(None, "", nom.casefold(), frozenset(), action, statut, p, m.start(), nom)


def _statut(phrase: str) -> str:
    trouves = {statut for statut, motif in _STATUTS if motif.search(phrase)}
    return trouves.pop() if len(trouves) == 1 else ""


def _action(texte: str) -> str:
    trouvees = {nom for nom, motif in _ACTIONS.items() if motif.search(texte)}
    return trouvees.pop() if len(trouvees) == 1 else ""


def _action_au_dessus(passages: Sequence[Passage], i: int) -> str:
    """Read the action in the line that announces a list: « Réhabilitation globale : », then « En cours : 248… »."""
    for p in reversed(passages[max(0, i - 3) : i]):
        action = _action(p.texte)
        if action:
            return action
        if p.nature is Nature.TITRE:
            break
    return ""


def _lieux(texte: str, debut: int, fin: int) -> frozenset[str]:
    noms = (m[0] for m in _NOM.finditer(texte, debut, fin))
    return frozenset(mot.casefold() for nom in noms for mot in re.split(r"[ ’']", nom) if len(mot) > _MOT_COURT)
