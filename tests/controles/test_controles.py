"""The coherence rules: they only read, and find what any stated figure has wrong (each code also has a case)."""

from __future__ import annotations

import re
from copy import deepcopy
from pathlib import Path

from cas_de_liaison import remplacer, verifier
from hypothesis import given
from hypothesis import strategies as st

from contratdoc import controles
from contratdoc.controles import controler, registre

LOGIS = "contributions/logis.yaml"
LOGEMENTS = st.integers(0, 5_000)


EPROUVES = ("CD401", "CD402", "CD403", "CD404", "CD405")


def _codes(fichiers: dict[str, str]) -> list[str]:
    """What the rules tried here say of a folder; the made-up texts may displease others."""
    return sorted(d.code for d in verifier(fichiers).diagnostics if d.code in EPROUVES)


def test_chaque_regle_ecrite_est_appliquee() -> None:
    """A rule is a module with a sheet and a search; none is left out of its family's list, none is there twice."""
    dossier = Path(controles.__file__).parent
    ecrites = sorted(
        f"{module.parent.name}.{module.stem}"
        for module in dossier.glob("*/*.py")
        if re.search(r"^def chercher\(", module.read_text("utf-8"), re.MULTILINE)
    )
    appliquees = sorted(
        str(r.__name__).removeprefix("contratdoc.controles.")  # type: ignore[attr-defined]
        for r in (*registre.SUR_LE_CONTRAT, *registre.SUR_L_ECRIT, *registre.SUR_LE_DOCUMENT)
    )

    assert len(ecrites) >= 40
    assert sorted(set(appliquees)) == ecrites


def test_une_regle_ne_change_rien_et_dit_deux_fois_la_meme_chose() -> None:
    contrat = verifier(remplacer(LOGIS, "  total: 300", "  total: 310")).contrat
    assert contrat is not None
    avant = deepcopy(contrat.contributions["logis"].donnees)
    premiere = controler(contrat)

    assert "CD401" in {d.code for d in premiere}
    assert controler(contrat) == premiere
    assert contrat.contributions["logis"].donnees == avant


@given(st.lists(LOGEMENTS, min_size=1, max_size=4), st.integers(-2, 2))
def test_un_total_annonce_est_juge_sur_ses_lignes(lignes: list[int], ecart: int) -> None:
    total = max(0, sum(lignes) + ecart)
    communes = "".join(f"    - {{commune: C{i}, logements: {n}}}\n" for i, n in enumerate(lignes))
    quartiers = "".join(f"    - {{quartier: nord, logements: {n}}}\n" for n in lignes)
    patrimoine = f"patrimoine:\n  total: {total}\n  par_commune:\n{communes}  quartiers_total: {total}\n"
    texte = remplacer(LOGIS, "patrimoine:\n", f"{patrimoine}  par_quartier:\n{quartiers}X")[LOGIS]

    attendus = ["CD401", "CD402"] if total != sum(lignes) else []
    assert _codes({LOGIS: texte[: texte.index("X")]}) == attendus


@given(st.integers(0, 60), st.integers(0, 60), st.none() | st.integers(0, 120), st.integers(0, 120))
def test_les_logements_d_un_programme_sont_juges(
    collectifs: int, individuels: int, logements: int | None, types: int
) -> None:
    programme = f"  - {{type: accession, commune: Aubry, collectifs: {collectifs}, individuels: {individuels}"
    programme += f", logements: {logements}" if logements is not None else ""
    fichiers = remplacer(LOGIS, "programmes:\n", f"programmes:\n{programme}, typologie: {{T2: {types}}}}}\n")
    detail = collectifs + individuels
    total = detail if logements is None else logements

    attendus = ["CD403"] if types and total and types != total else []
    attendus += ["CD404"] if logements is not None and detail and detail != logements else []
    assert _codes(fichiers) == attendus


@given(st.integers(2015, 2040), st.integers(0, 12))
def test_une_echeance_doit_toucher_la_periode(debut: int, duree: int) -> None:
    echeance = f"{debut}-{debut + duree}" if duree else str(debut)
    fichiers = remplacer("contributions/mission.yaml", "echeance: 2025", f"echeance: {echeance}")

    assert _codes(fichiers) == ([] if debut <= 2030 and debut + duree >= 2024 else ["CD405"])
