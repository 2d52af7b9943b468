"""The contract's folder: what is read, what is told, and that nothing outside of it ever is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from contratdoc.source import dossier
from contratdoc.source.dossier import CADRES, MODELES, lire_dossier


@pytest.fixture
def racine(tmp_path: Path) -> Path:
    racine = tmp_path / "contrat"
    for sous in ("modeles/texte", "modeles/logos", "contributions"):
        (racine / sous).mkdir(parents=True)
    for nom in (*MODELES, *CADRES):
        (racine / "modeles" / nom).write_bytes(nom.encode())
    (racine / "modeles/texte/preambule.md").write_bytes(b"a")
    (racine / "modeles/logos/agglo.png").write_bytes(b"b")
    (racine / "contributions/caf.yaml").write_bytes(b"c")
    return racine


def _fautes(racine: Path) -> list[tuple[str, str, str]]:
    lu = lire_dossier(racine)
    assert (lu.valeur is None) == bool(lu.diagnostics)
    return [(d.code, str(d.place), d.message) for d in lu.diagnostics]


def test_un_dossier_est_lu_en_entier(racine: Path) -> None:
    for nom in ("contributions/.cache.yaml", "contributions/~$caf.yaml", "contributions/caf.docx", "modeles/notes.odt"):
        (racine / nom).write_bytes(b"")
    lu = lire_dossier(racine)
    assert lu.diagnostics == ()
    assert lu.valeur is not None
    autres = {"modeles/texte/preambule.md": b"a", "modeles/logos/agglo.png": b"b", "contributions/caf.yaml": b"c"}
    assert lu.valeur.fichiers == {f"modeles/{n}": n.encode() for n in (*MODELES, *CADRES)} | autres
    assert list(lu.valeur.contributions()) == ["contributions/caf.yaml"]
    assert list(lu.valeur.textes()) == ["modeles/texte/preambule.md"]


def test_un_autre_dossier(tmp_path: Path) -> None:
    (faute,) = _fautes(tmp_path)
    assert faute[:2] == ("CD020", "modeles")
    assert faute[2].endswith("n'est pas un dossier de contrat : il n'a pas de sous-dossier « modeles ».")


def test_tout_ce_qui_manque_est_dit(racine: Path) -> None:
    for nom in MODELES:
        (racine / "modeles" / nom).unlink()
    assert _fautes(racine) == [("CD020", f"modeles/{n}", "Ce fichier manque.") for n in MODELES]


@pytest.mark.parametrize(
    ("nom", "terminaison", "aide"),
    [
        ("contributions/mmh.yml", ".yaml", "mmh.yaml"),
        ("contributions/mmh.YAML", ".yaml", "mmh.yaml"),
        ("contributions/mmh.yaml.txt", ".yaml", "mmh.yaml"),
        ("modeles/texte/suite.MD", ".md", "suite.md"),
        ("modeles/texte/suite.txt", ".md", "suite.md"),
    ],
)
def test_une_terminaison_voisine_est_dite(racine: Path, nom: str, terminaison: str, aide: str) -> None:
    (racine / nom).write_bytes(b"")
    (faute,) = lire_dossier(racine).diagnostics
    assert (faute.code, str(faute.place)) == ("CD023", nom)
    assert faute.message == f"Ce fichier n'est pas lu : sa terminaison doit être « {terminaison} »."
    assert faute.aides == (f"Renommez-le « {aide} ».",)


@pytest.mark.parametrize(
    "nom", ["contributions/mmh.yaml", "modeles/texte/x.md", "modeles/logos/x.png", "modeles/faits.yaml"]
)
def test_un_lien_vers_l_exterieur_n_est_pas_suivi(racine: Path, nom: str) -> None:
    secret = racine.parent / "secret"
    secret.write_bytes(b"mot de passe")
    (racine / nom).unlink(missing_ok=True)
    (racine / nom).symlink_to(secret)
    assert _fautes(racine) == [("CD022", nom, "Ce fichier est un lien vers l'extérieur du dossier.")]


def test_un_dossier_lie_vers_l_exterieur_n_est_pas_suivi(racine: Path) -> None:
    ailleurs = racine.parent / "ailleurs"
    ailleurs.mkdir()
    (ailleurs / "mmh.yaml").write_bytes(b"secret")
    (racine / "contributions/caf.yaml").unlink()
    (racine / "contributions").rmdir()
    (racine / "contributions").symlink_to(ailleurs)
    assert _fautes(racine) == [
        ("CD022", "contributions/mmh.yaml", "Ce fichier est un lien vers l'extérieur du dossier.")
    ]


def test_un_lien_dans_le_dossier_est_suivi(racine: Path) -> None:
    (racine / "contributions/mmh.yaml").symlink_to(racine / "contributions/caf.yaml")
    lu = lire_dossier(racine).valeur
    assert lu is not None
    assert lu.fichiers["contributions/mmh.yaml"] == b"c"


def test_un_lien_rompu_n_est_pas_passe_sous_silence(racine: Path) -> None:
    (racine / "contributions/mmh.yaml").symlink_to("nulle-part.yaml")
    assert _fautes(racine) == [("CD020", "contributions/mmh.yaml", "Ce fichier manque.")]


@pytest.mark.parametrize("nom", ["contributions/mmh.yaml", "modeles/faits.yaml"])
def test_un_lien_en_rond(racine: Path, nom: str) -> None:
    (racine / nom).unlink(missing_ok=True)
    (racine / nom).symlink_to(racine / nom)
    assert _fautes(racine) == [("CD021", nom, "Ce fichier ne peut pas être lu.")]


@pytest.mark.parametrize("fabrique", [Path.mkdir, os.mkfifo])
def test_ce_qui_n_est_pas_un_fichier(racine: Path, fabrique: object) -> None:
    (racine / "modeles/faits.yaml").unlink()
    assert callable(fabrique)
    fabrique(racine / "modeles/faits.yaml")
    assert _fautes(racine) == [
        ("CD021", "modeles/faits.yaml", "Ce fichier ne peut pas être lu : ce n'est pas un fichier.")
    ]


@pytest.mark.parametrize(
    ("exception", "suite"), [(PermissionError(13, "x"), " : son accès est refusé."), (OSError(5, "x"), ".")]
)
def test_un_fichier_illisible(racine: Path, monkeypatch: pytest.MonkeyPatch, exception: OSError, suite: str) -> None:
    """The error is made here, since nothing is forbidden to the user that runs tests in a container."""

    def refuser(_: Path) -> bytes:
        raise exception

    monkeypatch.setattr(Path, "read_bytes", refuser)
    fautes = _fautes(racine)
    assert len(fautes) == len(MODELES) + len(CADRES) + 3
    assert {(code, message) for code, _, message in fautes} == {("CD021", f"Ce fichier ne peut pas être lu{suite}")}


def test_un_nom_illisible(racine: Path) -> None:
    (racine / "contributions/a\nb.yaml").write_bytes(b"")
    (racine / "contributions" / os.fsdecode(b"m\xe9.yaml")).write_bytes(b"")
    message = "Le nom de ce fichier contient un caractère illisible : renommez-le."
    noms = ("contributions/a?b.yaml", "contributions/m?.yaml")
    assert _fautes(racine) == [("CD021", nom, message) for nom in noms]


@pytest.mark.skipif(os.name == "nt", reason="une barre oblique inverse y sépare les dossiers")
def test_un_nom_que_windows_lirait_autrement(racine: Path) -> None:
    (racine / "contributions/a\\b.yaml").write_bytes(b"")
    message = "Le nom de ce fichier contient une barre oblique inverse : renommez-le."
    assert _fautes(racine) == [("CD021", "contributions/a\\b.yaml", message)]


def test_un_fichier_trop_lourd(racine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dossier, "_TAILLE_MAX", 4 * 1024 * 1024)
    with (racine / "modeles/logos/agglo.png").open("wb") as f:
        f.truncate(4 * 1024 * 1024 + 1)
    assert _fautes(racine) == [("CD001", "modeles/logos/agglo.png", "Le fichier pèse plus de 4 Mo.")]


def test_trop_de_fichiers(racine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dossier, "_FICHIERS_MAX", 2)
    for i in range(3):
        (racine / f"contributions/p{i}.yaml").write_bytes(b"")
    assert _fautes(racine) == [("CD024", "contributions", "Le dossier contient plus de 2 fichiers.")]
