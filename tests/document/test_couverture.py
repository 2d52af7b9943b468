"""The heat map and its text alternative; the page of a draft that tells where the contract is."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from cas_de_liaison import fichiers_de_base, remplacer, verifier
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as Pillow
from rendu_texte import rendre

from contratdoc.document.carte_de_chaleur import Groupe, dessiner
from contratdoc.document.couverture import figure_de_couverture
from contratdoc.document.dessin import ECHELLE
from contratdoc.document.noeuds import Image
from contratdoc.document.redacteur import Redacteur

if TYPE_CHECKING:
    from contratdoc.contrat.contrat import Contrat

PREAMBULE = "modeles/texte/preambule.md"
FIGURE = {PREAMBULE: "# Préambule {#preambule}\n\n{{ figure.couverture }}\n"}
BLEU = "#1f4e79"


def contrat_lie() -> Contrat:
    contrat = verifier({}).contrat
    assert contrat is not None
    return contrat


def figure(contrat: Contrat) -> Image:
    return figure_de_couverture(Redacteur(contrat, brouillon=False))


def pixels(png: bytes) -> Pillow.Image:
    image = Pillow.open(io.BytesIO(png))
    return image.convert("RGB")


def test_la_figure_dit_tout_en_mots() -> None:
    assert figure(contrat_lie()).alternative.replace("\u00a0", " ").replace("\u202f", " ") == (
        "Nombre d’engagements de chaque partenaire pour chaque objectif opérationnel. "
        "Agir pour l’emploi, 1.a Repérer les jeunes : Mission locale 1. "
        "Agir pour l’emploi, 1.b Informer les habitants : aucun engagement. "
        "Volet Santé, 1.a Accueillir des médecins : aucun engagement."
    )


def test_la_meme_figure_a_les_memes_octets() -> None:
    une, deux = figure(contrat_lie()), figure(contrat_lie())

    assert une.donnees == deux.donnees
    assert pixels(une.donnees).size == (une.largeur_px, une.hauteur_px)


def test_la_figure_prend_place_dans_un_texte() -> None:
    document = verifier(FIGURE).document
    assert document is not None
    images = [b for s in document.sections for b in s.blocs if isinstance(b, Image)]

    assert [i.nom for i in images] == ["couverture.png"]
    assert images[0] == figure(contrat_lie())


def test_un_contrat_vide_a_sa_figure() -> None:
    vide = replace(contrat_lie(), axes=(), contributions={}, plan=())
    image = figure(vide)

    assert image.alternative.startswith("Nombre d")
    assert pixels(image.donnees).size == (image.largeur_px, image.hauteur_px)


@pytest.mark.parametrize("n", [1, 12, 30])
def test_beaucoup_de_partenaires_et_de_longs_noms_tiennent(n: int) -> None:
    noms = tuple(f"Communauté d'agglomération du très long nom numéro {i}" for i in range(n))
    libelle = "1.a " + "Un objectif qui se dit longuement " * 4 + "x" * 90
    dessin = dessiner(noms, (Groupe("Un titre d'axe " * 9, ((libelle, tuple(range(n))), ("court", (0,) * n))),), BLEU)
    image = pixels(dessin.png)

    assert image.width == 560 * ECHELLE
    assert image.getpixel((0, 0)) == image.getpixel((image.width - 1, image.height - 1)) == (255, 255, 255)
    # No label runs into the cells: the first column's left line is unbroken beside the folded label.
    assert dessin.hauteur < 400 * ECHELLE


def test_chaque_nombre_et_chaque_trou_se_voit() -> None:
    def rendu(*nombres: int) -> bytes:
        return dessiner(("A", "B"), (Groupe("Axe", (("objectif", nombres),)),), BLEU).png

    assert len({rendu(a, b) for a in range(4) for b in range(4)}) == 16
    image = pixels(rendu(0, 0))
    case = image.crop((535 * ECHELLE, image.height - 16 * ECHELLE, 548 * ECHELLE, image.height - 8 * ECHELLE)).convert(
        "L"
    )
    assert case.getextrema()[0] < 100, "un trou porte un tiret, et pas seulement une couleur"
    plein, vide = pixels(rendu(3, 0)).getcolors(1 << 24), pixels(rendu(0, 0)).getcolors(1 << 24)
    assert plein is not None
    assert vide is not None
    assert (0x1F, 0x4E, 0x79) in {c for _, c in plein}
    assert (0xFD, 0xEE, 0xEA) in {c for _, c in vide} - {c for _, c in plein}


def test_le_partenaire_au_long_nom_est_dit_par_son_sigle() -> None:
    long = "Mission locale de toute l'agglomération et au-delà"
    fichiers = {"contributions/mission.yaml": fichiers_de_base()["contributions/mission.yaml"].decode()}
    fichiers["contributions/mission.yaml"] = fichiers["contributions/mission.yaml"].replace(
        "nom: Mission locale", f"nom: {long}\nsigle: MLA"
    )
    contrat = verifier(fichiers).contrat
    assert contrat is not None

    assert "MLA 1." in figure(contrat).alternative.replace("\u00a0", " ")


@given(
    st.lists(st.text(max_size=20), max_size=4).map(tuple),
    st.lists(st.text(max_size=60), max_size=3),
    st.integers(0, 120),
)
def test_aucun_texte_n_arrete_le_dessin(colonnes: tuple[str, ...], libelles: list[str], n: int) -> None:
    lignes = tuple((libelle, (n,) * len(colonnes)) for libelle in libelles)
    dessin = dessiner(colonnes, (Groupe("".join(libelles), lignes),), BLEU)

    assert dessiner(colonnes, (Groupe("".join(libelles), lignes),), BLEU).png == dessin.png
    assert dessin.largeur == 560 * ECHELLE


# --- the page of a draft

TITRE = "État d’avancement du projet"


def lignes(*, brouillon: bool, fichiers: dict[str, str | bytes | None] | None = None) -> list[str]:
    document = verifier(fichiers or {}, brouillon=brouillon).document
    assert document is not None
    return rendre(document).split("\n")


def test_la_page_d_avancement_termine_le_seul_projet() -> None:
    projet, contrat = lignes(brouillon=True), lignes(brouillon=False)
    (debut,) = (i for i, ligne in enumerate(projet) if TITRE in ligne and ligne.startswith("#"))

    assert not any(TITRE in ligne for ligne in contrat)
    assert [x for x in projet[:debut] if TITRE not in x and x.startswith("#")] == [
        x for x in contrat if x.startswith("#")
    ]
    assert not [x for x in projet[debut + 1 :] if x.startswith("#")]
    assert projet[debut].startswith(f"# {TITRE}")


def test_la_page_d_avancement_dit_chaque_partenaire_et_chaque_trou() -> None:
    absent: dict[str, str | bytes | None] = {"contributions/mission.yaml": None}
    projet = "\n".join(lignes(brouillon=True, fichiers=absent)).replace("⍽", " ")
    page = projet[projet.index(f"# {TITRE}") :]

    assert "mission" in page
    assert "absent" in page
    assert "Objectifs qu’aucun engagement ne sert encore" in page
    for libelle in ("1.a Repérer les jeunes", "1.b Informer les habitants", "1.a Accueillir des médecins"):
        assert libelle in page


def test_la_page_compte_les_fautes_du_partenaire() -> None:
    def ligne(fichiers: dict[str, str]) -> str:
        projet = lignes(brouillon=True, fichiers=dict(fichiers))
        (la_sienne,) = (x for x in projet if "Mission locale" in x and "validé" in x)
        return la_sienne

    fautive = remplacer("contributions/mission.yaml", "echeance: 2025", "echeance: 2040")
    assert ligne({}) != ligne(fautive)


def test_un_projet_complet_le_dit() -> None:
    complet = remplacer(
        "contributions/mission.yaml", "objectifs: [emploi-1a]", "objectifs: [emploi-1a, emploi-1b, sante-1a]"
    )
    page = "\n".join(lignes(brouillon=True, fichiers=dict(complet)))

    assert "Chaque objectif opérationnel est servi par au moins un engagement." in page
    assert "ne sert encore" not in page
