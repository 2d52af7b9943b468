"""Both files are begun while the rules are run: once, on the document that is written, for nothing when one fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from outils import copier_contrat, remplacer

from contratdoc import fabrication, pipeline
from contratdoc.diagnostics import Severite
from contratdoc.pipeline import check_dossier, compiler, load_dossier
from contratdoc.writers import docx

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


def test_le_word_commence_aussi_avant_les_regles(
    dossier: Path, faits: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def commencer_docx(*arguments: object) -> object:
        faits.append("Word")
        return commencer(*arguments)  # type: ignore[arg-type]

    commencer = docx.commencer_docx
    monkeypatch.setattr(docx, "commencer_docx", commencer_docx)

    assert compiler(dossier).bilan is not None
    assert faits == ["mise en page", "Word", "règles"]


def test_un_cadre_fautif_se_dit_apres_les_regles(dossier: Path, faits: list[str]) -> None:
    """The frame is read before the rules are run, yet what they find comes first, and nothing is raised."""
    (dossier / "modeles/contrat.docx").write_bytes(b"rien")

    fait = compiler(dossier)

    assert faits == ["mise en page", "règles"]
    assert fait.bilan is None
    assert [d.code for d in fait.diagnostics if d.severite is Severite.ERREUR] == ["CD810"]
