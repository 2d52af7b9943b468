"""`contratdoc surveiller`."""

from __future__ import annotations

import gc
from pathlib import Path

import click

from contratdoc.bilan import Options
from contratdoc.cli.compilation import compiler_et_dire
from contratdoc.cli.francais import CommandeFr
from contratdoc.cli.options import aujourd_hui, heure, option_dossier, option_formats


@click.command(cls=CommandeFr)
@option_formats
@click.option("--brouillon", is_flag=True, help="Compile avec ce qui est là ; chaque page porte « PROJET ».")
@option_dossier
def commande(formats: tuple[str, ...], brouillon: bool, dossier: Path) -> int:
    """Compile le contrat, puis le refait à chaque fichier enregistré, jusqu'à Ctrl+C.

    Seuls les fichiers changés sont relus, et ce qui n'a pas bougé n'est pas remis en page. Un avertissement n'est dit
    qu'une fois. Tant qu'il reste une erreur, le Word et le PDF d'avant restent en place.
    """
    from contratdoc.pipeline import charger_les_regles
    from contratdoc.surveillance import attendre_un_changement, changes, relever

    vu = relever(dossier)
    fait = compiler_et_dire(dossier, formats, Options(brouillon=brouillon, aujourd_hui=aujourd_hui()))
    if fait.bilan is None and not (dossier / "modeles").is_dir():
        return 1  # no contract's folder, told already: there is nothing to watch
    charger_les_regles()  # once, and not in each of the processes that run them
    dits = fait.diagnostics
    click.echo("En attente d'un fichier enregistré (Ctrl+C pour finir)…", err=True)
    try:
        while True:
            gc.collect()  # switched off for the commands, which are short; this one lasts
            maintenant = attendre_un_changement(dossier, vu)
            click.echo(f"\n{heure()} : {', '.join(changes(vu, maintenant))}", err=True)
            vu = maintenant
            options = Options(brouillon=brouillon, aujourd_hui=aujourd_hui())
            fait = compiler_et_dire(dossier, formats, options, dits)
            dits = fait.diagnostics if fait.bilan is not None else dits
    except KeyboardInterrupt:
        click.echo("Fin.", err=True)
        return 0
