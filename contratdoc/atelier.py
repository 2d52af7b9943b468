"""A workshop: one process that compiles contract after contract, each in a child of its own.

It is started as a program (`python -m contratdoc.atelier`) and spoken to by lines of JSON, so that it may serve beside
anything: a thread of the command, a worker of a cluster. Everything is loaded once, fonts included; then each contract
is compiled in a forked child, which costs a few milliseconds and gives three things. typst keeps all that it laid out
until its process ends (measured: 110 MiB a contract), and the child ends. A child that crashes, or is killed, or takes
too long, takes nothing with it. And a child starts warm. Where processes cannot be forked (Windows), the contract is
compiled in the workshop itself, which whoever started it replaces before it grows too big.
"""

from __future__ import annotations

import datetime as dt
import gc
import json
import os
import select
import signal
import sys
import tempfile
import time
import traceback
from dataclasses import replace
from pathlib import Path

from contratdoc.bilan import Compilation, Options
from contratdoc.diagnostics import Severite
from contratdoc.rapport import (
    COMPILE,
    FAUTES,
    INCHANGE,
    Ligne,
    Travail,
    en_une_ligne,
    ligne_en_panne,
    ligne_trop_longue,
    lire_ligne,
)


def faire(travail: Travail) -> Ligne:
    """Compile one folder here; whatever happens is told, nothing is raised.

    Args:
        travail: The folder.

    Returns:
        Its line; its memory is for whoever watches the process to tell.
    """
    from contratdoc.si_besoin import compiler_si_besoin

    debut = time.perf_counter()
    jour = dt.date.fromisoformat(travail.jour) if travail.jour else None
    try:
        options = Options(brouillon=travail.brouillon, aujourd_hui=jour)
        fait = compiler_si_besoin(Path(travail.dossier), travail.formats, options)
    except Exception as e:  # noqa: BLE001 - one folder must not stop the others
        cadre = traceback.extract_tb(e.__traceback__)[-1]
        lieu = f"{Path(cadre.filename).name}, ligne {cadre.lineno}"
        raison = f"erreur interne de contratdoc, {type(e).__name__} ({lieu}) {str(e)[:200]}"
        return ligne_en_panne(travail, raison, time.perf_counter() - debut)
    return _ligne(travail, fait, time.perf_counter() - debut)


def _ligne(travail: Travail, fait: Compilation, secondes: float) -> Ligne:
    dits = set(fait.diagnostics)
    erreurs = [d for d in fait.diagnostics if d.severite is Severite.ERREUR]
    etat = FAUTES if fait.bilan is None else INCHANGE if fait.inchange else COMPILE
    return Ligne(
        travail.dossier,
        etat,
        round(secondes, 3),
        0,
        fait.bilan,
        len(set(erreurs)),
        sum(d.severite is Severite.AVERTISSEMENT for d in dits),
        tuple(dict.fromkeys(map(en_une_ligne, erreurs))),
    )


def _charger() -> None:
    """Load all that a build needs, so that no child has to; no thread may start here, since threads do not fork."""
    import contratdoc.document.carte_de_chaleur
    import contratdoc.incremental
    import contratdoc.pipeline
    import contratdoc.writers.docx.lint
    import contratdoc.writers.pdf.acte
    from contratdoc.manifeste import outil_present
    from contratdoc.nouveau_dossier import fichiers_du_dossier
    from contratdoc.source.dossier import Dossier
    from contratdoc.writers.typst.polices import polices

    contratdoc.incremental.outil_en_place()
    outil_present()
    polices()
    # What is made when first used (the schema's validators, the readers) is made here once, and not in each child.
    contratdoc.pipeline.check_dossier(Dossier(Path(), fichiers_du_dossier()), brouillon=True)
    gc.collect()
    gc.freeze()  # the collector would otherwise touch, and so copy, every page that the children share


def _dans_un_enfant(travail: Travail) -> Ligne:
    """Compile in a forked child, watched: what it says, how it ended, the memory it took."""
    lecture, ecriture = os.pipe()
    debut = time.monotonic()
    enfant = os.fork()
    if not enfant:
        code = 1
        try:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            gc.disable()  # as for the command: a build is short and makes no cycles worth collecting
            with os.fdopen(ecriture, "wb") as tuyau:
                tuyau.write(json.dumps(faire(travail).en_donnees()).encode())
            code = 0
        finally:
            os._exit(code)  # nothing of the workshop, its fonts first of all, is the child's to clean
    os.close(ecriture)
    dit = None
    try:
        dit = _ecouter(lecture, debut + travail.delai)
    finally:  # also when the workshop itself is told to stop
        if dit is None:
            os.kill(enfant, signal.SIGKILL)
        _, etat, usage = os.wait4(enfant, 0)
    memoire = usage.ru_maxrss // (1024 * 1024 if sys.platform == "darwin" else 1024)
    if dit is None:
        return ligne_trop_longue(travail, memoire)
    try:
        return replace(lire_ligne(json.loads(dit)), memoire=memoire)
    except (ValueError, TypeError):
        return ligne_en_panne(travail, _fin(etat), round(time.monotonic() - debut, 3), memoire)


def _ecouter(tuyau: int, limite: float) -> bytes | None:
    """Read all that a child says until it closes; None when it is still silent at the time limit."""
    dit = b""
    with os.fdopen(tuyau, "rb", buffering=0) as flux:
        while (reste := limite - time.monotonic()) > 0:
            if select.select([flux], [], [], reste)[0]:
                morceau = flux.read(65536)
                if not morceau:
                    return dit
                dit += morceau
    return None


def _fin(etat: int) -> str:
    if os.WIFSIGNALED(etat):
        numero = os.WTERMSIG(etat)
        manque = ", faute de mémoire peut-être" if numero == signal.SIGKILL else ""
        return f"son processus a été tué (signal {numero}{manque})"
    return f"son processus a fini avec le code {os.waitstatus_to_exitcode(etat)}"


def _ici(travail: Travail) -> Ligne:  # pragma: no cover - Windows
    """Compile in the workshop itself; the time limit is then kept by whoever started it."""
    return faire(travail)


def main() -> None:
    """Serve: one line of JSON in, one out, until the other side closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the command decides what an interruption stops
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    # A library that prints must not be taken for an answer.
    reponses = os.fdopen(os.dup(1), "w", encoding="utf-8")
    with Path(os.devnull).open("w") as rien:
        os.dup2(rien.fileno(), 1)
    # What a killed child leaves half-made goes with the workshop.
    with tempfile.TemporaryDirectory(prefix="contratdoc-atelier-", ignore_cleanup_errors=True) as dossier:
        tempfile.tempdir = dossier
        _charger()
        compiler = _dans_un_enfant if hasattr(os, "fork") else _ici
        for demande in sys.stdin:
            lu = json.loads(demande)
            ligne = compiler(Travail(**{**lu, "formats": tuple(lu["formats"])}))
            reponses.write(json.dumps(ligne.en_donnees()) + "\n")
            reponses.flush()


if __name__ == "__main__":
    main()
