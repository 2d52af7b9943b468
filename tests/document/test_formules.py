"""The formulas of an avenant, read as a jurist reads them: one for each kind of change."""

from __future__ import annotations

import datetime as dt

import pytest
from fabrique_d_actes import avenant, formules, scelle
from hypothesis import given
from hypothesis import strategies as st

from contratdoc.avenants.avenant import Avenant
from contratdoc.avenants.canonique import Arbre
from contratdoc.document.mots_changes import FIN, jetons, passages

PRE, TER = scelle().textes["modeles/texte/preambule.md"], scelle().textes["modeles/texte/territoire.md"]
MISSION = scelle().donnees["contributions/mission.yaml"]
LOGIS = scelle().donnees["contributions/logis.yaml"]
ACTION: Arbre = {"id": "emploi-action-1", "libelle": "Tenir une permanence"}
VACANCE = TER[4].texte
assert isinstance(LOGIS, dict)
assert isinstance(LOGIS["patrimoine"], dict)
COMMUNES = LOGIS["patrimoine"]["par_commune"]

DITS: dict[str, tuple[Avenant, str]] = {
    "prorogation": (
        avenant().proroger(2032),
        "À la durée du contrat, les mots : « 2024-2030 » sont remplacés par les mots : « 2024-2032 ».",
    ),
    "un mot": (
        avenant().remplacer_mots("emploi-1a/libelle", "Repérer", "Accompagner"),
        "À l'objectif opérationnel 1.a de l'axe I, le mot : « Repérer » est remplacé par le mot : « Accompagner ».",
    ),
    "mots d'une énumération": (
        avenant().remplacer_mots("texte/preambule/4", "du territoire", "des communes et des quartiers"),
        (
            "Au troisième alinéa du préambule, les mots : « du territoire » sont remplacés par les mots : « des "
            "communes et "
            "des quartiers »."
        ),
    ),
    "mots supprimés": (
        avenant().remplacer_mots("texte/territoire/5", " depuis dix ans", ""),
        "Au deuxième alinéa du A du 1 de la partie I (« Contexte »), les mots : « depuis dix ans » sont supprimés.",
    ),
    "mots insérés": (
        avenant().remplacer_mots("emploi-1b/libelle", "les habitants", "les habitants et les entreprises"),
        (
            "À l'objectif opérationnel 1.b de l'axe I, après les mots : « les habitants », sont insérés les mots "
            ": « et les "
            "entreprises »."
        ),
    ),
    "nombre": (
        avenant().remplacer("faits/logements/valeur", "1 454", "1 460"),
        "Au chiffre « Logements », le nombre : « 1 454 » est remplacé par le nombre : « 1 460 ».",
    ),
    "long texte, peu de mots changés": (
        avenant().remplacer(
            "texte/territoire/5", VACANCE, VACANCE.replace("augmente", "diminue").replace("dix", "six")
        ),
        (
            "Au deuxième alinéa du A du 1 de la partie I (« Contexte »), le mot : « augmente » est remplacé par "
            "le mot : "
            "« diminue » ; le mot : « dix » est remplacé par le mot : « six »."
        ),
    ),
    "long texte, tout changé": (
        avenant().remplacer("texte/territoire/5", VACANCE, "La vacance a reculé."),
        "Le deuxième alinéa du A du 1 de la partie I (« Contexte ») est ainsi rédigé : « La vacance a reculé. ».",
    ),
    "énumération réécrite": (
        avenant().remplacer("texte/preambule/4", PRE[3].texte, "- un axe sur l'emploi ;\n- un axe sur la santé."),
        (
            "Les troisième à cinquième alinéas du préambule sont ainsi rédigés :\n"
            "> - « un axe sur l'emploi ;\n> - un axe sur la santé. »"
        ),
    ),
    "élément inséré": (
        avenant().inserer("emploi/actions", {"id": "forum", "libelle": "Créer un forum"}),
        (
            "Après l'action « Tenir une permanence » du plan d'actions de l'axe I, il est inséré une action "
            "ainsi rédigée : "
            "« Créer un forum »."
        ),
    ),
    "élément inséré en tête": (
        avenant().inserer("emploi-1/objectifs", {"id": "emploi-1c", "libelle": "Lever les freins"}, apres=None),
        (
            "En tête de la liste des objectifs opérationnels de l'orientation stratégique 1 de l'axe I, il est "
            "inséré un "
            "objectif opérationnel ainsi rédigé : « Lever les freins »."
        ),
    ),
    "engagement et ce qu'il porte": (
        avenant().inserer(
            "mission/engagements",
            {"id": "m2", "texte": "Ouvrir un point d'accueil.", "objectifs": ["sante-1a"], "quartiers": ["sud"]},
        ),
        (
            "Après l'engagement « Recevoir chaque jeune du quartier. » de la contribution de la mission locale "
            "(annexe 1), il "
            "est inséré un engagement ainsi rédigé :\n"
            "> « Ouvrir un point d'accueil.\n"
            "> [attache] Objectifs opérationnels servis : objectif opérationnel 1.a du volet Santé de l'axe II\n"
            "> [attache] Quartiers concernés : Quartier Sud »"
        ),
    ),
    "alinéa inséré": (
        avenant().inserer("texte/preambule", "Il se lit avec [](#annexe-2).", apres="2"),
        "Après le premier alinéa du préambule, il est inséré un alinéa ainsi rédigé : « Il se lit avec annexe 2. ».",
    ),
    "alinéas insérés": (
        avenant().inserer("texte/preambule", "- un ;\n- deux.", apres="5"),
        "Après le sixième alinéa du préambule, il est inséré deux alinéas ainsi rédigés :\n> - « un ;\n> - deux. »",
    ),
    "champ ajouté": (
        avenant().inserer("emploi-ind-1", {"cible": "200 par an"}),
        "L'indicateur « Jeunes reçus » de l'axe I est complété par une cible ainsi rédigée : « 200 par an ».",
    ),
    "suppression": (
        avenant().supprimer("emploi-action-1", ACTION),
        "L'action « Tenir une permanence » du plan d'actions de l'axe I est supprimée.",
    ),
    "suppression d'alinéas": (
        avenant().supprimer("texte/preambule/4", PRE[3].texte),
        "Les troisième à cinquième alinéas du préambule sont supprimés.",
    ),
    "déplacement": (
        avenant().deplacer("texte/preambule/5", apres="2"),
        "Le sixième alinéa du préambule est placé après le premier alinéa du préambule.",
    ),
    "déplacement en tête": (
        avenant().deplacer("emploi-1b", apres=None),
        (
            "L'objectif opérationnel 1.b de l'axe I est placé en tête de la liste des objectifs opérationnels de "
            "l'orientation stratégique 1 de l'axe I."
        ),
    ),
    "nouvelle partie": (
        avenant().ajouter_partie(
            {"id": "caf", "organisme": "Caisse d'allocations familiales", "qualite": "Présidente"}
        ),
        (
            "Après la partie « Logis des Trois Rives », il est ajouté une partie ainsi désignée : « la caisse "
            "d'allocations "
            "familiales, représentée par …………………………………, présidente »."
        ),
    ),
    "partie retirée": (
        avenant().retirer_partie("departement"),
        "La partie « Département de l'Orne » est supprimée de la liste des parties.",
    ),
    "tableau d'un texte": (
        avenant().remplacer("texte/territoire/7", TER[6].texte, TER[6].texte.replace("900", "950")),
        (
            "Le tableau 1 (« Population des quartiers ») du A du 1 de la partie I (« Contexte ») est remplacé "
            "par le tableau "
            "suivant :\n"
            "Tableau 1 : Population des quartiers #tableau-population-des-quartiers-2\n"
            "*┆ Quartier ┆ → Habitants ┆\n┆ Nord ┆ → 1 200 ┆\n┆ Sud ┆ → 950 ┆"
        ),
    ),
    "tableau d'une contribution": (
        avenant().remplacer("logis/patrimoine/par_commune", COMMUNES, [{"commune": "Aubry", "logements": "300"}]),
        (
            "Le tableau par commune du patrimoine de la contribution du Logis des Trois Rives (annexe 1) est "
            "remplacé par le "
            "tableau suivant :\n"
            "Tableau 1 : Répartition par commune #tableau-insere-1\n"
            "*┆ Commune ┆ Nombre de logements ┆\n┆ Aubry ┆ 300 ┆"
        ),
    ),
    "liste d'identifiants": (
        avenant().remplacer("mission-1/objectifs", ["emploi-1a"], ["emploi-1a", "sante-1a"]),
        (
            "La liste des objectifs opérationnels servis de l'engagement « Recevoir chaque jeune du quartier. » de la "
            "contribution de la mission locale (annexe 1) est complétée ainsi : « objectif opérationnel 1.a du "
            "volet Santé de "
            "l'axe II »."
        ),
    ),
    "rattachement": (
        avenant().remplacer("emploi-ind-1/pour", "emploi-1a", "emploi-1"),
        (
            "Le rattachement de l'indicateur « Jeunes reçus » de l'axe I est ainsi rédigé : « orientation "
            "stratégique 1 de "
            "l'axe I »."
        ),
    ),
    "texte entier": (
        avenant().remplacer_annexe("texte/preambule", "# Préambule\n\nTout est neuf."),
        "Le préambule est remplacé par le texte qui figure à l'annexe 1 du présent avenant.",
    ),
    "contribution entière": (
        avenant().remplacer_annexe("contributions/mission", {**MISSION, "nom": "Mission"}),  # type: ignore[dict-item]
        (
            "La contribution de la mission locale (annexe 1) est remplacée par celle qui figure à l'annexe 1 du "
            "présent "
            "avenant."
        ),
    ),
}


@pytest.mark.parametrize(("a", "dit"), DITS.values(), ids=DITS)
def test_chaque_changement_a_sa_formule(a: Avenant, dit: str) -> None:
    assert formules(a) == [dit]


def test_le_motif_et_la_date_d_effet_propre_suivent_la_formule() -> None:
    (dit,) = formules(avenant().proroger(2032, motif="Circulaire nouvelle.", effet=dt.date(2028, 1, 1)))

    assert dit.split("\n")[1:] == [
        "Cette modification prend effet le 1^er^ janvier 2028.",
        "[attache] Motif : Circulaire nouvelle.",
    ]


def test_ce_que_le_meme_avenant_vient_d_inserer_est_nomme_par_lui() -> None:
    a = avenant().inserer("emploi/actions", {"id": "un", "libelle": "Créer un forum"})
    a = a.inserer("emploi/actions", {"id": "deux", "libelle": "Tenir un salon"}, apres="un")

    assert formules(a)[1] == (
        "Après l'action « Créer un forum » du plan d'actions de l'axe I (insérée par le présent avenant), il "
        "est inséré "
        "une action ainsi rédigée : « Tenir un salon »."
    )


def test_un_second_avenant_nomme_le_premier() -> None:
    un = avenant(1).inserer("emploi/actions", {"id": "un", "libelle": "Créer un forum"})
    deux = avenant(2).remplacer_mots("actions/un/libelle", "forum", "salon")

    assert formules(un, deux) == [
        (
            "À l'action « Créer un forum » du plan d'actions de l'axe I (insérée par l'avenant n° 1), le mot : « "
            "forum » est "
            "remplacé par le mot : « salon »."
        )
    ]


def test_un_second_avenant_cite_les_mots_du_contrat_en_vigueur() -> None:
    un = avenant(1).remplacer_mots("emploi-action-1/libelle", "Tenir", "Ouvrir")
    deux = avenant(2).supprimer("emploi-action-1", {"id": "emploi-action-1", "libelle": "Ouvrir une permanence"})

    assert formules(un, deux) == ["L'action « Ouvrir une permanence » du plan d'actions de l'axe I est supprimée."]


# --- words ------------------------------------------------------------------------------------------------------------

TEXTES = st.lists(st.sampled_from(["le", "la", "maire", "préfet", "a", "b", "c", "\n\n"]), max_size=14).map(" ".join)


@given(TEXTES, TEXTES)
def test_les_passages_remplaces_une_fois_chacun_donnent_le_nouveau_texte(ancien: str, nouveau: str) -> None:
    trouves = passages(ancien, nouveau)
    if trouves is None:
        return
    mots = jetons(ancien)
    tout = " ".join(mots)
    for p in trouves:
        assert tout.count(p.ancien) == 1
        assert FIN not in p.ancien + p.nouveau
    for p in reversed(trouves):
        mots[p.debut : p.fin] = p.nouveau.split(" ")
    assert [m for m in mots if m] == jetons(nouveau)


def test_un_passage_prend_les_mots_qu_il_faut_pour_etre_seul() -> None:
    (p,) = (
        passages("le maire et le préfet signent, le maire publie", "le maire et le préfet signent, le préfet publie")
        or ()
    )

    assert (p.ancien, p.nouveau) == ("signent, le maire", "signent, le préfet")


def test_un_texte_qui_change_presque_tout_est_reecrit() -> None:
    assert passages("un texte tout court", "autre chose qui n'a rien à voir") is None
