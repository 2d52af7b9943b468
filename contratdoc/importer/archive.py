"""Word and OpenDocument files as archives: hostile until read. What is refused is said; what is left aside too."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from contratdoc.diagnostics import Place, avertissement, erreur

if TYPE_CHECKING:
    from contratdoc.diagnostics import Diagnostic

TAILLE_MAX = 64 * 1024 * 1024
"""Bytes of a file, and of one part of it once unpacked."""
TOTAL_MAX = 4 * TAILLE_MAX
_PARTIES_MAX = 5_000
_RAPPORT_MAX = 200
"""Text packs ten or twenty times smaller: beyond two hundred, a part was made to swell."""
_PETIT = 4 * 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CHIFFRE = "EncryptedPackage".encode("utf-16-le")
_FAUTES = (zipfile.BadZipFile, zlib.error, KeyError, ValueError, OSError, RuntimeError, EOFError, NotImplementedError)
_MACROS = ("vbaProject.bin", "vbaData.xml", "Basic/", "Scripts/")


class Refus(Exception):
    """A file that cannot be imported; its diagnostic says why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


@dataclass(slots=True)
class Paquet:
    """An open archive whose weight has been checked.

    Attributes:
        nom: The name of the file.
        archive: The archive.
        diagnostics: What was noticed: macros, links to elsewhere.
    """

    nom: str
    archive: zipfile.ZipFile
    diagnostics: list[Diagnostic] = field(default_factory=list)
    _lus: int = 0

    def noms(self) -> list[str]:
        """Name the parts."""
        return self.archive.namelist()

    def octets(self, partie: str) -> bytes | None:
        """Read a part, or None when there is none.

        Raises:
            Refus: The part is damaged, encrypted or too big.
        """
        if partie not in self.archive.NameToInfo:
            return None
        try:
            with self.archive.open(partie) as f:
                octets = f.read(TAILLE_MAX + 1)
        except _FAUTES as e:
            raise Refus(_abime(self.nom)) from e
        self._lus += len(octets)
        if len(octets) > TAILLE_MAX or self._lus > TOTAL_MAX:
            raise Refus(_gonfle(self.nom))
        return octets

    def arbre(self, partie: str) -> etree._Element | None:
        """Read a part as XML that calls nothing from outside; None when there is none.

        Raises:
            Refus: The part cannot be read.
        """
        octets = self.octets(partie)
        if octets is None:
            return None
        analyseur = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            racine = etree.fromstring(octets, analyseur)
        except etree.XMLSyntaxError as e:
            raise Refus(_abime(self.nom)) from e
        if racine.getroottree().docinfo.internalDTD is not None:
            message = f"La partie « {partie} » déclare une DTD : ce qu'elle définit n'est pas lu."
            self.diagnostics.append(avertissement("CD885", message, Place(self.nom)))
        return racine


def ouvrir(octets: bytes, nom: str) -> Paquet:
    """Open an archive.

    Args:
        octets: The file.
        nom: Its name, as shown in diagnostics.

    Returns:
        The archive, checked.

    Raises:
        Refus: The file is empty, encrypted, damaged, swollen or of another format.
    """
    if octets.startswith(_OLE):
        raise Refus(_chiffre(nom) if _CHIFFRE in octets else _ancien(nom))
    try:
        archive = zipfile.ZipFile(io.BytesIO(octets))
    except _FAUTES as e:
        raise Refus(_abime(nom)) from e
    parties = archive.infolist()
    if any(p.flag_bits & 1 for p in parties):
        raise Refus(_chiffre(nom))
    poids = sum(p.file_size for p in parties)
    enfle = any(p.file_size > _PETIT and p.file_size > _RAPPORT_MAX * max(p.compress_size, 1) for p in parties)
    if poids > TOTAL_MAX or len(parties) > _PARTIES_MAX or enfle:
        raise Refus(_gonfle(nom))
    paquet = Paquet(nom, archive)
    if any(m in p.filename for p in parties for m in _MACROS):
        message = "Ce fichier porte des macros : elles ne sont ni lues ni exécutées, seul son texte est importé."
        paquet.diagnostics.append(avertissement("CD884", message, Place(nom)))
    return paquet


def _chiffre(nom: str) -> Diagnostic:
    aide = "Ouvrez-le avec son mot de passe, puis enregistrez-le sans protection."
    return erreur("CD882", "Ce fichier est protégé par un mot de passe.", Place(nom), aide)


def _ancien(nom: str) -> Diagnostic:
    aide = "Ouvrez-le dans Word ou LibreOffice et enregistrez-le au format « .docx »."
    return erreur(
        "CD880", "Ce fichier est au format de Word d'avant 2007 (.doc), que l'import ne lit pas.", Place(nom), aide
    )


def _abime(nom: str) -> Diagnostic:
    aide = "Ouvrez-le dans Word ou LibreOffice, acceptez la réparation et enregistrez-le de nouveau."
    return erreur("CD880", "Ce fichier est abîmé ou tronqué : il ne peut pas être lu.", Place(nom), aide)


def _gonfle(nom: str) -> Diagnostic:
    message = f"Ce fichier occuperait plus de {TOTAL_MAX // 1048576} Mo une fois ouvert : il n'a pas été lu."
    return erreur("CD883", message, Place(nom), "Retirez-en les images trop lourdes, ou enregistrez-le de nouveau.")
