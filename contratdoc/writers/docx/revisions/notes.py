"""Footnotes: the second file's keep their numbers, those that go take numbers behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.writers.docx.revisions.alignement import aligner
from contratdoc.writers.docx.revisions.balises import Statut
from contratdoc.writers.docx.revisions.plan import SEUIL, note_bloc

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from contratdoc.writers.docx.revisions.elements import Bloc

Textes = dict[str, "list[Bloc]"]
"""The content of each note, by id."""


class Notes:
    """What becomes of each note, learnt while the calls are written."""

    def __init__(self, avant: Textes, apres: Textes) -> None:
        self.avant, self.apres = avant, apres
        self.gardees: dict[str, str] = {}
        self.inserees: list[str] = []
        self.supprimees: dict[str, str] = {}
        self._dernier = max((int(i) for i in apres), default=0)

    def gardee(self, avant: str, apres: str) -> None:
        """A note still called at the same place."""
        self.gardees[avant] = apres

    def traduire(self, ident: str, statut: Statut) -> str:
        """The id of a note in the file written, for a call that goes or comes."""
        if statut is Statut.INSERE:
            self.inserees.append(ident)
            return ident
        self._dernier += 1
        self.supprimees[ident] = str(self._dernier)
        return str(self._dernier)


def cles_des_notes(avant: Textes, apres: Textes) -> tuple[Mapping[str, Hashable], Mapping[str, Hashable]]:
    """Give each note a key, the same for a note of the first file and what it became."""
    anciennes, nouvelles = list(avant.items()), list(apres.items())
    paires = aligner(
        anciennes,
        nouvelles,
        cle=lambda n: tuple(b.cle for b in n[1]),
        texte=lambda n: " ".join(b.texte for b in n[1]),
        note=lambda a, b: note_bloc(a[1][0], b[1][0]) if a[1] and b[1] else 0.0,
        seuil=SEUIL,
    )
    vues = {anciennes[i][0]: ("apres", nouvelles[j][0]) for i, j in paires if i is not None and j is not None}
    return {i: vues.get(i, ("avant", i)) for i in avant}, {j: ("apres", j) for j in apres}
