"""Many contracts: each folder given to a workshop, here or on a Dask cluster, and one report of them all."""

from __future__ import annotations

import atexit
import contextlib
import importlib
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import asdict
from pathlib import Path
from typing import Final

from contratdoc.a_part import coeurs
from contratdoc.diagnostics import Place, Resultat, erreur
from contratdoc.rapport import INCHANGE, Ligne, Rapport, Travail, ligne_en_panne, ligne_trop_longue, lire_ligne

_GRACE: Final = 30.0
"""Seconds that a workshop has, past the time limit that it keeps itself, before it is taken for lost."""

_POLITESSE: Final = 5.0
"""Seconds that a workshop has to stop by itself."""
PROGRAMME: tuple[str, ...] = (sys.executable, "-m", "contratdoc.atelier")
_ATTENTE: Final = 10
"""Seconds that a cluster has to answer."""


class Atelier:
    """A workshop process, from the side of whoever gives it work; started when first needed, and again when lost."""

    def __init__(self, fils: int = 1) -> None:
        self._fils = fils
        self._processus: subprocess.Popen[str] | None = None
        atexit.register(self.fermer)

    def faire(self, travail: Travail) -> Ligne:
        """Have one folder compiled.

        Args:
            travail: The folder.

        Returns:
            Its line, whatever happened to the workshop.
        """
        processus = self._processus = self._ouvert()
        assert processus.stdin is not None
        assert processus.stdout is not None
        # One that forks keeps the limit itself, and this clock only watches over it.
        perdu = threading.Event()

        def perdre() -> None:
            perdu.set()
            processus.kill()

        delai = travail.delai + (_GRACE if hasattr(os, "fork") else 0.0)
        horloge = threading.Timer(delai, perdre)
        horloge.start()
        try:
            processus.stdin.write(json.dumps(asdict(travail)) + "\n")
            processus.stdin.flush()
            dit = processus.stdout.readline()
            return lire_ligne(json.loads(dit))
        except (OSError, ValueError):  # it died before it answered
            self.fermer()
            if perdu.is_set():
                return ligne_trop_longue(travail)
            return ligne_en_panne(travail, "l'atelier qui compilait ce dossier s'est arrêté")
        finally:
            horloge.cancel()
            if not hasattr(os, "fork"):
                self.fermer()

    def fermer(self) -> None:
        """Stop the process, whatever it does."""
        processus, self._processus = self._processus, None
        if processus is None:
            return
        with contextlib.suppress(OSError):
            assert processus.stdin is not None
            processus.stdin.close()
        processus.terminate()  # it stops what it compiles, and cleans behind it
        try:
            processus.wait(_POLITESSE)
        except subprocess.TimeoutExpired:
            processus.kill()
            processus.wait()
        assert processus.stdout is not None
        processus.stdout.close()

    def _ouvert(self) -> subprocess.Popen[str]:
        if self._processus is not None and self._processus.poll() is None:
            return self._processus
        self.fermer()
        return subprocess.Popen(  # noqa: S603 - our own program
            PROGRAMME,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            # typst shares a layout between cores: with as many workshops as cores, it would only wait for them.
            env={**os.environ, "RAYON_NUM_THREADS": str(self._fils)},
        )


_LOCAL = threading.local()


def faire_ici(travail: Travail, fils: int = 1) -> Ligne:
    """Compile a folder in the workshop of the thread that runs; this is what a cluster calls.

    Args:
        travail: The folder.
        fils: How many threads typst may take.

    Returns:
        Its line.
    """
    atelier: Atelier | None = getattr(_LOCAL, "atelier", None)
    if atelier is None:
        atelier = _LOCAL.atelier = Atelier(fils)
    return atelier.faire(travail)


def trouver_dossiers(lieux: Iterable[Path]) -> list[Path]:
    """Name the contracts' folders: those given, and those inside what is given and is none.

    Args:
        lieux: Folders.

    Returns:
        Each folder once, in order.
    """
    trouves: dict[Path, None] = {}
    for lieu in lieux:
        dedans: list[Path] = []
        if not (lieu / "modeles").is_dir() and lieu.is_dir():
            dedans = sorted(d for d in lieu.iterdir() if (d / "modeles").is_dir())
        for dossier in dedans or [lieu]:
            trouves[dossier.resolve()] = None
    return list(trouves)


def compiler_sur_place(travaux: Sequence[Travail], processus: int) -> Iterator[Ligne]:
    """Compile folders on this machine.

    Args:
        travaux: The folders.
        processus: How many at once.

    Yields:
        A line a folder, as they end.
    """
    ateliers = [Atelier(max(1, coeurs() // processus)) for _ in range(min(processus, len(travaux)))]
    libres = list(ateliers)

    def faire(travail: Travail) -> Ligne:
        atelier = libres.pop()  # as many threads as workshops: one is always free
        try:
            return atelier.faire(travail)
        finally:
            libres.append(atelier)

    fils = ThreadPoolExecutor(max(1, len(ateliers)))
    try:
        for fini in as_completed([fils.submit(faire, t) for t in travaux]):
            yield fini.result()
    finally:
        fils.shutdown(wait=False, cancel_futures=True)
        for atelier in ateliers:
            atelier.fermer()


def compiler_sur_dask(travaux: Sequence[Travail], adresse: str) -> Resultat[Iterator[Ligne]]:
    """Compile folders on a Dask cluster, whose workers see them under the same names and have contratdoc.

    Args:
        travaux: The folders.
        adresse: The scheduler's, `tcp://…`.

    Returns:
        The lines as they come; None when the cluster cannot be reached.
    """
    try:
        joblib = importlib.import_module("joblib")
        distributed = importlib.import_module("distributed")
    except ImportError:
        message = "« --dask » demande les bibliothèques dask et joblib, qui ne sont pas installées."
        aide = "Installez-les : pip install 'contratdoc[dask]'"
        return Resultat(None, (erreur("CD824", message, Place("--dask"), aide),))
    try:
        client = distributed.Client(adresse, timeout=_ATTENTE, set_as_default=False)
    except (OSError, ValueError, TypeError) as e:
        message = f"Le cluster Dask « {adresse} » ne répond pas ({type(e).__name__})."
        aide = "Vérifiez l'adresse que donne « dask scheduler », et que le réseau y mène."
        return Resultat(None, (erreur("CD824", message, Place("--dask"), aide),))
    if not client.ncores():
        client.close()
        message = f"Le cluster Dask « {adresse} » n'a aucun ouvrier."
        return Resultat(None, (erreur("CD824", message, Place("--dask"), f"Lancez « dask worker {adresse} »."),))

    def lignes() -> Iterator[Ligne]:
        try:
            with joblib.parallel_config(backend="dask", client=client):
                # One task a folder, whatever joblib thinks of their length: each is worth a line of progress.
                en_cours = joblib.Parallel(return_as="generator_unordered", batch_size=1)
                yield from en_cours(joblib.delayed(faire_ici)(t) for t in travaux)
        finally:
            client.close()

    return Resultat(lignes())


def suivre(
    lignes: Iterator[Ligne],
    processus: int,
    avant: Mapping[str, Ligne],
    noter: Callable[[Rapport, Ligne], None],
) -> Rapport:
    """Gather the lines of a batch as they come.

    Args:
        lignes: The lines.
        processus: How many folders at once.
        avant: The lines of the batch that is taken up again: what it did, and still holds, is told as it was then.
        noter: Told of each line, with the report so far.

    Returns:
        The report.
    """
    debut = time.perf_counter()
    faites: list[Ligne] = []
    rapport = Rapport((), 0.0, processus)
    for ligne in lignes:
        ancienne = avant.get(ligne.dossier)
        reprise = ancienne if ancienne is not None and ancienne.reussi and ligne.etat == INCHANGE else ligne
        faites.append(reprise)
        rapport = Rapport(tuple(faites), time.perf_counter() - debut, processus)
        noter(rapport, ligne)
    return rapport
