"""The worked mid-term avenant: on the real contract, sealed, every document that it makes."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import docx
import pytest
from outils import RACINE, copier_contrat, outil, valideur_word, verapdf
from pypdf import PdfReader

from contratdoc.actes import ouvrir_registre
from contratdoc.editions import editer_avenant, editer_consolidation
from contratdoc.pipeline import load_dossier
from contratdoc.scellement import faire_sceau
from contratdoc.source.dossier import SCEAU

if TYPE_CHECKING:
    from pathlib import Path

EXEMPLE = RACINE / "modeles/exemples/avenant-mi-parcours/avenant-1.yaml"
CORPS = ("agl", "ars", "batigere", "caf", "departement", "herserange", "longwy", "mmh", "mont-saint-martin", "region")


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The contract, sealed, and its avenant with all its documents."""
    racine = copier_contrat(tmp_path_factory.mktemp("mi-parcours"))
    lu = load_dossier(racine).valeur
    assert lu is not None
    sceau = faire_sceau(lu, {}, dt.date(2024, 6, 1)).valeur
    assert sceau is not None
    (racine / SCEAU).write_bytes(sceau.en_json())
    (racine / "contributions/avenants").mkdir()
    shutil.copy(EXEMPLE, racine / "contributions/avenants")
    fait = editer_avenant(racine)
    assert fait.fichiers, fait.diagnostics
    return racine


def texte(pdf: Path) -> str:
    """What a PDF says, on one line, its typographic spaces and apostrophes made plain."""
    dit = " ".join(page.extract_text() for page in PdfReader(pdf).pages)
    return " ".join(dit.replace("\u202f", " ").replace("\u00a0", " ").replace("’", "'").split())


def test_il_ecrit_l_acte_ses_tableaux_et_une_deliberation_par_corps(dossier: Path) -> None:
    noms = {f.name for f in (dossier / "sortie/avenant-1").iterdir() if f.is_file()}

    deux = ("avenant", "comparatif", "contrat-consolide", *(f"deliberation-{c}" for c in CORPS))
    assert noms == {f"{n}.{f}" for n in deux for f in ("docx", "pdf")} | {"contrat-modifications.docx"}


def test_chaque_modification_est_dans_un_seul_article(dossier: Path) -> None:
    lu = load_dossier(dossier).valeur
    assert lu is not None
    registre = ouvrir_registre(lu).valeur
    assert registre is not None
    articles = registre.consolidation.articles(1)
    places = [m for a in articles for m in a.modifications]

    assert len(places) == len(set(map(id, places))) == len(registre.avenants[0].operations) == 8


def test_l_acte_dit_chaque_changement_en_formule(dossier: Path) -> None:
    dit = texte(dossier / "sortie/avenant-1/avenant.pdf")

    for formule in (
        "Après la partie « Région Grand Est », il est ajouté une partie ainsi désignée : « l'agence régionale de santé",
        "L'objectif opérationnel 1.a de l'axe I est ainsi rédigé : « Repérer et accompagner les jeunes sans emploi",
        "du plan d'actions de l'axe I, il est inséré une action ainsi rédigée : « Tenir une permanence mensuelle",
        "les mots : « 1 454 logements, dont 1 398 logements collectifs » sont remplacés par les mots : « 1 462",
        "le nombre : « 1 454 » est remplacé par le nombre : « 1 462 ».",
        "le nombre : « 1 398 » est remplacé par le nombre : « 1 406 ».",
        "est remplacé par le tableau suivant :",
        "Le présent avenant prend effet le 1er avril 2027.",
        "Les autres stipulations du contrat demeurent inchangées.",
    ):
        assert formule in dit, formule


@pytest.mark.parametrize(
    ("jour", "dit", "pas_dit"), [("2027-03-31", "1 454", "1 462"), ("2027-04-01", "1 462", "1 454")]
)
def test_le_contrat_se_lit_avant_et_apres_l_effet(dossier: Path, jour: str, dit: str, pas_dit: str) -> None:
    fait = editer_consolidation(dossier, dt.date.fromisoformat(jour))
    assert fait.fichiers, fait.diagnostics
    lu = texte(dossier / f"sortie/consolide-{jour}/contrat-consolide.pdf")

    assert dit in lu
    assert re.search(rf"(?<!\d ){pas_dit}", lu) is None
    assert ("Modifié par" in lu) is (jour == "2027-04-01")


def test_les_word_sont_justes_pour_le_sdk_open_xml(dossier: Path) -> None:
    words = sorted((dossier / "sortie/avenant-1").glob("*.docx"))
    words = [f for f in words if not f.name.startswith("deliberation") or f.stem == "deliberation-ars"]
    valideur = valideur_word()

    for word in words:
        assert docx.Document(str(word)).paragraphs
        rendu = subprocess.run([valideur, word], capture_output=True, text=True, check=False)
        assert '"ok": true' in rendu.stdout, (word.name, rendu.stdout[:500])


@pytest.mark.parametrize("profil", ["3a", "ua1"])
def test_verapdf_trouve_le_comparatif_conforme(dossier: Path, profil: str) -> None:
    assert "PASS" in verapdf(dossier / "sortie/avenant-1/comparatif.pdf", profil)


def test_qpdf_ne_trouve_rien_a_redire(dossier: Path) -> None:
    qpdf = outil("qpdf")

    for pdf in sorted((dossier / "sortie/avenant-1").glob("*.pdf")):
        subprocess.run([qpdf, "--check", pdf], capture_output=True, check=True)
