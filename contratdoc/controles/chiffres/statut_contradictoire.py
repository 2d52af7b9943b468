"""CD420: one operation told as done in one place, under way or to come in another."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from contratdoc.controles.chiffres.operations import FINIE, Operation, operations_de
from contratdoc.controles.chiffres.perimetres import cle
from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Severite
from contratdoc.ecrits.ecrit import Ecrit
from contratdoc.schema.bailleur import ContributionBailleur

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.contrat.contrat import Contrat
    from contratdoc.ecrits.ecrit import Contexte

FICHE = Fiche(
    code="CD420",
    nom="statut-contradictoire",
    famille=Famille.CHIFFRES,
    severite=Severite.ERREUR,
    verifie=(
        "Une même opération (même nombre de logements, même lieu, mêmes travaux) n'est pas à la fois achevée "
        "et en cours ou "
        "à venir."
    ),
    pourquoi="On ne sait plus ce qui reste à faire, donc ce à quoi le partenaire s'engage.",
    exemple="À Aubry, 248 logements ont été réhabilités. […] En cours : 248 logements à Aubry.",
    correction="Gardez un seul statut, et datez-le : « en cours au 1er janvier 2024 ».",
    source="usage",
)
_GARDEES = 8
"""How many earlier tellings of one number are kept to compare: time stays linear."""


def chercher(
    sujet: Ecrit | Contrat,
    contexte: Contexte | None = None,  # noqa: ARG001 - the shape of every rule
) -> Iterator[Diagnostic]:
    """Find the operations told with two statuses, of which one is « done »."""
    return _dans_l_ecrit(sujet) if isinstance(sujet, Ecrit) else _dans_le_contrat(sujet)


def _dans_l_ecrit(ecrit: Ecrit) -> Iterator[Diagnostic]:
    vues: dict[tuple[object, str], list[Operation]] = defaultdict(list)
    for o in operations_de(ecrit):
        avant = vues[o.nombre or o.nom, o.unite]
        autre = next((x for x in avant[-_GARDEES:] if _contredit(o, x)), None)
        avant.append(o)
        if autre is None:
            continue
        quoi = f"« {o.extrait} »" + (f" ({o.action})" if o.action else "")
        message = f"L'opération {quoi} est dite « {o.statut} » ici et « {autre.statut} » ailleurs."
        autres = ((autre.passage.place(autre.rang), f"ici, elle est dite « {autre.statut} »"),)
        # A number and a place are one operation; a name alone may be that of a place where works follow one another.
        severite = Severite.ERREUR if o.nombre is not None and o.action == autre.action else Severite.AVERTISSEMENT
        yield FICHE.constat(message, o.passage.place(o.rang), FICHE.correction, autres=autres, severite=severite)


def _contredit(a: Operation, b: Operation) -> bool:
    if a.statut == b.statut or FINIE not in (a.statut, b.statut):
        return False
    if a.action and b.action and a.action != b.action:
        return False
    return a.nombre is None or bool(a.lieux & b.lieux)


def _dans_le_contrat(contrat: Contrat) -> Iterator[Diagnostic]:
    """Compare the refurbishings that landlords list: one place, one number of dwellings, one status."""
    for c in contrat.contributions.values():
        if not isinstance(c.donnees, ContributionBailleur):
            continue
        vues: dict[tuple[str, int], tuple[int, str]] = {}
        for i, r in enumerate(c.donnees.rehabilitations):
            j, statut = vues.setdefault((cle(r.lieu), r.logements), (i, r.statut))
            if statut == r.statut:
                continue
            message = (
                f"La réhabilitation « {r.lieu[:60]} » ({r.logements} logements) est « {r.statut} » ici "
                f"et « {statut} » plus haut."
            )
            autres = ((c.place("rehabilitations", j), f"ici, elle est « {statut} »"),)
            yield FICHE.constat(message, c.place("rehabilitations", i, "statut"), FICHE.correction, autres=autres)
