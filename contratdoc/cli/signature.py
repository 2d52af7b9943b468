"""What the two commands on signed PDFs share: files read from the disk, the passphrase, files put in place whole."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import click

from contratdoc.cli.ecriture import raison

VARIABLE = "CONTRATDOC_PHRASE"

option_ancre = click.option(
    "--ancre",
    "ancres",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="AUTORITE.pem",
    help="Certificat d'une autorité en qui vous avez confiance ; l'option se répète.",
)


def lire(fichier: Path, code: str) -> bytes:
    """Read a file that the user names.

    Args:
        fichier: The file.
        code: The code to tell its absence with.

    Returns:
        Its bytes.

    Raises:
        Refus: It cannot be read.
    """
    from contratdoc.signature.fautes import refus

    try:
        return fichier.read_bytes()
    except FileNotFoundError:
        raise refus(code, "Ce fichier n'existe pas.", str(fichier), "Vérifiez son nom et son dossier.") from None
    except IsADirectoryError:
        raise refus(code, "C'est un dossier, et non un fichier.", str(fichier)) from None
    except OSError as e:
        raise refus(code, f"Ce fichier ne peut pas être lu ({raison(e)}).", str(fichier)) from None


def phrase_secrete(quoi: str) -> str:
    """Take the passphrase from the environment, where no other program will find it after us; ask for it otherwise.

    Args:
        quoi: What it opens.

    Returns:
        The passphrase; empty when there is none, and no one to ask.
    """
    donnee = os.environ.pop(VARIABLE, None)
    if donnee is not None:
        return donnee
    if not sys.stdin.isatty():
        return ""
    return str(click.prompt(f"Phrase secrète de {quoi}", hide_input=True, default="", show_default=False, err=True))


def poser(vers: Path, octets: bytes) -> None:
    """Put a file in place whole: written beside, then renamed.

    Args:
        vers: Where.
        octets: Its content.

    Raises:
        OSError: The folder cannot be written; what was there stays.
    """
    with tempfile.NamedTemporaryFile("wb", dir=vers.parent, prefix=".", suffix=".pdf", delete=False) as f:
        try:
            f.write(octets)
            f.flush()
            os.fsync(f.fileno())
        except OSError:
            Path(f.name).unlink(missing_ok=True)
            raise
    provisoire = Path(f.name)
    try:
        provisoire.chmod(vers.stat().st_mode & 0o777 if vers.exists() else 0o644)
        provisoire.replace(vers)
    except OSError:
        provisoire.unlink(missing_ok=True)
        raise
