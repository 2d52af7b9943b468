"""`contratdoc init`."""

from __future__ import annotations

from pathlib import Path

import click

from contratdoc.cli.francais import CommandeFr


@click.command(cls=CommandeFr)
@click.argument("dossier", type=click.Path(path_type=Path), metavar="DOSSIER")
def commande(dossier: Path) -> int:
    """Crée un nouveau dossier de contrat : cadres, textes et partenaire d'exemple.

    Il compile aussitôt en brouillon. Un dossier qui contient déjà quelque chose n'est pas touché.
    """
    from contratdoc.cli.ecriture import ecrire_fichiers, raison
    from contratdoc.nouveau_dossier import fichiers_du_dossier

    try:
        if dossier.exists() and (not dossier.is_dir() or any(dossier.iterdir())):
            click.echo(f"« {dossier} » existe déjà et n'est pas vide : rien n'a été écrit.", err=True)
            return 1
    except OSError as e:
        click.echo(f"« {dossier} » ne peut pas être lu ({raison(e)}).", err=True)
        return 1
    code = ecrire_fichiers(dossier, fichiers_du_dossier())
    if code == 0:
        click.echo(f"\nÀ vous : cd {dossier}, puis contratdoc compiler --brouillon")
    return code
