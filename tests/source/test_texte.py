"""Bytes to text: what is decoded, and where the first wrong byte is said to be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contratdoc.source.texte import lire_texte


@given(st.text(st.characters(exclude_categories=("Cc", "Cf", "Cs", "Cn", "Zl", "Zp")), max_size=30))
def test_un_texte_ordinaire_revient_tel_quel(texte: str) -> None:
    assert lire_texte(texte.encode(), "f").valeur == texte
    assert lire_texte(texte.encode("utf-8-sig"), "f").valeur == texte


@given(st.text("aé\n\r", max_size=12))
def test_les_fins_de_ligne_deviennent_celles_d_unix(texte: str) -> None:
    lu = lire_texte(texte.encode(), "f").valeur
    assert lu is not None
    assert "\r" not in lu
    assert lu.split("\n") == texte.replace("\r\n", "\n").replace("\r", "\n").split("\n")


@pytest.mark.parametrize(
    ("octets", "place"),
    [
        (b"\xe9", "f:1:1"),
        ("été ".encode() + b"\xe9", "f:1:5"),
        (b"a\nb\xe9", "f:2:2"),
        (b"a\r\nb\xe9", "f:2:2"),
        (b"a\rb\xe9", "f:2:2"),
        (b"\xef\xbb\xbfab\xe9", "f:1:3"),
    ],
)
def test_la_place_du_premier_octet_fautif(octets: bytes, place: str) -> None:
    (faute,) = lire_texte(octets, "f").diagnostics
    assert (faute.code, str(faute.place)) == ("CD002", place)


# One of each family: null, vertical tab, delete, U+0085, line separator, reversal, isolate, byte-order mark, nonchar.
@pytest.mark.parametrize("c", [*"\x00\x0b\x7f\x85\x9f\u2028\u2029\u202e\u2066\ufeff\ufdd0\uffff\U0001ffff\U0010fffe"])
def test_un_caractere_interdit(c: str) -> None:
    (faute,) = lire_texte(f"a\nbé{c}d".encode(), "f").diagnostics
    assert (faute.code, str(faute.place)) == ("CD003", "f:2:3")
    assert faute.message.endswith(f"U+{ord(c):04X}.")


@pytest.mark.parametrize("c", [*"\t\u00a0\u00ad\u2009\u202f\u200b’…œ€😀\uf0b7\ufffd"])
def test_un_caractere_de_l_usage_est_admis(c: str) -> None:
    assert lire_texte(c.encode(), "f").valeur == c
