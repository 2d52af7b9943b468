"""The whole document as data for the frame: cover, sommaire, charte and measures around the sections."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from contratdoc.document.noeuds import Bloc, Charte, Document, Orientation, Section, Titre
from contratdoc.writers import mesures
from contratdoc.writers.typst.encodage import POINTS_PAR_MM, Cadre, Donnees, Encodeur, sans_controles

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGES: Final = {Orientation.PORTRAIT: mesures.PAGE_LARGEUR, Orientation.PAYSAGE: mesures.PAGE_HAUTEUR}


def encode_document(document: Document, *, champs: bool = False) -> tuple[Donnees, Encodeur]:
    """The whole document as data, and the encoder that knows its labels, its files and, if asked, its fields."""
    encodeur = Encodeur(document.brouillon, a_signer=champs)
    charte = document.charte
    sections = [_section(s, charte, encodeur) for s in document.sections]
    langue, _, region = document.langue.partition("-")
    sommaire = _sommaire(document, encodeur)
    _marque_sommaire(sections, set(sommaire))
    donnees: Donnees = {
        "titre": sans_controles(document.titre),
        "auteur": sans_controles(document.auteur),
        "sujet": sans_controles(document.sujet),
        "mots_cles": [sans_controles(m) for m in document.mots_cles],
        "langue": langue,
        "region": region or None,
        "brouillon": document.brouillon,
        "titre_sommaire": sans_controles(document.titre_sommaire),
        "sommaire": sommaire,
        "couverture": _couverture(document, encodeur),
        "charte": _charte(charte),
        "mesures": mesures.en_donnees(),
        "sections": sections,
    }
    return donnees, encodeur


def _section(section: Section, charte: Charte, encodeur: Encodeur) -> Donnees:
    """A section; lines are as long as the page is wide in its orientation.

    `lots` are the blocks from the start of a page to that of another: what the frame may lay out in one piece.
    """
    utile = PAGES[section.orientation] - charte.marge_gauche - charte.marge_droite
    blocs: list[Donnees] = []
    lots: list[Donnees] = []
    for lot in _lots(section.blocs):
        debut, notes = len(blocs), encodeur.notes
        blocs += encodeur.blocs(lot, Cadre(utile * POINTS_PAR_MM))
        if len(blocs) > debut:
            lots.append({"debut": debut, "fin": len(blocs), "notes": encodeur.notes > notes})
    if blocs and "page" in blocs[0]:
        blocs[0]["page"] = False  # a section starts a page by itself: a second break would leave one blank
    return {"paysage": section.orientation is Orientation.PAYSAGE, "blocs": blocs, "lots": lots}


def _lots(blocs: tuple[Bloc, ...]) -> Iterator[tuple[Bloc, ...]]:
    """Cut a section before each heading that starts a page."""
    coupes = [rang for rang, bloc in enumerate(blocs) if isinstance(bloc, Titre) and bloc.nouvelle_page]
    yield from (blocs[debut:fin] for debut, fin in pairwise((0, *coupes, len(blocs))))


def _sommaire(document: Document, encodeur: Encodeur) -> Donnees:
    """The lines of the sommaire by label: typst only adds the page."""
    return {
        encodeur.etiquette(e.ancre): {
            "niveau": e.niveau,
            "numero": sans_controles(e.numero),
            "texte": sans_controles(e.texte),
        }
        for e in document.sommaire
    }


def _marque_sommaire(sections: list[Donnees], attendus: set[str]) -> None:
    """Only headings that have a line in the tree's sommaire are listed: the tree decides, not the level."""
    for section in sections:
        for bloc in section["blocs"]:
            if bloc["type"] == "titre":
                bloc["sommaire"] = bloc["ancre"] in attendus


def _couverture(document: Document, encodeur: Encodeur) -> Donnees:
    couverture = document.couverture
    return {
        "titre": sans_controles(couverture.titre),
        "surtitre": sans_controles(couverture.surtitre),
        "territoire": sans_controles(couverture.territoire),
        "periode": sans_controles(couverture.periode),
        "contributeurs": [sans_controles(c) for c in couverture.contributeurs],
        "logos": [encodeur.image(logo) for logo in document.charte.logos],
    }


def _charte(charte: Charte) -> Donnees:
    return {
        "principale": charte.couleur_principale,
        "secondaire": charte.couleur_secondaire,
        "accent": charte.couleur_accent,
        "police_titres": charte.police_titres,
        "police_texte": charte.police_texte,
        "corps": charte.corps,
        "haut": charte.marge_haut,
        "bas": charte.marge_bas,
        "gauche": charte.marge_gauche,
        "droite": charte.marge_droite,
    }
