"""What is seen to move in a contract's folder, and when it is told."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from outils import nouveau_dossier

from contratdoc.source.dossier import SCEAU
from contratdoc.surveillance import PAS, attendre_un_changement, changes, relever

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PREAMBULE = "modeles/texte/preambule.md"


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    return nouveau_dossier(tmp_path / "contrat")


def _ecrire(dossier: Path, nom: str, texte: str = "neuf\n") -> None:
    (dossier / nom).parent.mkdir(parents=True, exist_ok=True)
    (dossier / nom).write_text(texte, "utf-8")


@pytest.mark.parametrize(
    "nom",
    [
        PREAMBULE,
        "modeles/charte.yaml",
        "modeles/contrat.docx",
        "modeles/images/plan.png",
        "contributions/caf.yaml",
        "contributions/avenants/avenant-1.yaml",
        SCEAU,
    ],
)
def test_tout_ce_qu_une_compilation_lit_est_regarde(nom: str, dossier: Path) -> None:
    avant = relever(dossier)

    _ecrire(dossier, nom)

    assert changes(avant, relever(dossier)) == (nom,)


@pytest.mark.parametrize(
    "nom",
    [
        "sortie/contrat.pdf",
        "notes.txt",
        "modeles/texte/.preambule.md.swp",
        "modeles/~$contrat.docx",
        "contributions/.git/index",
    ],
)
def test_ce_qu_elle_ecrit_ou_ne_lit_pas_ne_l_est_pas(nom: str, dossier: Path) -> None:
    avant = relever(dossier)

    _ecrire(dossier, nom)

    assert changes(avant, relever(dossier)) == ()


def test_un_fichier_ote_ajoute_ou_redate_a_change(dossier: Path) -> None:
    avant = relever(dossier)

    (dossier / PREAMBULE).unlink()
    _ecrire(dossier, "modeles/texte/autre.md")
    os.utime(dossier / "modeles/faits.yaml", (1, 1))

    assert changes(avant, relever(dossier)) == ("modeles/faits.yaml", "modeles/texte/autre.md", PREAMBULE)


def test_un_dossier_absent_n_a_pas_de_source(tmp_path: Path) -> None:
    assert relever(tmp_path / "rien") == {}


def _attente(*pas: Callable[[], object]) -> tuple[Callable[[float], None], list[float]]:
    """Something to do at each look, then nothing; and how long each wait was."""
    reste, attentes = list(pas), []

    def attendre(secondes: float) -> None:
        assert len(attentes) < 50, "rien n'est dit"
        attentes.append(secondes)
        if reste:
            reste.pop(0)()

    return attendre, attentes


def test_un_changement_se_dit_une_fois_le_dossier_au_repos(dossier: Path) -> None:
    """A file written in several goes is told once, as it ends."""
    vu = relever(dossier)
    attendre, attentes = _attente(
        lambda: None,
        lambda: _ecrire(dossier, PREAMBULE, ""),
        lambda: _ecrire(dossier, PREAMBULE, "# Préam"),
        lambda: _ecrire(dossier, PREAMBULE, "# Préambule\n"),
    )

    neuf = attendre_un_changement(dossier, vu, attendre)

    assert neuf == relever(dossier)
    assert changes(vu, neuf) == (PREAMBULE,)
    assert attentes == [PAS] * 5


def test_un_changement_defait_aussitot_n_est_pas_dit(dossier: Path) -> None:
    """Editors rename the file that they replace: it is gone for a moment."""
    vu = relever(dossier)
    cote = dossier / "cote.md"
    attendre, attentes = _attente(
        lambda: (dossier / PREAMBULE).rename(cote),
        lambda: cote.rename(dossier / PREAMBULE),
        lambda: None,
        lambda: _ecrire(dossier, "contributions/caf.yaml"),
    )

    neuf = attendre_un_changement(dossier, vu, attendre)

    assert changes(vu, neuf) == ("contributions/caf.yaml",)
    assert len(attentes) == 5


def test_ce_qui_a_bouge_pendant_la_compilation_est_vu_apres(dossier: Path) -> None:
    """The folder is looked at before it is compiled: what moves meanwhile differs already at the first look."""
    vu = relever(dossier)
    _ecrire(dossier, PREAMBULE)
    attendre, attentes = _attente()

    assert changes(vu, attendre_un_changement(dossier, vu, attendre)) == (PREAMBULE,)
    assert len(attentes) == 2
