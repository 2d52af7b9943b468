"""What the law asks: only of a whole contract, of what the contract itself says, and never by a crash."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contratdoc.controles.droit import SUR_L_ECRIT, corps
from contratdoc.controles.droit.corps import Sorte, corps_de
from contratdoc.controles.droit.phrases import citer, enumerer
from contratdoc.diagnostics import Place, Severite
from contratdoc.ecrits.ecrit import Contexte
from contratdoc.ecrits.from_texte import lire_ecrit

if TYPE_CHECKING:
    from contratdoc.diagnostics import Diagnostic
    from contratdoc.ecrits.ecrit import Ecrit

ENTIER = Contexte((2024, 2030), contrat_entier=True)
EXIGENCES = {r.FICHE.code: r for r in SUR_L_ECRIT if "CD901" <= r.FICHE.code <= "CD911"}
# The words of a clause that each demand is content with.
CLAUSES = {
    "CD901": "## Objectifs opérationnels\n\n- Accompagner 200 jeunes vers l'emploi\n",
    "CD902": "## Plan d'actions\n\n- Forum des métiers. Porteur : ville d'Aubry. Échéance : 2026.\n",
    "CD903": "## Moyens\n\nDeux postes ; 80 000 € par an de crédits spécifiques, le reste relève du droit commun.\n",
    "CD904": "## Équipe\n\nUne équipe projet de deux agents anime le contrat.\n",
    "CD905": "## Indicateurs évaluatifs\n\n- Jeunes reçus : 120 en 2023, cible de 200 en 2030\n",
    "CD906": "## Suivi\n\nLe comité technique évalue le contrat chaque année.\n",
    "CD907": "## Instances\n\nLe comité de pilotage, présidé par le préfet, se réunit deux fois par an.\n",
    "CD908": "## Habitants\n\nLes conseils citoyens ont un local, un budget et une formation.\n",
    "CD909": "## Temps\n\nLe contrat est conclu pour six ans, prend effet à sa signature et peut être révisé.\n",
    "CD910": "## Signatures\n\nLe maire, autorisé par délibération n° 12 du 8 février 2024.\n",
    "CD911": "## Habitat\n\nLe contrat est cohérent avec le PLH.\n",
}
MORCEAUX = st.sampled_from(
    [
        "# Gouvernance",
        "## Bilan 2015-2022",
        "## Plan d'actions :",
        "- Indicateurs évaluatifs :",
        "# Annexe 1 : Engagements des partenaires",
        "## Contribution de Logis d'Aubry",
        "| Action | Porteur | Cible |",
        "| a | | 2 % |",
        "1.a Accompagner 12 jeunes",
        "Le conseil citoyen se réunit.",
        "I - Diagnostic",
        "",
        "\t\t",
        "évalu",
        "€",
    ]
)


def lire(texte: str) -> Ecrit:
    return lire_ecrit(texte, Place("contrat.md", 1, 1))


def codes(texte: str, contexte: Contexte = ENTIER) -> set[str]:
    return {d.code for d in trouver(texte, contexte)}


def trouver(texte: str, contexte: Contexte = ENTIER) -> list[Diagnostic]:
    ecrit = lire(texte)
    return [d for r in EXIGENCES.values() for d in r.chercher(ecrit, contexte)]


def test_chaque_exigence_a_sa_clause() -> None:
    assert set(CLAUSES) == set(EXIGENCES)


@pytest.mark.parametrize("code", CLAUSES)
def test_une_clause_du_contrat_suffit(code: str) -> None:
    assert code in codes("# Contrat de ville\n\nNous agirons.\n")
    assert code not in codes(f"# Contrat de ville\n\n{CLAUSES[code]}")


@pytest.mark.parametrize("code", CLAUSES)
def test_la_clause_d_un_partenaire_n_est_pas_celle_du_contrat(code: str) -> None:
    annexe = "# Annexe 1 : Engagements des partenaires\n\n## Contribution de la CAF\n\n"
    entete = f"# Contrat de ville\n\nNous agirons.\n\n{annexe}"

    assert code in codes(entete + CLAUSES[code].replace("## ", "### "))
    assert code not in codes(f"{entete}Nous aiderons.\n\n# Annexe 2 : Suite\n\n{CLAUSES[code]}")


@pytest.mark.parametrize("code", CLAUSES)
def test_une_clause_du_contrat_passe_n_est_pas_une_clause(code: str) -> None:
    assert code in codes("# Bilan du contrat 2015-2022\n\n" + CLAUSES[code])


def test_tout_a_la_fois_ne_laisse_rien_a_dire() -> None:
    assert codes("# Contrat de ville\n\n" + "\n".join(CLAUSES.values())) == set()


def test_un_contrat_complet_d_une_autre_ville_ne_manque_de_rien() -> None:
    texte = (Path(__file__).parents[1] / "cas" / "droit" / "bons" / "contrat-complet.txt").read_text("utf-8")

    assert trouver(texte, Contexte((2015, 2020), contrat_entier=True)) == []


@given(st.lists(MORCEAUX, max_size=30))
def test_la_page_d_un_partenaire_ne_doit_rien(lignes: list[str]) -> None:
    assert trouver("\n".join(lignes), Contexte((2024, 2030))) == []


@given(st.one_of(st.text(max_size=200), st.lists(MORCEAUX, max_size=30).map("\n".join)))
def test_aucun_texte_n_arrete_une_exigence(texte: str) -> None:
    dits = trouver(texte)

    # One requirement is told once, as a warning, at a place of the text.
    assert len(dits) == len({d.code for d in dits})
    for d in dits:
        assert d.severite is Severite.AVERTISSEMENT
        assert d.message[-1] == "."
        assert all(a[-1] == "." for a in d.aides)
        assert 0 <= d.place.ligne <= texte.count("\n") + 1


def test_les_sections_disent_qui_parle_et_de_quand() -> None:
    texte = """# Orientations

## Bilan 2015-2022

### Emploi

Plan d'actions :

- Forum

# Annexe 1 : Engagements des partenaires

## Contribution de Logis d'Aubry

### Annexes :

I - Diagnostic

# Signatures
"""
    sections = {s.titre: s for s in corps_de(lire(texte)).sections}

    assert sections["emploi"].passee
    assert sections["emploi"].fil == "orientations > bilan 2015-2022 > emploi"
    assert not sections["orientations"].passee
    assert sections["plan d'actions :"].sorte is Sorte.ACTIONS
    assert sections["annexes :"].partenaire
    assert sections["diagnostic"].partenaire
    assert not sections["signatures"].partenaire


def test_sans_balises_une_page_de_signatures_rend_la_parole_au_contrat() -> None:
    longue = "Les partenaires ont choisi ensemble des indicateurs qui diront, d'année en année, où ils en sont :"
    texte = f"{longue}\n\nContribution de la CAF\n\nNous aiderons.\n\nSignatures\n\nLe préfet\n"
    ecrit = lire(texte)
    sections = {s.titre: s for s in corps_de(ecrit).sections}

    assert sections[""].sorte is Sorte.RIEN
    assert sections["contribution de la caf"].partenaire
    assert not sections["signatures"].partenaire


def test_un_texte_n_est_decoupe_qu_une_fois() -> None:
    ecrit = lire("# Gouvernance\n")

    assert corps_de(ecrit) is corps_de(ecrit)
    assert corps_de(lire("# Gouvernance\n")) is not corps_de(ecrit)
    assert len(corps._MEMOIRE) == 1


def test_les_enumerations_se_lisent() -> None:
    assert citer(["a"]) == "« a »"
    assert citer(["a", "b", "c", "d", "e"]) == "« a », « b », « c », « d » et 1 autre"
    assert citer(["x" * 50]) == f"« {'x' * 40}… »"
    assert enumerer(["a"]) == "a"
    assert enumerer(["a", "b", "c"]) == "a, b ni c"
