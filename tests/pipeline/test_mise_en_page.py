"""The Word file alone takes the pages of the last layout, as long as it is this document's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from outils import nouveau_dossier, remplacer

from contratdoc import fabrication
from contratdoc.mise_en_page import MISE_EN_PAGE, MiseEnPage, lire_mise_en_page
from contratdoc.pipeline import compiler

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    return nouveau_dossier(tmp_path / "dossier")


@pytest.fixture
def compiles(dossier: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A folder already compiled whole; the list grows at each new layout."""
    assert compiler(dossier, brouillon=True).bilan is not None
    faits: list[str] = []
    vrai = fabrication.pdf_en_cours

    def compter(*arguments: object) -> object:
        faits.append("mise en page")
        return vrai(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(fabrication, "pdf_en_cours", compter)
    return faits


def test_rien_n_a_bouge_le_word_seul_ne_refait_pas_la_mise_en_page(dossier: Path, compiles: list[str]) -> None:
    avant = (dossier / "sortie/contrat.docx").read_bytes()
    (dossier / "sortie/contrat.docx").unlink()

    fait = compiler(dossier, formats=("docx",), brouillon=True)

    assert compiles == []
    assert (dossier / "sortie/contrat.docx").read_bytes() == avant
    assert fait.bilan is not None
    assert fait.bilan.pages > 0


@pytest.mark.parametrize("fichier", ["modeles/texte/preambule.md", "modeles/charte.yaml", "modeles/contrat.typ"])
def test_un_changement_la_refait(fichier: str, dossier: Path, compiles: list[str]) -> None:
    passages = {
        "modeles/texte/preambule.md": ("# Préambule", "# Avant-propos"),
        "modeles/charte.yaml": ("haut: 25", "haut: 30"),
        "modeles/contrat.typ": ("#let hauteur-signature = 30mm", "#let hauteur-signature = 40mm"),
    }
    remplacer(dossier / fichier, *passages[fichier])

    compiler(dossier, formats=("docx",), brouillon=True)

    assert compiles == ["mise en page"]


@pytest.mark.parametrize(
    "octets", [b"", b"{}", b"[]", b"\xff", b'{"empreinte": 1, "pages": [], "total": 2}', b"[" * 9999]
)
def test_une_memoire_abimee_ne_compte_pas(octets: bytes, dossier: Path, compiles: list[str]) -> None:
    (dossier / "sortie" / MISE_EN_PAGE).write_bytes(octets)

    assert lire_mise_en_page(dossier / "sortie") is None
    assert compiler(dossier, formats=("docx",), brouillon=True).bilan is not None
    assert compiles == ["mise en page"]


def test_ce_qui_est_ecrit_se_relit(tmp_path: Path) -> None:
    page = MiseEnPage("abc", {"titre": 3}, 7)
    (tmp_path / MISE_EN_PAGE).write_bytes(page.en_json())

    assert lire_mise_en_page(tmp_path) == page
