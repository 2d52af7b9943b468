"""What the README shows works as shown."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from outils import RACINE, copier_contrat, lancer

if TYPE_CHECKING:
    from pathlib import Path

README = (RACINE / "README.md").read_text("utf-8")


def _exemple(langue: str) -> str:
    trouve = re.search(rf"```{langue}\n(.*?)```", README, re.DOTALL)
    assert trouve is not None
    return trouve[1]


def test_la_contribution_montree_ne_fait_rien_dire_que_son_absence_du_plan(tmp_path: Path) -> None:
    dossier = copier_contrat(tmp_path)
    (dossier / "contributions/ville-centre.yaml").write_text(_exemple("yaml"), "utf-8")

    fait = lancer("verifier", "--format", "concis", dossier=dossier)

    siennes = [ligne for ligne in fait.stderr.splitlines() if ligne.startswith("contributions/ville-centre.yaml")]
    assert fait.returncode == 0
    assert [ligne.split(" ")[2] for ligne in siennes] == ["CD208:"]


def test_la_faute_montree_est_celle_que_dit_l_outil(tmp_path: Path) -> None:
    dossier = copier_contrat(tmp_path)
    fautive = _exemple("yaml").replace("echeance:", "echeanse:")
    (dossier / "contributions/ville-centre.yaml").write_text(fautive, "utf-8")
    montree = re.search(r"^    erreur CD102 .*?aide : [^\n]*\n", README, re.DOTALL | re.MULTILINE)
    assert montree is not None

    fait = lancer("verifier", dossier=dossier)

    assert "\n".join(ligne[4:] for ligne in montree[0].splitlines()) in fait.stderr


def test_le_programme_montre_fait_un_pdf(tmp_path: Path) -> None:
    dossier = copier_contrat(tmp_path)

    subprocess.run([sys.executable, "-c", _exemple("python")], cwd=dossier, check=True)

    assert (dossier / "contrat.pdf").read_bytes().startswith(b"%PDF-")


def test_les_commandes_du_deuxieme_cas_ecrivent_ses_documents(tmp_path: Path) -> None:
    exemple = "modeles/exemples/contrat-2015-2020"
    montrees = re.findall(rf"^    contratdoc (.+) --dossier {exemple}$", README, re.MULTILINE)
    shutil.copytree(RACINE / exemple, tmp_path / exemple, ignore=shutil.ignore_patterns("sortie"))

    rendus = [lancer(*c.split(), "--dossier", exemple, dossier=tmp_path) for c in montrees]

    assert [c.split()[0] for c in montrees] == ["avenant", "consolider"]
    assert [(r.returncode, r.stderr) for r in rendus if r.returncode] == []
    ecrits = {f.relative_to(tmp_path / exemple / "sortie").as_posix() for f in tmp_path.rglob("*.pdf")}
    assert {"avenant-1/avenant.pdf", "consolide-2021-01-01/contrat-consolide.pdf"} <= ecrits


def test_chaque_commande_montree_existe(tmp_path: Path) -> None:
    commandes = set(re.findall(r"`contratdoc ([a-z]+)", README))

    assert {"verifier", "expliquer", "etat", "compiler", "nouveau", "schema", "init"} <= commandes
    assert all(lancer(c, "--help", dossier=tmp_path).returncode == 0 for c in commandes)
