"""Announcements of a count: « six thématiques », « au nombre de cinq », and whether a list is bound to follow."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contratdoc.ecrits.nombres import lire_cardinal

if TYPE_CHECKING:
    from collections.abc import Iterator

_NOMBRE = r"(?:\d{1,2}|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt)"
_ADJECTIFS = (
    r"(?:(?:grand|principal|autre|nouvel|nouveau|nouvelle|différent|petit|même|principaux|vrai|large|premier|première|"
    r"gros|grosse|beau|belle|prochain|dernier|dernière)(?:e?s|x)?\s+)?"
)
_ANNONCE = re.compile(
    rf"(?<![\w,.'’/°-])(?P<n>{_NOMBRE})\s+{_ADJECTIFS}(?P<nom>[^\W\d_]{{3,}}[sx]|(?-i:[A-Z]{{2,6}}))(?![\w'’-])"
    rf"|\bau nombre de (?P<n2>{_NOMBRE})\b",
    re.IGNORECASE,
)
_CHIFFRE = re.compile(r"\d")
_MORCEAUX = (
    "eux ",
    "rois ",
    "uatre ",
    "cinq ",
    "six ",
    "ept ",
    "uit ",
    "euf ",
    "dix ",
    "nze ",
    "ouze ",
    "ize ",
    "ingt ",
)
"""Pieces of the numbers in letters: looking for them is much quicker than for the numbers."""
_PAS_UNE_LISTE = frozenset(
    """
    ans années mois jours semaines heures minutes fois euros millions milliards points tiers pas kilomètres
    mètres hectares étages siècles trimestres semestres habitants personnes logements jeunes enfants agents
    policiers salariés élèves places lits adultes participants citoyens familles ménages locataires
    bénéficiaires adhérents citoyennes médecins conseillers femmes hommes employés animateurs bénévoles
    collégiens lycéens étudiants résidents actifs demandeurs allocataires emplois postes membres titulaires
    usagers pages exemplaires lots nuits sous temps seniors dernières derniers premières premiers prochaines
    prochains plus moins très sans dans vers hors puis mais
    """.split()  # noqa: SIM905 - one word a line would fill the module
)
_A_PEU_PRES = re.compile(
    r"(?:\b(?:environ|près de|plus de|moins de|au moins|au minimum|au plus|jusqu['’]à|quelque|une?|entre|l['’]un des|"
    r"un des|une des|chacun des|chacune des|parmi les|certains des|d['’]ici|article|page|annexe|axe|n°|phase|tranche|"
    r"loi|chapitre|titre)|\b(?:\d+|deux|trois|quatre|un) (?:à|ou|et|sur|contre)|[-–/(])\s*$",
    re.IGNORECASE,
)
_DEFINI = re.compile(r"\b(?:les|ces|des|nos|leurs|ses|vos|aux)\s+$", re.IGNORECASE)
_APPEL = re.compile(
    r"(?:\bà savoir|\bsuivante?s|\bci-dessous|\bci-après|\bsont|\bétaient|\bseront|\bsuit|\bque voici|témoignent)\s*$"
)
_AUTRE_LISTE = re.compile(
    r"\b(?:les|des|ces|plusieurs|quelques|leurs|nos|ses)\s+(?:[\w'’-]+\s+){1,4}(?:suivante?s|ci-dessous|ci-après)\s*$"
    r"|\b(?:plusieurs|quelques|divers|diverses|différents|différentes|certains|certaines)\b"
    r"|^par (?:an|mois|semaine|jour|trimestre|semestre|commune|quartier|personne)\b|\bet une?\b"
    r"|\b(?:notamment|par exemple|dont|parmi|entre autres|pour (?:missions?|objectifs?|but|rôle))\b",
    re.IGNORECASE,
)
_SUSPENDU = re.compile(
    r"(?:\b(?:à|de|du|des|les|par|pour|sur|en|avec|que|afin|comme|chez|dans|entre|ou|et|est|ont|a|peuvent|doivent|vont|au|"
    r"aux|tels?|telles?|sous|vers|consistent|où)|\b(?:d|qu|l)['’])\s*$",
    re.IGNORECASE,
)
_VERBE = re.compile(r"(?<!se )(?<!s['’])\b(?P<v>[^\W\d_]+(?<!m)ent)\s*$")
_INTRANSITIFS = frozenset(
    """
    ressortent existent émergent suivent demeurent apparaissent interviennent coexistent subsistent témoignent
    perdurent présent absent différent récent permanent cohérent pertinent
    """.split()  # noqa: SIM905 - one word a line would fill the module
)
_ABSTRAITS = frozenset(
    """
    axes objectifs priorités enjeux orientations thématiques thèmes mesures critères missions engagements volets
    principes leviers piliers ambitions actions étapes phases types catégories domaines entités pôles questions
    invariables aspects constats défis propositions niveaux conditions raisons causes compléments recrutements
    ordres façons outils instances
    """.split()  # noqa: SIM905 - one word a line would fill the module
)
_PLURIEL = re.compile(r"\b(?:les|des|leurs|nos|ses|ces)\s", re.IGNORECASE)
_SUITE_MAX = 200
_PROCHE = 70
_COMPLEMENT = 3
_LOIN = 150
_RECENSE = re.compile(
    r"(?:\b(?:compte|comptent|recense|dénombre|comprend|comprennent|compose de|composent de|repose sur|réunit|"
    r"distingue|reposent sur|appuie sur|identifie|retient|articule autour de|comporte)\s+)$",
    re.IGNORECASE,
)
_MAX = 30


@dataclass(frozen=True, slots=True)
class Annonce:
    """A count.

    Attributes:
        valeur: Its value.
        debut: Its rank in the text.
        fin: Rank after its noun.
        nom: Its noun, empty in « au nombre de cinq ».
        defini: True after « les », « ces », « nos ».
        recense: True after « on compte », « se compose de », « repose sur ».
    """

    valeur: int
    debut: int
    fin: int
    nom: str
    defini: bool
    recense: bool = False

    @property
    def abstraite(self) -> bool:
        """Whether its noun is one of those that announce a list: « axes », « enjeux », « critères »."""
        return self.nom in _ABSTRAITS

    @property
    def mots(self) -> str:
        """The noun, or a word that stands for it."""
        return self.nom or "éléments"


def annonces_de(texte: str, debut: int = 0, fin: int | None = None) -> Iterator[Annonce]:
    """Find the counts of a text that may announce a list.

    Args:
        texte: One passage.
        debut: Where to begin.
        fin: Where to stop.

    Yields:
        The counts, in order; approximate ones, durations, and numbers of people or dwellings are passed over.
    """
    if not _CHIFFRE.search(texte) and not any(mot in texte for mot in _MORCEAUX):
        return
    for m in _ANNONCE.finditer(texte, debut, len(texte) if fin is None else fin):
        valeur = lire_cardinal(m["n"] or m["n2"])
        nom = (m["nom"] or "").casefold()
        avant = texte[max(0, m.start() - 20) : m.start()]
        if valeur is None or not 1 < valeur <= _MAX or nom in _PAS_UNE_LISTE:
            continue
        if not m["n2"] and _A_PEU_PRES.search(avant):
            continue
        debut = m.start("n") if m["n"] else m.start("n2")
        recense = _RECENSE.search(texte, max(0, m.start() - 30), m.start()) is not None
        yield Annonce(valeur, debut, m.end(), nom, _DEFINI.search(avant) is not None, recense)


def annonce_une_liste(annonce: Annonce, suite: str) -> bool | None:
    """Say whether what follows a count, up to a colon, lets a list of its noun come next.

    Args:
        annonce: The count.
        suite: The text between its noun and the colon.

    Returns:
        True when the list is surely of what is counted, False when it may be of something else, None when it is not.
    """
    suite = suite.strip()
    if len(suite) > _SUITE_MAX or _AUTRE_LISTE.search(suite):
        return None
    appel = _APPEL.search(suite) is not None
    if not appel and suite:
        virgule = "," in suite
        if (virgule and (annonce.defini or not annonce.abstraite)) or _SUSPENDU.search(suite):
            return None
        m = _VERBE.search(suite)
        if m is not None and m["v"].casefold() not in _INTRANSITIFS:
            return None
        if annonce.defini and not annonce.abstraite:
            return None
    if annonce.abstraite or not annonce.nom or appel:
        court = suite.count(" ") <= _COMPLEMENT and not _PLURIEL.search(suite)
        return appel or ("," not in suite and (not annonce.defini or court))
    return len(suite) <= (_LOIN if annonce.recense else _PROCHE) and not _PLURIEL.search(suite)
