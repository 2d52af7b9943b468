"""The rules on the document tree, apart from the others: whoever lays it out runs them, and loads no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.controles import accessibilite

if TYPE_CHECKING:
    from contratdoc.controles.regle import RegleDuDocument

SUR_LE_DOCUMENT: tuple[RegleDuDocument, ...] = (*accessibilite.SUR_LE_DOCUMENT,)
"""Rules on the document tree."""
