"""The files attached to a PDF, taken out into memory: how many, how large and under what names is bounded."""

from __future__ import annotations

import re
import zlib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from contratdoc.signature.fichier import PdfIllisible, lecture_protegee
from contratdoc.signature.objets import lu

if TYPE_CHECKING:
    from pyhanko.pdf_utils.generic import DictionaryObject, StreamObject
    from pyhanko.pdf_utils.rw_common import PdfHandler

NOMBRE_MAX: Final = 2_100  # the sources of a folder (2 000 at most), and the deed
TAILLE_MAX: Final = 32 * 1024 * 1024  # of one file, as for the sources of a folder
TOTAL_MAX: Final = 128 * 1024 * 1024
PROFONDEUR_MAX: Final = 32
_SUR: Final = re.compile(r"[^\x00-\x1f\x7f<>:\"|?*\\]{1,255}")
_RESERVES: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


class JointRefuse(PdfIllisible):
    """An attached file has a name or a size that is not accepted; the message is a French sentence."""


def nom_sur(nom: str) -> bool:
    """Say whether a name may be written below a folder, on any system: relative, no step up, no device.

    Args:
        nom: A name, with `/` between folders.
    """
    parties = nom.split("/")
    return (
        bool(_SUR.fullmatch(nom))
        and not PurePosixPath(nom).is_absolute()
        and all(p and p == p.strip(" .") and not _RESERVES.fullmatch(p) for p in parties)
    )


def lire_joints(pdf: PdfHandler) -> dict[str, bytes]:
    """Take out every attached file.

    Args:
        pdf: A revision of a file.

    Returns:
        Each file, by its name (`/UF`), in the order of the name tree.

    Raises:
        JointRefuse: One of them is refused; nothing is kept.
        PdfIllisible: The name tree is damaged.
    """
    with lecture_protegee():
        racine: DictionaryObject = pdf.root
        noms = lu(racine, "/Names", {})
        arbre = lu(noms, "/EmbeddedFiles")
    lus: dict[str, bytes] = {}
    vus: set[str] = set()
    total = 0
    for nom, flux in _feuilles(arbre, 0, set()):
        if not nom_sur(nom):
            raise JointRefuse(f"La pièce jointe « {_montrable(nom)} » porte un nom qui sort du dossier d'extraction.")
        if nom.casefold() in vus:
            raise JointRefuse(f"Deux pièces jointes portent le nom « {nom} ».")
        if len(lus) >= NOMBRE_MAX:
            raise JointRefuse(f"Le fichier a plus de {NOMBRE_MAX} pièces jointes.")
        vus.add(nom.casefold())
        lus[nom] = _contenu(flux, nom)
        total += len(lus[nom])
        if total > TOTAL_MAX:
            raise JointRefuse(f"Les pièces jointes pèsent plus de {TOTAL_MAX // 1048576} Mo.")
    return lus


def _feuilles(noeud: Any, profondeur: int, vus: set[int]) -> list[tuple[str, StreamObject]]:
    """The leaves of a name tree (ISO 32000-1, 7.9.6); a tree that turns in a circle is cut."""
    from pyhanko.pdf_utils.generic import IndirectObject

    if noeud is None:
        return []
    if profondeur > PROFONDEUR_MAX:
        raise JointRefuse("La liste des pièces jointes s'emboîte sans fin.")
    feuilles: list[tuple[str, StreamObject]] = []
    with lecture_protegee():
        brut: Any = lu(noeud, "/Names", [])
        for i in range(0, len(brut) - 1, 2):
            fiche = brut[i + 1]
            feuilles.append((str(fiche["/UF"] if "/UF" in fiche else fiche["/F"]), fiche["/EF"]["/F"]))
            if len(feuilles) > NOMBRE_MAX:
                raise JointRefuse(f"Le fichier a plus de {NOMBRE_MAX} pièces jointes.")
        enfants: Any = lu(noeud, "/Kids", [])
        for rang in range(len(enfants)):
            ref = enfants.raw_get(rang)
            if isinstance(ref, IndirectObject):
                if ref.idnum in vus:
                    raise JointRefuse("La liste des pièces jointes tourne en rond.")
                vus.add(ref.idnum)
            feuilles += _feuilles(enfants[rang], profondeur + 1, vus)
    return feuilles


def _contenu(flux: StreamObject, nom: str) -> bytes:
    """The bytes of one file. Only the two forms that we write are read: as is, or deflated once."""
    with lecture_protegee():
        filtre = lu(flux, "/Filter")
        filtres = [str(f) for f in filtre] if isinstance(filtre, list) else [str(filtre)] if filtre else []
        brut = flux.encoded_data
    if not filtres:
        contenu = brut
    elif filtres == ["/FlateDecode"]:
        deflate = zlib.decompressobj()
        with lecture_protegee():
            contenu = deflate.decompress(brut, TAILLE_MAX + 1)
    else:
        raise JointRefuse(f"La pièce jointe « {_montrable(nom)} » est compressée d'une façon inattendue.")
    if len(contenu) > TAILLE_MAX:
        raise JointRefuse(f"La pièce jointe « {_montrable(nom)} » pèse plus de {TAILLE_MAX // 1048576} Mo.")
    return contenu


def _montrable(nom: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in nom[:80])
