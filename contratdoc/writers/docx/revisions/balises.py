"""The marks of tracked changes, and the thread on which the runs of one paragraph are strung.

A field, a link or a note call is strung whole: nothing here can leave half a field inside a deletion.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING, Final

from lxml import etree

from contratdoc.writers.docx.balises import w

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Hashable, Iterator

P: Final = w("p")
R: Final = w("r")
T: Final = w("t")
PPR: Final = w("pPr")
RPR: Final = w("rPr")
TBL: Final = w("tbl")
TR: Final = w("tr")
TC: Final = w("tc")
SECTPR: Final = w("sectPr")
LIEN: Final = w("hyperlink")
DEBUT_SIGNET: Final = w("bookmarkStart")
FIN_SIGNET: Final = w("bookmarkEnd")
APPEL: Final = w("footnoteReference")
INSTRUCTION: Final = w("instrText")
VAL: Final = w("val")
ID: Final = w("id")
NOM: Final = w("name")

# The signs that are elements in a run, as the characters that stand for them in a text; the last two cannot be in XML.
SIGNES: Final = {"tab": "\t", "br": "\n", "cr": "\r", "noBreakHyphen": "\x01", "softHyphen": "\x02"}
_ELEMENTS: Final = {signe: w(nom) for nom, signe in SIGNES.items()}
_SUITES: Final = re.compile(r"[\t\n\r\x01\x02]|[^\t\n\r\x01\x02]+")
_ESPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_SUPPRIMES: Final = {T: w("delText"), INSTRUCTION: w("delInstrText")}


class Statut(Enum):
    """What becomes of something; the value is the name of its mark."""

    GARDE = ""
    INSERE = "ins"
    SUPPRIME = "del"


class Marques:
    """Makes the marks of one file: same author, same date, each its own number."""

    def __init__(self, auteur: str, date: dt.datetime, premier: int) -> None:
        self._auteur = auteur
        self._date = _en_xml(date)
        self._dernier = premier - 1

    def suivant(self) -> int:
        """A number that nothing else in the file bears."""
        self._dernier += 1
        return self._dernier

    def nouvelle(self, nom: str) -> etree._Element:
        """An empty mark, `ins`, `del`, `pPrChange` or another."""
        attributs = {ID: str(self.suivant()), w("author"): self._auteur, w("date"): self._date}
        return etree.Element(w(nom), attributs)


def _en_xml(date: dt.datetime) -> str:
    if (ecart := date.utcoffset()) is not None:
        date = date.replace(tzinfo=None) - ecart
    return f"{date.isoformat(timespec='seconds')}Z"


def appels(element: etree._Element) -> Iterator[etree._Element]:
    """The note calls in an element, itself included."""
    return element.iter(APPEL)


class Fil:
    """The content of one paragraph, run after run."""

    def __init__(self, paragraphe: etree._Element, marques: Marques) -> None:
        self._paragraphe = paragraphe
        self._marques = marques
        self._ouvert: tuple[Statut, etree._Element] | None = None
        self._style: tuple[Statut, Hashable] | None = None
        self._rpr: etree._Element | None = None
        self._attente: list[str] = []

    def texte(self, statut: Statut, cle: Hashable, rpr: etree._Element | None, texte: str) -> None:
        """Add words; those that follow each other in one style (`cle`) make one run."""
        if self._style != (statut, cle):
            self.finir()
            self._style, self._rpr = (statut, cle), rpr
        self._attente.append(texte)

    def element(self, statut: Statut, element: etree._Element) -> None:
        """Add a run or a link, whole; of anything else that holds runs, the runs."""
        self.finir()
        if statut is Statut.GARDE:
            self._ouvert = None
            self._paragraphe.append(element)
        elif element.tag == R:
            self._contenant(statut).append(_supprimer(element) if statut is Statut.SUPPRIME else element)
        elif element.tag == LIEN:
            self._ouvert = None
            self._paragraphe.append(self._dans_le_lien(statut, element))
        elif element.tag not in (DEBUT_SIGNET, FIN_SIGNET):
            for run in list(element.iter(R)):
                self.element(statut, run)

    def repere(self, element: etree._Element) -> None:
        """Add one end of a bookmark, outside any mark."""
        self.finir()
        self._ouvert = None
        self._paragraphe.append(element)

    def finir(self) -> None:
        """Write the run that waits."""
        if self._style is None:
            return
        statut, _ = self._style
        self._contenant(statut).append(_run("".join(self._attente), self._rpr, statut))
        self._style, self._attente = None, []

    def _contenant(self, statut: Statut) -> etree._Element:
        if statut is Statut.GARDE:
            self._ouvert = None
            return self._paragraphe
        if self._ouvert is None or self._ouvert[0] is not statut:
            marque = self._marques.nouvelle(statut.value)
            self._paragraphe.append(marque)
            self._ouvert = (statut, marque)
        return self._ouvert[1]

    def _dans_le_lien(self, statut: Statut, lien: etree._Element) -> etree._Element:
        """A link is not a run: its mark stands inside it."""
        marque = self._marques.nouvelle(statut.value)
        for run in list(lien.iter(R)):
            marque.append(_supprimer(run) if statut is Statut.SUPPRIME else run)
        for enfant in list(lien):
            lien.remove(enfant)
        lien.append(marque)
        return lien


def _supprimer(run: etree._Element) -> etree._Element:
    """A run whose text Word reads as deleted; what a drawing holds is left alone."""
    for enfant in run:
        if (nom := _SUPPRIMES.get(str(enfant.tag))) is not None:
            enfant.tag = nom
    return run


def _run(texte: str, rpr: etree._Element | None, statut: Statut) -> etree._Element:
    run = etree.Element(R)
    if rpr is not None:
        run.append(_copie(rpr))
    for suite in _SUITES.findall(texte):
        if (nom := _ELEMENTS.get(suite)) is not None:
            etree.SubElement(run, nom)
        else:
            t = etree.SubElement(run, _SUPPRIMES[T] if statut is Statut.SUPPRIME else T, {_ESPACE: "preserve"})
            t.text = suite
    return run


def _copie(element: etree._Element) -> etree._Element:
    copie = etree.Element(element.tag, dict(element.attrib))
    copie.extend(_copie(enfant) for enfant in element)
    return copie
