"""The way of the data, from a folder to its files: the only module that sees every room."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from contratdoc.contrat.contrat import Contrat
from contratdoc.contrat.from_schema import lier
from contratdoc.controles import controler
from contratdoc.diagnostics import Diagnostic, Place, Resultat, a_des_erreurs, avertissement, erreur
from contratdoc.document.from_contrat import assembler
from contratdoc.document.mesure import compter_mots
from contratdoc.document.noeuds import Document
from contratdoc.lecture import lire_sources
from contratdoc.mise_en_page import MISE_EN_PAGE, MiseEnPage, lire_mise_en_page
from contratdoc.sortie import SortieImpossible, ecrire_sortie, reprendre_sortie
from contratdoc.source.dossier import Dossier, lire_dossier

if TYPE_CHECKING:
    from contratdoc.writers.typst import Pdf

FORMATS = ("docx", "pdf")
MOTEURS = ("typst", "libreoffice")
Avancement = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Verification:
    """What checking a folder gives: the contract and its document when no error stands, and all faults."""

    contrat: Contrat | None
    document: Document | None
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Bilan:
    """The figures of a build."""

    pages: int
    mots: int
    partenaires: int
    engagements: int


@dataclass(frozen=True, slots=True)
class Compilation:
    """What a build gives: the files written, by format; None and nothing written when an error stands."""

    fichiers: Mapping[str, Path]
    bilan: Bilan | None
    diagnostics: tuple[Diagnostic, ...]


def load_dossier(racine: Path) -> Resultat[Dossier]:
    """Read a contract's folder into memory.

    Args:
        racine: The folder that holds `modeles` and `contributions`.

    Returns:
        The folder, or None with every file that is missing or cannot be read.
    """
    try:
        return lire_dossier(racine)
    except OSError as e:  # the folder itself: each file in it tells its own fault
        raison = "ce nom est trop long" if e.errno == errno.ENAMETOOLONG else "vous n'en avez pas le droit"
        faute = erreur("CD021", f"Le dossier « {racine} » ne peut pas être lu ({raison}).", Place("modeles"))
        return Resultat(None, (faute,))


def check_dossier(dossier: Dossier, *, brouillon: bool = False) -> Verification:
    """Check a folder whole: every pass up to the document runs, as long as no error stands.

    Args:
        dossier: The folder, in memory.
        brouillon: True for a draft: what is missing shows as a gap.

    Returns:
        The contract, its document and every fault.
    """
    sources = lire_sources(dossier, brouillon=brouillon)
    diagnostics = sources.diagnostics
    if sources.valeur is None:
        return Verification(None, None, diagnostics)
    lie = lier(sources.valeur, brouillon=brouillon)
    diagnostics += lie.diagnostics
    if lie.valeur is None:
        return Verification(None, None, diagnostics)
    diagnostics += controler(lie.valeur)
    # The texts are put in order even when a figure is wrong: their faults belong to the same run.
    ordonne = assemble_contrat(lie.valeur, brouillon=brouillon)
    diagnostics += ordonne.diagnostics
    document = None if a_des_erreurs(diagnostics) else ordonne.valeur
    return Verification(lie.valeur, document, diagnostics)


def assemble_contrat(contrat: Contrat, *, brouillon: bool = False) -> Resultat[Document]:
    """Put a linked contract in order, numbered, with its typography: what writers write.

    Args:
        contrat: The contract.
        brouillon: True for a draft.

    Returns:
        The document, or None with every fault of the texts.
    """
    return assembler(contrat, brouillon=brouillon)


def write_docx(document: Document, cadre: bytes, pages: Mapping[str, int]) -> bytes:
    """Write a document in Word's format.

    Args:
        document: The document.
        cadre: The Word frame.
        pages: Page of each heading, by anchor, for the sommaire.

    Returns:
        The file.

    Raises:
        CadreInvalide: The frame is faulty.
    """
    from contratdoc.writers import docx

    return docx.write_docx(document, cadre, pages)


def write_pdf(document: Document, cadre: str) -> Pdf:
    """Write a document as PDF/A-3a and PDF/UA-1.

    Args:
        document: The document.
        cadre: The typst frame.

    Returns:
        The file, its pages and the page of each anchor.

    Raises:
        CadreTypstInvalide: The frame is faulty.
        NormePdfNonRespectee: The document breaks a standard that it declares.
    """
    from contratdoc.writers import typst

    return typst.write_pdf(document, cadre)


def compiler(
    racine: Path,
    *,
    formats: Sequence[str] = FORMATS,
    moteur: str = "typst",
    brouillon: bool = False,
    avancement: Avancement = lambda _: None,
) -> Compilation:
    """Compile a contract's folder into its files.

    Args:
        racine: The contract's folder.
        formats: Among `FORMATS`.
        moteur: What makes the PDF: `typst`, or `libreoffice` from the Word file.
        brouillon: True for a draft: compiles with what is there.
        avancement: Told what is being done.

    Returns:
        The files written and the figures of the build; nothing is written when an error stands.
    """
    reprendre_sortie(racine / "sortie")
    avancement("Lecture des sources")
    dossier = load_dossier(racine)
    if dossier.valeur is None:
        return Compilation({}, None, dossier.diagnostics)
    avancement("Vérification")
    verification = check_dossier(dossier.valeur, brouillon=brouillon)
    contrat, document = verification.contrat, verification.document
    if contrat is None or document is None:
        return Compilation({}, None, verification.diagnostics)
    avant = lire_mise_en_page(racine / "sortie")
    ecrits = _ecrire(document, dossier.valeur, formats, moteur, avancement, avant=avant)
    diagnostics = (*verification.diagnostics, *ecrits.diagnostics)
    if ecrits.valeur is None:
        return Compilation({}, None, diagnostics)
    octets, mise_en_page = ecrits.valeur
    try:
        avancement("Enregistrement")
        sortie = {f"contrat.{f}": o for f, o in octets.items()}
        ecrire_sortie(racine / "sortie", sortie | {MISE_EN_PAGE: mise_en_page.en_json()})
    except SortieImpossible as e:
        faute = erreur("CD820", str(e), Place("sortie"), e.aide)
        return Compilation({}, None, (*diagnostics, faute))
    bilan = Bilan(
        pages=mise_en_page.total,
        mots=compter_mots(document),
        partenaires=len(contrat.contributions),
        engagements=sum(len(c.engagements) for c in contrat.contributions.values()),
    )
    fichiers = {f: racine / "sortie" / f"contrat.{f}" for f in octets}
    return Compilation(fichiers, bilan, diagnostics)


def _ecrire(
    document: Document,
    dossier: Dossier,
    formats: Sequence[str],
    moteur: str,
    avancement: Avancement,
    *,
    avant: MiseEnPage | None,
) -> Resultat[tuple[dict[str, bytes], MiseEnPage]]:
    """Write the formats asked for, and turn what a frame or a program may do wrong into a diagnostic."""
    try:
        if tuple(formats) == ("docx",) and moteur == "typst" and avant is not None:
            seul = _word_seul(document, dossier, avancement, avant)
            if seul is not None:
                return Resultat((seul, avant))
        return _produire(document, dossier, formats, moteur, avancement)
    except Exception as e:
        # Loaded only now: it brings in every writer, which would delay typst.
        from contratdoc.writers.fautes import faute_d_ecriture

        faute = faute_d_ecriture(e)
        if faute is None:
            raise
        return Resultat(None, (faute,))


def _word_seul(
    document: Document, dossier: Dossier, avancement: Avancement, avant: MiseEnPage
) -> dict[str, bytes] | None:
    """Write the Word file alone on the pages of the last layout; None when that layout is no longer this document's."""
    from contratdoc.writers.typst import empreinte_de

    if empreinte_de(document, _cadre_typst(dossier.fichiers["modeles/contrat.typ"])) != avant.empreinte:
        return None
    avancement("Document Word")
    return {"docx": write_docx(document, dossier.fichiers["modeles/contrat.docx"], avant.pages)}


def _produire(
    document: Document, dossier: Dossier, formats: Sequence[str], moteur: str, avancement: Avancement
) -> Resultat[tuple[dict[str, bytes], MiseEnPage]]:
    """Write the files; the PDF's layout gives the sommaire of the Word file its page numbers."""
    avec_word = "docx" in formats or moteur == "libreoffice"
    cadre_pdf = _cadre_typst(dossier.fichiers["modeles/contrat.typ"])
    cadre_word = dossier.fichiers["modeles/contrat.docx"]
    avancement("Mise en page")
    octets: dict[str, bytes] = {}
    with ThreadPoolExecutor(1) as fil:
        # typst frees the interpreter while it lays out: the Word file is written meanwhile, its sommaire last.
        en_cours: Future[Pdf] = fil.submit(write_pdf, document, cadre_pdf)
        if avec_word:
            octets["docx"] = write_docx(document, cadre_word, _PagesAttendues(en_cours))
        pdf = en_cours.result()
    octets["pdf"] = pdf.octets
    mise_en_page = MiseEnPage(pdf.empreinte, pdf.pages, pdf.total)
    if moteur == "libreoffice":
        octets["docx"], octets["pdf"], total = _par_libreoffice(
            document, cadre_word, octets["docx"], pdf.pages, avancement
        )
        mise_en_page = MiseEnPage("", {}, total)  # LibreOffice's pages serve no later build
    absents: tuple[Diagnostic, ...] = ()
    if "pdf" in formats and moteur == "typst":
        absents = tuple(_caractere_absent(c) for c in pdf.caracteres_absents)
        absents += tuple(_police_absente(p) for p in pdf.polices_absentes)
    return Resultat(({f: octets[f] for f in formats}, mise_en_page), absents)


class _PagesAttendues(Mapping[str, int]):
    """The pages of a layout under way: asking for the first one waits for its end."""

    def __init__(self, en_cours: Future[Pdf]) -> None:
        self._en_cours = en_cours

    def __getitem__(self, ancre: str) -> int:
        return self._en_cours.result().pages[ancre]

    def __iter__(self) -> Iterator[str]:
        return iter(self._en_cours.result().pages)

    def __len__(self) -> int:
        return len(self._en_cours.result().pages)


def _cadre_typst(octets: bytes) -> str:
    try:
        return octets.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        from contratdoc.writers.typst.erreurs import CadreTypstInvalide

        ligne = octets.count(b"\n", 0, e.start) + 1
        colonne = len(octets[octets.rfind(b"\n", 0, e.start) + 1 : e.start].decode("utf-8", "replace")) + 1
        raise CadreTypstInvalide("le fichier n'est pas en UTF-8", ligne, colonne) from e


def _caractere_absent(caractere: str) -> Diagnostic:
    message = f"Aucune police ne dessine le caractère U+{ord(caractere):04X} : le PDF imprime son code."
    return avertissement("CD815", message, Place("modeles/charte.yaml"), "Remplacez-le par un mot.")


def _police_absente(police: str) -> Diagnostic:
    message = f"La police « {police} » n'est pas disponible pour le PDF, qui emploie une police de secours."
    return avertissement("CD816", message, Place("modeles/charte.yaml"), "La police fournie est « Source Sans Pro ».")


def _par_libreoffice(
    document: Document, cadre: bytes, word: bytes, pages: Mapping[str, int], avancement: Avancement
) -> tuple[bytes, bytes, int]:
    """Make the PDF of exactly the Word file, whose sommaire then takes LibreOffice's own page numbers."""
    from contratdoc.writers.libreoffice import convert_docx
    from contratdoc.writers.relecture import lire_pages

    avancement("LibreOffice")
    octets = convert_docx(word)
    lues, total = lire_pages(octets, document)
    if any(lues.get(e.ancre) != pages.get(e.ancre) for e in document.sommaire):
        avancement("LibreOffice, sommaire à jour")
        word = write_docx(document, cadre, {**pages, **lues})
        octets = convert_docx(word)
    return word, octets, total
