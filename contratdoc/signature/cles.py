"""The signatory's key: a PKCS#12 file or a PKCS#11 token. It is used and forgotten: never written, never shown."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from contratdoc.signature.fautes import Refus, refus, taire

if TYPE_CHECKING:
    from asn1crypto import x509
    from pyhanko.sign.signers import Signer

_EMPREINTE: Final = re.compile(r"[0-9a-f]{64}")
_USAGES: Final = frozenset({"digital_signature", "non_repudiation"})


@dataclass(frozen=True, slots=True)
class Cle:
    """A key ready to sign; `signeur` is left out of what is printed.

    Attributes:
        signeur: What signs.
        source: Where it was found, as shown to the user.
    """

    signeur: Signer = field(repr=False)
    source: str

    @property
    def certificat(self) -> x509.Certificate:
        """The certificate that goes with it."""
        trouve = self.signeur.signing_cert
        assert trouve is not None  # both kinds of keys come with theirs
        return trouve

    @property
    def titulaire(self) -> str:
        """The name that the certificate bears."""
        from contratdoc.signature.integrite import nom_du_certificat

        return nom_du_certificat(self.certificat)


def ouvrir_pkcs12(octets: bytes, phrase: str, source: str) -> Cle:
    """Read a PKCS#12 file.

    Args:
        octets: The file.
        phrase: Its passphrase; empty for none.
        source: Its name, as shown to the user.

    Returns:
        The key.

    Raises:
        Refus: It is no such file, or the passphrase is wrong (CD858).
    """
    taire()
    from asn1crypto import pkcs12
    from pyhanko.sign.signers import SimpleSigner

    try:
        pkcs12.Pfx.load(octets, strict=True)["auth_safe"]["content_type"].native  # noqa: B018 - parsed when asked for
    except (ValueError, TypeError, KeyError):
        message = "Ce fichier n'est pas une clé au format PKCS#12 (.p12 ou .pfx)."
        raise refus(
            "CD858", message, source, "Exportez votre certificat avec sa clé privée, au format PKCS#12."
        ) from None
    try:
        # Without its cause: the exception of the library must carry neither the passphrase nor the key further.
        signeur = SimpleSigner.load_pkcs12_data(octets, other_certs=[], passphrase=phrase.encode() or None)
    except (ValueError, TypeError, AttributeError, NotImplementedError):
        signeur = None
    if signeur is None or signeur.signing_cert is None:
        message = "La clé ne peut pas être lue : la phrase secrète n'est pas la bonne, ou le fichier n'a pas de clé."
        raise refus("CD858", message, source, "Retapez la phrase secrète ; les majuscules comptent.") from None
    return Cle(signeur, source)


def ouvrir_pkcs11(module: Path, jeton: str, etiquette: str, phrase: str) -> Cle:
    """Open a token: a card or a key that signs by itself and never gives its private key.

    Args:
        module: The program that speaks to it, given by its maker.
        jeton: The token's label; empty for the only one.
        etiquette: The label of the certificate and of its key.
        phrase: The PIN.

    Returns:
        The key. The session lasts as long as the process.

    Raises:
        Refus: The library for tokens is absent, or the token does not answer (CD858).
    """
    taire()
    try:
        import pkcs11  # noqa: F401 - an optional dependency: absent, it is told here
        from pyhanko.config.pkcs11 import TokenCriteria
        from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session
    except ImportError:
        message = "La bibliothèque qui parle aux jetons PKCS#11 n'est pas installée."
        raise refus("CD858", message, str(module), "pip install 'contratdoc[jeton]'") from None
    try:
        session = open_pkcs11_session(
            str(module), token_criteria=TokenCriteria(label=jeton) if jeton else None, user_pin=phrase or None
        )
        signeur = PKCS11Signer(session, cert_label=etiquette, key_label=etiquette, other_certs_to_pull=None)
        signeur.signing_cert  # noqa: B018 - asked of the token now, not in the middle of the signature
    except Exception as e:  # noqa: BLE001 - the maker's module may fail in any way: it is told as its fault
        message = f"Le jeton « {jeton or module.name} » ne donne pas la clé « {etiquette} » ({type(e).__name__})."
        aides = ("Vérifiez que le jeton est branché, son nom (--jeton), celui de la clé (--cle) et le code PIN.",)
        raise refus("CD858", message, str(module), *aides) from None
    return Cle(signeur, jeton or module.name)


def verifier_l_usage(cle: Cle, maintenant: dt.datetime) -> None:
    """Refuse a certificate that no one would accept: not valid today, or not made to sign.

    Args:
        cle: The key.
        maintenant: The moment of the signature.

    Raises:
        Refus: CD856.
    """
    valable = cle.certificat["tbs_certificate"]["validity"]
    debut, fin = valable["not_before"].native, valable["not_after"].native
    if maintenant > fin:
        raise _hors_d_usage(cle, f"a expiré le {fin:%d/%m/%Y}", "Demandez un nouveau certificat à son émetteur.")
    if maintenant < debut:
        raise _hors_d_usage(cle, f"n'est valable qu'à partir du {debut:%d/%m/%Y}", "Vérifiez la date de l'ordinateur.")
    usages = cle.certificat.key_usage_value
    if usages is not None and not _USAGES & usages.native:
        raise _hors_d_usage(cle, "n'est pas fait pour signer", "Prenez votre certificat de signature.")


def _hors_d_usage(cle: Cle, pourquoi: str, aide: str) -> Refus:
    return refus("CD856", f"Le certificat de « {cle.titulaire} » {pourquoi}.", cle.source, aide)


def repond_a(attendu: str, titulaire: str, empreinte: str) -> bool:
    """Say whether a certificate is the one that the contract expects of a party.

    Args:
        attendu: `certificat`, in contrat.yaml: a SHA-256, or the name of its holder.
        titulaire: The name in the certificate.
        empreinte: Its SHA-256.
    """
    serre = re.sub(r"[\s:]", "", attendu).lower()
    if _EMPREINTE.fullmatch(serre):
        return serre == empreinte
    return " ".join(attendu.split()).casefold() == " ".join(titulaire.split()).casefold()


def lire_autorites(fichiers: Mapping[str, bytes]) -> tuple[x509.Certificate, ...]:
    """Read the certificates of the authorities that the user trusts.

    Args:
        fichiers: PEM or DER files, by name; a PEM file may hold several.

    Returns:
        The certificates.

    Raises:
        Refus: One of the files holds none (CD858).
    """
    from pyhanko.keys import load_certs_from_pemder_data

    trouves: list[x509.Certificate] = []
    for nom, octets in fichiers.items():
        try:
            lus = list(load_certs_from_pemder_data(octets))
            for certificat in lus:
                certificat.subject.native  # noqa: B018 - parsed when asked for
        except (ValueError, TypeError):
            lus = []
        if not lus:
            raise refus("CD858", "Ce fichier n'est pas un certificat (PEM ou DER).", nom)
        trouves += lus
    return tuple(trouves)
