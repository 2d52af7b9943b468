"""Where something stands in a source file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A point in a file. `ligne` and `colonne` count from 1; 0 means the file as a whole.

    Attributes:
        fichier: Path as shown to the user, relative to the contract's folder, with `/`.
        ligne: Line, from 1; 0 when the fault concerns the whole file.
        colonne: Column in characters, from 1; 0 when unknown.
    """

    fichier: str
    ligne: int = 0
    colonne: int = 0

    def __str__(self) -> str:
        if not self.ligne:
            return self.fichier
        return f"{self.fichier}:{self.ligne}:{max(self.colonne, 1)}"
