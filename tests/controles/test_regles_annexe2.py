"""Annexe 2 and the table of contents: what is made from the same source is never a fault, one change always is."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from contratdoc.controles.annexe2 import SUR_L_ECRIT
from contratdoc.controles.annexe2.lecture_des_axes import lire_les_axes
from contratdoc.controles.annexe2.lecture_du_sommaire import plus_longue_montee
from contratdoc.controles.annexe2.lecture_du_tableau import lire_l_annexe
from contratdoc.diagnostics import Place
from contratdoc.ecrits.ecrit import Contexte
from contratdoc.ecrits.from_texte import lire_ecrit

VERBES = ("Accueillir", "Financer", "Prévenir", "Soutenir", "Ouvrir", "Repérer", "Former", "Équiper", "Relier", "Loger")
PHRASES = [f"{VERBES[k % 10]} alpha{k}a beta{k}b gamma{k}c delta{k}d" for k in range(40)]
"""Wordings of which no two are alike."""


@dataclass(frozen=True)
class Axe:
    titre: str
    orientations: tuple[tuple[str, tuple[str, ...]], ...]


@st.composite
def contrats(draw: st.DrawFn) -> tuple[Axe, ...]:
    libelles = iter(draw(st.permutations(PHRASES)))
    axes = []
    for n in range(draw(st.integers(1, 3))):
        orientations = tuple(
            (next(libelles), tuple(next(libelles) for _ in range(draw(st.integers(1, 3)))))
            for _ in range(draw(st.integers(1, 2)))
        )
        axes.append(Axe(f"Agir pour {MATIERES[n]}", orientations))
    return tuple(axes)


MATIERES = ("l'emploi et l'activité", "la santé de tous", "les enfants et leurs parents")


def corps(axes: tuple[Axe, ...]) -> str:
    lignes: list[str] = []
    for n, axe in enumerate(axes, 1):
        lignes += [f"# Axe {n} : {axe.titre}", "", "## Orientations stratégiques", ""]
        lignes += [f"{i}. {o}" for i, (o, _) in enumerate(axe.orientations, 1)]
        lignes += ["", "## Objectifs opérationnels", ""]
        for i, (_, objectifs) in enumerate(axe.orientations, 1):
            lignes += [f"- {i}.{chr(96 + j)} {o}" for j, o in enumerate(objectifs, 1)]
        lignes.append("")
    return "\n".join(lignes)


def annexe(axes: tuple[Axe, ...]) -> str:
    lignes = ["# Annexe 2 : Tableau des orientations", "", "| Axe | Orientation | Objectifs |", "|---|---|---|"]
    for n, axe in enumerate(axes, 1):
        for k, (orientation, objectifs) in enumerate(axe.orientations, 1):
            nom = f"Axe {n} – {axe.titre}" if k == 1 else ""
            liste = "<br>".join(f"{k}.{chr(96 + j)} {o}." for j, o in enumerate(objectifs, 1))
            lignes.append(f"| {nom} | {orientation} | {liste} |")
    return "\n".join(lignes) + "\n"


def codes(texte: str) -> list[str]:
    ecrit = lire_ecrit(texte, Place("essai.md", 1, 1))
    return [d.code for r in SUR_L_ECRIT for d in r.chercher(ecrit, Contexte())]


@given(contrats())
def test_l_annexe_faite_des_axes_n_a_pas_de_faute(axes: tuple[Axe, ...]) -> None:
    assert codes(corps(axes) + annexe(axes)) == []


@given(contrats())
def test_le_corps_et_l_annexe_se_lisent_pareil(axes: tuple[Axe, ...]) -> None:
    ecrit = lire_ecrit(corps(axes) + annexe(axes), Place("essai.md", 1, 1))
    lue = lire_l_annexe(ecrit)

    assert lue is not None
    gauche, droite = (
        [[(e.genre, e.texte.rstrip("."), e.orientation) for e in a.elements] for a in x]
        for x in (lire_les_axes(ecrit), lue.axes)
    )
    assert [sorted(a) for a in gauche] == [sorted(a) for a in droite]


@given(contrats(), st.data())
def test_un_objectif_oublie_est_toujours_dit(axes: tuple[Axe, ...], data: st.DataObject) -> None:
    n = data.draw(st.integers(0, len(axes) - 1))
    (tete, objectifs), *reste = axes[n].orientations
    amputes = (*axes[:n], Axe(axes[n].titre, ((tete, objectifs[1:]), *reste)), *axes[n + 1 :])

    if objectifs[1:]:
        assert codes(corps(axes) + annexe(amputes)) == ["CD501"]
        assert codes(corps(amputes) + annexe(axes)) == ["CD503"]


@given(contrats())
def test_un_objectif_passe_d_un_axe_a_l_autre_est_mal_rattache(axes: tuple[Axe, ...]) -> None:
    if len(axes) == 1 or len(axes[0].orientations[0][1]) == 1:
        return
    (tete, (premier, *autres)), *reste = axes[0].orientations
    sans = Axe(axes[0].titre, ((tete, tuple(autres)), *reste))
    (tete_2, objectifs_2), *reste_2 = axes[1].orientations
    avec = Axe(axes[1].titre, ((tete_2, (*objectifs_2, premier)), *reste_2))

    assert codes(corps(axes) + annexe((sans, avec, *axes[2:]))) == ["CD504"]


@given(st.lists(st.integers(1, 60), max_size=40))
def test_la_plus_longue_montee_monte_et_rien_ne_s_y_ajoute(valeurs: list[int]) -> None:
    gardes = sorted(plus_longue_montee(valeurs))

    suite = [valeurs[i] for i in gardes]
    assert suite == sorted(suite)
    assert bool(suite) == bool(valeurs)
    meilleures = [1] * len(valeurs)
    for i, v in enumerate(valeurs):
        meilleures[i] = 1 + max((meilleures[j] for j in range(i) if valeurs[j] <= v), default=0)
    assert len(suite) == max(meilleures, default=0)


@given(st.lists(st.sampled_from(PHRASES), min_size=2, max_size=8, unique=True), st.data())
def test_le_sommaire_fait_des_titres_n_a_pas_de_faute(titres: list[str], data: st.DataObject) -> None:
    pages = sorted(data.draw(st.lists(st.integers(1, 99), min_size=len(titres), max_size=len(titres))))
    lignes = [f"{n}/ {t} – P.{p}" for n, (t, p) in enumerate(zip(titres, pages, strict=True), 1)]
    tete = "SOMMAIRE\n\nPréambule\n\n" + "\n\n".join(lignes) + "\n\nPréambule\n\nUn texte.\n\n"

    assert codes(tete + "\n\nUn texte.\n\n".join(f"{n}/ {t}" for n, t in enumerate(titres, 1))) == []


@settings(max_examples=50)
@given(st.text(alphabet="Axe 12I|\n:#.-objectifsOrientPlan'd", max_size=500))
def test_rien_ne_fait_echouer_ces_regles(texte: str) -> None:
    codes(texte)
    codes("SOMMAIRE\n\n" + texte)
    codes("# Axe 1 : x\n\nObjectifs\n\n" + texte + "\n\n|Axe|Orientation|Objectif|\n|Axe 1|" + texte)
