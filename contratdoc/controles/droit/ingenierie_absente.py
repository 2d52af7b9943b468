"""CD904: no engineering means."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contratdoc.controles.droit.corps import corps_de, ou_ajouter, place_de
from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Severite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.ecrits.ecrit import Contexte, Ecrit

FICHE = Fiche(
    code="CD904",
    nom="ingenierie-absente",
    famille=Famille.DROIT,
    severite=Severite.AVERTISSEMENT,
    verifie="Un contrat entier identifie ses moyens d'ingénierie : équipe de projet, chef de projet, études.",
    pourquoi="Sans équipe désignée, personne n'anime le contrat : l'ingénierie citée en passant n'engage personne.",
    exemple="Le Département apporte de l'ingénierie à certains projets.",
    correction="Ingénierie : une équipe projet de deux agents de l'agglomération anime le contrat.",
    source="Loi n° 2014-173 du 21 février 2014, article 6, IV, 4° : moyens d'ingénierie.",
)
_LIEUX = (re.compile(r"\bmoyens\b(?! mobilis)"), re.compile(r"\bpilotage\b"), re.compile(r"\bgouvernance\b"))
_TITRE = re.compile(
    r"\bing[ée]nierie\b|\b[ée]quipes? (?:projet|de projet|op[ée]rationnelle|d'animation|technique|d[ée]di[ée]e)\b"
    r"|\bdirection de projet\b"
)
_EQUIPE = re.compile(
    r"\b[ée]quipes? (?:de )?(?:projet|op[ée]rationnelle|d'ing[ée]nierie|d'animation|politique de la ville"
    r"|contrat de ville|d[ée]di[ée]e)"
    r"|\bchef(?:fe)?s? de projets?\b[^.;]{0,40}\b(?:politique de la ville|contrat de ville)"
    r"|\bcharg[ée]e?s? de mission\b[^.;]{0,40}\b(?:politique de la ville|contrat de ville)"
    r"|\bdirection de projet\b|\bservice (?:de la )?politique de la ville\b"
)
_ROLE = re.compile(
    r"\b(?:anim|assur|coordonn|compos|compren|charg|pilot|instrui|instruction|constitu|appui|mission|d[ée]di"
    r"|mis à disposition|etp|financ|recrut)"
)
_MOYENS = re.compile(
    r"\bmoyens? d'ing[ée]nierie\b|\bing[ée]nierie (?:de projets?|territoriale|d[ée]di[ée]e|du contrat|sociale)"
)


def chercher(ecrit: Ecrit, contexte: Contexte) -> Iterator[Diagnostic]:
    """Find a contract that names no team and no means to run it."""
    if not contexte.contrat_entier:
        return
    corps = corps_de(ecrit)
    for s in corps.siennes():
        if _TITRE.search(s.titre):
            return
        for x in s.lignes:
            if x.cellules:
                continue
            if (_EQUIPE.search(x.texte) or _MOYENS.search(x.texte)) and _ROLE.search(x.texte):
                return
    section = corps.section(*_LIEUX)
    message = (
        "Le contrat n'identifie pas ses moyens d'ingénierie : ni équipe de projet, ni études, ni crédits pour elles."
    )
    aide = f"Dites qui anime le contrat, avec quels moyens, {ou_ajouter(contexte, section, 'Ingénierie')}."
    yield FICHE.constat(message, place_de(corps, contexte, section), aide)
