"""Bookmarks: each name once in the file, and references that come back find the one that they mean."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from contratdoc.writers.docx.revisions.balises import ID, NOM

if TYPE_CHECKING:
    from lxml import etree

    from contratdoc.writers.docx.revisions.balises import Marques
    from contratdoc.writers.docx.revisions.elements import Paragraphe

_RENVOI: Final = re.compile(r"(?<=REF )\s*(\S+)")


class Signets:
    """The bookmarks of the second file, to which some of the first are added."""

    def __init__(self, noms: set[str], marques: Marques) -> None:
        self._noms = noms
        self._marques = marques
        self._renommes: dict[str, str] = {}
        self._repris: dict[str, str] = {}

    def rapprocher(self, avant: Paragraphe, apres: Paragraphe) -> None:
        """Learn from a paragraph that stays how its bookmarks are now called."""
        anciens, nouveaux = avant.signets, apres.signets
        if len(anciens) == len(nouveaux):
            for a, b in zip(anciens, nouveaux, strict=True):
                if a != b and a.casefold() not in self._noms:
                    self._renommes.setdefault(a, b)

    def reprendre(self, repere: etree._Element) -> bool:
        """Give one end of a bookmark of the first file a number; False when the second has it already."""
        ident = repere.get(ID, "")
        if (nom := repere.get(NOM)) is None:
            if ident not in self._repris:
                return False
            repere.set(ID, self._repris.pop(ident))
            return True
        if nom in self._renommes or nom.casefold() in self._noms:
            return False
        self._noms.add(nom.casefold())
        self._repris[ident] = str(self._marques.suivant())
        repere.set(ID, self._repris[ident])
        return True

    def renvoi(self, instruction: str) -> str:
        """The instruction of a field of the first file, its bookmark called as in the second."""
        return _RENVOI.sub(lambda m: self._renommes.get(m[1], m[1]), instruction, count=1)
