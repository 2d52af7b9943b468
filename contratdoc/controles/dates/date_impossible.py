"""CD752: a date that no calendar holds, or that a place is not named after."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Severite
from contratdoc.ecrits.dates import JOURS, MOIS, DateLue, dates_de, periodes_de

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.ecrits.ecrit import Contexte, Ecrit, Passage

FICHE = Fiche(
    code="CD752",
    nom="date-impossible",
    famille=Famille.DATES,
    severite=Severite.ERREUR,
    verifie="Chaque date existe, tombe le jour dit, finit après son début, et la date d'un nom de rue est la bonne.",
    pourquoi="Une date impossible fait douter de l'acte : nul ne sait quelle échéance ou quelle adresse est la bonne.",
    exemple="« le 31 février 2024 », « de 2022 à 2015 », « avenue du 8 mai 1975 »",
    correction="Vérifiez la date.",
    source="usage",
)

_ANNIVERSAIRES = {(8, 5): 1945, (11, 11): 1918, (19, 3): 1962, (18, 6): 1940, (14, 7): 1789, (4, 9): 1870}
"""Dates that French streets are named after."""
_LIEU = re.compile(
    r"\b(?:rues?|avenues?|places?|boulevards?|quartiers?|square|cité|école|collège|gymnase|stade|salle|résidence|cours|"
    r"allée|esplanade|rond-point|impasse|chemin|parc)\s+(?:du|le)\s+$",
    re.IGNORECASE,
)
_CHIFFRE = re.compile(r"\d")
_AU = re.compile(r"\s+au\s+")
_DEPUIS = re.compile(
    r"\bdepuis\s+(?P<a>(?:19|20)\d\d)\s+(?:à|jusqu['’](?:à|en))\s+(?P<b>(?:19|20)\d\d)\b", re.IGNORECASE
)
_LOINTAINE = re.compile(
    r"\b(?:en|d['’]ici(?: à)?|horizon|fin|début|année|dès|depuis|avant)\s+(?P<an>2[0-9]{3})"
    r"(?=[.,;:)»]|$|\s+(?:et|à|pour)\b)",
    re.IGNORECASE,
)
_AN = re.compile(r"2[0-9]{3}(?!\d)")
_MOIS_MAX = 12
_LONGTEMPS = 30
_TETE = 40
_SIECLE = 1000


def chercher(ecrit: Ecrit, contexte: Contexte) -> Iterator[Diagnostic]:
    """Find the impossible dates."""
    lieux: dict[tuple[int, int], list[tuple[Passage, DateLue]]] = defaultdict(list)
    for p in ecrit.tous:
        if _CHIFFRE.search(p.texte) is None:
            continue
        lues = [d for d in dates_de(p.texte) if _isolee(p.texte, d)]
        for d in lues:
            yield from _au_calendrier(p, d)
            if d.jour and d.annee and _LIEU.search(p.texte, max(0, d.debut - _TETE), d.debut):
                lieux[(d.jour, d.mois)].append((p, d))
        yield from _a_l_envers(p, lues)
        if contexte.periode is not None:
            yield from _trop_loin(p, contexte.periode[1] + _LONGTEMPS)
    yield from _noms_de_lieux(lieux)


def _isolee(texte: str, d: DateLue) -> bool:
    """Say whether a date stands by itself: « 5/9/11/13 rue… » and « 1945 mai » hold none."""
    avant, apres = texte[d.debut - 1 : d.debut], texte[d.fin : d.fin + 1]
    return not avant.isdigit() and avant not in ("/", ",", ".") and apres != "/"


def _au_calendrier(p: Passage, d: DateLue) -> Iterator[Diagnostic]:
    ecrite = p.texte[d.debut : d.fin]
    en_chiffres = ecrite[:1].isdigit() and "/" in ecrite
    if en_chiffres and len(ecrite.rpartition("/")[2]) == 2:  # noqa: PLR2004 - « 12/15/20 » may be no date
        return
    if not 1 <= d.mois <= _MOIS_MAX:
        yield FICHE.constat(f"La date « {ecrite} » a un mois {d.mois}.", p.place(d.debut), FICHE.correction)
        return
    annee = d.annee or 2000  # a leap year, when no year is written
    jours = calendar.monthrange(min(max(annee, 1), 9999), d.mois)[1]
    if d.jour is not None and not 1 <= d.jour <= jours:
        nom = MOIS[d.mois - 1] + (f" {d.annee}" if d.annee else "")
        message = f"La date « {ecrite} » n'existe pas : {nom} a {jours} jours."
        yield FICHE.constat(message, p.place(d.debut), FICHE.correction)
    elif d.semaine and d.jour and d.annee and d.annee > _SIECLE:
        vrai = JOURS[dt.date(d.annee, d.mois, d.jour).weekday()]
        if vrai != d.semaine:
            message = f"Le {p.texte[d.debut : d.fin].partition(' ')[2]} est un {vrai}, non un {d.semaine}."
            yield FICHE.constat(message, p.place(d.debut), "Corrigez le jour de la semaine ou la date.")


def _a_l_envers(p: Passage, lues: list[DateLue]) -> Iterator[Diagnostic]:
    """Find the ends before their beginning."""
    texte = p.texte
    for lue in periodes_de(texte):
        if lue.fin < lue.debut and not texte[max(0, lue.rang - 4) : lue.rang].rstrip().endswith(("n°", "N°", "nº")):
            ecrite = texte[lue.rang : lue.fin_rang]
            yield FICHE.constat(
                f"La période « {ecrite} » finit avant de commencer.", p.place(lue.rang), FICHE.correction
            )
    for a, b in pairwise(lues):
        if not a.annee or not b.annee or not _AU.fullmatch(texte, a.fin, b.debut):
            continue
        if (b.annee, b.mois, b.jour or 31) < (a.annee, a.mois, a.jour or 1):
            message = f"La période « {texte[a.debut : b.fin]} » finit avant de commencer."
            yield FICHE.constat(message, p.place(a.debut), FICHE.correction)
    for m in _DEPUIS.finditer(texte) if "depuis" in texte.casefold() else ():
        message = f"« {m[0]} » : « depuis » ouvre une période qui dure encore."
        aide = f"Écrivez « de {m['a']} à {m['b']} »."
        yield FICHE.constat(message, p.place(m.start()), aide, severite=Severite.AVERTISSEMENT)


def _trop_loin(p: Passage, limite: int) -> Iterator[Diagnostic]:
    if not any(int(an) > limite for an in _AN.findall(p.texte)):
        return
    for m in _LOINTAINE.finditer(p.texte):
        if int(m["an"]) > limite:
            message = f"L'année {m['an']} vient plus de {_LONGTEMPS} ans après la fin du contrat."
            yield FICHE.constat(message, p.place(m.start("an")), FICHE.correction)


def _noms_de_lieux(lieux: dict[tuple[int, int], list[tuple[Passage, DateLue]]]) -> Iterator[Diagnostic]:
    """Find the streets and districts named after a day, with another year than the usual one."""
    for jour, places in lieux.items():
        fois = Counter(d.annee for _, d in places)
        usuelle, n = fois.most_common(1)[0]
        connue = _ANNIVERSAIRES.get(jour)
        voulue = connue or usuelle
        modele = next(((p, d) for p, d in places if d.annee == voulue), None)
        for p, d in places:
            if d.annee == voulue or (connue is None and fois[d.annee] >= n):
                continue
            ici = p.texte[d.debut : d.fin]
            message = f"« {ici} » dans un nom de lieu : l'année attendue est {voulue}."
            autres = ((modele[0].place(modele[1].debut), f"ici {voulue}"),) if modele is not None else ()
            severite = Severite.ERREUR if connue else Severite.AVERTISSEMENT
            yield FICHE.constat(message, p.place(d.debut), "Vérifiez l'adresse.", autres=autres, severite=severite)
