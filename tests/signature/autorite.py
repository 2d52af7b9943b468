"""A certification authority for the tests, made anew each time: no key is ever kept."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

PHRASE = "une phrase secrète"
JOUR = dt.timedelta(days=1)
Privee = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


def maintenant() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(microsecond=0)


def _nom(commun: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "FR"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Essais"),
            x509.NameAttribute(NameOID.COMMON_NAME, commun),
        ]
    )


def _usage(*, signe: bool, certifie: bool = False) -> x509.KeyUsage:
    return x509.KeyUsage(signe, signe, False, False, False, certifie, certifie, False, False)


@dataclass(frozen=True)
class Emis:
    """A certificate and its key."""

    cle: Privee
    certificat: x509.Certificate
    autorite: x509.Certificate

    def p12(self, phrase: str = PHRASE) -> bytes:
        # Few rounds: the tests open many of these.
        chiffre = (
            serialization.PrivateFormat.PKCS12.encryption_builder()
            .kdf_rounds(1000)
            .key_cert_algorithm(pkcs12.PBES.PBESv2SHA256AndAES256CBC)
            .build(phrase.encode())
            if phrase
            else serialization.NoEncryption()
        )
        return pkcs12.serialize_key_and_certificates(b"cle", self.cle, self.certificat, [self.autorite], chiffre)

    @property
    def empreinte(self) -> str:
        return self.certificat.fingerprint(hashes.SHA256()).hex()

    def der(self) -> bytes:
        return self.certificat.public_bytes(serialization.Encoding.DER)

    def cle_der(self) -> bytes:
        return self.cle.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )


class Autorite:
    """A root that issues certificates of signatories and of a time-stamping service."""

    def __init__(self, nom: str = "Autorité d'essai", crl: str = "") -> None:
        self.cle = ec.generate_private_key(ec.SECP256R1())
        self.crl_adresse = crl
        debut = maintenant() - 3000 * JOUR
        self.certificat = (
            x509.CertificateBuilder()
            .subject_name(_nom(nom))
            .issuer_name(_nom(nom))
            .public_key(self.cle.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(debut)
            .not_valid_after(debut + 9000 * JOUR)
            .add_extension(x509.BasicConstraints(True, None), True)
            .add_extension(_usage(signe=False, certifie=True), True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(self.cle.public_key()), False)
            .sign(self.cle, hashes.SHA256())
        )

    def pem(self) -> bytes:
        return self.certificat.public_bytes(serialization.Encoding.PEM)

    def emettre(
        self,
        nom: str,
        debut: dt.datetime | None = None,
        fin: dt.datetime | None = None,
        cle: Privee | None = None,
        *,
        usage: bool = True,
        horodatage: bool = False,
    ) -> Emis:
        privee = cle or ec.generate_private_key(ec.SECP256R1())
        certificat = (
            x509.CertificateBuilder()
            .subject_name(_nom(nom))
            .issuer_name(self.certificat.subject)
            .public_key(privee.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(debut or maintenant() - JOUR)
            .not_valid_after(fin or maintenant() + 365 * JOUR)
            .add_extension(x509.BasicConstraints(False, None), True)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self.cle.public_key()), False)
        )
        usages = _usage(signe=True) if usage else x509.KeyUsage(*[False] * 2, True, *[False] * 6)
        certificat = certificat.add_extension(usages, True)
        if horodatage:
            certificat = certificat.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), True)
        if self.crl_adresse:
            point = x509.DistributionPoint([x509.UniformResourceIdentifier(self.crl_adresse)], None, None, None)
            certificat = certificat.add_extension(x509.CRLDistributionPoints([point]), False)
        return Emis(privee, certificat.sign(self.cle, hashes.SHA256()), self.certificat)

    def crl(self, *revoques: Emis) -> bytes:
        liste = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self.certificat.subject)
            .last_update(maintenant() - dt.timedelta(seconds=1))
            .next_update(maintenant() + 30 * JOUR)
            .add_extension(x509.CRLNumber(1), False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self.cle.public_key()), False)
        )
        for emis in revoques:
            liste = liste.add_revoked_certificate(
                x509.RevokedCertificateBuilder()
                .serial_number(emis.certificat.serial_number)
                .revocation_date(maintenant() - JOUR)
                .build()
            )
        return liste.sign(self.cle, hashes.SHA256()).public_bytes(serialization.Encoding.DER)
