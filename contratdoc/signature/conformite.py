"""What the file declares itself to be, and whether it has the structure for it; a whole standard is veraPDF's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from contratdoc.signature.fichier import lecture_protegee
from contratdoc.signature.objets import lu, suivis

if TYPE_CHECKING:
    from contratdoc.signature.fichier import Fichier

_DECLARATIONS: Final = (
    ("pdfaid:part", "3", "PDF/A-3a"),
    ("pdfaid:conformance", "A", "PDF/A-3a"),
    ("pdfuaid:part", "1", "PDF/UA-1"),
)
_ACTIONS: Final = frozenset({"/URI", "/GoTo"})
_XMP_MAX: Final = 1024 * 1024


def ecarts_de_conformite(fichier: Fichier) -> tuple[str, ...]:
    """Compare a file with what PDF/A-3a and PDF/UA-1 ask of its structure.

    Args:
        fichier: The file.

    Returns:
        One French clause for each thing that is missing or forbidden (ISO 19005-3, 6.6 and 6.7; ISO 14289-1, 7).

    Raises:
        PdfIllisible: The objects to look at are damaged.
    """
    with lecture_protegee():
        lecteur = fichier.lecteur
        racine = lecteur.root
        ecarts = [*_declarations(fichier), *_structure(racine)]
        actif = [cle for cle in ("/OpenAction", "/AA") if cle in racine]
        noms = lu(racine, "/Names", {})
        if "/JavaScript" in noms or any(cle != "/OpenAction" for cle in actif) or "/OpenAction" in actif:
            ecarts.append("il contient un script ou une action automatique")
        elif _actions(racine):
            ecarts.append("un de ses liens lance un programme ou un script")
    return tuple(dict.fromkeys(ecarts))


def _declarations(fichier: Fichier) -> list[str]:
    from pyhanko.pdf_utils.generic import Reference

    lecteur = fichier.lecteur
    brut = lecteur.root.raw_get("/Metadata") if "/Metadata" in lecteur.root else None
    if brut is None or not hasattr(brut, "idnum"):
        return ["il ne déclare ni PDF/A-3a ni PDF/UA-1"]
    flux: Any = lecteur.get_object(Reference(brut.idnum, brut.generation, pdf=lecteur))  # type: ignore[no-untyped-call]
    xmp = flux.data[:_XMP_MAX].decode("utf-8", "replace")
    manquent = [
        norme
        for nom, valeur, norme in _DECLARATIONS
        if not re.search(rf"{nom}(?:=\"{valeur}\"|='{valeur}'|>\s*{valeur}\s*<)", xmp)
    ]
    return [f"il ne déclare pas {norme}" for norme in dict.fromkeys(manquent)]


def _structure(racine: Any) -> list[str]:
    ecarts: list[str] = []
    if "/MarkInfo" not in racine or not bool(lu(racine["/MarkInfo"], "/Marked", False)):
        ecarts.append("il n'est pas balisé")
    if "/StructTreeRoot" not in racine or "/K" not in racine["/StructTreeRoot"]:
        ecarts.append("il n'a pas d'arbre de balises")
    if not str(lu(racine, "/Lang", "")):
        ecarts.append("il ne dit pas sa langue")
    preferences = lu(racine, "/ViewerPreferences", {})
    if not bool(lu(preferences, "/DisplayDocTitle", False)):
        ecarts.append("son titre n'est pas montré")
    if "/OutputIntents" not in racine:
        ecarts.append("il ne dit pas ses couleurs")
    return ecarts


def _actions(racine: Any) -> bool:
    """Say whether an annotation does anything but lead to a page or to an address."""
    pile, vus = [racine["/Pages"]], 0
    while pile:
        noeud = pile.pop()
        vus += 1
        if vus > 100_000:  # noqa: PLR2004 - a tree that turns in a circle
            raise ValueError("page tree")
        pile += suivis(noeud, "/Kids")
        if "/AA" in noeud:
            return True
        for annotation in suivis(noeud, "/Annots"):
            action = lu(annotation, "/A")
            if "/AA" in annotation or (action is not None and (lu(action, "/S") not in _ACTIONS or "/Next" in action)):
                return True
    return False
