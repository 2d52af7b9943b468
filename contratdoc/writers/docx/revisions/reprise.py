"""What the first file refers to, in the terms of the second: styles, links, pictures, list instances.

The file written has the parts of the second one. Whatever comes back from the first must find there the style, the
picture or the list that it had.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Final

from lxml import etree

from contratdoc.writers.docx.balises import OFFICE, w
from contratdoc.writers.docx.balises import R as ESPACE_R
from contratdoc.writers.docx.revisions.balises import ID, SECTPR, VAL
from contratdoc.writers.docx.revisions.fichier import ajouter_relation, relations
from contratdoc.writers.docx.revisions.lecture import canon

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from contratdoc.writers.docx.revisions.balises import Marques
    from contratdoc.writers.docx.revisions.elements import Paragraphe
    from contratdoc.writers.docx.revisions.fichier import Fichier

_STYLES: Final = tuple(w(nom) for nom in ("pStyle", "rStyle", "tblStyle"))
_ENTETES: Final = (w("headerReference"), w("footerReference"))
_RID: Final = f"{{{ESPACE_R}}}id"
_PREFIXE_R: Final = f"{{{ESPACE_R}}}"
_ABSTRAITE: Final = w("abstractNum")
_INSTANCE: Final = w("num")


def reprendre(avant: Fichier, apres: Fichier, marques: Marques) -> None:
    """Rewrite the references of the first file as the second has them; what it lacks is brought to it."""
    entetes = {(e.tag, e.get(w("type"))): e for e in apres.corps.iter(*_ENTETES)}
    for section in avant.corps.iter(SECTPR):
        for element in [e for e in section if e.tag in _ENTETES]:
            memes = entetes.get((element.tag, element.get(w("type"))))
            if memes is None:
                section.remove(element)
            else:
                element.set(_RID, memes.get(_RID, ""))
    _, texte = avant.texte()
    _styles(avant, apres, texte)
    _liens(avant, apres, avant.document, apres.document, texte)
    notes = list(avant.notes().values())
    if notes and (nom := apres.partie("footnotes")):
        _styles(avant, apres, notes)
        _liens(avant, apres, avant.partie("footnotes"), nom, notes)
    for element in [*texte, *notes]:
        for dessin in element.iter("{*}docPr", "{*}cNvPr"):
            dessin.set("id", str(marques.suivant()))


def _styles(avant: Fichier, apres: Fichier, elements: Iterable[etree._Element]) -> None:
    """Word may have renamed the styles of a frame: they are known by their names."""
    noms, idents = avant.styles(), {nom: ident for ident, nom in apres.styles().items()}
    autres = {i: idents.get(nom, "") for i, nom in noms.items() if idents.get(nom) != i}
    if not autres:
        return
    for racine in elements:
        for element in list(racine.iter(*_STYLES)):
            if (ident := element.get(VAL, "")) in autres:
                element.set(VAL, autres[ident])
            if not element.get(VAL) and (parent := element.getparent()) is not None:
                parent.remove(element)


def _liens(avant: Fichier, apres: Fichier, source: str, vers: str, elements: Iterable[etree._Element]) -> None:
    anciens = {r.get("Id", ""): r for r in relations(avant.liens(source))}
    nouveaux = {_cle(apres, vers, r): r.get("Id", "") for r in relations(apres.liens(vers))}
    for racine in elements:
        for element in racine.iter():
            for nom, valeur in element.attrib.items():
                if str(nom).startswith(_PREFIXE_R) and element.tag not in _ENTETES and str(valeur) in anciens:
                    lien = anciens[str(valeur)]
                    cle = _cle(avant, source, lien)
                    if cle not in nouveaux:
                        nouveaux[cle] = _apporter(avant, apres, source, vers, lien)
                    element.set(nom, nouveaux[cle])


def _cle(fichier: Fichier, partie: str, lien: etree._Element) -> Hashable:
    """What a relationship leads to: an address, or the very bytes of a picture."""
    nature = lien.get("Type", "")
    if nature == f"{OFFICE}image" and lien.get("TargetMode") != "External":
        return nature, fichier.parties.get(fichier.cible(partie, lien))
    return nature, lien.get("Target")


def _apporter(avant: Fichier, apres: Fichier, source: str, vers: str, lien: etree._Element) -> str:
    externe = lien.get("TargetMode") == "External"
    cible = lien.get("Target", "")
    if not externe:
        partie = avant.cible(source, lien)
        extension = posixpath.splitext(partie)[1]
        rang = next(
            n for n in range(1, len(apres.parties) + 2) if f"word/media/avant{n}{extension}" not in apres.parties
        )
        cible = f"media/avant{rang}{extension}"
        apres.parties[f"word/{cible}"] = avant.parties[partie]
        apres.declarer(extension.lstrip(".").lower(), avant.types())
    return ajouter_relation(apres.liens(vers), lien.get("Type", ""), cible, externe=externe)


def listes(fichier: Fichier) -> dict[str, str]:
    """The list of each instance, by the name that its definition has whatever the file."""
    racine = fichier.arbre(fichier.partie("numbering"))
    noms = {a.get(w("abstractNumId"), ""): _nom(a) for a in racine.iterchildren(_ABSTRAITE)}
    return {n.get(w("numId"), ""): noms.get(_abstraite(n), "") for n in racine.iterchildren(_INSTANCE)}


def _nom(definition: etree._Element) -> str:
    lien = definition.find(w("styleLink"))
    return lien.get(VAL, "") if lien is not None else definition.get(w("abstractNumId"), "")


def _abstraite(instance: etree._Element) -> str:
    lien = instance.find(w("abstractNumId"))
    return lien.get(VAL, "") if lien is not None else ""


class Numeros:
    """Which list instance of the second file counts what an instance of the first did."""

    def __init__(self, avant: Fichier, apres: Fichier) -> None:
        self._racine = apres.arbre(apres.partie("numbering"))
        ancienne = avant.arbre(avant.partie("numbering"))
        self._avant = {n.get(w("numId"), ""): n for n in ancienne.iterchildren(_INSTANCE)}
        self._apres = {n.get(w("numId"), ""): n for n in self._racine.iterchildren(_INSTANCE)}
        self._listes = listes(avant)
        self._abstraites = {_nom(a): a.get(w("abstractNumId"), "") for a in self._racine.iterchildren(_ABSTRAITE)}
        self._pris: set[str] = set()
        self._vers = {"": "", "0": "0"}

    def rapprocher(self, avant: Paragraphe, apres: Paragraphe) -> None:
        """Learn from a paragraph that stays that both instances are one list."""
        a, b = avant.numero, apres.numero
        if a and b and a not in self._vers and b not in self._pris and self._memes(a, b):
            self._vers[a] = b
            self._pris.add(b)

    def appliquer(self, ppr: etree._Element | None) -> None:
        """Put paragraph properties of the first file in the terms of the second."""
        for numero in ppr.iter(w("numId")) if ppr is not None else ():
            numero.set(VAL, self._traduire(numero.get(VAL, "")))

    def _memes(self, a: str, b: str) -> bool:
        un, autre = self._avant.get(a), self._apres.get(b)
        return un is not None and autre is not None and _departs(un) == _departs(autre)

    def _traduire(self, numero: str) -> str:
        if numero not in self._vers:
            self._vers[numero] = self._copier(numero)
        return self._vers[numero]

    def _copier(self, numero: str) -> str:
        """A list of the first file that the second no longer has."""
        ancienne = self._avant.get(numero)
        abstraite = self._abstraites.get(self._listes.get(numero, ""))
        if ancienne is None or abstraite is None:
            return "0"
        nouveau = str(max((int(n) for n in self._apres if n.isdecimal()), default=0) + 1)
        instance = etree.fromstring(etree.tostring(ancienne))
        instance.set(w("numId"), nouveau)
        for lien in instance.iterchildren(w("abstractNumId")):
            lien.set(VAL, abstraite)
        derniere = list(self._racine.iterchildren(_INSTANCE))[-1]
        derniere.addnext(instance)
        self._apres[nouveau] = instance
        return nouveau


def _departs(instance: etree._Element) -> Hashable:
    return tuple(canon(e) for e in instance.iterchildren(w("lvlOverride")))


def plus_haut(*racines: etree._Element) -> int:
    """The highest number that marks, bookmarks and drawings of some parts bear."""
    idents = [
        i
        for racine in racines
        for e in racine.iter(w("bookmarkStart"), w("ins"), w("del"), "{*}docPr", "{*}cNvPr")
        if (i := e.get(ID, e.get("id", ""))).isdecimal()
    ]
    return max(map(int, idents), default=0)
