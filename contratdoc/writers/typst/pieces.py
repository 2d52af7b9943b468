"""The files that a PDF carries: what it was made from, and a place for the deed of compilation.

They are attached by typst (PDF/A-3 associated files), after the frame's own text: a frame never decides of them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Final

from contratdoc.writers.pdf.acte import ACTE

NOM_LISTE: Final = "pieces.json"
NOM_PIECES: Final = "pieces"
JOINDRE: Final = f"""
#let pieces = std.read("{NOM_PIECES}", encoding: none)
#for p in std.json("{NOM_LISTE}") {{
  std.pdf.attach(
    p.nom,
    pieces.slice(p.debut, count: p.taille),
    relationship: p.lien,
    mime-type: p.nature,
    description: p.description,
  )
}}
"""
QUELCONQUE: Final = "application/octet-stream"
NATURES: Final = {
    ".yaml": "application/yaml",  # RFC 9512
    ".md": "text/markdown",  # RFC 7763
    ".json": "application/json",
    ".typ": "text/plain",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
}


def nature_de(nom: str) -> str:
    """The MIME type of a source, by the end of its name."""
    return NATURES.get(PurePosixPath(nom).suffix.lower(), QUELCONQUE)


def poser_pieces(racine: Path, sources: Mapping[str, bytes]) -> str:
    """Write the files to attach beside the frame, end to end in one: a file each would cost more than to read them.

    Args:
        racine: The folder of the run.
        sources: The files by name; the deed comes besides.

    Returns:
        What the frame is followed by.
    """
    liste = [_fiche(ACTE, (0, 0), "data", "Acte de compilation : versions, empreintes, contrôles")]
    noms = sorted(sources)
    debut = 0
    for nom in noms:
        liste.append(_fiche(nom, (debut, len(sources[nom])), "source", f"Source du document : {nom}"))
        debut += len(sources[nom])
    (racine / NOM_PIECES).write_bytes(b"".join(sources[nom] for nom in noms))
    (racine / NOM_LISTE).write_text(json.dumps(liste), encoding="utf-8")
    return JOINDRE


def _fiche(nom: str, place: tuple[int, int], lien: str, description: str) -> dict[str, str | int]:
    debut, taille = place
    nature = nature_de(nom)
    return {
        "nom": nom,
        "debut": debut,
        "taille": taille,
        "lien": lien,
        "nature": nature,
        "description": description,
    }
