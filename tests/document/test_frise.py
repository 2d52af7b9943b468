"""The timeline: what it says, what it draws, and what it says when years are not known."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from contratdoc.contrat.historique import GenerationPassee, Suite, jusqu_au_suivant
from contratdoc.document.dessin import ECHELLE, LARGEUR, eclaircir, rvb
from contratdoc.document.frise import dessiner_la_frise, dire_la_frise, dire_les_annees

PASSE, PRESENT = "#4f6f9d", "#1d3a6e"
FRISE = (
    GenerationPassee("Premier contrat", 2000, None),
    GenerationPassee("Deuxième contrat", 2006, None, "", (Suite(2010, ""), Suite(2014, "décret"))),
    GenerationPassee("Troisième contrat", 2015, 2020, "Objet", (Suite(2022, "avenant"), Suite(2022, "avenant n° 2"))),
    GenerationPassee("Contrat", 2024, 2030),
)


def test_la_frise_dit_ce_qui_est_connu_et_rien_d_autre() -> None:
    assert dire_la_frise(FRISE) == (
        "Frise des contrats. Premier contrat, à partir de 2000. Deuxième contrat, à partir de 2006, prolongé "
        "jusqu'en 2010, puis jusqu'en 2014 (décret). Troisième contrat, 2015-2020, prolongé jusqu'en 2022 (avenant), "
        "avenant n° 2. Contrat, 2024-2030."
    )
    assert dire_les_annees(GenerationPassee("Annuel", 2023, 2023)) == "2023"


def test_une_fin_inconnue_va_jusqu_a_ce_qui_suit() -> None:
    assert [g.fin for g in jusqu_au_suivant(FRISE)] == [2005, 2009, 2020, 2030]
    assert [g.fin for g in jusqu_au_suivant(FRISE[:1])] == [None]


def couleurs(image: Image.Image, rang: int) -> list[tuple[int, int, int]]:
    """The colours met along the bar of a contract, from left to right, each once."""
    y = (44 * rang + 17 + 5) * ECHELLE
    pixels = [image.getpixel((x, y)) for x in range(image.width)]
    fonds = {rvb(PASSE), rvb(PRESENT), eclaircir(PASSE, 0.45), eclaircir(PRESENT, 0.45)}
    return [c for c, avant in zip(pixels, [None, *pixels], strict=False) if c in fonds and c != avant]  # type: ignore[misc]


def test_chaque_contrat_a_sa_barre_et_ses_prolongations_plus_claires() -> None:
    image = Image.open(io.BytesIO(dessiner_la_frise(FRISE, PASSE, PRESENT).png)).convert("RGB")

    clair = eclaircir(PASSE, 0.45)
    assert [couleurs(image, i) for i in range(4)] == [
        [rvb(PASSE)],
        [rvb(PASSE), clair, clair],
        [rvb(PASSE), clair],
        [rvb(PRESENT)],
    ]
    assert image.width == LARGEUR * ECHELLE


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
