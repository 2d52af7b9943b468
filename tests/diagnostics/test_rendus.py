"""Faults for other programs: JSON, SARIF 2.1.0, GitHub, GitLab."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contratdoc.catalogue import fiches
from contratdoc.diagnostics import Diagnostic, Place, Remplacement, Severite
from contratdoc.diagnostics.rendus.github import rendre_github
from contratdoc.diagnostics.rendus.gitlab import rendre_gitlab
from contratdoc.diagnostics.rendus.json import rendre_json
from contratdoc.diagnostics.rendus.sarif import rendre_sarif

FICHES = {f.code: f for f in fiches()}
TEXTES = st.text("aé%:,\r\n\"'« »", max_size=12)
DIAGNOSTICS = st.builds(
    Diagnostic,
    st.sampled_from(("CD101", "CD405", "CD000")),
    st.sampled_from(Severite),
    TEXTES,
    st.builds(Place, st.sampled_from(("a.md", "dossier/é, b:1%.yaml")), st.integers(0, 3), st.integers(0, 3)),
    st.lists(TEXTES, max_size=2).map(tuple),
    st.lists(st.tuples(st.just(Place("a.md", 2, 0)), TEXTES), max_size=2).map(tuple),
    st.none() | st.builds(Remplacement, TEXTES, TEXTES),
)
LISTES = st.lists(DIAGNOSTICS, max_size=6)
UN = Diagnostic(
    "CD405",
    Severite.AVERTISSEMENT,
    "Mauvais mot.",
    Place("a.md", 3, 5),
    ("Faites.",),
    ((Place("b.md", 1, 2), "déjà ici"),),
    Remplacement("mot", "Mot"),
)


def test_le_json_dit_tout_d_une_faute() -> None:
    objet = json.loads(rendre_json([UN, UN], FICHES, "1.2.3"))

    assert objet == {
        "outil": {"nom": "contratdoc", "version": "1.2.3"},
        "compte": {"erreur": 0, "avertissement": 1, "info": 0},
        "constats": [
            {
                "code": "CD405",
                "nom": FICHES["CD405"].nom,
                "severite": "avertissement",
                "message": "Mauvais mot.",
                "fichier": "a.md",
                "ligne": 3,
                "colonne": 5,
                "aides": ["Faites."],
                "autres": [{"fichier": "b.md", "ligne": 1, "colonne": 2, "texte": "déjà ici"}],
                "remplacement": {"ancien": "mot", "nouveau": "Mot"},
            }
        ],
    }


@given(LISTES)
def test_le_json_est_trie_compte_et_sans_repetition(diagnostics: list[Diagnostic]) -> None:
    objet = json.loads(rendre_json(diagnostics * 2, FICHES, "1"))
    places = [(c["fichier"], c["ligne"], c["colonne"]) for c in objet["constats"]]

    assert places == sorted(places)
    assert len(places) == len(set(diagnostics)) == sum(objet["compte"].values())


# --- SARIF: what the standard demands of each thing written here (its own schema is in no package)


def _lieu(lieu: dict[str, Any]) -> None:
    ou = lieu["physicalLocation"]
    assert set(ou) <= {"artifactLocation", "region"}
    assert re.fullmatch(r"[A-Za-z0-9._~!$&'()*+,;=:@%/-]+", ou["artifactLocation"]["uri"])
    if "region" in ou:
        assert min(ou["region"].values()) >= 1


def verifier_sarif(texte: str) -> dict[str, Any]:
    journal: dict[str, Any] = json.loads(texte)
    assert set(journal) == {"$schema", "version", "runs"}
    assert journal["version"] == "2.1.0"
    (run,) = journal["runs"]
    assert run["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints")
    regles = run["tool"]["driver"]["rules"]
    assert len({r["id"] for r in regles}) == len(regles)
    for r in regles:
        assert r.get("defaultConfiguration", {"level": "note"})["level"] in ("none", "note", "warning", "error")
        for texte_long in ("shortDescription", "fullDescription", "help"):
            assert r.get(texte_long, {"text": "x"})["text"]
    for resultat in run["results"]:
        assert regles[resultat["ruleIndex"]]["id"] == resultat["ruleId"]
        assert resultat["level"] in ("none", "note", "warning", "error")
        assert isinstance(resultat["message"]["text"], str)
        for lieu in (*resultat["locations"], *resultat.get("relatedLocations", ())):
            _lieu(lieu)
        liens = [json.dumps(x) for x in resultat.get("relatedLocations", ())]
        assert len(liens) == len(set(liens))
        for correction in resultat.get("fixes", ()):
            for change in correction["artifactChanges"]:
                assert change["artifactLocation"]["uri"]
                (zone,) = (r["deletedRegion"] for r in change["replacements"])
                assert min(zone.values()) >= 1
                assert zone["endColumn"] >= zone["startColumn"]
    return journal


@given(LISTES)
def test_le_sarif_suit_la_norme(diagnostics: list[Diagnostic]) -> None:
    journal = verifier_sarif(rendre_sarif(diagnostics, FICHES, "1"))

    assert len(journal["runs"][0]["results"]) == len(set(diagnostics))


def test_le_sarif_dit_la_place_la_seconde_place_et_la_correction() -> None:
    run = verifier_sarif(rendre_sarif([UN], FICHES, "1"))["runs"][0]
    (resultat,) = run["results"]

    assert run["tool"]["driver"]["rules"][0]["name"] == FICHES["CD405"].nom
    assert resultat["level"] == "warning"
    assert resultat["message"]["text"] == "Mauvais mot. Faites."
    assert resultat["locations"][0]["physicalLocation"]["region"] == {"startLine": 3, "startColumn": 5}
    assert resultat["relatedLocations"][0]["message"]["text"] == "déjà ici"
    assert resultat["fixes"][0]["artifactChanges"][0]["replacements"] == [
        {
            "deletedRegion": {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 8},
            "insertedContent": {"text": "Mot"},
        }
    ]


@pytest.mark.parametrize(("fichier", "relatif"), [("modèles/a b.md", True), ("/chez/été.md", False)])
def test_le_sarif_nomme_un_fichier_par_une_adresse(fichier: str, relatif: bool) -> None:
    faute = Diagnostic("CD405", Severite.ERREUR, "Faute.", Place(fichier))
    run = verifier_sarif(rendre_sarif([faute], FICHES, "1"))["runs"][0]
    lieu = run["results"][0]["locations"][0]["physicalLocation"]

    assert unquote(lieu["artifactLocation"]["uri"]) == (fichier if relatif else f"file://{fichier}")
    assert ("uriBaseId" in lieu["artifactLocation"]) == relatif
    assert "region" not in lieu


# --- GitHub


def _lire_commande(ligne: str) -> tuple[str, dict[str, str], str]:
    """Read a workflow command as the runner does."""
    m = re.fullmatch(r"::(\w+) ([^:]*)::(.*)", ligne)
    assert m is not None, ligne

    def rendre(texte: str) -> str:
        for code, signe in (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
            texte = texte.replace(code, signe)
        return texte

    champs = dict(c.split("=", 1) for c in m[2].split(","))
    texte = m[3].replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")
    return m[1], {c: rendre(v) for c, v in champs.items()}, texte


@given(DIAGNOSTICS)
def test_github_relit_ce_qui_est_dit(d: Diagnostic) -> None:
    rendu = rendre_github([d, d])
    assert rendu.count("\n") == 1
    commande, champs, texte = _lire_commande(rendu.removesuffix("\n"))

    assert commande == {"erreur": "error", "avertissement": "warning", "info": "notice"}[d.severite.value]
    assert champs["file"] == d.place.fichier
    assert champs.get("line") == (str(d.place.ligne) if d.place.ligne else None)
    assert champs["title"] == d.code
    assert texte.startswith(d.message)
    assert all(a in texte for a in d.aides)


def test_github_ne_prend_pas_un_pourcentage_pour_un_saut_de_ligne() -> None:
    rendu = rendre_github([Diagnostic("CD405", Severite.INFO, "12%0A, 3%", Place("a%2C,b:c.md"))])

    assert rendu == "::notice file=a%252C%2Cb%3Ac.md,title=CD405::12%250A, 3%25\n"


def test_github_dit_la_seconde_place() -> None:
    assert rendre_github([UN]) == (
        "::warning file=a.md,line=3,col=5,title=CD405::Mauvais mot.%0Adéjà ici : b.md:1:2%0AFaites.\n"
    )


# --- GitLab


@given(LISTES)
def test_gitlab_recoit_un_rapport_bien_forme(diagnostics: list[Diagnostic]) -> None:
    rapport = json.loads(rendre_gitlab(diagnostics))

    assert len(rapport) == len(set(diagnostics))
    assert len({c["fingerprint"] for c in rapport}) == len(rapport)
    for constat in rapport:
        assert constat["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert constat["location"]["lines"]["begin"] >= 1


def test_gitlab_reconnait_une_faute_dont_la_ligne_a_bouge() -> None:
    def empreintes(*lignes: int) -> list[str]:
        fautes = [Diagnostic("CD405", Severite.INFO, "Faute.", Place("a.md", n, 1)) for n in lignes]
        return [c["fingerprint"] for c in json.loads(rendre_gitlab(fautes))]

    assert empreintes(3, 9) == empreintes(5, 11)
    assert empreintes(3) == empreintes(3, 9)[:1]
    assert len(set(empreintes(3, 9))) == 2
    autre = Diagnostic("CD405", Severite.INFO, "Faute.", Place("b.md", 3, 1))
    assert json.loads(rendre_gitlab([autre]))[0]["fingerprint"] not in empreintes(3, 9)


def test_sans_faute_chaque_rapport_est_vide() -> None:
    assert rendre_github([]) == ""
    assert json.loads(rendre_gitlab([])) == []
    assert json.loads(rendre_json([], FICHES, "1"))["constats"] == []
    assert verifier_sarif(rendre_sarif([], FICHES, "1"))["runs"][0]["results"] == []
