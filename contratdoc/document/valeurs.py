"""The value that a checked expression names in this contract, as text."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from contratdoc.diagnostics import vouliez_vous_dire
from contratdoc.document import formats
from contratdoc.document.expressions import FILTRES, Expression, ExpressionFautive, Genre
from contratdoc.schema.nombres import Echeance

if TYPE_CHECKING:
    from collections.abc import Iterable

    from contratdoc.contrat.contrat import Champ, Contrat
    from contratdoc.schema.modeles import Credits


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
    match expression.genre:
        case Genre.MONTANT:
            return formats.euros(nombre)
        case Genre.POURCENTAGE:
            return formats.pourcentage(nombre)
        case Genre.FAIT:
            return formats.selon_unite(nombre, unite)
        case _:
            return formats.nombre(nombre)


def champ_designe(expression: Expression, contrat: Contrat) -> Champ:
    """Return the axis or part that an expression names, by id or, for an axis, by rank.

    Raises:
        ExpressionFautive: There is none.
    """
    nom = expression.identifiant
    if expression.racine == "volet":
        champs = {v.id: v for a in contrat.axes for v in a.volets}
    else:
        champs = {a.id: a for a in contrat.axes} | {str(i): a for i, a in enumerate(contrat.axes, 1)}
    if nom not in champs:
        raise _inconnu(nom, champs)
    return champs[nom]


def total_credits(credits: Credits | None) -> Decimal | None:
    """Return the sum of the credit lines, in euros; a total is never typed."""
    return sum((c.montant for c in credits.lignes), Decimal(0)) if credits is not None else None


def _inconnu(nom: str, connus: Iterable[str]) -> ExpressionFautive:
    liste = sorted(connus)
    aide = vouliez_vous_dire(nom, liste) or (f"Identifiants connus : {', '.join(liste)}." if len(liste) <= 12 else "")  # noqa: PLR2004 - a longer list helps nobody
    return ExpressionFautive(f"L'identifiant « {nom} » n'existe pas.", aide)


def _chercher(e: Expression, contrat: Contrat) -> tuple[str | int | Decimal | Echeance | None, str | None]:
    match e.racine:
        case "contrat":
            return (contrat.titre if e.champ == "titre" else contrat.periode_texte()), None
        case "territoire":
            return getattr(contrat.territoire, e.champ), None
        case "faits":
            if e.identifiant not in contrat.faits:
                raise _inconnu(e.identifiant, contrat.faits)
            fait = contrat.faits[e.identifiant]
            return getattr(fait, e.champ or "valeur"), fait.unite
        case "axe" | "volet":
            champ = champ_designe(e, contrat)
            return (champ.titre if e.champ == "titre" else total_credits(champ.credits)), None
        case "partenaires":
            if e.identifiant not in contrat.contributions:
                raise _inconnu(e.identifiant, contrat.contributions)
            return getattr(contrat.contributions[e.identifiant].donnees, e.champ), None
        case "communes":
            if e.identifiant not in contrat.communes:
                raise _inconnu(e.identifiant, contrat.communes)
            return contrat.communes[e.identifiant].nom, None
        case _:
            return _quartier(e, contrat), None


def _quartier(e: Expression, contrat: Contrat) -> str | int | Decimal | Echeance | None:
    if e.identifiant not in contrat.quartiers:
        raise _inconnu(e.identifiant, contrat.quartiers)
    quartier = contrat.quartiers[e.identifiant]
    if e.champ == "commune":
        return quartier.commune.nom
    valeur: str | int | Decimal | Echeance | None = getattr(quartier, e.champ)
    return valeur
