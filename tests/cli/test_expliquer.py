"""`contratdoc expliquer`, as it is run."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from contratdoc.catalogue import PAGE, fiches, page
from contratdoc.cli import groupe

SECTIONS = ("Ce que la règle vérifie", "Pourquoi", "Exemple fautif", "Correction", "Source")


def expliquer(*arguments: str) -> Result:
    return CliRunner().invoke(groupe, ["expliquer", *arguments], standalone_mode=False)


@pytest.mark.parametrize("nom", ["CD023", "cd023", "extension-inattendue", "Extension-Inattendue"])
def test_une_regle_est_expliquee_en_sections(nom: str) -> None:
    rendu = expliquer(nom)
    lignes = rendu.stdout.splitlines()

    assert rendu.return_value == 0
    assert lignes[0] == "CD023 extension-inattendue (lecture, erreur)"
    assert [x for x in lignes if x in SECTIONS] == list(SECTIONS)
    assert "  contributions/caf.yml" in lignes
    assert max(map(len, lignes)) <= 100


def test_plusieurs_regles_le_sont_l_une_apres_l_autre_et_une_fois() -> None:
    rendu = expliquer("CD023", "CD401", "extension-inattendue")

    assert rendu.stdout.count("Pourquoi\n") == 2
    assert rendu.stdout.index("CD023") < rendu.stdout.index("CD401")


def test_une_regle_inconnue_est_une_faute_d_usage_avec_la_plus_proche() -> None:
    rendu = expliquer("CD023", "extension-inatendue")

    assert rendu.stdout == ""
    assert rendu.exception is not None
    assert getattr(rendu.exception, "message", "") == (
        "La règle « extension-inatendue » n'existe pas. Vouliez-vous dire « extension-inattendue » ?"
    )
    assert getattr(rendu.exception, "exit_code", 0) == 2


def test_sans_argument_toutes_les_regles_sont_listees_par_famille() -> None:
    rendu = expliquer()
    lignes = rendu.stdout.splitlines()

    assert rendu.return_value == 0
    assert lignes[0] == "Lecture des fichiers"
    for f in fiches():
        assert f"  {f.code}  {f.severite:<13}  {f.nom}" in lignes


def test_la_page_est_ecrite_et_recrite(tmp_path: Path) -> None:
    for _ in range(2):
        rendu = expliquer("--page", "--dossier", str(tmp_path))

        assert rendu.return_value == 0
        assert (tmp_path / PAGE).read_text("utf-8") == page()


def test_la_page_ne_prend_pas_de_code() -> None:
    rendu = expliquer("--page", "CD023")

    assert getattr(rendu.exception, "exit_code", 0) == 2


def test_un_dossier_qui_ne_peut_pas_etre_ecrit_est_dit(tmp_path: Path) -> None:
    (tmp_path / "modeles").write_text("un fichier", "utf-8")

    assert expliquer("--page", "--dossier", str(tmp_path)).return_value == 1
