"""A contribution to fill, made from the schema: every field explained, the optional ones behind a `#`."""

from __future__ import annotations

import types
import typing
from typing import Any, Literal

from pydantic import BaseModel, WithJsonSchema

from contratdoc.schema.natures import NATURES
from contratdoc.source.prose import Prose

if typing.TYPE_CHECKING:
    from pydantic.fields import FieldInfo

_PAS = "  "
_TETE = """\
# yaml-language-server: $schema=../modeles/schemas/{nature}.json
# Contribution au contrat, à remplir dans un simple éditeur de texte.
# - Une ligne « # Explication » dit ce qu'on attend ; ne la modifiez pas.
# - Un champ facultatif est précédé de « # » : retirez-le de chacune de ses lignes pour le remplir.
# - Les nombres s'écrivent comme d'habitude : 1 454, 30,6 %, 14 290 €, 6,8 M€, T4 2024, 31/12/2026.
# - Un texte long se place sous « | », décalé de deux espaces. Listes : « - » en début de ligne.
# - Pour vérifier : contratdoc verifier
"""


def squelette(nature: str, identifiant: str) -> str:
    """Make the file of a partner.

    Args:
        nature: A key of `NATURES`.
        identifiant: The partner's id, which is also the file's name.

    Returns:
        A YAML text that is valid as it stands, as a draft.
    """
    nom = identifiant.replace("-", " ").capitalize()
    donnes = {
        "nature": nature,
        "id": identifiant,
        "nom": nom,
        "titre": f"Contribution – {nom}",
        "statut": "brouillon",
    }
    modele = NATURES[nature]
    ordre = [*donnes, *(n for n in modele.model_fields if n not in donnes)]
    lignes: list[str] = []
    for cle in ordre:
        info = modele.model_fields[cle]
        lignes.append(f"# {info.description}")
        if cle in donnes:
            lignes.append(f"{cle}: {_citer(donnes[cle])}")
        else:
            lignes += [f"#{ligne}" for ligne in _champ(cle, info)]
        lignes.append("")
    return _TETE.format(nature=nature) + "\n" + "\n".join(lignes).rstrip() + "\n"


def _champ(cle: str, info: FieldInfo) -> list[str]:
    """Write one field with an example of its value."""
    interieur, multiple, metadonnees = _type(info.annotation)
    exemple = str(info.examples[0]) if info.examples else _exemple((*info.metadata, *metadonnees))
    if isinstance(interieur, type) and issubclass(interieur, BaseModel):
        corps = _modele(interieur)
        if not multiple:
            return [f"{cle}:", *(_PAS + ligne for ligne in corps)]
        # The explanation of the first field comes before the dash: a comment after it would hide the field.
        return [f"{cle}:", f"{_PAS}{corps[0]}", f"{_PAS}- {corps[1]}", *(_PAS * 2 + ligne for ligne in corps[2:])]
    if interieur is Prose:
        return [f"{cle}: |", f"{_PAS}Votre texte."]
    if typing.get_origin(interieur) is Literal:
        exemple = exemple or str(typing.get_args(interieur)[0])
    if exemple.startswith("{"):
        return [f"{cle}: {exemple}"]
    valeur = _citer(exemple or "Votre texte")
    return [f"{cle}:", f"{_PAS}- {valeur}"] if multiple else [f"{cle}: {valeur}"]


def _modele(modele: type[BaseModel]) -> list[str]:
    lignes: list[str] = []
    for cle, info in modele.model_fields.items():
        lignes += [f"# {info.description}", *_champ(cle, info)]
    return lignes


def _citer(texte: str) -> str:
    """Put in quotes what YAML would not read as a text."""
    return f'"{texte}"' if texte == "null" or texte.startswith(("#", "[", "{")) or ": " in texte else texte


def _exemple(metadonnees: tuple[Any, ...]) -> str:
    """Find the example that a scalar type carries for editors, or the one that its pattern asks for."""
    for m in metadonnees:
        if isinstance(m, WithJsonSchema) and m.json_schema and "examples" in m.json_schema:
            return str(m.json_schema["examples"][0])
        motif = str(getattr(m, "pattern", None) or "")
        if motif:
            return "https://www.exemple.fr" if motif.startswith("^http") else "quartier-nord"
    return ""


def _type(annotation: Any, metadonnees: tuple[Any, ...] = ()) -> tuple[Any, bool, tuple[Any, ...]]:
    """Return the type that a field holds, without None, whether it holds several, and what is said of it."""
    origine = typing.get_origin(annotation)
    arguments = typing.get_args(annotation)
    if origine in (typing.Union, types.UnionType):
        return _type(next(a for a in arguments if a is not type(None)), metadonnees)
    if origine is tuple:
        interieur, _, dites = _type(arguments[0], metadonnees)
        return interieur, True, dites
    if origine is typing.Annotated:
        return _type(arguments[0], (*metadonnees, *arguments[1:]))
    return annotation, False, metadonnees
