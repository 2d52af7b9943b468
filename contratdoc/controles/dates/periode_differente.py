"""CD751: the period of a contract told with other years, or written in another way."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contratdoc.controles.redaction.lieux import remplacer
from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Severite
from contratdoc.ecrits.dates import PeriodeLue, periodes_de
from contratdoc.ecrits.ecrit import Nature

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.ecrits.ecrit import Contexte, Ecrit, Passage

FICHE = Fiche(
    code="CD751",
    nom="periode-differente",
    famille=Famille.DATES,
    severite=Severite.ERREUR,
    verifie="La période du contrat, et celle du contrat précédent, ont partout les mêmes années et la même écriture.",
    pourquoi="La période dit quand les engagements commencent et cessent ; deux périodes font deux contrats.",
    exemple="« Contrat de Ville 2024-2030 » sur la couverture, « Contrat de Ville 2024-2029 » dans la gouvernance",
    correction="Vérifiez les années, puis écrivez partout la même période.",
    source="loi n° 2014-173 du 21 février 2014, art. 6 (durée) ; instruction du 31 août 2023 (« Quartiers 2030 »)",
)

_CONTRAT = re.compile(r"\bcontrats? de (?:la )?ville\b[^.;:()]{0,25}$", re.IGNORECASE)
_BILAN = re.compile(r"\bbilan\b[^.;:()]{0,60}$", re.IGNORECASE)
_PROLONGE = re.compile(r"prolong|avenant|prorog|initialement", re.IGNORECASE)
_QUARTIERS = re.compile(r"\bengagements?\s+quartiers?\s+(?P<an>20\d\d)\b", re.IGNORECASE)
_AN_DES_QUARTIERS = 2030
_TETE = 90
_FOIS_PLUS_RARE = 3
_BLANCS = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " "})


@dataclass(frozen=True, slots=True)
class _Dite:
    """A period, where it is written, and whether it is said of a contract."""

    passage: Passage
    lue: PeriodeLue
    du_contrat: bool
    du_bilan: bool

    @property
    def annees(self) -> tuple[int, int]:
        return self.lue.debut, self.lue.fin


def chercher(ecrit: Ecrit, contexte: Contexte) -> Iterator[Diagnostic]:
    """Find the periods of a contract with other years, then those written otherwise."""
    dites = [_dite(p, lue) for p in ecrit.tous if p.nature is not Nature.CITATION for lue in periodes_de(p.texte)]
    yield from _du_contrat(dites, contexte.periode)
    yield from _du_precedent(dites, contexte.periode)
    yield from _quartiers(ecrit, contexte.periode)
    yield from _ecritures(dites)


def _dite(p: Passage, lue: PeriodeLue) -> _Dite:
    avant = p.texte[max(0, lue.rang - _TETE) : lue.rang]
    return _Dite(p, lue, _CONTRAT.search(avant) is not None, _BILAN.search(avant) is not None)


def _du_contrat(dites: list[_Dite], periode: tuple[int, int] | None) -> Iterator[Diagnostic]:
    """Find the periods of this contract with one year changed."""
    if periode is None:
        return
    modele = next((d for d in dites if d.annees == periode), None)
    for d in dites:
        touche = (d.lue.debut == periode[0]) != (d.lue.fin == periode[1])
        if d.du_contrat and touche and d.lue.debut < d.lue.fin and not _PROLONGE.search(d.passage.texte):
            yield _autres_annees(d, periode, modele, Severite.ERREUR)


def _autres_annees(d: _Dite, voulue: tuple[int, int], modele: _Dite | None, severite: Severite) -> Diagnostic:
    message = f"La période écrite ici est {_dire(d.annees)}, celle dite ailleurs est {_dire(voulue)}."
    autres = ((modele.passage.place(modele.lue.rang), f"ici {_dire(voulue)}"),) if modele is not None else ()
    return FICHE.constat(message, d.passage.place(d.lue.rang), FICHE.correction, autres=autres, severite=severite)


def _du_precedent(dites: list[_Dite], periode: tuple[int, int] | None) -> Iterator[Diagnostic]:
    """Find the rare periods of an earlier contract, or of its report, that begin as a frequent one and end otherwise.

    The earlier contracts were extended several times: a warning only.
    """
    par_debut: dict[int, list[_Dite]] = defaultdict(list)
    for d in dites:
        if (d.du_contrat or d.du_bilan) and (periode is None or d.lue.debut != periode[0]):
            par_debut[d.lue.debut].append(d)
    for groupe in par_debut.values():
        fois = Counter(d.annees for d in groupe)
        usuelle, n = fois.most_common(1)[0]
        modele = next(d for d in groupe if d.annees == usuelle)
        for d in groupe:
            rare = fois[d.annees] * _FOIS_PLUS_RARE <= n
            if d.annees != usuelle and rare and not _PROLONGE.search(d.passage.texte):
                yield _autres_annees(d, usuelle, modele, Severite.AVERTISSEMENT)


def _quartiers(ecrit: Ecrit, periode: tuple[int, int] | None) -> Iterator[Diagnostic]:
    """Find the national scheme of these contracts, « Engagements Quartiers 2030 », with another year."""
    if periode is not None and periode[1] != _AN_DES_QUARTIERS:
        return
    for p in ecrit.tous:
        for m in _QUARTIERS.finditer(p.texte) if "uartier" in p.texte else ():
            if int(m["an"]) != _AN_DES_QUARTIERS:
                message = f"« {m[0]} » : la démarche nationale s'appelle « Engagements Quartiers 2030 »."
                fix = remplacer(p, m.start("an"), m.end("an"), str(_AN_DES_QUARTIERS))
                yield FICHE.constat(message, p.place(m.start("an")), "Corrigez l'année.", remplacement=fix)


def _ecritures(dites: list[_Dite]) -> Iterator[Diagnostic]:
    """Find the ways to write one period that are not its usual one, once each."""
    par_periode: dict[tuple[int, int], dict[str, list[_Dite]]] = defaultdict(dict)
    for d in dites:
        trait = d.lue.trait.translate(_BLANCS)
        if "à" not in trait:
            par_periode[d.annees].setdefault(trait, []).append(d)
    for annees, par_trait in par_periode.items():
        if not any(d.du_contrat or d.du_bilan for groupe in par_trait.values() for d in groupe):
            continue
        usuel = max(par_trait, key=lambda t: len(par_trait[t]))
        for trait, groupe in par_trait.items():
            if trait != usuel:
                yield _autre_ecriture(annees, groupe, par_trait[usuel])


def _autre_ecriture(annees: tuple[int, int], groupe: list[_Dite], usuel: list[_Dite]) -> Diagnostic:
    d, modele = groupe[0], usuel[0]
    ici, ailleurs = (f"{annees[0]}{x.lue.trait}{annees[1]}" for x in (d, modele))
    fois = "une fois" if len(groupe) == 1 else f"{len(groupe)} fois"
    message = f"La période s'écrit « {ici} » {fois}, et « {ailleurs} » {len(usuel)} fois."
    autres = ((modele.passage.place(modele.lue.rang), "l'écriture habituelle"),)
    aide = f"Écrivez partout « {ailleurs} »."
    return FICHE.constat(message, d.passage.place(d.lue.rang), aide, autres=autres, severite=Severite.INFO)


def _dire(annees: tuple[int, int]) -> str:
    return f"{annees[0]}-{annees[1]}"
