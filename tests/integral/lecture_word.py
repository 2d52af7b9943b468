"""A reader of Word files that shares nothing with the writer: the blocks as Word shows them, numbers counted."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Iterator

ESPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
XML = "{http://www.w3.org/XML/1998/namespace}"
ROMAINS = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def w(nom: str) -> str:
    return ESPACE + nom


def romain(n: int) -> str:
    texte = ""
    for valeur, lettres in ROMAINS:
        while n >= valeur:
            texte, n = texte + lettres, n - valeur
    return texte


FORMATS = {
    "decimal": str,
    "upperRoman": romain,
    "upperLetter": lambda n: chr(64 + n),
    "lowerLetter": lambda n: chr(96 + n),
    "none": lambda _: "",
}


@dataclass
class Bloc:
    """A paragraph: `niveau` is that of its heading style, 0 for any other; `numero` the label that Word computes."""

    texte: str
    numero: str = ""
    niveau: int = 0
    signets: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.numero} {self.texte}".strip()


@dataclass
class Niveau:
    format: str
    texte: str
    depart: int
    suffixe: str


@dataclass
class Word:
    """A Word file, read."""

    octets: bytes
    parties: dict[str, ET.Element] = field(default_factory=dict)
    compteurs: dict[str, dict[int, int]] = field(default_factory=dict)
    commences: set[tuple[str, int]] = field(default_factory=set)

    def __post_init__(self) -> None:
        with zipfile.ZipFile(io.BytesIO(self.octets)) as archive:
            assert archive.testzip() is None
            for nom in ("document", "numbering", "styles", "footnotes"):
                if f"word/{nom}.xml" in archive.namelist():
                    self.parties[nom] = ET.fromstring(archive.read(f"word/{nom}.xml"))  # noqa: S314 - we wrote it
        self._lire_numeros()
        self.styles = {s.get(w("styleId"), ""): s for s in self.parties["styles"].iter(w("style"))}

    def _lire_numeros(self) -> None:
        racine = self.parties["numbering"]
        abstraits = {a.get(w("abstractNumId")): a for a in racine.iter(w("abstractNum"))}
        self.listes: dict[str, str] = {}
        self.niveaux: dict[str, dict[int, Niveau]] = {}
        self.departs: dict[tuple[str, int], int] = {}
        for num in racine.iter(w("num")):
            ident = num.get(w("numId"), "")
            abstrait = _valeur(num, "abstractNumId")
            self.listes[ident] = abstrait
            self.niveaux[ident] = {
                int(n.get(w("ilvl"), "0")): Niveau(
                    _valeur(n, "numFmt"), _valeur(n, "lvlText"), int(_valeur(n, "start") or 1), _valeur(n, "suff")
                )
                for n in abstraits[abstrait].iter(w("lvl"))
            }
            for autre in num.iter(w("lvlOverride")):
                depart = _valeur(autre, "startOverride")
                if depart:
                    self.departs[ident, int(autre.get(w("ilvl"), "0"))] = int(depart)

    def blocs(self) -> list[Bloc]:
        """The paragraphs of the body, in order, without the sommaire; empty ones are left out."""
        self.compteurs.clear()
        self.commences.clear()
        corps = self.parties["document"].find(w("body"))
        assert corps is not None
        return [b for e in corps if e.tag != w("sdt") for p in e.iter(w("p")) if (b := self._bloc(p)).texte or b.numero]

    def sommaire(self) -> list[tuple[str, int, str]]:
        """The lines of the sommaire: text, printed page, anchor."""
        lignes = []
        for sdt in self.parties["document"].iter(w("sdt")):
            for p in sdt.iter(w("p")):
                lien = p.find(w("hyperlink"))
                if lien is not None:
                    texte, _, page = self._texte(p).rpartition("\t")
                    lignes.append((texte.replace("\t", " "), int(page), lien.get(w("anchor"), "")))
        return lignes

    def notes(self) -> dict[str, str]:
        """The text of each footnote, by its number of call."""
        par_id = {n.get(w("id"), ""): n for n in self.parties["footnotes"].iter(w("footnote"))}
        appels = [a.get(w("id"), "") for a in self.parties["document"].iter(w("footnoteReference"))]
        return {
            str(rang): " ".join(t for p in par_id[ident].iter(w("p")) if (t := self._texte(p).strip()))
            for rang, ident in enumerate(appels, 1)
        }

    def _bloc(self, p: ET.Element) -> Bloc:
        style = self._style(p)
        nom = self._nom(style)
        niveau = int(nom[-1]) if nom.startswith("heading ") else 0
        signets = tuple(s.get(w("name"), "") for s in p.iter(w("bookmarkStart")))
        return Bloc(self._texte(p).strip(), self._numero(p, style), niveau, signets)

    def _style(self, p: ET.Element) -> str:
        return _valeur(p, "pPr/pStyle")

    def _nom(self, style: str) -> str:
        return _valeur(self.styles[style], "name").casefold() if style in self.styles else ""

    def _numero(self, p: ET.Element, style: str) -> str:
        liste, rang = _valeur(p, "pPr/numPr/numId"), _valeur(p, "pPr/numPr/ilvl")
        while not liste and style in self.styles:
            liste, rang = _valeur(self.styles[style], "pPr/numPr/numId"), _valeur(self.styles[style], "pPr/numPr/ilvl")
            style = _valeur(self.styles[style], "basedOn")
        if not liste or liste == "0" or liste not in self.niveaux:
            return ""
        return self._compter(liste, int(rang or 0))

    def _compter(self, liste: str, rang: int) -> str:
        """Count as Word does: lists of one abstract share their counts; a start override counts anew, once."""
        compte = self.compteurs.setdefault(self.listes[liste], {})
        niveaux = self.niveaux[liste]
        if (liste, rang) in self.departs and (liste, rang) not in self.commences:
            compte[rang] = self.departs[liste, rang] - 1
        self.commences.add((liste, rang))
        compte[rang] = compte.get(rang, niveaux[rang].depart - 1) + 1
        for plus_bas in [n for n in compte if n > rang]:
            del compte[plus_bas]
        texte = niveaux[rang].texte
        for n, niveau in niveaux.items():
            if f"%{n + 1}" in texte:
                texte = texte.replace(f"%{n + 1}", FORMATS[niveau.format](compte.get(n, niveau.depart)))
        return "•" if niveaux[rang].format == "bullet" else texte.strip()

    def _texte(self, p: ET.Element) -> str:
        return "".join(self._morceaux(p))

    def _morceaux(self, p: ET.Element) -> Iterator[str]:
        for e in p.iter():
            if e.tag == w("t"):
                yield e.text or ""
            elif e.tag == w("tab") and w("val") not in e.attrib:
                yield "\t"
            elif e.tag in (w("br"), w("cr")):
                yield "\n"
            elif e.tag == w("noBreakHyphen"):
                yield "\u2011"
            elif e.tag == w("footnoteReference"):
                yield f"[{e.get(w('id'))}]"


def _valeur(e: ET.Element, chemin: str) -> str:
    trouve = e.find("/".join(w(n) for n in chemin.split("/")))
    return trouve.get(w("val"), "") if trouve is not None else ""
