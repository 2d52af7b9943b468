"""A Word file broken in each way that our own reading must see, and name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from exemple import exemple
from lecture import parties

from contratdoc.writers.docx import cadre_initial, write_docx
from contratdoc.writers.docx.lint import relever
from contratdoc.writers.docx.paquet import ecrire_paquet

if TYPE_CHECKING:
    from collections.abc import Callable

DOCUMENT = "word/document.xml"
LIENS = "word/_rels/document.xml.rels"
TYPES = "[Content_Types].xml"
SEPARE = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
PAGE = rf"(PAGEREF \S+ \\h </w:instrText></w:r>{SEPARE})<w:r>.*?</w:r>"
AJOUT = '<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr><w:r><w:t>Ajouté</w:t></w:r></w:p>'
SAIN = parties(write_docx(exemple(), cadre_initial(), dict.fromkeys("abcdefgh", 3), b'{"a": "<&>"}'))


def casse(nom: str, changer: Callable[[str], str]) -> tuple[str, ...]:
    """What is said of the file once one of its parts is changed."""
    avant = SAIN[nom].decode()
    apres = changer(avant)
    assert apres != avant, "rien n'a été cassé"
    return relever(ecrire_paquet({**SAIN, nom: apres.encode()}))


def remplace(motif: str, par: str, nombre: int = 1) -> Callable[[str], str]:
    return lambda xml: re.sub(motif, par, xml, count=nombre)


def test_un_fichier_sain_ne_fait_rien_dire() -> None:
    assert relever(ecrire_paquet(SAIN)) == ()


@pytest.mark.parametrize(
    ("nom", "changer", "dit"),
    [
        (
            DOCUMENT,
            remplace(r'(<w:bookmarkStart w:id=")\d+(" w:name="(?!a"))', r"\g<1>1\2", 2),
            "l'identifiant de signet « 1 » figure deux fois",
        ),
        (
            DOCUMENT,
            remplace(r'(<w:bookmarkStart w:id="\d+" w:name=")[^"]+', r"\1double", 2),
            "le signet « double » figure deux fois",
        ),
        (DOCUMENT, remplace(r"<w:bookmarkEnd [^>]*/>", ""), "n'est pas fermé"),
        (DOCUMENT, remplace(r"<w:bookmarkStart [^>]*/>", ""), "est fermé sans être ouvert"),
        (DOCUMENT, remplace(r"(<w:drawing>.*?</w:drawing>)", r"\1\1"), "l'identifiant de dessin"),
        (DOCUMENT, remplace(r'<w:r><w:fldChar w:fldCharType="end"/></w:r>', ""), "un champ commencé ne finit pas"),
        (
            DOCUMENT,
            remplace(r'<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "", 99),
            "un champ finit (« separate ») sans avoir commencé",
        ),
        (
            DOCUMENT,
            remplace(r'(<w:r><w:fldChar w:fldCharType="separate"/></w:r>)', r"\1\1"),
            "un champ a deux fois « separate »",
        ),
        (DOCUMENT, remplace(r" REF \S+", " REF nulle_part"), "le renvoi à « nulle_part » ne mène à aucun signet"),
        (
            DOCUMENT,
            remplace(r'w:anchor="[^"]+"', 'w:anchor="ailleurs"'),
            "le renvoi à « ailleurs » ne mène à aucun signet",
        ),
        (DOCUMENT, remplace(r'r:embed="[^"]+"', 'r:embed="rId999"'), "la relation « rId999 », employée, n'existe pas"),
        (
            DOCUMENT,
            remplace(r'<w:footnoteReference w:id="\d+"', '<w:footnoteReference w:id="99"'),
            "l'appel de note 99 n'a pas de note",
        ),
        (DOCUMENT, remplace(r"</w:body>", ""), "n'est pas du XML valable"),
        (LIENS, remplace(r'Target="styles.xml"', 'Target="absent.xml"'), "mène à word/absent.xml, qui n'existe pas"),
        (LIENS, remplace(r'Id="cd2"', 'Id="cd1"'), "l'identifiant de relation « cd1 » figure deux fois"),
        (TYPES, remplace(r'<Default Extension="png"[^>]*/>', ""), "n'a pas de type déclaré"),
        (
            TYPES,
            remplace(r"/word/footnotes.xml", "/word/notes.xml"),
            "le type déclaré de word/notes.xml n'est celui d'aucune partie",
        ),
    ],
)
def test_chaque_casse_est_nommee(nom: str, changer: Callable[[str], str], dit: str) -> None:
    assert [f for f in casse(nom, changer) if dit in f], casse(nom, changer)


def test_un_signet_se_retrouve_quelle_que_soit_la_casse() -> None:
    assert casse(DOCUMENT, lambda xml: re.sub(r"( REF )(\S+)", lambda m: m[1] + m[2].upper(), xml)) == ()


def _titre(xml: str, par: str) -> str:
    return re.sub(r'(<w:pStyle w:val="Heading1"/>.*?<w:t xml:space="preserve">)[^<]*', rf"\g<1>{par}", xml, count=1)


@pytest.mark.parametrize(
    ("changer", "dit"),
    [
        (lambda x: _titre(x, "Autre titre"), "le titre « Autre titre »"),
        (lambda x: x.replace("</w:body>", f"{AJOUT}</w:body>"), "le titre « Ajouté » manque au sommaire"),
        (
            lambda x: x.replace('<w:pStyle w:val="Heading1"/>', '<w:pStyle w:val="BodyText"/>'),
            "n'est celle d'aucun titre|le sommaire dit",
        ),
        (lambda x: re.sub(PAGE, r"\1", x, count=1), "n'a pas de page"),
    ],
)
def test_un_sommaire_qui_ment_est_vu(changer: Callable[[str], str], dit: str) -> None:
    fautes = casse(DOCUMENT, changer)

    assert len(fautes) == 1
    assert re.search(dit, fautes[0])


def test_beaucoup_de_fautes_d_une_sorte_se_disent_en_peu_de_mots() -> None:
    fautes = casse(DOCUMENT, lambda xml: re.sub(r"<w:bookmarkEnd [^>]*/>", "", xml))

    assert len(fautes) == 4
    assert re.search(r"… n'est pas fermé \(\d+ autres\)", fautes[-1])


def test_un_fichier_sans_document_le_dit() -> None:
    reste = {n: o for n, o in SAIN.items() if n != DOCUMENT}

    assert "il manque word/document.xml" in relever(ecrire_paquet(reste))[-1]
