"""An OpenDocument text: its headings, lists, notes, tables, pictures; revisions and comments are listed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from documents_a_importer import archive, contrat_word, importer, perdus, png, texte
from outils import outil

NS = " ".join(
    f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{v}:1.0"'
    for n, v in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("draw", "drawing"),
        ("svg", "svg-compatible"),
        ("fo", "xsl-fo-compatible"),
    )
)


def odt(corps: str, **parties: str | bytes) -> bytes:
    styles = (
        '<office:automatic-styles><style:style style:name="G">'
        '<style:text-properties fo:font-weight="bold"/></style:style>'
        '<text:list-style style:name="N"><text:list-level-style-number text:level="1"/></text:list-style>'
        "</office:automatic-styles>"
    )
    liens = 'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    contenu = (
        f"<office:document-content {NS} {liens}>{styles}"
        f"<office:body><office:text>{corps}</office:text></office:body></office:document-content>"
    )
    return archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": contenu,
            "Pictures/plan.png": png(),
            **parties,
        }
    )


def test_titres_listes_et_tableaux() -> None:
    corps = (
        '<text:h text:outline-level="1">Le territoire</text:h><text:p>Un <text:span text:style-name="G">mot</text:span>'
        "<text:s text:c='2'/>fort.</text:p>"
        '<text:h text:outline-level="2">Les actions</text:h>'
        "<text:list><text:list-item><text:p>Un</text:p><text:list><text:list-item><text:p>Dessous</text:p>"
        "</text:list-item></text:list></text:list-item></text:list>"
        '<text:list text:style-name="N"><text:list-item><text:p>Premier</text:p></text:list-item></text:list>'
        '<text:h text:outline-level="2">Les chiffres</text:h>'
        "<table:table><table:table-row><table:table-cell><text:p>A</text:p></table:table-cell>"
        "<table:table-cell><text:p>B</text:p></table:table-cell></table:table-row>"
        "<table:table-row><table:table-cell><text:p>c</text:p></table:table-cell><table:covered-table-cell/>"
        "</table:table-row></table:table>"
    )
    lu = texte(importer(odt(corps), "c.odt"))

    assert "# Le territoire" in lu
    assert "Un **mot** fort." in lu
    assert "- Un\n  - Dessous\n1. Premier" in lu
    assert "| A | B |\n| --- | --- |\n| c |  |" in lu


def test_notes_images_commentaires_et_revisions() -> None:
    corps = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>ancien texte</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        "<text:p>Le contrat<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Loi.</text:p>"
        "</text:note-body></text:note> dure.<office:annotation><dc:creator>Marie</dc:creator><text:p>Vrai ?</text:p>"
        "</office:annotation></text:p>"
        '<text:p>Voir :<draw:frame><draw:image xlink:href="Pictures/plan.png"/><svg:title>Le plan</svg:title>'
        "</draw:frame></text:p>"
    )
    fait = importer(odt(corps), "c.odt")

    assert "Le contrat[^note-1] dure." in texte(fait)
    assert "![Le plan](images/image-1.png)" in texte(fait)
    assert {(x.raison, x.texte) for x in fait.laisses} == {
        ("texte-supprime", "ancien texte"),
        ("commentaire", "Marie Vrai ?"),
    }
    assert [d.code for d in fait.diagnostics] == ["CD886", "CD886"]


@pytest.mark.parametrize("forme", ["odt", "docx"])
def test_un_fichier_de_libreoffice_s_importe_sans_perte(forme: str, tmp_path: Path) -> None:
    """LibreOffice writes the files anew: neither is of our making."""
    soffice = outil("soffice")
    source = tmp_path / "source.docx"
    source.write_bytes(contrat_word())
    profil = f"-env:UserInstallation=file://{tmp_path}/profil"
    if forme == "docx":
        shutil.copy(source, tmp_path / "copie.docx")
        source = tmp_path / "copie.docx"
    commande = [soffice, profil, "--headless", "--convert-to", forme, "--outdir", str(tmp_path / "f"), str(source)]
    subprocess.run(commande, check=True, capture_output=True, timeout=100)
    (fait_par_lui,) = (tmp_path / "f").iterdir()
    fait = importer(fait_par_lui.read_bytes(), fait_par_lui.name)

    mots = "Lever les freins à la mobilité Développer l'apprentissage La ville maintient ses moyens 3 000 1 500"
    assert not perdus(mots, fait)
    assert fait.mots[0] == fait.mots[1] + fait.mots[2]
