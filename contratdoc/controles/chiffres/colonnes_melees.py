"""Columns of a table where one cell is in another unit than its neighbours or than its header says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contratdoc.controles.chiffres.grille import grilles_de
from contratdoc.controles.chiffres.mesures import Ecart
from contratdoc.controles.chiffres.titres_de_colonne import titre_de_colonne
from contratdoc.diagnostics import Severite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.controles.chiffres.grille import Case
    from contratdoc.ecrits.ecrit import Ecrit

_PART = re.compile(r"\b(?:parts?|taux|proportion|pourcentage)\b|%", re.IGNORECASE)
_ARGENT = re.compile(
    r"\b(?:revenus?|crédits?|montants?|coûts?|budget|subventions?|loyers?|financements?)\b|€", re.IGNORECASE
)
_COMPTE = re.compile(r"\b(?:population|nombre|nb|effectifs?|habitants)\b", re.IGNORECASE)
_ENSEMBLE = re.compile(r"\b(?:part|taux|%|évolution|variation|écart)\b", re.IGNORECASE)
_ASSEZ = 2
_NOM = {"%": "un pourcentage", "€": "un montant", "": "un nombre sans unité"}


def colonnes_melees(ecrit: Ecrit) -> Iterator[Ecart]:
    """Find the cells in a unit that their column excludes.

    Args:
        ecrit: The text.

    Yields:
        The cells at fault; a unit that is only missing makes a warning.
    """
    for lectures in grilles_de(ecrit):
        grille = lectures[0]
        # Without a header, rows may be of different quantities (« Taux de rotation 9 % », « Occupants 2,04 »).
        if not grille.entetes or grille.irreguliere or grille.recollee:
            continue
        for j in range(max((len(r.cases) for r in grille.rangees), default=0)):
            titre = titre_de_colonne(grille, j)
            cases = [c for r in grille.rangees if (c := r.case(j)).valeur is not None and c.passage is not None]
            if titre and cases and len({bool(r.case(j).illisible) for r in grille.rangees}) == 1:
                yield from _colonne(titre, cases)


def _colonne(titre: str, cases: list[Case]) -> Iterator[Ecart]:
    unites = [c.unite if c.unite in ("%", "€") else "" for c in cases]
    attendue = _attendue(titre, unites)
    if attendue is None:
        return
    for case, unite in zip(cases, unites, strict=True):
        if unite == attendue or case.passage is None or (not unite and attendue in titre):
            continue
        sure = bool(unite)
        # A bare figure where nearly all say « % » is a slip, in a column of euros it is a habit.
        if not sure and (attendue != "%" or unites.count("%") < _ASSEZ or unites.count("") > 1):
            continue
        message = f"La colonne « {titre[:40]} » attend {_NOM[attendue]} : « {case.texte} » est {_NOM[unite]}."
        aide = "Corrigez l'unité, ou remettez la valeur dans sa colonne."
        yield Ecart(message, case.passage.place(), aide, (), Severite.ERREUR if sure else Severite.AVERTISSEMENT)


def _attendue(titre: str, unites: list[str]) -> str | None:
    """Say which unit a column must have: by its header alone, or by its header and most of its cells."""
    part, argent = _PART.search(titre) is not None, _ARGENT.search(titre) is not None
    if part and not argent and unites.count("€") < len(unites):
        return "%"
    if argent and not part and unites.count("%") < len(unites):
        return "€"
    compte = _COMPTE.search(titre) is not None and not _ENSEMBLE.search(titre)
    return "" if compte and not part and not argent and unites.count("") >= _ASSEZ else None
