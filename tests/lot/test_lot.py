"""Many folders: one report, and no folder that stops the others."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from outils import COMMANDE, lancer, nouveau_dossier, remplacer

from contratdoc import lot
from contratdoc.bilan import Bilan
from contratdoc.lot import compiler_sur_dask, compiler_sur_place, suivre, trouver_dossiers
from contratdoc.rapport import (
    COMPILE,
    DELAI,
    FAUTES,
    INCHANGE,
    PANNE,
    Ligne,
    Rapport,
    Travail,
    lire_ligne,
    lire_rapport,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

# A workshop whose compiler does what the folder's name says.
FAUX_ATELIER = """
import os, signal, time
from pathlib import Path
from contratdoc import atelier
from contratdoc.atelier import COMPILE, Ligne, main
def faire(travail):
    match Path(travail.dossier).name:
        case "tue": os.kill(os.getpid(), signal.SIGKILL)
        case "sort": os._exit(7)
        case "atelier": os.kill(os.getppid(), signal.SIGKILL)
        case "lent": time.sleep(60)
        case "bavard": print("une bibliothèque écrit", flush=True)
    return Ligne(travail.dossier, COMPILE)
atelier.faire = faire
atelier._charger = lambda: None
main()
"""

CLUSTER = """
from distributed import LocalCluster
with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50) as cluster:
    print(cluster.scheduler_address, flush=True)
    input()
"""


@pytest.fixture(scope="module")
def modele(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return nouveau_dossier(tmp_path_factory.mktemp("modele") / "contrat")


@pytest.fixture
def dossiers(modele: Path, tmp_path: Path) -> Path:
    """Three folders, the second of them faulty."""
    for nom in ("a", "b", "c"):
        shutil.copytree(modele, tmp_path / "contrats" / nom)
    (tmp_path / "contrats/b/modeles/contrat.typ").write_bytes(b"")
    return tmp_path / "contrats"


@pytest.fixture
def faux_atelier(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lot, "PROGRAMME", (sys.executable, "-c", FAUX_ATELIER))


def _etats(lignes: object) -> dict[str, str]:
    return {Path(l.dossier).name: l.etat for l in lignes}  # type: ignore[attr-defined]


def _travaux(racine: Path, **options: object) -> list[Travail]:
    return [Travail(str(d), brouillon=True, **options) for d in trouver_dossiers([racine])]  # type: ignore[arg-type]


def test_la_commande_rend_un_rapport_et_un_tableau(dossiers: Path) -> None:
    arguments = ("lot", ".", "--travaux", "2", "--brouillon", "--rapport", "lot.json")
    fait = lancer(*arguments, dossier=dossiers)
    rapport = json.loads((dossiers / "lot.json").read_text("utf-8"))

    assert fait.returncode == 1
    assert "1 fautif" in fait.stdout
    assert "2 compilés" in fait.stdout
    assert [ligne.split()[:2] for ligne in fait.stdout.splitlines()[3:6]] == [
        ["a", "compilé"],
        ["b", "fautes"],
        ["c", "compilé"],
    ]
    assert fait.stderr.startswith("b : modeles/contrat.typ: CD812 ")
    assert rapport["comptes"] == {"compilé": 2, "fautes": 1}
    assert all((dossiers / nom / "sortie/contrat.pdf").exists() for nom in "ac")
    if sys.platform != "win32":
        assert 50 < rapport["memoire_mio"] < 350

    (dossiers / "b/modeles/contrat.typ").write_bytes((dossiers / "a/modeles/contrat.typ").read_bytes())
    repris = lancer(*arguments, "--reprendre", dossier=dossiers)
    suite = {Path(l["dossier"]).name: l for l in json.loads((dossiers / "lot.json").read_text("utf-8"))["dossiers"]}

    assert (repris.returncode, repris.stderr) == (0, "")
    assert "3 compilés" in repris.stdout
    # What was done is told as it was then; only what was missing was done.
    assert suite["a"] == next(l for l in rapport["dossiers"] if Path(l["dossier"]).name == "a")
    assert suite["b"]["etat"] == COMPILE


def test_un_format_seul_et_ce_qui_n_a_pas_change(dossiers: Path) -> None:
    lignes = list(compiler_sur_place(_travaux(dossiers, formats=("docx",)), 1))
    assert not (dossiers / "a/sortie/contrat.pdf").exists()
    assert [l.bilan is None for l in sorted(lignes, key=lambda l: l.dossier)] == [False, True, False]

    remplacer(dossiers / "c/modeles/texte/preambule.md", "# Préambule", "# Avant-propos")
    suite = compiler_sur_place(_travaux(dossiers, formats=("docx",)), 1)

    assert _etats(suite) == {"a": INCHANGE, "b": FAUTES, "c": COMPILE}


@pytest.mark.usefixtures("faux_atelier")
@pytest.mark.skipif(sys.platform == "win32", reason="demande os.fork")
@pytest.mark.parametrize("processus", [1, 3])
def test_ce_qui_tombe_n_arrete_pas_les_autres(processus: int) -> None:
    noms = ["x1", "tue", "x2", "sort", "atelier", "x3", "lent", "bavard", "x4"]

    lignes = {l.dossier: l for l in compiler_sur_place([Travail(n, delai=1.0) for n in noms], processus)}

    assert {n: l.etat for n, l in lignes.items()} == {
        **dict.fromkeys(("x1", "x2", "x3", "x4", "bavard"), COMPILE),
        **dict.fromkeys(("tue", "sort", "atelier"), PANNE),
        "lent": DELAI,
    }
    assert "CD822 La compilation s'est arrêtée : son processus a été tué (signal 9" in lignes["tue"].fautes[0]
    assert "fini avec le code 7" in lignes["sort"].fautes[0]
    assert "l'atelier" in lignes["atelier"].fautes[0]
    assert "CD823 La compilation a duré plus de 1 s" in lignes["lent"].fautes[0]


@pytest.mark.usefixtures("faux_atelier")
def test_un_atelier_qui_ne_repond_plus_est_remplace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lot, "PROGRAMME", (sys.executable, "-c", "import time; time.sleep(60)"))
    monkeypatch.setattr(lot, "_GRACE", 0.2)

    assert [l.etat for l in compiler_sur_place([Travail("x", delai=0.2)], 1)] == [DELAI]


def test_notre_propre_faute_est_celle_d_un_seul_dossier(monkeypatch: pytest.MonkeyPatch) -> None:
    from contratdoc import atelier

    def faux(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("contratdoc.si_besoin.compiler_si_besoin", faux)
    ligne = atelier.faire(Travail("x"))

    assert ligne.etat == PANNE
    assert "ZeroDivisionError (test_lot.py, ligne" in ligne.fautes[0]


def test_un_lot_tue_se_reprend(modele: Path, tmp_path: Path) -> None:
    for n in range(6):
        shutil.copytree(modele, tmp_path / f"contrat-{n}")
    arguments = ("lot", ".", "--travaux", "1", "--brouillon", "--rapport", "lot.json")
    processus = subprocess.Popen([*COMMANDE, *arguments], cwd=tmp_path, stdout=subprocess.DEVNULL)
    limite = time.monotonic() + 60
    while not (tmp_path / "lot.json").exists() and time.monotonic() < limite:
        time.sleep(0.02)
    processus.send_signal(signal.SIGKILL)
    processus.wait()
    faits = json.loads((tmp_path / "lot.json").read_text("utf-8"))["dossiers"]
    assert 0 < len(faits) < 6

    assert lancer(*arguments, "--reprendre", dossier=tmp_path).returncode == 0
    rapport = json.loads((tmp_path / "lot.json").read_text("utf-8"))

    assert len(rapport["dossiers"]) == 6
    assert [l for l in rapport["dossiers"] if l in faits] == faits


@pytest.mark.parametrize(
    "octets", [b"", b"{}", b"[]", b"\xff", b'{"format": "contratdoc/lot/1", "dossiers": [{"a": 1}]}']
)
def test_ce_qui_n_est_pas_un_rapport_est_dit(octets: bytes, tmp_path: Path) -> None:
    (tmp_path / "lot.json").write_bytes(octets)
    fait = lancer("lot", "x", "--reprendre", "--rapport", "lot.json", dossier=tmp_path)

    assert lire_rapport(octets) is None
    assert fait.returncode == 2
    assert "n'est pas le rapport d'un lot" in fait.stderr


def test_reprendre_demande_un_rapport(tmp_path: Path) -> None:
    fait = lancer("lot", "x", "--reprendre", dossier=tmp_path)

    assert fait.returncode == 2
    assert "« --reprendre » demande « --rapport »" in fait.stderr


def test_un_rapport_impossible_a_ecrire_est_dit(dossiers: Path) -> None:
    fait = lancer("lot", "a", "--brouillon", "--rapport", "absent/lot.json", dossier=dossiers)

    assert fait.returncode == 1
    assert fait.stderr.count("absent/lot.json » ne peut pas être écrit") == 1
    assert "1 dossier en " in fait.stdout


def test_les_dossiers_se_trouvent_seuls_et_une_fois(dossiers: Path, tmp_path: Path) -> None:
    (dossiers / "notes").mkdir()

    noms = [d.name for d in trouver_dossiers([dossiers, dossiers / "a", tmp_path / "absent"])]

    assert noms == ["a", "b", "c", "absent"]


def test_un_rapport_se_relit() -> None:
    lignes = (
        Ligne("/a", COMPILE, 1.5, 250, Bilan(103, 36_000, 8, 110), 0, 3),
        Ligne("/b", FAUTES, 0.5, 80, None, 1, 0, ("x:1:1: CD101 Une faute.",)),
    )
    rapport = Rapport(lignes, 2.0, 2)

    assert lire_rapport(rapport.en_json()) == {l.dossier: l for l in lignes}
    assert (rapport.par_minute, rapport.memoire) == (60.0, 250)
    assert lire_ligne(lignes[0].en_donnees()) == lignes[0]


def test_ce_qui_etait_fautif_n_est_pas_dit_fait() -> None:
    avant = {"a": Ligne("a", COMPILE, 9.0), "b": Ligne("b", FAUTES, 9.0), "c": Ligne("c", COMPILE, 9.0)}
    neuves = [Ligne("a", INCHANGE, 0.1), Ligne("b", INCHANGE, 0.1), Ligne("c", COMPILE, 0.1)]

    rapport = suivre(iter(neuves), 1, avant, lambda *_: None)

    assert [(l.etat, l.secondes) for l in rapport.lignes] == [(COMPILE, 9.0), (INCHANGE, 0.1), (COMPILE, 0.1)]


def test_un_cluster_qui_ne_repond_pas_est_dit(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr(lot, "_ATTENTE", 0.3)

    for adresse in ("tcp://127.0.0.1:9", "n'importe quoi"):
        [faute] = compiler_sur_dask([Travail("x")], adresse).diagnostics
        assert faute.code == "CD824"
        assert adresse in faute.message


def test_sans_dask_la_commande_le_dit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)

    [faute] = compiler_sur_dask([Travail("x")], "tcp://127.0.0.1:9").diagnostics

    assert faute.code == "CD824"
    assert "pip install 'contratdoc[dask]'" in faute.aides[0]


@pytest.fixture
def cluster() -> Iterator[str]:
    """The address of a Dask cluster of this machine, in a process of its own."""
    pytest.importorskip("distributed")
    pytest.importorskip("joblib")
    commande = [sys.executable, "-W", "ignore", "-c", CLUSTER]
    with subprocess.Popen(commande, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as processus:
        assert processus.stdin is not None
        assert processus.stdout is not None
        yield processus.stdout.readline().strip()
        processus.stdin.close()
        processus.wait(30)


def test_le_meme_lot_sur_un_cluster(dossiers: Path, cluster: str) -> None:
    fait = lancer("lot", ".", "--brouillon", "--dask", cluster, "--rapport", "lot.json", dossier=dossiers)
    rapport = json.loads((dossiers / "lot.json").read_text("utf-8"))

    assert fait.returncode == 1
    assert fait.stderr.startswith("b : modeles/contrat.typ: CD812 ")
    assert rapport["comptes"] == {"compilé": 2, "fautes": 1}
    assert (dossiers / "a/sortie/contrat.pdf").exists()


def test_la_fabrique_fait_des_contrats_differents_et_justes(tmp_path: Path) -> None:
    from fabrique import fabriquer

    un, deux = (fabriquer(n, tmp_path / str(n)) for n in (1, 2))
    lignes = list(compiler_sur_place([Travail(str(d), formats=("docx",)) for d in (un, deux)], 2))

    assert [l.etat for l in lignes] == [COMPILE, COMPILE], [l.fautes for l in lignes]
    assert min(l.bilan.pages for l in lignes if l.bilan) > 90
    assert (un / "sortie/contrat.docx").read_bytes() != (deux / "sortie/contrat.docx").read_bytes()
    assert (un / "modeles/contrat.yaml").read_text("utf-8") != (deux / "modeles/contrat.yaml").read_text("utf-8")
