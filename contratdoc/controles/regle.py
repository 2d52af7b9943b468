"""What a rule is: a module of one family's folder, with its sheet and its search; and how rules are run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Place, Severite

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from contratdoc.contrat.contrat import Contrat
    from contratdoc.document.noeuds import Document
    from contratdoc.ecrits.ecrit import Contexte, Ecrit


class RegleDuContrat(Protocol):
    """A rule on the linked contract."""

    FICHE: Fiche

    def chercher(self, contrat: Contrat, /) -> Iterable[Diagnostic]:
        """Find the faults."""


class RegleDeLEcrit(Protocol):
    """A rule on any text: a whole contract, or a lone file."""

    FICHE: Fiche

    def chercher(self, ecrit: Ecrit, contexte: Contexte, /) -> Iterable[Diagnostic]:
        """Find the faults."""


class RegleDuDocument(Protocol):
    """A rule on the document tree, as it will be printed."""

    FICHE: Fiche

    def chercher(self, document: Document, /) -> Iterable[Diagnostic]:
        """Find the faults."""


REGLE_EN_PANNE = Fiche(
    code="CD999",
    nom="regle-en-panne",
    famille=Famille.INTERNE,
    severite=Severite.ERREUR,
    verifie="Chaque règle de cohérence va à son terme.",
    pourquoi="Une règle qui échoue ne dit rien : une faute pourrait passer. Les autres règles ont été appliquées.",
    exemple="La règle « total-de-tableau-faux » a échoué.",
    correction="Ce n'est pas votre fait : transmettez le message aux auteurs de contratdoc, avec le fichier en cause.",
    source="usage",
)


def appliquer(fiche: Fiche, recherche: Callable[[], Iterable[Diagnostic]]) -> tuple[Diagnostic, ...]:
    """Run one rule; a rule that raises is our fault, told as such, and the others still run.

    Args:
        fiche: The rule's sheet.
        recherche: The rule's search, its subject given.

    Returns:
        What the rule found.
    """
    try:
        return tuple(recherche())
    except Exception as e:  # noqa: BLE001 - whatever a rule raises must not stop the others
        message = f"La règle « {fiche.nom} » ({fiche.code}) a échoué : {type(e).__name__}."
        trace = e.__traceback__
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        ou = f" ({trace.tb_frame.f_code.co_name}, ligne {trace.tb_lineno})" if trace is not None else ""
        aide = f"Ce n'est pas votre fait. Transmettez ce message : {fiche.code}{ou} : {str(e)[:200]}"
        return (REGLE_EN_PANNE.constat(message, Place("contratdoc"), aide),)
