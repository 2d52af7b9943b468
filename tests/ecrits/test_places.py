"""Any text is read without a fault, and each character read stands where its place says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cas_de_liaison import fichiers_de_base, verifier
from hypothesis import example, given
from hypothesis import strategies as st

from contratdoc.diagnostics import Place
from contratdoc.ecrits.dates import dates_de, periodes_de
from contratdoc.ecrits.deviner import contexte_du_texte
from contratdoc.ecrits.ecrit import VALEUR, Nature, Passage
from contratdoc.ecrits.from_arbre import ecrit_de_l_arbre
from contratdoc.ecrits.from_contrat import ecrit_du_contrat
from contratdoc.ecrits.from_texte import lire_ecrit
from contratdoc.ecrits.nombres import ecrire, lire_cardinal, nombres_de
from contratdoc.ecrits.sommaire import sans_page
from contratdoc.ecrits.titres import lire_numero
from contratdoc.source.lecteur_yaml import lire_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MOTS = ("mot", "Le", "1.a", "Axe I", "**gras**", "*ital*", "{{ x.y }}", "[lien](http://a)", "«", "»", "- ", "• ", "# ")
MOTS += (
    "> ",
    "| a | b |",
    "\t",
    "  ",
    "12,5 %",
    "<br>",
    "</p>",
    "\\*",
    "^{e}",
    "a\u00a0b",
    "<!-- c -->",
    "Sommaire",
    "é",
)
LIGNE = st.lists(st.sampled_from(MOTS) | st.text("ab .(", max_size=4), max_size=14).map(" ".join)
TEXTES = st.lists(LIGNE, max_size=8).map("\n".join)
PLI = "Une ligne assez longue pour être pleine et suivie\n  d'une autre, en retrait et longue elle aussi, puis\nfin."


def inexacts(passages: Iterable[Passage], fichiers: Mapping[str, str]) -> list[tuple[str, int, str]]:
    """The characters that are not in their file where their place says; a line end stands for a space."""
    faux: list[tuple[str, int, str]] = []
    for p in passages:
        assert not p.fixe
        for rang, caractere in enumerate(p.texte):
            ici = p.place(rang)
            ligne = fichiers[ici.fichier].split("\n")[ici.ligne - 1] + "\n"
            ecrit = ligne[ici.colonne - 1]
            attendu = {VALEUR: "{", " ": " \n"}.get(caractere, caractere)
            if ecrit not in attendu:
                faux.append((p.texte, rang, ecrit))
    return faux


@given(TEXTES)
@example(PLI)
@example("- Un élément d'une liste qui va\n  jusqu'à la ligne suivante, en retrait\n\n1) deux\n2) trois")
@example("| a | **b** \\| c |\n|---|---|\n| • d • e | f<br>g |")
@example("Col. A\tCol. B\n  x\t**y**\n")
def test_chaque_caractere_lu_est_a_sa_place(texte: str) -> None:
    assert inexacts(lire_ecrit(texte, Place("a.md", 1, 1)).tous, {"a.md": texte}) == []


def test_le_pli_d_un_paragraphe_est_a_la_fin_de_sa_ligne() -> None:
    (p,) = lire_ecrit(PLI, Place("a.md", 1, 1)).passages
    pli = p.texte.index(" d'une")

    assert p.texte == " ".join(x.strip() for x in PLI.split("\n"))
    assert p.place(pli) == Place("a.md", 1, 1 + PLI.index("\n"))
    assert p.place(pli + 1) == Place("a.md", 2, 3)


@given(st.text(max_size=200) | TEXTES)
@example("juın 2012")
@example("<!--" * 5_000)
def test_aucun_texte_n_arrete_la_lecture(texte: str) -> None:
    ecrit = lire_ecrit(texte, Place("a.txt", 1, 1))
    contexte_du_texte(ecrit)
    for p in ecrit.tous:
        assert p.texte
        assert "\n" not in p.texte
        assert 0 <= p.debut <= len(p.texte)
        for nombre in nombres_de(p.texte):
            assert 0 <= nombre.debut < nombre.fin <= nombre.fin_unite <= len(p.texte)
        for date in dates_de(p.texte):
            assert 0 <= date.debut < date.fin <= len(p.texte)
    for t in (texte, *texte.split("\n")):
        periodes_de(t)
        lire_numero(t)
        lire_cardinal(t)
        assert texte.startswith(sans_page(texte)[0])


def test_un_texte_qui_n_a_pas_les_lignes_du_fichier_reste_a_son_debut() -> None:
    ici = Place("a.yaml", 7, 9)
    ecrit = lire_ecrit("Un.\n\nDeux mots.\n\n| a | b |\n", ici, fixe=True)

    assert [p.texte for p in ecrit.tous] == ["Un.", "Deux mots.", "a", "b"]
    assert {p.place(i) for p in ecrit.tous for i in range(len(p.texte))} == {ici}
    assert ecrit.tableaux[0].places == (ici,)


# --- a contract's own texts

FICHE = """nature: partenaire
id: mission
nom: "Mission\u00a0locale"
titre: 'Contribution de la mission'
statut: validé
engagements:
  - id: mission-1
    texte: Recevoir chaque  jeune du quartier.
    objectifs: [emploi-1a]
    quartiers: [nord]
    echeance: 2025
presentation: |
    Un **premier** paragraphe.

    - un élément
      qui continue
"""


def test_les_champs_d_une_contribution_sont_a_leur_place() -> None:
    from contratdoc.ecrits.from_contrat import ecrit_de_la_fiche
    from contratdoc.schema.natures import valider_contribution

    arbre = lire_yaml(FICHE.encode(), "m.yaml").valeur
    assert arbre is not None
    lue = valider_contribution(arbre)
    assert lue.valeur is not None, lue.diagnostics
    ecrit = ecrit_de_la_fiche(lue.valeur, arbre)
    exacts = [p for p in ecrit.tous if not p.fixe]

    assert inexacts(exacts, {"m.yaml": FICHE}) == []
    textes = {p.texte for p in exacts}
    assert {"Mission\u00a0locale", "Contribution de la mission"} <= textes


def test_les_textes_du_contrat_sont_a_leur_place() -> None:
    contrat = verifier({}).contrat
    assert contrat is not None
    ecrit = ecrit_du_contrat(contrat)
    fichiers = {n: o.decode() for n, o in fichiers_de_base().items()}
    exacts = [p for p in ecrit.tous if not p.fixe]

    assert inexacts(exacts, fichiers) == []
    assert {p.fichier.split("/")[0] for p in exacts} == {"modeles", "contributions"}
    assert {p.fichier for p in ecrit.tous if p.fixe} <= {"modeles/orientations.yaml"}


@pytest.mark.parametrize("style", ["|", ">"])
def test_un_bloc_yaml_et_un_scalaire_plie(style: str) -> None:
    texte = f"a:\n  b: {style}\n    Premier **mot** ici.\n\n      En retrait.\n  c: fin\n"
    arbre = lire_yaml(texte.encode(), "a.yaml").valeur
    assert arbre is not None
    titre, champ, *passages, fin = ecrit_de_l_arbre(arbre).passages

    assert (titre.texte, champ.texte, fin.texte) == ("A", "B", "C : fin")
    assert [p.texte for p in passages] == ["Premier mot ici.", "En retrait."]
    if style == "|":
        assert inexacts(passages, {"a.yaml": texte}) == []
    else:
        assert {p.place(3).ligne for p in passages} == {2}


# --- a YAML file as pages


def test_un_fichier_yaml_se_lit_comme_des_pages() -> None:
    texte = "nom_court: Un\u00a0deux\nvide:\nliste: [a, b]\nlignes:\n  - {x: 1, y: 2}\n  - {x: 3}\n"
    texte += "fiches:\n  - t: |\n      Long.\n\n      Deux.\n"
    arbre = lire_yaml(texte.encode(), "a.yaml").valeur
    assert arbre is not None
    ecrit = ecrit_de_l_arbre(arbre)

    assert [(p.texte, p.nature) for p in ecrit.passages] == [
        ("Nom court : Un\u00a0deux", Nature.CHAMP),
        ("Vide : ", Nature.CHAMP),
        ("Liste", Nature.TITRE),
        ("a", Nature.ELEMENT),
        ("b", Nature.ELEMENT),
        ("Lignes", Nature.TITRE),
        ("Fiches", Nature.TITRE),
        ("1.", Nature.INTERTITRE),
        ("T", Nature.TITRE),
        ("Long.", Nature.PARAGRAPHE),
        ("Deux.", Nature.PARAGRAPHE),
    ]
    (tableau,) = ecrit.tableaux
    assert [[c.texte for c in ligne] for ligne in tableau.lignes] == [["X", "Y"], ["1", "2"], ["3", ""]]
    assert [p.ligne for p in tableau.places] == [5, 5, 6]


@given(
    st.recursive(
        st.none() | st.text("ab\n -|#é\u00a0", max_size=8),
        lambda x: st.lists(x, max_size=3) | st.dictionaries(st.text("abc_", min_size=1, max_size=3), x, max_size=3),
        max_leaves=8,
    )
)
def test_aucun_fichier_yaml_n_arrete_la_mise_en_pages(valeur: object) -> None:
    import json

    arbre = lire_yaml(json.dumps(valeur, ensure_ascii=False).encode(), "a.yaml").valeur
    if arbre is not None:
        dits = " ".join(p.texte for p in ecrit_de_l_arbre(arbre).tous)
        assert all(c in dits for c in json.dumps(valeur, ensure_ascii=False) if c == "é")


# --- figures, dates, headings


def test_les_nombres_se_lisent_et_se_recrivent() -> None:
    lus = nombres_de(
        "Soit 1 454 logements, 30,6 % et 6,8 millions d'euros, 37.819 habitants, le 12/09/2023, T3, en 2024."
    )

    assert [(float(n.valeur), n.unite) for n in lus] == [
        (1454, "logements"),
        (30.6, "%"),
        (6_800_000, "€"),
        (37_819, "habitants"),
        (2024, ""),
    ]
    assert [n.annee for n in lus] == [False, False, False, False, True]
    assert ecrire(1508) == "1\u202f508"
    assert ecrire(nombres_de("- 23,10 %")[0].valeur) == "-23,1"


@given(st.integers(-(10**12), 10**12))
def test_un_nombre_ecrit_se_relit(n: int) -> None:
    (lu,) = nombres_de(ecrire(n))
    assert lu.valeur == n


def test_les_dates_et_les_periodes_se_lisent() -> None:
    lues = dates_de("vendredi 27 octobre 2023, le 8 mai 45, juin 2012, 1er août, 12/09/23, en mars")

    assert [(d.jour, d.mois, d.annee, d.semaine) for d in lues] == [
        (27, 10, 2023, "vendredi"),
        (8, 5, 1945, ""),
        (None, 6, 2012, ""),
        (1, 8, None, ""),
        (12, 9, 2023, ""),
    ]
    assert [(p.debut, p.fin, p.trait) for p in periodes_de("2015 - 2022 et 2024–2030")] == [
        (2015, 2022, " - "),
        (2024, 2030, "–"),
    ]


def test_le_sommaire_tape_a_la_main_est_reconnu() -> None:
    texte = "Sommaire\n\nPréambule ..... 3\n\nAxe I – Emploi ..... p. 12\n\n"
    texte += "Préambule\n\nLe texte commence ici, et dit ce qu'il faut.\n"
    ecrit = lire_ecrit(texte, Place("a.md", 1, 1))

    assert [sans_page(p.texte) for p in ecrit.sommaire] == [("Préambule", 3), ("Axe I – Emploi", 12)]
    assert lire_ecrit(texte.replace("3", "").replace("p. 12", ""), Place("a.md", 1, 1)).sommaire == ()


@pytest.mark.parametrize(
    ("texte", "numero", "style"),
    [
        ("Axe II : Emploi", "Axe II", "nomme:"),
        ("II – Emploi", "II", "romain–"),
        ("2/ Emploi", "2", "nombre/"),
        ("B- Emploi", "B", "lettre-"),
        ("1.a Emploi", "1.a", "objectif"),
        ("1.2.3 Emploi", "1.2.3", "decimal"),
    ],
)
def test_un_numero_tape_a_la_main_est_lu(texte: str, numero: str, style: str) -> None:
    lu = lire_numero(texte)
    assert lu is not None
    assert (lu.texte, lu.style, texte[lu.debut :]) == (numero, style, "Emploi")


def test_la_periode_et_le_contrat_entier_se_devinent() -> None:
    parties = "Contrat de Ville 2024-2030\n\nAxe 1\n\nGouvernance\n\nAnnexe\n\nQuartiers prioritaires\n\n"
    entier = parties + "\n\n".join(
        ["Le contrat de ville parle de la période 2015-2022 et d'autres choses encore."] * 300
    )

    assert contexte_du_texte(lire_ecrit(entier, Place("a", 1, 1))).periode == (2024, 2030)
    assert contexte_du_texte(lire_ecrit(entier, Place("a", 1, 1))).contrat_entier
    assert not contexte_du_texte(lire_ecrit(parties, Place("a", 1, 1))).contrat_entier
    assert contexte_du_texte(lire_ecrit(entier[len(parties) :], Place("a", 1, 1))).periode == (2015, 2022)
    assert contexte_du_texte(lire_ecrit("Rien.", Place("a", 1, 1))).periode is None
