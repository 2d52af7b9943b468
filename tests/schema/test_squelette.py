"""The file that a partner fills: valid as it stands, and whichever optional fields are uncommented."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from contratdoc.schema.champs import _type
from contratdoc.schema.contribution import ContributionBase
from contratdoc.schema.natures import NATURES, valider_contribution
from contratdoc.schema.squelette import squelette
from contratdoc.source.lecteur_yaml import lire_yaml

_FACULTATIVE = re.compile(r"^#(?! \S)")


def _lire(texte: str) -> ContributionBase:
    arbre = lire_yaml(texte.encode(), "contributions/essai.yaml")
    assert arbre.valeur is not None, arbre.diagnostics
    lu = valider_contribution(arbre.valeur)
    assert lu.valeur is not None, [(str(d.place), d.message) for d in lu.diagnostics]
    return lu.valeur


def _blocs(texte: str) -> list[str]:
    return texte.split("\n\n")


def _decommenter(bloc: str) -> str:
    return "\n".join(_FACULTATIVE.sub("", ligne) for ligne in bloc.split("\n"))


def _absents(valeur: object, chemin: str = "") -> list[str]:
    """The fields that were left out, at any depth."""
    if isinstance(valeur, tuple):
        return [x for i, v in enumerate(valeur) for x in _absents(v, f"{chemin}[{i}]")]
    if not isinstance(valeur, BaseModel):
        return []
    laisses = [f"{chemin}.{n}" for n in type(valeur).model_fields if n not in valeur.model_fields_set]
    return laisses + [x for n in type(valeur).model_fields for x in _absents(getattr(valeur, n), f"{chemin}.{n}")]


@pytest.mark.parametrize("nature", NATURES)
def test_un_squelette_est_valide_tel_quel(nature: str) -> None:
    lu = _lire(squelette(nature, "bailleur-un"))

    assert (lu.id, lu.statut, lu.nom) == ("bailleur-un", "brouillon", "Bailleur un")
    assert type(lu) is NATURES[nature]


@pytest.mark.parametrize("nature", NATURES)
def test_un_squelette_entierement_decommente_remplit_tous_ses_champs(nature: str) -> None:
    lu = _lire(_decommenter(squelette(nature, "essai")))

    assert _absents(lu) == []


@pytest.mark.parametrize("nature", NATURES)
def test_tout_choix_de_champs_decommentes_est_valide(nature: str) -> None:
    blocs = _blocs(squelette(nature, "essai"))
    assert len(blocs) > 8

    @given(st.lists(st.booleans(), min_size=len(blocs), max_size=len(blocs)))
    def propriete(choix: list[bool]) -> None:
        _lire("\n\n".join(_decommenter(b) if c else b for b, c in zip(blocs, choix, strict=True)))

    propriete()


@pytest.mark.parametrize("nature", NATURES)
def test_chaque_champ_a_tout_niveau_est_explique(nature: str) -> None:
    texte = squelette(nature, "essai")
    vus = 0

    def parcourir(modele: type[BaseModel]) -> None:
        nonlocal vus
        for nom, info in modele.model_fields.items():
            vus += 1
            assert info.description, f"{modele.__name__}.{nom}"
            assert f"# {info.description}\n" in texte, f"{modele.__name__}.{nom}"
            interieur, _, _ = _type(info.annotation)
            if isinstance(interieur, type) and issubclass(interieur, BaseModel):
                parcourir(interieur)

    parcourir(NATURES[nature])
    assert vus > 15


def test_un_squelette_nomme_son_schema_pour_les_editeurs() -> None:
    premiere = squelette("caf", "caf").split("\n", 1)[0]

    assert premiere == "# yaml-language-server: $schema=../modeles/schemas/caf.json"


@pytest.mark.parametrize("identifiant", ["no", "null", "12", "1e3", "oui", "a-b_c"])
def test_un_identifiant_que_yaml_pourrait_interpreter_reste_un_texte(identifiant: str) -> None:
    arbre = lire_yaml(squelette("partenaire", identifiant).encode(), "x.yaml")
    assert arbre.valeur is not None

    lu = valider_contribution(arbre.valeur)
    assert lu.valeur is not None, [d.message for d in lu.diagnostics]
    assert lu.valeur.id == identifiant
