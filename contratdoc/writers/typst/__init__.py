"""The PDF writer: the document tree laid out by typst as PDF/A-3a and PDF/UA-1, and the page of each heading and table.

A partner's text reaches typst as JSON data and is never read as markup; the frame alone (`contrat.typ`) is code.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import typst

from contratdoc.document.noeuds import Document
from contratdoc.writers.pdf.acte import ACTE
from contratdoc.writers.pdf.champs import Champ, poser_champs
from contratdoc.writers.pdf.objets import ouvrir
from contratdoc.writers.typst.compilation import Chantier, Compile, refuse_cadre_ouvert
from contratdoc.writers.typst.donnees import encode_document
from contratdoc.writers.typst.encodage import Encodeur
from contratdoc.writers.typst.erreurs import CadreTypstInvalide, NormePdfNonRespectee
from contratdoc.writers.typst.glyphes import caracteres_absents, caracteres_refuses, substitut

__all__ = [
    "CadreTypstInvalide",
    "Envoi",
    "NormePdfNonRespectee",
    "Pdf",
    "cadre_initial",
    "empreinte_de",
    "preparer_pdf",
    "write_pdf",
]

CADRE: Final = Path(__file__).with_name("contrat.typ")


@dataclass(frozen=True, slots=True)
class Pdf:
    """A PDF, and where things are in it.

    Attributes:
        octets: The file.
        pages: The page (from 1) of each heading and each table, by anchor.
        total: How many pages there are.
        empreinte: The hash of all that the layout depends on, as `empreinte_de` gives it.
        caracteres_absents: What no font could draw, in code order; printed as « U+1F600 »: nothing is lost silently.
        polices_absentes: Fonts asked for that are not there, in lower case; another one stands in.
        champs: The signature fields, in the order in which they are read.
        champs_absents: Fields that the frame kept no place for, or too small a one.
    """

    octets: bytes = field(repr=False)
    pages: Mapping[str, int]
    total: int
    caracteres_absents: tuple[str, ...] = ()
    empreinte: str = ""
    polices_absentes: tuple[str, ...] = ()
    champs: tuple[str, ...] = ()
    champs_absents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Envoi:
    """What a PDF carries besides its pages.

    Attributes:
        sources: The files that it was made from, by name; a place is kept for the deed of compilation besides.
        champs: Whether it is to be signed: a field for each signatory.
    """

    sources: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    champs: bool = False


def cadre_initial() -> str:
    """The default frame, for `modeles/contrat.typ`; from there on it is the coordinator's."""
    return CADRE.read_text(encoding="utf-8")


def write_pdf(document: Document, cadre: str, envoi: Envoi | None = None) -> Pdf:
    """Lay out `document` in `cadre`.

    Args:
        document: The document.
        cadre: The frame.
        envoi: What goes with it; None for the pages alone.

    Raises:
        CadreTypstInvalide: The frame has a fault.
        NormePdfNonRespectee: The document breaks PDF/A-3a or PDF/UA-1, for example a picture without alternative text.
    """
    return preparer_pdf(document, cadre, envoi)()


def preparer_pdf(document: Document, cadre: str, envoi: Envoi | None = None) -> Callable[[], Pdf]:
    """Do all that comes before the layout of `document` in `cadre`.

    Args:
        document: The document.
        cadre: The frame.
        envoi: What goes with it; None for the pages alone.

    Returns:
        The layout itself, to be called once, here or in a thread; it raises what `write_pdf` does.

    Raises:
        CadreTypstInvalide: The frame reaches beyond itself.
    """
    refuse_cadre_ouvert(cadre)
    texte, encodeur = _en_json(document, champs=envoi is not None and envoi.champs)
    absents = caracteres_absents(texte)
    sources = envoi.sources if envoi is not None else None
    chantier = Chantier(cadre, _sans(texte, absents), encodeur.fichiers, sources)

    def mettre_en_page() -> Pdf:
        try:
            compile_, manquants = _compiler(chantier, texte, absents)
        finally:
            chantier.fermer()
        empreinte = _hacher(texte, cadre, encodeur.fichiers)
        return _pdf(compile_, encodeur, manquants, empreinte, joint=sources is not None)

    return mettre_en_page


def _pdf(compile_: Compile, encodeur: Encodeur, absents: frozenset[str], empreinte: str, *, joint: bool) -> Pdf:
    octets, places, manquants = _signable(compile_.octets, encodeur.champs, joint=joint)
    return Pdf(
        octets,
        {a: compile_.pages[e] for a, e in encodeur.etiquettes.items() if e in compile_.pages},
        compile_.total,
        tuple(sorted(absents)),
        empreinte,
        compile_.polices_absentes,
        places,
        manquants,
    )


def _signable(octets: bytes, champs: Sequence[Champ], *, joint: bool) -> tuple[bytes, tuple[str, ...], tuple[str, ...]]:
    """Turn the places kept for signatures into fields; make sure that nothing swallowed what is attached."""
    if joint and f"/Filespec/F({ACTE})".encode() not in octets:
        raise CadreTypstInvalide("le cadre empêche de joindre les sources : il finit dans un commentaire ouvert")
    if not champs:
        return octets, (), ()
    objets = ouvrir(octets)
    places = poser_champs(objets, champs)
    absents = tuple(c.nom for c in champs if c.nom not in places or not places[c.nom].assez_grande)
    return objets.ecrire(), tuple(places), absents


def empreinte_de(document: Document, cadre: str, *, champs: bool = False) -> str:
    """The hash of all that the layout depends on: while it is the same, so are the pages."""
    texte, encodeur = _en_json(document, champs=champs)
    return _hacher(texte, cadre, encodeur.fichiers)


def _en_json(document: Document, *, champs: bool = False) -> tuple[str, Encodeur]:
    donnees, encodeur = encode_document(document, champs=champs)
    return json.dumps(donnees, ensure_ascii=False, separators=(",", ":")), encodeur


def _hacher(texte: str, cadre: str, fichiers: Mapping[str, bytes]) -> str:
    version = str(getattr(typst, "__version__", ""))  # the wheel's stubs leave it out
    parties = [version.encode(), texte.encode("utf-8", "surrogatepass"), cadre.encode()]
    parties += [octets for nom in sorted(fichiers) for octets in (nom.encode(), fichiers[nom])]
    somme = hashlib.sha256()
    for partie in parties:
        somme.update(len(partie).to_bytes(8, "big") + partie)
    return somme.hexdigest()


def _compiler(chantier: Chantier, texte: str, absents: frozenset[str]) -> tuple[Compile, frozenset[str]]:
    """Compile; a character refused only where it stands (beside another, in italics) is replaced at the next run."""
    try:
        return chantier.compiler(), absents
    except NormePdfNonRespectee as erreur:
        refuses = frozenset(c for detail in erreur.details for c in caracteres_refuses(detail)) - absents
        if not refuses:
            raise
    chantier.changer(_sans(texte, absents | refuses))
    return _compiler(chantier, texte, absents | refuses)


def _sans(texte: str, absents: frozenset[str]) -> str:
    """Replace characters in the JSON text: a substitute holds no quote and no backslash, so its strings stay whole."""
    return texte.translate({ord(c): substitut(c) for c in absents}) if absents else texte
