"""The table of what each kind of avenant may touch: read line by line, and enforced with its rule's name."""

from __future__ import annotations

import pytest
from petit_contrat import ARS, avenant, consolider, scelle

from contratdoc.avenants.avenant import Avenant, Genre, Nature
from contratdoc.avenants.politique import POLITIQUE, Signe, raison_du_refus
from contratdoc.avenants.rejouer import rejouer

N = Nature
MOTS = ("remplacer_mots", "texte/territoire/3", "deux fois", "trois fois")
PATRIMOINE = ("remplacer", "logis/patrimoine/total", "300", "310")
OBJECTIF = ("remplacer", "emploi-1a/libelle", "Repérer les jeunes", "Les repérer")
PLAN = ("remplacer", "contrat/plan/Annexes/contenu/annexe-1/contributions", ["mission", "logis"], ["mission"])


def ecrire(nature: Nature, *verbes: tuple[object, ...]) -> Avenant:
    a = avenant(1, nature)
    for verbe, *arguments in verbes:
        a = getattr(a, str(verbe))(*arguments)
    return a


def test_chaque_nature_a_sa_ligne_et_son_nom() -> None:
    assert set(POLITIQUE) == set(Nature)
    assert len({droit.nom for droit in POLITIQUE.values()}) == len(Nature)
    assert [n for n, d in POLITIQUE.items() if d.signe is not Signe.TOUTES] == [N.REVISION_CONTRIBUTION]


@pytest.mark.parametrize(
    ("nature", "verbe"),
    [
        (N.PROROGATION, ("proroger", 2031)),
        (N.ACTUALISATION, ("proroger", 2031)),
        (N.ACTUALISATION, MOTS),
        (N.ACTUALISATION, PATRIMOINE),
        (N.ENTREE, ("ajouter_partie", ARS)),
        (N.RETRAIT, ("retirer_partie", "logis")),
        (N.RETRAIT, PLAN),
        (N.REVISION_CONTRIBUTION, PATRIMOINE),
        (N.REVISION_ANNEXE_2, OBJECTIF),
        (N.RECTIFICATION, MOTS),
        (N.RECTIFICATION, OBJECTIF),
    ],
)
def test_ce_qu_une_nature_permet_se_fait(nature: Nature, verbe: tuple[object, ...]) -> None:
    assert len(consolider(ecrire(nature, verbe)).faites) == 1


@pytest.mark.parametrize(
    ("nature", "verbe"),
    [
        (N.PROROGATION, MOTS),
        (N.PROROGATION, ("retirer_partie", "logis")),
        (N.ENTREE, OBJECTIF),
        (N.ENTREE, ("retirer_partie", "logis")),
        (N.RETRAIT, ("ajouter_partie", ARS)),
        (N.RETRAIT, ("proroger", 2031)),
        (N.REVISION_CONTRIBUTION, OBJECTIF),
        (N.REVISION_CONTRIBUTION, ("proroger", 2031)),
        (N.REVISION_ANNEXE_2, PATRIMOINE),
        (N.RECTIFICATION, ("inserer", "texte/territoire", "Un ajout.")),
        (N.RECTIFICATION, ("proroger", 2031)),
    ],
)
def test_ce_qu_aucune_ligne_ne_permet_est_refuse_avec_le_nom_de_la_nature(
    nature: Nature, verbe: tuple[object, ...]
) -> None:
    fait = rejouer(scelle(), (ecrire(nature, verbe),))

    assert [d.code for d in fait.diagnostics] == ["CD834"]
    assert f"l'avenant de nature « {POLITIQUE[nature].nom} » n'admet" in fait.diagnostics[0].message


def test_la_revision_d_une_contribution_n_en_touche_qu_une() -> None:
    a = ecrire(N.REVISION_CONTRIBUTION, PATRIMOINE, ("remplacer", "mission/nom", "Mission locale", "Mission"))
    fait = rejouer(scelle(), (a,))

    assert [d.code for d in fait.diagnostics] == ["CD834"]
    assert "de « logis » et de « mission »" in fait.diagnostics[0].message


def test_la_contribution_de_qui_n_est_pas_partie_ne_se_revise_pas_sans_lui() -> None:
    fait = rejouer(scelle(), (ecrire(N.REVISION_CONTRIBUTION, ("remplacer", "mission/nom", "Mission locale", "M")),))

    assert [d.code for d in fait.diagnostics] == ["CD837"]
    assert "« mission » n'est pas partie au contrat" in fait.diagnostics[0].message


@pytest.mark.parametrize("nature", Nature)
@pytest.mark.parametrize("genre", Genre)
def test_un_refus_se_dit_en_une_phrase(nature: Nature, genre: Genre) -> None:
    raison = raison_du_refus(nature, genre, "ailleurs")

    assert raison == "" or raison.startswith(f"l'avenant de nature « {POLITIQUE[nature].nom} »")
    assert (raison == "") == (
        nature is N.ACTUALISATION
        or (nature is N.RECTIFICATION and "remplacer" in genre[:9] and genre != Genre.REMPLACER_ANNEXE)
    )
