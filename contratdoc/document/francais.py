"""French grammar for acts: articles and their contractions, agreement, ordinals, dates, enumerations."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from contratdoc.document import formats

_PETITS = ("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze")
_UNITES = (*_PETITS, "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf")
_DIZAINES = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante", 80: "quatre-vingt"}
_PREMIERS_MOIS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août")
MOIS = (*_PREMIERS_MOIS, "septembre", "octobre", "novembre", "décembre")
"""The months, in order."""
_CENT = 100

# The h that forbids the elision, in words that an act may hold; « onze » and « oui » do as well.
_ASPIRES = ("hameau", "handicap", "hangar", "harcèlement", "hausse", "haut", "huit", "onz", "oui", "hors", "hiérarch")


def s_elide(mot: str) -> bool:
    """Say whether « le », « la » and « de » lose their vowel before a word."""
    bas = mot.lstrip("« ").casefold()
    if bas.startswith(_ASPIRES) or re.match(r"\w(?:\s|$)", bas):  # « le A », as a heading is called
        return False
    return unicodedata.normalize("NFD", bas)[:1] in tuple("aeiouyœæh") and not bas.startswith("yaou")


@dataclass(frozen=True, slots=True)
class Groupe:
    """A noun and what completes it, without its article: « objectif opérationnel 1.a de l'axe I ».

    Attributes:
        texte: The words.
        feminin: Its gender.
        pluriel: Its number.
    """

    texte: str
    feminin: bool = False
    pluriel: bool = False

    def le(self) -> str:
        """Write it with its article: « l'objectif », « la liste », « les mots »."""
        if self.pluriel:
            return f"les {self.texte}"
        if s_elide(self.texte):
            return f"l'{self.texte}"
        return f"{'la' if self.feminin else 'le'} {self.texte}"

    def a(self) -> str:
        """Write it after « à »: « à l'objectif », « au plan », « aux alinéas »."""
        if self.pluriel:
            return f"aux {self.texte}"
        return f"au {self.texte}" if not self.feminin and not s_elide(self.texte) else f"à {self.le()}"

    def de(self) -> str:
        """Write it after « de »: « de l'objectif », « du plan », « des alinéas »."""
        if self.pluriel:
            return f"des {self.texte}"
        return f"du {self.texte}" if not self.feminin and not s_elide(self.texte) else f"de {self.le()}"

    def un(self) -> str:
        """Write it without pointing to one: « un objectif », « une action », « des mots »."""
        return f"{'des' if self.pluriel else 'une' if self.feminin else 'un'} {self.texte}"

    def accorder(self, participe: str) -> str:
        """Make a past participle agree: « supprimé », « supprimée », « supprimés »."""
        return f"{participe}{'e' * self.feminin}{'s' * self.pluriel}"

    def est(self, participe: str) -> str:
        """Write the passive verb: « est remplacé », « sont remplacées »."""
        return f"{'sont' if self.pluriel else 'est'} {self.accorder(participe)}"

    def avec(self, suite: str) -> Groupe:
        """Return it with more words after it."""
        return Groupe(f"{self.texte} {suite}", self.feminin, self.pluriel) if suite else self

    def dans(self, autre: Groupe | None) -> Groupe:
        """Return it completed by the thing that it is part of: « objectif 1.a » of « l'axe I »."""
        return self if autre is None else self.avec(autre.de())


def majuscule(texte: str) -> str:
    """Write a sentence's first letter as a capital."""
    return texte[:1].upper() + texte[1:]


def minuscule(texte: str) -> str:
    """Write a title's first letter small, unless its first word is an acronym or has capitals inside."""
    return texte if texte[1:2].isupper() else texte[:1].lower() + texte[1:]


def cardinal(n: int) -> str:
    """Write a number in words up to nineteen, else in figures: « quatre alinéas »."""
    return _UNITES[n] if 0 <= n < len(_UNITES) else str(n)


def ordinal(n: int, *, feminin: bool = False) -> str:
    """Write a rank in words: « premier », « première », « deuxième », « vingt et unième »; from 100 on, « 100e »."""
    if n == 1:
        return "première" if feminin else "premier"
    if n >= _CENT:
        return f"{n}e"
    mot = _en_lettres(n)
    if mot.endswith("cinq"):
        mot += "u"
    elif mot.endswith("neuf"):
        mot = mot[:-1] + "v"
    return f"{mot.removesuffix('e')}ième"


def _en_lettres(n: int) -> str:
    """Write a number below 100; « quatre-vingt » without its s, as before another word."""
    if n < len(_UNITES):
        return _UNITES[n]
    base = max(d for d in _DIZAINES if d <= n)
    reste = n - base
    if not reste:
        return _DIZAINES[base]
    liaison = " et " if reste in (1, 11) and base != 80 else "-"  # noqa: PLR2004 - vingt et un, soixante et onze
    return f"{_DIZAINES[base]}{liaison}{_UNITES[reste]}"


def jour(date: dt.date) -> str:
    """Write a date: « 1er mars 2027 », « 21 février 2014 »."""
    return f"{'1er' if date.day == 1 else date.day} {MOIS[date.month - 1]} {date.year}"


def enumerer(textes: Sequence[str], liaison: str = "et") -> str:
    """Join texts: « a, b et c »."""
    *debut, dernier = textes or ("",)
    return f"{', '.join(debut)} {liaison} {dernier}" if debut else dernier


def de_nom(nom: str) -> str:
    """Write « de » before the name of a body: « de l'État », « du Département », « de la commune », « d'Aubry »."""
    for article, contracte in (("L'", "de l'"), ("L’", "de l'"), ("La ", "de la ")):
        if nom.startswith(article):
            return contracte + nom.removeprefix(article)
    return formats.de(nom)


_FEMININS = frozenset(("agence", "agglomération", "association", "banque", "caisse", "chambre", "collectivité"))
_FEMININS |= {"commune", "communauté", "fondation", "métropole", "mission", "préfecture", "région", "société", "ville"}
_MASCULINS = ("centre", "département", "conseil", "établissement", "groupement", "office", "rectorat", "syndicat")

_TITRE_ENTIER = re.compile(r"Communauté (?:d['’]Agglomération|de Communes|Urbaine)\b")
"""A name whose second noun has a capital too: its first keeps it, or it would be written two ways in one name."""


def organisme(nom: str) -> Groupe | None:
    """Read the name of a body as a noun with its gender; None for a proper name, which takes no article.

    « Commune de Metz » is « la commune de Metz », « L'État » is « l'État », « Logis Habitat » stays as it is.
    """
    sans = re.sub(r"^(?:L['’]|La |Le |Les )", "", nom)
    premier = re.split(r"[\s'’]", sans, maxsplit=1)[0].casefold()
    if premier in _FEMININS:
        return Groupe(sans if _TITRE_ENTIER.match(sans) else minuscule(sans), feminin=True)
    if premier in _MASCULINS:
        return Groupe(minuscule(sans))
    if sans == nom:
        return None
    return Groupe(sans, feminin=nom.startswith("La "), pluriel=nom.startswith("Les "))


def le_nom(nom: str) -> str:
    """Write the name of a body in a sentence: « la commune de Metz », « l'État », « Logis Habitat »."""
    groupe = organisme(nom)
    return nom if groupe is None else groupe.le()


def du_nom(nom: str) -> str:
    """Write « de » and the name of a body in a sentence."""
    groupe = organisme(nom)
    return de_nom(nom) if groupe is None else groupe.de()
