"""Plain data to a YAML file that a person may read and go on with: texts of several lines as blocks, nothing folded."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import LiteralScalarString, ScalarString, SingleQuotedScalarString

if TYPE_CHECKING:
    from collections.abc import Callable

    from contratdoc.source.arbre import Valeur

_NULS = frozenset({"", "~", "null", "Null", "NULL"})
"""What a plain scalar may not be without saying nothing."""
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
    flux = io.StringIO()
    _yaml().dump(_habiller(valeur), flux)
    return entete + flux.getvalue()


def modifier_yaml(texte: str, modifier: Callable[[Any], Any]) -> str:
    """Change what a file says; comments, order and quotes of what does not change are kept.

    Args:
        texte: The file, valid YAML.
        modifier: Changes the tree, which carries its comments, and returns it; scalars are the texts that were typed.

    Returns:
        The file's new text.
    """
    yaml = _yaml()
    yaml.preserve_quotes = True
    yaml.Resolver = _ToutEstTexte
    arbre = modifier(yaml.load(texte))
    flux = io.StringIO()
    yaml.dump(_habiller_le_neuf(arbre), flux)
    return flux.getvalue()


def comme(ancien: object, nouveau: str) -> str:
    """Write a text the way of the one that it takes the place of: a block stays a block, lines ask for one.

    Args:
        ancien: What a tree given by `modifier_yaml` holds.
        nouveau: What it is to hold.
    """
    texte = nouveau.strip("\n")
    if isinstance(ancien, LiteralScalarString) or "\n" in nouveau:
        bloc: str = LiteralScalarString(texte + "\n")
        return bloc
    return nouveau


class _ToutEstTexte(VersionedResolver):
    """Takes no plain scalar for a number, a date or nothing: each is read, and written again, as it was typed."""

    @property
    def versioned_resolver(self) -> dict[str, Any]:
        """The patterns of what is no text: none."""
        return {}


def _yaml() -> YAML:
    yaml = YAML()
    yaml.width = _LARGEUR
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.allow_unicode = True
    return yaml


def _habiller_le_neuf(valeur: Any) -> Any:
    """Choose how the texts that were put in are written; what was read keeps the way it had."""
    if isinstance(valeur, CommentedMap):
        for cle in valeur:
            valeur[cle] = _habiller_le_neuf(valeur[cle])
        return valeur
    if isinstance(valeur, CommentedSeq):
        for i, element in enumerate(valeur):
            valeur[i] = _habiller_le_neuf(element)
        return valeur
    if isinstance(valeur, str) and valeur in _NULS:
        return SingleQuotedScalarString(valeur)
    return valeur if isinstance(valeur, ScalarString) else _habiller(valeur)


def _habiller(valeur: Valeur) -> object:
    """Choose how each text is written: blocks keep their lines, and what looks like a number stays a text."""
    if isinstance(valeur, dict):
        return CommentedMap((cle, _habiller(v)) for cle, v in valeur.items())
    if isinstance(valeur, list):
        return CommentedSeq(_habiller(v) for v in valeur)
    if isinstance(valeur, str) and "\n" in valeur.strip("\n") and not valeur.startswith((" ", "\n")):
        return LiteralScalarString(valeur)
    return valeur
