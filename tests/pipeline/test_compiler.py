"""The way of the data, whole: what stops it, and that a stopped build changes nothing."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from outils import etat, nouveau_dossier, remplacer
from pypdf import PdfReader

import contratdoc
from contratdoc.diagnostics import Severite
from contratdoc.manifeste import faire_acte
from contratdoc.pipeline import Compilation, check_dossier, compiler, load_dossier, write_docx, write_pdf
from contratdoc.writers.pdf.acte import poser_acte
from contratdoc.writers.typst import Envoi

if TYPE_CHECKING:
    from collections.abc import Callable

    from contratdoc.diagnostics import Diagnostic

NOMS = ("contrat.docx", "contrat.pdf")


@pytest.fixture(scope="module")
def compile_une_fois(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new folder, compiled in draft."""
    dossier = nouveau_dossier(tmp_path_factory.mktemp("compiler"))
    assert compiler(dossier, brouillon=True).bilan is not None
    return dossier


@pytest.fixture
def dossier(compile_une_fois: Path, tmp_path: Path) -> Path:
    copie = tmp_path / "dossier"
    shutil.copytree(compile_une_fois, copie)
    return copie


def _erreurs(fait: Compilation) -> list[Diagnostic]:
    return [d for d in fait.diagnostics if d.severite is Severite.ERREUR]


def test_la_porte_de_la_bibliotheque() -> None:
    assert sorted(contratdoc.__all__) == [
        "Avenant",
        "Nature",
        "apply_avenant",
        "apply_changements",
        "assemble_contrat",
        "check_dossier",
        "check_texte",
        "compare_contrats",
        "compiler",
        "load_canonique",
        "load_dossier",
        "load_lexique",
        "load_sceau",
        "write_avenant",
        "write_docx",
        "write_pdf",
    ]
    assert all(callable(getattr(contratdoc, nom)) for nom in contratdoc.__all__)
    with pytest.raises(AttributeError):
        _ = contratdoc.inconnu  # type: ignore[attr-defined]


def test_la_bibliotheque_fait_ce_que_fait_la_commande(dossier: Path) -> None:
    lu = load_dossier(dossier)
    assert lu.valeur is not None
    verification = check_dossier(lu.valeur, brouillon=True)
    document = verification.document
    assert document is not None
    acte = faire_acte(document, lu.valeur.fichiers, verification.controles, "typst")
    pdf = write_pdf(document, (dossier / "modeles/contrat.typ").read_text("utf-8"), Envoi())
    word = write_docx(document, (dossier / "modeles/contrat.docx").read_bytes(), pdf.pages, acte.en_json())
    signable = poser_acte(pdf.octets, acte.en_json({"contrat.docx": word}))

    assert etat(dossier / "sortie") == {".gitkeep": b"", "contrat.docx": word, "contrat.pdf": signable}


def test_le_bilan_est_celui_des_fichiers(dossier: Path) -> None:
    fait = compiler(dossier, brouillon=True)

    assert fait.bilan is not None
    assert fait.bilan.pages == len(PdfReader(fait.fichiers["pdf"]).pages)
    assert (fait.bilan.partenaires, fait.bilan.engagements) == (1, 0)
    assert fait.bilan.mots > 100


@pytest.mark.parametrize("formats", [("docx",), ("pdf",), ("docx", "pdf"), ("pdf", "docx")])
def test_seuls_les_formats_demandes_sont_ecrits(formats: tuple[str, ...], dossier: Path) -> None:
    avant = {n: (dossier / "sortie" / n).read_bytes() for n in NOMS}
    shutil.rmtree(dossier / "sortie")

    fait = compiler(dossier, formats=formats, brouillon=True)

    assert tuple(fait.fichiers) == formats
    assert etat(dossier / "sortie") == {f"contrat.{f}": avant[f"contrat.{f}"] for f in formats}


def test_ce_qui_se_fait_est_dit_dans_l_ordre(dossier: Path) -> None:
    etapes: list[str] = []
    compiler(dossier, brouillon=True, avancement=etapes.append)

    assert etapes == ["Lecture des sources", "Vérification", "Mise en page", "Enregistrement"]


def test_un_dossier_qui_n_en_est_pas_un(tmp_path: Path) -> None:
    fait = compiler(tmp_path)

    assert [(d.code, str(d.place)) for d in fait.diagnostics] == [("CD020", "modeles")]
    assert list(tmp_path.iterdir()) == []


def test_un_nom_de_dossier_impossible() -> None:
    fait = compiler(Path("x" * 300))

    assert [d.code for d in fait.diagnostics] == ["CD021"]
    assert "trop long" in fait.diagnostics[0].message


# --- faults that leave `sortie` as it was


def _fichier_absent(nom: str) -> Callable[[Path], None]:
    return lambda dossier: (dossier / nom).unlink()


def _ecrit(nom: str, octets: bytes) -> Callable[[Path], None]:
    return lambda dossier: (dossier / nom).write_bytes(octets) and None


def _remplace(nom: str, avant: str, apres: str) -> Callable[[Path], None]:
    return lambda dossier: remplacer(dossier / nom, avant, apres)


def _dans_word(partie: str, avant: str, apres: str) -> Callable[[Path], None]:
    def fait(dossier: Path) -> None:
        chemin = dossier / "modeles/contrat.docx"
        with zipfile.ZipFile(chemin) as archive:
            parties = {n: archive.read(n) for n in archive.namelist()}
        assert avant in parties[partie].decode()
        parties[partie] = parties[partie].decode().replace(avant, apres, 1).encode()
        tampon = io.BytesIO()
        with zipfile.ZipFile(tampon, "w") as archive:
            for n, octets in parties.items():
                archive.writestr(n, octets)
        chemin.write_bytes(tampon.getvalue())

    return fait


TYP, DOCX = "modeles/contrat.typ", "modeles/contrat.docx"
COUVERTURE = "couverture(contrat.couverture))"
CAS: dict[str, tuple[Callable[[Path], None], str, str, str]] = {
    "cadre Word absent": (_fichier_absent(DOCX), "CD020", DOCX, "manque"),
    "cadre PDF absent": (_fichier_absent(TYP), "CD020", TYP, "manque"),
    "modèle absent": (_fichier_absent("modeles/faits.yaml"), "CD020", "modeles/faits.yaml", "manque"),
    "cadre PDF inachevé": (_remplace(TYP, "#let contrat = ", "#let a = (\n#let contrat = "), "CD811", TYP, "fermé"),
    "cadre PDF, champ inconnu": (
        _remplace(TYP, COUVERTURE, "couverture(contrat.couvertur))"),
        "CD811",
        TYP,
        "couvertur",
    ),
    "cadre PDF, nom inconnu": (
        _remplace(TYP, "#let charte = contrat.", "#let charte = contra."),
        "CD811",
        TYP,
        "contra",
    ),
    "cadre PDF qui importe": (
        _remplace(TYP, "#let contrat", '#import "@preview/x:1.0"\n#let contrat'),
        "CD811",
        TYP,
        "import",
    ),
    "cadre PDF hors UTF-8": (_ecrit(TYP, b"// a\n// \xc3\xa9\xff\n"), "CD811", f"{TYP}:2:5", "UTF-8"),
    "cadre PDF vide": (_ecrit(TYP, b""), "CD812", TYP, "PDF/UA-1"),
    "cadre Word vide": (_ecrit(DOCX, b""), "CD810", DOCX, "pas un fichier Word"),
    "cadre Word d'une autre nature": (_ecrit(DOCX, b"%PDF-1.7"), "CD810", DOCX, "pas un fichier Word"),
    "cadre Word, balise inconnue": (
        _dans_word("word/document.xml", "couverture.titre", "couverture.titr"),
        "CD810",
        DOCX,
        "titr",
    ),
    "cadre Word, balise ouverte": (_dans_word("word/document.xml", "{%p endif %}", ""), "CD810", DOCX, "if"),
    "cadre Word sans corps": (_dans_word("word/document.xml", "{{ corps }}", ""), "CD810", DOCX, "corps"),
    "cadre Word, en-tête fautif": (
        _dans_word("word/header1.xml", "{{ titre }}", "{{ titre | inconnu }}"),
        "CD810",
        DOCX,
        "header1",
    ),
    "cadre Word qui s'évade": (
        _dans_word("word/document.xml", "{{ couverture.titre }}", "{{ couverture.__class__.__mro__ }}"),
        "CD810",
        DOCX,
        "couverture",
    ),
}


@pytest.mark.parametrize("cas", CAS)
def test_une_faute_est_placee_et_sortie_reste_comme_avant(cas: str, dossier: Path) -> None:
    casser, code, place, mot = CAS[cas]
    avant = etat(dossier / "sortie")
    casser(dossier)

    fait = compiler(dossier, brouillon=True)

    erreurs = _erreurs(fait)
    assert [d.code for d in erreurs] == [code]
    assert str(erreurs[0].place).startswith(place)
    assert mot in erreurs[0].message
    assert (fait.bilan, fait.fichiers) == (None, {})
    assert etat(dossier / "sortie") == avant


@pytest.mark.parametrize("cas", [c for c in CAS if CAS[c][1] == "CD811"])
def test_une_faute_du_cadre_pdf_a_sa_ligne_et_sa_colonne(cas: str, dossier: Path) -> None:
    CAS[cas][0](dossier)

    [faute] = _erreurs(compiler(dossier, brouillon=True))

    assert faute.place.ligne > 0
    assert faute.place.colonne > 0


def test_sans_libreoffice_le_moteur_le_dit(dossier: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    avant = etat(dossier / "sortie")
    monkeypatch.setenv("PATH", str(tmp_path))

    fait = compiler(dossier, moteur="libreoffice", brouillon=True)

    assert [d.code for d in _erreurs(fait)] == ["CD813"]
    assert etat(dossier / "sortie") == avant


def test_un_disque_plein_se_dit(dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    avant = etat(dossier / "sortie")
    remplacer(dossier / "modeles/texte/preambule.md", "# Préambule", "# Avant-propos")  # else there is nothing to write

    def plein(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", plein)
    fait = compiler(dossier, brouillon=True)

    [faute] = _erreurs(fait)
    assert (faute.code, str(faute.place)) == ("CD820", "sortie")
    assert "disque est plein" in faute.message
    assert faute.aides == ("Libérez de la place.",)
    assert etat(dossier / "sortie") == avant


def test_notre_propre_faute_n_est_pas_passee_a_l_utilisateur(dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def faux(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("contratdoc.writers.docx.commencer_docx", faux)
    with pytest.raises(ZeroDivisionError):
        compiler(dossier, brouillon=True)


def test_un_brouillon_montre_ce_qui_manque_et_le_contrat_le_refuse(dossier: Path) -> None:
    (dossier / "modeles/texte/pilotage.md").unlink()
    avant = etat(dossier / "sortie")

    assert compiler(dossier).bilan is None
    assert etat(dossier / "sortie") == avant

    fait = compiler(dossier, brouillon=True)

    assert fait.bilan is not None
    assert etat(dossier / "sortie") != avant


def test_une_police_que_rien_ne_fournit_est_dite(dossier: Path) -> None:
    remplacer(dossier / "modeles/charte.yaml", "texte: Source Sans Pro", "texte: Police Inconnue")

    fait = compiler(dossier, brouillon=True)

    assert [(d.code, d.place.fichier) for d in fait.diagnostics if d.code == "CD816"] == [
        ("CD816", "modeles/charte.yaml")
    ]
