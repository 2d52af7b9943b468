"""Build the same contract many times, each time elsewhere, and compare the bytes.

`make reproductible` runs it: two folders, two time zones, several languages and hash seeds, one process a build. It
prints the hash of each build and how many different ones there are; it ends with 1 unless there is one.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RACINE = Path(__file__).resolve().parents[1]
COMMANDE = (sys.executable, "-c", "from contratdoc.cli import main; main()", "compiler")
FUSEAUX = ("Pacific/Kiritimati", "America/Los_Angeles")
LANGUES = ("C", "fr_FR.UTF-8", "tr_TR.UTF-8", "C.UTF-8", "de_DE.UTF-8")
DOSSIERS = ("un", "un autre dossier, plus loin/été")


def copier(vers: Path, *, a_l_envers: bool) -> None:
    """Copy the sources; in the reverse order the disk lists them otherwise."""
    sources = [c for nom in ("modeles", "contributions") for c in (RACINE / nom).rglob("*") if c.is_file()]
    for source in sorted(sources, reverse=a_l_envers):
        cible = vers / source.relative_to(RACINE)
        cible.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, cible)


def compiler(dossier: Path, rang: int, moteur: str) -> dict[str, str]:
    """Build once in an environment of its own.

    Returns:
        The hash of each file.
    """
    shutil.rmtree(dossier / "sortie", ignore_errors=True)
    environnement = {
        "TZ": FUSEAUX[rang // 2 % 2],
        "LC_ALL": LANGUES[rang % len(LANGUES)],
        "LANG": LANGUES[rang % len(LANGUES)],
        "PYTHONHASHSEED": str(rang * 7919),
        "PYTHONPATH": str(RACINE),
        "RAYON_NUM_THREADS": str(1 + rang % 3),  # typst works on as many threads as the machine has cores
    }
    fait = subprocess.run(
        [*COMMANDE, "--moteur", moteur],
        cwd=dossier,
        env={**os.environ, **environnement},
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if fait.returncode:
        sys.exit(f"échec de la compilation n° {rang} :\n{fait.stderr}")
    fichiers = sorted((dossier / "sortie").glob("contrat.*"))
    return {f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in fichiers}


def main() -> int:
    """Build, compare, tell.

    Returns:
        0 when all the builds are the same, else 1.
    """
    lecteur = argparse.ArgumentParser(description="Compile N fois, ailleurs et autrement, et compare les octets.")
    lecteur.add_argument("-n", type=int, default=20, help="nombre de compilations (20)")
    lecteur.add_argument("--moteur", default="typst", choices=["typst", "libreoffice"], help="ce qui fait le PDF")
    choix = lecteur.parse_args()
    vus: dict[str, set[str]] = {}
    debut = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="contratdoc-reproductible-") as base:
        dossiers = [Path(base) / nom for nom in DOSSIERS]
        for rang, dossier in enumerate(dossiers):
            copier(dossier, a_l_envers=bool(rang))
        for rang in range(choix.n):
            for nom, empreinte in compiler(dossiers[rang % 2], rang, choix.moteur).items():
                vus.setdefault(nom, set()).add(empreinte)
                print(f"{rang + 1:3d}  {nom:13s}  {empreinte}")
    for nom, empreintes in vus.items():
        dit = "les mêmes octets" if len(empreintes) == 1 else f"{len(empreintes)} VALEURS DIFFÉRENTES"
        print(f"{nom} : {choix.n} compilations, {len(empreintes)} valeur(s) : {dit}")
    print(f"{len(DOSSIERS)} dossiers, {len(FUSEAUX)} fuseaux, {time.monotonic() - debut:.0f} s")
    return 0 if vus and all(len(e) == 1 for e in vus.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
