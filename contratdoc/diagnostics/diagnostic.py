"""A fault as data: code, severity, one French sentence, places and hints."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from contratdoc.diagnostics.place import Place

T = TypeVar("T")


class Severite(StrEnum):
    """How bad a fault is; only an error stops the passes that follow."""

    ERREUR = "erreur"
    AVERTISSEMENT = "avertissement"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Remplacement:
    """A mechanical fix: the characters that stand at a fault's place, and those to put there.

    Attributes:
        ancien: What is written in the file at the place, exactly; on one line.
        nouveau: What to write instead.
    """

    ancien: str
    nouveau: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault, ready for any renderer.

    Attributes:
        code: Stable code, `CD` and three digits, never reused.
        severite: Error, warning or information.
        message: One French sentence that stands alone.
        place: Where the fault is.
        aides: What to do, one sentence each.
        autres: Second places (`declared here`), each with a short French label.
        remplacement: The mechanical fix, when there is one that no one could dispute.
    """

    code: str
    severite: Severite
    message: str
    place: Place
    aides: tuple[str, ...] = ()
    autres: tuple[tuple[Place, str], ...] = ()
    remplacement: Remplacement | None = None


def erreur(
    code: str,
    message: str,
    place: Place,
    *aides: str,
    autres: tuple[tuple[Place, str], ...] = (),
) -> Diagnostic:
    """Make an error; empty hints are dropped so that callers may pass a suggestion that found nothing."""
    return Diagnostic(code, Severite.ERREUR, message, place, tuple(a for a in aides if a), autres)


def avertissement(
    code: str,
    message: str,
    place: Place,
    *aides: str,
    autres: tuple[tuple[Place, str], ...] = (),
) -> Diagnostic:
    """Make a warning; empty hints are dropped."""
    return Diagnostic(code, Severite.AVERTISSEMENT, message, place, tuple(a for a in aides if a), autres)


@dataclass(frozen=True, slots=True)
class Resultat(Generic[T]):
    """What a pass returns: its value, when it could make one, and all that it has to say."""

    valeur: T | None
    diagnostics: tuple[Diagnostic, ...] = ()


def a_des_erreurs(diagnostics: Iterable[Diagnostic]) -> bool:
    """Say whether at least one diagnostic forbids the next pass."""
    return any(d.severite is Severite.ERREUR for d in diagnostics)


def trier(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort by place then code and drop exact repetitions: done once, when rendering."""
    return tuple(sorted(dict.fromkeys(diagnostics), key=lambda d: (d.place, d.code, d.message)))
