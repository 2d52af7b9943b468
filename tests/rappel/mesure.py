"""What the rules find in a real contract, against a list of what it has wrong: `python tests/rappel/mesure.py`.

`attendus.tsv` holds, for each fault that was read in it, its code and the lines where it shows (the first is
the best place). The text itself is not here: see `TEXTE`. A finding meets a row when their codes say the same thing and
one of its places is one of the row's lines.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from contratdoc.diagnostics import Diagnostic, Severite
from contratdoc.diagnostics.diagnostic import trier
from contratdoc.texte_seul import check_texte, load_lexique

ICI = Path(__file__).parent
RACINE = ICI.parents[1]
TEXTE = RACINE.parent / "shared" / "seeds" / "001_7c2570eb126ad318.txt"
HORS_DE_PORTEE = "CD000"
"""What only a reader can see: told in the list, for the record, and left out of the recall."""
SEMBLABLES = (
    {"CD701", "CD702", "CD707"},  # a name is wrong by the lexicon, or by the text itself
    {"CD410", "CD411"},  # a total and its parts, in a table or in a sentence
    {"CD601", "CD602"},  # repeated exactly, or almost
    {"CD603", "CD604"},  # one cut, two ends
    {"CD612", "CD613"},  # a fault of agreement, in a sentence or in a heading
    {"CD510", "CD511", "CD512"},  # an entry of the sommaire and a heading that do not meet
    {"CD501", "CD502", "CD503", "CD504"},  # a line of Annexe 2 and a line of an axis, likewise
)


@dataclass(frozen=True)
class Attendu:
    """A fault of the text: its code, the lines where it shows."""

    code: str
    lignes: frozenset[int]


@dataclass(frozen=True)
class Mesure:
    """What was found, what was missed, and the errors that are no fault."""

    constats: tuple[Diagnostic, ...]
    attendus: tuple[Attendu, ...]
    manques: tuple[Attendu, ...]
    fausses_erreurs: tuple[Diagnostic, ...]

    @property
    def rappel(self) -> float:
        return 1 - len(self.manques) / len(self.attendus)

    @property
    def precision(self) -> float:
        erreurs = [d for d in self.constats if d.severite is Severite.ERREUR]
        return 1 - len(self.fausses_erreurs) / max(len(erreurs), 1)


def lire_attendus(fichier: Path = ICI / "attendus.tsv") -> tuple[Attendu, ...]:
    lignes = (ligne.split("\t") for ligne in fichier.read_text("utf-8").splitlines() if ligne)
    return tuple(Attendu(code, frozenset(map(int, ou.split(",")))) for code, ou in lignes if code != HORS_DE_PORTEE)


def lignes_de(d: Diagnostic) -> set[int]:
    return {d.place.ligne, *(p.ligne for p, _ in d.autres)}


def famille(code: str) -> frozenset[str]:
    return frozenset(next((s for s in SEMBLABLES if code in s), {code}))


def mesurer(texte: Path = TEXTE) -> Mesure:
    constats = trier(check_texte(texte.read_bytes(), texte.name, load_lexique(RACINE).valeur))
    attendus = lire_attendus()
    par_code: Mapping[frozenset[str], list[set[int]]] = defaultdict(list)
    for d in constats:
        par_code[famille(d.code)].append(lignes_de(d))
    manques = tuple(a for a in attendus if not any(a.lignes & ou for ou in par_code[famille(a.code)]))
    vrais: Mapping[frozenset[str], list[frozenset[int]]] = defaultdict(list)
    for a in attendus:
        vrais[famille(a.code)].append(a.lignes)
    fausses = tuple(
        d
        for d in constats
        if d.severite is Severite.ERREUR and not any(lignes_de(d) & ou for ou in vrais[famille(d.code)])
    )
    return Mesure(constats, attendus, manques, fausses)


def dire(m: Mesure, codes: Sequence[str] = ()) -> str:
    lignes = [f"{len(m.constats)} constats ; rappel {m.rappel:.1%} de {len(m.attendus)} ; précision {m.precision:.1%}"]
    par_code: dict[str, list[Diagnostic]] = defaultdict(list)
    for d in m.constats:
        par_code[d.code].append(d)
    for code in sorted({*par_code, *(a.code for a in m.attendus)}):
        if codes and code not in codes:
            continue
        trouves = " ".join(f"{d.place.ligne}{'!' if d.severite is Severite.ERREUR else ''}" for d in par_code[code])
        manques = " ".join(str(min(a.lignes)) for a in m.manques if a.code == code)
        fausses = " ".join(str(d.place.ligne) for d in m.fausses_erreurs if d.code == code)
        lignes.append(f"{code} trouvés : {trouves or '–'}")
        lignes += [f"      manqués : {manques}"] if manques else []
        lignes += [f"      erreurs hors de la liste : {fausses}"] if fausses else []
    return "\n".join(lignes)


if __name__ == "__main__":
    if not TEXTE.exists():
        sys.exit(f"{TEXTE.name} est absent : rien à mesurer.")
    sys.stdout.write(dire(mesurer(), sys.argv[1:]) + "\n")
