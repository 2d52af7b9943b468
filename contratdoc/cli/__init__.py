"""The command line: it does nothing that the library cannot."""

from __future__ import annotations

import atexit
import gc
import sys
import traceback

import click

from contratdoc import __version__
from contratdoc.cli.francais import GroupeParesseux, phrase_d_usage

COMMANDES = {
    "avenant": "Écrit un avenant et tout ce qui va avec lui, ou le propose d'après les sources.",
    "compiler": "Compile le contrat en Word et en PDF, dans sortie.",
    "consolider": "Écrit le contrat tel qu'il se lit un jour donné, avenants compris.",
    "etat": "Dit où en est chaque partenaire, et qui sert chaque objectif.",
    "expliquer": "Explique une règle : ce qu'elle vérifie, pourquoi, un exemple, la correction.",
    "importer": "Fait un dossier de contrat d'un contrat existant : Word, OpenDocument, Markdown ou texte.",
    "init": "Crée un nouveau dossier de contrat, qui compile aussitôt en brouillon.",
    "lot": "Compile beaucoup de contrats, et en rend un seul rapport.",
    "nouveau": "Crée la contribution d'un partenaire, à remplir.",
    "retour": "Compare une copie Word revenue corrigée avec les sources, et reprend ce que vous choisissez.",
    "schema": "Écrit les schémas qui guident les éditeurs de YAML.",
    "sceller": "Scelle le contrat tel qu'il est signé, avant tout avenant.",
    "signer": "Signe le PDF du contrat pour une partie.",
    "surveiller": "Compile le contrat à chaque fichier enregistré.",
    "verifier": "Vérifie tout le dossier et montre chaque faute à sa ligne.",
    "verifier-pdf": "Dit ce que prouve un contrat signé, avec le PDF seul.",
}


@click.group(cls=GroupeParesseux, commandes=COMMANDES)
@click.version_option(__version__, "--version", message="contratdoc %(version)s", help="Affiche la version.")
def groupe() -> None:
    """Compile les contributions des partenaires d'un Contrat de Ville en un contrat à signer.

    Lancez les commandes depuis le dossier du contrat (celui qui contient modeles et contributions).
    """


def main() -> None:
    """Run the command line: 0 fine, 1 faults found, 2 wrong usage, 3 our bug."""
    # A command is short and makes no cycles worth collecting: the collector would only walk the document again.
    # Nor on its way out, when Python walks it once more all the same: a tenth of a second for a contract.
    gc.disable()
    atexit.register(gc.freeze)
    for flux in (sys.stdout, sys.stderr):
        if hasattr(flux, "reconfigure"):
            flux.reconfigure(encoding="utf-8", errors="replace")
    try:
        code = groupe.main(prog_name="contratdoc", standalone_mode=False)
    except click.UsageError as e:
        click.echo(phrase_d_usage(e), err=True)
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrompu.", err=True)
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
    except Exception:  # noqa: BLE001 - the last net: a fault of ours is told as such, never passed off as the user's
        click.echo("Erreur interne de contratdoc (ce n'est pas votre fait). Transmettez le texte qui suit :", err=True)
        click.echo(traceback.format_exc(), err=True)
        sys.exit(3)
    sys.exit(code if isinstance(code, int) else 0)
