"""The fields of a record as a tree: what a skeleton to fill, in YAML or in Word, shows of a schema."""

from __future__ import annotations

import types
import typing
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal

from pydantic import BaseModel, WithJsonSchema

from contratdoc.source.prose import Prose

if typing.TYPE_CHECKING:
    from pydantic.fields import FieldInfo


class Forme(StrEnum):
    """What is typed in a field."""

    TEXTE = "texte"  # a text, a number, a date: one scalar
    PROSE = "prose"  # Markdown, several paragraphs
    CHOIX = "choix"  # one of a few words
    GROUPE = "groupe"  # fields of its own
    PAIRES = "paires"  # a number a word, the words being known


@dataclass(frozen=True, slots=True)
class Champ:
    """A field of a record.

    Attributes:
        cle: Its key in the file.
        description: What is expected, in French.
        forme: What is typed in it.
        multiple: True when it holds several, as a list.
        obligatoire: True when the record is refused without it.
        exemple: A value as it may be typed; empty when none is known.
        choix: The words admitted (CHOIX), or the keys (PAIRES).
        enfants: The fields of a GROUPE.
    """

    cle: str
    description: str
    forme: Forme
    multiple: bool = False
    obligatoire: bool = False
    exemple: str = ""
    choix: tuple[str, ...] = ()
    enfants: tuple[Champ, ...] = ()


def champs_de(modele: type[BaseModel]) -> tuple[Champ, ...]:
    """Return the fields of a record, in the order of its definition.

    Args:
        modele: A record of the schema.

    Returns:
        Its fields, those of the records that it holds below them.
    """
    return tuple(_champ(cle, info) for cle, info in modele.model_fields.items())


def _champ(cle: str, info: FieldInfo) -> Champ:
    interieur, multiple, metadonnees = _type(info.annotation)
    exemple = str(info.examples[0]) if info.examples else _exemple((*info.metadata, *metadonnees))
    forme = Forme.TEXTE
    choix: tuple[str, ...] = ()
    enfants: tuple[Champ, ...] = ()
    if isinstance(interieur, type) and issubclass(interieur, BaseModel):
        forme, enfants = Forme.GROUPE, champs_de(interieur)
    elif interieur is Prose:
        forme = Forme.PROSE
    elif typing.get_origin(interieur) is Literal:
        forme, choix = Forme.CHOIX, typing.get_args(interieur)
    elif typing.get_origin(interieur) is dict:
        forme, choix = Forme.PAIRES, typing.get_args(typing.get_args(interieur)[0])
    return Champ(cle, info.description or cle, forme, multiple, info.is_required(), exemple, choix, enfants)


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
