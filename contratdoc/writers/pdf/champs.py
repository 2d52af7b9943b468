"""Signature fields: one a signatory, where the layout keeps its place, each in the tree of tags.

The frame draws at each place a link to `contratdoc:champ/<name>`. typst thus gives the rectangle, the order of reading
and the tag; the link then becomes a field, and its tag a form (ISO 32000-1, 12.7.4.5; ISO 14289-1, 7.18.4).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from contratdoc.writers.pdf.objets import Objets, chaine

ADRESSE: Final = "contratdoc:champ/"
PREFIXE: Final = "sig_"
NOM_SUR: Final = re.compile(r"[A-Za-z0-9_-]+")
LARGEUR_MIN: Final = 60.0  # millimetres: room for a name, a quality and a date at a size that is read
HAUTEUR_MIN: Final = 25.0
POINTS_PAR_MM: Final = 72 / 25.4
TOLERANCE: Final = 0.05  # millimetres, lost in rounding
_LIEN: Final = re.compile(
    rb"<</Type/Annot/Subtype/Link/Rect\[(?P<cadre>[-\d. ]+)\].*/URI\(" + ADRESSE.encode() + rb"(?P<nom>[\w-]+)\)"
    rb".*/StructParent (?P<rang>\d+)",
    re.DOTALL,
)
_BALISE: Final = re.compile(rb"/S/Link(?=[/\s])")
_SEUL: Final = re.compile(rb"/K\[(<</Type/OBJR[^\[\]]*>>)\]")
"""An only child, which need not stand in a list: pyHanko finds a field in the tags only when it does not."""
_PAGE: Final = re.compile(rb"/Type/OBJR/Pg (\d+) 0 R")


@dataclass(frozen=True, slots=True)
class Champ:
    """A field to place: its name, and what is said of it aloud."""

    nom: str
    infobulle: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a field stands: its page object, and its rectangle in points from the bottom left."""

    page: int
    cadre: tuple[float, float, float, float]

    @property
    def assez_grande(self) -> bool:
        """Whether a visible signature fits."""
        x0, y0, x1, y1 = self.cadre
        manque_l = LARGEUR_MIN - (x1 - x0) / POINTS_PAR_MM
        manque_h = HAUTEUR_MIN - (y1 - y0) / POINTS_PAR_MM
        return max(manque_l, manque_h) <= TOLERANCE


def nom_de_champ(ident: str) -> str:
    """The name of the field of a signatory; empty when the id cannot be one."""
    return f"{PREFIXE}{ident}" if NOM_SUR.fullmatch(ident) else ""


def poser_champs(objets: Objets, champs: Sequence[Champ]) -> dict[str, Place]:
    """Turn the places kept by the layout into signature fields.

    Args:
        objets: The file, changed in place.
        champs: The fields expected.

    Returns:
        The place of each field that the layout holds; a frame may have kept none.
    """
    attendus = {c.nom: c for c in champs}
    places: dict[str, Place] = {}
    refs: list[bytes] = []
    for numero in list(objets.contenant(f"/URI({ADRESSE}".encode())):
        lien = _LIEN.match(objets.objet(numero))
        if lien is None or (nom := lien["nom"].decode()) not in attendus or nom in places:
            continue
        place = _poser(objets, numero, lien, attendus[nom])
        if place is not None:
            places[nom] = place
            refs.append(b"%d 0 R" % numero)
    if refs:
        formulaire = objets.ajouter(b"<</Fields[" + b" ".join(refs) + b"]>>")
        catalogue = objets.objet(objets.racine)
        objets.remplacer(objets.racine, catalogue.removesuffix(b">>") + b"/AcroForm %d 0 R>>" % formulaire)
    return places


def _poser(objets: Objets, numero: int, lien: re.Match[bytes], champ: Champ) -> Place | None:
    """Make one field: the annotation, its empty appearance (PDF/A asks for one), its tag."""
    balise = _balise_de(objets, numero)
    if balise is None:
        return None
    element = objets.objet(balise)
    page = _PAGE.search(element)
    assert page is not None  # the tag was found by this very reference
    x0, y0, x1, y1 = (float(n) for n in lien["cadre"].split())
    apparence = objets.ajouter(
        b"<</Type/XObject/Subtype/Form/BBox[0 0 %.4f %.4f]/Resources<<>>/Length 0>>\nstream\n\nendstream"
        % (x1 - x0, y1 - y0)
    )
    objets.remplacer(
        numero,
        b"<</Type/Annot/Subtype/Widget/FT/Sig/T(%s)/TU%s/Rect[%s]/F 4/P %s 0 R/StructParent %s/AP<</N %d 0 R>>>>"
        % (champ.nom.encode(), chaine(champ.infobulle), lien["cadre"], page[1], lien["rang"], apparence),
    )
    objets.remplacer(balise, _SEUL.sub(rb"/K\1", _BALISE.sub(b"/S/Form", element, count=1), count=1))
    return Place(int(page[1]), (x0, y0, x1, y1))


def _balise_de(objets: Objets, numero: int) -> int | None:
    """The structure element that holds an annotation."""
    for candidat in objets.contenant(b"/Obj %d 0 R" % numero):
        contenu = objets.objet(candidat)
        if contenu.startswith(b"<</Type/StructElem") and _BALISE.search(contenu):
            return candidat
    return None
