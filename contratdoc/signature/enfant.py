"""The process in which a PDF from outside is read: its time, its memory and what it may write are bounded.

    python -m contratdoc.signature.enfant examen|reprise DOSSIER

The folder holds `document.pdf` and the anchors; the findings go to `<task>.json` in it, attached files to `joints/`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Final

MEMOIRE: Final = 500 * 1024 * 1024
SECONDES: Final = 30
ECRIT: Final = 256 * 1024 * 1024


def borner() -> None:
    """Set the bounds on this process, before it reads anything. Windows knows only the time that the parent keeps."""
    if sys.platform == "win32":  # pragma: no cover - no such limits there
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDES, SECONDES + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (ECRIT, ECRIT))
    resource.setrlimit(resource.RLIMIT_DATA, (MEMOIRE, MEMOIRE))


def main(tache: str, dossier: Path) -> int:
    """Carry out one task.

    Args:
        tache: `examen` or `reprise`.
        dossier: Where the file stands.

    Returns:
        0; the process dies of its bounds otherwise.
    """
    borner()
    octets = (dossier / "document.pdf").read_bytes()
    if tache == "examen":
        donnees = _examen(octets, dossier)
    else:
        from contratdoc.signature.rapport import Rapport
        from contratdoc.signature.reprise import reprendre

        donnees = Rapport((), reprendre(octets)).en_donnees()
    (dossier / f"{tache}.json").write_text(json.dumps(donnees), "utf-8")
    return 0


def _examen(octets: bytes, dossier: Path) -> dict[str, object]:
    from pyhanko.keys import load_certs_from_pemder_data

    from contratdoc.signature.examen import examiner

    ancres = [c for f in sorted(dossier.glob("ancre-*")) for c in load_certs_from_pemder_data(f.read_bytes())]
    rapport, joints = examiner(octets, ancres)
    rang = dossier / "joints"
    rang.mkdir()
    for numero, contenu in enumerate(joints.values()):
        (rang / str(numero)).write_bytes(contenu)
    return rapport.en_donnees()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
