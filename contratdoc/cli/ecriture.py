"""Writing the small files that a command makes: never over a file of the user, and told one by one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click


def ecrire_fichiers(dossier: Path, fichiers: Mapping[str, str | bytes], *, remplacer: bool = False) -> int:
    """Write files below a folder; refuse, before writing any, when one exists already.

    Args:
        dossier: The folder, made when needed.
        fichiers: Content by path relative to the folder.
        remplacer: True for files that only the tool writes.

    Returns:
        The exit code.
    """
    presents = [n for n in fichiers if (dossier / n).exists()]
    if presents and not remplacer:
        click.echo(f"« {dossier / presents[0]} » existe déjà : rien n'a été écrit.", err=True)
        return 1
    try:
        for nom, contenu in fichiers.items():
            chemin = dossier / nom
            chemin.parent.mkdir(parents=True, exist_ok=True)
            chemin.write_bytes(contenu.encode() if isinstance(contenu, str) else contenu)
            click.echo(chemin)
    except OSError as e:
        click.echo(f"« {dossier} » ne peut pas être écrit ({e.strerror or type(e).__name__}).", err=True)
        return 1
    return 0
