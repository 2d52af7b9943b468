"""A text cut short to be cited in a message."""

from __future__ import annotations

_LONGUEUR = 60


def extrait(texte: str, longueur: int = _LONGUEUR) -> str:
    """Cut a text at a word, so that a message stays one line.

    Args:
        texte: Any text.
        longueur: The most characters kept.

    Returns:
        The text, or its beginning followed by « … ».
    """
    plat = " ".join(texte[: 4 * longueur].split())
    if len(plat) <= longueur and len(texte) <= 4 * longueur:
        return plat
    coupe = plat[:longueur].rpartition(" ")[0] or plat[:longueur]
    return coupe.rstrip(" ,;:.–-") + "…"
