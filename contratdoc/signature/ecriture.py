"""What pyHanko writes with: a writer that touches nothing but the signature, a clock and proofs from outside."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

if TYPE_CHECKING:
    from asn1crypto import x509
    from pyhanko.sign.timestamps import HTTPTimeStamper
    from pyhanko_certvalidator import ValidationContext

    from contratdoc.signature.fichier import Fichier

_ATTENTE = 20  # seconds, for a service to answer


class Prolongement(IncrementalPdfFileWriter):
    """Appends a revision that leaves the document's properties as they were signed.

    pyHanko would write in each revision the date and itself as the producer, in the properties and in the metadata that
    declare PDF/A: those before would see them change.
    """

    @classmethod
    def de(cls, fichier: Fichier) -> Prolongement:
        """Start from an open file; an object is to follow an end of line (ISO 19005-3, 6.1.9)."""
        fin = b"" if fichier.octets.endswith((b"\n", b"\r")) else b"\n"
        return cls(BytesIO(fichier.octets + fin), prev=fichier.lecteur)

    def _update_meta(self) -> None:
        return


def horodateur(adresse: str) -> HTTPTimeStamper | None:
    """The client of a time-stamping service (RFC 3161); None without an address."""
    if not adresse:
        return None
    from pyhanko.sign.timestamps import HTTPTimeStamper

    return HTTPTimeStamper(adresse, timeout=_ATTENTE)


def contexte_des_preuves(ancres: Sequence[x509.Certificate]) -> ValidationContext:
    """What asks the authorities for the proofs that a certificate was valid: with the clock, the only network."""
    from pyhanko_certvalidator import ValidationContext

    return ValidationContext(trust_roots=list(ancres), allow_fetching=True, revocation_mode="hard-fail")
