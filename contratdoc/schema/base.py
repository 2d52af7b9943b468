"""What every schema shares: strict frozen records, and the scalar types in which partners write.

Scalars arrive as texts (see `source`); the types below convert them. Each carries the JSON Schema that an editor
needs, since an editor reads `1454` as a number where we read a text.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError, core_schema

from contratdoc.diagnostics import Place
from contratdoc.schema import nombres
from contratdoc.source.arbre import TexteSitue
from contratdoc.source.lecteur_markdown import lire_markdown
from contratdoc.source.prose import Prose

if TYPE_CHECKING:
    from collections.abc import Callable

LONGUEUR_TEXTE = 20_000


class Modele(BaseModel):
    """A record of a source file: closed (an unknown key is an error) and frozen."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


def _depuis_texte(lire: Callable[[str], object]) -> BeforeValidator:
    """Read a scalar from its text; a list or a group of fields is refused before `lire` meets it."""

    def lire_un_texte(valeur: object) -> object:
        if not isinstance(valeur, str):
            raise PydanticCustomError("string_type", "texte attendu")
        return lire(valeur)

    return BeforeValidator(lire_un_texte)


def _ou_texte(exemple: str, description: str) -> WithJsonSchema:
    return WithJsonSchema({"type": ["string", "number"], "description": description, "examples": [exemple]})


_SCALAIRE = WithJsonSchema({"type": ["string", "number"]})

Texte = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGUEUR_TEXTE), _SCALAIRE]
"""A plain text: printed as typed."""


def _lire_prose(texte: object) -> Prose:
    if isinstance(texte, Prose):
        return texte
    if not isinstance(texte, str):
        raise PydanticCustomError("string_type", "texte attendu")
    if not texte.strip():
        raise PydanticCustomError("string_too_short", "texte vide")
    if isinstance(texte, TexteSitue):
        lu = lire_markdown(texte, texte.place, decalage=texte.decalage, fixe=texte.fixe)
    else:
        lu = lire_markdown(texte, Place("", 1, 1))
    if lu.valeur is None or lu.diagnostics:
        raise PydanticCustomError(ERREUR_MARKDOWN, "texte Markdown fautif", {"diagnostics": lu.diagnostics})
    return lu.valeur


class _DejaLue:
    """A prose as it is: pydantic's own `InstanceOf` would build a schema of every node that a prose may hold."""

    @staticmethod
    def __get_pydantic_core_schema__(source: type, _: object) -> core_schema.CoreSchema:
        return core_schema.is_instance_schema(source)


ERREUR_MARKDOWN = "markdown"
TexteMarkdown = Annotated[
    Prose,
    _DejaLue,
    BeforeValidator(_lire_prose),
    WithJsonSchema({"type": "string", "description": "Texte Markdown (paragraphes, listes, tableaux…)"}),
]
"""A text in the Markdown subset, read at once so that its faults carry their line."""

Identifiant = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9]+([-_][a-z0-9]+)*$", max_length=60),
]
"""A stable id: lower-case letters without accents, digits, hyphens."""

Entier = Annotated[int, _depuis_texte(nombres.lire_entier), _ou_texte("1 454", "Nombre entier")]
Annee = Annotated[int, _depuis_texte(nombres.lire_annee), _ou_texte("2015", "Année")]
Nombre = Annotated[Decimal, _depuis_texte(nombres.lire_decimal), _ou_texte("2,04", "Nombre")]
Montant = Annotated[Decimal, _depuis_texte(nombres.lire_montant), _ou_texte("14 290 €", "Montant en euros")]
Pourcentage = Annotated[Decimal, _depuis_texte(nombres.lire_pourcentage), _ou_texte("30,6 %", "Pourcentage")]
Booleen = Annotated[
    bool, _depuis_texte(nombres.lire_booleen), WithJsonSchema({"enum": ["oui", "non"], "description": "oui ou non"})
]
Echeance = Annotated[
    nombres.Echeance,
    _depuis_texte(nombres.lire_echeance),
    _ou_texte("T4 2024", "Année, trimestre, mois, jour ou période"),
]
Jour = Annotated[dt.date, _depuis_texte(nombres.lire_date), _ou_texte("31/12/2022", "Date")]
Periode = Annotated[tuple[int, int], _depuis_texte(nombres.lire_periode), _ou_texte("2024-2030", "Période d'années")]
Adresse = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$", max_length=2_000)]
"""A web address."""

__all__ = [
    "ERREUR_MARKDOWN",
    "Adresse",
    "Annee",
    "Booleen",
    "Echeance",
    "Entier",
    "Field",
    "Identifiant",
    "Jour",
    "Modele",
    "Montant",
    "Nombre",
    "Periode",
    "Pourcentage",
    "Texte",
    "TexteMarkdown",
]
