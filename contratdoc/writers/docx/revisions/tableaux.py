"""Blocks in their place: a body, a cell or a note with all its changes, tables row by row."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from lxml import etree

from contratdoc.writers.docx.balises import w
from contratdoc.writers.docx.revisions.balises import TBL, TC, TR, Statut
from contratdoc.writers.docx.revisions.elements import Paragraphe, Tableau

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from contratdoc.writers.docx.revisions.balises import Marques
    from contratdoc.writers.docx.revisions.elements import Bloc, Rangee
    from contratdoc.writers.docx.revisions.paragraphes import Plume
    from contratdoc.writers.docx.revisions.plan import Pas, PasRangee

_TRPR: Final = w("trPr")
_TCPR: Final = w("tcPr")
_AVANT_TRPR: Final = w("tblPrEx")


class Ouvrage:
    """Writes blocks by their plan."""

    def __init__(self, plume: Plume, marques: Marques) -> None:
        self._plume = plume
        self._marques = marques

    def contenant(self, pas: Sequence[Pas]) -> list[etree._Element]:
        """The content of a body, a cell or a note."""
        dernier = max((k for k, p in enumerate(pas) if p.avant is not None and p.apres is not None), default=-1)
        reste = pas[dernier + 1 :]
        sortie: list[etree._Element] = []
        if dernier < 0 or not reste:
            for p in pas:
                sortie += self._pas(p)
            return _separer(sortie, self._plume)
        for p in pas[:dernier]:
            sortie += self._pas(p)
        sortie += self._fin(pas[dernier], reste)
        return _separer(sortie, self._plume)

    def _fin(self, garde: Pas, reste: Sequence[Pas]) -> Iterator[etree._Element]:
        """The end of a cell or a body where paragraphs go or come behind the last that stays.

        The last end of paragraph must stay: so the one before it goes in its place, as when one types or deletes there.
        """
        a, b = garde.avant, garde.apres
        statut = Statut.SUPPRIME if reste[0].apres is None else Statut.INSERE
        assert isinstance(a, Paragraphe)  # the plan saw to it
        assert isinstance(b, Paragraphe)
        yield self._plume.garde(a, b, statut)
        for k, p in enumerate(reste, 1):
            bloc = p.avant or p.apres
            assert isinstance(bloc, Paragraphe)
            if k < len(reste):
                yield self._plume.entier(bloc, statut)
            else:
                repris = b if statut is Statut.SUPPRIME else a
                yield self._plume.entier(bloc, statut, marque=False, repris=repris)

    def _pas(self, pas: Pas) -> Iterator[etree._Element]:
        a, b = pas.avant, pas.apres
        if isinstance(a, Paragraphe) and isinstance(b, Paragraphe):
            yield self._plume.garde(a, b)
        elif isinstance(a, Tableau) and isinstance(b, Tableau):
            yield from self._legende(a.legende, b.legende)
            yield self._tableau(b.element, pas.rangees)
        else:
            if a is not None:
                yield from self.entier(a, Statut.SUPPRIME)
            if b is not None:
                yield from self.entier(b, Statut.INSERE)

    def entier(self, bloc: Bloc, statut: Statut, *, marque: bool = True) -> Iterator[etree._Element]:
        """A block that goes or comes as a whole."""
        if isinstance(bloc, Paragraphe):
            yield self._plume.entier(bloc, statut, marque=marque)
        elif isinstance(bloc, Tableau):
            if bloc.legende is not None:
                yield self._plume.entier(bloc.legende, statut)
            for rangee in bloc.rangees:
                self._rangee_entiere(rangee, statut)
            yield bloc.element
        elif statut is Statut.INSERE:
            yield bloc.element  # what only the frame holds has no mark, and is the second's

    def _legende(self, a: Paragraphe | None, b: Paragraphe | None) -> Iterator[etree._Element]:
        if a is not None and b is not None:
            yield self._plume.garde(a, b)
        elif a is not None:
            yield self._plume.entier(a, Statut.SUPPRIME)
        elif b is not None:
            yield self._plume.entier(b, Statut.INSERE)

    def _tableau(self, tbl: etree._Element, pas: Sequence[PasRangee]) -> etree._Element:
        rangees = [self._rangee(p) for p in pas]
        for tr in list(tbl.iterchildren(TR)):
            tbl.remove(tr)
        tbl.extend(rangees)
        return tbl

    def _rangee(self, pas: PasRangee) -> etree._Element:
        if pas.apres is None:
            assert pas.avant is not None  # a step has one side at least
            return self._rangee_entiere(pas.avant, Statut.SUPPRIME)
        if pas.avant is None:
            return self._rangee_entiere(pas.apres, Statut.INSERE)
        for tc, cellule in zip(pas.apres.element.iterchildren(TC), pas.cellules, strict=True):
            _remplir(tc, self.contenant(cellule))
        return pas.apres.element

    def _rangee_entiere(self, rangee: Rangee, statut: Statut) -> etree._Element:
        tr = rangee.element
        trpr = tr.find(_TRPR)
        if trpr is None:
            trpr = etree.Element(_TRPR)
            tr.insert(1 if len(tr) and tr[0].tag == _AVANT_TRPR else 0, trpr)
        trpr.append(self._marques.nouvelle(statut.value))
        for tc, cellule in zip(tr.iterchildren(TC), rangee.cellules, strict=True):
            _remplir(tc, [e for bloc in cellule for e in self.entier(bloc, statut)])
        return tr


def _remplir(tc: etree._Element, contenu: list[etree._Element]) -> None:
    for enfant in [e for e in tc if e.tag != _TCPR]:
        tc.remove(enfant)
    tc.extend(contenu)


def _separer(elements: list[etree._Element], plume: Plume) -> list[etree._Element]:
    """Part two tables that would touch."""
    sortie = elements[:1]
    for haut, bas in pairwise(elements):
        if haut.tag == bas.tag == TBL:
            sortie.append(plume.separateur())
        sortie.append(bas)
    return sortie
