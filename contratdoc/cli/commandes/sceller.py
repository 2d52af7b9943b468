"""`contratdoc sceller`."""

from __future__ import annotations

from pathlib import Path

import click

from contratdoc.cli.affichage import avancement, montrer
from contratdoc.cli.ecriture import ecrire_fichiers
from contratdoc.cli.francais import CommandeFr
from contratdoc.cli.options import aujourd_hui, option_dossier


@click.command(cls=CommandeFr)
@option_dossier
def commande(dossier: Path) -> int:
    """Scelle le contrat : fixe dans contrat.scelle.json ce qu'il dit le jour où il est signé.

    Le contrat est d'abord compilé ; s'il reste une erreur, rien n'est scellé. Ensuite, compiler refuse de faire passer
    des sources changées pour le contrat signé : on le modifie par un avenant.
    """
    from contratdoc.actes import faire_sceau
    from contratdoc.pipeline import compiler, load_dossier
    from contratdoc.source.dossier import SCEAU

    with avancement() as etape:
        fait = compiler(dossier, aujourd_hui=aujourd_hui(), avancement=etape)
    lu = load_dossier(dossier)
    if fait.bilan is None or lu.valeur is None:
        montrer([d for d in (*fait.diagnostics, *lu.diagnostics) if d.severite == "erreur"], dossier)
        click.echo("Rien n'a été scellé.", err=True)
        return 1
    sceau = faire_sceau(lu.valeur, {c.name: c.read_bytes() for c in fait.fichiers.values()}, aujourd_hui())
    if sceau.valeur is None:
        montrer(sceau.diagnostics, dossier)
        click.echo("Rien n'a été scellé.", err=True)
        return 1
    code = ecrire_fichiers(dossier, {SCEAU: sceau.valeur.en_json()})
    if code == 0:
        click.echo(f"Contrat scellé : empreinte {sceau.valeur.hash[:16]}…")
    return code
