"""The frame once read: its parts parsed, its tags replaced, its markers found, its styles known by role."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from contratdoc.writers.docx.balises import OFFICE, PIC, WP, A, R, W, w
from contratdoc.writers.docx.erreurs import CadreInvalide
from contratdoc.writers.docx.paquet import lire_paquet
from contratdoc.writers.docx.rendu import porte_des_balises, rendre, verifier_balises
from contratdoc.writers.docx.styles import Style, Styles

if TYPE_CHECKING:
    from collections.abc import Mapping

_PRINCIPALE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_REPERES: Final = {nom: f"contratdoc repère {nom}" for nom in ("logos", "sommaire", "corps")}
_OBLIGATOIRES: Final = ("sommaire", "corps")
_NATURES: Final = ("styles", "numbering", "settings", "theme", "fontTable", "webSettings", "header", "footer", "image")
_COMMENTAIRES: Final = ("commentRangeStart", "commentRangeEnd", "commentReference")
# What would bring foreign data, code or a second file into the contract.
_INTERDITS: Final = ("footnoteReference", "endnoteReference", "object", "altChunk", "subDoc", "control")


@dataclass(slots=True)
class Cadre:
    """A frame ready to receive a body. `arbres` holds the parsed XML parts by name, `parties` the other ones."""

    document: str
    arbres: dict[str, etree._Element]
    parties: dict[str, bytes]
    relations: dict[str, list[etree._Element]]
    types: etree._Element
    styles: Styles
    reperes: dict[str, etree._Element] = field(default_factory=dict)

    def nature(self, nature: str) -> list[str]:
        """The parts that the document refers to as `nature`, as « header »."""
        return [
            _cible(self.document, lien) for lien in self.relations[self.document] if lien.get("Type") == OFFICE + nature
        ]

    def arbre(self, nature: str) -> etree._Element:
        """The one part of this nature."""
        noms = self.nature(nature)
        if not noms or noms[0] not in self.arbres:
            raise CadreInvalide("", "", "", f"il manque au cadre sa partie « {nature} »")
        return self.arbres[noms[0]]


def charger_cadre(octets: bytes, contexte: Mapping[str, Any]) -> Cadre:
    """Read a frame and replace its tags.

    Raises:
        CadreInvalide: The frame cannot be used; every way is described in `erreurs`.
    """
    paquet = lire_paquet(octets)
    document = _document(paquet)
    types = _analyser("[Content_Types].xml", paquet.get("[Content_Types].xml", b""))
    if not any(t.get("PartName") == f"/{document}" and t.get("ContentType") == _PRINCIPALE for t in types):
        raise CadreInvalide("", "", "", "le cadre doit être un « Document Word (.docx) », sans macros")
    cadre = Cadre(document, {}, {}, {}, types, Styles({}))
    _suivre(cadre, paquet, document)
    complet = {**contexte, **_REPERES}
    for nature in ("header", "footer"):
        for nom in cadre.nature(nature):
            _lire_rendue(cadre, paquet, nom, complet)
            _suivre(cadre, paquet, nom)
    _lire_rendue(cadre, paquet, document, complet)
    _declarer(cadre)
    cadre.reperes = _trouver_reperes(cadre)
    cadre.styles = _trouver_styles(cadre.arbre("styles"))
    cadre.arbre("numbering")
    cadre.arbre("settings")
    return cadre


def _document(paquet: Mapping[str, bytes]) -> str:
    racine = _analyser("_rels/.rels", paquet.get("_rels/.rels", b""))
    for lien in racine:
        if lien.get("Type") == f"{OFFICE}officeDocument":
            return posixpath.normpath(lien.get("Target", "").lstrip("/"))
    raise CadreInvalide("", "", "", "ce n’est pas un document Word (.docx)")


def _analyser(nom: str, xml: bytes) -> etree._Element:
    analyseur = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        racine = etree.fromstring(xml, analyseur)
    except (etree.XMLSyntaxError, ValueError) as faute:
        raise CadreInvalide(nom, "", "", "le contenu n’est pas du XML valable") from faute
    if racine.getroottree().docinfo.doctype:
        raise CadreInvalide(nom, "", "", "une déclaration DOCTYPE n’a rien à faire dans un cadre")
    return racine


def _cible(source: str, lien: etree._Element) -> str:
    cible = lien.get("Target", "")
    return (
        cible.lstrip("/")
        if cible.startswith("/")
        else posixpath.normpath(posixpath.join(posixpath.dirname(source), cible))
    )


def chemin_relations(partie: str) -> str:
    """The part that holds the relationships of a part."""
    dossier, nom = posixpath.split(partie)
    return f"{dossier}/_rels/{nom}.rels" if dossier else f"_rels/{nom}.rels"


def _suivre(cadre: Cadre, paquet: Mapping[str, bytes], source: str) -> None:
    """Take over the parts that `source` refers to and that a contract needs; leave out all others."""
    gardes: list[etree._Element] = []
    cadre.relations[source] = gardes
    octets = paquet.get(chemin_relations(source))
    if octets is None:
        return
    for lien in _analyser(chemin_relations(source), octets):
        nature = lien.get("Type", "").removeprefix(OFFICE)
        if lien.get("TargetMode") == "External":
            if nature != "hyperlink":
                raise CadreInvalide(source, "", "", f"le cadre renvoie à un fichier extérieur : {lien.get('Target')}")
            gardes.append(lien)
            continue
        nom = _cible(source, lien)
        if nature not in _NATURES or nom not in paquet:
            continue
        gardes.append(lien)
        if nature in {"header", "footer"}:
            continue  # read once rendered
        if nom.endswith(".xml"):
            cadre.arbres[nom] = _analyser(nom, paquet[nom])
        else:
            cadre.parties[nom] = paquet[nom]


def _lire_rendue(cadre: Cadre, paquet: Mapping[str, bytes], nom: str, contexte: Mapping[str, Any]) -> None:
    octets = paquet.get(nom, b"")
    racine = _analyser(nom, octets)
    if etree.QName(racine).namespace != W:
        raise CadreInvalide(
            nom, "", "", "le fichier est au format « Open XML strict » : l’enregistrer en « Document Word (.docx) »"
        )
    if porte_des_balises(octets):
        paragraphes = ["".join(t.text or "" for t in p.iter(w("t"))) for p in racine.iter(w("p"))]
        verifier_balises(nom, paragraphes, octets)
        xml = etree.tostring(racine, encoding="unicode")
        racine = _analyser(nom, rendre(nom, xml, contexte).encode())
    _epurer(nom, racine)
    cadre.arbres[nom] = racine


def _epurer(nom: str, racine: etree._Element) -> None:
    for balise in _INTERDITS:
        if next(racine.iter(w(balise)), None) is not None:
            raise CadreInvalide(
                nom, "", "", f"un cadre ne peut pas contenir d’élément « {balise} » (note, objet, document inséré)"
            )
    for element in list(racine.iter(*(w(nom) for nom in _COMMENTAIRES))):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)


def _declarer(cadre: Cadre) -> None:
    """Make sure that the prefixes used by the body mean what the body means by them."""
    racine = cadre.arbres[cadre.document]
    voulus = {"w": W, "r": R, "wp": WP, "a": A, "pic": PIC}
    if all(racine.nsmap.get(prefixe) == uri for prefixe, uri in voulus.items()):
        return
    espaces: dict[str | None, str] = {p: u for p, u in racine.nsmap.items() if p}
    espaces.update(voulus)
    nouvelle = etree.Element(racine.tag, dict(racine.attrib), nsmap=espaces)
    nouvelle.extend(list(racine))
    cadre.arbres[cadre.document] = nouvelle


def _texte(paragraphe: etree._Element) -> str:
    return "".join(t.text or "" for t in paragraphe.iter(w("t"))).strip()


def _trouver_reperes(cadre: Cadre) -> dict[str, etree._Element]:
    corps = cadre.arbres[cadre.document].find(w("body"))
    if corps is None or corps.find(w("sectPr")) is None:
        raise CadreInvalide(cadre.document, "", "", "le document n’a pas de corps")
    trouves: dict[str, etree._Element] = {}
    for paragraphe in corps.iter(w("p")):
        texte = _texte(paragraphe)
        if "contratdoc repère" not in texte:
            continue
        for nom, repere in _REPERES.items():
            if repere in texte:
                _verifier_repere(cadre, trouves, paragraphe, texte, nom)
                trouves[nom] = paragraphe
    for nom in _OBLIGATOIRES:
        if nom not in trouves:
            raise CadreInvalide(
                cadre.document,
                "",
                f"{{{{ {nom} }}}}",
                f"il manque le repère « {{{{ {nom} }}}} », seul dans son paragraphe",
            )
    return trouves


def _verifier_repere(
    cadre: Cadre, trouves: Mapping[str, etree._Element], paragraphe: etree._Element, texte: str, nom: str
) -> None:
    parent = paragraphe.getparent()
    balise = f"{{{{ {nom} }}}}"
    if nom in trouves:
        raise CadreInvalide(cadre.document, "", balise, f"le repère « {balise} » figure deux fois")
    if (
        texte != _REPERES[nom]
        or parent is None
        or parent.tag != w("body")
        or paragraphe.find(f"{w('pPr')}/{w('sectPr')}") is not None
    ):
        montre = texte.replace(_REPERES[nom], balise)[:120]
        raise CadreInvalide(
            cadre.document,
            montre,
            balise,
            f"le repère « {balise} » doit être seul dans son paragraphe, hors de tout tableau",
        )


def _trouver_styles(feuille: etree._Element) -> Styles:
    par_nom: dict[str, str] = {}
    for style in feuille.iterchildren(w("style")):
        nom = style.find(w("name"))
        if nom is not None:
            par_nom[nom.get(w("val"), "").casefold()] = style.get(w("styleId"), "")
    idents = {style: par_nom.get(style.value.casefold(), "") for style in Style}
    if absents := [style.value for style, ident in idents.items() if not ident]:
        raise CadreInvalide("word/styles.xml", "", "", f"il manque au cadre : style « {' », style « '.join(absents)} »")
    return Styles(idents)
