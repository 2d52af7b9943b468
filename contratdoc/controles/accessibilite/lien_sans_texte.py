"""CD953: a link that does not say where it leads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Severite
from contratdoc.ecrits.ecrit import Nature

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.ecrits.ecrit import Contexte, Ecrit

FICHE = Fiche(
    code="CD953",
    nom="lien-sans-texte",
    famille=Famille.ACCESSIBILITE,
    severite=Severite.INFO,
    verifie="Le texte d'un lien dit où il mène : ni « cliquez ici », ni une longue adresse nue.",
    pourquoi="Une synthèse vocale lit les liens hors de leur phrase ; sur papier, « cliquez ici » ne mène nulle part.",
    exemple="Pour le détail des quartiers, cliquez ici.",
    correction="Voir [la carte des quartiers prioritaires](https://sig.ville.gouv.fr).",
    source="RGAA 4.1.2, critère 6.1 ; WCAG 2.1, critère 2.4.4.",
)
_ICI = re.compile(
    r"\b(?:cliqu(?:ez|er|ant)\s+(?:ici|sur\s+(?:ce|le)\s+lien|ci-dessous)|suiv(?:ez|re)\s+(?:ce|le)\s+lien)\b",
    re.IGNORECASE,
)
_ADRESSE = re.compile(r"https?://[^\s<>«»\"]{1,2000}")
_LONGUE = 50
_MONTRE = 45


def chercher(ecrit: Ecrit, contexte: Contexte) -> Iterator[Diagnostic]:
    """Find the links whose text says nothing."""
    del contexte
    for p in ecrit.tous:
        if p.nature is Nature.CITATION:
            continue
        if "lien" in p.texte or "cliqu" in p.texte or "Cliqu" in p.texte:
            for m in _ICI.finditer(p.texte):
                message = f"« {m[0]} » ne dit pas où mène le lien."
                yield FICHE.constat(
                    message, p.place(m.start()), "Écrivez ce que le lecteur trouvera, et liez ces mots."
                )
        if "://" in p.texte:
            for m in _ADRESSE.finditer(p.texte):
                if len(m[0]) > _LONGUE:
                    message = f"Une adresse de {len(m[0])} caractères sert de texte au lien : « {m[0][:_MONTRE]}… »."
                    aide = "Liez le nom de la page : « [nom de la page](adresse) »."
                    yield FICHE.constat(message, p.place(m.start()), aide)
