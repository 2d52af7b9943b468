"""How the bench measures: whole processes, median time, peak memory of the process and of those that it waits for."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mesure:
    """Median wall time in seconds, and the largest peak memory in MiB."""

    secondes: float
    memoire: float

    def __str__(self) -> str:
        return f"{self.secondes:7.2f} s {self.memoire:5.0f} Mio"


def mesurer_commande(commande: list[str], tours: int, avant: str = "", **env: str) -> Mesure:
    """Time a command, after a first run that warms the disk and not the process.

    Args:
        commande: The command; it must succeed.
        tours: How many runs count.
        avant: A file to remove before each run.
        env: Variables to add.
    """
    temps, memoire = [], 0.0
    # An installed program has its bytecode on disk, whatever this shell asks for.
    entourage = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"} | env
    for _ in range(tours + 1):
        if avant and os.path.exists(avant):  # noqa: PTH110 - timed code stays light
            os.remove(avant)  # noqa: PTH107 - idem
        debut = time.perf_counter()
        processus = subprocess.Popen(commande, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=entourage)
        _, etat, usage = os.wait4(processus.pid, 0)
        temps.append(time.perf_counter() - debut)
        memoire = max(memoire, usage.ru_maxrss / 1024)
        if etat:
            sys.exit(f"échec : {' '.join(commande)}")
    return Mesure(statistics.median(temps[1:]), memoire)
