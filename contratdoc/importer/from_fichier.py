"""A file of a user to a contract's folder: its kind is read in its bytes, then each kind has its reader."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from pathlib import PurePath
from typing import TYPE_CHECKING

from contratdoc.diagnostics import Diagnostic, Place, Resultat, avertissement, erreur
from contratdoc.importer.archive import TAILLE_MAX, Paquet, Refus, ouvrir
from contratdoc.importer.choix import Choix
from contratdoc.importer.dossier import Importation, faire_le_dossier
from contratdoc.importer.texte import source_du_texte

if TYPE_CHECKING:
    from contratdoc.importer.unites import Source

FORMATS = (".docx", ".docm", ".odt", ".md", ".markdown", ".txt")
_TEXTE_MAX = 16 * 1024 * 1024
_LIGNE_MAX = 200_000
_MARKDOWN = (".md", ".markdown")
_AUTRES = ((b"%PDF", "un PDF"), (b"{\\rtf", "un fichier RTF"), (b"\x89PNG", "une image"), (b"\xff\xd8", "une image"))
_COMMANDES = re.compile(r"[\x00-\x08\x0e-\x1f]")
_COMMANDES_MAX = 8
_HTML = re.compile(rb"\s*(?:<!doctype html|<html)", re.IGNORECASE)


def importer_document(octets: bytes, nom: str, choix: Choix | None = None) -> Resultat[Importation]:
    """Turn an existing contract into the files of a contract's folder.

    Args:
        octets: The document.
        nom: Its name; its end only matters for a plain text.
        choix: What the user says of its headings.

    Returns:
        The files and the report, or None with the reason.
    """
    lu = lire_document(octets, nom)
    if lu.valeur is None:
        return Resultat(None, lu.diagnostics)
    if not any(u.texte.strip() for u in lu.valeur.unites):
        return Resultat(None, (*lu.valeur.diagnostics, vide(nom)))
    return Resultat(faire_le_dossier(lu.valeur, choix or Choix()), lu.diagnostics)


def lire_document(octets: bytes, nom: str) -> Resultat[Source]:
    """Read a document of any kind that is known.

    Args:
        octets: The document.
        nom: Its name.

    Returns:
        Its units, or None with the reason; what its name says wrongly is a warning.
    """
    if not octets.strip():
        return Resultat(None, (vide(nom),))
    if len(octets) > TAILLE_MAX:
        message = f"Ce fichier pèse plus de {TAILLE_MAX // 1048576} Mo."
        return Resultat(None, (erreur("CD883", message, Place(nom), "Retirez-en les images trop lourdes."),))
    try:
        if octets.startswith((b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")):
            return _archive(ouvrir(octets, nom))
    except Refus as refus:
        return Resultat(None, (refus.diagnostic,))
    autre = next(
        (dit for debut, dit in _AUTRES if octets.startswith(debut)), "une page web" if _HTML.match(octets) else ""
    )
    if autre:
        message = (
            f"Ce fichier est {autre} : l'import lit le Word (.docx), l'OpenDocument (.odt), le Markdown et le texte."
        )
        aide = "Ouvrez-le dans Word ou LibreOffice et enregistrez-le au format « .docx »."
        return Resultat(None, (erreur("CD880", message, Place(nom), aide),))
    return _texte(octets, nom)


def vide(nom: str) -> Diagnostic:
    """Tell of a document that holds nothing."""
    return erreur("CD880", "Ce fichier est vide : il n'y a rien à importer.", Place(nom))


def _archive(paquet: Paquet) -> Resultat[Source]:
    """Read a Word or OpenDocument file, whatever its name says."""
    fin = PurePath(paquet.nom).suffix.lower()
    if "word/document.xml" in paquet.noms() or "[Content_Types].xml" in paquet.noms():
        from contratdoc.importer.word.lecture import source_du_word  # a plain text needs none of it

        source, juste = source_du_word(paquet), [".docx", ".docm"]
    elif "content.xml" in paquet.noms():
        from contratdoc.importer.odt import source_de_l_odt

        source, juste = source_de_l_odt(paquet), [".odt"]
    else:
        message = "Cette archive n'est ni un fichier Word ni un fichier OpenDocument."
        return Resultat(None, (erreur("CD880", message, Place(paquet.nom)),))
    if fin in juste:
        return Resultat(source)
    message = f"Ce fichier est en fait au format « {juste[0]} » : il est lu comme tel, malgré son nom."
    return Resultat(source, (avertissement("CD889", message, Place(paquet.nom)),))


def _texte(octets: bytes, nom: str) -> Resultat[Source]:
    """Read a plain or Markdown text, in UTF-8, UTF-16 or the old encoding of Windows."""
    fautes: tuple[Diagnostic, ...] = ()
    fin = PurePath(nom).suffix.lower()
    if octets.startswith((b"\xff\xfe", b"\xfe\xff")):
        texte = octets.decode("utf-16", "replace")
    else:
        try:
            texte = octets.removeprefix(BOM_UTF8).decode()
        except UnicodeDecodeError:
            texte = octets.decode("cp1252", "replace")
            message = (
                "Ce texte n'est pas en UTF-8 : il a été lu dans l'encodage de Windows (1252). Vérifiez les accents."
            )
            fautes = (avertissement("CD889", message, Place(nom)),)
    if (
        len(octets) > _TEXTE_MAX
        or len(_COMMANDES.findall(texte)) > max(_COMMANDES_MAX, len(texte) // 50)
        or "\ufffd" * 8 in texte
    ):
        message = "Ce fichier n'est pas un texte lisible."
        return Resultat(None, (erreur("CD880", message, Place(nom), f"Formats lus : {', '.join(FORMATS)}."),))
    if fin in (".docx", ".docm", ".odt"):
        message = f"Ce fichier n'est pas au format « {fin} » malgré son nom : c'est un texte, lu comme tel."
        fautes += (avertissement("CD889", message, Place(nom)),)
    lignes = texte.replace("\r\n", "\n").replace("\r", "\n")
    source = source_du_texte(lignes, nom, markdown=fin in _MARKDOWN)
    return Resultat(source, fautes)
