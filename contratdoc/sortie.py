"""The folder `sortie`: whole files of one build, whatever happens.

New files are written beside, flushed, then a journal says which file takes which place, and only then are they
renamed. A build that is killed before the journal leaves what was there; killed after it, the next command that looks
at the folder finishes the renames. A lock keeps two builds from crossing.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO

_ATELIER = ".construction"
_JOURNAL = "journal.json"
_ATTENTE_MAX = 120.0
_PAS = 0.05


class SortieImpossible(Exception):
    """The folder cannot be written; the message is a French sentence."""


def ecrire_sortie(dossier: Path, fichiers: Mapping[str, bytes]) -> None:
    """Put the files of one build in the folder, all or none.

    Args:
        dossier: The folder `sortie`; made when it does not exist.
        fichiers: Content by file name.

    Raises:
        SortieImpossible: Read-only, full, or locked for too long; the folder holds what it held.
    """
    atelier = dossier / _ATELIER
    try:
        atelier.mkdir(parents=True, exist_ok=True)
        with _verrou(atelier / "verrou"):
            _terminer(dossier)
            _nettoyer(atelier)
            for nom, octets in fichiers.items():
                _ecrire(atelier / nom, octets)
            _ecrire(atelier / f"{_JOURNAL}.nouveau", json.dumps(sorted(fichiers)).encode())
            os.replace(atelier / f"{_JOURNAL}.nouveau", atelier / _JOURNAL)
            _terminer(dossier)
    except OSError as e:
        raise SortieImpossible(_raison(dossier, e)) from e


def reprendre_sortie(dossier: Path) -> None:
    """Finish the renames of a build that was killed in the middle of them; do nothing otherwise."""
    if not (dossier / _ATELIER / _JOURNAL).is_file():
        return
    with contextlib.suppress(OSError), _verrou(dossier / _ATELIER / "verrou"):
        _terminer(dossier)


def _ecrire(chemin: Path, octets: bytes) -> None:
    with chemin.open("wb") as f:
        f.write(octets)
        f.flush()
        os.fsync(f.fileno())


def _terminer(dossier: Path) -> None:
    """Carry out the journal, if there is one: each rename is done once, in any number of tries."""
    atelier = dossier / _ATELIER
    journal = atelier / _JOURNAL
    if not journal.is_file():
        return
    for nom in json.loads(journal.read_text("utf-8")):
        with contextlib.suppress(FileNotFoundError):  # already renamed by the build that was killed
            os.replace(atelier / nom, dossier / nom)
    journal.unlink()


def _nettoyer(atelier: Path) -> None:
    for reste in atelier.iterdir():
        if reste.name not in ("verrou", _JOURNAL):
            shutil.rmtree(reste) if reste.is_dir() else reste.unlink()


@contextlib.contextmanager
def _verrou(chemin: Path) -> Iterator[None]:
    """Hold the folder's lock; the system frees it when the process ends, however it ends."""
    with chemin.open("a+b") as f:
        limite = time.monotonic() + _ATTENTE_MAX
        while not _prendre(f):
            if time.monotonic() > limite:
                raise TimeoutError("une autre compilation est en cours")
            time.sleep(_PAS)
        yield


def _prendre(f: IO[bytes]) -> bool:
    try:
        if os.name == "nt":  # pragma: no cover - Windows has no flock
            import msvcrt

            f.seek(0)
            msvcrt.locking(f.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl

            fcntl.flock(f, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _raison(dossier: Path, e: OSError) -> str:
    if isinstance(e, TimeoutError):
        return f"Le dossier « {dossier.name} » est occupé par une autre compilation."
    if e.errno in (28, 122):  # ENOSPC, EDQUOT
        return f"Le disque est plein : « {dossier.name} » n'a pas été modifié."
    if isinstance(e, PermissionError):
        return f"Le dossier « {dossier.name} » ne peut pas être modifié (droits, ou document ouvert dans Word)."
    return f"Le dossier « {dossier.name} » ne peut pas être écrit ({e.strerror or type(e).__name__})."
