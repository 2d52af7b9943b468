"""The part of each partner to its contribution: typed fields where tables and lists allow, the rest as written."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from contratdoc.importer.bailleur import champs_du_bailleur
from contratdoc.importer.inlines import proteger
from contratdoc.importer.noms import Noms, identifiant
from contratdoc.importer.rangs import rangs_de
from contratdoc.importer.remplissage import ContributionLue, remplir

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from contratdoc.importer.arbre import Section
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


def lire_contribution(
    section: Section,
    ids: Noms,
    communes: Sequence[str],
    nature: str = "",
    quartiers: Mapping[str, str] = MappingProxyType({}),
) -> ContributionLue:
    """Make the contribution of one partner.

    Args:
        section: Its part of the document.
        ids: The identifiers given so far.
        communes: The communes of the contract.
        nature: The partner's kind; guessed from its name when empty.
        quartiers: The identifier of each neighbourhood of the contract, by name.

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
    enfants = section.enfants
    lue.rangs = rangs_de(nature, enfants, quartiers)
    # Without a field to fill, all that stands below a heading is a free section.
    tete = lue.rangs[0].debut if lue.rangs else 0
    if section.unites or tete:
        lue.donnees["presentation"] = lue.champ(section, section.unites, ("presentation",), *enfants[:tete])
    for rang in lue.rangs:
        remplir(lue, rang.cle, enfants[rang.debut : rang.fin], quartiers)
    if nature == "bailleur":
        unites, sujets = _a_plat(section)
        lue.champs = champs_du_bailleur(unites, sujets)
        lue.donnees |= {c.cle: c.valeur for c in lue.champs}
    reste = enfants[lue.rangs[-1].fin :] if lue.rangs else enfants
    if reste:
        lue.donnees["rubriques"] = [_rubrique(lue, s, i) for i, s in enumerate(reste)]
    return lue


def _nature(nom: str, communes: Sequence[str]) -> tuple[str, float]:
    """Guess the kind of a partner from its name."""
    if any(identifiant(c) == identifiant(nom) for c in communes):
        return "commune", 0.95
    trouvee = next((n for n, motif in _NATURES if motif.search(nom)), None)
    return (trouvee, 0.8) if trouvee is not None else ("partenaire", 0.5)


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
