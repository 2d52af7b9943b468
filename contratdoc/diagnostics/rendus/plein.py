"""A fault with the line of the source, a caret under the place, and what to do."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from contratdoc.diagnostics.diagnostic import Diagnostic, Severite, trier

if TYPE_CHECKING:
    from contratdoc.diagnostics.place import Place

Extrait = Callable[[str, int], str | None]
Style = Callable[[str, str], str]
_LARGEUR = 100
_COULEURS = {Severite.ERREUR: "red", Severite.AVERTISSEMENT: "yellow", Severite.INFO: "blue"}


def rendre_plein(diagnostics: Iterable[Diagnostic], extrait: Extrait, style: Style = lambda texte, _: texte) -> str:
    """Return every diagnostic in full, sorted by place.

    Args:
        diagnostics: The faults.
        extrait: Gives the text of a line of a source file, or None.
        style: Dresses a text for the terminal, by name of a colour.

    Returns:
        The text, ending with an empty line when there is any fault.
    """
    return "".join(_un(d, extrait, style) for d in trier(diagnostics))


def _un(d: Diagnostic, extrait: Extrait, style: Style) -> str:
    couleur = _COULEURS[d.severite]
    lignes = [f"{style(f'{d.severite.value} {d.code}', couleur)} : {d.message}"]
    lignes += _place(d.place, "", extrait, style, couleur)
    for place, texte in d.autres:
        lignes += _place(place, texte, extrait, style, "blue")
    lignes += [f"   {style('aide', 'green')} : {aide}" for aide in d.aides]
    return "\n".join(lignes) + "\n\n"


def _place(place: Place, texte: str, extrait: Extrait, style: Style, couleur: str) -> list[str]:
    lignes = [f"  → {place}" + (f" ({texte})" if texte else "")]
    source = extrait(place.fichier, place.ligne) if place.ligne else None
    if source is None:
        return lignes
    debut = max(0, place.colonne - 1 - _LARGEUR // 2) if place.colonne > _LARGEUR else 0
    visible = source[debut : debut + _LARGEUR].replace("\t", " ")
    gouttiere = f"{place.ligne:>5} │ "
    lignes.append(gouttiere + visible)
    if place.colonne:
        avant = visible[: place.colonne - 1 - debut]
        lignes.append(" " * 5 + " │ " + " " * _largeur(avant) + style("^", couleur))
    return lignes


def _largeur(texte: str) -> int:
    """Count the columns of a terminal that a text takes."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in texte)
