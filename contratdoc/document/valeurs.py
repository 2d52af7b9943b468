"""The value that a checked expression names in this contract, as text."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from contratdoc.diagnostics import vouliez_vous_dire
from contratdoc.document import formats
from contratdoc.document.expressions import FILTRES, Expression, ExpressionFautive, Genre
from contratdoc.document.numerotation import numeros_des_axes
from contratdoc.schema.nombres import Echeance

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from contratdoc.contrat.contrat import Champ, Contrat
    from contratdoc.schema.modeles import Credits

T = TypeVar("T")
Valeur: TypeAlias = str | int | Decimal | Echeance | None

_ECRITURES: Mapping[Genre, Callable[[Decimal], str]] = {
    Genre.NOMBRE: formats.nombre,
    Genre.MONTANT: formats.euros,
    Genre.POURCENTAGE: formats.pourcentage,
}
"""How a figure is written when no filter says it."""


def imprimer(expression: Expression, contrat: Contrat) -> str:
    """Return the text of an expression that is not a block.

    Args:
        expression: Checked by `analyser`.
        contrat: The contract.

    Returns:
        The value, formatted.

    Raises:
        ExpressionFautive: The id is unknown, or the value is not given in the sources.
    """
    valeur, unite = _chercher(expression, contrat)
    if valeur is None:
        raise ExpressionFautive("Cette valeur n'est pas renseignée dans les sources.")
    if isinstance(valeur, str):
        return valeur
    if isinstance(valeur, Echeance):
        return valeur.texte
    nombre = Decimal(valeur)
    if expression.filtre:
        return FILTRES[expression.filtre][1](nombre, unite)
    if expression.genre is Genre.FAIT:
        return formats.selon_unite(nombre, unite)
    return _ECRITURES[expression.genre](nombre)


def champ_designe(expression: Expression, contrat: Contrat) -> Champ:
    """Return the axis or part that an expression names, by id or, for an axis, by rank.

    Raises:
        ExpressionFautive: There is none.
    """
    nom = expression.identifiant
    if expression.racine == "volet":
        champs = {v.id: v for a in contrat.axes for v in a.volets}
    else:
        # A rank is that of the plan, as in « Axe II ».
        par_id = {a.id: a for a in contrat.axes}
        rangs = [par_id[nom_axe] for nom_axe in numeros_des_axes(contrat) if nom_axe in par_id]
        champs = par_id | {str(i): a for i, a in enumerate(rangs, 1)}
    if nom not in champs:
        raise _inconnu(nom, champs)
    return champs[nom]


def total_credits(credits: Credits | None) -> Decimal | None:  # noqa: A002 - the French word; Python's own `credits` is for consoles
    """Return the sum of the credit lines, in euros; a total is never typed."""
    return sum((c.montant for c in credits.lignes), Decimal(0)) if credits is not None else None


def _inconnu(nom: str, connus: Iterable[str]) -> ExpressionFautive:
    liste = sorted(connus)
    aide = vouliez_vous_dire(nom, liste) or (f"Identifiants connus : {', '.join(liste)}." if len(liste) <= 12 else "")  # noqa: PLR2004 - a longer list helps nobody
    return ExpressionFautive(f"L'identifiant « {nom} » n'existe pas.", aide)


def _nomme(registre: Mapping[str, T], nom: str) -> T:
    if nom not in registre:
        raise _inconnu(nom, registre)
    return registre[nom]


def _chercher(e: Expression, contrat: Contrat) -> tuple[Valeur, str | None]:
    """Look a value up; a fact comes with its unit."""
    valeur: Valeur
    unite: str | None = None
    match e.racine:
        case "contrat":
            valeur = contrat.titre if e.champ == "titre" else contrat.periode_texte()
        case "territoire":
            valeur = getattr(contrat.territoire, e.champ)
        case "faits":
            fait = _nomme(contrat.faits, e.identifiant)
            valeur, unite = getattr(fait, e.champ or "valeur"), fait.unite
        case "axe" | "volet":
            champ = champ_designe(e, contrat)
            valeur = champ.titre if e.champ == "titre" else total_credits(champ.credits)
        case "partenaires":
            valeur = getattr(_nomme(contrat.contributions, e.identifiant).donnees, e.champ)
        case "communes":
            valeur = _nomme(contrat.communes, e.identifiant).nom
        case _:
            quartier = _nomme(contrat.quartiers, e.identifiant)
            valeur = quartier.commune.nom if e.champ == "commune" else getattr(quartier, e.champ)
    return valeur, unite
