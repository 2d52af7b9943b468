"""CD951: a heading two levels below the one before it, in a lone text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Severite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.ecrits.ecrit import Contexte, Ecrit, Passage

FICHE = Fiche(
    code="CD951",
    nom="niveau-de-titre-saute",
    famille=Famille.ACCESSIBILITE,
    severite=Severite.AVERTISSEMENT,
    verifie="Un titre descend d'un niveau à la fois : après « # », vient « ## », pas « ### ».",
    pourquoi="Qui parcourt le document par ses titres, avec une synthèse vocale, croit qu'une partie lui manque.",
    exemple="« # Bilan », puis « ### Emploi »",
    correction="« # Bilan », puis « ## Emploi »",
    source="RGAA 4.1.2, critère 9.1 ; WCAG 2.1, critère 1.3.1.",
)


def chercher(ecrit: Ecrit, contexte: Contexte) -> Iterator[Diagnostic]:
    """Find the skipped levels; in a contract's folder, reading the texts has already told them."""
    if contexte.contrat is not None:
        return
    avant: Passage | None = None
    for p in ecrit.titres:
        if not _est_balise(p):
            # A number typed by hand says nothing sure of the level: what follows is not judged on it.
            avant = None if p.fichier.endswith(".docx") else avant
            continue
        if avant is not None and avant.fichier == p.fichier and p.niveau > avant.niveau + 1:
            ecart = f"de niveau {p.niveau}, juste après un titre de niveau {avant.niveau}"
            message = f"Le titre « {p.texte[:60]} » est {ecart}."
            aide = f"Donnez-lui le niveau {avant.niveau + 1}."
            yield FICHE.constat(message, p.place(), aide, autres=((avant.place(), "titre précédent"),))
        avant = p


def _est_balise(p: Passage) -> bool:
    """Say whether a heading is marked as such, by « # » or by a style of Word."""
    if not p.niveau:
        return False
    return not p.marque if p.fichier.endswith(".docx") else p.place().colonne > p.niveau
