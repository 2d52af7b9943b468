"""Numbering, references in plain text, and repeated headings: what any right series must never raise."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from contratdoc.controles.references import numerotation_rompue, renvoi_sans_cible
from contratdoc.controles.references.suites import Genre, ruptures_de
from contratdoc.diagnostics import Place, Severite
from contratdoc.ecrits.ecrit import Contexte, Ecrit
from contratdoc.ecrits.from_texte import lire_ecrit

# « I- » alone may be a letter or a Roman figure: broken series of letters stop before it, at eight.
STYLES = {
    "chiffres": lambda n: f"{n}/ ",
    "parenthèses": lambda n: f"{n}) ",
    "lettres": lambda n: f"{chr(64 + n)}- ",
    "romains": lambda n: f"{('I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X')[n - 1]} : ",
    "axes": lambda n: f"Axe {n} : ",
}
MOTS = ("Habitat", "Transport", "Culture", "Sport", "Santé", "Emploi", "Famille", "École", "Jeunesse", "Voirie")


def _lire(texte: str) -> Ecrit:
    return lire_ecrit(texte, Place("essai.md", 1, 1))


def _suite(style: str, nombre: int) -> list[str]:
    return [f"{STYLES[style](n)}{MOTS[n - 1]} des quartiers" for n in range(1, nombre + 1)]


def _texte(titres: list[str]) -> str:
    return "Contrat de Ville\n\nAubry, Belval et Cormont.\n\n" + "\n\nUn texte.\n\n".join(titres)


@given(st.sampled_from(sorted(STYLES)), st.integers(1, 10))
def test_une_suite_juste_n_est_jamais_signalee(style: str, nombre: int) -> None:
    assert ruptures_de(_lire(_texte(_suite(style, nombre)))) == []


@given(st.permutations(["romains", "chiffres", "lettres"]), st.integers(1, 4), st.integers(1, 4))
def test_une_suite_peut_recommencer_sous_chaque_titre(styles: list[str], dehors: int, dedans: int) -> None:
    titres = [t for grand in _suite(styles[0], dehors) for t in (grand, *_suite(styles[1], dedans))]

    assert ruptures_de(_lire(_texte(titres))) == []


@given(st.sampled_from(sorted(STYLES)), st.integers(3, 8), st.data())
def test_un_titre_retire_du_milieu_est_toujours_signale(style: str, nombre: int, data: st.DataObject) -> None:
    titres = _suite(style, nombre)
    retire = data.draw(st.integers(1, nombre - 2))
    (rupture,) = ruptures_de(_lire(_texte(titres[:retire] + titres[retire + 1 :])))

    assert (rupture.genre, rupture.rang.valeur, rupture.sur) == (Genre.TROU, retire + 2, True)


@given(st.sampled_from(["chiffres", "parenthèses", "lettres", "romains"]), st.integers(2, 10))
def test_une_suite_sans_premier_est_toujours_signalee(style: str, nombre: int) -> None:
    (rupture,) = ruptures_de(_lire(_texte(_suite(style, nombre)[1:])))

    assert (rupture.genre, rupture.sur) == (Genre.DEBUT, True)


@given(st.sampled_from(sorted(STYLES)), st.integers(2, 8))
def test_un_numero_en_double_est_toujours_signale(style: str, nombre: int) -> None:
    titres = _suite(style, nombre)
    (rupture,) = ruptures_de(_lire(_texte([*titres, f"{STYLES[style](nombre)}Tout autre chose ici"])))

    assert (rupture.genre, rupture.sur) == (Genre.DOUBLON, True)


@given(st.text(alphabet="1aAI.)/- \n#\tVXxe«»voirannex", max_size=400))
def test_rien_ne_fait_echouer_ces_regles(texte: str) -> None:
    ecrit = _lire(texte)
    for regle in (numerotation_rompue, renvoi_sans_cible):
        list(regle.chercher(ecrit, Contexte()))


@given(st.integers(1, 6), st.integers(1, 9))
def test_une_annexe_citee_existe_ou_est_signalee(annexes: int, citee: int) -> None:
    titres = "\n\n".join(f"# Annexe {n} : {MOTS[n - 1]}" for n in range(1, annexes + 1))
    trouves = list(renvoi_sans_cible.chercher(_lire(f"Le détail est en annexe {citee}.\n\n{titres}\n"), Contexte()))

    assert [d.severite for d in trouves] == ([] if citee <= annexes else [Severite.ERREUR])


@given(st.integers(1, 20))
def test_l_article_d_une_loi_n_est_pas_un_article_du_contrat(numero: int) -> None:
    assume(numero > 2)
    texte = f"# Article 1 : Objet\n\nSelon l'article {numero} de la loi du 21 février 2014.\n\n# Article 2 : Durée\n"

    assert list(renvoi_sans_cible.chercher(_lire(texte), Contexte())) == []
