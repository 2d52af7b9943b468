"""Writing the small files that a command makes: never over a file of the user, and told one by one."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from pathlib import Path

import click

_RAISONS = {
    errno.EACCES: "vous n'en avez pas le droit",
    errno.EPERM: "vous n'en avez pas le droit",
    errno.EROFS: "le disque est en lecture seule",
    errno.ENOSPC: "le disque est plein",
    errno.EDQUOT: "le disque est plein",
    errno.ENOTDIR: "un fichier porte le nom d'un dossier",
    errno.EEXIST: "un fichier porte le nom d'un dossier",
    errno.EISDIR: "un dossier porte le nom d'un fichier",
    errno.ENAMETOOLONG: "ce nom est trop long",
}


def raison(e: OSError) -> str:
    """Say in French why the system refused."""
    return _RAISONS.get(e.errno or 0, f"erreur {e.errno} du système")


def ecrire_fichiers(dossier: Path, fichiers: Mapping[str, str | bytes], *, remplacer: bool = False) -> int:
    """Write files below a folder; refuse, before writing any, when one exists already.

    Args:
        dossier: The folder, made when needed.
        fichiers: Content by path relative to the folder.
        remplacer: True for files that only the tool writes.

    Returns:
        The exit code.
    """
    try:
        presents = [n for n in fichiers if (dossier / n).exists()]
        if presents and not remplacer:
            click.echo(f"« {dossier / presents[0]} » existe déjà : rien n'a été écrit.", err=True)
            return 1
        for nom, contenu in fichiers.items():
            chemin = dossier / nom
            chemin.parent.mkdir(parents=True, exist_ok=True)
            _poser(chemin, contenu.encode() if isinstance(contenu, str) else contenu)
            click.echo(chemin)
    except OSError as e:
        click.echo(f"« {dossier} » ne peut pas être écrit ({raison(e)}).", err=True)
        return 1
    return 0


def _poser(chemin: Path, octets: bytes) -> None:
    """Write a file whole or not at all: a seal cut short would be no proof of what was signed."""
    provisoire = chemin.with_name(f".{chemin.name}.nouveau")
    try:
        provisoire.write_bytes(octets)
        provisoire.replace(chemin)
    finally:
        provisoire.unlink(missing_ok=True)
