"""Bad input: a clear French sentence, in bounded time and memory; nothing is written outside, nor over anything."""

from __future__ import annotations

import time
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from documents_a_importer import CONTRAT_MD, NS, archive, p, png, texte, word
from outils import lancer

from contratdoc.importer.from_fichier import importer_document

ENTIER = word(p("Une phrase entière."))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 64


def bombe(poids: int = 300) -> bytes:
    flux = BytesIO()
    with zipfile.ZipFile(flux, "w", zipfile.ZIP_DEFLATED) as z, z.open("word/document.xml", "w", force_zip64=True) as f:
        for _ in range(poids):
            f.write(b" " * 1_000_000)
    return flux.getvalue()


def chiffre() -> bytes:
    octets = bytearray(ENTIER)
    debut = octets.find(b"PK\x01\x02")
    while debut >= 0:  # the mark of a password, in each entry of the list of parts
        octets[debut + 8] |= 1
        debut = octets.find(b"PK\x01\x02", debut + 4)
    return bytes(octets)


@pytest.mark.parametrize(
    ("octets", "nom", "code", "mot"),
    [
        (b"", "contrat.docx", "CD880", "vide"),
        (b" \n ", "contrat.txt", "CD880", "vide"),
        (word(p()), "contrat.docx", "CD880", "vide"),
        (ENTIER[: len(ENTIER) // 2], "contrat.docx", "CD880", "tronqué"),
        (ENTIER[:200] + b"\xff" * 200 + ENTIER[400:], "contrat.docx", "CD880", "tronqué"),
        (OLE, "contrat.doc", "CD880", "2007"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "contrat.docx", "CD882", "mot de passe"),
        (chiffre(), "contrat.docx", "CD882", "mot de passe"),
        (b"%PDF-1.7 ...", "contrat.docx", "CD880", "PDF"),
        (b"<!DOCTYPE html><p>Bonjour", "contrat.docx", "CD880", "page web"),
        (b"{\\rtf1 Bonjour}", "contrat.docx", "CD880", "RTF"),
        (png(), "contrat.docx", "CD880", "image"),
        (bytes(range(256)) * 40, "contrat.txt", "CD880", "lisible"),
        (archive({"xl/workbook.xml": "<x/>"}), "contrat.docx", "CD880", "ni un fichier Word"),
        (archive({"content.xml": "<x/>"}), "contrat.odt", "CD880", "pas un texte"),
        (
            archive({"content.xml": "<x/>", "META-INF/manifest.xml": "<m><encryption-data/></m>"}),
            "contrat.odt",
            "CD882",
            "mot de passe",
        ),
        (word("").replace(b"<w:body>", b"<w:bodi>"), "contrat.docx", "CD880", ""),
    ],
)
def test_un_fichier_qui_ne_se_lit_pas_le_dit(octets: bytes, nom: str, code: str, mot: str) -> None:
    fait = importer_document(octets, nom)

    assert fait.valeur is None
    assert [d.code for d in fait.diagnostics] == [code]
    assert mot in fait.diagnostics[0].message


@pytest.mark.parametrize("megaoctets", [60, 300])
def test_une_bombe_est_refusee_avant_d_etre_ouverte(megaoctets: int) -> None:
    octets = bombe(megaoctets)
    debut = time.perf_counter()
    fait = importer_document(octets, "contrat.docx")

    assert [d.code for d in fait.diagnostics] == ["CD883"]
    assert time.perf_counter() - debut < 1


def test_une_bombe_d_entites_ne_gonfle_pas() -> None:
    entites = '<!ENTITY a0 "mot ">' + "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12))
    xml = f"<!DOCTYPE w [{entites}]><w:document {NS}><w:body>{p('&a11;')}{p('Une phrase.')}</w:body></w:document>"
    octets = archive({"[Content_Types].xml": "<T/>", "word/document.xml": xml})
    debut = time.perf_counter()
    fait = importer_document(octets, "contrat.docx")

    assert time.perf_counter() - debut < 2
    assert fait.valeur is None or len(fait.valeur.fichiers["import.json"]) < 10_000


def test_une_dtd_n_appelle_rien_et_se_dit(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("mot-secret", "utf-8")
    xml = (
        f'<!DOCTYPE w [<!ENTITY s SYSTEM "file://{secret}">]>'
        f"<w:document {NS}><w:body>{p('Une phrase.')}{p('&s;')}</w:body></w:document>"
    )
    fait = importer_document(archive({"[Content_Types].xml": "<T/>", "word/document.xml": xml}), "contrat.docx")

    assert fait.valeur is not None
    assert "CD885" in [d.code for d in fait.valeur.diagnostics]
    assert b"mot-secret" not in b"".join(fait.valeur.fichiers.values())


def test_un_lien_vers_un_autre_fichier_n_est_pas_suivi() -> None:
    relations = {
        "i1": ("image", "file:///etc/passwd", True),
        "m": ("attachedTemplate", "http://exemple.fr/m.dotm", True),
    }
    fait = importer_document(word(p("Une phrase."), relations), "contrat.docx")

    assert fait.valeur is not None
    (dit,) = fait.valeur.diagnostics
    assert dit.code == "CD885"
    assert "attachedTemplate" in dit.message


def test_les_macros_sont_ecartees_et_dites() -> None:
    octets = word(p("Une phrase."))
    flux = BytesIO(octets)
    with zipfile.ZipFile(flux, "a") as z:
        z.writestr("word/vbaProject.bin", b"macro")
    fait = importer_document(flux.getvalue(), "contrat.docm")

    assert fait.valeur is not None
    assert [d.code for d in fait.valeur.diagnostics] == ["CD884"]
    assert b"macro" not in b"".join(o for n, o in fait.valeur.fichiers.items() if n.endswith(".md"))


@pytest.mark.parametrize(
    ("octets", "nom"),
    [
        (ENTIER, "contrat.odt"),
        (ENTIER, "contrat.txt"),
        (b"Une phrase enti\xe8re.", "contrat.txt"),
        (b"Une phrase.", "c.docx"),
    ],
)
def test_un_format_mal_dit_est_lu_pour_ce_qu_il_est(octets: bytes, nom: str) -> None:
    fait = importer_document(octets, nom)

    assert [d.code for d in fait.diagnostics] == ["CD889"]
    assert fait.valeur is not None
    assert "Une phrase" in texte(fait.valeur)


def test_un_long_document_reste_rapide() -> None:
    corps = "".join(p(f"Le paragraphe numéro {i} dit quelque chose de simple.") for i in range(8_000))
    debut = time.perf_counter()
    fait = importer_document(word(corps), "contrat.docx")

    assert fait.valeur is not None
    assert time.perf_counter() - debut < 12


def test_un_texte_sans_fin_de_ligne_reste_rapide() -> None:
    debut = time.perf_counter()
    importer_document(("*_[" * 60_000).encode(), "contrat.md")

    assert time.perf_counter() - debut < 8


# --- what is written ------------------------------------------------------------------------------------------------


def test_rien_n_est_ecrit_par_dessus_sans_remplacer(tmp_path: Path) -> None:
    (tmp_path / "c.md").write_text(CONTRAT_MD, "utf-8")
    (tmp_path / "d" / "modeles").mkdir(parents=True)
    (tmp_path / "d" / "modeles" / "contrat.yaml").write_text("à moi", "utf-8")
    fait = lancer("importer", "c.md", "--vers", "d", dossier=tmp_path)

    assert fait.returncode == 1
    assert "existe déjà" in fait.stderr
    assert [x.name for x in (tmp_path / "d").rglob("*") if x.is_file()] == ["contrat.yaml"]
    assert lancer("importer", "c.md", "--vers", "d", "--remplacer", dossier=tmp_path).returncode == 0


def test_rien_n_est_ecrit_hors_du_dossier(tmp_path: Path) -> None:
    (tmp_path / "c.md").write_text(CONTRAT_MD, "utf-8")
    (tmp_path / "ailleurs").mkdir()
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "contributions").symlink_to(tmp_path / "ailleurs")
    fait = lancer("importer", "c.md", "--vers", "d", "--remplacer", dossier=tmp_path)

    assert fait.returncode == 1
    assert "hors du dossier" in fait.stderr
    assert list((tmp_path / "ailleurs").iterdir()) == []


def test_un_second_import_retire_ce_que_le_premier_a_ecrit_et_que_personne_n_a_touche(tmp_path: Path) -> None:
    (tmp_path / "c.md").write_text(CONTRAT_MD, "utf-8")
    assert lancer("importer", "c.md", "--vers", "d", dossier=tmp_path).returncode == 0
    (tmp_path / "c.md").write_text(CONTRAT_MD.replace("Brumeval Habitat", "Ansac Habitat"), "utf-8")
    caf = tmp_path / "d" / "contributions" / "caf-ouest.yaml"
    caf.write_text(caf.read_text("utf-8") + "# relu\n", "utf-8")
    assert lancer("importer", "c.md", "--vers", "d", "--remplacer", dossier=tmp_path).returncode == 0

    assert sorted(x.name for x in (tmp_path / "d" / "contributions").iterdir()) == [
        "ansac-habitat.yaml",
        "caf-ouest.yaml",
    ]


@pytest.mark.parametrize("nom", ["absent.docx", "."])
def test_un_fichier_absent_ou_un_dossier_le_dit(nom: str, tmp_path: Path) -> None:
    fait = lancer("importer", nom, dossier=tmp_path)

    assert fait.returncode == 1
    assert fait.stderr.startswith("«")
