"""The Word copy for reading: its words, its comments on the right paragraphs, a file that Word opens."""

from __future__ import annotations

import io
import json
import subprocess
import time
from typing import TYPE_CHECKING

import docx
import pytest
from outils import valideur_word

from contratdoc.diagnostics import Diagnostic, Place, Severite
from contratdoc.source.lecteur_yaml import lire_yaml
from contratdoc.texte_seul import check_texte, ecrire_relecture

if TYPE_CHECKING:
    from pathlib import Path

YAML = """\
nature: caf
nom: CAF\u00a0de l'Est
quartiers: [nord, sud]
texte: |
  Un premier paragraphe
  qui continue.

  > Une citation

  Population : {{ quartiers.nord.population }}.
lignes:
  - {x: 1, y: deux}
  - {x: 3}
vide:
""".encode()
MD = "\ufeff# Titre\r\n\r\nUn « mot » **gras**.\r\n\r\n- un élément\r\n\r\n".encode()
MD += b"| a | b |\r\n|---|---|\r\n| c | d |\r\n"
CASSE = b"a: [\n  b: 'ferm\xc3\xa9'\n# note\n"


def faute(fichier: str, ligne: int, colonne: int = 1, message: str = "") -> Diagnostic:
    autres = ((Place(fichier, 1, 1), "première fois ici"),)
    place = Place(fichier, ligne, colonne)
    return Diagnostic("CD700", Severite.ERREUR, message or f"L{ligne}", place, ("Faites.",), autres)


def commentes(octets: bytes) -> list[tuple[str, str]]:
    """Each comment's first line, and the text that it stands on."""
    document = docx.Document(io.BytesIO(octets))
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    textes = {str(c.comment_id): c.text.split("\n")[0].partition(" : ")[2] for c in document.comments}
    lus: list[tuple[str, str]] = []
    for p in document.element.body.iter(f"{w}p"):
        texte = "".join(t.text or "" for t in p.iter(f"{w}t"))
        lus += [(textes[debut.get(f"{w}id")], texte) for debut in p.iter(f"{w}commentRangeStart")]
    assert len(lus) == len(textes)
    return lus


def juger(octets: bytes, dossier: Path) -> None:
    """The Open XML SDK finds nothing wrong."""
    fichier = dossier / "relecture.docx"
    fichier.write_bytes(octets)
    dit = subprocess.run([valideur_word(), str(fichier)], capture_output=True, text=True, check=False).stdout
    assert json.loads(dit)["errors"] == []


def mots(octets: bytes) -> list[str]:
    document = docx.Document(io.BytesIO(octets))
    textes = [p.text for p in document.paragraphs if p.text]
    return textes + [c.text for t in document.tables for ligne in t.rows for c in ligne.cells]


def test_les_commentaires_sont_sur_les_paragraphes_d_un_yaml() -> None:
    lignes = ((0, 0), (1, 1), (2, 6), (3, 20), (5, 3), (6, 5), (8, 5), (12, 5), (12, 12), (13, 5), (14, 1), (99, 1))
    octets = ecrire_relecture(YAML, "caf.yaml", tuple(faute("caf.yaml", *x, message=f"{x}") for x in lignes))

    assert commentes(octets) == [
        ("(0, 0)", "Relecture de caf.yaml"),
        ("(1, 1)", "Nature : caf"),
        ("(2, 6)", "Nom : CAF\u00a0de l'Est"),
        ("(3, 20)", "sud"),
        ("(5, 3)", "Un premier paragraphe"),
        ("(6, 5)", "qui continue."),
        ("(8, 5)", "Une citation"),
        ("(12, 5)", "1"),
        ("(12, 12)", "deux"),
        ("(13, 5)", "3"),
        ("(14, 1)", "Vide : "),
        ("(99, 1)", "Vide : "),
    ]


def test_la_copie_garde_les_mots_et_dit_ce_qu_elle_est() -> None:
    yaml = mots(ecrire_relecture(YAML, "contributions/caf.yaml", (faute("contributions/caf.yaml", 1),)))
    md = mots(ecrire_relecture(MD, "a.md", ()))

    assert yaml[0] == "Relecture de contributions/caf.yaml"
    assert "commentaire" in yaml[1]
    assert "Population : [valeur]." in yaml
    assert md == [
        "Relecture de a.md",
        "Aucune faute n'a été trouvée.",
        "Titre",
        "Un « mot » gras.",
        "un élément",
        *"abcd",
    ]


def test_un_commentaire_dit_la_faute_l_aide_et_la_seconde_place() -> None:
    octets = ecrire_relecture(MD, "a.md", (faute("a.md", 3), faute("a.md", 3), faute("b.md", 3)))
    (commentaire,) = docx.Document(io.BytesIO(octets)).comments

    assert commentaire.text == "Erreur CD700 : L3\nFaites.\nVoir a.md:1:1 : première fois ici."
    assert commentaire.author == "contratdoc"
    assert commentes(octets) == [("L3", "Un « mot » gras.")]


def test_un_yaml_casse_se_lit_ligne_par_ligne() -> None:
    assert lire_yaml(CASSE, "a.yaml").valeur is None
    octets = ecrire_relecture(CASSE, "a.yaml", (faute("a.yaml", 2, 3), *check_texte(CASSE, "a.yaml")))

    assert mots(octets)[2:] == ["a: [", "  b: 'fermé'", "# note"]
    assert ("L2", "  b: 'fermé'") in commentes(octets)


def test_un_fichier_qui_n_est_pas_du_texte_a_sa_copie() -> None:
    octets = b"Un\x00deux\xff\x07\n\n\xef\xbf\xbe"

    assert mots(ecrire_relecture(octets, "a.md", (faute("a.md", 1, message="\x01"),)))[2] == "Un\ufffddeux\ufffd\ufffd"
    assert mots(ecrire_relecture(b"PK\x03\x04", "a.docx", (faute("a.docx", 0),)))[0] == "Relecture de a.docx"


def un_word(*, annote: bool = False) -> bytes:
    document = docx.Document()
    document.add_heading("Contrat", 1)
    p = document.add_paragraph("Un paragraphe.")
    document.add_paragraph("")
    case = document.add_table(1, 1).rows[0].cells[0]
    case.text = "Case"
    if annote:
        document.add_comment(p.runs, "Déjà là", author="Une collègue")
    sortie = io.BytesIO()
    document.save(sortie)
    return sortie.getvalue()


def test_un_word_est_annote_et_son_texte_garde() -> None:
    fautes = tuple(faute("a.docx", n) for n in (0, 1, 2, 3, 4))
    octets = ecrire_relecture(un_word(), "a.docx", fautes)

    assert mots(octets) == mots(un_word())
    assert commentes(octets) == [
        ("L0", "Contrat"),
        ("L1", "Contrat"),
        ("L2", "Un paragraphe."),
        ("L3", ""),
        ("L4", "Case"),
    ]


def test_un_word_deja_annote_garde_ses_commentaires() -> None:
    octets = ecrire_relecture(un_word(annote=True), "a.docx", (faute("a.docx", 2),))

    assert [c.text.split("\n")[0] for c in docx.Document(io.BytesIO(octets)).comments] == [
        "Déjà là",
        "Erreur CD700 : L2",
    ]


@pytest.mark.parametrize("nom", ["a.yaml", "a.md", "a.docx", "casse.yaml", "annote.docx", "illisible.docx"])
def test_le_fichier_est_juste_et_toujours_le_meme(nom: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sources = {
        "a.yaml": YAML,
        "a.md": MD,
        "a.docx": un_word(),
        "casse.yaml": CASSE,
        "annote.docx": un_word(annote=True),
    }
    fautes = tuple(faute(nom, n) for n in range(8))
    octets = ecrire_relecture(sources.get(nom, b"PK"), nom, fautes)
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(2_000_000_000))

    assert ecrire_relecture(sources.get(nom, b"PK"), nom, fautes) == octets
    juger(octets, tmp_path)
