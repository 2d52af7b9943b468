"""Eight signatures one after the other, judged by programs that are not ours, and by ours."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from asn1crypto import x509 as asn1
from autorite import Autorite
from contrats_signes import PARTIES
from outils import dss, outil, verapdf

from contratdoc.signature.examen import examiner
from contratdoc.signature.rapport import Verdict


@pytest.fixture(scope="module")
def fichier(huit: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    chemin = tmp_path_factory.mktemp("juges") / "contrat-signe.pdf"
    chemin.write_bytes(huit)
    return chemin


def test_le_notre(huit: bytes, autorite: Autorite) -> None:
    rapport, _ = examiner(huit, [asn1.Certificate.load(autorite.emettre("x").autorite.public_bytes(_der()))])

    assert rapport.verdict is Verdict.PROUVE, rapport.constats
    assert [s.id for s in rapport.signataires if s.valide] == list(PARTIES)


def test_pyhanko_avec_sa_propre_politique(huit: bytes, autorite: Autorite) -> None:
    """Its difference analysis included, which our verifier does without."""
    from io import BytesIO

    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    ancre = asn1.Certificate.load(autorite.certificat.public_bytes(_der()))
    statuts = [
        validate_pdf_signature(s, ValidationContext(trust_roots=[ancre]))
        for s in PdfFileReader(BytesIO(huit)).embedded_signatures
    ]

    assert [s.bottom_line for s in statuts] == [True] * 8


def test_pdfsig(fichier: Path) -> None:
    dit = subprocess.run([outil("pdfsig"), "-nocert", str(fichier)], capture_output=True, text=True, check=False).stdout

    assert dit.count("Signature is Valid") == 8
    assert dit.count("ETSI.CAdES.detached") == 8
    assert "Total document signed" in dit.split("Signature #")[-1]


def test_qpdf(fichier: Path) -> None:
    fait = subprocess.run([outil("qpdf"), "--check", str(fichier)], capture_output=True, text=True, check=False)

    assert fait.returncode == 0, fait.stdout + fait.stderr


def test_dss(fichier: Path, autorite: Autorite, tmp_path: Path) -> None:
    (tmp_path / "autorite.pem").write_bytes(autorite.pem())
    (tmp_path / "autorite.crl").write_bytes(autorite.crl())

    dit = dss(tmp_path / "autorite.pem", tmp_path / "autorite.crl", fichier)

    assert len(re.findall(r"^TOTAL_PASSED .*PAdES-BASELINE-B", dit, re.MULTILINE)) == 8, dit


@pytest.mark.parametrize("profil", ["3a", "ua1"])
def test_verapdf(fichier: Path, profil: str) -> None:
    assert verapdf(fichier, profil).startswith("PASS")


def _der() -> object:
    from cryptography.hazmat.primitives.serialization import Encoding

    return Encoding.DER
