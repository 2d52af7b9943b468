"""The deed of compilation in the Word file: there to be read by a program, unseen in Word, and valid Open XML."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest
from exemple import exemple
from lecture import arbre, parties
from outils import valideur_word

from contratdoc.writers.docx import cadre_initial, write_docx

if TYPE_CHECKING:
    from pathlib import Path

ACTE = '{"dit": "é < & > ]]>", "suite": "\u00a0»"}\n'.encode()


@pytest.fixture(scope="module")
def word() -> bytes:
    return write_docx(exemple(), cadre_initial(), {}, ACTE)


def test_l_acte_se_relit(word: bytes) -> None:
    lues = parties(word)
    racine = arbre(lues, "customXml/item1.xml")

    assert racine.tag == "{urn:contratdoc:acte-de-compilation}acte"
    assert (racine.text or "").encode() == ACTE
    assert b'Target="../customXml/item1.xml"' in lues["word/_rels/document.xml.rels"]


def test_sans_acte_rien_n_est_ajoute(word: bytes) -> None:
    sans, avec = parties(write_docx(exemple(), cadre_initial(), {})), parties(word)

    assert {n for n in avec if n not in sans} == {
        "customXml/item1.xml",
        "customXml/itemProps1.xml",
        "customXml/_rels/item1.xml.rels",
    }
    assert avec["word/document.xml"] == sans["word/document.xml"]


def test_le_sdk_open_xml_l_admet(word: bytes, tmp_path: Path) -> None:
    fichier = tmp_path / "contrat.docx"
    fichier.write_bytes(word)
    avis = subprocess.run([valideur_word(), str(fichier)], capture_output=True, text=True, check=False).stdout

    assert json.loads(avis)["errors"] == []
