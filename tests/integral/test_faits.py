"""The contract says what it must, in its own words; the checkers are kept beside the repository."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from outils import RACINE

if TYPE_CHECKING:
    from conftest import Contrat

OUTILS = RACINE.parent / "shared" / "outils"

pytestmark = pytest.mark.skipif(not OUTILS.is_dir(), reason="../shared est absent")


def _lancer(outil: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(OUTILS / outil), *arguments], capture_output=True, encoding="utf-8", check=False
    )


@pytest.mark.parametrize("forme", ["docx", "pdf"])
def test_les_faits_attendus_y_sont(forme: str, contrat: Contrat) -> None:
    fait = _lancer("verifier-faits", str(contrat.fait.fichiers[forme]), "--seuil", "0.98")
    compte = re.search(r"faits: (\d+)/(\d+) présents", fait.stdout)

    assert compte is not None, fait.stderr
    presents, attendus = int(compte[1]), int(compte[2])
    assert attendus > 400
    assert presents >= 0.98 * attendus, fait.stdout
    assert fait.returncode == 0


def test_aucune_phrase_n_est_reprise(contrat: Contrat) -> None:
    fait = _lancer(
        "phrases-reprises",
        *(str(contrat.dossier / n) for n in ("contributions", "modeles")),
        str(contrat.fait.fichiers["docx"]),
    )

    assert fait.stdout.strip().endswith("reprises: 0"), fait.stdout
    assert fait.returncode == 0
