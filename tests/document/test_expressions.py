"""`{{ … }}`: types are checked before any data is read, and what is printed is never read again."""

from __future__ import annotations

import pytest
from cas_de_liaison import dire, remplacer, verifier
from hypothesis import example, given
from hypothesis import strategies as st
from rendu_texte import rendre

from contratdoc.contrat.contrat import Contrat
from contratdoc.document.expressions import (
    DESSINES,
    FILTRES,
    VOCABULAIRE,
    Expression,
    ExpressionFautive,
    Genre,
    analyser,
)
from contratdoc.document.valeurs import imprimer

PREAMBULE = "modeles/texte/preambule.md"
_contrat = verifier({}).contrat
assert _contrat is not None
CONTRAT: Contrat = _contrat


def _imprime(texte: str) -> str:
    return imprimer(analyser(texte), CONTRAT)


# --- values ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expression", "attendu"),
    [
        ("contrat.titre", "Contrat de Ville"),
        ("contrat.periode", "2024-2030"),
        ("territoire.nom", "Agglomération des Trois Rives"),
        ("territoire.population", "40 000"),
        ("quartiers.nord.nom", "Quartier Nord"),
        ("quartiers.nord.commune", "Aubry"),
        ("quartiers.nord.population", "1 200"),
        ("quartiers.nord.annee", "2018"),
        ("quartiers.nord.revenu_median", "13 000 €"),
        ("quartiers.nord.part", "12,5 %"),
        ("communes.aubry.nom", "Aubry"),
        ("faits.chomage", "17,4 %"),
        ("faits.chomage.valeur", "17,4"),
        ("faits.chomage.unite", "%"),
        ("faits.chomage.annee", "2020"),
        ("faits.logements", "1 454"),
        ("partenaires.logis.nom", "Logis des Trois Rives"),
        ("axe.emploi.titre", "Agir pour l'emploi"),
        ("axe.1.titre", "Agir pour l'emploi"),
        ("axe.1.credits_total", "2 000 €"),
        ("volet.sante.titre", "Santé"),
    ],
)
def test_une_valeur_s_imprime_selon_son_type(expression: str, attendu: str) -> None:
    assert _imprime(expression) == attendu


@pytest.mark.parametrize(
    ("expression", "attendu"),
    [
        ("faits.logements | unite", "1 454 logements"),
        ("faits.logements|euros", "1 454 €"),
        ("faits.chomage | nombre", "17,4"),
        ("quartiers.nord.population | pourcentage", "1 200 %"),
        ("quartiers.nord.revenu_median | nombre", "13 000"),
        ("axe.emploi.credits_total | nombre", "2 000"),
    ],
)
def test_un_filtre_change_l_ecriture(expression: str, attendu: str) -> None:
    assert _imprime(expression) == attendu


# --- faults, seen before any data is read ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expression", "message", "aide"),
    [
        ("quartier.nord.nom", "« quartier » n'est pas un nom du modèle.", "Vouliez-vous dire « quartiers » ?"),
        ("zzz.nord", "« zzz » n'est pas un nom du modèle.", "Noms connus : contrat, territoire, quartiers"),
        ("quartiers.x.revenu", "« revenu » n'est pas un champ de « quartiers ».", "Champs connus : nom, commune"),
        ("quartiers.x.populaton", "« populaton » n'est pas un champ", "Vouliez-vous dire « population » ?"),
        ("quartiers.x.nom.long", "« nom » n'est pas un champ de « quartiers ».", ""),
        ("quartiers", "Il manque un identifiant après « quartiers. ».", ""),
        ("faits.x | euro", "Le filtre « euro » n'existe pas.", "Vouliez-vous dire « euros » ?"),
        ("contrat.titre | nombre", "Le filtre « nombre » ne s'applique pas à un texte.", ""),
        ("quartiers.x.part | euros", "Le filtre « euros » ne s'applique pas à un pourcentage.", ""),
        ("quartiers.x.population | unite", "Le filtre « unite » ne s'applique pas à un nombre.", ""),
        ("axe.x.orientations | nombre", "Le filtre « nombre » ne s'applique pas à un bloc entier.", ""),
        ("tableau.sigle", "« tableau.sigle » n'existe pas.", "Vouliez-vous dire « sigles » ?"),
        ("tableau.sigles.aubry", "« tableau.sigles » n'existe pas.", ""),
        ("", "« » n'est pas une expression.", "Écrivez des noms séparés par des points"),
        ("faits.x()", "« faits.x() » n'est pas une expression.", ""),
        ("faits.__class__", "« faits.__class__ » n'est pas une expression.", ""),
        ("faits.x | nombre | unite", "« faits.x | nombre | unite » n'est pas une expression.", ""),
    ],
)
def test_une_faute_de_type_se_voit_sans_lire_aucune_donnee(expression: str, message: str, aide: str) -> None:
    with pytest.raises(ExpressionFautive) as levee:
        analyser(expression)

    assert message in levee.value.message.replace("«  »", "« »")
    assert aide in levee.value.aide


@pytest.mark.parametrize("racine", [r for r, f in VOCABULAIRE.items() if f.indexee and r not in DESSINES])
def test_un_identifiant_inconnu_recoit_une_suggestion(racine: str) -> None:
    proches = {"quartiers": "nor", "communes": "aubri", "faits": "chomages", "partenaires": "logi", "axe": "emplois"}
    champ = next(c for c, genre in VOCABULAIRE[racine].champs.items() if c and genre is not Genre.BLOC)

    with pytest.raises(ExpressionFautive) as levee:
        _imprime(f"{racine}.{proches.get(racine, 'santé').replace('é', 'ee')}.{champ}")

    assert "n'existe pas" in levee.value.message
    assert levee.value.aide.startswith("Vouliez-vous dire « ")


def test_chaque_champ_du_vocabulaire_existe_dans_le_modele() -> None:
    """Every field of every root can be looked up: no path that the types admit is unknown to the data."""
    ids = {"quartiers": "nord", "communes": "aubry", "faits": "chomage", "partenaires": "logis", "axe": "emploi"}
    vus = 0
    for racine, famille in VOCABULAIRE.items():
        for champ, genre in famille.champs.items():
            if genre is Genre.BLOC:
                continue
            vus += 1
            nom = ids.get(racine, "sante") if famille.indexee else ""
            try:
                assert imprimer(Expression(racine, nom, champ, "", genre), CONTRAT)
            except ExpressionFautive as e:
                assert "pas renseignée" in e.message
    assert vus > 25


def test_chaque_filtre_imprime_tout_type_qu_il_admet() -> None:
    exemples = {
        Genre.NOMBRE: "quartiers.nord.population",
        Genre.MONTANT: "quartiers.nord.revenu_median",
        Genre.POURCENTAGE: "quartiers.nord.part",
        Genre.FAIT: "faits.chomage",
    }
    for filtre, (genres, _) in FILTRES.items():
        for genre in genres:
            assert _imprime(f"{exemples[genre]} | {filtre}")


_NOMS = ["nord", "aubry", "chomage", "logis", "emploi", "sante", "1", "2", "mission", "total", "sigles"]
_BRUITS = ["__class__", " ", "|", "..", "é", "\x00"]
_MOTS = st.sampled_from(
    [*VOCABULAIRE, *FILTRES, *(c for f in VOCABULAIRE.values() for c in f.champs), *_NOMS, *_BRUITS]
)
_EXPRESSIONS = (
    st.text(max_size=80) | st.lists(_MOTS, max_size=5).map(".".join) | st.lists(_MOTS, max_size=5).map("|".join)
)


@given(_EXPRESSIONS, st.sampled_from(["", " | ", "|"]), _MOTS)
@example("axe.٣.titre", "", "")
@example("faits.chomage", " | ", "unite")
def test_aucun_texte_ne_leve_autre_chose_que_expression_fautive(texte: str, barre: str, filtre: str) -> None:
    try:
        expression = analyser(texte + (barre + filtre if barre else ""))
        if expression.genre is not Genre.BLOC:
            assert isinstance(imprimer(expression, CONTRAT), str)
    except ExpressionFautive as e:
        assert e.message


@given(_EXPRESSIONS.filter(lambda t: "}}" not in t and "{{" not in t))
def test_aucune_expression_d_un_texte_ne_fait_tomber_l_assemblage(texte: str) -> None:
    """Alone in its paragraph (a block may stand there) and within a sentence."""
    source = f"# Préambule\n\n{{{{ {texte} }}}}\n\nDans {{{{ {texte} }}}} une phrase.\n"
    obtenu = verifier({PREAMBULE: source.replace("\r", " ").replace("\x00", "")})

    assert obtenu.document is not None or dire(obtenu.diagnostics)


# --- a value is never read again ------------------------------------------------------------------------------------

PIEGES = ["{{ faits.chomage }}", "*gras*", "**x**", "A & B", "<w:p>", "#import", "\\", "$x$", "[^1]", "[](#annexe-2)"]
PIEGES += ["{% if %}", "| a | b |", "# Titre", "\U0001f600", "שלום", "{{ x", "`code`", "_a_", "[a](https://a.fr)"]


@pytest.mark.parametrize("piege", PIEGES)
def test_un_texte_de_partenaire_s_imprime_tel_quel(piege: str) -> None:
    """An unit, a name, a title and an action that look like markup or expressions print as they were typed."""
    cite = "'" + piege.replace("'", "''") + "'"
    faits = remplacer("modeles/faits.yaml", "unite: logements", f"unite: {cite}")
    logis = remplacer("contributions/logis.yaml", "nom: Logis des Trois Rives\n", f"nom: {cite}\n")
    actions = remplacer("modeles/orientations.yaml", "libelle: Tenir une permanence", f"libelle: {cite}")
    texte = "# Préambule\n\nIci {{ faits.logements | unite }} fin, de {{ partenaires.logis.nom }} fin.\n"
    obtenu = verifier(faits | logis | actions | {PREAMBULE: texte})
    assert obtenu.document is not None, dire(obtenu.diagnostics)
    rendu = rendre(obtenu.document)

    assert f"Ici 1¦454⍽{piege} fin, de {piege} fin." in rendu.replace("454 ", "454⍽")
    assert f"- {piege}\n" in rendu
    assert piege in obtenu.document.couverture.contributeurs


def test_des_accolades_dans_une_contribution_restent_des_accolades() -> None:
    mission = remplacer(
        "contributions/mission.yaml", "Recevoir chaque jeune du quartier.", "'Voir {{ faits.chomage }}.'"
    )
    document = verifier(mission).document
    assert document is not None

    assert "- Voir {{ faits.chomage }}." in rendre(document)
