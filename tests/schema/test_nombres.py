"""Figures and dates: what is written comes back, and what is not a figure is refused in French."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from contratdoc.schema import nombres

ESPACES = st.sampled_from(("", " ", "\u00a0", "\u202f", "\u2009"))
JOURS = st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31))
DECIMAUX = st.decimals(Decimal(-(10**15)), Decimal(10**15), places=3)
LECTEURS: tuple[Callable[[str], object], ...] = (
    nombres.lire_decimal,
    nombres.lire_entier,
    nombres.lire_montant,
    nombres.lire_pourcentage,
    nombres.lire_booleen,
    nombres.lire_echeance,
    nombres.lire_date,
    nombres.lire_periode,
)


def _ecrire(valeur: Decimal, espace: str) -> str:
    signe = "−" if valeur < 0 else ""
    entier, _, decimales = f"{abs(valeur):,f}".partition(".")
    return signe + entier.replace(",", espace) + (f",{decimales}" if decimales else "")


@given(DECIMAUX, ESPACES)
def test_un_nombre_ecrit_est_relu(valeur: Decimal, espace: str) -> None:
    ecrit = _ecrire(valeur, espace)
    assert nombres.lire_decimal(ecrit) == valeur
    assert nombres.lire_decimal(f"  {ecrit}\n") == valeur
    assert nombres.lire_pourcentage(f"{ecrit}{espace}%") == valeur
    for unite, facteur in (("€", 1), ("euros", 1), ("k€", 1_000), ("M€", 10**6), ("millions d’euros", 10**6)):
        assert nombres.lire_montant(f"{ecrit}{espace}{unite}") == valeur * facteur


@given(st.integers(0, 10**18 - 1), ESPACES)
def test_un_entier_ecrit_est_relu(valeur: int, espace: str) -> None:
    assert nombres.lire_entier(_ecrire(Decimal(valeur), espace)) == valeur


@pytest.mark.parametrize(
    ("lire", "texte", "valeur"),
    [
        (nombres.lire_montant, "14 290 €", Decimal(14290)),
        (nombres.lire_montant, "6,8 M€", Decimal(6_800_000)),
        (nombres.lire_montant, "1 million d'euros", Decimal(1_000_000)),
        (nombres.lire_montant, "999 999 999 999 999 999,999999999 M€", Decimal("999999999999999999999999.999")),
        (nombres.lire_pourcentage, "30,6 %", Decimal("30.6")),
        (nombres.lire_decimal, "+3", Decimal(3)),
        (nombres.lire_decimal, "– 3", Decimal(-3)),
        (nombres.lire_decimal, "007", Decimal(7)),
        (nombres.lire_entier, "1 454,0", 1454),
        (nombres.lire_booleen, "OUI", True),
        (nombres.lire_booleen, " faux ", False),
        (nombres.lire_periode, "2024 – 2030", (2024, 2030)),
        (nombres.lire_date, "1er janvier 2024", dt.date(2024, 1, 1)),
        (nombres.lire_date, "29/2/2024", dt.date(2024, 2, 29)),
        (nombres.lire_date, "31 Décembre 2022", dt.date(2022, 12, 31)),
    ],
)
def test_une_ecriture_de_partenaire(lire: Callable[[str], object], texte: str, valeur: object) -> None:
    assert lire(texte) == valeur


@given(JOURS)
def test_un_jour_ecrit_est_relu(jour: dt.date) -> None:
    for texte in (
        nombres.dire_date(jour),
        jour.isoformat(),
        f"{jour:%d/%m/%Y}",
        f"{jour.day}/{jour.month}/{jour.year}",
    ):
        assert nombres.lire_date(texte) == jour
        assert nombres.lire_echeance(texte).texte == nombres.dire_date(jour)


@given(JOURS, st.integers(1, 30))
def test_une_echeance_dite_est_relue(jour: dt.date, duree: int) -> None:
    an, mois, trimestre = jour.year, jour.month, (jour.month + 2) // 3
    annee, au_mois, au_trimestre = f"{an}", f"{an}-{mois:02}", f"T{trimestre} {an}"
    for texte in (annee, au_mois, au_trimestre, f"t{trimestre}-{an}", f"{min(an, 2069)}-{min(an, 2069) + duree}"):
        echeance = nombres.lire_echeance(texte)
        assert nombres.lire_echeance(echeance.texte) == echeance
        assert echeance.debut <= echeance.fin
        assert echeance.debut.day == 1
        assert (echeance.fin + dt.timedelta(days=1)).day == 1
        if texte in (annee, au_mois, au_trimestre):
            assert echeance.debut <= jour <= echeance.fin
    jours = [(e.fin - e.debut).days + 1 for e in map(nombres.lire_echeance, (annee, au_trimestre, au_mois))]
    assert 365 <= jours[0] <= 366
    assert 90 <= jours[1] <= 92
    assert 28 <= jours[2] <= 31


def test_les_echeances_s_ordonnent_par_leurs_dates() -> None:
    textes = ["2023-2030", "T1 2024", "2024", "15/01/2024", "juin 2024", "4e trimestre 2024"]
    melanges = textes[::-1]
    assert sorted(melanges, key=nombres.lire_echeance) == textes
    assert nombres.lire_echeance("2024") >= nombres.lire_echeance("T1 2024")


@settings(max_examples=7 * settings().max_examples)
@given(st.text("0123456789 ,.'€%MkTt/-–−+er²٣½abjuin\n", max_size=14) | st.text(max_size=14))
@example("décembre 9999")
@example("janvier 0000")
@example("2024-00")
@example("00/00/0000")
@example("T0 2024")
@example("٢٠٢٤")
@example("1" * 5_000)
@example("1.454." * 5_000)
@example("")
def test_un_texte_quelconque_est_lu_ou_refuse_en_francais(texte: str) -> None:
    for lire in LECTEURS:
        try:
            lire(texte)
        except ValueError as e:
            message = str(e)
            assert re.match(r"« .*« |« ", message)
            assert len(message) < 300
            assert "\n" not in message
            assert not re.search(r"\b(year|month|day|out of|invalid|must)\b", message)


@pytest.mark.parametrize(
    "texte", ["1 454 12", "1 4545", "12 34", ",5", "5,", "1,2,3", "--1", "1e3", "½", "0x10", "1_000"]
)
def test_ce_qui_n_est_pas_un_nombre(texte: str) -> None:
    with pytest.raises(ValueError, match=r"n'est pas un nombre$"):
        nombres.lire_decimal(texte)


@pytest.mark.parametrize("texte", ["1.454", "1'454", "1.454.000"])
def test_un_nombre_a_deux_lectures_n_est_pas_devine(texte: str) -> None:
    with pytest.raises(ValueError, match="est ambigu : écrivez les milliers avec une espace et"):
        nombres.lire_entier(texte)
