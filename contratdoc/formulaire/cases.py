"""The boxes of the form: Word's content controls, each named by the key of its field.

A box holds what one field says. A group is a box that holds boxes; a list of groups is a « repeating section », to
which Word's user adds an item with the « + » at its end. Office Open XML part 1, 17.5.2; [MS-DOCX] 2.5.1 for sections.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml.builder import ElementMaker

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
ESPACES = {"w": W, "w15": W15}
LIBELLE, CONSIGNE, REPONSE, SECTION, TITRE, INVITE = "Libelle", "Consigne", "Reponse", "Section", "Title", "Invite"
"""The styles of the form."""

_w = ElementMaker(namespace=W, nsmap=ESPACES)
_w15 = ElementMaker(namespace=W15, nsmap=ESPACES)


def w(nom: str) -> str:
    """Return the whole name of an element of WordprocessingML."""
    return f"{{{W}}}{nom}"


def paragraphe(texte: str, style: str, *, police: str = "") -> etree._Element:
    """Make a paragraph; a new line in its text is a line break.

    Args:
        texte: What it says.
        style: The id of its style.
        police: The id of a style for its characters.
    """
    morceaux: list[etree._Element] = []
    for i, ligne in enumerate(texte.split("\n")):
        if i:
            morceaux.append(_w.br())
        if ligne:
            contenu = _w.t(ligne)
            contenu.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            morceaux.append(contenu)
    if police:
        morceaux.insert(0, _w.rPr(_w.rStyle({w("val"): police})))
    return _w.p(_w.pPr(_w.pStyle({w("val"): style})), _w.r(*morceaux))


class Cases:
    """Makes the boxes of one document, each with a number of its own."""

    def __init__(self) -> None:
        self._numero = 0

    def remplie(self, cle: str, nom: str, paragraphes: Sequence[str], *genre: etree._Element) -> etree._Element:
        """Make the box of a field that is filled."""
        return self._case(cle, nom, (paragraphe(t, REPONSE) for t in paragraphes), genre)

    def vide(self, cle: str, nom: str, invite: str, *genre: etree._Element) -> etree._Element:
        """Make the box of a field to fill: it shows what to type, which is no content."""
        return self._case(cle, nom, (paragraphe(invite, REPONSE, police=INVITE),), (_w.showingPlcHdr(), *genre))

    def verrouillee(self, cle: str, nom: str, texte: str) -> etree._Element:
        """Make a box that nobody may change."""
        genre = (_w.lock({w("val"): "sdtContentLocked"}), _w.text())
        return self._case(cle, nom, (paragraphe(texte, REPONSE),), genre)

    def groupe(self, cle: str, nom: str, contenu: Iterable[etree._Element]) -> etree._Element:
        """Make a box that holds other boxes."""
        return self._case(cle, nom, contenu, ())

    def repetee(self, cle: str, nom: str, elements: Iterable[Iterable[etree._Element]]) -> etree._Element:
        """Make a section that Word's user may lengthen, an item after the other."""
        genre = _w15.repeatingSection()
        articles = [self._case("", nom, e, (_w15.repeatingSectionItem(),)) for e in elements]
        return self._case(cle, nom, articles, (genre,))

    def _case(
        self, cle: str, nom: str, contenu: Iterable[etree._Element], genre: Iterable[etree._Element]
    ) -> etree._Element:
        self._numero += 1
        noms = [_w.alias({w("val"): nom}), _w.tag({w("val"): cle})] if cle else []
        proprietes = _w.sdtPr(*noms, _w.id({w("val"): str(self._numero)}), *genre)
        return _w.sdt(proprietes, _w.sdtContent(*contenu))


def texte_libre() -> etree._Element:
    """Say that a box holds one text, on several lines if need be."""
    return _w.text({w("multiLine"): "1"})


def liste_de_choix(choix: Sequence[str]) -> etree._Element:
    """Say that a box holds one of a few words."""
    return _w.dropDownList(*(_w.listItem({w("displayText"): c, w("value"): c}) for c in choix))


def corps(contenu: Iterable[etree._Element], section: etree._Element) -> etree._Element:
    """Make the whole document part."""
    racine = _w.document(_w.body(*contenu, section))
    racine.set(f"{{{_MC}}}Ignorable", "w15")
    return racine


_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
