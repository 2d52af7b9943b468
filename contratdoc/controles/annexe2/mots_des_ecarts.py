"""How the differences between Annexe 2 and the axes are said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.controles.annexe2.elements import Element, Genre
from contratdoc.ecrits.extrait import extrait

if TYPE_CHECKING:
    from contratdoc.diagnostics import Place

_LE = {Genre.ORIENTATION: "L'orientation", Genre.OBJECTIF: "L'objectif", Genre.ACTION: "L'action"}
_AVANT = 2
_LONGUEUR = 60

Autres = tuple["tuple[Place, str]", ...]


def le(element: Element) -> str:
    """Return « L'objectif « Développer… » », the beginning of a message."""
    texte = element.texte.rstrip(".")
    return f"{_LE[element.genre]} « {extrait(texte)} »"


def variantes(a: str, b: str) -> tuple[str, str]:
    """Cut two wordings where they differ, so that a message shows how.

    Args:
        a: A wording.
        b: Another.

    Returns:
        Both, from a little before their first difference.
    """
    if max(len(a), len(b)) <= _LONGUEUR:
        return a, b
    x, y = a.split(), b.split()
    communs = next((i for i, (p, q) in enumerate(zip(x, y, strict=False)) if _nu(p) != _nu(q)), min(len(x), len(y)))
    debut = max(communs - _AVANT, 0)
    tete = "…" if debut else ""
    return tete + extrait(" ".join(x[debut:])), tete + extrait(" ".join(y[debut:]))


def _nu(mot: str) -> str:
    return mot.casefold().strip(".,;:()«»")
