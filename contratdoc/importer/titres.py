"""Which units are headings, and of what family: marked by the document, numbered by hand, or guessed."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from contratdoc.controles.annexe2.elements import numero_d_axe, valeur
from contratdoc.ecrits.ecrit import Nature, Passage
from contratdoc.ecrits.ressemblance import mots, ressemblance
from contratdoc.ecrits.sommaire import sans_page
from contratdoc.importer.familles import FAIBLES, Titre, identifier
from contratdoc.importer.unites import Sorte, Unite

if TYPE_CHECKING:
    from collections.abc import Sequence

_RANG = re.compile(
    r"(?:axe|pilier|thématique|priorité|orientation)\s*(?:n°\s*)?(?:\d{1,2}|[ivx]{1,5})\b", re.IGNORECASE
)
_ORIENTATION = re.compile(r"orientation\s*(?:n°\s*)?(\d{1,2}|[IVX]{1,4})\b\s*[:.–—/-]\s*(?=\S)", re.IGNORECASE)
_CONTRAT = re.compile(r"contrat\s+de\s+ville|quartiers\s+2030", re.IGNORECASE)
_MARQUES_MIN = 3
_ORIENTATIONS_MIN = 2
_MEME = 0.85
_COURT = 2
_TITRE_MAX = 150
_CHAINE = 3
_SERIE = 40
_PLUS_FORTES = ("romain", "axe", "volet", "annexe", "contribution", "maj", "hors")


def reperer(unites: Sequence[Unite]) -> dict[int, Titre]:
    """Tell the headings of a document.

    Args:
        unites: Its units.

    Returns:
        The headings, by rank of their unit.
    """
    lignes = [u.bloc for u in unites if u.sorte is Sorte.SOMMAIRE and isinstance(u.bloc, Passage)]
    marques = sum(u.marque for u in unites)
    if marques >= _MARQUES_MIN:
        return _orientations(_marques(unites))
    return _orientations(_Devinette(unites, _annonces(lignes)).lire())


def _orientations(titres: dict[int, Titre]) -> dict[int, Titre]:
    """Take « Orientation 1 : … » for an axis in a contract that has no other."""
    if any(t.famille == "axe" for t in titres.values()):
        return titres
    lues = {i: m for i, t in titres.items() if (m := _ORIENTATION.match(t.libelle)) is not None}
    if len(lues) < _ORIENTATIONS_MIN:
        return titres
    axes = {
        i: replace(
            titres[i], famille="axe", rang=valeur(m[1]), numero=m[0].strip(), libelle=titres[i].libelle[m.end() :]
        )
        for i, m in lues.items()
    }
    return titres | axes


def _marques(unites: Sequence[Unite]) -> dict[int, Titre]:
    """Take the headings that the document marks; one alone above all the others is its title, not a part."""
    trouves = {i: _titre(u, 1.0) for i, u in enumerate(unites) if u.marque and u.texte.strip()}
    hauts = [i for i, t in trouves.items() if t.niveau == min(t.niveau for t in trouves.values())]
    if len(hauts) == 1 and hauts[0] == min(trouves) and _CONTRAT.search(trouves[hauts[0]].libelle):
        del trouves[hauts[0]]
    return trouves


def _annonces(lignes: Sequence[Passage]) -> list[str]:
    """Return the titles that a table of contents announces; a numbered one of a word or two is too common to serve."""
    textes = ((sans_page(p.libelle)[0], p.debut) for p in lignes)
    return [t for t, debut in textes if mots(t) and (not debut or len(mots(t)) > _COURT)]


def _titre(u: Unite, confiance: float, famille: str = "") -> Titre:
    assert isinstance(u.bloc, Passage)
    lu = identifier(u.bloc, famille)
    return Titre(lu.famille, lu.rang, lu.signe, lu.libelle, lu.numero, confiance, u.niveau if u.marque else 0)


class _Devinette:
    """The walk over a document whose headings are not marked."""

    def __init__(self, unites: Sequence[Unite], annonces: Sequence[str]) -> None:
        self.unites = unites
        self.annonces = annonces
        self.cles = {mots(a) for a in annonces}
        self.axes = any(_est_un_axe(u) for u in unites)
        self.trouves: dict[int, Titre] = {}
        self.dernier: dict[str, int] = {}
        self.zone = False
        self.partenaire = False

    def lire(self) -> dict[int, Titre]:
        for i, u in enumerate(self.unites):
            if isinstance(u.bloc, Passage) and u.sorte in (Sorte.TITRE, Sorte.PARAGRAPHE, Sorte.ELEMENT):
                titre = self._un(i, u, u.bloc)
                if titre is not None:
                    self._retenir(i, titre)
        return self.trouves

    def _retenir(self, i: int, titre: Titre) -> None:
        self.trouves[i] = titre
        if titre.famille in ("contribution", "axe", "annexe", "hors"):
            self.partenaire = titre.famille == "contribution"
        if titre.famille == "etiquette":
            self.zone = True
        elif titre.famille not in FAIBLES:
            self.zone = False
            self.dernier[titre.famille] = titre.rang

    def _un(self, i: int, u: Unite, p: Passage) -> Titre | None:
        annonce = u.sorte is not Sorte.ELEMENT and self._est_annonce(p)
        if u.sorte is Sorte.PARAGRAPHE and not annonce:
            return self._orientation(u)
        if u.sorte is Sorte.ELEMENT:
            return self._element(u, p)
        titre = _titre(u, 0.9)
        if p.nature is Nature.TITRE:
            return self._numerote(i, titre)
        if annonce or titre.famille in ("contribution", "axe", "annexe", "hors"):
            return replace(titre, confiance=0.95 if annonce else 0.8)
        if titre.famille == "etiquette" and not self.partenaire:
            return replace(titre, confiance=0.8)
        return self._libre(i, titre)

    def _est_annonce(self, p: Passage) -> bool:
        """Say whether the table of contents typed by hand announces a line."""
        cle = mots(p.libelle[: 2 * _TITRE_MAX])
        if cle in self.cles:
            return True
        if not len(cle) > _COURT or len(p.libelle) > _TITRE_MAX:
            return False
        return any(ressemblance(p.libelle, t) >= _MEME for t in self.annonces)

    def _element(self, u: Unite, p: Passage) -> Titre | None:
        """Keep an item that goes on with a series of headings: a PDF may leave a bullet before one."""
        if not p.marque or len(p.texte) > _TITRE_MAX or not _RANG.match(p.texte):
            return None
        titre = _titre(u, 0.6)
        suit = titre.famille == "thematique" and titre.rang == self.dernier.get("thematique", 0) + 1
        return titre if suit and titre.rang > 1 else None

    def _orientation(self, u: Unite) -> Titre | None:
        return _titre(u, 0.7) if not self.axes and _ORIENTATION.match(u.texte) and len(u.texte) < _TITRE_MAX else None

    def _numerote(self, i: int, titre: Titre) -> Titre | None:
        """Keep a line numbered by hand, unless it is an item of a list."""
        suit = titre.rang == self.dernier.get(titre.famille, 0) + 1
        if self.zone and titre.famille in ("nombre", "decimal", "lettre") and not (suit and titre.rang > 1):
            return None
        if titre.rang > 1 and titre.famille == "nombre" and self._enumere(i, titre):
            return None
        if titre.rang > 1 and titre.famille in ("nombre", "lettre") and not self._serie(titre):
            return Titre("libre", 0, "", titre.libelle, titre.numero, 0.6)
        return titre

    def _serie(self, titre: Titre) -> bool:
        """Say whether the number before has been met, so that this one goes on with it."""
        for vu in reversed(list(self.trouves.values())[-_SERIE:]):
            if vu.famille == titre.famille:
                return vu.rang in (titre.rang - 1, titre.rang)
            if vu.famille in _PLUS_FORTES or (vu.famille == "nombre" and titre.famille == "lettre"):
                return False
        return False

    def _enumere(self, i: int, titre: Titre) -> bool:
        """Say whether the number before stands in a plain paragraph not far: then this line is the next item."""
        attendu = f"{titre.rang - 1}{titre.signe}"
        for j in range(i - 1, -1, -1):
            if j in self.trouves and self.trouves[j].famille not in FAIBLES:
                return False
            debut = self.unites[j].texte[:8].replace(" ", "")
            if debut.startswith(f"{titre.rang}{titre.signe}"):
                return False
            if debut.startswith(attendu):
                return j not in self.trouves
        return False

    def _libre(self, i: int, titre: Titre) -> Titre | None:
        """Keep a short line that looks like a heading when something stands below it."""
        if self.zone:
            return None
        suite = i
        while suite < len(self.unites) and self._est_libre(suite):
            suite += 1
        avant = i
        while avant > 0 and self._est_libre(avant - 1):
            avant -= 1
        contenu = suite < len(self.unites) and self._est_un_contenu(suite)
        longueur = suite - avant
        premier, dernier = i == avant, i == suite - 1
        if titre.famille == "etiquette":  # below a partner, « Orientations : » announces a list, and no more
            titre = Titre("libre", 0, "", titre.libelle, "", 0)
        if longueur == 1:
            return replace(titre, confiance=0.7) if contenu else None
        if longueur < _CHAINE:
            return replace(titre, confiance=0.6) if contenu or premier else None
        return replace(titre, confiance=0.5) if premier or (dernier and contenu) else None

    def _est_un_contenu(self, i: int) -> bool:
        """Say whether what stands below a line belongs to it: a text, or the first of a series of headings."""
        bloc = self.unites[i].bloc
        return self.unites[i].sorte is not Sorte.TITRE or (isinstance(bloc, Passage) and identifier(bloc).rang == 1)

    def _est_libre(self, i: int) -> bool:
        u = self.unites[i]
        if u.sorte is not Sorte.TITRE or not isinstance(u.bloc, Passage) or u.bloc.nature is not Nature.INTERTITRE:
            return False
        admises = ("libre", "maj", "etiquette") if self.partenaire else ("libre", "maj")
        return not self._est_annonce(u.bloc) and identifier(u.bloc).famille in admises


def _est_un_axe(u: Unite) -> bool:
    return u.sorte is Sorte.TITRE and numero_d_axe(u.texte) is not None
