"""CD611: an item whose age group contradicts the heading that it stands under."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Severite
from contratdoc.ecrits.ecrit import Nature, Passage
from contratdoc.ecrits.extrait import extrait

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.ecrits.ecrit import Contexte, Ecrit

FICHE = Fiche(
    code="CD611",
    nom="element-mal-classe",
    famille=Famille.REDACTION,
    severite=Severite.AVERTISSEMENT,
    verifie="L'âge que donne un élément est celui de l'intertitre sous lequel il est rangé.",
    pourquoi="Un équipement rangé sous le mauvais public fausse le diagnostic : on croit un besoin couvert.",
    exemple="Petite enfance, puis : - Point d'accueil (13-25 ans)",
    correction="Déplacez l'élément sous le bon intertitre.",
    source="usage",
)
_PUBLICS: tuple[tuple[re.Pattern[str], int, int], ...] = (
    (re.compile(r"petite[s -]+enfance|cr[èe]ches?\b|tout[s -]+petits", re.IGNORECASE), 0, 6),
    (re.compile(r"\benfan(?:ce|ts?)\b", re.IGNORECASE), 0, 17),
    (re.compile(r"\bjeun(?:es|esse)\b|\badolescen", re.IGNORECASE), 10, 30),
    (re.compile(r"\bsenior|personnes [âa]g[ée]es|\ba[îi]n[ée]s\b", re.IGNORECASE), 50, 120),
)
_AGES = re.compile(r"(?<!\d)(\d{1,3})\s?(?:ans\s?)?(?:-|–|à|/)\s?(\d{1,3})\s?ans\b")
_TITRES = (Nature.TITRE, Nature.INTERTITRE)
_MOTS_DU_TITRE = 6
_VOISINS = 2


@dataclass(slots=True)
class _Rubrique:
    """A short heading that names a public, the ages that it covers, and what stands under it."""

    titre: Passage
    mini: int
    maxi: int
    rang: int
    elements: list[Passage] = field(default_factory=list)

    def contraires(self) -> list[Passage]:
        """Return the items whose ages are all outside those of the heading."""
        return [p for p in self.elements if (a := _ages(p)) is not None and (a[0] > self.maxi or a[1] < self.mini)]


def chercher(ecrit: Ecrit, contexte: Contexte) -> Iterator[Diagnostic]:  # noqa: ARG001 - the shape of a rule
    """Find the items that contradict their heading, and two headings put one for the other."""
    rubriques = _rubriques(ecrit)
    for r in rubriques:
        contraires = r.contraires()
        if not contraires:
            continue
        autre = next((x for x in rubriques if _est_intervertie(r, x, contraires)), None)
        premier = contraires[0]
        if autre is not None:
            message = (
                f"Les intertitres « {extrait(r.titre.texte)} » et « {extrait(autre.titre.texte)} » semblent mis l'un "
                f"pour l'autre : « {extrait(premier.texte)} » est sous le premier."
            )
            lieux = ((autre.titre.place(), "l'autre intertitre"), (premier.place(), "l'élément est ici"))
            yield FICHE.constat(message, r.titre.place(), "Échangez les deux intertitres.", autres=lieux)
            continue
        for p in contraires:
            message = f"« {extrait(p.texte)} » est rangé sous « {extrait(r.titre.texte)} » : les âges ne vont pas."
            autres = ((r.titre.place(), "l'intertitre est ici"),)
            yield FICHE.constat(message, p.place(), FICHE.correction, autres=autres)


def _rubriques(ecrit: Ecrit) -> list[_Rubrique]:
    rubriques: list[_Rubrique] = []
    ouverte: _Rubrique | None = None
    rang = 0
    for p in ecrit.tous:
        if p.nature in _TITRES:
            rang += 1
            public = _public(p.libelle)
            ouverte = _Rubrique(p, *public, rang) if public is not None else None
            if ouverte is not None:
                rubriques.append(ouverte)
        elif ouverte is not None and p.fichier == ouverte.titre.fichier:
            ouverte.elements.append(p)
    return rubriques


def _public(titre: str) -> tuple[int, int] | None:
    """Return the ages that a short heading names; « enfance » in « petite enfance » is not one more."""
    if len(titre.split()) > _MOTS_DU_TITRE:
        return None
    reste = titre
    bornes: list[tuple[int, int]] = []
    for motif, mini, maxi in _PUBLICS:
        if motif.search(reste) is not None:
            bornes.append((mini, maxi))
            reste = motif.sub(" ", reste)
    return (min(b[0] for b in bornes), max(b[1] for b in bornes)) if bornes else None


def _ages(p: Passage) -> tuple[int, int] | None:
    """Return the ages that an item gives, from the lowest to the highest."""
    if "ans" not in p.texte:
        return None
    lus = [(int(m[1]), int(m[2])) for m in _AGES.finditer(p.texte) if int(m[1]) < int(m[2])]
    return (min(a for a, _ in lus), max(b for _, b in lus)) if lus else None


def _est_intervertie(r: _Rubrique, autre: _Rubrique, contraires: list[Passage]) -> bool:
    """Say whether a heading nearby fits the items of the first, and holds what names the first."""
    if autre is r or abs(autre.rang - r.rang) > _VOISINS or autre.titre.fichier != r.titre.fichier:
        return False
    if any((a := _ages(p)) is None or a[0] > autre.maxi or a[1] < autre.mini for p in contraires):
        return False
    motif = next(m for m, mini, maxi in _PUBLICS if m.search(r.titre.libelle))
    return any(motif.search(p.texte) is not None for p in autre.elements)
