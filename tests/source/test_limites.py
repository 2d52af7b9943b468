"""A hostile file is refused in bounded time. Times are of the processor, with room for a slow machine."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from contratdoc.diagnostics import Place
from contratdoc.schema import nombres
from contratdoc.schema.from_source import valider
from contratdoc.schema.natures import valider_contribution
from contratdoc.schema.schemas_json import MODELES
from contratdoc.source.bornes import LIGNES_MAX, LONGUEUR_MAX
from contratdoc.source.lecteur_markdown import lire_markdown
from contratdoc.source.lecteur_yaml import VALEURS_MAX, lire_yaml
from contratdoc.source.texte import TAILLE_MAX, lire_texte

ICI = Place("f.md", 1, 1)
LONG = 400_000


@contextmanager
def _en_moins_de(secondes: float) -> Iterator[None]:
    debut = time.process_time()
    yield
    assert time.process_time() - debut < secondes


def _codes(octets: bytes) -> list[str]:
    with _en_moins_de(2):
        return [d.code for d in lire_yaml(octets, "f.yaml").diagnostics]


def test_un_fichier_trop_lourd_n_est_pas_lu() -> None:
    (faute,) = lire_texte(b"a" * (TAILLE_MAX + 1), "f.yaml").diagnostics
    assert faute.code == "CD001"
    assert faute.message == "Le fichier pèse 4,0 Mo ; la limite est de 4 Mo."
    assert str(faute.place) == "f.yaml"
    assert lire_texte(b"a" * TAILLE_MAX, "f.yaml").diagnostics == ()


@pytest.mark.parametrize("motif", [b"[", b"{a: ", b"- ", b"? ", b"[[], "])
def test_une_profondeur_sans_fin_s_arrete_tot(motif: bytes) -> None:
    assert _codes((b"a: " if motif != b"- " else b"") + motif * (TAILLE_MAX // len(motif) - 9))[-1:] in (
        ["CD013"],
        ["CD016"],
        ["CD010"],
    )


@pytest.mark.parametrize("motif", [b"b, ", b"[], ", b"{}, ", b"{b: c}, "])
def test_trop_de_valeurs(motif: bytes) -> None:
    assert _codes(b"a: [" + motif * (VALEURS_MAX + 1) + b"]") == ["CD013"]


@pytest.mark.parametrize(("motif", "code"), [(b"*a, ", "CD011"), (b"&a b, ", "CD011"), (b"!a b, ", "CD012")])
def test_des_renvois_par_milliers(motif: bytes, code: str) -> None:
    assert _codes(b"a: [" + motif * (TAILLE_MAX // len(motif) - 9)) == [code] * 50


def test_une_bombe_de_renvois_n_est_pas_developpee() -> None:
    """The « billion laughs »: each line names the one above nine times."""
    lignes = ["a0: &a0 lol"]
    lignes += [f"a{i}: &a{i} [" + ", ".join([f"*a{i - 1}"] * 9) + "]" for i in range(1, 10)]
    assert set(_codes("\n".join(lignes).encode())) == {"CD011"}


@pytest.mark.parametrize(
    "motif",
    [b"\x00", b"\n", b"a", b" ", b"#", b"\t", b"'", b'"', b"\\", b"\xc3\xa9", b"a: b\n", b"a\n", b": ", b"a: |\n"],
)
def test_quatre_mega_octets_de_n_importe_quoi(motif: bytes) -> None:
    assert _codes(motif * (TAILLE_MAX // len(motif)))


def test_des_milliers_de_cles_inconnues() -> None:
    source = "nature: caf\n" + "".join(f"engagement{i}: 1\nvide{i}:\n" for i in range(20_000))
    arbre = lire_yaml(source.encode(), "f.yaml").valeur
    assert arbre is not None
    with _en_moins_de(2):
        assert len(valider_contribution(arbre).diagnostics) == 100


def test_un_plan_tres_imbrique() -> None:
    arbre = lire_yaml(("plan: " + "[{contenu: " * 15 + "[]" + "}]" * 15).encode(), "f.yaml").valeur
    assert arbre is not None
    assert {d.code for d in valider(arbre, MODELES["contrat"]).diagnostics} == {"CD101"}


# --- Markdown ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("motif", ["![a", "[", "[^a", "^[a", "*[", "![[]()", "[](", "[a][", "> [", "- ["])
def test_des_crochets_jamais_refermes(motif: str) -> None:
    texte = motif * (LONGUEUR_MAX // len(motif))
    with _en_moins_de(2):
        lu = lire_markdown(texte, ICI)
    # Those of a link's address are closed: they only have to be fast.
    assert [d.code for d in lu.diagnostics][:1] == ([] if motif == "[](" else ["CD309"])


@pytest.mark.parametrize("separe", ["\n\n", "\n \t\n", "\n> \n> "])
def test_un_crochet_ouvert_dans_chaque_paragraphe_est_admis(separe: str) -> None:
    assert lire_markdown("> " + separe.join(["un [crochet"] * 40), ICI).diagnostics == ()
    assert lire_markdown("\\[ " * 40, ICI).diagnostics == ()


@pytest.mark.parametrize("motif", ["![]()", "_*", "- a", "| a "])
def test_le_plus_long_des_textes_admis(motif: str) -> None:
    ligne = motif * min(5, LONGUEUR_MAX // len(motif))
    texte = (motif * LONGUEUR_MAX)[:LONGUEUR_MAX] if motif in ("![]()", "_*") else f"{ligne}\n" * LIGNES_MAX
    with _en_moins_de(2):
        lire_markdown(texte[:LONGUEUR_MAX], ICI)


@pytest.mark.parametrize("motif", ["a", "[", "![a", "> ", "{{", "|", "\n", "`a` ", "\x00", "é"])
def test_un_texte_trop_long_est_refuse_d_emblee(motif: str) -> None:
    texte = motif * (LONG // len(motif))
    with _en_moins_de(0.5):
        (faute,) = lire_markdown(texte, ICI, valeurs=True).diagnostics
    assert faute.code == "CD309"
    assert faute.message == "Ce texte est trop long : plus de 100 000 caractères."


def test_un_texte_a_trop_de_lignes_est_refuse_d_emblee() -> None:
    (faute,) = lire_markdown("a\n" * LIGNES_MAX, ICI).diagnostics
    assert faute.message == "Ce texte est trop long : plus de 10 000 lignes."


@pytest.mark.parametrize("motif", ["> ", "- ", "1. ", "> - ", ">"])
def test_des_niveaux_par_milliers(motif: str) -> None:
    with _en_moins_de(1):
        (faute,) = lire_markdown(motif * 20_000 + "a", ICI).diagnostics
    assert faute.code == "CD308"


@pytest.mark.parametrize("motif", ["{{x}} ", "{{", "}} ", "{{ }"])
def test_des_accolades_par_milliers(motif: str) -> None:
    with _en_moins_de(1.5):
        assert len(lire_markdown(motif * (LONGUEUR_MAX // len(motif)), ICI, valeurs=True).diagnostics) in (0, 50)


def test_au_plus_cinquante_fautes() -> None:
    assert len(lire_markdown("`a`\n\n" * 1_000, ICI).diagnostics) == 50


def test_la_pile_de_python_ne_deborde_pas() -> None:
    """The deepest text admitted by the parser is refused, not crashed upon, even far down in the caller's own calls."""

    def descendre(n: int) -> str:
        return descendre(n - 1) if n else lire_markdown("> " * 5_000 + "a", ICI).diagnostics[0].code

    assert descendre(400) == "CD308"


@pytest.mark.parametrize(
    "texte",
    [
        "a\n| " + "-" * 60 + "x",
        "a\n" + "|-" * 50 + "x",
        "# a" + " " * (LONGUEUR_MAX - 10) + "b",
        "# " + "{#" * (LONGUEUR_MAX // 2 - 10),
        "# " + "{#a}" * (LONGUEUR_MAX // 4 - 10) + " b",
        "Tableau :" + " " * (LONGUEUR_MAX - 50) + "a\n\n|a|\n|-|\n",
        "Tableau : " + "{#" * (LONGUEUR_MAX // 2 - 50) + "\n\n|a|\n|-|\n",
        "[a](https://" + "b" * (LONGUEUR_MAX - 20),
        "[^" + "a" * (LONGUEUR_MAX - 20),
    ],
    ids=lambda t: t[:14],
)
def test_nos_expressions_regulieres_ne_s_emballent_pas(texte: str) -> None:
    with _en_moins_de(1):
        lire_markdown(texte, ICI, valeurs=True)


@pytest.mark.parametrize(
    "lire", [nombres.lire_decimal, nombres.lire_montant, nombres.lire_pourcentage, nombres.lire_echeance]
)
@pytest.mark.parametrize("motif", ["1", "1 ", "111 ", "1.111", " ", "€", "a", "M "])
def test_un_chiffre_demesure_est_refuse_aussitot(lire: Callable[[str], object], motif: str) -> None:
    with _en_moins_de(2), pytest.raises(ValueError, match="«"):
        lire(motif * (TAILLE_MAX // 4 // len(motif)) + "!")
