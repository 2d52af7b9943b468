"""A schema, and what a partner has already written if anything, to a Word form to fill."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle
from lxml import etree

from contratdoc.formulaire import cases
from contratdoc.formulaire.textes import paragraphes_de_la_liste, paragraphes_du_texte
from contratdoc.schema.champs import Champ, Forme, champs_de
from contratdoc.schema.natures import NATURES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from docx.document import Document

    from contratdoc.source.arbre import Valeur

CONSIGNES = (
    "Écrivez dans les cases, et seulement là : le reste n'est pas lu. Laissez vide ce qui ne vous concerne pas.",
    "Les nombres s'écrivent comme d'habitude : 1 454, 30,6 %, 14 290 €, T4 2024, 31/12/2026.",
    "Pour ajouter un élément à une liste de fiches, cliquez dans la dernière, puis sur le « + » à sa droite.",
)
_TETE = ("nature", "id")
_DATE = (1980, 1, 1, 0, 0, 0)
_NIVEAUX = 3
_GRIS, _BLEU = RGBColor(0x59, 0x59, 0x59), RGBColor(0x1F, 0x3A, 0x5F)
_FOND = "EEF2F8"
_CORPS = "word/document.xml"


def write_formulaire(nature: str, donnees: Mapping[str, Valeur]) -> bytes:
    """Write the Word form of a partner.

    Args:
        nature: A key of `NATURES`.
        donnees: What the partner's file says; at least its `id`.

    Returns:
        The Word file, the same for the same data. Read back by `read_formulaire`, it gives these data.
    """
    faiseur = _Faiseur()
    contenu = [
        cases.paragraphe(_titre(donnees), cases.TITRE),
        *(cases.paragraphe(c, cases.CONSIGNE) for c in CONSIGNES),
        *faiseur.tete({"nature": nature, "id": str(donnees["id"])}),
        *faiseur.champs(champs_de_la_nature(nature), donnees, 1),
    ]
    return _assembler(contenu, _titre(donnees))


def champs_de_la_nature(nature: str) -> tuple[Champ, ...]:
    """Return the fields that the form asks for: all but those at its head, which are not to be changed."""
    return tuple(c for c in champs_de(NATURES[nature]) if c.cle not in _TETE)


def libelle(champ: Champ) -> str:
    """Return what stands above a field's box."""
    if champ.forme is Forme.TEXTE and champ.multiple:
        return f"{champ.description} (un par paragraphe)"
    return f"{champ.description} *" if champ.obligatoire else champ.description


def _titre(donnees: Mapping[str, Valeur]) -> str:
    titre = donnees.get("titre") or donnees.get("nom") or donnees["id"]
    return " ".join(str(titre).split())


class _Faiseur:
    """Goes through the fields and their values together."""

    def __init__(self) -> None:
        self.cases = cases.Cases()

    def tete(self, donnees: Mapping[str, str]) -> Iterator[etree._Element]:
        noms = {"nature": "Nature du partenaire", "id": "Identifiant"}
        for cle, texte in donnees.items():
            yield cases.paragraphe(noms[cle], cases.LIBELLE)
            yield self.cases.verrouillee(cle, noms[cle], texte)

    def champs(self, champs: Sequence[Champ], donnees: Mapping[str, Valeur], niveau: int) -> Iterator[etree._Element]:
        for champ in champs:
            groupe = champ.forme in (Forme.GROUPE, Forme.PAIRES)
            style = f"{cases.SECTION}{min(niveau, _NIVEAUX)}" if groupe else cases.LIBELLE
            yield cases.paragraphe(libelle(champ), style)
            yield self.champ(champ, donnees.get(champ.cle), niveau)

    def champ(self, champ: Champ, valeur: Valeur, niveau: int) -> etree._Element:
        if champ.forme is Forme.GROUPE and champ.multiple:
            fiches = valeur if isinstance(valeur, list) and valeur else [None]
            contenus = (self.champs(champ.enfants, f if isinstance(f, dict) else {}, niveau + 1) for f in fiches)
            return self.cases.repetee(champ.cle, champ.description, contenus)
        if champ.forme is Forme.GROUPE:
            dedans = valeur if isinstance(valeur, dict) else {}
            return self.cases.groupe(champ.cle, champ.description, self.champs(champ.enfants, dedans, niveau + 1))
        if champ.forme is Forme.PAIRES:
            paires = valeur if isinstance(valeur, dict) else {}
            mots = tuple(Champ(mot, mot, Forme.TEXTE) for mot in champ.choix)
            return self.cases.groupe(champ.cle, champ.description, self.champs(mots, paires, niveau + 1))
        return self._case(champ, valeur)

    def _case(self, champ: Champ, valeur: Valeur) -> etree._Element:
        """Make the box of a text, of a list of texts, or of a choice."""
        genre: tuple[etree._Element, ...] = ()
        if champ.forme is Forme.CHOIX and not champ.multiple:
            genre = (cases.liste_de_choix(champ.choix),)
        elif champ.forme is Forme.TEXTE and not champ.multiple:
            genre = (cases.texte_libre(),)
        if valeur is None or valeur in ("", []):
            return self.cases.vide(champ.cle, champ.description, _invite(champ), *genre)
        if champ.multiple:
            lignes = paragraphes_de_la_liste(valeur)
        else:
            lignes = paragraphes_du_texte(str(valeur)) if champ.forme is Forme.PROSE else [str(valeur).strip("\n")]
        return self.cases.remplie(champ.cle, champ.description, lignes, *genre)


def _invite(champ: Champ) -> str:
    if champ.forme is Forme.CHOIX:
        return "Choisissez dans la liste."
    exemple = f" Exemple : {champ.exemple}" if champ.exemple else ""
    return f"Écrivez ici.{exemple}"


def _assembler(contenu: Sequence[etree._Element], titre: str) -> bytes:
    document = docx.Document()
    _habiller(document, titre)
    section = document.element.body.sectPr
    brut = io.BytesIO()
    document.save(brut)
    racine = cases.corps(contenu, section)
    sortie = io.BytesIO()
    with zipfile.ZipFile(brut) as avant, zipfile.ZipFile(sortie, "w", zipfile.ZIP_DEFLATED) as apres:
        for partie in avant.infolist():
            octets = etree.tostring(racine, xml_declaration=True, encoding="UTF-8", standalone=True)
            octets = octets if partie.filename == _CORPS else avant.read(partie)
            apres.writestr(zipfile.ZipInfo(partie.filename, _DATE), octets, zipfile.ZIP_DEFLATED)
    return sortie.getvalue()


def _habiller(document: Document, titre: str) -> None:
    """Give the form its name, its language and its styles."""
    proprietes = document.core_properties
    proprietes.title, proprietes.author, proprietes.comments, proprietes.language = titre, "contratdoc", "", "fr-FR"
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.5)
    page.top_margin = page.bottom_margin = Cm(2.2)
    _style(document, cases.LIBELLE, Pt(10), gras=True, avant=Pt(8), solidaire=True)
    _style(document, cases.CONSIGNE, Pt(10), couleur=_GRIS)
    _style(document, cases.REPONSE, Pt(11), retrait=Cm(0.4), fond=_FOND)
    for niveau, corps in enumerate((Pt(15), Pt(13), Pt(11)), 1):
        nom = f"{cases.SECTION}{niveau}"
        _style(document, nom, corps, gras=True, couleur=_BLEU, avant=Pt(14), solidaire=True)
    invite = document.styles.add_style(cases.INVITE, WD_STYLE_TYPE.CHARACTER)
    if isinstance(invite, CharacterStyle):
        invite.font.color.rgb, invite.font.italic = _GRIS, True


def _style(  # a style is what it is made of, all by name
    document: Document,
    nom: str,
    corps: Pt,
    *,
    gras: bool = False,
    couleur: RGBColor | None = None,
    avant: Pt | None = None,
    retrait: Cm | None = None,
    fond: str = "",
    solidaire: bool = False,
) -> None:
    style = document.styles.add_style(nom, WD_STYLE_TYPE.PARAGRAPH)
    if not isinstance(style, ParagraphStyle):
        return
    style.font.name, style.font.size, style.font.bold = "Calibri", corps, gras
    if couleur is not None:
        style.font.color.rgb = couleur
    mise = style.paragraph_format
    mise.space_before, mise.space_after, mise.left_indent, mise.keep_with_next = avant, Pt(4), retrait, solidaire
    if fond:
        ombre = OxmlElement("w:shd")
        for nom_d_attribut, valeur in (("val", "clear"), ("color", "auto"), ("fill", fond)):
            ombre.set(qn(f"w:{nom_d_attribut}"), valeur)
        proprietes = style.element.get_or_add_pPr()
        proprietes.insert_element_before(ombre, "w:spacing", "w:ind")
