"""An OpenDocument text to units, straight from its `content.xml`.

The format tells headings, lists, notes and tables by elements of its own, so that some two hundred lines read it; odfpy
is little kept, and a conversion by LibreOffice takes seconds and a program that most machines do not have.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from contratdoc.diagnostics import Place, avertissement, erreur
from contratdoc.ecrits.ecrit import Cellule, Nature, Passage, TableauEcrit
from contratdoc.ecrits.titres import est_titre_numerote, lire_numero, niveau_de, ressemble_a_un_titre
from contratdoc.importer.archive import Paquet, Refus
from contratdoc.importer.familles import identifier
from contratdoc.importer.inlines import Run, en_markdown, plat
from contratdoc.importer.texte import joindre
from contratdoc.importer.unites import Laisse, Note, Sorte, Source, Unite
from contratdoc.importer.word.xml import att, entier, fils, nom, tous
from contratdoc.source.images import lire_image

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from contratdoc.diagnostics import Diagnostic

_SECTIONS = frozenset(("section", "text-box", "frame", "text", "soft-page-break"))
_SOMMAIRES = re.compile(
    r"(?:table-of-content|alphabetical-index|illustration-index|table-index|user-index|bibliography)$"
)
_COLONNES_MAX = 60
_ADRESSE = re.compile(r"(?:https?://|mailto:)[^\s()<>\"]+$")
_DITS = {
    "texte-supprime": "passage(s) supprimé(s) en suivi des modifications",
    "commentaire": "commentaire(s)",
    "image": "image(s) d'un format que le contrat n'imprime pas",
    "objet": "objet(s) incorporé(s)",
}


def source_de_l_odt(paquet: Paquet) -> Source:
    """Read an OpenDocument text.

    Args:
        paquet: The archive.

    Returns:
        Its units, what was left out, its pictures.

    Raises:
        Refus: The file is encrypted, or is no text.
    """
    manifeste = paquet.octets("META-INF/manifest.xml") or b""
    if b"encryption-data" in manifeste:
        aide = "Ouvrez-le avec son mot de passe, puis enregistrez-le sans protection."
        raise Refus(erreur("CD882", "Ce fichier est protégé par un mot de passe.", Place(paquet.nom), aide))
    racine = paquet.arbre("content.xml")
    corps = fils(racine, "body", "text") if racine is not None else None
    if racine is None or corps is None:
        raise Refus(erreur("CD880", "Ce fichier OpenDocument n'est pas un texte.", Place(paquet.nom)))
    lecture = _Lecture(paquet, racine)
    lecture.blocs(corps)
    diagnostics = (*paquet.diagnostics, *lecture.dire())
    return Source(paquet.nom, tuple(lecture.unites), tuple(lecture.laisses), lecture.images, diagnostics, "paragraphes")


class _Lecture:
    """The walk over a body."""

    def __init__(self, paquet: Paquet, racine: etree._Element) -> None:
        self.paquet = paquet
        self.rang = 0
        self.unites: list[Unite] = []
        self.laisses: list[Laisse] = []
        self.images: dict[str, bytes] = {}
        self.comptes: Counter[str] = Counter()
        self.notes = 0
        self.apres: list[etree._Element] = []
        self.siennes: list[Note] = []
        self.styles = {att(s, "name"): fils(s, "text-properties") for s in tous(racine, "style")}
        self.listes = {
            att(s, "name"): {entier(att(n, "level"), 1) for n in s if nom(n) == "list-level-style-number"}
            for s in tous(racine, "list-style")
        }

    def dire(self) -> Iterator[Diagnostic]:
        """Tell what was left out, one warning a kind."""
        for raison, dit in _DITS.items():
            if self.comptes[raison]:
                message = f"{self.comptes[raison]} {dit} : non repris, leur texte est gardé dans import.json."
                yield avertissement("CD886", message, Place(self.paquet.nom))

    def place(self) -> Place:
        return Place(self.paquet.nom, self.rang, 1)

    def blocs(self, parent: etree._Element, *, sommaire: bool = False) -> None:
        for e in parent:
            n = nom(e)
            if n in ("p", "h"):
                self.paragraphe(e, sommaire=sommaire)
            elif n == "list":
                self.liste(e, 1, att(e, "style-name"))
            elif n == "table":
                self.tableau(e)
            elif n == "tracked-changes":
                self.suivi(e)
            elif _SOMMAIRES.match(n):
                self.blocs(next((x for x in e if nom(x) == "index-body"), e), sommaire=True)
            elif n == "index-title" or n in _SECTIONS:
                self.blocs(e, sommaire=sommaire)

    def suivi(self, e: etree._Element) -> None:
        """List what was deleted under tracked changes; what was inserted stands in the text."""
        for x in tous(e, "deletion"):
            texte = " ".join("".join(p.itertext()) for p in x.iter() if nom(p) in ("p", "h"))
            self.laisser("texte-supprime", texte)

    def laisser(self, raison: str, texte: str) -> None:
        self.comptes[raison] += 1
        if texte.strip():
            self.laisses.append(Laisse(self.place(), " ".join(texte.split()), raison))

    # --- paragraphs ---------------------------------------------------------------------------------------------------

    def lire_un(self, e: etree._Element) -> tuple[str, str, tuple[Run, ...], tuple[Note, ...]]:
        self.rang += 1
        self.siennes = []
        runs = tuple(r for r in self.runs(e, self.allure(att(e, "style-name"), Run(""))) if r.texte or r.note)
        return plat(runs), en_markdown(runs), runs, tuple(self.siennes)

    def allure(self, style: str, avant: Run) -> Run:
        """Return the look of a style, upon the one that it stands in."""
        pr = self.styles.get(style)
        gras = att(pr, "font-weight") == "bold"
        italique = att(pr, "font-style") == "italic"
        return replace(avant, gras=avant.gras or gras, italique=avant.italique or italique)

    def runs(self, e: etree._Element, allure: Run) -> Iterator[Run]:
        yield replace(allure, texte=e.text or "")
        for x in e:
            yield from self.un(x, allure)
            yield replace(allure, texte=x.tail or "")

    def un(self, x: etree._Element, allure: Run) -> Iterator[Run]:
        n = nom(x)
        if n == "span":
            yield from self.runs(x, self.allure(att(x, "style-name"), allure))
        elif n == "s":
            yield replace(allure, texte=" " * entier(att(x, "c"), 1))
        elif n in ("tab", "line-break"):
            yield replace(allure, texte=" ")
        elif n == "a":
            adresse = att(x, "href")
            yield from self.runs(x, replace(allure, adresse=adresse if _ADRESSE.match(adresse) else ""))
        elif n == "note":
            yield from self.note(x)
        elif n == "annotation":
            self.laisser("commentaire", " ".join("".join(p.itertext()) for p in x))
        elif n in ("frame", "custom-shape", "rect", "g"):
            self.apres.append(x)
        elif n and n != "annotation-end":
            yield from self.runs(x, allure)

    def note(self, x: etree._Element) -> Iterator[Run]:
        corps = fils(x, "note-body")
        ps = [p for p in corps.iter() if nom(p) in ("p", "h")] if corps is not None else []
        texte = " ".join(" ".join("".join(p.itertext()).split()) for p in ps).strip()
        if texte:
            self.notes += 1
            donne = f"note-{self.notes}"
            self.siennes.append(Note(donne, en_markdown((Run(texte),)), texte))
            yield Run("", note=donne)

    def paragraphe(
        self, e: etree._Element, *, sommaire: bool = False, liste: tuple[int, bool, int] | None = None
    ) -> None:
        texte, md, runs, notes = self.lire_un(e)
        if texte or notes:
            niveau = entier(att(e, "outline-level"), 1) if nom(e) == "h" else 0
            self.unites.append(self.qualifier(texte, md, runs, notes, niveau, sommaire=sommaire, liste=liste))
        cadres, self.apres = self.apres, []
        for cadre in cadres:
            self.cadre(cadre)

    def qualifier(
        self,
        texte: str,
        md: str,
        runs: tuple[Run, ...],
        notes: tuple[Note, ...],
        niveau: int,
        *,
        sommaire: bool,
        liste: tuple[int, bool, int] | None,
    ) -> Unite:
        """Tell what a paragraph is."""
        numero = lire_numero(texte)
        marque, debut = (numero.texte, numero.debut) if numero is not None else ("", 0)

        def unite(sorte: Sorte, nature: Nature, niveau: int = 0) -> Unite:
            p = Passage(texte, nature, ((0, self.place()),), niveau, marque, debut, fixe=True)
            return Unite(sorte, p, md, niveau, notes=notes, fin=self.rang)

        if sommaire:
            return unite(Sorte.SOMMAIRE, Nature.SOMMAIRE)
        if niveau:
            return replace(unite(Sorte.TITRE, Nature.TITRE, niveau), marque=True)
        if liste is not None:
            return replace(unite(Sorte.ELEMENT, Nature.ELEMENT, liste[0]), ordonne=liste[1], depart=liste[2])
        if numero is not None and est_titre_numerote(texte, numero):
            return unite(Sorte.TITRE, Nature.TITRE, niveau_de(numero))
        gras = all(r.gras for r in runs if r.texte.strip())
        seul = Passage(texte, Nature.INTERTITRE, ((0, self.place()),), fixe=True)
        if ressemble_a_un_titre(texte) and (gras or identifier(seul).famille != "libre"):
            return unite(Sorte.TITRE, Nature.INTERTITRE)
        return unite(Sorte.PARAGRAPHE, Nature.PARAGRAPHE)

    def liste(self, e: etree._Element, niveau: int, style: str) -> None:
        style = att(e, "style-name") or style
        ordonne = niveau in self.listes.get(style, set())
        rang = 0
        for item in e:
            if nom(item) not in ("list-item", "list-header"):
                continue
            rang += 1
            premier = True
            for x in item:
                if nom(x) == "list":
                    self.liste(x, niveau + 1, style)
                elif nom(x) in ("p", "h"):
                    # A heading may stand in a list that numbers it: it stays a heading.
                    self.paragraphe(x, liste=(niveau, ordonne, rang) if premier and nom(x) == "p" else None)
                    premier = False
                elif nom(x) == "table":
                    self.tableau(x)

    # --- tables and frames --------------------------------------------------------------------------------------------

    def tableau(self, e: etree._Element) -> None:
        lignes: list[tuple[Cellule, ...]] = []
        mds: list[tuple[str, ...]] = []
        places: list[Place] = []
        notes: list[Note] = []
        for tr in (x for x in tous(e, "table-row") if _tableau_de(x) is e):
            places.append(Place(self.paquet.nom, self.rang + 1, 1))
            ligne: list[Cellule] = []
            textes: list[str] = []
            for tc in (x for x in tr if nom(x) in ("table-cell", "covered-table-cell")):
                cellule, md = self.case(tc, notes)
                fois = min(entier(att(tc, "number-columns-repeated"), 1), _COLONNES_MAX)
                ligne += [cellule, *[Cellule(())] * (fois - 1)]
                textes += [md, *[""] * (fois - 1)]
            lignes.append(tuple(ligne))
            mds.append(tuple(textes))
        if any(c.passages for ligne in lignes for c in ligne):
            largeur = max(map(len, lignes))
            cellules = tuple((*m, *[""] * (largeur - len(m))) for m in mds)
            bloc = TableauEcrit(tuple(lignes), tuple(places))
            self.unites.append(Unite(Sorte.TABLEAU, bloc, cellules=cellules, notes=tuple(notes), fin=self.rang))
        cadres, self.apres = self.apres, []
        for cadre in cadres:
            self.cadre(cadre)

    def case(self, tc: etree._Element, notes: list[Note]) -> tuple[Cellule, str]:
        passages: list[Passage] = []
        mds: list[tuple[str, str]] = []
        for p in (x for x in tc.iter() if nom(x) in ("p", "h") and not _est_ailleurs(x, tc)):
            texte, md, _, siennes = self.lire_un(p)
            notes += siennes
            if texte:
                passages.append(Passage(texte, Nature.CELLULE, ((0, self.place()),), fixe=True))
                mds.append((texte, md))
        return Cellule(tuple(passages)), joindre(mds)

    def cadre(self, e: etree._Element) -> None:
        """Read a frame: its picture, or the text that it holds."""
        for x in tous(e, "image"):
            self.image(att(x, "href"), e)
            break
        else:
            if any(nom(x) in ("object", "object-ole") for x in e.iter()):
                self.laisser("objet", "")
        boite = next(tous(e, "text-box"), None)
        self.blocs(boite if boite is not None else e)

    def image(self, chemin: str, cadre: etree._Element) -> None:
        description = " ".join("".join(x.itertext()) for x in cadre.iter() if nom(x) in ("title", "desc"))
        fin = posixpath.splitext(chemin)[1].lower().replace(".jpeg", ".jpg")
        octets = self.paquet.octets(chemin) if fin in (".png", ".jpg") else None
        try:
            lire_image(octets or b"")
        except ValueError:
            self.laisser("image", description)
            return
        donne = f"image-{len(self.images) + 1}{fin}"
        self.images[donne] = octets or b""
        p = Passage(description, Nature.PARAGRAPHE, ((0, self.place()),), fixe=True)
        self.unites.append(Unite(Sorte.IMAGE, p, description, image=donne, fin=self.rang))


def _tableau_de(tr: etree._Element) -> etree._Element | None:
    ici = tr.getparent()
    while ici is not None and nom(ici) != "table":
        ici = ici.getparent()
    return ici


def _est_ailleurs(p: etree._Element, tc: etree._Element) -> bool:
    """Say whether a paragraph of a cell is in a frame, a note or a comment: it is read with that one."""
    ici = p.getparent()
    while ici is not None and ici is not tc:
        if nom(ici) in ("frame", "note", "annotation", "custom-shape"):
            return True
        ici = ici.getparent()
    return False
