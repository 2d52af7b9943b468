"""The before/after table: every unit touched, once, with only the changed words set off."""

from __future__ import annotations

from pathlib import Path

from fabrique_d_actes import avenant, pieces, scelle
from outils import comparer_attendu
from rendu_texte import rendre
from test_avenant import complet

from contratdoc.document.comparatif import assembler_comparatif, rangees
from contratdoc.document.mots_changes import marquer
from contratdoc.document.noeuds import Orientation, Tableau

ATTENDUS = Path(__file__).with_name("attendus")


def test_le_tableau_met_en_regard_l_ancien_et_le_nouveau() -> None:
    document = assembler_comparatif(pieces(complet()), 1)

    comparer_attendu(ATTENDUS / "comparatif.txt", rendre(document))
    assert [s.orientation for s in document.sections] == [Orientation.PAYSAGE]
    assert document.sommaire == ()


def test_une_unite_modifiee_deux_fois_n_a_qu_une_ligne() -> None:
    a = (
        avenant()
        .remplacer_mots("emploi-1a/libelle", "Repérer", "Suivre")
        .remplacer_mots("emploi-1a/libelle", "les", "des")
    )
    a = a.deplacer("emploi-1b", apres=None)
    p = pieces(a)

    assert [(c[-1], articles, place is not None) for c, articles, place in rangees(p, 1)] == [
        ("libelle", ("Article 5, 1", "Article 5, 2"), False),
        ("emploi-1b", ("Article 5, 3",), True),
    ]
    assert "┆ *Repérer les* jeunes ┆ **Suivre des** jeunes ┆ Article 5, 1¦; Article 5, 2 ┆" in rendre(
        assembler_comparatif(p, 1)
    )


def test_le_second_avenant_part_de_ce_que_le_premier_a_ecrit() -> None:
    un = avenant(1).remplacer_mots("emploi-1a/libelle", "Repérer", "Suivre")
    deux = avenant(2).remplacer_mots("emploi-1a/libelle", "Suivre", "Aider")

    assert "┆ *Suivre* les jeunes ┆ **Aider** les jeunes ┆" in rendre(assembler_comparatif(pieces(un, deux), 2))


def test_un_long_texte_est_coupe_en_lignes_qui_tiennent_dans_une_page() -> None:
    long = "\n\n".join(f"Paragraphe {i} : {'mot ' * 60}".strip() for i in range(20))
    a = avenant().remplacer_annexe("texte/preambule", f"# Préambule\n\n{long}")
    (tableau,) = [b for b in assembler_comparatif(pieces(a), 1).sections[0].blocs if isinstance(b, Tableau)]

    assert len(tableau.lignes) > 3
    assert all(len(c.blocs) <= 14 for ligne in tableau.lignes for c in ligne.cellules)


def test_chaque_cote_imprime_les_chiffres_de_son_contrat() -> None:
    a = avenant().remplacer("faits/chomage/valeur", "17,4", "15,0")
    a = a.remplacer_mots("texte/territoire/4", "des actifs", "des habitants actifs")
    rendu = rendre(assembler_comparatif(pieces(a), 1))

    assert (
        "┆ Le chômage touche *17,4*⍽% des actifs. ┆ Le chômage touche **15,0**⍽% des **habitants** actifs. ┆" in rendu
    )


def test_un_nombre_change_tout_entier() -> None:
    assert marquer("1 454 logements", "1 460 logements") == (
        [("1 454", True), ("logements", False)],
        [("1 460", True), ("logements", False)],
    )


def test_le_contrat_scelle_n_est_pas_touche() -> None:
    avant = scelle().en_json()
    assembler_comparatif(pieces(complet()), 1)

    assert scelle().en_json() == avant
