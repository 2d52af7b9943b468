"""Faults as annotations of GitHub Actions: one workflow command a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.diagnostics.diagnostic import Diagnostic, Severite, trier

if TYPE_CHECKING:
    from collections.abc import Iterable

_NIVEAUX = {Severite.ERREUR: "error", Severite.AVERTISSEMENT: "warning", Severite.INFO: "notice"}


def rendre_github(diagnostics: Iterable[Diagnostic]) -> str:
    """Return one `::error file=…::…` command a fault, sorted by place."""
    return "".join(_un(d) for d in trier(diagnostics))


def _un(d: Diagnostic) -> str:
    ou = f"file={_propriete(d.place.fichier)}"
    if d.place.ligne:
        ou += f",line={d.place.ligne},col={max(d.place.colonne, 1)}"
    autres = "".join(f"\n{texte} : {place}" for place, texte in d.autres)
    texte = _valeur("\n".join((d.message + autres, *d.aides)))
    return f"::{_NIVEAUX[d.severite]} {ou},title={d.code}::{texte}\n"


def _valeur(texte: str) -> str:
    return texte.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _propriete(texte: str) -> str:
    return _valeur(texte).replace(":", "%3A").replace(",", "%2C")
