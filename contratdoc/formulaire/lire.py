"""A Word form, as it came back, to the data that its partner's file is to hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from contratdoc.diagnostics import Diagnostic, Place, Resultat, a_des_erreurs, avertissement, erreur
from contratdoc.ecrits.from_docx import illisible, ouvrir_docx
from contratdoc.formulaire.cases import TITRE, W15, w
from contratdoc.formulaire.ecrire import CONSIGNES, champs_de_la_nature, libelle
from contratdoc.formulaire.textes import est_vide, liste_de_la_case, markdown_de_la_case, texte_de_la_case
from contratdoc.formulaire.textes import texte_du_paragraphe as texte_de
from contratdoc.schema.champs import Champ, Forme
from contratdoc.schema.natures import NATURES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml import etree

    from contratdoc.source.arbre import Valeur

_LARGEUR = 60


@dataclass(frozen=True, slots=True)
class Formulaire:
    """What a form says.

    Attributes:
        nature: The kind of partner.
        id: The partner.
        donnees: The fields that are filled, as the YAML file is to hold them, `nature` and `id` first.
    """

    nature: str
    id: str
    donnees: dict[str, Valeur]


def est_formulaire(octets: bytes) -> bool:
    """Say whether a Word file bears the boxes of a form of ours.

    Args:
        octets: The file.
    """
    ouvert = ouvrir_docx(octets)
    return ouvert is not None and _tete(ouvert[0]) is not None


def read_formulaire(octets: bytes, fichier: str) -> Resultat[Formulaire]:
    """Read a form.

    Args:
        octets: The Word file.
        fichier: Its name, as shown in diagnostics; the line of a place is the rank of a paragraph.

    Returns:
        What it says, or None; and what was typed outside of its boxes.
    """
    ouvert = ouvrir_docx(octets)
    if ouvert is None:
        return Resultat(None, (illisible(fichier),))
    corps = ouvert[0]
    tete = _tete(corps)
    if tete is None:
        message = "Ce fichier Word n'est pas un formulaire de contribution : ses cases manquent."
        return Resultat(None, (erreur("CD871", message, Place(fichier)),))
    nature, identifiant = tete
    lecture = _Lecture(fichier, corps)
    champs = champs_de_la_nature(nature)
    donnees: dict[str, Valeur] = {"nature": nature, "id": identifiant}
    donnees |= lecture.groupe(champs, corps, ("nature", "id"))
    lecture.hors_des_cases(corps, champs)
    lecture.revisions(corps)
    fautes = tuple(lecture.fautes)
    return Resultat(None if a_des_erreurs(fautes) else Formulaire(nature, identifiant, donnees), fautes)


def _tete(corps: etree._Element) -> tuple[str, str] | None:
    """Read of which partner a form is."""
    dites = {_cle(c): texte_de_la_case(_contenu(c)).strip() for c in _cases(corps) if _cle(c) in ("nature", "id")}
    nature, identifiant = dites.get("nature", ""), dites.get("id", "")
    return (nature, identifiant) if nature in NATURES and identifiant else None


def _cases(parent: etree._Element) -> Iterator[etree._Element]:
    """Go through the outermost boxes that bear a key, those of another's content left out."""
    for x in parent:
        if x.tag == w("sdt") and _cle(x):
            yield x
        elif x.tag == w("sdt"):
            yield from _cases(_contenu(x))
        elif x.tag not in (w("sectPr"), w("pPr")):
            yield from _cases(x)


def _cle(case: etree._Element) -> str:
    etiquette = case.find(f"{w('sdtPr')}/{w('tag')}")
    return etiquette.get(w("val"), "") if etiquette is not None else ""


def _contenu(case: etree._Element) -> etree._Element:
    trouve = case.find(w("sdtContent"))
    return trouve if trouve is not None else case.makeelement(w("sdtContent"))


def _est_vide(case: etree._Element) -> bool:
    """Say whether a box still shows what to type in it."""
    return case.find(f"{w('sdtPr')}/{w('showingPlcHdr')}") is not None


class _Lecture:
    """The walk over the boxes, and the faults met."""

    def __init__(self, fichier: str, corps: etree._Element) -> None:
        self.fichier = fichier
        self.paragraphes = list(corps.iter(w("p")))  # lxml gives an element the same object while someone holds it
        self.rangs = {id(p): i for i, p in enumerate(self.paragraphes, 1)}
        self.fautes: list[Diagnostic] = []

    def groupe(
        self, champs: Sequence[Champ], parent: etree._Element, connues: tuple[str, ...] = ()
    ) -> dict[str, Valeur]:
        """Read the fields of a group, in the order of the schema."""
        cases: dict[str, etree._Element] = {}
        connus = {c.cle for c in champs}
        for case in _cases(parent):
            cle = _cle(case)
            if cle in cases:
                self._fautive(case, f"La case « {cle} » est deux fois dans le formulaire.")
            elif cle in connus:
                cases[cle] = case
            elif cle not in connues:
                self._fautive(case, f"La case « {cle} » n'est pas de ce formulaire, ou n'est pas à cette place.")
        lus = ((c.cle, self._champ(c, cases[c.cle])) for c in champs if c.cle in cases)
        return {cle: valeur for cle, valeur in lus if valeur not in (None, "", [], {})}

    def _fautive(self, case: etree._Element, message: str) -> None:
        texte = " ".join(texte_de_la_case(_contenu(case)).split())
        if texte and not _est_vide(case):
            message = f"{message[:-1]} ; elle dit : « {_court(texte)} »."
        self.fautes.append(erreur("CD872", message, self._place(case)))

    def _champ(self, champ: Champ, case: etree._Element) -> Valeur:
        if _est_vide(case):
            return None
        contenu = _contenu(case)
        if champ.forme is Forme.GROUPE and champ.multiple:
            articles = [e for e in contenu.iter(w("sdt")) if _est_un_article(e, case)]
            fiches = [self.groupe(champ.enfants, _contenu(e)) for e in articles]
            return [f for f in fiches if f]
        if champ.forme is Forme.GROUPE:
            return self.groupe(champ.enfants, contenu)
        if champ.forme is Forme.PAIRES:
            return self.groupe(tuple(Champ(mot, mot, Forme.TEXTE) for mot in champ.choix), contenu)
        if champ.multiple:
            return list(liste_de_la_case(contenu))
        return markdown_de_la_case(contenu) if champ.forme is Forme.PROSE else texte_de_la_case(contenu).strip()

    def hors_des_cases(self, corps: etree._Element, champs: Sequence[Champ]) -> None:
        """Tell what was typed where nothing is read."""
        attendus = {"Nature du partenaire", "Identifiant", *CONSIGNES, *_libelles(champs)}
        for p in _hors_des_cases(corps):
            texte = " ".join(texte_de(p).split())
            style = p.find(f"{w('pPr')}/{w('pStyle')}")
            if est_vide(texte) or texte in attendus:
                continue
            if style is not None and style.get(w("val")) == TITRE and p is self.paragraphes[0]:
                continue
            message = f"Ce texte est hors des cases, et n'est pas repris : « {_court(texte)} »."
            self.fautes.append(avertissement("CD873", message, self._place(p)))

    def revisions(self, corps: etree._Element) -> None:
        """Tell the changes that nobody has accepted or refused."""
        suivies = list(corps.iter(w("ins"), w("del"), w("moveFrom"), w("moveTo")))
        if suivies:
            message = "Ce formulaire garde des modifications suivies : elles sont lues comme acceptées."
            self.fautes.append(avertissement("CD874", message, self._place(suivies[0])))

    def _place(self, e: etree._Element) -> Place:
        """Return the rank of the paragraph that an element is, holds or stands in."""
        paragraphe = next(e.iter(w("p")), None)
        if paragraphe is None:
            paragraphe = next(e.iterancestors(w("p")), None)
        rang = self.rangs.get(id(paragraphe), 0) if paragraphe is not None else 0
        return Place(self.fichier, rang, 1) if rang else Place(self.fichier)


def _est_un_article(e: etree._Element, section: etree._Element) -> bool:
    """Say whether a box is an item of a section, and not of one inside it."""
    if e.find(f"{w('sdtPr')}/{{{W15}}}repeatingSectionItem") is None:
        return False
    dehors = next((a for a in e.iterancestors(w("sdt")) if _cle(a)), None)
    return dehors is section


def _libelles(champs: Sequence[Champ]) -> Iterator[str]:
    for champ in champs:
        yield " ".join(libelle(champ).split())
        yield from _libelles(champ.enfants)
        yield from champ.choix


def _hors_des_cases(parent: etree._Element) -> Iterator[etree._Element]:
    """Go through the paragraphs that are in no box of a field; labels stand between boxes, groups included."""
    for x in parent:
        if x.tag == w("p"):
            if not any(True for _ in x.iter(w("sdt"))):
                yield x
        elif x.tag == w("sdt"):
            if not _cle(x) or any(True for _ in _contenu(x).iter(w("sdt"))):
                yield from _hors_des_cases(_contenu(x))
        else:
            yield from _hors_des_cases(x)


def _court(texte: str) -> str:
    return texte if len(texte) <= _LARGEUR else texte[: _LARGEUR - 1].rstrip() + "…"
