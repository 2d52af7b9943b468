"""Faults as SARIF 2.1.0 (OASIS standard), for tools that gather the findings of many checkers."""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import TYPE_CHECKING
from urllib.parse import quote

from contratdoc.diagnostics.diagnostic import Diagnostic, Severite, trier

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from contratdoc.diagnostics.fiche import Fiche
    from contratdoc.diagnostics.place import Place

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_NIVEAUX = {Severite.ERREUR: "error", Severite.AVERTISSEMENT: "warning", Severite.INFO: "note"}


def rendre_sarif(diagnostics: Iterable[Diagnostic], fiches: Mapping[str, Fiche], version: str) -> str:
    """Return a SARIF log of one run.

    Args:
        diagnostics: The faults.
        fiches: The sheet of each code; only those of the codes found are written.
        version: The version of contratdoc.

    Returns:
        The log, on several lines.
    """
    tries = trier(diagnostics)
    codes = sorted({d.code for d in tries})
    rangs = {code: i for i, code in enumerate(codes)}
    run = {
        "tool": {
            "driver": {
                "name": "contratdoc",
                "version": version,
                "language": "fr-FR",
                "rules": [_regle(code, fiches.get(code)) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_resultat(d, rangs[d.code]) for d in tries],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def _regle(code: str, fiche: Fiche | None) -> dict[str, object]:
    if fiche is None:
        return {"id": code}
    return {
        "id": code,
        "name": fiche.nom,
        "shortDescription": {"text": fiche.verifie},
        "fullDescription": {"text": f"{fiche.verifie} {fiche.pourquoi}"},
        "help": {"text": f"Exemple fautif : {fiche.exemple}\nCorrection : {fiche.correction}\nSource : {fiche.source}"},
        "defaultConfiguration": {"level": _NIVEAUX[fiche.severite]},
        "properties": {"tags": [fiche.famille.value]},
    }


def _resultat(d: Diagnostic, rang: int) -> dict[str, object]:
    resultat: dict[str, object] = {
        "ruleId": d.code,
        "ruleIndex": rang,
        "level": _NIVEAUX[d.severite],
        "message": {"text": " ".join((d.message, *d.aides))},
        "locations": [_lieu(d.place)],
    }
    if d.autres:
        resultat["relatedLocations"] = [{**_lieu(p), "message": {"text": t}} for p, t in dict.fromkeys(d.autres)]
    if d.remplacement is not None and d.place.ligne and d.place.colonne:
        resultat["fixes"] = [_correction(d.place, d.remplacement.ancien, d.remplacement.nouveau)]
    return resultat


def _lieu(p: Place) -> dict[str, object]:
    lieu: dict[str, object] = {"artifactLocation": _fichier(p)}
    if p.ligne:
        lieu["region"] = {"startLine": p.ligne, "startColumn": max(p.colonne, 1)}
    return {"physicalLocation": lieu}


def _fichier(p: Place) -> dict[str, object]:
    if PurePath(p.fichier).is_absolute():
        return {"uri": PurePath(p.fichier).as_uri()}
    return {"uri": quote(p.fichier), "uriBaseId": "%SRCROOT%"}


def _correction(p: Place, ancien: str, nouveau: str) -> dict[str, object]:
    zone = {"startLine": p.ligne, "startColumn": p.colonne, "endLine": p.ligne, "endColumn": p.colonne + len(ancien)}
    remplacement = {"deletedRegion": zone, "insertedContent": {"text": nouveau}}
    return {"artifactChanges": [{"artifactLocation": _fichier(p), "replacements": [remplacement]}]}
