"""A whole avenant as its parties read it: parties, visas, articles, signatures; every change told once."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from fabrique_d_actes import avenant, pieces, scelle
from hypothesis import given, settings
from hypothesis import strategies as st
from outils import comparer_attendu
from rendu_texte import rendre

from contratdoc.avenants.avenant import Avenant, Nature
from contratdoc.document.avenant import assembler_avenant
from contratdoc.document.designations import valeur_a
from contratdoc.document.noeuds import Bloc, Liste, MarqueListe, Paragraphe, Signatures, Titre
from contratdoc.document.visas import lignes_de_considerants, rang_du_visa, visas_de

ATTENDUS = Path(__file__).with_name("attendus")
PRE = scelle().textes["modeles/texte/preambule.md"]
PROGRAMMES = valeur_a(("contributions/logis.yaml", "programmes"), scelle())


def complet() -> Avenant:
    """An avenant that does a little of everything."""
    a = replace(
        avenant(objet="Actualisation à mi-parcours"),
        visas=("décret n° 2015-1118 du 3 septembre 2015", "Vu l'instruction du 4 janvier 2024 ;"),
        considerants=("l'évaluation appelle des ajustements", "Le territoire évolue."),
        actes={"aubry": "délibération n° 12 du conseil municipal du 2 février 2027"},
    )
    return (
        a.proroger(2032)
        .ajouter_partie({"id": "caf", "organisme": "Caisse d'allocations familiales", "qualite": "Présidente"})
        .remplacer_mots("emploi-1a/libelle", "Repérer", "Accompagner", motif="Évaluation de 2026")
        .inserer("emploi/actions", {"id": "forum", "libelle": "Créer un forum"}, effet=dt.date(2028, 1, 1))
        .supprimer("texte/preambule/4", PRE[3].texte)
        .remplacer_annexe("texte/territoire", "# Le territoire\n\nTout est neuf.\n\n## Détail\n\nVoir [](#annexe-2).")
        .inserer(
            "contributions/caf",
            {
                "nature": "caf",
                "id": "caf",
                "nom": "Caisse d'allocations familiales",
                "titre": "Contribution de la CAF",
                "statut": "validé",
                "presentation": "La caisse agit.",
            },
        )
        .remplacer("annexe-1/contributions", ["mission", "logis"], ["mission", "logis", "caf"])
    )


def test_l_avenant_se_lit_comme_un_acte() -> None:
    document = assembler_avenant(pieces(complet()), 1)

    comparer_attendu(ATTENDUS / "avenant.txt", rendre(document))
    assert document.titre == "Avenant n°\u00a01 au Contrat de Ville 2024-2030 – Agglomération des Trois Rives"
    assert document.couverture.titre == "Avenant n°\u00a01"
    assert [e.texte for e in document.sommaire][1:3] == ["Article 1 – Parties", "Article 2 – Identification du contrat"]


def test_un_second_avenant_dit_le_premier_et_ne_signe_qu_avec_les_parties_restantes() -> None:
    un = replace(avenant(1).retirer_partie("departement"), date=dt.date(2027, 3, 1))
    deux = avenant(2, Nature.PROROGATION, "Prorogation").proroger(2031)
    rendu = rendre(assembler_avenant(pieces(un, deux), 2))

    assert "- l’avenant n°⍽1 du 1^er^⍽mars⍽2027 (actualisation)." in rendu
    assert "signé le 31⍽mars⍽2024¦;\nVu l’avenant n°⍽1 au contrat, du 1^er^⍽mars⍽2027¦;" in rendu
    assert "[signature Département" not in rendu


def test_la_revision_d_une_contribution_est_signee_par_l_etat_l_agglomeration_et_le_partenaire() -> None:
    a = avenant(1, Nature.REVISION_CONTRIBUTION, "Patrimoine").remplacer("logis/patrimoine/total", "300", "310")
    document = assembler_avenant(pieces(a), 1)
    (signatures,) = [b for s in document.sections for b in s.blocs if isinstance(b, Signatures)]

    assert [s.id for s in signatures.signataires] == ["etat", "atr", "logis"]
    phrase = (
        "entre l’État et l’agglomération des Trois Rives, d’une part, et Logis des Trois Rives, dont la contribution"
    )
    assert f"{phrase} est modifiée, d’autre part." in rendre(document)


OPERATIONS = {
    "periode": lambda a: a.proroger(2031),
    "mots": lambda a: a.remplacer_mots("emploi-1b/libelle", "habitants", "riverains"),
    "action": lambda a: a.inserer("emploi/actions", {"id": "x", "libelle": "Agir"}),
    "texte": lambda a: a.inserer("texte/preambule", "Un alinéa.", apres="2"),
    "suppression": lambda a: a.supprimer("texte/preambule/2", PRE[1].texte),
    "contribution": lambda a: a.remplacer("logis/patrimoine/total", "300", "310"),
    "tableau": lambda a: a.remplacer("logis/programmes", PROGRAMMES, []),
    "partie": lambda a: a.retirer_partie("departement"),
}


@settings(max_examples=25)
@given(st.permutations(sorted(OPERATIONS)), st.integers(1, len(OPERATIONS)))
def test_chaque_modification_est_dite_dans_un_seul_article(ordre: list[str], nombre: int) -> None:
    a = avenant()
    for nom in ordre[:nombre]:
        if not (nom == "texte" and "suppression" in ordre[: ordre.index("texte")]):
            a = OPERATIONS[nom](a)
    p = pieces(a)
    blocs = [b for s in assembler_avenant(p, 1).sections for b in s.blocs]

    assert len({id(m) for x in p.consolidation.articles(1) for m in x.modifications}) == len(a.operations)
    assert _paragraphes_d_articles(blocs) == len(a.operations)


def _paragraphes_d_articles(blocs: list[Bloc]) -> int:
    """Count what the articles that change the contract tell: a numbered paragraph each, or the only one."""
    total, dedans = 0, False
    for b in blocs:
        if isinstance(b, Titre):
            texte = "".join(getattr(i, "texte", "") for i in b.contenu)
            numero = int(texte.split()[1]) if texte.startswith("Article ") else 0
            dedans = numero > 4 and "Entrée en vigueur" not in texte and "Stipulations inchangées" not in texte
        elif dedans and isinstance(b, Liste) and b.marque is MarqueListe.NUMERO:
            total += len(b.elements)
        elif dedans and isinstance(b, Paragraphe):
            total += 1
    return total


@pytest.mark.parametrize(
    "dans_l_ordre",
    [
        ["le code général des collectivités territoriales", "la loi n° 2014-173 du 21 février 2014"],
        ["la loi n° 1 du 3 mars 2010", "la loi n° 2 du 1er mars 2012"],
        [
            "l'ordonnance du 2 mai 2020",
            "le décret du 1er mai 2010",
            "l'arrêté du 2 mai 2009",
            "la circulaire du 3 mai 2000",
        ],
        ["l'instruction du 4 janvier 2024", "la délibération du 2 mars 2020"],
        ["le rapport annuel", "la délibération du 2 mars 2020"],
    ],
)
def test_les_visas_suivent_l_ordre_des_normes_puis_des_dates(dans_l_ordre: list[str]) -> None:
    assert sorted(dans_l_ordre, key=rang_du_visa) == dans_l_ordre


def test_une_deliberation_est_visee_une_fois_a_la_fin() -> None:
    a = replace(
        avenant().proroger(2031),
        actes={"aubry": "délibération du 2 mars 2027", "atr": "par délibération du 2 mars 2027"},
    )
    visas = visas_de(pieces(a), 1)

    assert visas[-2:] == [
        "le Contrat de Ville 2024-2030 de l'agglomération des Trois Rives, signé le 31 mars 2024",
        "la délibération du 2 mars 2027",
    ]


def test_les_considerants_prennent_la_conjonction_qui_convient() -> None:
    assert lignes_de_considerants(["l'État agit", "Il faut agir.", "que la CAF agit ;", "EPCI et État agissent"]) == [
        "Considérant que l'État agit ;",
        "Considérant qu'il faut agir ;",
        "Considérant que la CAF agit ;",
        "Considérant qu'EPCI et État agissent ;",
    ]
