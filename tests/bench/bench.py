"""Times whole cold processes: median of several runs, peak memory, and ratios to other tools of the same run.

Run with `make bench`. The contract of the repository is compiled as a user would, then against: the bare typst
compilation of the same text, and pandoc to Word when it is installed. Growth is measured on the same folder with its
contributions and texts repeated.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from textes import en_markdown, en_typst

from contratdoc.mise_en_page import MISE_EN_PAGE
from contratdoc.pipeline import check_dossier, load_dossier

RACINE = Path(__file__).parents[2]
BIN = Path(sys.executable).parent / "contratdoc"
TEXTE = RACINE.parent / "shared" / "seeds" / "001_7c2570eb126ad318.txt"
"""A real contract as text, when it is there."""
TYPST_NU = """
import sys, typst, font_source_sans_pro
from pathlib import Path
polices = str(Path(font_source_sans_pro.__file__).parent / "files")
fonts = typst.Fonts(include_system_fonts=False, font_paths=[polices])
octets = typst.Compiler(sys.argv[1], font_paths=fonts).compile(format="pdf", pdf_standards=["a-3a", "ua-1"])
Path(sys.argv[2]).write_bytes(octets)
"""


def mesurer(commande: list[str], tours: int, **env: str) -> tuple[float, float]:
    """Return the median wall time in seconds and the largest peak memory in MiB of a command."""
    temps, memoire = [], 0.0
    for _ in range(tours + 1):
        debut = time.perf_counter()
        processus = subprocess.Popen(
            commande, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, **env}
        )
        _, etat, usage = os.wait4(processus.pid, 0)
        temps.append(time.perf_counter() - debut)
        memoire = max(memoire, usage.ru_maxrss / 1024)
        if etat:
            sys.exit(f"échec : {' '.join(commande)}")
    return statistics.median(temps[1:]), memoire  # the first run warms the disk, not the process


def grossir(dossier: Path, fois: int) -> None:
    """Repeat contributions and texts `fois` times in a copy of the contract, under other ids."""
    plan = (dossier / "modeles/contrat.yaml").read_text("utf-8")
    noms, textes = [], []
    for n in range(2, fois + 1):
        for fichier in sorted((RACINE / "contributions").glob("*.yaml")):
            nom = f"{fichier.stem}-x{n}"
            copie = re.sub(r"^( *(?:- )?id: )(\S+)$", rf"\1\2-x{n}", fichier.read_text("utf-8"), flags=re.MULTILINE)
            (dossier / f"contributions/{nom}.yaml").write_text(copie, "utf-8")
            noms.append(nom)
        for fichier in sorted((RACINE / "modeles/texte").glob("*.md")):
            nom = f"{fichier.stem}-x{n}"
            copie = re.sub(r"\{#([a-z0-9-]+)\}", rf"{{#\1-x{n}}}", fichier.read_text("utf-8"))
            (dossier / f"modeles/texte/{nom}.md").write_text(copie, "utf-8")
            textes.append(nom)
    suite = "".join(f"      - texte: {t}\n" for t in textes)
    plan = (
        plan.replace("  - signatures:", f"  - titre: Suite\n    contenu:\n{suite}  - signatures:") if textes else plan
    )
    plan = re.sub(r"(contributions: \[[^\]]*)\]", rf"\1{''.join(f', {n}' for n in noms)}]", plan)
    (dossier / "modeles/contrat.yaml").write_text(plan, "utf-8")


def copier(vers: Path) -> Path:
    for nom in ("modeles", "contributions"):
        shutil.copytree(RACINE / nom, vers / nom)
    return vers


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("-n", type=int, default=7, help="tours comptés de chaque commande")
    arguments.add_argument("--sans-croissance", action="store_true")
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as atelier:
        dossier = copier(Path(atelier) / "x1")
        lignes = comparer(dossier, Path(atelier), options.n)
        if not options.sans_croissance:
            lignes += croissance(Path(atelier), max(1, options.n // 2))
    print(*lignes, sep="\n")


def comparer(dossier: Path, atelier: Path, tours: int) -> list[str]:
    document = check_dossier(load_dossier(dossier).valeur).document  # type: ignore[arg-type]
    (atelier / "nu.typ").write_text(en_typst(document), "utf-8")
    (atelier / "nu.md").write_text(en_markdown(document), "utf-8")
    base = [str(BIN), "compiler", "--dossier", str(dossier)]
    nu = mesurer([sys.executable, "-c", TYPST_NU, str(atelier / "nu.typ"), str(atelier / "nu.pdf")], tours)
    tout = mesurer(base, tours)
    # The Word file alone, on the pages of the last layout; then without them, the layout made anew.
    memoire, word = dossier / "sortie" / MISE_EN_PAGE, [*base, "--format", "docx"]
    mesures = {
        "compiler (docx et pdf)": tout,
        "compiler --format docx": mesurer(word, tours),
        "  sans mise en page connue": mesurer(["sh", "-c", f"rm -f '{memoire}'; exec {' '.join(word)}"], tours),
        "compiler --format pdf": mesurer([*base, "--format", "pdf"], tours),
        "verifier": mesurer([str(BIN), "verifier", "--dossier", str(dossier)], tours),
        "contratdoc etat": mesurer([str(BIN), "etat", "--dossier", str(dossier)], tours),
        "contratdoc --help": mesurer([str(BIN), "--help"], tours),
        "typst seul, même texte": nu,
    }
    if shutil.which("pandoc"):
        sortie = str(atelier / "pandoc.docx")
        mesures["pandoc → docx, même texte"] = mesurer(["pandoc", str(atelier / "nu.md"), "-o", sortie], tours)
    if TEXTE.exists():
        mesures["verifier, texte seul"] = mesurer(verifier_seul(TEXTE), tours)
    lignes = [f"{'':28} {'médiane':>9} {'mémoire':>9}"]
    lignes += [f"{nom:28} {s:7.2f} s {m:5.0f} Mio" for nom, (s, m) in mesures.items()]
    lignes.append(f"deux formats / typst seul : {tout[0] / nu[0]:.2f}")
    if "pandoc → docx, même texte" in mesures:
        rapport = mesures["compiler --format docx"][0] / mesures["pandoc → docx, même texte"][0]
        lignes.append(f"Word seul / pandoc → docx : {rapport:.2f}")
    return lignes


def croissance(atelier: Path, tours: int) -> list[str]:
    lignes, premier = [], 0.0
    for fois in (1, 2, 4):
        dossier = copier(atelier / f"g{fois}")
        grossir(dossier, fois)
        secondes, memoire = mesurer([str(BIN), "compiler", "--dossier", str(dossier)], tours)
        premier = premier or secondes
        lignes.append(f"contenu × {fois} : {secondes:.2f} s ({secondes / premier:.2f} ×), {memoire:.0f} Mio")
    return lignes + (croissance_du_texte(atelier, tours) if TEXTE.exists() else [])


def verifier_seul(texte: Path) -> list[str]:
    """Check a lone text; a text with faults is a success here."""
    return ["sh", "-c", f"'{BIN}' verifier --format concis '{texte}'; test $? -le 1"]


def croissance_du_texte(atelier: Path, tours: int) -> list[str]:
    """The same text many times over: the worst case for what looks for repetitions."""
    lignes, premier = [], 0.0
    for fois in (1, 4, 16):
        texte = atelier / f"texte-{fois}.txt"
        texte.write_text("\n\n".join([TEXTE.read_text("utf-8")] * fois), "utf-8")
        secondes, memoire = mesurer(verifier_seul(texte), tours)
        premier = premier or secondes
        lignes.append(f"texte seul × {fois} : {secondes:.2f} s ({secondes / premier:.2f} ×), {memoire:.0f} Mio")
    return lignes


if __name__ == "__main__":
    main()
