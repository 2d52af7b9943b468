"""The way of the data, from a folder to its files: the only module that sees every room."""

from __future__ import annotations

import datetime as dt
import errno
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from contratdoc.contrat.avancement import fautes_par_partenaire
from contratdoc.contrat.contrat import Contrat
from contratdoc.contrat.from_schema import lier
from contratdoc.controles import controler, controler_document, controler_ecrit
from contratdoc.controles.acceptation import accepter
from contratdoc.controles.regle import REGLE_EN_PANNE
from contratdoc.diagnostics import Diagnostic, Place, Resultat, Severite, a_des_erreurs, avertissement, erreur
from contratdoc.document.from_contrat import assembler
from contratdoc.document.mesure import compter_mots
from contratdoc.document.noeuds import Document
from contratdoc.ecrits.from_contrat import contexte_du_contrat, ecrit_du_contrat
from contratdoc.lecture import lire_sources
from contratdoc.mise_en_page import MISE_EN_PAGE, MiseEnPage, lire_mise_en_page
from contratdoc.sortie import SortieImpossible, ecrire_sortie, reprendre_sortie
from contratdoc.source.acceptations import Acceptation, lire_acceptations
from contratdoc.source.dossier import SCEAU, Dossier, lire_dossier
from contratdoc.source.texte import lire_texte

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
    acceptes: tuple[tuple[Diagnostic, Acceptation], ...] = ()
    """What the sources accept, each with its reason; not in `diagnostics`."""


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


def check_dossier(
    dossier: Dossier, *, brouillon: bool = False, aujourd_hui: dt.date | None = None, regles: bool = True
) -> Verification:
    """Check a folder whole: every pass up to the document runs, as long as no error stands.

    Args:
        dossier: The folder, in memory.
        brouillon: True for a draft: what is missing shows as a gap.
        aujourd_hui: The day, on which acceptances may have ended; None when their ends are not looked at.
        regles: False for a contract whose coherence was checked already, in other sources that say the same.

    Returns:
        The contract, its document and every fault.
    """
    acceptations, fautes = _acceptations(dossier)
    sources = lire_sources(dossier, brouillon=brouillon)
    diagnostics = (*fautes, *sources.diagnostics)
    if sources.valeur is None:
        return _conclure(None, None, diagnostics, acceptations, aujourd_hui)
    lie = lier(sources.valeur, brouillon=brouillon)
    diagnostics += lie.diagnostics
    if lie.valeur is None:
        return _conclure(None, None, diagnostics, acceptations, aujourd_hui)
    if regles:
        ecrit = ecrit_du_contrat(lie.valeur)
        dits = (*controler(lie.valeur), *controler_ecrit(ecrit, contexte_du_contrat(lie.valeur)))
        diagnostics += _regles_d_un_projet(dits) if brouillon else dits
    # The texts are put in order even when a figure is wrong: their faults belong to the same run.
    ordonne = assemble_contrat(lie.valeur, brouillon=brouillon, fautes_connues=fautes_par_partenaire(diagnostics))
    diagnostics += ordonne.diagnostics
    if regles and ordonne.valeur is not None:
        dits = controler_document(ordonne.valeur)
        diagnostics += _regles_d_un_projet(dits) if brouillon else dits
    return _conclure(lie.valeur, ordonne.valeur, diagnostics, acceptations, aujourd_hui)


def _regles_d_un_projet(diagnostics: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """A draft is there to be read, its incoherences told: they stop it no more than what it lacks."""
    return tuple(
        replace(d, severite=Severite.AVERTISSEMENT)
        if d.severite is Severite.ERREUR and d.code != REGLE_EN_PANNE.code
        else d
        for d in diagnostics
    )


def _acceptations(dossier: Dossier) -> tuple[tuple[Acceptation, ...], tuple[Diagnostic, ...]]:
    """Read what the sources accept; a file that is not text tells its own fault elsewhere."""
    lues = [
        lire_acceptations(texte.valeur, nom)
        for nom in sorted(dossier.fichiers)
        if nom.endswith((".yaml", ".md")) and b"ccepte CD" in dossier.fichiers[nom]
        if (texte := lire_texte(dossier.fichiers[nom], nom)).valeur is not None
    ]
    return tuple(a for lu in lues for a in lu.valeur or ()), tuple(d for lu in lues for d in lu.diagnostics)


def _conclure(
    contrat: Contrat | None,
    document: Document | None,
    diagnostics: tuple[Diagnostic, ...],
    acceptations: tuple[Acceptation, ...],
    aujourd_hui: dt.date | None,
) -> Verification:
    tri = accepter(diagnostics, acceptations, aujourd_hui, complet=document is not None)
    juste = document if not a_des_erreurs(tri.restants) else None
    return Verification(contrat, juste, tri.restants, tri.acceptes)


def assemble_contrat(
    contrat: Contrat, *, brouillon: bool = False, fautes_connues: Mapping[str, int] | None = None
) -> Resultat[Document]:
    """Put a linked contract in order, numbered, with its typography: what writers write.

    Args:
        contrat: The contract.
        brouillon: True for a draft.
        fautes_connues: How many faults each partner's file has, for the last page of a draft.

    Returns:
        The document, or None with every fault of the texts.
    """
    return assembler(contrat, brouillon=brouillon, fautes_connues=fautes_connues)


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
    aujourd_hui: dt.date | None = None,
    avancement: Avancement = lambda _: None,
) -> Compilation:
    """Compile a contract's folder into its files.

    Args:
        racine: The contract's folder.
        formats: Among `FORMATS`.
        moteur: What makes the PDF: `typst`, or `libreoffice` from the Word file.
        brouillon: True for a draft: compiles with what is there.
        aujourd_hui: The day, on which acceptances may have ended; None when their ends are not looked at.
        avancement: Told what is being done.

    Returns:
        The files written and the figures of the build; nothing is written when an error stands.
    """
    reprendre_sortie(racine / "sortie")
    avancement("Lecture des sources")
    dossier = load_dossier(racine)
    if dossier.valeur is None:
        return Compilation({}, None, dossier.diagnostics)
    if not brouillon and SCEAU in dossier.valeur.fichiers:
        from contratdoc.scellement import ecarts_avec_le_sceau  # a contract that is not sealed has no use for it

        ecarts = ecarts_avec_le_sceau(dossier.valeur)
        if ecarts:
            return Compilation({}, None, ecarts)
    avancement("Vérification")
    verification = check_dossier(dossier.valeur, brouillon=brouillon, aujourd_hui=aujourd_hui)
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

    if empreinte_de(document, cadre_typst(dossier.fichiers["modeles/contrat.typ"])) != avant.empreinte:
        return None
    avancement("Document Word")
    return {"docx": write_docx(document, dossier.fichiers["modeles/contrat.docx"], avant.pages)}


def _produire(
    document: Document, dossier: Dossier, formats: Sequence[str], moteur: str, avancement: Avancement
) -> Resultat[tuple[dict[str, bytes], MiseEnPage]]:
    """Write the files; the PDF's layout gives the sommaire of the Word file its page numbers."""
    avec_word = "docx" in formats or moteur == "libreoffice"
    cadre_pdf = cadre_typst(dossier.fichiers["modeles/contrat.typ"])
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


def cadre_typst(octets: bytes) -> str:
    """Read the typst frame of a folder.

    Args:
        octets: The file.

    Returns:
        Its text.

    Raises:
        CadreTypstInvalide: It is not UTF-8.
    """
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
