"""CD401: a landlord's total of dwellings that its communes do not give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Severite
from contratdoc.schema.bailleur import ContributionBailleur

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.contrat.contrat import Contrat

FICHE = Fiche(
    code="CD401",
    nom="total-du-patrimoine-faux",
    famille=Famille.CHIFFRES,
    severite=Severite.ERREUR,
    verifie="Le total de logements annoncé par un bailleur est la somme de ses lignes par commune.",
    pourquoi="Un total qui ne suit plus ses lignes engage le bailleur sur un chiffre que personne ne peut retrouver.",
    exemple="total: 310, avec par_commune: 200 + 100",
    correction="Corrigez la ligne fausse, ou retirez le total : il se calcule.",
    source="usage",
)


def chercher(contrat: Contrat) -> Iterator[Diagnostic]:
    """Find the stated totals that the lines by commune do not give."""
    for c in contrat.contributions.values():
        donnees = c.donnees
        if not isinstance(donnees, ContributionBailleur) or donnees.patrimoine is None:
            continue
        p = donnees.patrimoine
        somme = sum(x.logements for x in p.par_commune)
        if not p.par_commune or p.total is None or p.total == somme:
            continue
        ecart = f"(écart {p.total - somme:+d})"
        message = f"Le total annoncé est {p.total} logements, mais les lignes donnent {somme} {ecart}."
        autres = ((c.place("patrimoine", "par_commune"), "les lignes sont ici"),)
        yield FICHE.constat(message, c.place("patrimoine", "total"), FICHE.correction, autres=autres)
