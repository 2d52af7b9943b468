"""What a batch is asked and what becomes of it: one line a folder, one report of them all."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from contratdoc import __version__
from contratdoc.bilan import Bilan
from contratdoc.diagnostics import Diagnostic, Place, erreur

FORMAT: Final = "contratdoc/lot/1"
COMPILE: Final = "compilé"
INCHANGE: Final = "inchangé"
FAUTES: Final = "fautes"
PANNE: Final = "panne"
DELAI: Final = "délai dépassé"
REUSSIS: Final = (COMPILE, INCHANGE)


@dataclass(frozen=True, slots=True)
class Travail:
    """One folder to compile.

    Attributes:
        dossier: The folder.
        formats: The formats asked for.
        brouillon: True for a draft.
        jour: The day, in ISO form.
        delai: How many seconds it may take.
    """

    dossier: str
    formats: tuple[str, ...] = ("docx", "pdf")
    brouillon: bool = False
    jour: str = ""
    delai: float = 600.0


@dataclass(frozen=True, slots=True)
class Ligne:
    """What became of one folder: a line of the report.

    Attributes:
        dossier: The folder.
        etat: One of the states named above.
        secondes: How long it took.
        memoire: The peak of the memory that its process took, in MiB; 0 where the system does not tell.
        bilan: The figures; None when nothing was written.
        erreurs: How many errors there are.
        avertissements: How many warnings.
        fautes: The errors, each as place, code and sentence.
    """

    dossier: str
    etat: str
    secondes: float = 0.0
    memoire: int = 0
    bilan: Bilan | None = None
    erreurs: int = 0
    avertissements: int = 0
    fautes: tuple[str, ...] = ()

    @property
    def reussi(self) -> bool:
        """Whether the folder's files are there and right."""
        return self.etat in REUSSIS

    def en_donnees(self) -> dict[str, Any]:
        """Give it as JSON takes it."""
        return asdict(self)


def lire_ligne(donnees: dict[str, Any]) -> Ligne:
    """Read a line as `en_donnees` gives it.

    Args:
        donnees: The line.

    Returns:
        The line.

    Raises:
        TypeError: It is not one.
    """
    bilan = donnees.get("bilan")
    fautes = tuple(map(str, donnees.get("fautes", ())))
    return Ligne(**{**donnees, "bilan": Bilan(**bilan) if bilan is not None else None, "fautes": fautes})


def ligne_en_panne(travail: Travail, raison: str, secondes: float = 0.0, memoire: int = 0) -> Ligne:
    """Tell that the process of a folder failed: our fault, or the machine's.

    Args:
        travail: The folder.
        raison: What is known of it, in French.
        secondes: How long it had taken.
        memoire: The peak of its memory, in MiB.

    Returns:
        The line.
    """
    aide = "Relancez avec « --reprendre » ; si cela revient, compilez ce dossier seul et transmettez le message."
    faute = erreur("CD822", f"La compilation s'est arrêtée : {raison}.", Place("sortie"), aide)
    return Ligne(travail.dossier, PANNE, secondes, memoire, None, 1, 0, (en_une_ligne(faute),))


def ligne_trop_longue(travail: Travail, memoire: int = 0) -> Ligne:
    """Tell that a folder took more time than it was given.

    Args:
        travail: The folder.
        memoire: The peak of its memory, in MiB.

    Returns:
        The line.
    """
    faute = erreur("CD823", f"La compilation a duré plus de {travail.delai:g} s et a été arrêtée.", Place("sortie"))
    return Ligne(travail.dossier, DELAI, travail.delai, memoire, None, 1, 0, (en_une_ligne(faute),))


def en_une_ligne(d: Diagnostic) -> str:
    """Write a fault on one line.

    Args:
        d: The fault.

    Returns:
        Its place, its code, its sentence.
    """
    return f"{d.place}: {d.code} {d.message}"


@dataclass(frozen=True, slots=True)
class Rapport:
    """What became of a batch.

    Attributes:
        lignes: A line a folder.
        secondes: How long it took.
        processus: How many folders at once; 0 for a cluster.
    """

    lignes: tuple[Ligne, ...]
    secondes: float
    processus: int = 0

    @property
    def comptes(self) -> Mapping[str, int]:
        """How many folders came to each state."""
        return Counter(ligne.etat for ligne in self.lignes)

    @property
    def par_minute(self) -> float:
        """How many folders a minute."""
        return 60 * len(self.lignes) / self.secondes if self.secondes else 0.0

    @property
    def memoire(self) -> int:
        """The greatest peak of memory of a process, in MiB."""
        return max((ligne.memoire for ligne in self.lignes), default=0)

    def en_json(self) -> bytes:
        """Write it, for programs and for `--reprendre`."""
        valeur: dict[str, Any] = {
            "format": FORMAT,
            "outil": __version__,
            "processus": self.processus,
            "secondes": round(self.secondes, 3),
            "dossiers_par_minute": round(self.par_minute, 1),
            "memoire_mio": self.memoire,
            "comptes": dict(sorted(self.comptes.items())),
            "dossiers": [ligne.en_donnees() for ligne in sorted(self.lignes, key=lambda l: l.dossier)],
        }
        return (json.dumps(valeur, ensure_ascii=False, indent=1) + "\n").encode()


def lire_rapport(octets: bytes) -> dict[str, Ligne] | None:
    """Read the report of an earlier batch.

    Args:
        octets: The file.

    Returns:
        Its lines by folder; None when it is no report.
    """
    try:
        lu = json.loads(octets)
        if lu["format"] != FORMAT:
            return None
        return {ligne.dossier: ligne for ligne in map(lire_ligne, lu["dossiers"])}
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None
