"""The objects of a PDF replaced and added by hand: another reader must find each at its place."""

from __future__ import annotations

import io

import pytest
from exemple_pdf import complet
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import IndirectObject

from contratdoc.writers.pdf.objets import chaine, ouvrir
from contratdoc.writers.typst import cadre_initial, write_pdf

PDF = write_pdf(complet(), cadre_initial()).octets
NOMBRE = len(ouvrir(PDF).places)


def test_rien_change_les_memes_octets_et_une_fin_de_ligne() -> None:
    assert ouvrir(PDF).ecrire() == PDF.rstrip() + b"\n"
    assert ouvrir(PDF + b"\n").ecrire() == PDF.rstrip() + b"\n"


@given(
    st.dictionaries(st.integers(1, NOMBRE - 1), st.integers(0, 10**40), max_size=12),
    st.lists(st.integers(0, 10**9), max_size=4),
)
def test_chaque_objet_se_retrouve_a_sa_place(changes: dict[int, int], ajoutes: list[int]) -> None:
    objets = ouvrir(PDF)
    changes.pop(objets.racine, None)
    avant = {n: objets.objet(n) for n in range(1, NOMBRE)}
    for numero, valeur in changes.items():
        objets.remplacer(numero, b"[%d]" % valeur)
    nouveaux = [objets.ajouter(b"[%d]" % v) for v in ajoutes]
    relu = ouvrir(objets.ecrire())
    lecteur = PdfReader(io.BytesIO(objets.ecrire()))

    attendus = {**avant, **{n: b"[%d]" % v for n, v in changes.items()}}
    attendus |= {n: b"[%d]" % v for n, v in zip(nouveaux, ajoutes, strict=True)}
    assert {n: relu.objet(n) for n in range(1, len(relu.places))} == attendus
    for numero in (*changes, *nouveaux):
        assert IndirectObject(numero, 0, lecteur).get_object() == [int(attendus[numero][1:-1])]


def test_les_objets_qui_contiennent_un_motif_viennent_une_fois_dans_l_ordre() -> None:
    trouves = list(ouvrir(PDF).contenant(b"/Type/Page/"))

    assert trouves == sorted(set(trouves))
    assert len(trouves) == len(PdfReader(io.BytesIO(PDF)).pages)


@pytest.mark.parametrize("octets", [b"", b"%PDF-1.7\nstartxref\n12\n%%EOF", PDF[:-10]])
def test_un_fichier_sans_table_est_refuse(octets: bytes) -> None:
    with pytest.raises(ValueError, match="table"):
        ouvrir(octets)


def test_une_chaine_n_a_rien_a_echapper() -> None:
    assert chaine("é)(\\") == b"<FEFF00E900290028005C>"
