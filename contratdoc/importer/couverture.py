"""What stands before the text: the cover and the table of contents, and the parts that only the latter names."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from contratdoc.ecrits.ecrit import Passage
from contratdoc.ecrits.sommaire import sans_page
from contratdoc.importer import regles
from contratdoc.importer.arbre import Section
from contratdoc.importer.familles import FAIBLES, Titre, identifier
from contratdoc.importer.unites import Laisse, Sorte

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from contratdoc.importer.unites import Unite

_ANNONCE = re.compile(r"(?:sommaire|table des mati[èe]res)\s*:?", re.IGNORECASE)
_AVANT_LE_SOMMAIRE = 60
_SANS_SOMMAIRE = 25
_LIGNE_MAX = 120
_PERIODE = re.compile(r"\b20\d{2}\s*[-–—/]\s*20\d{2}\b")
_TITRE = re.compile(r"contrat\s+de\s+ville", re.IGNORECASE)
_CONTRIBUTIONS = re.compile(r"avec les contributions? de\s*:?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Debut:
    """The parts of a document: its cover, the lines of its table of contents, and the rest."""

    couverture: tuple[Unite, ...]
    sommaire: tuple[Unite, ...]
    corps: tuple[Unite, ...]


def separer(unites: Sequence[Unite], titres: Mapping[int, Titre]) -> Debut:
    """Part the cover and the table of contents from the text.

    Args:
        unites: The units of the document.
        titres: Its headings.

    Returns:
        The three parts.
    """
    somme = [i for i, u in enumerate(unites) if u.sorte is Sorte.SOMMAIRE]
    annonce = next((i for i, u in enumerate(unites) if _ANNONCE.fullmatch(u.texte.strip())), None)
    avec = annonce is not None and (not somme or annonce < somme[0]) and bool(somme)
    sommaire = {*somme, *([annonce] if avec and annonce is not None else [])}
    fin = min(sommaire, default=_premier_titre(unites, titres))
    if fin > _AVANT_LE_SOMMAIRE or any(len(u.texte) > _LIGNE_MAX for u in unites[:fin]):
        fin = 0
    corps = tuple(u for i, u in enumerate(unites) if i >= fin and i not in sommaire)
    return Debut(tuple(unites[:fin]), tuple(unites[i] for i in sorted(sommaire)), corps)


def _premier_titre(unites: Sequence[Unite], titres: Mapping[int, Titre]) -> int:
    """Return the rank of the first heading that is one for sure; 0 when what is above it is no cover."""
    forts = (i for i, t in titres.items() if t.famille not in (*FAIBLES, "maj") or (t.niveau and i))
    premier = min(forts, default=0)
    return premier if premier <= _SANS_SOMMAIRE and any(_TITRE.search(u.texte) for u in unites[:premier]) else 0


def surtitre(couverture: Sequence[Unite], territoire: str) -> str:
    """Return what the cover says besides its title, its period and its territory: nothing of it is lost.

    Args:
        couverture: The lines of the cover.
        territoire: The name of the territory.

    Returns:
        The lines, joined.
    """
    restes: list[str] = []
    fin = -1
    for u in couverture:
        texte = _CONTRIBUTIONS.sub("", _TITRE.sub("", _PERIODE.sub("", u.texte)))
        texte = " ".join(texte.split()).strip(" -–—:,")
        if texte and texte.casefold() not in territoire.casefold():
            if restes and u.ligne == fin + 1:
                restes[-1] += f" {texte}"
            else:
                restes.append(texte)
            fin = u.fin
    return " – ".join(restes)


def laisser_le_sommaire(sommaire: Sequence[Unite], nom: str) -> list[Laisse]:
    """List the lines of the table of contents typed by hand, which the compiler computes.

    Args:
        sommaire: Its lines.
        nom: The name of the document.

    Returns:
        What is left.
    """
    return [
        Laisse(
            u.bloc.place() if isinstance(u.bloc, Passage) else replace(u.bloc.place, fichier=nom),
            u.texte,
            regles.SOMMAIRE,
        )
        for u in sommaire
    ]


def completer(racine: Section, sommaire: Sequence[Unite]) -> list[str]:
    """Put the axes below a part: the one that the table of contents alone names, or a part of their own.

    Args:
        racine: The sections of the document; changed.
        sommaire: The table of contents typed by hand.

    Returns:
        The titles added.
    """
    ajoutes: list[str] = []
    enfants: list[Section] = []
    for s in racine.enfants:
        axes = [i for i, e in enumerate(s.enfants) if e.titre is not None and e.titre.famille == "axe"]
        annonce = _annonce(s, sommaire) if axes and axes[0] > 0 else None
        enfants.append(s)
        if annonce is not None:
            enfants.append(Section(annonce, None, [], s.enfants[axes[0] :]))
            s.enfants = s.enfants[: axes[0]]
            ajoutes.append(annonce.libelle)
    racine.enfants = enfants
    groupes = (("axe", "Axes du contrat"), ("contribution", "Contributions des partenaires"), ("annexe", "Annexes"))
    for famille, titre in groupes:
        ajoutes += _grouper(racine, famille, titre)
    return ajoutes


def _annonce(s: Section, sommaire: Sequence[Unite]) -> Titre | None:
    """Find the part that comes right after one in the table of contents, and is not in the text."""
    if s.titre is None or not s.titre.rang:
        return None
    for u in sommaire:
        if isinstance(u.bloc, Passage):
            lu = identifier(u.bloc)
            if lu.famille == s.titre.famille and lu.rang == s.titre.rang + 1:
                return replace(lu, libelle=sans_page(lu.libelle)[0], confiance=0.8)
    return None


def _grouper(racine: Section, famille: str, titre: str) -> list[str]:
    """Put the axes, the contributions or the annexes that stand at the first level below a part of their own."""
    dedans = [s for s in racine.enfants if s.titre is not None and s.titre.famille == famille]
    if not dedans:
        return []
    debut = racine.enfants.index(dedans[0])
    fin = racine.enfants.index(dedans[-1]) + 1
    groupe = Section(Titre("romain", 0, "", titre, "", 1.0), None, [], racine.enfants[debut:fin])
    racine.enfants = [*racine.enfants[:debut], groupe, *racine.enfants[fin:]]
    return [titre]
