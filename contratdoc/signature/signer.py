"""One party signs: what forbids it is told first, then the file is prolonged by one revision, PAdES."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contratdoc.diagnostics import Diagnostic, Resultat, vouliez_vous_dire
from contratdoc.signature.attendus import Attendus, PartieAttendue, lire_attendus
from contratdoc.signature.cles import repond_a, verifier_l_usage
from contratdoc.signature.fautes import Refus, refus
from contratdoc.signature.fichier import Fichier, PdfChiffre, PdfIllisible, lecture_protegee, ouvrir
from contratdoc.signature.increments import lire_increments
from contratdoc.signature.integrite import lire_signatures
from contratdoc.signature.joints import lire_joints
from contratdoc.signature.manifeste import ecarts_des_joints

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asn1crypto import x509

    from contratdoc.signature.cles import Cle

_PREUVES = (
    "Reprenez le fichier tel que le dernier signataire l'a rendu ; « contratdoc verifier-pdf » dit ce qui a changé."
)


@dataclass(frozen=True, slots=True)
class Demande:
    """What is asked.

    Attributes:
        partie: The party that signs, by its identifier.
        maintenant: The moment, shown on the stamp.
        lieu: Where; may be empty.
        horodatage: Address of a time-stamping service (PAdES B-T); empty for none (B-B).
        preuves: Whether the proofs of validity are asked of the authorities and put in the file (B-LT).
        ancres: The authorities trusted, for these proofs.
        fichier: The name of the file, as shown to the user.
    """

    partie: str
    maintenant: dt.datetime
    lieu: str = ""
    horodatage: str = ""
    preuves: bool = False
    ancres: Sequence[x509.Certificate] = ()
    fichier: str = "contrat.pdf"


@dataclass(frozen=True, slots=True)
class Signe:
    """The file signed, the party that has just signed it, and those that have not yet."""

    octets: bytes
    partie: PartieAttendue
    restent: tuple[PartieAttendue, ...]


def signer(octets: bytes, cle: Cle, demande: Demande) -> Resultat[Signe]:
    """Sign a contract for one party.

    Args:
        octets: The file; it is kept as it is at the head of what comes out.
        cle: The key.
        demande: Who signs, where, when.

    Returns:
        The file signed, or None with what forbids it.
    """
    try:
        fichier, attendus, partie = _preparer(octets, demande)
        _verifier_la_cle(cle, partie, demande)
        signe = _signer(fichier, cle, partie, demande)
    except Refus as e:
        return Resultat(None, (e.diagnostic,))
    restent = tuple(p for p in attendus.parties if p != partie and not _signee(fichier, p))
    return Resultat(Signe(signe, partie, restent))


def verifier_avant(octets: bytes, demande: Demande) -> tuple[Diagnostic, ...]:
    """Tell what forbids a party to sign, before anyone is asked for a passphrase.

    Args:
        octets: The file.
        demande: Who is to sign.
    """
    try:
        _preparer(octets, demande)
    except Refus as e:
        return (e.diagnostic,)
    return ()


def _preparer(octets: bytes, demande: Demande) -> tuple[Fichier, Attendus, PartieAttendue]:
    """Read the file, and refuse what forbids to sign it: it may come from anyone."""
    ou = demande.fichier
    try:
        with lecture_protegee():
            fichier = ouvrir(octets)
            joints = lire_joints(fichier.lecteur)
            attendus = lire_attendus(tuple(fichier.champs_des_parties()), joints)
            partie = _trouver_la_partie(attendus, demande.partie, ou)
            if _signee(fichier, partie):
                aide = "« contratdoc etat » dit qui a signé."
                raise refus("CD854", f"« {partie.nom} » a déjà signé ce document.", ou, aide)
            _verifier_le_document(fichier, joints, ou)
            _verifier_l_ordre(fichier, attendus, partie, ou)
    except PdfChiffre:
        aide = "Reprenez le fichier d'origine, sans mot de passe."
        raise refus("CD851", "Ce PDF est chiffré : il ne peut pas être signé.", ou, aide) from None
    except PdfIllisible as e:
        raise refus("CD850", f"Ce fichier ne peut pas être signé : {e}.", ou) from None
    return fichier, attendus, partie


def _trouver_la_partie(attendus: Attendus, ident: str, ou: str) -> PartieAttendue:
    if not attendus.parties:
        aide = "Compilez le contrat sans « --brouillon » ni « --moteur libreoffice » : son PDF en a un par signataire."
        raise refus("CD852", "Ce PDF n'a pas de champ de signature.", ou, aide)
    partie = attendus.partie(ident)
    if partie is None:
        noms = [p.id for p in attendus.parties]
        message = f"« {ident} » n'est pas un signataire de ce document ; ce sont : {', '.join(noms)}."
        raise refus("CD853", message, ou, vouliez_vous_dire(ident, noms))
    return partie


def _signee(fichier: Fichier, partie: PartieAttendue) -> bool:
    champ = fichier.champs_des_parties().get(partie.champ)
    return champ is not None and "/V" in champ


def _verifier_le_document(fichier: Fichier, joints: dict[str, bytes], ou: str) -> None:
    """Refuse a file that has changed: what is signed next would approve it."""
    _, increments = lire_increments(fichier)
    for increment in increments:
        if increment.fautes:
            message = f"Le document a été modifié après sa compilation : {increment.fautes[0]}."
            raise refus("CD857", message, ou, _PREUVES)
    for signature in lire_signatures(fichier):
        if signature.fautes:
            message = f"La signature du champ « {signature.champ} » n'est pas valide : {signature.fautes[0]}."
            raise refus("CD857", message, ou, _PREUVES)
    ecarts = ecarts_des_joints(joints)
    if ecarts:
        raise refus("CD857", f"Le document a été modifié après sa compilation : {ecarts[0]}.", ou, _PREUVES)


def _verifier_l_ordre(fichier: Fichier, attendus: Attendus, partie: PartieAttendue, ou: str) -> None:
    if not attendus.ordre_impose:
        return
    for avant in attendus.parties[: attendus.parties.index(partie)]:
        if not _signee(fichier, avant):
            message = f"L'ordre des signatures est imposé : « {avant.nom} » signe avant « {partie.nom} »."
            raise refus("CD859", message, ou, "Attendez sa signature, puis signez l'exemplaire qu'elle aura signé.")


def _verifier_la_cle(cle: Cle, partie: PartieAttendue, demande: Demande) -> None:
    verifier_l_usage(cle, demande.maintenant)
    if partie.certificat and not repond_a(partie.certificat, cle.titulaire, cle.certificat.sha256.hex()):
        message = (
            f"Le certificat de « {cle.titulaire} » n'est pas celui que le contrat attend pour « {partie.nom} » "
            f"({partie.certificat})."
        )
        raise refus("CD855", message, demande.fichier, "Prenez le certificat de cette partie.")


def _signer(fichier: Fichier, cle: Cle, partie: PartieAttendue, demande: Demande) -> bytes:
    """Prolong the file by one revision. The libraries of the stamp load only now, when all is known to be in order."""
    from pyhanko.sign.fields import SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

    from contratdoc.signature.ecriture import Prolongement, contexte_des_preuves, horodateur
    from contratdoc.signature.tampon import Tampon

    contexte = contexte_des_preuves(demande.ancres) if demande.preuves else None
    metadonnees = PdfSignatureMetadata(
        field_name=partie.champ,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        name=cle.titulaire,
        location=demande.lieu or None,
        embed_validation_info=demande.preuves,
        validation_context=contexte,
        signer_key_usage=set(),  # already checked, in French
    )
    signeur = PdfSigner(
        metadonnees,
        cle.signeur,
        timestamper=horodateur(demande.horodatage),
        stamp_style=Tampon(_lignes(cle, partie, demande)),
    )
    try:
        return bytes(signeur.sign_pdf(Prolongement.de(fichier), existing_fields_only=True).getbuffer())
    except Exception as e:
        if demande.horodatage or demande.preuves:
            message = f"L'horodatage ou les preuves de validité n'ont pas été obtenus ({type(e).__name__})."
            raise refus(
                "CD860", message, demande.fichier, "Vérifiez l'adresse et la connexion : rien n'a été écrit."
            ) from e
        if "pkcs11" in type(e).__module__:
            raise refus("CD858", f"Le jeton n'a pas signé ({type(e).__name__}).", cle.source) from e
        raise


def _lignes(cle: Cle, partie: PartieAttendue, demande: Demande) -> tuple:  # type: ignore[type-arg]
    from contratdoc.signature.tampon import Ligne

    qualite = ", ".join(t for t in (partie.qualite, partie.organisme) if t)
    quand = f"{demande.maintenant:%d/%m/%Y à %H:%M:%S} (UTC{_decalage(demande.maintenant)})"
    lieu = f"à {demande.lieu}, " if demande.lieu else ""
    lignes = (
        Ligne("Signé électroniquement par", taille=0.8),
        Ligne(cle.titulaire, gras=True, taille=1.1),
        Ligne(qualite),
        Ligne(f"{lieu}le {quand}", taille=0.85),
    )
    return tuple(ligne for ligne in lignes if ligne.texte)


def _decalage(moment: dt.datetime) -> str:
    minutes = int((moment.utcoffset() or dt.timedelta()).total_seconds() // 60)
    heures, reste = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{heures}" + (f":{reste:02}" if reste else "")
