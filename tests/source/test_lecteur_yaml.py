"""The YAML reader: the files of `tests/cas/lecture` say what it refuses; here, what holds for any bytes."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contratdoc.diagnostics import Place
from contratdoc.source.arbre import Arbre, TexteSitue
from contratdoc.source.lecteur_yaml import lire_yaml

MORCEAUX = st.sampled_from(
    [*"ab:-?[]{}&*!|>'\"%@`#,~<\\0 \n\té…😀\x00\x85\u2028", ": ", "- ", "\n  ", "---", "...", "null"]
)
TEXTES_YAML = st.lists(MORCEAUX, max_size=25).map("".join)
OCTETS = st.binary(max_size=60) | TEXTES_YAML.map(str.encode) | TEXTES_YAML.map(lambda t: t.encode("utf-16"))


@settings(max_examples=14 * settings().max_examples)
@given(OCTETS)
def test_tout_octet_donne_une_valeur_ou_des_fautes_dans_le_fichier(octets: bytes) -> None:
    resultat = lire_yaml(octets, "f.yaml")
    assert (resultat.valeur is None) == bool(resultat.diagnostics)
    lignes = octets.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for d in resultat.diagnostics:
        assert d.code.startswith("CD0")
        for place in (d.place, *(p for p, _ in d.autres)):
            assert place.fichier == "f.yaml"
            assert 0 <= place.ligne <= len(lignes)
            if place.ligne:
                assert 1 <= place.colonne <= len(lignes[place.ligne - 1]) + 1


# --- values and positions are parallel --------------------------------------------------------------------------------

CLES = st.text("abcdeé_-", min_size=1, max_size=5).filter(lambda c: c[0] not in "-_")
SIMPLES = st.text("abcé 145,%/€'\"#:*", min_size=1, max_size=12).filter(lambda t: t == t.strip())
LONGS = st.lists(st.text("abcé ", min_size=1, max_size=8).filter(lambda t: t == t.strip()), min_size=1, max_size=3)


@dataclass(frozen=True)
class Ecrit:
    """A scalar and the way to write it."""

    texte: str
    style: str


SCALAIRES = (
    st.builds(Ecrit, SIMPLES, st.sampled_from(["'", '"']))
    | st.builds(Ecrit, st.text("abcé145", min_size=1), st.just(""))
    | LONGS.map(lambda lignes: Ecrit("\n".join(lignes) + "\n", "|"))
)
DONNEES = st.dictionaries(
    CLES,
    st.recursive(
        SCALAIRES,
        lambda x: st.lists(x, min_size=1, max_size=3) | st.dictionaries(CLES, x, min_size=1, max_size=3),
        max_leaves=8,
    ),
    min_size=1,
    max_size=4,
)


def _ecrire(valeur: Any, retrait: int) -> str:
    """Write a value as a partner would, starting on the line of its key or dash."""
    blancs = " " * retrait
    if isinstance(valeur, Ecrit):
        if valeur.style == "|":
            return " |\n" + "".join(f"{blancs}  {ligne}\n" for ligne in valeur.texte.splitlines())
        formes = {"'": "'" + valeur.texte.replace("'", "''") + "'", '"': json.dumps(valeur.texte, ensure_ascii=False)}
        return f" {formes.get(valeur.style, valeur.texte)}\n"
    if isinstance(valeur, list):
        return "\n" + "".join(f"{blancs}-{_ecrire(v, retrait + 2)}" for v in valeur)
    return "\n" + "".join(f"{blancs}{cle}:{_ecrire(v, retrait + 2)}" for cle, v in valeur.items())


def _nu(valeur: Any) -> Any:
    if isinstance(valeur, Ecrit):
        return valeur.texte
    if isinstance(valeur, list):
        return [_nu(v) for v in valeur]
    return {cle: _nu(v) for cle, v in valeur.items()}


def _feuilles(valeur: Any, chemin: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], Ecrit]]:
    if isinstance(valeur, Ecrit):
        return [(chemin, valeur)]
    paires = enumerate(valeur) if isinstance(valeur, list) else valeur.items()
    return [f for cle, v in paires for f in _feuilles(v, (*chemin, cle))]


def _lire(source: str) -> Arbre:
    lu = lire_yaml(source.encode(), "f.yaml")
    assert lu.valeur is not None, lu.diagnostics
    return lu.valeur


@settings(max_examples=3 * settings().max_examples)
@given(DONNEES)
def test_chaque_valeur_est_a_sa_place(donnees: dict[str, Any]) -> None:
    source = _ecrire(donnees, 0).lstrip("\n")
    lignes = source.split("\n")
    arbre = _lire(source)
    assert arbre.valeur == _nu(donnees)
    for chemin, ecrit in _feuilles(donnees):
        place = arbre.place(chemin)
        debut = lignes[place.ligne - 1][place.colonne - 1 :]
        assert debut.startswith(ecrit.style or ecrit.texte)
        if isinstance(chemin[-1], str):
            cle = arbre.place(chemin, cle=True)
            assert lignes[cle.ligne - 1][cle.colonne - 1 :].startswith(f"{chemin[-1]}:")
        valeur: Any = arbre.valeur
        for pas in chemin:
            valeur = valeur[pas]
        _verifier_situation(valeur, ecrit, lignes)


def _verifier_situation(valeur: TexteSitue, ecrit: Ecrit, lignes: list[str]) -> None:
    """A text read on (as Markdown) knows where each of its lines stands."""
    assert not valeur.fixe
    for i, ligne in enumerate(ecrit.texte.splitlines()):
        debut = valeur.place.colonne - 1 if i == 0 else 0
        ecrite = lignes[valeur.place.ligne - 1 + i][debut + valeur.decalage :]
        # Up to the first quotation mark, which may be written twice or escaped.
        assert ecrite.startswith(ligne if ecrit.style in ("", "|") else re.split("['\"]", ligne)[0])


def test_un_texte_plie_n_a_de_place_que_son_debut() -> None:
    arbre = _lire('plie: >\n  un\n  deux\nsuivi: un\n  deux\ncode: "un\\ndeux"\n')
    assert isinstance(arbre.valeur, dict)
    for cle, place in (("plie", (1, 7)), ("suivi", (4, 8)), ("code", (6, 8))):
        texte = arbre.valeur[cle]
        assert isinstance(texte, TexteSitue)
        assert texte.fixe
        assert (texte.place.ligne, texte.place.colonne) == place


@pytest.mark.parametrize("indication", ["|", "|4", "|-", "|+", "| # un commentaire", "|4-"])
def test_le_retrait_d_un_bloc_est_celui_du_fichier(indication: str) -> None:
    arbre = _lire(f"a:\n  b: {indication}\n\n      un\n        deux\n")
    assert isinstance(arbre.valeur, dict)
    texte = arbre.valeur["a"]
    assert isinstance(texte, dict)
    bloc = texte["b"]
    assert isinstance(bloc, TexteSitue)
    assert bloc.place == Place("f.yaml", 3, 1)
    assert bloc.decalage == 6
    assert bloc.splitlines() == ["", "un", "  deux"]


def test_une_cle_absente_a_la_place_de_son_parent() -> None:
    arbre = _lire("a:\n  b:\n    c: 1\nd:\n  - e: 2\n")
    assert str(arbre.place(("a", "b", "x"))) == "f.yaml:2:3"
    assert str(arbre.place(("d", 0, "x"))) == "f.yaml:5:5"
    assert str(arbre.place(("x",))) == "f.yaml:1:1"
    assert str(arbre.place(("a", "b", "c"))) == "f.yaml:3:8"
    assert str(arbre.place(("a", "b", "c"), cle=True)) == "f.yaml:3:5"


def test_une_cle_vide_et_nul_valent_rien() -> None:
    assert _lire('a:\nb: ~\nc: null\nd: ""\ne: "null"\n').valeur == {
        "a": None,
        "b": None,
        "c": None,
        "d": "",
        "e": "null",
    }


def test_au_plus_cinquante_fautes() -> None:
    assert len(lire_yaml(b"a: [" + b"*a, " * 1_000 + b"]", "f.yaml").diagnostics) == 50
