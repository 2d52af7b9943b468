"""The same sources give the same bytes: in another folder, another time zone, another language, another hash seed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outils import copier_contrat, etat, lancer

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Contrat


def test_deux_compilations_donnent_les_memes_octets(contrat: Contrat, tmp_path: Path) -> None:
    ailleurs = tmp_path / "un dossier à l'autre bout"
    ailleurs.mkdir()
    copier_contrat(ailleurs)
    for chemin in sorted(ailleurs.rglob("*.yaml"), reverse=True):
        chemin.write_bytes(chemin.read_bytes())  # other dates, another order on the disk

    fait = lancer(
        "compiler",
        dossier=ailleurs,
        TZ="Pacific/Kiritimati",
        LC_ALL="C",
        LANG="C",
        PYTHONHASHSEED="12345",
        SOURCE_DATE_EPOCH="0",
        HOME=str(tmp_path),
    )

    assert fait.returncode == 0, fait.stderr
    assert etat(ailleurs / "sortie") == etat(contrat.dossier / "sortie")


def test_compiler_ne_touche_pas_aux_sources(contrat: Contrat, tmp_path: Path) -> None:
    avant = copier_contrat(tmp_path)

    for nom in ("modeles", "contributions"):
        assert etat(contrat.dossier / nom) == etat(avant / nom)
