"""The memory of a build, as data: kept in `sortie/.construction`, trusted only as far as hashes agree.

It is JSON, and read field by field: whoever can write in `sortie` can at most have a build done again.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from contratdoc.bilan import Bilan
from contratdoc.diagnostics import Diagnostic, Place, Remplacement, Severite
from contratdoc.sortie import ATELIER, ETAT

FORMAT: Final = "contratdoc/construction/1"


@dataclass(frozen=True, slots=True)
class Construction:
    """A build, as the next one needs to know it.

    Attributes:
        cle: The hash of all that it was made from.
        sorties: The hash of each file made, by format.
        bilan: Its figures.
        diagnostics: What the checks said.
        du_pdf: What was said besides when the PDF was written.
        echeances: The days on which acceptances end, in ISO form.
        echues: Those that had passed.
    """

    cle: str
    sorties: Mapping[str, str]
    bilan: Bilan
    diagnostics: tuple[Diagnostic, ...]
    du_pdf: tuple[Diagnostic, ...] = ()
    echeances: tuple[str, ...] = ()
    echues: tuple[str, ...] = ()


def lire_construction(sortie: Path) -> Construction | None:
    """Read the memory of the last build.

    Args:
        sortie: The folder of the outputs.

    Returns:
        The build; None when there is none, or none that can be understood.
    """
    try:
        lu = json.loads((sortie / ATELIER / ETAT).read_bytes())
        if lu["format"] != FORMAT:
            return None
        return Construction(
            str(lu["cle"]),
            {str(f): str(h) for f, h in lu["sorties"].items()},
            Bilan(**{str(k): int(v) for k, v in lu["bilan"].items()}),
            _diagnostics(lu["diagnostics"]),
            _diagnostics(lu["du_pdf"]),
            tuple(map(str, lu["echeances"])),
            tuple(map(str, lu["echues"])),
        )
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None


def garder_construction(sortie: Path, construction: Construction) -> None:
    """Keep the memory of a build; where it cannot be kept, the next build is done whole, and no harm is done.

    Args:
        sortie: The folder of the outputs.
        construction: The build.
    """
    valeur = {
        "format": FORMAT,
        "cle": construction.cle,
        "sorties": dict(construction.sorties),
        "bilan": asdict(construction.bilan),
        "diagnostics": [_en_donnees(d) for d in construction.diagnostics],
        "du_pdf": [_en_donnees(d) for d in construction.du_pdf],
        "echeances": construction.echeances,
        "echues": construction.echues,
    }
    # Two builds at once must not write into one another's file; the last one to take its place is as good as the first.
    neuf = sortie / ATELIER / f"{ETAT}.{os.getpid()}"
    with contextlib.suppress(OSError):
        neuf.write_text(json.dumps(valeur, ensure_ascii=False), "utf-8")
        neuf.replace(sortie / ATELIER / ETAT)


def _en_donnees(d: Diagnostic) -> dict[str, Any]:
    donnees: dict[str, Any] = {
        "code": d.code,
        "severite": d.severite.value,
        "message": d.message,
        "place": _place(d.place),
        "aides": d.aides,
    }
    if d.autres:
        donnees["autres"] = [[_place(p), texte] for p, texte in d.autres]
    if d.remplacement is not None:
        donnees["remplacement"] = [d.remplacement.ancien, d.remplacement.nouveau]
    return donnees


def _place(place: Place) -> list[str | int]:
    return [place.fichier, place.ligne, place.colonne]


def _diagnostics(lus: list[dict[str, Any]]) -> tuple[Diagnostic, ...]:
    return tuple(
        Diagnostic(
            str(d["code"]),
            Severite(d["severite"]),
            str(d["message"]),
            _lire_place(d["place"]),
            tuple(map(str, d["aides"])),
            tuple((_lire_place(p), str(texte)) for p, texte in d.get("autres", ())),
            Remplacement(*map(str, d["remplacement"])) if "remplacement" in d else None,
        )
        for d in lus
    )


def _lire_place(lu: list[Any]) -> Place:
    fichier, ligne, colonne = lu
    return Place(str(fichier), int(ligne), int(colonne))
