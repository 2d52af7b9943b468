"""The generated blocks, as goldens that a person can read (`attendus/*.txt`; CONTRATDOC_ACCEPTER=1 writes them)."""

from __future__ import annotations

from pathlib import Path

import pytest
from cas_de_liaison import dire, fichiers_de_base, remplacer, verifier
from outils import comparer_attendu
from rendu_texte import rendre, rendre_tableau, tableaux

ATTENDUS = Path(__file__).with_name("attendus")
PREAMBULE = "modeles/texte/preambule.md"
ORIENTATIONS = "modeles/orientations.yaml"
LOGIS = "contributions/logis.yaml"
PLAN = "modeles/contrat.yaml"


def _rendu(fichiers: dict[str, str]) -> str:
    obtenu = verifier(fichiers)
    assert obtenu.document is not None, dire(obtenu.diagnostics)
    return rendre(obtenu.document)


def _entre(rendu: str, debut: str, fin: str) -> str:
    """The lines from one heading to another."""
    assert rendu.count(f"{debut}") == 1, debut
    return debut + rendu.partition(debut)[2].partition(fin)[0]


def _axe(corps: str) -> dict[str, str]:
    """The base contract with another first axis; its lines are those after the title."""
    texte = fichiers_de_base()[ORIENTATIONS].decode()
    axe = f"axes:\n  - id: emploi\n    titre: Agir pour l'emploi\n{corps}"
    return {
        ORIENTATIONS: axe + texte[texte.index("  - id: cadre") :],
        **remplacer("contributions/mission.yaml", "emploi-1a", "sante-1a"),
    }


TROIS_OBJECTIFS = """\
    orientations:
      - id: o1
        libelle: Insérer
        objectifs:
          - {id: o1a, libelle: Repérer}
          - {id: o1b, libelle: Informer}
%s      - id: o2
        libelle: Entreprendre
        objectifs:
          - {id: o2a, libelle: Accompagner}
%s"""
AXE_COMMUN = "    actions:\n      - {id: a1, libelle: Commune un}\n      - {id: a2, libelle: Commune deux}\n"
AXE_LIE = """\
    actions:
      - {id: a1, libelle: Pour 1.b, objectif: o1b}
      - {id: a2, libelle: Pour 2.a, objectif: o2a}
"""
AXE_MELE = "    actions:\n      - {id: a1, libelle: Pour 1.b, objectif: o1b}\n      - {id: a2, libelle: Commune}\n"
PROPRES = "        actions:\n          - {id: p%s, libelle: Propre à l'orientation %s}\n"
PROPRES_LIEES = PROPRES + "          - {id: q1, libelle: Pour 1.a, objectif: o1a}\n"
DISPOSITIONS = {
    "sans-action": TROIS_OBJECTIFS % ("", ""),
    "actions-de-l-axe": TROIS_OBJECTIFS % ("", "") + AXE_COMMUN,
    "actions-des-orientations": TROIS_OBJECTIFS % (PROPRES % (1, 1), PROPRES % (2, 2)),
    "actions-d-une-orientation": TROIS_OBJECTIFS % ("", PROPRES % (2, 2)),
    "actions-des-objectifs": TROIS_OBJECTIFS % ("", "") + AXE_LIE,
    "actions-de-l-axe-et-d-objectifs": TROIS_OBJECTIFS % ("", "") + AXE_MELE,
    "actions-d-orientation-et-d-objectifs": TROIS_OBJECTIFS % (PROPRES_LIEES % (1, 1), "") + AXE_LIE,
    "tout-a-la-fois": TROIS_OBJECTIFS % (PROPRES_LIEES % (1, 1), PROPRES % (2, 2)) + AXE_MELE,
}


@pytest.mark.parametrize("nom", DISPOSITIONS)
def test_l_annexe_2_fusionne_ses_cases(nom: str) -> None:
    obtenu = verifier(_axe(DISPOSITIONS[nom]))
    assert obtenu.document is not None, dire(obtenu.diagnostics)
    *_, annexe = tableaux(obtenu.document)

    comparer_attendu(ATTENDUS / f"annexe-2-{nom}.txt", "\n".join(rendre_tableau(annexe)) + "\n")


def test_les_orientations_sans_liens() -> None:
    indicateurs = "    indicateurs:\n      - {id: i1, libelle: Part des habitants reçus}\n"
    rendu = _rendu(_axe(TROIS_OBJECTIFS % ("", "") + AXE_COMMUN + indicateurs))

    comparer_attendu(ATTENDUS / "orientations-sans-liens.txt", _entre(rendu, "### A Orientations strat", "\n## Axe II"))


def test_les_orientations_avec_liens() -> None:
    indicateurs = """\
    indicateurs:
      - {id: i1, libelle: Reçus, pour: o1, depart: 12, cible: "30", source: Mission locale, frequence: Annuelle}
      - {id: i2, libelle: Informés, pour: o1b}
      - {id: i3, libelle: Présents, pour: a1, cible: 10 par mois}
      - {id: i4, libelle: Autres}
      - {id: i5, libelle: Repérés, pour: o1}
"""
    rendu = _rendu(_axe(DISPOSITIONS["tout-a-la-fois"] + indicateurs))

    comparer_attendu(ATTENDUS / "orientations-avec-liens.txt", _entre(rendu, "### A Orientations strat", "\n## Axe II"))


def _tableau_de(expression: str, fichiers: dict[str, str]) -> str:
    rendu = _rendu({PREAMBULE: f"# Préambule\n\n{expression}\n\nFin.\n", **fichiers})
    return _entre(rendu, "Tableau 1 :", "Fin.")


def test_les_credits_ont_leurs_themes_fusionnes_et_leur_total() -> None:
    credits_ = """\
    credits:
      periode: 2015-2022
      lignes:
        - {thematique: Emploi, sous_thematique: Insertion, politique: Prog. 147, montant: 301 760 €}
        - {thematique: Emploi, sous_thematique: Création, montant: 0 €}
        - {thematique: Emploi, montant: "1,5 k€"}
        - {thematique: Santé, montant: "0,50 €"}
        - {thematique: Emploi, sous_thematique: Reprise, montant: 2 M€}
"""
    rendu = _tableau_de("{{ axe.emploi.credits }}", _axe(TROIS_OBJECTIFS % ("", "") + credits_))

    comparer_attendu(ATTENDUS / "credits.txt", rendu)


def test_les_quartiers_d_une_meme_annee_et_d_une_commune() -> None:
    rendu = _tableau_de("{{ tableau.quartiers.aubry }}", {})

    assert "Tableau 1 : Quartiers prioritaires d’Aubry #" in rendu
    assert "┆ → Population en 2018 ┆" in rendu
    assert "Sud" not in rendu


def test_les_quartiers_d_annees_differentes_gardent_leur_annee() -> None:
    sud = remplacer(PLAN, "commune: bercy}\n", "commune: bercy, population: 800, annee: 2020}\n")
    inconnue = remplacer(PLAN, "commune: bercy}\n", "commune: bercy, population: 800}\n")

    assert "┆ → 1¦200 (2018) ┆" in _tableau_de("{{ tableau.quartiers }}", sud)
    assert "┆ → 800 (2020) ┆" in _tableau_de("{{ tableau.quartiers }}", sud)
    assert "┆ → 1¦200 (2018) ┆" in _tableau_de("{{ tableau.quartiers }}", inconnue)
    assert "┆ → 800 ┆" in _tableau_de("{{ tableau.quartiers }}", inconnue)


def test_les_sigles_sont_tries() -> None:
    lexique = "sigles:\n" + "".join(f"  - {{sigle: {s}, sens: sens de {s}}}\n" for s in ("QPV", "ANCT", "caf", "CAF"))
    rendu = _tableau_de("{{ tableau.sigles }}", {"modeles/lexique.yaml": lexique})

    comparer_attendu(ATTENDUS / "sigles.txt", rendu)


# --- landlords ------------------------------------------------------------------------------------------------------


def _logis(corps: str) -> str:
    """What is printed of the landlord, its own part only."""
    texte = fichiers_de_base()[LOGIS].decode()
    rendu = _rendu({LOGIS: texte[: texte.index("patrimoine:")] + corps})
    return _entre(rendu, "### B Contribution du Logis", "\n(paysage)")


def test_les_tableaux_d_un_bailleur_et_leurs_totaux() -> None:
    corps = """\
sigle: LTR
quartiers: [nord, sud]
patrimoine:
  date: 31/12/2022
  parc: {logements: 37 819, perimetre: Grand Est}
  total: 1 454
  collectifs: 1 398
  par_commune:
    - {commune: Aubry, logements: 1 400}
    - {commune: Bercy, logements: 54}
  par_quartier:
    - {quartier: nord, secteur: Les Tilleuls, logements: 586}
    - {quartier: nord, logements: 140}
    - {quartier: sud, logements: 10}
rehabilitations:
  - {lieu: Aubry, quartier: nord, logements: 1, statut: réalisée}
  - {lieu: Le Quartier Nord, quartier: nord, logements: 20, statut: à venir}
  - {lieu: Bercy, logements: 1 200, statut: en cours}
effectifs:
  - {poste: Gardien, nombre: 4, affectation: Aubry}
  - {poste: CESF, nombre: 1}
programmes:
  - type: locatif neuf
    commune: Aubry
    nom: Les Lilas
    adresse: rue du Lac
    collectifs: 26
    individuels: 4
    typologie: {T2: 10, T5: 20}
    livraison: T4 2023
  - {type: locatif neuf, commune: Bercy, logements: 12, livraison: fin 2023 - début 2024}
  - {type: locatif neuf, commune: Bercy, typologie: {T3: 7}, observations: À confirmer}
  - {type: accession, commune: Aubry, logements: 8}
  - {type: réhabilitation à venir, commune: Bercy, individuels: 20, travaux: [Toiture, Isolation]}
occupation:
  - {perimetre: Agglomération, apl: "55,50 %", rotation: 12 %, occupants: "2,04"}
  - {perimetre: Quartiers, apl: 60 %}
"""
    comparer_attendu(ATTENDUS / "bailleur.txt", _logis(corps))


@pytest.mark.parametrize(
    ("patrimoine", "attendu"),
    [
        ("quartiers_total: 90", "Dans les quartiers prioritaires⍽: 90 logements."),
        ("collectifs: 12", "compte 12 logements collectifs dans l’agglomération."),
        ("date: 31/12/2022", "État du patrimoine au 31⍽décembre⍽2022."),
        ("total: 1", "compte 1 logement dans l’agglomération."),
    ],
)
def test_un_chiffre_du_patrimoine_seul_est_imprime(patrimoine: str, attendu: str) -> None:
    assert attendu in _logis(f"patrimoine:\n  {patrimoine}\n")


# --- totals of typed tables -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cellules", "attendu"),
    [
        (["1", "2"], "3"),
        (["1 200", "−200", "+5"], "1¦005"),
        (["1,5", "2,25"], "3,75"),
        (["0,10", "0,20"], "0,30"),
        (["14 290 €", "1,5 k€"], "15¦790⍽€"),
        (["6,8 M€", "0,50 €"], "6¦800¦000,50⍽€"),
        (["", "–", "-", "—", "4"], "4"),
        (["**3**", "4[^n]"], "7"),
        (["{{ faits.logements }}", "46"], "1¦500"),
        (["{{ faits.logements | euros }}", "46 €"], "1¦500⍽€"),
    ],
)
def test_une_case_total_additionne_sa_colonne(cellules: list[str], attendu: str) -> None:
    lignes = "".join(f"| {c} |\n" for c in cellules)
    note = "\n[^n]: Une note.\n" if "[^n]" in str(cellules) else ""
    tableau = f"Tableau : Comptes\n\n| Compte |\n|--:|\n{lignes}| {{{{ total }}}} |\n{note}"

    assert f"=┆ → {attendu} ┆" in _tableau_de(tableau, {})


def test_un_second_total_ne_compte_pas_le_premier() -> None:
    lignes = "| Un | 1 |\n| Sous-total | {{ total }} |\n| Deux | 2 |\n| Total | {{ total }} |\n"
    rendu = _tableau_de(f"Tableau : Comptes\n\n| Poste | Compte |\n|---|--:|\n{lignes}", {})

    assert "=┆ Sous-total ┆ → 1 ┆" in rendu
    assert "=┆ Total ┆ → 3 ┆" in rendu


@pytest.mark.parametrize(
    ("cellules", "raison"),
    [
        (["3", "3 €"], "elle mêle des nombres et des montants"),
        (["", "–"], "elle n'a aucun chiffre"),
        (["3", "trois"], "« trois » n'est ni un nombre ni un montant"),
        (["30 %", "20 %"], "« 30 % » n'est ni un nombre ni un montant"),
        (["1.454"], "« 1.454 » n'est ni un nombre ni un montant"),
    ],
)
def test_une_colonne_qui_ne_s_additionne_pas_est_une_erreur(cellules: list[str], raison: str) -> None:
    lignes = "".join(f"| {c} |\n" for c in cellules)
    texte = f"# Préambule\n\nTableau : Comptes\n\n| Compte |\n|--:|\n{lignes}| {{{{ total }}}} |\n"
    obtenu = verifier({PREAMBULE: texte})

    # Rules of coherence may have something to say of so small a contract.
    assert [(d.code, d.message) for d in obtenu.diagnostics if d.code[:3] == "CD3"] == [
        ("CD313", f"Cette colonne ne s'additionne pas : {raison}.")
    ]
    assert obtenu.document is None
