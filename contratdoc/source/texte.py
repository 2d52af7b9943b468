"""Bytes to text: what no source file may hold, whatever its format.

A partner's file is hostile until read: its size is bounded, it is UTF-8, and it holds no control character (Word
refuses a file that holds one, and some make a text read otherwise on the screen than it is).
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from typing import TYPE_CHECKING

from contratdoc.diagnostics import Diagnostic, Place, Resultat, erreur

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TAILLE_MAX = 4 * 1024 * 1024
FAUTES_MAX = 50
"""Beyond so many faults of one kind in one file, the rest would teach nothing."""

_INTERDITS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters but tab and newline; U+0085 breaks lines for YAML alone
    "\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff"  # line breaks and reversals that no one sees
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"  # not characters
    + "".join(f"{chr(p * 0x10000 + 0xFFFE)}{chr(p * 0x10000 + 0xFFFF)}" for p in range(1, 17))
    + "]"
)
_NATURES = (
    (b"\xff\xfe", "à de l'UTF-16"),
    (b"\xfe\xff", "à de l'UTF-16"),
    (b"PK\x03\x04", "à un fichier Word ou à une archive zip"),
    (b"%PDF", "à un PDF"),
)


def lire_texte(octets: bytes, fichier: str) -> Resultat[str]:
    r"""Decode a source file.

    Args:
        octets: The file's content.
        fichier: Its name, as shown in diagnostics.

    Returns:
        The text with `\n` line ends and no byte-order mark, or None with every fault found.
    """
    if len(octets) > TAILLE_MAX:
        taille = f"{len(octets) / 1048576:.1f}".replace(".", ",")
        message = f"Le fichier pèse {taille} Mo ; la limite est de {TAILLE_MAX // 1048576} Mo."
        return Resultat(None, (erreur("CD001", message, Place(fichier), "Retirez ce qui n'est pas du texte."),))
    nature = next((n for marque, n in _NATURES if octets.startswith(marque)), "")
    if nature:
        return Resultat(None, (_mauvais_encodage(Place(fichier, 1, 1), f" : il ressemble {nature}"),))
    octets = octets.removeprefix(BOM_UTF8)
    try:
        texte = octets.decode()
    except UnicodeDecodeError as e:
        return Resultat(None, (_mauvais_encodage(_place_de_l_octet(octets, e.start, fichier)),))
    texte = texte.replace("\r\n", "\n").replace("\r", "\n")

    def situer(position: int) -> Place:
        return Place(fichier, texte.count("\n", 0, position) + 1, position - texte.rfind("\n", 0, position))

    fautes = tuple(caracteres_interdits(texte, situer))
    return Resultat(None if fautes else texte, fautes)


def caracteres_interdits(texte: str, situer: Callable[[int], Place]) -> Iterator[Diagnostic]:
    """Report the characters that no text may hold, at most `FAUTES_MAX`.

    Args:
        texte: The text.
        situer: Gives the place of a character from its rank, counted from 0.

    Yields:
        One diagnostic a character.
    """
    if _sans_blancs(texte).isprintable():  # all that is forbidden cannot be printed; ten times as fast to find out
        return
    for m, _ in zip(_INTERDITS.finditer(texte), range(FAUTES_MAX), strict=False):
        message = f"Caractère interdit, invisible à l'écran : U+{ord(m[0]):04X}."
        aide = "Effacez-le et retapez le mot ; il vient souvent d'un copier-coller."
        yield erreur("CD003", message, situer(m.start()), aide)


def _sans_blancs(texte: str) -> str:
    return texte.replace("\n", " ").replace("\t", " ").replace("\u00a0", " ").replace("\u202f", " ")


def _place_de_l_octet(octets: bytes, rang: int, fichier: str) -> Place:
    avant = octets[:rang].decode().replace("\r\n", "\n").replace("\r", "\n")
    return Place(fichier, avant.count("\n") + 1, len(avant) - avant.rfind("\n"))


def _mauvais_encodage(place: Place, nature: str = "") -> Diagnostic:
    message = f"Le fichier n'est pas un texte UTF-8{nature}."
    return erreur("CD002", message, place, "Enregistrez-le de nouveau en choisissant l'encodage « UTF-8 ».")
