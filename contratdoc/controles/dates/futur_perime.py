"""CD753: something told as still to come, at a date that is already past when the contract begins."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contratdoc.controles.noms.mots import entre_guillemets
from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Severite
from contratdoc.ecrits.ecrit import Nature, Passage, TableauEcrit
from contratdoc.ecrits.extrait import extrait
from contratdoc.ecrits.phrases import phrases_de

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.ecrits.ecrit import Contexte, Ecrit

FICHE = Fiche(
    code="CD753",
    nom="futur-perime",
    famille=Famille.DATES,
    severite=Severite.AVERTISSEMENT,
    verifie="Ce qui est dit au futur, « prévu » ou « à venir » n'est pas daté d'avant le début du contrat.",
    pourquoi="Un contrat qui annonce ce qui est déjà fait, ou abandonné, montre un texte repris sans relecture.",
    exemple="« Le plan sera approuvé le 12 mars 2022. », dans un contrat 2024-2030",
    correction="Dites ce qui a été fait, ou donnez la nouvelle date.",
    source="usage",
)

_MOIS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_DATE = re.compile(
    rf"\b(?:en|fin|début|courant|d['’]ici(?: à| la fin| fin)?|avant(?: la fin| fin)?|pour|à partir de|dès|le|au|du|"
    rf"printemps|été|automne|hiver|(?:tri|se)mestre|rentrée)\s+(?:de\s+)?"
    rf"(?:(?P<jour>\d{{1,2}})(?:er)?\s+)?(?:(?P<mois>{_MOIS})\s+)?(?P<an>(?:19|20)\d\d)\b(?!\s*[-–/€%]|\s+\d)",
    re.IGNORECASE,
)
_FUTUR = re.compile(
    r"\b(?:[^\W\d_]+(?:er|ir|dr|tr|vr|ur|rr|fer)(?:a|ont)|à venir|prévue?s?|prévoit|programmée?s?|en cours de signature"
    r"|l['’]objectif est|devrait|devraient|doit|doivent|va|vont|prochainement)\b",
    re.IGNORECASE,
)
_PAS_UN_FUTUR = frozenset(("opéra", "caméra", "choléra", "et cætera"))
_PASSE = re.compile(
    r"\b(?:a|ont|avait|avaient|était|étaient|fut|furent|été|depuis|lois?|décret|arrêté|circulaire|instruction|ordonnance|"
    r"convention|délibération|accord|recensement|signée?s?|créée?s?|adoptée?s?|issue?s?|reprise?s?|menée?s?|réalisée?s?|"
    r"obtenue?s?|lancée?s?|initialement)\b|»",
    re.IGNORECASE,
)
_ECART = 70
_PORTEE = 100
_PREVISION = re.compile(r"prévi|prévu|à venir", re.IGNORECASE)
_AN = re.compile(r"\b(20\d\d)\b")
_AN_SEUL = re.compile(r"(?:1(?<!\w1)9|2(?<!\w2)0)\d\d\b")
_DANS_UNE_CELLULE = re.compile(
    rf"\b(?:fin|début|dé-but|trimestre|semestre|livraison|{_MOIS}|oc-?tobre)\b", re.IGNORECASE
)
_SEMESTRE = 6
_HISTOIRE = 10
"""Before so many years, « programmée en 1961 » is history."""


@dataclass(frozen=True, slots=True)
class _Echeance:
    """A date of a sentence: its first and last day, and whether it is told to the day or to the month."""

    debut: int
    fin: int
    dernier: dt.date
    precise: bool


def chercher(ecrit: Ecrit, contexte: Contexte) -> Iterator[Diagnostic]:
    """Find the futures that are past; nothing is judged when the period is not known."""
    if contexte.periode is None:
        return
    depart = contexte.periode[0]
    avant: Passage | None = None
    for bloc in ecrit.blocs:
        if isinstance(bloc, TableauEcrit):
            yield from _tableau(bloc, avant, depart)
        elif bloc.nature is not Nature.CITATION:
            yield from _passage(bloc, depart)
            avant = bloc


def _passage(p: Passage, depart: int) -> Iterator[Diagnostic]:
    annees = range(depart - _HISTOIRE, depart + 1)
    if not any(int(an) in annees for an in _AN_SEUL.findall(p.texte)):
        return
    for a, b in phrases_de(p.texte):
        if _AN_SEUL.search(p.texte, a, b) is None:
            continue
        for e in _echeances(p.texte, a, b):
            if e.dernier.year not in annees:
                continue
            futur = _futur_de(p.texte, e, max(a, e.debut - _PORTEE), min(b, e.fin + _PORTEE))
            constat = _constat(p, futur, e, depart) if futur else None
            if constat is not None:
                yield constat
                break


def _futur_de(texte: str, e: _Echeance, debut: int, fin: int) -> str:
    """Return the future that a date belongs to, empty if none."""
    for m in _FUTUR.finditer(texte, debut, fin):
        if m[0].casefold() not in _PAS_UN_FUTUR and not entre_guillemets(texte, m.start()) and _lies(texte, m, e):
            return m[0]
    return ""


def _echeances(texte: str, debut: int, fin: int) -> Iterator[_Echeance]:
    for m in _DATE.finditer(texte, debut, fin):
        annee = int(m["an"])
        mois = _MOIS.split("|").index(m["mois"].casefold()) + 1 if m["mois"] else 0
        if m["jour"] and not mois:
            continue
        jour = min(max(int(m["jour"]), 1), 28) if m["jour"] else 28
        yield _Echeance(m.start(), m.end(), dt.date(annee, mois or 12, jour), bool(mois))


def _lies(texte: str, m: re.Match[str], e: _Echeance) -> bool:
    """Say whether a future and a date are of one clause: near, nothing past nor any other clause between."""
    a, b = (m.end(), e.debut) if m.end() <= e.debut else (e.fin, m.start())
    entre = texte[a:b]
    if len(entre) > _ECART or any(s in entre for s in ".;:()") or _PASSE.search(entre):
        return False
    precede = texte[max(0, min(m.start(), e.debut) - 25) : min(m.start(), e.debut)]
    return a == m.end() or not _PASSE.search(precede)


def _constat(p: Passage, futur: str, e: _Echeance, depart: int) -> Diagnostic | None:
    date = p.texte[e.debut : e.fin]
    ici = p.place(e.debut)
    if e.dernier.year < depart:
        message = f"« {futur} » annonce une date passée quand le contrat commence, en {depart} : « {date} »."
        return FICHE.constat(message, ici, FICHE.correction)
    if e.precise and e.dernier.month <= _SEMESTRE:
        message = f"« {futur} » annonce une date qui peut être passée à la signature du contrat : « {date} »."
        return FICHE.constat(message, ici, FICHE.correction)
    if not e.precise and " en " in f" {date.casefold()}":
        message = f"« {futur} » annonce une échéance de la première année du contrat : « {date} »."
        aide = "Vérifiez à la signature qu'elle n'est pas passée."
        return FICHE.constat(message, ici, aide, severite=Severite.INFO)
    return None


def _tableau(t: TableauEcrit, avant: Passage | None, depart: int) -> Iterator[Diagnostic]:
    """Find the past dates of a column of forecasts, and those of a table of what is still to come."""
    if not t.lignes:
        return
    a_venir = avant is not None and "à venir" in avant.texte.casefold()
    prevues = {k for k, c in enumerate(t.lignes[0]) if _PREVISION.search(c.texte.replace("-", ""))}
    for ligne in t.lignes[1:]:
        for k, cellule in enumerate(ligne):
            if not (a_venir or k in prevues) or not _DANS_UNE_CELLULE.search(cellule.texte):
                continue
            annees = [int(m[1]) for m in _AN.finditer(cellule.texte)]
            if annees and min(annees) < depart:
                message = (
                    f"« {extrait(cellule.texte)} » : cette prévision est passée quand le contrat commence, en {depart}."
                )
                yield FICHE.constat(message, cellule.passages[0].place(), FICHE.correction)
