"""A Word copy of the contract that came back changed: each change at its source, and taken over when it can be."""

from __future__ import annotations

import copy
import io
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest
from click.testing import CliRunner, Result

from contratdoc.cli.commandes.retour import commande
from contratdoc.pipeline import check_dossier, load_dossier, write_docx

if TYPE_CHECKING:
    from docx.document import Document

RACINE = Path(__file__).resolve().parents[2]
MISSIONS = "accompagne toutes les familles qui ont des enfants"


@pytest.fixture(scope="module")
def copie() -> bytes:
    """The contract's Word file, as it was sent."""
    dossier = load_dossier(RACINE).valeur
    assert dossier is not None
    document = check_dossier(dossier, regles=False).document
    assert document is not None
    return write_docx(document, dossier.fichiers["modeles/contrat.docx"], {})


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    for nom in ("modeles", "contributions"):
        shutil.copytree(RACINE / nom, tmp_path / nom)
    return tmp_path


def remplacer(document: Document, ancien: str, nouveau: str) -> None:
    """Type over words of a paragraph, in whatever runs they stand."""
    trouves = [p for p in document.paragraphs if ancien in p.text]
    assert trouves, ancien
    texte = trouves[0].text.replace(ancien, nouveau)
    for run in trouves[0].runs[1:]:
        run.text = ""
    trouves[0].runs[0].text = texte


def lancer(dossier: Path, document: Document, *options: str) -> Result:
    flux = io.BytesIO()
    document.save(flux)
    (dossier / "copie.docx").write_bytes(flux.getvalue())
    return CliRunner().invoke(
        commande, [str(dossier / "copie.docx"), "--dossier", str(dossier), *options], standalone_mode=False
    )


def test_une_copie_intacte_ne_dit_rien(copie: bytes, dossier: Path) -> None:
    resultat = lancer(dossier, docx.Document(io.BytesIO(copie)))

    assert resultat.return_value == 0
    assert resultat.output == "La copie dit la même chose que les sources.\n"


def test_chaque_retouche_est_a_sa_source_et_se_reprend_une_a_une(copie: bytes, dossier: Path) -> None:
    document = docx.Document(io.BytesIO(copie))
    remplacer(document, MISSIONS, "accompagne toutes les familles qui élèvent des enfants")
    paragraphe = next(p for p in document.paragraphs if p.text.startswith("Sert"))
    remplacer(document, paragraphe.text, paragraphe.text.replace("Axe", "Pilier"))
    ajout = next(p for p in document.paragraphs if "qui élèvent des enfants" in p.text)
    ajout.insert_paragraph_before("Un paragraphe venu de nulle part, et qui n'était pas là.")

    resultat = lancer(dossier, document, "--format", "json")
    dites = json.loads(resultat.stdout)

    assert [(d["cle"], d["reprise_possible"]) for d in dites] == [("", False), ("missions", True), ("", False)]
    assert dites[0]["apres"] == "Un paragraphe venu de nulle part, et qui n'était pas là."
    assert dites[1]["places"] == ["contributions/caf.yaml:11:3"]
    assert "calculé ou écrit par la compilation" in dites[2]["raison"]

    avant = (dossier / "contributions/caf.yaml").read_text("utf-8")
    resultat = lancer(dossier, document, "--reprendre", "2")

    assert resultat.return_value == 0, resultat.output
    assert "Repris dans contributions/caf.yaml." in resultat.output
    apres = (dossier / "contributions/caf.yaml").read_text("utf-8")
    assert apres == avant.replace("qui ont des enfants", "qui élèvent des enfants", 1)


def test_un_paragraphe_ajoute_ou_retire_se_reprend(copie: bytes, dossier: Path) -> None:
    document = docx.Document(io.BytesIO(copie))
    retire = next(p for p in document.paragraphs if p.text.startswith("Le maire voit là, à deux siècles"))
    assert retire._p.getparent() is not None
    retire._p.getparent().remove(retire._p)
    suivant = next(p for p in document.paragraphs if p.text.startswith("Ces émeutes, poursuit-il"))
    suivant.insert_paragraph_before("Un paragraphe neuf, qui dit *autre chose*.", style=suivant.style)
    neuf = next(p for p in document.paragraphs if p.text.startswith("l’accès à la culture, à l’éducation encore"))
    ajoute = neuf.insert_paragraph_before("l'accès au sport, que rien ne remplace ;")
    ajoute._p.insert(0, copy.deepcopy(neuf._p.pPr))  # as the Enter key does in a list
    avant = (dossier / "modeles/texte/preambule.md").read_text("utf-8")

    resultat = lancer(dossier, document, "--reprendre", "tout")

    assert resultat.return_value == 0, resultat.output
    apres = (dossier / "modeles/texte/preambule.md").read_text("utf-8")
    lignes = [ligne for ligne in avant.split("\n") if not ligne.startswith("Le maire voit là, à deux siècles")]
    assert [ligne for ligne in apres.split("\n") if ligne not in lignes] == [
        "Un paragraphe neuf, qui dit \\*autre chose\\*.",
        "- l'accès au sport, que rien ne remplace ;",
    ]
    assert "deux siècles de distance" not in apres
    assert lancer(dossier, document).output == "La copie dit la même chose que les sources.\n"


def test_ce_qui_ne_compilerait_plus_n_est_pas_repris(copie: bytes, dossier: Path) -> None:
    document = docx.Document(io.BytesIO(copie))
    remplacer(document, "(CAF) accompagne toutes", "(CAF accompagne toutes")
    avant = (dossier / "contributions/caf.yaml").read_bytes()

    resultat = lancer(dossier, document, "--reprendre", "tout")

    assert resultat.return_value == 1
    assert "CD606" in resultat.output
    assert "Rien n'a été repris" in resultat.output
    assert (dossier / "contributions/caf.yaml").read_bytes() == avant


def test_une_copie_d_ailleurs_est_signalee(dossier: Path) -> None:
    etranger = docx.Document()
    etranger.add_paragraph("Tout autre chose.")

    resultat = lancer(dossier, etranger)

    assert resultat.return_value == 0
    assert "CD876" in resultat.output


@pytest.mark.parametrize("octets", [b"", b"PK\x03\x04", b"du texte"])
def test_un_fichier_illisible_est_refuse(octets: bytes, dossier: Path) -> None:
    (dossier / "copie.docx").write_bytes(octets)

    resultat = CliRunner().invoke(
        commande, [str(dossier / "copie.docx"), "--dossier", str(dossier)], standalone_mode=False
    )

    assert resultat.return_value == 1
    assert "CD029" in resultat.output


def test_un_numero_mal_ecrit_est_refuse(dossier: Path) -> None:
    (dossier / "copie.docx").write_bytes(b"")

    resultat = CliRunner().invoke(commande, [str(dossier / "copie.docx"), "--reprendre", "un"])

    assert resultat.exit_code == 2
