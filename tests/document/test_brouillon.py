"""A draft compiles with what is there: each gap is seen in the document and told; without a draft it is an error."""

from __future__ import annotations

import pytest
from cas_de_liaison import remplacer, verifier
from rendu_texte import rendre

from contratdoc.diagnostics import Severite

PREAMBULE = "modeles/texte/preambule.md"
MISSION = "contributions/mission.yaml"
TAPE = "# Préambule\n\nAvant {} après.\n"
SEUL = "# Préambule\n\n{}\n"

LACUNES: dict[str, tuple[dict[str, str | None], str, str]] = {
    "texte absent": (
        {PREAMBULE: None},
        "CD207",
        "[MANQUE Texte «⍽preambule⍽»⍽: le fichier de ce nom n’a pas été reçu.]",
    ),
    "contribution absente": (
        {MISSION: None},
        "CD207",
        (
            "### A Contribution attendue⍽: mission #contribution-mission\n"
            "[MANQUE Contribution «⍽mission⍽»⍽: le fichier de ce nom n’a pas été reçu.]"
        ),
    ),
    "contribution en brouillon": (
        dict(remplacer(MISSION, "statut: validé", "statut: brouillon")),
        "CD209",
        "[MANQUE Contribution encore à l’état de brouillon.]",
    ),
    "texte fautif": (
        {PREAMBULE: "# P\n\n`x`\n"},
        "CD301",
        "[MANQUE Texte «⍽preambule⍽»⍽: le fichier de ce nom contient",
    ),
    "contribution fautive": (
        dict(remplacer(MISSION, "nom: Mission locale", "nomm: Mission locale")),
        "CD102",
        "[MANQUE Contribution «⍽mission⍽»⍽: le fichier de ce nom contient des erreurs.]",
    ),
    "valeur absente": (
        {PREAMBULE: TAPE.format("{{ territoire.departement }}")},
        "CD311",
        "Avant **[valeur absente⍽: territoire.departement]** après.",
    ),
    "bloc absent": (
        {PREAMBULE: SEUL.format("{{ volet.sante.credits }}")},
        "CD311",
        "[MANQUE Bloc absent⍽: volet.sante.credits.]",
    ),
    "image absente": (
        {PREAMBULE: SEUL.format("![Plan du quartier](plan.png)")},
        "CD314",
        "[MANQUE Image absente⍽: Plan du quartier.]",
    ),
}


@pytest.mark.parametrize("nom", LACUNES)
def test_une_lacune_se_voit_dans_un_brouillon_et_s_y_dit(nom: str) -> None:
    fichiers, code, attendu = LACUNES[nom]
    obtenu = verifier(fichiers, brouillon=True)

    assert obtenu.document is not None
    assert obtenu.document.brouillon
    assert attendu in rendre(obtenu.document)
    assert {d.severite for d in obtenu.diagnostics} == {Severite.AVERTISSEMENT}
    assert code in {d.code for d in obtenu.diagnostics}


@pytest.mark.parametrize("nom", LACUNES)
def test_sans_brouillon_une_lacune_est_une_erreur_et_rien_n_est_ecrit(nom: str) -> None:
    fichiers, code, _ = LACUNES[nom]
    obtenu = verifier(fichiers)

    assert obtenu.document is None
    assert code in {d.code for d in obtenu.diagnostics if d.severite is Severite.ERREUR}


def test_toutes_les_lacunes_ensemble_font_encore_un_brouillon() -> None:
    fichiers: dict[str, str | None] = {"modeles/texte/sante.md": None, MISSION: None}
    corps = "{{ partenaires.mission.nom }}\n\n{{ axe.cadre.credits }}\n\n![Plan](a.png)"
    obtenu = verifier({**fichiers, PREAMBULE: SEUL.format(corps)}, brouillon=True)
    assert obtenu.document is not None

    assert rendre(obtenu.document).count("[MANQUE ") == 4
    assert "[valeur absente" in rendre(obtenu.document)


def test_un_contrat_entier_ne_montre_aucune_lacune_en_brouillon() -> None:
    document = verifier({}, brouillon=True).document
    assert document is not None

    assert "MANQUE" not in rendre(document)
    assert "absente" not in rendre(document)
