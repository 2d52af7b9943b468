"""Two contracts of imaginary cities, of two shapes: what becomes of each part, and that they compile."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from documents_a_importer import CONTRAT_MD, contrat_word, importer, perdus, poser, texte
from outils import lancer

from contratdoc.importer.choix import lire_choix
from contratdoc.importer.dossier import Importation
from contratdoc.pipeline import compiler
from contratdoc.source.lecteur_yaml import lire_yaml


@pytest.fixture(scope="module")
def brumeval() -> Importation:
    return importer(CONTRAT_MD, "brumeval.md")


@pytest.fixture(scope="module")
def valmar() -> Importation:
    return importer(contrat_word(), "valmar.docx")


def yaml(fait: Importation, nom: str) -> Any:
    arbre = lire_yaml(fait.fichiers[nom], nom).valeur
    assert arbre is not None
    return arbre.valeur


def test_l_identite_du_contrat_est_lue(brumeval: Importation) -> None:
    contrat = yaml(brumeval, "modeles/contrat.yaml")

    assert contrat["periode"] == "2024-2030"
    assert contrat["territoire"] == {"nom": "Communauté d'agglomération du Pays de Brumeval"}
    assert [c["nom"] for c in contrat["communes"]] == ["Brumeval", "Sornin"]
    assert contrat["quartiers"][0] == {
        "id": "tilleuls",
        "nom": "Les Tilleuls",
        "commune": "brumeval",
        "population": "2 310",
        "annee": "2021",
        "revenu_median": "12 400 €",
    }
    assert contrat["repris_de"] == "brumeval.md"


def test_les_piliers_sont_des_axes(brumeval: Importation) -> None:
    axes = yaml(brumeval, "modeles/orientations.yaml")["axes"]

    assert [(a["id"], a["titre"]) for a in axes] == [("axe-1", "La cohésion sociale"), ("axe-2", "Le cadre de vie")]
    assert [o["id"] for o in axes[0]["orientations"][0]["objectifs"]] == ["axe-1-1a", "axe-1-1b"]


def test_les_orientations_de_premier_rang_sont_des_axes(valmar: Importation) -> None:
    axes = yaml(valmar, "modeles/orientations.yaml")["axes"]

    assert [a["titre"] for a in axes] == ["Agir pour l'emploi", "Agir pour la santé"]
    assert axes[1]["indicateurs"] == [{"id": "axe-2-ind-1", "libelle": "Nombre de consultations par an"}]


def test_chaque_partenaire_a_sa_contribution(brumeval: Importation, valmar: Importation) -> None:
    assert yaml(brumeval, "contributions/caf-ouest.yaml")["nature"] == "caf"
    assert [t["id"] for t in yaml(brumeval, "contributions/caf-ouest.yaml")["themes"]] == [
        "petite-enfance",
        "parentalite",
    ]
    natures = [yaml(valmar, n)["nature"] for n in sorted(valmar.fichiers) if n.startswith("contributions/")]
    assert natures == ["departement", "commune"]


def test_les_champs_d_un_bailleur_sont_remplis(brumeval: Importation) -> None:
    donnees = yaml(brumeval, "contributions/brumeval-habitat.yaml")

    assert donnees["patrimoine"] == {
        "total": "830",
        "par_commune": [{"commune": "Brumeval", "logements": "610"}, {"commune": "Sornin", "logements": "220"}],
    }
    assert donnees["programmes"] == [
        {"type": "locatif neuf", "commune": "Sornin", "nom": "Les Jardins", "logements": "24", "livraison": "T4 2026"}
    ]


def test_les_chiffres_sont_proposes_et_les_noms_connus(brumeval: Importation) -> None:
    faits = brumeval.fichiers["modeles/faits.yaml"].decode()
    noms = yaml(brumeval, "modeles/lexique.yaml")["noms"]

    assert "#     valeur: 45\u202f200" in faits
    assert {"nom": "Les Tilleuls", "nature": "quartier"} in noms


@pytest.mark.parametrize("nom", ["brumeval", "valmar"])
@pytest.mark.parametrize("brouillon", [True, False])
def test_le_dossier_compile(nom: str, brouillon: bool, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    fait: Importation = request.getfixturevalue(nom)
    fini = compiler(poser(fait, tmp_path), brouillon=brouillon)

    assert fini.bilan is not None, [d.message for d in fini.diagnostics if d.severite.value == "erreur"]


def test_aucun_mot_ne_se_perd(brumeval: Importation) -> None:
    lu = CONTRAT_MD.replace("https://www.exemple.fr", "").replace("[^1]", "")

    assert not perdus(lu, brumeval)
    assert brumeval.mots[0] == brumeval.mots[1] + brumeval.mots[2]


def test_un_total_faux_n_arrete_pas_un_contrat_repris(tmp_path: Path) -> None:
    faux = CONTRAT_MD.replace("830 logements", "900 logements")
    dossier = poser(importer(faux, "c.md"), tmp_path)
    repris = compiler(dossier)
    contrat = dossier / "modeles" / "contrat.yaml"
    lignes = [x for x in contrat.read_text("utf-8").split("\n") if not x.startswith("repris_de")]
    contrat.write_text("\n".join(lignes), "utf-8")
    corrige = compiler(dossier)

    assert repris.bilan is not None
    assert "CD888" in [d.code for d in repris.diagnostics]
    assert corrige.bilan is None
    assert "CD888" not in [d.code for d in corrige.diagnostics]


def test_une_faute_est_montree_a_sa_ligne_du_dossier_et_du_document(tmp_path: Path) -> None:
    (tmp_path / "c.md").write_text(CONTRAT_MD.replace("deux centres", "deux deux centres"), "utf-8")
    assert lancer("importer", "c.md", "--vers", "d", dossier=tmp_path).returncode == 0
    vu = lancer("verifier", "--dossier", "d", dossier=tmp_path)
    ligne = next(i for i, x in enumerate(CONTRAT_MD.split("\n"), 1) if "centres sociaux" in x)

    assert f"c.md:{ligne}:1 (ligne {ligne} du document d'origine)" in vu.stderr
    assert "contributions/caf-ouest.yaml" in vu.stderr


def test_les_titres_se_corrigent_par_un_plan(brumeval: Importation) -> None:
    plan = brumeval.fichiers["import.plan.yaml"].decode()
    assert "est: axe" in plan
    corrige = plan.replace("est: contribution", "est: titre").replace("est: axe", "est: titre", 1)
    choix = lire_choix(corrige.encode(), "p.yaml").valeur
    assert choix is not None
    fait = importer(CONTRAT_MD, "brumeval.md", choix)

    assert len(yaml(fait, "modeles/orientations.yaml")["axes"]) == 1
    assert fait.mots[0] == fait.mots[1] + fait.mots[2]


@pytest.mark.parametrize(
    "ligne", ["{ligne: x, est: axe}", "{ligne: 3, est: sous-titre}", "{ligne: 3, est: axe, niveau: 0}"]
)
def test_un_plan_mal_ecrit_le_dit(ligne: str) -> None:
    lu = lire_choix(f"titres:\n  - {ligne}\n".encode(), "p.yaml")

    assert lu.valeur is None
    assert [(d.code, d.place.ligne) for d in lu.diagnostics] == [("CD887", 2)]


def test_la_commande_dit_ce_qu_elle_a_compris(tmp_path: Path) -> None:
    (tmp_path / "c.docx").write_bytes(contrat_word())
    fait = lancer("importer", "c.docx", dossier=tmp_path)

    assert fait.returncode == 0, fait.stderr
    for attendu in ("Reconnu :", "axe « Agir pour l'emploi »", "Deviné, à relire", "Mots : ", "Écrit : c ("):
        assert attendu in fait.stdout
    donnees = json.loads((tmp_path / "c" / "import.json").read_bytes())
    assert donnees["unite_des_places"] == "paragraphes"
    assert donnees["mots"]["lus"] == donnees["mots"]["ecrits"] + donnees["mots"]["laisses"]


def test_importer_deux_fois_donne_les_memes_octets(brumeval: Importation) -> None:
    assert importer(CONTRAT_MD, "brumeval.md").fichiers == brumeval.fichiers
    assert "# Préambule" in texte(brumeval)
