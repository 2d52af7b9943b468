"""The body of a Word file to units: every paragraph is counted, those of tables and of text boxes included."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from contratdoc.diagnostics import Place, avertissement
from contratdoc.ecrits.ecrit import Cellule, Nature, Passage, TableauEcrit
from contratdoc.ecrits.titres import est_titre_numerote, lire_numero, niveau_de, ressemble_a_un_titre
from contratdoc.importer.archive import Paquet, Refus
from contratdoc.importer.familles import identifier
from contratdoc.importer.inlines import Run, en_markdown, plat
from contratdoc.importer.texte import joindre
from contratdoc.importer.unites import Laisse, Note, Sorte, Source, Unite
from contratdoc.importer.word.paragraphes import Apart, lire_paragraphe
from contratdoc.importer.word.parties import Parties, commentaires, laisser_autour, lire_parties, textes_de
from contratdoc.importer.word.styles import Styles, lire_styles
from contratdoc.importer.word.xml import att, entier, fils, nom, oui, tous

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml import etree

    from contratdoc.diagnostics import Diagnostic

_CONTENANTS = frozenset(["sdt", "sdtContent", "customXml", "ins", "smartTag", "moveTo", "body", "txbxContent"])
_PUCE = re.compile(r"[-–•▪◦●○■✓✔➢►]\s+(?=\S)")
_PROFONDEUR_MAX = 40
_CASES_MAX = 60
_TITRE_MAX = 200
_DITS = {
    "texte-supprime": ("passage supprimé en suivi des modifications", "passages supprimés en suivi des modifications"),
    "texte-deplace": ("passage déplacé, à son ancienne place", "passages déplacés, à leur ancienne place"),
    "commentaire": ("commentaire", "commentaires"),
    "texte-masque": ("passage masqué", "passages masqués"),
    "texte-d-aide": ("texte d'aide d'un champ à remplir", "textes d'aide de champs à remplir"),
    "image": ("image d'un format que le contrat n'imprime pas", "images d'un format que le contrat n'imprime pas"),
    "diagramme": ("graphique ou diagramme", "graphiques ou diagrammes"),
    "objet": ("objet incorporé (tableur, équation…)", "objets incorporés (tableur, équation…)"),
    "symbole": ("symbole d'une police de dessins", "symboles d'une police de dessins"),
    "morceau": ("fichier inséré (altChunk)", "fichiers insérés (altChunk)"),
    "en-tete-de-page": ("en-tête ou pied de page", "en-têtes ou pieds de page"),
}


def source_du_word(paquet: Paquet) -> Source:
    """Read a Word file.

    Args:
        paquet: The archive.

    Returns:
        Its units, what was left out, its pictures.

    Raises:
        Refus: The file has no text, or a part of it cannot be read.
    """
    parties = lire_parties(paquet)
    racine = paquet.arbre(parties.principale)
    corps = fils(racine, "body") if racine is not None else None
    if corps is None:
        from contratdoc.diagnostics import erreur

        raise Refus(erreur("CD880", "Ce fichier n'est pas un document Word : il n'a pas de texte.", Place(paquet.nom)))
    styles = lire_styles(parties.lire("styles"), parties.lire("numbering"))
    lecture = _Lecture(parties, styles)
    lecture.lire(corps)
    return Source(
        paquet.nom,
        tuple(lecture.unites),
        tuple(lecture.laisses),
        parties.images,
        (*paquet.diagnostics, *lecture.dire()),
        "paragraphes",
    )


class _Lecture:
    """The walk over a body."""

    def __init__(self, parties: Parties, styles: Styles) -> None:
        self.parties = parties
        self.styles = styles
        self.nom = parties.paquet.nom
        self.rang = 0
        self.unites: list[Unite] = []
        self.laisses: list[Laisse] = list(laisser_autour(parties))
        self.comptes: Counter[str] = Counter({"en-tete-de-page": len(self.laisses)})
        self.commentaires = commentaires(parties)
        self.notes = {g: parties.lire(f"{g}s") for g in ("footnote", "endnote")}
        self.noms_des_notes: dict[str, str] = {}
        self.legende: Unite | None = None

    def lire(self, corps: etree._Element) -> None:
        """Read a whole body, and the comments that nothing in it calls."""
        self.blocs(corps, sommaire=False)
        for texte in self.commentaires.values():
            self.comptes["commentaire"] += 1
            self.laisses.append(Laisse(Place(self.nom), texte, "commentaire"))

    def dire(self) -> Iterator[Diagnostic]:
        """Tell what was left out, one warning a kind."""
        for raison, (un, plusieurs) in _DITS.items():
            n = self.comptes[raison]
            if n:
                sont = "n'a pas été repris : son texte est" if n == 1 else "n'ont pas été repris : leur texte est"
                message = f"{n} {un if n == 1 else plusieurs} {sont} gardé dans import.json, s'il y en a un."
                yield avertissement("CD886", message, Place(self.nom))

    def blocs(self, parent: etree._Element, *, sommaire: bool, profondeur: int = 0) -> None:
        if profondeur > _PROFONDEUR_MAX:
            return
        for e in parent:
            n = nom(e)
            if n == "p":
                self.paragraphe(e, sommaire=sommaire)
            elif n == "tbl":
                self.tableau(e)
            elif n == "altChunk":
                self.comptes["morceau"] += 1
            elif n in ("del", "moveFrom"):
                self.laisser("texte-supprime", textes_de(e))
            elif n == "AlternateContent":
                choix = fils(e, "Choice")
                self.blocs(choix if choix is not None else e, sommaire=sommaire, profondeur=profondeur + 1)
            elif n == "sdt" and oui(fils(e, "sdtPr", "showingPlcHdr")):
                self.laisser("texte-d-aide", textes_de(e))
            elif n in _CONTENANTS:
                dedans = sommaire or "able of" in att(fils(e, "sdtPr", "docPartObj", "docPartGallery"), "val")
                self.blocs(e, sommaire=dedans, profondeur=profondeur + 1)

    def laisser(self, raison: str, texte: str) -> None:
        self.comptes[raison] += 1
        if texte:
            self.laisses.append(Laisse(Place(self.nom, self.rang, 1), texte, raison))

    # --- paragraphs ---------------------------------------------------------------------------------------------------

    def lire_un(self, e: etree._Element) -> tuple[str, str, tuple[Note, ...], Apart, tuple[Run, ...]]:
        """Read a paragraph: its text, its Markdown, its footnotes and what stands aside."""
        self.rang += 1
        runs, apart = lire_paragraphe(e, self.parties, self.commentaires)
        self.comptes += apart.comptes
        self.laisses += [Laisse(Place(self.nom, self.rang, 1), t, r) for r, t in apart.laisses]
        notes = tuple(n for genre, id_ in apart.notes if (n := self.note(genre, id_)) is not None)
        noms = {n.nom for n in notes}
        nommes = [replace(r, note=self.noms_des_notes.get(r.note, "")) if r.note else r for r in runs]
        gardes = tuple(r for r in nommes if r.texte or r.note in noms)
        return plat(gardes), en_markdown(gardes), notes, apart, gardes

    def note(self, genre: str, id_: str) -> Note | None:
        """Read a footnote, once: a second call of the same one is dropped, its text being there already."""
        cle = f"{genre}/{id_}"
        racine = self.notes.get(genre)
        if cle in self.noms_des_notes or racine is None:
            return None
        corps = next((x for x in racine if att(x, "id") == id_), None)
        paragraphes = list(tous(corps, "p")) if corps is not None else []
        lus = [lire_paragraphe(p, self.parties, self.commentaires)[0] for p in paragraphes]
        textes = [tuple(r for r in runs if not r.note) for runs in lus]
        texte = " ".join(t for t in map(plat, textes) if t)
        if not texte:
            return None
        self.noms_des_notes[cle] = f"note-{len(self.noms_des_notes) + 1}"
        md = " ".join(m for m in map(en_markdown, textes) if m)
        return Note(self.noms_des_notes[cle], md, texte)

    def paragraphe(self, e: etree._Element, *, sommaire: bool) -> None:
        texte, md, notes, apart, runs = self.lire_un(e)
        pr = fils(e, "pPr")
        style = att(fils(pr, "pStyle"), "val")
        if texte or notes:
            unite = self.qualifier(texte, md, runs, style, pr, sommaire=sommaire)
            unite = replace(unite, notes=notes)
            if self.styles.est_une_legende(style) and not notes and unite.sorte is Sorte.PARAGRAPHE:
                self._garder_la_legende(unite)
            else:
                self._poser(unite)
        self.apres(apart)

    def _garder_la_legende(self, unite: Unite) -> None:
        """Keep a caption for the table that it stands under or above."""
        derniere = self.unites[-1] if self.unites else None
        if derniere is not None and derniere.sorte is Sorte.TABLEAU and not derniere.legende and self.legende is None:
            self.unites[-1] = replace(derniere, legende=unite.texte)
        else:
            self._poser(unite)
            self.legende = unite

    def _poser(self, unite: Unite) -> None:
        self.unites.append(unite)
        self.legende = None

    def apres(self, apart: Apart) -> None:
        """Read what stands aside of a paragraph right after it: pictures, then text boxes."""
        for fichier, description in apart.images:
            p = Passage(description, Nature.PARAGRAPHE, ((0, Place(self.nom, self.rang, 1)),), fixe=True)
            self._poser(Unite(Sorte.IMAGE, p, description, image=fichier, fin=self.rang))
        for boite in apart.boites:
            self.blocs(boite, sommaire=False, profondeur=1)

    def qualifier(
        self, texte: str, md: str, runs: tuple[Run, ...], style: str, pr: etree._Element | None, *, sommaire: bool
    ) -> Unite:
        """Tell what a paragraph is."""
        place = ((0, Place(self.nom, self.rang, 1)),)
        numero = lire_numero(texte)
        marque, debut = (numero.texte, numero.debut) if numero is not None else ("", 0)

        def unite(sorte: Sorte, nature: Nature, niveau: int = 0, **plus: object) -> Unite:
            p = Passage(texte, nature, place, niveau, marque, debut, fixe=True)
            return Unite(sorte, p, md, niveau, fin=self.rang, **plus)  # type: ignore[arg-type]  # fields of Unite

        if sommaire or self.styles.est_un_sommaire(style):
            return unite(Sorte.SOMMAIRE, Nature.SOMMAIRE)
        niveau = self.styles.niveau(style, pr)
        liste = self.styles.numero(style, pr)
        if niveau and len(texte) <= _TITRE_MAX:
            return unite(Sorte.TITRE, Nature.TITRE, niveau, marque=True, numerote=liste is not None)
        if liste is not None:
            ordonne, rang = self.styles.compter(liste)
            return unite(Sorte.ELEMENT, Nature.ELEMENT, liste[1] + 1, ordonne=ordonne, depart=max(rang, 1))
        puce = _PUCE.match(texte)
        if puce is not None:
            sans = texte[puce.end() :]
            p = Passage(sans, Nature.ELEMENT, place, 1, "", 0, fixe=True)
            return Unite(Sorte.ELEMENT, p, _sans_puce(md, sans), 1, fin=self.rang)
        return unite(*self.deviner(texte, runs, style))

    def deviner(self, texte: str, runs: tuple[Run, ...], style: str) -> tuple[Sorte, Nature, int]:
        """Tell a heading that no style marks: by its number, or because it is short, and bold or well known."""
        if self.styles.est_une_citation(style):
            return Sorte.CITATION, Nature.CITATION, 0
        numero = lire_numero(texte)
        if numero is not None and est_titre_numerote(texte, numero):
            return Sorte.TITRE, Nature.TITRE, niveau_de(numero)
        if ressemble_a_un_titre(texte):
            gras = all(r.gras for r in runs if r.texte.strip())
            p = Passage(texte, Nature.INTERTITRE, ((0, Place(self.nom, self.rang, 1)),), fixe=True)
            if gras or identifier(p).famille != "libre":
                return Sorte.TITRE, Nature.INTERTITRE, 0
        return Sorte.PARAGRAPHE, Nature.PARAGRAPHE, 0

    # --- tables -------------------------------------------------------------------------------------------------------

    def tableau(self, e: etree._Element) -> None:
        """Read a table: merged cells leave empty ones, so that every row has the same columns."""
        lignes: list[tuple[Cellule, ...]] = []
        mds: list[tuple[str, ...]] = []
        places: list[Place] = []
        aparts: list[Apart] = []
        notes: list[Note] = []
        for tr in _rangs(e):
            if fils(tr, "trPr", "del") is not None:
                self.laisser("texte-supprime", textes_de(tr))
                continue
            places.append(Place(self.nom, self.rang + 1, 1))
            cellules: list[Cellule] = [Cellule(())] * min(
                entier(att(fils(tr, "trPr", "gridBefore"), "val"), 0), _CASES_MAX
            )
            textes = [""] * len(cellules)
            for tc in _cases(tr):
                cellule, md = self.case(tc, aparts, notes)
                vides = min(entier(att(fils(tc, "tcPr", "gridSpan"), "val"), 1), _CASES_MAX) - 1
                cellules += [cellule, *[Cellule(())] * vides]
                textes += [md, *[""] * vides]
            lignes.append(tuple(cellules))
            mds.append(tuple(textes))
        if any(c.passages for ligne in lignes for c in ligne):
            self._table(lignes, mds, places, notes)
        for apart in aparts:
            self.apres(apart)

    def case(self, tc: etree._Element, aparts: list[Apart], notes: list[Note]) -> tuple[Cellule, str]:
        """Read a cell, the tables inside it too."""
        passages: list[Passage] = []
        mds: list[tuple[str, str]] = []
        for p in (x for x in tous(tc, "p") if not _est_ailleurs(x, tc)):
            texte, md, siennes, apart, _ = self.lire_un(p)
            notes += siennes
            aparts.append(apart)
            if texte:
                place = ((0, Place(self.nom, self.rang, 1)),)
                passages.append(Passage(texte, Nature.CELLULE, place, fixe=True))
            if md:
                mds.append((texte or md, md))
        return Cellule(tuple(passages)), joindre(mds)

    def _table(
        self, lignes: list[tuple[Cellule, ...]], mds: list[tuple[str, ...]], places: list[Place], notes: Sequence[Note]
    ) -> None:
        largeur = max(map(len, lignes))
        cellules = tuple((*m, *[""] * (largeur - len(m))) for m in mds)
        legende = self.legende.texte if self.legende is not None else ""
        if legende:
            self.unites.pop()
        bloc = TableauEcrit(tuple(lignes), tuple(places))
        self._poser(Unite(Sorte.TABLEAU, bloc, cellules=cellules, legende=legende, notes=tuple(notes), fin=self.rang))


def _rangs(e: etree._Element) -> Iterator[etree._Element]:
    """Go through the rows of a table, those in content controls too, not those of the tables inside it."""
    for x in e:
        if nom(x) == "tr":
            yield x
        elif nom(x) in _CONTENANTS:
            yield from _rangs(x)


def _cases(tr: etree._Element) -> Iterator[etree._Element]:
    for x in tr:
        if nom(x) == "tc":
            yield x
        elif nom(x) in _CONTENANTS:
            yield from _cases(x)


def _est_ailleurs(p: etree._Element, tc: etree._Element) -> bool:
    """Say whether a paragraph of a cell is in a text box: it is read with that one."""
    ici = p.getparent()
    while ici is not None and ici is not tc:
        if nom(ici) in ("txbxContent", "Fallback"):
            return True
        ici = ici.getparent()
    return False


def _sans_puce(md: str, texte: str) -> str:
    """Return the Markdown of an item without the bullet typed before it; plain when emphasis runs over the bullet."""
    m = re.match(r"\\?[-–•▪◦●○■✓✔➢►]\s+", md)
    return md[m.end() :] if m is not None else en_markdown((Run(texte),))
