"""What the commands show: diagnostics, progress, counts. Colours and motion only on a terminal."""

from __future__ import annotations

import contextlib
import functools
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import click

from contratdoc.diagnostics import Diagnostic, Severite
from contratdoc.diagnostics.rendus.concis import rendre_concis
from contratdoc.diagnostics.rendus.plein import rendre_plein


def terminal() -> bool:
    """Say whether a person is watching."""
    return sys.stderr.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def montrer(diagnostics: Sequence[Diagnostic], racine: Path, *, concis: bool = False) -> None:
    """Print diagnostics on the standard error stream."""
    if concis:
        click.echo(rendre_concis(diagnostics), nl=False, err=True)
        return
    style = (lambda t, c: click.style(t, fg=c, bold=True)) if terminal() else (lambda t, _: t)
    extrait = functools.partial(_extrait, functools.cache(_lignes), racine)  # a file is read once, and anew each time
    click.echo(rendre_plein(diagnostics, extrait, style), nl=False, err=True)


def compte(diagnostics: Sequence[Diagnostic]) -> str:
    """Count errors, warnings and, when there are any, remarks, in words."""
    gravites = Counter(d.severite for d in set(diagnostics))
    erreurs, avis, remarques = (gravites[s] for s in (Severite.ERREUR, Severite.AVERTISSEMENT, Severite.INFO))
    dit = f"{erreurs} erreur{'s' * (erreurs > 1)}, {avis} avertissement{'s' * (avis > 1)}"
    return dit + (f", {remarques} remarque{'s' * (remarques > 1)}" if remarques else "")


def _lignes(chemin: Path) -> tuple[str, ...]:
    try:
        return tuple(chemin.read_text("utf-8-sig").split("\n"))
    except (OSError, UnicodeDecodeError):
        return ()


def _extrait(lire: Callable[[Path], tuple[str, ...]], racine: Path, fichier: str, ligne: int) -> str | None:
    if not fichier.endswith((".yaml", ".md", ".typ", ".txt")):
        return None
    lignes = lire(racine / fichier)
    return lignes[ligne - 1] if 0 < ligne <= len(lignes) else None


@contextlib.contextmanager
def avancement() -> Iterator[Callable[[str], None]]:
    """Show what is being done: a spinner on a terminal, nothing elsewhere."""
    if not terminal():
        yield lambda _: None
        return
    from rich.console import Console

    with Console(stderr=True).status("") as etat:
        yield lambda etape: etat.update(f"{etape}…")
