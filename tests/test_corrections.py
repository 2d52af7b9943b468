"""Mechanical fixes: only what was meant changes, twice is once, quotations and the shape of YAML are left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from contratdoc.corrections import corriger
from contratdoc.diagnostics import Diagnostic, Place, Remplacement, Severite
from contratdoc.source.lecteur_yaml import lire_yaml
from contratdoc.source.texte import lire_texte

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


def faute(ligne: int, colonne: int, ancien: str, nouveau: str, fichier: str = "a.md") -> Diagnostic:
    place = Place(fichier, ligne, colonne)
    return Diagnostic("CD700", Severite.INFO, "Faute.", place, remplacement=Remplacement(ancien, nouveau))


def regle(*paires: tuple[str, str]) -> Callable[[Mapping[str, bytes]], list[Diagnostic]]:
    """A rule that finds every occurrence of some texts, wherever they stand, as rules do: line and column."""

    def verifier(fichiers: Mapping[str, bytes]) -> list[Diagnostic]:
        fautes: list[Diagnostic] = []
        for nom, octets in fichiers.items():
            texte = lire_texte(octets, nom).valeur or ""
            for i, ligne in enumerate(texte.split("\n"), 1):
                for ancien, nouveau in paires:
                    rang = ligne.find(ancien)
                    while rang >= 0:
                        fautes.append(faute(i, rang + 1, ancien, nouveau, nom))
                        rang = ligne.find(ancien, rang + 1)
        return fautes

    return verifier


AUBRI = regle(("Aubri", "Aubry"))


def corrige(
    texte: str, verifier: Callable[[Mapping[str, bytes]], Sequence[Diagnostic]] = AUBRI, nom: str = "a.md"
) -> str:
    avant = texte.encode()
    return corriger({nom: avant}, verifier).get(nom, avant).decode()


MORCEAUX = st.sampled_from(
    [
        "Aubri",
        "Aubry",
        " ",
        "\n",
        "\r\n",
        "\n\n",
        "\r\n\r\n",
        "\r",
        "« ",
        " »",
        "> ",
        "\ufeff",
        "é",
        "AubriAubri",
        ": ",
        "- ",
    ]
)


@given(st.lists(MORCEAUX, max_size=25).map("".join))
@example("\ufeffAubri\r\nAubri")
def test_corriger_deux_fois_c_est_corriger_une_fois(texte: str) -> None:
    une = corrige(texte)

    assert corrige(une) == une
    assert une.replace("Aubry", "Aubri") == texte.replace("Aubry", "Aubri")
    if not set("«»>") & set(texte) and lire_texte(texte.encode(), "a.md").valeur is not None:
        assert "Aubri" not in une


@given(
    st.lists(MORCEAUX, max_size=25).map("".join),
    st.sampled_from(["« {} »", "> {}", "«{}»", "« Début, {} et {}\nfin. »", "> Début\nsuite {}"]),
)
def test_une_citation_n_est_jamais_changee(reste: str, forme: str) -> None:
    cite = forme.format("Aubri", "Aubri")

    assert cite in corrige(f"{cite}\n\n{reste}")
    assert cite in corrige(f"{reste}\n\n{cite}")
    assert cite.replace("\n", "\r\n") in corrige(
        f"Aubri\r\n\r\n{cite}\n\n{reste}".replace("\r\n", "\n").replace("\n", "\r\n")
    )


def test_une_citation_de_plusieurs_paragraphes_n_est_pas_changee() -> None:
    texte = "« Aubri commence.\n\nAubri finit. »\n\nAubri.\n"

    assert corrige(texte) == "« Aubri commence.\n\nAubri finit. »\n\nAubry.\n"


def test_l_espace_d_un_guillemet_n_est_pas_une_citation() -> None:
    fine = "\u202f"
    verifier = regle(("«M", f"«{fine}M"), ("s»", f"s{fine}»"), ("t »", f"t{fine}»"))

    assert corrige("Les «Mots» et « ceci est »\n", verifier) == f"Les «{fine}Mots{fine}» et « ceci est{fine}»\n"
    assert corrige("« mot »\n", verifier) == f"« mot{fine}»\n"
    assert corrige("«Aubri»\n") == "«Aubri»\n"


def test_la_marque_et_les_fins_de_ligne_restent() -> None:
    avant = "\ufeffAubri\r\n\r\nVers Aubri\rAubri\n"

    assert corrige(avant) == "\ufeffAubry\r\n\r\nVers Aubry\rAubry\n"


def test_ce_qui_n_est_pas_la_n_est_pas_remplace() -> None:
    texte = "Aubri et Aubry\n"
    for d in (
        faute(1, 2, "Aubri", "x"),
        faute(9, 1, "Aubri", "x"),
        faute(0, 0, "Aubri", "x"),
        faute(1, 0, "\n", "x"),
        faute(1, 1, "", "x"),
        faute(1, 1, "Aubri", "x", "b.md"),
        faute(1, 99, "Aubri", "x"),
    ):
        assert corriger({"a.md": texte.encode()}, lambda _, d=d: [d]) == {}  # type: ignore[misc]


def test_deux_corrections_qui_se_chevauchent_se_font_l_une_apres_l_autre() -> None:
    assert corrige("aaab", regle(("aa", "a"), ("ab", "b"))) == "b"
    assert (
        corrige("abc", lambda f: [faute(1, 1, "ab", "X"), faute(1, 2, "bc", "Y")] if f["a.md"] == b"abc" else [])
        == "aY"
    )
    deux = [faute(1, 1, "abc", "x"), faute(1, 1, "abc", "y")]
    assert corrige("abc", lambda _: deux) in ("x", "y")


def test_des_corrections_sans_fin_ne_font_rien() -> None:
    assert corrige("oui\n", regle(("oui", "non"), ("non", "oui"))) == "oui\n"
    assert corrige("a\n", regle(("a", "aa"))) == "a\n"
    verifier = regle(("oui", "non"), ("non", "oui"), ("Aubri", "Aubry"))
    rendus = corriger({"a.md": b"oui\n", "b.md": b"Aubri\n"}, verifier)
    assert rendus == {"b.md": b"Aubry\n"}


def test_un_fichier_word_ou_un_modele_n_est_pas_corrige() -> None:
    octets = b"Aubri\n"

    assert corriger({"a.docx": octets, "a.typ": octets}, AUBRI) == {}
    assert set(corriger(dict.fromkeys(("a.md", "a.txt", "a.TXT", "a.yaml", "a.yml"), b"n: Aubri\n"), AUBRI)) == {
        "a.md",
        "a.txt",
        "a.TXT",
        "a.yaml",
        "a.yml",
    }


# --- YAML

FICHE = """\
# Aubri : commentaire gardé, hors des places que donnent les règles
nom:   "Aubri, la ville"   # fin
liste: [Aubri, 'l''Aubri']
Aubri: clé
texte: |
    Aubri.

    > Aubri cité

vide:
"""


def _cles(valeur: object) -> object:
    if isinstance(valeur, dict):
        return {c: _cles(v) for c, v in valeur.items()}
    return [_cles(v) for v in valeur] if isinstance(valeur, list) else None


def cles(texte: str) -> object:
    lu = lire_yaml(texte.encode(), "a.yaml").valeur
    assert lu is not None
    return _cles(lu.valeur)


def test_le_yaml_garde_ses_cles_sa_mise_en_page_et_ses_commentaires() -> None:
    def verifier(fichiers: Mapping[str, bytes]) -> list[Diagnostic]:
        return [d for d in AUBRI(fichiers) if d.place.ligne > 1]

    apres = corrige(FICHE, verifier, "a.yaml")

    attendu = FICHE.replace("Aubri", "Aubry")
    for garde in ("# Aubry : comm", "\nAubry: clé", "> Aubry cité"):
        attendu = attendu.replace(garde, garde.replace("Aubry", "Aubri"))
    assert apres == attendu
    assert cles(apres) == cles(FICHE)


@pytest.mark.parametrize("nouveau", ['"', "'", ": ", "\n", "]", "{", "#", "&a ", "- x", "\t", "\x00", "y, z"])
@given(lignes=st.lists(st.sampled_from(FICHE.split("\n")), max_size=6, unique=True))
def test_aucune_correction_ne_change_les_cles_d_un_yaml(nouveau: str, lignes: list[str]) -> None:
    texte = "\n".join(lignes) + "\nfin: Aubri\n"
    if lire_yaml(texte.encode(), "a.yaml").valeur is None:
        return
    assert cles(corrige(texte, regle(("Aubri", nouveau), ("fin", "debut")), "a.yaml")) == cles(texte)


def test_une_correction_dangereuse_n_empeche_pas_les_autres() -> None:
    verifier = regle(("Aubri", "Aubry"), ("bon", "a: b"))

    assert corrige("x: bon\ny: Aubri\n", verifier, "a.yaml") == "x: bon\ny: Aubry\n"
