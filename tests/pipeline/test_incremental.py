"""Nothing moved, nothing is built again; anything moved, it is."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from outils import copier_contrat, lancer, nouveau_dossier, remplacer

from contratdoc import incremental, lecture
from contratdoc.bilan import Compilation, Options
from contratdoc.construction import lire_construction
from contratdoc.pipeline import compiler
from contratdoc.si_besoin import compiler_si_besoin
from contratdoc.sortie import ATELIER, ETAT
from contratdoc.source.dossier import MODELES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PROJET = Options(brouillon=True)
TOUS = ("docx", "pdf")
PREAMBULE = "modeles/texte/preambule.md"
ACCEPTEE = "<!-- accepte CD602 : rappel voulu (jusqu'au 31/12/2026) -->\n\n# Préambule"


@pytest.fixture(scope="module")
def compile_une_fois(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new folder, compiled in draft; one of its warnings is accepted for a time."""
    dossier = nouveau_dossier(tmp_path_factory.mktemp("incremental"))
    remplacer(dossier / PREAMBULE, "# Préambule", ACCEPTEE)
    assert compiler(dossier, brouillon=True).bilan is not None
    return dossier


@pytest.fixture
def dossier(compile_une_fois: Path, tmp_path: Path) -> Path:
    copie = tmp_path / "dossier"
    shutil.copytree(compile_une_fois, copie)
    return copie


def _dates(dossier: Path) -> dict[str, int]:
    return {f"contrat.{f}": (dossier / "sortie" / f"contrat.{f}").stat().st_mtime_ns for f in TOUS}


def _etat(dossier: Path) -> Path:
    return dossier / "sortie" / ATELIER / ETAT


def test_rien_n_a_change_rien_n_est_refait(dossier: Path) -> None:
    premier = compiler(dossier, brouillon=True)
    avant = _dates(dossier)

    fait = compiler_si_besoin(dossier, TOUS, PROJET)

    assert fait == replace(premier, inchange=True)
    assert fait.diagnostics != ()
    assert _dates(dossier) == avant


@pytest.mark.parametrize("formats", [("docx",), ("pdf",), ("pdf", "docx")])
def test_un_format_deja_fait_avec_l_autre_l_est(formats: tuple[str, ...], dossier: Path) -> None:
    fait = compiler_si_besoin(dossier, formats, PROJET)

    assert fait.inchange
    assert tuple(fait.fichiers) == formats


def test_un_fichier_touche_mais_egal_ne_refait_rien(dossier: Path) -> None:
    os.utime(dossier / PREAMBULE, (1, 1))

    assert compiler_si_besoin(dossier, TOUS, PROJET).inchange


def _remplace(nom: str, avant: str, apres: str) -> Callable[[Path], None]:
    return lambda d: remplacer(d / nom, avant, apres)


def _allonge(nom: str, octets: bytes) -> Callable[[Path], None]:
    return lambda d: (d / nom).write_bytes((d / nom).read_bytes() + octets) and None


MOUVEMENTS: dict[str, Callable[[Path], object]] = {
    "un texte": _remplace(PREAMBULE, "# Préambule", "# Avant-propos"),
    "la police": _remplace("modeles/charte.yaml", "texte: Source Sans Pro", "texte: Libertinus Serif"),
    "le cadre PDF": _remplace("modeles/contrat.typ", "#let hauteur-signature = 30mm", "#let hauteur-signature = 40mm"),
    "le cadre Word": _allonge("modeles/contrat.docx", b"\n"),
    "un fichier de plus": lambda d: (d / "modeles/texte/autre.md").write_text("# Autre\n\nUn texte.\n", "utf-8"),
    "un fichier de moins": lambda d: (d / "modeles/texte/pilotage.md").unlink(),
    "le Word retouché": _allonge("sortie/contrat.docx", b"\n"),
    "le PDF retouché": _allonge("sortie/contrat.pdf", b"\n"),
    "le Word effacé": lambda d: (d / "sortie/contrat.docx").unlink(),
    "le PDF effacé": lambda d: (d / "sortie/contrat.pdf").unlink(),
    "sortie effacée": lambda d: shutil.rmtree(d / "sortie"),
    "la mémoire effacée": lambda d: _etat(d).unlink(),
}


@pytest.mark.parametrize("mouvement", MOUVEMENTS)
def test_ce_qui_a_bouge_est_vu(mouvement: str, dossier: Path) -> None:
    MOUVEMENTS[mouvement](dossier)

    assert incremental.construction_faite(dossier, TOUS, PROJET) is None


def test_apres_un_changement_tout_est_comme_d_une_premiere_fois(dossier: Path, tmp_path: Path) -> None:
    MOUVEMENTS["un texte"](dossier)
    neuf = tmp_path / "neuf"
    shutil.copytree(dossier, neuf, ignore=shutil.ignore_patterns("sortie"))

    fait, temoin = compiler_si_besoin(dossier, TOUS, PROJET), compiler(neuf, brouillon=True)

    assert not fait.inchange
    assert fait.diagnostics == temoin.diagnostics
    assert [p.read_bytes() for p in fait.fichiers.values()] == [p.read_bytes() for p in temoin.fichiers.values()]
    assert compiler_si_besoin(dossier, TOUS, PROJET).inchange


def test_une_sortie_effacee_revient_sans_que_l_autre_soit_recrite(dossier: Path) -> None:
    avant, octets = _dates(dossier), (dossier / "sortie/contrat.docx").read_bytes()
    (dossier / "sortie/contrat.docx").unlink()

    assert not compiler_si_besoin(dossier, TOUS, PROJET).inchange

    assert (dossier / "sortie/contrat.docx").read_bytes() == octets
    assert _dates(dossier)["contrat.pdf"] == avant["contrat.pdf"]


@pytest.mark.parametrize("options", [Options(), Options("libreoffice", brouillon=True)])
def test_une_autre_option_est_une_autre_compilation(options: Options, dossier: Path) -> None:
    assert incremental.construction_faite(dossier, TOUS, options) is None


def test_un_autre_outil_est_une_autre_compilation(dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(incremental, "outil_en_place", lambda: "plus neuf")

    assert incremental.construction_faite(dossier, TOUS, PROJET) is None


def test_l_outil_se_reconnait_a_ses_fichiers_et_a_ses_bibliotheques(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    avant = incremental.outil_en_place.__wrapped__()
    lieu = tmp_path / "site-packages"
    monkeypatch.setattr(sys, "path", [*sys.path, str(lieu), str(tmp_path)])
    (tmp_path / "ailleurs-1.0.dist-info").mkdir()
    assert incremental.outil_en_place.__wrapped__() == avant

    (lieu / "typst-99.0.dist-info").mkdir(parents=True)
    assert incremental.outil_en_place.__wrapped__() != avant


def test_le_jour_ou_une_acceptation_prend_fin_se_voit(dossier: Path) -> None:
    veille = replace(PROJET, aujourd_hui=dt.date(2026, 12, 30))
    dernier = replace(PROJET, aujourd_hui=dt.date(2026, 12, 31))
    apres = replace(PROJET, aujourd_hui=dt.date(2027, 1, 1))

    assert compiler_si_besoin(dossier, TOUS, veille).bilan is not None
    assert incremental.construction_faite(dossier, TOUS, dernier) is not None
    assert incremental.construction_faite(dossier, TOUS, apres) is None


def test_un_avenant_de_plus_ne_recrit_pas_le_contrat(dossier: Path) -> None:
    avant = _dates(dossier)
    (dossier / "contributions/avenants").mkdir()
    (dossier / "contributions/avenants/avenant-1.yaml").write_text("numero: 1\n", "utf-8")

    assert compiler_si_besoin(dossier, TOUS, PROJET).bilan is not None
    assert _dates(dossier) == avant


def test_un_contrat_scelle_qui_s_est_ecarte_du_sceau_est_refuse_encore(dossier: Path) -> None:
    # A seal that cannot be read is a fault of the contract, not of the draft: the draft's memory must not hide it.
    (dossier / "contrat.scelle.json").write_text("{}", "utf-8")

    assert compiler_si_besoin(dossier, TOUS, Options()).bilan is None
    assert compiler_si_besoin(dossier, TOUS, Options()).bilan is None


@pytest.mark.parametrize(
    "octets",
    [b"", b"{}", b"[]", b"\xff", b"[" * 9999, b'{"format": "contratdoc/construction/1"}', b'{"format": "autre/1"}'],
)
def test_une_memoire_abimee_ne_compte_pas(octets: bytes, dossier: Path) -> None:
    _etat(dossier).write_bytes(octets)

    assert lire_construction(dossier / "sortie") is None
    assert not compiler_si_besoin(dossier, TOUS, PROJET).inchange
    assert compiler_si_besoin(dossier, TOUS, PROJET).inchange


@pytest.mark.parametrize("champ", ["cle", "sorties", "bilan", "diagnostics", "du_pdf", "echeances", "echues"])
@pytest.mark.parametrize("valeur", [None, 3, [[[]]], {"a": "b"}])
def test_un_champ_abime_ne_leve_rien(champ: str, valeur: object, dossier: Path) -> None:
    lu = json.loads(_etat(dossier).read_text("utf-8"))
    _etat(dossier).write_text(json.dumps({**lu, champ: valeur}), "utf-8")

    fait = incremental.construction_faite(dossier, TOUS, PROJET)

    assert fait is None or isinstance(fait, Compilation)


def test_une_compilation_interrompue_ne_laisse_pas_croire_que_c_est_fait(
    dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    MOUVEMENTS["un texte"](dossier)

    def mourir(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as m:
        m.setattr("contratdoc.pipeline.retenir", mourir)
        with pytest.raises(KeyboardInterrupt):
            compiler_si_besoin(dossier, TOUS, PROJET)

    assert not compiler_si_besoin(dossier, TOUS, PROJET).inchange
    assert compiler_si_besoin(dossier, TOUS, PROJET).inchange


def test_une_faute_n_est_pas_oubliee(dossier: Path) -> None:
    (dossier / "modeles/contrat.typ").write_bytes(b"")

    premiere, seconde = (compiler_si_besoin(dossier, TOUS, PROJET) for _ in range(2))

    assert premiere.bilan is None
    assert seconde == premiere


def test_deux_a_la_fois(dossier: Path) -> None:
    MOUVEMENTS["un texte"](dossier)
    with ThreadPoolExecutor(2) as fils:
        faits = list(fils.map(lambda _: compiler_si_besoin(dossier, TOUS, PROJET), range(2)))

    assert all(f.bilan is not None for f in faits)
    assert compiler_si_besoin(dossier, TOUS, PROJET).inchange


def test_la_commande_le_dit_vite_et_redit_les_avertissements(dossier: Path) -> None:
    premiere = lancer("compiler", "--brouillon", dossier=dossier)
    durees = []
    for _ in range(3):
        debut = time.perf_counter()
        seconde = lancer("compiler", "--brouillon", dossier=dossier)
        durees.append(time.perf_counter() - debut)

    assert seconde.returncode == 0
    assert "Rien n'a changé, rien n'a été refait" in seconde.stdout
    assert seconde.stderr == premiere.stderr
    assert "avertissement CD" in seconde.stderr
    assert min(durees) < 0.3


def test_un_format_seul_ne_dit_pas_perime_ce_qui_est_a_jour(dossier: Path) -> None:
    lancer("compiler", "--brouillon", dossier=dossier)
    assert "n'a pas été refait" not in lancer("compiler", "--brouillon", "--format", "docx", dossier=dossier).stderr

    MOUVEMENTS["un texte"](dossier)

    assert "contrat.pdf, d'une compilation précédente, n'a pas été refait" in (
        lancer("compiler", "--brouillon", "--format", "docx", dossier=dossier).stderr
    )


def test_ce_que_dit_l_ecriture_du_pdf_est_redit_avec_lui_seul(dossier: Path) -> None:
    remplacer(dossier / "modeles/charte.yaml", "texte: Source Sans Pro", "texte: Police Inconnue")
    premier = compiler_si_besoin(dossier, TOUS, PROJET)

    encore, word = (compiler_si_besoin(dossier, formats, PROJET) for formats in (TOUS, ("docx",)))

    assert "CD816" in {d.code for d in premier.diagnostics}
    assert encore.inchange
    assert encore.diagnostics == premier.diagnostics
    assert word.inchange
    assert "CD816" not in {d.code for d in word.diagnostics}


@pytest.mark.parametrize("change", ["contributions/caf.yaml", "modeles/faits.yaml", PREAMBULE])
def test_un_processus_qui_dure_ne_relit_que_ce_qui_a_change(
    change: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lus: list[str] = []
    lire_yaml, lire_texte = lecture.lire_yaml, lecture.lire_texte

    def noter_yaml(octets: bytes, fichier: str) -> object:
        lus.append(fichier)
        return lire_yaml(octets, fichier)

    def noter_texte(octets: bytes, fichier: str) -> object:
        lus.append(fichier)
        return lire_texte(octets, fichier)

    monkeypatch.setattr(lecture, "lire_yaml", noter_yaml)
    monkeypatch.setattr(lecture, "lire_texte", noter_texte)
    copier_contrat(tmp_path)
    contributions = [f"contributions/{f.name}" for f in (tmp_path / "contributions").glob("*.yaml")]
    chemin = tmp_path / (contributions[0] if change.startswith("contributions") else change)
    # Whatever other tests read in this process was read under the same names.
    for fichier in (*contributions, *(f"modeles/{f}" for f in MODELES)):
        (tmp_path / fichier).write_bytes((tmp_path / fichier).read_bytes() + f"# {tmp_path}\n".encode())
    assert compiler(tmp_path).bilan is not None
    assert set(contributions) < set(lus)
    lus.clear()

    avant, apres = ("# Préambule", "# Le préambule") if change == PREAMBULE else ("\n", "\n# un mot\n")
    remplacer(chemin, avant, apres)
    assert compiler(tmp_path).bilan is not None

    assert lus == [chemin.relative_to(tmp_path).as_posix()]
