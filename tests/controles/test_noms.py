"""Names, acronyms and periods on texts made at random: what is right stays silent, one change is found."""

from __future__ import annotations

import calendar
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contratdoc.controles.dates import SUR_L_ECRIT as DATES
from contratdoc.controles.dates import date_impossible
from contratdoc.controles.droit import personnes_nommees
from contratdoc.controles.noms import SUR_L_ECRIT as NOMS
from contratdoc.controles.noms import nom_ecrit_de_deux_facons, nom_mal_ecrit, sigle_a_deux_sens, sigle_non_defini
from contratdoc.controles.noms.acrostiche import donne, est_au_debut_des_mots
from contratdoc.controles.noms.mots import plat
from contratdoc.controles.noms.voisinage import Voisins, a_une_lettre, distance
from contratdoc.diagnostics import Place, Severite
from contratdoc.ecrits.dates import MOIS
from contratdoc.ecrits.ecrit import Contexte, Ecrit, Lexique, NomPropre
from contratdoc.ecrits.from_texte import lire_ecrit

LEXIQUE = Lexique((NomPropre("Mont-Cormont", "commune", ("Mt-Cormont",)), NomPropre("Belval", "commune")))
MOTS = st.text(string.ascii_lowercase, min_size=6, max_size=12)
SOUCHE = "Contrat QPV (Mont-Cormont) Mt le 31 février 2024-2030 sera en 2022 « » Dr Cabinet A / B @ 06 - : \n\t|#"
QUELCONQUE = st.text(st.sampled_from(SOUCHE) | st.characters(codec="utf-8"), max_size=300)


def ecrit(texte: str) -> Ecrit:
    return lire_ecrit(texte, Place("x.md", 1, 1))


@given(QUELCONQUE)
def test_aucune_regle_ne_leve_rien(texte: str) -> None:
    for contexte in (Contexte(), Contexte((2024, 2030), LEXIQUE, contrat_entier=True)):
        for regle in (*NOMS, *DATES, personnes_nommees):
            for d in regle.chercher(ecrit(texte), contexte):
                assert d.code == regle.FICHE.code
                assert "\n" not in d.message


@given(st.characters(codec="utf-8"))
def test_un_texte_mis_a_plat_garde_ses_rangs(c: str) -> None:
    assert len(plat(f"a{c}b")) == 2 + len(c)


@given(MOTS, MOTS)
def test_deux_mots_voisins_le_sont_dans_les_deux_sens(a: str, b: str) -> None:
    assert a_une_lettre(a, b) == a_une_lettre(b, a) or a == b
    assert (a != b and a_une_lettre(a, b)) == (distance(a, b, 2) == 1)


@given(MOTS, st.data())
def test_un_mot_a_une_lettre_pres_est_retrouve(mot: str, data: st.DataObject) -> None:
    i = data.draw(st.integers(0, len(mot) - 1))
    lettre = data.draw(st.sampled_from(string.ascii_lowercase))
    for change in (mot[:i] + mot[i + 1 :], mot[:i] + lettre + mot[i:], mot[:i] + lettre + mot[i + 1 :]):
        assert Voisins([mot, "autrechose"]).de(change) == ([mot] if change != mot else [])


@pytest.mark.parametrize("separateur", [" ", "  ", "'"])
def test_un_nom_du_lexique_aux_traits_d_union_changes_est_corrige(separateur: str) -> None:
    (d,) = nom_mal_ecrit.chercher(ecrit(f"La ville de Mont{separateur}Cormont."), Contexte(lexique=LEXIQUE))

    assert d.severite is Severite.ERREUR
    assert d.remplacement is not None
    assert d.remplacement.nouveau == "Mont-Cormont"


@given(st.lists(st.sampled_from(["Mont-Cormont", "MONT-CORMONT", "Belval", "belval", "Mont‑Cormont"]), min_size=1))
def test_des_noms_bien_ecrits_ne_disent_rien(noms: list[str]) -> None:
    assert not list(nom_mal_ecrit.chercher(ecrit(" et ".join(noms)), Contexte(lexique=LEXIQUE)))


@given(st.integers(5, 12))
def test_la_forme_rare_d_un_nom_est_une_erreur_et_l_usuelle_ne_dit_rien(n: int) -> None:
    usuel = "Le quartier Cormontagne. " * n

    assert not list(nom_ecrit_de_deux_facons.chercher(ecrit(usuel), Contexte()))
    (d,) = nom_ecrit_de_deux_facons.chercher(ecrit(usuel + "Le quartier Cormntagne."), Contexte())
    assert d.severite is Severite.ERREUR


@given(st.lists(st.text(string.ascii_lowercase, min_size=4, max_size=9), min_size=3, max_size=6))
def test_un_sigle_fait_des_initiales_est_defini(mots: list[str]) -> None:
    sigle = "".join(m[0] for m in mots).upper()
    if set(sigle) <= set("IVXLCDM"):
        return
    texte = f"Voici {' '.join(mots)} ({sigle}). La {sigle} agit."

    assert donne(tuple(mots), sigle.lower())
    assert est_au_debut_des_mots(tuple(mots), sigle.lower())
    assert not list(sigle_non_defini.chercher(ecrit(texte), Contexte()))
    assert not [d for d in sigle_a_deux_sens.chercher(ecrit(texte), Contexte()) if d.severite is Severite.ERREUR]


@given(st.dates())
def test_une_date_du_calendrier_est_possible(date: object) -> None:
    jour, mois, annee = (getattr(date, x) for x in ("day", "month", "year"))
    if annee < 1000:
        return
    texte = f"Réunion le {jour} {MOIS[mois - 1]} {annee}."

    assert not list(date_impossible.chercher(ecrit(texte), Contexte()))


@given(st.integers(1000, 2100), st.integers(1, 12), st.integers(1, 9))
def test_le_jour_apres_la_fin_du_mois_est_impossible(annee: int, mois: int, apres: int) -> None:
    jour = calendar.monthrange(annee, mois)[1] + apres

    (d,) = date_impossible.chercher(ecrit(f"Réunion le {jour} {MOIS[mois - 1]} {annee}."), Contexte())
    assert d.severite is Severite.ERREUR


def test_aucun_message_ne_repete_le_nom_d_une_personne() -> None:
    texte = "Dr DURAND Anne\n\nDr PETIT Paul\n\nMme ROUX\n\nanne.durand@aubry.fr, 06 12 34 56 78"
    dits = list(personnes_nommees.chercher(ecrit(texte), Contexte()))

    assert len(dits) == 3
    assert not any(nom in d.message.casefold() for d in dits for nom in ("durand", "petit", "roux", "06"))
