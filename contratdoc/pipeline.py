"""The way of the data, from a folder to its files: the only module that sees every room."""

from __future__ import annotations

import datetime as dt
import errno
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from contratdoc.a_part import APart
from contratdoc.bilan import Bilan, Compilation, Options
from contratdoc.contrat.avancement import fautes_par_partenaire
from contratdoc.contrat.contrat import Contrat
from contratdoc.contrat.from_schema import lier
from contratdoc.contrat.historique import Vie
from contratdoc.controles import controler, controler_document, controler_ecrit
from contratdoc.controles.acceptation import accepter
from contratdoc.controles.regle import REGLE_EN_PANNE
from contratdoc.diagnostics import Diagnostic, Place, Resultat, Severite, a_des_erreurs, avertissement, erreur
from contratdoc.document.from_contrat import assembler
from contratdoc.document.mesure import compter_mots
from contratdoc.document.noeuds import Document
from contratdoc.ecrits.from_contrat import contexte_du_contrat, ecrit_du_contrat
from contratdoc.fabrication import (
    Avancement,
    Commande,
    EcritureEnCours,
    cadre_typst,
    ecrire,
    sources_du_contrat,
    write_docx,
    write_pdf,
)
from contratdoc.incremental import Dits, retenir
from contratdoc.lecture import lire_sources
from contratdoc.manifeste import Controles, faire_acte
from contratdoc.mise_en_page import MISE_EN_PAGE, lire_mise_en_page
from contratdoc.sortie import SortieImpossible, ecrire_sortie, reprendre_sortie
from contratdoc.source.acceptations import Acceptation, lire_acceptations
from contratdoc.source.dossier import SCEAU, Dossier, lire_dossier
from contratdoc.source.texte import lire_texte

__all__ = [
    "FORMATS",
    "MOTEURS",
    "Bilan",
    "Compilation",
    "Verification",
    "assemble_contrat",
    "cadre_typst",
    "check_dossier",
    "compiler",
    "load_dossier",
    "write_docx",
    "write_pdf",
]

FORMATS = ("docx", "pdf")
MOTEURS = ("typst", "libreoffice")


@dataclass(frozen=True, slots=True)
class Verification:
    """What checking a folder gives: the contract and its document when no error stands, and all faults."""

    contrat: Contrat | None
    document: Document | None
    diagnostics: tuple[Diagnostic, ...]
    acceptes: tuple[tuple[Diagnostic, Acceptation], ...] = ()
    """What the sources accept, each with its reason; not in `diagnostics`."""
    controles: Controles = field(default_factory=lambda: Controles(0))
    """What the checks said, whatever the day: for the deed of compilation."""


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
    dossier: Dossier,
    *,
    brouillon: bool = False,
    aujourd_hui: dt.date | None = None,
    regles: bool = True,
    des_que_pret: Callable[[Document], object] | None = None,
    vie: Vie | None = None,
    a_part: bool = False,
) -> Verification:
    """Check a folder whole: every pass up to the document runs, as long as no error stands.

    Args:
        dossier: The folder, in memory.
        brouillon: True for a draft: what is missing shows as a gap.
        aujourd_hui: The day, on which acceptances may have ended; None when their ends are not looked at.
        regles: False for a contract whose coherence was checked already, in other sources that say the same.
        des_que_pret: Given the document before the rules are run, when nothing forbids it yet: a layout may begin
            meanwhile. A draft is not told: its last page counts what the rules find.
        vie: What an amended contract has lived since it was sealed, which its sources do not say.
        a_part: True to let the rules run in another process meanwhile.

    Returns:
        The contract, its document and every fault.
    """
    acceptations, fautes = _acceptations(dossier)
    sources = lire_sources(dossier, brouillon=brouillon)
    diagnostics = (*fautes, *sources.diagnostics)
    if sources.valeur is None:
        return _conclure(None, None, diagnostics, acceptations, aujourd_hui)
    lie = lier(sources.valeur, brouillon=brouillon, vie=vie)
    diagnostics += lie.diagnostics
    repris = sources.valeur.contrat.valeur.repris_de is not None
    admises = brouillon or repris
    if repris and not brouillon:
        diagnostics += (_repris_tel_quel(sources.valeur.contrat.arbre.place(("repris_de",), cle=True)),)
    if lie.valeur is None:
        return _conclure(None, None, diagnostics, acceptations, aujourd_hui)
    nombre: int | None = None
    trouver = partial(_regles_sur_les_sources, lie.valeur)
    en_cours = APart(trouver) if regles and a_part else None
    try:
        ordonne = None if brouillon else assemble_contrat(lie.valeur)
        _annoncer(ordonne, diagnostics, des_que_pret)
        if regles:
            nombre, dits = en_cours.resultat() if en_cours is not None else trouver()
            diagnostics += _regles_d_un_projet(dits) if admises else dits
    finally:
        if en_cours is not None:
            en_cours.abandonner()
    # The texts are put in order even when a figure is wrong: their faults belong to the same run.
    if ordonne is None:
        ordonne = assemble_contrat(lie.valeur, brouillon=True, fautes_connues=fautes_par_partenaire(diagnostics))
    diagnostics += ordonne.diagnostics
    if regles and ordonne.valeur is not None:
        dits = controler_document(ordonne.valeur)
        diagnostics += _regles_d_un_projet(dits) if admises else dits
    return _conclure(lie.valeur, ordonne.valeur, diagnostics, acceptations, aujourd_hui, regles=nombre)


def _regles_sur_les_sources(contrat: Contrat) -> tuple[int, tuple[Diagnostic, ...]]:
    """Run the rules on what is written; say how many rules there are, which only those that load them know."""
    ecrit = ecrit_du_contrat(contrat)
    dits = (*controler(contrat), *controler_ecrit(ecrit, contexte_du_contrat(contrat)))
    return charger_les_regles(), dits


def _annoncer(
    ordonne: Resultat[Document] | None,
    diagnostics: tuple[Diagnostic, ...],
    des_que_pret: Callable[[Document], object] | None,
) -> None:
    """Tell that a document is there, unless something forbids it already."""
    if des_que_pret is None or ordonne is None or ordonne.valeur is None:
        return
    if not a_des_erreurs((*diagnostics, *ordonne.diagnostics)):
        des_que_pret(ordonne.valeur)


def _regles_d_un_projet(diagnostics: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """A draft is there to be read, its incoherences told: they stop it no more than what it lacks.

    So is a contract taken over as it stands (`repris_de`): it exists already, and must be compiled before it is put
    right. What its files say badly, or name wrongly, still stops it: only the rules of coherence are told as warnings.
    """
    return tuple(
        replace(d, severite=Severite.AVERTISSEMENT)
        if d.severite is Severite.ERREUR and d.code != REGLE_EN_PANNE.code
        else d
        for d in diagnostics
    )


def _repris_tel_quel(place: Place) -> Diagnostic:
    message = "Ce contrat reprend tel quel un document : ses incohérences n'empêchent pas de le compiler."
    return avertissement("CD888", message, place, "Quand elles sont corrigées, retirez la ligne « repris_de ».")


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
    *,
    regles: int | None = None,
) -> Verification:
    complet = document is not None
    tri = accepter(diagnostics, acceptations, aujourd_hui, complet=complet)
    juste = document if not a_des_erreurs(tri.restants) else None
    sans_jour = tri if aujourd_hui is None else accepter(diagnostics, acceptations, None, complet=complet)
    controles = Controles(regles or charger_les_regles(), sans_jour.restants, sans_jour.acceptes)
    return Verification(contrat, juste, tri.restants, tri.acceptes, controles)


def charger_les_regles() -> int:
    """Load the rules, for those that will be run in another process too, and count them."""
    from contratdoc.controles.registre import fiches_des_regles

    return len(fiches_des_regles()) - 1  # one tells that a rule failed


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


def compiler(
    racine: Path,
    *,
    formats: Sequence[str] = FORMATS,
    moteur: str = "typst",
    brouillon: bool = False,
    aujourd_hui: dt.date | None = None,
    avancement: Avancement = lambda _: None,
    a_part: bool = False,
) -> Compilation:
    """Compile a contract's folder into its files.

    Args:
        racine: The contract's folder.
        formats: Among `FORMATS`.
        moteur: What makes the PDF: `typst`, or `libreoffice` from the Word file.
        brouillon: True for a draft: compiles with what is there.
        aujourd_hui: The day, on which acceptances may have ended; None when their ends are not looked at.
        avancement: Told what is being done.
        a_part: True to let the rules run in another process meanwhile: for a command, whose process is its own.

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
    avant = lire_mise_en_page(racine / "sortie")
    # Both files are begun while the rules are run. The Word file alone may do without a layout, on the pages of the
    # last one.
    en_cours = EcritureEnCours(dossier.valeur, moteur)
    tot = None if tuple(formats) == ("docx",) and avant is not None else en_cours.commencer
    verification = check_dossier(
        dossier.valeur, brouillon=brouillon, aujourd_hui=aujourd_hui, des_que_pret=tot, a_part=a_part
    )
    contrat, document = verification.contrat, verification.document
    if contrat is None or document is None:
        return Compilation({}, None, verification.diagnostics)
    acte = faire_acte(document, sources_du_contrat(dossier.valeur), verification.controles, moteur)
    ecrits = ecrire(Commande(document, dossier.valeur, acte, formats, moteur, avancement), avant, en_cours)
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
    fins = tuple(a.jusqu_au for a in _acceptations(dossier.valeur)[0] if a.jusqu_au is not None)
    dits = Dits(verification.diagnostics, ecrits.diagnostics, fins)
    retenir(dossier.valeur, octets, bilan, dits, Options(moteur, brouillon, aujourd_hui))
    fichiers = {f: racine / "sortie" / f"contrat.{f}" for f in octets}
    return Compilation(fichiers, bilan, diagnostics)
