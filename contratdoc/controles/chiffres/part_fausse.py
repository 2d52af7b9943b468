"""CD412: a share, a rate or an evolution that its own figures do not give."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from contratdoc.controles.chiffres.densites import densites_fausses
from contratdoc.controles.chiffres.evolutions import evolutions_fausses
from contratdoc.controles.chiffres.grille import grilles_de
from contratdoc.controles.chiffres.parts import parts_fausses
from contratdoc.controles.chiffres.perimetres import actuelles, populations_de
from contratdoc.controles.chiffres.repartitions import colonnes_de_parts_fausses, repartitions_fausses
from contratdoc.controles.chiffres.residences import taux_de_residences_faux
from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Severite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.ecrits.ecrit import Contexte, Ecrit

FICHE = Fiche(
    code="CD412",
    nom="part-fausse",
    famille=Famille.CHIFFRES,
    severite=Severite.ERREUR,
    verifie=(
        "Une part, un taux, une densité ou une évolution suit des nombres qui l'accompagnent, arrondis compris ; les "
        "parts d'un même tout font 100 %. Quand le total doit être deviné, la règle demande seulement de le donner."
    ),
    pourquoi="Une part fausse donne une fausse idée du besoin, et ceux qui la reprennent répètent la faute.",
    exemple="Sur les 300 logements du quartier, 120 sont vacants, soit 16 %.",
    correction="Sur les 300 logements du quartier, 120 sont vacants, soit 40 %.",
    source="usage",
)


def chercher(ecrit: Ecrit, contexte: Contexte) -> Iterator[Diagnostic]:  # noqa: ARG001 - the shape of every rule
    """Find the shares, rates and evolutions that contradict the figures beside them."""
    grilles = tuple(lectures[0] for lectures in grilles_de(ecrit))
    populations = actuelles(populations_de(ecrit, grilles))
    recherches = (
        parts_fausses(ecrit, populations),
        evolutions_fausses(ecrit, populations),
        densites_fausses(ecrit, populations),
        repartitions_fausses(ecrit),
        colonnes_de_parts_fausses(grilles),
        taux_de_residences_faux(ecrit),
    )
    for e in chain.from_iterable(recherches):
        yield FICHE.constat(e.message, e.place, e.aide, autres=e.autres, severite=e.severite)
