"""The frame is edited by hand: every way to break it is told, with its place."""

from __future__ import annotations

import io
import zipfile

import pytest
from exemple import exemple
from lecture import arbre, ecrire, modifier, parties, texte

from contratdoc.writers.docx import CadreInvalide, cadre_initial, write_docx
from contratdoc.writers.docx import paquet as module_paquet
from contratdoc.writers.docx.modele import pages

DOCUMENT = "word/document.xml"
TITRE = "{{ couverture.titre }}"


def _refus(cadre: bytes) -> CadreInvalide:
    with pytest.raises(CadreInvalide) as pris:
        write_docx(exemple(), cadre, {})
    return pris.value


@pytest.mark.parametrize(
    ("balise", "detail"),
    [
        ("{{ couverture.titer }}", "« titer » n’existe pas"),
        ("{{ couvertur.titre }}", "« couvertur » n’existe pas"),
        ("{{ couverture.titre", "une balise n’est pas fermée"),
        ("{% if couverture.titre %}", "balise incomprise"),
        ("{{ couverture.titre | inconnu }}", "n’est pas permise"),
        ("{{ couverture.keys }}", "ne désigne pas un texte"),
        ("{{ couverture.contributeurs }}", "ne désigne pas un texte"),
        ("{{ titre.__class__ }}", "n’est pas accessible"),
        ("{{ titre.upper() }}", "n’est pas permise"),
        ("{{ 10 ** 10 }}", "n’est pas permise"),
        ("{% set x = 1 %}", "n’est pas permise"),
        ("{% include 'x' %}", "n’est pas permise"),
        (
            "{% for a in titre %}{% for b in titre %}{% for c in titre %}{% endfor %}{% endfor %}{% endfor %}",
            "n’est pas",
        ),
        ("{{ %}", "une balise n’est pas fermée"),
        ("{{ " + "x" * 400 + " }}", "trop longue"),
        ("{{ }}", "balise incomprise"),
        ("{{{{{{", "une balise n’est pas fermée"),
    ],
)
def test_une_balise_fautive_est_montree(balise: str, detail: str) -> None:
    refus = _refus(modifier(cadre_initial(), DOCUMENT, TITRE, balise))
    assert detail in refus.detail
    assert refus.partie == DOCUMENT


def test_la_faute_dit_son_paragraphe_et_sa_balise() -> None:
    refus = _refus(modifier(cadre_initial(), DOCUMENT, TITRE, "Contrat {{ couverture.titer }} !"))
    assert refus.paragraphe_texte == "Contrat {{ couverture.titer }} !"
    assert refus.balise == "{{ couverture.titer }}"


def test_une_balise_coupee_par_word_est_lue() -> None:
    coupee = '{{ couver</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">ture.titre }}'
    ecrit = ecrire(exemple(), modifier(cadre_initial(), DOCUMENT, TITRE, coupee))
    assert "Contrat de Ville" in texte(arbre(ecrit))


@pytest.mark.parametrize("repere", ["sommaire", "corps"])
def test_un_repere_absent_double_ou_deplace(repere: str) -> None:
    balise = f"{{{{ {repere} }}}}"
    assert "il manque le repère" in _refus(modifier(cadre_initial(), DOCUMENT, balise, "")).detail
    double = f"{balise}</w:t></w:r></w:p><w:p><w:r><w:t>{balise}"
    assert "deux fois" in _refus(modifier(cadre_initial(), DOCUMENT, balise, double)).detail
    assert "seul dans son paragraphe" in _refus(modifier(cadre_initial(), DOCUMENT, balise, f"Voici {balise}")).detail


def test_un_style_absent_est_nomme() -> None:
    refus = _refus(modifier(cadre_initial(), "word/styles.xml", 'w:val="Étiquette"', 'w:val="Autre"'))
    assert "« Étiquette »" in refus.detail


def test_des_styles_renommes_par_un_word_francais_sont_retrouves() -> None:
    cadre = modifier(cadre_initial(), "word/styles.xml", '"Heading1"', '"Titre1"')
    assert b'<w:pStyle w:val="Titre1"/>' in ecrire(exemple(), cadre)[DOCUMENT]


def test_une_numerotation_changee_est_refusee() -> None:
    refus = _refus(modifier(cadre_initial(), "word/numbering.xml", "upperRoman", "decimal"))
    assert "Titres du contrat" in refus.detail


@pytest.mark.parametrize("octets", [b"", b"PK", b"du texte", b"PK\x03\x04" + b"\0" * 400])
def test_un_fichier_qui_n_est_pas_un_docx(octets: bytes) -> None:
    assert "Word" in _refus(octets).detail


def _zip(**contenus: bytes) -> bytes:
    tampon = io.BytesIO()
    with zipfile.ZipFile(tampon, "w", zipfile.ZIP_DEFLATED) as archive:
        for nom, octets in contenus.items():
            archive.writestr(nom, octets)
    return tampon.getvalue()


def test_un_zip_sans_document() -> None:
    assert _refus(_zip(a=b"b")).detail


def test_une_bombe_est_refusee() -> None:
    assert "volumineux" in _refus(_zip(bombe=b"\0" * (module_paquet.TAILLE_PARTIE + 1))).detail
    assert "parties" in _refus(_zip(**{f"p{i}": b"" for i in range(501)})).detail


def test_un_document_avec_macros_ou_lien_exterieur_est_refuse() -> None:
    macros = modifier(
        cadre_initial(),
        "[Content_Types].xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    assert "sans macros" in _refus(macros).detail
    lien = '<Relationship Id="rId99" TargetMode="External" Target="http://x/" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"/></Relationships>'
    exterieur = modifier(cadre_initial(), "word/_rels/document.xml.rels", "</Relationships>", lien)
    assert "fichier extérieur" in _refus(exterieur).detail


@pytest.mark.parametrize("partie", [DOCUMENT, "word/styles.xml", "word/header1.xml"])
def test_un_xml_abime_ou_avec_doctype_est_refuse(partie: str) -> None:
    abime = modifier(cadre_initial(), partie, "</w:", "<w:")
    assert _refus(abime).partie == partie

    lues = parties(cadre_initial())
    racine = lues[partie].decode().replace("?>\n", '?>\n<!DOCTYPE x [<!ENTITY a "b">]>', 1)
    avec = modifier(cadre_initial(), partie, lues[partie].decode(), racine)
    assert "DOCTYPE" in _refus(avec).detail


def test_beaucoup_d_accolades_sont_refusees_vite() -> None:
    assert "trop longue" in _refus(modifier(cadre_initial(), DOCUMENT, TITRE, "{" * 500_000)).detail


def test_le_cadre_initial_est_le_meme_a_chaque_fois() -> None:
    assert cadre_initial() == cadre_initial()
    assert set(pages.MARGES) == {"top", "right", "bottom", "left"}
