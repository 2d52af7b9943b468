"""CD513: page numbers of the table of contents that go down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.controles.annexe2.lecture_du_sommaire import plus_longue_montee, rapprocher
from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Severite
from contratdoc.ecrits.extrait import extrait

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.ecrits.ecrit import Contexte, Ecrit

FICHE = Fiche(
    code="CD513",
    nom="pages-en-desordre",
    famille=Famille.REFERENCES,
    severite=Severite.ERREUR,
    verifie="Les numéros de page du sommaire ne descendent jamais d'une ligne à la suivante.",
    pourquoi="Une page hors de l'ordre est fausse : le lecteur ne trouve pas la partie.",
    exemple="1/ Présentation – P.7, 2/ Quartiers – P.12, 3/ Bilan – P.9",
    correction="Relevez la page du titre, ou composez le sommaire depuis les titres.",
    source="usage",
)


def chercher(ecrit: Ecrit, contexte: Contexte) -> Iterator[Diagnostic]:
    """Find the pages out of order: as few as possible, the others being right."""
    del contexte
    lignes = [(e, e.page) for e in rapprocher(ecrit).entrees if e.page is not None]
    justes = plus_longue_montee([page for _, page in lignes])
    for i, (entree, page) in enumerate(lignes):
        if i in justes:
            continue
        avant = max((k for k in justes if k < i), default=None)
        apres = min((k for k in justes if k > i), default=None)
        voisine = avant if avant is not None and lignes[avant][1] > page else apres
        if voisine is None:
            continue
        autre, sa_page = lignes[voisine]
        ou = "plus haut" if voisine < i else "plus bas"
        nom, son_nom = extrait(entree.titre, 40), extrait(autre.titre, 40)
        message = f"Le sommaire met « {nom} » page {page}, mais « {son_nom} », {ou}, page {sa_page}."
        autres = ((autre.passage.place(), f"page {sa_page}"),)
        yield FICHE.constat(message, entree.passage.place(), FICHE.correction, autres=autres)
