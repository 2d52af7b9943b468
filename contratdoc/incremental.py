"""Whether anything moved since the last build: sources, tool, options and outputs, compared by hash.

This module loads none of the compiler: to find that there is nothing to do must not cost what doing it costs.
Measured on a contract of 100 pages: what each source file gave could be kept on disk too, but reading them all takes a
tenth of a build, and only a format that runs code when read (pickle) would be faster. A process that lasts keeps it in
memory (`lecture.py`), and typst what it laid out: that is what `surveiller` is for.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from contratdoc import __version__
from contratdoc.bilan import Bilan, Compilation, Options
from contratdoc.construction import Construction, garder_construction, lire_construction
from contratdoc.diagnostics import Diagnostic
from contratdoc.sortie import reprendre_sortie
from contratdoc.source.dossier import Dossier, lire_dossier

_PAQUET: Final = Path(__file__).parent


def construction_faite(racine: Path, formats: Sequence[str], options: Options) -> Compilation | None:
    """Return the last build of a folder, as it was told then.

    Args:
        racine: The contract's folder.
        formats: The formats asked for.
        options: The choices of the build; an acceptance that has ended since changes what there is to say.

    Returns:
        The build; None when anything moved: a source, an option, the tool, or a file that it had made.
    """
    sortie = racine / "sortie"
    reprendre_sortie(sortie)
    avant = lire_construction(sortie)
    if avant is None or not set(formats) <= set(avant.sorties):
        return None
    if _echues(avant.echeances, options) != avant.echues:
        return None
    fichiers = {f: sortie / f"contrat.{f}" for f in formats}
    if any(_hacher_fichier(chemin) != avant.sorties[f] for f, chemin in fichiers.items()):
        return None
    try:
        dossier = lire_dossier(racine).valeur
    except OSError:  # told by the build itself
        return None
    if dossier is None or cle_de(dossier, options) != avant.cle:
        return None
    dits = (*avant.diagnostics, *(avant.du_pdf if "pdf" in formats else ()))
    return Compilation(fichiers, avant.bilan, dits, inchange=True)


@dataclass(frozen=True, slots=True)
class Dits:
    """What a build had to say: its checks, the writing of its PDF, and the days that would change it."""

    controles: tuple[Diagnostic, ...]
    du_pdf: tuple[Diagnostic, ...] = ()
    echeances: tuple[dt.date, ...] = ()


def retenir(dossier: Dossier, octets: Mapping[str, bytes], bilan: Bilan, dits: Dits, options: Options) -> None:
    """Remember a build that was just written, with what an earlier build of the same sources made besides.

    Args:
        dossier: The sources as they were read, not as they may be by now.
        octets: The files written, by format.
        bilan: The figures.
        dits: What there was to say.
        options: The choices of the build.
    """
    sortie = dossier.racine / "sortie"
    cle = cle_de(dossier, options)
    avant = lire_construction(sortie)
    meme = avant if avant is not None and avant.cle == cle else None
    fins = tuple(sorted({e.isoformat() for e in dits.echeances}))
    sorties = {f: hashlib.sha256(o).hexdigest() for f, o in octets.items()}
    construction = Construction(
        cle,
        {**(meme.sorties if meme is not None else {}), **sorties},
        bilan,
        dits.controles,
        dits.du_pdf if "pdf" in octets or meme is None else meme.du_pdf,
        fins,
        _echues(fins, options),
    )
    garder_construction(sortie, construction)


def _echues(echeances: Sequence[str], options: Options) -> tuple[str, ...]:
    """Name the days that have passed; written in ISO form, they sort as days do."""
    jour = options.aujourd_hui
    return tuple(e for e in echeances if jour is not None and e < jour.isoformat())


def cle_de(dossier: Dossier, options: Options) -> str:
    """Hash all that a build is made from, by content: a file touched but the same changes nothing.

    Args:
        dossier: The sources, in memory.
        options: The choices of the build; the day is not among what its files are made from.

    Returns:
        The hash.
    """
    somme = hashlib.sha256()
    moteur = options.moteur
    _ajouter(somme, outil_en_place().encode(), moteur.encode(), _programme(moteur).encode())
    _ajouter(somme, b"brouillon" if options.brouillon else b"")
    for nom in sorted(dossier.fichiers):
        _ajouter(somme, nom.encode("utf-8", "surrogatepass"), dossier.fichiers[nom])
    return somme.hexdigest()


def _ajouter(somme: hashlib._Hash, *parties: bytes) -> None:
    for partie in parties:
        somme.update(len(partie).to_bytes(8, "big") + partie)


@cache
def outil_en_place() -> str:
    """Name the tool at work: its version, its own files, the interpreter and the libraries installed.

    The files are told by size and date, the libraries by the folders that installers leave: reading them all, or
    asking each for its version, would take longer than the rest.
    """
    fichiers: list[str] = []
    for racine, dossiers, noms in os.walk(_PAQUET):
        dossiers[:] = sorted(d for d in dossiers if d != "__pycache__")
        for nom in sorted(noms):
            etat = (Path(racine) / nom).stat()
            fichiers.append(f"{racine}/{nom}:{etat.st_size}:{etat.st_mtime_ns}")
    # Only where installers work: the rest of the path is the place from which the command was called.
    lieux = (chemin for chemin in sys.path if Path(chemin).name in ("site-packages", "dist-packages"))
    trouves = {d for chemin in lieux for d in _contenu(chemin) if d.endswith((".dist-info", ".egg-info"))}
    return "\n".join([__version__, sys.version, *fichiers, *sorted(trouves)])


def _contenu(chemin: str) -> list[str]:
    try:
        return os.listdir(chemin)  # noqa: PTH208 - names alone, of folders that may be archives
    except OSError:
        return []


def _programme(moteur: str) -> str:
    """Tell one installation of LibreOffice from another."""
    if moteur != "libreoffice":
        return ""
    trouve = shutil.which("soffice") or shutil.which("libreoffice")
    if trouve is None:
        return "absent"
    chemin = Path(trouve).resolve()
    return f"{chemin}:{chemin.stat().st_mtime_ns}"


def _hacher_fichier(chemin: Path) -> str:
    try:
        return hashlib.sha256(chemin.read_bytes()).hexdigest()
    except OSError:
        return ""
