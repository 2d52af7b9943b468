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
JOINDRE: Final = f"""
#for p in std.json("{NOM_LISTE}") {{
  std.pdf.attach(
    p.nom,
    std.read(p.fichier, encoding: none),
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
    """Write the files to attach beside the frame, under names of our own.

    Args:
        racine: The folder of the run.
        sources: The files by name; the deed comes besides.

    Returns:
        What the frame is followed by.
    """
    liste = [_fiche(ACTE, "piece-0", "data", "Acte de compilation : versions, empreintes, contrôles")]
    (racine / "piece-0").write_bytes(b"")
    for rang, nom in enumerate(sorted(sources), 1):
        (racine / f"piece-{rang}").write_bytes(sources[nom])
        liste.append(_fiche(nom, f"piece-{rang}", "source", f"Source du document : {nom}"))
    (racine / NOM_LISTE).write_text(json.dumps(liste), encoding="utf-8")
    return JOINDRE


def _fiche(nom: str, fichier: str, lien: str, description: str) -> dict[str, str]:
    return {"nom": nom, "fichier": fichier, "lien": lien, "nature": nature_de(nom), "description": description}
