"""A landlord's stated totals against the lines that they sum (a stated total is checked, never trusted)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.diagnostics import Diagnostic, erreur
from contratdoc.schema.bailleur import ContributionBailleur

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.contrat.contrat import Contrat, Contribution


def totaux_du_patrimoine_faux(contrat: Contrat) -> Iterator[Diagnostic]:
    """Find the totals of dwellings that their lines do not give (CD401, CD402)."""
    for contribution in contrat.contributions.values():
        donnees = contribution.donnees
        if not isinstance(donnees, ContributionBailleur) or donnees.patrimoine is None:
            continue
        p = donnees.patrimoine
        communes = sum(x.logements for x in p.par_commune)
        quartiers = sum(x.logements for x in p.par_quartier)
        if p.par_commune and p.total is not None and p.total != communes:
            yield _ecart(contribution, "CD401", ("total", "par_commune"), annonce=p.total, calcule=communes)
        if p.par_quartier and p.quartiers_total is not None and p.quartiers_total != quartiers:
            champs = ("quartiers_total", "par_quartier")
            yield _ecart(contribution, "CD402", champs, annonce=p.quartiers_total, calcule=quartiers)


def _ecart(c: Contribution, code: str, champs: tuple[str, str], *, annonce: int, calcule: int) -> Diagnostic:
    """Make the diagnostic; `champs` names the stated total and the lines that it sums."""
    champ, lignes = champs
    message = (
        f"Le total annoncé est {annonce} logements, mais les lignes donnent {calcule} (écart {annonce - calcule:+d})."
    )
    aide = "Corrigez la ligne fausse, ou retirez le total : il se calcule."
    place = c.place("patrimoine", champ)
    return erreur(code, message, place, aide, autres=((c.place("patrimoine", lignes), "les lignes sont ici"),))
