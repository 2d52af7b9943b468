"""Densities and rates: « 354 hectares, soit 1 247 habitants/km² », « 780 pour 100 000 habitants »."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from contratdoc.controles.chiffres.mesures import Ecart, Mesure, comptes, dit, lisibles_de, mesure
from contratdoc.diagnostics import Severite
from contratdoc.ecrits.nombres import NombreLu, ecrire, nombres_de
from contratdoc.ecrits.phrases import phrases_de

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from contratdoc.controles.chiffres.perimetres import Population
    from contratdoc.ecrits.ecrit import Ecrit, Passage

_DENSITE = re.compile(r"\s?(?:hab\w*\.?)\s?(?:/|par|au)\s?(?:km²|km2|kilomètres? carrés?)", re.IGNORECASE)
_SURFACE = re.compile(r"\s?(?:(?P<km>km²|km2|kilomètres? carrés)|(?P<ha>hectares?|ha\b))", re.IGNORECASE)
_POUR = re.compile(
    r"\s?(?:[^\W\d]+\s){0,4}?(?:pour|/)\s?(?P<base>1 000|10 000|100 000|1000|10000|100000)\s(?:habitants|personnes)"
)
_LIEN = re.compile(r"\b(?:soit|représent\w+|correspond\w*)\b[^.;\d]{0,40}$")
_CENTIEME = Decimal("0.015")
_JEU = Decimal("0.03")


def densites_fausses(ecrit: Ecrit, populations: Sequence[Population]) -> Iterator[Ecart]:
    """Find the densities and the rates per thousand that no figure beside them gives.

    Args:
        ecrit: The text.
        populations: The populations that it gives.

    Yields:
        The false ones; a rate whose population had to be guessed makes a warning.
    """
    for _, p in lisibles_de(ecrit):
        if "km" in p.texte or "kilomètre" in p.texte:
            yield from _densites(p)
        if populations and "000" in p.texte and ("pour" in p.texte or "/" in p.texte):
            yield from _taux_pour(p, populations)


def _densites(p: Passage) -> Iterator[Ecart]:
    texte = p.texte
    densites = [n for n in nombres_de(texte) if _DENSITE.match(texte, n.fin) and n.valeur > 0]
    surfaces = [s for n in nombres_de(texte) if n not in densites and (s := _en_km2(texte, n)) is not None]
    habitants = [
        n for n in nombres_de(texte) if n.unite in ("habitants", "habitant") and n not in densites and n.valeur > 0
    ]
    if not surfaces or not habitants:
        return
    for d in densites:
        dite = mesure(texte, d)
        if any(_donne(mesure(texte, h), s, dite) for h in habitants for s in surfaces[:20]):
            continue
        h = habitants[0]
        n, km2 = min(surfaces, key=lambda s: abs(s[0].debut - d.debut))
        message = (
            f"« {dit(texte, h)} » sur « {dit(texte, n)} » font {ecrire(round(h.valeur / km2))} habitants/km², "
            f"et non {ecrire(d.valeur)}."
        )
        sure = len(habitants) == 1 and len(surfaces) == 1
        severite = Severite.ERREUR if sure else Severite.AVERTISSEMENT
        yield Ecart(message, p.place(d.debut), "Corrigez la densité, la population ou la superficie.", (), severite)


def _en_km2(texte: str, n: NombreLu) -> tuple[NombreLu, Decimal] | None:
    m = _SURFACE.match(texte, n.fin)
    if m is None or n.valeur <= 0:
        return None
    return n, n.valeur / (100 if m["ha"] else 1)


def _donne(habitants: Mesure, surface: tuple[NombreLu, Decimal], dite: Mesure) -> bool:
    n, km2 = surface
    jeu = (Decimal(1).scaleb(-min(n.decimales, 12)) / 2 / n.valeur) + _CENTIEME
    d = habitants.nombre.valeur / km2
    return dite.bas <= d * (1 + jeu) and dite.haut >= d * (1 - jeu)


def _taux_pour(p: Passage, populations: Sequence[Population]) -> Iterator[Ecart]:
    """Judge « 524 décès, représentant un taux de 780 pour 100 000 habitants » by the populations of the text."""
    texte = p.texte
    for taux in nombres_de(texte):
        m = _POUR.match(texte, taux.fin)
        if m is None or taux.valeur <= 0:
            continue
        debut = next((a for a, b in phrases_de(texte) if a <= taux.debut < b), 0)
        avant = comptes(texte, debut, taux.debut)
        # A rate corrected for age is not the count over the population.
        if not avant or "standardis" in texte or not _LIEN.search(texte[avant[-1].fin_unite : taux.debut]):
            continue
        base = Decimal(m["base"].replace(" ", ""))
        n, dit_ = mesure(texte, avant[-1]), mesure(texte, taux)
        bas, haut = (n.bas * base / dit_.haut * (1 - _JEU), n.haut * base / max(dit_.bas, _JEU) * (1 + _JEU))
        if any(bas <= x.mesure.haut and haut >= x.mesure.bas for x in populations):
            continue
        suppose = ecrire(round(n.nombre.valeur * base / taux.valeur))
        message = (
            f"« {dit(texte, n.nombre)} » et {ecrire(taux.valeur)} pour {ecrire(base)} habitants supposeraient "
            f"{suppose} "
            "habitants, que le texte ne donne nulle part."
        )
        aide = "Demandez la population et l'année du taux, ou dites qu'il est standardisé."
        yield Ecart(message, p.place(taux.debut), aide, (), Severite.AVERTISSEMENT)
