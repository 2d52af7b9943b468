"""The layout begins while the rules are run: once, on the document that is written, and for nothing when one fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from outils import copier_contrat, remplacer

from contratdoc import fabrication, pipeline
from contratdoc.pipeline import check_dossier, compiler, load_dossier

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    return copier_contrat(tmp_path / "dossier")


@pytest.fixture
def faits(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What happens, in order: a layout begun, the rules run."""
    faits: list[str] = []
    pdf, regles = fabrication.pdf_en_cours, pipeline.controler_ecrit

    def pdf_en_cours(*arguments: object) -> object:
        faits.append("mise en page")
        return pdf(*arguments)  # type: ignore[arg-type]

    def controler_ecrit(*arguments: object) -> object:
        faits.append("règles")
        return regles(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(fabrication, "pdf_en_cours", pdf_en_cours)
    monkeypatch.setattr(pipeline, "controler_ecrit", controler_ecrit)
    return faits


def test_la_mise_en_page_commence_avant_les_regles_et_n_est_faite_qu_une_fois(dossier: Path, faits: list[str]) -> None:
    assert compiler(dossier).bilan is not None
    assert faits == ["mise en page", "règles"]


def test_une_faute_trouvee_apres_coup_n_ecrit_rien(dossier: Path, faits: list[str]) -> None:
    # A rule finds it, after the layout began.
    remplacer(dossier / "modeles/texte/vivre-ensemble-bilan.md", "une hausse de 25 000 €", "une hausse de 35 000 €")

    fait = compiler(dossier)

    assert faits == ["mise en page", "règles"]
    assert fait.bilan is None
    assert not (dossier / "sortie").exists()


def test_une_faute_deja_connue_n_en_commence_pas(dossier: Path) -> None:
    (dossier / "contributions/caf.yaml").write_text("nature: caf\n", "utf-8")
    lu = load_dossier(dossier)
    assert lu.valeur is not None

    commences: list[object] = []
    assert check_dossier(lu.valeur, des_que_pret=commences.append).document is None
    assert commences == []


def test_un_projet_attend_ses_regles(dossier: Path) -> None:
    lu = load_dossier(dossier)
    assert lu.valeur is not None

    commences: list[object] = []
    assert check_dossier(lu.valeur, brouillon=True, des_que_pret=commences.append).document is not None
    assert commences == []
