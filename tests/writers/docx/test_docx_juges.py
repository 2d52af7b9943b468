"""The judges that matter: the Open XML SDK, which is as strict as Word, and a program that opens the file."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from exemple import CHARTE, exemple, png

from contratdoc.document.noeuds import Document, Image
from contratdoc.writers.docx import cadre_initial, write_docx
from contratdoc.writers.libreoffice import convert_docx

if TYPE_CHECKING:
    from pathlib import Path


def _outil(chemin: str | None, nom: str) -> str:
    if chemin is None:
        if os.environ.get("CONTRATDOC_OUTILS") == "exiges":
            pytest.fail(f"{nom} est exigé et introuvable")
        pytest.skip(f"{nom} est absent")
    return chemin


def _erreurs(docx: bytes, dossier: Path) -> list[object]:
    nom = "ooxml-validator"
    programme = _outil(os.environ.get("CONTRATDOC_OOXML_VALIDATOR") or shutil.which(nom), nom)
    fichier = dossier / "contrat.docx"
    fichier.write_bytes(docx)
    sortie = subprocess.run([programme, str(fichier)], capture_output=True, text=True, check=False, timeout=120).stdout
    verdict = json.loads(sortie)
    return list(verdict["errors"]) if not verdict["ok"] else []


LOGO = Image("logo", png(), "Logo", 40, 20, 0.2)
DOCUMENTS = {
    "exemple": exemple(),
    "brouillon": exemple(brouillon=True),
    "charte": replace(
        exemple(), charte=replace(CHARTE, logos=(LOGO, LOGO), police_texte="Arial", couleur_accent="#000000")
    ),
    "vide": replace(exemple(), sections=(), sommaire=()),
}


@pytest.mark.parametrize("nom", DOCUMENTS)
def test_le_sdk_open_xml_ne_trouve_rien(nom: str, tmp_path: Path) -> None:
    document: Document = DOCUMENTS[nom]
    assert _erreurs(write_docx(document, cadre_initial(), {}), tmp_path) == []


def test_le_cadre_initial_est_valable(tmp_path: Path) -> None:
    assert _erreurs(cadre_initial(), tmp_path) == []


def test_libreoffice_ouvre_le_fichier_avec_la_police_incorporee(tmp_path: Path) -> None:
    _outil(shutil.which("soffice"), "LibreOffice")
    lecteur = _outil(shutil.which("pdftotext"), "pdftotext")
    fichier = tmp_path / "contrat.pdf"
    fichier.write_bytes(convert_docx(write_docx(exemple(), cadre_initial(), {"diagnostic": 3})))
    polices = subprocess.run(["pdffonts", str(fichier)], capture_output=True, text=True, check=True).stdout
    assert "SourceSansPro-Bold" in polices
    texte = subprocess.run([lecteur, "-layout", str(fichier), "-"], capture_output=True, text=True, check=True).stdout
    for attendu in (
        "Axe II. Habitat et cadre de vie",
        "Annexe 2. Tableau des axes",
        "l’Annexe 2 et",
        "Tableau 1 – Crédits",
        "1.b ",
    ):
        assert attendu in texte
    assert re.search(r"Le diagnostic du territoire\.+ *3\n", texte)
