"""Annexe 2 for any axes: its cells tile the grid, and each action stands beside what it serves."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from cas_de_liaison import verifier
from hypothesis import given
from hypothesis import strategies as st
from rendu_texte import occuper, texte_de_cellule

from contratdoc.contrat.contrat import Action, Champ, Objectif, Orientation
from contratdoc.document.annexe2 import ecrire_annexe_2
from contratdoc.document.noeuds import Tableau
from contratdoc.document.redacteur import Redacteur

_base = verifier({}).contrat
assert _base is not None
CONTRAT = _base


@st.composite
def _champ(draw: st.DrawFn, noms: count[int], *, volets: tuple[Champ, ...] = ()) -> Champ:
    """An axis or part whose actions serve it all, an orientation, or an objective."""

    def nom(genre: str) -> str:
        return f"{genre}{next(noms):04d}x"

    def actions(objectifs: tuple[Objectif, ...]) -> tuple[Action, ...]:
        liens = st.lists(st.sampled_from([None, *(o.id for o in objectifs)]), max_size=3)
        return tuple(Action(n, n, lien) for lien in draw(liens) if (n := nom("act")))

    orientations: list[Orientation] = []
    for _ in range(0 if volets else draw(st.integers(1, 3))):
        objectifs = tuple(Objectif(n, n) for _ in range(draw(st.integers(1, 3))) if (n := nom("obj")))
        n = nom("ori")
        orientations.append(Orientation(n, n, objectifs, actions(objectifs)))
    tous = tuple(o for orientation in orientations for o in orientation.objectifs)
    n = nom("axe")
    return Champ(n, n, None, tuple(orientations), () if volets else actions(tous), (), volets)


@st.composite
def _axes(draw: st.DrawFn) -> tuple[Champ, ...]:
    noms = count(1)
    sortie: list[Champ] = []
    for _ in range(draw(st.integers(1, 3))):
        volets = tuple(draw(_champ(noms)) for _ in range(draw(st.integers(0, 2))))
        sortie.append(draw(_champ(noms, volets=volets)))
    return tuple(sortie)


def _annexe(axes: tuple[Champ, ...]) -> Tableau:
    plume = Redacteur(replace(CONTRAT, axes=axes), brouillon=False)
    ecrire_annexe_2(plume, "Annexe")
    (tableau,) = plume.blocs
    assert isinstance(tableau, Tableau)
    return tableau


@given(_axes())
def test_les_cases_fusionnees_pavent_la_grille(axes: tuple[Champ, ...]) -> None:
    tableau = _annexe(axes)

    occuper(tableau.entetes, 4)
    assert len(occuper(tableau.lignes, 4)) >= sum(len(list(a.objectifs())) for a in axes)


@given(_axes())
def test_chaque_libelle_figure_une_fois_et_une_seule(axes: tuple[Champ, ...]) -> None:
    cellules = [texte_de_cellule(c) for ligne in _annexe(axes).lignes for c in ligne.cellules]
    tout = "\n".join(cellules)

    for champ in (c for a in axes for c in (a, *a.volets)):
        for action in (*champ.actions, *(x for o in champ.orientations for x in o.actions)):
            assert tout.count(action.libelle) == 1
        for orientation in champ.orientations:
            assert tout.count(orientation.libelle) == 1
            assert all(tout.count(o.libelle) == 1 for o in orientation.objectifs)


@given(_axes())
def test_chaque_action_est_en_face_de_ce_qu_elle_sert(axes: tuple[Champ, ...]) -> None:
    """An action of an objective faces it alone; one of an orientation or axis faces it whole, or « l'ensemble »."""
    rangs = [[texte_de_cellule(case[0]) for case in rang] for rang in occuper(_annexe(axes).lignes, 4)]

    def en_face(colonne: int, libelle: str) -> list[str]:
        return [rang[colonne].split(" ", 1)[-1] for rang in rangs if libelle in rang[3]]

    for champ in (c for a in axes for c in (a, *a.volets)):
        tous = {o.id for orientation in champ.orientations for o in orientation.objectifs}
        for action in champ.actions:
            vus = set(en_face(2, action.libelle))
            commune = {"l’ensemble des objectifs"} if action.objectif is None else set()
            assert vus == ({action.objectif} if action.objectif else commune) or (not action.objectif and vus == tous)
        for orientation in champ.orientations:
            siens = {o.id for o in orientation.objectifs}
            for action in orientation.actions:
                vus = set(en_face(2, action.libelle))
                assert set(en_face(1, action.libelle)) == {orientation.libelle}
                assert vus == ({action.objectif} if action.objectif else siens) or (
                    not action.objectif and vus == {"l’ensemble des objectifs"}
                )
