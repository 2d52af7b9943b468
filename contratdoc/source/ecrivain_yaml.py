"""Plain data to a YAML file that a person may read and go on with: texts of several lines as blocks, nothing folded."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import LiteralScalarString

if TYPE_CHECKING:
    from contratdoc.source.arbre import Valeur

_LARGEUR = 4096
"""Lines are those of the texts: none is folded by the writer."""


def ecrire_yaml(valeur: Valeur, entete: str = "") -> str:
    """Write a tree of texts.

    Args:
        valeur: Texts, lists and mappings.
        entete: Comment lines to put first, each with its « # ».

    Returns:
        The file's text; read again, it gives the same tree.
    """
    yaml = YAML()
    yaml.width = _LARGEUR
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.allow_unicode = True
    flux = io.StringIO()
    yaml.dump(_habiller(valeur), flux)
    return entete + flux.getvalue()


def _habiller(valeur: Valeur) -> object:
    """Choose how each text is written: blocks keep their lines, and what looks like a number stays a text."""
    if isinstance(valeur, dict):
        return CommentedMap((cle, _habiller(v)) for cle, v in valeur.items())
    if isinstance(valeur, list):
        return CommentedSeq(_habiller(v) for v in valeur)
    if isinstance(valeur, str) and "\n" in valeur.strip("\n") and not valeur.startswith((" ", "\n")):
        return LiteralScalarString(valeur)
    return valeur
