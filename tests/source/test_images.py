"""Pictures and their paths, which come from a partner's text."""

from __future__ import annotations

import struct

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from contratdoc.source import images
from contratdoc.source.images import chemin_sur, lire_image


def _png(largeur: int, hauteur: int) -> bytes:
    entete = struct.pack(">I4sIIBBBBBI", 13, b"IHDR", largeur, hauteur, 8, 2, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + entete + struct.pack(">I4sI", 0, b"IEND", 0xAE426082)


def _jpeg(largeur: int, hauteur: int, avant: bytes = b"", marque: int = 0xC0) -> bytes:
    cadre = struct.pack(">BBHBHHB", 0xFF, marque, 17, 8, hauteur, largeur, 3) + bytes(9)
    return b"\xff\xd8" + (avant or b"\xff\xe0\x00\x04ab") + cadre + b"\xff\xd9"


@given(st.integers(1, 20_000), st.integers(1, 20_000))
def test_la_taille_d_une_image(largeur: int, hauteur: int) -> None:
    for octets in (_png(largeur, hauteur), _jpeg(largeur, hauteur), _jpeg(largeur, hauteur, marque=0xC2)):
        lue = lire_image(octets)
        assert (lue.largeur, lue.hauteur, lue.donnees) == (largeur, hauteur, octets)


def test_les_octets_de_remplissage_d_un_jpeg_sont_passes() -> None:
    assert lire_image(_jpeg(30, 20, avant=b"\xff\xff\xff\xe0\x00\x04ab\xff\xff")).largeur == 30


@given(
    st.binary(max_size=40),
    st.sampled_from((b"", b"\x89PNG\r\n\x1a\n", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"\xff\xd8\xff")),
)
@example(b"", b"\xff\xd8\xff\xff")
@example(bytes(40), b"\xff\xd8\xff")
def test_des_octets_quelconques_sont_refuses_en_francais(octets: bytes, tete: bytes) -> None:
    try:
        lue = lire_image(tete + octets)
    except ValueError as e:
        assert "image" in str(e)
    else:
        assert 0 < lue.largeur <= 20_000


@pytest.mark.parametrize("octets", [_png(0, 5), _png(5, 0), _png(20_001, 5), _jpeg(5, 0)])
def test_des_dimensions_impossibles(octets: bytes) -> None:
    with pytest.raises(ValueError, match=r"^les dimensions de l'image sont nulles ou démesurées$"):
        lire_image(octets)


@pytest.mark.parametrize("octets", [_png(5, 5)[:-8], b"GIF89a", b"", b"<svg/>"])
def test_une_image_d_une_autre_sorte(octets: bytes) -> None:
    with pytest.raises(ValueError, match=r"^ce n'est pas une image PNG ou JPEG entière$"):
        lire_image(octets)


def test_un_jpeg_tronque() -> None:
    with pytest.raises(ValueError, match=r"^cette image JPEG est tronquée$"):
        lire_image(_jpeg(5, 5)[:8])


def test_une_image_trop_lourde(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(images, "TAILLE_IMAGE_MAX", 1024 * 1024)
    with pytest.raises(ValueError, match=r"^l'image pèse plus de 1 Mo$"):
        lire_image(_png(5, 5) + bytes(1024 * 1024))


@pytest.mark.parametrize("chemin", ["plan.png", "images/plan.png", "./plan.png", "images\\plan.png", "a..b/plan.png"])
def test_un_chemin_du_dossier(chemin: str) -> None:
    assert chemin_sur(chemin) is not None


@pytest.mark.parametrize(
    "chemin",
    [
        "/etc/passwd",
        "../a.png",
        "a/../../b.png",
        "a\\..\\..\\b.png",
        "\\\\serveur\\a.png",
        "C:\\a.png",
        "C:a.png",
        "",
        ".",
        "file:///etc/passwd",
        "https://exemple.fr/a.png",
        "data:image/png;base64,x",
        "//serveur/a.png",
        "a/..",
    ],
)
def test_un_chemin_hors_du_dossier(chemin: str) -> None:
    assert chemin_sur(chemin) is None


@given(st.lists(st.sampled_from(("a", "..", ".", "/", "\\", "C:", "~", " ")), max_size=8).map("".join))
def test_un_chemin_admis_reste_dans_le_dossier(chemin: str) -> None:
    sur = chemin_sur(chemin)
    if sur is not None:
        assert not sur.is_absolute()
        assert ".." not in sur.parts
        assert "\\" not in str(sur)
