"""« L'enveloppe a augmenté de 25 000 €. Elle est passée de 50 000 € à 75 000 € » : the gap against both ends."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contratdoc.controles.chiffres.totaux_detailles import figures_de, unite_de
from contratdoc.ecrits.ecrit import VALEUR, Nature, Passage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.ecrits.ecrit import Ecrit
    from contratdoc.ecrits.nombres import NombreLu

_PASSE = re.compile(r"\bpass(?:e|er|ent|é|ée|és|ées|ait|ant)\b")
_A = re.compile(r"\s?\bà (?:l['’]\w+ de |une? \w+ de |près de )?$")
_ECART = re.compile(
    r"\b(?:augment\w+|hausse|gain|progress\w+|accr\w+|baiss\w+|diminu\w+|perte|recul\w*|rédui\w+|soit)\b[^.;:\d]{0,25}$"
)
_FENETRE = 60
_LOIN = 200
_TEXTE_MAX = 5000


@dataclass(frozen=True, slots=True)
class EcartFaux:
    """A gap that is not the difference of its two ends."""

    passage: Passage
    de: NombreLu
    a: NombreLu
    ecrit: NombreLu


def ecarts_faux(ecrit: Ecrit) -> Iterator[EcartFaux]:
    """Find the rises and falls whose two ends say otherwise, units being the same."""
    for p in ecrit.passages:
        texte = p.texte
        if "pass" not in texte or VALEUR in texte or p.nature in (Nature.CITATION, Nature.SOMMAIRE):
            continue
        figures = figures_de(texte) if len(texte) <= _TEXTE_MAX else []
        for m in _PASSE.finditer(texte) if len(figures) > 2 else ():  # noqa: PLR2004 - both ends and the gap
            yield from _un(p, figures, m.end())


def _un(p: Passage, figures: list[NombreLu], rang: int) -> Iterator[EcartFaux]:
    suivantes = [n for n in figures if rang <= n.debut < rang + _FENETRE * 2]
    if len(suivantes) < 2:  # noqa: PLR2004 - both ends
        return
    de, a = suivantes[:2]
    entre = p.texte[de.fin_unite : a.debut]
    unites = {unite_de(de), unite_de(a)} - {""}
    if len(unites) != 1 or not _A.search(" " + entre) or "." in p.texte[rang : de.debut]:
        return
    for n in figures:
        if n is de or n is a or unite_de(n) not in unites or abs(n.debut - rang) > _LOIN:
            continue
        if _ECART.search(p.texte, max(0, n.debut - _FENETRE), n.debut) and n.valeur != abs(a.valeur - de.valeur):
            yield EcartFaux(p, de, a, n)
