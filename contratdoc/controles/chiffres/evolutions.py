"""Evolutions: « passée de 50 000 € à 75 000 € », « 27 553 ménages contre 22 669 (+ 21,5 %) », « 0,5 % par an »."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from contratdoc.controles.chiffres.mesures import AGES, Ecart, Mesure, dit, lisibles_de, mesure, pour_cent, singulier
from contratdoc.diagnostics import Severite
from contratdoc.ecrits.dates import periodes_de
from contratdoc.ecrits.nombres import NombreLu, ecrire, nombres_de
from contratdoc.ecrits.phrases import phrases_de

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from contratdoc.controles.chiffres.perimetres import Population
    from contratdoc.ecrits.ecrit import Ecrit, Passage

_HAUSSE = re.compile(
    r"\b(?:hausses?|augment\w+|progress\w+|croissance|croît|accru\w*|accroissement|gagn\w+|doubl\w+)\b", re.IGNORECASE
)
_BAISSE = re.compile(
    r"\b(?:baiss\w+|diminu\w+|recul\w*|régress\w+|réduit\w*|réduct\w+|chut\w+|perdu\w*|perte)\b", re.IGNORECASE
)
_DE = re.compile(
    r"\b(?:de|d['’]|depuis|passe|passant|passée?s?)\s(?:(?:une?|l['’])\s?\w+\s(?:de|d['’])\s)?(?:environ |près "
    r"de |quelque )?$"
)
_A = re.compile(
    r"\s*(?:\([^()%]{0,30}\)\s*)?(?:en \d{4}\s*)?(?:\([^()%]{0,30}\)\s*)?,?\s*(?:à|pour atteindre)\s(?:environ "
    r"|près de |plus de |quelque )?$"
)
_VERBE = re.compile(
    r"\b(?:pass[ée]\w*|passant|évolu\w+|hausse|augment\w+|progress\w+|baiss\w+|diminu\w+|recul\w*|régress\w+|réduit\w*"
    r"|chut\w+|accru\w*|croissance)\b",
    re.IGNORECASE,
)
_CONTRE = re.compile(r"\s*(?:en \d{4}\s*)?,?\s*contre (?:environ |près de |seulement )?$")
_ECART_DIT = re.compile(
    r"\b(?:hausse|augment\w+|gain|baisse|diminu\w+|perte|recul|progress\w+)(?:\s[^\W\d]+){0,2}?\s(?:de|d['’])\s?$",
    re.IGNORECASE,
)
_SIGNE = re.compile(r"[(\s]([+\-–−])\s?$")
_TAUX_DIT = re.compile(
    r"(?:soit|représent\w+|\()\s?(?:une?\s)?(?:[^\W\d]+\s){0,3}(?:de\s|d['’])?(?:près de |environ )?[+\-–−]?\s?$",
    re.IGNORECASE,
)
_PAR_AN = re.compile(r"\s*(?:par an\b|/ ?an\b|annuel)|\s(?:en moyenne )(?:par an|annuel)", re.IGNORECASE)
_ANNUEL = re.compile(r"annuel\w*|par an\b|chaque année", re.IGNORECASE)
_DATES = re.compile(r"\b(?:(?:19|20)\d\d)\b(?:\s(?:et|à)\s(?:19|20)\d\d\b)?")
_AUTRE_PROPOSITION = re.compile(r"[;:]\s|\d|\bet\b|\bmais\b|\balors\b|\bpuis\b")
_LONG = 150
_CENT = Decimal(100)
_UN = Decimal(1)
_POINT = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Evolution:
    """Two values of one quantity, the older one first, and the sentence that holds them."""

    passage: Passage
    debut: int
    fin: int
    avant: Mesure
    apres: Mesure

    @property
    def premier(self) -> int:
        """The rank of the first of the two figures."""
        return min(self.avant.nombre.debut, self.apres.nombre.debut)

    @property
    def dernier(self) -> int:
        """The rank after the last of the two."""
        return max(self.avant.nombre.fin_unite, self.apres.nombre.fin_unite)


def evolutions_fausses(ecrit: Ecrit, populations: Sequence[Population]) -> Iterator[Ecart]:
    """Find the evolutions whose words or rate contradict their two values, and annual rates that their gain excludes.

    Args:
        ecrit: The text.
        populations: The populations that it gives.

    Yields:
        The false ones.
    """
    for _, p in lisibles_de(ecrit):
        for e in _evolutions(p):
            yield from _sens_faux(e)
            yield from _taux_faux(e)
            yield from _difference_fausse(e)
        if populations and _ANNUEL.search(p.texte):
            yield from _rythme_faux(p, populations)


def _evolutions(p: Passage) -> Iterator[Evolution]:
    texte = p.texte
    nombres = [n for n in nombres_de(texte) if not n.annee and n.valeur > 0]
    for a, b in pairwise(nombres):
        debut, fin = next(((x, y) for x, y in phrases_de(texte) if x <= a.debut < y), (0, len(texte)))
        if b.debut >= fin or not _meme_unite(a, b):
            continue
        # « de 18 à 29 % »: the word after the first figure is the link, not its unit.
        entre = texte[a.fin if a.unite in ("à", "en") else a.fin_unite : b.debut]
        if _A.fullmatch(entre) and _DE.search(texte[debut : a.debut]) and _VERBE.search(texte[debut : a.debut]):
            yield Evolution(p, debut, fin, mesure(texte, a), mesure(texte, b))
        elif _CONTRE.fullmatch(entre) and re.search(r"\d{4}", texte[a.fin : fin]):
            yield Evolution(p, debut, fin, mesure(texte, b), mesure(texte, a))


def _meme_unite(a: NombreLu, b: NombreLu) -> bool:
    if {a.unite, b.unite} & AGES:
        return False
    return singulier(a.unite) == singulier(b.unite) or a.unite in ("à", "en", "contre", "") or b.unite in ("", "en")


def _sens_faux(e: Evolution) -> Iterator[Ecart]:
    """Compare the direction that the words tell with that of the two values."""
    # What tells the direction stands before the figures, in the same clause.
    mots = _AUTRE_PROPOSITION.split(_DATES.sub(" ", e.passage.texte[e.debut : e.premier]))[-1]
    monte, descend = _HAUSSE.search(mots), _BAISSE.search(mots)
    if bool(monte) == bool(descend):
        return
    faux = e.apres.haut < e.avant.bas if monte else e.apres.bas > e.avant.haut
    mot = (monte or descend)[0]  # type: ignore[index]
    if re.search(r"\b(?:ne|n['’]|pas|sans|moins|ralenti\w*)\b", mots, re.IGNORECASE) or not faux:
        return
    de, a = dit(e.passage.texte, e.avant.nombre), dit(e.passage.texte, e.apres.nombre)
    sens = "une baisse" if monte else "une hausse"
    message = f"« {mot} » annonce le contraire de ses nombres : de « {de} » à « {a} », c'est {sens}."
    yield Ecart(message, e.passage.place(e.premier), "Corrigez le mot, ou remettez les deux nombres dans l'ordre.")


def _entre(dite: Mesure, bas: Decimal, haut: Decimal) -> bool:
    """Say whether an evolution, or the same said as a fall, stands between two bounds."""
    return (bas <= dite.haut and haut >= dite.bas) or (-haut <= dite.haut and -bas >= dite.bas)


def _taux_faux(e: Evolution) -> Iterator[Ecart]:
    """Compare the rate written after the two values with the rate that they give."""
    texte = e.passage.texte
    taux = next((n for n in nombres_de(texte) if n.unite == "%" and e.dernier <= n.debut < e.fin), None)
    if (
        taux is None
        or e.avant.nombre.unite == "%"
        or e.apres.nombre.unite == "%"
        or _PAR_AN.match(texte, taux.fin_unite)
    ):
        return
    entre = texte[e.dernier : taux.debut]
    if not _TAUX_DIT.search(entre) or len(entre) > _LONG or e.avant.bas <= 0:
        return
    if not (_SIGNE.search(entre) or _HAUSSE.search(entre) or _BAISSE.search(entre)):
        return
    dite = mesure(texte, taux)
    if _entre(dite, (e.apres.bas / e.avant.haut - 1) * _CENT, (e.apres.haut / e.avant.bas - 1) * _CENT):
        return
    vraie = (e.apres.nombre.valeur / e.avant.nombre.valeur - 1) * _CENT
    de, a = dit(texte, e.avant.nombre), dit(texte, e.apres.nombre)
    message = f"De « {de} » à « {a} », l'évolution est de {pour_cent(vraie)}, et non de {ecrire(abs(taux.valeur))} %."
    yield Ecart(message, e.passage.place(taux.debut), "Corrigez le taux, ou l'un des deux nombres.")


def _difference_fausse(e: Evolution) -> Iterator[Ecart]:
    """Compare « augmenté de 25 000 € », in the sentence or the one before, with the difference of the two values."""
    texte = e.passage.texte
    precedente = max((a for a, b in phrases_de(texte) if b <= e.debut), default=e.debut)
    for n in nombres_de(texte):
        if n.annee or not precedente <= n.debut < e.premier or singulier(n.unite) != singulier(e.apres.nombre.unite):
            continue
        if not n.unite or n.unite == "%" or not _ECART_DIT.search(texte[precedente : n.debut]):
            continue
        dite = mesure(texte, n)
        if _entre(dite, e.apres.bas - e.avant.haut, e.apres.haut - e.avant.bas):
            continue
        vraie = abs(e.apres.nombre.valeur - e.avant.nombre.valeur)
        de, a = dit(texte, e.avant.nombre), dit(texte, e.apres.nombre)
        message = f"De « {de} » à « {a} », la différence est de {ecrire(vraie)}, et non de « {dit(texte, n)} »."
        autres = ((e.passage.place(e.premier), "les deux valeurs sont ici"),)
        severite = None if n.debut >= e.debut else Severite.AVERTISSEMENT
        yield Ecart(
            message, e.passage.place(n.debut), "Corrigez la différence, ou l'une des deux valeurs.", autres, severite
        )


def _rythme_faux(p: Passage, populations: Sequence[Population]) -> Iterator[Ecart]:
    """Compare a gain of inhabitants over dated years with the yearly rate written beside it."""
    texte = p.texte
    for debut, fin in phrases_de(texte):
        periode = next((x for x in periodes_de(texte) if debut <= x.rang < fin), None)
        nombres = [n for n in nombres_de(texte) if debut <= n.debut < fin and n.valeur > 0]
        gain = next((n for n in nombres if n.unite in ("habitants", "habitant")), None)
        taux = next((n for n in nombres if n.unite == "%"), None)
        if periode is None or gain is None or taux is None or taux.debut < gain.debut:
            continue
        duree = Decimal(periode.fin - periode.debut)
        entre = texte[gain.fin_unite : taux.fin_unite + _LONG][: fin - gain.fin_unite]
        if (
            duree <= 0
            or not _ANNUEL.search(entre)
            or not re.search(r"gagn|gain|hausse|augment|\+", texte[debut : gain.debut])
        ):
            continue
        g, t = mesure(texte, gain), mesure(texte, taux)
        if t.bas <= 0:
            continue
        if any(_rythme_possible(g, t, duree, x.mesure.nombre.valeur) for x in populations):
            continue
        base = gain.valeur / duree / taux.valeur * _CENT
        message = (
            f"« {dit(texte, gain)} » en {ecrire(duree)} ans et {ecrire(taux.valeur)} % par an supposeraient une "
            "population "
            f"d'environ {ecrire(round(base))} habitants, que le texte ne donne nulle part."
        )
        aide = "Corrigez le gain, la période ou le taux, et dites la population de départ."
        yield Ecart(message, p.place(taux.debut), aide, (), Severite.AVERTISSEMENT)


def _rythme_possible(gain: Mesure, taux: Mesure, duree: Decimal, fin: Decimal) -> bool:
    """Say whether a population could have gained so much at such a rate, whether it is the first or the last one."""
    bas, haut = gain.bas / duree / taux.haut * _CENT, gain.haut / duree / taux.bas * _CENT
    jeu = _UN + _POINT / 10
    return bas / jeu <= fin <= (haut + gain.haut) * jeu
