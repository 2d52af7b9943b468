"""The whole Word file: the frame, the body put at its markers, the parts that the body needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from contratdoc.document.noeuds import Charte, Document, Orientation
from contratdoc.writers.docx.acte import NATURE_ACTE, PARTIE_ACTE, PROPRIETES_ACTE, parties_de_l_acte
from contratdoc.writers.docx.balises import DECLARATION, PAQUET, attribut_xml, fragment, twips, w
from contratdoc.writers.docx.blocs import ecrire_blocs
from contratdoc.writers.docx.cadre import Cadre, charger_cadre, chemin_relations
from contratdoc.writers.docx.charte import appliquer_charte
from contratdoc.writers.docx.contexte import Contexte, Lieu, Ombres
from contratdoc.writers.docx.filigrane import marquer
from contratdoc.writers.docx.identifiants import Allocateur
from contratdoc.writers.docx.images import dessin
from contratdoc.writers.docx.notes import ecrire_notes
from contratdoc.writers.docx.numerotation import Numerotation
from contratdoc.writers.docx.paquet import ecrire_paquet
from contratdoc.writers.docx.paragraphes import simple
from contratdoc.writers.docx.polices import incorporer
from contratdoc.writers.docx.proprietes import proprietes_du_fichier, proprietes_etendues, relations_du_paquet
from contratdoc.writers.docx.reglages import langue_par_defaut, regler
from contratdoc.writers.docx.relations import Medias, Relations, partie_relations
from contratdoc.writers.docx.sections import fin_de_section, proprietes_section, texte_utile
from contratdoc.writers.docx.sommaire import ecrire_sommaire
from contratdoc.writers.docx.styles import Style, Styles

if TYPE_CHECKING:
    from collections.abc import Mapping

_HAUTEUR_LOGO: Final = twips(25)
_TYPE_NOTES: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_TYPE_CORE: Final = "application/vnd.openxmlformats-package.core-properties+xml"
_TYPE_APP: Final = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
_TYPE_POLICE: Final = "application/vnd.openxmlformats-officedocument.obfuscatedFont"


def write_docx(document: Document, cadre: bytes, pages: Mapping[str, int], acte: bytes | None = None) -> bytes:
    """Write a document into a frame, as the bytes of a `.docx` file.

    Args:
        document: What to write; all numbers in it are already computed.
        cadre: The frame, as edited in Word.
        pages: The page of each heading, by anchor, for the sommaire.
        acte: The deed of compilation to put in it; None for none.

    Raises:
        CadreInvalide: The frame cannot be used.
    """
    return commencer_docx(document, cadre).finir(pages, acte)


def commencer_docx(document: Document, cadre: bytes) -> WordCommence:
    """Write all of a document but its sommaire and its deed, which may still be to come.

    Args:
        document: What to write.
        cadre: The frame.

    Returns:
        The file, to be finished.

    Raises:
        CadreInvalide: The frame cannot be used.
    """
    lu = charger_cadre(cadre, _contexte_du_cadre(document))
    appliquer_charte(lu, document.charte)
    medias = Medias()
    relations = Relations(medias)
    ctx = _contexte(lu, medias)
    corps = _corps(ctx, lu, document, relations)
    relations_notes = Relations(medias)
    notes = ecrire_notes(ctx, _lieu(ctx, document.charte, Orientation.PORTRAIT, relations_notes, Style.NOTE))
    relations.interne("footnotes", "footnotes.xml")
    parties = _parties(lu, document)
    parties |= medias.parties
    parties[lu.nature("numbering")[0]] = ctx.numerotation.partie()
    parties["word/footnotes.xml"] = notes
    if relations_notes.elements():
        parties["word/_rels/footnotes.xml.rels"] = relations_notes.partie()
    return WordCommence(document, lu, ctx, relations, corps, parties)


@dataclass(frozen=True, slots=True)
class WordCommence:
    """A Word file of which all is written but the sommaire and the deed."""

    document: Document
    cadre: Cadre
    contexte: Contexte
    relations: Relations
    corps: str
    parties: Mapping[str, bytes]

    def finir(self, pages: Mapping[str, int], acte: bytes | None = None) -> bytes:
        """Write the sommaire and the deed, and return the file; to be called once.

        Args:
            pages: The page of each heading, by anchor.
            acte: The deed; None for none.
        """
        cadre, parties = self.cadre, dict(self.parties)
        if acte is not None:
            parties |= parties_de_l_acte(acte)
            self.relations.interne("customXml", f"../{PARTIE_ACTE}")
        for source, gardes in cadre.relations.items():
            ajouts = self.relations.elements() if source == cadre.document else ""
            if gardes or ajouts:
                parties[chemin_relations(source)] = partie_relations(_elements(gardes) + ajouts)
        sommaire = ecrire_sommaire(self.contexte, self.document, pages)
        parties[cadre.document] = self.corps.replace(_marque("sommaire"), sommaire, 1).encode()
        parties["[Content_Types].xml"] = _types(cadre, parties, self.contexte.medias)
        return ecrire_paquet(parties)


def _contexte_du_cadre(document: Document) -> dict[str, Any]:
    couverture = document.couverture
    return {
        "couverture": {
            "titre": couverture.titre,
            "territoire": couverture.territoire,
            "periode": couverture.periode,
            "surtitre": couverture.surtitre,
            "contributeurs": couverture.contributeurs,
        },
        "titre": document.titre,
        "auteur": document.auteur,
        "sujet": document.sujet,
    }


def _contexte(cadre: Cadre, medias: Medias) -> Contexte:
    pris: set[str] = set()
    plus_haut = 0
    for arbre in cadre.arbres.values():
        for element in arbre.iter(w("bookmarkStart"), "{*}docPr"):
            pris.add(element.get(w("name"), ""))
            ident = element.get(w("id"), element.get("id", ""))
            plus_haut = max(plus_haut, int(ident) if ident.isdecimal() else 0)
    return Contexte(
        styles=cadre.styles,
        identifiants=Allocateur(plus_haut + 1, frozenset(pris - {""})),
        numerotation=Numerotation(cadre.arbre("numbering"), cadre.styles),
        medias=medias,
        ombres=_ombres(cadre.arbre("styles"), cadre.styles),
        ecrire=ecrire_blocs,
    )


def _ombres(feuille: etree._Element, styles: Styles) -> Ombres:
    """The backgrounds that the table style gives to its first and last row.

    They are written on each cell too: a table style only reaches the first of several header rows.
    """
    fonds = {}
    for nature in ("firstRow", "lastRow"):
        chemin = (
            f"{w('style')}[@{w('styleId')}='{styles[Style.TABLEAU]}']"
            f"/{w('tblStylePr')}[@{w('type')}='{nature}']/{w('tcPr')}/{w('shd')}"
        )
        trouve = feuille.find(chemin)
        attributs = trouve.attrib.items() if trouve is not None else ()
        texte = "".join(f' w:{etree.QName(nom).localname}="{valeur}"' for nom, valeur in attributs)
        fonds[nature] = f"<w:shd{texte}/>" if texte else ""
    return Ombres(fonds["firstRow"], fonds["lastRow"])


def _lieu(ctx: Contexte, charte: Charte, orientation: Orientation, relations: Relations, style: Style) -> Lieu:
    largeur, hauteur = texte_utile(charte, orientation)
    return Lieu(largeur, hauteur, ctx.styles[style], relations)


def _corps(ctx: Contexte, cadre: Cadre, document: Document, relations: Relations) -> str:
    """The `document.xml`: the frame, cut at its markers and filled, but for the sommaire, whose mark is left."""
    arbre = cadre.arbres[cadre.document]
    racine = arbre.find(w("body"))
    modele = racine.find(w("sectPr")) if racine is not None else None
    assert racine is not None  # both were checked when the frame was read
    assert modele is not None
    charte = document.charte
    coupure = ""
    precedent = cadre.reperes["corps"].getprevious()
    if precedent is None or precedent.find(f"{w('pPr')}/{w('sectPr')}") is None:
        coupure = fin_de_section(proprietes_section(modele, charte, Orientation.PORTRAIT, premiere=True))
    morceaux = {"corps": coupure + _sections(ctx, document, modele, relations)}
    derniere = document.sections[-1].orientation if document.sections else Orientation.PORTRAIT
    morceaux["logos"] = _logos(ctx, cadre, racine, document, relations)
    morceaux["fin"] = proprietes_section(modele, charte, derniere)
    for nom in ("sommaire", "corps"):
        _remplacer(cadre.reperes[nom], nom)
    _remplacer(modele, "fin")
    xml = etree.tostring(arbre, encoding="unicode")
    for nom, morceau in morceaux.items():
        # No text can be taken for the mark: it holds « < », which is always written as an entity.
        xml = xml.replace(_marque(nom), morceau, 1)
    return DECLARATION + xml


def _marque(nom: str) -> str:
    return f"<!--contratdoc {nom}-->"


def _remplacer(element: etree._Element, nom: str) -> None:
    parent = element.getparent()
    assert parent is not None  # a marker is a paragraph of the body
    parent.replace(element, etree.Comment(f"contratdoc {nom}"))


def _logos(ctx: Contexte, cadre: Cadre, racine: etree._Element, document: Document, relations: Relations) -> str:
    """The logos, at their marker, else at the top of the cover; a frame is never a reason to lose one."""
    repere = cadre.reperes.get("logos")
    logos = document.charte.logos
    if not logos:
        if repere is not None:
            racine.remove(repere)
        return ""
    if repere is None:
        repere = etree.Element(w("p"))
        racine.insert(0, repere)
    for enfant in list(repere):
        if enfant.tag != w("pPr"):
            repere.remove(enfant)
    repere.append(etree.Comment("contratdoc logos"))
    lieu = _lieu(ctx, document.charte, Orientation.PORTRAIT, relations, Style.CORPS)
    return fragment("   ").join(dessin(ctx, logo, lieu, _HAUTEUR_LOGO) for logo in logos)


def _sections(ctx: Contexte, document: Document, modele: etree._Element, relations: Relations) -> str:
    sortie: list[str] = []
    for rang, section in enumerate(document.sections, 1):
        lieu = _lieu(ctx, document.charte, section.orientation, relations, Style.CORPS)
        ctx.apres_tableau = False
        sortie.append(ecrire_blocs(ctx, section.blocs, lieu))
        if rang < len(document.sections):
            sortie.append(fin_de_section(proprietes_section(modele, document.charte, section.orientation)))
    if sortie and sortie[-1].endswith("</w:tbl>"):
        sortie.append(simple(ctx.styles[Style.CORPS]))  # a file must not end with a table
    return "".join(sortie)


def _parties(cadre: Cadre, document: Document) -> dict[str, bytes]:
    """The parts that come from the frame, with the settings of the file; the others are put over them."""
    charte = document.charte
    polices: dict[str, bytes] = {}
    liens = ""
    if cadre.nature("fontTable"):
        polices, liens = incorporer(cadre.arbre("fontTable"), frozenset({charte.police_texte, charte.police_titres}))
    regler(cadre.arbre("settings"), document.langue, polices=bool(polices))
    langue_par_defaut(cadre.arbre("styles"), document.langue)
    if document.brouillon:
        for rang, nom in enumerate(cadre.nature("header"), 1):
            marquer(cadre.arbres[nom], rang)
    parties = dict(cadre.parties)
    for nom, arbre in cadre.arbres.items():
        if nom != cadre.document:
            parties[nom] = etree.tostring(arbre, encoding="UTF-8", standalone=True)
    parties |= polices
    if liens:
        parties[chemin_relations(cadre.nature("fontTable")[0])] = partie_relations(liens)
    parties["docProps/core.xml"] = proprietes_du_fichier(document)
    parties["docProps/app.xml"] = proprietes_etendues()
    parties["_rels/.rels"] = relations_du_paquet(cadre.document)
    return parties


def _elements(liens: list[etree._Element]) -> str:
    """Relationships of the frame, as they were."""
    textes = []
    for lien in liens:
        attributs = " ".join(f'{nom}="{attribut_xml(str(valeur))}"' for nom, valeur in lien.attrib.items())
        textes.append(f"<Relationship {attributs}/>")
    return "".join(textes)


def _types(cadre: Cadre, parties: Mapping[str, bytes], medias: Medias) -> bytes:
    """The content types: those of the frame for the parts kept, ours for the parts added."""
    extensions = {t.get("Extension", "").lower(): t.get("ContentType", "") for t in cadre.types if t.get("Extension")}
    extensions |= medias.extensions | {"odttf": _TYPE_POLICE}
    natures = {t.get("PartName", "").lstrip("/"): t.get("ContentType", "") for t in cadre.types if t.get("PartName")}
    natures |= {"word/footnotes.xml": _TYPE_NOTES, "docProps/core.xml": _TYPE_CORE, "docProps/app.xml": _TYPE_APP}
    natures[PROPRIETES_ACTE] = NATURE_ACTE
    presentes = {nom.rpartition(".")[2].lower() for nom in parties}
    xml = [f'{DECLARATION}<Types xmlns="{PAQUET}content-types">']
    xml += [
        f'<Default Extension="{attribut_xml(extension)}" ContentType="{attribut_xml(nature)}"/>'
        for extension, nature in sorted(extensions.items())
        if extension in presentes
    ]
    xml += [
        f'<Override PartName="/{attribut_xml(nom)}" ContentType="{attribut_xml(nature)}"/>'
        for nom, nature in sorted(natures.items())
        if nom in parties
    ]
    xml.append("</Types>")
    return "".join(xml).encode()
