"""Every code that a user can meet, with its sheet; and the page that lists them all."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from contratdoc.controles.registre import fiches_des_regles
from contratdoc.diagnostics import Famille, vouliez_vous_dire
from contratdoc.diagnostics.fiches import FICHES_DES_PASSES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.diagnostics import Fiche

PAGE = "modeles/regles.md"
"""Where `contratdoc expliquer --page` writes, in a contract's folder."""
SECTIONS = (
    ("verifie", "Ce que la règle vérifie"),
    ("pourquoi", "Pourquoi"),
    ("exemple", "Exemple fautif"),
    ("correction", "Correction"),
    ("source", "Source"),
)
_FAMILLES = {
    Famille.LECTURE: "Lecture des fichiers",
    Famille.SCHEMA: "Champs des fichiers",
    Famille.REFERENCES: "Références et plan",
    Famille.TEXTES: "Textes",
    Famille.CHIFFRES: "Chiffres",
    Famille.ANNEXE_2: "Annexe 2",
    Famille.REDACTION: "Rédaction",
    Famille.NOMS: "Noms et sigles",
    Famille.DATES: "Dates et périodes",
    Famille.ECRITURE: "Écriture des documents",
    Famille.AVENANTS: "Sceau et avenants",
    Famille.SIGNATURE: "Signature et vérification du PDF",
    Famille.DROIT: "Ce que la loi demande",
    Famille.ACCESSIBILITE: "Accessibilité",
    Famille.INTERNE: "Fonctionnement interne",
}
_SIGNES = re.compile(r"([\\`*_\[\]<>#|{}])")
"""What Markdown would read as its own in an example."""
_INTRODUCTION = (
    "# Règles vérifiées par contratdoc\n\n"
    "<!-- Page écrite par « contratdoc expliquer --page » : ne la modifiez pas à la main. -->\n\n"
    "Chaque faute montrée par `contratdoc verifier` porte un code. Une **erreur** empêche de compiler ; un "
    "**avertissement** demande votre avis ; une **info** est une remarque de forme. Dans un terminal, "
    "`contratdoc expliquer CODE` montre une de ces fiches.\n"
)


@cache
def fiches() -> tuple[Fiche, ...]:
    """Return every sheet, in the order of codes; a rule in two registers has one sheet.

    Returns:
        The sheets of the passes and of the rules.
    """
    return tuple(sorted(dict.fromkeys((*FICHES_DES_PASSES, *fiches_des_regles())), key=lambda f: f.code))


def fiche(code: str) -> Fiche | None:
    """Return the sheet of a code.

    Args:
        code: A code (« CD410 ») or a name (« total-de-tableau-faux »), in any case.

    Returns:
        Its sheet, or None.
    """
    cle = code.strip().casefold()
    return next((f for f in fiches() if cle in (f.code.casefold(), f.nom)), None)


def suggestion(code: str) -> str:
    """Return « Vouliez-vous dire … ? » for a code or a name that is not one; empty when nothing is near.

    Args:
        code: What was written.

    Returns:
        The sentence.
    """
    # A code is all digits: one that is near by its letters is near by nothing else.
    if code.strip()[:2].casefold() == "cd":
        return vouliez_vous_dire(code, [f.code for f in fiches()])
    return vouliez_vous_dire(code, [f.nom for f in fiches()])


def par_famille() -> tuple[tuple[str, tuple[Fiche, ...]], ...]:
    """Return the sheets of each family, under its title; a family without a sheet is left out.

    Returns:
        Title and sheets, in the order of codes.
    """
    rangees = {famille: tuple(f for f in fiches() if f.famille is famille) for famille in _FAMILLES}
    return tuple((_FAMILLES[famille], lot) for famille, lot in rangees.items() if lot)


def page() -> str:
    """Write the Markdown page of all the rules: an index, then each sheet.

    Returns:
        The page; the same sheets always give the same text.
    """
    return "\n".join((_INTRODUCTION, *_index(), *_corps()))


def _index() -> Iterator[str]:
    yield "## Index\n"
    for titre, lot in par_famille():
        yield f"### {titre}\n"
        yield "| Code | Nom | Gravité |"
        yield "|---|---|---|"
        yield from (f"| [{f.code}](#{f.code.lower()}) | {f.nom} | {f.severite} |" for f in lot)
        yield ""


def _corps() -> Iterator[str]:
    for titre, lot in par_famille():
        yield f"## {titre} : les fiches\n"
        for f in lot:
            yield f'<a id="{f.code.lower()}"></a>\n'
            yield f"### {f.code} {f.nom}\n"
            yield f"Gravité : {f.severite}.\n"
            for champ, nom in SECTIONS:
                yield f"{_section(nom, getattr(f, champ))}\n"


def _section(nom: str, texte: str) -> str:
    """Write a section; a text of several lines is shown as typed."""
    if "\n" in texte:
        return f"**{nom}.**\n\n" + "\n".join(f"    {ligne}".rstrip() for ligne in texte.splitlines())
    litteral = _SIGNES.sub(r"\\\1", texte)
    return f"**{nom}.** {litteral}"
