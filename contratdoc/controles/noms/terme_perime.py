"""CD705: an institution or a scheme called by a name that it no longer has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contratdoc.controles.noms.lecture import lecture_de
from contratdoc.controles.noms.mots import entre_guillemets
from contratdoc.controles.noms.termes_perimes import TERMES, TermePerime
from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Severite
from contratdoc.ecrits.reperage import joindre

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.ecrits.ecrit import Contexte, Ecrit

FICHE = Fiche(
    code="CD705",
    nom="terme-perime",
    famille=Famille.NOMS,
    severite=Severite.AVERTISSEMENT,
    verifie="Les institutions et les dispositifs portent leur nom d'aujourd'hui, sauf quand le texte parle du passé.",
    pourquoi="Un nom périmé désigne un partenaire qui ne peut plus signer, ou un dispositif qui ne finance plus rien.",
    exemple="« en partenariat avec le Conseil Général » dans un contrat de 2024",
    correction="Écrivez le nom d'aujourd'hui ; s'il s'agit du passé, dites-le (« anciennement… »).",
    source="loi ou décret qui a changé le nom, cité par chaque constat",
)

_UN = re.compile("|".join(rf"(?P<t{i}>{t.motif if t.casse else f'(?i:{t.motif})'})" for i, t in enumerate(TERMES)))
_MOT = re.compile(rf"(?<![\w-])(?:{_UN.pattern})(?![^\W_])")
_SIGLES = (
    *("ANPE", "ASSEDIC", "Assedic", "DIRECCTE", "Direccte", "DRJSCS", "DDCS", "CGET", "ACS", "Acs", "EPARECA"),
    *("Epareca", "ZRU", "RMI", "CLIS", "PDALPD", "CLSH", "IUFM", "RSI"),
)
_TETES = (
    *("conseil g", "conseils g", "le emploi", "le-emploi", "cucs", "contrat urbain", "contrats urbain", "zus"),
    *("zone urbaine", "zones urbaine", "zep", "ducation prioritaire", "foyer logement", "foyers logement"),
    *("foyer-logement", "foyers-logement", "relais a", "relais d", "haute autorit", "halde", "tribunal d"),
    *("tribunaux d", "alsace", "champagne-a", "picardie", "pas-de-calais", "limousin", "poitou-c", "auvergne"),
    *("rhône-a", "midi-p", "languedoc", "e-normandie", "bourgogne", "franche-c", "aquitaine"),
)
"""A passage without any of these, in lower case but for acronyms, holds no old name: looking for them is cheaper."""
_PASSE = re.compile(
    r"\b(?:ancien(?:ne)?(?:ment|s)?|ex|autrefois|jadis|à l['’]époque|auparavant|historique|précédent|naguère|"
    r"devenue?s?|"
    r"remplac\w+|succéd\w+|jusque-là|jusqu'alors|était|étaient|fut|furent|avait|avaient)\b|\bex-",
    re.IGNORECASE,
)
_AN = re.compile(r"\b(?:19|20)\d\d\b")
_AUTOUR = 70
_PRES = 200


def chercher(ecrit: Ecrit, contexte: Contexte) -> Iterator[Diagnostic]:
    """Find the names that are no longer right at the contract's beginning."""
    depart = contexte.periode[0] if contexte.periode is not None else 9999
    lecture = lecture_de(ecrit)
    bas = joindre([p.texte.lower() for p in lecture.passages])
    for p in lecture.choisis(lecture.joint.avec(_SIGLES) | bas.avec(_TETES)):
        for m in _MOT.finditer(p.texte):
            terme = TERMES[int(str(m.lastgroup)[1:])]
            if terme.annee > depart or entre_guillemets(p.texte, m.start()):
                continue
            if _parle_du_passe(p.texte, m, terme):
                continue
            message = f"« {m[0]} » est un nom périmé depuis {terme.annee} : {terme.successeur} ({terme.source})."
            yield FICHE.constat(message, p.place(m.start()), FICHE.correction)


def _parle_du_passe(texte: str, m: re.Match[str], terme: TermePerime) -> bool:
    """Say whether a name stands for what it was: told as former, explained by the new name, or dated from its time."""
    avant, apres = texte[max(0, m.start() - _AUTOUR) : m.start()], texte[m.end() : m.end() + _AUTOUR]
    if _PASSE.search(avant) or _PASSE.search(apres[: _AUTOUR // 2]):
        return True
    nouveau = terme.successeur.partition(" (")[0].casefold()
    if nouveau in texte[max(0, m.start() - _PRES) : m.end() + _PRES].casefold():
        # « France Travail (Pôle emploi) », « le contrat de ville a pris la suite du CUCS »
        return True
    annees = [int(x[0]) for x in _AN.finditer(texte, max(0, m.start() - _PRES), m.end() + _PRES)]
    return any(a <= terme.annee for a in annees)
