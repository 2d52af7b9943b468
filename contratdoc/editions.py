"""The documents of a sealed contract: an avenant and all that goes with it, the contract as it reads on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from contratdoc.actes import Registre, annees_du_contrat, ouvrir_registre, vie_du_contrat
from contratdoc.avenants.from_sources import MODELES
from contratdoc.diagnostics import Diagnostic, Place, Resultat, Severite, erreur
from contratdoc.document.avenant import assembler_avenant, est_l_etat
from contratdoc.document.comparatif import assembler_comparatif
from contratdoc.document.deliberation import assembler_deliberation
from contratdoc.document.marques import reduire_marques, sources_marquees
from contratdoc.document.pieces import Pieces
from contratdoc.fabrication import PagesAttendues, finir, pdf_en_cours, relire_words
from contratdoc.manifeste import Controles, faire_acte
from contratdoc.pipeline import Verification, check_dossier, load_dossier, write_docx
from contratdoc.scellement import faire_maillon
from contratdoc.sortie import SortieImpossible, ecrire_sortie
from contratdoc.source.dossier import SCEAU, Dossier

if TYPE_CHECKING:
    from contratdoc.avenants.avenant import Avenant
    from contratdoc.avenants.sceau import Sceau
    from contratdoc.contrat.historique import Vie
    from contratdoc.document.noeuds import Document
    from contratdoc.manifeste import Acte
    from contratdoc.writers.typst import Envoi, Pdf

Avancement = Callable[[str], None]
_FILS = 2
"""Layouts at once: more would only share the same cores, and each holds a document in memory."""


@dataclass(frozen=True, slots=True)
class Edition:
    """What an edition gives: the files written, none when an error stands."""

    fichiers: tuple[Path, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


def editer_avenant(racine: Path, numero: int | None = None, avancement: Avancement = lambda _: None) -> Edition:
    """Write an avenant to sign, its before/after table, the contract amended (marked, and with tracked changes).

    Args:
        racine: The contract's folder, sealed.
        numero: The avenant; the last one when None.
        avancement: Told what is being done.

    Returns:
        The files, in `sortie/avenant-<n>`; none when the avenant cannot be carried out, or makes a faulty contract.
    """
    avancement("Lecture du sceau et des avenants")
    dossier = load_dossier(racine)
    if dossier.valeur is None:
        return Edition((), dossier.diagnostics)
    registre = ouvrir_registre(dossier.valeur)
    if registre.valeur is None:
        return Edition((), registre.diagnostics)
    choisi = _choisir(registre.valeur, numero)
    if isinstance(choisi, Diagnostic):
        return Edition((), (choisi,))
    lu = dossier.valeur
    with ThreadPoolExecutor(_FILS) as fils:
        pages: list[Future[Pdf]] = []
        compile_, fautes = _pieces(
            lu,
            registre.valeur,
            choisi,
            lambda d: pages.append(pdf_en_cours(d, lu.fichiers["modeles/contrat.typ"], fils=fils)),
        )
        if compile_ is None:
            return Edition((), fautes)
        atelier = _Atelier(lu, registre.valeur, *compile_, avancement)
        ecrits = _sans_lever(lambda: atelier.avenant(choisi, fils, pages[0]))
    if ecrits.valeur is None:
        return Edition((), (*fautes, *ecrits.diagnostics))
    return _ecrire(racine / "sortie" / f"avenant-{choisi.numero}", ecrits.valeur, (*fautes, *ecrits.diagnostics))


def editer_consolidation(racine: Path, au: dt.date, avancement: Avancement = lambda _: None) -> Edition:
    """Write the contract as it reads on a day, each unit marked with the avenant that wrote it.

    Args:
        racine: The contract's folder, sealed.
        au: The day.
        avancement: Told what is being done.

    Returns:
        The files, in `sortie/consolide-<jour>`.
    """
    avancement("Lecture du sceau et des avenants")
    dossier = load_dossier(racine)
    if dossier.valeur is None:
        return Edition((), dossier.diagnostics)
    lu = dossier.valeur
    registre = ouvrir_registre(lu)
    if registre.valeur is None:
        return Edition((), registre.diagnostics)
    annees = annees_du_contrat(registre.valeur.sceau, registre.valeur.avenants)
    if annees is not None and not annees[0] <= au.year <= annees[1]:
        message = f"Le {au:%d/%m/%Y} est hors du contrat ({annees[0]}-{annees[1]})."
        return Edition(
            (), (erreur("CD836", message, Place(SCEAU), "Donnez un jour du contrat : « --au 2027-03-01 »."),)
        )
    avancement(f"Consolidation au {au:%d/%m/%Y}")
    vie = vie_du_contrat(registre.valeur.sceau, registre.valeur.avenants, au)
    verification = _compiler(lu, sources_marquees(registre.valeur.consolidation, au), vie)
    if verification.document is None:
        return Edition((), _apres_avenant(verification, registre.valeur.avenants))
    document = reduire_marques(verification.document)
    ecrits = _sans_lever(lambda: Resultat(_deux_formats(lu, document, "contrat-consolide")))
    if ecrits.valeur is None:
        return Edition((), ecrits.diagnostics)
    return _ecrire(racine / "sortie" / f"consolide-{au:%Y-%m-%d}", ecrits.valeur, ())


def sceller_avenant(dossier: Dossier, numero: int, date: dt.date) -> Resultat[Sceau]:
    """Seal an avenant into the chain, once it is known to make a contract without a fault.

    Args:
        dossier: The contract's folder, sealed.
        numero: The avenant, the next one of the chain.
        date: The day on which it is sealed.

    Returns:
        The seal with one more link, or None with what forbids it.
    """
    registre = ouvrir_registre(dossier, numero)
    if registre.valeur is None:
        return Resultat(None, registre.diagnostics)
    choisi = _choisir(registre.valeur, numero)
    if isinstance(choisi, Diagnostic):
        return Resultat(None, (choisi,))
    scelle = faire_maillon(registre.valeur.sceau, choisi, date)
    if scelle.valeur is None:
        return scelle
    pieces, fautes = _pieces(dossier, registre.valeur, choisi)
    return Resultat(scelle.valeur if pieces is not None else None, fautes)


def _sans_lever(ecrire: Callable[[], Resultat[dict[str, bytes]]]) -> Resultat[dict[str, bytes]]:
    """Write, and turn what a frame may do wrong into a diagnostic."""
    try:
        return ecrire()
    except Exception as e:
        from contratdoc.writers.fautes import faute_d_ecriture

        faute = faute_d_ecriture(e)
        if faute is None:
            raise
        return Resultat(None, (faute,))


def _choisir(registre: Registre, numero: int | None) -> Avenant | Diagnostic:
    if not registre.avenants:
        aide = "Écrivez-le dans contributions/avenants, ou « contratdoc avenant --depuis-les-sources »."
        return erreur("CD835", "Ce dossier n'a pas d'avenant.", Place("contributions/avenants"), aide)
    if numero is None:
        return registre.avenants[-1]
    if not 1 <= numero <= len(registre.avenants):
        message = f"Il n'y a pas d'avenant n° {numero} : le dernier porte le numéro {len(registre.avenants)}."
        aide = "Les avenants s'écrivent dans contributions/avenants, un fichier chacun."
        return erreur("CD835", message, Place("contributions/avenants"), aide)
    return registre.avenants[numero - 1]


def _compiler(
    dossier: Dossier, sources: Mapping[str, bytes], vie: Vie | None = None, *, regles: bool = True
) -> Verification:
    """Check other sources with the looks of a folder: its charte, its frames, its pictures."""
    allures = {n: o for n, o in dossier.fichiers.items() if not _dit_le_contrat(n)}
    return check_dossier(Dossier(dossier.racine, {**allures, **sources}), regles=regles, vie=vie)


def _dit_le_contrat(nom: str) -> bool:
    return nom in MODELES or (nom.startswith("contributions/") and nom.endswith(".yaml")) or nom.endswith(".md")


def _pieces(
    dossier: Dossier,
    registre: Registre,
    avenant: Avenant,
    des_que: Callable[[Document], None] = lambda _: None,
) -> tuple[tuple[Pieces, Document, Controles] | None, tuple[Diagnostic, ...]]:
    """Compile the contract as amended, then as sealed: an amended contract passes the same checks.

    `des_que` is given the amended contract as soon as it is known: its layout is long, and goes on beside the rest.
    """
    # The avenants after this one are not there yet on the day when it is signed.
    siennes = tuple(f for f in registre.consolidation.faites if f.avenant <= avenant.numero)
    consolidation = replace(registre.consolidation, faites=siennes)
    vie = vie_du_contrat(registre.sceau, [a for a in registre.avenants if a.numero <= avenant.numero])
    modifie = _compiler(dossier, consolidation.apres(avenant.numero).en_sources(), vie)
    if modifie.contrat is None or modifie.document is None:
        return None, _apres_avenant(modifie, (avenant,))
    des_que(modifie.document)
    scelle = _compiler(dossier, consolidation.scelle.en_sources(), regles=False)  # checked when it was sealed
    if scelle.contrat is None or scelle.document is None:
        return None, _apres_avenant(scelle, ())
    # The seal is made on the day of the signature, unless its day is past the term of the contract.
    annees = annees_du_contrat(registre.sceau)
    signature = registre.sceau.date if annees is None or registre.sceau.date.year <= annees[1] else None
    pieces = Pieces(consolidation, registre.avenants, scelle.contrat, scelle.document, modifie.contrat, signature)
    return (pieces, modifie.document, modifie.controles), ()


def _apres_avenant(verification: Verification, avenants: tuple[Avenant, ...]) -> tuple[Diagnostic, ...]:
    """Tell the errors of an amended contract at the avenant that makes them: its own files were never typed."""
    quand = f"Une fois l'avenant n° {avenants[-1].numero} appliqué : " if avenants else "Dans le contrat scellé : "
    place = Place(avenants[-1].fichier) if avenants and avenants[-1].fichier else Place("contrat.scelle.json")
    return tuple(
        replace(d, message=f"{quand}{d.message} ({d.place.fichier})", place=place, autres=(), remplacement=None)
        for d in verification.diagnostics
        if d.severite is Severite.ERREUR
    )


def refaire_avenant(
    dossier: Dossier, numero: int | None = None, outil: Mapping[str, Any] | None = None
) -> Resultat[bytes]:
    """Make the PDF of an avenant again from the sources that it carries, as it was before any signature.

    Args:
        dossier: The sources: the seal, the avenants, the charte, the frames.
        numero: The avenant; the last one when None.
        outil: The versions to declare; None for those at work here.

    Returns:
        The file, or None with what forbids it.
    """
    registre = ouvrir_registre(dossier)
    if registre.valeur is None:
        return Resultat(None, registre.diagnostics)
    choisi = _choisir(registre.valeur, numero)
    if isinstance(choisi, Diagnostic):
        return Resultat(None, (choisi,))
    compile_, fautes = _pieces(dossier, registre.valeur, choisi)
    if compile_ is None:
        return Resultat(None, fautes)
    atelier = _Atelier(dossier, registre.valeur, *compile_, lambda _: None)
    faits = _sans_lever(lambda: Resultat({"avenant.pdf": atelier.refaire(choisi, outil)}))
    return Resultat(faits.valeur["avenant.pdf"] if faits.valeur is not None else None, faits.diagnostics)


def sources_de_l_avenant(dossier: Dossier) -> dict[str, bytes]:
    """Name the files that an avenant is made from: the seal, the avenants, the looks; not the sources of today.

    Args:
        dossier: The folder.

    Returns:
        The files, by name.
    """
    lus = dossier.fichiers.items()
    return {n: o for n, o in lus if not _dit_le_contrat(n) or n.startswith("contributions/avenants/")}


def _deux_formats(dossier: Dossier, document: Document, nom: str) -> dict[str, bytes]:
    pdf = pdf_en_cours(document, dossier.fichiers["modeles/contrat.typ"])
    word = write_docx(document, dossier.fichiers["modeles/contrat.docx"], PagesAttendues(pdf))
    return {f"{nom}.docx": word, f"{nom}.pdf": pdf.result().octets}


@dataclass(frozen=True, slots=True)
class _Atelier:
    """Writes the documents of an avenant; `modifie` is the contract once it is carried out."""

    dossier: Dossier
    registre: Registre
    pieces: Pieces
    modifie: Document
    controles: Controles
    avancement: Avancement

    def avenant(self, avenant: Avenant, fils: Executor, modifie: Future[Pdf]) -> Resultat[dict[str, bytes]]:
        """Write them all; none of them when the consolidated contract has an error.

        typst frees the interpreter while it lays out: the rest is compiled, and written in Word, meanwhile. `modifie`
        is the layout of the amended contract, under way.
        """
        n = avenant.numero
        effets = [f.modification.effet for f in self.pieces.consolidation.faites if f.avenant == n]
        self.avancement("Contrat consolidé")
        sources = sources_marquees(self.pieces.consolidation, max(effets))
        vie = self._vie(n, max(effets))
        # `modifie` was checked, and says the same.
        consolide = _compiler(self.dossier, sources, vie, regles=False)
        if consolide.document is None:
            return Resultat(None, _apres_avenant(consolide, (avenant,)))
        a_signer = assembler_avenant(self.pieces, n)
        a_lire = {
            "contrat-consolide": reduire_marques(consolide.document),
            "comparatif": assembler_comparatif(self.pieces, n),
        }
        self.avancement("Mise en page")
        pdfs = {nom: self._pdf(d, fils=fils) for nom, d in a_lire.items()}
        signable = self._pdf(a_signer, self._envoi(), fils)
        projets = self._deliberations(n)
        pdfs |= {nom: self._pdf(d, fils=fils) for nom, d in projets.items()}
        octets = {f"{nom}.docx": write_docx(d, self._cadre(), {}) for nom, d in projets.items()}  # without a sommaire
        self.avancement("Modifications suivies")
        avant = self._avant(avenant)
        apres = write_docx(self.modifie, self._cadre(), modifie.result().pages)
        octets["contrat-modifications.docx"] = self._revisions(avenant, avant, apres, min(effets))
        for nom, document in a_lire.items():
            octets[f"{nom}.docx"] = write_docx(document, self._cadre(), pdfs[nom].result().pages)
        octets |= {f"{nom}.pdf": pdf.result().octets for nom, pdf in pdfs.items()}
        signables, dits = finir(a_signer, self._cadre(), self.acte(a_signer, n), signable.result(), "avenant")
        return Resultat(dict(sorted((octets | signables).items())), dits)

    def _pdf(self, document: Document, envoi: Envoi | None = None, fils: Executor | None = None) -> Future[Pdf]:
        return pdf_en_cours(document, self.dossier.fichiers["modeles/contrat.typ"], envoi, fils)

    def acte(self, document: Document, numero: int, outil: Mapping[str, Any] | None = None) -> Acte:
        """Make the deed of an avenant; the checks are those of the contract that it makes."""
        acte = faire_acte(document, sources_de_l_avenant(self.dossier), self.controles, "typst", outil)
        return acte.avec_option("avenant", numero)

    def _envoi(self) -> Envoi:
        from contratdoc.writers.typst import Envoi

        return Envoi(sources_de_l_avenant(self.dossier), champs=True)

    def refaire(self, avenant: Avenant, outil: Mapping[str, Any] | None) -> bytes:
        """Write again the PDF to sign, and nothing else."""
        document = assembler_avenant(self.pieces, avenant.numero)
        pdf = self._pdf(document, self._envoi()).result()
        acte = self.acte(document, avenant.numero, outil)
        return finir(document, self._cadre(), acte, pdf, "avenant")[0]["avenant.pdf"]

    def _vie(self, numero: int, au: dt.date | None = None) -> Vie | None:
        return vie_du_contrat(self.registre.sceau, [a for a in self.registre.avenants if a.numero <= numero], au)

    def _cadre(self) -> bytes:
        return self.dossier.fichiers["modeles/contrat.docx"]

    def _deliberations(self, numero: int) -> dict[str, Document]:
        """Draft a deliberation for each party that deliberates: the State does not."""
        parties = (p["id"] for p in self.pieces.parties(numero) if not est_l_etat(p))
        return {f"deliberation-{p}": assembler_deliberation(self.pieces, numero, p) for p in parties}

    def _avant(self, avenant: Avenant) -> bytes:
        """Write the contract as it reads before the avenant; the pages of its sommaire are not kept."""
        avant = self.pieces.avant(avenant.numero)
        document = self.pieces.document
        if avant != self.pieces.consolidation.scelle:
            vie = self._vie(avenant.numero - 1)
            document = _compiler(self.dossier, avant.en_sources(), vie, regles=False).document or document
        return write_docx(document, self._cadre(), {})

    def _revisions(self, avenant: Avenant, avant: bytes, apres: bytes, effet: dt.date) -> bytes:
        """Write the contract before the avenant and after it as one, with tracked changes."""
        from contratdoc.writers.docx.revisions import write_revisions

        date = dt.datetime.combine(effet, dt.time(), dt.UTC)
        return write_revisions(avant, apres, f"Avenant n° {avenant.numero}", date)


def _ecrire(ou: Path, octets: Mapping[str, bytes], fautes: tuple[Diagnostic, ...]) -> Edition:
    mal_faits = relire_words(octets)
    if mal_faits:
        return Edition((), (*fautes, *mal_faits))
    try:
        ecrire_sortie(ou, octets)
    except SortieImpossible as e:
        return Edition((), (*fautes, erreur("CD820", str(e), Place("sortie"), e.aide)))
    return Edition(tuple(ou / n for n in octets), fautes)
