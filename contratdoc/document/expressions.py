"""`{{ … }}`: a path into the model and filters, checked against the model's types before any data is read.

There is nothing to execute: an expression is names separated by dots, then filters. What it yields is plain text that
is never read again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from contratdoc.diagnostics import vouliez_vous_dire
from contratdoc.document import formats

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from decimal import Decimal


class Genre(StrEnum):
    """The type of a value of the model, which says what filters it takes."""

    TEXTE = "un texte"
    NOMBRE = "un nombre"
    MONTANT = "un montant"
    POURCENTAGE = "un pourcentage"
    FAIT = "un chiffre de faits.yaml"
    BLOC = "un bloc entier"


@dataclass(frozen=True, slots=True)
class Famille:
    """A root name: whether an id follows it, and the fields that end the path (empty key: none is needed)."""

    indexee: bool
    champs: Mapping[str, Genre]


_T, _N, _B = Genre.TEXTE, Genre.NOMBRE, Genre.BLOC
VOCABULAIRE: Mapping[str, Famille] = {
    "contrat": Famille(indexee=False, champs={"titre": _T, "periode": _T}),
    "territoire": Famille(
        indexee=False, champs={"nom": _T, "sigle": _T, "population": _N, "communes": _N, "departement": _T}
    ),
    "quartiers": Famille(
        indexee=True,
        champs={
            "nom": _T,
            "commune": _T,
            "code": _T,
            "annee": _T,
            "population": _N,
            "revenu_median": Genre.MONTANT,
            "part": Genre.POURCENTAGE,
        },
    ),
    "communes": Famille(indexee=True, champs={"nom": _T}),
    "faits": Famille(
        indexee=True,
        champs={"": Genre.FAIT, "valeur": _N, "unite": _T, "perimetre": _T, "annee": _T, "source": _T, "libelle": _T},
    ),
    "partenaires": Famille(indexee=True, champs={"nom": _T, "sigle": _T, "titre": _T}),
    "axe": Famille(
        indexee=True, champs={"titre": _T, "credits_total": Genre.MONTANT, "credits": _B, "orientations": _B}
    ),
    "volet": Famille(
        indexee=True, champs={"titre": _T, "credits_total": Genre.MONTANT, "credits": _B, "orientations": _B}
    ),
    "tableau": Famille(indexee=True, champs={"": _B}),
    "figure": Famille(indexee=True, champs={"": _B}),
}
DESSINES: Mapping[str, tuple[str, ...]] = {"tableau": ("quartiers", "sigles"), "figure": ("couverture", "frise")}
"""What may follow `tableau.` and `figure.`; `tableau.quartiers.<commune>` keeps the neighbourhoods of one commune."""

_NOMBRES = frozenset({Genre.NOMBRE, Genre.MONTANT, Genre.POURCENTAGE, Genre.FAIT})
FILTRES: Mapping[str, tuple[frozenset[Genre], Callable[[Decimal, str | None], str]]] = {
    "nombre": (_NOMBRES, lambda v, _: formats.nombre(v)),
    "euros": (frozenset({Genre.NOMBRE, Genre.MONTANT, Genre.FAIT}), lambda v, _: formats.euros(v)),
    "pourcentage": (frozenset({Genre.NOMBRE, Genre.POURCENTAGE, Genre.FAIT}), lambda v, _: formats.pourcentage(v)),
    "unite": (frozenset({Genre.FAIT}), formats.avec_unite),
}
_SYNTAXE = re.compile(r"([a-z][a-z_]*)((?:\.[a-z0-9][a-z0-9_-]*)*)((?:\s*\|\s*[a-z_]+)?)")


@dataclass(frozen=True, slots=True)
class Expression:
    """A checked expression: `identifiant` is empty for a root without id, `champ` may be empty."""

    racine: str
    identifiant: str
    champ: str
    filtre: str
    genre: Genre


class ExpressionFautive(Exception):
    """An expression that means nothing: a French sentence, and a hint."""

    def __init__(self, message: str, aide: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.aide = aide


def analyser(texte: str) -> Expression:
    """Check an expression against the types of the model.

    Args:
        texte: What stands between the braces.

    Returns:
        The expression, whose id is still to be looked up.

    Raises:
        ExpressionFautive: Unknown root, field or filter, or a filter that this type does not take.
    """
    m = _SYNTAXE.fullmatch(texte)
    if m is None:
        aide = "Écrivez des noms séparés par des points, comme « quartiers.centre.population »."
        raise ExpressionFautive(f"« {texte[:60]} » n'est pas une expression.", aide)
    racine, pas, filtre = m[1], m[2].split(".")[1:], m[3].strip(" |")
    famille = VOCABULAIRE.get(racine)
    if famille is None:
        aide = vouliez_vous_dire(racine, VOCABULAIRE) or f"Noms connus : {', '.join(VOCABULAIRE)}."
        raise ExpressionFautive(f"« {racine} » n'est pas un nom du modèle.", aide)
    if famille.indexee and not pas:
        raise ExpressionFautive(f"Il manque un identifiant après « {racine}. ».")
    identifiant = pas.pop(0) if famille.indexee else ""
    champ = pas.pop(0) if pas else ""
    if racine in DESSINES:
        return _dessine(racine, identifiant, champ, filtre, reste=bool(pas))
    genre = famille.champs.get(champ)
    if genre is None or pas:
        connus = [c for c in famille.champs if c]
        aide = vouliez_vous_dire(champ, connus) or f"Champs connus : {', '.join(connus)}."
        manque = f"« {champ or texte} » n'est pas un champ de « {racine} »."
        raise ExpressionFautive(manque, aide)
    _verifier_filtre(filtre, genre)
    return Expression(racine, identifiant, champ, filtre, genre)


def _dessine(racine: str, nom: str, commune: str, filtre: str, *, reste: bool) -> Expression:
    connus = DESSINES[racine]
    if nom not in connus or (commune and nom != "quartiers") or reste:
        sorte = "Tableaux connus" if racine == "tableau" else "Figures connues"
        aide = vouliez_vous_dire(nom, connus) or f"{sorte} : {', '.join(connus)}."
        raise ExpressionFautive(f"« {racine}.{nom} » n'existe pas.", aide)
    _verifier_filtre(filtre, Genre.BLOC)
    return Expression(racine, nom, commune, "", Genre.BLOC)


def _verifier_filtre(filtre: str, genre: Genre) -> None:
    if not filtre:
        return
    if filtre not in FILTRES:
        aide = vouliez_vous_dire(filtre, FILTRES) or f"Filtres connus : {', '.join(FILTRES)}."
        raise ExpressionFautive(f"Le filtre « {filtre} » n'existe pas.", aide)
    if genre not in FILTRES[filtre][0]:
        raise ExpressionFautive(f"Le filtre « {filtre} » ne s'applique pas à {genre.value}.")
