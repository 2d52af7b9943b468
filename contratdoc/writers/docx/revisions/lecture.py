"""Reading a body, a cell or a note into the pieces that are compared."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from contratdoc.writers.docx.balises import w
from contratdoc.writers.docx.revisions.balises import (
    APPEL,
    DEBUT_SIGNET,
    FIN_SIGNET,
    ID,
    INSTRUCTION,
    PPR,
    RPR,
    SECTPR,
    SIGNES,
    TBL,
    TC,
    TR,
    VAL,
    P,
    R,
    T,
    appels,
)
from contratdoc.writers.docx.revisions.elements import (
    Autre,
    Bloc,
    Morceau,
    Mots,
    Paragraphe,
    Piece,
    Rangee,
    Repere,
    Tableau,
)

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

    from lxml import etree

_CHAR: Final = w("fldChar")
_NATURE: Final = w("fldCharType")
_PROFONDEURS: Final = {"begin": 1, "end": -1}
_SIGNES: Final = {w(nom): signe for nom, signe in SIGNES.items()}
_CIBLE: Final = re.compile(r"^\s*(REF|PAGEREF)\s+\S+")
_SANS_OBJET: Final = {w("proofErr"), w("lastRenderedPageBreak"), w("permStart"), w("permEnd")}


@dataclass(frozen=True, slots=True)
class Lecteur:
    """Reads one file: `listes` tells which list each instance is of, `notes` gives each note its key."""

    listes: Mapping[str, str]
    notes: Mapping[str, Hashable] = field(default_factory=dict)

    def blocs(self, elements: Iterable[etree._Element]) -> list[Bloc]:
        """The blocks of a body, a cell or a note."""
        lus: list[Bloc] = []
        for element in elements:
            if element.tag == P:
                lus.append(self.paragraphe(element))
            elif element.tag == TBL:
                legende = lus.pop() if lus and _est_legende(lus[-1]) else None
                lus.append(self._tableau(element, legende if isinstance(legende, Paragraphe) else None))
            elif element.tag == w("sdt"):
                lus.append(Autre(element))
        return lus

    def paragraphe(self, p: etree._Element) -> Paragraphe:
        """One paragraph."""
        ppr = p.find(PPR)
        style = numero = rang = orientation = ""
        section = None
        if ppr is not None:
            style = _valeur(ppr, "pStyle")
            section = ppr.find(SECTPR)
            if (num := ppr.find(w("numPr"))) is not None:
                numero, rang = _valeur(num, "numId"), _valeur(num, "ilvl")
        if section is not None:
            taille = section.find(w("pgSz"))
            orientation = taille.get(w("orient"), "portrait") if taille is not None else "portrait"
        contenu = self._contenu(p)
        liste = self.listes.get(numero, "")
        cle = (style, liste, rang, orientation, _cle(contenu))
        texte = "".join(m.texte for m in contenu if not isinstance(m, Repere))
        return Paragraphe(p, style, numero, section is not None, contenu, cle, texte)

    def _contenu(self, p: etree._Element) -> list[Morceau]:
        lus: list[Morceau] = []
        champ: list[etree._Element] = []
        profondeur = 0
        for element in p:
            if element.tag == PPR or not isinstance(element.tag, str) or element.tag in _SANS_OBJET:
                continue
            if element.tag == R and not profondeur and (mots := _mots(element)) is not None:
                lus.append(mots)
                continue
            profondeur += sum(_PROFONDEURS.get(c.get(_NATURE, ""), 0) for c in element.iter(_CHAR))
            if profondeur > 0 or champ:
                champ.append(element)
                if profondeur > 0:
                    continue
                lus.append(self._piece(champ))
                champ = []
            elif element.tag in (DEBUT_SIGNET, FIN_SIGNET):
                lus.append(Repere(element))
            else:
                lus.append(self._piece([element]))
        if champ:
            lus.append(self._piece(champ))
        return lus

    def _piece(self, elements: Sequence[etree._Element]) -> Piece:
        texte = "".join(t.text or "" for e in elements for t in e.iter(T))
        notes = tuple(a.get(ID, "") for e in elements for a in appels(e))
        return Piece(("piece", *(self._canon(e) for e in elements)), tuple(elements), texte, notes)

    def _canon(self, e: etree._Element) -> Hashable:
        if e.tag == APPEL:
            return "note", self.notes.get(e.get(ID, ""))
        if e.tag == INSTRUCTION:
            return "champ", _CIBLE.sub(r"\1", e.text or "")
        if e.tag in (DEBUT_SIGNET, FIN_SIGNET):
            return ()
        attributs = tuple(sorted((k, v) for k, v in e.attrib.items() if k != "id"))
        return e.tag, attributs, e.text, tuple(self._canon(enfant) for enfant in e)

    def _tableau(self, tbl: etree._Element, legende: Paragraphe | None) -> Tableau:
        grille = tbl.find(w("tblGrid"))
        colonnes = len(grille) if grille is not None else 0
        rangees = [self._rangee(tr) for tr in tbl.iterchildren(TR)]
        cle = ("tableau", legende.cle if legende else None, colonnes, tuple(r.cle for r in rangees))
        ancre = next(iter(legende.signets), "") if legende else ""
        texte = " ".join([legende.texte if legende else "", *(t for r in rangees for t in r.textes)])
        return Tableau(tbl, legende, ancre, colonnes, rangees, cle, texte)

    def _rangee(self, tr: etree._Element) -> Rangee:
        formes, cellules = [], []
        for tc in tr.iterchildren(TC):
            pr = tc.find(w("tcPr"))
            fusion = pr.find(w("vMerge")) if pr is not None else None
            suite = "" if fusion is None else fusion.get(VAL, "continue")
            formes.append((_valeur(pr, "gridSpan") if pr is not None else "", suite))
            cellules.append(self.blocs(e for e in tc if e is not pr))
        forme = tuple(formes)
        textes = [" ".join(b.texte for b in cellule) for cellule in cellules]
        return Rangee(tr, forme, cellules, (forme, tuple(tuple(b.cle for b in c) for c in cellules)), textes)


def canon(element: etree._Element) -> Hashable:
    """An element as a value that can be compared."""
    return element.tag, tuple(sorted(element.attrib.items())), tuple(canon(e) for e in element)


def _mots(run: etree._Element) -> Mots | None:
    """A run as text; None when it holds anything else."""
    rpr = None
    textes: list[str] = []
    for enfant in run:
        if enfant.tag == T:
            textes.append(enfant.text or "")
        elif enfant.tag == RPR:
            rpr = enfant
        elif (signe := _SIGNES.get(str(enfant.tag))) is not None and not enfant.attrib:
            textes.append(signe)
        elif enfant.tag not in _SANS_OBJET:
            return None
    return Mots(canon(rpr) if rpr is not None else None, rpr, "".join(textes))


def _cle(contenu: Iterable[Morceau]) -> Hashable:
    """The content as read: how a text is cut into runs does not count."""
    cles: list[Hashable] = []
    style: Hashable = ()
    for m in contenu:
        if isinstance(m, Piece):
            cles.append(m.cle)
            style = ()
        elif isinstance(m, Mots) and m.texte:
            if m.cle_style == style and isinstance(cles[-1], str):
                cles[-1] += m.texte
            else:
                cles += [m.cle_style, m.texte]
                style = m.cle_style
    return tuple(cles)


def _est_legende(bloc: Bloc) -> bool:
    """The caption of a table holds the field that numbers it."""
    return isinstance(bloc, Paragraphe) and any(
        (i.text or "").lstrip().startswith("SEQ ")
        for m in bloc.contenu
        if isinstance(m, Piece)
        for e in m.elements
        for i in e.iter(INSTRUCTION)
    )


def _valeur(parent: etree._Element, nom: str) -> str:
    trouve = parent.find(w(nom))
    return trouve.get(VAL, "") if trouve is not None else ""
