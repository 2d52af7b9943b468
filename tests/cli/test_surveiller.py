"""`contratdoc surveiller` as it is used: a process that lasts, a folder that changes under it, Ctrl+C."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from outils import lancer, nouveau_dossier, remplacer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PREAMBULE = "modeles/texte/preambule.md"
CHARTE = "modeles/charte.yaml"
ATTENTE = "En attente d'un fichier enregistré (Ctrl+C pour finir)…\n"
# Whatever starts the tests may have it ignored, which children inherit.
COMMANDE = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from contratdoc.cli import main; main()"
)


class Veille:
    """The command at work: what it says, up to a phrase."""

    def __init__(self, dossier: Path) -> None:
        self.processus = subprocess.Popen(
            [sys.executable, "-c", COMMANDE, "surveiller", "--brouillon"],
            cwd=dossier,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )

    def jusqu_a(self, debut: str) -> str:
        """Read up to a line that begins so; what was read."""
        dit = ""
        assert self.processus.stdout is not None
        for ligne in self.processus.stdout:
            dit += ligne
            if ligne.startswith(debut):
                return dit
        pytest.fail(f"« {debut} » n'a pas été dit :\n{dit}")

    def finir(self) -> tuple[int, str]:
        """Press Ctrl+C."""
        self.processus.send_signal(signal.SIGINT)
        dit, _ = self.processus.communicate(timeout=60)
        return self.processus.returncode, dit


@contextlib.contextmanager
def _veille(dossier: Path) -> Iterator[Veille]:
    veille = Veille(dossier)
    try:
        yield veille
    finally:
        veille.processus.kill()
        veille.processus.communicate()


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    return nouveau_dossier(tmp_path / "contrat")


def _sorties(dossier: Path) -> dict[str, bytes]:
    return {f: (dossier / "sortie" / f"contrat.{f}").read_bytes() for f in ("docx", "pdf")}


def test_chaque_fichier_enregistre_refait_le_contrat(dossier: Path, tmp_path: Path) -> None:
    """What a process that lasts writes is what a new one writes, byte for byte."""
    with _veille(dossier) as veille:
        assert "Projet compilé" in veille.jusqu_a(ATTENTE)
        premier = _sorties(dossier)

        remplacer(dossier / PREAMBULE, "# Préambule", "# Préambule du contrat")
        dit = veille.jusqu_a("Projet compilé")
        code, fin = veille.finir()

    assert f" : {PREAMBULE}\n" in dit
    assert (code, fin) == (0, "Fin.\n")
    autre = nouveau_dossier(tmp_path / "autre")
    remplacer(autre / PREAMBULE, "# Préambule", "# Préambule du contrat")
    assert lancer("compiler", "--brouillon", dossier=autre).returncode == 0
    assert _sorties(dossier) == _sorties(autre) != premier


def test_une_erreur_se_dit_seule_et_laisse_les_fichiers_d_avant(dossier: Path) -> None:
    with _veille(dossier) as veille:
        assert "avertissement CD" in veille.jusqu_a(ATTENTE)
        avant = _sorties(dossier)

        remplacer(dossier / CHARTE, "#1d3a6e", "bleu")
        erreur = veille.jusqu_a("Rien n'a été écrit")
        remplacer(dossier / CHARTE, "bleu", "#1d3a6e")
        corrige = veille.jusqu_a("Rien n'a changé")

    assert erreur.count("erreur CD") == 1
    assert "avertissement CD" not in erreur
    assert "CD" not in corrige
    assert _sorties(dossier) == avant


def test_seul_un_avertissement_nouveau_se_dit(dossier: Path) -> None:
    remplacer(dossier / PREAMBULE, "# Préambule", "# Préambule\n\nLe quartier a un espace verts.")
    with _veille(dossier) as veille:
        assert "espace verts" in veille.jusqu_a(ATTENTE)

        # All that follows moves down, with its warnings; and one more comes.
        remplacer(dossier / PREAMBULE, "# Préambule", "# Préambule\n\nLe contrat est signé par par les communes.")
        dit = veille.jusqu_a("Projet compilé")

    assert dit.count("avertissement CD") == 1
    assert "par par" in dit


def test_un_fichier_ajoute_pendant_la_veille_est_lu(dossier: Path) -> None:
    with _veille(dossier) as veille:
        veille.jusqu_a(ATTENTE)

        (dossier / "contributions/caf.yaml").write_text("nature: caf\nid: caf\nnom: CAF\ntitre: x\nfaute: y\n", "utf-8")
        dit = veille.jusqu_a("Projet compilé")

    assert " : contributions/caf.yaml\n" in dit
    assert "CD102" in dit


def test_hors_d_un_dossier_de_contrat_il_n_y_a_rien_a_surveiller(tmp_path: Path) -> None:
    fait = lancer("surveiller", dossier=tmp_path)

    assert fait.returncode == 1
    assert "CD020" in fait.stderr
    assert "En attente" not in fait.stderr


def test_un_contrat_fautif_se_surveille_jusqu_a_ce_qu_il_soit_juste(dossier: Path) -> None:
    remplacer(dossier / CHARTE, "#1d3a6e", "bleu")
    with _veille(dossier) as veille:
        assert "Rien n'a été écrit : 1 erreur" in veille.jusqu_a(ATTENTE)

        remplacer(dossier / CHARTE, "bleu", "#1d3a6e")
        veille.jusqu_a("Projet compilé")

    assert _sorties(dossier)["pdf"].startswith(b"%PDF-")
