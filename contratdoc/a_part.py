"""Work done beside, in a child of this process, while this one goes on: what it returns comes back through a pipe.

A contract's rules take as long as its layout, and need only the linked contract: on two cores, a child runs them while
the document is put in order and laid out. Threads would not do: both sides are Python. The child is forked, so it has
the contract already; where processes cannot be forked (Windows), or on one core, the work is done when it is asked for.
"""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


def coeurs() -> int:
    """Count the cores that this process may use: a machine, or whoever started it, may keep some for others."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class APart(Generic[T]):
    """A piece of work begun beside."""

    def __init__(self, travail: Callable[[], T]) -> None:
        """Begin.

        Args:
            travail: The work; it may be done in this process after all, and what it returns must be plain records.
        """
        self._travail = travail
        self._enfant: int | None = None
        if hasattr(os, "fork") and coeurs() > 1:
            lecture, ecriture = os.pipe()
            self._enfant = os.fork()
            if not self._enfant:
                self._dans_l_enfant(ecriture)
            os.close(ecriture)
            self._tuyau = lecture

    def resultat(self) -> T:
        """Return what the work gives; it is done here when there is no child, or when it ended badly."""
        if self._enfant is None:
            return self._travail()
        enfant, self._enfant = self._enfant, None
        with os.fdopen(self._tuyau, "rb") as flux:
            dit = flux.read()
        _, etat = os.waitpid(enfant, 0)
        if etat:
            return self._travail()  # whatever made the child fail is then raised here, where it can be told
        resultat: T = pickle.loads(dit)  # noqa: S301 - written by our own child, through a pipe that no one else has
        return resultat

    def abandonner(self) -> None:
        """Stop the child, if what it does is not wanted any more."""
        if self._enfant is not None:
            enfant, self._enfant = self._enfant, None
            os.close(self._tuyau)
            os.kill(enfant, signal.SIGKILL)
            os.waitpid(enfant, 0)

    def _dans_l_enfant(self, ecriture: int) -> None:
        code = 1
        try:
            with os.fdopen(ecriture, "wb") as flux:
                pickle.dump(self._travail(), flux, pickle.HIGHEST_PROTOCOL)
            code = 0
        finally:
            os._exit(code)  # nothing of its parent is the child's to clean, nor to say
