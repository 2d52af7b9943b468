"""veraPDF, qpdf and poppler read what was written; skipped when absent, unless `CONTRATDOC_OUTILS=exiges`."""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from exemple_pdf import complet, document, p, titre
from outils import outil

from contratdoc.writers.pdf.acte import poser_acte
from contratdoc.writers.typst import Envoi, cadre_initial, write_pdf


@pytest.fixture(scope="module")
def fichiers(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The whole example, its draft, and other scripts with characters that no font has."""
    dossier = tmp_path_factory.mktemp("pdf")
    autres = document(titre(1, "Écritures", "e"), p("שלום مرحبا \U0001f600 漢 " + "x" * 2000))
    chemins = []
    for nom, arbre in (("exemple", complet()), ("projet", replace(complet(), brouillon=True)), ("autres", autres)):
        chemins.append(dossier / f"{nom}.pdf")
        chemins[-1].write_bytes(write_pdf(arbre, cadre_initial()).octets)
    chemins.append(dossier / "a-signer.pdf")
    signable = write_pdf(complet(), cadre_initial(), Envoi({"modeles/a.md": b"# A\n", "b.docx": b"PK"}, champs=True))
    chemins[-1].write_bytes(poser_acte(signable.octets, b'{"a": 1}\n'))
    return chemins


@pytest.mark.parametrize("norme", ["3a", "ua1"])
def test_verapdf_ne_trouve_aucune_faute(fichiers: list[Path], norme: str) -> None:
    jars = os.environ.get("CONTRATDOC_VERAPDF")
    if jars is None or not any(Path(jars).glob("greenfield-apps-*.jar")):
        if os.environ.get("CONTRATDOC_OUTILS") == "exiges":
            pytest.fail("CONTRATDOC_VERAPDF doit nommer le dossier des jars : voir .ci/verapdf/pom.xml")
        pytest.skip("CONTRATDOC_VERAPDF ne nomme pas le dossier de veraPDF")
    fait = subprocess.run(
        [
            outil("java"),
            "-cp",
            f"{jars}/*",
            "org.verapdf.apps.GreenfieldCliWrapper",
            "-f",
            norme,
            "--format",
            "text",
            "-v",
        ]
        + [str(f) for f in fichiers],
        capture_output=True,
        text=True,
        check=False,
    )

    assert re.findall(r"^(PASS|FAIL) ", fait.stdout, re.MULTILINE) == ["PASS"] * len(fichiers), (
        fait.stdout + fait.stderr
    )


def test_qpdf_ne_trouve_rien(fichiers: list[Path]) -> None:
    for fichier in fichiers:
        fait = subprocess.run([outil("qpdf"), "--check", str(fichier)], capture_output=True, text=True, check=False)
        assert fait.returncode == 0, fait.stdout + fait.stderr


def test_toutes_les_polices_sont_incorporees(fichiers: list[Path]) -> None:
    for fichier in fichiers:
        sortie = subprocess.run([outil("pdffonts"), str(fichier)], capture_output=True, text=True, check=True).stdout
        drapeaux = re.findall(r" (yes|no) +(yes|no) +(yes|no) +\d+ +0$", sortie, re.MULTILINE)
        assert len(drapeaux) == len(sortie.splitlines()) - 2
        assert set(drapeaux) == {("yes", "yes", "yes")}
