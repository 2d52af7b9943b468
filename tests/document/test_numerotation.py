"""Numbers, decided once: headings, axes and annexes, objectives, tables, notes, and what references to them read."""

from __future__ import annotations

import pytest
from cas_de_liaison import dire, remplacer, verifier
from hypothesis import given
from hypothesis import strategies as st
from rendu_texte import notes, rendre, tableaux, titres

from contratdoc.document.noeuds import SuiteTitres
from contratdoc.document.numerotation import Compteur, lettre, romain

PRINCIPALE, AXE, ANNEXE, SANS = (
    SuiteTitres.PRINCIPALE,
    SuiteTitres.AXE,
    SuiteTitres.ANNEXE,
    SuiteTitres.SANS,
)
PLAN = "modeles/contrat.yaml"
TERRITOIRE = "modeles/texte/territoire.md"


def _numeros(*titres_: tuple[int, SuiteTitres]) -> list[str]:
    compteur = Compteur()
    return [compteur.suivant(niveau, suite) for niveau, suite in titres_]


def _document(fichiers: dict[str, str]) -> str:
    obtenu = verifier(fichiers)
    assert obtenu.document is not None, dire(obtenu.diagnostics)
    return rendre(obtenu.document)


# --- letters and Roman numerals -------------------------------------------------------------------------------------


def test_apres_z_les_lettres_se_doublent_comme_dans_word() -> None:
    assert [lettre(n) for n in (1, 2, 26, 27, 28, 52, 53, 79)] == ["A", "B", "Z", "AA", "BB", "ZZ", "AAA", "AAAA"]


def test_les_chiffres_romains_courants() -> None:
    attendus = {1: "I", 4: "IV", 9: "IX", 14: "XIV", 40: "XL", 49: "XLIX", 90: "XC", 400: "CD", 944: "CMXLIV"}
    assert {n: romain(n) for n in attendus} == attendus


@given(st.integers(1, 3_999))
def test_un_nombre_romain_se_relit(n: int) -> None:
    valeurs = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
    lus = [valeurs[signe] for signe in romain(n)]
    suivants = [*lus[1:], 0]

    assert sum(-a if a < b else a for a, b in zip(lus, suivants, strict=True)) == n
    assert not any(signe * 4 in romain(n) for signe in valeurs)


# --- headings -------------------------------------------------------------------------------------------------------


def test_les_quatre_niveaux_numerotes_puis_plus_rien() -> None:
    assert _numeros(*((n, PRINCIPALE) for n in range(1, 7))) == ["I", "1", "A", "a", "", ""]


def test_un_titre_remet_a_zero_ceux_du_dessous() -> None:
    suite = [(1, PRINCIPALE), (2, PRINCIPALE), (3, PRINCIPALE), (3, PRINCIPALE), (2, PRINCIPALE), (3, PRINCIPALE)]
    assert _numeros(*suite, (1, PRINCIPALE), (2, PRINCIPALE)) == ["I", "1", "A", "B", "2", "A", "II", "1"]


def test_les_axes_et_les_annexes_se_comptent_chacun_a_part_dans_tout_le_document() -> None:
    suite = [(1, PRINCIPALE), (2, PRINCIPALE), (2, AXE), (3, AXE), (2, PRINCIPALE), (1, PRINCIPALE), (2, AXE)]
    attendus = ["I", "1", "Axe I", "A", "2", "II", "Axe II", "Annexe 1", "A", "1", "Annexe 2"]
    assert _numeros(*suite, (2, ANNEXE), (3, ANNEXE), (2, PRINCIPALE), (2, ANNEXE)) == attendus


def test_une_partie_sans_numero_n_en_prend_a_personne() -> None:
    assert _numeros((1, SANS), (2, SANS), (1, PRINCIPALE), (1, SANS), (1, PRINCIPALE)) == ["", "", "I", "", "II"]


def test_la_vingt_septieme_section_et_sa_vingt_septieme_sous_section() -> None:
    texte = "# Le territoire\n\n" + "".join(f"## S{i}\n\n" for i in range(1, 27)) + "## S27\n\n"
    texte += "".join(f"### T{i}\n\n" for i in range(1, 29))
    document = verifier({TERRITOIRE: texte}).document
    assert document is not None
    par_titre = {texte: numero for _, numero, texte in titres(document)}

    assert [par_titre[t] for t in ("S1", "S26", "S27", "T26", "T27", "T28")] == ["A", "Z", "AA", "z", "aa", "bb"]


def test_le_plan_du_contrat_de_base() -> None:
    document = verifier({}).document
    assert document is not None

    assert [(n, texte) for niveau, n, texte in titres(document) if niveau <= 2] == [
        ("", "Préambule"),
        ("I", "Présentation"),
        ("1", "Le territoire"),
        ("II", "Orientations"),
        ("Axe I", "Agir pour l’emploi"),
        ("Axe II", "Améliorer le cadre de vie"),
        ("", "Signatures"),
        ("III", "Annexes"),
        ("Annexe 1", "Engagements des partenaires"),
        ("Annexe 2", "Tableau des orientations"),
    ]
    assert [(e.niveau, e.numero, e.texte) for e in document.sommaire] == [t for t in titres(document) if t[0] <= 3]


def test_un_axe_se_cite_comme_son_titre_le_numerote_meme_dans_une_autre_partie() -> None:
    plan = remplacer(PLAN, "      - axe: cadre\n", "  - titre: Suite\n    contenu:\n      - axe: cadre\n")
    document = _document(plan | remplacer("contributions/mission.yaml", "emploi-1a", "sante-1a"))

    assert "## Axe II Améliorer le cadre de vie" in document
    assert "Axe II, volet Santé, objectif 1.a" in document
    assert "**Axe II – Améliorer le cadre de vie**" in document


def test_un_texte_devant_les_axes_ne_decale_pas_leur_numero() -> None:
    plan = remplacer(PLAN, "      - axe: emploi\n", "      - texte: bilan\n      - axe: emploi\n")
    document = _document(plan | {"modeles/texte/bilan.md": "# Bilan\n\nUn texte.\n"})

    assert "## 1 Bilan" in document
    assert "## Axe I Agir pour l’emploi" in document
    assert "Sert⍽: Axe I, objectif 1.a" in document


def test_un_axe_sans_numero_se_cite_par_son_titre() -> None:
    plan = remplacer(PLAN, "      - axe: emploi\n", "      - axe: emploi\n        numerotation: non\n")
    document = _document(plan)

    assert "## Agir pour l’emploi #" in document
    assert "Sert⍽: Agir pour l’emploi, objectif 1.a" in document
    assert "## Axe I Améliorer le cadre de vie" in document


def test_les_titres_d_un_bloc_se_rangent_sous_le_titre_qui_le_precede() -> None:
    texte = "# Orientations\n\n## Détail\n\n{{ axe.emploi.orientations }}\n"
    document = verifier({"modeles/texte/emploi.md": texte}).document
    assert document is not None
    niveaux = {texte: niveau for niveau, _, texte in titres(document)}

    assert (niveaux["Détail"], niveaux["Plan d’actions"]) == (4, 5)


# --- objectives -----------------------------------------------------------------------------------------------------


def test_les_objectifs_se_numerotent_dans_leur_axe_et_au_dela_de_z() -> None:
    objectifs = "".join(f"          - {{id: o{i}, libelle: Objectif {i}}}\n" for i in range(1, 29))
    orientation = f"      - id: emploi-2\n        libelle: Deux\n        objectifs:\n{objectifs}    actions:\n"
    document = _document(remplacer("modeles/orientations.yaml", "    actions:\n", orientation))

    for rendu in (
        "1.a Repérer les jeunes",
        "2.a Objectif 1",
        "2.z Objectif 26",
        "2.aa Objectif 27",
        "2.bb Objectif 28",
    ):
        assert document.count(rendu) == 2, rendu  # in the axis, and in Annexe 2


# --- tables and notes -----------------------------------------------------------------------------------------------


def test_tableaux_et_notes_se_comptent_dans_l_ordre_de_la_lecture() -> None:
    """A note in a caption, a header, a row, a quotation, a list and a later text; totals do not count twice."""
    texte = """\
# Le territoire[^1]

Tableau : Un[^2]

| A[^3] | B |
|---|--:|
| a[^4] | 1[^5] |
| Total | {{ total }} |

> Citation[^6]

- Liste[^7]

[^1]: un
[^2]: deux
[^3]: trois
[^4]: quatre
[^5]: cinq
[^6]: six
[^7]: sept
"""
    suite = "# Préambule\n\nAvant[^a].\n\nTableau : Zéro\n\n| A |\n|---|\n| 1 |\n\n[^a]: zéro\n"
    document = verifier({TERRITOIRE: texte, "modeles/texte/preambule.md": suite}).document
    assert document is not None

    mots = ["zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept"]
    assert notes(document) == list(enumerate(mots, 1))
    assert [t.numero for t in tableaux(document)] == [1, 2, 3, 4, 5, 6]


def test_un_tableau_dans_une_liste_est_compte() -> None:
    texte = "# Le territoire\n\n- Un\n\n  Tableau : Listé {#liste}\n\n  | A |\n  |---|\n  | 2 |\n"
    rendu = _document({TERRITOIRE: f"{texte}\nVoir [](#liste).\n"})

    assert "  Tableau 1 : Listé #liste" in rendu
    assert "Tableau 2 : Logements" in rendu
    assert "Voir [[Tableau⍽1→liste]]." in rendu


# --- cross-references -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cible", "attendu"),
    [
        ("presentation", "partie⍽[[I→presentation]]"),
        ("annexe-2", "[[Annexe⍽2→annexe-2]]"),
        ("axe-cadre", "[[Axe⍽II→axe-cadre]]"),
        ("le-territoire", "«⍽[[Le territoire→le-territoire]]⍽»"),
        ("contribution-logis", "«⍽[[Contribution du Logis des Trois Rives→contribution-logis]]⍽»"),
        ("signatures", "«⍽[[Signatures→signatures]]⍽»"),
        ("tableau-quartiers-prioritaires", "[[Tableau⍽1→tableau-quartiers-prioritaires]]"),
    ],
)
def test_un_renvoi_lit_le_numero_ou_le_titre_de_sa_cible(cible: str, attendu: str) -> None:
    rendu = _document({"modeles/texte/preambule.md": f"# Préambule\n\nVoir [](#{cible}), puis.\n"})

    assert f"Voir {attendu}, puis." in rendu


def test_un_renvoi_se_lit_partout_ou_il_s_ecrit() -> None:
    texte = """\
# Préambule

- Liste [](#annexe-1)

> Citation [](#annexe-1)

Tableau : Légende [](#annexe-1)

| Tête [](#annexe-1) |
|---|
| Cellule [](#annexe-1) |

Note[^n].

[^n]: Note [](#annexe-1)
"""
    rendu = _document({"modeles/texte/preambule.md": texte})

    for mot in ("Liste", "Citation", "Légende", "Tête", "Cellule", "Note"):
        assert f"{mot} [[Annexe⍽1→annexe-1]]" in rendu


def test_une_ancre_ecrite_va_au_titre_qui_la_porte_et_le_renvoi_aussi() -> None:
    texte = "# Le territoire\n\n## La ville\n\n## Autre {#la-ville}\n\nVoir [](#la-ville).\n"
    rendu = _document({TERRITOIRE: texte})

    assert "### A La ville #la-ville-2" in rendu
    assert "### B Autre #la-ville" in rendu
    assert "Voir «⍽[[Autre→la-ville]]⍽»." in rendu
