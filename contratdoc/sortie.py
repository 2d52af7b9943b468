"""The folder `sortie`: whole files of one build, whatever happens.

New files are written beside, flushed, then a journal says which file takes which place, and only then are they
renamed. A build that is killed before the journal leaves what was there; killed after it, the next command that looks
at the folder finishes the renames. A rename that is refused (a document open in Word) undoes those already done. A lock
keeps two builds from crossing.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

ATELIER = ".construction"
"""The folder, in `sortie`, where builds work."""
ETAT = "etat.json"
"""What a build leaves there for the next one."""
_JOURNAL = "journal.json"
_VERROU = "verrou"
_ATTENTE_MAX = 120.0
_PAS = 0.05
_RAISONS = {
    errno.EROFS: "le disque est en lecture seule",
    errno.EFBIG: "un fichier dépasse la taille permise",
    errno.EEXIST: "un fichier y porte le nom d'un dossier",
    errno.ENOTDIR: "un fichier y porte le nom d'un dossier",
    errno.EISDIR: "un dossier y porte le nom d'un fichier",
    errno.EIO: "le disque répond mal",
}


class SortieImpossible(Exception):
    """The folder cannot be written; the message is a French sentence, `aide` another that says what to do."""

    def __init__(self, message: str, aide: str = "") -> None:
        super().__init__(message)
        self.aide = aide


@dataclass(frozen=True, slots=True)
class _Journal:
    """What is to be put in place: `anciens` were there before; `retour` when all is to be as it was."""

    noms: list[str]
    anciens: list[str]
    retour: bool = False


def ecrire_sortie(dossier: Path, fichiers: Mapping[str, bytes]) -> None:
    """Put the files of one build in the folder, all or none.

    Args:
        dossier: The folder `sortie`; made when it does not exist.
        fichiers: Content by file name.

    Raises:
        SortieImpossible: Read-only, full, or locked for too long; the folder holds what it held.
    """
    atelier = dossier / ATELIER
    try:
        atelier.mkdir(parents=True, exist_ok=True)
        with _verrou(atelier / _VERROU):
            _terminer(dossier)
            try:
                # A file that says what it said keeps its date: what watches it has nothing to do.
                _preparer(dossier, {n: o for n, o in fichiers.items() if not _dit_deja(dossier / n, o)})
                _terminer(dossier)
            finally:
                _nettoyer(atelier)
    except OSError as e:
        raise _impossible(dossier, e) from e


def reprendre_sortie(dossier: Path) -> None:
    """Finish the renames of a build that was killed in the middle of them; do nothing otherwise."""
    with contextlib.suppress(OSError):
        if (dossier / ATELIER / _JOURNAL).is_file():
            with _verrou(dossier / ATELIER / _VERROU):
                _terminer(dossier)
                _nettoyer(dossier / ATELIER)


def _preparer(dossier: Path, fichiers: Mapping[str, bytes]) -> None:
    """Write all that the renames need, and then only the journal."""
    atelier = dossier / ATELIER
    _nettoyer(atelier)
    if not fichiers:
        return
    for nom, octets in fichiers.items():
        _ecrire(atelier / nom, octets)
    noms = sorted(fichiers)
    anciens = [nom for nom in noms if (dossier / nom).exists()]
    for nom in anciens:
        shutil.copyfile(dossier / nom, _ancien(atelier, nom))
    _noter(atelier, _Journal(noms, anciens))


def _dit_deja(chemin: Path, octets: bytes) -> bool:
    try:
        return chemin.stat().st_size == len(octets) and chemin.read_bytes() == octets
    except OSError:
        return False


def _ecrire(chemin: Path, octets: bytes) -> None:
    with chemin.open("wb") as f:
        f.write(octets)
        f.flush()
        os.fsync(f.fileno())


def _ancien(atelier: Path, nom: str) -> Path:
    return atelier / f"{nom}.ancien"


def _noter(atelier: Path, journal: _Journal) -> None:
    _ecrire(atelier / f"{_JOURNAL}.nouveau", json.dumps(asdict(journal)).encode())
    (atelier / f"{_JOURNAL}.nouveau").replace(atelier / _JOURNAL)


def _terminer(dossier: Path) -> None:
    """Carry out the journal, if there is one: each rename is done once, in any number of tries.

    Raises:
        OSError: A rename was refused; those done before it are undone.
    """
    atelier = dossier / ATELIER
    if not (atelier / _JOURNAL).is_file():
        return
    journal = _Journal(**json.loads((atelier / _JOURNAL).read_text("utf-8")))
    if journal.retour:
        _rendre(dossier, journal)
    else:
        try:
            _poser(dossier, journal)
        except OSError:
            _noter(atelier, _Journal(journal.noms, journal.anciens, retour=True))
            _rendre(dossier, journal)
            (atelier / _JOURNAL).unlink()
            raise
    (atelier / _JOURNAL).unlink()


def _poser(dossier: Path, journal: _Journal) -> None:
    for nom in journal.noms:
        with contextlib.suppress(FileNotFoundError):  # already renamed by the build that was killed
            (dossier / ATELIER / nom).replace(dossier / nom)


def _rendre(dossier: Path, journal: _Journal) -> None:
    atelier = dossier / ATELIER
    for nom in journal.noms:
        if (atelier / nom).exists():
            continue  # it never took its place
        if nom in journal.anciens:
            with contextlib.suppress(FileNotFoundError):  # already given back
                _ancien(atelier, nom).replace(dossier / nom)
        else:
            (dossier / nom).unlink(missing_ok=True)


def _nettoyer(atelier: Path) -> None:
    """Remove what a build left behind, but for what a journal still needs."""
    if (atelier / _JOURNAL).is_file():
        return
    for reste in atelier.iterdir():
        if reste.name not in (_VERROU, ETAT):
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


def _impossible(dossier: Path, e: OSError) -> SortieImpossible:
    nom = f"Le dossier « {dossier.name} »"
    if isinstance(e, TimeoutError):
        return SortieImpossible(f"{nom} est occupé par une autre compilation.", "Attendez qu'elle finisse.")
    if e.errno in (errno.ENOSPC, errno.EDQUOT):
        return SortieImpossible(
            f"Le disque est plein : « {dossier.name} » n'a pas été modifié.", "Libérez de la place."
        )
    if isinstance(e, PermissionError):
        message = f"{nom} ne peut pas être modifié (droits, ou document ouvert dans Word)."
        return SortieImpossible(message, "Fermez le document dans Word, ou vérifiez les droits.")
    raison = _RAISONS.get(e.errno or 0, f"erreur {e.errno} du système")
    aide = f"Vérifiez le disque, et ce qui porte le nom de « {dossier.name} » ou du dossier qui le contient."
    return SortieImpossible(f"{nom} ne peut pas être écrit ({raison}).", aide)
