"""One paragraph: gone, come, or still there with other words or another look."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Final

from lxml import etree

from contratdoc.writers.docx.balises import w
from contratdoc.writers.docx.revisions.balises import (
    ID,
    INSTRUCTION,
    PPR,
    RPR,
    SECTPR,
    Fil,
    P,
    Statut,
    appels,
)
from contratdoc.writers.docx.revisions.elements import Mots, Piece
from contratdoc.writers.docx.revisions.lecture import canon
from contratdoc.writers.docx.revisions.mots import comparer, jetons

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from contratdoc.writers.docx.revisions.balises import Marques
    from contratdoc.writers.docx.revisions.elements import Paragraphe, Repere
    from contratdoc.writers.docx.revisions.mots import Etape, Jeton
    from contratdoc.writers.docx.revisions.notes import Notes
    from contratdoc.writers.docx.revisions.reprise import Numeros
    from contratdoc.writers.docx.revisions.signets import Signets

# The space before a paragraph says only that a table now stands above it.
_CHANGEMENT: Final = w("pPrChange")
_SANS_SUIVI: Final = (RPR, SECTPR, w("spacing"), _CHANGEMENT)
_ENTETES: Final = (w("headerReference"), w("footerReference"))


class Plume:
    """Writes the paragraphs of one file."""

    def __init__(self, marques: Marques, numeros: Numeros, signets: Signets, notes: Notes) -> None:
        self._marques = marques
        self._numeros = numeros
        self._signets = signets
        self._notes = notes

    def entier(
        self, p: Paragraphe, statut: Statut, *, marque: bool = True, repris: Paragraphe | None = None
    ) -> etree._Element:
        """A paragraph that goes or comes as a whole.

        Args:
            p: The paragraph.
            statut: Which of both.
            marque: False for the last one of a cell, whose end stays.
            repris: The paragraph that takes its end over, once the change is accepted or refused.
        """
        ppr = p.element.find(PPR)
        if statut is Statut.SUPPRIME:
            self._numeros.appliquer(ppr)
        neuf = etree.Element(P)
        if repris is not None:
            autre = repris.element.find(PPR)
            avant, apres = (ppr, autre) if statut is Statut.SUPPRIME else (autre, ppr)
            self._proprietes(neuf, avant, apres)
        elif ppr is not None:
            neuf.append(deepcopy(ppr))
        if marque:
            self._marquer(neuf, statut)
        fil = Fil(neuf, self._marques)
        for m in p.contenu:
            if isinstance(m, Mots):
                fil.texte(statut, m.cle_style, m.rpr, m.texte)
            elif isinstance(m, Piece):
                self._piece(fil, statut, m)
            else:
                self._repere(fil, statut, m)
        fil.finir()
        return neuf

    def garde(self, a: Paragraphe, b: Paragraphe, statut: Statut = Statut.GARDE) -> etree._Element:
        """A paragraph that stays; with a status, what follows it goes or comes together with its end."""
        self._numeros.appliquer(a.element.find(PPR))
        if a.cle == b.cle and len(a.signets) == len(b.signets):
            for x, y in zip(a.notes, b.notes, strict=True):
                self._notes.gardee(x, y)
            neuf = b.element
            ancienne = neuf.find(PPR)
            if ancienne is not None and not self._pareils(a.element.find(PPR), ancienne):
                neuf.remove(ancienne)
                self._proprietes(neuf, a.element.find(PPR), ancienne)
                neuf.insert(0, neuf[-1])
        else:
            neuf = etree.Element(P)
            self._proprietes(neuf, a.element.find(PPR), b.element.find(PPR))
            self._reformuler(neuf, a, b)
        if statut is not Statut.GARDE:
            self._marquer(neuf, statut)
        if a.section and b.section:
            self.section(*(p.find(f"{PPR}/{SECTPR}") for p in (a.element, neuf)))
        return neuf

    def separateur(self) -> etree._Element:
        """A paragraph come and gone, so in neither file: it parts two tables that Word would make one of."""
        neuf = etree.Element(P)
        rpr = etree.SubElement(etree.SubElement(neuf, PPR), RPR)
        rpr.extend([self._marques.nouvelle("ins"), self._marques.nouvelle("del")])
        return neuf

    def section(self, avant: etree._Element | None, apres: etree._Element | None) -> None:
        """Record in the properties of a section what they were."""
        if avant is None or apres is None:
            return
        ancienne = deepcopy(avant)
        for entete in [e for e in ancienne if e.tag in _ENTETES]:
            ancienne.remove(entete)
        if tuple(canon(e) for e in ancienne) != tuple(canon(e) for e in apres if e.tag not in _ENTETES):
            changement = self._marques.nouvelle("sectPrChange")
            changement.append(ancienne)
            apres.append(changement)

    def _proprietes(self, p: etree._Element, avant: etree._Element | None, apres: etree._Element | None) -> None:
        """Give a paragraph the properties of the second file, with what they were in the first."""
        ppr = _sans_marque(apres)
        p.append(ppr)
        if self._pareils(avant, apres):
            return
        changement = self._marques.nouvelle("pPrChange")
        ancien = etree.SubElement(changement, PPR)
        ancien.extend(
            deepcopy(e) for e in (avant if avant is not None else ()) if e.tag not in (RPR, SECTPR, _CHANGEMENT)
        )
        ppr.append(changement)

    def _pareils(self, avant: etree._Element | None, apres: etree._Element | None) -> bool:
        return _vus(avant) == _vus(apres)

    def _marquer(self, p: etree._Element, statut: Statut) -> None:
        """Mark the end of a paragraph."""
        ppr = p.find(PPR)
        if ppr is None:
            ppr = etree.Element(PPR)
            p.insert(0, ppr)
        rpr = ppr.find(RPR)
        if rpr is None:
            rpr = etree.Element(RPR)
            rang = next((k for k, e in enumerate(ppr) if e.tag in (SECTPR, _CHANGEMENT)), len(ppr))
            ppr.insert(rang, rpr)
        rpr.insert(0, self._marques.nouvelle(statut.value))

    def _reformuler(self, neuf: etree._Element, a: Paragraphe, b: Paragraphe) -> None:
        """String the words of both paragraphs on one thread."""
        (avant, reperes_a), (apres, reperes_b) = jetons(a.contenu), jetons(b.contenu)
        fil = Fil(neuf, self._marques)
        for statut, i, j in _rangs(comparer(avant, apres), len(avant), len(apres)):
            if statut is not Statut.INSERE:
                for repere in reperes_a.pop(i, ()):
                    self._repere(fil, Statut.SUPPRIME, repere)
            if statut is not Statut.SUPPRIME:
                for repere in reperes_b.pop(j, ()):
                    self._repere(fil, Statut.INSERE, repere)
            if statut is Statut.GARDE and i < len(avant) and (ancienne := avant[i].piece) is not None:
                nouvelle = apres[j].piece
                for x, y in zip(ancienne.notes, nouvelle.notes if nouvelle else (), strict=True):
                    self._notes.gardee(x, y)
            if i < len(avant) or j < len(apres):
                self._jeton(fil, statut, avant[i] if statut is Statut.SUPPRIME else apres[j])
        fil.finir()

    def _jeton(self, fil: Fil, statut: Statut, jeton: Jeton) -> None:
        if jeton.piece is not None:
            self._piece(fil, statut, jeton.piece)
        else:
            cle, rpr = jeton.style
            fil.texte(statut, cle, rpr, jeton.texte)

    def _piece(self, fil: Fil, statut: Statut, piece: Piece) -> None:
        for element in piece.elements:
            for appel in appels(element) if statut is not Statut.GARDE else ():
                appel.set(ID, self._notes.traduire(appel.get(ID, ""), statut))
            if statut is Statut.SUPPRIME:
                for instruction in element.iter(INSTRUCTION):
                    instruction.text = self._signets.renvoi(instruction.text or "")
            fil.element(statut, element)

    def _repere(self, fil: Fil, statut: Statut, repere: Repere) -> None:
        if statut is not Statut.SUPPRIME or self._signets.reprendre(repere.element):
            fil.repere(repere.element)


def _sans_marque(ppr: etree._Element | None) -> etree._Element:
    """A copy of the properties of a paragraph, which may bear marks already."""
    copie = deepcopy(ppr) if ppr is not None else etree.Element(PPR)
    for marque in list(copie.iter(_CHANGEMENT, *(w(s.value) for s in (Statut.INSERE, Statut.SUPPRIME)))):
        if (parent := marque.getparent()) is not None:
            parent.remove(marque)
    return copie


def _vus(ppr: etree._Element | None) -> Hashable:
    """The properties of a paragraph that are followed."""
    return tuple(canon(e) for e in ppr if e.tag not in _SANS_SUIVI) if ppr is not None else ()


def _rangs(etapes: list[Etape], avant: int, apres: int) -> Iterator[tuple[Statut, int, int]]:
    """Each word of the thread by its rank on both sides; at the end, both lengths."""
    for egal, i, i2, j, j2 in etapes:
        if egal:
            yield from ((Statut.GARDE, i + k, j + k) for k in range(i2 - i))
        else:
            yield from ((Statut.SUPPRIME, k, j) for k in range(i, i2))
            yield from ((Statut.INSERE, i2, k) for k in range(j, j2))
    yield Statut.GARDE, avant, apres
