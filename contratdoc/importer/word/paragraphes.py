"""A paragraph of Word to runs; what is no text in it (pictures, boxes, deletions, comments) goes to its side."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from contratdoc.importer.inlines import Run
from contratdoc.importer.word.parties import textes_de
from contratdoc.importer.word.xml import att, fils, nom, oui, tous

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from contratdoc.importer.word.parties import Parties

_RECURSIFS = frozenset(
    [
        "ins",
        "moveTo",
        "smartTag",
        "customXml",
        "fldSimple",
        "bdo",
        "dir",
        "sdtContent",
        "rubyBase",
        "rt",
        "ruby",
        "r2",
        "subDoc",
        "hyperlink",
    ]
)
_SAUTS = frozenset(("br", "cr", "tab", "ptab"))
_DIAGRAMMES = ("chart", "diagram")


@dataclass(slots=True)
class Apart:
    """What a paragraph holds besides its text.

    Attributes:
        boites: Its text boxes, to be read as blocks.
        images: Name, description of its pictures.
        notes: The kind and the id of its footnotes and endnotes, in order.
        laisses: What is left out: the reason and the text.
        comptes: What was met, to be told once for the whole file.
    """

    boites: list[etree._Element] = field(default_factory=list)
    images: list[tuple[str, str]] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    laisses: list[tuple[str, str]] = field(default_factory=list)
    comptes: Counter[str] = field(default_factory=Counter)


def lire_paragraphe(p: etree._Element, parties: Parties, commentaires: dict[str, str]) -> tuple[tuple[Run, ...], Apart]:
    """Read a paragraph.

    Args:
        p: The `w:p` element.
        parties: The parts of the file.
        commentaires: Its comments, by id.

    Returns:
        Its runs, footnote calls among them, and what stands aside.
    """
    lecteur = _Lecteur(parties, commentaires)
    return tuple(lecteur.dans(p, Run(""))), lecteur.apart


class _Lecteur:
    def __init__(self, parties: Parties, commentaires: dict[str, str]) -> None:
        self.parties = parties
        self.commentaires = commentaires
        self.apart = Apart()

    def dans(self, e: etree._Element, allure: Run) -> Iterator[Run]:
        """Read what an element holds, with the look of what it stands in."""
        for x in e:
            yield from self.un(x, allure)

    def un(self, x: etree._Element, allure: Run) -> Iterator[Run]:
        n = nom(x)
        if n == "r":
            yield from self.run(x, allure)
        elif n == "hyperlink":
            relation = self.parties.relations.get(att(x, "id"))
            adresse = relation.cible if relation is not None and relation.externe else ""
            adresse = adresse if adresse.startswith(("http://", "https://", "mailto:")) and _sure(adresse) else ""
            yield from self.dans(x, replace(allure, adresse=adresse or allure.adresse))
        elif n in ("del", "moveFrom"):
            self.laisser("texte-supprime" if n == "del" else "texte-deplace", textes_de(x))
        elif n == "sdt":
            if oui(fils(x, "sdtPr", "showingPlcHdr")):
                self.laisser("texte-d-aide", textes_de(x))
            else:
                yield from self.dans(x, allure)
        elif n in ("oMath", "oMathPara"):
            self.apart.comptes["formule"] += 1
            yield replace(allure, texte=textes_de(x))
        elif n == "AlternateContent":
            choix = fils(x, "Choice")
            yield from self.dans(choix if choix is not None and len(choix) else x, allure)
        elif n in _RECURSIFS:
            if n in ("ins", "moveTo"):
                self.apart.comptes["insertion"] += 1
            yield from self.dans(x, allure)
        else:
            yield from self.contenu(x, n, allure)

    def run(self, r: etree._Element, allure: Run) -> Iterator[Run]:
        """Read a run; hidden text is left aside, as Word does not print it."""
        pr = fils(r, "rPr")
        if oui(fils(pr, "vanish")):
            self.laisser("texte-masque", textes_de(r))
            return
        sienne = replace(allure, gras=allure.gras or oui(fils(pr, "b")), italique=allure.italique or oui(fils(pr, "i")))
        yield from self.dans(r, sienne)

    def contenu(self, x: etree._Element, n: str, allure: Run) -> Iterator[Run]:
        """Read one thing of a run."""
        if n == "t":
            yield replace(allure, texte=x.text or "")
        elif n in _SAUTS:
            yield replace(allure, texte=" ")
        elif n == "noBreakHyphen":
            yield replace(allure, texte="-")
        elif n in ("footnoteReference", "endnoteReference"):
            note = (n.removesuffix("Reference"), att(x, "id"))
            self.apart.notes.append(note)
            yield Run("", note=f"{note[0]}/{note[1]}")
        elif n == "commentReference":
            if att(x, "id") in self.commentaires:
                self.laisser("commentaire", self.commentaires.pop(att(x, "id")))
        elif n == "sym":
            self.apart.comptes["symbole"] += 1
        elif n in ("drawing", "pict", "object"):
            self.dessin(x, n)

    def laisser(self, raison: str, texte: str) -> None:
        self.apart.comptes[raison] += 1
        if texte:
            self.apart.laisses.append((raison, texte))

    # --- drawings -----------------------------------------------------------------------------------------------------

    def dessin(self, x: etree._Element, genre: str) -> None:
        """Put pictures and text boxes aside; a chart or a diagram has its words listed."""
        boites = [b for b in tous(x, "txbxContent") if not _dans_un_repli(b, x)]
        self.apart.boites += boites
        proprietes = next(tous(x, "docPr"), None)
        description = att(proprietes, "descr") or att(proprietes, "title") or att(next(tous(x, "shape"), None), "alt")
        reperes = [att(b, "embed") or att(b, "link") for b in tous(x, "blip")]
        reperes += [att(b, "id") for b in tous(x, "imagedata")] if not reperes else []
        for repere in dict.fromkeys(reperes):
            nom_ = self.parties.image(repere)
            if nom_ is not None:
                self.apart.images.append((nom_, " ".join(description.split())))
            else:
                self.laisser("image", description)
        donnees = next(tous(x, "graphicData"), None)
        uri = att(donnees, "uri").rpartition("/")[2]
        if uri in _DIAGRAMMES and donnees is not None:
            self.laisser("diagramme", self.diagramme(donnees))
        elif genre == "object":
            self.laisser("objet", "")

    def diagramme(self, donnees: etree._Element) -> str:
        """Return the words of a chart or of a diagram, which are in a part of their own."""
        for x in donnees.iter():
            for cle in ("dm", "id"):
                relation = self.parties.relations.get(att(x, cle))
                if relation is not None and not relation.externe:
                    racine = self.parties.paquet.arbre(relation.cible)
                    return textes_de(racine) if racine is not None else ""
        return ""


def _dans_un_repli(e: etree._Element, racine: etree._Element) -> bool:
    """Say whether an element is in the copy of a drawing kept for older programs, or in another text box."""
    ici = e.getparent()
    while ici is not None and ici is not racine:
        if nom(ici) in ("Fallback", "txbxContent"):
            return True
        ici = ici.getparent()
    return False


def _sure(adresse: str) -> bool:
    return not any(c.isspace() or c in '<>()"' for c in adresse)
