"""The contract of 2015-2020 shipped as an example: sealed, then prolonged by an avenant that adds three priorities."""

from __future__ import annotations

import datetime as dt
import shutil
from typing import TYPE_CHECKING, NamedTuple

import pytest
from lecture_pdf import Pdf
from lecture_word import Word
from outils import RACINE

from contratdoc.actes import Registre, ouvrir_registre
from contratdoc.diagnostics import Severite
from contratdoc.editions import editer_avenant, editer_consolidation
from contratdoc.pipeline import check_dossier, load_dossier
from contratdoc.scellement import ecarts_avec_le_sceau
from contratdoc.source.dossier import Dossier

if TYPE_CHECKING:
    from pathlib import Path

EXEMPLE = RACINE / "modeles" / "exemples" / "contrat-2015-2020"
PILIERS = (
    "Le développement de l'activité économique et de l'emploi",
    "La cohésion sociale",
    "Le cadre de vie et le renouvellement urbain",
)
TRANSVERSAUX = (
    "l'égalité entre les femmes et les hommes",
    "la prévention et la lutte contre les discriminations",
    "la jeunesse",
)
PRIORITES = (
    "petite enfance, jeunesse et éducation",
    "emploi et insertion professionnelle",
    "logement et cadre de vie",
)


class Exemple(NamedTuple):
    """A copy of the example, what it holds, and what its avenants make of it."""

    racine: Path
    dossier: Dossier
    registre: Registre


@pytest.fixture(scope="module")
def exemple(tmp_path_factory: pytest.TempPathFactory) -> Exemple:
    racine = tmp_path_factory.mktemp("exemple") / "contrat"
    shutil.copytree(EXEMPLE, racine, ignore=shutil.ignore_patterns("sortie"))
    dossier = load_dossier(racine).valeur
    assert dossier is not None
    registre = ouvrir_registre(dossier)
    assert registre.valeur is not None, registre.diagnostics
    return Exemple(racine, dossier, registre.valeur)


def simple(texte: str) -> str:
    """A text as it is typed: one kind of space, one kind of apostrophe."""
    return " ".join(texte.replace("’", "'").split())


def le_texte(word: Word) -> str:
    return simple(" ".join(str(b) for b in word.blocs()))


def test_le_dossier_n_a_pas_d_erreur(exemple: Exemple) -> None:
    fait = check_dossier(exemple.dossier)

    assert fait.document is not None
    assert [d for d in fait.diagnostics if d.severite is Severite.ERREUR] == []


def test_ses_sources_sont_celles_qui_ont_ete_scellees(exemple: Exemple) -> None:
    assert ecarts_avec_le_sceau(exemple.dossier) == ()


@pytest.mark.parametrize(("effet", "codes"), [("31/12/2020", []), ("01/01/2021", []), ("02/01/2021", ["CD836"])])
def test_la_prorogation_prend_effet_au_plus_tard_le_lendemain_du_terme(
    exemple: Exemple, effet: str, codes: list[str]
) -> None:
    nom = "contributions/avenants/avenant-1.yaml"
    avenant = exemple.dossier.fichiers[nom].replace(b"effet: 01/01/2021", f"effet: {effet}".encode())
    registre = ouvrir_registre(Dossier(exemple.racine, {**exemple.dossier.fichiers, nom: avenant}))

    assert [d.code for d in registre.diagnostics] == codes


def test_l_avenant_fait_chaque_changement_dans_un_seul_article(exemple: Exemple) -> None:
    (avenant,) = exemple.registre.avenants
    articles = exemple.registre.consolidation.articles(1)
    faits = [m.changement for a in articles for m in a.modifications]

    assert [(a.numero, len(a.modifications)) for a in articles] == [(5, 1), (6, 1), (7, 3)]
    assert len(faits) == len(set(map(repr, faits))) == len(avenant.operations)


def test_l_avenant_se_lit_en_word_et_en_pdf(exemple: Exemple) -> None:
    fait = editer_avenant(exemple.racine, 1)
    assert fait.fichiers, fait.diagnostics
    sortie = exemple.racine / "sortie" / "avenant-1"
    texte = le_texte(Word((sortie / "avenant.docx").read_bytes()))
    pdf = simple(" ".join(str(b) for b in Pdf((sortie / "avenant.pdf").read_bytes()).blocs()))

    assert "Considérant que l'évaluation du contrat, conduite en 2019-2020," in texte
    assert "les mots : « 2015-2020 » sont remplacés par les mots : « 2015-2022 »" in texte
    assert "2023" not in texte  # the texts that the acts of the generation after this one cite
    assert str(exemple.registre.sceau.date.year) not in texte  # the day of the seal is no day of signature
    assert all(p in texte and p in pdf for p in PRIORITES)


@pytest.mark.parametrize(
    ("jour", "fin", "modifie"),
    [(dt.date(2020, 12, 31), "2020", False), (dt.date(2021, 6, 1), "2022", True)],
)
def test_le_contrat_consolide_dit_ce_qu_il_dit_ce_jour_la(
    exemple: Exemple, jour: dt.date, fin: str, modifie: bool
) -> None:
    fait = editer_consolidation(exemple.racine, jour)
    assert fait.fichiers, fait.diagnostics
    texte = le_texte(Word(next(f for f in fait.fichiers if f.suffix == ".docx").read_bytes()))

    assert f"Communauté d'Agglomération de Longwy 2015-{fin}" in texte  # the cover
    assert ("2015-2022" in texte) is modifie
    assert f"s'achève à la fin de l'année {fin}" in texte
    assert all(p in texte for p in (*PILIERS, *TRANSVERSAUX))
    assert [p in texte for p in PRIORITES] == [modifie] * 3


def test_le_contrat_de_la_racine_ne_prend_rien_de_l_exemple() -> None:
    racine = load_dossier(RACINE).valeur

    assert racine is not None
    assert [n for n in racine.fichiers if "exemples" in n] == []
