"""What each kind of avenant may touch, and who signs it: one table; what no line allows is refused.

Sources: loi n° 2014-173 du 21 février 2014, art. 6 (parties, durée, actualisation); an avenant is signed by the parties
of the act that it amends (Code civil, art. 1103 and 1193).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from contratdoc.avenants.avenant import Genre, Nature


class Signe(StrEnum):
    """Who signs."""

    TOUTES = "toutes les parties"
    CONCERNEE = (
        "les deux premières parties du contrat (l'État et l'agglomération) et la partie dont la contribution change"
    )


@dataclass(frozen=True, slots=True)
class Regle:
    """Operations, and the beginnings of the addresses where they may be made; an empty one is the whole contract."""

    genres: frozenset[Genre]
    domaines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Droit:
    """One line of the table.

    Attributes:
        nom: The kind, as an avenant's title says it.
        signe: Who signs.
        regles: What it may do, and where.
        une_contribution: True when all that it touches must be of one partner, a party to the contract.
    """

    nom: str
    signe: Signe
    regles: tuple[Regle, ...]
    une_contribution: bool = False


def _regle(genres: Iterable[Genre], *domaines: str) -> Regle:
    return Regle(frozenset(genres), domaines)


_MOTS = (Genre.REMPLACER, Genre.REMPLACER_MOTS)
_TEXTE = (*_MOTS, Genre.INSERER, Genre.SUPPRIMER, Genre.DEPLACER)
_PARTIES, _PLAN, _TOUT = "contrat/parties", "contrat/plan", ""

POLITIQUE: Mapping[Nature, Droit] = {
    Nature.PROROGATION: Droit("prorogation", Signe.TOUTES, (_regle((Genre.PROROGER,), "contrat/periode"),)),
    Nature.ACTUALISATION: Droit("actualisation à mi-parcours", Signe.TOUTES, (_regle(Genre, _TOUT),)),
    Nature.ENTREE: Droit(
        "entrée d'une partie",
        Signe.TOUTES,
        (
            _regle((Genre.AJOUTER_PARTIE,), _PARTIES),
            _regle((Genre.INSERER,), _PARTIES, _PLAN, "contributions", "lexique"),
            _regle((Genre.REMPLACER,), _PLAN),  # where the plan lists the contributions of an annexe
        ),
    ),
    Nature.RETRAIT: Droit(
        "retrait d'une partie",
        Signe.TOUTES,
        (
            _regle((Genre.RETIRER_PARTIE,), _PARTIES),
            _regle((Genre.SUPPRIMER,), _PARTIES, _PLAN, "contributions"),
            _regle((Genre.REMPLACER,), _PLAN, "contributions"),
        ),
    ),
    Nature.REVISION_CONTRIBUTION: Droit(
        "révision d'une contribution",
        Signe.CONCERNEE,
        (_regle((*_TEXTE, Genre.REMPLACER_ANNEXE), "contributions"),),
        une_contribution=True,
    ),
    Nature.REVISION_ANNEXE_2: Droit("révision de l'annexe 2", Signe.TOUTES, (_regle(_TEXTE, "orientations"),)),
    Nature.RECTIFICATION: Droit("rectification d'erreur matérielle", Signe.TOUTES, (_regle(_MOTS, _TOUT),)),
}


def raison_du_refus(nature: Nature, genre: Genre, adresse: str) -> str:
    """Say why a kind of avenant may not make an operation; empty when it may.

    Args:
        nature: The avenant's kind.
        genre: The operation.
        adresse: The whole address that it touches.

    Returns:
        The end of a sentence, or an empty text.
    """
    droit = POLITIQUE[nature]
    domaines = [d for r in droit.regles if genre in r.genres for d in r.domaines]
    if not domaines:
        return f"l'avenant de nature « {droit.nom} » n'admet pas l'opération « {genre.value} »"
    if not any(not d or adresse == d or adresse.startswith(f"{d}/") for d in domaines):
        dits = ", ".join(f"« {d} »" for d in domaines)
        return f"l'avenant de nature « {droit.nom} » n'admet l'opération « {genre.value} » que dans {dits}"
    return ""
