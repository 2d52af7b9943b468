"""Anchors of headings and tables, and the cross-references to them, resolved when the whole order is known."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from contratdoc.diagnostics import erreur, vouliez_vous_dire
from contratdoc.document.noeuds import (
    AppelNote,
    Bloc,
    Citation,
    FormeRenvoi,
    Inline,
    Inlines,
    Liste,
    Paragraphe,
    Renvoi,
    Section,
    Signatures,
    Tableau,
    Texte,
    Titre,
)
from contratdoc.document.typographie import composer_texte
from contratdoc.source.prose import PCitation, PListe, Prose, PTableau, PTitre

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from contratdoc.contrat.contrat import Contrat
    from contratdoc.diagnostics import Diagnostic, Place
    from contratdoc.document.noeuds import Ligne
    from contratdoc.schema.modeles import EntreePlan

_LONGUEUR = 48


def ancre_de(texte: str) -> str:
    """Make an anchor of a title: lower-case letters and digits, joined by hyphens."""
    plat = unicodedata.normalize("NFD", texte.casefold().replace("œ", "oe"))
    mots = re.findall(r"[a-z0-9]+", "".join(c for c in plat if unicodedata.category(c) != "Mn"))
    return "-".join(mots)[:_LONGUEUR].strip("-") or "section"


def ancres_ecrites(contrat: Contrat) -> Iterator[str]:
    """Go through the anchors that the sources write themselves: an anchor made of a title must leave them free."""
    yield from _du_plan(contrat.plan)
    yield from _ecrites([t.prose for t in contrat.textes.values()])
    yield from _ecrites([c.donnees for c in contrat.contributions.values()])


def _du_plan(plan: tuple[EntreePlan, ...]) -> Iterator[str]:
    for entree in plan:
        if entree.id is not None:
            yield entree.id
        yield from _du_plan(entree.contenu)


def _ecrites(valeur: object) -> Iterator[str]:
    """Go down into records, texts and blocks, to the headings and tables that bear an anchor."""
    match valeur:
        case PTitre() | PTableau():
            if valeur.ancre:
                yield valeur.ancre
        case PListe():
            yield from _ecrites(valeur.elements)
        case PCitation():
            yield from _ecrites(valeur.blocs)
        case Prose():
            yield from _ecrites(valeur.blocs)
            yield from _ecrites([blocs for _, blocs in valeur.notes])
        case tuple() | list():
            for element in valeur:
                yield from _ecrites(element)
        case _ if hasattr(type(valeur), "model_fields"):
            yield from _ecrites(list(vars(valeur).values()))


@dataclass(slots=True)
class Ancres:
    """Every anchor given so far, what a reference to it reads, and the references still to resolve.

    Attributes:
        reservees: The anchors written in the sources, wherever they are: no other title takes one by chance.
    """

    cibles: dict[str, Inlines] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    renvois: list[tuple[str, Place]] = field(default_factory=list)
    fautes: list[Diagnostic] = field(default_factory=list)
    reservees: frozenset[str] = frozenset()

    def donner(self, voulue: str, texte: str, place: Place | None, lecture: Callable[[str], Inlines]) -> str:
        """Give an anchor: the one that was asked for, else one made of the text; always unique.

        Args:
            voulue: The anchor written in the sources, or empty.
            texte: The title or caption.
            place: Where it is written, for a diagnostic on a duplicate.
            lecture: Makes what a reference to the anchor reads.

        Returns:
            The anchor.
        """
        ancre = base = voulue or ancre_de(texte)
        if voulue and voulue in self.cibles and place is not None:
            premiere = ((self.places[voulue], "première fois ici"),) if voulue in self.places else ()
            self.fautes.append(erreur("CD321", f"L'ancre « {voulue} » est donnée deux fois.", place, autres=premiere))
        rang = 1
        while ancre in self.cibles or (not voulue and ancre in self.reservees):
            rang += 1
            ancre = f"{base}-{rang}"
        self.cibles[ancre] = lecture(ancre)
        if place is not None:
            self.places[ancre] = place
        return ancre

    def attendre(self, cible: str, place: Place) -> Renvoi:
        """Note a reference; its text is set by `resoudre`."""
        self.renvois.append((cible, place))
        return Renvoi(cible, "", FormeRenvoi.TITRE)

    def resoudre(self, sections: tuple[Section, ...]) -> tuple[Section, ...]:
        """Return the sections with every reference reading its target's number or title; unknown ones are faults."""
        for cible, place in self.renvois:
            if cible not in self.cibles:
                aide = vouliez_vous_dire(cible, self.cibles)
                message = f"Renvoi vers « #{cible} » : aucun titre ni tableau ne porte cette ancre."
                self.fautes.append(erreur("CD320", message, place, aide))
        if not self.renvois:
            return sections
        return tuple(replace(s, blocs=self._blocs(s.blocs)) for s in sections)

    def _blocs(self, blocs: tuple[Bloc, ...]) -> tuple[Bloc, ...]:
        nouveaux = tuple(self._bloc(b) for b in blocs)
        return blocs if all(a is b for a, b in zip(nouveaux, blocs, strict=True)) else nouveaux

    def _bloc(self, bloc: Bloc) -> Bloc:
        match bloc:
            case Paragraphe() | Titre():
                contenu = self._inlines(bloc.contenu)
                return bloc if contenu is bloc.contenu else replace(bloc, contenu=contenu)
            case Liste():
                elements = tuple(
                    e if (b := self._blocs(e.blocs)) is e.blocs else replace(e, blocs=b) for e in bloc.elements
                )
                meme = all(a is b for a, b in zip(elements, bloc.elements, strict=True))
                return bloc if meme else replace(bloc, elements=elements)
            case Citation():
                interieur = self._blocs(bloc.blocs)
                return bloc if interieur is bloc.blocs else Citation(interieur)
            case Tableau():
                return self._tableau(bloc)
            case Signatures():
                return replace(bloc, mention=self._inlines(bloc.mention))
            case _:
                return bloc

    def _tableau(self, tableau: Tableau) -> Tableau:
        entetes, lignes = self._lignes(tableau.entetes), self._lignes(tableau.lignes)
        nouveau = replace(tableau, entetes=entetes, lignes=lignes, legende=self._inlines(tableau.legende))
        return tableau if nouveau == tableau else nouveau

    def _lignes(self, lignes: tuple[Ligne, ...]) -> tuple[Ligne, ...]:
        return tuple(
            replace(ligne, cellules=tuple(replace(c, blocs=self._blocs(c.blocs)) for c in ligne.cellules))
            for ligne in lignes
        )

    def _inlines(self, inlines: Inlines) -> Inlines:
        if not any(isinstance(i, Renvoi | AppelNote) for i in inlines):
            return inlines
        sortie: list[Inline] = []
        for i in inlines:
            if isinstance(i, Renvoi) and not i.texte:
                sortie.extend(self.cibles.get(i.cible, (Texte("?"),)))
            elif isinstance(i, AppelNote):
                sortie.append(replace(i, contenu=self._blocs(i.contenu)))
            else:
                sortie.append(i)
        return tuple(sortie)


def lecture_titre(texte: str, numero: str, *, partie: bool) -> Callable[[str], Inlines]:
    """Say how a reference to a heading reads: « Annexe 2 », « partie III », or the title between guillemets."""

    def lire(ancre: str) -> Inlines:
        if partie and numero:
            return (Texte("partie\u00a0"), Renvoi(ancre, numero, FormeRenvoi.NUMERO))
        if " " in numero:
            return (Renvoi(ancre, numero.replace(" ", "\u00a0"), FormeRenvoi.NUMERO),)
        titre = Renvoi(ancre, composer_texte(texte), FormeRenvoi.TITRE)
        return (Texte("«\u00a0"), titre, Texte("\u00a0»"))

    return lire


def lecture_tableau(numero: int) -> Callable[[str], Inlines]:
    """Say how a reference to a table reads: « Tableau 4 »."""
    return lambda ancre: (Renvoi(ancre, f"Tableau\u00a0{numero}", FormeRenvoi.TABLEAU),)
