"""`contratdoc etat`: each partner's state, who serves which objective, holes visible; as text and as JSON."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from outils import lancer, nouveau_dossier, remplacer

from contratdoc.contrat.avancement import fautes_par_partenaire, partenaire_du_fichier
from contratdoc.diagnostics import Diagnostic, Place, Severite
from contratdoc.nouveau_dossier import fichiers_du_dossier

BASE = Path(__file__).parents[1] / "cas" / "base"
JOUR = dt.datetime(2025, 3, 9, 12).astimezone()
STATUTS = ("brouillon", "validé", "délibéré", "signé")


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    """The small contract: `mission` serves emploi-1a, `logis` is there; two objectives are served by none."""
    dossier = tmp_path / "contrat"
    shutil.copytree(BASE, dossier)
    for nom, octets in fichiers_du_dossier().items():
        if not nom.endswith((".yaml", ".md")):  # the frames and the pictures of a new folder
            (dossier / nom).parent.mkdir(parents=True, exist_ok=True)
            (dossier / nom).write_bytes(octets)
    return dossier


def en_json(dossier: Path) -> dict[str, Any]:
    rendu = lancer("etat", "--format", "json", dossier=dossier)
    assert rendu.returncode == 0, rendu.stderr
    objet: dict[str, Any] = json.loads(rendu.stdout)
    return objet


def partenaire(dossier: Path, nom: str = "mission") -> dict[str, Any]:
    (sien,) = (p for p in en_json(dossier)["partenaires"] if p["id"] == nom)
    return dict(sien)


@pytest.mark.parametrize("statut", STATUTS)
def test_chaque_statut_se_lit(statut: str, dossier: Path) -> None:
    remplacer(dossier / "contributions/mission.yaml", "statut: validé", f"statut: {statut}")
    os.utime(dossier / "contributions/mission.yaml", (JOUR.timestamp(),) * 2)
    sien = partenaire(dossier)

    assert (sien["statut"], sien["nom"], sien["engagements"]) == (statut, "Mission locale", 1)
    assert sien["erreurs"] == 0
    assert sien["change_le"] == "2025-03-09"
    assert statut in lancer("etat", dossier=dossier, COLUMNS="120").stdout


def test_un_absent_et_un_fautif_se_voient(dossier: Path) -> None:
    (dossier / "contributions/mission.yaml").unlink()
    with (dossier / "contributions/logis.yaml").open("a") as f:
        f.write("inconnu: 1\n")
    absent, fautif = partenaire(dossier), partenaire(dossier, "logis")
    texte = lancer("etat", dossier=dossier, COLUMNS="120").stdout

    assert (absent["statut"], absent["completude"], absent["change_le"]) == ("absent", None, None)
    assert (fautif["statut"], fautif["completude"]) == ("fautif", None)
    assert fautif["erreurs"] + fautif["avertissements"] >= 1
    assert fautif["change_le"] == dt.datetime.now().astimezone().date().isoformat()
    assert "absent" in texte
    assert "fautif" in texte


def test_la_completude_monte_avec_les_champs_remplis(dossier: Path) -> None:
    avant = partenaire(dossier)["completude"]
    remplacer(dossier / "contributions/mission.yaml", "nom: Mission locale\n", "nom: Mission locale\nsigle: ML\n")

    assert 0 < avant < partenaire(dossier)["completude"] <= 100


def test_les_partenaires_sont_dans_l_ordre_du_plan(dossier: Path) -> None:
    assert [p["id"] for p in en_json(dossier)["partenaires"]] == ["mission", "logis"]


def test_les_objectifs_disent_les_engagements_qui_les_servent_et_les_trous(dossier: Path) -> None:
    objet = en_json(dossier)

    assert {o["id"]: (o["axe"], o["champ"], o["engagements"].get("mission")) for o in objet["objectifs"]} == {
        "emploi-1a": ("emploi", "emploi", ["mission-1"]),
        "emploi-1b": ("emploi", "emploi", None),
        "sante-1a": ("cadre", "sante", None),
    }
    assert objet["sans_engagement"] == ["emploi-1b", "sante-1a"]
    texte = lancer("etat", dossier=dossier, COLUMNS="100").stdout
    assert "2 objectifs sans engagement." in texte
    assert "emploi-1b" in texte


@pytest.mark.parametrize("colonnes", ["30", "40", "60", "80"])
def test_un_terminal_etroit_montre_tout(colonnes: str, dossier: Path) -> None:
    rendu = lancer("etat", dossier=dossier, COLUMNS=colonnes)
    serre = "".join(c for c in rendu.stdout if c.isalnum() or c in "-é")

    assert rendu.returncode == 0
    assert max(map(len, rendu.stdout.split("\n")[:-4])) <= int(colonnes)
    change = (dossier / "contributions/logis.yaml").stat().st_mtime
    jour = f"{dt.datetime.fromtimestamp(change).astimezone():%d%m%Y}"
    for dit in ("emploi-1a", "emploi-1b", "sante-1a", "validé", "Missionlocale", jour):
        assert dit in serre


def test_un_modele_illisible_est_dit(dossier: Path) -> None:
    (dossier / "modeles/orientations.yaml").write_text("axes: [\n", "utf-8")
    rendu = lancer("etat", "--format", "json", dossier=dossier)

    assert (rendu.returncode, rendu.stdout) == (1, "")
    assert "modeles/orientations.yaml" in rendu.stderr
    assert "ne peut pas être établi" in rendu.stderr


def test_ailleurs_que_dans_un_contrat(tmp_path: Path) -> None:
    rendu = lancer("etat", dossier=tmp_path)

    assert (rendu.returncode, rendu.stdout) == (1, "")
    assert rendu.stderr


def test_un_nouveau_dossier_a_son_etat(tmp_path: Path) -> None:
    assert lancer("etat", dossier=nouveau_dossier(tmp_path / "contrat")).returncode == 0


def test_un_contrat_sans_partenaire_n_est_pas_une_panne(dossier: Path) -> None:
    shutil.rmtree(dossier / "contributions")
    (dossier / "contributions").mkdir()
    remplacer(dossier / "modeles/contrat.yaml", "contributions: [mission, logis]", "contributions: []")
    rendu = lancer("etat", "--format", "json", dossier=dossier)

    assert rendu.returncode == 0, rendu.stderr
    assert json.loads(rendu.stdout)["partenaires"] == []
    assert len(json.loads(rendu.stdout)["sans_engagement"]) == 3


def test_une_faute_compte_pour_son_partenaire_une_remarque_non() -> None:
    def faute(fichier: str, severite: Severite, ligne: int = 1) -> Diagnostic:
        return Diagnostic("CD101", severite, "F.", Place(fichier, ligne))

    caf, texte = "contributions/caf.yaml", "modeles/texte/caf.md"
    fautes = [faute(caf, s) for s in Severite] * 2 + [faute(caf, Severite.ERREUR, 2), faute(texte, Severite.ERREUR)]

    assert fautes_par_partenaire(fautes) == {"caf": 3, "": 1}
    assert partenaire_du_fichier(caf) == "caf"
    assert partenaire_du_fichier(texte) == ""


def test_l_historique_montre_les_contrats_qui_se_suivent(dossier: Path) -> None:
    (dossier / "modeles/historique.yaml").write_text(
        "generations:\n  - {nom: Ancien contrat, debut: 2015, fin: 2020, prolongations: [{jusqu_a: 2022}]}\n",
        encoding="utf-8",
    )

    montre = lancer("etat", "--historique", dossier=dossier)
    donnees = lancer("etat", "--historique", "--format", "json", dossier=dossier)

    assert montre.stdout.splitlines() == [
        "2015        2030",
        "██████▒▒          Ancien contrat, 2015-2020, prolongé jusqu'en 2022",
        "         ███████  Contrat de Ville, 2024-2030",
    ]
    assert json.loads(donnees.stdout)[0]["prolongations"] == [{"jusqu_a": 2022, "intitule": "", "motif": ""}]
