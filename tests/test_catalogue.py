"""The catalogue: every code has one sheet, every sheet is whole, and the page of them all is up to date."""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from pathlib import Path

import pytest

from contratdoc.catalogue import PAGE, SECTIONS, fiche, fiches, page, par_famille, suggestion
from contratdoc.controles.registre import SUR_L_ECRIT, SUR_LE_CONTRAT, SUR_LE_DOCUMENT
from contratdoc.diagnostics import Fiche
from contratdoc.diagnostics.fiches import FICHES_DES_PASSES

RACINE = Path(__file__).resolve().parents[1]
PAQUET = RACINE / "contratdoc"
REGLES = (*SUR_LE_CONTRAT, *SUR_L_ECRIT, *SUR_LE_DOCUMENT)
CODES_MIN = 80


def codes_des_sources() -> set[str]:
    """Every code that the package names outside the sheets of the passes."""
    sources = (f for f in PAQUET.rglob("*.py") if f.parent.name != "fiches")
    return {c for f in sources for c in re.findall(r'"(CD\d{3})"', f.read_text("utf-8"))}


def test_chaque_code_a_une_fiche_et_une_seule() -> None:
    codes = Counter(f.code for f in fiches())

    assert len(codes) > CODES_MIN
    assert codes_des_sources() - set(codes) == set()
    assert [c for c, n in codes.items() if n > 1] == []


def test_chaque_fiche_est_celle_d_un_code_employe() -> None:
    assert {f.code for f in fiches()} - codes_des_sources() == set()


def test_les_fiches_sont_dans_l_ordre_et_chaque_nom_est_unique() -> None:
    noms = [f.nom for f in fiches()]

    assert [f.code for f in fiches()] == sorted(f.code for f in fiches())
    assert len(set(noms)) == len(noms)


def test_les_fiches_des_passes_sont_dans_l_ordre() -> None:
    codes = [f.code for f in FICHES_DES_PASSES]

    assert codes == sorted(codes)


@pytest.mark.parametrize("f", fiches(), ids=lambda f: f.code)
def test_une_fiche_est_entiere(f: Fiche) -> None:
    assert re.fullmatch(r"CD\d{3}", f.code)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", f.nom)
    for texte in (f.verifie, f.pourquoi):
        assert texte[0].isupper() or texte[0] == "«", texte
        assert texte[-1] in ".?!", texte
    for champ, _ in SECTIONS:
        texte = getattr(f, champ)
        assert texte, champ
        assert texte.strip() == texte, champ
        assert "  " not in texte or "\n" in texte, champ


@pytest.mark.parametrize("regle", REGLES, ids=lambda r: r.__name__.rpartition(".")[2])
def test_une_regle_porte_le_nom_de_son_fichier(regle: object) -> None:
    module = sys.modules[regle.__name__]  # type: ignore[attr-defined]
    trouvee: Fiche = module.FICHE
    nom = str(module.__name__).rpartition(".")[2]
    # A second search for the same fault, on another shape, takes its sheet from the first.
    if 'code="' in Path(str(module.__file__)).read_text("utf-8"):
        assert trouvee.nom.replace("-", "_") == nom


def test_chaque_fichier_de_regle_est_au_registre() -> None:
    fichiers = {
        f.resolve()
        for f in (PAQUET / "controles").rglob("*.py")
        if re.search(r"^def chercher\(", f.read_text("utf-8"), re.MULTILINE)
    }
    inscrits = {Path(str(sys.modules[r.__name__].__file__)).resolve() for r in REGLES}  # type: ignore[attr-defined]

    assert len(fichiers) > 20
    assert fichiers - inscrits == set()


def test_une_fiche_se_trouve_par_son_code_ou_son_nom() -> None:
    f = fiche("CD401")

    assert f is not None
    assert fiche("cd401") is f
    assert fiche(" Total-du-patrimoine-faux ") is f
    assert fiche("CD400") is None
    assert suggestion("total-du-patrimoin-faux") == "Vouliez-vous dire « total-du-patrimoine-faux » ?"
    assert suggestion("n'importe quoi d'autre") == ""


def test_chaque_famille_a_un_titre() -> None:
    ranges = [f for _, lot in par_famille() for f in lot]

    assert sorted(ranges, key=lambda f: f.code) == list(fiches())


def test_la_page_dit_chaque_regle_une_fois() -> None:
    texte = page()

    for f in fiches():
        assert texte.count(f'<a id="{f.code.lower()}"></a>') == 1
        assert texte.count(f"[{f.code}](#{f.code.lower()})") == 1
    assert page() == texte
    assert "  \n" not in texte


def test_la_page_des_regles_est_a_jour() -> None:
    chemin = RACINE / PAGE
    if os.environ.get("CONTRATDOC_ACCEPTER") == "1":
        chemin.write_text(page(), "utf-8")

    assert chemin.read_text("utf-8") == page(), "contratdoc expliquer --page"
