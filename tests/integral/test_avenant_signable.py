"""The avenant of a sealed contract: signed, carried and made again as the contract is."""

from __future__ import annotations

import datetime as dt
import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from outils import copier_contrat, outil, verapdf
from pypdf import PdfReader

from contratdoc.editions import editer_avenant
from contratdoc.pipeline import compiler, load_dossier
from contratdoc.recompilation import RecompilationImpossible, recompiler
from contratdoc.scellement import faire_sceau
from contratdoc.source.dossier import SCEAU

if TYPE_CHECKING:
    from pathlib import Path

ACTE = "acte-de-compilation.json"
AVENANT = """\
numero: {n}
nature: actualisation
objet: Actualisation
effet: 01/0{n}/2027
modifications:
  - operation: remplacer-mots
    cible: emploi-1a/libelle
    ancien: {ancien}
    nouveau: {nouveau}
    motif: L'évaluation l'a montré.
"""


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The contract, sealed, with two avenants; the first one is written."""
    racine = copier_contrat(tmp_path_factory.mktemp("avenant"))
    lu = load_dossier(racine).valeur
    assert lu is not None
    sceau = faire_sceau(lu, {}, dt.date(2024, 6, 1)).valeur
    assert sceau is not None
    (racine / SCEAU).write_bytes(sceau.en_json())
    (racine / "contributions/avenants").mkdir()
    for n, ancien, nouveau in ((1, "Identifier", "Repérer"), (2, "Repérer", "Trouver")):
        texte = AVENANT.format(n=n, ancien=ancien, nouveau=nouveau)
        (racine / f"contributions/avenants/avenant-{n}.yaml").write_text(texte, "utf-8")
    fait = editer_avenant(racine, 1)
    assert fait.fichiers, fait.diagnostics
    return racine


@pytest.fixture(scope="module")
def pdf(dossier: Path) -> bytes:
    return (dossier / "sortie/avenant-1/avenant.pdf").read_bytes()


def joints(octets: bytes) -> dict[str, bytes]:
    racine: Any = PdfReader(io.BytesIO(octets)).trailer["/Root"]
    lus = [ref.get_object() for ref in racine.get("/AF", ())]
    return {str(j["/UF"]): bytes(j["/EF"]["/F"].get_object().get_data()) for j in lus}


def test_l_avenant_a_un_champ_par_partie(pdf: bytes) -> None:
    racine: Any = PdfReader(io.BytesIO(pdf)).trailer["/Root"]
    acte = json.loads(joints(pdf)[ACTE])

    assert [p["champ"] for p in acte["parties"]] == [c.get_object()["/T"] for c in racine["/AcroForm"]["/Fields"]]
    assert acte["options"] == {"avenant": 1, "brouillon": False, "moteur": "typst"}
    assert list(acte["sorties"]) == ["avenant.docx"]


def test_il_porte_le_sceau_et_les_avenants_et_se_refait(pdf: bytes) -> None:
    sources = {n: o for n, o in joints(pdf).items() if n != ACTE}

    assert SCEAU in sources
    assert sum(n.startswith("contributions/") for n in sources) == 2
    assert recompiler(sources, avenant=1) == pdf
    assert recompiler(sources) != pdf  # the last one, unless said otherwise


def test_un_avenant_qui_n_est_pas_la_ne_se_refait_pas(pdf: bytes) -> None:
    with pytest.raises(RecompilationImpossible) as e:
        recompiler({n: o for n, o in joints(pdf).items() if n != ACTE}, avenant=9)
    assert [d.code for d in e.value.diagnostics] == ["CD835"]


def test_ce_qui_se_lit_seulement_ne_porte_rien(dossier: Path) -> None:
    for nom in ("comparatif", "contrat-consolide"):
        octets = (dossier / f"sortie/avenant-1/{nom}.pdf").read_bytes()
        assert joints(octets) == {}
        assert b"/AcroForm" not in octets


@pytest.mark.parametrize("profil", ["3a", "ua1"])
def test_verapdf_le_trouve_conforme(dossier: Path, profil: str) -> None:
    outil("java")
    assert verapdf(dossier / "sortie/avenant-1/avenant.pdf", profil).startswith("PASS")


def test_le_contrat_scelle_se_recompile_aux_memes_octets_que_d_abord(dossier: Path, tmp_path: Path) -> None:
    avant = compiler(copier_contrat(tmp_path)).fichiers["pdf"].read_bytes()
    apres = compiler(dossier).fichiers["pdf"].read_bytes()

    assert SCEAU not in joints(apres)
    assert apres == avant
