"""A PDF verified for whoever holds it alone: read in bounded processes, its sources compiled again beside.

The two tasks run side by side. Each dies alone of a hostile file, and what the other found is still told.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from contratdoc.signature.enfant import MEMOIRE, SECONDES
from contratdoc.signature.joints import nom_sur
from contratdoc.signature.rapport import Rapport, faux, non_prouve

_BORNES: Final = f"{SECONDES} secondes et {MEMOIRE // 1048576} Mo"
_UTILES: Final = ("PATH", "HOME", "LANG", "LC_ALL", "SYSTEMROOT", "LD_LIBRARY_PATH", "TZ")
_TACHES: Final = ("examen", "reprise")


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found, and the attached files, in memory."""

    rapport: Rapport
    joints: Mapping[str, bytes]


def verifier(octets: bytes, ancres: Sequence[bytes] = (), secondes: float = SECONDES) -> Verification:
    """Verify a PDF.

    Args:
        octets: The file.
        ancres: The authorities that the user trusts, each a PEM or DER file.
        secondes: How long the whole may last.

    Returns:
        What was found.
    """
    with tempfile.TemporaryDirectory(prefix="contratdoc-verifier-", ignore_cleanup_errors=True) as atelier:
        dossier = Path(atelier)
        for tache in _TACHES:  # each in its own folder
            ici = dossier / tache
            ici.mkdir()
            (ici / "document.pdf").write_bytes(octets)
            for rang, ancre in enumerate(ancres):
                (ici / f"ancre-{rang:03}").write_bytes(ancre)
        fins = _lancer(dossier, secondes)
        examen = _lire(dossier, "examen")
        reprise = _lire(dossier, "reprise")
        joints = _joints(dossier / "examen", examen)
    if examen is None:
        phrase = f"Le fichier n'a pas pu être lu dans les bornes données ({_BORNES}) : {fins['examen']}."
        examen = Rapport((), (faux("CD862", phrase),))
    if reprise is None:
        phrase = f"Les sources jointes n'ont pas pu être recompilées dans les bornes données ({_BORNES})."
        return Verification(examen.avec(non_prouve(phrase)), joints)
    return Verification(examen.avec(*reprise.constats), joints)


def _lancer(dossier: Path, secondes: float) -> dict[str, str]:
    """Run the tasks side by side until they end, or until the time is over."""
    racine = Path(__file__).resolve().parents[2]
    env = {nom: os.environ[nom] for nom in _UTILES if nom in os.environ}
    env |= {"PYTHONPATH": str(racine), "RAYON_NUM_THREADS": "2", "PYTHONDONTWRITEBYTECODE": "1"}
    processus = {}
    for tache in _TACHES:
        ici = dossier / tache
        (ici / "tmp").mkdir()
        propre = {**env, "TMPDIR": str(ici / "tmp"), "TEMP": str(ici / "tmp")}
        commande = [sys.executable, "-P", "-m", "contratdoc.signature.enfant", tache, str(ici)]
        processus[tache] = subprocess.Popen(  # noqa: S603 - our own module, a folder that we made
            commande,
            cwd=ici,
            env=propre,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    limite = time.monotonic() + secondes
    fins: dict[str, str] = {}
    try:
        for tache, p in processus.items():
            try:
                code = p.wait(max(0.0, limite - time.monotonic()))
                fins[tache] = "la mémoire ou le temps a manqué" if code else ""
            except subprocess.TimeoutExpired:
                fins[tache] = "le temps est écoulé"
    finally:
        for p in processus.values():
            p.kill()
            p.wait()
    return fins


def _lire(dossier: Path, tache: str) -> Rapport | None:
    """The findings of a task; None when it died, or left something else: a file may have taken hold of it."""
    try:
        return Rapport.depuis_donnees(json.loads((dossier / tache / f"{tache}.json").read_text("utf-8")))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _joints(dossier: Path, rapport: Rapport | None) -> dict[str, bytes]:
    if rapport is None:
        return {}
    return {
        nom: (dossier / "joints" / str(rang)).read_bytes()
        for rang, (nom, _, _) in enumerate(rapport.joints)
        if nom_sur(nom)
    }


def extraire(joints: Mapping[str, bytes], vers: Path) -> int:
    """Write the attached files in a new folder.

    Args:
        joints: The files, by name.
        vers: The folder; it must not exist.

    Returns:
        How many were written.

    Raises:
        FileExistsError: The folder exists.
        OSError: It cannot be written.
    """
    vers.mkdir(parents=True)
    racine = vers.resolve()
    ecrits = 0
    for nom, contenu in joints.items():
        chemin = racine / nom
        if not nom_sur(nom) or not chemin.resolve().is_relative_to(racine):
            continue
        chemin.parent.mkdir(parents=True, exist_ok=True)
        with chemin.open("xb") as f:
            f.write(contenu)
        ecrits += 1
    return ecrits
