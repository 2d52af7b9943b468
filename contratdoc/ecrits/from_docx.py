"""A Word file to its passages. A place's line is the rank of the paragraph in the document, from 1.

The file is hostile until read: its size once unpacked is bounded, and its XML may call nothing from outside.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING

from lxml import etree

from contratdoc.diagnostics import Diagnostic, Place, Resultat, erreur
from contratdoc.ecrits.ecrit import Bloc, Cellule, Ecrit, Nature, Passage, TableauEcrit
from contratdoc.ecrits.sommaire import marquer_le_sommaire
from contratdoc.ecrits.titres import est_titre_numerote, lire_numero, niveau_de, ressemble_a_un_titre

if TYPE_CHECKING:
    from collections.abc import Iterator

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TAILLE_MAX = 64 * 1024 * 1024
_TOTAL_MAX = 4 * _TAILLE_MAX
_STYLE_DE_TITRE = re.compile(r"(?:heading|titre|title)\s*(\d)?", re.IGNORECASE)
_PERDUS = frozenset(f"{_W}{n}" for n in ("del", "moveFrom", "instrText", "delText"))
# A text box is written twice: for the Word of today, and in `Fallback` for the older ones.
_PERDUS |= {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
_CORPS_DU_TEXTE = 9
"""The level of outline that Word gives to what is no heading."""
_PAGE_TAPEE = re.compile(r"\t+(?=\d+\s*$)")


def lire_docx(octets: bytes, fichier: str) -> Resultat[Ecrit]:
    """Read a Word file.

    Args:
        octets: The file.
        fichier: Its name, as shown in diagnostics.

    Returns:
        Its passages and tables in order, deleted text left out; None when the file cannot be read.
    """
    ouvert = ouvrir_docx(octets)
    if ouvert is None:
        return Resultat(None, (illisible(fichier),))
    body, feuille = ouvert
    titres, listes = ({}, frozenset()) if feuille is None else (_styles_de_titre(feuille), _styles_de_liste(feuille))
    return Resultat(Ecrit(marquer_le_sommaire(list(_Lecture(fichier, titres, listes).blocs(body)))))


def ouvrir_docx(octets: bytes) -> tuple[etree._Element, etree._Element | None] | None:
    """Open a Word file, its size bounded and its XML calling nothing from outside.

    Args:
        octets: The file.

    Returns:
        Its body and its styles, if it has any; None when it is no Word file that can be read.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(octets)) as archive:
            _peser(archive)
            corps = _partie(archive, "word/document.xml")
            styles = _partie(archive, "word/styles.xml") if "word/styles.xml" in archive.namelist() else b""
            analyseur = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
            racine = etree.fromstring(corps, analyseur)
            feuille = etree.fromstring(styles, analyseur) if styles else None
    except (
        zipfile.BadZipFile,
        zlib.error,
        KeyError,
        etree.XMLSyntaxError,
        ValueError,
        OSError,
        RuntimeError,
        EOFError,
    ):
        return None
    body = racine.find(f"{_W}body")
    return None if body is None else (body, feuille)


def paragraphes_de(corps: etree._Element) -> list[etree._Element]:
    """Return the paragraphs of a body in the order of their ranks: the line of a place, less one.

    Args:
        corps: The `w:body` element.

    Returns:
        The `w:p` elements.
    """
    lecture = _Lecture("", {}, frozenset())
    for _ in lecture.blocs(corps):
        pass
    return lecture.lus


def illisible(fichier: str) -> Diagnostic:
    """Tell of a Word file that cannot be read."""
    aide = "Ouvrez-le dans Word et enregistrez-le de nouveau au format « .docx »."
    return erreur("CD029", "Ce fichier Word ne peut pas être lu.", Place(fichier), aide)


def _peser(archive: zipfile.ZipFile) -> None:
    """Refuse what would not fit in memory; a part is never read beyond the size that it declares."""
    if sum(partie.file_size for partie in archive.infolist()) > _TOTAL_MAX:
        raise ValueError(archive.filename)


def _partie(archive: zipfile.ZipFile, nom: str) -> bytes:
    if archive.getinfo(nom).file_size > _TAILLE_MAX:
        raise ValueError(nom)
    with archive.open(nom) as f:
        octets = f.read(_TAILLE_MAX + 1)
    if len(octets) > _TAILLE_MAX:
        raise ValueError(nom)
    return octets


def _styles_de_titre(racine: etree._Element) -> dict[str, int]:
    """Name the heading styles, with their level."""
    niveaux: dict[str, int] = {}
    for style in racine.iter(f"{_W}style"):
        nom = style.find(f"{_W}name")
        m = _STYLE_DE_TITRE.match(nom.get(f"{_W}val", "") if nom is not None else "")
        plan = style.find(f"{_W}pPr/{_W}outlineLvl")
        if m is not None or plan is not None:
            niveau = int(m[1]) - 1 if m is not None and m[1] else 0
            niveau = _nombre(plan, niveau) if plan is not None else niveau
            if 0 <= niveau < _CORPS_DU_TEXTE:
                niveaux[style.get(f"{_W}styleId", "")] = niveau + 1
    return niveaux


def _styles_de_liste(racine: etree._Element) -> frozenset[str]:
    """Name the styles whose paragraphs are items of a list."""
    styles = (s for s in racine.iter(f"{_W}style") if s.find(f"{_W}pPr/{_W}numPr") is not None)
    return frozenset(s.get(f"{_W}styleId", "") for s in styles)


def _nombre(e: etree._Element, defaut: int) -> int:
    """Read the number that an element bears; Word's own schema is not trusted."""
    valeur = e.get(f"{_W}val", "")
    return int(valeur) if valeur.isascii() and valeur.isdigit() and len(valeur) <= 4 else defaut  # noqa: PLR2004


class _Lecture:
    """The walk over a body: paragraphs are counted as Word's users see them, those of tables included."""

    def __init__(self, fichier: str, titres: dict[str, int], listes: frozenset[str]) -> None:
        self.fichier = fichier
        self.titres = titres
        self.listes = listes
        self.rang = 0
        self.lus: list[etree._Element] = []

    def blocs(self, parent: etree._Element) -> Iterator[Bloc]:
        for e in parent:
            if e.tag == f"{_W}p":
                p = self.paragraphe(e)
                if p is not None:
                    yield p
            elif e.tag == f"{_W}tbl":
                yield from self.tableau(e)
            elif e.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}ins", f"{_W}smartTag"):
                yield from self.blocs(e)

    def paragraphe(self, e: etree._Element, nature: Nature = Nature.PARAGRAPHE) -> Passage | None:
        self.rang += 1
        self.lus.append(e)
        brut = "".join(_textes(e))
        texte = " ".join(_PAGE_TAPEE.sub(" ", brut).split())
        if not texte:
            return None
        reperes = ((0, Place(self.fichier, self.rang, 1)),)
        numero = lire_numero(texte)
        marque, debut = (numero.texte, numero.debut) if numero is not None else ("", 0)
        style = e.find(f"{_W}pPr/{_W}pStyle")
        nom = style.get(f"{_W}val", "") if style is not None else ""
        niveau = self.titres.get(nom, 0)
        if nature is Nature.CELLULE:
            return Passage(texte, nature, reperes, 0, marque, debut)
        if niveau:
            return Passage(texte, Nature.TITRE, reperes, niveau, marque, debut)
        puce = e.find(f"{_W}pPr/{_W}numPr")
        if puce is not None or nom in self.listes or texte.startswith(("- ", "• ", "– ")):
            return Passage(texte, Nature.ELEMENT, reperes, 1, marque, debut)
        if numero is not None and est_titre_numerote(texte, numero):
            return Passage(texte, Nature.TITRE, reperes, niveau_de(numero), marque, debut)
        nature = Nature.INTERTITRE if ressemble_a_un_titre(texte) else Nature.PARAGRAPHE
        return Passage(texte, nature, reperes, 0, marque, debut)

    def tableau(self, e: etree._Element) -> Iterator[TableauEcrit]:
        lignes: list[tuple[Cellule, ...]] = []
        places: list[Place] = []
        for tr in e.iterfind(f"{_W}tr"):
            places.append(Place(self.fichier, self.rang + 1, 1))
            cellules: list[Cellule] = []
            for tc in tr.iterfind(f"{_W}tc"):
                ps = tuple(p for x in tc.iter(f"{_W}p") if (p := self.paragraphe(x, Nature.CELLULE)) is not None)
                etendue = tc.find(f"{_W}tcPr/{_W}gridSpan")
                n = _nombre(etendue, 1) if etendue is not None else 1
                cellules += [Cellule(ps), *(Cellule(()) for _ in range(min(n, 64) - 1))]
            lignes.append(tuple(cellules))
        if lignes:
            yield TableauEcrit(tuple(lignes), tuple(places))


def _textes(e: etree._Element) -> Iterator[str]:
    for x in e:
        if x.tag in _PERDUS:
            continue
        if x.tag == f"{_W}t":
            yield x.text or ""
        elif x.tag == f"{_W}tab":
            yield "\t"
        elif x.tag in (f"{_W}br", f"{_W}cr"):
            yield " "
        elif x.tag == f"{_W}noBreakHyphen":
            yield "-"
        elif x.tag != f"{_W}pPr":
            yield from _textes(x)
