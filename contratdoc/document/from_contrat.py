"""The linked contract to its document: the plan is followed entry by entry, everything numbered on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.contrat.plan import sorte_de
from contratdoc.diagnostics import Resultat, a_des_erreurs
from contratdoc.document.annexe2 import ecrire_annexe_2
from contratdoc.document.blocs import ecrire_sigles, generer
from contratdoc.document.charte import lire_charte
from contratdoc.document.contributions import ecrire_contribution
from contratdoc.document.couverture import ecrire_avancement
from contratdoc.document.from_prose import LecteurProse
from contratdoc.document.noeuds import (
    Couverture,
    Document,
    Orientation,
    Signataire,
    Signatures,
    SuiteTitres,
    Texte,
)
from contratdoc.document.numerotation import NIVEAU_SUITES, suite_de
from contratdoc.document.redacteur import Redacteur, composer_inlines
from contratdoc.document.typographie import composer_texte

if TYPE_CHECKING:
    from collections.abc import Mapping

    from contratdoc.contrat.contrat import Contrat
    from contratdoc.schema.modeles import EntreePlan, Partie


def assembler(
    contrat: Contrat, *, brouillon: bool = False, fautes_connues: Mapping[str, int] | None = None
) -> Resultat[Document]:
    """Put the contract in order.

    Args:
        contrat: The linked contract.
        brouillon: True for a draft: gaps are shown instead of refused, and a last page tells how far each partner is.
        fautes_connues: How many faults each partner's file has, for that page.

    Returns:
        The document, or None when something in the texts has no meaning; with every fault.
    """
    plume = Redacteur(contrat, brouillon)
    for entree in contrat.plan:
        _entree(plume, entree, 1)
    if brouillon:
        # Last, and without a number: the rest is numbered as it will be when it is signed.
        plume.suite = SuiteTitres.SANS
        ecrire_avancement(plume, fautes_connues or {})
    plume.clore()
    sections = plume.ancres.resoudre(tuple(plume.sections))
    charte = lire_charte(contrat)
    fautes = (*plume.fautes, *plume.ancres.fautes, *charte.diagnostics)
    if charte.valeur is None or a_des_erreurs(fautes):
        return Resultat(None, fautes)
    titre = composer_texte(f"{contrat.titre} {contrat.periode_texte()} – {contrat.territoire.nom}")
    document = Document(
        couverture=_couverture(contrat),
        sections=sections,
        sommaire=tuple(plume.sommaire),
        charte=charte.valeur,
        titre=titre,
        auteur=contrat.territoire.nom,
        sujet=composer_texte(f"{contrat.titre} {contrat.periode_texte()}"),
        mots_cles=(contrat.titre, *(q.nom for q in contrat.quartiers.values())),
        brouillon=brouillon,
    )
    return Resultat(document, fautes)


def _couverture(contrat: Contrat) -> Couverture:
    ordre = [nom for e in _tout(contrat.plan) for nom in e.contributions or ()]
    noms = tuple(composer_texte(contrat.contributions[n].donnees.nom) for n in ordre if n in contrat.contributions)
    return Couverture(
        titre=composer_texte(contrat.titre),
        territoire=composer_texte(contrat.territoire.nom),
        periode=contrat.periode_texte(),
        contributeurs=noms,
        surtitre=composer_texte(contrat.surtitre or ""),
    )


def _tout(plan: tuple[EntreePlan, ...]) -> list[EntreePlan]:
    return [x for e in plan for x in (e, *_tout(e.contenu))]


def _entree(plume: Redacteur, entree: EntreePlan, niveau: int) -> None:
    """Write one entry of the plan and what is below it, its headings at `niveau`."""
    avant = plume.suite
    plume.suite = suite_de(entree, niveau, avant)
    plume.niveau = niveau
    nouvelle_page = niveau == 1 or (plume.suite in (SuiteTitres.AXE, SuiteTitres.ANNEXE) and niveau == NIVEAU_SUITES)
    match sorte_de(entree):
        case "texte":
            _texte(plume, entree, niveau, nouvelle_page=nouvelle_page)
        case "axe" | "volet":
            _champ(plume, entree, niveau, nouvelle_page=nouvelle_page)
        case "annexe_2":
            plume.page(Orientation.PAYSAGE)
            _titre(plume, entree, entree.annexe_2, niveau)
            ecrire_annexe_2(plume, "Axes, orientations, objectifs et actions du contrat")
            plume.page(Orientation.PORTRAIT)
        case "sigles":
            _titre(plume, entree, entree.sigles, niveau, nouvelle_page=nouvelle_page)
            ecrire_sigles(plume)
        case "signatures":
            _titre(plume, entree, entree.signatures, niveau, nouvelle_page=True)
            _signatures(plume)
        case "titre":
            _titre(plume, entree, entree.titre, niveau, nouvelle_page=nouvelle_page)
    for nom in entree.contributions or ():
        # Without a title of their own, contributions stand where the entry stands.
        _contribution(plume, nom, niveau + 1 if entree.titre is not None else niveau)
    for sous in entree.contenu:
        _entree(plume, sous, niveau + 1)
    plume.suite = avant


def _titre(
    plume: Redacteur,
    entree: EntreePlan,
    texte: str | None,
    niveau: int,
    *,
    ancre: str = "",
    nouvelle_page: bool = False,
) -> None:
    """Write the heading of an entry, anchored by its id, else by `ancre`."""
    place = plume.contrat.origine_plan
    plume.titre(texte or "", niveau, ancre=entree.id or ancre, place=place, nouvelle_page=nouvelle_page)


def _texte(plume: Redacteur, entree: EntreePlan, niveau: int, *, nouvelle_page: bool) -> None:
    nom = entree.texte or ""
    texte = plume.contrat.textes.get(nom)
    if texte is None:
        plume.manque(f"Texte « {nom} » : {plume.contrat.lacunes.get(nom, 'absent')}.")
        return
    avant = len(plume.blocs)
    LecteurProse(plume, texte.prose, generer).ecrire(niveau)
    if nouvelle_page and len(plume.blocs) > avant:
        plume.commencer_page(avant)


def _champ(plume: Redacteur, entree: EntreePlan, niveau: int, *, nouvelle_page: bool) -> None:
    champ = next((c for c in plume.contrat.champs() if c.id == (entree.axe or entree.volet)), None)
    if champ is None:
        plume.manque(f"« {entree.axe or entree.volet} » n'est pas dans orientations.yaml.")
        return
    prefixe = f"{'axe' if entree.axe is not None else 'volet'}-"
    titre = champ.titre if entree.axe is not None else f"Volet {champ.titre}"
    _titre(plume, entree, titre, niveau, ancre=f"{prefixe}{champ.id}", nouvelle_page=nouvelle_page)


def _contribution(plume: Redacteur, nom: str, niveau: int) -> None:
    contribution = plume.contrat.contributions.get(nom)
    ancre = f"contribution-{nom}"
    plume.niveau = niveau
    if contribution is None:
        plume.titre(f"Contribution attendue : {nom}", niveau, ancre=ancre, nouvelle_page=True)
        plume.manque(f"Contribution « {nom} » : {plume.contrat.lacunes.get(nom, 'absente')}.")
        return
    plume.titre(contribution.donnees.titre, niveau, ancre=ancre, place=contribution.place("titre"), nouvelle_page=True)
    if plume.brouillon and contribution.donnees.statut == "brouillon":
        plume.manque("Contribution encore à l'état de brouillon.")
    ecrire_contribution(plume, contribution)


def _signatures(plume: Redacteur) -> None:
    contrat = plume.contrat
    lieu = contrat.lieu_signature or "…………………………………"
    date = contrat.date_signature or "…………………………………"
    mention = composer_inlines((Texte(f"Fait à {lieu}, le {date}."),))
    plume.blocs.append(Signatures(mention, tuple(_signataire(p) for p in contrat.parties)))


def _signataire(p: Partie) -> Signataire:
    return Signataire(
        p.id,
        composer_texte(p.organisme),
        composer_texte(p.representant or ""),
        composer_texte(p.qualite),
        composer_texte(p.acte or ""),
    )
