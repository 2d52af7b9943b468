"""The real contract against a changed copy: what Word would show as tracked changes, accepted and rejected."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from lecture_word import Word
from outils import copier_contrat, remplacer, valideur_word

from contratdoc.pipeline import check_dossier, load_dossier, write_docx
from contratdoc.writers.docx.revisions import write_revisions

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "writers" / "docx"))
from libreoffice import ACCEPTER, REFUSER, relire
from revues import accepter, defauts, refuser

if TYPE_CHECKING:
    from contratdoc.document.noeuds import Document

DATE = dt.datetime(2026, 3, 2, 9, 30, tzinfo=dt.UTC)
DUREE = 0.6
NOUVEAU = """\
nature: partenaire
id: mission-locale
nom: Mission locale du bassin
titre: Contribution de la mission locale
statut: validé
presentation: |
  La mission locale accompagne les jeunes de 16 à 25 ans vers l'emploi et la formation.

  - Elle les reçoit dans ses locaux ;
  - elle va vers eux dans les quartiers.
engagements:
  - id: mission-locale-1
    texte: Tenir une permanence hebdomadaire dans chaque quartier prioritaire
    objectifs: [emploi-2a]
"""


class Revision(NamedTuple):
    """Both contracts and the file that shows what changed."""

    avant: bytes
    apres: bytes
    revu: bytes


@pytest.fixture(scope="module")
def revision(tmp_path_factory: pytest.TempPathFactory) -> Revision:
    avant = copier_contrat(tmp_path_factory.mktemp("avant"))
    apres = copier_contrat(tmp_path_factory.mktemp("apres"))
    modifier(apres)
    a, b = compiler(avant), compiler(apres)
    return Revision(a, b, write_revisions(a, b, "Agglomération", DATE))


def modifier(dossier: Path) -> None:
    """What an avenant may change: words, a paragraph, list items, figures and rows, a partner."""
    textes, contributions = dossier / "modeles" / "texte", dossier / "contributions"
    analyse = textes / "axe-1-analyse.md"
    remplacer(analyse, "y a légèrement reculé entre 2017 et 2022 (- 4,3 %)", "y a reculé entre 2017 et 2024 (- 5,1 %)")
    remplacer(analyse, "- les ouvriers non qualifiés ;", "- les ouvriers non qualifiés ;\n- les conducteurs de bus ;")
    texte = analyse.read_text("utf-8")
    paragraphe = texte[texte.index("Par ailleurs, le commerce") : texte.index("### Difficultés")]
    remplacer(analyse, paragraphe, "")
    habitat = textes / "habitat-analyse.md"
    remplacer(habitat, "(Longwy) | 85,9 % |", "(Longwy) | 84,2 % |\n| Quartier nouveau | 55,1 % |")
    remplacer(habitat, "| Longwy | Gouraincourt | 6 |\n", "")
    remplacer(
        contributions / "region.yaml",
        "    - Instruction du dossier",
        "    - Avis du comité\n    - Instruction du dossier",
    )
    (contributions / "mission-locale.yaml").write_text(NOUVEAU, "utf-8")
    plan = dossier / "modeles" / "contrat.yaml"
    remplacer(plan, "departement, region]", "departement, region, mission-locale]")
    remplacer(
        plan,
        "  - id: mmh\n",
        "  - id: mission-locale\n    organisme: Mission locale\n    qualite: Présidente\n  - id: mmh\n",
    )


def document(dossier: Path) -> tuple[Document, bytes]:
    lu = load_dossier(dossier).valeur
    assert lu is not None
    fait = check_dossier(lu)
    assert fait.document is not None, "\n".join(f"{d.place}: {d.message}" for d in fait.diagnostics)
    return fait.document, lu.fichiers["modeles/contrat.docx"]


def compiler(dossier: Path) -> bytes:
    return write_docx(*document(dossier), {})


def lus(docx: bytes) -> list[str]:
    """The paragraphs below the cover with the numbers that Word counts, then the notes."""
    word = Word(docx)
    blocs = [str(b) for b in word.blocs()]
    debut = next(k for k, texte in enumerate(blocs) if texte == "Préambule")
    return [re.sub(r"\[\d+\]", "[note]", texte) for texte in blocs[debut:]] + list(word.notes().values())


def marques(docx: bytes) -> list[tuple[str, str]]:
    """What is inserted and deleted, in order."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        xml = archive.read("word/document.xml").decode()
    trouves = re.findall(r"<w:(ins|del) [^>]*[^/]>(.*?)</w:\1>", xml)
    return [(nom, re.sub(r"<[^>]+>", "", texte)) for nom, texte in trouves]


def test_tout_accepter_donne_le_second_contrat(revision: Revision) -> None:
    assert lus(accepter(revision.revu)) == lus(revision.apres)


def test_tout_refuser_donne_le_premier_contrat(revision: Revision) -> None:
    assert lus(refuser(revision.revu)) == lus(revision.avant)


def test_les_changements_se_lisent_mot_a_mot(revision: Revision) -> None:
    vues = marques(revision.revu)

    assert ("del", "légèrement ") in vues
    assert ("ins", "les conducteurs de bus\u202f;") in vues
    assert ("del", "85,9\xa0%") in vues
    assert ("ins", "84,2\xa0%") in vues
    assert ("ins", "Quartier nouveau") in vues
    assert ("ins", "Mission locale") in vues
    assert ("ins", "Avis du comité") in vues


def test_rien_n_y_est_double_ni_mort(revision: Revision) -> None:
    assert defauts(revision.revu) == []


def test_un_contrat_qui_n_a_pas_change_ne_porte_aucune_marque(revision: Revision) -> None:
    revu = write_revisions(revision.avant, revision.avant, "Agglomération", DATE)

    assert marques(revu) == []
    assert lus(revu) == lus(revision.avant)


def test_l_open_xml_sdk_n_y_trouve_aucune_erreur(revision: Revision, tmp_path: Path) -> None:
    fichier = tmp_path / "revu.docx"
    fichier.write_bytes(revision.revu)
    avis = subprocess.run([valideur_word(), str(fichier)], capture_output=True, text=True, check=False).stdout

    assert json.loads(avis)["errors"] == []


def test_libreoffice_accepte_et_refuse_comme_word(revision: Revision, tmp_path: Path) -> None:
    avant, refuse, apres, accepte = relire(
        tmp_path, (revision.avant, ""), (revision.revu, REFUSER), (revision.apres, ""), (revision.revu, ACCEPTER)
    )

    assert sans_sommaire(accepte) == sans_sommaire(apres)
    assert sans_sommaire(refuse) == sans_sommaire(avant)


def sans_sommaire(paragraphes: list[str]) -> list[str]:
    """From the first heading of the text on; LibreOffice keeps an empty paragraph where one above a table goes."""
    debut = max(k for k, p in enumerate(paragraphes) if p.startswith("Préambule"))
    return [p for p in paragraphes[debut:] if p]


def test_le_vrai_contrat_se_compare_vite(revision: Revision) -> None:
    durees = []
    for _ in range(5):
        debut = time.process_time()
        write_revisions(revision.avant, revision.apres, "Agglomération", DATE)
        durees.append(time.process_time() - debut)

    assert min(durees) <= DUREE
