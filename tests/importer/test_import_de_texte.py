"""A Markdown file, or a text taken out of a PDF: each artefact is cleaned by a named rule, and no word is lost."""

from __future__ import annotations

import json

import pytest
from documents_a_importer import importer, mots_du_dossier, perdus, texte
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from contratdoc.diagnostics import Place
from contratdoc.importer.inlines import en_markdown, lire_runs, plat
from contratdoc.importer.regles import REGLES
from contratdoc.source.lecteur_markdown import lire_markdown
from contratdoc.source.prose import PParagraphe, PTexte

PAGES = "\n\n".join(
    f"Un paragraphe sur {sujet}, qui finit bien.\n\nContrat de ville 2024-2030\n\n{n}\n\nLe début d'un autre."
    for n, sujet in enumerate(("l'emploi", "la santé", "l'habitat", "l'école", "le sport"), 4)
)


@pytest.mark.parametrize(
    ("source", "attendu", "regle"),
    [
        ("Le 4 ^{ème} trimestre.", "Le 4ème trimestre.", "exposant"),
        ("Le 1^{er} janvier.", "Le 1er janvier.", "exposant"),
        ("Un <b>mot</b> fort.", "Un mot fort.", "balise-html"),
        ("Une fin de gras** oubliée.", "Une fin de gras oubliée.", "gras-desequilibre"),
        ("Une fin,\n\navec une phrase.", "Une fin,\n\navec une phrase.", ""),
        (
            "Le projet de renouvellement urbain concerne les\n\nquartiers du centre.",
            "Le projet de renouvellement urbain concerne les quartiers du centre.",
            "page-coupee",
        ),
        ("Un mot\x0c\x07 caché.", "Un mot caché.", "caractere-invisible"),
        ("**Le gras** reste.", "**Le gras** reste.", ""),
        ("Un _tiret bas et une * étoile.", "Un \\_tiret bas et une \\* étoile.", ""),
    ],
)
def test_chaque_artefact_a_sa_regle(source: str, attendu: str, regle: str) -> None:
    fait = importer(source)

    assert texte(fait).strip() == attendu
    employees = json.loads(fait.fichiers["import.json"])["regles"]
    assert set(employees) == ({regle} if regle else set())


def test_chaque_regle_est_expliquee() -> None:
    assert all(dit.endswith(".") and (dit[0] == "«" or dit[0].isupper()) for dit in REGLES.values())


def test_les_numeros_et_les_en_tetes_de_page_sont_retires_et_listes() -> None:
    fait = importer(PAGES)

    assert "Contrat de ville 2024-2030" not in texte(fait)
    assert [x.texte for x in fait.laisses if x.raison == "numero-de-page"] == ["4", "5", "6", "7", "8"]
    assert len([x for x in fait.laisses if x.raison == "en-tete-de-page"]) == 5
    assert not perdus(PAGES, fait)


def test_une_colonne_de_nombres_n_est_pas_une_suite_de_pages() -> None:
    fait = importer("Les effectifs :\n\n12\n13\n14\n\nFin du texte.")

    assert fait.laisses == ()
    assert "13" in texte(fait)


def test_un_tableau_coupe_est_reuni_sans_son_en_tete_repete() -> None:
    source = "Commune\tLogements\nAnsac\t12\n\nCommune\tLogements\nSornin\t30\nTotal\t42\nSource : Insee\t\n"
    fait = importer(source)

    lu = texte(fait)
    assert lu.count("| Commune | Logements |") == 1
    assert "| Ansac | 12 |\n| Sornin | 30 |\n| Total | 42 |\n\nSource : Insee" in lu
    assert [x.texte for x in fait.laisses] == ["Commune Logements"]


def test_deux_tableaux_qui_se_suivent_restent_deux() -> None:
    source = "Libellé\tNord\nTaux\t12 %\nPart\t3 %\n\nNom\tSud\nTaux\t14 %\nPart\t4 %\n"

    assert texte(importer(source)).count("Tableau : ") == 2


def test_un_mot_coupe_dans_une_case_est_recolle_s_il_se_lit_ailleurs() -> None:
    source = "Le programme avance.\n\nNom du pro-gramme\tRue\nLes Jardins\tGam-betta\n"

    assert "| Nom du programme | Rue |" in texte(importer(source))
    assert "Gam-betta" in texte(importer(source))


def test_une_case_en_html_devient_simple() -> None:
    source = "Axe\tObjectif\n<p>Axe I</p> <p><i>Emploi</i></p>\t<ul> • Former. • Insérer.</ul>\n"

    assert "| Axe I ; Emploi | Former. Insérer. |" in texte(importer(source))


def test_les_sous_niveaux_des_listes_sont_gardes() -> None:
    source = "Voici :\n\n- Premier\n - Dessous\n- Second\n\n1. Un\n2. Deux\n"

    assert "- Premier\n  - Dessous\n- Second\n1. Un\n2. Deux\n" in texte(importer(source))


def test_le_sommaire_tape_est_laisse_et_dit() -> None:
    lignes = ("SOMMAIRE", "I : Le territoire – P.3", "II : Les actions – P.9")
    source = "\n\n".join((*lignes, "I : Le territoire", "Ici.", "II : Les actions", "Là."))
    fait = importer(source)

    assert tuple(x.texte for x in fait.laisses if x.raison == "sommaire-calcule") == lignes
    assert [x.texte for x in fait.laisses if x.raison == "numero-de-titre"] == ["I :", "II :"]
    assert fait.mots[0] == fait.mots[1] + fait.mots[2]


def test_un_fichier_markdown_garde_notes_liens_et_titres_soulignes() -> None:
    source = (
        "Titre premier\n=====\n\nUn [lien][a], une note[^n].\n\n[a]: https://www.exemple.fr\n[^n]: Le détail.\n\n"
        "Second titre\n-----\n\n![Le plan](plan.png)\n\n    du code\n\n# Troisième\n\nFin.\n"
    )
    fait = importer(source, "contrat.md")
    lu = texte(fait)

    assert "[lien](https://www.exemple.fr)" in lu
    assert "[^n]: Le détail." in lu
    assert "# Titre premier" in lu
    assert [d.code for d in fait.diagnostics] == ["CD886"]
    assert not perdus(source.replace("plan.png", "").replace("[a]", ""), fait)


def test_chaque_ligne_du_document_a_sa_place_dans_le_dossier() -> None:
    source = "I : Le territoire\n\nIci.\n\n- Un\n- Deux\n\nII : Les actions\n\nLà.\n"
    fait = importer(source)
    lieux = json.loads(fait.fichiers["import.json"])["correspondances"]

    for lieu in lieux:
        ligne = fait.fichiers[lieu["fichier"]].decode().split("\n")[lieu["ligne"] - 1]
        assert lieu["debut"].split(" : ")[-1] in ligne
    assert [lieu["origine"] for lieu in lieux] == [1, 3, 5, 6, 8, 10]


@pytest.mark.parametrize(
    "brut",
    [
        "1. Un début",
        "2) Un autre",
        "# dièse",
        "- tiret",
        "> chevron",
        "a \\- b",
        "*",
        "a*b*c",
        "{{ x }}",
        "[x](y)",
        "`a`",
    ],
)
def test_un_texte_quelconque_se_relit_tel_quel(brut: str) -> None:
    runs, _ = lire_runs(brut)
    lu = lire_markdown(en_markdown(runs), Place("x", 1, 1), valeurs=True)

    assert lu.diagnostics == ()
    assert lu.valeur is not None
    (bloc,) = lu.valeur.blocs
    assert isinstance(bloc, PParagraphe)
    assert "".join(t.texte for t in bloc.contenu if isinstance(t, PTexte)) == plat(runs).replace("`", "'")


LIGNES = st.one_of(
    st.sampled_from(
        [
            "I : Le territoire",
            "1/ Bilan",
            "2- Suite",
            "Axe I : Agir",
            "VOLET SANTÉ",
            "Annexe 2 : Tableau",
            "Contribution de la Caf",
            "Plan d'actions :",
            "SOMMAIRE",
            "Partie – P.3",
            "- élément",
            "  - dessous",
            "a\tb\tc",
            "| x | y |",
            "|---|---|",
            "|",
            "| a[^1] | b |",
            "# Titre[^1]",
            "# Contribution de Port Habitat",
            "# Contribution de la Ville du Port",
            "# Contribution du Département",
            "## Quartier du Port",
            "## Approche thématique",
            "## Approche territoriale",
            "### Diagnostic",
            "### Enjeux",
            "**gras",
            "# Titre",
            "### Trois",
            "> citation",
            "12",
            "",
            "",
            "Une phrase entière, qui finit par un point.",
            "Un texte coupé au milieu de la phrase que voici",
            "qui continue ici.",
            "[^1]: note",
            "appel[^1]",
        ]
    ),
    st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=40),
)


@pytest.mark.parametrize(
    ("source", "attendu"),
    [
        # Called twice: each call has its footnote.
        ("Un[^a] et deux[^a].\n\n[^a]: Loi.", "Un[^a] et deux[^a-2].\n\n[^a]: Loi.\n\n[^a-2]: Loi.\n"),
        # Called by nothing, or from a place that calls none: it is a paragraph.
        ("Un texte.\n\n[^a]: Loi du 21 février.\n\nUn autre.", "Un texte.\n\nLoi du 21 février.\n\nUn autre.\n"),
        # Defined twice: the first one is called, the other one is kept.
        ("Un[^a].\n\n[^a]: Loi.\n\n[^a]: Décret.", "Un[^a].\n\nDécret.\n\n[^a]: Loi.\n"),
    ],
)
def test_une_note_n_est_jamais_perdue_ni_ecrite_deux_fois(source: str, attendu: str) -> None:
    fait = importer(source, "c.md")

    assert fait.fichiers["modeles/texte/introduction.md"].decode() == attendu
    assert fait.mots[0] == fait.mots[1]


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example(["|", "|---|---|", "| x | y |"], True)
@example(["[^1]: note", "[^1]: note", "appel[^1]"], True)
@given(st.lists(LIGNES, min_size=1, max_size=25), st.booleans())
def test_rien_ne_se_perd_quel_que_soit_le_texte(lignes: list[str], markdown: bool) -> None:
    from contratdoc.importer.from_fichier import importer_document

    source = "\n".join(lignes)
    fait = importer_document(source.encode(), "x.md" if markdown else "x.txt")
    if fait.valeur is None:
        assert fait.diagnostics
        return
    for nom, octets in fait.valeur.fichiers.items():
        if nom.endswith(".md"):
            assert lire_markdown(octets.decode(), Place(nom, 1, 1), valeurs=True).diagnostics == ()
    lus, ecrits, laisses = fait.valeur.mots
    assert lus == ecrits + laisses
    assert sum(mots_du_dossier(fait.valeur).values()) >= ecrits


def test_un_tableau_aux_memes_intitules_n_est_pas_la_suite_du_precedent() -> None:
    source = "Libellé\tNord\nTaux\t12 %\n\nLibellé Sud\t2 024\nTaux\t14 %\n"

    assert texte(importer(source)).count("Tableau : ") == 2


def test_une_partie_que_seul_le_sommaire_nomme_est_remise_au_plan() -> None:
    sommaire = ("SOMMAIRE", "I : Le territoire – P.3", "II : Les orientations – P.9", "III : La gouvernance – P.12")
    corps = (
        "I : Le territoire",
        "1/ Le bassin",
        "Ici.",
        "Axe I : Agir pour l'emploi",
        "Là.",
        "III : La gouvernance",
        "Fin.",
    )
    contrat = importer("\n\n".join((*sommaire, *corps))).fichiers["modeles/contrat.yaml"].decode()

    assert "- titre: Les orientations\n    contenu:\n      - axe: axe-1" in contrat


def test_un_passage_d_une_contribution_a_sa_ligne_dans_le_yaml() -> None:
    source = "Contribution de la Caf du Nord\n\nUn premier paragraphe.\n\nUn second paragraphe.\n"
    fait = importer(source)
    (lieu,) = [x for x in json.loads(fait.fichiers["import.json"])["correspondances"] if x["origine"] == 5]

    assert "Un second" in fait.fichiers[lieu["fichier"]].decode().split("\n")[lieu["ligne"] - 1]
