"""Images of the folder: path kept inside it, format and size read from the bytes themselves."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from pathlib import PurePosixPath

TAILLE_IMAGE_MAX = 10 * 1024 * 1024
PIXELS_MAX = 20_000
_PNG = b"\x89PNG\r\n\x1a\n"
_SOF = frozenset({0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF})


@dataclass(frozen=True, slots=True)
class ImageLue:
    """A PNG or JPEG picture and its size in pixels."""

    donnees: bytes = field(repr=False)
    largeur: int
    hauteur: int


def chemin_sur(chemin: str) -> PurePosixPath | None:
    """Return the path when it stays inside the folder it is relative to, else None."""
    pur = PurePosixPath(chemin.replace("\\", "/"))
    if pur.is_absolute() or ".." in pur.parts or not pur.parts or ":" in pur.parts[0]:
        return None
    return pur


def lire_image(octets: bytes) -> ImageLue:
    """Read the size of a PNG or a JPEG picture.

    Args:
        octets: The file's content.

    Returns:
        The picture with its size in pixels.

    Raises:
        ValueError: The bytes are not such a picture, or it is too large; the message is a French sentence.
    """
    if len(octets) > TAILLE_IMAGE_MAX:
        raise ValueError(f"l'image pèse plus de {TAILLE_IMAGE_MAX // 1048576} Mo")
    if octets.startswith(_PNG) and octets[12:16] == b"IHDR" and len(octets) > 24 and b"IEND" in octets[-16:]:  # noqa: PLR2004 - PNG header
        largeur, hauteur = struct.unpack(">II", octets[16:24])
    elif octets.startswith(b"\xff\xd8\xff"):
        largeur, hauteur = _taille_jpeg(octets)
    else:
        raise ValueError("ce n'est pas une image PNG ou JPEG entière")
    if not (0 < largeur <= PIXELS_MAX and 0 < hauteur <= PIXELS_MAX):
        raise ValueError("les dimensions de l'image sont nulles ou démesurées")
    return ImageLue(octets, largeur, hauteur)


def _taille_jpeg(octets: bytes) -> tuple[int, int]:
    """Walk the JPEG segments to the frame header (ISO/IEC 10918-1, B.1)."""
    i = 2
    while i + 9 < len(octets):
        if octets[i] != 0xFF:  # noqa: PLR2004 - marker prefix
            break
        marque = octets[i + 1]
        if marque == 0xFF:  # noqa: PLR2004 - a fill byte before the marker
            i += 1
            continue
        if marque in _SOF:
            hauteur, largeur = struct.unpack(">HH", octets[i + 5 : i + 9])
            return largeur, hauteur
        i += 2 + int(struct.unpack(">H", octets[i + 2 : i + 4])[0])
    raise ValueError("cette image JPEG est tronquée")
