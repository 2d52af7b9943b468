"""From a document to its files: the Word file and the PDF written side by side, each with the deed of compilation."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contratdoc.diagnostics import Diagnostic, Place, Resultat, avertissement, erreur
from contratdoc.mise_en_page import MiseEnPage
from contratdoc.source.dossier import SCEAU, Dossier

if TYPE_CHECKING:
    from contratdoc.document.noeuds import Document
    from contratdoc.manifeste import Acte
    from contratdoc.writers.docx import WordCommence
    from contratdoc.writers.typst import Envoi, Pdf

Avancement = Callable[[str], None]


def write_docx(document: Document, cadre: bytes, pages: Mapping[str, int], acte: bytes | None = None) -> bytes:
    """Write a document in Word's format.

    Args:
        document: The document.
        cadre: The Word frame.
        pages: Page of each heading, by anchor, for the sommaire.
        acte: The deed of compilation to put in it.

    Returns:
        The file.

    Raises:
        CadreInvalide: The frame is faulty.
    """
    from contratdoc.writers import docx

    return docx.write_docx(document, cadre, pages, acte)


def write_pdf(document: Document, cadre: str, envoi: Envoi | None = None) -> Pdf:
    """Write a document as PDF/A-3a and PDF/UA-1.

    Args:
        document: The document.
        cadre: The typst frame.
        envoi: The sources to attach, and whether it is to be signed; None for the pages alone.

    Returns:
        The file, its pages and the page of each anchor.

    Raises:
        CadreTypstInvalide: The frame is faulty.
        NormePdfNonRespectee: The document breaks a standard that it declares.
    """
    from contratdoc.writers import typst

    return typst.write_pdf(document, cadre, envoi)


def sources_du_contrat(dossier: Dossier) -> dict[str, bytes]:
    """Name the files that the contract is made from: neither its seal nor its avenants, which come after it.

    Args:
        dossier: The folder.

    Returns:
        The files, by name.
    """
    return {n: o for n, o in dossier.fichiers.items() if n != SCEAU and not n.startswith("contributions/avenants/")}


@dataclass(frozen=True, slots=True)
class Commande:
    """What is to be written: the document, its deed, the formats asked for."""

    document: Document
    dossier: Dossier
    acte: Acte
    formats: Sequence[str]
    moteur: str
    avancement: Avancement

    @property
    def a_signer(self) -> bool:
        """Whether the PDF is to be signed."""
        return _a_signer(self.document, self.moteur)

    def word(self, pages: Mapping[str, int]) -> bytes:
        """Write the Word file."""
        return write_docx(self.document, self.dossier.fichiers["modeles/contrat.docx"], pages, self.acte.en_json())


@dataclass(frozen=True, slots=True)
class Commences:
    """The files of a document, begun: the layout in a thread, the Word file as far as it goes without it."""

    document: Document
    pdf: Future[Pdf]
    word: Future[WordCommence]


class EcritureEnCours:
    """Files that may be begun before all is known to be right: a fault found meanwhile leaves them unused."""

    def __init__(self, dossier: Dossier, moteur: str) -> None:
        self._dossier = dossier
        self._moteur = moteur
        self._commences: Commences | None = None

    def commencer(self, document: Document) -> Commences:
        """Begin the files of a document, the layout first; those of the same document are not begun twice."""
        if self._commences is None or self._commences.document is not document:
            fichiers = self._dossier.fichiers
            envoi = _envoi(document, self._dossier, self._moteur)
            pdf = pdf_en_cours(document, fichiers["modeles/contrat.typ"], envoi)
            self._commences = Commences(document, pdf, _word_commence(document, fichiers["modeles/contrat.docx"]))
        return self._commences


def _word_commence(document: Document, cadre: bytes) -> Future[WordCommence]:
    """Begin a Word file; whatever forbids it is raised to whoever asks for it."""
    word: Future[WordCommence] = Future()
    try:
        from contratdoc.writers.docx import commencer_docx

        word.set_result(commencer_docx(document, cadre))
    except Exception as e:  # noqa: BLE001 - raised later
        word.set_exception(e)
    return word


def pdf_en_cours(
    document: Document, octets_du_cadre: bytes, envoi: Envoi | None = None, fils: Executor | None = None
) -> Future[Pdf]:
    """Begin to lay a document out; typst frees the interpreter meanwhile.

    Args:
        document: The document.
        octets_du_cadre: The typst frame.
        envoi: What goes with it; None for the pages alone.
        fils: What runs it, when it must wait for its turn among others.

    Returns:
        The PDF to come; whatever forbids it is raised to whoever asks for it.
    """
    from contratdoc.writers.typst import preparer_pdf

    try:
        mettre_en_page = preparer_pdf(document, cadre_typst(octets_du_cadre), envoi)
    except Exception as e:  # noqa: BLE001 - raised later
        impossible: Future[Pdf] = Future()
        impossible.set_exception(e)
        return impossible
    if fils is not None:
        return fils.submit(mettre_en_page)
    fil = ThreadPoolExecutor(1)
    pdf = fil.submit(mettre_en_page)
    fil.shutdown(wait=False)
    return pdf


def _a_signer(document: Document, moteur: str) -> bool:
    """A draft is not signed, and what LibreOffice makes is no archive."""
    return moteur == "typst" and not document.brouillon


def _envoi(document: Document, dossier: Dossier, moteur: str) -> Envoi | None:
    """What the PDF carries; of a draft, the deed alone: its unfinished sources are their authors' affair."""
    from contratdoc.writers.typst import Envoi

    if moteur != "typst":
        return None
    signable = _a_signer(document, moteur)
    return Envoi(sources_du_contrat(dossier) if signable else {}, signable)


def ecrire(
    commande: Commande, avant: MiseEnPage | None, en_cours: EcritureEnCours | None = None
) -> Resultat[tuple[dict[str, bytes], MiseEnPage]]:
    """Write the formats asked for, and turn what a frame or a program may do wrong into a diagnostic."""
    try:
        if tuple(commande.formats) == ("docx",) and commande.moteur == "typst" and avant is not None:
            seul = _word_seul(commande, avant)
            if seul is not None:
                return _relire(seul, avant, ())
        return _produire(commande, en_cours or EcritureEnCours(commande.dossier, commande.moteur))
    except Exception as e:
        # Loaded only now: it brings in every writer, which would delay typst.
        from contratdoc.writers.fautes import faute_d_ecriture

        faute = faute_d_ecriture(e)
        if faute is None:
            raise
        return Resultat(None, (faute,))


def _word_seul(commande: Commande, avant: MiseEnPage) -> dict[str, bytes] | None:
    """Write the Word file alone on the pages of the last layout; None when that layout is no longer this document's."""
    from contratdoc.writers.typst import empreinte_de

    cadre = cadre_typst(commande.dossier.fichiers["modeles/contrat.typ"])
    if empreinte_de(commande.document, cadre, champs=commande.a_signer) != avant.empreinte:
        return None
    commande.avancement("Document Word")
    return {"docx": commande.word(avant.pages)}


def _produire(commande: Commande, en_cours: EcritureEnCours) -> Resultat[tuple[dict[str, bytes], MiseEnPage]]:
    """Write the files; the PDF's layout gives the sommaire of the Word file its page numbers."""
    from contratdoc.writers.pdf.acte import poser_acte

    commande.avancement("Mise en page")
    octets: dict[str, bytes] = {}
    commences = en_cours.commencer(commande.document)
    # Even when the PDF alone is asked for: its deed names the Word file made with it.
    octets["docx"] = commences.word.result().finir(PagesAttendues(commences.pdf), commande.acte.en_json())
    pdf = commences.pdf.result()
    mise_en_page = MiseEnPage(pdf.empreinte, pdf.pages, pdf.total)
    absents: tuple[Diagnostic, ...] = ()
    if commande.moteur == "libreoffice":
        octets["docx"], octets["pdf"], total = _par_libreoffice(commande, octets["docx"], pdf.pages)
        mise_en_page = MiseEnPage("", {}, total)  # LibreOffice's pages serve no later build
    else:
        octets["pdf"] = poser_acte(pdf.octets, commande.acte.en_json({"contrat.docx": octets["docx"]}))
    if "pdf" in commande.formats and commande.moteur == "typst":
        absents = tuple(_caractere_absent(c) for c in pdf.caracteres_absents)
        absents += tuple(_police_absente(p) for p in pdf.polices_absentes)
        absents += tuple(champ_absent(c) for c in pdf.champs_absents)
    return _relire({f: octets[f] for f in commande.formats}, mise_en_page, absents)


def _relire(
    octets: dict[str, bytes], mise_en_page: MiseEnPage, dits: tuple[Diagnostic, ...]
) -> Resultat[tuple[dict[str, bytes], MiseEnPage]]:
    mal_faits = relire_words({f"contrat.{f}": o for f, o in octets.items()})
    if mal_faits:
        return Resultat(None, (*dits, *mal_faits))
    return Resultat((octets, mise_en_page), dits)


def relire_words(fichiers: Mapping[str, bytes]) -> tuple[Diagnostic, ...]:
    """Read again the Word files just made: one that Word would refuse is our fault, told as such, and not given.

    Args:
        fichiers: Files by name, among them Word files.

    Returns:
        An error for each Word file that is not sound.
    """
    from contratdoc.writers.docx.lint import relever

    words = {nom: octets for nom, octets in fichiers.items() if nom.endswith(".docx")}
    return tuple(_mal_fait(nom, fautes) for nom, octets in words.items() if (fautes := relever(octets)))


def _mal_fait(nom: str, fautes: Sequence[str]) -> Diagnostic:
    message = f"Le fichier {nom} ne serait pas lisible dans Word : {' ; '.join(fautes)}."
    aides = (
        "C'est un défaut de contratdoc : transmettez ce message à ses auteurs, avec le dossier.",
        "Si vous avez changé modeles/contrat.docx, essayez avec le cadre que crée « contratdoc init ».",
    )
    return erreur("CD821", message, Place("modeles/contrat.docx"), *aides)


class PagesAttendues(Mapping[str, int]):
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


def champ_absent(champ: str) -> Diagnostic:
    """Tell that a signatory has no field to sign in.

    Args:
        champ: The name of the field.

    Returns:
        A warning: the document may still be signed on paper.
    """
    message = f"Le cadre PDF ne laisse pas de place au champ de signature « {champ} », de 60 × 25 mm au moins."
    aide = "Reprenez le bloc de signature du cadre que crée « contratdoc init »."
    return avertissement("CD817", message, Place("modeles/contrat.typ"), aide)


def _par_libreoffice(commande: Commande, word: bytes, pages: Mapping[str, int]) -> tuple[bytes, bytes, int]:
    """Make the PDF of exactly the Word file, whose sommaire then takes LibreOffice's own page numbers."""
    from contratdoc.writers.libreoffice import convert_docx
    from contratdoc.writers.relecture import lire_pages

    commande.avancement("LibreOffice")
    octets = convert_docx(word)
    lues, total = lire_pages(octets, commande.document)
    if any(lues.get(e.ancre) != pages.get(e.ancre) for e in commande.document.sommaire):
        commande.avancement("LibreOffice, sommaire à jour")
        word = commande.word({**pages, **lues})
        octets = convert_docx(word)
    return word, octets, total


def finir(
    document: Document, cadre: bytes, acte: Acte, pdf: Pdf, nom: str
) -> tuple[dict[str, bytes], tuple[Diagnostic, ...]]:
    """Write the Word file of a document laid out to be signed, and put the deed in both.

    Args:
        document: The document.
        cadre: The Word frame.
        acte: Its deed.
        pdf: Its layout, with its sources attached.
        nom: The name of the files, without their end.

    Returns:
        The two files by name, and what is to be told of them.
    """
    from contratdoc.writers.pdf.acte import poser_acte

    word = write_docx(document, cadre, pdf.pages, acte.en_json())
    signable = poser_acte(pdf.octets, acte.en_json({f"{nom}.docx": word}))
    return {f"{nom}.docx": word, f"{nom}.pdf": signable}, tuple(champ_absent(c) for c in pdf.champs_absents)
