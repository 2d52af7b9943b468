"""How a refusal travels inside the room: one exception with its diagnostic, turned into a result at the door."""

from __future__ import annotations

import logging

from contratdoc.diagnostics import Diagnostic, Place, erreur


class Refus(Exception):
    """What was asked cannot be done; `diagnostic` says why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def refus(code: str, message: str, place: str, *aides: str) -> Refus:
    """Make a refusal.

    Args:
        code: Its code.
        message: One French sentence.
        place: The file that it is about.
        *aides: What to do.

    Returns:
        The exception, to raise.
    """
    return Refus(erreur(code, message, Place(place), *aides))


def taire() -> None:
    """Keep the libraries' own messages off the user's screen: they are in English, and we say the same in French."""
    for nom in ("pyhanko", "pyhanko_certvalidator"):
        logging.getLogger(nom).setLevel(logging.CRITICAL + 1)
