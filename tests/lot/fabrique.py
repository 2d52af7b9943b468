"""Makes contracts of full size, each different: the repository's own, its places, partners and amounts changed.

Names are drawn from syllables and put everywhere at once; amounts are all multiplied by the same number, so that sums
and shares still hold. The same number gives the same contract. Alone, it fills a folder: `fabrique.py 440 dossier`.
"""

from __future__ import annotations

import difflib
import random
import re
import shutil
import sys
from functools import cache
from pathlib import Path

RACINE = Path(__file__).resolve().parents[2]
# The longest first, so that « Val Saint-Martin » is not cut by « Saint-Martin ».
NOMS = (
    "Mont-Saint-Martin",
    "Mont Saint-Martin",
    "Val Saint-Martin",
    "Gouraincourt",
    "Herserange",
    "Concorde",
    "Batigère",
    "Voltaire",
    "Longwy",
    "Moselle",
    "Meurthe",
)
DEBUTS = (
    "Bar",
    "Cler",
    "Dom",
    "Fré",
    "Gran",
    "Jar",
    "Lan",
    "Mar",
    "Mon",
    "Nor",
    "Pier",
    "Ro",
    "Sar",
    "Tho",
    "Ver",
    "Vil",
)
MILIEUX = ("be", "ca", "fon", "go", "lan", "li", "mi", "nan", "pon", "ra", "se", "ti", "va", "ze")
FINS = ("bourg", "court", "gny", "laye", "mont", "nay", "rac", "sac", "ville", "vron", "xey", "zange")
MONTANT = re.compile(r"(?<![\d,.])(\d{1,3}(?: \d{3})*)(?= €)")


def fabriquer(numero: int, vers: Path) -> Path:
    """Write contract `numero` in a new folder.

    Args:
        numero: Which one: the same number gives the same contract.
        vers: The folder to make.

    Returns:
        The folder.
    """
    tirage = random.Random(numero)  # noqa: S311 - names to draw, not secrets
    noms = dict(zip(NOMS, _noms(tirage), strict=True))
    facteur = tirage.randint(2, 9)
    for nom in ("modeles", "contributions"):
        for source in sorted((RACINE / nom).rglob("*")):
            if source.is_dir() or "schemas" in source.parts:
                continue
            cible = vers / source.relative_to(RACINE)
            cible.parent.mkdir(parents=True, exist_ok=True)
            if source.suffix in (".yaml", ".md"):
                cible.write_text(_varier(source.read_text("utf-8"), noms, facteur), "utf-8")
            else:
                shutil.copyfile(source, cible)
    return vers


@cache
def _pris() -> frozenset[str]:
    """The proper names that stay: one that is nearly theirs would be taken for a fault of spelling."""
    textes = [p.read_text("utf-8") for p in RACINE.glob("modeles/**/*") if p.suffix in (".yaml", ".md")]
    return frozenset(mot for t in textes for mot in re.findall(r"\b[A-ZÉ][a-zéèê]{4,}", t))


def _noms(tirage: random.Random) -> list[str]:
    """As many names as there are to change, none like another, nor like one that stays."""
    tous: list[str] = []
    while len(tous) < len(NOMS):
        nom = tirage.choice(DEBUTS) + tirage.choice(MILIEUX) + tirage.choice(FINS)
        if not difflib.get_close_matches(nom, [*_pris(), *tous], 1, 0.66):
            tous.append(nom)
    return tous


def _varier(texte: str, noms: dict[str, str], facteur: int) -> str:
    for ancien, nouveau in noms.items():
        texte = texte.replace(ancien, nouveau)
    return MONTANT.sub(lambda m: f"{int(m[1].replace(' ', '')) * facteur:,}".replace(",", " "), texte)


if __name__ == "__main__":
    for n in range(int(sys.argv[1])):
        fabriquer(n, Path(sys.argv[2]) / f"contrat-{n:04}")
