"""Every verb of the Python library: what it makes of the contract, and the file that says the same."""

from __future__ import annotations

import datetime as dt

import pytest
from petit_contrat import ARS, EFFET, avenant, consolider, lire, scelle, texte

import contratdoc
from contratdoc.avenants.avenant import Avenant, Nature
from contratdoc.avenants.canonique import Arbre
from contratdoc.avenants.from_schema import avenant_de
from contratdoc.schema.avenant import ModeleAvenant
from contratdoc.schema.from_source import valider
from contratdoc.source.lecteur_yaml import lire_yaml

CONTRAT, ORIENTATIONS = "modeles/contrat.yaml", "modeles/orientations.yaml"
OBJECTIFS = (ORIENTATIONS, "axes", "emploi", "orientations", "emploi-1", "objectifs")
MOTIF = "l'évaluation le demande"
CONTRIBUTION: dict[str, Arbre] = {
    "nature": "partenaire",
    "id": "ars",
    "nom": "Agence régionale de santé",
    "titre": "Contribution de l'agence",
    "statut": "validé",
    "engagements": [{"id": "ars-1", "texte": "Ouvrir une permanence.", "objectifs": ["sante-1a"]}],
}


def test_proroger() -> None:
    fait = consolider(avenant(nature=Nature.PROROGATION).proroger(2032))

    assert lire(fait.contrat, CONTRAT, "periode") == "2024-2032"


def test_remplacer_un_champ_et_un_bloc() -> None:
    a = avenant().remplacer("emploi-1a/libelle", "Repérer les jeunes", "Aller vers les jeunes")
    a = a.remplacer("texte/territoire/4", "Les bailleurs rénovent leurs logements.", "Les bailleurs y construisent.")
    fait = consolider(a)

    assert lire(fait.contrat, *OBJECTIFS, "emploi-1a", "libelle") == "Aller vers les jeunes"
    assert texte(fait.contrat)[3] == ("4", "Les bailleurs y construisent.")


def test_remplacer_mots_et_les_supprimer() -> None:
    a = avenant().remplacer_mots("texte/territoire/3", "deux fois", "trois fois")
    a = a.remplacer_mots("texte/territoire/3", ", et rend compte une fois par an", "")

    assert texte(consolider(a).contrat)[2] == ("3", "Le comité se réunit trois fois par an.")


def test_inserer_un_bloc_un_objectif_et_une_contribution() -> None:
    a = avenant().inserer("texte/territoire", "Un bilan est présenté chaque année.", apres="3")
    a = a.inserer("texte/territoire", "Dernier mot.").inserer("texte/territoire", "Premier mot.", apres=None)
    a = a.inserer("emploi-1/objectifs", {"id": "emploi-1c", "libelle": "Former"}, apres="emploi-1a")
    a = a.inserer("contributions/ars", CONTRIBUTION)
    fait = consolider(a).contrat

    assert [i for i, _ in texte(fait)] == ["0-1", "1", "2", "3", "3-1", "4", "5", "5-1"]
    objectifs = lire(fait, *OBJECTIFS)
    assert isinstance(objectifs, list)
    assert [o["id"] for o in objectifs if isinstance(o, dict)] == ["emploi-1a", "emploi-1c", "emploi-1b"]
    assert fait.donnees["contributions/ars.yaml"] == CONTRIBUTION


def test_supprimer_un_objectif_et_un_bloc() -> None:
    a = avenant().supprimer("emploi-1b", {"id": "emploi-1b", "libelle": "Informer les habitants"})
    a = a.supprimer("texte/territoire/4", "Les bailleurs rénovent leurs logements.")
    fait = consolider(a)

    assert len(lire(fait.contrat, *OBJECTIFS) or ()) == 1
    assert [i for i, _ in texte(fait.contrat)] == ["1", "2", "3", "5"]
    assert "modeles/texte/territoire.md/4" in fait.retires


def test_deplacer() -> None:
    fait = consolider(avenant().deplacer("texte/territoire/4", apres="1"))

    assert [i for i, _ in texte(fait.contrat)] == ["1", "4", "2", "3", "5"]


def test_ajouter_et_retirer_une_partie() -> None:
    entree = avenant(1, Nature.ENTREE).ajouter_partie(ARS)
    retrait = avenant(2, Nature.RETRAIT).retirer_partie("logis")
    fait = consolider(entree, retrait)
    parties = lire(fait.contrat, CONTRAT, "parties")

    assert isinstance(parties, list)
    assert [p["id"] for p in parties if isinstance(p, dict)] == ["etat", "atr", "ars"]


def test_remplacer_une_annexe_texte_ou_contribution() -> None:
    neuf = {**dict(scelle().donnees["contributions/mission.yaml"] or {}), "nom": "Mission locale des Rives"}  # type: ignore[arg-type]
    a = avenant().remplacer_annexe("texte/preambule", "# Préambule\n\nLe contrat engage ses signataires.\n")
    fait = consolider(a.remplacer_annexe("contributions/mission", neuf)).contrat

    assert texte(fait, "preambule") == [("1", "# Préambule"), ("2", "Le contrat engage ses signataires.")]
    assert fait.donnees["contributions/mission.yaml"] == neuf


TOUS_LES_VERBES = (
    Avenant(
        3,
        Nature.ACTUALISATION,
        "Actualisation : à mi-parcours",
        EFFET,
        date=dt.date(2027, 3, 15),
        visas=("le « règlement » n° 3",),
        considerants=("l'évaluation a été présentée", "- le comité l'a voulu"),
        actes={"atr": "délibération n° 12 du 2 mars 2027"},
    )
    .proroger(2032, motif=MOTIF)
    .remplacer("emploi-1a/libelle", "Repérer les jeunes", "Oui", effet=dt.date(2028, 1, 1))
    .remplacer_mots("texte/territoire/3", " deux fois ", " trois fois ", motif=MOTIF)
    .remplacer_mots("texte/territoire/3", "par an", "")
    .inserer("texte/territoire", "# Titre\nd'un bloc : # entier", apres=None)
    .inserer("texte/territoire", "Fin.\n\n- a\n- b\n")
    .inserer("emploi/actions", {"id": "emploi-action-2", "libelle": "1 454"}, apres="emploi-action-1")
    .supprimer("emploi-1b", {"id": "emploi-1b", "libelle": "Informer les habitants"})
    .supprimer("contributions/logis/programmes", [{"type": "locatif neuf", "typologie": {"T2": "10"}}])
    .deplacer("texte/territoire/4", apres="1")
    .deplacer("texte/territoire/4", apres=None)
    .ajouter_partie(ARS, motif=MOTIF)
    .retirer_partie("logis")
    .remplacer_annexe("texte/preambule", "# Préambule\n\nLe contrat.\n")
    .remplacer_annexe("contributions/ars", CONTRIBUTION)
)


def relu(a: Avenant) -> Avenant:
    """The avenant of the file that an avenant is written as."""
    arbre = lire_yaml(contratdoc.write_avenant(a).encode(), "contributions/avenants/avenant-3.yaml")
    assert arbre.valeur is not None, arbre.diagnostics
    lu = valider(arbre.valeur, ModeleAvenant)
    assert lu.valeur is not None, lu.diagnostics
    return avenant_de(lu.valeur, arbre.valeur)


def test_un_avenant_ecrit_par_programme_se_relit_le_meme() -> None:
    lu = relu(TOUS_LES_VERBES)

    assert lu == TOUS_LES_VERBES
    assert lu.en_json() == TOUS_LES_VERBES.en_json()
    assert lu.operations[0].origine.ligne > 1


def test_la_bibliotheque_applique_un_avenant() -> None:
    fait = contratdoc.apply_avenant(avenant().remplacer_mots("emploi-1a/libelle", "Repérer", "Trouver"), scelle())

    assert fait.valeur is not None
    (changement,) = contratdoc.compare_contrats(scelle(), fait.valeur)
    assert contratdoc.apply_changements((changement,), scelle()).en_json() == fait.valeur.en_json()


def test_des_mots_coupes_autrement_sont_les_memes() -> None:
    a = avenant().remplacer_mots("texte/territoire/3", "deux fois\n  par an, et", "trois fois par an, et")

    assert texte(consolider(a).contrat)[2][1].startswith("Le comité se réunit trois fois par an, et rend")


@pytest.mark.parametrize("jusqu_a", [2030, 2024, 0])
def test_on_ne_proroge_pas_vers_le_passe(jusqu_a: int) -> None:
    fait = contratdoc.apply_avenant(avenant().proroger(jusqu_a), scelle())

    assert [d.code for d in fait.diagnostics] == ["CD833"]


@pytest.mark.parametrize(
    "a",
    [
        avenant().remplacer("emploi-1a/libelle", "Repérer", "Aller vers les jeunes"),
        avenant().remplacer("texte/territoire/4", "Les bailleurs rénovent.", "Les bailleurs construisent."),
        avenant().remplacer("logis/patrimoine/par_commune", [{"commune": "Aubry", "logements": "200"}], []),
        avenant().supprimer("emploi-1b", {"id": "emploi-1b", "libelle": "Informer"}),
        avenant().supprimer("texte/territoire/4", "Les bailleurs rénovent."),
        avenant().supprimer("texte/preambule", "# Préambule"),
    ],
    ids=lambda a: f"{a.operations[0].genre} {a.operations[0].cible}",
)
def test_un_ancien_texte_qui_n_est_pas_celui_du_contrat_est_refuse(a: Avenant) -> None:
    fait = contratdoc.apply_avenant(a, scelle())

    assert [d.code for d in fait.diagnostics] == ["CD832"]
