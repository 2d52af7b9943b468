"""What the tests of this folder share: a small contract compiled once, an authority, the same signed by all."""

from __future__ import annotations

from pathlib import Path

import pytest
from autorite import Autorite, Emis
from contrats_signes import PARTIES, compile_de, petit_contrat, signe_par


@pytest.fixture(scope="session")
def autorite() -> Autorite:
    return Autorite()


@pytest.fixture(scope="session")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    lieu = petit_contrat(tmp_path_factory.mktemp("contrat"))
    compile_de(lieu)
    return lieu


@pytest.fixture(scope="session")
def nu(dossier: Path) -> bytes:
    return (dossier / "sortie/contrat.pdf").read_bytes()


@pytest.fixture(scope="session")
def signataires(autorite: Autorite) -> dict[str, Emis]:
    return {p: autorite.emettre(f"Signataire {p}") for p in PARTIES}


@pytest.fixture(scope="session")
def un(nu: bytes, signataires: dict[str, Emis]) -> bytes:
    return signe_par(nu, "etat", signataires["etat"], lieu="Ville-Centre")


@pytest.fixture(scope="session")
def deux(un: bytes, signataires: dict[str, Emis]) -> bytes:
    return signe_par(un, "agglomeration", signataires["agglomeration"])


@pytest.fixture(scope="session")
def huit(deux: bytes, signataires: dict[str, Emis]) -> bytes:
    octets = deux
    for partie in PARTIES[2:]:
        octets = signe_par(octets, partie, signataires[partie])
    return octets
