"""The timeline of a sealed contract: its years as signed, then what each avenant in effect on the day did to them."""

from __future__ import annotations

import datetime as dt
import shutil
from typing import TYPE_CHECKING

import pytest
from lecture_word import Word
from outils import RACINE, lancer

from contratdoc.actes import Registre, ouvrir_registre, vie_du_contrat
from contratdoc.contrat.historique import Suite, Vie
from contratdoc.editions import editer_consolidation
from contratdoc.pipeline import load_dossier

if TYPE_CHECKING:
    from pathlib import Path

EXEMPLE = RACINE / "modeles" / "exemples" / "contrat-2015-2020"
PROROGE = "Prorogation jusqu'en 2022 et renforcement de trois priorités"


@pytest.fixture
def racine(tmp_path: Path) -> Path:
    shutil.copytree(EXEMPLE, tmp_path / "contrat", ignore=shutil.ignore_patterns("sortie"))
    return tmp_path / "contrat"


@pytest.fixture
def registre(racine: Path) -> Registre:
    dossier = load_dossier(racine).valeur
    assert dossier is not None
    registre = ouvrir_registre(dossier).valeur
    assert registre is not None
    return registre


@pytest.mark.parametrize(
    ("au", "suites"),
    [
        (None, (Suite(2022, "avenant n° 1", PROROGE),)),
        (dt.date(2021, 1, 1), (Suite(2022, "avenant n° 1", PROROGE),)),
        (dt.date(2020, 12, 31), ()),
    ],
)
def test_un_avenant_est_de_la_frise_du_jour_ou_il_prend_effet(
    registre: Registre, au: dt.date | None, suites: tuple[Suite, ...]
) -> None:
    assert vie_du_contrat(registre.sceau, registre.avenants, au) == Vie((2015, 2020), suites)


def test_le_contrat_consolide_montre_son_avenant_dans_la_frise(racine: Path) -> None:
    fait = editer_consolidation(racine, dt.date(2021, 6, 1))
    word = Word(next(f for f in fait.fichiers if f.suffix == ".docx").read_bytes())
    texte = " ".join(" ".join(str(b) for b in word.blocs()).replace("’", "'").split())

    assert "2015-2020" in texte.split("Contrats successifs")[1]
    assert "Jusqu'en 2022 (avenant n° 1) : prorogation jusqu'en 2022 et renforcement de trois priorités" in texte


def test_l_etat_montre_l_avenant_que_le_dossier_contient(racine: Path) -> None:
    montre = lancer("etat", "--historique", dossier=racine).stdout.splitlines()
    assert montre[-1].strip() == "██████▒▒  Contrat de Ville, 2015-2020, prolongé jusqu'en 2022 (avenant n° 1)"

    (racine / "contributions/avenants/avenant-1.yaml").unlink()
    sans = lancer("etat", "--historique", dossier=racine).stdout.splitlines()
    assert sans[-1].strip() == "██████  Contrat de Ville, 2015-2020"
