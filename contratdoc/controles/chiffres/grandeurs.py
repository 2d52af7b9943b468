"""Which unit a quantity can have: an average age is in years, a share is no more than 100 %."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contratdoc.ecrits.nombres import NombreLu, nombres_de

if TYPE_CHECKING:
    from collections.abc import Iterator

_ARGENT = frozenset({"€", "€/m²"})
_LIEUX = frozenset({"km", "km²", "hectare", "hectares", "ha", "m²"})
_GENS = frozenset({"habitants", "habitant", "logements", "ménages", "personnes"})
_TEMPS = frozenset({"ans", "années", "mois", "jours", "heures"})
_PART = frozenset({"%"})


@dataclass(frozen=True, slots=True)
class Grandeur:
    """A quantity by its name, the units that it cannot have, and what is expected; `mots` are a quick test."""

    nom: str
    mots: tuple[str, ...]
    motif: re.Pattern[str]
    exclues: frozenset[str]
    attendu: str


_GRANDEURS = tuple(
    Grandeur(nom, mots, re.compile(motif, re.IGNORECASE), exclues, attendu)
    for nom, mots, motif, exclues, attendu in (
        (
            "un âge",
            ("âge",),
            r"\b(?:moyennes? d['’]âge|âges? (?:moyens?|médians?|de départ))\b",
            _ARGENT | _LIEUX | _GENS | _PART,
            "en années",
        ),
        (
            "un revenu",
            ("revenu", "salaire", "niveau de vie", "loyer", "pension"),
            r"\b(?:revenus?|salaires?|niveau de vie|loyers?|pensions?) (?:\w+ )?(?:moyen|médian|annuel|mensuel)s?\b",
            _LIEUX | _GENS | _PART | _TEMPS,
            "en euros",
        ),
        (
            "une superficie",
            ("superficie", "surface"),
            r"\b(?:superficies?|surfaces? (?:totales?|communales?|urbanisées?|habitables?))\b",
            _ARGENT | _GENS | _PART | _TEMPS | {"km", "mètres", "kilomètres"},
            "en km², en hectares ou en m²",
        ),
        (
            "une densité",
            ("densité",),
            r"\bdensités? de (?:la )?population\b",
            _ARGENT | _PART | _TEMPS | {"km", "km²"},
            "en habitants/km²",
        ),
        (
            "une distance",
            ("distance",),
            r"\bdistances?\b",
            _ARGENT | _GENS | _PART | {"km²", "hectares", "ha", "m²"},
            "en mètres ou en km",
        ),
        ("un taux", ("taux",), r"\btaux (?:de|d['’])", _LIEUX | {"habitants", "logements", "ménages"}, "en %"),
    )
)
_VERBE = re.compile(
    r"(?:\b(?:est|sont|était|s['’]élève\w*|s['’]élevait|se situe|se situait|s['’]établit|s['’]établissait"
    r"|atteint|atteignait|avoisine)"
    r"\s(?:en moyenne |aujourd['’]hui |actuellement |désormais )?(?:à |de |d['’])?|\b(?:de|d['’])\s|\bhauteur "
    r"de\s|\(|:\s?)"
    r"(?:environ |près de |plus de |moins de |seulement |quelque )*$"
)
_VARIATION = re.compile(
    r"\b(?:hausse|baiss\w+|augment\w+|diminu\w+|progress\w+ de|recul\w*|régress\w+|inférieure?s?|supérieure?s?"
    r"|écart|évolu\w+"
    r"|croiss\w+|réduction|chut\w+|abattement|remise|part|taux|proportion|pourcentage|minor\w+|major\w+|variation)\b",
    re.IGNORECASE,
)
_SUITE = re.compile(
    r"\s*(?:d[eu]s?\b|d['’]|inférieure?|supérieure?|plus|moins|en dessous|au-dessus|de moins|par rapport|carrés?\b|²)",
    re.IGNORECASE,
)
_LOIN = 90


@dataclass(frozen=True, slots=True)
class Impossible:
    """A figure in a unit that its quantity cannot have."""

    nombre: NombreLu
    grandeur: Grandeur
    termes: str


def unites_impossibles(texte: str) -> Iterator[Impossible]:
    """Find the quantities in a unit that they cannot have.

    Args:
        texte: One passage.

    Yields:
        Each figure at fault, the quantity, and the words that name it.
    """
    nombres = nombres_de(texte)
    if not nombres:
        return
    bas = texte.casefold()
    for grandeur in _GRANDEURS:
        if not any(mot in bas for mot in grandeur.mots):
            continue
        for m in grandeur.motif.finditer(texte):
            n = next((x for x in nombres if x.debut >= m.end() and not x.annee), None)
            if n is None or n.unite not in grandeur.exclues:
                continue
            entre = texte[m.end() : n.debut]
            if len(entre) > _LOIN or re.search(r"[.;]\s|,\s(?:et|soit|dont|avec)\b", entre):
                continue
            if not _VERBE.search(entre) or _VARIATION.search(entre) or _SUITE.match(texte, n.fin_unite):
                continue
            yield Impossible(n, grandeur, m[0])
