"""The objects of a PDF just made here: read, replaced or added, and the table of their places made again.

Only for what typst or LibreOffice has just written: one revision, a plain cross-reference table, no object inside a
stream. It is never given a PDF from outside.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

ENTREE: Final = 20  # bytes of an entry of the cross-reference table (ISO 32000-1, 7.5.4)
DEPART: Final = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
TABLE: Final = re.compile(rb"xref\s+0 (\d+)\s*?\r?\n")
DEBUT_OBJET: Final = re.compile(rb"\d+ 0 obj\s*")
FIN_OBJET: Final = re.compile(rb"\s*endobj\s*\Z")
TAILLE: Final = re.compile(rb"/Size \d+")
RACINE: Final = re.compile(rb"/Root (\d+) 0 R")


@dataclass(slots=True)
class Objets:
    """The objects of a file, by number; `places` holds the offset of each, `fin` that of the table."""

    octets: bytes
    places: list[int]
    fin: int
    bande: bytes
    remplaces: dict[int, bytes] = field(default_factory=dict)
    ajoutes: list[bytes] = field(default_factory=list)
    _ordre: list[tuple[int, int]] = field(default_factory=list)

    @property
    def racine(self) -> int:
        """The number of the catalog."""
        trouve = RACINE.search(self.bande)
        assert trouve is not None  # every trailer names it
        return int(trouve[1])

    def objet(self, numero: int) -> bytes:
        """The content of an object, as it now is."""
        if numero in self.remplaces:
            return self.remplaces[numero]
        if numero >= len(self.places):
            return self.ajoutes[numero - len(self.places)]
        debut, fin = self._etendue(numero)
        corps = self.octets[debut:fin]
        tete = DEBUT_OBJET.match(corps)
        queue = FIN_OBJET.search(corps)
        assert tete is not None
        assert queue is not None
        return corps[tete.end() : queue.start()]

    def remplacer(self, numero: int, contenu: bytes) -> None:
        """Put other content in an object of the file."""
        self.remplaces[numero] = contenu

    def ajouter(self, contenu: bytes) -> int:
        """Add an object.

        Returns:
            Its number.
        """
        self.ajoutes.append(contenu)
        return len(self.places) + len(self.ajoutes) - 1

    def contenant(self, motif: bytes) -> Iterator[int]:
        """The objects in which some bytes stand, in the order of the file, each once."""
        ordre = self._dans_l_ordre()
        debut, dernier = 0, 0
        while (ou := self.octets.find(motif, debut, self.fin)) >= 0:
            debut = ou + len(motif)
            numero = ordre[bisect_right(ordre, (ou, len(self.places))) - 1][1]
            if numero != dernier:
                dernier = numero
                yield numero

    def ecrire(self) -> bytes:
        """The whole file, in one revision."""
        morceaux: list[bytes] = []
        places = list(self.places)
        lu = ecrit = 0
        rang = 0
        ordre = self._dans_l_ordre()
        for numero in sorted(self.remplaces, key=self.places.__getitem__):
            debut, fin = self._etendue(numero)
            while ordre[rang][0] <= debut:
                places[ordre[rang][1]] += ecrit - lu
                rang += 1
                if rang == len(ordre):
                    break
            morceaux += [self.octets[lu:debut], nouveau := _objet(numero, self.remplaces[numero])]
            ecrit += debut - lu + len(nouveau)
            lu = fin
        for _, numero in ordre[rang:]:
            places[numero] += ecrit - lu
        morceaux.append(self.octets[lu : self.fin])
        ecrit += self.fin - lu
        for contenu in self.ajoutes:
            places.append(ecrit)
            morceaux.append(_objet(len(places) - 1, contenu))
            ecrit += len(morceaux[-1])
        return b"".join((*morceaux, _queue(places, self.bande, ecrit)))

    def _etendue(self, numero: int) -> tuple[int, int]:
        ordre = self._dans_l_ordre()
        place = self.places[numero]
        suivant = bisect_right(ordre, (place, len(self.places)))
        return place, ordre[suivant][0] if suivant < len(ordre) else self.fin

    def _dans_l_ordre(self) -> list[tuple[int, int]]:
        if not self._ordre:
            self._ordre = sorted((place, numero) for numero, place in enumerate(self.places) if numero)
        return self._ordre


def ouvrir(octets: bytes) -> Objets:
    """Read the table of a file.

    Args:
        octets: A PDF as typst or LibreOffice writes it.

    Raises:
        ValueError: It has no plain table of one section: another version of either may write otherwise.
    """
    depart = DEPART.search(octets[-64:])
    table = TABLE.match(octets, int(depart[1])) if depart is not None else None
    if depart is None or table is None:
        raise ValueError("ce PDF n'a pas de table des objets d'un seul tenant")
    nombre, debut = int(table[1]), table.end()
    entrees = octets[debut : debut + nombre * ENTREE]
    places = [int(entrees[i : i + 10]) for i in range(0, nombre * ENTREE, ENTREE)]
    bande = octets[debut + nombre * ENTREE : octets.rindex(b"startxref")].strip()
    return Objets(octets, places, int(depart[1]), bande)


def ecrire_neuf(tete: bytes, contenus: Sequence[bytes], bande: bytes) -> bytes:
    """Write a file of one revision.

    Args:
        tete: What comes before the first object.
        contenus: The objects, numbered from 1.
        bande: The trailer, whose count of objects is put right.

    Returns:
        The file.
    """
    morceaux, places, ecrit = [tete], [0], len(tete)
    for numero, contenu in enumerate(contenus, 1):
        places.append(ecrit)
        morceaux.append(_objet(numero, contenu))
        ecrit += len(morceaux[-1])
    return b"".join((*morceaux, _queue(places, bande, ecrit)))


def chaine(texte: str) -> bytes:
    """A text string, in UTF-16 (ISO 32000-1, 7.9.2.2): nothing in it needs escaping."""
    return b"<FEFF" + texte.encode("utf-16-be").hex().upper().encode() + b">"


def _objet(numero: int, contenu: bytes) -> bytes:
    return b"%d 0 obj\n%s\nendobj\n" % (numero, contenu)


def _queue(places: list[int], bande: bytes, table: int) -> bytes:
    """What follows the objects: the table of their places, where it stands, and the trailer."""
    entrees = b"".join([b"%010d 00000 n\r\n" % place for place in places[1:]])
    taille = TAILLE.sub(b"/Size %d" % len(places), bande, count=1)
    # typst ends without a line break; a signature, added after, must begin on its own line (ISO 19005-3, 6.1.9).
    return b"xref\n0 %d\n0000000000 65535 f\r\n%s%s\nstartxref\n%d\n%%%%EOF\n" % (
        len(places), entrees, taille, table,
    )  # fmt: skip
