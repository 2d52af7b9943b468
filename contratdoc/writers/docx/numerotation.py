"""Native numbering: which list instance each heading and each list follows, so that Word counts what the tree says.

Word counts by itself, a counter for each level of each definition, shared by all instances of that definition; a
counter restarts below a higher level of the *same* definition. The tree has its own numbers. So Word's counters
are played here beside the tree, and wherever they would differ an instance that restarts at the right value is made.
"""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from contratdoc.document.noeuds import SuiteTitres, Titre
from contratdoc.writers.docx.balises import w
from contratdoc.writers.docx.erreurs import CadreInvalide
from contratdoc.writers.docx.styles import Style, Styles

FORMATS: Final = {
    SuiteTitres.PRINCIPALE: ("upperRoman", "decimal", "upperLetter", "lowerLetter"),
    SuiteTitres.AXE: ("none", "upperRoman", "upperLetter", "lowerLetter"),
    SuiteTitres.ANNEXE: ("none", "decimal", "upperLetter", "lowerLetter"),
}
_LISTES: Final = {
    SuiteTitres.PRINCIPALE: Style.LISTE_TITRES,
    SuiteTitres.AXE: Style.LISTE_AXES,
    SuiteTitres.ANNEXE: Style.LISTE_ANNEXES,
}
_ROMAINS: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_ROMAIN = re.compile(r"M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})\Z")
_NIVEAUX: Final = 9


def valeur_du_numero(numero: str, format_: str) -> int:
    """The value of a label as a list level in `format_` counts it; 0 if it cannot be one of its labels."""
    mot = (numero.split() or [""])[-1].rstrip(".")
    if format_ == "decimal":
        return int(mot) if mot.isascii() and mot.isdecimal() and not mot.startswith("0") else 0
    if format_ == "upperRoman":
        return _romain(mot) if mot and _ROMAIN.match(mot) else 0
    if format_ in {"upperLetter", "lowerLetter"}:
        return _lettre(mot, majuscule=format_ == "upperLetter")
    return 0


def _romain(mot: str) -> int:
    valeurs = [_ROMAINS[signe] for signe in mot]
    suivantes = [*valeurs[1:], 0]
    return sum(-v if v < s else v for v, s in zip(valeurs, suivantes, strict=True))


def _lettre(mot: str, *, majuscule: bool) -> int:
    """Word goes on after Z with AA, BB, CC."""
    if not mot.isascii() or not mot.isalpha() or len(set(mot)) != 1 or mot.isupper() != majuscule:
        return 0
    return (len(mot) - 1) * 26 + ord(mot[0].upper()) - ord("A") + 1


class Compteurs:
    """The counters that Word keeps for one definition."""

    def __init__(self) -> None:
        self._valeurs = [0] * _NIVEAUX

    def prochain(self, niveau: int) -> int:
        """What a paragraph of this level (from 0) would show now."""
        return self._valeurs[niveau] + 1

    def poser(self, niveau: int, valeur: int) -> None:
        """Record what it shows; deeper levels start again below it."""
        self._valeurs[niveau] = valeur
        self._valeurs[niveau + 1 :] = [0] * (_NIVEAUX - niveau - 1)


class Numerotation:
    """The numbering part of one file."""

    def __init__(self, arbre: etree._Element, styles: Styles) -> None:
        self._arbre = arbre
        self._instances = {n.get(w("numId"), ""): _abstraite(n) for n in arbre.iterchildren(w("num"))}
        self._dernier = max((int(i) for i in self._instances if i.isdecimal()), default=0)
        definitions = {_lien(a): a for a in arbre.iterchildren(w("abstractNum"))}
        self._definitions = {style: _definition(definitions, styles, style) for style in (*_LISTES.values(), *_AUTRES)}
        self._courantes: dict[SuiteTitres, int] = {}
        self._compteurs = {suite: Compteurs() for suite in _LISTES}
        self._puces = 0
        self._retraits: dict[tuple[Style, int], int] = {}
        self._nouvelles: list[str] = []
        for suite, style in _LISTES.items():
            _verifier_formats(self._definitions[style], FORMATS[suite], style)

    def titre(self, titre: Titre) -> tuple[int, str]:
        """The list instance of a heading (0: none), and the label to write as text where Word cannot count it."""
        rang = titre.niveau - 1
        if titre.suite is SuiteTitres.SANS or not titre.numero:
            return 0, ""
        formats = FORMATS[titre.suite]
        valeur = valeur_du_numero(titre.numero, formats[rang]) if rang < len(formats) else 0
        if not valeur:
            return 0, titre.numero
        compteurs = self._compteurs[titre.suite]
        if titre.suite not in self._courantes or compteurs.prochain(rang) != valeur:
            self._courantes[titre.suite] = self._instance(_LISTES[titre.suite], {rang: valeur})
        compteurs.poser(rang, valeur)
        return self._courantes[titre.suite], ""

    def puces(self) -> int:
        """The instance that all bulleted lists share: a bullet has no counter to restart."""
        if not self._puces:
            self._puces = self._instance(Style.LISTE_PUCES, {})
        return self._puces

    def liste(self, style: Style, rang: int, depart: int) -> int:
        """A new instance, its level `rang` starting at `depart`."""
        return self._instance(style, {rang: depart})

    def retrait(self, style: Style, rang: int) -> int:
        """Where the text of a level stands, in twips, as the frame has it."""
        if (style, rang) not in self._retraits:
            place = self._definitions[style].find(f"{w('lvl')}[@{w('ilvl')}='{rang}']/{w('pPr')}/{w('ind')}")
            valeur = place.get(w("left"), place.get(w("start"), "0")) if place is not None else "0"
            self._retraits[style, rang] = int(valeur) if valeur.isdecimal() else 0
        return self._retraits[style, rang]

    def _instance(self, style: Style, departs: dict[int, int]) -> int:
        self._dernier += 1
        reprises = "".join(
            f'<w:lvlOverride w:ilvl="{rang}"><w:startOverride w:val="{valeur}"/></w:lvlOverride>'
            for rang, valeur in departs.items()
        )
        abstraite = self._definitions[style].get(w("abstractNumId"))
        self._nouvelles.append(
            f'<w:num w:numId="{self._dernier}"><w:abstractNumId w:val="{abstraite}"/>{reprises}</w:num>'
        )
        return self._dernier

    def partie(self) -> bytes:
        """The numbering part with the new instances."""
        xml: bytes = etree.tostring(self._arbre, encoding="UTF-8", standalone=True)
        ouverture, fin, _ = xml.rpartition(b"</w:numbering>")
        # Instances come after the definitions; what Word may put behind them (`numIdMacAtCleanup`) must stay last.
        reste = b""
        if (place := ouverture.rfind(b"<w:numIdMacAtCleanup")) >= 0:
            ouverture, reste = ouverture[:place], ouverture[place:]
        return ouverture + "".join(self._nouvelles).encode() + reste + fin


_AUTRES: Final = (Style.LISTE_PUCES, Style.LISTE_NUMEROS, Style.LISTE_ORIENTATIONS)


def _abstraite(instance: etree._Element) -> str:
    lien = instance.find(w("abstractNumId"))
    return lien.get(w("val"), "") if lien is not None else ""


def _lien(definition: etree._Element) -> str:
    lien = definition.find(w("styleLink"))
    return lien.get(w("val"), "") if lien is not None else ""


def _definition(definitions: dict[str, etree._Element], styles: Styles, style: Style) -> etree._Element:
    trouvee = definitions.get(styles[style])
    if trouvee is None:
        raise CadreInvalide(
            "word/numbering.xml", "", "", f"il manque au cadre la liste à plusieurs niveaux « {style.value} »"
        )
    return trouvee


def _verifier_formats(definition: etree._Element, formats: tuple[str, ...], style: Style) -> None:
    """Refuse a frame whose headings would not show the numbers computed."""
    for rang, attendu in enumerate(formats):
        if attendu == "none":
            continue
        format_ = definition.find(f"{w('lvl')}[@{w('ilvl')}='{rang}']/{w('numFmt')}")
        if format_ is None or format_.get(w("val")) != attendu:
            raise CadreInvalide(
                "word/numbering.xml",
                "",
                "",
                f"la liste « {style.value} » ne numérote plus son niveau {rang + 1} comme prévu",
            )
