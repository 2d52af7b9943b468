"""Likeness of texts: the index finds what comparing all pairs finds, in near-linear time."""

from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contratdoc.ecrits.ressemblance import Index, mots, ressemblance

MOTS = st.sampled_from(
    ["accueillir", "les", "parents", "dans", "chaque", "quartier", "bailleur", "pour", "santé", "été"]
)
TEXTES = st.lists(MOTS, min_size=1, max_size=14).map(" ".join)


@pytest.mark.parametrize(
    ("a", "b", "note"),
    [
        ("Prévenir la délinquance !", "PREVENIR  la délinquance", 1),
        ("les actions", "les action", 1),
        ("Accueillir les parents isolés du quartier", "Accueillir les enfants isolés du quartier", 5 / 6),
        ("un deux trois quatre", "quatre trois deux un", 1 / 4),
        ("emploi", "santé", 0),
        ("", "", 0),
        ("…", "santé", 0),
    ],
)
def test_la_ressemblance_est_la_part_des_mots_communs_dans_l_ordre(a: str, b: str, note: float) -> None:
    assert ressemblance(a, b) == pytest.approx(note)


@given(TEXTES, TEXTES)
def test_la_ressemblance_est_symetrique_et_bornee(a: str, b: str) -> None:
    assert 0 <= ressemblance(a, b) <= 1
    assert ressemblance(a, b) == ressemblance(b, a)
    assert ressemblance(a, a) == 1
    assert (ressemblance(a, b) == 1) == (mots(a) == mots(b))


@given(st.lists(TEXTES, max_size=20), TEXTES)
def test_l_index_trouve_les_memes_textes_et_ne_ment_pas(textes: list[str], cherche: str) -> None:
    index = Index(textes)
    trouves = dict(index.proches(cherche, 0.85))

    assert all(note == ressemblance(cherche, textes[i]) for i, note in trouves.items())
    assert {i for i, t in enumerate(textes) if mots(t) == mots(cherche)} <= trouves.keys()


@given(st.integers(0, 11), st.integers(12, 40))
def test_l_index_trouve_un_texte_dont_un_mot_a_change(rang: int, longueur: int) -> None:
    textes = [" ".join(f"mot{n}x{k}y" for k in range(longueur)) for n in range(30)]
    change = textes[7].split()
    change[rang] = "autrement"

    assert [i for i, _ in Index(textes).proches(" ".join(change), 0.85)] == [7]


def test_un_texte_se_retrouve_meme_si_tous_ses_mots_sont_partout() -> None:
    textes = [f"{a}{b} quartier" for a in "abcdefgh" for b in "jklmn"]

    assert all([i for i, _ in Index(textes).proches(t, 0.85)] == [k] for k, t in enumerate(textes))


def test_un_texte_court_se_retrouve_par_un_mot() -> None:
    assert Index(["accueillir jeunes parents"]).proches("accueillir futurs parents", 0.6) == [(0, pytest.approx(2 / 3))]


def test_des_mots_pris_a_un_autre_texte_n_egarent_pas() -> None:
    textes = [" ".join(f"mot{n}x{k}y" for k in range(40)) for n in range(30)]
    change = textes[7].split()
    change[3:5] = textes[8].split()[3:5]

    assert [i for i, _ in Index(textes).proches(" ".join(change), 0.85)] == [7]


def test_le_temps_suit_le_nombre_de_textes() -> None:
    textes = [
        f"Le quartier {n} accueille {n * 7} habitants dans {n % 13} écoles et {n % 29} crèches" for n in range(400)
    ]
    temps = []
    for fois in (1, 16):
        mots.cache_clear()
        depart = perf_counter()
        index = Index(textes * fois)
        for t in textes * fois:
            index.proches(t, 0.85)
        temps.append(perf_counter() - depart)

    assert temps[1] < 30 * temps[0]
