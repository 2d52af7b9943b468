"""The dates, the identifier and the order of a PDF that another program wrote, made to depend on its content alone.

Each value is replaced by one of the same length: the table of the file's objects stays right.
"""

from __future__ import annotations

import hashlib
import re
from typing import Final

from contratdoc.writers.pdf.renumeroter import renumeroter

JOUR: Final = b"20240101000000"  # the date of every file that contratdoc writes
_DATE: Final = re.compile(rb"(/(?:CreationDate|ModDate)\s*\(D:)(\d{14})")
_DATE_XMP: Final = re.compile(rb"(<xmp:(?:Create|Modify|Metadata)Date>)(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)")
_IDENTIFIANT: Final = re.compile(rb"(/ID\s*\[\s*<)([0-9A-Fa-f]{32})(>\s*<)([0-9A-Fa-f]{32})(>)")
_SOMME: Final = re.compile(rb"(/DocChecksum\s*/)([0-9A-Fa-f]{32})")


def normaliser(pdf: bytes) -> bytes:
    """Give a PDF the fixed date, objects in the order of reading, and an identifier made from all its other bytes.

    Args:
        pdf: A file as LibreOffice writes it.

    Returns:
        The same document.
    """
    pdf = renumeroter(pdf)
    pdf = _DATE.sub(lambda m: m[1] + JOUR, pdf)
    pdf = _DATE_XMP.sub(lambda m: m[1] + b"2024-01-01T00:00:00", pdf)
    pdf = _IDENTIFIANT.sub(lambda m: m[1] + b"0" * 32 + m[3] + b"0" * 32 + m[5], pdf)
    pdf = _SOMME.sub(lambda m: m[1] + b"0" * 32, pdf)
    somme = hashlib.sha256(pdf).hexdigest()[:32].upper().encode()
    pdf = _IDENTIFIANT.sub(lambda m: m[1] + somme + m[3] + somme + m[5], pdf)
    return _SOMME.sub(lambda m: m[1] + somme, pdf)
