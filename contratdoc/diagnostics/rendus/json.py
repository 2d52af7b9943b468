"""Faults as JSON, for another program."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from contratdoc.diagnostics.diagnostic import Diagnostic, Severite, trier

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from contratdoc.diagnostics.fiche import Fiche
    from contratdoc.diagnostics.place import Place


def rendre_json(diagnostics: Iterable[Diagnostic], fiches: Mapping[str, Fiche], version: str) -> str:
    """Return every fault, sorted by place, with their counts.

    Args:
        diagnostics: The faults.
        fiches: The sheet of each code.
        version: The version of contratdoc.

    Returns:
        A JSON object on several lines.
    """
    constats = [_constat(d, fiches) for d in trier(diagnostics)]
    compte = {s.value: sum(c["severite"] == s.value for c in constats) for s in Severite}
    objet = {"outil": {"nom": "contratdoc", "version": version}, "compte": compte, "constats": constats}
    return json.dumps(objet, ensure_ascii=False, indent=1) + "\n"


def _constat(d: Diagnostic, fiches: Mapping[str, Fiche]) -> dict[str, object]:
    objet: dict[str, object] = {
        "code": d.code,
        "nom": fiches[d.code].nom if d.code in fiches else "",
        "severite": d.severite.value,
        "message": d.message,
        **_place(d.place),
        "aides": list(d.aides),
        "autres": [{**_place(p), "texte": t} for p, t in d.autres],
    }
    if d.remplacement is not None:
        objet["remplacement"] = {"ancien": d.remplacement.ancien, "nouveau": d.remplacement.nouveau}
    return objet


def _place(p: Place) -> dict[str, object]:
    return {"fichier": p.fichier, "ligne": p.ligne, "colonne": p.colonne}
