"""Programs that are not ours read what we wrote; each is skipped when absent, unless `CONTRATDOC_OUTILS=exiges`."""

from __future__ import annotations

import io
import json
import re
import subprocess
from typing import TYPE_CHECKING

import pytest
from comparaison import plat, titre
from lecture_word import Word
from outils import copier_contrat, outil, valideur_word, verapdf
from pypdf import PdfReader

from contratdoc.pipeline import compiler
from contratdoc.writers.libreoffice import convert_docx

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any

    from conftest import Contrat

# LibreOffice may break a line elsewhere than typst.
PAGES_D_ECART = 1
PART_AILLEURS = 0.05


def test_qpdf_ne_trouve_rien(contrat: Contrat) -> None:
    fait = subprocess.run(
        [outil("qpdf"), "--check", str(contrat.fait.fichiers["pdf"])], capture_output=True, text=True, check=False
    )

    assert fait.returncode == 0, fait.stdout + fait.stderr
    assert "No syntax or stream encoding errors found" in fait.stdout


@pytest.mark.parametrize("profil", ["3a", "ua1"])
def test_verapdf_trouve_le_pdf_conforme(contrat: Contrat, profil: str) -> None:
    avis = verapdf(contrat.fait.fichiers["pdf"].resolve(), profil)

    assert avis.startswith("PASS"), avis


def test_l_open_xml_sdk_ne_trouve_aucune_erreur(contrat: Contrat) -> None:
    fichier = str(contrat.fait.fichiers["docx"].resolve())
    avis = subprocess.run([valideur_word(), fichier], capture_output=True, text=True, check=False).stdout

    assert json.loads(avis)["errors"] == []


def test_toutes_les_polices_sont_incorporees(contrat: Contrat) -> None:
    sortie = subprocess.run(
        [outil("pdffonts"), str(contrat.fait.fichiers["pdf"])], capture_output=True, text=True, check=True
    ).stdout
    lignes = sortie.splitlines()[2:]
    colonnes = [re.search(r"(yes|no)\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+$", ligne) for ligne in lignes]

    assert lignes
    assert all(c is not None and c.groups() == ("yes", "yes", "yes") for c in colonnes), sortie
    assert all("SourceSansPro" in ligne for ligne in lignes), sortie


def test_pdfinfo_voit_un_document_balise_et_nomme(contrat: Contrat) -> None:
    sortie = subprocess.run(
        [outil("pdfinfo"), str(contrat.fait.fichiers["pdf"])], capture_output=True, text=True, check=True
    ).stdout

    assert re.search(r"^Tagged: +yes$", sortie, re.MULTILINE)
    assert re.search(r"^Title: +Contrat de Ville 2024-2030", sortie, re.MULTILINE)
    assert re.search(r"^Encrypted: +no$", sortie, re.MULTILINE)


def test_les_pages_du_sommaire_sont_celles_de_libreoffice(contrat: Contrat) -> None:
    outil("soffice")
    lecteur = PdfReader(io.BytesIO(convert_docx(contrat.word.octets)))
    signets = list(_signets(lecteur, lecteur.outline))
    ecarts = {}
    rang = 0
    for texte, page, _ in contrat.word.sommaire():
        cle = _cle(titre(texte))
        rang = next((k for k in range(rang, len(signets)) if _cle(titre(signets[k][0])).endswith(cle)), -1)
        assert rang >= 0, f"LibreOffice n'a pas de signet « {texte} »"
        if signets[rang][1] != page:
            ecarts[texte] = signets[rang][1] - page
        rang += 1

    lignes = len(contrat.word.sommaire())
    dit = f"{len(ecarts)} titres sur {lignes} : {ecarts} ; {len(lecteur.pages)} pages"
    assert all(abs(e) <= PAGES_D_ECART for e in ecarts.values()), dit
    assert len(ecarts) <= lignes * PART_AILLEURS, dit
    assert abs(len(lecteur.pages) - len(contrat.pdf.lecteur.pages)) <= PAGES_D_ECART + 1, dit


def test_avec_le_moteur_libreoffice_le_sommaire_est_celui_de_son_pdf(contrat: Contrat, tmp_path: Path) -> None:
    outil("soffice")
    fait = compiler(copier_contrat(tmp_path), moteur="libreoffice")
    assert fait.bilan is not None, fait.diagnostics
    lecteur = PdfReader(fait.fichiers["pdf"])
    signets = iter([(_cle(titre(t)), page) for t, page in _signets(lecteur, lecteur.outline)])
    sommaire = Word(fait.fichiers["docx"].read_bytes()).sommaire()

    assert [t for t, _, _ in sommaire] == [t for t, _, _ in contrat.word.sommaire()]
    for texte, page, _ in sommaire:
        assert (_cle(titre(texte)), page) in signets
    assert fait.bilan.pages == len(lecteur.pages)
    assert "/MarkInfo" in lecteur.trailer["/Root"]


def _signets(lecteur: PdfReader, plan: Any) -> Iterator[tuple[str, int]]:
    for signet in plan:
        if isinstance(signet, list):
            yield from _signets(lecteur, signet)
        else:
            numero = lecteur.get_destination_page_number(signet)
            assert numero is not None
            yield str(signet.title), numero + 1


def _cle(texte: str) -> str:
    return "".join(c for c in plat(texte).casefold() if c.isalnum())
