"""`contratdoc verifier-pdf`, as a citizen runs it; and what a hostile file may try."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pytest
from alterations import MISES_A_JOUR, mutants, prolonger
from autorite import Autorite
from outils import lancer

from contratdoc.signature import enfant, verifier
from contratdoc.signature.joints import JointRefuse, lire_joints, nom_sur
from contratdoc.signature.rapport import Verdict
from contratdoc.writers.pdf.objets import ouvrir as objets_de


@pytest.fixture
def ici(tmp_path: Path, huit: bytes, autorite: Autorite) -> Path:
    (tmp_path / "signe.pdf").write_bytes(huit)
    (tmp_path / "ca.pem").write_bytes(autorite.pem())
    return tmp_path


def test_tout_est_prouve(ici: Path, dossier: Path) -> None:
    fait = lancer("verifier-pdf", "signe.pdf", "--ancre", "ca.pem", "--extraire", "sources", dossier=ici)

    assert fait.returncode == 0, fait.stdout + fait.stderr
    assert "8 signatures sur 8" in fait.stdout
    assert "octet pour octet" in fait.stdout
    assert "Tout est prouvé" in fait.stdout
    assert (ici / "sources/modeles/contrat.yaml").read_bytes() == (dossier / "modeles/contrat.yaml").read_bytes()
    assert lancer("verifier-pdf", "signe.pdf", "--extraire", "sources", dossier=ici).returncode == 1


def test_sans_autorite_rien_n_est_faux_et_tout_n_est_pas_prouve(ici: Path) -> None:
    fait = lancer("verifier-pdf", "signe.pdf", "--format", "json", dossier=ici)

    dit = json.loads(fait.stdout)
    assert (fait.returncode, dit["verdict"]) == (4, "non prouvé")
    assert [s["valide"] for s in dit["signataires"]] == [True] * 8


def test_une_alteration_se_lit_dans_le_code_de_sortie(ici: Path, huit: bytes) -> None:
    (ici / "altere.pdf").write_bytes(prolonger(huit, MISES_A_JOUR["signature retirée"]))

    fait = lancer("verifier-pdf", "altere.pdf", dossier=ici)

    assert fait.returncode == 1
    assert "[CD864]" in fait.stdout
    assert "n'est pas digne de foi" in fait.stdout


@pytest.mark.parametrize("contenu", [b"", b"PK", b"%PDF-1.7\n", b"%PDF-1.7\nstartxref\n9\n%%EOF"])
def test_ce_qui_n_est_pas_un_pdf(contenu: bytes) -> None:
    rapport = verifier.verifier(contenu).rapport

    assert [c.code for c in rapport.de(Verdict.FAUX)] == ["CD862"]


def test_un_fichier_absent(tmp_path: Path) -> None:
    fait = lancer("verifier-pdf", "absent.pdf", dossier=tmp_path)

    assert (fait.returncode, "CD862" in fait.stderr) == (1, True)


def test_des_mutants_passent_par_la_commande(huit: bytes) -> None:
    for nom, mutant in mutants(huit, 6, 3):
        assert verifier.verifier(mutant).rapport.constats, nom


# --- hostile files --------------------------------------------------------------------------------------------------


def remplace(nu: bytes, nom: bytes, contenu: bytes) -> bytes:
    """The file with other bytes for one attached file."""
    objets = objets_de(nu)
    fiche = next(n for n in objets.contenant(b"/Type/Filespec/F(" + nom) if nom in objets.objet(n))
    joint = int(objets.objet(fiche).split(b"/EF<</F ")[1].split()[0])
    objets.remplacer(joint, contenu)
    return objets.ecrire()


def test_une_piece_qui_se_decomprime_sans_fin_est_arretee(nu: bytes) -> None:
    bombe = zlib.compress(bytes(200 * 1024 * 1024), 9)
    piege = remplace(
        nu, b"modeles/contrat.yaml", b"<</Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (len(bombe), bombe)
    )

    debut = time.monotonic()
    rapport = verifier.verifier(piege).rapport

    assert "CD867" in [c.code for c in rapport.de(Verdict.FAUX)]
    assert time.monotonic() - debut < 30


def test_un_cadre_sans_fin_est_arrete_et_le_reste_est_dit(nu: bytes) -> None:
    cadre = b"#let f() = { let i = 0; while true { i = i + 1 } }\n#f()\n"
    piege = remplace(nu, b"modeles/contrat.typ", b"<</Length %d>>\nstream\n%s\nendstream" % (len(cadre), cadre))

    debut = time.monotonic()
    rapport = verifier.verifier(piege, secondes=8).rapport

    assert time.monotonic() - debut < 12
    assert any(c.code == "CD866" for c in rapport.de(Verdict.FAUX))
    assert rapport.de(Verdict.NON_PROUVE)


def test_un_fichier_qui_tourne_en_rond() -> None:
    rond = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles 3 0 R>>/AcroForm 4 0 R>>endobj\n"
    rond += b"2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\n3 0 obj<</Kids[3 0 R 3 0 R]>>endobj\n"
    rond += b"4 0 obj<</Fields[5 0 R]>>endobj\n5 0 obj<</FT/Sig/T(a)/Kids[5 0 R]/Parent 5 0 R>>endobj\n"
    places = [rond.find(b"%d 0 obj" % n) for n in range(1, 6)]
    table = b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % p for p in places)
    rond += table + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % rond.__len__()
    debut = time.monotonic()

    rapport = verifier.verifier(rond).rapport

    assert rapport.de(Verdict.FAUX)
    assert time.monotonic() - debut < 30


def test_la_memoire_et_le_temps_sont_bornes(monkeypatch: pytest.MonkeyPatch, nu: bytes) -> None:
    import resource

    poses: dict[int, tuple[int, int]] = {}
    monkeypatch.setattr(resource, "setrlimit", poses.__setitem__)

    enfant.borner()

    assert poses[resource.RLIMIT_DATA][0] == 500 * 1024 * 1024
    assert poses[resource.RLIMIT_CPU][0] == 30
    assert resource.RLIMIT_FSIZE in poses
    ecoule = verifier.verifier(nu, secondes=0.01).rapport
    assert [c.code for c in ecoule.de(Verdict.FAUX)] == ["CD862"]


def test_une_demande_de_memoire_demesuree_est_refusee() -> None:
    programme = "from contratdoc.signature.enfant import borner; borner(); bytearray(600 * 1024 * 1024)"
    fait = subprocess.run([sys.executable, "-c", programme], capture_output=True, text=True, check=False)

    assert "MemoryError" in fait.stderr


@pytest.mark.parametrize(
    "nom",
    [
        "../a",
        "/etc/passwd",
        "a/../../b",
        "C:\\x",
        "c:/x",
        "a\\b",
        "con",
        "a/nul.txt",
        "a//b",
        "./a",
        "a\n",
        "",
        "a/",
        "a. ",
    ],
)
def test_un_nom_qui_sort_du_dossier_est_refuse(nom: str, tmp_path: Path, nu: bytes) -> None:
    from contratdoc.signature.fichier import ouvrir

    assert not nom_sur(nom)
    assert verifier.extraire({nom: b"x", "modeles/a.yaml": b"y"}, tmp_path / "neuf") == 1
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["a.yaml", "modeles", "neuf"]
    objets = objets_de(nu)
    for numero in list(objets.contenant(b"/UF(modeles/contrat.yaml)")):
        sans = objets.objet(numero)
        hexa = b"<FEFF" + nom.encode("utf-16-be").hex().encode() + b">"
        objets.remplacer(numero, sans.replace(b"/UF(modeles/contrat.yaml)", b"/UF" + hexa))
    if objets.remplaces:
        with pytest.raises(JointRefuse):
            lire_joints(ouvrir(objets.ecrire()).lecteur)


def test_l_environnement_secret_ne_passe_pas_a_l_enfant(monkeypatch: pytest.MonkeyPatch, nu: bytes) -> None:
    vus: list[dict[str, str]] = []
    vrai = verifier.subprocess.Popen

    def espion(*arguments: object, **options: object) -> object:
        vus.append(options["env"])  # type: ignore[arg-type]
        return vrai(*arguments, **options)  # type: ignore[call-overload]

    monkeypatch.setenv("CONTRATDOC_PHRASE", "secret")
    monkeypatch.setattr(verifier.subprocess, "Popen", espion)

    verifier.verifier(nu, secondes=0.1)

    assert len(vus) == 2
    assert all("secret" not in v for env in vus for v in env.values())
