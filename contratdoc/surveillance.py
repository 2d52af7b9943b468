"""Watch a contract's folder: tell which sources moved, once they are quiet.

The folder is looked at a few times a second: some forty dates and sizes. The notifications of an operating system would
cost less, but say nothing of the network shares and synchronised folders where coordinators keep their contracts.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from contratdoc.source.dossier import SCEAU

Releve = Mapping[str, tuple[int, int]]
"""Date (in nanoseconds) and size of each source, by its path relative to the folder, with `/`."""

PAS: Final = 0.25
"""Seconds between two looks: an editor that writes its file in two goes is done by then."""
_LIEUX: Final = ("modeles", "contributions")


def relever(racine: Path) -> Releve:
    """Look at the sources of a folder.

    Args:
        racine: The contract's folder; one that is not there has no source.

    Returns:
        The date and size of each; what programs leave beside a file that is open (`.x.swp`, `~$x.docx`) is not one.
    """
    releve: dict[str, tuple[int, int]] = {}
    chemins = [racine / SCEAU]
    for lieu in _LIEUX:
        for dossier, dossiers, noms in os.walk(racine / lieu):
            dossiers[:] = [d for d in dossiers if not d.startswith(".")]
            chemins += [Path(dossier, nom) for nom in noms if not nom.startswith((".", "~$"))]
    for chemin in chemins:
        with contextlib.suppress(OSError):  # gone since it was named, or never there
            etat = chemin.stat()
            releve[chemin.relative_to(racine).as_posix()] = etat.st_mtime_ns, etat.st_size
    return releve


def changes(avant: Releve, apres: Releve) -> tuple[str, ...]:
    """Name what was written, added or removed between two looks, sorted."""
    return tuple(sorted(nom for nom in {*avant, *apres} if avant.get(nom) != apres.get(nom)))


def attendre_un_changement(racine: Path, vu: Releve, attendre: Callable[[float], None] = time.sleep) -> Releve:
    """Wait until a source has moved, and then until none moves any more.

    Args:
        racine: The contract's folder.
        vu: The sources as they were last compiled.
        attendre: Waits for so many seconds between two looks.

    Returns:
        The sources as they are now.
    """
    avant = vu
    while True:
        attendre(PAS)
        maintenant = relever(racine)
        if maintenant != vu and maintenant == avant:
            return maintenant
        avant = maintenant
