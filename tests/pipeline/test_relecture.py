"""The page of each heading, read back from the bookmarks of a PDF that another program made."""

from __future__ import annotations

import io

from pypdf import PdfWriter

from contratdoc.document.noeuds import (
    Charte,
    Couverture,
    Document,
    FormeRenvoi,
    Inline,
    Lien,
    Orientation,
    Renvoi,
    Section,
    Texte,
    Titre,
)
from contratdoc.writers.relecture import lire_pages

CHARTE = Charte("#000000", "#000000", "#000000", "A", "A", 10, 20, 20, 20, 20)


def _document(*titres: tuple[str, tuple[Inline, ...]]) -> Document:
    blocs = tuple(Titre(1, contenu, ancre) for ancre, contenu in titres)
    milieu = len(blocs) // 2
    sections = (Section(blocs[:milieu]), Section(blocs[milieu:], Orientation.PAYSAGE))
    return Document(Couverture("", "", "", ()), sections, (), CHARTE, "", "", "", ())


def _pdf(pages: int, *signets: tuple[str, int, int]) -> bytes:
    """A PDF with bookmarks: title, page from 1, level."""
    sortie = PdfWriter()
    for _ in range(pages):
        sortie.add_blank_page(100, 100)
    parents = {}
    for titre, page, niveau in signets:
        parents[niveau] = sortie.add_outline_item(title=titre, page_number=page - 1, parent=parents.get(niveau - 1))
    tampon = io.BytesIO()
    sortie.write(tampon)
    return tampon.getvalue()


def t(texte: str) -> tuple[Inline, ...]:
    return (Texte(texte),)


def test_chaque_titre_prend_la_page_de_son_signet() -> None:
    document = _document(("a", t("Préambule")), ("b", t("Bilan")), ("c", t("Analyse")), ("d", t("Bilan")))
    pdf = _pdf(9, ("Préambule", 2, 0), ("A. Bilan", 3, 1), ("B.\u00a0Analyse", 5, 1), ("A Bilan", 8, 0))

    assert lire_pages(pdf, document) == ({"a": 2, "b": 3, "c": 5, "d": 8}, 9)


def test_un_titre_sans_signet_ne_prend_pas_celui_d_un_autre() -> None:
    document = _document(("a", t("Préambule")), ("b", t("Absent")), ("c", t("Analyse")))
    pdf = _pdf(4, ("Préambule", 1, 0), ("Analyse", 3, 0))

    assert lire_pages(pdf, document) == ({"a": 1, "c": 3}, 4)


def test_un_titre_se_lit_en_entier() -> None:
    contenu = (
        Texte("Voir "),
        Lien("https://exemple.fr", (Texte("le site", gras=True),)),
        Texte(" et "),
        Renvoi("x", "l\u2019annexe", FormeRenvoi.TITRE),
    )
    pdf = _pdf(2, ("1. Voir le site et l\u2019annexe", 2, 0))

    assert lire_pages(pdf, _document(("a", contenu))) == ({"a": 2}, 2)


def test_un_pdf_sans_signet() -> None:
    assert lire_pages(_pdf(3), _document(("a", t("Préambule")))) == ({}, 3)
