"""`contratdoc schema`."""

from __future__ import annotations

from pathlib import Path

import click

from contratdoc.cli.francais import CommandeFr


@click.command(cls=CommandeFr)
@click.option(
    "--vers",
    type=click.Path(path_type=Path),
    default=Path("modeles/schemas"),
    metavar="DOSSIER",
    help="Dossier des schémas (modeles/schemas, par défaut).",
)
def commande(vers: Path) -> int:
    """Écrit les schémas JSON de tous les fichiers YAML du contrat.

    Les éditeurs qui les lisent (VS Code avec l'extension YAML, par exemple) proposent les champs et soulignent les
    fautes pendant la frappe.
    """
    from contratdoc.cli.ecriture import ecrire_fichiers
    from contratdoc.schema.schemas_json import schemas_json

    return ecrire_fichiers(vers, schemas_json(), remplacer=True)
