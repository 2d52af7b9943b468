"""CD612: a few mechanical slips of French, each sure by itself."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from contratdoc.controles.redaction.accords import ACCORDS
from contratdoc.controles.redaction.accords_par_la_fin import noms_mal_accordes
from contratdoc.controles.redaction.lieux import DITS_AILLEURS, remplacer
from contratdoc.controles.redaction.locutions import DOUTEUSES, LOCUTIONS
from contratdoc.controles.redaction.tours_fautifs import TOURS
from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Severite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.controles.redaction.tour import Tour
    from contratdoc.ecrits.ecrit import Contexte, Ecrit, Passage

FICHE = Fiche(
    code="CD612",
    nom="faute-de-langue",
    famille=Famille.REDACTION,
    severite=Severite.AVERTISSEMENT,
    verifie="Le texte n'a pas quelques fautes sûres : élision ou article absent, « leurs » devant un verbe, « où » "
    "pour « ou », nom ou adjectif qui ne s'accorde pas avec ce qui l'entoure.",
    pourquoi="Un contrat public est lu par des élus, des habitants et des juges : une faute y fait douter du reste.",
    exemple="Les habitants disposent de moyens leurs permettant d'agir.",
    correction="Les habitants disposent de moyens leur permettant d'agir.",
    source="usage",
)
_MOT = re.compile(r"[^\W\d_]+")


def chercher(ecrit: Ecrit, contexte: Contexte) -> Iterator[Diagnostic]:  # noqa: ARG001 - the shape of a rule
    """Find the slips, but in the words of someone else."""
    bas = ecrit.texte.lower()
    if len(bas) != len(ecrit.texte):
        return  # a rare capital changes length: the ranks would lie
    mots = ecrit.comptes.keys()
    paires = set(pairwise(ecrit.jetons))
    vues = paires & _CHERCHEES
    vues.update((m, "") for m in _MOTS_CHERCHES & mots)
    for tour, indices in _a_lire(vues):
        for m in _trouves(tour, indices, bas):
            if m.start() and bas[m.start() - 1].isalnum():
                continue  # checked here: a pattern that begins with a literal is found far faster
            i = bisect_right(ecrit.departs, m.start()) - 1
            rang = m.start() - ecrit.departs[i]
            p = ecrit.tous[i]
            if m.end() - ecrit.departs[i] > len(p.texte) or (tour.sauf is not None and tour.sauf(m)):
                continue
            if p.nature not in DITS_AILLEURS and not _est_cite(p.texte, rang):
                yield _constat(tour, m, p, rang)
    yield from _locutions(ecrit, bas.replace("’", "'"), vues)
    for faute, voulu in noms_mal_accordes(mots, paires):
        for p, debut in _places(ecrit, bas, faute):
            if p.texte[debut + len(faute) : debut + len(faute) + 1] != "(":  # « les action(s) »
                yield _accord(p, debut, faute, voulu)


def _locutions(ecrit: Ecrit, bas: str, vues: set[tuple[str, str]]) -> Iterator[Diagnostic]:
    """Find the set phrases that are always misspelt so."""
    for faute, cles in _LOCUTIONS:
        for p, debut in _places(ecrit, bas, faute) if cles <= vues else ():
            yield _locution(p, debut, faute)


def _places(ecrit: Ecrit, bas: str, faute: str) -> Iterator[tuple[Passage, int]]:
    """Find where some words stand by themselves, but in the words of someone else."""
    rang = bas.find(faute)
    while rang >= 0:
        fin = rang + len(faute)
        if not (_SOUDE.fullmatch(bas[max(rang - 1, 0) : rang]) or _SOUDE.fullmatch(bas[fin : fin + 1])):
            i = bisect_right(ecrit.departs, rang) - 1
            p, debut = ecrit.tous[i], rang - ecrit.departs[i]
            if p.nature not in DITS_AILLEURS and not _est_cite(p.texte, debut):
                yield p, debut
        rang = bas.find(faute, fin)


def _accord(p: Passage, rang: int, faute: str, voulu: str) -> Diagnostic:
    ecrit = p.texte[rang : rang + len(faute)]
    message = f"« {ecrit} » : le nom n'a pas le nombre du mot qui le précède."
    return FICHE.constat(message, p.place(rang), f"Écrivez « {voulu} », ou accordez le premier mot.")


def _locution(p: Passage, rang: int, faute: str) -> Diagnostic:
    ecrit = p.texte[rang : rang + len(faute)]
    voulu = _casse(ecrit, LOCUTIONS[faute])
    severite = Severite.AVERTISSEMENT if faute in DOUTEUSES else Severite.ERREUR
    fixe = remplacer(p, rang, rang + len(ecrit), voulu)
    message = f"« {ecrit} » s'écrit « {voulu} »."
    return FICHE.constat(message, p.place(rang), f"Écrivez « {voulu} ».", severite=severite, remplacement=fixe)


def _paires(indice: str) -> frozenset[tuple[str, str]]:
    mots = re.findall(r"\w+", indice)
    return frozenset(pairwise(mots) if len(mots) > 1 else ((m, "") for m in mots))


_TOURS = tuple((t, tuple((i, _paires(i)) for i in t.indices)) for t in (*TOURS, *ACCORDS))
_LOCUTIONS = tuple((faute, _paires(faute)) for faute in LOCUTIONS)
_CHERCHEES = frozenset(
    (*(c for _, indices in _TOURS for _, cles in indices for c in cles), *(c for _, cles in _LOCUTIONS for c in cles))
)
_MOTS_CHERCHES = frozenset(a for a, b in _CHERCHEES if not b)
_SOUDE = re.compile(r"[\w'-]")


def _a_lire(vues: set[tuple[str, str]]) -> Iterator[tuple[Tour, list[str] | None]]:
    """Give the turns of which the words are in the text, and these words; None when the whole text is to be read."""
    for tour, indices in _TOURS:
        presents = [i for i, cles in indices if cles <= vues]
        if presents or not indices:
            yield tour, presents or None


def _trouves(tour: Tour, indices: list[str] | None, bas: str) -> Iterator[re.Match[str]]:
    """Find a turn in the lines that hold its words."""
    if indices is None:
        yield from tour.motif.finditer(bas)
        return
    debuts: set[int] = set()
    for indice in indices:
        rang = bas.find(indice)
        while rang >= 0:
            debuts.add(bas.rfind("\n", 0, rang) + 1)
            suite = bas.find("\n", rang)
            rang = bas.find(indice, suite) if suite >= 0 else -1
    for debut in sorted(debuts):
        fin = bas.find("\n", debut)
        yield from tour.motif.finditer(bas, debut, fin if fin >= 0 else len(bas))


def _est_cite(texte: str, rang: int) -> bool:
    return "«" in texte and texte.count("«", 0, rang) > texte.count("»", 0, rang)


def _constat(tour: Tour, m: re.Match[str], p: Passage, rang: int) -> Diagnostic:
    ecrit = p.texte[rang : rang + len(m[0])]
    voulu = tour.ecriture if tour.ecriture is None or isinstance(tour.ecriture, str) else tour.ecriture(m)
    message = f"« {ecrit} » : {tour.faute}."
    aide, fixe = "Relisez la phrase et corrigez-la.", None
    if voulu is not None:
        voulu = _casse(ecrit, voulu)
        aide = f"Écrivez « {voulu} »."
        fixe = remplacer(p, rang, rang + len(ecrit), voulu)
    severite = Severite.ERREUR if tour.sur else Severite.AVERTISSEMENT
    return FICHE.constat(message, p.place(rang), aide, severite=severite, remplacement=fixe)


def _casse(ecrit: str, voulu: str) -> str:
    """Give back their capitals to words put right in lower case."""
    if ecrit.isupper():
        return voulu.upper()
    capitales = {mot.lower() for mot in _MOT.findall(ecrit) if mot[0].isupper()}
    rendu = _MOT.sub(lambda m: m[0].capitalize() if _tronc(m[0], capitales) else m[0], voulu)
    return rendu[0].upper() + rendu[1:] if ecrit[0].isupper() else rendu


def _tronc(mot: str, capitales: set[str]) -> bool:
    """Say whether a word was written with a capital, its ending apart."""
    return any(c[:4] == mot[:4] and abs(len(c) - len(mot)) <= 2 for c in capitales)  # noqa: PLR2004 - « es » at most
