"""How a jurist names a unit of the contract, article and contraction included."""

from __future__ import annotations

import pytest
from fabrique_d_actes import avenant, pieces, scelle

from contratdoc.avenants.canonique import unites
from contratdoc.document.designations import citer
from contratdoc.document.francais import Groupe, cardinal, de_nom, du_nom, enumerer, le_nom, ordinal

AXES = ("modeles/orientations.yaml", "axes")
EMPLOI = (*AXES, "emploi")
SANTE = (*AXES, "cadre", "volets", "sante")
CONTRAT = "modeles/contrat.yaml"
LOGIS = "contributions/logis.yaml"
PREAMBULE = "modeles/texte/preambule.md"
TERRITOIRE = "modeles/texte/territoire.md"

DITS = {
    EMPLOI: "l'axe I",
    (*EMPLOI, "titre"): "l'intitulé de l'axe I",
    (*EMPLOI, "orientations", "emploi-1", "libelle"): "l'orientation stratégique 1 de l'axe I",
    (
        *EMPLOI,
        "orientations",
        "emploi-1",
        "objectifs",
        "emploi-1b",
        "libelle",
    ): "l'objectif opérationnel 1.b de l'axe I",
    (*EMPLOI, "actions"): "le plan d'actions de l'axe I",
    (
        *EMPLOI,
        "actions",
        "emploi-action-1",
        "libelle",
    ): "l'action « Tenir une permanence » du plan d'actions de l'axe I",
    (*EMPLOI, "indicateurs", "emploi-ind-1", "libelle"): "l'indicateur « Jeunes reçus » de l'axe I",
    (*EMPLOI, "indicateurs", "emploi-ind-1", "pour"): "le rattachement de l'indicateur « Jeunes reçus » de l'axe I",
    (*EMPLOI, "credits", "lignes"): "les lignes du tableau des crédits de l'axe I",
    SANTE: "le volet Santé de l'axe II",
    (*SANTE, "orientations", "sante-1"): "l'orientation stratégique 1 du volet Santé de l'axe II",
    (*SANTE, "orientations", "sante-1", "objectifs", "sante-1a"): (
        "l'objectif opérationnel 1.a du volet Santé de l'axe II"
    ),
    (CONTRAT, "periode"): "la durée du contrat",
    (CONTRAT, "parties"): "la liste des parties",
    (CONTRAT, "parties", "aubry"): "la partie « Commune d'Aubry »",
    (CONTRAT, "parties", "atr", "representant"): "le représentant de la partie « Agglomération des Trois Rives »",
    (CONTRAT, "quartiers", "nord", "population"): "la population du quartier prioritaire « Quartier Nord »",
    (CONTRAT, "territoire", "population"): "la population du territoire",
    ("modeles/faits.yaml", "faits", "chomage", "valeur"): "le chiffre « Taux de chômage »",
    ("modeles/faits.yaml", "faits", "chomage", "annee"): "l'année du chiffre « Taux de chômage »",
    ("modeles/lexique.yaml", "sigles", "QPV", "sens"): "le sigle « QPV »",
    (LOGIS,): "la contribution du Logis des Trois Rives (annexe 1)",
    (LOGIS, "programmes"): "le tableau des programmes de la contribution du Logis des Trois Rives (annexe 1)",
    (LOGIS, "patrimoine", "total"): ("le total du patrimoine de la contribution du Logis des Trois Rives (annexe 1)"),
    ("contributions/mission.yaml", "engagements", "mission-1", "echeance"): (
        "l'échéance de l'engagement « Recevoir chaque jeune du quartier. » de la contribution de la mission locale "
        "(annexe 1)"
    ),
    (PREAMBULE,): "le préambule",
    (PREAMBULE, "1"): "l'intitulé du préambule",
    (PREAMBULE, "2"): "le premier alinéa du préambule",
    (PREAMBULE, "4"): "les troisième à cinquième alinéas du préambule",
    (PREAMBULE, "5"): "le sixième alinéa du préambule",
    (PREAMBULE, "6"): "la note appelée au sixième alinéa du préambule",
    (TERRITOIRE, "2"): "le premier alinéa du 1 de la partie I (« Le territoire »)",
    (TERRITOIRE, "3"): "l'intitulé du A du 1 de la partie I (« Contexte »)",
    (TERRITOIRE, "5"): "le deuxième alinéa du A du 1 de la partie I (« Contexte »)",
    (TERRITOIRE, "7"): "le tableau 1 (« Population des quartiers ») du A du 1 de la partie I (« Contexte »)",
    ("modeles/texte/sante.md", "1"): "l'intitulé du a du volet Santé de l'axe II (« Orientations stratégiques »)",
    ("modeles/texte/emploi.md", "2"): "l'énoncé des orientations du A de l'axe I (« Orientations stratégiques »)",
}


@pytest.mark.parametrize(("chemin", "dit"), DITS.items(), ids=map("/".join, DITS))
def test_une_unite_se_nomme_comme_un_juriste_la_nomme(chemin: tuple[str, ...], dit: str) -> None:
    assert pieces().designations(0).nommer(chemin).le().replace("’", "'") == dit


def test_toutes_les_unites_du_contrat_ont_un_nom_a_elles() -> None:
    designations = pieces().designations(0)
    noms = [designations.nommer(chemin).texte for chemin, _ in unites(scelle())]

    assert len(set(noms)) == len(noms)
    assert all(nom and "_" not in nom for nom in noms)


def test_les_mots_d_une_liste_designent_le_seul_alinea_qui_les_contient() -> None:
    nom = pieces().designations(0).nommer((PREAMBULE, "4"), "les orientations")

    assert nom.a() == "au quatrième alinéa du préambule"


def test_ce_qu_un_avenant_ajoute_est_nomme_par_ses_mots_et_par_cet_avenant() -> None:
    a = avenant().inserer("emploi/actions", {"id": "forum", "libelle": "Créer un forum"})
    a = a.inserer("texte/preambule", "Un alinéa de plus.", apres="2")
    p = pieces(a)
    action, bloc = (*EMPLOI, "actions", "forum"), (PREAMBULE, "2-1")

    assert p.designations(1).nommer(action).le() == (
        "l'action « Créer un forum » du plan d'actions de l'axe I (insérée par le présent avenant)"
    )
    assert p.designations(2).nommer(bloc).a() == (
        "à l'alinéa « Un alinéa de plus. » (inséré par l'avenant n° 1) du préambule"
    )


def test_un_libelle_est_cite_assez_pour_etre_reconnu() -> None:
    long = "Améliorer la sensibilisation aux outils numériques auprès de tous les publics du quartier"
    autre = long.replace("quartier", "territoire")

    assert citer("Créer un forum") == "« Créer un forum »"
    assert citer(long) == "« Améliorer la sensibilisation aux outils numériques auprès de […] »"
    assert citer(long, [long, autre]) == f"« {long} »"


@pytest.mark.parametrize(
    ("groupe", "le", "a", "de"),
    [
        (Groupe("objectif"), "l'objectif", "à l'objectif", "de l'objectif"),
        (Groupe("plan"), "le plan", "au plan", "du plan"),
        (Groupe("action", feminin=True), "l'action", "à l'action", "de l'action"),
        (Groupe("liste", feminin=True), "la liste", "à la liste", "de la liste"),
        (Groupe("alinéas", pluriel=True), "les alinéas", "aux alinéas", "des alinéas"),
        (Groupe("habitat"), "l'habitat", "à l'habitat", "de l'habitat"),
        (Groupe("handicap"), "le handicap", "au handicap", "du handicap"),
        (Groupe("onzième alinéa"), "le onzième alinéa", "au onzième alinéa", "du onzième alinéa"),
        (Groupe("A du 1"), "le A du 1", "au A du 1", "du A du 1"),
    ],
)
def test_les_articles_se_contractent_et_s_elident(groupe: Groupe, le: str, a: str, de: str) -> None:
    assert (groupe.le(), groupe.a(), groupe.de()) == (le, a, de)


@pytest.mark.parametrize(
    ("n", "mot"),
    [
        (1, "premier"),
        (2, "deuxième"),
        (4, "quatrième"),
        (5, "cinquième"),
        (9, "neuvième"),
        (17, "dix-septième"),
        (21, "vingt et unième"),
        (30, "trentième"),
        (71, "soixante et onzième"),
        (80, "quatre-vingtième"),
        (81, "quatre-vingt-unième"),
        (95, "quatre-vingt-quinzième"),
        (100, "100e"),
    ],
)
def test_les_rangs_s_ecrivent_en_lettres(n: int, mot: str) -> None:
    assert ordinal(n) == mot


def test_les_noms_d_organismes_prennent_leur_article() -> None:
    assert le_nom("Commune d'Aubry") == "la commune d'Aubry"
    assert le_nom("L'État") == "l'État"
    assert le_nom("Communauté d'Agglomération d'Aubry") == "la Communauté d'Agglomération d'Aubry"
    assert le_nom("Communauté d'agglomération d'Aubry") == "la communauté d'agglomération d'Aubry"
    assert le_nom("CAF du Nord") == "CAF du Nord"
    assert du_nom("Département de l'Orne") == "du département de l'Orne"
    assert de_nom("L'État") == "de l'État"
    assert ordinal(1, feminin=True) == "première"
    assert cardinal(4) == "quatre"
    assert enumerer(["a", "b", "c"]) == "a, b et c"
