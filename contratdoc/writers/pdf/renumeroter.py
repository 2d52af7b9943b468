"""The objects of a PDF in the order in which they are reached, whatever order its program wrote them in.

LibreOffice writes the fonts of a file in the order of their addresses in memory, which changes from run to run.
"""

from __future__ import annotations

import re
from typing import Final

from contratdoc.writers.pdf.objets import ecrire_neuf, ouvrir

_FLUX: Final = re.compile(rb">>\s*stream\r?\n")
# A string is passed over whole: what it holds is text.
_REFERENCE: Final = re.compile(rb"\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f\s]*>|\b(\d+) 0 R\b", re.DOTALL)


def renumeroter(pdf: bytes) -> bytes:
    """Number objects from 1 as they are first met, from the trailer on, and write them in that order.

    Args:
        pdf: A file of one revision, as LibreOffice writes it.

    Returns:
        The same document; what nothing leads to is left out. The file as it is when its table is not a plain one.
    """
    try:
        objets = ouvrir(pdf)
    except ValueError:
        return pdf
    contenus: dict[int, bytes] = {}
    restent = _nommes(objets.bande)[::-1]
    while restent:
        numero = restent.pop()
        if numero not in contenus:
            contenus[numero] = objets.objet(numero)
            restent += _nommes(_hors_flux(contenus[numero]))[::-1]
    neufs = {ancien: neuf for neuf, ancien in enumerate(contenus, 1)}
    tete = pdf[: min(objets.places[numero] for numero in contenus)]
    return ecrire_neuf(tete, [_renommer(c, neufs) for c in contenus.values()], _remplacer(objets.bande, neufs))


def _nommes(corps: bytes) -> list[int]:
    return [int(m[1]) for m in _REFERENCE.finditer(corps) if m[1]]


def _hors_flux(contenu: bytes) -> bytes:
    """What names other objects: all of an object but its stream."""
    flux = _FLUX.search(contenu)
    return contenu if flux is None else contenu[: flux.start() + 2]


def _renommer(contenu: bytes, neufs: dict[int, int]) -> bytes:
    corps = _hors_flux(contenu)
    return _remplacer(corps, neufs) + contenu[len(corps) :]


def _remplacer(corps: bytes, neufs: dict[int, int]) -> bytes:
    return _REFERENCE.sub(lambda m: b"%d 0 R" % neufs[int(m[1])] if m[1] else m[0], corps)
