"""The series that numbers typed by hand make, and where they break.

A stack holds the series open at a point of the text, outermost first. A number that is one more than the last of an
open series goes on with it, and closes those inside; « 1 », « A », « I » open a series, which is right anywhere; any
other number breaks one, or begins one by its middle.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from contratdoc.controles.references.numeros import VOLET, Rang, rangs_de
from contratdoc.ecrits.ecrit import Nature
from contratdoc.ecrits.ressemblance import ressemblance

if TYPE_CHECKING:
    from contratdoc.ecrits.ecrit import Ecrit

_PROFONDEUR_MAX = 30
_DEUX = 2
"""What begins by two surely lacks its first."""
_DEBUT_MAX = 12
"""A first number above is a date, a street, an article of someone else's text."""
_EXTRAIT = 1
"""A number in the first heading of a file is that of an excerpt: « IV – Annexes » in a file of its own."""
_MEME_TEXTE = 0.85


class Genre(StrEnum):
    """How a series breaks."""

    TROU = "trou"
    DOUBLON = "doublon"
    DEBUT = "début"
    STYLE = "style"
    PREFIXE = "préfixe"
    COLLE = "collé"


@dataclass(slots=True)
class Rupture:
    """A break: the number at fault, the one before it in its series if any, and whether it is certain."""

    genre: Genre
    rang: Rang
    avant: Rang | None = None
    sur: bool = False


@dataclass(slots=True)
class _Suite:
    dernier: Rang
    niveau: int
    coupures: int
    membres: dict[int, str]
    debut: Rupture | None = None
    style_dit: bool = False


@dataclass(slots=True)
class _Lecture:
    suites: list[_Suite] = field(default_factory=list)
    ruptures: list[Rupture] = field(default_factory=list)
    marque: bool = False
    niveau: int = 0
    coupures: int = 0
    lus: int = 0
    fichier: str = ""


def ruptures_de(ecrit: Ecrit) -> list[Rupture]:
    """Find where the series of numbers of a text break.

    Args:
        ecrit: The text.

    Returns:
        The breaks, in order.
    """
    lec = _Lecture(marque=any(p.nature is Nature.TITRE and not p.marque for p in ecrit.passages))
    for p, rang in rangs_de(ecrit, marque=lec.marque):
        if p.fichier != lec.fichier:
            lec.suites, lec.fichier, lec.lus = [], p.fichier, 0
        lec.lus += 1
        if p.nature is Nature.TITRE and lec.marque and p.niveau:
            lec.suites = [s for s in lec.suites if s.niveau < p.niveau]
            lec.niveau = p.niveau - 1 if rang is not None else p.niveau
        if rang is None:
            lec.coupures += 1
        else:
            _lire(lec, _lettre_plutot(lec, rang))
            lec.niveau = max(lec.niveau, p.niveau) if rang.titre and lec.marque else lec.niveau
            lec.coupures += rang.titre
    # « 12 – Rue des Forges » begins no series by its middle, unless 13 follows.
    return [r for r in lec.ruptures if r.genre is not Genre.DEBUT or r.sur or r.rang.valeur == _DEUX]


def _lettre_plutot(lec: _Lecture, rang: Rang) -> Rang:
    """Read « I- » as the letter that follows « H- » when such a series is open."""
    marque = rang.passage.marque
    if rang.famille != "romain" or len(marque) != 1:
        return rang
    valeur = ord(marque) - 64
    if any(s.dernier.famille == "lettre" and s.dernier.valeur == valeur - 1 for s in lec.suites):
        return Rang("lettre", rang.signe, valeur, rang.titre, rang.passage, rang.douteux)
    return rang


def _lire(lec: _Lecture, rang: Rang) -> None:
    if rang.famille.startswith("nomme") and rang.passage.marque[-1:].isdecimal() and " " not in rang.passage.marque:
        lec.ruptures.append(Rupture(Genre.COLLE, rang, sur=True))
    i = _suivie(lec.suites, rang)
    if rang.famille == VOLET:
        volets = [k for k, s in enumerate(lec.suites) if s.dernier.famille == VOLET]
        del lec.suites[volets[0] if volets else len(lec.suites) :]
        _ouvrir(lec, rang, None)
    elif i is not None:
        _continuer(lec, i, rang)
    elif rang.valeur <= 1:
        _prefixe(lec, rang)
        _ouvrir(lec, rang, None)
    elif not rang.douteux and not _rompre(lec, rang) and _commence_mal(lec, rang):
        sur = rang.titre and rang.valeur == _DEUX and rang.famille in ("nombre", "lettre", "romain")
        rupture = Rupture(Genre.DEBUT, rang, sur=sur)
        lec.ruptures.append(rupture)
        _ouvrir(lec, rang, rupture)


def _suivie(suites: list[_Suite], rang: Rang) -> int | None:
    """Return the series that a number follows by one: the innermost with the same sign, else with another."""
    meme, autre = -1, -1
    for i, suite in enumerate(suites):
        d = suite.dernier
        if d.famille != rang.famille or d.valeur != rang.valeur - 1:
            continue
        if d.signe == rang.signe or rang.famille.startswith("nomme"):
            meme = i
        elif d.titre == rang.titre and not any(s.dernier.titre for s in suites[i + 1 :]):
            # Another sign is another way to write the same series, unless headings opened inside it.
            autre = i
    # An item goes on with items, whatever the sign, rather than with headings further out.
    if autre > meme >= 0 and suites[meme].dernier.titre != rang.titre:
        meme = -1
    # The same sign, but before the axis under way opened: the series of the axis is the one that goes on.
    if autre > meme >= 0 and any(s.dernier.famille.startswith(("nomme", VOLET)) for s in suites[meme + 1 : autre]):
        meme = -1
    trouvee = meme if meme >= 0 else autre
    return trouvee if trouvee >= 0 else None


def _continuer(lec: _Lecture, i: int, rang: Rang) -> None:
    suite = lec.suites[i]
    del lec.suites[i + 1 :]
    if suite.debut is not None:
        suite.debut.sur = True
    if rang.signe != suite.dernier.signe and rang.titre and suite.dernier.titre and not suite.style_dit:
        lec.ruptures.append(Rupture(Genre.STYLE, rang, suite.dernier))
        suite.style_dit = True
    suite.dernier, suite.coupures = rang, lec.coupures
    suite.membres[rang.valeur] = rang.passage.libelle


def _ouvrir(lec: _Lecture, rang: Rang, rupture: Rupture | None) -> None:
    suite = _Suite(rang, lec.niveau, lec.coupures, {rang.valeur: rang.passage.libelle}, rupture)
    if lec.suites:
        d = lec.suites[-1].dernier
        # A list does not hold a list of the same depth and sign: the one before is over.
        ici, avant = (
            (r.famille, r.signe, r.titre, r.passage.niveau, r.passage.nature is Nature.ELEMENT) for r in (rang, d)
        )
        if ici == avant and not rang.titre:
            lec.suites.pop()
    lec.suites.append(suite)
    del lec.suites[:-_PROFONDEUR_MAX]


def _rompre(lec: _Lecture, rang: Rang) -> bool:
    """Tell a gap or a duplicate in an open series; True when the number belongs to one, rightly or not."""
    texte = rang.passage.libelle
    for i in range(len(lec.suites) - 1, -1, -1):
        suite = lec.suites[i]
        d = suite.dernier
        if d.famille != rang.famille:
            continue
        if rang.valeur in suite.membres and (
            (not d.titre and suite.coupures != lec.coupures)
            or ressemblance(texte, suite.membres[rang.valeur]) >= _MEME_TEXTE
        ):
            return True  # what a list announced is taken up again, under a heading of its own
        if (d.signe, d.titre) != (rang.signe, rang.titre) or rang.valeur < d.valeur:
            continue
        genre = Genre.DOUBLON if rang.valeur == d.valeur else Genre.TROU
        if not rang.titre and suite.coupures != lec.coupures:
            return genre is Genre.DOUBLON  # a list does not go over a heading
        lec.ruptures.append(Rupture(genre, rang, d, sur=True))
        del lec.suites[i + 1 :]
        suite.dernier, suite.coupures = rang, lec.coupures
        suite.membres[rang.valeur] = texte
        return True
    return False


def _commence_mal(lec: _Lecture, rang: Rang) -> bool:
    if rang.valeur > _DEBUT_MAX or lec.lus <= _EXTRAIT:
        return False
    if rang.famille.startswith("decimal"):
        parent = rang.famille.split()[-1].rpartition(".")[2]
        return rang.titre and any(s.dernier.passage.marque.rpartition(".")[2] == parent for s in lec.suites)
    if rang.famille.startswith("objectif"):
        numero = int(rang.famille.split()[-1])
        return any(s.dernier.famille == "nombre" and numero in s.membres for s in lec.suites)
    return True


def _prefixe(lec: _Lecture, rang: Rang) -> None:
    """Tell « 1.a » right under « 2. »: the number of the objective is not that of its orientation."""
    if not rang.famille.startswith("objectif") or not lec.suites:
        return
    suite = lec.suites[-1]
    if suite.dernier.famille != "nombre" or suite.dernier.signe not in (".", ""):
        return
    if int(rang.famille.split()[1]) not in suite.membres:
        lec.ruptures.append(Rupture(Genre.PREFIXE, rang, suite.dernier))
