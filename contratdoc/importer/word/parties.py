"""The parts of a Word file around its text: relations, footnotes, comments, page headers, pictures."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from contratdoc.diagnostics import Place, avertissement
from contratdoc.importer.unites import Laisse
from contratdoc.importer.word.xml import att, nom, tous
from contratdoc.source.images import lire_image

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from contratdoc.importer.archive import Paquet

_IMAGES_MAX = 500
_EXTENSIONS = {".png": ".png", ".jpg": ".jpg", ".jpeg": ".jpg", ".jpe": ".jpg"}


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part points at."""

    genre: str
    cible: str
    externe: bool


@dataclass(slots=True)
class Parties:
    """The parts of one file, read when asked for."""

    paquet: Paquet
    principale: str = "word/document.xml"
    relations: dict[str, Relation] = field(default_factory=dict)
    images: dict[str, bytes] = field(default_factory=dict)
    noms_des_images: dict[str, str] = field(default_factory=dict)

    def lire(self, genre: str) -> etree._Element | None:
        """Read the part of a kind (« styles », « footnotes »), as the main part relates it."""
        relation = next((r for r in self.relations.values() if r.genre == genre and not r.externe), None)
        return self.paquet.arbre(relation.cible) if relation is not None else None

    def image(self, id_: str) -> str | None:
        """Keep a picture that the compiler can print.

        Args:
            id_: The relation that points at it.

        Returns:
            Its name; None when it is of another format, damaged or elsewhere.
        """
        relation = self.relations.get(id_)
        if relation is None or relation.externe or len(self.images) >= _IMAGES_MAX:
            return None
        if relation.cible in self.noms_des_images:
            return self.noms_des_images[relation.cible]
        fin = _EXTENSIONS.get(posixpath.splitext(relation.cible)[1].lower())
        octets = self.paquet.octets(relation.cible) if fin is not None else None
        if fin is None or octets is None:
            return None
        try:
            lire_image(octets)
        except ValueError:
            return None
        donne = f"image-{len(self.images) + 1}{fin}"
        self.images[donne] = octets
        self.noms_des_images[relation.cible] = donne
        return donne


def lire_parties(paquet: Paquet) -> Parties:
    """Find the main part of a file and what it points at; links to other files are told, never followed.

    Args:
        paquet: The archive.

    Returns:
        Its parts.
    """
    parties = Parties(paquet)
    for relation in _relations(paquet, "").values():
        if relation.genre == "officeDocument":
            parties.principale = relation.cible
    parties.relations = _relations(paquet, parties.principale)
    autour = [
        _relations(paquet, r.cible) for r in parties.relations.values() if r.genre in ("settings", "header", "footer")
    ]
    externes = [r for rs in (parties.relations, *autour) for r in rs.values() if r.externe and r.genre != "hyperlink"]
    if externes:
        liste = ", ".join(sorted({f"{r.genre} « {r.cible[:60]} »" for r in externes})[:5])
        message = f"Ce fichier renvoie à d'autres fichiers, qui n'ont pas été ouverts : {liste}."
        paquet.diagnostics.append(avertissement("CD885", message, Place(paquet.nom), "Incorporez-les au document."))
    return parties


def _relations(paquet: Paquet, partie: str) -> dict[str, Relation]:
    """Read what a part points at, by id; its targets as names of parts of the archive."""
    dossier, _, fichier = partie.rpartition("/")
    racine = paquet.arbre(f"{dossier}/_rels/{fichier}.rels" if dossier else f"_rels/{fichier}.rels")
    sortie: dict[str, Relation] = {}
    for e in racine if racine is not None else ():
        if nom(e) == "Relationship":
            externe = att(e, "TargetMode") == "External"
            cible = att(e, "Target")
            chemin = cible if externe else posixpath.normpath(posixpath.join("/", dossier, cible)).lstrip("/")
            sortie[att(e, "Id")] = Relation(att(e, "Type").rpartition("/")[2], chemin, externe)
    return sortie


def textes_de(e: etree._Element) -> str:
    """Return every text below an element, its paragraphs parted by spaces."""
    morceaux: list[str] = []
    for x in e.iter():
        n = nom(x)
        if n in ("t", "delText", "v"):
            morceaux.append(x.text or "")
        elif n in ("tab", "br", "cr", "p"):
            morceaux.append(" ")
    return " ".join("".join(morceaux).split())


def laisser_autour(parties: Parties) -> Iterator[Laisse]:
    """List the page headers and footers, each text once."""
    vus: set[str] = set()
    for r in parties.relations.values():
        if r.genre in ("header", "footer") and not r.externe:
            racine = parties.paquet.arbre(r.cible)
            texte = textes_de(racine) if racine is not None else ""
            if texte and texte not in vus:
                vus.add(texte)
                yield Laisse(Place(parties.paquet.nom), texte, "en-tete-de-page")


def commentaires(parties: Parties) -> dict[str, str]:
    """Return the comments by id, each with its author."""
    racine = parties.lire("comments")
    if racine is None:
        return {}
    return {att(c, "id"): f"{att(c, 'author') or 'Anonyme'} : {textes_de(c)}" for c in tous(racine, "comment")}
