"""One allocator for everything that must be unique in a Word file: bookmarks, list instances, drawings."""

from __future__ import annotations

import hashlib
import re
from typing import Final

LONGUEUR_SIGNET: Final = 40
_INTERDITS = re.compile(r"\W")


class Allocateur:
    """Gives each anchor its bookmark and each object its number, above those that the frame already uses."""

    def __init__(self, premier: int = 1, noms_pris: frozenset[str] = frozenset()) -> None:
        self._dernier = premier - 1
        self._noms = {nom.casefold() for nom in noms_pris}
        self._signets: dict[str, str] = {}

    def suivant(self) -> int:
        """A number used by nothing else in the file."""
        self._dernier += 1
        return self._dernier

    def signet(self, ancre: str) -> str:
        """The bookmark name of an anchor: readable, at most 40 characters, unique whatever the case."""
        if (nom := self._signets.get(ancre)) is not None:
            return nom
        nom = _INTERDITS.sub("_", ancre)
        if not nom[:1].isalpha():
            nom = f"_{nom}"
        if len(nom) > LONGUEUR_SIGNET or nom.casefold() in self._noms:
            empreinte = hashlib.sha256(ancre.encode()).hexdigest()[:8]
            nom = f"{nom[: LONGUEUR_SIGNET - 9]}_{empreinte}"
        self._noms.add(nom.casefold())
        self._signets[ancre] = nom
        return nom
