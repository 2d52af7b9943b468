"""Faults as data: their order, their places, and what the suggestions propose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contratdoc.diagnostics import (
    Diagnostic,
    Place,
    Severite,
    a_des_erreurs,
    avertissement,
    erreur,
    plus_proche,
    trier,
    vouliez_vous_dire,
)
from contratdoc.diagnostics.rendus.concis import rendre_concis
from contratdoc.diagnostics.rendus.plein import rendre_plein

NOMS = st.text("abcdeé-_ ", min_size=1, max_size=12)
DIAGNOSTICS = st.builds(
    Diagnostic,
    st.sampled_from(("CD101", "CD102")),
    st.sampled_from(Severite),
    st.sampled_from(("Un.", "Deux.")),
    st.builds(Place, st.sampled_from(("a", "b")), st.integers(0, 3), st.integers(0, 3)),
)


@given(st.lists(DIAGNOSTICS, max_size=8))
def test_le_tri_suit_les_places_et_oublie_les_repetitions(diagnostics: list[Diagnostic]) -> None:
    tries = trier(diagnostics)
    assert set(tries) == set(diagnostics)
    assert len(tries) == len(set(diagnostics))
    assert [d.place for d in tries] == sorted(d.place for d in tries)
    assert trier(reversed(diagnostics)) == trier(tries) or len({d.severite for d in tries}) > 1


@given(st.lists(DIAGNOSTICS, max_size=8))
def test_seule_une_erreur_arrete(diagnostics: list[Diagnostic]) -> None:
    assert a_des_erreurs(diagnostics) == (Severite.ERREUR in {d.severite for d in diagnostics})


def test_une_aide_vide_est_omise() -> None:
    for faire in (erreur, avertissement):
        assert faire("CD101", "Un.", Place("a"), "", "Faites.", "").aides == ("Faites.",)


@pytest.mark.parametrize(("place", "texte"), [(Place("a"), "a"), (Place("a", 3), "a:3:1"), (Place("a", 3, 7), "a:3:7")])
def test_une_place_s_ecrit(place: Place, texte: str) -> None:
    assert str(place) == texte


# --- suggestions ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ecrit", "connus", "propose"),
    [
        ("engagments", ("engagements", "equipements"), "engagements"),
        ("Échéance", ("echeance",), "echeance"),
        ("fueille_de_route", ("feuille_de_route", "presentation"), "feuille_de_route"),
        ("valide", ("validé", "délibéré"), "validé"),
        ("par-commune", ("par_commune", "par_quartier"), "par_commune"),
        ("anee", ("annee", "source"), "annee"),
        ("T7", ("T1", "T2"), None),
        ("patrimoine", ("missions", "themes"), None),
        ("ab", (), None),
        ("", ("a", "id"), None),
    ],
)
def test_le_nom_le_plus_proche(ecrit: str, connus: tuple[str, ...], propose: str | None) -> None:
    assert plus_proche(ecrit, connus) == propose
    assert vouliez_vous_dire(ecrit, connus) == (f"Vouliez-vous dire « {propose} » ?" if propose else "")


@given(NOMS, st.lists(NOMS, max_size=5))
def test_une_proposition_est_un_nom_connu_quel_que_soit_l_ordre(nom: str, connus: list[str]) -> None:
    propose = plus_proche(nom, connus)
    assert propose is None or propose in connus
    assert plus_proche(nom, reversed(connus)) == propose


@given(st.text("abcdefgh", min_size=3, max_size=12), st.integers(0, 10), st.sampled_from("xyz"))
def test_une_faute_de_frappe_est_reconnue(nom: str, rang: int, lettre: str) -> None:
    i = rang % len(nom)
    for ecrit in (nom[:i] + lettre + nom[i:], nom[:i] + lettre + nom[i + 1 :], nom[: i - 1] + nom[i:] if i else nom):
        assert plus_proche(ecrit, [nom]) == nom or len(ecrit) < 3


# --- renderers --------------------------------------------------------------------------------------------------------

FAUTE = erreur("CD102", "Non.", Place("a", 2, 5), "Faites.", autres=((Place("a", 1, 1), "première fois ici"),))


def test_le_rendu_concis() -> None:
    assert (
        rendre_concis([FAUTE, erreur("CD015", "Vide.", Place("a"))])
        == "a: erreur CD015: Vide.\na:2:5: erreur CD102: Non.\n"
    )


def test_le_rendu_plein() -> None:
    lignes = {1: "un", 2: "de\t̀ux"}
    rendu = rendre_plein([FAUTE], lambda _, ligne: lignes.get(ligne))
    assert rendu == (
        "erreur CD102 : Non.\n"
        "  → a:2:5\n"
        "    2 │ de ̀ux\n"
        "      │    ^\n"
        "  → a:1:1 (première fois ici)\n"
        "    1 │ un\n"
        "      │ ^\n"
        "   aide : Faites.\n\n"
    )


def test_le_rendu_plein_d_une_longue_ligne_montre_l_endroit() -> None:
    ligne = "a" * 500 + "b" + "a" * 500
    rendu = rendre_plein([erreur("CD102", "Non.", Place("a", 1, 501))], lambda *_: ligne).splitlines()
    assert len(rendu[2]) < 120
    assert rendu[2][rendu[3].index("^")] == "b"


def test_le_rendu_plein_d_un_fichier_absent() -> None:
    assert rendre_plein([FAUTE], lambda *_: None).count("│") == 0
