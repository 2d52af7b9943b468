"""The Markdown reader: `tests/cas/texte` says what it refuses; here, what it reads, and what always holds."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from contratdoc.diagnostics import Place, Resultat
from contratdoc.source.lecteur_markdown import lire_markdown
from contratdoc.source.prose import (
    PCitation,
    PImage,
    PLien,
    PListe,
    PNote,
    PParagraphe,
    PRenvoi,
    Prose,
    PTableau,
    PTexte,
    PTitre,
    PValeur,
)

ICI = Place("f.md", 1, 1)
MARQUES = (
    *("# ", "## ", "- ", "1. ", "> ", "|", "\\|", "|---|---|\n", "Tableau : ", "    ", "---", "===", "```", "~~~"),
    *("*", "**", "***", "_", "[", "](", ")", "![", "[^", "]", "]: ", "`", "<", ">", "&amp;", "https://x.fr", "#", '"'),
    *("\n\nTableau : l\n\n| a | b |\n|---|---|\n| ", "\n\n[^n]: ", "[^n]", "\n\n![", "](a.png)\n\n", "](https://x.fr)"),
    *("{{ ", " }}", "{%", "{#", "}", "\\", "'", ":", "("),
    *("\n", "\n\n", " ", "\n  ", "\ufdd0", "\ufdd1", "\x02", "😀", "\r", "\t"),
)


def _lire(texte: str) -> Prose:
    lu = lire_markdown(texte, ICI, valeurs=True)
    assert lu.diagnostics == ()
    assert lu.valeur is not None
    return lu.valeur


def _verifier_les_fautes(texte: str, lu: Resultat[Prose]) -> None:
    assert lu.valeur is not None or lu.diagnostics
    lignes = texte.split("\n")
    for d in lu.diagnostics:
        assert re.match(r"CD(3\d\d|003)$", d.code)
        assert 1 <= d.place.ligne <= len(lignes)
        assert 1 <= d.place.colonne <= len(lignes[d.place.ligne - 1]) + 1
        assert "\n" not in d.message
        assert "\ufdd0" not in d.message


@st.composite
def _documents(tirer: st.DrawFn) -> tuple[str, list[str]]:
    """A text of marks in any order, and the words sown between them, each written once."""
    mots: list[str] = []
    morceaux: list[str] = []
    for morceau in tirer(st.lists(st.none() | st.sampled_from(MARQUES), max_size=40)):
        if morceau is None:
            mots.append(f"mot{len(mots)}x")
        morceaux.append(mots[-1] if morceau is None else morceau)
    return "".join(morceaux), mots


@settings(max_examples=16 * settings().max_examples)
@given(_documents(), st.booleans())
@example(("\ufdd05\ufdd1", []), False)
@example(("Tableau : a\n\n| a |\n|---|\n| b | mot0x |\n", ["mot0x"]), True)
@example(("> Tableau : a\n>\n> | a |\n> |---|\n> | b | mot0x |\n", ["mot0x"]), True)
def test_rien_n_est_perdu_sans_un_mot(document: tuple[str, list[str]], valeurs: bool) -> None:
    texte, mots = document
    lu = lire_markdown(texte, ICI, valeurs=valeurs)
    _verifier_les_fautes(texte, lu)
    if lu.valeur is not None and not lu.diagnostics:
        lus = repr((lu.valeur.blocs, lu.valeur.notes))
        assert [m for m in mots if m not in lus] == []


@settings(max_examples=5 * settings().max_examples)
@given(st.text(max_size=80), st.booleans())
def test_tout_texte_se_lit_ou_se_refuse(texte: str, valeurs: bool) -> None:
    _verifier_les_fautes(texte, lire_markdown(texte, ICI, valeurs=valeurs))


@given(st.text("abcé 1«»’,.;&<$%@^{}~\\/=+", min_size=1).filter(lambda t: t.strip() and not re.match(r"\s*\+", t)))
def test_un_texte_sans_marque_sort_tel_quel(texte: str) -> None:
    lu = lire_markdown(texte, ICI)
    assert lu.valeur is not None
    assert lu.diagnostics == ()
    attendu = texte.strip().replace("\\{", "{").replace("\\}", "}").replace("\\+", "+").replace("\\.", ".")
    assert lu.valeur.blocs == (PParagraphe((PTexte(attendu),), ICI),)


def test_les_blocs() -> None:
    prose = _lire("# Un {#un}\n\n- a\n\n  1. b\n\n> c\n\n![d](e.png)\n")
    a, b, c = (PParagraphe((PTexte(x),), ICI) for x in "abc")
    assert prose.blocs == (
        PTitre(1, (PTexte("Un"),), "un", ICI),
        PListe(ordonnee=False, depart=1, elements=((a, PListe(ordonnee=True, depart=1, elements=((b,),))),)),
        PCitation((c,)),
        PImage("e.png", "d", ICI),
    )


def test_les_fragments() -> None:
    (bloc,) = _lire("a **b *c*** [d](https://e.fr) [](#f) {{ g | h }}\ni").blocs
    assert bloc == PParagraphe(
        (
            PTexte("a "),
            PTexte("b ", gras=True),
            PTexte("c", gras=True, italique=True),
            PTexte(" "),
            PLien("https://e.fr", (PTexte("d"),)),
            PTexte(" "),
            PRenvoi("f", ICI),
            PTexte(" "),
            PValeur("g | h", ICI),
            PTexte(" i"),
        ),
        ICI,
    )


def test_une_note() -> None:
    prose = _lire("a[^n]\n\n[^n]: b\n")
    assert prose.blocs == (PParagraphe((PTexte("a"), PNote("n", ICI)), ICI),)
    assert prose.notes == (("n", (PParagraphe((PTexte("b"),), ICI),)),)


@pytest.mark.parametrize("avant", ["", "> ", "- "])
def test_un_tableau_prend_sa_legende(avant: str) -> None:
    suite = " " * len(avant) if avant == "- " else avant
    lignes = ["Tableau : Places *ouvertes* {#places}", "", "| a | {{ b | c }} |", "|:-:|--:|", "| d \\| e | |"]
    prose = _lire(avant + f"\n{suite}".join(lignes))
    (bloc,) = prose.blocs
    if isinstance(bloc, PCitation):
        (bloc,) = bloc.blocs
    elif isinstance(bloc, PListe):
        ((bloc,),) = bloc.elements
    assert bloc == PTableau(
        (PTexte("Places "), PTexte("ouvertes", italique=True)),
        "places",
        ("centre", "droite"),
        ((PTexte("a"),), (PValeur("b | c", ICI),)),
        (((PTexte("d | e"),), ()),),
        ICI,
    )


def test_les_accolades_d_un_partenaire_sont_du_texte() -> None:
    lu = lire_markdown("{{ a }} et {% b %}", ICI)
    assert lu.valeur is not None
    assert lu.diagnostics == ()
    assert lu.valeur.blocs == (PParagraphe((PTexte("{{ a }} et {% b %}"),), ICI),)


def test_les_places_d_une_prose_dans_un_champ() -> None:
    texte = "a [](#b)\n\n`c`"
    seule = lire_markdown("`c`", Place("f.yaml", 7, 12))
    bloc = lire_markdown(texte, Place("f.yaml", 7, 1), decalage=4)
    plie = lire_markdown(texte, Place("f.yaml", 7, 12), fixe=True)
    assert [str(lu.diagnostics[0].place) for lu in (seule, bloc, plie)] == ["f.yaml:7:12", "f.yaml:9:5", "f.yaml:7:12"]


def test_deux_textes_ecrits_pareil_sont_le_meme() -> None:
    assert lire_markdown("a", ICI).valeur == lire_markdown("a", Place("g.md", 9, 9)).valeur
    assert lire_markdown("a", ICI).valeur != lire_markdown("*a*", ICI).valeur
    assert not lire_markdown("", ICI).valeur
