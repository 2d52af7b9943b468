"""CD707: a long word written once, one letter away from a word that the text writes again and again."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from contratdoc.controles.noms.lecture import lecture_de, occurrences
from contratdoc.controles.noms.mots import entre_guillemets
from contratdoc.controles.noms.noms_connus import noms_connus
from contratdoc.controles.noms.voisinage import Voisins, lettres_communes
from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Severite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.ecrits.ecrit import Contexte, Ecrit

FICHE = Fiche(
    code="CD707",
    nom="mot-isole",
    famille=Famille.NOMS,
    severite=Severite.AVERTISSEMENT,
    verifie="Un mot long écrit une seule fois n'est pas, à une lettre près, un mot écrit souvent ailleurs.",
    pourquoi="C'est presque toujours une lettre oubliée ou doublée, qu'un titre en capitales cache au correcteur.",
    exemple="« TRANQUILLITÉ RÉSIDENIELLE », quand le texte écrit ailleurs « résidentielle »",
    correction="Corrigez la lettre, ou laissez le mot s'il est bien celui que vous voulez.",
    source="usage",
)

_LETTRES_MIN = 8
_SOUVENT = 3
_FINALE = 3
_TETE = 3
_LONG = 10
"""From this length, a letter more or less seldom makes another word; in a shorter one, only a doubled one is judged."""


def chercher(ecrit: Ecrit, contexte: Contexte) -> Iterator[Diagnostic]:
    """Find the words written once that are a frequent one but for a letter."""
    lecture = lecture_de(ecrit)
    vocabulaire = lecture.vocabulaire
    fois: dict[str, int] = {}
    ecrits: dict[str, list[str]] = defaultdict(list)
    for forme, n in vocabulaire.fois.items():
        if len(forme) >= _LETTRES_MIN - 1:
            mot = vocabulaire.plats[forme]
            fois[mot] = fois.get(mot, 0) + n
            ecrits[mot].append(forme)
    connus = noms_connus(contexte.lexique)
    noms = {m for cle in (*connus.bons, *connus.fautifs) for m in cle}
    isoles = {m: _bord(m) for m, n in fois.items() if n == 1 and len(m) >= _LETTRES_MIN and m not in noms}
    bords = frozenset(isoles.values())
    souvent = {m: bord for m, n in fois.items() if n >= _SOUVENT and (bord := _bord(m)) in bords}
    bords = frozenset(souvent.values())
    frequents = Voisins(souvent)
    fautes: dict[str, str] = {}
    for mot, bord in isoles.items():
        if bord not in bords:
            continue
        (forme,) = ecrits[mot]
        proches = [v for v in frequents.de(mot) if v not in noms and _est_une_faute(mot, v)]
        if proches:
            proche = max(proches, key=lambda v: fois[v])
            fautes[forme] = max(ecrits[proche], key=lambda f: vocabulaire.fois[f])
    for forme, p, rang in occurrences(lecture, fautes):
        if entre_guillemets(p.texte, rang):
            continue
        usuel = fautes[forme]
        n = fois[vocabulaire.plats[usuel]]
        message = f"« {forme} » est écrit une seule fois ; est-ce « {usuel.casefold()} », écrit {n} fois ?"
        yield FICHE.constat(message, p.place(rang), FICHE.correction)


def _bord(mot: str) -> str:
    """Return the letters that a word shares with the one that it is a fault for: see `_est_une_faute`."""
    return mot[:_TETE] + mot[1 - _FINALE :]


def _est_une_faute(mot: str, usuel: str) -> bool:
    """Say whether two words differ inside: the end is a plural or a verb's, the beginning makes another word."""
    communes = lettres_communes(mot, usuel)
    if not _TETE <= communes < min(len(mot), len(usuel)) - _FINALE:
        return False
    if len(mot) == len(usuel):
        return sorted(mot) == sorted(usuel)  # two letters swapped; another letter most often makes another word
    long = max(mot, usuel, key=len)
    return len(mot) >= _LONG or long[communes] == long[communes - 1]
