"""Bytes to text: what no source file may hold, whatever its format.

A partner's file is hostile until read: its size is bounded, it is UTF-8, and it holds no control character (Word
refuses a file that holds one, and some are invisible traps).
"""

from __future__ import annotations

import re

from contratdoc.diagnostics import Diagnostic, Place, Resultat, erreur

TAILLE_MAX = 4 * 1024 * 1024
_INTERDITS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff\u2028\u2029"
    + "".join(f"{chr(p * 0x10000 + 0xFFFE)}{chr(p * 0x10000 + 0xFFFF)}" for p in range(1, 17))
    + "]"
)
_ENCODAGES = ((b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"), (b"PK\x03\x04", "zip (Word ?)"), (b"%PDF", "PDF"))


def lire_texte(octets: bytes, fichier: str) -> Resultat[str]:
    """Decode a source file.

    Args:
        octets: The file's content.
        fichier: Its name, as shown in diagnostics.

    Returns:
        The text with `\\n` line ends and no byte-order mark, or None with every fault found.
    """
    if len(octets) > TAILLE_MAX:
        taille = f"{len(octets) / 1048576:.1f}".replace(".", ",")
        message = f"Le fichier pèse {taille} Mo ; la limite est de {TAILLE_MAX // 1048576} Mo."
        return Resultat(None, (erreur("CD001", message, Place(fichier), "Retirez ce qui n'est pas du texte."),))
    try:
        texte = octets.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        return Resultat(None, (_mauvais_encodage(octets, e, fichier),))
    texte = texte.replace("\r\n", "\n").replace("\r", "\n")
    fautes = tuple(_controle(texte, m, fichier) for m, _ in zip(_INTERDITS.finditer(texte), range(50), strict=False))
    return Resultat(None if fautes else texte, fautes)


def _mauvais_encodage(octets: bytes, e: UnicodeDecodeError, fichier: str) -> Diagnostic:
    debut = octets[: e.start]
    ligne = debut.count(b"\n") + 1
    colonne = len(debut[debut.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
    nature = next((n for marque, n in _ENCODAGES if octets.startswith(marque)), "")
    message = f"Le fichier n'est pas un texte UTF-8{f' : il ressemble à du {nature}' if nature else ''}."
    aide = "Enregistrez-le de nouveau en choisissant l'encodage « UTF-8 »."
    return erreur("CD002", message, Place(fichier, ligne, colonne), aide)


def _controle(texte: str, m: re.Match[str], fichier: str) -> Diagnostic:
    ligne = texte.count("\n", 0, m.start()) + 1
    colonne = m.start() - texte.rfind("\n", 0, m.start())
    message = f"Caractère interdit, invisible à l'écran : U+{ord(m[0]):04X}."
    aide = "Effacez-le et retapez le mot ; il vient souvent d'un copier-coller."
    return erreur("CD003", message, Place(fichier, ligne, colonne), aide)
