"""Contracts a minute and memory of `contratdoc lot`, with 1 and 2 processes, and what 16 and 64 cores would give.

`python tests/bench/lot.py 440`: the contracts are made in a temporary folder by `tests/lot/fabrique.py`. The projection
is Amdahl's: the part of the time that does not share, s, is what two processes show, T(2) = T(1) (s + (1 - s) / 2), and
T(n) follows; each process has one core, or one alone would already use two. It says nothing of the disk, nor of the
memory of a machine with so many cores.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ICI = Path(__file__).resolve().parent
sys.path.insert(0, str(ICI.parent / "lot"))

from comparaison import BIN, charge  # noqa: E402 - beside this file
from fabrique import fabriquer  # noqa: E402 - beside the tests of the batches

PAR_MINUTE, MEMOIRE = 90, 350


def lancer(dossiers: Path, processus: int) -> tuple[float, int]:
    """Compile them all anew, on one core a process; return the seconds and the greatest memory of one, in MiB."""
    for sortie in dossiers.glob("*/sortie"):
        shutil.rmtree(sortie)
    rapport = dossiers / "lot.json"
    siens = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, siens[:processus])  # the command takes after this process
    debut = time.perf_counter()
    commande = [str(BIN), "lot", str(dossiers), "--travaux", str(processus), "--rapport", str(rapport)]
    fait = subprocess.run(commande, capture_output=True, text=True, check=False)
    secondes = time.perf_counter() - debut
    os.sched_setaffinity(0, siens)
    lu = json.loads(rapport.read_text("utf-8"))
    if fait.returncode:
        sys.exit(fait.stderr + fait.stdout)
    return secondes, int(lu["memoire_mio"])


def main() -> None:
    nombre = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    with tempfile.TemporaryDirectory() as atelier:
        dossiers = Path(atelier) / "contrats"
        for n in range(nombre):
            fabriquer(n, dossiers / f"contrat-{n:04}")
        mesures = {}
        for processus in (1, 2):
            print(charge(), flush=True)
            mesures[processus] = lancer(dossiers, processus)
            secondes, memoire = mesures[processus]
            minute = f"{60 * nombre / secondes:.0f} contrats par minute"
            print(f"{nombre} contrats, {processus} processus, un cœur chacun : {secondes:.1f} s, {minute}", flush=True)
    un, deux = mesures[1][0], mesures[2][0]
    seriel = min(1.0, max(0.0, 2 * deux / un - 1))
    print(f"part qui ne se partage pas : {seriel:.1%}")
    for coeurs in (16, 64):
        projete = un * (seriel + (1 - seriel) / coeurs)
        print(f"projeté sur {coeurs} cœurs : {projete:.0f} s, {60 * nombre / projete:.0f} contrats par minute")
    debit, memoire = 60 * nombre / deux, max(m for _, m in mesures.values())
    print(
        f"{'tenu' if debit >= PAR_MINUTE else 'MANQUÉ'} : {debit:.0f} par minute sur 2 processus (visé : {PAR_MINUTE})"
    )
    print(f"{'tenu' if memoire <= MEMOIRE else 'MANQUÉ'} : {memoire} Mio par compilation (visé : {MEMOIRE} au plus)")


if __name__ == "__main__":
    main()
