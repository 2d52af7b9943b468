"""Times whole processes: median of several runs, peak memory, and ratios to other tools of the same run.

Run with `make bench`. The real contract, imported from its text (that of the repository where this text is not there),
is compiled as a user would, cold, warm and with nothing to do, then the same text is given to the other tools of
`comparaison.py`; those that are not installed are named and passed over. Growth is measured on the same folder with its
contributions and texts repeated. Avenants and signatures are measured on the contract of the repository.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from avenants import mesures_des_avenants
from comparaison import BIN, charge, les_autres, les_notres, objectifs, tableau
from mesures import Mesure, mesurer_commande
from ruamel.yaml import YAML
from signature import mesures_de_signature

from contratdoc.sortie import ATELIER, ETAT

RACINE = Path(__file__).parents[2]
_CROISSANCE, _MEMOIRE = 18, 1536
TEXTE = RACINE.parent / "shared" / "seeds" / "001_7c2570eb126ad318.txt"
"""A real contract as text, when it is there."""


def mesurer(commande: list[str], tours: int, **env: str) -> tuple[float, float]:
    """Return the median wall time in seconds and the largest peak memory in MiB of a command."""
    mesure = mesurer_commande(commande, tours, **env)
    return mesure.secondes, mesure.memoire


def grossir(dossier: Path, fois: int) -> None:
    """Repeat the contributions and texts of a contract until they are there `fois` times, under other ids."""
    lire = YAML(typ="safe")
    chemin = dossier / "modeles/contrat.yaml"
    contrat = lire.load(chemin.read_text("utf-8"))
    contributions = sorted((dossier / "contributions").glob("*.yaml"))
    textes = sorted((dossier / "modeles/texte").glob("*.md"))
    for n in range(2, fois + 1):
        for fichier in contributions:
            copie = re.sub(r"^( *(?:- )?id: )(\S+)$", rf"\1\2-x{n}", fichier.read_text("utf-8"), flags=re.MULTILINE)
            (dossier / f"contributions/{fichier.stem}-x{n}.yaml").write_text(copie, "utf-8")
        for fichier in textes:
            copie = re.sub(r"\{#([a-z0-9-]+)\}", rf"{{#\1-x{n}}}", fichier.read_text("utf-8"))
            (dossier / f"modeles/texte/{fichier.stem}-x{n}.md").write_text(copie, "utf-8")
        suite = [{"texte": f"{t.stem}-x{n}"} for t in textes]
        suite.append({"contributions": [f"{c.stem}-x{n}" for c in contributions]})
        contrat["plan"].append({"titre": f"Suite {n}", "contenu": suite})
    with chemin.open("w", encoding="utf-8") as sortie:
        YAML(typ="safe").dump(contrat, sortie)


def copier(vers: Path) -> Path:
    """Copy the contract of the repository."""
    for nom in ("modeles", "contributions"):
        shutil.copytree(RACINE / nom, vers / nom)
    return vers


def contrat_reel(vers: Path) -> Path:
    """Import the real contract where its text is there; else copy that of the repository, which is as long."""
    if not TEXTE.exists():
        return copier(vers)
    importer = [str(BIN), "importer", str(TEXTE), "--vers", str(vers)]
    subprocess.run(importer, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return vers


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("-n", type=int, default=7, help="tours comptés de chaque commande")
    arguments.add_argument("--sans-croissance", action="store_true")
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as atelier:
        lignes = comparer(contrat_reel(Path(atelier) / "x1"), Path(atelier), options.n)
        notre = copier(Path(atelier) / "notre")
        lignes += mesures_des_avenants(notre, Path(atelier), options.n, mesurer)
        mesurer([str(BIN), "compiler", "--dossier", str(notre)], 1)
        lignes += mesures_de_signature(BIN, notre, Path(atelier), options.n, mesurer)
        if not options.sans_croissance:
            lignes += croissance(Path(atelier), max(1, options.n // 2))
    print(*lignes, sep="\n")


def comparer(dossier: Path, atelier: Path, tours: int) -> list[str]:
    """Our commands and the other tools, on the same text."""
    mesures = les_notres(dossier, tours)
    autres, absents = les_autres(dossier, atelier, tours)
    mesures |= autres
    mesures["contratdoc etat"] = mesurer_commande([str(BIN), "etat", "--dossier", str(dossier)], tours)
    if TEXTE.exists():
        mesures["contratdoc verifier, texte seul"] = mesurer_commande(verifier_seul(TEXTE), tours)
        importer = [str(BIN), "importer", str(TEXTE), "--vers", str(atelier / "importe"), "--remplacer"]
        mesures["contratdoc importer"] = mesurer_commande(importer, tours)
    return [charge(), "", *tableau(mesures), "", *objectifs(mesures), *absents, ""]


def croissance(atelier: Path, tours: int) -> list[str]:
    # As a draft: what is written sixteen times over is an error of the contract.
    lignes, premier, projet = [], 0.0, [str(BIN), "compiler", "--brouillon"]
    mesure = Mesure(0.0, 0.0)
    for fois in (1, 2, 4, 16):
        dossier = contrat_reel(atelier / f"g{fois}")
        grossir(dossier, fois)
        etat = str(dossier / "sortie" / ATELIER / ETAT)
        mesure = mesurer_commande([*projet, "--dossier", str(dossier)], tours, etat)
        premier = premier or mesure.secondes
        lignes.append(
            f"contenu × {fois} : {mesure.secondes:.2f} s ({mesure.secondes / premier:.2f} ×), {mesure.memoire:.0f} Mio"
        )
    tenu = mesure.secondes <= _CROISSANCE * premier and mesure.memoire <= _MEMOIRE
    lignes.append(
        f"{'tenu  ' if tenu else 'MANQUÉ'} : × 16 (visé : {_CROISSANCE} × le temps et {_MEMOIRE} Mio au plus)"
    )
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
