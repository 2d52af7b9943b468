"""What a code means: the documentation of a fault, in fixed sections, printed by `contratdoc expliquer`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from contratdoc.diagnostics.diagnostic import Diagnostic, Remplacement, Severite
from contratdoc.diagnostics.place import Place


class Famille(StrEnum):
    """What a fault is about."""

    LECTURE = "lecture"
    SCHEMA = "schéma"
    REFERENCES = "références"
    TEXTES = "textes"
    CHIFFRES = "chiffres"
    ANNEXE_2 = "annexe 2"
    REDACTION = "rédaction"
    NOMS = "noms"
    DATES = "dates"
    ECRITURE = "écriture"
    AVENANTS = "avenants"
    SIGNATURE = "signature"
    DROIT = "droit"
    ACCESSIBILITE = "accessibilité"
    INTERNE = "interne"


@dataclass(frozen=True, slots=True)
class Fiche:
    """The sheet of a code. Texts are French, in whole sentences.

    Attributes:
        code: `CD` and three digits; never reused.
        nom: The fault's name, in lower case with hyphens: « total-de-tableau-faux ».
        famille: Its family.
        severite: Its usual severity.
        verifie: What is checked.
        pourquoi: Why it matters to who signs or uses the contract.
        exemple: A faulty text.
        correction: The same text put right, or what to do.
        source: Law article, guide or standard; « usage » when there is none.
    """

    code: str
    nom: str
    famille: Famille
    severite: Severite
    verifie: str
    pourquoi: str
    exemple: str
    correction: str
    source: str

    def constat(
        self,
        message: str,
        place: Place,
        *aides: str,
        autres: tuple[tuple[Place, str], ...] = (),
        severite: Severite | None = None,
        remplacement: Remplacement | None = None,
    ) -> Diagnostic:
        """Make the diagnostic of one fault.

        Args:
            message: One French sentence that stands alone.
            place: Where the fault is.
            *aides: What to do; empty ones are dropped.
            autres: Second places, each with a short French label.
            severite: The severity of this fault when it is not the usual one.
            remplacement: The text to put at `place`, when the fault is mechanical.

        Returns:
            The diagnostic.
        """
        utiles = tuple(a for a in aides if a)
        return Diagnostic(self.code, severite or self.severite, message, place, utiles, autres, remplacement)
