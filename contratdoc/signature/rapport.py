"""What a verification found, as plain data: what is proved, what is false, what is neither."""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from contratdoc.diagnostics import Diagnostic, Place, erreur


class Verdict(StrEnum):
    """What a finding is worth; a note says how far the others go, and weighs nothing."""

    PROUVE = "prouvé"
    FAUX = "faux"
    NON_PROUVE = "non prouvé"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Constat:
    """One finding: a French sentence, and the code of its sheet when it is false."""

    verdict: Verdict
    phrase: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Signataire:
    """A party, and its signature when it has signed.

    Attributes:
        id: Its identifier.
        nom: Its name.
        qualite: The quality in which its representative signs.
        champ: Its field.
        titulaire: The name in the certificate; empty when it has not signed.
        date: When, in ISO form; empty when unknown.
        horodatee: Whether a trusted time stamp gives the date.
        valide: Whether the signature is valid; False too when it is absent.
        empreinte: SHA-256 of the certificate.
    """

    id: str
    nom: str
    qualite: str
    champ: str
    titulaire: str = ""
    date: str = ""
    horodatee: bool = False
    valide: bool = False
    empreinte: str = ""

    @property
    def quand(self) -> str:
        """The date as read, in the user's own time."""
        if not self.date:
            return "à une date inconnue"
        return f"le {dt.datetime.fromisoformat(self.date).astimezone():%d/%m/%Y à %H:%M}"


@dataclass(frozen=True, slots=True)
class Rapport:
    """The whole: who signed, what was found."""

    signataires: tuple[Signataire, ...] = ()
    constats: tuple[Constat, ...] = ()
    joints: tuple[tuple[str, int, str], ...] = field(default=())
    """Each attached file: name, size, SHA-256."""

    def de(self, verdict: Verdict) -> tuple[Constat, ...]:
        """The findings of one kind."""
        return tuple(c for c in self.constats if c.verdict is verdict)

    @property
    def verdict(self) -> Verdict:
        """The worst of the findings."""
        for verdict in (Verdict.FAUX, Verdict.NON_PROUVE):
            if self.de(verdict):
                return verdict
        return Verdict.PROUVE

    def avec(self, *constats: Constat) -> Rapport:
        """Add findings."""
        return dataclasses.replace(self, constats=(*self.constats, *constats))

    def diagnostics(self, fichier: str) -> tuple[Diagnostic, ...]:
        """What is false, as diagnostics of a file."""
        return tuple(erreur(c.code, c.phrase, Place(fichier)) for c in self.de(Verdict.FAUX))

    def en_donnees(self) -> dict[str, Any]:
        """Return plain data, for JSON."""
        return {
            "verdict": str(self.verdict),
            "signataires": [dataclasses.asdict(s) for s in self.signataires],
            "constats": [{"verdict": str(c.verdict), "code": c.code, "phrase": c.phrase} for c in self.constats],
            "joints": [{"chemin": n, "taille": t, "sha256": e} for n, t, e in self.joints],
        }

    @classmethod
    def depuis_donnees(cls, donnees: dict[str, Any]) -> Rapport:
        """Read it again from its plain data."""
        return cls(
            tuple(Signataire(**s) for s in donnees["signataires"]),
            tuple(Constat(Verdict(c["verdict"]), c["phrase"], c["code"]) for c in donnees["constats"]),
            tuple((j["chemin"], j["taille"], j["sha256"]) for j in donnees["joints"]),
        )


def prouve(phrase: str) -> Constat:
    """A finding that is proved."""
    return Constat(Verdict.PROUVE, phrase)


def faux(code: str, phrase: str) -> Constat:
    """A finding that is false."""
    return Constat(Verdict.FAUX, phrase, code)


def non_prouve(phrase: str) -> Constat:
    """A finding that is not proved, and not false either."""
    return Constat(Verdict.NON_PROUVE, phrase)


def note(phrase: str) -> Constat:
    """How far the findings go."""
    return Constat(Verdict.NOTE, phrase)
