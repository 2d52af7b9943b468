"""Numbers typed by hand to values that can be counted: which series a number belongs to, and its rank in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contratdoc.ecrits.ecrit import VALEUR, Nature, Passage
from contratdoc.ecrits.titres import lire_numero, niveau_de

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.ecrits.ecrit import Ecrit

VOLET = "volet"
"""A part of an axis has no number, but it closes the series of the part before."""
_ROMAINS = {"I": 1, "V": 5, "X": 10}
_NOMME = re.compile(r"(?P<mot>[^\W\d]+?)\s*(?P<rang>\d{1,2}|[IVX]+)(?:er)?$")
_OBJECTIF = re.compile(r"(?P<prefixe>\d{1,2})\.?(?P<lettre>[a-z])")
_NOM_DE_PERSONNE = re.compile(r"[A-ZÀ-Ý][\w’'-]*(?:\s[A-ZÀ-Ý][\w’'-]*)?\s?(?:[,(–-].*)?")


@dataclass(frozen=True, slots=True)
class Rang:
    """A numbered line.

    Attributes:
        famille: What is counted: « nombre », « lettre », « romain », « nomme axe », « objectif 1 », « decimal 2.1 ».
        signe: The sign after it.
        valeur: Its rank, from 1.
        titre: True for a heading, False for an item.
        passage: The line.
        douteux: True when it may be an initial: « B. Martin, adjoint » goes on with a series, but breaks none.
    """

    famille: str
    signe: str
    valeur: int
    titre: bool
    passage: Passage
    douteux: bool = False

    def a(self, valeur: int) -> str:
        """Write another number of the same series, as this one is."""
        if self.famille == "lettre" or self.famille.startswith("objectif"):
            rang = chr(64 + valeur) if 0 < valeur <= 26 else "?"  # noqa: PLR2004 - letters of the alphabet
            return rang if self.famille == "lettre" else self.passage.marque[:-1] + rang.lower()
        if self.famille == "romain" or (self.famille.startswith("nomme") and self.passage.marque[-1:].isalpha()):
            rang = _romain(valeur)
        else:
            rang = str(valeur)
        if self.famille.startswith("decimal"):
            return self.passage.marque.rpartition(".")[0] + "." + rang
        m = _NOMME.match(self.passage.marque) if self.famille.startswith("nomme") else None
        return f"{m['mot']} {rang}" if m is not None else rang


def rangs_de(ecrit: Ecrit, *, marque: bool) -> Iterator[tuple[Passage, Rang | None]]:
    """Go through the passages that may count: headings, and whatever is numbered by hand.

    Args:
        ecrit: The text.
        marque: True when its headings are marked: then a line numbered by hand is an item, not a heading.

    Yields:
        A passage, and its number; None for a heading without number.
    """
    for p in ecrit.passages:
        if p.nature in (Nature.SOMMAIRE, Nature.CITATION, Nature.CHAMP) or VALEUR in p.texte[: p.debut + 1]:
            continue
        rang = _rang(p, marque=marque) if p.marque else None
        if rang is not None or p.nature in (Nature.TITRE, Nature.INTERTITRE):
            yield p, rang


def _rang(p: Passage, *, marque: bool) -> Rang | None:
    titre = p.nature in (Nature.TITRE, Nature.INTERTITRE)
    numero = lire_numero(p.texte) if p.debut else None
    if numero is not None and marque and p.niveau == niveau_de(numero) and p.place().colonne <= 1:
        titre = False
    if numero is None:
        # The number of a list is taken off the text: its sign is not kept, and a list has one only.
        return Rang("nombre", "", int(p.marque[:4]), titre, p) if p.marque.isdecimal() else None
    style = numero.style.rstrip(":.-–—/)")
    signe = numero.style[len(style) :].replace("–", "-").replace("—", "-")  # the length of dashes is typography
    famille, valeur = _compte(style, numero.texte)
    initiale = signe == "." and len(numero.texte) == 1 and numero.texte.isalpha()
    douteux = initiale and _NOM_DE_PERSONNE.fullmatch(p.libelle) is not None
    return Rang(famille, signe, valeur, titre, p, douteux) if valeur or famille == VOLET else None


def _compte(style: str, texte: str) -> tuple[str, int]:
    """Return the series of a number, and its rank; the rank is 0 when it cannot be counted."""
    famille, valeur = style, 0
    if style == "nombre":
        valeur = int(texte)
    elif style == "lettre":
        valeur = ord(texte) - 64
    elif style == "romain":
        valeur = _valeur(texte)
    elif style == "decimal":
        prefixe, _, dernier = texte.rpartition(".")
        famille, valeur = f"decimal {prefixe}", int(dernier)
    elif style == "objectif" and (m := _OBJECTIF.fullmatch(texte)) is not None:
        famille, valeur = f"objectif {int(m['prefixe'])}", ord(m["lettre"]) - 96
    elif style == "nomme" and (m := _NOMME.match(texte)) is not None:
        famille = f"nomme {m['mot'].casefold().rstrip('s')}"
        valeur = int(m["rang"]) if m["rang"].isdecimal() else _valeur(m["rang"])
    return famille, valeur


def _valeur(romain: str) -> int:
    chiffres = [_ROMAINS.get(c, 0) for c in romain]
    return sum(-c if c < s else c for c, s in zip(chiffres, [*chiffres[1:], 0], strict=True))


def _romain(valeur: int) -> str:
    dizaines, unites = divmod(max(valeur, 0), 10)
    chiffres = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    return "X" * min(dizaines, 9) + chiffres[unites]
