"""The zip file around the parts: read with bounds, written with the same bytes every time."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING, Final

from contratdoc.writers.docx.erreurs import CadreInvalide

if TYPE_CHECKING:
    from collections.abc import Mapping

TAILLE_FICHIER: Final = 20_000_000
TAILLE_PARTIE: Final = 20_000_000
TAILLE_TOTALE: Final = 60_000_000
NOMBRE_PARTIES: Final = 500

_DATE: Final = (2024, 1, 1, 0, 0, 0)
_NIVEAU: Final = 6
# Fonts hold 1.2 MB and hardly shrink further at a higher level, which takes four times as long.
_NIVEAU_LOURD: Final = 1
_LOURDS: Final = (".odttf",)
_DEJA_COMPRESSES: Final = (".png", ".jpg", ".jpeg", ".gif")
_PREMIERS: Final = ("[Content_Types].xml", "_rels/.rels")


def _refus(detail: str) -> CadreInvalide:
    return CadreInvalide("", "", "", detail)


def lire_paquet(octets: bytes) -> dict[str, bytes]:
    """The parts of a frame by name.

    Raises:
        CadreInvalide: It is no zip file, or it is larger than any frame has reason to be.
    """
    if len(octets) > TAILLE_FICHIER:
        raise _refus(f"le fichier dépasse {TAILLE_FICHIER // 1_000_000} Mo")
    try:
        with zipfile.ZipFile(io.BytesIO(octets)) as archive:
            return _lire_parties(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as faute:
        raise _refus("ce n’est pas un fichier Word (.docx) lisible") from faute


def _lire_parties(archive: zipfile.ZipFile) -> dict[str, bytes]:
    entrees = archive.infolist()
    if len(entrees) > NOMBRE_PARTIES:
        raise _refus(f"le fichier contient plus de {NOMBRE_PARTIES} parties")
    parties: dict[str, bytes] = {}
    total = 0
    for entree in entrees:
        if entree.is_dir():
            continue
        total += entree.file_size
        # The declared size bounds what is read: `ZipExtFile` stops there whatever the data would inflate to.
        if entree.file_size > TAILLE_PARTIE or total > TAILLE_TOTALE:
            raise _refus(f"le contenu décompressé est trop volumineux ({entree.filename})")
        if entree.filename in parties:
            raise _refus(f"la partie {entree.filename} figure deux fois")
        parties[entree.filename] = archive.read(entree)
    return parties


def _niveau(nom: str) -> int:
    if nom.endswith(_DEJA_COMPRESSES):
        return 0
    return _NIVEAU_LOURD if nom.endswith(_LOURDS) else _NIVEAU


def ecrire_paquet(parties: Mapping[str, bytes]) -> bytes:
    """The zip file of these parts: fixed dates, fixed order, fixed compression."""
    noms = [nom for nom in _PREMIERS if nom in parties]
    noms += sorted(nom for nom in parties if nom not in _PREMIERS)
    tampon = io.BytesIO()
    with zipfile.ZipFile(tampon, "w") as archive:
        for nom in noms:
            fiche = zipfile.ZipInfo(nom, _DATE)
            fiche.create_system = 0  # the same on every platform
            niveau = _niveau(nom)
            fiche.compress_type = zipfile.ZIP_DEFLATED if niveau else zipfile.ZIP_STORED
            archive.writestr(fiche, parties[nom], compresslevel=niveau or None)
    return tampon.getvalue()
