"""The same objects, numbered and written in another order: the same bytes."""

from __future__ import annotations

import io
import random
import re
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader, PdfWriter

from contratdoc.writers.pdf.objets import ecrire_neuf
from contratdoc.writers.pdf.renumeroter import renumeroter

if TYPE_CHECKING:
    from collections.abc import Sequence

POLICES = b"<</Font<</F1 {4} 0 R/F2 {5} 0 R>>>>"
TITRE = rb"(voir 3 0 R \) et 4 0 R)"
OBJETS = (
    b"<</Type/Catalog/Pages {1} 0 R>>",
    b"<</Type/Pages/Kids[{2} 0 R]/Count 1>>",
    b"<</Type/Page/Parent {1} 0 R/MediaBox[0 0 9 9]/Contents {3} 0 R/Resources%s/T%s/A<332030 52>>>" % (POLICES, TITRE),
    b"<</Length 34>>\nstream\nBT /F1 9 Tf (1 0 R) Tj ET % 3 0 R\n\nendstream",
    b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold>>",
    b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
)


def _pdf(ordre: Sequence[int], *, perdu: bytes = b"") -> bytes:
    """The file whose objects are written in an order; one more, to which nothing leads, may stand among them."""
    numeros = {objet: n for n, objet in enumerate(ordre, 1)}

    def numeroter(corps: bytes) -> bytes:
        return re.sub(rb"\{(\d)\}", lambda m: b"%d" % numeros[int(m[1])], corps)

    corps = [numeroter(OBJETS[objet]) for objet in ordre]
    return ecrire_neuf(
        b"%PDF-1.6\n", [*corps, perdu] if perdu else corps, numeroter(b"trailer\n<</Size 0/Root {0} 0 R>>")
    )


DANS_L_ORDRE = _pdf(range(6))


@pytest.mark.parametrize("graine", range(20))
def test_l_ordre_d_ecriture_ne_se_voit_plus(graine: int) -> None:
    ordre = random.Random(graine).sample(range(6), 6)  # noqa: S311 - any order does

    assert renumeroter(_pdf(ordre)) == DANS_L_ORDRE


def test_ce_qui_est_dans_l_ordre_reste_tel_quel() -> None:
    assert renumeroter(DANS_L_ORDRE) == DANS_L_ORDRE


def test_une_chaine_et_un_flux_qui_ressemblent_a_un_renvoi_restent() -> None:
    fait = renumeroter(_pdf((5, 4, 3, 2, 1, 0)))

    assert TITRE in fait
    assert b"(1 0 R) Tj ET % 3 0 R\n" in fait


def test_ce_a_quoi_rien_ne_mene_n_est_pas_garde() -> None:
    assert renumeroter(_pdf(range(6), perdu=b"<</Rien 1>>")) == DANS_L_ORDRE


def test_un_fichier_dont_la_table_est_autre_reste_tel_quel() -> None:
    octets = b"%PDF-1.7\n1 0 obj<</Type/XRef>>stream\nendstream endobj\nstartxref\n9\n%%EOF"

    assert renumeroter(octets) == octets


def test_un_autre_programme_lit_ce_qui_est_ecrit() -> None:
    lu = PdfReader(io.BytesIO(renumeroter(_pdf((3, 5, 1, 0, 4, 2)))), strict=True)
    autre = PdfReader(io.BytesIO(_copie(DANS_L_ORDRE)), strict=True)

    assert lu.pages[0]["/Resources"]["/Font"]["/F1"]["/BaseFont"] == "/Helvetica-Bold"  # type: ignore[index]
    assert lu.pages[0]["/T"] == autre.pages[0]["/T"]


def _copie(octets: bytes) -> bytes:
    sortie = io.BytesIO()
    PdfWriter(clone_from=io.BytesIO(octets)).write(sortie)
    return sortie.getvalue()
