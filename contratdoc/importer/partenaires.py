"""The part of each partner to its contribution: typed fields where tables and lists allow, the rest as written."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from contratdoc.importer.bailleur import champs_du_bailleur
from contratdoc.importer.inlines import proteger
from contratdoc.importer.markdown import Redaction
from contratdoc.importer.noms import Noms, identifiant
from contratdoc.importer.unites import Sorte

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from contratdoc.importer.arbre import Section
    from contratdoc.importer.bailleur import Champ
    from contratdoc.importer.unites import Unite
    from contratdoc.source.arbre import Valeur

_PREFIXE = re.compile(
    r"(?:contributions?|engagements?|fiche)\s*(?:[:–—-]\s*|(?:de\sla\s|de\sl['’]|du\s|des\s|de\s|d['’]))", re.IGNORECASE
)
_NATURES = (
    ("caf", re.compile(r"\bcaf\b|allocations familiales", re.IGNORECASE)),
    ("departement", re.compile(r"d[ée]partement(?!al de l)|conseil d[ée]partemental", re.IGNORECASE)),
    ("region", re.compile(r"\br[ée]gion(?:al)?\b", re.IGNORECASE)),
    ("bailleur", re.compile(r"\bhabitat\b|\bhlm\b|\boph\b|bailleur|logements?\b|\bimmobili", re.IGNORECASE)),
    ("commune", re.compile(r"\b(?:commune|ville|mairie)\b", re.IGNORECASE)),
)
_SIGLE = re.compile(r"[A-Z]{2,6}")
_LISTE_MIN = 0.5
_TITRE_MAX = 400


@dataclass(slots=True)
class ContributionLue:
    """A contribution, and where each unit of it came.

    Attributes:
        id: Its identifier, which names its file.
        donnees: Its fields.
        traces: Each unit with the path of its field and its line in it, from 1; the line is 0 for a short field.
        champs: The typed fields filled.
        nature_sure: How sure its kind is.
    """

    id: str
    donnees: dict[str, Valeur]
    traces: list[tuple[Unite, tuple[str | int, ...], int]] = field(default_factory=list)
    champs: list[Champ] = field(default_factory=list)
    nature_sure: float = 0.5

    def champ(
        self, section: Section | None, unites: Sequence[Unite], chemin: tuple[str | int, ...], *sous: Section
    ) -> str:
        """Write a field of text: some units, then whole sections below them."""
        redaction = Redaction(sujet=section.libelle if section is not None else "")
        redaction.unites(unites)
        for s in sous:
            redaction.section(s, 1, _RESTE)
        self.traces += [(u, chemin, ligne) for u, ligne in redaction.traces]
        return redaction.texte


_RESTE = 2
"""A contribution stands at level 3, its sections at 4: two levels of headings are left below."""


def lire_contribution(section: Section, ids: Noms, communes: Sequence[str], nature: str = "") -> ContributionLue:
    """Make the contribution of one partner.

    Args:
        section: Its part of the document.
        ids: The identifiers given so far.
        communes: The communes of the contract.
        nature: The partner's kind; guessed from its name when empty.

    Returns:
        Its fields, in the order in which they are printed: no word changes place.
    """
    titre = section.libelle.strip()
    nom = _PREFIXE.sub("", titre, count=1).strip(" .:") or titre
    nature, sure = (nature, 1.0) if nature else _nature(nom, communes)
    lue = ContributionLue(ids.donner(nom, "partenaire"), {}, nature_sure=sure)
    lue.donnees |= {
        "nature": nature,
        "id": lue.id,
        "nom": nom[:1].upper() + nom[1:],
        "titre": titre,
        "statut": "validé",
    }
    if section.unite is not None:
        lue.traces.append((section.unite, ("titre",), 0))
    enfants = list(section.enfants)
    themes = _themes(enfants) if nature == "caf" else 0
    tete = len(enfants) - themes if themes else 0
    if section.unites or tete:
        lue.donnees["presentation"] = lue.champ(section, section.unites, ("presentation",), *enfants[:tete])
    if themes:
        lue.donnees["themes"] = [_theme(lue, s, i) for i, s in enumerate(enfants[tete:])]
        enfants = []
    if nature == "bailleur":
        unites, sujets = _a_plat(section)
        lue.champs = champs_du_bailleur(unites, sujets)
        lue.donnees |= {c.cle: c.valeur for c in lue.champs}
    if enfants[tete:]:
        lue.donnees["rubriques"] = [_rubrique(lue, s, i) for i, s in enumerate(enfants[tete:])]
    return lue


def _nature(nom: str, communes: Sequence[str]) -> tuple[str, float]:
    """Guess the kind of a partner from its name."""
    if any(identifiant(c) == identifiant(nom) for c in communes):
        return "commune", 0.95
    trouvee = next((n for n, motif in _NATURES if motif.search(nom)), None)
    return (trouvee, 0.8) if trouvee is not None else ("partenaire", 0.5)


def _themes(enfants: Sequence[Section]) -> int:
    """Count the last sections that are each, for the most part, a list: the themes of a fund's commitments."""
    n = 0
    for s in reversed(enfants):
        listes = sum(u.sorte is Sorte.ELEMENT for u in s.unites)
        if s.enfants or not s.unites or listes < _LISTE_MIN * len(s.unites):
            break
        n += 1
    return n if n > 1 else 0


def _theme(lue: ContributionLue, s: Section, rang: int) -> Valeur:
    chemin = ("themes", rang)
    if s.unite is not None:
        lue.traces.append((s.unite, (*chemin, "titre"), 0))
    titre = s.libelle.strip(" :.")
    pris = {str(i) for i in _ids(lue.donnees.get("themes"))}
    nom = identifiant(titre, "theme")
    return {
        "id": nom if nom not in pris else f"{nom}-{rang + 1}",
        "titre": titre[:_TITRE_MAX],
        "presentation": lue.champ(s, s.unites, (*chemin, "presentation")),
    }


def _ids(themes: Valeur) -> Iterator[Valeur]:
    for t in themes if isinstance(themes, list) else ():
        if isinstance(t, dict):
            yield t.get("id")


def _rubrique(lue: ContributionLue, s: Section, rang: int) -> Valeur:
    """Make a free section; one that holds nothing but its title says so in bold, so that it is not lost."""
    chemin = ("rubriques", rang)
    titre = s.libelle.strip()
    if s.unite is not None:
        lue.traces.append((s.unite, (*chemin, "titre"), 0))
    texte = lue.champ(s, s.unites, (*chemin, "texte"), *s.enfants)
    return {"titre": titre, "texte": texte if texte.strip() else f"**{proteger(titre)}**\n"}


def _a_plat(section: Section) -> tuple[list[Unite], list[str]]:
    """Return every unit below a section, and the heading or short line that each stands under."""
    unites: list[Unite] = []
    sujets: list[str] = []
    for s in section.toutes():
        sujet = s.libelle
        for u in s.unites:
            unites.append(u)
            sujets.append(sujet)
    return unites, sujets
