"""Times whole processes: median of several runs, peak memory, and ratios to other tools of the same run.

Run with `make bench`. The contract of the repository is compiled as a user would, cold, warm and with nothing to do,
then the same text is given to the other tools of `comparaison.py`; those that are not installed are named and passed
over. Growth is measured on the same folder with its contributions and texts repeated.
"""

from __future__ import annotations

import argparse
import re
import shutil
import tempfile
from pathlib import Path

from avenants import mesures_des_avenants
from comparaison import BIN, charge, les_autres, les_notres, objectifs, tableau
from mesures import mesurer_commande
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
        lignes += mesures_des_avenants(copier(Path(atelier) / "x1-avenants"), Path(atelier), options.n, mesurer)
        lignes += mesures_de_signature(BIN, dossier, Path(atelier), options.n, mesurer)
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
    return [charge(), "", *tableau(mesures), "", *objectifs(mesures), *absents, ""]


def croissance(atelier: Path, tours: int) -> list[str]:
    # As a draft: what is written sixteen times over is an error of the contract.
    lignes, premier, projet = [], 0.0, [str(BIN), "compiler", "--brouillon"]
    for fois in (1, 2, 4, 16):
        dossier = copier(atelier / f"g{fois}")
        grossir(dossier, fois)
        etat = str(dossier / "sortie" / ATELIER / ETAT)
        mesure = mesurer_commande([*projet, "--dossier", str(dossier)], tours, etat)
        premier = premier or mesure.secondes
        lignes.append(
            f"contenu × {fois} : {mesure.secondes:.2f} s ({mesure.secondes / premier:.2f} ×), {mesure.memoire:.0f} Mio"
        )
    lignes.append(f"(visé : × 16 en {_CROISSANCE} × au plus, {_MEMOIRE} Mio au plus)")
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
