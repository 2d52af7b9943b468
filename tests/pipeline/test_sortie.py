"""The folder `sortie` holds whole files of one build, or what it held, whatever the disk does."""

from __future__ import annotations

import errno
import multiprocessing
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from outils import etat

from contratdoc import sortie
from contratdoc.sortie import SortieImpossible, ecrire_sortie, reprendre_sortie

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.synchronize import Barrier

A = {"contrat.docx": b"A" * 90_000, "contrat.pdf": b"a" * 120_000}
B = {"contrat.docx": b"B" * 80_000, "contrat.pdf": b"b" * 130_000}


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    """A folder that holds a build, and a file of the user's."""
    dossier = tmp_path / "sortie"
    ecrire_sortie(dossier, A)
    (dossier / "notes.txt").write_text("à moi")
    return dossier


TEMOIN = {**A, "notes.txt": "à moi".encode()}


def test_une_compilation_remplace_la_precedente_et_ne_laisse_rien_d_autre(dossier: Path) -> None:
    ecrire_sortie(dossier, B)

    assert etat(dossier) == {**B, "notes.txt": "à moi".encode()}


def test_un_seul_format_laisse_l_autre(dossier: Path) -> None:
    ecrire_sortie(dossier, {"contrat.pdf": B["contrat.pdf"]})

    assert etat(dossier) == {**TEMOIN, "contrat.pdf": B["contrat.pdf"]}


def _refuser(monkeypatch: pytest.MonkeyPatch, ou: Any, nom: str, quand: Callable[..., bool], code: int) -> None:
    """Make a system call fail for the arguments told."""
    vrai = getattr(ou, nom)

    def faux(*arguments: Any, **options: Any) -> Any:
        if quand(*arguments):
            raise OSError(code, os.strerror(code))
        return vrai(*arguments, **options)

    monkeypatch.setattr(ou, nom, faux)


def _vers(nom: str) -> Callable[..., bool]:
    return lambda _, cible: Path(cible).name == nom and Path(cible).parent.name == "sortie"


@pytest.mark.parametrize("nom", sorted(A))
def test_un_document_ouvert_ailleurs_laisse_tout_comme_avant(
    nom: str, dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as m:
        _refuser(m, os, "replace", _vers(nom), errno.EACCES)
        with pytest.raises(SortieImpossible, match="droits, ou document ouvert dans Word"):
            ecrire_sortie(dossier, B)

    assert etat(dossier) == TEMOIN
    reprendre_sortie(dossier)
    assert etat(dossier) == TEMOIN


def test_un_premier_document_refuse_ne_laisse_pas_l_autre(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dossier = tmp_path / "sortie"
    with monkeypatch.context() as m:
        _refuser(m, os, "replace", _vers("contrat.pdf"), errno.EACCES)
        with pytest.raises(SortieImpossible):
            ecrire_sortie(dossier, B)

    assert etat(dossier) == {}


def test_un_retour_interrompu_est_termine_par_la_commande_suivante(
    dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as m:
        _refuser(m, os, "replace", _vers("contrat.pdf"), errno.EACCES)
        m.setattr(sortie, "_rendre", _mourir)
        with pytest.raises(KeyboardInterrupt):
            ecrire_sortie(dossier, B)
    assert etat(dossier)["contrat.docx"] == B["contrat.docx"]

    reprendre_sortie(dossier)

    assert etat(dossier) == TEMOIN


def _mourir(*_: Any) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("code", "phrase"),
    [
        (errno.ENOSPC, "Le disque est plein : « sortie » n'a pas été modifié."),
        (errno.EDQUOT, "Le disque est plein : « sortie » n'a pas été modifié."),
        (errno.EROFS, "Le dossier « sortie » ne peut pas être écrit (le disque est en lecture seule)."),
        (errno.EIO, "Le dossier « sortie » ne peut pas être écrit (le disque répond mal)."),
        (errno.ENXIO, f"Le dossier « sortie » ne peut pas être écrit (erreur {errno.ENXIO} du système)."),
    ],
)
def test_un_disque_qui_refuse_est_dit_en_francais_et_rien_ne_change(
    code: int, phrase: str, dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as m:
        _refuser(m, os, "fsync", lambda _: True, code)
        with pytest.raises(SortieImpossible) as faute:
            ecrire_sortie(dossier, B)

    assert str(faute.value) == phrase
    assert etat(dossier) == TEMOIN


def test_un_disque_vraiment_plein(dossier: Path) -> None:
    script = (
        "import resource, sys; from pathlib import Path; from contratdoc.sortie import *\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "try: ecrire_sortie(Path(sys.argv[1]), {'contrat.docx': b'B' * 80_000, 'contrat.pdf': b'b' * 130_000})\n"
        "except SortieImpossible as e: print(e)"
    )
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[1] == resource.RLIM_INFINITY
    fait = subprocess.run([sys.executable, "-c", script, str(dossier)], capture_output=True, text=True, check=True)

    assert "un fichier dépasse la taille permise" in fait.stdout
    assert etat(dossier) == TEMOIN


@pytest.fixture
def dossier_public() -> Iterator[Path]:
    """A folder that another user may reach: those of pytest are closed to all but their owner."""
    with tempfile.TemporaryDirectory() as racine:
        Path(racine).chmod(0o755)
        yield Path(racine) / "sortie"


def test_un_dossier_vraiment_en_lecture_seule(dossier_public: Path) -> None:
    ecrire_sortie(dossier_public, A)
    avant = etat(dossier_public)
    script = (
        "import os, sys; from pathlib import Path; from contratdoc.sortie import *\n"
        "if os.geteuid() == 0: os.setgroups([]); os.setgid(65534); os.setuid(65534)\n"
        "try: ecrire_sortie(Path(sys.argv[1]), {'contrat.docx': b'B'})\n"
        "except SortieImpossible as e: print(e)\n"
        "reprendre_sortie(Path(sys.argv[1]))"
    )
    for chemin in (dossier_public, dossier_public / ".construction"):
        chemin.chmod(0o555)
    (dossier_public / ".construction" / "verrou").chmod(0o444)
    fait = subprocess.run(
        [sys.executable, "-c", script, str(dossier_public)], capture_output=True, encoding="utf-8", check=True
    )

    assert "ne peut pas être modifié (droits, ou document ouvert dans Word)" in fait.stdout
    assert etat(dossier_public) == avant


def test_un_fichier_a_la_place_du_dossier(tmp_path: Path) -> None:
    (tmp_path / "sortie").write_text("à moi")

    with pytest.raises(SortieImpossible, match="porte le nom d'un dossier"):
        ecrire_sortie(tmp_path / "sortie", A)
    reprendre_sortie(tmp_path / "sortie")

    assert (tmp_path / "sortie").read_text() == "à moi"


def test_un_dossier_a_la_place_d_un_fichier(dossier: Path) -> None:
    (dossier / "contrat.docx").unlink()
    (dossier / "contrat.docx").mkdir()

    with pytest.raises(SortieImpossible, match="porte le nom d'un fichier"):
        ecrire_sortie(dossier, B)

    assert etat(dossier) == {"contrat.pdf": A["contrat.pdf"], "notes.txt": "à moi".encode()}


def test_les_restes_d_une_compilation_tuee_sont_enleves(dossier: Path) -> None:
    atelier = dossier / ".construction"
    (atelier / "contrat.docx").write_bytes(b"moitie")
    (atelier / "journal.json.nouveau").write_bytes(b'{"noms')
    (atelier / "sous-dossier").mkdir()

    ecrire_sortie(dossier, B)

    assert [p.name for p in atelier.iterdir()] == ["verrou"]


def test_tuee_entre_deux_renommages_la_suivante_termine(dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as m:
        m.setattr(os, "replace", _mourir_au(os.replace, "contrat.pdf"))
        with pytest.raises(KeyboardInterrupt):
            ecrire_sortie(dossier, B)
    assert etat(dossier)["contrat.docx"] == B["contrat.docx"]
    assert etat(dossier)["contrat.pdf"] == A["contrat.pdf"]

    reprendre_sortie(dossier)

    assert etat(dossier) == {**B, "notes.txt": "à moi".encode()}


def _mourir_au(vrai: Callable[..., None], nom: str) -> Callable[..., None]:
    def faux(source: Path, cible: Path) -> None:
        if _vers(nom)(source, cible):
            raise KeyboardInterrupt
        vrai(source, cible)

    return faux


def test_occupe_trop_longtemps(dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sortie, "_ATTENTE_MAX", 0.1)
    with (
        sortie._verrou(dossier / ".construction" / "verrou"),
        pytest.raises(SortieImpossible, match="occupé par une autre compilation"),
    ):
        ecrire_sortie(dossier, B)

    assert etat(dossier) == TEMOIN


def _ecrire_souvent(dossier: Path, fichiers: dict[str, bytes], depart: Barrier) -> None:
    depart.wait(30)
    for _ in range(60):
        ecrire_sortie(dossier, fichiers)


def test_deux_processus_ecrivent_sans_se_croiser(dossier: Path) -> None:
    contexte = multiprocessing.get_context("spawn")
    depart = contexte.Barrier(2)
    deux = [contexte.Process(target=_ecrire_souvent, args=(dossier, f, depart)) for f in (A, B)]
    for p in deux:
        p.start()
    for p in deux:
        p.join(60)

    assert [p.exitcode for p in deux] == [0, 0]
    fin = etat(dossier)
    assert {n: o for n, o in fin.items() if n != "notes.txt"} in (A, B)
    shutil.rmtree(dossier)
