from __future__ import annotations

from pathlib import Path

import pytest
from exemple_pdf import document, p
from relire_pdf import textes

from contratdoc.writers.typst import CadreTypstInvalide, cadre_initial, write_pdf

RACINE = Path(__file__).resolve().parents[3]
DONNEES = '#let contrat = json("donnees.json")\n#set document(title: contrat.titre)\n'


def faute(cadre: str) -> CadreTypstInvalide:
    with pytest.raises(CadreTypstInvalide) as e:
        write_pdf(document(p("Texte")), cadre)
    return e.value


@pytest.mark.parametrize(
    ("suite", "dit", "ligne", "colonne"),
    [
        ("#let x = (1 +\n", "fermé", 3, 10),
        ("#pouet()", "nom inconnu : pouet", 3, 2),
        ("a\n\n#contrat.pouet", "pas de champ", 5, 10),
        ('#panic("non")', "non", 3, 2),
        ('#let f() = 1 + "a"\n#f()', "", 3, 12),
    ],
)
def test_une_faute_de_cadre_est_situee(suite: str, dit: str, ligne: int, colonne: int) -> None:
    e = faute(DONNEES + suite)

    assert dit in e.detail
    assert (e.ligne, e.colonne) == (ligne, colonne)


@pytest.mark.parametrize("chemin", ["/etc/passwd", "../../../../etc/passwd", "autre.txt"])
def test_un_cadre_ne_lit_rien_d_autre_que_les_donnees(chemin: str) -> None:
    e = faute(f'{DONNEES}#read("{chemin}")')

    assert "root:" not in str(e)
    assert e.ligne == 3


@pytest.mark.parametrize("mot", ['import "@preview/a:1.0.0": *', 'include "x"', 'eval("1")', 'plugin("x")'])
def test_un_cadre_est_d_un_seul_tenant(mot: str) -> None:
    e = faute(f"{DONNEES}\n  #{mot}")

    assert "d'un seul tenant" in e.detail
    assert (e.ligne, e.colonne) == (4, 4)


def test_un_commentaire_dit_ce_qu_il_veut() -> None:
    cadre = f"{DONNEES}// on ne peut ni import ni include\n/* eval */ Bonjour"

    assert textes(write_pdf(document(p("Texte")), cadre)) == ["Bonjour"]


def test_un_cadre_sans_reperes_compile_et_compte_ses_pages() -> None:
    pdf = write_pdf(document(p("Texte")), f"{DONNEES}Un\n#pagebreak()\nDeux")

    assert (pdf.total, dict(pdf.pages)) == (2, {})


def test_le_depot_porte_une_copie_du_cadre() -> None:
    assert (RACINE / "modeles" / "contrat.typ").read_text("utf-8") == cadre_initial()
