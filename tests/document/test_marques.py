"""A consolidated contract with its marks: they are all there, beside what they speak of, and it still compiles."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from fabrique_d_actes import EFFET, avenant, compiler_sources, consolider, scelle
from hypothesis import given, settings
from hypothesis import strategies as st
from rendu_texte import rendre
from test_avenant import OPERATIONS, complet

from contratdoc.avenants.avenant import Avenant
from contratdoc.avenants.rejouer import Consolidation
from contratdoc.document.marques import TEXTE_DE_TETE, reduire_marques, sources_marquees
from contratdoc.document.noeuds import Document

PRE = scelle().textes["modeles/texte/preambule.md"]
TER = scelle().textes["modeles/texte/territoire.md"]


def lire(*avenants: Avenant, au: dt.date = EFFET) -> str:
    return rendre(document(*avenants, au=au)).translate(str.maketrans("⍽¦\u00a0’", "   '"))


def document(*avenants: Avenant, au: dt.date = EFFET) -> Document:
    return reduire_marques(compiler_sources(sources_marquees(consolider(*avenants), au))[1])


def test_la_tete_dit_la_date_les_avenants_et_l_absence_de_valeur() -> None:
    lu = lire(complet(), au=dt.date(2027, 5, 1))

    assert " mai 2027, à jour de l'avenant n° 1.**" in lu
    assert "Document sans valeur juridique propre : seuls le contrat signé et ses avenants font foi." in lu
    assert "- Durée du contrat : modifiée par l'avenant n° 1, article 5 ;" in lu
    assert "- Partie « Caisse d'allocations familiales » : créée par l'avenant n° 1, article 6 ;" in lu
    assert "- l'avenant n° 1, article 7, au 1^er^ janvier 2028." in lu


def test_avant_tout_effet_la_tete_le_dit_et_rien_n_est_marque() -> None:
    lu = lire(avenant().proroger(2031), au=dt.date(2027, 3, 31))

    assert "Version consolidée au 31 mars 2027, sans avenant en vigueur à cette date." in lu
    assert lu.count("l'avenant n° 1") == 1  # what is to come


def test_un_bloc_porte_sa_marque_en_petit_apres_lui() -> None:
    a = avenant().remplacer_mots("texte/preambule/2", "engage", "lie").inserer("texte/preambule", "De plus.", apres="2")
    lu = lire(a)

    assert "Le présent contrat lie ses signataires.\n[attache] *Modifié par l'avenant n° 1, article 5.*\n" in lu
    assert "De plus.\n[attache] *Créé par l'avenant n° 1, article 5.*\n" in lu


def test_un_bloc_supprime_laisse_sa_trace_a_sa_place() -> None:
    lu = lire(avenant().supprimer("texte/preambule/4", PRE[3].texte))

    trace = "[attache] *[Supprimé par l'avenant n° 1, article 5]*"
    assert f"Il comprend trois parties :\n{trace}\nIl est conclu pour sept ans." in lu


def test_la_legende_d_un_tableau_reste_avec_lui() -> None:
    a = avenant().remplacer_mots("texte/territoire/6", "des quartiers", "par quartier")
    lu = lire(a)

    assert "Tableau 1 : Population par quartier" in lu
    assert lu.index("Tableau 1 :") < lu.index("*Modifié par l'avenant n° 1, article 5.*")


def test_un_libelle_porte_sa_marque_entre_parentheses_et_garde_son_numero_supprime() -> None:
    a = (
        avenant()
        .remplacer_mots("emploi-1b/libelle", "Informer", "Aider")
        .supprimer("emploi-1a", {"id": "emploi-1a", "libelle": "Repérer les jeunes"})
    )
    lu = lire(a)

    assert "1.a [Supprimé par l'avenant n° 1, article 5]" in lu
    assert "1.b Aider les habitants (modifié par l'avenant n° 1, article 5)" in lu


def test_les_marques_de_deux_avenants_se_suivent() -> None:
    un = avenant(1).inserer("emploi/actions", {"id": "x", "libelle": "Créer un forum"})
    deux = avenant(2).remplacer_mots("actions/x/libelle", "forum", "salon")

    assert "Créer un salon (créé par l'avenant n° 1, article 5 ; modifié par l'avenant n° 2, article 5)" in lire(
        un, deux
    )


def test_un_champ_d_engagement_marque_l_engagement_et_un_chiffre_la_contribution() -> None:
    a = avenant().remplacer("mission-1/echeance", "2025", "2028").remplacer("logis/patrimoine/total", "300", "310")
    lu = lire(a)

    assert "Recevoir chaque jeune du quartier. (modifié par l'avenant n° 1, article 5)" in lu
    cible = avenant().inserer("emploi-ind-1", {"cible": "200 par an"})
    assert "Jeunes reçus (modifié par l'avenant n° 1, article 5) (cible : 200 par an)" in lire(cible)
    assert "[attache] *Total du patrimoine : modifié par l'avenant n° 1, article 6.*" in lu


def test_une_prose_de_contribution_porte_sa_marque_en_dernier_paragraphe() -> None:
    un = avenant(1).inserer("contributions/mission", {"presentation": "Un.\n\n- deux ;\n- trois."})
    lu = lire(un)

    assert "- trois.\n[attache] *Créé par l'avenant n° 1, article 5.*" in lu


def test_une_partie_qui_sort_garde_sa_trace() -> None:
    assert "[signature Département de l'Orne [partie supprimée par l'avenant n° 1, article 5]" in lire(
        avenant().retirer_partie("departement")
    )


@settings(max_examples=20)
@given(st.sets(st.sampled_from(sorted(OPERATIONS)), min_size=1))
def test_les_marques_ne_changent_rien_au_texte_et_disent_tout(noms: set[str]) -> None:
    a = avenant()
    for nom in sorted(noms - ({"texte"} if "suppression" in noms else set())):
        a = OPERATIONS[nom](a)
    consolidation = consolider(a)
    sources = sources_marquees(consolidation, EFFET)
    lu = lire(a)

    assert f"modeles/texte/{TEXTE_DE_TETE}.md" in sources
    for fichier, blocs in consolidation.contrat.textes.items():
        sans = [b for b in sources[fichier].decode().strip().split("\n\n") if "par l'avenant n° 1" not in b]
        assert sans == [b.texte for b in blocs]
    assert consolidation.au(EFFET).en_json() == consolidation.contrat.en_json()
    dits = {m for f in consolidation.faites for m in _articles(consolidation, f.rang)}
    assert all(f"par l'avenant n° 1, article {n}" in lu for n in dits)


def _articles(consolidation: Consolidation, rang: int) -> list[int]:
    modification = next(f.modification for f in consolidation.faites if f.rang == rang)
    return [a.numero for a in consolidation.articles(1) if any(m is modification for m in a.modifications)]


def test_les_marques_de_tous_les_blocs_d_un_texte_compilent() -> None:
    a = avenant()
    for bloc in TER:
        if bloc.id not in ("6", "7"):
            a = a.remplacer(f"texte/territoire/{bloc.id}", bloc.texte, f"{bloc.texte} Suite.")
    a = a.remplacer("texte/territoire/7", TER[6].texte, TER[6].texte.replace("900", "950"))
    a = replace(a, objet="Tout")

    assert lire(a).count("Modifié par l'avenant n° 1, article 5.") == 6
