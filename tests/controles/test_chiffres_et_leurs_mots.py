"""Figures and what is said of them: right ones are never told, a changed one always is, and no text breaks a rule."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contratdoc.controles.chiffres import (
    part_fausse,
    quantite_a_deux_valeurs,
    seuil_non_respecte,
    statut_contradictoire,
    unite_impossible,
)
from contratdoc.diagnostics import Diagnostic, Place
from contratdoc.ecrits.ecrit import Contexte
from contratdoc.ecrits.from_texte import lire_ecrit
from contratdoc.ecrits.nombres import ecrire

REGLES = (part_fausse, quantite_a_deux_valeurs, unite_impossible, seuil_non_respecte, statut_contradictoire)
MORCEAUX = (
    "12 des 48 logements",
    ", soit 25 %",
    " de la population de l'agglomération",
    "L'agglomération compte 62 000 habitants. ",
    "passée de 50 000 € à 0 €",
    "(+ 5 %)",
    "0 habitants/km²",
    "0 hectares",
    "10 habitants",
    " pour 100 000 habitants",
    "une population supérieure à ",
    "deux fois par an",
    "Le comité de pilotage se réunit ",
    "\n\n| Quartier | Population | Part de la population communale |\n| --- | --- | --- |\n",
    "| Nord (Aubry) | 0 | 0 % |\n",
    "99999999999999999999999999 %",
    "la moitié",
    " millions",
    "- En cours : ",
    "300 lits",
    "Hôpital d'Aubry ",
    "\n\n",
    "«",
    "\ufffc",
    "en 2010",
)
MAUVAIS = (
    "a",
    "(",
    "1 ",
    "9",
    "de 1 à ",
    "« A ",
    "12 % ",
    "L'Agglomération de A",
    "A-",
    "soit 1 % ",
    "âge ",
    "taux de ",
)


def _constats(texte: str, regle: object = part_fausse) -> list[Diagnostic]:
    return list(regle.chercher(lire_ecrit(texte, Place("t", 1, 1)), Contexte()))  # type: ignore[attr-defined]


@given(st.integers(1, 5_000), st.integers(1, 20_000), st.integers(0, 2))
def test_une_part_juste_a_l_arrondi_pres_n_est_jamais_signalee(numerateur: int, reste: int, decimales: int) -> None:
    total = numerateur + reste
    part = round(Decimal(100) * numerateur / total, decimales)
    texte = f"Sur les {ecrire(total)} logements du quartier, {ecrire(numerateur)} sont vacants, soit {ecrire(part)} %."

    assert _constats(texte) == []


@given(st.integers(101, 4_999), st.integers(101, 19_999), st.integers(4, 40))
def test_une_part_changee_est_toujours_signalee(numerateur: int, reste: int, ecart: int) -> None:
    total = numerateur + reste
    part = round(Decimal(100) * numerateur / total) + ecart
    if part > 100 or total % 100 == 0 or numerateur % 100 == 0:
        return
    texte = f"Sur les {ecrire(total)} logements du quartier, {ecrire(numerateur)} sont vacants, soit {ecrire(part)} %."

    assert [d.code for d in _constats(texte)] == ["CD412"]


@given(st.integers(1, 99_999), st.integers(1, 99_999))
def test_une_evolution_juste_n_est_jamais_signalee(avant: int, apres: int) -> None:
    taux = round(abs(Decimal(100) * apres / avant - 100), 1)
    mot = "hausse" if apres >= avant else "baisse"
    texte = f"L'enveloppe est passée de {ecrire(avant)} € à {ecrire(apres)} €, soit une {mot} de {ecrire(taux)} %."

    assert _constats(texte) == []


@given(st.lists(st.sampled_from(MORCEAUX), max_size=14))
def test_aucun_texte_ne_fait_echouer_une_regle(morceaux: list[str]) -> None:
    for regle in REGLES:
        _constats("".join(morceaux), regle)


@given(st.text(alphabet="0123456789 %€.,()«»:-|\nAaé'dhtesoi", max_size=200))
def test_aucune_suite_de_signes_ne_fait_echouer_une_regle(texte: str) -> None:
    for regle in REGLES:
        _constats(texte, regle)


@pytest.mark.parametrize("motif", MAUVAIS)
def test_un_long_texte_repetitif_se_lit_en_temps_lineaire(motif: str) -> None:
    ecrit = lire_ecrit(motif * (100_000 // len(motif)), Place("t", 1, 1))
    for regle in REGLES:
        debut = time.perf_counter()
        list(regle.chercher(ecrit, Contexte()))

        assert time.perf_counter() - debut < 5, regle.__name__
