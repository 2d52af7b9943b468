"""A Word file of ours, opened: the trees that revisions look into, the other parts as they are."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Final

from lxml import etree

from contratdoc.writers.docx.balises import OFFICE, PAQUET, w
from contratdoc.writers.docx.erreurs import CadreInvalide
from contratdoc.writers.docx.paquet import ecrire_paquet, lire_paquet
from contratdoc.writers.docx.revisions.balises import NOM, PPR, SECTPR, VAL, P

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_RELATION: Final = f"{{{PAQUET}relationships}}Relationship"
_VIDE: Final = f'<Relationships xmlns="{PAQUET}relationships"/>'.encode()
_TYPE: Final = f"{{{PAQUET}content-types}}Default"


class Fichier:
    """The package; a tree asked for by `arbre` is written back by `octets`."""

    def __init__(self, octets: bytes) -> None:
        """Open it.

        Raises:
            CadreInvalide: It is no Word file.
        """
        self.parties = lire_paquet(octets)
        self._arbres: dict[str, etree._Element] = {}
        liens = self.arbre("_rels/.rels").iterchildren(_RELATION)
        self.document = next(
            (r.get("Target", "").lstrip("/") for r in liens if r.get("Type") == f"{OFFICE}officeDocument"), ""
        )
        corps = self.arbre(self.document).find(w("body"))
        if corps is None:
            raise CadreInvalide(self.document, "", "", "le document n’a pas de corps")
        self.corps = corps

    def arbre(self, nom: str) -> etree._Element:
        """A part as a tree."""
        if nom not in self._arbres:
            analyseur = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
            try:
                self._arbres[nom] = etree.fromstring(self.parties[nom], analyseur)
            except (KeyError, etree.XMLSyntaxError) as faute:
                raise CadreInvalide(nom, "", "", "cette partie manque ou n’est pas du XML valable") from faute
        return self._arbres[nom]

    def partie(self, nature: str) -> str:
        """The name of the part that the document refers to as `nature`, as « footnotes »; empty without one."""
        for lien in self.liens(self.document).iterchildren(_RELATION):
            if lien.get("Type") == OFFICE + nature:
                return self.cible(self.document, lien)
        return ""

    def liens(self, partie: str) -> etree._Element:
        """The relationships of a part."""
        dossier, nom = posixpath.split(partie)
        chemin = f"{dossier}/_rels/{nom}.rels"
        self.parties.setdefault(chemin, _VIDE)
        return self.arbre(chemin)

    def cible(self, partie: str, lien: etree._Element) -> str:
        """The part that an inside relationship leads to."""
        vers = lien.get("Target", "")
        return (
            vers.lstrip("/")
            if vers.startswith("/")
            else posixpath.normpath(posixpath.join(posixpath.dirname(partie), vers))
        )

    def notes(self) -> dict[str, etree._Element]:
        """The footnotes by id, without the separators."""
        nom = self.partie("footnotes")
        notes = self.arbre(nom).iterchildren(w("footnote")) if nom else ()
        return {n.get(w("id"), ""): n for n in notes if n.get(w("type")) is None}

    def styles(self) -> dict[str, str]:
        """The name of each style, by id."""
        return {
            s.get(w("styleId"), ""): nom.get(VAL, "")
            for s in self.arbre(self.partie("styles")).iterchildren(w("style"))
            if (nom := s.find(w("name"))) is not None
        }

    def signets(self) -> set[str]:
        """The names of all bookmarks, whatever their case."""
        noms = (s.get(NOM, "") for s in self.corps.iter(w("bookmarkStart")))
        return {nom.casefold() for nom in noms}

    def debut(self) -> int:
        """Where the text begins, behind the cover, which ends with a section; a sommaire may stand on either side."""
        elements = enumerate(self.corps)
        return next((k + 1 for k, e in elements if e.tag == P and _finit_une_section(e)), 0)

    def texte(self) -> tuple[list[etree._Element], list[etree._Element]]:
        """What stands before the text, and the text, without the properties of the last section."""
        debut = self.debut()
        elements = list(self.corps)
        return elements[:debut], [e for e in elements[debut:] if e.tag != SECTPR]

    def declarer(self, extension: str, types: Mapping[str, str]) -> None:
        """Make sure that the content type of an extension is known."""
        racine = self.arbre("[Content_Types].xml")
        if all(d.get("Extension", "").lower() != extension for d in racine.iterchildren(_TYPE)):
            racine.insert(0, etree.Element(_TYPE, {"Extension": extension, "ContentType": types[extension]}))

    def types(self) -> dict[str, str]:
        """The content types by extension."""
        racine = self.arbre("[Content_Types].xml")
        return {d.get("Extension", "").lower(): d.get("ContentType", "") for d in racine.iterchildren(_TYPE)}

    def octets(self) -> bytes:
        """The file."""
        parties = dict(self.parties)
        for nom, arbre in self._arbres.items():
            if len(arbre) or not nom.endswith(".rels"):
                parties[nom] = etree.tostring(arbre, encoding="UTF-8", standalone=True)
            else:
                del parties[nom]  # asked for, and still without any relationship
        return ecrire_paquet(parties)


def _finit_une_section(p: etree._Element) -> bool:
    ppr = p.find(PPR)
    return ppr is not None and ppr.find(SECTPR) is not None


def relations(liens: etree._Element) -> Iterator[etree._Element]:
    """Each relationship of a part."""
    return liens.iterchildren(_RELATION)


def ajouter_relation(liens: etree._Element, nature: str, cible: str, *, externe: bool) -> str:
    """Add a relationship; its id."""
    pris = {r.get("Id") for r in relations(liens)}
    ident = next(i for n in range(1, len(pris) + 2) if (i := f"avant{n}") not in pris)
    attributs = {"Id": ident, "Type": nature, "Target": cible}
    etree.SubElement(liens, _RELATION, attributs | ({"TargetMode": "External"} if externe else {}))
    return ident
