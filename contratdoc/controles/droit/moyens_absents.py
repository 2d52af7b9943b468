"""CD903: no staff, no money, or no share of ordinary and specific credits for the years to come."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contratdoc.controles.droit.corps import corps_de, ou_ajouter, place_de
from contratdoc.controles.droit.phrases import combien
from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Severite

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from contratdoc.controles.droit.corps import Corps, Ligne
    from contratdoc.ecrits.ecrit import Contexte, Ecrit
    from contratdoc.schema.contribution import Moyens

FICHE = Fiche(
    code="CD903",
    nom="moyens-absents",
    famille=Famille.DROIT,
    severite=Severite.AVERTISSEMENT,
    verifie=(
        "Un contrat entier dit, pour sa période, ses moyens humains, ses moyens financiers, et ce qui relève du droit "
        "commun ou des crédits spécifiques de la politique de la ville."
    ),
    pourquoi="Un bilan des crédits passés n'engage pas l'avenir : les signataires ne savent pas ce qu'ils doivent.",
    exemple="Bilan des moyens mobilisés sur la période 2015-2022 : 301 760 €.",
    correction="Moyens 2024-2030 : 2 ETP ; 120 000 € par an de droit commun et 80 000 € de crédits spécifiques.",
    source="Loi n° 2014-173 du 21 février 2014, article 6, IV, 3° : moyens humains et financiers.",
)
_LIEUX = (
    re.compile(r"\b(?:moyens|financements?|budgets?|maquette|cr[ée]dits|ressources)\b(?! mobilis)"),
    re.compile(r"\bgouvernance\b|\bpilotage\b"),
)
_TITRE = re.compile(r"\bmoyens\b|\bfinanc|\bbudg[ée]t|\bmaquette\b|\bcr[ée]dits?\b|\bressources?\b")
_MONTANT = re.compile(r"\d ?(?:m|k|millions?|milliards?)? ?(?:€|d'euros|euros?)\b|\d ?(?:m|k)?€")
_ENGAGE = re.compile(
    r"\b(?:mobilis|consacr|engag|allou|affect|attribu|financ|cr[ée]dit|enveloppe|subvention|budget|dotation)"
)
_AVENIR = re.compile(r"\bpar an\b|\bchaque ann[ée]e\b|\bannuel|\bsur la (?:dur[ée]e|p[ée]riode) du contrat\b|\bpendant")
_ANNEE = re.compile(r"\b20\d\d\b")
_HUMAINS = re.compile(
    r"\d(?:,\d+)? ?(?:etp|[ée]quivalents?|postes?|agents?|adultes?[ -]relais|m[ée]diateurs?|chefs? de projet)\b"
    r"|\b(?:un|une|deux|trois|quatre|cinq|six) (?:etp|postes?|agents?|adultes?[ -]relais|m[ée]diateurs?"
    r"|chefs? de projet|cheffes? de projet|charg[ée]e?s? de mission)\b"
)
_COMMUN = "droit commun"
_SPECIFIQUES = re.compile(
    r"\bcr[ée]dits? sp[ée]cifiques?\b|\bcr[ée]dits? (?:de la )?politique de la ville\b|\b(?:bop|p|prog\w*\.?) ?147\b"
)


def chercher(ecrit: Ecrit, contexte: Contexte) -> Iterator[Diagnostic]:
    """Find what a contract does not say of its means."""
    if not contexte.contrat_entier:
        return
    corps = corps_de(ecrit)
    manque = []
    if not _humains(corps):
        manque.append(_de_qui("les moyens humains", contexte, lambda m: m.etp is not None))
    if not _financiers(corps, contexte):
        manque.append(_de_qui("les moyens financiers", contexte, lambda m: m.montant is not None))
    if not _partage(corps):
        manque.append("la part du droit commun et des crédits spécifiques")
    manque = [m for m in manque if m]
    if not manque:
        return
    section = corps.section(*_LIEUX)
    periode = f", pour {contexte.periode[0]}-{contexte.periode[1]}" if contexte.periode is not None else ""
    message = f"Il manque au contrat{periode} : {', '.join(manque)}."
    ou = ou_ajouter(contexte, section, "Moyens")
    aide = f"Ajoutez-les {ou}."
    if contexte.contrat is not None:
        aide = f"Remplissez « moyens » (montant, etp) dans les engagements, et dites le partage des crédits {ou}."
    yield FICHE.constat(message, place_de(corps, contexte, section), aide)


def _de_qui(moyens: str, contexte: Contexte, dit: Callable[[Moyens], bool]) -> str:
    """Name means that are missing, and how many partners leave them out; empty when every partner gives them."""
    if contexte.contrat is None:
        return moyens
    engages = [c for c in contexte.contrat.contributions.values() if c.engagements]
    muets = [c for c in engages if not any(e.moyens is not None and dit(e.moyens) for e in c.engagements)]
    if not muets and engages:
        return ""
    if len(muets) == len(engages):
        return moyens
    return f"{moyens} de {combien(len(muets), 'partenaire')} sur {len(engages)}"


def _humains(corps: Corps) -> bool:
    return any(
        _HUMAINS.search(x.texte) and (_TITRE.search(s.titre) or _pour_le_contrat(x))
        for s in corps.siennes()
        for x in s.lignes
    )


def _pour_le_contrat(ligne: Ligne) -> bool:
    return any(mot in ligne.texte for mot in ("contrat", "politique de la ville", _COMMUN, "signataire"))


def _financiers(corps: Corps, contexte: Contexte) -> bool:
    for s in corps.siennes():
        moyens = _TITRE.search(s.titre) is not None
        for x in s.lignes:
            if _MONTANT.search(x.texte) is None or _au_passe(x, contexte):
                continue
            if moyens or _vient(x, contexte) or (_pour_le_contrat(x) and _dure(x)):
                return True
    return False


def _dure(ligne: Ligne) -> bool:
    return _ENGAGE.search(ligne.texte) is not None and _AVENIR.search(ligne.texte) is not None


def _annees(ligne: Ligne) -> list[int]:
    return [int(a) for a in _ANNEE.findall(ligne.texte)]


def _au_passe(ligne: Ligne, contexte: Contexte) -> bool:
    annees = _annees(ligne)
    return contexte.periode is not None and bool(annees) and max(annees) < contexte.periode[0]


def _vient(ligne: Ligne, contexte: Contexte) -> bool:
    """Say whether an amount is committed for a year of the contract."""
    if contexte.periode is None or _ENGAGE.search(ligne.texte) is None:
        return False
    return any(contexte.periode[0] <= a <= contexte.periode[1] for a in _annees(ligne))


def _partage(corps: Corps) -> bool:
    """Say whether ordinary and specific credits are set apart, in one breath or in a section on means."""
    for s in corps.siennes():
        commun = any(_COMMUN in x.texte for x in s.lignes)
        if not commun:
            continue
        if _TITRE.search(s.titre) and any(_SPECIFIQUES.search(x.texte) for x in s.lignes):
            return True
        if any(_COMMUN in x.texte and _SPECIFIQUES.search(x.texte) for x in s.lignes):
            return True
    return False
