"""LibreOffice is another program: it may be absent, slow, or end without a file."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest
from outils import outil

from contratdoc.writers.docx import cadre_initial
from contratdoc.writers.libreoffice import LibreOfficeAbsent, LibreOfficeEchec, convert_docx

if TYPE_CHECKING:
    from pathlib import Path


def _faux(dossier: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    programme = dossier / "soffice"
    programme.write_text(f"#!/bin/sh\n{script}\n")
    programme.chmod(0o755)
    monkeypatch.setenv("PATH", f"{dossier}{os.pathsep}/usr/bin{os.pathsep}/bin")


SORTIE = 'while [ "$1" != "--outdir" ]; do shift; done; dossier="$2"; '


def test_absent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(LibreOfficeAbsent, match="introuvable"):
        convert_docx(b"")


def test_sans_fichier_le_message_de_libreoffice_est_rendu(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _faux(tmp_path, monkeypatch, "echo source file could not be loaded")
    with pytest.raises(LibreOfficeEchec, match="could not be loaded"):
        convert_docx(b"")


def test_un_fichier_qui_n_est_pas_un_pdf_est_refuse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _faux(tmp_path, monkeypatch, SORTIE + 'echo rien > "$dossier/contrat.pdf"')
    with pytest.raises(LibreOfficeEchec, match="pas un PDF"):
        convert_docx(b"")


def test_un_premier_echec_est_retente(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    temoin = tmp_path / "temoin"
    script = f'if [ -e "{temoin}" ]; then printf "%%PDF-1.7" > "$dossier/contrat.pdf"; else : > "{temoin}"; fi'
    _faux(tmp_path, monkeypatch, SORTIE + script)
    assert convert_docx(b"") == b"%PDF-1.7"


def test_trop_lent_tout_le_groupe_est_arrete(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    temoin = tmp_path / "survivant"
    _faux(tmp_path, monkeypatch, f'(sleep 1; : > "{temoin}") & wait')
    with pytest.raises(LibreOfficeEchec, match="pas de réponse"):
        convert_docx(b"", delai=0.2)
    time.sleep(1.2)
    assert not temoin.exists()


def test_deux_conversions_donnent_les_memes_octets(monkeypatch: pytest.MonkeyPatch) -> None:
    outil("soffice")
    word = cadre_initial()
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    un = convert_docx(word)
    time.sleep(1.1)  # its dates count seconds
    monkeypatch.setenv("TZ", "America/New_York")
    monkeypatch.setenv("LC_ALL", "C")

    assert convert_docx(word) == un
