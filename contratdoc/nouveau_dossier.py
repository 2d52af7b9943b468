"""The files of a new contract's folder: examples, frames and schemas, that compile in draft at once."""

from __future__ import annotations

from pathlib import Path

from contratdoc.schema.schemas_json import schemas_json
from contratdoc.schema.squelette import squelette
from contratdoc.writers import docx, typst

_EXEMPLES = Path(__file__).with_name("gabarits") / "dossier"
_PARTENAIRE = "partenaire-exemple"


def fichiers_du_dossier() -> dict[str, bytes]:
    """Return the content of a new folder, by path."""
    fichiers = {
        chemin.relative_to(_EXEMPLES).as_posix(): chemin.read_bytes()
        for chemin in sorted(_EXEMPLES.rglob("*"))
        if chemin.is_file()
    }
    fichiers["modeles/contrat.docx"] = docx.cadre_initial()
    fichiers["modeles/contrat.typ"] = typst.cadre_initial().encode()
    fichiers[f"contributions/{_PARTENAIRE}.yaml"] = squelette("partenaire", _PARTENAIRE).encode()
    fichiers["sortie/.gitkeep"] = b""
    fichiers |= {f"modeles/schemas/{nom}": texte.encode() for nom, texte in schemas_json().items()}
    return fichiers
