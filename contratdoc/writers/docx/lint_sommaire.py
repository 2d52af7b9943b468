"""The cached lines of the sommaire against the headings of the same file: what Word would write if it made it anew."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import Final

from lxml import etree

from contratdoc.writers.docx.balises import w

_NIVEAUX: Final = re.compile(r'TOC .*\\o "1-(\d)"')
_BLANCS: Final = re.compile(r"\s+")
_COURT: Final = 60
_SUIVIES: Final = (w("ins"), w("del"))


def releve_sommaire(document: etree._Element, styles: etree._Element | None) -> Iterator[str]:
    """Find where the sommaire differs from the headings.

    Args:
        document: The main part.
        styles: The part of the styles.

    Returns:
        One French sentence: the first difference; nothing without a sommaire, nor in a file with tracked changes,
        whose headings are those of two texts at once.
    """
    bloc = next((s for s in document.iter(w("sdt")) if s.find(f".//{w('docPartGallery')}") is not None), None)
    niveaux = next((m for t in document.iter(w("instrText")) if (m := _NIVEAUX.search(t.text or ""))), None)
    if bloc is None or niveaux is None or styles is None or next(document.iter(*_SUIVIES), None) is not None:
        return
    dedans = set(bloc.iter(w("p")))
    titrants = _titrants(styles, int(niveaux[1]))
    titres = [_titre(p) for p in document.iter(w("p")) if p not in dedans and _style(p) in titrants]
    lignes = [ligne for p in bloc.iter(w("p")) if (ligne := _ligne(p)) is not None]
    for ligne, titre in zip_longest(lignes, titres):
        if titre is None:
            yield f"la ligne du sommaire « {_court(ligne[1])} » n'est celle d'aucun titre"
        elif ligne is None:
            yield f"le titre « {_court(titre[1])} » manque au sommaire"
        elif ligne[0] not in titre[0] or not ligne[1].endswith(titre[1]):
            yield f"le sommaire dit « {_court(ligne[1])} », le titre « {_court(titre[1])} »"
        elif not ligne[2]:
            yield f"la ligne du sommaire « {_court(ligne[1])} » n'a pas de page"
        else:
            continue
        return


def _titrants(styles: etree._Element, niveau: int) -> set[str]:
    """The styles whose outline level is in the sommaire."""
    trouves = set()
    for style in styles.iter(w("style")):
        plan = style.find(f"{w('pPr')}/{w('outlineLvl')}")
        if plan is not None and int(plan.get(w("val"), "9")) < niveau:
            trouves.add(style.get(w("styleId"), ""))
    return trouves


def _style(paragraphe: etree._Element) -> str:
    style = paragraphe.find(f"{w('pPr')}/{w('pStyle')}")
    return style.get(w("val"), "") if style is not None else ""


def _titre(paragraphe: etree._Element) -> tuple[set[str], str]:
    """The bookmarks and the text of a heading."""
    signets = {s.get(w("name"), "") for s in paragraphe.iter(w("bookmarkStart"))}
    return signets, " ".join(_morceaux(paragraphe)).strip()


def _ligne(paragraphe: etree._Element) -> tuple[str, str, str] | None:
    """The target, the text and the page of a line; None for the title of the sommaire."""
    lien = paragraphe.find(f".//{w('hyperlink')}")
    if lien is None:
        return None
    *textes, page = _morceaux(paragraphe)
    return lien.get(w("anchor"), ""), " ".join(textes).strip(), page


def _morceaux(paragraphe: etree._Element) -> list[str]:
    """The text, cut at its tabs."""
    texte = "".join(
        "\t" if e.tag == w("tab") else (e.text or "") if e.tag == w("t") else " "
        for r in paragraphe.iter(w("r"))
        for e in r
        if e.tag in (w("t"), w("tab"), w("br"))
    )
    return [_BLANCS.sub(" ", m).strip() for m in texte.split("\t")]


def _court(texte: str) -> str:
    return texte if len(texte) <= _COURT else f"{texte[: _COURT - 1]}…"
