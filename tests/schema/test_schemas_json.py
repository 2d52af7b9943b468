"""The JSON Schemas that guide editors: fresh, in French, and true to what is shipped and to what is checked."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from contratdoc.schema.natures import NATURES
from contratdoc.schema.schemas_json import MODELES, _sans_anglais, schemas_json
from contratdoc.schema.squelette import squelette
from contratdoc.source.lecteur_yaml import lire_yaml

RACINE = Path(__file__).parents[2]
SCHEMAS = {nom: json.loads(texte) for nom, texte in schemas_json().items()}
_ENTETE = re.compile(r"# yaml-language-server: \$schema=(\S+)\n")
YAML_LIVRES = sorted([*(RACINE / "modeles").glob("*.yaml"), *(RACINE / "contributions").glob("*.yaml")])


Schema = dict[str, Any]


def _ecarts(valeur: Any, schema: Schema, racine: Schema, chemin: str = "") -> list[str]:
    """Check the part of JSON Schema that ours use; scalars are texts here, as our reader gives them."""
    if "$ref" in schema:
        return _ecarts(valeur, racine["$defs"][schema["$ref"].rsplit("/", 1)[1]], racine, chemin)
    if "anyOf" in schema or "oneOf" in schema:
        essais = [_ecarts(valeur, s, racine, chemin) for s in schema.get("anyOf") or schema["oneOf"]]
        return min(essais, key=len)
    types = schema.get("type", [])
    types = [types] if isinstance(types, str) else types
    if isinstance(valeur, dict):
        return (
            [f"{chemin} : groupe inattendu"]
            if types and "object" not in types
            else _objet(valeur, schema, racine, chemin)
        )
    if isinstance(valeur, list):
        if "array" not in types:
            return [f"{chemin} : liste inattendue"]
        dits = schema.get("items", {})
        return [e for i, v in enumerate(valeur) for e in (_ecarts(v, dits, racine, f"{chemin}[{i}]") if dits else ())]
    if valeur is None:
        return []
    admis = schema.get("enum", [schema["const"]] if "const" in schema else None)
    if admis is not None and valeur not in admis:
        return [f"{chemin} : {valeur} hors de {admis}"]
    if not {"string", "number", "integer"} & set(types) and admis is None:
        return [f"{chemin} : texte inattendu"]
    return [f"{chemin} : {valeur}"] if "pattern" in schema and not re.search(schema["pattern"], valeur) else []


def _objet(valeur: dict[str, Any], schema: dict[str, Any], racine: dict[str, Any], chemin: str) -> list[str]:
    proprietes, libres = schema.get("properties", {}), schema.get("additionalProperties", True)
    motifs = schema.get("patternProperties", {})
    sortie = [f"{chemin}.{c} manque" for c in schema.get("required", []) if c not in valeur]
    for cle, v in valeur.items():
        motif = next((s for m, s in motifs.items() if re.search(m, cle)), None)
        sous = proprietes.get(cle, motif if motif is not None else libres)
        if sous is False:
            sortie.append(f"{chemin}.{cle} inconnu")
        elif isinstance(sous, dict):
            sortie += _ecarts(v, sous, racine, f"{chemin}.{cle}")
    return sortie


def _valeur(texte: str) -> Any:
    arbre = lire_yaml(texte.encode(), "x.yaml")
    assert arbre.valeur is not None, arbre.diagnostics
    return arbre.valeur.valeur


def test_les_schemas_livres_sont_a_jour() -> None:
    livres = {f.name: f.read_text("utf-8") for f in (RACINE / "modeles" / "schemas").glob("*.json")}

    assert livres == schemas_json(), "« contratdoc schema » les écrit de nouveau"


def test_chaque_modele_et_chaque_nature_a_son_schema() -> None:
    assert SCHEMAS.keys() == {f"{nom}.json" for nom in (*MODELES, *NATURES)}


@pytest.mark.parametrize("fichier", YAML_LIVRES, ids=lambda f: f.stem)
def test_chaque_yaml_livre_nomme_son_schema_et_le_respecte(fichier: Path) -> None:
    texte = fichier.read_text("utf-8")
    entete = _ENTETE.match(texte)
    assert entete is not None, "sa première ligne nomme son schéma"
    schema = (fichier.parent / entete[1]).resolve()

    assert schema.is_file()
    assert _ecarts(_valeur(texte), SCHEMAS[schema.name], SCHEMAS[schema.name]) == []


def test_des_yaml_sont_livres() -> None:
    assert len(YAML_LIVRES) >= 13


@pytest.mark.parametrize("nature", NATURES)
def test_un_squelette_decommente_respecte_le_schema_de_sa_nature(nature: str) -> None:
    texte = re.sub(r"^#(?! \S)", "", squelette(nature, "essai"), flags=re.MULTILINE)

    assert _ecarts(_valeur(texte), SCHEMAS[f"{nature}.json"], SCHEMAS[f"{nature}.json"]) == []


@pytest.mark.parametrize("nature", NATURES)
def test_un_schema_refuse_ce_que_la_verification_refuse(nature: str) -> None:
    schema = SCHEMAS[f"{nature}.json"]
    bon = _valeur(squelette(nature, "essai"))

    assert _ecarts({**bon, "nomm": "x"}, schema, schema) == [".nomm inconnu"]
    assert _ecarts({c: v for c, v in bon.items() if c != "nom"}, schema, schema) == [".nom manque"]
    assert _ecarts({**bon, "statut": "fini"}, schema, schema)
    assert _ecarts({**bon, "id": "Été"}, schema, schema)
    assert _ecarts({**bon, "engagements": "x"}, schema, schema)


def test_un_avenant_respecte_son_schema_et_une_operation_inconnue_non() -> None:
    schema = SCHEMAS["avenant.json"]
    bon = _valeur((RACINE / "tests/cas/schema/bons/avenant.yaml").read_text("utf-8"))

    assert _ecarts(bon, schema, schema) == []
    assert _ecarts({**bon, "modifications": [{"operation": "effacer"}]}, schema, schema)
    assert _ecarts({**bon, "modifications": [{"operation": "proroger"}]}, schema, schema) == [
        ".modifications[0].jusqu_a manque"
    ]


def test_un_schema_a_les_champs_de_son_modele() -> None:
    for nom, modele in {**MODELES, **NATURES}.items():
        schema = SCHEMAS[f"{nom}.json"]
        racine = schema["$defs"].get(modele.__name__, schema) if "$ref" in schema else schema
        assert set(racine["properties"]) == set(modele.model_fields)
        assert racine["additionalProperties"] is False


def test_un_editeur_ne_montre_que_du_francais() -> None:
    """No title or description made by pydantic from our English names and docstrings; each field is explained."""
    docstrings = {m.__doc__ for m in _tous_les_modeles() if m.__doc__}
    vus = 0
    for schema in SCHEMAS.values():
        for objet in (schema, *schema.get("$defs", {}).values()):
            assert objet.get("description") not in docstrings
            for nom, champ in objet.get("properties", {}).items():
                vus += 1
                assert champ.get("description"), nom
                assert "title" not in champ
    assert vus > 300


def _tous_les_modeles(racine: type[BaseModel] = BaseModel) -> list[type[BaseModel]]:
    return [m for fille in racine.__subclasses__() for m in (fille, *_tous_les_modeles(fille))]


def test_un_champ_nomme_comme_un_mot_de_json_schema_est_garde() -> None:
    champs = {"title": {"title": "Title", "type": "string"}, "default": {"type": "string", "default": "x"}}

    garde = _sans_anglais({"title": "Objet", "type": "object", "properties": champs})
    assert garde == {"type": "object", "properties": {"title": {"type": "string"}, "default": {"type": "string"}}}
