"""What a PDF carries: its sources, byte for byte, and its deed of compilation."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from exemple_pdf import complet, document, p
from pypdf import PdfReader
from relire_pdf import textes

from contratdoc.writers.pdf.acte import ACTE, poser_acte
from contratdoc.writers.typst import CadreTypstInvalide, Envoi, cadre_initial, write_pdf

SOURCES = {
    "modeles/texte/préambule (bis) & suite.md": "# Préambule\n".encode() * 500,
    "modeles/contrat.yaml": b"titre: Contrat\n",
    "modeles/images/plan.PNG": bytes(range(256)),
    "modeles/contrat.docx": b"",
    "contributions/caf.yaml": b"/URI(contratdoc:champ/sig_etat) endobj endstream %%EOF",
}
NATURES = {
    ".md": "text/markdown",
    ".yaml": "application/yaml",
    ".PNG": "image/png",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".json": "application/json",
}


@pytest.fixture(scope="module")
def octets() -> bytes:
    return write_pdf(complet(), cadre_initial(), Envoi(SOURCES, champs=True)).octets


def joints(octets: bytes) -> dict[str, Any]:
    """The associated files, by name."""
    racine: Any = PdfReader(io.BytesIO(octets)).trailer["/Root"]
    return {str(ref.get_object()["/UF"]): ref.get_object() for ref in racine["/AF"]}


def contenu(joint: Any) -> bytes:
    return bytes(joint["/EF"]["/F"].get_object().get_data())


def test_chaque_source_est_jointe_telle_quelle(octets: bytes) -> None:
    trouves = joints(octets)

    assert {nom: contenu(j) for nom, j in trouves.items()} == {**SOURCES, ACTE: b""}
    assert {nom: j["/AFRelationship"] for nom, j in trouves.items()} == dict.fromkeys(SOURCES, "/Source") | {
        ACTE: "/Data"
    }
    for nom, joint in trouves.items():
        assert joint["/EF"]["/F"]["/Subtype"] == f"/{NATURES[nom[nom.rindex('.') :]]}"
        assert joint["/Desc"]


def test_ce_qui_est_joint_est_comprime(octets: bytes) -> None:
    longue = joints(octets)["modeles/texte/préambule (bis) & suite.md"]["/EF"]["/F"]

    assert longue["/Filter"] == "/FlateDecode"
    assert longue["/Params"]["/Size"] == len(SOURCES["modeles/texte/préambule (bis) & suite.md"])


def test_l_acte_prend_sa_place_sans_rien_changer_d_autre(octets: bytes) -> None:
    acte = json.dumps({"dit": "é endobj stream /Length 3"}, ensure_ascii=False).encode()
    plein = poser_acte(octets, acte)

    assert contenu(joints(plein)[ACTE]) == acte
    assert joints(plein)[ACTE]["/EF"]["/F"]["/Params"]["/Size"] == len(acte)
    assert b"<</Length %d/Type/EmbeddedFile/Subtype/application#2Fjson" % len(acte) in plein
    assert {n: contenu(j) for n, j in joints(plein).items() if n != ACTE} == SOURCES
    assert plein.count(b"%%EOF") == octets.count(b"%%EOF")
    assert poser_acte(plein, b"") == octets


def test_un_pdf_sans_place_pour_l_acte_reste_comme_il_est() -> None:
    nu = write_pdf(document(p("Texte")), cadre_initial()).octets

    assert poser_acte(nu, b"{}").rstrip() == nu.rstrip()


def test_ce_qui_est_joint_n_ajoute_aucune_page() -> None:
    nu = write_pdf(complet(), cadre_initial())
    charge = write_pdf(complet(), cadre_initial(), Envoi(SOURCES))

    assert textes(charge) == textes(nu)
    assert (charge.total, charge.pages, charge.empreinte) == (nu.total, nu.pages, nu.empreinte)


@pytest.mark.parametrize("suite", ["\n/* la fin", "\n#show: it => none", "\n// rien"])
def test_un_cadre_n_empeche_pas_de_joindre(suite: str) -> None:
    if suite == "\n// rien":
        assert set(joints(write_pdf(complet(), cadre_initial() + suite, Envoi(SOURCES)).octets)) == {*SOURCES, ACTE}
        return
    with pytest.raises(CadreTypstInvalide, match="joindre"):
        write_pdf(complet(), cadre_initial() + suite, Envoi(SOURCES))
