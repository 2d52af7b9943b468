"""Runs of text: merged as they are read, and parted from what is written at their ends."""

from __future__ import annotations

import re

from contratdoc.source.prose import PInline, PInlines, PParagraphe, PTexte

_ANCRE = re.compile(r"[a-z0-9][a-z0-9-]*")
_LEGENDE = re.compile(r"Tableau\s?:\s+")


def ajouter(sortie: list[PInline], texte: PTexte) -> None:
    """Add a run to the runs before it, merged with the last one when they look the same."""
    if not texte.texte:
        return
    dernier = sortie[-1] if sortie else None
    if isinstance(dernier, PTexte) and (dernier.gras, dernier.italique) == (texte.gras, texte.italique):
        sortie[-1] = PTexte(dernier.texte + texte.texte, texte.gras, texte.italique)
    else:
        sortie.append(texte)


def detacher_ancre(contenu: PInlines) -> tuple[PInlines, str, bool]:
    """Part a title from the `{#ancre}` at its end.

    Args:
        contenu: The title.

    Returns:
        The title without it, the anchor or an empty text, and whether one is there that is badly written.
    """
    dernier = contenu[-1] if contenu else None
    texte = dernier.texte.rstrip() if isinstance(dernier, PTexte) else ""
    debut, marque, ancre = texte.rpartition("{#")
    if not isinstance(dernier, PTexte) or not marque or not ancre.endswith("}") or "}" in ancre[:-1]:
        return contenu, "", False
    if _ANCRE.fullmatch(ancre[:-1]) is None:
        return contenu, "", True
    reste = PTexte(debut.rstrip(), dernier.gras, dernier.italique)
    return (*contenu[:-1], reste) if reste.texte else contenu[:-1], ancre[:-1], False


def est_legende(p: PParagraphe) -> bool:
    """Say whether a paragraph is a table's caption: « Tableau : … »."""
    return isinstance(p.contenu[0], PTexte) and _LEGENDE.match(p.contenu[0].texte) is not None


def sans_prefixe(contenu: PInlines) -> PInlines:
    """Return a caption without its « Tableau : »."""
    premier = contenu[0]
    assert isinstance(premier, PTexte)
    reste = _LEGENDE.sub("", premier.texte, count=1)
    return (PTexte(reste, premier.gras, premier.italique), *contenu[1:]) if reste else contenu[1:]
