"""Acceptances in a file: how they are written, what they cover, what is refused."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contratdoc.diagnostics import Place
from contratdoc.source.acceptations import lire_acceptations, sans_acceptations
from contratdoc.source.lecteur_markdown import lire_markdown


def portees(texte: str, fichier: str = "a.yaml") -> list[tuple[str, int, int]]:
    """Codes with the first and last lines that they cover; a fault of the acceptances fails the test."""
    lu = lire_acceptations(texte, fichier)
    assert lu.diagnostics == ()
    return [(a.code, a.premiere, a.derniere) for a in lu.valeur or ()]


def codes_des_fautes(texte: str, fichier: str) -> list[str]:
    lu = lire_acceptations(texte, fichier)
    assert lu.valeur == ()
    return [d.code for d in lu.diagnostics]


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("a: 1 # accepte CD405 : raison\nb: 2\n", (1, 1)),
        ("# accepte CD405 : raison\na:\n  b: 1\n  c: 2\nd: 3", (2, 4)),
        ("l:\n  # accepte CD405 : raison\n  - id: x\n    n: 1\n\n  - id: y\n", (3, 5)),
        ("l:\n  - id: x # accepte CD405 : raison\n    n: 1\n  - id: y\n", (2, 3)),
        ("# accepte CD405 : raison\n# autre remarque\n\na:\n  b: 1\nc: 2", (4, 5)),
        ("# accepte CD405 : raison\nl:\n- id: x\n  n: 1\n- id: y\nm: 1", (2, 5)),
        ("- a: |\n    texte\n  b: 1 # accepte CD405 : raison\n", (3, 4)),
        ("# accepte CD405 : raison", (1, 1)),
    ],
    ids=["fin", "dessus", "liste", "tiret", "commentaires", "liste à gauche", "après un bloc", "rien dessous"],
)
def test_une_acceptation_yaml_couvre_son_element(texte: str, attendu: tuple[int, int]) -> None:
    assert portees(texte) == [("CD405", *attendu)]
    assert portees(texte, "a.YML") == [("CD405", *attendu)]


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("Un.\n\n<!-- accepte CD602 : voulu -->\nDeux\ntrois.\n\nQuatre.", (4, 5)),
        ("Un. <!-- accepte CD602 : voulu -->\nsuite\n\nDeux.", (1, 2)),
        ("<!-- accepte CD602 : voulu -->\n\n# Titre\nTexte", (3, 3)),
    ],
    ids=["dessus", "fin", "titre"],
)
def test_une_acceptation_markdown_couvre_son_paragraphe(texte: str, attendu: tuple[int, int]) -> None:
    assert portees(texte, "a.md") == [("CD602", *attendu)]


def test_un_diese_n_est_un_commentaire_qu_en_yaml_et_hors_d_un_bloc() -> None:
    ligne = "# accepte CD405 : raison"

    assert portees(f"{ligne}\n", "a.md") == []
    assert portees(f"t: |\n  {ligne}\n\n   {ligne}\nu: 1\n") == []
    assert portees(f"t: |\n  texte\n    code\n  {ligne}\n") == []
    assert portees(f"t: |\n  texte\n{ligne}\nu: 1\n") == [("CD405", 4, 5)]
    assert portees("t: |\n  <!-- accepte CD405 : raison -->\n  texte\nu: 1\n") == [("CD405", 3, 4)]


def test_une_acceptation_porte_plusieurs_codes_sa_raison_et_sa_fin() -> None:
    lu = lire_acceptations("a: 1 # ACCEPTE cd405, CD602 : travaux (T2) commencés (jusqu’au 31/12/2026)", "a.yaml")
    assert lu.valeur is not None
    une, deux = lu.valeur

    assert (une.code, deux.code) == ("CD405", "CD602")
    assert une.motif == deux.motif == "travaux (T2) commencés"
    assert une.jusqu_au == dt.date(2026, 12, 31)
    assert (une.place.ligne, une.place.colonne) == (1, 6)


@pytest.mark.parametrize(
    "texte",
    [
        "accepte CD405",
        "accepte CD405 :",
        "accepte CD405 : (jusqu'au 31/12/2026)",
        "accepte CD405 : raison (jusqu'au 31/02/2026)",
        "accepte CD405 : raison (jusqu'au 31 décembre)",
        "accepte CD405 : raison (jusqu'au 31/12/2026",
        "accepte CD40 : raison",
    ],
)
def test_une_acceptation_illisible_est_une_faute(texte: str) -> None:
    assert codes_des_fautes(f"# {texte}\na: 1", "a.yaml") == ["CD025"]
    assert codes_des_fautes(f"<!-- {texte} -->\nTexte.", "a.md") == ["CD025"]


def test_seul_un_commentaire_d_acceptation_disparait_du_texte() -> None:
    texte = "Un mot <!-- accepte CD602 : voulu --> gardé. <!-- une note -->\n<!-- accepte CD608 : là -->\nSuite"

    nu = sans_acceptations(texte)

    assert nu.split() == ["Un", "mot", "gardé.", "<!--", "une", "note", "-->", "Suite"]
    assert [len(ligne) for ligne in nu.split("\n")] == [len(ligne) for ligne in texte.split("\n")]


def test_une_acceptation_n_est_pas_imprimee() -> None:
    lu = lire_markdown("Un. <!-- accepte CD602 : ici -->\n\n<!-- accepte CD608 : là -->\n- un\n", Place("t.md", 1, 1))

    assert lu.diagnostics == ()
    assert lu.valeur is not None
    assert "accepte" not in str(lu.valeur.blocs)


@given(st.text("#<!->-aeCD4052 :(')|\n\t", max_size=120) | st.text(max_size=80), st.sampled_from(["a.yaml", "a.md"]))
def test_aucun_texte_n_arrete_la_lecture(texte: str, fichier: str) -> None:
    entier = f"{texte}# accepte CD405 : x{texte}\n<!-- accepte CD602 : y -->{texte}"
    for a in lire_acceptations(entier, fichier).valeur or ():
        assert 1 <= a.premiere <= a.derniere <= entier.count("\n") + 1
        assert "-->" not in a.motif
