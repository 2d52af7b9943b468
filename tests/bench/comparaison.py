"""contratdoc and other tools on the same text, in one run: medians, ratios, peak memory, growth of each."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import statistics
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from mesures import Mesure, mesurer_commande
from textes import en_markdown, en_simple, en_typst

from contratdoc.pipeline import check_dossier, load_dossier
from contratdoc.sortie import ATELIER, ETAT

if TYPE_CHECKING:
    from contratdoc.document.noeuds import Document

ICI = Path(__file__).parent
BIN = Path(sys.executable).parent / "contratdoc"
VISE = {"docxtpl + LibreOffice (docx, pdf)": 6.0, "pandoc + LibreOffice (docx, pdf)": 4.0}
"""How many times faster than each a whole compilation is meant to be."""
_EXPORTS = {
    "pdf": "pdf",
    "pdf/a balisé": 'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"3"},'
    '"PDFUACompliance":{"type":"boolean","value":"true"}}',
}
"""What LibreOffice is asked for: its plain PDF, for which the aims are set, and one nearer to ours."""
CHAUD = """
import gc, os, resource, sys, time
from pathlib import Path
from contratdoc.pipeline import compiler
gc.disable()
temps = []
for _ in range(int(sys.argv[3]) + 1):
    debut = time.perf_counter()
    compiler(Path(sys.argv[1]), formats=tuple(sys.argv[2].split(",")))
    temps.append(time.perf_counter() - debut)
print(*temps[1:], resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""
SURVEILLE = """
import gc, resource, sys, time
from pathlib import Path
from contratdoc.pipeline import charger_les_regles, compiler
gc.disable()
charger_les_regles()
dossier = Path(sys.argv[1])
fichier = sorted((dossier / "contributions").glob("*.yaml"))[0]
texte = fichier.read_text("utf-8")
mot = max(texte.split(), key=lambda m: (m.isalpha() and m.islower(), len(m)))
temps = []
for n in range(int(sys.argv[2]) + 1):
    fichier.write_text(texte.replace(mot, mot + "s" * n, 1), "utf-8")
    debut = time.perf_counter()
    assert compiler(dossier, a_part=True).bilan is not None
    temps.append(time.perf_counter() - debut)
    gc.collect()
fichier.write_text(texte, "utf-8")
print(*temps[1:], resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""
"""What `surveiller` does at each change, without the wait for it: another word in one contribution."""
TYPST_NU = """
import sys, typst, font_source_sans_pro
from pathlib import Path
polices = str(Path(font_source_sans_pro.__file__).parent / "files")
fonts = typst.Fonts(include_system_fonts=False, font_paths=[polices])
octets = typst.Compiler(sys.argv[1], font_paths=fonts).compile(format="pdf", pdf_standards=["a-3a", "ua-1"])
Path(sys.argv[2]).write_bytes(octets)
"""


def les_notres(dossier: Path, tours: int) -> dict[str, Mesure]:
    """Time our commands: cold processes, warm ones, nothing to do, one contribution changed."""
    etat = str(dossier / "sortie" / ATELIER / ETAT)
    base = [str(BIN), "compiler", "--dossier", str(dossier)]
    mesures = {}
    for nom, formats in (("docx, pdf", "docx,pdf"), ("docx", "docx"), ("pdf", "pdf")):
        # The Word file alone would take the pages of the last layout: a cold build has none.
        froid = ["sh", "-c", f'rm -f "$0/sortie/.mise-en-page.json"; exec {BIN} compiler --dossier "$0" --format "$1"']
        mesures[f"contratdoc à froid ({nom})"] = mesurer_commande([*froid, str(dossier), formats], tours, etat)
    for nom, formats in (("docx, pdf", "docx,pdf"), ("docx", "docx"), ("pdf", "pdf")):
        mesures[f"contratdoc à chaud ({nom})"] = _chaud(CHAUD, dossier, formats, tours)
    mesures["contratdoc surveiller, une contribution changée"] = _chaud(SURVEILLE, dossier, tours)
    mesurer_commande(base, 1)
    mesures["contratdoc, rien n'a changé"] = mesurer_commande(base, tours)
    une = ["sh", "-c", 'f=$(ls "$0"/contributions/*.yaml | head -n 1); echo "# ligne" >>"$f"; exec "$@"']
    mesures["contratdoc, une contribution a changé"] = mesurer_commande([*une, str(dossier), *base], tours)
    mesures["contratdoc verifier"] = mesurer_commande([str(BIN), "verifier", "--dossier", str(dossier)], tours)
    mesures["contratdoc --help"] = mesurer_commande([str(BIN), "--help"], tours)
    return mesures


def _chaud(script: str, *arguments: Path | str | int) -> Mesure:
    commande = [sys.executable, "-c", script, *map(str, arguments)]
    *temps, memoire = map(float, subprocess.run(commande, capture_output=True, check=True).stdout.split())
    return Mesure(statistics.median(temps), memoire)


def les_autres(dossier: Path, atelier: Path, tours: int) -> tuple[dict[str, Mesure], list[str]]:
    """Time the other tools on the text of a contract; with those that are not there."""
    document = check_dossier(load_dossier(dossier).valeur).document  # type: ignore[arg-type]
    assert document is not None
    md, typ, corps = _ecrire_textes(document, atelier)
    autres, vers = [sys.executable, str(ICI / "autres.py")], str(atelier / "autre")
    absents: list[str] = []
    mesures = {
        "typst seul, même texte (pdf)": mesurer_commande([sys.executable, "-c", TYPST_NU, typ, f"{vers}.pdf"], tours)
    }
    lo, dans = _libreoffice(atelier), ["--outdir", str(atelier)]
    if not lo:
        absents.append("LibreOffice est absent : rien n'est comparé avec lui.")
    mesures["python-docx (docx)"] = mesurer_commande([*autres, "python-docx", corps, f"{vers}-p.docx"], tours)
    if importlib.util.find_spec("docxcompose"):
        commande = [*autres, "docxtpl", corps, f"{vers}-t.docx"]
        mesures["docxtpl, sous-document (docx)"] = mesurer_commande(commande, tours)
        if lo:
            for nom, export in _EXPORTS.items():
                suite = _enchainer(commande, [*lo, export, *dans, f"{vers}-t.docx"])
                mesures[f"docxtpl + LibreOffice (docx, {nom})"] = mesurer_commande(suite, tours)
    else:
        absents.append("docxcompose est absent (pip install 'docxtpl[subdoc]') : docxtpl n'est pas comparé.")
    pandoc = _pandoc()
    if pandoc is None:
        return mesures, [*absents, "pandoc est absent (pip install pypandoc_binary) : il n'est pas comparé."]
    commande = [pandoc, md, "-o", f"{vers}-d.docx"]
    mesures["pandoc (docx)"] = mesurer_commande(commande, tours)
    for nom, export in _EXPORTS.items() if lo else ():
        suite = _enchainer(commande, [*lo, export, *dans, f"{vers}-d.docx"])
        mesures[f"pandoc + LibreOffice (docx, {nom})"] = mesurer_commande(suite, tours)
    if _sait_typst(pandoc):
        suite = _enchainer(
            [pandoc, "-s", md, "-t", "typst", "-o", f"{vers}.typ"], [*autres, "typst", f"{vers}.typ", f"{vers}-p.pdf"]
        )
        mesures["pandoc → typst (pdf)"] = mesurer_commande(suite, tours)
    else:
        absents.append("Ce pandoc est trop ancien pour écrire du typst (3.1.2 ou plus récent).")
    return mesures, absents


def _ecrire_textes(document: Document, atelier: Path) -> tuple[str, str, str]:
    contenus = {
        "nu.md": en_markdown(document),
        "nu.typ": en_typst(document),
        "nu.json": json.dumps(en_simple(document)),
    }
    for nom, texte in contenus.items():
        (atelier / nom).write_text(texte, "utf-8")
    md, typ, corps = (str(atelier / nom) for nom in contenus)
    return md, typ, corps


def _libreoffice(atelier: Path) -> list[str]:
    programme = shutil.which("soffice") or shutil.which("libreoffice")
    profil = f"-env:UserInstallation={(atelier / 'profil').as_uri()}"
    return [programme, profil, "--headless", "--convert-to"] if programme else []


def _pandoc() -> str | None:
    if importlib.util.find_spec("pypandoc"):
        import pypandoc

        return str(pypandoc.get_pandoc_path())
    return shutil.which("pandoc")


def _sait_typst(pandoc: str) -> bool:
    sorties = subprocess.run([pandoc, "--list-output-formats"], capture_output=True, text=True, check=True).stdout
    return "typst" in sorties.split()


def _enchainer(*commandes: list[str]) -> list[str]:
    """One command after another, as one process."""
    return ["sh", "-c", " && ".join(" ".join(f"'{mot}'" for mot in c) for c in commandes)]


def tableau(mesures: dict[str, Mesure]) -> list[str]:
    """Show measures, each with its ratio to the first."""
    premiere = next(iter(mesures.values())).secondes
    lignes = [f"{'':48} {'médiane':>9} {'mémoire':>9} {'rapport':>8}"]
    return lignes + [f"{nom:48} {m} {m.secondes / premiere:7.2f} ×" for nom, m in mesures.items()]


def objectifs(mesures: dict[str, Mesure]) -> list[str]:
    """Say whether a whole cold compilation is as much faster as it is meant to be."""
    notre = next(iter(mesures.values())).secondes
    return [
        f"{'tenu  ' if mesures[nom].secondes >= vise * notre else 'MANQUÉ'} : {mesures[nom].secondes / notre:.1f} fois "
        f"plus vite que {nom} (visé : {vise:g})"
        for nom, vise in VISE.items()
        if nom in mesures
    ]


def charge() -> str:
    """How busy the machine is with other work: figures taken when it is are worth less."""
    return f"charge de la machine : {os.getloadavg()[0]:.1f} pour {os.cpu_count()} cœurs"
