"""Where a table of contents typed by hand ends: nothing of the text may be taken for one of its lines."""

from __future__ import annotations

import pytest

from contratdoc.diagnostics import Place
from contratdoc.ecrits.from_texte import lire_ecrit


def _lignes(texte: str) -> list[int]:
    return [p.ligne for p in lire_ecrit(texte, Place("essai.md", 1, 1)).sommaire]


@pytest.mark.parametrize(
    "texte",
    [
        "Sommaire\n\nPréambule\n\nI : Bilan – P.3\n\nII : Axes – P.9\n\nPréambule\n\nUn texte.\n",
        "Sommaire\n\n1. Préambule …… 3\n\n2. Bilan …… 4\n\n3. Axes …… 9\n\n## 1. Préambule\n\nUn texte.\n",
        "Sommaire\n\nPréambule …… 3\n\nBilan …… 4\n\nAxes …… 9\n\nBilan\n\nUn texte.\n",
    ],
)
def test_il_finit_ou_un_de_ses_titres_est_lu_a_nouveau(texte: str) -> None:
    assert _lignes(texte) == [3, 5, 7]


def test_il_finit_quand_plus_rien_ne_donne_de_page() -> None:
    texte = "Sommaire\n\nAvant-propos …… 3\n\nBilan …… 4\n\n"
    texte += "".join(f"La phrase {n} n'a aucun rapport.\n\n" for n in range(30))

    assert _lignes(texte) == [3, 5]


def test_une_liste_sans_page_n_est_pas_un_sommaire() -> None:
    assert _lignes("Sommaire\n\nPréambule\n\nBilan\n\nPréambule\n\nUn texte.\n") == []
