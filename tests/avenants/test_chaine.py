"""The seal and its chain: untouched by avenants, and telling any change of the contract or of an earlier avenant."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from petit_contrat import avenant, consolider, scelle

from contratdoc.avenants.avenant import Avenant
from contratdoc.avenants.sceau import VERSION, Sceau, empreinte, lire_sceau
from contratdoc.scellement import ecarts_avec_la_chaine, faire_maillon

JOUR = dt.date(2024, 3, 31)
AVENANTS = tuple(
    replace(avenant(n), fichier=f"contributions/avenants/avenant-{n}.yaml").proroger(2030 + n) for n in (1, 2, 3)
)


def sceau(*avenants: Avenant) -> Sceau:
    """The small contract sealed, then some avenants."""
    fait = Sceau(JOUR, "contratdoc 0.1.0", {"modeles/contrat.yaml": "a1"}, {"contrat.pdf": "b2"}, scelle())
    for a in avenants:
        suite = faire_maillon(fait, a, JOUR)
        assert suite.valeur is not None
        fait = suite.valeur
    return fait


def codes(octets: bytes) -> list[str]:
    return [d.code for d in lire_sceau(octets).diagnostics]


@pytest.mark.parametrize("nombre", [0, 1, 3])
def test_un_sceau_se_relit_le_meme(nombre: int) -> None:
    fait = sceau(*AVENANTS[:nombre])
    lu = lire_sceau(fait.en_json())

    assert lu.valeur == fait
    assert lu.valeur is not None
    assert lu.valeur.en_json() == fait.en_json()


def test_les_avenants_ne_touchent_pas_au_sceau() -> None:
    avant = scelle().en_json()
    consolider(*AVENANTS)

    assert scelle().en_json() == avant
    assert sceau(*AVENANTS).hash == sceau().hash
    assert sceau(*AVENANTS).en_json().startswith(sceau().en_json().partition(b' "avenants"')[0])


def test_chaque_maillon_tient_au_precedent() -> None:
    fait = sceau(*AVENANTS)

    assert [m.precedent for m in fait.avenants] == [fait.hash, fait.avenants[0].hash, fait.avenants[1].hash]
    assert len({m.hash for m in fait.avenants}) == 3


def _feuilles(objet: Any, chemin: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if isinstance(objet, dict | list):
        pas = objet.items() if isinstance(objet, dict) else enumerate(objet)
        return [f for cle, v in pas for f in _feuilles(v, (*chemin, cle))]
    return [chemin]


SCEAU_LU = json.loads(sceau(*AVENANTS).en_json())


@given(st.sampled_from(_feuilles(SCEAU_LU)), st.sampled_from(["", "x", "2030-01-01", "7"]))
def test_toute_retouche_du_sceau_se_voit(chemin: tuple[Any, ...], autre: str) -> None:
    objet = json.loads(json.dumps(SCEAU_LU))
    ici = objet
    for pas in chemin[:-1]:
        ici = ici[pas]
    avant = ici[chemin[-1]]
    ici[chemin[-1]] = avant + 1 if isinstance(avant, int) else autre
    if ici[chemin[-1]] == avant:
        return

    assert codes(json.dumps(objet).encode()) in (["CD841"], ["CD842"], ["CD845"])


@pytest.mark.parametrize("rang", range(3))
def test_un_maillon_retire_se_voit(rang: int) -> None:
    objet = json.loads(json.dumps(SCEAU_LU))
    del objet["avenants"][rang]

    assert codes(json.dumps(objet).encode()) == ["CD842"]


@pytest.mark.parametrize("rang", range(3))
@pytest.mark.parametrize(
    "change",
    [
        {"objet": "Autre objet"},
        {"effet": dt.date(2028, 1, 1)},
        {"date": dt.date(2027, 1, 1)},
        {"visas": ("un texte",)},
        {"considerants": ("une raison",)},
        {"actes": {"atr": "une délibération"}},
        {"operations": ()},
    ],
    ids=lambda c: next(iter(c)),
)
def test_tout_changement_d_un_avenant_scelle_se_voit(rang: int, change: dict[str, Any]) -> None:
    presents = [replace(a, **change) if i == rang else a for i, a in enumerate(AVENANTS)]
    (faute,) = ecarts_avec_la_chaine(sceau(*AVENANTS), presents)

    assert (faute.code, faute.place.fichier) == ("CD844", f"contributions/avenants/avenant-{rang + 1}.yaml")


@given(st.data())
def test_tout_changement_d_une_operation_scellee_se_voit(data: st.DataObject) -> None:
    autre = data.draw(st.sampled_from(["cible", "nouveau", "ancien", "apres", "motif"]))
    rang = data.draw(st.integers(0, 2))
    operation = replace(AVENANTS[rang].operations[0], **{autre: data.draw(st.text(min_size=1))})
    if operation == AVENANTS[rang].operations[0]:
        return
    presents = [replace(a, operations=(operation,)) if i == rang else a for i, a in enumerate(AVENANTS)]

    assert [d.code for d in ecarts_avec_la_chaine(sceau(*AVENANTS), presents)] == ["CD844"]


def test_un_avenant_scelle_qui_manque_se_voit() -> None:
    (faute,) = ecarts_avec_la_chaine(sceau(*AVENANTS), AVENANTS[:2])

    assert (faute.code, faute.place.fichier) == ("CD844", AVENANTS[2].fichier)
    assert ecarts_avec_la_chaine(sceau(*AVENANTS[:2]), AVENANTS) == ()


def test_les_avenants_se_scellent_dans_l_ordre_et_une_fois() -> None:
    saute = faire_maillon(sceau(), AVENANTS[1], JOUR)
    refait = faire_maillon(sceau(AVENANTS[0]), AVENANTS[0], JOUR)

    assert [d.code for d in (*saute.diagnostics, *refait.diagnostics)] == ["CD835", "CD840"]


@pytest.mark.parametrize(
    "octets",
    [b"", b"{}", b"[]", b"null", b"{", b"\xff", b'{"version": 0}', b'{"version": "1"}', b"[" * 100_000],
    ids=range(9),
)
def test_ce_qui_n_est_pas_un_sceau_est_dit(octets: bytes) -> None:
    assert codes(octets) == ["CD841"]


def test_un_sceau_d_une_version_plus_recente_est_dit() -> None:
    objet = {**SCEAU_LU, "version": VERSION + 1, "nouveau_champ": {}}
    (faute,) = lire_sceau(json.dumps(objet).encode()).diagnostics

    assert faute.code == "CD845"
    assert f"format {VERSION + 1}" in faute.message
    assert "Mettez contratdoc à jour" in faute.aides[0]


def test_l_empreinte_ne_depend_pas_de_l_ordre_des_cles() -> None:
    assert empreinte({"a": 1, "b": [2, None]}) == empreinte({"b": [2, None], "a": 1})
    assert empreinte(["a", "b"]) != empreinte(["b", "a"])
