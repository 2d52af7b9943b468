"""A time stamp and proofs of validity from services of our own, on the loopback; a token that is a program."""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from asn1crypto import keys, tsp, x509
from autorite import Autorite, Emis
from contrats_signes import signe_par
from cryptography.hazmat.primitives.asymmetric import rsa
from outils import outil, verapdf

from contratdoc.signature.cles import lire_autorites, ouvrir_pkcs11, ouvrir_pkcs12
from contratdoc.signature.examen import examiner
from contratdoc.signature.fautes import Refus
from contratdoc.signature.rapport import Verdict
from contratdoc.signature.signer import Demande, signer

SOFTHSM = ("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so")


@dataclass
class Services:
    adresse: str
    autorite: Autorite


@pytest.fixture(scope="module")
def services() -> Iterator[Services]:
    from pyhanko.sign.timestamps import DummyTimeStamper

    class Reponses(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            demande = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
            reponse = asyncio.run(horodateur.async_request_tsa_response(demande)).dump()
            self._rendre("application/timestamp-reply", reponse)

        def do_GET(self) -> None:
            self._rendre("application/pkix-crl", autorite.crl())

        def _rendre(self, genre: str, corps: bytes) -> None:
            self.send_response(200)
            self.send_header("Content-Type", genre)
            self.send_header("Content-Length", str(len(corps)))
            self.end_headers()
            self.wfile.write(corps)

        def log_message(self, *_: object) -> None:
            return

    serveur = ThreadingHTTPServer(("127.0.0.1", 0), Reponses)
    adresse = f"http://127.0.0.1:{serveur.server_port}"
    autorite = Autorite("Autorité avec preuves", crl=f"{adresse}/crl")
    tsa = autorite.emettre("Horodatage d'essai", cle=rsa.generate_private_key(65537, 2048), horodatage=True)
    horodateur = DummyTimeStamper(
        x509.Certificate.load(tsa.der()), keys.PrivateKeyInfo.load(tsa.cle_der()), certs_to_embed=None
    )
    fil = threading.Thread(target=serveur.serve_forever, daemon=True)
    fil.start()
    yield Services(adresse, autorite)
    serveur.shutdown()
    serveur.server_close()
    fil.join()


def test_une_signature_horodatee(nu: bytes, services: Services) -> None:
    ancres = lire_autorites({"ca": services.autorite.pem()})

    octets = signe_par(nu, "etat", services.autorite.emettre("Préfète"), horodatage=services.adresse)
    rapport, _ = examiner(octets, ancres)

    assert rapport.de(Verdict.FAUX) == ()
    assert rapport.signataires[0].horodatee
    assert any("horodatage du" in c.phrase for c in rapport.de(Verdict.PROUVE))


def test_une_signature_avec_ses_preuves_puis_une_autre(nu: bytes, services: Services, tmp_path: Path) -> None:
    ancres = lire_autorites({"ca": services.autorite.pem()})
    options = {"horodatage": services.adresse, "preuves": True, "ancres": ancres}

    octets = signe_par(nu, "etat", services.autorite.emettre("Préfète"), **options)
    un, _ = examiner(octets, ancres)
    octets = signe_par(octets, "caf", services.autorite.emettre("Directrice"), **options)
    deux, _ = examiner(octets, ancres)
    (tmp_path / "lt.pdf").write_bytes(octets)

    assert un.de(Verdict.FAUX) == deux.de(Verdict.FAUX) == ()
    assert any("preuves de validité ajoutées après coup" in c.phrase for c in un.de(Verdict.NOTE))
    assert [s.horodatee for s in deux.signataires if s.valide] == [True, True]
    assert verapdf(tmp_path / "lt.pdf", "3a").startswith("PASS")


def test_un_service_qui_ne_repond_pas(nu: bytes, services: Services) -> None:
    cle = ouvrir_pkcs12(services.autorite.emettre("Préfète").p12(), "une phrase secrète", "cle.p12")

    fait = signer(nu, cle, Demande("etat", dt.datetime.now().astimezone(), horodatage="http://127.0.0.1:9/"))

    assert [d.code for d in fait.diagnostics] == ["CD860"]


def test_un_certificat_revoque_ne_signe_pas_avec_preuves(nu: bytes, services: Services, monkeypatch: object) -> None:
    revoque = services.autorite.emettre("Révoquée")
    liste = services.autorite.crl(revoque)
    assert isinstance(monkeypatch, pytest.MonkeyPatch)
    monkeypatch.setattr(services.autorite, "crl", lambda *_: liste)
    cle = ouvrir_pkcs12(revoque.p12(), "une phrase secrète", "cle.p12")
    ancres = lire_autorites({"ca": services.autorite.pem()})

    fait = signer(
        nu, cle, Demande("etat", dt.datetime.now().astimezone(), "", services.adresse, preuves=True, ancres=ancres)
    )

    assert [d.code for d in fait.diagnostics] == ["CD860"]


# --- a token --------------------------------------------------------------------------------------------------------


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    outil("softhsm2-util")
    (tmp_path / "jetons").mkdir()
    (tmp_path / "softhsm2.conf").write_text(f"directories.tokendir = {tmp_path}/jetons\nlog.level = ERROR\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(tmp_path / "softhsm2.conf"))
    return Path(next(m for m in SOFTHSM if Path(m).exists()))


def test_un_jeton_signe(module: Path, nu: bytes, autorite: Autorite) -> None:
    emis = autorite.emettre("Porteuse du jeton", cle=rsa.generate_private_key(65537, 2048))
    _installer(module, emis)

    cle = ouvrir_pkcs11(module, "essai", "signature", "1234")
    fait = signer(nu, cle, Demande("etat", dt.datetime.now().astimezone()))

    assert fait.valeur is not None, fait.diagnostics
    assert examiner(fait.valeur.octets)[0].signataires[0].titulaire == "Porteuse du jeton"
    for jeton, etiquette in (("autre", "signature"), ("essai", "absente")):
        with pytest.raises(Refus) as e:
            ouvrir_pkcs11(module, jeton, etiquette, "1234")
        assert e.value.diagnostic.code == "CD858"
    assert emis.empreinte


def _installer(module: Path, emis: Emis) -> None:
    commande = ["softhsm2-util", "--init-token", "--free", "--label", "essai", "--pin", "1234", "--so-pin", "1234"]
    subprocess.run(commande, check=True, capture_output=True, env=os.environ)
    import pkcs11
    from pkcs11.util.rsa import decode_rsa_private_key
    from pkcs11.util.x509 import decode_x509_certificate

    jeton = pkcs11.lib(str(module)).get_token(token_label="essai")  # noqa: S106 - a name
    with jeton.open(rw=True, user_pin="1234") as session:
        from cryptography.hazmat.primitives import serialization

        der = emis.cle.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
        )
        commun = {pkcs11.Attribute.LABEL: "signature", pkcs11.Attribute.TOKEN: True, pkcs11.Attribute.ID: b"1"}
        session.create_object({**decode_rsa_private_key(der), **commun})
        session.create_object({**decode_x509_certificate(emis.der()), **commun})
