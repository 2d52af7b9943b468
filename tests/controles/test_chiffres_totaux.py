"""The rules on totals, on generated tables, lists and counts: right ones are left alone, changed ones are found."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from contratdoc.controles.chiffres import (
    ecarts_qui_se_compensent,
    enumeration_differente_du_total,
    moyenne_hors_des_bornes,
    nombre_d_elements_faux,
    total_de_tableau_faux,
)
from contratdoc.diagnostics import Diagnostic, Place, Severite
from contratdoc.ecrits.ecrit import Contexte
from contratdoc.ecrits.from_texte import lire_ecrit
from contratdoc.ecrits.nombres import ecrire

REGLES = (
    total_de_tableau_faux,
    enumeration_differente_du_total,
    moyenne_hors_des_bornes,
    nombre_d_elements_faux,
    ecarts_qui_se_compensent,
)
MONTANTS = st.lists(st.integers(100, 9_000_000), min_size=2, max_size=12)
LETTRES = {2: "deux", 3: "trois", 4: "quatre", 5: "cinq", 6: "six", 7: "sept", 8: "huit", 9: "neuf", 10: "dix"}


def trouver(regle: object, texte: str) -> list[Diagnostic]:
    """Run one rule on a text."""
    return list(regle.chercher(lire_ecrit(texte, Place("cas.md", 1, 1)), Contexte()))  # type: ignore[attr-defined]


def tableau(montants: list[int], total: int, *, coupe: bool) -> str:
    """Write a table of amounts; the row of its total may be cut in two."""
    lignes = ["Action\tProgramme\tCrédits", *(f"Action\tProg. 147\t{ecrire(m)} €" for m in montants)]
    lignes += ["Total\t\t", f"\t\t{ecrire(total)}€"] if coupe else [f"Total\t\t{ecrire(total)}€"]
    return "Les crédits.\n\n" + "\n".join(lignes) + "\n\nLa suite.\n"


@given(MONTANTS, st.booleans())
def test_un_total_juste_ne_dit_rien(montants: list[int], coupe: bool) -> None:
    assert trouver(total_de_tableau_faux, tableau(montants, sum(montants), coupe=coupe)) == []


@given(MONTANTS, st.booleans(), st.integers(50, 10_000_000))
def test_un_total_change_est_toujours_trouve(
    montants: list[int],
    coupe: bool,
    ecart: int,
) -> None:
    (constat,) = trouver(total_de_tableau_faux, tableau(montants, sum(montants) + ecart, coupe=coupe))

    assert constat.severite is Severite.ERREUR
    assert f"(écart : +{ecrire(ecart)}" in constat.message


@given(MONTANTS, st.integers(1, 5))
def test_un_tableau_coupe_par_une_page_garde_son_total(montants: list[int], coupure: int) -> None:
    n = min(coupure, len(montants) - 1)
    avant = "Action\t\tCrédits\n" + "\n".join(f"A\tProg. 147\t{m} €" for m in montants[:n])
    apres = "\n".join(f"B\t{m} €" for m in montants[n:]) + f"\nTotal\t{sum(montants)} €"

    assert trouver(total_de_tableau_faux, f"Texte.\n\n{avant}\n\n{apres}\n\nTexte.\n") == []


@given(st.integers(2, 10), st.integers(2, 10))
def test_une_liste_a_le_nombre_annonce_ou_est_signalee(annonce: int, reel: int) -> None:
    texte = f"Le contrat retient {LETTRES[annonce]} enjeux :\n\n" + "".join(f"- enjeu {'x' * i}\n" for i in range(reel))

    assert bool(trouver(nombre_d_elements_faux, texte)) == (annonce != reel)


@given(st.lists(st.integers(3, 900), min_size=2, max_size=8), st.integers(-1, 1))
def test_une_enumeration_fait_son_total_ou_est_signalee(parts: list[int], ecart: int) -> None:
    detail = ", ".join(f"{n} logements à Aubry" for n in parts)
    texte = f"Le bailleur possède {ecrire(sum(parts) + ecart)} logements : {detail}.\n"

    assert bool(trouver(enumeration_differente_du_total, texte)) == (ecart != 0)


@given(st.tuples(*[st.integers(0, 100)] * 3))
def test_une_moyenne_est_entre_ses_parties_ou_est_signalee(taux: tuple[int, int, int]) -> None:
    tout, a, b = taux
    texte = f"Le taux d'emploi est de {tout} % ({a} % pour les femmes et {b} % pour les hommes).\n"
    attendu = not min(a, b) <= tout <= max(a, b) and a + b != 100

    assert bool(trouver(moyenne_hors_des_bornes, texte)) == attendu


@given(st.integers(1, 20))
def test_un_echange_entre_deux_lignes_est_trouve(echange: int) -> None:
    premier = "Commune\tLogements\nAubry\t50\nBelval\t40\nCormont\t30\n"
    second = f"Commune\tLogements\nAubry\t{50 + echange}\nBelval\t{40 - echange}\nCormont\t30\n"

    assert len(trouver(ecarts_qui_se_compensent, f"Un.\n\n{premier}\nDeux.\n\n{second}\n")) == 1
    assert trouver(ecarts_qui_se_compensent, f"Un.\n\n{premier}\nDeux.\n\n{premier}\n") == []


MORCEAUX = (
    *("Total", "TOTAL", "Sous-total", "dont", "Ensemble", "Taux", "Crédits", "QPV", "Hors QPV", "deux axes", "trois"),
    *(
        "301760€",
        "30,6 %",
        "6,8 M€",
        "2018",
        "12 345",
        "logements",
        "²",
        "½",
        "٣",
        "\ufffc",
        "|",
        "-",
        ":",
        ";",
        "(",
        ")",
    ),
    *("«", "»", "à savoir", "le premier", "Axe 1", "passé de", "à"),
)


@given(st.lists(st.sampled_from([*MORCEAUX, "\n", "\n\n", "\t", "- ", "1" * 60]), max_size=80), st.text(max_size=40))
def test_aucun_texte_ne_fait_echouer_une_regle(morceaux: list[str], texte: str) -> None:
    for regle in REGLES:
        trouver(regle, " ".join(morceaux) + texte)
