"""CD952: a table whose first row cannot name its columns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Severite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.ecrits.ecrit import Contexte, Ecrit

FICHE = Fiche(
    code="CD952",
    nom="tableau-sans-entete",
    famille=Famille.ACCESSIBILITE,
    severite=Severite.AVERTISSEMENT,
    verifie="La première ligne d'un tableau nomme ses colonnes : elle n'est ni vide ni faite de chiffres.",
    pourquoi="Sans en-tête, une synthèse vocale lit des chiffres dont personne ne sait ce qu'ils comptent.",
    exemple="| Quartier Nord | 1 344 | 30,6 % |",
    correction="| Quartier | Habitants | Part |, puis | Quartier Nord | 1 344 | 30,6 % |",
    source="RGAA 4.1.2, critères 5.6 et 5.7 ; WCAG 2.1, critère 1.3.1.",
)
_CHIFFRE = re.compile(
    r"[-–−+~≈]?\s?\d[\d\s.,/\u00a0\u202f]*"
    r"(?:%|€(?:/\s?[\w²]+)?|k€|M€|ha|km²?|m²|ans|logements|habitants)?\s?(?:en \d{4})?"
)
_ANNEE = re.compile(r"(?:19|20)\d\d(?:\s?[-–/]\s?(?:19|20)?\d\d)?")
_COLONNES_MIN = 2
_LIGNES_MIN = 2
_EXTRAIT = 60


def chercher(ecrit: Ecrit, contexte: Contexte) -> Iterator[Diagnostic]:
    """Find the tables without a row of headers."""
    del contexte
    for tableau in ecrit.tableaux:
        premiere = [c.texte.strip() for c in tableau.lignes[0]]
        if len(tableau.lignes) < _LIGNES_MIN or len(premiere) < _COLONNES_MIN:
            continue
        pourquoi = _ne_nomme_rien(premiere)
        if pourquoi:
            lue = " | ".join(c for c in premiere if c)
            montre = f" (« {lue[:_EXTRAIT]}{'…' * (len(lue) > _EXTRAIT)} »)" if lue else ""
            message = f"La première ligne de ce tableau{montre} ne nomme pas ses colonnes : elle est {pourquoi}."
            yield FICHE.constat(message, tableau.place, "Mettez au-dessus une ligne qui nomme chaque colonne.")


def _ne_nomme_rien(cellules: list[str]) -> str:
    """Say why a row cannot be one of headers; empty when it may be one."""
    # The corner above the row headers is often left empty, and years are fine headers.
    colonnes = cellules[1:]
    pleines = [c for c in colonnes if c]
    if 2 * len(pleines) < len(colonnes):
        return "vide" if not pleines and not cellules[0] else "presque vide"
    # Two columns of names and values have no need of headers: each name is one.
    if len(cellules) == _COLONNES_MIN and cellules[0]:
        return ""
    if all(_est_chiffre(c) for c in pleines) and not all(_ANNEE.fullmatch(c) for c in pleines):
        return "faite de chiffres"
    return ""


def _est_chiffre(cellule: str) -> bool:
    return _CHIFFRE.fullmatch(cellule) is not None
