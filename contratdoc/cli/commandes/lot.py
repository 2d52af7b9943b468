"""`contratdoc lot`."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from contratdoc.cli.affichage import montrer, terminal
from contratdoc.cli.ecriture import raison
from contratdoc.cli.francais import CommandeFr
from contratdoc.cli.options import aujourd_hui, option_formats

if TYPE_CHECKING:
    from contratdoc.rapport import Ligne, Rapport

_TOUS_MAX = 40
"""Folders shown one by one; of more, only those that failed."""
_ETATS = {
    "compilé": "compilé",
    "inchangé": "inchangé",
    "fautes": "fautif",
    "panne": "panne",
    "délai dépassé": "trop long",
}
_ECRITURE = 1.0
"""Seconds between two writings of the report: what is lost when the command is killed."""


@click.command(cls=CommandeFr)
@click.argument("dossiers", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--travaux", type=click.IntRange(1, 512), default=None, metavar="N", help="Compilations à la fois (par cœur)."
)
@option_formats
@click.option("--brouillon", is_flag=True, help="Compile avec ce qui est là ; chaque page porte « PROJET ».")
@click.option(
    "--rapport", type=click.Path(path_type=Path, dir_okay=False), metavar="FICHIER", help="Écrit le rapport, en JSON."
)
@click.option("--reprendre", is_flag=True, help="Reprend le lot que raconte ce rapport : refait ce qui manque.")
@click.option(
    "--delai", type=click.FloatRange(0.1), default=600.0, metavar="SECONDES", help="Temps donné à chaque dossier."
)
@click.option("--dask", "adresse", metavar="ADRESSE", help="Compile sur un cluster Dask (tcp://…), pas ici.")
def commande(  # noqa: PLR0917 - click gives an option a parameter
    dossiers: tuple[Path, ...],
    travaux: int | None,
    formats: tuple[str, ...],
    brouillon: bool,
    rapport: Path | None,
    reprendre: bool,
    delai: float,
    adresse: str | None,
) -> int:
    """Compile beaucoup de contrats, chacun dans son dossier, et en rend un seul rapport.

    DOSSIERS : des dossiers de contrat, ou des dossiers qui en contiennent. Un dossier fautif n'arrête pas les autres ;
    un dossier qui n'a pas changé n'est pas refait.
    """
    from contratdoc.a_part import coeurs
    from contratdoc.lot import compiler_sur_dask, compiler_sur_place, suivre, trouver_dossiers
    from contratdoc.rapport import Travail

    avant = _rapport_precedent(rapport, reprendre=reprendre)
    jour = aujourd_hui().isoformat()
    lot = [Travail(str(d), formats, brouillon, jour, delai) for d in trouver_dossiers(dossiers)]
    processus = min(travaux or coeurs(), len(lot))
    if adresse:
        ouvert = compiler_sur_dask(lot, adresse)
        if ouvert.valeur is None:
            montrer(ouvert.diagnostics, Path())
            return 1
        lignes, processus = ouvert.valeur, 0
    else:
        lignes = compiler_sur_place(lot, processus)
    ecrivain = _Ecrivain(rapport)
    with _progres(len(lot)) as avancer:

        def noter(fait: Rapport, ligne: Ligne) -> None:
            ecrivain.noter(fait)
            avancer(ligne)

        try:
            fait = suivre(lignes, processus, avant, noter)
        finally:
            ecrivain.finir()
    _montrer(fait)
    return 0 if ecrivain.ecrit and all(ligne.reussi for ligne in fait.lignes) else 1


def _rapport_precedent(rapport: Path | None, *, reprendre: bool) -> Mapping[str, Ligne]:
    from contratdoc.rapport import lire_rapport

    if not reprendre:
        return {}
    if rapport is None:
        raise click.UsageError("« --reprendre » demande « --rapport » : le rapport du lot à reprendre.")
    try:
        lu = lire_rapport(rapport.read_bytes())
    except FileNotFoundError:  # nothing was done yet
        return {}
    except OSError as e:
        raise click.UsageError(f"« {rapport} » ne peut pas être lu ({raison(e)}).") from e
    if lu is None:
        raise click.UsageError(f"« {rapport} » n'est pas le rapport d'un lot.")
    return lu


@dataclass
class _Ecrivain:
    """Writes the report as it grows, whole each time: a batch that is killed can be taken up again."""

    vers: Path | None
    ecrit: bool = True
    _dernier: Rapport | None = None
    _quand: float = 0.0

    def noter(self, rapport: Rapport) -> None:
        """Take the report so far."""
        self._dernier = rapport
        if time.monotonic() - self._quand > _ECRITURE:
            self.finir()

    def finir(self) -> None:
        """Write it."""
        self._quand = time.monotonic()
        if self.vers is None or self._dernier is None:
            return
        neuf = self.vers.with_name(f".{self.vers.name}.nouveau")
        try:
            neuf.write_bytes(self._dernier.en_json())
            neuf.replace(self.vers)
            self.ecrit = True
        except OSError as e:
            if self.ecrit:
                click.echo(f"Le rapport « {self.vers} » ne peut pas être écrit ({raison(e)}).", err=True)
            self.ecrit = False


@contextlib.contextmanager
def _progres(total: int) -> Iterator[Callable[[Ligne], None]]:
    """A bar on a terminal, nothing elsewhere."""
    if not terminal():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    colonnes = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}"))
    with Progress(*colonnes, console=Console(stderr=True), transient=True) as barre:
        tache = barre.add_task("", total=total)
        rates = 0

        def avancer(ligne: Ligne) -> None:
            nonlocal rates
            rates += not ligne.reussi
            suite = f", {rates} en échec" if rates else ""
            barre.update(tache, advance=1, description=f"{Path(ligne.dossier).name}{suite}")

        yield avancer


def _montrer(rapport: Rapport) -> None:
    """Show the table, the errors of what failed, and the count."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    choisies = sorted(rapport.lignes, key=lambda l: l.dossier)
    if len(choisies) > _TOUS_MAX:
        choisies = [ligne for ligne in choisies if not ligne.reussi]
    if choisies:
        table = Table("Dossier", "État", box=box.SIMPLE)
        for titre in ("Pages", "Erreurs", "Avert.", "Durée", "Mémoire"):
            table.add_column(titre, justify="right")
        for ligne in choisies:
            pages = str(ligne.bilan.pages) if ligne.bilan is not None else "–"
            memoire = f"{ligne.memoire} Mio" if ligne.memoire else "–"
            duree = f"{ligne.secondes:.1f} s".replace(".", ",")
            nombres = (str(ligne.erreurs), str(ligne.avertissements))
            table.add_row(Text(_nom(ligne)), ligne.etat, pages, *nombres, duree, memoire)
        Console(width=None if terminal() else 120).print(table)
    for ligne in sorted(rapport.lignes, key=lambda l: l.dossier):
        for faute in ligne.fautes:
            click.echo(f"{_nom(ligne)} : {faute}", err=True)
    etats = ", ".join(f"{n} {_ETATS[etat]}{'s' * (n > 1)}" for etat, n in sorted(rapport.comptes.items()))
    vitesse = f"{rapport.par_minute:.0f} par minute, {rapport.memoire} Mio au plus par compilation"
    duree = f"{rapport.secondes:.1f}".replace(".", ",")
    nombre = f"{len(rapport.lignes)} dossier{'s' * (len(rapport.lignes) > 1)}"
    click.echo(f"{nombre} en {duree} s ({vitesse}) : {etats}.")


def _nom(ligne: Ligne) -> str:
    """Name a folder as it is seen from here."""
    chemin = Path(ligne.dossier)
    ici = Path.cwd().resolve()
    return str(chemin.relative_to(ici)) if chemin.is_relative_to(ici) else str(chemin)
