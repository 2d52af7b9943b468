"""A Word copy of what a partner wrote, with a comment at each fault: for who never opens YAML.

A comment stands on the paragraph that holds the fault, or on the nearest one before it in the same file.
"""

from __future__ import annotations

import io
import re
import zipfile
from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING, cast

import docx
from docx.exceptions import PythonDocxError
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from lxml import etree

from contratdoc.diagnostics.diagnostic import Diagnostic, trier
from contratdoc.ecrits.ecrit import VALEUR, Ecrit, Nature, Passage, TableauEcrit
from contratdoc.ecrits.from_docx import lire_docx, paragraphes_de

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docx.document import Document
    from docx.oxml.text.paragraph import CT_P

_AUTEUR, _INITIALES = "contratdoc", "CD"
_STYLES = {Nature.ELEMENT: "List Bullet", Nature.CITATION: "Quote"}
_POLICE = "Calibri"
_CORPS, _CORPS_TABLEAU, _GRIS = Pt(11), Pt(9.5), RGBColor(0x59, 0x59, 0x59)
_CORPS_DES_TITRES = (Pt(18), Pt(15), Pt(13), Pt(12), Pt(11.5), Pt(11))
_CONSIGNE = (
    "Chaque commentaire, dans la marge, dit une faute et comment la corriger. "
    "Corrigez votre propre fichier : cette copie n'est faite que pour être lue."
)
_DATE = (1980, 1, 1, 0, 0, 0)
_SANS_FAUTE = "Aucune faute n'a été trouvée."
_INTERDITS = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold."""
Repere = tuple[int, int, Paragraph]
"""Line, column, and the paragraph that holds them."""


def write_relecture(fichier: str, ecrit: Ecrit, diagnostics: Iterable[Diagnostic]) -> bytes:
    """Write a text as Word pages, a comment at each fault.

    Args:
        fichier: The name of the file.
        ecrit: Its text.
        diagnostics: Its faults.

    Returns:
        The Word file.
    """
    siens = trier(diagnostics)
    document = docx.Document()
    titre = f"Relecture de {_propre(fichier)}"
    _habiller(document, titre)
    premier = document.add_paragraph(titre, style="Title")
    consigne = document.add_paragraph().add_run(_CONSIGNE if siens else _SANS_FAUTE)
    consigne.italic, consigne.font.color.rgb = True, _GRIS
    reperes: list[Repere] = [(0, 0, premier)]
    for bloc in ecrit.blocs:
        if isinstance(bloc, TableauEcrit):
            reperes += _tableau(document, bloc)
        else:
            reperes.append(_paragraphe(document, bloc))
    _commenter(document, sorted(reperes, key=lambda r: r[:2]), siens)
    return _octets(document)


def annoter_word(octets: bytes, diagnostics: Iterable[Diagnostic]) -> bytes | None:
    """Add a comment at each fault of a Word file, whose text is left as it is.

    Args:
        octets: The Word file.
        diagnostics: Its faults; the line of a place is the rank of a paragraph.

    Returns:
        The same file with comments; None when it cannot be read, or opened.
    """
    if lire_docx(octets, "").valeur is None:
        return None
    try:
        document = docx.Document(io.BytesIO(octets))
    except (PythonDocxError, KeyError, ValueError, OSError, AttributeError, etree.LxmlError):
        return None  # a package that this library does not understand, though its text can be read
    # python-docx makes its own class of every `w:p` element that it reads.
    paragraphes = [Paragraph(cast("CT_P", e), document) for e in paragraphes_de(document.element.body)]
    if not paragraphes:
        paragraphes = [document.add_paragraph()]
    reperes: list[Repere] = [(i, 0, p) for i, p in enumerate(paragraphes, 1)]
    _commenter(document, reperes, trier(diagnostics))
    return _octets(document)


def _habiller(document: Document, titre: str) -> None:
    """Give the copy its name, its language, one sober typeface."""
    document.core_properties.title = titre
    document.core_properties.author = _AUTEUR
    document.core_properties.comments = ""
    document.core_properties.language = "fr-FR"
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2.2)
    corps_des_titres = {f"Heading {i}": c for i, c in enumerate(_CORPS_DES_TITRES, 1)}
    for nom, corps in {"Normal": _CORPS, "Title": Pt(22), **corps_des_titres}.items():
        style = document.styles[nom]
        if not isinstance(style, ParagraphStyle):
            continue
        style.font.name, style.font.size = _POLICE, corps
        polices = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            polices.attrib.pop(qn(f"w:{theme}"), None)
        if nom != "Normal":
            style.font.color.rgb = RGBColor(0x1F, 0x38, 0x64)
    for langue in document.styles.element.iter(qn("w:lang")):
        langue.set(qn("w:val"), "fr-FR")


def _paragraphe(document: Document, p: Passage) -> Repere:
    place = p.place()
    texte = _propre(p.texte)
    if p.nature is Nature.TITRE:
        return place.ligne, place.colonne, document.add_heading(texte, min(max(p.niveau, 1), len(_CORPS_DES_TITRES)))
    paragraphe = document.add_paragraph(style=_STYLES.get(p.nature))
    nom, deux_points, valeur = texte.partition(" : ") if p.nature is Nature.CHAMP else ("", "", texte)
    if nom:
        paragraphe.add_run(nom + deux_points).bold = True
    paragraphe.add_run(valeur).bold = True if p.nature is Nature.INTERTITRE else None
    if p.nature is not Nature.CITATION:
        paragraphe.paragraph_format.space_after = Pt(4 if p.nature in (Nature.CHAMP, Nature.ELEMENT) else 8)
    return place.ligne, place.colonne, paragraphe


def _tableau(document: Document, t: TableauEcrit) -> list[Repere]:
    """Write a table row by row: every cell's paragraph may bear a comment."""
    colonnes = max((len(ligne) for ligne in t.lignes), default=0)
    if not colonnes:
        return []
    tableau = document.add_table(len(t.lignes), colonnes, style="Table Grid")
    reperes: list[Repere] = []
    for i, (ligne, place, rangee) in enumerate(zip(t.lignes, t.places, tableau.rows, strict=True)):
        for j, (cellule, case) in enumerate(zip(ligne, rangee.cells, strict=False)):
            ici = cellule.passages[0].place() if cellule.passages and j else place  # the first one speaks for the row
            run = case.paragraphs[0].add_run(_propre(cellule.texte))
            run.font.size, run.bold = _CORPS_TABLEAU, i == 0
            if cellule.passages or not j:
                reperes.append((ici.ligne, ici.colonne, case.paragraphs[0]))
    document.add_paragraph()
    return reperes


def _propre(texte: str) -> str:
    """Make a text that Word can hold; a value that the compiler prints is named."""
    return _INTERDITS.sub("\ufffd", texte.replace(VALEUR, "[valeur]"))


def _commenter(document: Document, reperes: Sequence[Repere], diagnostics: Sequence[Diagnostic]) -> None:
    cles = [r[:2] for r in reperes]
    par_paragraphe: dict[int, list[Diagnostic]] = defaultdict(list)
    for d in diagnostics:
        i = bisect_right(cles, (d.place.ligne, d.place.colonne)) - 1
        par_paragraphe[max(i, 0)].append(d)
    for i, siens in par_paragraphe.items():
        paragraphe = reperes[i][2]
        runs = paragraphe.runs or [paragraphe.add_run()]
        for d in siens:
            commentaire = document.add_comment(runs, _texte(d), author=_AUTEUR, initials=_INITIALES)
            commentaire._comment_elm.attrib.pop(qn("w:date"), None)  # noqa: SLF001 - the same source, the same bytes


def _texte(d: Diagnostic) -> str:
    lignes = [f"{d.severite.value.capitalize()} {d.code} : {d.message}", *d.aides]
    lignes += [f"Voir {place} : {texte}." for place, texte in d.autres]
    return _propre("\n".join(lignes))


def _octets(document: Document) -> bytes:
    brut, sortie = io.BytesIO(), io.BytesIO()
    document.save(brut)
    with zipfile.ZipFile(brut) as ecrit, zipfile.ZipFile(sortie, "w", zipfile.ZIP_DEFLATED) as fixe:
        for partie in ecrit.infolist():
            fixe.writestr(zipfile.ZipInfo(partie.filename, _DATE), ecrit.read(partie), zipfile.ZIP_DEFLATED)
    return sortie.getvalue()
