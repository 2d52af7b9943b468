"""JSON Schemas of the files, for editors: the same fields and descriptions as the checks, from one source."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from contratdoc.schema.avenant import ModeleAvenant
from contratdoc.schema.historique import ModeleHistorique
from contratdoc.schema.modeles import (
    ModeleCharte,
    ModeleContrat,
    ModeleFaits,
    ModeleLexique,
    ModeleOrientations,
)
from contratdoc.schema.natures import NATURES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import BaseModel

MODELES: Mapping[str, type[BaseModel]] = {
    "avenant": ModeleAvenant,
    "charte": ModeleCharte,
    "contrat": ModeleContrat,
    "faits": ModeleFaits,
    "historique": ModeleHistorique,
    "lexique": ModeleLexique,
    "orientations": ModeleOrientations,
}


def schemas_json() -> dict[str, str]:
    """Return each JSON Schema (draft 2020-12) by file name, as text ready to be written."""
    sortie: dict[str, str] = {}
    for nom, modele in {**MODELES, **NATURES}.items():
        schema = _sans_anglais(modele.model_json_schema())
        schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": nom, **schema, "description": nom}
        schema["title"] = nom
        sortie[f"{nom}.json"] = json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    return sortie


def _sans_anglais(schema: Any) -> Any:
    """Drop titles and class docstrings, which are in English, and defaults: a field's description is in French."""
    if isinstance(schema, list):
        return [_sans_anglais(x) for x in schema]
    if not isinstance(schema, dict):
        return schema
    est_objet = schema.get("type") == "object" and "properties" in schema
    sortie = {}
    for cle, valeur in schema.items():
        if cle == "properties":
            sortie[cle] = {nom: _sans_anglais(x) for nom, x in valeur.items()}
        elif cle in ("title", "default") or (cle == "description" and est_objet):
            continue
        else:
            sortie[cle] = _sans_anglais(valeur)
    return sortie
