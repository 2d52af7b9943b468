"""Word files made here: what is read of them, where, and what is refused."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given
from hypothesis import strategies as st

from contratdoc.diagnostics import Place
from contratdoc.ecrits import from_docx
from contratdoc.ecrits.ecrit import Ecrit, Nature
from contratdoc.ecrits.from_docx import lire_docx, paragraphes_de

if TYPE_CHECKING:
    from docx.document import Document

W = nsdecls("w")


def octets(document: Document) -> bytes:
    sortie = io.BytesIO()
    document.save(sortie)
    return sortie.getvalue()


def lire(document: Document) -> Ecrit:
    lu = lire_docx(octets(document), "a.docx")
    assert lu.valeur is not None, lu.diagnostics
    return lu.valeur


def avec_corps(xml: str) -> bytes:
    """A Word file whose body is the XML given."""
    return avec_partie("word/document.xml", f"<w:document {W}><w:body>{xml}</w:body></w:document>")


def avec_partie(nom: str, contenu: str | bytes) -> bytes:
    sortie = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(octets(docx.Document()))) as avant,
        zipfile.ZipFile(sortie, "w", zipfile.ZIP_DEFLATED) as apres,
    ):
        for partie in avant.namelist():
            if partie != nom:
                apres.writestr(partie, avant.read(partie))
        apres.writestr(nom, contenu)
    return sortie.getvalue()


def ajouter(document: Document, xml: str) -> None:
    """Add a block of XML at the end of the body, before the section."""
    document.element.body.insert(len(document.element.body) - 1, parse_xml(xml))


def test_titres_listes_et_paragraphes_sont_reconnus() -> None:
    document = docx.Document()
    document.add_heading("Contrat", 0)
    document.add_heading("Emploi", 2)
    document.add_paragraph("Un paragraphe qui se lit.")
    document.add_paragraph("")
    document.add_paragraph("un élément", style="List Bullet")
    document.add_paragraph("deux", style="List Number")
    document.add_paragraph("- tapé à la main")
    document.add_paragraph("II – Cadre de vie")
    document.add_paragraph("Une ligne seule")
    ecrit = lire(document)

    assert [(p.texte, p.nature, p.niveau, p.ligne) for p in ecrit.passages] == [
        ("Contrat", Nature.TITRE, 1, 1),
        ("Emploi", Nature.TITRE, 2, 2),
        ("Un paragraphe qui se lit.", Nature.PARAGRAPHE, 0, 3),
        ("un élément", Nature.ELEMENT, 1, 5),
        ("deux", Nature.ELEMENT, 1, 6),
        ("- tapé à la main", Nature.ELEMENT, 1, 7),
        ("II – Cadre de vie", Nature.TITRE, 1, 8),
        ("Une ligne seule", Nature.INTERTITRE, 0, 9),
    ]
    assert ecrit.passages[0].place(3) == Place("a.docx", 1, 4)


def test_les_tableaux_se_lisent_cellule_par_cellule() -> None:
    document = docx.Document()
    document.add_paragraph("Avant le tableau.")
    tableau = document.add_table(2, 3)
    for i, case in enumerate(c for rangee in tableau.rows for c in rangee.cells):
        case.text = f"c{i}"
    tableau.rows[1].cells[0].merge(tableau.rows[1].cells[1])
    tableau.rows[0].cells[2].add_paragraph("suite")
    document.add_paragraph("Après le tableau.")
    ecrit = lire(document)

    assert [[c.texte for c in ligne] for ligne in ecrit.tableaux[0].lignes] == [
        ["c0", "c1", "c2 suite"],
        ["c3 c4", "", "c5"],
    ]
    assert [p.ligne for p in ecrit.tableaux[0].places] == [2, 6]
    assert ecrit.passages[-1].ligne == 9


def test_ce_qui_est_efface_ou_calcule_ne_se_lit_pas() -> None:
    document = docx.Document()
    ajouter(
        document,
        f"<w:p {W}><w:r><w:t xml:space='preserve'>Il reste </w:t></w:r>"
        "<w:del w:id='1' w:author='x'><w:r><w:delText>effacé </w:delText></w:r></w:del>"
        "<w:ins w:id='2' w:author='x'><w:r><w:t>ajouté</w:t></w:r></w:ins>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:tab/><w:t>et</w:t><w:br/><w:t>dit</w:t>"
        "<w:noBreakHyphen/><w:t>il.</w:t></w:r></w:p>",
    )

    assert [p.texte for p in lire(document).passages] == ["Il reste ajouté et dit-il."]


def test_une_zone_de_texte_ne_se_lit_qu_une_fois() -> None:
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    boite = "<w:p><w:r><w:t>encadré</w:t></w:r></w:p>"
    lu = lire_docx(
        avec_corps(
            f"<w:p><w:r><mc:AlternateContent xmlns:mc='{mc}'><mc:Choice>{boite}</mc:Choice>"
            f"<mc:Fallback>{boite}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
        ),
        "a.docx",
    )

    assert lu.valeur is not None
    assert [p.texte for p in lu.valeur.passages] == ["encadré"]


def test_les_rangs_sont_ceux_des_paragraphes_a_annoter() -> None:
    document = docx.Document()
    document.add_paragraph("Un.")
    document.add_table(1, 2).rows[0].cells[1].text = "Case"
    ajouter(document, f"<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>Dedans.</w:t></w:r></w:p></w:sdtContent></w:sdt>")
    ecrit = lire(document)
    lus = paragraphes_de(document.element.body)

    for p in ecrit.tous:
        assert [t.text for t in lus[p.ligne - 1].iter(f"{from_docx._W}t")] == [p.texte]
    assert [p.texte for p in ecrit.tous] == ["Un.", "Case", "Dedans."]


@pytest.mark.parametrize(
    "fautif",
    [
        b"",
        b"PK\x03\x04rien",
        b"du texte",
        avec_partie("word/document.xml", "<pas du xml"),
        avec_partie("word/document.xml", f"<w:document {W}/>"),
        avec_partie("word/styles.xml", "<pas du xml"),
    ],
)
def test_un_fichier_illisible_est_refuse(fautif: bytes) -> None:
    lu = lire_docx(fautif, "a.docx")

    assert lu.valeur is None
    assert [(d.code, d.place) for d in lu.diagnostics] == [("CD029", Place("a.docx"))]


def test_une_bombe_est_refusee_sans_etre_deballee(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(from_docx, "_TAILLE_MAX", 1_000_000)
    monkeypatch.setattr(from_docx, "_TOTAL_MAX", 2_000_000)
    sain = avec_corps("<w:p><w:r><w:t>Un.</w:t></w:r></w:p>")

    assert lire_docx(sain, "a.docx").valeur is not None
    assert lire_docx(avec_corps(" " * 1_000_001), "a.docx").valeur is None
    assert lire_docx(avec_partie("word/media/grand.png", b"0" * 2_000_001), "a.docx").valeur is None


def test_des_entites_enflees_ne_sont_pas_developpees() -> None:
    entites = "<!ENTITY a 'xxxxxxxxxx'>" + "".join(
        f"<!ENTITY a{i} '{'&a' + str(i - 1) + ';' if i else '&a;'}'>" for i in range(5)
    )
    corps = "<w:body><w:p><w:r><w:t>Un.&a4;</w:t></w:r></w:p></w:body>"
    xml = f"<!DOCTYPE d [{entites}]><w:document {W}>{corps}</w:document>"
    lu = lire_docx(avec_partie("word/document.xml", xml), "a.docx")

    assert lu.valeur is None or "xxx" not in " ".join(p.texte for p in lu.valeur.tous)


@pytest.mark.parametrize("valeur", ["x", "-3", "", "9" * 5_000, "²", "2"])
def test_un_nombre_fautif_du_fichier_n_arrete_pas_la_lecture(valeur: str) -> None:
    lu = lire_docx(
        avec_corps(
            f"<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='{valeur}'/></w:tcPr>"
            "<w:p><w:r><w:t>Case</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        ),
        "a.docx",
    )
    plan = f"<w:pPr><w:outlineLvl w:val='{valeur}'/></w:pPr>"
    styles = f"<w:styles {W}><w:style w:styleId='T'><w:name w:val='T'/>{plan}</w:style></w:styles>"

    assert lu.valeur is not None
    assert len(lu.valeur.tableaux[0].lignes[0]) == (2 if valeur == "2" else 1)
    assert lire_docx(avec_partie("word/styles.xml", styles), "a.docx").valeur is not None


def test_le_niveau_du_corps_du_texte_n_est_pas_celui_d_un_titre() -> None:
    document = docx.Document()
    document.styles["Body Text"].element.get_or_add_pPr().append(parse_xml(f"<w:outlineLvl {W} w:val='9'/>"))
    document.add_paragraph("Un paragraphe, simplement.", style="Body Text")

    assert [p.nature for p in lire(document).passages] == [Nature.PARAGRAPHE]


@given(st.text("<>/wpr:tbldc ='&;x!-[]", max_size=60))
def test_aucun_corps_n_arrete_la_lecture(texte: str) -> None:
    lu = lire_docx(avec_corps(f"<w:p><w:r><w:t>{texte}</w:t></w:r></w:p>"), "a.docx")
    assert lu.valeur is not None or [d.code for d in lu.diagnostics] == ["CD029"]
