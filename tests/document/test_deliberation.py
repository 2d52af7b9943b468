"""Draft deliberations: the body named as its party's kind has it, blanks for what only the session knows."""

from __future__ import annotations

from pathlib import Path

import pytest
from fabrique_d_actes import avenant, pieces
from outils import comparer_attendu
from rendu_texte import rendre
from test_avenant import complet

from contratdoc.document.deliberation import assembler_deliberation, organe_de

ATTENDUS = Path(__file__).with_name("attendus")


@pytest.mark.parametrize("partie", ["aubry", "logis"])
def test_la_deliberation_se_lit_comme_un_acte(partie: str) -> None:
    document = assembler_deliberation(pieces(complet()), 1, partie)

    comparer_attendu(ATTENDUS / f"deliberation-{partie}.txt", rendre(document))


@pytest.mark.parametrize(
    ("nom", "identifiant", "organe"),
    [
        ("Agglomération des Trois Rives", "atr", "conseil communautaire"),
        ("Commune d'Aubry", "aubry", "conseil municipal"),
        ("Département de l'Orne", "departement", "conseil départemental"),
        ("Région Normandie", "region", "conseil régional"),
        ("Métropole de Caen", "metropole", "conseil métropolitain"),
        ("Caisse d'allocations familiales de l'Orne", "autre", "conseil d'administration"),
        ("CAF de l'Orne", "caf", "conseil d'administration"),
        ("Logis des Trois Rives", "logis", "conseil d'administration"),
        ("Agence régionale de santé", "ars", "organe délibérant"),
    ],
)
def test_l_organe_se_reconnait_au_genre_de_la_partie(nom: str, identifiant: str, organe: str) -> None:
    assert organe_de(pieces(complet()), {"id": identifiant, "organisme": nom}).nom.texte == organe


def test_un_organe_inconnu_reste_neutre_et_ne_vise_pas_le_code_des_collectivites() -> None:
    a = avenant().ajouter_partie(
        {"id": "ars", "organisme": "Agence régionale de santé", "qualite": "Directrice générale"}
    )
    rendu = rendre(assembler_deliberation(pieces(a), 1, "ars"))

    assert "**L’organe délibérant,**" in rendu
    assert "code général" not in rendu
    assert "L’agence régionale de santé y devient partie." in rendu
    assert "autorise la directrice générale à signer" in rendu
