"""A small contract, compiled and signed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from autorite import PHRASE, Emis
from outils import nouveau_dossier, remplacer

from contratdoc.pipeline import compiler
from contratdoc.signature.cles import ouvrir_pkcs12
from contratdoc.signature.signer import Demande, signer

PARTIES = ("etat", "agglomeration", "ville-centre", "commune-1", "commune-2", "commune-3", "caf", "region")


def petit_contrat(vers: Path, *, entetes: str = "") -> Path:
    """A contract's folder that compiles, with eight parties."""
    dossier = nouveau_dossier(vers)
    remplacer(dossier / "contributions/partenaire-exemple.yaml", "statut: brouillon", "statut: validé")
    autres = "".join(f"  - {{id: {i}, organisme: Organisme {i}, qualite: Présidente}}\n" for i in PARTIES[3:])
    contrat = dossier / "modeles/contrat.yaml"
    texte = contrat.read_text("utf-8")
    fin = "qualite: Maire}\n"
    assert fin in texte
    contrat.write_text(texte.replace(fin, fin + autres, 1).replace("parties:\n", entetes + "parties:\n", 1), "utf-8")
    return dossier


def compile_de(dossier: Path) -> bytes:
    fait = compiler(dossier, aujourd_hui=dt.date(2026, 1, 15))
    assert fait.bilan is not None, [d.message for d in fait.diagnostics]
    return (dossier / "sortie/contrat.pdf").read_bytes()


def signe_par(octets: bytes, partie: str, emis: Emis, **options: object) -> bytes:
    """Sign as a party; a refusal is a fault of the test."""
    cle = ouvrir_pkcs12(emis.p12(), PHRASE, "cle.p12")
    demande = Demande(partie, dt.datetime.now().astimezone(), **options)  # type: ignore[arg-type]
    fait = signer(octets, cle, demande)
    assert fait.valeur is not None, fait.diagnostics
    return fait.valeur.octets
