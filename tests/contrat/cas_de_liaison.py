"""Cases in `tests/cas`: a file each, that says what is changed in the base contract and the faults expected.

    # One sentence: what the case shows.
    # attendu: erreur CD202 contributions/mission.yaml:9:18 The message.
    #   aide: The hint.
    # attendu en brouillon: …            (only where a draft says something else)
    === contributions/mission.yaml       the whole file, as it is in this case
    === modeles/contrat.yaml (remplace)  a passage of the base file, a line « --- », what stands in its place
    === modeles/texte/emploi.md (absent) the file is not there

A case of a folder `bons` expects nothing. What the passes find is always told; of the coherence rules, only those
that the case names (CD401-….cas, or in its head): the small contract lacks what most of them want.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from contratdoc.controles.registre import fiches_des_regles
from contratdoc.pipeline import Verification, check_dossier
from contratdoc.source.dossier import Dossier

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from contratdoc.diagnostics import Diagnostic

CAS = Path(__file__).parents[1] / "cas"
ATTENDU = "# attendu: "
BROUILLON = "# attendu en brouillon: "
AIDE = "#   aide: "
REGLES = frozenset(f.code for f in fiches_des_regles())
_SECTION = re.compile(r"^=== (\S+)(?: \((remplace|absent)\))?\n", re.MULTILINE)


def fichiers_de_base() -> dict[str, bytes]:
    base = CAS / "base"
    return {f.relative_to(base).as_posix(): f.read_bytes() for f in sorted(base.rglob("*")) if f.is_file()}


def verifier(fichiers: Mapping[str, str | bytes | None], *, brouillon: bool = False) -> Verification:
    """Check the base contract with other files over it; None takes a file away."""
    tous = fichiers_de_base()
    for nom, contenu in fichiers.items():
        if contenu is None:
            del tous[nom]
        else:
            tous[nom] = contenu.encode() if isinstance(contenu, str) else contenu
    return check_dossier(Dossier(Path(), tous), brouillon=brouillon)


def remplacer(nom: str, avant: str, apres: str) -> dict[str, str]:
    """Change one passage of a base file; a passage that is not there once is a fault of the case."""
    texte = fichiers_de_base()[nom].decode()
    assert texte.count(avant) == 1, f"« {avant} » : {texte.count(avant)} fois dans {nom}"
    return {nom: texte.replace(avant, apres)}


@dataclass(frozen=True)
class Cas:
    chemin: Path
    entete: str
    fichiers: Mapping[str, str | None]

    def attendus(self, *, brouillon: bool = False) -> list[str]:
        marque = BROUILLON if brouillon else ATTENDU
        sortie: list[str] = []
        garde = False
        for ligne in self.entete.splitlines():
            if ligne.startswith("# attendu"):
                garde = ligne.startswith(marque)
                sortie += [ligne.removeprefix(marque)] if garde and ligne != f"{marque}rien" else []
            elif garde and ligne.startswith(AIDE):
                sortie.append(ligne)
        return sortie

    def trouver(self, *, brouillon: bool = False) -> tuple[Verification, tuple[Diagnostic, ...]]:
        """Check the case, and keep what it is about."""
        verification = verifier(self.fichiers, brouillon=brouillon)
        sauf = {self.chemin.name[:5], *re.findall(r"^# attendu.*? (CD\d{3}) ", self.entete, re.MULTILINE)}
        return verification, sans_les_regles(verification.diagnostics, sauf)

    def en_brouillon(self) -> bool:
        return BROUILLON in self.entete

    def accepter(self) -> None:
        """Write the expected lines anew (CONTRATDOC_ACCEPTER=1): to be read before they are kept."""
        phrase = self.entete.splitlines()[0]
        lignes = [phrase]
        for brouillon in (False, True) if self.en_brouillon() else (False,):
            marque = BROUILLON if brouillon else ATTENDU
            dits = dire(self.trouver(brouillon=brouillon)[1]) or ["rien"]
            lignes += [d if d.startswith(AIDE) else marque + d for d in dits]
        texte = self.chemin.read_text("utf-8")
        self.chemin.write_text("\n".join(lignes) + "\n" + texte[len(self.entete) :], "utf-8")


def sans_les_regles(diagnostics: Iterable[Diagnostic], sauf: Iterable[str] = ()) -> tuple[Diagnostic, ...]:
    """Keep what the passes say, and what a few rules say."""
    gardes = REGLES - set(sauf)
    return tuple(d for d in diagnostics if d.code not in gardes)


def dire(diagnostics: Iterable[Diagnostic]) -> list[str]:
    """Write diagnostics as the head of a case does, the second places after an arrow."""
    sortie: list[str] = []
    for d in sorted(set(diagnostics), key=lambda d: (d.place, d.code, d.message)):
        autres = "".join(f" ← {place} {texte}" for place, texte in d.autres)
        sortie.append(f"{d.severite.value} {d.code} {d.place} {d.message}{autres}")
        sortie += [AIDE + a for a in d.aides]
    return sortie


def lire_cas(chemin: Path) -> Cas:
    entete, *morceaux = _SECTION.split(chemin.read_text("utf-8"))
    fichiers: dict[str, str | None] = {}
    for nom, genre, corps in zip(morceaux[::3], morceaux[1::3], morceaux[2::3], strict=True):
        if genre == "absent":
            fichiers[nom] = None
        elif genre == "remplace":
            avant, _, apres = corps.removesuffix("\n").partition("\n---\n")
            fichiers |= remplacer(nom, avant, apres)
        else:
            fichiers[nom] = corps
    assert fichiers, f"{chemin} ne change rien"
    return Cas(chemin, entete, fichiers)


def tous_les_cas() -> list[Path]:
    return sorted(CAS.rglob("*.cas"))


def accepte() -> bool:
    return os.environ.get("CONTRATDOC_ACCEPTER") == "1"
