"""Killed at any moment, a build leaves whole files of one version: two hundred writes and ten commands die here."""

from __future__ import annotations

import io
import json
import random
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from typing import TYPE_CHECKING

import pytest
from outils import COMMANDE, etat, nouveau_dossier, remplacer

from contratdoc.pipeline import compiler
from contratdoc.sortie import reprendre_sortie

if TYPE_CHECKING:
    from pathlib import Path

Fichiers = dict[str, bytes]

# Forks a child that writes A, B, A, … and kills it after a time drawn at random; then what the next command does.
TUEUR = """
import json, os, random, signal, sys, time
from pathlib import Path
from contratdoc.sortie import ecrire_sortie, reprendre_sortie
dossier, versions, graine, morts = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
lues = [{f.name: f.read_bytes() for f in sorted((versions / v).iterdir())} for v in "AB"]
ecrire_sortie(dossier, lues[0])
debut = time.perf_counter(); ecrire_sortie(dossier, lues[1]); duree = time.perf_counter() - debut
alea = random.Random(graine)
vus = {"A": 0, "B": 0, "coupees": 0, "melees": 0, "reprises": 0}
for _ in range(morts):
    enfant = os.fork()
    if not enfant:
        while True:
            for fichiers in lues:
                ecrire_sortie(dossier, fichiers)
    time.sleep(alea.uniform(0, 3 * duree))
    os.kill(enfant, signal.SIGKILL)
    os.waitpid(enfant, 0)
    present = lambda: {n: (dossier / n).read_bytes() for n in lues[0]}
    vus["coupees"] += len(list((dossier / ".construction").iterdir())) > 1
    vus["reprises"] += (dossier / ".construction" / "journal.json").exists()
    vus["melees"] += present() not in lues
    reprendre_sortie(dossier)
    vus["AB"[lues.index(present())]] += 1
print(json.dumps(vus))
"""


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Fichiers]]:
    """A small contract's folder, and what its two versions compile to."""
    racine = tmp_path_factory.mktemp("tuee")
    dossier = nouveau_dossier(racine / "dossier")
    faites: dict[str, Fichiers] = {}
    for version in "AB":
        _mettre(dossier, version)
        assert compiler(dossier, brouillon=True).bilan is not None
        faites[version] = {n: o for n, o in etat(dossier / "sortie").items() if n.startswith("contrat.")}
        (racine / version).mkdir()
        for nom, octets in faites[version].items():
            (racine / version / nom).write_bytes(octets)
    assert set(faites["A"]) == set(faites["B"]) == {"contrat.docx", "contrat.pdf"}
    assert all(faites["A"][n] != faites["B"][n] for n in faites["A"])
    return racine, faites


def _mettre(dossier: Path, version: str) -> None:
    texte = dossier / "modeles" / "texte" / "preambule.md"
    ligne = "# Préambule, version "
    if ligne not in texte.read_text("utf-8"):
        remplacer(texte, "# Préambule", f"{ligne}A")
    contenu = texte.read_text("utf-8")
    texte.write_text(contenu.replace(f"{ligne}A", ligne + version).replace(f"{ligne}B", ligne + version), "utf-8")


def _ouvrir(fichiers: Fichiers) -> None:
    with zipfile.ZipFile(io.BytesIO(fichiers["contrat.docx"])) as archive:
        assert archive.testzip() is None
    assert fichiers["contrat.pdf"].startswith(b"%PDF-")
    assert fichiers["contrat.pdf"].rstrip().endswith(b"%%EOF")


def test_deux_cents_ecritures_tuees(versions: tuple[Path, dict[str, Fichiers]]) -> None:
    racine, faites = versions
    fait = subprocess.run(
        [sys.executable, "-c", TUEUR, str(racine / "boucle"), str(racine), "20241122", "200"],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert fait.returncode == 0, fait.stderr
    vus = json.loads(fait.stdout)

    assert vus["A"] + vus["B"] == 200
    assert min(vus["A"], vus["B"]) > 20  # both were seen
    assert vus["coupees"] > 50  # most were killed at work,
    assert vus["reprises"] > 0  # and some while files took their place
    for fichiers in faites.values():
        _ouvrir(fichiers)


def test_la_vraie_commande_tuee_dix_fois(versions: tuple[Path, dict[str, Fichiers]], tmp_path: Path) -> None:
    racine, faites = versions
    dossier = tmp_path / "dossier"
    shutil.copytree(racine / "dossier", dossier)
    alea = random.Random(7)  # noqa: S311 - a draw that may be drawn again
    debut = time.perf_counter()
    subprocess.run([*COMMANDE, "compiler", "--brouillon"], cwd=dossier, capture_output=True, check=True)
    duree = time.perf_counter() - debut
    codes = []
    for tour in range(10):
        _mettre(dossier, "AB"[tour % 2])
        processus = subprocess.Popen(
            [*COMMANDE, "compiler", "--brouillon"], cwd=dossier, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(alea.uniform(0.5, 1.05) * duree)
        processus.send_signal(signal.SIGKILL)
        codes.append(processus.wait())
        reprendre_sortie(dossier / "sortie")
        presents = {n: (dossier / "sortie" / n).read_bytes() for n in faites["A"]}
        assert presents in faites.values()
        _ouvrir(presents)

    assert -signal.SIGKILL in codes
    fini = subprocess.run([*COMMANDE, "compiler", "--brouillon"], cwd=dossier, capture_output=True, check=False)
    assert fini.returncode == 0
    assert sorted(p.name for p in (dossier / "sortie" / ".construction").iterdir()) == ["etat.json", "verrou"]


def test_deux_vraies_commandes_a_la_fois(versions: tuple[Path, dict[str, Fichiers]], tmp_path: Path) -> None:
    racine, faites = versions
    dossier = tmp_path / "dossier"
    shutil.copytree(racine / "dossier", dossier)
    ensemble = [
        subprocess.Popen([*COMMANDE, "compiler", "--brouillon"], cwd=dossier, stdout=subprocess.DEVNULL)
        for _ in range(2)
    ]

    assert [p.wait(60) for p in ensemble] == [0, 0]
    assert {n: o for n, o in etat(dossier / "sortie").items() if n.startswith("contrat.")} in faites.values()
