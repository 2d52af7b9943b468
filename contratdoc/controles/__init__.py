"""Coherence rules: they read a contract, a text or a document and return diagnostics; they change nothing.

The rules are loaded when the first one is run: they take as long to load (some five hundred patterns) as a contract to
be read, and whoever lays it out meanwhile need not wait for them.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from contratdoc.controles.regle import appliquer

if TYPE_CHECKING:
    from contratdoc.contrat.contrat import Contrat
    from contratdoc.diagnostics import Diagnostic
    from contratdoc.document.noeuds import Document
    from contratdoc.ecrits.ecrit import Contexte, Ecrit


def controler(contrat: Contrat) -> tuple[Diagnostic, ...]:
    """Run the rules on a linked contract.

    Args:
        contrat: The contract.

    Returns:
        All that the rules found.
    """
    from contratdoc.controles.registre import SUR_LE_CONTRAT

    return tuple(d for r in SUR_LE_CONTRAT for d in appliquer(r.FICHE, partial(r.chercher, contrat)))


def controler_ecrit(ecrit: Ecrit, contexte: Contexte) -> tuple[Diagnostic, ...]:
    """Run the rules on a text.

    Args:
        ecrit: The text: a whole contract, or a lone file.
        contexte: What is known beside it.

    Returns:
        All that the rules found.
    """
    from contratdoc.controles.registre import SUR_L_ECRIT

    return tuple(d for r in SUR_L_ECRIT for d in appliquer(r.FICHE, partial(r.chercher, ecrit, contexte)))


def controler_document(document: Document) -> tuple[Diagnostic, ...]:
    """Run the rules on a document tree.

    Args:
        document: The document.

    Returns:
        All that the rules found.
    """
    from contratdoc.controles.sur_le_document import SUR_LE_DOCUMENT

    return tuple(d for r in SUR_LE_DOCUMENT for d in appliquer(r.FICHE, partial(r.chercher, document)))
