"""The PDF of exactly the Word file, laid out by LibreOffice, for those who want it so."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from contratdoc.writers.pdf.normaliser import normaliser

_NOMS: Final = ("soffice", "libreoffice")
_ESSAIS: Final = 2  # its first start on a fresh profile fails now and then
_FILTRE: Final = {
    # Tagged, but neither PDF/A nor PDF/UA: LibreOffice would stamp both on a file that veraPDF refuses.
    "UseTaggedPDF": {"type": "boolean", "value": "true"},
    "ExportBookmarks": {"type": "boolean", "value": "true"},
}


class LibreOfficeAbsent(Exception):
    """LibreOffice is not installed."""

    def __init__(self) -> None:
        super().__init__("LibreOffice est introuvable : l’installer, ou compiler avec le moteur par défaut")


class LibreOfficeEchec(Exception):
    """LibreOffice did not give a PDF."""

    def __init__(self, detail: str) -> None:
        super().__init__(f"LibreOffice n’a pas produit de PDF : {detail}")
        self.detail = detail


def convert_docx(docx: bytes, delai: float = 120.0) -> bytes:
    """The PDF of a Word file, tagged, the same each time.

    Args:
        docx: The Word file.
        delai: How many seconds each attempt may last.

    Raises:
        LibreOfficeAbsent: It is not installed.
        LibreOfficeEchec: It failed twice, or gave no PDF.
    """
    programme = next((chemin for nom in _NOMS if (chemin := shutil.which(nom))), None)
    if programme is None:
        raise LibreOfficeAbsent
    detail = ""
    for _ in range(_ESSAIS):
        # A profile of its own: a running LibreOffice of the user would otherwise take the work over, or refuse it.
        with tempfile.TemporaryDirectory(prefix="contratdoc-", ignore_cleanup_errors=True) as dossier:
            try:
                return _convertir(programme, docx, Path(dossier), delai)
            except LibreOfficeEchec as faute:
                detail = faute.detail
    raise LibreOfficeEchec(detail)


def _convertir(programme: str, docx: bytes, dossier: Path, delai: float) -> bytes:
    source, sortie = dossier / "contrat.docx", dossier / "contrat.pdf"
    source.write_bytes(docx)
    journal = _executer(
        [
            programme,
            f"-env:UserInstallation={(dossier / 'profil').as_uri()}",
            "--headless",
            "--norestore",
            "--convert-to",
            f"pdf:writer_pdf_Export:{json.dumps(_FILTRE)}",
            "--outdir",
            str(dossier),
            str(source),
        ],
        delai,
    )
    if not sortie.is_file():
        raise LibreOfficeEchec(journal.strip()[-300:] or "aucun fichier de sortie")
    pdf = sortie.read_bytes()
    if not pdf.startswith(b"%PDF"):
        raise LibreOfficeEchec("le fichier de sortie n’est pas un PDF")
    return normaliser(pdf)


def _executer(commande: list[str], delai: float) -> str:
    """Run in a session of its own: `soffice` is a script, and what it starts must end with it."""
    processus = subprocess.Popen(  # noqa: S603 the program is found on the PATH, its arguments are ours
        commande,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        env={**os.environ, "TZ": "UTC"},  # the dates that it writes are then of one length, wherever it runs
    )
    try:
        journal, _ = processus.communicate(timeout=delai)
    except subprocess.TimeoutExpired:
        _tuer(processus)
        raise LibreOfficeEchec(f"pas de réponse en {delai:g} secondes") from None
    except BaseException:
        _tuer(processus)
        raise
    return journal.decode(errors="replace")


def _tuer(processus: subprocess.Popen[bytes]) -> None:
    if os.name == "posix":
        with contextlib.suppress(ProcessLookupError):
            os.killpg(processus.pid, signal.SIGKILL)
    else:
        processus.kill()
    processus.communicate()
