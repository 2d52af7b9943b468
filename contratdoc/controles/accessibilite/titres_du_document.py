"""CD951 again, on the assembled contract: the plan and the generated parts may skip a level as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.controles.accessibilite.niveau_de_titre_saute import FICHE
from contratdoc.diagnostics import Diagnostic, Place
from contratdoc.document.noeuds import Lien, Renvoi, Texte, Titre

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.document.noeuds import Document

__all__ = ["FICHE", "chercher"]


def chercher(document: Document) -> Iterator[Diagnostic]:
    """Find the headings more than one level below the one before, in the order of print."""
    avant = 0
    for titre in (b for s in document.sections for b in s.blocs if isinstance(b, Titre)):
        if titre.niveau > avant + 1:
            nom = f"{titre.numero} {_lu(titre)}".strip()
            ou = f"juste après un titre de niveau {avant}" if avant else "en tête du contrat"
            message = f"Dans le contrat assemblé, le titre « {nom[:60]} » est de niveau {titre.niveau}, {ou}."
            aide = "Remontez cette partie dans le plan de modeles/contrat.yaml."
            yield FICHE.constat(message, Place("modeles/contrat.yaml"), aide)
        avant = titre.niveau


def _lu(titre: Titre) -> str:
    morceaux = []
    for x in titre.contenu:
        if isinstance(x, (Texte, Renvoi)):
            morceaux.append(x.texte)
        elif isinstance(x, Lien):
            morceaux += [t.texte for t in x.contenu]
    return "".join(morceaux)
