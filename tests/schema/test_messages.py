"""No fault that pydantic can find in our schemas reaches the user in English, or without words of its own."""

from __future__ import annotations

import json
import re
import types
import typing
from collections.abc import Iterator
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel
from pydantic_core import core_schema

from contratdoc.schema.from_source import valider
from contratdoc.schema.messages import FORMES, MESSAGES
from contratdoc.schema.natures import NATURES
from contratdoc.schema.schemas_json import MODELES
from contratdoc.source.lecteur_yaml import lire_yaml
from contratdoc.source.prose import Prose

TOUS: dict[str, type[BaseModel]] = {**MODELES, **NATURES}
ANGLAIS = re.compile(
    r"\b(should|input|valid|must|required|expected|string|value|extra|permitted|allowed|least|items?|characters|"
    r"dictionary|instance|unable|match|pattern|tuple|type=|object|None|year|range|month|error)\b",
    re.IGNORECASE,
)

# What each kind of pydantic schema may report. What stands inside a « function-before » is only ever given what our own
# reader returns, so it cannot fail; the reader raises ValueError in French, or the two types named here.
CONDITIONS = {"min_length": "too_short", "max_length": "too_long", "pattern": "pattern_mismatch"}
FAUTES_PAR_GENRE = {
    "str": {"string_type"},
    "tuple": {"tuple_type"},
    "dict": {"dict_type"},
    "model": {"model_type"},
    "model-fields": {"model_type"},
    "literal": {"literal_error"},
    "function-before": {"value_error", "string_type", "string_too_short"},
    "function-after": set(),
    "nullable": set(),
    "default": set(),
    "definitions": set(),
    "definition-ref": set(),
    "any": set(),
    "tagged-union": {"model_type", "string_type", "literal_error"},  # told of the field that says the kind
}


def _schemas(schema: Any) -> Iterator[dict[str, Any]]:  # noqa: C901 - one branch a kind of schema
    """Walk a core schema; plain data such as a serialisation or a default is not one."""
    if isinstance(schema, list | tuple):
        for element in schema:
            yield from _schemas(element)
    elif isinstance(schema, dict):
        if schema.get("type") == "model-field":
            yield from _schemas(schema["schema"])
            return
        if schema.get("type") == "dataclass":  # an Echeance, which only our reader makes
            return
        if isinstance(schema.get("type"), str):
            yield schema
        if schema.get("type") == "function-before":
            return
        for cle in ("schema", "items_schema", "keys_schema", "values_schema", "definitions"):
            yield from _schemas(schema.get(cle))
        if schema.get("type") == "tagged-union":
            yield from _schemas(list(schema["choices"].values()))
        if schema.get("type") == "model-fields":
            yield from _schemas(list(schema["fields"].values()))


def _fautes_possibles(schema: dict[str, Any]) -> set[str]:
    genre = schema["type"]
    conditions = {f"string_{f}" if genre == "str" else f for cle, f in CONDITIONS.items() if schema.get(cle)}
    return FAUTES_PAR_GENRE[genre] | conditions


def test_chaque_faute_possible_a_son_message() -> None:
    vus: list[dict[str, Any]] = []
    for modele in TOUS.values():
        modele.model_rebuild()
        vus += _schemas(modele.__pydantic_core_schema__)
    assert len(vus) >= 500
    assert {s["type"] for s in vus} <= set(FAUTES_PAR_GENRE), "un genre de schéma est nouveau : dites ses fautes ici"
    assert set().union(*(_fautes_possibles(s) for s in vus)) == set(MESSAGES)
    assert set(MESSAGES) <= set(typing.get_args(core_schema.ErrorType))
    assert {s["pattern"] for s in vus if s.get("pattern")} == set(FORMES)


@pytest.mark.parametrize("genre", sorted(MESSAGES))
def test_un_message_est_une_phrase_francaise(genre: str) -> None:
    message = MESSAGES[genre]({"expected": "'un', 'deux' or 'trois'", "max_length": 12, "error": ValueError("« x »")})
    assert ANGLAIS.search(message) is None
    assert " or " not in message
    assert not message.endswith(".")


# --- any tree -------------------------------------------------------------------------------------------------------

SCALAIRES = st.sampled_from(
    (
        "",
        " ",
        "oui",
        "1 454",
        "30,6 %",
        "14 290 €",
        "T4 2024",
        "31/12/2022",
        "31/02/2024",
        "2024-2030",
        "1.454",
        "caf",
        "quartier-nord",
        "Quartier Nord",
        "`code`",
        "https://exemple.fr",
        "#1d3a6e",
        "brouillon",
        "x" * 61,
        "décembre 9999",
    )
)
INATTENDUS = st.recursive(
    st.none() | SCALAIRES,
    lambda x: (
        st.lists(x, max_size=2) | st.dictionaries(st.sampled_from(("id", "titre", "Clé é", "texte")), x, max_size=2)
    ),
    max_leaves=4,
)


def _arbres(annotation: Any) -> st.SearchStrategy[Any]:
    """Trees near to what a type asks for: one value in eight is anything at all."""
    return st.integers(0, 7).flatmap(lambda n: _attendus(annotation) if n else INATTENDUS)


def _attendus(annotation: Any) -> st.SearchStrategy[Any]:
    origine, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origine is typing.Annotated:
        return _attendus(arguments[0])
    if origine in (typing.Union, types.UnionType):
        return st.one_of(*[_attendus(a) for a in arguments if a is not type(None)])
    if origine is Literal:
        return st.sampled_from(arguments)
    if origine is dict:
        return st.dictionaries(_attendus(arguments[0]).filter(str.strip), _arbres(arguments[1]), max_size=2)
    if origine is tuple and arguments[-1] is Ellipsis:
        return st.lists(st.deferred(lambda: _arbres(arguments[0])), max_size=2)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return st.deferred(lambda: _champs(annotation))
    if annotation is Any:
        return INATTENDUS
    assert (
        annotation is Prose
        or origine is tuple
        or annotation.__module__ in ("builtins", "decimal", "datetime")
        or (annotation.__name__ == "Echeance")
    )
    return SCALAIRES


def _champs(modele: type[BaseModel]) -> st.SearchStrategy[dict[str, Any]]:
    requis = {n: _arbres(c.annotation) for n, c in modele.model_fields.items() if c.is_required()}
    libres = {n: _arbres(c.annotation) for n, c in modele.model_fields.items() if not c.is_required()}
    choisis = st.lists(st.sampled_from(sorted(libres)), unique=True, max_size=3) if libres else st.just([])
    return choisis.flatmap(lambda noms: st.fixed_dictionaries({**requis, **{n: libres[n] for n in noms}}))


@pytest.mark.parametrize("nom", sorted(TOUS))
@given(donnees=st.data())
def test_toute_faute_est_dite_en_francais_a_sa_place(nom: str, donnees: st.DataObject) -> None:
    arbre = donnees.draw(_champs(TOUS[nom]))
    source = json.dumps(arbre, ensure_ascii=False, indent=1)
    lu = lire_yaml(source.encode(), "f.yaml")
    assert lu.valeur is not None, lu.diagnostics
    resultat = valider(lu.valeur, TOUS[nom])
    assert (resultat.valeur is None) == bool(resultat.diagnostics)
    lignes = source.split("\n")
    for d in resultat.diagnostics:
        assert "valeur refusée" not in d.message
        assert ANGLAIS.search(d.message) is None
        assert "\n" not in d.message
        assert 1 <= d.place.ligne <= len(lignes)
        assert 1 <= d.place.colonne <= len(lignes[d.place.ligne - 1]) + 1
