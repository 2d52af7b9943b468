"""LibreOffice itself accepting and rejecting tracked changes, through the Python that it comes with."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

from outils import outil

ACCEPTER = ".uno:AcceptAllTrackedChanges"
REFUSER = ".uno:RejectAllTrackedChanges"
_PYTHONS = ("/usr/lib/libreoffice/program/python", "/usr/bin/python3")
_SCRIPT = Path(__file__).with_name("libreoffice_revise.py")


def relire(dossier: Path, *demandes: tuple[bytes, str]) -> list[list[str]]:
    """The paragraphs of each file, tables and notes included, once LibreOffice has obeyed a command."""
    soffice = outil("soffice")
    environnement = {nom: v for nom, v in os.environ.items() if not nom.startswith("PYTHON")}
    python = _python(environnement)
    lignes = []
    for rang, (docx, commande) in enumerate(demandes):
        fichier = dossier / f"demande{rang}.docx"
        fichier.write_bytes(docx)
        lignes.append(json.dumps([fichier.as_uri(), commande]))
    tuyau = f"contratdoc{os.getpid()}"
    profil = (dossier / "profil").as_uri()
    serveur = subprocess.Popen(
        [soffice, f"-env:UserInstallation={profil}", "--headless", "--norestore", f"--accept=pipe,name={tuyau};urp;"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        fait = subprocess.run(
            [python, str(_SCRIPT), tuyau],
            input="\n".join(lignes) + "\n",
            capture_output=True,
            text=True,
            env=environnement,
            check=True,
            timeout=110,
        )
    finally:
        try:
            serveur.wait(15)
        except subprocess.TimeoutExpired:
            serveur.kill()
            serveur.wait()
    return [json.loads(ligne) for ligne in fait.stdout.splitlines()]


def _python(environnement: dict[str, str]) -> str:
    for chemin in _PYTHONS:
        if Path(chemin).exists():
            essai = subprocess.run([chemin, "-c", "import uno"], capture_output=True, env=environnement, check=False)
            if not essai.returncode:
                return chemin
    return outil("python de LibreOffice (module uno)")
