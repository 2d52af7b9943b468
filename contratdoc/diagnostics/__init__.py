"""Faults as data. Imports nothing of the project."""

from contratdoc.diagnostics.diagnostic import (
    Diagnostic,
    Remplacement,
    Resultat,
    Severite,
    a_des_erreurs,
    avertissement,
    erreur,
    trier,
)
from contratdoc.diagnostics.fiche import Famille, Fiche
from contratdoc.diagnostics.place import Place
from contratdoc.diagnostics.suggestions import plus_proche, vouliez_vous_dire

__all__ = [
    "Diagnostic",
    "Famille",
    "Fiche",
    "Place",
    "Remplacement",
    "Resultat",
    "Severite",
    "a_des_erreurs",
    "avertissement",
    "erreur",
    "plus_proche",
    "trier",
    "vouliez_vous_dire",
]
