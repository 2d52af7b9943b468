"""What a reader with a disability needs: levels of headings, headers of tables, links, contrast."""

from __future__ import annotations

import re

from hypothesis import assume, given
from hypothesis import strategies as st

from contratdoc.controles.accessibilite import SUR_L_ECRIT, niveau_de_titre_saute, tableau_sans_entete
from contratdoc.controles.accessibilite.contraste_insuffisant import contraste_sur_blanc, foncer
from contratdoc.diagnostics import Place
from contratdoc.ecrits.ecrit import Contexte, Ecrit
from contratdoc.ecrits.from_texte import lire_ecrit

COULEURS = st.integers(0, 0xFFFFFF).map(lambda n: f"#{n:06x}")
NOMS = st.sampled_from(["Quartier", "Habitants", "Part de la commune", "Revenu médian", "2015", "T3"])
CHIFFRES = st.sampled_from(["1 344", "30,6 %", "14 290 €", "-4,3 %", "12", "3 203 habitants", "2,04"])


def lire(texte: str, fichier: str = "texte.md") -> Ecrit:
    return lire_ecrit(texte, Place(fichier, 1, 1))


@given(st.lists(st.integers(1, 6), max_size=12))
def test_un_saut_de_niveau_est_vu_et_lui_seul(niveaux: list[int]) -> None:
    texte = "\n\n".join(f"{'#' * n} Titre {i}" for i, n in enumerate(niveaux))
    sauts = [2 * i + 1 for i in range(1, len(niveaux)) if niveaux[i] > niveaux[i - 1] + 1]

    assert [d.place.ligne for d in niveau_de_titre_saute.chercher(lire(texte), Contexte())] == sauts


@given(
    st.lists(NOMS, min_size=3, max_size=3), st.lists(st.lists(CHIFFRES, min_size=2, max_size=2), min_size=1, max_size=4)
)
def test_un_tableau_est_juge_sur_sa_premiere_ligne(noms: list[str], lignes: list[list[str]]) -> None:
    corps = ["\t".join(["Aubry", *ligne]) for ligne in lignes]
    avec = "\n".join(["\t".join(noms), *corps])
    sans = "\n".join([*corps, "Belval\t1\t2"])

    assert list(tableau_sans_entete.chercher(lire(avec), Contexte())) == []
    assert len(list(tableau_sans_entete.chercher(lire(sans), Contexte()))) == 1


def test_le_contraste_est_celui_de_wcag() -> None:
    assert round(contraste_sur_blanc("#000000"), 2) == 21
    assert round(contraste_sur_blanc("#ffffff"), 2) == 1
    # The lightest grey that a text may have, and the one just above it.
    assert contraste_sur_blanc("#767676") >= 4.5 > contraste_sur_blanc("#777777")


@given(COULEURS)
def test_la_couleur_proposee_se_lit_et_garde_la_teinte(couleur: str) -> None:
    proposee = foncer(couleur)

    assert re.fullmatch("#[0-9a-f]{6}", proposee)
    assert contraste_sur_blanc(proposee) >= 4.5
    if contraste_sur_blanc(couleur) >= 4.5:
        assert proposee == couleur


@given(COULEURS, st.integers(0, 2))
def test_foncer_une_composante_ne_baisse_pas_le_contraste(couleur: str, rang: int) -> None:
    composante = couleur[1 + 2 * rang : 3 + 2 * rang]
    assume(composante != "00")
    foncee = couleur[: 1 + 2 * rang] + "00" + couleur[3 + 2 * rang :]

    assert contraste_sur_blanc(foncee) > contraste_sur_blanc(couleur)


@given(st.one_of(st.text(max_size=200), st.text(alphabet="#|\t\n 1a-%", max_size=200)))
def test_aucun_texte_n_arrete_une_regle(texte: str) -> None:
    for fichier in ("texte.md", "texte.docx"):
        ecrit = lire(texte, fichier)
        for regle in SUR_L_ECRIT:
            for d in regle.chercher(ecrit, Contexte()):
                assert d.message[-1] == "."
