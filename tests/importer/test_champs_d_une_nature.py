"""The sections of a partner that fill fields of its kind: which ones, and nothing moved nor lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from documents_a_importer import CONTRAT_MD, importer, perdus, poser

from contratdoc.pipeline import compiler
from contratdoc.source.lecteur_yaml import lire_yaml

if TYPE_CHECKING:
    from pathlib import Path

    from contratdoc.importer.dossier import Importation

BAILLEUR = """
#### Contribution de Sornin Habitat

##### Le parc

Le parc a trente ans.

##### Gestion urbaine

###### Diagnostic

Les encombrants gênent le passage.

###### Propositions

Une collecte par semaine.

##### Sécurité

###### Enjeux

- Rassurer

##### Annexes

Un plan est joint.
"""
COMMUNE_PAR_QUARTIER = """
#### Contribution de Sornin

##### Introduction

La commune a deux quartiers.

##### Quartier de la Glacière : vivre mieux

Les rues sont étroites.

##### Les Tilleuls, un quartier vert

Le parc est fermé.

##### Conclusion

La commune veillera à la suite.
"""
COMMUNE_PAR_ORIENTATION = """
#### Contribution de Sornin

La commune s'inscrit dans trois orientations :

##### Cadre de vie

- Planter des arbres
- Refaire la place

##### Participation

- Réunir les habitants
"""
DEPARTEMENT = """
#### Contribution du Département de l'Anse

Le Département a été saisi par l'État.

##### Approche thématique

Les services ont relevé des constats.

###### Habitat

Les logements vieillissent.

###### Enjeux :

- Adapter les logements

###### Culture

Un enjeu pour tous.

##### Approche territoriale

###### Le territoire de Brumeval

Il est dense.

##### Contacts

La maison du Département répond.
"""


def avec(contribution: str) -> Importation:
    return importer(CONTRAT_MD + contribution, "c.md")


def donnees(fait: Importation, nom: str) -> Any:
    arbre = lire_yaml(fait.fichiers[f"contributions/{nom}.yaml"], nom).valeur
    assert arbre is not None
    return arbre.valeur


def test_les_thematiques_d_un_bailleur() -> None:
    lu = donnees(avec(BAILLEUR), "sornin-habitat")

    assert lu["presentation"] == "# Le parc\n\nLe parc a trente ans.\n"
    assert [(t["id"], t["titre"]) for t in lu["thematiques"]] == [
        ("gestion-urbaine", "Gestion urbaine"),
        ("securite", "Sécurité"),
    ]
    assert lu["thematiques"][0]["presentation"].startswith("# Diagnostic\n\nLes encombrants")
    assert [r["titre"] for r in lu["rubriques"]] == ["Annexes"]


def test_une_commune_qui_parle_quartier_par_quartier() -> None:
    lu = donnees(avec(COMMUNE_PAR_QUARTIER), "sornin")

    assert lu["sections"] == [
        {
            "titre": "Quartier de la Glacière : vivre mieux",
            "quartier": "glaciere",
            "texte": "Les rues sont étroites.\n",
        },
        {"titre": "Les Tilleuls, un quartier vert", "quartier": "tilleuls", "texte": "Le parc est fermé.\n"},
    ]
    assert [r["titre"] for r in lu["rubriques"]] == ["Conclusion"]


def test_une_commune_qui_parle_par_orientation() -> None:
    lu = donnees(avec(COMMUNE_PAR_ORIENTATION), "sornin")

    assert [(o["id"], o["presentation"]) for o in lu["orientations"]] == [
        ("cadre-vie", "- Planter des arbres\n- Refaire la place\n"),
        ("participation", "- Réunir les habitants\n"),
    ]
    assert "rubriques" not in lu


def test_les_deux_approches_d_un_departement() -> None:
    lu = donnees(avec(DEPARTEMENT), "departement-anse")

    assert lu["approche_thematique"] == "Les services ont relevé des constats.\n"
    assert lu["thematiques"] == [
        {"titre": "Habitat", "presentation": "Les logements vieillissent.\n\n# Enjeux :\n\n- Adapter les logements\n"},
        {"titre": "Culture", "presentation": "Un enjeu pour tous.\n"},
    ]
    assert lu["approche_territoriale"] == {"presentation": "# Le territoire de Brumeval\n\nIl est dense.\n"}
    assert [r["titre"] for r in lu["rubriques"]] == ["Contacts"]


@pytest.mark.parametrize(
    "contribution",
    [
        # Neither a series of lists nor a neighbourhood: nothing says what these sections are.
        "\n#### Contribution de Sornin\n\n##### Hier\n\nLa commune était petite.\n\n##### Demain\n\nElle grandit.\n",
        # A heading of other words is not that of the form.
        "\n#### Contribution du Département de l'Anse\n\n##### Approche sociale\n\n###### Habitat\n\nIl vieillit.\n",
    ],
)
def test_rien_n_est_force(contribution: str) -> None:
    fait = avec(contribution)
    nom = next(n for n in fait.fichiers if "sornin.yaml" in n or "anse.yaml" in n)
    lu = donnees(fait, nom.removeprefix("contributions/").removesuffix(".yaml"))

    assert set(lu) == {"nature", "id", "nom", "titre", "statut", "rubriques"}


@pytest.mark.parametrize("contribution", [BAILLEUR, COMMUNE_PAR_QUARTIER, COMMUNE_PAR_ORIENTATION, DEPARTEMENT])
def test_aucun_mot_ne_se_perd_et_le_dossier_compile(contribution: str, tmp_path: Path) -> None:
    fait = avec(contribution)

    assert not perdus((CONTRAT_MD + contribution).replace("https://www.exemple.fr", "").replace("[^1]", ""), fait)
    assert fait.mots[0] == fait.mots[1] + fait.mots[2]
    fini = compiler(poser(fait, tmp_path))
    assert fini.bilan is not None, [d.message for d in fini.diagnostics if d.severite.value == "erreur"]
