"""The timeline: what it says, what it draws, and what it says when years are not known."""

from __future__ import annotations

import io
import itertools
from dataclasses import replace

import pytest
from cas_de_liaison import verifier
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from rendu_texte import rendre_blocs

from contratdoc.contrat.historique import GenerationPassee, Suite, Vie, frise_de, jusqu_au_suivant
from contratdoc.document.dessin import ECHELLE, LARGEUR, eclaircir, rvb
from contratdoc.document.frise import dessiner_la_frise, dire_la_frise, dire_les_annees, ecrire_la_frise
from contratdoc.document.noeuds import Image as Figure
from contratdoc.document.redacteur import Redacteur

PASSE, PRESENT = "#4f6f9d", "#1d3a6e"
CLAIR = 0.25
TABLEAU = [
    "Tableau 1 : Contrats successifs #tableau-contrats-successifs",
    "*┆ Contrat ┆ Années ┆ Prolongations et avenants ┆ Objet ┆",
    "┆ Premier contrat ┆ À partir de 2000 ┆ – ┆ – ┆",
    (
        "┆ Troisième contrat ┆ 2015-2020 ┆ "
        "Jusqu’en 2022 (avenant)⍽: évaluation du contrat / Avenant n°⍽2⍽: RGPD ┆ Ancien objet ┆"
    ),
    "┆ Contrat de Ville ┆ 2024-2030 ┆ – ┆ – ┆",
]
FRISE = (
    GenerationPassee("Premier contrat", 2000, None),
    GenerationPassee("Deuxième contrat", 2006, None, "", (Suite(2010, ""), Suite(2014, "décret"))),
    GenerationPassee(
        "Troisième contrat", 2015, 2020, "Ancien objet", (Suite(2022, "avenant"), Suite(2022, "avenant n° 2"))
    ),
    GenerationPassee("Contrat", 2024, 2030),
)


def test_la_frise_dit_ce_qui_est_connu_et_rien_d_autre() -> None:
    assert dire_la_frise(FRISE) == (
        "Frise des contrats. Premier contrat, à partir de 2000. Deuxième contrat, à partir de 2006, prolongé "
        "jusqu'en 2010, puis jusqu'en 2014 (décret). Troisième contrat, 2015-2020, prolongé jusqu'en 2022 (avenant), "
        "avenant n° 2. Objet : ancien objet. Contrat, 2024-2030."
    )
    assert dire_les_annees(GenerationPassee("Annuel", 2023, 2023)) == "2023"
    seul = GenerationPassee("Contrat", 2024, 2030, "", (Suite(2030, "avenant n° 1"), Suite(2032, "avenant n° 2")))
    assert dire_les_annees(seul) == "2024-2030, avenant n° 1, prolongé jusqu'en 2032 (avenant n° 2)"


def test_une_fin_inconnue_va_jusqu_a_ce_qui_suit() -> None:
    assert [g.fin for g in jusqu_au_suivant(FRISE)] == [2005, 2009, 2020, 2030]
    assert [g.fin for g in jusqu_au_suivant(FRISE[:1])] == [None]


def image_de(generations: tuple[GenerationPassee, ...]) -> Image.Image:
    return Image.open(io.BytesIO(dessiner_la_frise(generations, PASSE, PRESENT).png)).convert("RGB")


def barres(image: Image.Image) -> list[list[tuple[int, int, int]]]:
    """The colours met along each bar, from left to right, each once: a line of pixels through its middle."""
    fonds = {rvb(c) for c in (PASSE, PRESENT)} | {eclaircir(c, CLAIR) for c in (PASSE, PRESENT)}
    lignes = []
    for y in range(image.height):
        pixels = [image.getpixel((x, y)) for x in range(image.width)]
        vues = [c for c, avant in zip(pixels, [None, *pixels], strict=False) if c in fonds and c != avant]
        lignes.append(vues)
    suites = [list(groupe) for vu, groupe in itertools.groupby(lignes, bool) if vu]
    return [s[len(s) // 2] for s in suites]  # type: ignore[misc]  # of pixels in three colours


def test_chaque_contrat_a_sa_barre_et_ses_prolongations_plus_claires_bordees_de_sa_couleur() -> None:
    passe, present, clair = rvb(PASSE), rvb(PRESENT), eclaircir(PASSE, CLAIR)

    assert barres(image_de(FRISE)) == [
        [passe],
        [passe, passe, clair, passe, passe, clair, passe],
        [passe, passe, clair, passe],
        [present],
    ]
    assert image_de(FRISE).width == LARGEUR * ECHELLE


def test_un_nom_trop_long_se_plie_et_rien_n_en_est_coupe() -> None:
    court, long = GenerationPassee("Contrat", 2024, 2030), GenerationPassee("Un nom de contrat " * 18, 2024, 2030)

    assert image_de((long,)).height == image_de((court,)).height + 2 * 12 * ECHELLE


def test_le_tableau_dit_ce_que_montre_la_figure_et_pourquoi() -> None:
    contrat = verifier({}).contrat
    assert contrat is not None
    avenant = Suite(2022, "avenant", "Évaluation du contrat")
    passees = (FRISE[0], replace(FRISE[2], suites=(avenant, Suite(2022, "avenant n° 2", "RGPD"))))
    plume = Redacteur(replace(contrat, historique=passees), brouillon=False)
    ecrire_la_frise(plume)

    figure, tableau = plume.blocs
    assert isinstance(figure, Figure)
    assert rendre_blocs([tableau]) == TABLEAU


def test_un_contrat_modifie_se_montre_tel_que_signe_puis_avec_ses_avenants() -> None:
    contrat = verifier({}).contrat
    assert contrat is not None
    vecu = replace(contrat, periode=(2024, 2032), vie=Vie((2024, 2030), (Suite(2032, "avenant n° 1"),)))

    assert dire_les_annees(frise_de(vecu)[-1]) == "2024-2030, prolongé jusqu'en 2032 (avenant n° 1)"
    assert dire_les_annees(frise_de(contrat)[-1]) == "2024-2030"


_ANNEES = st.integers(1950, 2090)


@given(
    st.lists(
        st.builds(
            GenerationPassee,
            st.text(min_size=1, max_size=200),
            _ANNEES,
            _ANNEES | st.none(),
            st.text(max_size=200),
            st.lists(st.builds(Suite, _ANNEES, st.text(max_size=20)), max_size=4).map(tuple),
        ),
        min_size=1,
        max_size=8,
    ).map(tuple)
)
def test_toute_frise_se_dessine_et_se_dit(generations: tuple[GenerationPassee, ...]) -> None:
    dessin = dessiner_la_frise(generations, PASSE, PRESENT)

    assert dessin.largeur == LARGEUR * ECHELLE
    assert all(g.nom in dire_la_frise(generations) for g in generations)


def test_memes_annees_memes_octets() -> None:
    un = dessiner_la_frise(FRISE, PASSE, PRESENT)
    dessiner_la_frise.cache_clear()

    assert dessiner_la_frise(FRISE, PASSE, PRESENT) == un


@pytest.mark.parametrize("annee", [2000, 2003, 2004])
def test_les_annees_du_pied_tiennent_dans_la_feuille(annee: int) -> None:
    image = Image.open(io.BytesIO(dessiner_la_frise((GenerationPassee("Un", annee, annee + 6),), PASSE, PRESENT).png))

    bords = [image.convert("L").getpixel((x, y)) for x in (0, image.width - 1) for y in range(image.height)]
    assert set(bords) == {255}
