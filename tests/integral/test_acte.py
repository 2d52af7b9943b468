"""The deed of compilation of the real contract, and the contract made again from what its PDF carries."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import shutil
import tomllib
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree
from outils import RACINE, copier_contrat, remplacer
from pypdf import PdfReader

from contratdoc.manifeste import BIBLIOTHEQUES
from contratdoc.pipeline import compiler
from contratdoc.recompilation import RecompilationImpossible, recompiler
from contratdoc.source.dossier import CADRES, HISTORIQUE, MODELES

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Contrat

ACTE = "acte-de-compilation.json"
SANS_EFFET = {"click", "rich", "pypdf", "python-docx", "ruamel.yaml.clib"}
"""Dependencies whose work does not show in the files: the command line, the reading of PDFs, of Word files."""


def joints(octets: bytes) -> dict[str, bytes]:
    racine: Any = PdfReader(io.BytesIO(octets)).trailer["/Root"]
    lus = [ref.get_object() for ref in racine["/AF"]]
    return {str(j["/UF"]): bytes(j["/EF"]["/F"].get_object().get_data()) for j in lus}


def acte_du_word(octets: bytes) -> dict[str, Any]:
    with zipfile.ZipFile(io.BytesIO(octets)) as archive:
        racine = etree.fromstring(archive.read("customXml/item1.xml"))
    lu: dict[str, Any] = json.loads(racine.text or "")
    return lu


@pytest.fixture(scope="module")
def sources(contrat: Contrat) -> dict[str, bytes]:
    return joints(contrat.pdf.octets)


def test_le_pdf_porte_toutes_ses_sources(contrat: Contrat, sources: dict[str, bytes]) -> None:
    lus = [*(f"modeles/{n}" for n in (*MODELES, *CADRES)), HISTORIQUE]
    for motif in ("contributions/*.yaml", "modeles/texte/*.md", "modeles/**/*.png"):
        lus += [c.relative_to(contrat.dossier).as_posix() for c in contrat.dossier.glob(motif)]

    assert {n: o for n, o in sources.items() if n != ACTE} == {n: (contrat.dossier / n).read_bytes() for n in lus}


def test_l_acte_dit_de_quoi_et_avec_quoi_le_contrat_est_fait(contrat: Contrat, sources: dict[str, bytes]) -> None:
    acte = json.loads(sources[ACTE])
    avertissements = sum(d.severite == "avertissement" for d in contrat.fait.diagnostics)

    assert acte["format"] == "contratdoc/acte-de-compilation/1"
    assert set(acte["outil"]["bibliotheques"]) == {*BIBLIOTHEQUES, "zlib"}
    assert "inconnue" not in acte["outil"]["bibliotheques"].values()
    assert acte["options"] == {"brouillon": False, "moteur": "typst"}
    assert acte["sources"] == [
        {"chemin": n, "taille": len(o), "sha256": hashlib.sha256(o).hexdigest()}
        for n, o in sorted(sources.items())
        if n != ACTE
    ]
    assert acte["sorties"] == {"contrat.docx": {"sha256": hashlib.sha256(contrat.word.octets).hexdigest()}}
    assert acte["controles"]["regles"] >= 60
    assert (acte["controles"]["erreurs"], acte["controles"]["avertissements"]) == (0, avertissements)
    assert acte["controles"]["acceptes"] == len(acte["avertissements_acceptes"]) > 0
    assert all(a["code"] and a["place"] and a["raison"] for a in acte["avertissements_acceptes"])


def test_l_acte_nomme_les_parties_et_leur_champ(contrat: Contrat, sources: dict[str, bytes]) -> None:
    parties = json.loads(sources[ACTE])["parties"]
    champs: Any = contrat.pdf.lecteur.trailer["/Root"]["/AcroForm"]["/Fields"]  # type: ignore[index]

    assert [p["champ"] for p in parties] == [c.get_object()["/T"] for c in champs]
    assert all(p["champ"] == f"sig_{p['id']}" and p["signataire"] and p["qualite"] for p in parties)


def test_le_word_porte_le_meme_acte_sans_les_sorties(contrat: Contrat, sources: dict[str, bytes]) -> None:
    acte = json.loads(sources[ACTE])
    del acte["sorties"]

    assert acte_du_word(contrat.word.octets) == acte


def test_les_sources_du_pdf_refont_ses_octets(contrat: Contrat, sources: dict[str, bytes]) -> None:
    seules = {n: o for n, o in reversed(sources.items()) if n != ACTE}

    assert recompiler(seules) == contrat.pdf.octets


def test_d_autres_versions_declarees_refont_l_acte_qui_les_declare(contrat: Contrat, sources: dict[str, bytes]) -> None:
    outil = {"contratdoc": "9.9", "bibliotheques": {"typst": "9.9"}}
    refait = recompiler({n: o for n, o in sources.items() if n != ACTE}, outil)

    assert json.loads(joints(refait)[ACTE])["outil"] == outil
    assert refait != contrat.pdf.octets


def test_une_source_changee_ne_refait_pas_les_memes_octets(contrat: Contrat, sources: dict[str, bytes]) -> None:
    changees = {n: o for n, o in sources.items() if n != ACTE}
    changees["modeles/lexique.yaml"] += b"# rien ne se voit sur les pages\n"

    assert recompiler(changees) != contrat.pdf.octets


@pytest.mark.parametrize(
    ("nom", "octets", "code"),
    [
        ("modeles/contrat.yaml", None, "CD020"),
        ("modeles/contrat.typ", b"#panic()", "CD811"),
        ("modeles/contrat.docx", b"PK", "CD810"),
        ("contributions/caf.yaml", b"nature: caf\n", "CD1"),
        ("modeles/texte/a\\b.md", b"", "CD811"),
    ],
)
def test_des_sources_fautives_ne_se_recompilent_pas(
    nom: str, octets: bytes | None, code: str, sources: dict[str, bytes]
) -> None:
    changees = {n: o for n, o in sources.items() if n != ACTE} | ({nom: octets} if octets is not None else {})
    if octets is None:
        del changees[nom]

    with pytest.raises(RecompilationImpossible) as e:
        recompiler(changees)
    assert any(d.code.startswith(code) for d in e.value.diagnostics)


def test_le_jour_ne_change_pas_l_acte(tmp_path: Path) -> None:
    dossier = copier_contrat(tmp_path)
    texte = dossier / "modeles/texte/longwy.md"
    lu = texte.read_text("utf-8")
    assert "<!-- accepte CD702" in lu
    fin = lu.index("-->", lu.index("<!-- accepte CD702"))
    texte.write_text(f"{lu[:fin].rstrip()} (jusqu'au 01/02/2026) {lu[fin:]}", "utf-8")
    faits = []
    for jour in (dt.date(2026, 1, 1), dt.date(2026, 3, 1)):
        fait = compiler(dossier, aujourd_hui=jour)
        faits.append((any(d.code == "CD027" for d in fait.diagnostics), fait.fichiers["pdf"].read_bytes()))

    assert [perime for perime, _ in faits] == [False, True]
    assert faits[0][1] == faits[1][1]
    assert b"(jusqu'au 01/02/2026)" in joints(faits[0][1])[ACTE]


def test_un_projet_porte_son_acte_et_ni_sources_ni_champs(tmp_path: Path) -> None:
    fait = compiler(copier_contrat(tmp_path), brouillon=True)
    octets = fait.fichiers["pdf"].read_bytes()
    acte = json.loads(joints(octets)[ACTE])

    assert set(joints(octets)) == {ACTE}
    assert acte["options"]["brouillon"] is True
    assert {p["champ"] for p in acte["parties"]} == {""}
    assert b"/AcroForm" not in octets
    assert acte_du_word(fait.fichiers["docx"].read_bytes())["options"]["brouillon"] is True


def test_le_pdf_est_le_meme_quand_le_word_n_est_pas_demande(contrat: Contrat, tmp_path: Path) -> None:
    dossier = copier_contrat(tmp_path)
    shutil.copy(contrat.dossier / "sortie/.mise-en-page.json", tmp_path)

    assert compiler(dossier, formats=("pdf",)).fichiers["pdf"].read_bytes() == contrat.pdf.octets
    assert compiler(dossier, formats=("docx",)).fichiers["docx"].read_bytes() == contrat.word.octets


def test_un_cadre_qui_ne_laisse_pas_signer_avertit(tmp_path: Path) -> None:
    dossier = copier_contrat(tmp_path)
    remplacer(dossier / "modeles/contrat.typ", "link(s.champ, block(width: 100%", "link(s.champ, block(width: 50%")
    fait = compiler(dossier)

    dits = [d for d in fait.diagnostics if d.code == "CD817"]
    assert fait.bilan is not None
    assert len(dits) == 10
    assert "« sig_" in dits[0].message


def test_un_word_mal_fait_n_est_pas_donne(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("contratdoc.writers.docx.lint.relever", lambda _: ("un champ commencé ne finit pas",))
    fait = compiler(copier_contrat(tmp_path))

    [faute] = [d for d in fait.diagnostics if d.severite == "erreur"]
    assert (faute.code, fait.fichiers) == ("CD821", {})
    assert "contrat.docx ne serait pas lisible dans Word : un champ commencé ne finit pas." in faute.message
    assert any("défaut de contratdoc" in a for a in faute.aides)


def test_les_bibliotheques_nommees_sont_celles_du_projet() -> None:
    projet = tomllib.loads((RACINE / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    noms = {d.partition(">")[0].partition("=")[0].lower() for d in projet}

    assert set(BIBLIOTHEQUES) == noms - SANS_EFFET - {n for n in noms if n.startswith("pyhanko")}
