"""The text of a field as the paragraphs of a box, and back.

In a box, a new paragraph is a new paragraph: the empty line that Markdown asks for is not typed. A line break inside
one is a new line of the same. What Word's user sets in bold, in italics or as a list becomes the Markdown for it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contratdoc.formulaire.cases import w

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml import etree

    from contratdoc.source.arbre import Valeur

_EFFACES = frozenset(w(n) for n in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "sdtPr"))
_LIGNES = frozenset(w(n) for n in ("br", "cr"))
_VIDE = re.compile(r"\s*")


def paragraphes_du_texte(texte: str) -> list[str]:
    """Part a Markdown text into the paragraphs of a box."""
    return texte.strip("\n").split("\n\n")


def paragraphes_de_la_liste(valeurs: Valeur) -> list[str]:
    """Return the paragraphs of a box that holds a list of texts, one each."""
    return [str(v).strip("\n") for v in valeurs] if isinstance(valeurs, list) else [str(valeurs)]


def texte_de_la_case(contenu: etree._Element) -> str:
    """Read the one text of a box."""
    return "\n".join(texte_du_paragraphe(p) for p in _paragraphes(contenu)).strip("\n")


def liste_de_la_case(contenu: etree._Element) -> list[str]:
    """Read a box that holds a list of texts."""
    lus = (texte_du_paragraphe(p).strip() for p in _paragraphes(contenu))
    return [texte for texte in lus if texte]


def markdown_de_la_case(contenu: etree._Element) -> str:
    """Read a box that holds Markdown; items of a Word list follow each other, other paragraphs are parted."""
    morceaux: list[str] = []
    puce_avant = False
    for bloc in _blocs(contenu):
        if bloc.tag == w("tbl"):
            texte, puce = _tableau(bloc), False
        else:
            texte = texte_du_paragraphe(bloc, forme=True)
            puce = bloc.find(f"{w('pPr')}/{w('numPr')}") is not None
            texte = f"- {texte}" if puce and texte.strip() else texte
        morceaux += ["\n" if puce and puce_avant else "\n\n", texte]
        puce_avant = puce
    return "".join(morceaux[1:]).strip("\n")


def texte_du_paragraphe(p: etree._Element, *, forme: bool = False) -> str:
    """Read a paragraph as its final version says: what is marked as deleted is left out.

    Args:
        p: The paragraph.
        forme: True to write bold and italics as Markdown.
    """
    if not forme:
        return "".join(_textes(p))
    return "".join(_reunir(_morceaux(p)))


def _morceaux(e: etree._Element) -> Iterator[tuple[str, str]]:
    """Read the stretches of a paragraph, each with the mark of its format."""
    for x in e:
        if x.tag in _EFFACES:
            continue
        if x.tag == w("r"):
            yield "".join(_textes(x)), _marque(x)
        else:
            yield from _morceaux(x)


def _reunir(morceaux: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Put the marks around each stretch of one format, its outer spaces left out of them."""
    suites: list[list[str]] = []
    for texte, marque in morceaux:
        if suites and suites[-1][1] == marque:
            suites[-1][0] += texte
        elif texte:
            suites.append([texte, marque])
    for texte, marque in suites:
        coeur = texte.strip()
        if not marque or not coeur:
            yield texte
            continue
        debut = texte.index(coeur)
        yield f"{texte[:debut]}{marque}{coeur}{marque}{texte[debut + len(coeur) :]}"


def _marque(run: etree._Element) -> str:
    gras, italique = (_est_mis(run, n) for n in ("b", "i"))
    return "**" * gras + "*" * italique


def _est_mis(run: etree._Element, nom: str) -> bool:
    element = run.find(f"{w('rPr')}/{w(nom)}")
    return element is not None and element.get(w("val"), "true") not in {"0", "false", "off"}


def _textes(e: etree._Element) -> Iterator[str]:
    for x in e:
        if x.tag in _EFFACES:
            continue
        if x.tag == w("t"):
            yield x.text or ""
        elif x.tag in _LIGNES:
            yield "\n"
        elif x.tag == w("tab"):
            yield "\t"
        elif x.tag == w("noBreakHyphen"):
            yield "\u2011"
        else:
            yield from _textes(x)


def _blocs(contenu: etree._Element) -> Iterator[etree._Element]:
    for x in contenu:
        if x.tag in (w("p"), w("tbl")):
            yield x
        elif x.tag not in _EFFACES:
            yield from _blocs(x)


def _paragraphes(contenu: etree._Element) -> Iterator[etree._Element]:
    return (p for p in contenu.iter(w("p")))


def _tableau(table: etree._Element) -> str:
    lignes = [[_cellule(tc) for tc in tr.iterfind(w("tc"))] for tr in table.iterfind(w("tr"))]
    return tableau_markdown(lignes)


def _cellule(tc: etree._Element) -> str:
    lus = (texte_du_paragraphe(p, forme=True) for p in _paragraphes(tc))
    return " ".join(" ".join(lus).replace("|", "\\|").split())


def tableau_markdown(lignes: Sequence[Sequence[str]]) -> str:
    """Write rows of cells as a Markdown table, the first one being its header."""
    colonnes = max((len(ligne) for ligne in lignes), default=0)
    pleines = [[*ligne, *[""] * (colonnes - len(ligne))] for ligne in lignes]
    rangees = [f"| {' | '.join(ligne)} |" for ligne in pleines]
    return "\n".join([*rangees[:1], f"|{'---|' * colonnes}", *rangees[1:]])


def est_vide(texte: str) -> bool:
    """Say whether a text holds nothing but spaces."""
    return _VIDE.fullmatch(texte) is not None
