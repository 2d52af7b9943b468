"""The deed of compilation put in a PDF: an attached file, empty until the Word file that it names is written."""

from __future__ import annotations

import re
from typing import Final

from contratdoc.writers.pdf.objets import ouvrir

ACTE: Final = "acte-de-compilation.json"
_FICHE: Final = re.compile(rb"<</Type/Filespec/F\(" + re.escape(ACTE.encode()) + rb"\).*?/EF<</F (\d+) 0 R", re.DOTALL)
_LONGUEUR: Final = re.compile(rb"(?<=/Length )\d+|(?<=/Size )\d+")


def poser_acte(pdf: bytes, acte: bytes) -> bytes:
    """Put the deed at the place that the layout kept for it.

    It is not compressed: whoever opens the file with any reader of text can read it.

    Args:
        pdf: The file, as `write_pdf` gives it with sources or a place for the deed.
        acte: The deed.

    Returns:
        The file, of one revision still; as it was when it has no place for a deed.
    """
    objets = ouvrir(pdf)
    for numero in objets.contenant(b"/Type/Filespec/F(" + ACTE.encode()):
        fiche = _FICHE.match(objets.objet(numero))
        if fiche is not None:
            joint = int(fiche[1])
            entete = objets.objet(joint).partition(b"stream")[0].rstrip()
            entete = _LONGUEUR.sub(b"%d" % len(acte), entete)
            objets.remplacer(joint, entete + b"\nstream\n" + acte + b"\nendstream")
    return objets.ecrire()
