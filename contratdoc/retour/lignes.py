"""A whole paragraph added to a source, or taken out of it, on lines of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contratdoc.ecrits.ecrit import Nature

if TYPE_CHECKING:
    from contratdoc.ecrits.ecrit import Passage

_FIN_DE_LIGNE = re.compile(r"\r\n|\r|\n")
_RETRAIT = re.compile(r"[ \t]*(?:[-*] )?")
_ENTIERES = (Nature.PARAGRAPHE, Nature.ELEMENT, Nature.INTERTITRE)
Zone = tuple[int, int, str]
"""Ranks of the first character and after the last one, and what is to stand there."""


def retirer(passage: Passage, texte: str) -> Zone | None:
    """Say how a passage leaves its file, with the empty line after it.

    Args:
        passage: The passage.
        texte: The file.

    Returns:
        The zone; None when its lines hold anything else.
    """
    lignes = _lignes(passage, texte)
    if lignes is None:
        return None
    debut, fin = lignes
    suite = re.compile(r"[ \t]*\n").match(texte, fin) if passage.nature is not Nature.ELEMENT else None
    return debut, suite.end() if suite is not None else fin, ""


def ajouter(apres: Passage, nouveau: str, nature: Nature, texte: str) -> Zone | None:
    """Say how a new passage comes into a file, after another.

    Args:
        apres: The passage before it.
        nouveau: What it says, as the file is to write it.
        nature: What it is: an item goes on the list of the one before.
        texte: The file.

    Returns:
        The zone; None when the passage before it does not stand on lines of its own.
    """
    lignes = _lignes(apres, texte)
    if lignes is None:
        return None
    debut, fin = lignes
    m = _RETRAIT.match(texte, debut)
    marge = m[0] if m is not None else ""
    element = nature is Nature.ELEMENT and apres.nature is Nature.ELEMENT
    if not element and marge.strip():
        return None  # a paragraph after an item of a list: in the list or below it, nothing tells
    saut = "" if texte[:fin].endswith("\n") else "\n"
    return fin, fin, f"{saut}{marge}{nouveau}\n" if element else f"{saut}\n{marge}{nouveau}\n"


def _lignes(passage: Passage, texte: str) -> tuple[int, int] | None:
    """Return where the lines of a passage begin and end, when they hold nothing else."""
    if passage.fixe or passage.nature not in _ENTIERES:
        return None
    debuts = [0, *(m.end() for m in _FIN_DE_LIGNE.finditer(texte))]
    premiere, derniere = passage.place(0).ligne, passage.place(len(passage.texte) - 1).ligne
    if not 0 < premiere <= derniere <= len(debuts):
        return None
    debut = debuts[premiere - 1]
    fin = debuts[derniere] if derniere < len(debuts) else len(texte)
    seul = _lettres(texte[debut:fin]) == _lettres(passage.texte)
    return (debut, fin) if seul else None


def _lettres(texte: str) -> str:
    return "".join(c for c in texte if c.isalnum())
