"""CD909: no clause on how long the contract lasts, when it begins, when it is revised."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contratdoc.controles.droit.corps import corps_de, ou_ajouter, place_de
from contratdoc.controles.droit.phrases import enumerer
from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Severite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.ecrits.ecrit import Contexte, Ecrit

FICHE = Fiche(
    code="CD909",
    nom="duree-absente",
    famille=Famille.DROIT,
    severite=Severite.AVERTISSEMENT,
    verifie="Un contrat entier dit sa durée, sa date d'entrée en vigueur et quand il est révisé.",
    pourquoi="Une période dans un titre n'est pas une clause : la date d'effet et la révision resteraient à deviner.",
    exemple="Contrat de Ville 2024-2030.",
    correction=(
        "Le présent contrat est conclu pour six ans. Il entre en vigueur à sa signature. Il est révisé à mi-parcours, "
        "en 2027."
    ),
    source="Loi n° 2014-173 du 21 février 2014, article 6, I : six ans, actualisation tous les trois ans.",
)
_LIEUX = (
    re.compile(r"\bdur[ée]e\b|\br[ée]vision\b|\bentr[ée]e en vigueur\b"),
    re.compile(r"\bgouvernance\b"),
)
_ACTE = re.compile(r"\b(?:contrat|convention)\b")
_TITRE = re.compile(
    r"\bdur[ée]e\b|\br[ée]vision\b|\bentr[ée]e en vigueur\b|\bavenants?\b|\bmodification\b|\bactualisation\b"
)
_CLAUSES = (
    (
        "sa durée",
        re.compile(
            r"\b(?:conclu|sign[ée]|[ée]tabli|couvre|valable|porte sur|s'applique|court)\b[^.;]{0,80}"
            r"(?:\b\d+ ans\b|\b(?:cinq|six|sept) ans\b|\b20\d\d\b|\b(?:dur[ée]e|p[ée]riode)\b)"
            r"|\bdur[ée]e\b[^.;]{0,60}(?:\b\d+ ans\b|\b(?:cinq|six|sept) (?:ans|ann[ée]es)\b|\b20\d\d\b)"
            r"|\bpour une dur[ée]e\b|\bjusqu'au 31 d[ée]cembre 20\d\d"
        ),
    ),
    (
        "son entrée en vigueur",
        re.compile(
            r"\bentr(?:e|era|ée|ent) en vigueur\b|\bpren(?:d|dra|dre) effet\b|\bdate d'effet\b|\bprise d'effet\b"
            r"|\bà compter d(?:e|u) (?:sa |la |la date de )?(?:signature|1er|\d)"
        ),
    ),
    (
        "sa révision",
        re.compile(
            r"\br[ée]vis[ée]|\br[ée]vision|\bactualis[ée]|\bactualisation\b|\bavenants?\b|\brevoyure\b|\bmi-parcours\b"
        ),
    ),
)


def chercher(ecrit: Ecrit, contexte: Contexte) -> Iterator[Diagnostic]:
    """Find what a contract does not say of its own time."""
    if not contexte.contrat_entier:
        return
    corps = corps_de(ecrit)
    textes: list[str] = []
    for s in corps.siennes():
        clause = _TITRE.search(s.titre) is not None
        textes += [x.texte for x in s.lignes if clause or (not x.cellules and _ACTE.search(x.texte))]
    manque = [nom for nom, motif in _CLAUSES if not any(motif.search(t) for t in textes)]
    if not manque:
        return
    section = corps.section(*_LIEUX)
    aide = f"Ajoutez-le {ou_ajouter(contexte, section, 'Durée et révision')}."
    yield FICHE.constat(
        f"Aucune clause du contrat ne dit {enumerer(manque)}.", place_de(corps, contexte, section), aide
    )
