"""The deed of compilation: what made a document, from which sources, with which checks passed.

It goes into the PDF (`acte-de-compilation.json`) and, without the hash of the Word file, into the Word file itself.
Nothing in it depends on the day, the machine or the folder: whoever has the same sources and tools makes the same deed.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from contratdoc import __version__
from contratdoc.diagnostics import Severite
from contratdoc.document.noeuds import Signatures
from contratdoc.writers.pdf.champs import nom_de_champ

if TYPE_CHECKING:
    from contratdoc.diagnostics import Diagnostic
    from contratdoc.document.noeuds import Document, Signataire
    from contratdoc.source.acceptations import Acceptation

FORMAT: Final = "contratdoc/acte-de-compilation/1"

BIBLIOTHEQUES: Final = (
    "docxtpl",
    "font-source-sans-pro",
    "jinja2",
    "lxml",
    "markdown-it-py",
    "mdit-py-plugins",
    "pillow",
    "pydantic",
    "ruamel.yaml",
    "typst",
)
"""Those whose work shows in the files made; those of the command line and of the reading of PDFs do not."""


@dataclass(frozen=True, slots=True)
class Controles:
    """What the checks said, the day left out: an acceptance that has ended is shown with its end.

    Attributes:
        regles: How many rules were run.
        diagnostics: What stands, told to whoever compiles.
        acceptes: What the sources accept, each with its acceptance.
    """

    regles: int
    diagnostics: Sequence[Diagnostic] = ()
    acceptes: Sequence[tuple[Diagnostic, Acceptation]] = ()

    def en_donnees(self) -> dict[str, int]:
        """Count them."""
        par_severite = {s: sum(d.severite is s for d in self.diagnostics) for s in Severite}
        return {
            "regles": self.regles,
            "erreurs": par_severite[Severite.ERREUR],
            "avertissements": par_severite[Severite.AVERTISSEMENT],
            "remarques": par_severite[Severite.INFO],
            "acceptes": len(self.acceptes),
        }


@dataclass(frozen=True, slots=True)
class Acte:
    """A deed, but for the files made."""

    donnees: Mapping[str, Any]

    def avec_option(self, nom: str, valeur: str | int) -> Acte:
        """Add one of the choices that the document was made with."""
        return Acte({**self.donnees, "options": {**self.donnees["options"], nom: valeur}})

    def en_json(self, sorties: Mapping[str, bytes] | None = None) -> bytes:
        """Write it in its one form: keys sorted, UTF-8.

        Args:
            sorties: The files made with the one that carries the deed; None in the Word file, which names no file.
        """
        donnees = dict(self.donnees)
        if sorties is not None:
            donnees["sorties"] = {nom: {"sha256": _empreinte(octets)} for nom, octets in sorties.items()}
        return (json.dumps(donnees, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def faire_acte(
    document: Document,
    sources: Mapping[str, bytes],
    controles: Controles,
    moteur: str,
    outil: Mapping[str, Any] | None = None,
) -> Acte:
    """Make the deed of a document.

    Args:
        document: The document.
        sources: All that it was made from, by name.
        controles: What the checks said.
        moteur: What makes its PDF.
        outil: The versions that another deed declares, to make that one again; None for those at work here.

    Returns:
        The deed.
    """
    return Acte(
        {
            "format": FORMAT,
            "outil": dict(outil) if outil is not None else outil_present(),
            "options": {"brouillon": document.brouillon, "moteur": moteur},
            "sources": [
                {"chemin": nom, "taille": len(octets), "sha256": _empreinte(octets)}
                for nom, octets in sorted(sources.items())
            ],
            "avertissements_acceptes": sorted(
                ({"code": d.code, "place": str(d.place), "raison": _raison(a)} for d, a in controles.acceptes),
                key=lambda a: (a["place"], a["code"], a["raison"]),
            ),
            "controles": controles.en_donnees(),
            "parties": [_partie(s, signable=moteur == "typst" and not document.brouillon) for s in parties(document)],
        }
    )


def outil_present() -> dict[str, Any]:
    """The versions at work: the tool's, and those of the libraries that shape its files."""
    versions = {nom: _version(nom) for nom in BIBLIOTHEQUES}
    # All versions of zlib compress alike; zlib-ng, which some builds of Python use instead, does not.
    versions["zlib"] = "zlib-ng" if "ng" in zlib.ZLIB_RUNTIME_VERSION else "zlib"
    return {"contratdoc": __version__, "bibliotheques": versions}


def parties(document: Document) -> tuple[Signataire, ...]:
    """Those who sign a document, in order, each once."""
    blocs = (b for s in document.sections for b in s.blocs if isinstance(b, Signatures))
    vues: dict[str, Signataire] = {}
    for signataire in (s for b in blocs for s in b.signataires):
        vues.setdefault(signataire.id, signataire)
    return tuple(vues.values())


def _partie(signataire: Signataire, *, signable: bool) -> dict[str, str]:
    return {
        "id": signataire.id,
        "champ": nom_de_champ(signataire.id) if signable else "",
        "signataire": signataire.organisme,
        "representant": signataire.representant,
        "qualite": signataire.qualite,
    }


def _raison(acceptation: Acceptation) -> str:
    fin = acceptation.jusqu_au
    return acceptation.motif + (f" (jusqu'au {fin:%d/%m/%Y})" if fin is not None else "")


def _version(nom: str) -> str:
    from importlib import metadata  # slow to load, and asked for once the layout has begun

    try:
        return metadata.version(nom)
    except metadata.PackageNotFoundError:
        return "inconnue"


def _empreinte(octets: bytes) -> str:
    return hashlib.sha256(octets).hexdigest()
