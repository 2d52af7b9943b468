"""Headings to a tree of sections: each one's level found from its family, its number and what is open above it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from contratdoc.ecrits.ressemblance import mots
from contratdoc.importer.familles import FAIBLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from contratdoc.importer.familles import Titre
    from contratdoc.importer.unites import Unite

_ANNEXES = re.compile(r"annexe", re.IGNORECASE)
_PARTENAIRES = re.compile(r"partenaire|contribution|engagement", re.IGNORECASE)
_SAUT_MAX = 3
"""A part may be missing of the body, though its number is counted: « I », then « III »."""


@dataclass(slots=True)
class Section:
    """A heading, the units right below it, and the sections below."""

    titre: Titre | None
    unite: Unite | None = None
    unites: list[Unite] = field(default_factory=list)
    enfants: list[Section] = field(default_factory=list)

    @property
    def libelle(self) -> str:
        """Its title without its number."""
        return self.titre.libelle if self.titre is not None else ""

    def toutes(self) -> Iterator[Section]:
        """Go through this section and all those below it, in order."""
        yield self
        for enfant in self.enfants:
            yield from enfant.toutes()

    def mots(self) -> int:
        """Count the characters below it, roughly what its file would weigh."""
        return sum(len(u.texte) for s in self.toutes() for u in s.unites)


def batir(unites: Sequence[Unite], titres: Mapping[int, Titre]) -> Section:
    """Build the tree of a document.

    Args:
        unites: Its units.
        titres: Its headings, by rank of their unit.

    Returns:
        The root, whose units are what stands before the first heading.
    """
    pile = _Pile()
    for i, u in enumerate(unites):
        if i in titres:
            pile.ouvrir(Section(titres[i], u))
        else:
            pile.ici.unites.append(u)
    return pile.racine


class _Pile:
    """The sections open at a point of the document, the outermost first."""

    def __init__(self) -> None:
        self.racine = Section(None)
        self.ouvertes: list[Section] = [self.racine]
        self.profondeurs: dict[tuple[str, ...], int] = {}

    @property
    def ici(self) -> Section:
        return self.ouvertes[-1]

    def ouvrir(self, section: Section) -> None:
        titre = section.titre
        assert titre is not None
        parent = self._marque(titre) if titre.niveau else self._parent(titre)
        while self.ici is not parent:
            self.ouvertes.pop()
        self.ici.enfants.append(section)
        self.ouvertes.append(section)
        if titre.famille == "libre":
            for cle in _cles(titre):
                self.profondeurs[cle] = len(self.ouvertes)
        elif titre.famille != "etiquette":
            self.profondeurs = {}

    def _marque(self, titre: Titre) -> Section:
        """Return the nearest open section of a lower level."""
        return next(s for s in reversed(self.ouvertes) if s.titre is None or s.titre.niveau < titre.niveau)

    def _parent(self, titre: Titre) -> Section:  # noqa: PLR0911 - one return a family
        match titre.famille:
            case "hors":
                return self.racine
            case "axe":
                return self._frere("axe") or self._partie()
            case "annexe":
                annexes = self._dernier(
                    lambda s: s.titre is not None and s.titre.famille == "romain" and _ANNEXES.search(s.libelle)
                )
                return annexes or self._frere("annexe") or self.racine
            case "contribution":
                return self._frere("contribution") or self._partenaires()
            case "volet":
                return (
                    self._frere("volet")
                    or self._dernier(lambda s: s.titre is not None and s.titre.famille == "axe")
                    or self._fort()
                )
            case "libre":
                return self._libre(titre)
            case "maj" | "etiquette" | "thematique":
                return self._frere(titre.famille) or self._au_dessus(titre.famille)
            case _:
                return self._serie(titre)

    def _libre(self, titre: Titre) -> Section:
        """Place a heading without number: as the one of the same words before it, or below one that holds nothing."""
        connue = next((p for cle in _cles(titre) if (p := self.profondeurs.get(cle)) is not None), None)
        if connue is not None and connue - 2 < len(self.ouvertes):
            return self.ouvertes[connue - 2]
        dernier = self.ici.titre
        if dernier is not None and dernier.famille == "libre" and not self.ici.unites:
            return self.ici
        return self._frere("libre") or self._au_dessus("libre")

    def _dernier(self, critere: object) -> Section | None:
        assert callable(critere)
        return next((s for s in reversed(self.ouvertes) if critere(s)), None)

    def _frere(self, famille: str) -> Section | None:
        """Return what holds the last open section of a family."""
        for k in range(len(self.ouvertes) - 1, 0, -1):
            titre = self.ouvertes[k].titre
            if titre is not None and titre.famille == famille:
                return self.ouvertes[k - 1]
            if titre is not None and titre.famille == "contribution" and famille not in ("axe", "annexe"):
                return None
        return None

    def _partie(self) -> Section:
        """Return the outermost numbered section: what holds axes and annexes."""
        ouverte = next(
            (s for s in self.ouvertes if s.titre is not None and s.titre.famille in ("romain", "decimal")), None
        )
        return ouverte or self.racine

    def _partenaires(self) -> Section:
        trouvee = self._dernier(
            lambda s: s.titre is not None and s.titre.famille not in FAIBLES and _PARTENAIRES.search(s.libelle)
        )
        return trouvee or self._partie()

    def _fort(self) -> Section:
        """Return the nearest open section whose heading is more than a guess; a preamble holds no numbered part."""
        sans = (*FAIBLES, "hors")
        return next(s for s in reversed(self.ouvertes) if s.titre is None or s.titre.famille not in sans)

    def _au_dessus(self, famille: str) -> Section:
        if famille == "maj":
            # Capitals stand above numbers begun below the same partner: « PROXIMITÉ », then « I – Diagnostic ».
            contribution = self._dernier(lambda s: s.titre is not None and s.titre.famille == "contribution")
            return contribution or self._fort()
        return next(
            s
            for s in reversed(self.ouvertes)
            if s.titre is None or s.titre.famille not in ("libre", "etiquette", famille)
        )

    def _serie(self, titre: Titre) -> Section:
        """Return what holds the series that a number goes on with; else the nearest certain heading."""
        memes = [
            k
            for k in range(len(self.ouvertes) - 1, 0, -1)
            if (t := self.ouvertes[k].titre) is not None and _profondeur(t) == _profondeur(titre)
        ]
        for saut in (1, _SAUT_MAX):
            for k in memes:
                ouvert = self.ouvertes[k].titre
                assert ouvert is not None
                if 0 < titre.rang - ouvert.rang <= saut and (saut == 1 or ouvert.signe == titre.signe):
                    return self.ouvertes[k - 1]
        if titre.famille == "decimal":
            moins = self._dernier(
                lambda s: (
                    s.titre is None
                    or (
                        s.titre.famille in ("decimal", "nombre", "romain") and _profondeur(s.titre) < _profondeur(titre)
                    )
                )
            )
            return moins or self.racine
        return self._fort()


def _cles(titre: Titre) -> tuple[tuple[str, ...], ...]:
    """Return what a heading is known by: its words, and its first two (« Quartier prioritaire de… »)."""
    tous = mots(titre.libelle)
    return (tous, ("…", *tous[:2])) if len(tous) > 2 else (tous,)  # noqa: PLR2004 - two words, then the name of a place


def _profondeur(titre: Titre) -> tuple[int, str]:
    """Tell series apart: « 1.1 » and « 1.1.1 » are not of one."""
    if titre.famille == "decimal":
        return titre.numero.count("."), "decimal"
    return 0, titre.famille
