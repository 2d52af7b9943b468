"""Where a passage stands among the others, and whether some of its characters can be replaced in its file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.diagnostics.diagnostic import Remplacement
from contratdoc.ecrits.ecrit import VALEUR, Nature, Passage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.ecrits.ecrit import Bloc, Ecrit

_COUPEE_MIN = 40
DITS_AILLEURS = frozenset((Nature.SOMMAIRE, Nature.CITATION))
"""What repeats a heading, and the words of someone else."""


def fichier_de(bloc: Bloc) -> str:
    """Return the file that a block stands in."""
    return bloc.fichier if isinstance(bloc, Passage) else bloc.place.fichier


def avec_voisins(ecrit: Ecrit) -> Iterator[tuple[Bloc | None, Passage, Bloc | None]]:
    """Go through the passages outside tables, each between its neighbours.

    Args:
        ecrit: The text.

    Yields:
        The block before, the passage, the block after; a neighbour of another file is None.
    """
    blocs = ecrit.blocs
    for i, p in enumerate(blocs):
        if isinstance(p, Passage):
            avant = blocs[i - 1] if i and fichier_de(blocs[i - 1]) == p.fichier else None
            apres = blocs[i + 1] if i + 1 < len(blocs) and fichier_de(blocs[i + 1]) == p.fichier else None
            yield avant, p, apres


def remplacer(p: Passage, debut: int, fin: int, nouveau: str) -> Remplacement | None:
    """Make the fix of some characters of a passage.

    Args:
        p: The passage.
        debut: Rank of the first character to replace.
        fin: Rank after the last one.
        nouveau: What to write instead.

    Returns:
        The fix; None when these characters do not follow each other in the file.
    """
    ancien = p.texte[debut:fin]
    if not ancien or VALEUR in ancien or any(debut < rang < fin for rang, _ in p.reperes):
        return None
    return Remplacement(ancien, nouveau)


def commence_en_minuscule(texte: str) -> bool:
    """Say whether a text begins as the rest of a sentence; « iPhone », « e-santé » and an address do not."""
    tete = texte[:2]
    if not tete[:1].islower() or not (tete[1:].islower() or tete[1:] in ("'", "’", " ")):
        return False
    premier = texte.split(maxsplit=1)[0]
    return "." not in premier[:-1] and "@" not in premier and "/" not in premier and "°" not in premier


def est_coupee(avant: Passage, p: Passage) -> bool:
    """Say whether one sentence was cut in two paragraphs, most often by the end of a page.

    Args:
        avant: A paragraph or an item.
        p: The paragraph after it.

    Returns:
        True when the first stops in the middle of a line, and the second goes on in lower case.
    """
    if p.nature is not Nature.PARAGRAPHE or not commence_en_minuscule(p.texte):
        return False
    dernier = avant.texte[-1:]
    return len(avant.texte) >= _COUPEE_MIN and (dernier.isalnum() or dernier in ",-–('’")


def est_collee(avant: Bloc | None, p: Bloc | None) -> bool:
    """Say whether two paragraphs stand on two lines without a blank one between: the same paragraph, to its author."""
    if not isinstance(avant, Passage) or not isinstance(p, Passage):
        return False
    return p.nature is Nature.PARAGRAPHE and p.ligne == avant.place(max(len(avant.texte) - 1, 0)).ligne + 1


def queue(texte: str, longueur: int = 50) -> str:
    """Return the last words of a text, after « … » when it is cut."""
    if len(texte) <= longueur:
        return texte
    fin = texte[-longueur:]
    return "…" + (fin.partition(" ")[2] or fin)


def cle_de(p: Passage) -> str:
    """Return what a passage says, whatever its number, its spaces, its case and its last sign."""
    return " ".join(p.libelle.casefold().replace("’", "'").split()).rstrip(" .;,")
