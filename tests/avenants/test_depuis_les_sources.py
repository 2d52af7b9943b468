"""An avenant computed from changed sources: what moved, what was reworded, what is new, each recognised."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from petit_contrat import PARTIES, avenant, consolider, scelle, sources, texte

from contratdoc.avenants.avenant import Genre, Operation
from contratdoc.avenants.canonique import Canonique
from contratdoc.avenants.compare import compare_contrats
from contratdoc.avenants.from_sources import canonique_des_sources
from contratdoc.avenants.proposer import proposer

TERRITOIRE, CONTRAT = "modeles/texte/territoire.md", "modeles/contrat.yaml"
ORIENTATIONS, LOGIS = "modeles/orientations.yaml", "contributions/logis.yaml"
COMITE = "Le comité se réunit deux fois par an, et rend compte une fois par an."
BAILLEURS = "Les bailleurs rénovent leurs logements."
OBJECTIFS = """\
          - {id: emploi-1a, libelle: Repérer les jeunes}
          - {id: emploi-1b, libelle: Informer les habitants}
"""


def present(*remplacements: tuple[str, str, str]) -> Canonique:
    """The contract once passages of its sources are changed: file, before, after."""
    fichiers = sources()
    for fichier, avant, apres in remplacements:
        dit = fichiers[fichier].decode()
        assert avant in dit
        fichiers[fichier] = dit.replace(avant, apres, 1).encode()
    lu = canonique_des_sources(fichiers, scelle())
    assert lu.valeur is not None
    return lu.valeur


def operations(*remplacements: tuple[str, str, str]) -> list[Operation]:
    """What is proposed for changed sources; carried out, it makes the contract that they say."""
    voulu = present(*remplacements)
    proposees = proposer(scelle(), voulu)
    a = avenant()
    for o in proposees:
        a = a.avec(o)
    assert consolider(a).contrat.en_json() == voulu.en_json()
    return list(proposees)


def genres(*remplacements: tuple[str, str, str]) -> list[tuple[Genre, str]]:
    return [(o.genre, o.cible) for o in operations(*remplacements)]


def test_rien_de_change_ne_propose_rien() -> None:
    assert operations() == []


def test_la_mise_en_forme_d_un_fichier_ne_change_rien() -> None:
    assert operations((CONTRAT, "periode: 2024-2030", "# la période\nperiode:   '2024-2030'")) == []
    assert operations((TERRITOIRE, BAILLEURS, f"\n\n{BAILLEURS}   ")) == []


@pytest.mark.parametrize(
    "reformule",
    ["Les bailleurs rénovent tous leurs logements.", "Les bailleurs rénovent ensemble leurs logements anciens."],
)
def test_un_paragraphe_reformule_garde_son_numero(reformule: str) -> None:
    assert operations((TERRITOIRE, BAILLEURS, reformule)) == [
        Operation(Genre.REMPLACER, "texte/territoire/4", BAILLEURS, reformule)
    ]


def test_un_paragraphe_deplace_garde_son_numero() -> None:
    deplace = (TERRITOIRE, f"{COMITE}\n\n{BAILLEURS}", f"{BAILLEURS}\n\n{COMITE}")

    (operation,) = operations(deplace)
    assert operation.genre is Genre.DEPLACER
    assert operation.cible in ("texte/territoire/3", "texte/territoire/4")


def test_un_paragraphe_deplace_et_reformule_est_reconnu_a_ses_mots() -> None:
    reformule = COMITE.replace("deux", "trois")
    change = (TERRITOIRE, f"{COMITE}\n\n{BAILLEURS}", f"{BAILLEURS}\n\n{reformule}")

    assert sorted(g for g, _ in genres(change)) == [Genre.DEPLACER, Genre.REMPLACER]
    assert {i for i, _ in texte(present(change))} == {"1", "2", "3", "4", "5"}


def test_un_paragraphe_tout_autre_est_un_autre() -> None:
    assert genres((TERRITOIRE, BAILLEURS, "Chaque commune nomme un référent.")) == [
        (Genre.SUPPRIMER, "texte/territoire/4"),
        (Genre.INSERER, "texte/territoire"),
    ]


def test_un_objectif_est_reconnu_a_son_identifiant() -> None:
    deplace = """\
          - {id: emploi-1b, libelle: Informer les habitants}
          - {id: emploi-1a, libelle: Tout autre chose}
"""
    dits = genres((ORIENTATIONS, OBJECTIFS, deplace))

    assert [g for g, _ in dits] == [Genre.DEPLACER, Genre.REMPLACER]
    assert dits[1][1].endswith("emploi-1a/libelle")


@pytest.mark.parametrize(
    ("changement", "genre"),
    [
        ((CONTRAT, "2024-2030", "2024-2032"), Genre.PROROGER),
        ((CONTRAT, "2024-2030", "2024-2028"), Genre.REMPLACER),
        ((CONTRAT, PARTIES, f"{PARTIES}  - {{id: ars, organisme: Agence, qualite: X}}\n"), Genre.AJOUTER_PARTIE),
        ((CONTRAT, PARTIES, "\n".join(PARTIES.split("\n")[:-2]) + "\n"), Genre.RETIRER_PARTIE),
        ((LOGIS, "total: 300", "total: 310"), Genre.REMPLACER),
        ((LOGIS, "logements: 200", "logements: 210"), Genre.REMPLACER),
        ((LOGIS, "statut: validé", "statut: validé\nsigle: LTR"), Genre.INSERER),
        ((ORIENTATIONS, OBJECTIFS, OBJECTIFS.split("\n", maxsplit=1)[0] + "\n"), Genre.SUPPRIMER),
    ],
    ids=lambda x: x.value if isinstance(x, Genre) else x[2].strip().split("\n")[-1],
)
def test_chaque_changement_a_sa_formule(changement: tuple[str, str, str], genre: Genre) -> None:
    assert [g for g, _ in genres(changement)] == [genre]


def _retirer(fichiers: dict[str, bytes]) -> None:
    del fichiers["modeles/texte/sante.md"], fichiers["contributions/mission.yaml"]


def _ajouter(fichiers: dict[str, bytes]) -> None:
    fichiers["modeles/texte/suivi.md"] = b"# Suivi\n\nUn bilan.\n\n- a\n- b\n"
    fichiers["contributions/ars.yaml"] = b"nature: partenaire\nid: ars\nnom: ARS\n"


@pytest.mark.parametrize(("geste", "genre"), [(_retirer, Genre.SUPPRIMER), (_ajouter, Genre.INSERER)])
def test_un_fichier_entier_vient_ou_part(geste: Callable[[dict[str, bytes]], None], genre: Genre) -> None:
    fichiers = sources()
    geste(fichiers)
    voulu = canonique_des_sources(fichiers, scelle()).valeur
    assert voulu is not None
    a = avenant()
    for o in proposer(scelle(), voulu):
        a = a.avec(o)

    assert [o.genre for o in a.operations] == [genre, genre]
    assert consolider(a).contrat.en_json() == voulu.en_json()


def test_un_second_avenant_part_du_contrat_en_vigueur() -> None:
    un = avenant(1).remplacer("texte/territoire/4", BAILLEURS, "Les bailleurs rénovent tous leurs logements.")
    fait = consolider(un)
    fichiers = sources()
    fichiers[TERRITOIRE] = fichiers[TERRITOIRE].replace(b"novent leurs logements", b"novent vite tous leurs logements")
    voulu = canonique_des_sources(fichiers, fait.contrat, fait.retires).valeur
    assert voulu is not None

    (operation,) = proposer(fait.contrat, voulu)
    assert (operation.cible, operation.ancien) == ("texte/territoire/4", "Les bailleurs rénovent tous leurs logements.")
    assert len(compare_contrats(scelle(), voulu)) == 1
