"""CD402: a landlord's total of dwellings in priority neighbourhoods that its lines do not give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Severite
from contratdoc.schema.bailleur import ContributionBailleur

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.contrat.contrat import Contrat

FICHE = Fiche(
    code="CD402",
    nom="total-des-quartiers-faux",
    famille=Famille.CHIFFRES,
    severite=Severite.ERREUR,
    verifie="Le total de logements en quartiers prioritaires d'un bailleur est la somme de ses lignes par quartier.",
    pourquoi="L'abattement de taxe foncière et les engagements par quartier se fondent sur ces nombres.",
    exemple="quartiers_total: 160, avec par_quartier: 100 + 50",
    correction="Corrigez la ligne fausse, ou retirez le total : il se calcule.",
    source="usage",
)


def chercher(contrat: Contrat) -> Iterator[Diagnostic]:
    """Find the stated totals that the lines by neighbourhood do not give."""
    for c in contrat.contributions.values():
        donnees = c.donnees
        if not isinstance(donnees, ContributionBailleur) or donnees.patrimoine is None:
            continue
        p = donnees.patrimoine
        somme = sum(x.logements for x in p.par_quartier)
        if not p.par_quartier or p.quartiers_total is None or p.quartiers_total == somme:
            continue
        ecart = f"(écart {p.quartiers_total - somme:+d})"
        message = f"Le total annoncé est {p.quartiers_total} logements, mais les lignes donnent {somme} {ecart}."
        autres = ((c.place("patrimoine", "par_quartier"), "les lignes sont ici"),)
        yield FICHE.constat(message, c.place("patrimoine", "quartiers_total"), FICHE.correction, autres=autres)
