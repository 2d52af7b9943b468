"""Who has signed, and when, from the PDF itself: a quick look, where `verifier-pdf` proves."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from contratdoc.diagnostics import Resultat
from contratdoc.signature.attendus import lire_attendus
from contratdoc.signature.examen import signataires
from contratdoc.signature.fautes import refus
from contratdoc.signature.fichier import PdfIllisible, lecture_protegee, ouvrir
from contratdoc.signature.integrite import lire_signatures
from contratdoc.signature.joints import lire_joints
from contratdoc.signature.rapport import Signataire

SIGNE: Final = "contrat-signe.pdf"
NU: Final = "contrat.pdf"
_TRACE: Final = b"/ByteRange"


def pdf_signe(sortie: Path) -> Path | None:
    """Find the signed contract of a folder; None when no one has signed.

    Args:
        sortie: The folder that holds what is built.
    """
    if (sortie / SIGNE).is_file():
        return sortie / SIGNE
    try:
        # A parapheur may give the file back under its first name.
        return sortie / NU if _TRACE in (sortie / NU).read_bytes() else None
    except OSError:
        return None


def qui_a_signe(octets: bytes, fichier: str) -> Resultat[tuple[Signataire, ...]]:
    """Put each signature of a PDF beside its party.

    Args:
        octets: The file.
        fichier: Its name, as shown to the user.

    Returns:
        The parties in order, or None when the file cannot be read (CD862).
    """
    try:
        pdf = ouvrir(octets)
        with lecture_protegee():
            attendus = lire_attendus(tuple(pdf.champs_des_parties()), lire_joints(pdf.lecteur))
            return Resultat(tuple(signataires(attendus, lire_signatures(pdf))))
    except PdfIllisible as e:
        return Resultat(None, (refus("CD862", f"Ce fichier ne peut pas être lu : {e}.", fichier).diagnostic,))
