"""Each signature by itself: is it that of these bytes, by this certificate, whom does one trust, and when.

pyHanko does the cryptography. What it leaves open is closed here: the only bytes that a signature does not cover are
those that hold it, and they may not be written in two ways (ISO 32000-1, 12.8.1; RFC 5652, 10.1).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from contratdoc.signature.fichier import Fichier
from contratdoc.signature.objets import lu

if TYPE_CHECKING:
    from asn1crypto import x509
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
    from pyhanko.sign.validation.status import PdfSignatureStatus
    from pyhanko_certvalidator import ValidationContext

_TROU: Final = re.compile(rb"<([0-9a-f]*|[0-9A-F]*)>")
PADES: Final = "/ETSI.CAdES.detached"
ADMIS: Final = (PADES, "/adbe.pkcs7.detached")


@dataclass(frozen=True, slots=True)
class Signature:
    """What one signature says and proves.

    Attributes:
        champ: The field that it fills.
        rang: The revision that it signs, from 1.
        fin: Where what it covers ends in the file.
        titulaire: The name in the certificate.
        autorite: The name of who issued it.
        empreinte: SHA-256 of the certificate.
        date: When it was made: told by the signatory's computer, or by the time stamp.
        horodatee: Whether a time stamp that is trusted gives the date.
        horodatage: What is to be said of the time stamp, when there is one.
        lieu: Where, as told.
        pades: Whether it is in the form of PAdES.
        fautes: Why it is not valid.
        confiance: True, False when an anchor was given and does not answer for it, None when none was given.
        doute: What keeps it from being trusted.
        reserve: What stands in its envelope and is proved by nothing; empty when all is.
    """

    champ: str
    rang: int
    fin: int
    titulaire: str
    autorite: str
    empreinte: str
    date: dt.datetime | None
    horodatee: bool
    horodatage: str
    lieu: str
    pades: bool
    fautes: tuple[str, ...]
    confiance: bool | None
    doute: str
    reserve: str


def lire_signatures(fichier: Fichier, ancres: Sequence[x509.Certificate] = ()) -> tuple[Signature, ...]:
    """Validate every signature of a file; what comes after each is another matter (`increments`).

    Args:
        fichier: The file.
        ancres: The authorities that the user trusts.

    Returns:
        The signatures, in the order in which they were made.
    """
    return tuple(_lire(fichier, s, ancres) for s in fichier.lecteur.embedded_signatures)


def _lire(fichier: Fichier, brute: EmbeddedPdfSignature, ancres: Sequence[x509.Certificate]) -> Signature:
    objet = brute.sig_object
    horodatage_seul = lu(objet, "/Type") == "/DocTimeStamp"
    enveloppe, reserve = _enveloppe(brute, ancres)
    fautes = [*_etendue(fichier, brute), *enveloppe]
    certificat = brute.signer_cert
    statut, panne = (None, "") if horodatage_seul else _valider(fichier, brute, ancres, None)
    if statut is None:
        if horodatage_seul:
            panne = _horodatage_du_document(brute, ancres)
        fautes += [panne] if panne else []
        return Signature(
            brute.field_name,
            brute.signed_revision,
            _fin_couverte(brute),
            nom_du_certificat(certificat) if certificat is not None else "",
            nom_du_certificat(certificat, emetteur=True) if certificat is not None else "",
            certificat.sha256.hex() if certificat is not None else "",
            None,
            False,
            "",
            "",
            True,
            tuple(fautes),
            None,
            "",
            "",
        )
    tampon = statut.timestamp_validity
    horodatee = tampon is not None and tampon.intact and tampon.valid and tampon.trusted
    date = tampon.timestamp if tampon is not None and horodatee else statut.signer_reported_dt
    if date is not None:
        # The certificate is to have been valid when the signature was made, not on the day it is looked at.
        revu, panne = _valider(fichier, brute, ancres, date)
        statut = revu or statut
        fautes += [panne] if panne else []
    if not statut.intact:
        fautes.append("les octets qu'elle couvre ont changé")
    elif not statut.valid:
        fautes.append("elle n'a pas été faite avec la clé de son certificat")
    if tampon is not None and not (tampon.intact and tampon.valid):
        fautes.append("son horodatage est faux")
    doute = "" if not ancres or statut.trusted else _doute(statut, certificat, date)
    return Signature(
        brute.field_name,
        brute.signed_revision,
        _fin_couverte(brute),
        nom_du_certificat(certificat),
        nom_du_certificat(certificat, emetteur=True),
        certificat.sha256.hex(),
        date,
        horodatee,
        _dire_horodatage(tampon, horodatee=horodatee, ancres=bool(ancres)),
        str(lu(objet, "/Location", "")),
        lu(objet, "/SubFilter") == PADES,
        tuple(dict.fromkeys(fautes)),
        bool(statut.trusted) if ancres else None,
        doute,
        reserve,
    )


def _valider(
    fichier: Fichier, brute: EmbeddedPdfSignature, ancres: Sequence[x509.Certificate], moment: dt.datetime | None
) -> tuple[PdfSignatureStatus | None, str]:
    """Ask pyHanko; what it refuses to judge is a fault of the signature."""
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.settings import KeyUsageConstraints

    try:
        return validate_pdf_signature(
            brute,
            _contexte(fichier, ancres, moment),
            key_usage_settings=KeyUsageConstraints(
                key_usage={"non_repudiation", "digital_signature"}, match_all_key_usages=False
            ),
            skip_diff=True,
        ), ""
    except Exception as e:  # noqa: BLE001 - the signature comes from outside: what fails is a fault of it
        return None, f"elle est mal formée ({type(e).__name__})"


def _horodatage_du_document(brute: EmbeddedPdfSignature, ancres: Sequence[x509.Certificate]) -> str:
    from pyhanko.sign.validation import validate_pdf_timestamp
    from pyhanko_certvalidator import ValidationContext

    try:
        statut = validate_pdf_timestamp(brute, ValidationContext(trust_roots=list(ancres)), skip_diff=True)
    except Exception as e:  # noqa: BLE001 - idem
        return f"elle est mal formée ({type(e).__name__})"
    return "" if statut.intact and statut.valid else "les octets qu'elle couvre ont changé"


def _contexte(fichier: Fichier, ancres: Sequence[x509.Certificate], moment: dt.datetime | None) -> ValidationContext:
    """What trust is judged with: the user's anchors, the proofs that the file carries, and never the network."""
    from pyhanko.sign.validation.dss import DocumentSecurityStore
    from pyhanko_certvalidator import ValidationContext

    options: dict[str, Any] = {
        "trust_roots": list(ancres),
        "allow_fetching": False,
        "moment": moment,
        "retroactive_revinfo": True,
    }
    if "/DSS" not in fichier.lecteur.root:
        return ValidationContext(**options)
    return DocumentSecurityStore.read_dss(fichier.lecteur).as_validation_context(options)


def _fin_couverte(brute: EmbeddedPdfSignature) -> int:
    plages = [int(n) for n in brute.byte_range]
    return plages[2] + plages[3] if len(plages) == 4 else 0  # noqa: PLR2004 - two ranges


def _etendue(fichier: Fichier, brute: EmbeddedPdfSignature) -> list[str]:
    """A signature covers the whole file up to its revision's end, but for the place that holds it."""
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    fautes: list[str] = []
    if lu(brute.sig_object, "/SubFilter") not in (*ADMIS, "/ETSI.RFC3161"):
        fautes.append("sa forme n'est pas reconnue")
    plages = [int(n) for n in brute.byte_range]
    if brute.evaluate_signature_coverage() < SignatureCoverageLevel.ENTIRE_REVISION or len(plages) != 4:  # noqa: PLR2004
        return [*fautes, "elle ne couvre pas tout le document"]
    trou = _TROU.fullmatch(fichier.octets, plages[1], plages[2])
    contenu: bytes = brute.pkcs7_content
    if trou is None or plages[0] != 0 or bytes.fromhex(trou[1].decode()) != contenu:
        fautes.append("la place qui la contient a été retouchée")
    if _longueur_der(contenu) < 0 or any(contenu[_longueur_der(contenu) :]):
        fautes.append("des octets ont été ajoutés après elle")
    return fautes


def _longueur_der(octets: bytes) -> int:
    """The length of the one DER value that starts some bytes; -1 when it is not one (X.690, 8.1.3)."""
    if len(octets) < 2 or octets[0] != 0x30:  # noqa: PLR2004 - a SEQUENCE, and its length
        return -1
    if octets[1] < 0x80:  # noqa: PLR2004 - the short form
        return 2 + octets[1]
    n = octets[1] & 0x7F
    return 2 + n + int.from_bytes(octets[2 : 2 + n], "big") if 0 < n <= 4 else -1  # noqa: PLR2004 - 4 Gio


def _der_strict(octets: bytes) -> bool:
    """Say whether each length is written in its one form (X.690, 10.1): the same value has no second writing."""
    pile = [(0, len(octets))]
    while pile:
        debut, fin = pile.pop()
        while debut < fin:
            court = octets[debut + 1]
            n = court & 0x7F if court & 0x80 else 0
            valeur = debut + 2 + n
            longueur = int.from_bytes(octets[debut + 2 : valeur], "big") if n else court
            if court == 0x80 or (n and (longueur < 0x80 or octets[debut + 2] == 0)) or valeur + longueur > fin:  # noqa: PLR2004
                return False
            if octets[debut] == 0:  # no value has this tag: what fills the place after the envelope
                return False
            if octets[debut] & 0x20:
                pile.append((valeur, valeur + longueur))
            debut = valeur + longueur
    return True


def _enveloppe(brute: EmbeddedPdfSignature, ancres: Sequence[x509.Certificate]) -> tuple[list[str], str]:
    """The parts of the envelope that the signature itself does not cover: what stands there says the same elsewhere.

    Returns:
        Why it is false, and what keeps it from being wholly proved.
    """
    from asn1crypto import cms

    try:
        octets = brute.pkcs7_content[: _longueur_der(brute.pkcs7_content)]
        contenu = cms.ContentInfo.load(octets, strict=True)
        donnees, signataire = contenu["content"], contenu["content"]["signer_infos"][0]
        forme = donnees["encap_content_info"]["content_type"].native
        versions = (donnees["version"].native, signataire["version"].native)
        par_cle = signataire["sid"].name == "subject_key_identifier"
        attendues = ("v3" if par_cle or forme != "data" else "v1", "v3" if par_cle else "v1")
        juste = (
            len(donnees["signer_infos"]) == 1
            and versions == attendues
            and [a.dump() for a in donnees["digest_algorithms"]] == [signataire["digest_algorithm"].dump()]
            and _der_strict(octets)
            and (par_cle or signataire["sid"].chosen["issuer"].dump() == brute.signer_cert.issuer.dump())
        )
        joints = [c.chosen for c in donnees["certificates"] if c.name == "certificate"]
        liee, etrangers = _chaine(brute.signer_cert, joints, ancres)
    except Exception:  # noqa: BLE001 - a damaged envelope fails anywhere in its reading
        return ["son enveloppe est abîmée"], ""
    if not juste or not liee:
        return ["son enveloppe a été retouchée"], ""
    return [], f"le certificat joint « {nom_du_certificat(etrangers[0])} » n'est garanti par rien" if etrangers else ""


def _chaine(
    signataire: x509.Certificate, joints: Sequence[x509.Certificate], ancres: Sequence[x509.Certificate]
) -> tuple[bool, list[x509.Certificate]]:
    """Follow the certificates that come with a signature, from the signatory's to the last issuer.

    The signature covers the signatory's certificate only: another one, changed by a byte, would otherwise go unseen.

    Returns:
        Whether each was signed by the next, and those that nothing answers for.
    """
    par_nom = {c.subject.hashable: c for c in (*ancres, *joints)}
    liens = [signataire]
    while True:
        emetteur = par_nom.get(liens[-1].issuer.hashable)
        if emetteur is None:
            break
        if not _emis_par(liens[-1], emetteur):
            return False, []
        if any(emetteur.sha256 == c.sha256 for c in liens):
            break
        liens.append(emetteur)
    sans_emetteur = liens[-1:] if emetteur is None and len(liens) > 1 else []
    lies = {c.sha256 for c in liens} | {a.sha256 for a in ancres}
    return True, [*sans_emetteur, *(c for c in joints if c.sha256 not in lies)]


def _emis_par(certificat: x509.Certificate, emetteur: x509.Certificate) -> bool:
    from cryptography import x509 as pyca
    from cryptography.exceptions import InvalidSignature

    try:
        pyca.load_der_x509_certificate(certificat.dump()).verify_directly_issued_by(
            pyca.load_der_x509_certificate(emetteur.dump())
        )
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True


def nom_du_certificat(certificat: x509.Certificate, *, emetteur: bool = False) -> str:
    """The common name of a certificate's subject, or of its issuer; the whole name when there is none."""
    nom = certificat.issuer if emetteur else certificat.subject
    commun = nom.native.get("common_name")
    commun = commun[0] if isinstance(commun, list) else commun
    return str(commun or nom.human_friendly)


def _doute(statut: PdfSignatureStatus, certificat: x509.Certificate, date: dt.datetime | None) -> str:
    valable = certificat["tbs_certificate"]["validity"]
    if date is not None and not valable["not_before"].native <= date <= valable["not_after"].native:
        return "son certificat n'était pas en cours de validité à cette date"
    if statut.revoked:
        return "son certificat était révoqué"
    return "aucune des autorités données ne répond de son certificat"


def _dire_horodatage(tampon: Any, *, horodatee: bool, ancres: bool) -> str:
    if tampon is None:
        return ""
    quand = f"{tampon.timestamp:%d/%m/%Y à %H:%M:%S} UTC"
    if horodatee:
        return f"horodatage du {quand}, par {nom_du_certificat(tampon.signing_cert)}"
    suite = "aucune des autorités données n'en répond" if ancres else "confiance non vérifiée"
    return f"horodatage du {quand} ({suite})"
