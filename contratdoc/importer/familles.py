"""What a heading is, from its words and the number typed before it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contratdoc.controles.annexe2.elements import numero_d_axe, valeur
from contratdoc.ecrits.titres import lire_numero

if TYPE_CHECKING:
    from contratdoc.ecrits.ecrit import Passage

_CONTRIBUTION = re.compile(r"(?:contributions?|engagements?)\s+(?:de\s|du\s|des\s|de\sla\s|d['’])", re.IGNORECASE)
_PARTENAIRES = re.compile(r"(?:contribution|engagement)s?\s+des\s+(?:partenaires|signataires)", re.IGNORECASE)
_ANNEXE = re.compile(r"annexes?\s*(?:n°\s*)?(\d{1,2}|[IVX]{1,4})\b\s*[:.–—/-]?\s*", re.IGNORECASE)
_VOLET = re.compile(r"volet\b\s*[:–—-]?\s*", re.IGNORECASE)
_HORS = re.compile(
    r"pr[ée]ambule|avant[- ]propos|[ée]dito(?:rial)?|introduction(?: générale)?|conclusions?(?: générale)?|signatures?"
    r"|glossaire|remerciements|liste des sigles|lexique",
    re.IGNORECASE,
)
_ETIQUETTE = re.compile(
    r"[•\s]*(?:les?\s|nos\s)?(?:(?:orientation|objectif)s?(?:\s(?:strat[ée]gique|op[ée]rationnel(?:le)?|sp[ée]cifique)s?)?"
    r"|plans?\sd['’]actions?|pistes?\sd['’]actions?|indicateurs?(?:\s[ée]valuatifs?|\sde\ssuivi|\sd['’][ée]valuation)?)"
    r"(?:\s?/\s?\w+)?\s*(?::.*)?",
    re.IGNORECASE,
)
_CAPITALES = 0.8
_LETTRES_MIN = 5
"""« QPV : » is not a heading in capitals."""

FAIBLES = ("libre", "etiquette")
"""The families that a number does not back."""


@dataclass(frozen=True, slots=True)
class Titre:
    """A heading.

    Attributes:
        famille: What its number or its words make it: « partie », « axe », « nombre », « libre »…
        rang: Its number in its family; 0 when it has none.
        signe: The sign after its number.
        libelle: Its words without the number.
        numero: The number as typed; empty if none.
        confiance: From 0 to 1.
        niveau: Its level when the document marks it; 0 when it is to be found.
    """

    famille: str
    rang: int
    signe: str
    libelle: str
    numero: str
    confiance: float
    niveau: int = 0


def identifier(p: Passage, famille: str = "") -> Titre:
    """Read the family, the number and the words of a heading.

    Args:
        p: The heading.
        famille: Its family when it has no number; guessed when empty.

    Returns:
        The heading, its level and confidence left to be said.
    """
    texte = p.texte.strip()
    numero = lire_numero(texte)
    reste = texte[numero.debut :] if numero is not None else texte
    nomme = _nomme(texte, reste) or _axe(texte, reste)
    if nomme is not None:
        return nomme
    if numero is not None and reste:
        style = numero.style.rstrip(":.-–—/)")
        nu = numero.texte.rpartition(" ")[2]
        n = valeur(nu) if style in ("romain", "nombre", "nomme") else _rang(nu)
        return Titre(style, n, numero.style[len(style) :], reste, texte[: numero.debut].strip(), 0)
    return Titre(famille or _sans_numero(texte), 0, "", texte, "", 0)


def _nomme(texte: str, reste: str) -> Titre | None:
    """Read an annexe, a contribution or a part of an axis; `reste` is the text without its number."""
    annexe = _ANNEXE.match(reste) or _ANNEXE.match(texte)
    if annexe is not None:
        coupe = texte.find(annexe[0]) + len(annexe[0])
        libelle = texte[coupe:].strip()
        return Titre("annexe", valeur(annexe[1]), "", libelle or texte, texte[:coupe].strip() if libelle else "", 0)
    avant = texte[: len(texte) - len(reste)]
    if _CONTRIBUTION.match(reste) and not _PARTENAIRES.match(reste):
        return Titre("contribution", 0, "", reste, avant.strip(), 0)
    volet = _VOLET.match(reste)
    if volet is not None and reste[volet.end() :]:
        return Titre("volet", 0, "", reste[volet.end() :], (avant + volet[0]).strip(), 0)
    return None


def _axe(texte: str, reste: str) -> Titre | None:
    """Read an axis: « Axe II – … », « 3.1 Pilier 2 : … »."""
    for candidat in (texte, reste):
        axe = numero_d_axe(candidat)
        if axe is None:
            continue
        if candidat.casefold().startswith(("thématique", "priorité")):
            return Titre("thematique", axe[0], "", texte, "", 0)  # no number is computed for these: theirs stays
        libelle = candidat[axe[1] :].lstrip(" :.–—-/")
        return Titre(
            "axe", axe[0], "", libelle or texte, texte[: len(texte) - len(libelle)].strip() if libelle else "", 0
        )
    return None


def _sans_numero(texte: str) -> str:
    """Tell the family of a heading that has no number."""
    if _HORS.fullmatch(texte.rstrip(" :.")):
        return "hors"
    if _ETIQUETTE.fullmatch(texte):
        return "etiquette"
    lettres = [c for c in texte if c.isalpha()]
    capitales = sum(c.isupper() for c in lettres) > _CAPITALES * len(lettres)
    return "maj" if capitales and len(lettres) >= _LETTRES_MIN else "libre"


def _rang(numero: str) -> int:
    dernier = re.split(r"[.\s]", numero)[-1]
    if dernier.isdecimal():
        return int(dernier[:4])
    return ord(dernier.upper()) - 64 if len(dernier) == 1 and dernier.isalpha() else 0
