"""A PDF given by anyone, opened: bounded, and every fault of the library told as a fault of the file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Final

from contratdoc.signature.fautes import Refus, taire
from contratdoc.writers.pdf.champs import PREFIXE

if TYPE_CHECKING:
    from pyhanko.pdf_utils.generic import DictionaryObject
    from pyhanko.pdf_utils.reader import PdfFileReader

TAILLE_MAX: Final = 256 * 1024 * 1024
OBJETS_MAX: Final = 2_000_000
_MARQUE: Final = b"%PDF-"


class PdfIllisible(Exception):
    """The file is no PDF, is damaged, or asks for more than we give; the message is a French clause."""


class PdfChiffre(PdfIllisible):
    """The file is encrypted."""


@dataclass(frozen=True, slots=True)
class Fichier:
    """An open PDF: its bytes, and the reader over all of its revisions."""

    octets: bytes
    lecteur: PdfFileReader

    def champs(self) -> dict[str, DictionaryObject]:
        """The signature fields, by name, in the order of the form."""
        from pyhanko.pdf_utils.generic import DictionaryObject
        from pyhanko.sign.fields import enumerate_sig_fields

        trouves: dict[str, DictionaryObject] = {}
        for nom, _, ref in enumerate_sig_fields(self.lecteur):
            champ = ref.get_object()
            if isinstance(champ, DictionaryObject):
                trouves[str(nom)] = champ
        return trouves

    def champs_des_parties(self) -> dict[str, DictionaryObject]:
        """The fields kept for signatories: a time-stamping service may have added one of its own."""
        return {nom: champ for nom, champ in self.champs().items() if nom.startswith(PREFIXE)}


@contextmanager
def lecture_protegee() -> Iterator[None]:
    """Turn whatever a library raises on a file from outside into `PdfIllisible`.

    Raises:
        PdfIllisible: Something was raised: whatever it is, it comes from what the file holds.
    """
    try:
        yield
    except (PdfIllisible, Refus, MemoryError):
        raise
    except RecursionError as e:
        raise PdfIllisible("ses objets s'emboîtent sans fin") from e
    except Exception as e:
        raise PdfIllisible(f"il est abîmé ou incomplet ({type(e).__name__})") from e


def ouvrir(octets: bytes) -> Fichier:
    """Open a PDF.

    Args:
        octets: The file.

    Returns:
        The open file; its objects are read when asked for.

    Raises:
        PdfIllisible: It is no PDF, or its tables cannot be read.
        PdfChiffre: It is encrypted.
    """
    taire()
    if not octets.startswith(_MARQUE):
        raise PdfIllisible("ce n'est pas un PDF")
    if len(octets) > TAILLE_MAX:
        raise PdfIllisible(f"il pèse plus de {TAILLE_MAX // 1048576} Mo")
    with lecture_protegee():
        from pyhanko.pdf_utils.reader import PdfFileReader

        lecteur = PdfFileReader(BytesIO(octets), strict=True)
        if lecteur.encrypted:
            raise PdfChiffre("il est chiffré")
        if lecteur.xrefs.hybrid_xrefs_present:
            raise PdfIllisible("il a deux tables d'objets à la fois")
        if int(lecteur.trailer["/Size"]) > OBJETS_MAX:
            raise PdfIllisible("il annonce un nombre d'objets démesuré")
        lecteur.root["/Pages"]  # a file without a catalog is none
    return Fichier(octets, lecteur)
