"""What someone changed in a Word copy, and how the sources would say it: one change after the other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from contratdoc.ecrits.ecrit import Nature
from contratdoc.retour.comparer import Ecart, comparer_copies
from contratdoc.retour.lignes import ajouter, retirer
from contratdoc.retour.lire import cle_a, passages_des_sources
from contratdoc.retour.origines import Origine, Origines, lettres_avant

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from contratdoc.contrat.contrat import Contrat
    from contratdoc.diagnostics import Place
    from contratdoc.ecrits.ecrit import Ecrit, Passage

_MOT = re.compile(r"\w+|\s+|[^\w\s]")
_FIN_DE_LIGNE = re.compile(r"\r\n|\r|\n")
_SIGNES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "’": "'"})
_BALISES = re.compile(r"([\\`*_\[\]#|{}<>])")
_FINALES = (";", ".", ",")
_GUILLEMETS = 40
"""Characters that quotes and indentation may add to a short field."""
_CALCULE = "Ce passage est calculé ou écrit par la compilation : il ne se reprend pas."
_PLUSIEURS = "Plusieurs sources disent la même chose : corrigez celle qui convient."
_AJOUTE = "Ce passage ajouté se place à la main : rien ne dit à quelle ligne des sources il doit aller."
_RETIRE = "Ce passage retiré se retire à la main : il n'est pas seul sur ses lignes."
_PONCTUATION = "Seule la typographie change, et la compilation la décide."


@dataclass(frozen=True, slots=True)
class Edition:
    """Characters of a source file and what is to stand in their place."""

    fichier: str
    debut: int
    fin: int
    nouveau: str


@dataclass(frozen=True, slots=True)
class Retouche:
    """One change made by hand in a copy.

    Attributes:
        ecart: The paragraph that differs.
        places: Where it comes from; several when the sources say the same, none when they do not say it.
        cle: The key of that place, in a YAML file.
        editions: What taking it over would change; none when it cannot be, for the reason told.
        raison: Why it is not taken over; empty when it can be.
    """

    ecart: Ecart
    places: tuple[Place, ...]
    cle: str
    editions: tuple[Edition, ...]
    raison: str


def lister_retouches(
    compilee: Ecrit, revenue: Ecrit, contrat: Contrat, fichiers: Mapping[str, bytes]
) -> tuple[Retouche, ...]:
    """List what changed in a copy that came back, against the sources.

    Args:
        compilee: The contract as the present sources make it, read from Word.
        revenue: The copy, read from Word.
        contrat: The linked contract.
        fichiers: The folder's files.

    Returns:
        The changes, in the order of the contract.
    """
    ecarts = comparer_copies(compilee, revenue)
    if not ecarts:
        return ()
    origines = Origines(passages_des_sources(contrat, fichiers))
    return tuple(_retouche(e, origines, fichiers) for e in ecarts)


def reprendre(fichiers: Mapping[str, bytes], retouches: Iterable[Retouche]) -> dict[str, bytes]:
    """Take changes over into the sources.

    Args:
        fichiers: The folder's files.
        retouches: The changes, all of them with their editions.

    Returns:
        The files that change, and their new content.
    """
    par_fichier: dict[str, list[Edition]] = {}
    for edition in (e for r in retouches for e in r.editions):
        par_fichier.setdefault(edition.fichier, []).append(edition)
    nouveaux: dict[str, bytes] = {}
    for nom, editions in par_fichier.items():
        texte = fichiers[nom].decode("utf-8")
        for e in sorted(editions, key=lambda e: e.debut, reverse=True):
            texte = texte[: e.debut] + e.nouveau + texte[e.fin :]
        nouveaux[nom] = texte.encode()
    return nouveaux


def _retouche(ecart: Ecart, origines: Origines, fichiers: Mapping[str, bytes]) -> Retouche:
    if ecart.avant is None:
        trouvees = origines.de(ecart.precedent.texte) if ecart.precedent is not None else ()
        return _ligne_entiere(ecart, trouvees, fichiers, _AJOUTE)
    trouvees = origines.de(ecart.avant.texte)
    if len(trouvees) != 1:
        return _sans_reprise(ecart, trouvees, fichiers, _PLUSIEURS if trouvees else _CALCULE)
    if ecart.apres is None:
        return _ligne_entiere(ecart, trouvees, fichiers, _RETIRE)
    changements = tuple(_changements(ecart.avant.texte, ecart.apres.texte))
    if not changements:
        return _sans_reprise(ecart, trouvees, fichiers, _PONCTUATION)
    editions = [_edition(trouvees[0], c, fichiers) for c in changements]
    if None in editions:
        return _sans_reprise(ecart, trouvees, fichiers, _CALCULE)
    place = trouvees[0].passage.reperes[0][1]
    justes = tuple(e for e in editions if e is not None)
    return Retouche(ecart, (place,), cle_a(fichiers[place.fichier], place), justes, "")


def _ligne_entiere(ecart: Ecart, origines: Sequence[Origine], fichiers: Mapping[str, bytes], sinon: str) -> Retouche:
    """Take a paragraph out, or put one in after the one that comes before it, when the source has it on its lines."""
    if len(origines) != 1:
        return _sans_reprise(ecart, origines, fichiers, sinon)
    passage = origines[0].passage
    place, texte = passage.reperes[0][1], fichiers[passage.fichier].decode("utf-8")
    if ecart.apres is None:
        zone = retirer(passage, texte)
    else:
        nouveau = _BALISES.sub(r"\\\1", ecart.apres.texte.translate(_SIGNES).lstrip("-•– "))
        zone = ajouter(passage, nouveau, ecart.apres.nature, texte)
    if zone is None:
        return _sans_reprise(ecart, origines, fichiers, sinon)
    return Retouche(ecart, (place,), cle_a(fichiers[place.fichier], place), (Edition(passage.fichier, *zone),), "")


def _sans_reprise(ecart: Ecart, origines: Sequence[Origine], fichiers: Mapping[str, bytes], raison: str) -> Retouche:
    places = tuple(o.passage.reperes[0][1] for o in origines)
    cle = cle_a(fichiers[places[0].fichier], places[0]) if len(places) == 1 else ""
    return Retouche(ecart, places, cle, (), raison)


@dataclass(frozen=True, slots=True)
class _Changement:
    """Letters of the compiled paragraph, first and after the last, and what is read in their place."""

    debut: int
    fin: int
    nouveau: str


def _changements(avant: str, apres: str) -> Iterator[_Changement]:
    """Part the difference of two paragraphs into stretches that begin and end with words."""
    avant, apres = avant.translate(_SIGNES), apres.translate(_SIGNES)
    if avant[-1:] == apres[-1:] and avant[-1:] in _FINALES:  # the compiler puts it at the end of items
        avant, apres = avant[:-1].rstrip(), apres[:-1].rstrip()
    a, b = _MOT.findall(avant), _MOT.findall(apres)
    zones: list[list[int]] = []
    for sorte, a1, a2, b1, b2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if sorte != "equal":
            zones.append(_elargir(a, [a1, a2, b1, b2]))
    for a1, a2, b1, b2 in _fondre(zones):
        debut, fin = len("".join(a[:a1])), len("".join(a[:a2]))
        if "".join(a[a1:a2]).strip() != "".join(b[b1:b2]).strip():
            yield _Changement(lettres_avant(avant, debut), lettres_avant(avant, fin), "".join(b[b1:b2]))


def _elargir(a: Sequence[str], zone: list[int]) -> list[int]:
    """Widen a stretch to the words at its ends: signs and spaces alone have no place in the sources."""
    a1, a2, b1, b2 = zone
    while a1 > 0 and (a1 >= a2 or not a[a1][0].isalnum()):
        a1, b1 = a1 - 1, b1 - 1
    while a2 < len(a) and (a2 <= a1 or not a[a2 - 1][0].isalnum()):
        a2, b2 = a2 + 1, b2 + 1
    return [a1, a2, b1, b2]


def _fondre(zones: Iterable[list[int]]) -> list[list[int]]:
    """Make one of the stretches that now overlap."""
    fondues: list[list[int]] = []
    for zone in zones:
        if fondues and zone[0] < fondues[-1][1]:
            fondues[-1] = [fondues[-1][0], max(zone[1], fondues[-1][1]), fondues[-1][2], max(zone[3], fondues[-1][3])]
        else:
            fondues.append(zone)
    return fondues


def _edition(origine: Origine, change: _Changement, fichiers: Mapping[str, bytes]) -> Edition | None:
    """Say what a change is in its file; None when its words do not stand there as they are read."""
    passage = origine.passage
    etendue = origine.etendue(change.debut, change.fin)
    if etendue is None:
        return None
    texte = fichiers[passage.fichier].decode("utf-8")
    debuts = [1 if texte.startswith("\ufeff") else 0, *(m.end() for m in _FIN_DE_LIGNE.finditer(texte))]
    if passage.fixe:
        zone = _zone_du_champ(passage, etendue, texte, debuts)
    else:
        zone = _rang(passage, etendue[0], debuts), _rang(passage, etendue[1] - 1, debuts) + 1
    if zone is None or _lettres(texte[zone[0] : zone[1]]) != _lettres(passage.texte[etendue[0] : etendue[1]]):
        return None
    nouveau = change.nouveau.strip()
    if passage.nature is not Nature.CHAMP:
        nouveau = _BALISES.sub(r"\\\1", nouveau)
    return Edition(passage.fichier, *zone, nouveau)


def _zone_du_champ(
    passage: Passage, etendue: tuple[int, int], texte: str, debuts: Sequence[int]
) -> tuple[int, int] | None:
    """Find words in a field of which only the start has a place: in quotes, or folded; they must be there once."""
    depart = _rang(passage, 0, debuts)
    mots = passage.texte[etendue[0] : etendue[1]].split()
    fin = depart + 2 * len(passage.texte) + _GUILLEMETS
    trouves = [*re.finditer(r"\s+".join(map(re.escape, mots)), texte[depart:fin])]
    premier = trouves[0] if len(trouves) == 1 else None
    return (depart + premier.start(), depart + premier.end()) if premier is not None else None


def _rang(passage: Passage, rang: int, debuts: Sequence[int]) -> int:
    place = passage.place(rang)
    return debuts[place.ligne - 1] + place.colonne - 1


def _lettres(texte: str) -> str:
    return "".join(c for c in texte if c.isalnum())
