"""Several avenants on one contract: their order, their days, what one writes and another amends, their conflicts."""

from __future__ import annotations

import datetime as dt

from petit_contrat import avenant, consolider, lire, scelle, texte

from contratdoc.avenants.avenant import Avenant
from contratdoc.avenants.rejouer import Consolidation, rejouer

COMITE = "texte/territoire/3"
JANVIER, AVRIL, JUIN = dt.date(2027, 1, 1), dt.date(2027, 4, 1), dt.date(2027, 6, 1)


def reunions(fait: Consolidation, jour: dt.date) -> str:
    """How often the committee meets on a day."""
    return texte(fait.au(jour))[2][1].split(" par an")[0].removeprefix("Le comité se réunit ")


def dits(*avenants: Avenant) -> list[tuple[str, str, list[str]]]:
    rejeu = rejouer(scelle(), avenants)
    return [(d.code, d.place.fichier, [p.fichier for p, _ in d.autres]) for d in rejeu.diagnostics]


def test_un_avenant_modifie_ce_qu_un_autre_a_ecrit() -> None:
    un = avenant(1, effet=JANVIER).inserer("texte/territoire", "Un bilan est présenté chaque année.", apres="3")
    deux = avenant(2, effet=AVRIL).remplacer_mots("texte/territoire/3-1", "chaque année", "tous les six mois")
    fait = consolider(un, deux)

    assert texte(fait.contrat)[3] == ("3-1", "Un bilan est présenté tous les six mois.")
    assert texte(fait.au(JANVIER))[3] == ("3-1", "Un bilan est présenté chaque année.")


def test_l_effet_differe_attend_son_jour() -> None:
    un = avenant(1, effet=JANVIER).remplacer_mots(COMITE, "deux fois", "trois fois", effet=JUIN)
    un = un.remplacer_mots("texte/territoire/2", "deux communes", "trois communes")
    fait = consolider(un)

    assert [reunions(fait, j) for j in (JANVIER, AVRIL, JUIN)] == ["deux fois", "deux fois", "trois fois"]
    assert "trois communes" in texte(fait.au(JANVIER))[1][1]
    assert fait.au(dt.date(2026, 12, 31)) == scelle()


def test_un_avenant_plus_recent_qui_prend_effet_plus_tot_s_applique_d_abord() -> None:
    un = avenant(1, effet=JUIN).remplacer_mots(COMITE, "trois fois", "quatre fois")
    deux = avenant(2, effet=JANVIER).remplacer_mots(COMITE, "deux fois", "trois fois")
    fait = consolider(un, deux)

    assert [reunions(fait, j) for j in (JANVIER, JUIN)] == ["trois fois", "quatre fois"]


def test_deux_avenants_d_un_meme_jour_s_appliquent_par_numero() -> None:
    un = avenant(1, effet=AVRIL).remplacer_mots(COMITE, "deux fois", "trois fois")
    deux = avenant(2, effet=AVRIL).remplacer_mots(COMITE, "trois fois", "quatre fois")

    assert reunions(consolider(un, deux), AVRIL) == "quatre fois"
    assert [f.avenant for f in consolider(un, deux).faites] == [1, 2]


def test_deux_avenants_sur_les_memes_mots_sont_refuses_avec_les_deux_places() -> None:
    un = avenant(1, effet=JANVIER).remplacer_mots(COMITE, "deux fois", "trois fois")
    deux = avenant(2, effet=AVRIL).remplacer_mots(COMITE, "deux fois", "six fois")

    assert dits(un, deux) == [("CD832", "avenant-2", ["avenant-1"])]


def test_une_cible_retiree_est_refusee_avec_la_place_de_son_retrait() -> None:
    objectif = {"id": "emploi-1b", "libelle": "Informer les habitants"}
    un = avenant(1, effet=JANVIER).supprimer("emploi-1b", objectif)
    deux = avenant(2, effet=AVRIL).remplacer("emploi-1b/libelle", "Informer les habitants", "Informer")

    assert dits(un, deux) == [("CD831", "avenant-2", ["avenant-1"])]


def test_ce_qui_n_existe_pas_encore_ce_jour_la_est_refuse() -> None:
    un = avenant(1, effet=JUIN).inserer("texte/territoire", "Un bilan est présenté.", apres="3")
    deux = avenant(2, effet=AVRIL).remplacer_mots("texte/territoire/3-1", "bilan", "rapport")

    assert dits(un, deux) == [("CD831", "avenant-2", [])]


def test_un_numero_de_bloc_n_est_jamais_redonne() -> None:
    un = avenant(1, effet=JANVIER).inserer("texte/territoire", "Premier ajout.", apres="3")
    deux = avenant(2, effet=AVRIL).supprimer("texte/territoire/3-1", "Premier ajout.")
    trois = avenant(3, effet=JUIN).inserer("texte/territoire", "Second ajout.", apres="3")

    assert texte(consolider(un, deux, trois).contrat)[3] == ("3-2", "Second ajout.")


def test_chaque_avenant_a_ses_articles() -> None:
    un = avenant(1, effet=JANVIER).remplacer_mots(COMITE, "deux fois", "trois fois").proroger(2031)
    deux = avenant(2, effet=AVRIL).proroger(2032).remplacer_mots(COMITE, "une fois", "deux fois")
    un = un.remplacer_mots("texte/territoire/2", "deux communes", "trois communes", effet=JUIN)
    fait = consolider(un, deux)

    assert [[a.lieu for a in fait.articles(n)] for n in (1, 2)] == [
        [("texte", "territoire"), ("contrat", "periode")],
        [("contrat", "periode"), ("texte", "territoire")],
    ]
    assert [[len(a.modifications) for a in fait.articles(n)] for n in (1, 2)] == [[2, 1], [1, 1]]
    assert lire(fait.contrat, "modeles/contrat.yaml", "periode") == "2024-2032"
