"""French typography: readable cases in `tests/cas/typographie`, then what must hold for any text."""

from __future__ import annotations

import re
import time
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from contratdoc.document.noeuds import Texte
from contratdoc.document.typographie import IMPRIMERIE_NATIONALE, composer, composer_texte
from contratdoc.document.typographie_regles import _E, ESPACES

CAS = Path(__file__).parents[1] / "cas" / "typographie"
VISIBLES = str.maketrans({"⍽": "\u00a0", "¦": "\u202f"})


def _charger(nom: str) -> dict[str, object]:
    return YAML(typ="safe").load((CAS / f"{nom}.yaml").read_text(encoding="utf-8"))


def _paires(*noms: str) -> list[object]:
    groupes = [(groupe, cas) for nom in noms for groupe, cas in _charger(nom).items()]
    return [pytest.param(a, b, id=f"{g} {a}") for g, cas in groupes for a, b in cas.items()]


def _fragments(balise: str) -> tuple[Texte, ...]:
    morceaux = re.findall(r"\{\*\*\^.+?\^\*\*\}|\{\*\^.+?\^\*\}|\*\*.+?\*\*|\*.+?\*|\^.+?\^|[^*^|{}]+|\|(?=\|)", balise)
    return tuple(_fragment(morceau.translate(VISIBLES)) for morceau in morceaux)


def _fragment(morceau: str) -> Texte:
    gras = "**" in morceau
    italique = "*" in morceau and not gras
    return Texte(re.sub(r"[*^{}|]", "", morceau), gras, italique, exposant="^" in morceau)


@pytest.mark.parametrize(("tape", "attendu"), _paires("ponctuation", "nombres", "signes"))
def test_un_texte_est_compose(tape: str, attendu: str) -> None:
    propre = attendu.translate(VISIBLES)
    exposants = re.findall(r"\^([^{}^]+)\^", propre)
    propre = re.sub(r"\^([^{}^]+)\^", r"\1", propre)
    assert composer_texte(tape) == propre
    composes = composer((Texte(tape),))
    assert "".join(fragment.texte for fragment in composes) == propre
    assert [fragment.texte for fragment in composes if fragment.exposant] == exposants


@pytest.mark.parametrize("texte", [texte for groupe in _charger("intacts").values() for texte in groupe])
def test_un_texte_est_laisse(texte: str) -> None:
    assert composer_texte(texte.translate(VISIBLES)) == texte.translate(VISIBLES)


@pytest.mark.parametrize(("tape", "attendu"), _paires("fragments"))
def test_des_fragments_sont_composes(tape: str, attendu: str) -> None:
    assert composer(_fragments(tape)) == _fragments(attendu)


def test_une_adresse_est_laissee_dans_sa_phrase() -> None:
    assert composer_texte("Voir «https://a.fr/?b:c» : l'adresse") == (
        "Voir «\u00a0https://a.fr/?b:c\u00a0»\u00a0: l’adresse"
    )


def test_un_autre_profil_change_les_espaces() -> None:
    profil = replace(IMPRIMERIE_NATIONALE, nom="fine partout", avant_deux_points="\u202f")
    assert composer_texte("a : b", profil) == "a\u202f: b"


def test_les_espaces_sont_les_memes_pour_les_motifs_et_pour_le_code() -> None:
    assert {chr(i) for i in range(0x11000) if re.fullmatch(_E, chr(i))} == ESPACES


# --- for any text ---------------------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        *" \u00a0\u202f«»;:!?.…'’%€°h0123459-–/,IVXMe\n\"()\x1aè",
        *("...", "etc", "etc.", "12", "2015", " - ", "1er", "ème", "er", "h30", "000", " 000", "km", "M€", "habitants"),
        *("https://a", "a@b.fr", ".pdf", "n°", "art.", "M.", "Mme ", " mai ", "mot", "l'", "^{er}", "^{ème}"),
        *(" millions ", "e\u0300"),
    ],
)
TEXTES = st.lists(PIECES, max_size=14).map("".join) | st.text(max_size=30)
FRAGMENTS = st.lists(
    st.builds(Texte, TEXTES, gras=st.booleans(), italique=st.booleans(), exposant=st.booleans()),
    max_size=4,
)


@given(TEXTES)
def test_composer_un_texte_deux_fois_ne_change_rien(texte: str) -> None:
    une_fois = composer_texte(texte)
    assert composer_texte(une_fois) == une_fois


@given(FRAGMENTS)
def test_composer_des_fragments_deux_fois_ne_change_rien(fragments: list[Texte]) -> None:
    une_fois = composer(fragments)
    assert composer(une_fois) == une_fois


def _alphanumeriques(texte: str) -> str:
    """Letters and digits, but those that ordinals lose (`2ème`, `2e`)."""
    texte = re.sub(r"(?<=[0-9IVX])[^\S\n]?\^\{(\w+)\}(?!\w)", r"\1", texte)
    texte = re.sub(r"(?<=[0-9IVX])(?:i?[èe]me(s?)|[èe](res?)|è)(?!\w)", lambda m: m[2] or f"e{m[1] or ''}", texte)
    return "".join(filter(str.isalnum, texte))


@given(TEXTES)
def test_les_lettres_et_les_chiffres_restent(texte: str) -> None:
    compose = composer_texte(texte)
    assert _alphanumeriques(compose) == _alphanumeriques(texte)
    assert set(compose) - set(texte) <= {"\u00a0", "\u202f", "’", "…", "-", "e", "."}


@given(FRAGMENTS)
def test_chaque_lettre_garde_son_style(fragments: list[Texte]) -> None:
    def lettres(suite: object) -> list[tuple[str, bool, bool]]:
        return [
            (c, f.gras, f.italique)
            for f in suite
            for c in f.texte
            if c.isalnum() and c not in "eèmris0"  # ordinals
        ]

    assert lettres(composer(fragments)) == lettres(fragments)


@given(FRAGMENTS)
def test_les_fragments_disent_le_meme_texte_que_le_texte_seul(fragments: list[Texte]) -> None:
    droits = [Texte(f.texte, f.gras, f.italique) for f in fragments]
    assert "".join(f.texte for f in composer(droits)) == composer_texte("".join(f.texte for f in droits))
    assert all(f.texte for f in composer(fragments))


@given(TEXTES)
def test_un_texte_decompose_n_est_pas_abime(texte: str) -> None:
    decompose = unicodedata.normalize("NFD", texte)
    assert composer_texte(decompose).count("\u0300") == decompose.count("\u0300")


@pytest.mark.parametrize(
    "motif",
    ["1", " ", "1 ", "1 000", " 000", "! ", "'", "«", ".", "a.", "www.", "a@", "I", "2015 - ", "1.", "(1", ".pdf/"],
)
def test_le_temps_croit_comme_le_texte(motif: str) -> None:
    def duree(taille: int) -> float:
        debut = time.process_time()
        composer_texte("1" + motif * (taille // len(motif)) + "x")
        return time.process_time() - debut

    duree(1000)
    assert min(duree(200_000) for _ in range(2)) < 1.0
