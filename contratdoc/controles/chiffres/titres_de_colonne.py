"""The header that names a column: the cell right above its figures, rather than a caption over the whole table."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contratdoc.controles.chiffres.grille import Grille


def titre_de_colonne(grille: Grille, colonne: int) -> str:
    """Return the words that name a column.

    Args:
        grille: The table.
        colonne: The rank of the column.

    Returns:
        The lowest header cell that has words (« Population »); all the headers when it has none (« 2018 »).
    """
    for entete in reversed(grille.entetes):
        texte = entete.case(colonne).texte
        if texte:
            return texte if any(c.isalpha() for c in texte) else grille.titre(colonne)
    return grille.titre(colonne)
