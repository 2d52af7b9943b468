"""After the signatures: the seal names the signed file, and an avenant is held to the chain."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from autorite import PHRASE, Emis
from contrats_signes import compile_de, petit_contrat, signe_par
from outils import lancer

AVENANT = """\
numero: 1
nature: actualisation
objet: Actualisation à mi-parcours
effet: 01/04/2027
considerants: [le bilan à mi-parcours le demande]
modifications:
  - {operation: proroger, jusqu_a: 2032}
"""


@pytest.fixture
def scelle(tmp_path: Path, signataires: dict[str, Emis]) -> Path:
    dossier = petit_contrat(tmp_path)
    signe = signe_par(compile_de(dossier), "etat", signataires["etat"])
    (dossier / "sortie/contrat-signe.pdf").write_bytes(signe)
    fait = lancer("sceller", "--signe", "sortie/contrat-signe.pdf", dossier=dossier)
    assert fait.returncode == 0, fait.stderr
    return dossier


def verifier(dossier: Path, pdf: str) -> dict[str, str]:
    fait = lancer("verifier-pdf", pdf, "--dossier", ".", "--format", "json", dossier=dossier)
    return {c["phrase"]: c["verdict"] for c in json.loads(fait.stdout)["constats"]}


def test_le_sceau_nomme_le_fichier_signe(scelle: Path, signataires: dict[str, Emis]) -> None:
    signe = scelle / "sortie/contrat-signe.pdf"
    (scelle / "sortie/plus.pdf").write_bytes(signe_par(signe.read_bytes(), "caf", signataires["caf"]))

    juste = verifier(scelle, "sortie/contrat-signe.pdf")
    autre = verifier(scelle, "sortie/plus.pdf")
    nu = verifier(scelle, "sortie/contrat.pdf")

    assert juste["Ce fichier est, octet pour octet, l'exemplaire signé que le sceau nomme."] == "prouvé"
    dit = "Ce fichier part du contrat scellé, mais n'est pas l'exemplaire signé que le sceau nomme."
    assert autre[dit] == "faux"
    assert nu[dit] == "faux"


def test_on_ne_scelle_pas_un_fichier_qui_n_est_pas_signe(tmp_path: Path) -> None:
    dossier = petit_contrat(tmp_path)
    compile_de(dossier)

    fait = lancer("sceller", "--signe", "sortie/contrat.pdf", dossier=dossier)

    assert (fait.returncode, "CD869" in fait.stderr) == (1, True)
    assert not (dossier / "contrat.scelle.json").exists()


def test_un_nom_change_dans_le_sceau_se_voit(scelle: Path) -> None:
    sceau = scelle / "contrat.scelle.json"
    objet = json.loads(sceau.read_text("utf-8"))
    objet["signes"]["fichiers"]["contrat"] = "0" * 64
    sceau.write_text(json.dumps(objet), "utf-8")

    assert any(v == "faux" and "sceau" in p for p, v in verifier(scelle, "sortie/contrat-signe.pdf").items())


def test_un_avenant_se_signe_et_se_tient_a_la_chaine(scelle: Path, signataires: dict[str, Emis]) -> None:
    (scelle / "contributions/avenants").mkdir()
    (scelle / "contributions/avenants/avenant-1.yaml").write_text(AVENANT, "utf-8")
    assert lancer("avenant", dossier=scelle).returncode == 0
    (scelle / "etat.p12").write_bytes(signataires["etat"].p12())
    nu = "sortie/avenant-1/avenant.pdf"
    ligne = ("signer", nu, "--partie", "etat", "--certificat", "etat.p12")
    fait = lancer(*ligne, dossier=scelle, CONTRATDOC_PHRASE=PHRASE)
    assert fait.returncode == 0, fait.stderr
    signe = "sortie/avenant-1/avenant-signe.pdf"

    avant = verifier(scelle, signe)
    scelle_lui = lancer("sceller", "--avenant", "1", "--signe", signe, dossier=scelle)
    apres = verifier(scelle, signe)

    assert "faux" not in avant.values(), avant
    assert avant["Les sources jointes, recompilées ici, donnent octet pour octet le document signé."] == "prouvé"
    assert scelle_lui.returncode == 0, scelle_lui.stderr
    assert "faux" not in apres.values(), apres
    assert apres["Ce fichier est, octet pour octet, l'exemplaire signé que le sceau nomme."] == "prouvé"
