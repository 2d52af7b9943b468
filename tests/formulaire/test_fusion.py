"""A form taken back into a file that exists: only what changed is written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from click.testing import CliRunner

from contratdoc.cli.commandes.nouveau import commande as nouveau
from contratdoc.formulaire.fusion import fondre
from contratdoc.formulaire.lire import read_formulaire
from contratdoc.formulaire.partenaire import formulaire_du_partenaire, reprendre_formulaire
from contratdoc.source.lecteur_yaml import lire_yaml

FICHIER = """\
# Relu le 3 mars
nature: partenaire
id: ars   # ne change plus
nom: "Agence régionale de santé"
titre: Contribution de l'ARS
statut: brouillon

presentation: |
  L'agence agit.

  Elle finance.

engagements:
  - id: ars-1
    texte: Ouvrir une maison de santé   # avec la commune
    objectifs: [sante-1a]
    echeance: 2026
  - id: ars-2
    texte: Former
    objectifs: [sante-1b]
rubriques:
  - titre: Une
    texte: Rien
"""


def dossier_avec(tmp_path: Path, texte: str = FICHIER) -> Path:
    (tmp_path / "modeles").mkdir()
    (tmp_path / "contributions").mkdir()
    (tmp_path / "contributions/ars.yaml").write_text(texte, encoding="utf-8")
    return tmp_path


def donnees() -> dict[str, Any]:
    lu = lire_yaml(FICHIER.encode(), "ars.yaml").valeur
    assert lu is not None
    assert isinstance(lu.valeur, dict)
    return dict(lu.valeur)


def test_sans_changement_pas_un_octet_ne_bouge() -> None:
    assert fondre(FICHIER.encode(), "ars.yaml", donnees()) == (FICHIER.encode(), ())


def test_seul_ce_qui_change_est_ecrit() -> None:
    nouvelles = donnees()
    nouvelles["statut"] = "validé"
    nouvelles["presentation"] = "L'agence agit.\n\nElle évalue."
    nouvelles["engagements"] = [
        {"id": "ars-2", "texte": "Former", "objectifs": ["sante-1b"]},
        {**nouvelles["engagements"][0], "echeance": "T2 2027"},
    ]

    octets, ecarts = fondre(FICHIER.encode(), "ars.yaml", nouvelles)

    assert [e.nom for e in ecarts] == ["statut", "presentation", "engagements"]
    assert octets.decode().splitlines() == [
        "# Relu le 3 mars",
        "nature: partenaire",
        "id: ars   # ne change plus",
        'nom: "Agence régionale de santé"',
        "titre: Contribution de l'ARS",
        "statut: validé",
        "",
        "presentation: |",
        "  L'agence agit.",
        "",
        "  Elle évalue.",
        "",
        "engagements:",
        "  - id: ars-2",
        "    texte: Former",
        "    objectifs: [sante-1b]",
        "  - id: ars-1",
        "    texte: Ouvrir une maison de santé   # avec la commune",
        "    objectifs: [sante-1a]",
        "    echeance: T2 2027",
        "rubriques:",
        "  - titre: Une",
        "    texte: Rien",
    ]


def test_un_champ_vide_dans_le_formulaire_quitte_le_fichier() -> None:
    nouvelles = donnees()
    del nouvelles["rubriques"]
    nouvelles["engagements"][0].pop("echeance")

    octets, ecarts = fondre(FICHIER.encode(), "ars.yaml", nouvelles)

    assert [(e.nom, e.ancien, e.nouveau) for e in ecarts] == [
        ("engagements/1/echeance", "2026", None),
        ("rubriques", [{"titre": "Une", "texte": "Rien"}], None),
    ]
    assert "rubriques" not in octets.decode()
    assert "echeance" not in octets.decode()


def test_aller_et_retour_par_la_commande(tmp_path: Path) -> None:
    dossier = dossier_avec(tmp_path)

    resultat = CliRunner().invoke(
        nouveau, ["partenaire", "ars", "--word", "--dossier", str(dossier)], standalone_mode=False
    )

    assert resultat.return_value == 0
    octets = (dossier / "sortie/formulaires/ars.docx").read_bytes()
    reprise = reprendre_formulaire(dossier, "ars", octets, "ars.docx").valeur
    assert reprise is not None
    assert (reprise.octets, reprise.ecarts, reprise.existe) == (FICHIER.encode(), (), True)


def test_un_partenaire_nouveau_recoit_un_fichier_neuf(tmp_path: Path) -> None:
    dossier = dossier_avec(tmp_path)
    octets = formulaire_du_partenaire(dossier, "caf", "caf").valeur
    assert octets is not None
    lu = read_formulaire(octets, "caf.docx").valeur
    assert lu is not None

    refuse = reprendre_formulaire(dossier, "caf", octets, "caf.docx")

    assert refuse.valeur is None
    assert [(d.code, d.place.fichier) for d in refuse.diagnostics] == [("CD101", "contributions/caf.yaml")] * 2
    assert not (dossier / "contributions/caf.yaml").exists()


def test_le_formulaire_d_un_autre_est_refuse(tmp_path: Path) -> None:
    dossier = dossier_avec(tmp_path)
    octets = formulaire_du_partenaire(dossier, "partenaire", "ars").valeur
    assert octets is not None

    assert [d.code for d in reprendre_formulaire(dossier, "caf", octets, "ars.docx").diagnostics] == ["CD875"]
    assert [d.code for d in formulaire_du_partenaire(dossier, "caf", "ars").diagnostics] == ["CD875"]


def test_un_fichier_fautif_est_dit_et_ne_fait_pas_de_formulaire(tmp_path: Path) -> None:
    dossier = dossier_avec(tmp_path, FICHIER + "inconnu: 1\n")

    assert [d.code for d in formulaire_du_partenaire(dossier, "partenaire", "ars").diagnostics] == ["CD102"]
