"""The rules on a real contract: what they must find, and the right totals that they must leave alone."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from mesure import TEXTE, Mesure, dire, mesurer

pytestmark = pytest.mark.skipif(not TEXTE.exists(), reason="le texte de référence est absent")

CHIFFRES = ("CD410", "CD411", "CD412", "CD413", "CD414", "CD418")
TOTAUX_JUSTES = (168, 170, 220, 781, 782, 783, 809, 811, 915, 1092, *range(1102, 1127), 1277, 1861)
TOTAUX_JUSTES += (*range(1865, 1872), 1976, *range(2094, 2097), *range(2133, 2159), *range(2192, 2201))


@cache
def mesure() -> Mesure:
    return mesurer()


def test_le_rappel_est_d_au_moins_quatre_cinquiemes() -> None:
    assert len(mesure().attendus) >= 100
    assert mesure().rappel >= 0.80, dire(mesure())


def test_neuf_erreurs_sur_dix_au_moins_sont_vraies() -> None:
    assert mesure().precision >= 0.90, dire(mesure())


def test_les_totaux_justes_ne_sont_pas_accuses() -> None:
    accuses = [
        (d.code, d.place.ligne) for d in mesure().constats if d.code in CHIFFRES and d.place.ligne in TOTAUX_JUSTES
    ]

    assert accuses == []
