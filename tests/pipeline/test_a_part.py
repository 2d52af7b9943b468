"""Work done ailleurs: in a child where there can be one, with the same result, and the same faults, as here."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest
from outils import copier_contrat

from contratdoc import a_part, pipeline
from contratdoc.a_part import APart
from contratdoc.controles.registre import fiches_des_regles
from contratdoc.pipeline import check_dossier, compiler, load_dossier

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="ce système ne dédouble pas un processus")


@pytest.fixture(autouse=True)
def plusieurs_coeurs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(a_part, "coeurs", lambda: 2)


def test_le_travail_se_fait_dans_un_autre_processus() -> None:
    ou, combien = APart(lambda: (os.getpid(), 2 + 2)).resultat()

    assert combien == 4
    assert ou != os.getpid()


def test_sur_un_seul_coeur_il_se_fait_ici(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(a_part, "coeurs", lambda: 1)

    assert APart(os.getpid).resultat() == os.getpid()


def test_un_long_resultat_revient_entier() -> None:
    assert APart(lambda: "x" * 5_000_000).resultat() == "x" * 5_000_000


def test_une_exception_se_leve_ici(capfd: pytest.CaptureFixture[str]) -> None:
    def echouer() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        APart(echouer).resultat()
    assert capfd.readouterr() == ("", "")


def test_un_enfant_tue_n_emporte_rien() -> None:
    parent = os.getpid()

    def mourir() -> str:
        if os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        return "fait ici"

    assert APart(mourir).resultat() == "fait ici"


def test_un_travail_abandonne_ne_laisse_pas_de_processus() -> None:
    def attendre() -> None:
        signal.pause()

    travail = APart(attendre)
    travail.abandonner()

    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_les_regles_appliquees_a_part_disent_la_meme_chose(tmp_path: Path) -> None:
    lu = load_dossier(copier_contrat(tmp_path / "dossier")).valeur
    assert lu is not None

    ici, ailleurs = (check_dossier(lu, a_part=a) for a in (False, True))

    assert ailleurs.diagnostics == ici.diagnostics
    assert ici.diagnostics
    assert ailleurs.controles.regles == ici.controles.regles == len(fiches_des_regles()) - 1


def test_une_compilation_arretee_en_chemin_ne_laisse_pas_de_processus(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def casser(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "assemble_contrat", casser)

    with pytest.raises(KeyboardInterrupt):
        compiler(copier_contrat(tmp_path / "dossier"), a_part=True)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
