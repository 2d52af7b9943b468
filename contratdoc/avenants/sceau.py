"""The seal: the contract as it was signed, and the chain of avenants; a hash ties each link to the one before it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from contratdoc.avenants.canonique import Bloc, Canonique
from contratdoc.diagnostics import Place, Resultat, erreur

FICHIER = "contrat.scelle.json"
VERSION = 1


@dataclass(frozen=True, slots=True)
class Maillon:
    """One avenant of the chain.

    Attributes:
        numero: Its number, from 1.
        date: The day on which it was sealed as signed.
        fichier: The file it is written in.
        empreinte: SHA-256 of what it says.
        precedent: Hash of the link before it, of the contract for the first.
    """

    numero: int
    date: dt.date
    fichier: str
    empreinte: str
    precedent: str

    @property
    def hash(self) -> str:
        """SHA-256 of the link."""
        return empreinte([self.numero, self.date.isoformat(), self.fichier, self.empreinte, self.precedent])


@dataclass(frozen=True, slots=True)
class Sceau:
    """The sealed contract.

    Attributes:
        date: The day of the seal.
        outil: Name and version of the tool.
        sources: SHA-256 of every source file.
        sorties: SHA-256 of every file made.
        contrat: The contract as data.
        avenants: The chain.
        signes: SHA-256 of each signed PDF: « contrat », then « avenant-1 »… They come after the seal they are tied to.
    """

    date: dt.date
    outil: str
    sources: Mapping[str, str]
    sorties: Mapping[str, str]
    contrat: Canonique
    avenants: tuple[Maillon, ...] = ()
    signes: Mapping[str, str] = field(default_factory=dict)

    @property
    def hash(self) -> str:
        """SHA-256 of the contract as sealed, the chain left out: it never changes."""
        return empreinte(self._base())

    @property
    def dernier(self) -> str:
        """Hash that the next link is tied to."""
        return self.avenants[-1].hash if self.avenants else self.hash

    def _base(self) -> dict[str, object]:
        return {
            "version": VERSION,
            "date": self.date.isoformat(),
            "outil": self.outil,
            "sources": dict(sorted(self.sources.items())),
            "sorties": dict(sorted(self.sorties.items())),
            "contrat": self.contrat.en_json(),
        }

    def en_json(self) -> bytes:
        """Return the file's bytes."""
        avenants = [
            {
                "numero": m.numero,
                "date": m.date.isoformat(),
                "fichier": m.fichier,
                "empreinte": m.empreinte,
                "precedent": m.precedent,
            }
            for m in self.avenants
        ]
        objet = {**self._base(), "empreinte": self.hash, "avenants": avenants}
        if avenants:
            objet["chaine"] = self.dernier  # nothing comes after the last link to hold it
        if self.signes:
            objet["signes"] = {"fichiers": dict(sorted(self.signes.items())), "empreinte": self.lien_des_signes}
        return (json.dumps(objet, ensure_ascii=False, indent=1) + "\n").encode()

    @property
    def lien_des_signes(self) -> str:
        """Hash that ties the signed files to the contract sealed."""
        return empreinte([self.hash, dict(sorted(self.signes.items()))])

    def avec_signe(self, quoi: str, sha256: str) -> Sceau:
        """Return the seal that names one more signed file."""
        return replace(self, signes={**self.signes, quoi: sha256})

    def prolonger(self, numero: int, date: dt.date, fichier: str, dit: str) -> Sceau:
        """Return the seal with one more avenant at the end of its chain."""
        return replace(self, avenants=(*self.avenants, Maillon(numero, date, fichier, dit, self.dernier)))


def empreinte(objet: object) -> str:
    """Return the SHA-256 of plain data, the same for the same data."""
    texte = json.dumps(objet, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(texte.encode()).hexdigest()


def lire_sceau(octets: bytes) -> Resultat[Sceau]:
    """Read a seal, and check that no one edited it.

    Args:
        octets: The file.

    Returns:
        The seal; None when it cannot be read, or when a hash is not that of what it ties.
    """
    place = Place(FICHIER)
    try:
        objet = json.loads(octets)
        sceau, dite = _depuis_json(objet)
        bout = str(objet.get("chaine", sceau.hash))
    except _VersionPlusRecente as e:
        message = f"Ce sceau est au format {e}, plus récent que celui que cet outil connaît ({VERSION})."
        aide = "Mettez contratdoc à jour : le sceau a été fait par une version plus récente."
        return Resultat(None, (erreur("CD845", message, place, aide),))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        aide = "Reprenez le fichier tel que « contratdoc sceller » l'a écrit."
        return Resultat(None, (erreur("CD841", "Le sceau du contrat n'est pas lisible.", place, aide),))
    if sceau.hash != dite:
        message = "Le sceau a été modifié à la main : son contenu n'a plus l'empreinte qu'il porte."
        aide = "Reprenez le fichier d'origine : le sceau d'un contrat signé ne change jamais."
        return Resultat(None, (erreur("CD842", message, place, aide),))
    precedent, aide = sceau.hash, "Reprenez le fichier d'origine : un avenant scellé ne change plus."
    for rang, m in enumerate(sceau.avenants, 1):
        if m.precedent != precedent or m.numero != rang:
            message = f"La chaîne des avenants est rompue avant l'avenant n° {m.numero}."
            return Resultat(None, (erreur("CD842", message, place, aide),))
        precedent = m.hash
    if precedent != bout or (sceau.signes and objet["signes"].get("empreinte") != sceau.lien_des_signes):
        message = "La chaîne des avenants a été modifiée à la main : son dernier maillon n'a plus son empreinte."
        return Resultat(None, (erreur("CD842", message, place, aide),))
    return Resultat(sceau)


class _VersionPlusRecente(Exception):
    """A seal made by a tool that is not there yet."""


def _depuis_json(objet: dict) -> tuple[Sceau, str]:  # type: ignore[type-arg]
    version = objet["version"]
    if isinstance(version, int) and version > VERSION:
        raise _VersionPlusRecente(version)
    if version != VERSION:
        raise ValueError(version)
    textes = {f: tuple(Bloc(str(i), str(t)) for i, t in blocs) for f, blocs in objet["contrat"]["textes"].items()}
    avenants = tuple(
        Maillon(
            int(m["numero"]),
            dt.date.fromisoformat(m["date"]),
            str(m["fichier"]),
            str(m["empreinte"]),
            str(m["precedent"]),
        )
        for m in objet["avenants"]
    )
    sceau = Sceau(
        dt.date.fromisoformat(objet["date"]),
        str(objet["outil"]),
        {str(k): str(v) for k, v in objet["sources"].items()},
        {str(k): str(v) for k, v in objet["sorties"].items()},
        Canonique(dict(objet["contrat"]["donnees"]), textes),
        avenants,
        {str(k): str(v) for k, v in objet.get("signes", {}).get("fichiers", {}).items()},
    )
    return sceau, str(objet["empreinte"])
