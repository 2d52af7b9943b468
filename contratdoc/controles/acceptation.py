"""What the authors of the sources accept, taken out of what the rules found; and what no longer deserves it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contratdoc.diagnostics import Diagnostic, Severite, avertissement, erreur

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contratdoc.source.acceptations import Acceptation


@dataclass(frozen=True, slots=True)
class Tri:
    """What is left to tell, and what was accepted with its acceptance."""

    restants: tuple[Diagnostic, ...]
    acceptes: tuple[tuple[Diagnostic, Acceptation], ...]


def accepter(
    diagnostics: Sequence[Diagnostic],
    acceptations: Sequence[Acceptation],
    aujourd_hui: dt.date | None,
    *,
    complet: bool,
) -> Tri:
    """Apply acceptances.

    Args:
        diagnostics: All that was found.
        acceptations: All that is accepted.
        aujourd_hui: The day of the check; None when no end is to be looked at.
        complet: True when every rule was run, so that an acceptance without a fault is known to be useless.

    Returns:
        The diagnostics left, with those on the acceptances themselves, and those accepted.
    """
    restants: list[Diagnostic] = []
    acceptes: list[tuple[Diagnostic, Acceptation]] = []
    utiles: set[Acceptation] = set()
    for d in diagnostics:
        siennes = [a for a in acceptations if a.code == d.code and a.couvre(d.place)]
        utiles.update(siennes)
        valides = [a for a in siennes if not _expiree(a, aujourd_hui)]
        if valides and d.severite is not Severite.ERREUR:
            acceptes.append((d, valides[0]))
        else:
            restants.append(d)
            restants += [_erreur_acceptee(a) for a in valides]
    restants += [_perimee(a) for a in acceptations if a in utiles and _expiree(a, aujourd_hui)]
    # A rule that failed found nothing: what is accepted of it may still be there.
    if complet and not any(d.code == "CD999" for d in diagnostics):
        restants += [_sans_objet(a) for a in acceptations if a not in utiles]
    return Tri(tuple(restants), tuple(acceptes))


def _expiree(a: Acceptation, aujourd_hui: dt.date | None) -> bool:
    return a.jusqu_au is not None and aujourd_hui is not None and a.jusqu_au < aujourd_hui


def _erreur_acceptee(a: Acceptation) -> Diagnostic:
    message = f"Une erreur ne s'accepte pas : {a.code} doit être corrigé."
    return erreur("CD026", message, a.place, "Corrigez la faute, puis retirez cette acceptation.")


def _perimee(a: Acceptation) -> Diagnostic:
    message = f"L'acceptation de {a.code} a pris fin le {a.jusqu_au:%d/%m/%Y}."
    return avertissement("CD027", message, a.place, "Corrigez la faute, ou donnez une nouvelle échéance et sa raison.")


def _sans_objet(a: Acceptation) -> Diagnostic:
    message = f"L'acceptation de {a.code} n'a plus d'objet : cette faute n'est plus là."
    return avertissement("CD028", message, a.place, "Retirez-la.")
