"""Relationships of a part, and the pictures that they lead to."""

from __future__ import annotations

import hashlib
from typing import Final
from urllib.parse import quote

from contratdoc.writers.docx.balises import DECLARATION, OFFICE, PAQUET, attribut_xml

_FORMATS: Final = {
    b"\x89PNG\r\n\x1a\n": ("png", "image/png"),
    b"\xff\xd8\xff": ("jpeg", "image/jpeg"),
    b"GIF8": ("gif", "image/gif"),
}
# What may stand in an address as it is; the rest is percent-encoded, for Word refuses a file with a bad one.
_SURS: Final = ":/?#[]@!$&'()*+,;=%-._~"


class Medias:
    """The pictures of the file, each stored once however often it is shown."""

    def __init__(self) -> None:
        self.parties: dict[str, bytes] = {}
        self.extensions: dict[str, str] = {}
        self._par_empreinte: dict[bytes, str] = {}

    def ajouter(self, donnees: bytes) -> str:
        """The path, inside `word/`, of this picture."""
        empreinte = hashlib.sha256(donnees).digest()
        chemin = self._par_empreinte.get(empreinte)
        if chemin is None:
            extension, nature = next(
                (f for debut, f in _FORMATS.items() if donnees.startswith(debut)), ("png", "image/png")
            )
            chemin = f"media/contrat{len(self._par_empreinte) + 1}.{extension}"
            self._par_empreinte[empreinte] = chemin
            self.parties[f"word/{chemin}"] = donnees
            self.extensions[extension] = nature
        return chemin


class Relations:
    """The relationships added to one part (the document, or its footnotes)."""

    def __init__(self, medias: Medias) -> None:
        self._medias = medias
        self._idents: dict[tuple[str, str], str] = {}

    def _ident(self, nature: str, cible: str) -> str:
        return self._idents.setdefault((nature, cible), f"cd{len(self._idents) + 1}")

    def lien(self, adresse: str) -> str:
        """The id of a link to an outside address."""
        return self._ident("hyperlink", quote(adresse, safe=_SURS))

    def image(self, donnees: bytes) -> str:
        """The id of a picture."""
        return self._ident("image", self._medias.ajouter(donnees))

    def interne(self, nature: str, cible: str) -> str:
        """The id of another part of the file."""
        return self._ident(nature, cible)

    def elements(self) -> str:
        """The relationships as elements, to be put after those of the frame."""
        return "".join(
            f'<Relationship Id="{ident}" Type="{OFFICE}{nature}" Target="{attribut_xml(cible)}"'
            + (' TargetMode="External"/>' if nature == "hyperlink" else "/>")
            for (nature, cible), ident in self._idents.items()
        )

    def partie(self) -> bytes:
        """The whole relationships part, for a part that the frame does not have."""
        return partie_relations(self.elements())


def partie_relations(elements: str) -> bytes:
    """A relationships part holding these elements."""
    return f'{DECLARATION}<Relationships xmlns="{PAQUET}relationships">{elements}</Relationships>'.encode()
