"""Times what a sealed contract costs: seal and sources compared, 20 avenants replayed, all the outputs of one.

Called by `bench.py`; each figure is the median of cold processes. The first two time the work itself, in a process that
has imported what it needs; the others are whole commands.
"""

from __future__ import annotations

import datetime as dt
import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import contratdoc
from contratdoc.avenants.avenant import Avenant, Nature
from contratdoc.avenants.canonique import Canonique

BIN = Path(sys.executable).parent / "contratdoc"
NOMBRE = 20
MOTIF = "le suivi l'a montré"
MIN = 80
"""Blocks shorter than this are headings and list introductions: an avenant rewords paragraphs."""
CHRONOMETRER = """
import sys, time
from pathlib import Path
from contratdoc.{module} import {fonction}
from contratdoc.pipeline import load_dossier
dossier = load_dossier(Path(sys.argv[1])).valeur
debut = time.perf_counter()
rendu = {fonction}(dossier)
print(time.perf_counter() - debut)
assert {attendu}, rendu
"""
COMPARER = CHRONOMETRER.format(module="scellement", fonction="ecarts_avec_le_sceau", attendu="rendu")
REJOUER = CHRONOMETRER.format(module="actes", fonction="ouvrir_registre", attendu="rendu.valeur is not None")
Mesurer = Callable[[list[str], int], tuple[float, float]]


def mesures_des_avenants(dossier: Path, atelier: Path, tours: int, mesurer: Mesurer) -> list[str]:
    """Measure on copies of a contract; return the lines to print."""
    change = _sceller(shutil.copytree(dossier, atelier / "change"))
    for texte in (change / "modeles/texte").glob("*.md"):
        texte.write_text(texte.read_text("utf-8").replace(" par an", " chaque année"), "utf-8")
    vingt = _sceller(shutil.copytree(dossier, atelier / "vingt"))
    _ecrire(vingt, NOMBRE)
    un = _sceller(shutil.copytree(dossier, atelier / "un"))
    _ecrire(un, 1)
    commandes = {
        "contratdoc avenant": ["avenant"],
        "contratdoc consolider": ["consolider", "--au", "2029-01-01"],
    }
    lignes = [
        f"{'sceau et sources comparés':28} {_chronometrer(COMPARER, change, tours):7.3f} s",
        f"{f'{NOMBRE} avenants rejoués':28} {_chronometrer(REJOUER, vingt, tours):7.3f} s",
    ]
    for nom, commande in commandes.items():
        secondes, memoire = mesurer([str(BIN), *commande, "--dossier", str(un)], tours)
        lignes.append(f"{nom:28} {secondes:7.2f} s {memoire:5.0f} Mio")
    return lignes


def _sceller(dossier: Path) -> Path:
    subprocess.run([str(BIN), "sceller", "--dossier", str(dossier)], check=True, stdout=subprocess.DEVNULL)
    return dossier


def _chronometrer(script: str, dossier: Path, tours: int) -> float:
    """Return the median, in fresh processes, of what a script says that its work took."""
    commande = [sys.executable, "-c", script, str(dossier)]
    temps = [float(subprocess.run(commande, check=True, capture_output=True).stdout) for _ in range(tours + 1)]
    return statistics.median(temps[1:])


def _ecrire(dossier: Path, nombre: int) -> None:
    """Write avenants that reword paragraphs, add some, move some, and amend what those before them wrote."""
    lu = contratdoc.load_canonique(contratdoc.load_dossier(dossier).valeur)
    assert lu.valeur is not None, lu.diagnostics
    paragraphes = list(_paragraphes(lu.valeur))
    ou = dossier / "contributions/avenants"
    ou.mkdir()
    for n in range(1, nombre + 1):
        effet = dt.date(2025, 1, 1) + dt.timedelta(days=30 * n)
        avenant = Avenant(n, Nature.ACTUALISATION, "Actualisation", effet, considerants=(MOTIF,))
        for cible, texte in paragraphes[(n - 1) * 3 : n * 3]:
            avenant = avenant.remplacer(cible, texte, f"{texte} Ce point est revu chaque année.")
        cible, texte = paragraphes[0]
        suite = "".join(f" Avenant {i}." for i in range(2, n))
        dit = f"{texte} Ce point est revu chaque année.{suite}"
        if n > 1:
            avenant = avenant.remplacer(cible, dit, f"{dit} Avenant {n}.")
        fichier, _, bloc = cible.rpartition("/")
        avenant = avenant.inserer(fichier, f"Un bilan n° {n} est présenté.", apres=bloc)
        (ou / f"avenant-{n:02}.yaml").write_text(contratdoc.write_avenant(avenant), "utf-8")


def _paragraphes(contrat: Canonique) -> Iterator[tuple[str, str]]:
    for fichier, blocs in sorted(contrat.textes.items()):
        nom = fichier.removeprefix("modeles/").removesuffix(".md")
        for b in blocs:
            if len(b.texte) >= MIN and b.texte[0].isalpha() and b.texte.endswith("."):
                yield f"{nom}/{b.id}", b.texte
