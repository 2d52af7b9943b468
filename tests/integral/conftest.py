"""Makes `outils` importable from here."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from typing import TYPE_CHECKING, NamedTuple

import pytest
from lecture_pdf import Pdf
from lecture_word import Word
from outils import copier_contrat

from contratdoc.pipeline import Compilation, compiler

if TYPE_CHECKING:
    from collections.abc import Callable


class Contrat(NamedTuple):
    """The repository's contract, compiled in a copy, and read back."""

    dossier: Path
    fait: Compilation
    word: Word
    pdf: Pdf


@pytest.fixture(scope="session")
def contrat(tmp_path_factory: pytest.TempPathFactory) -> Contrat:
    dossier = copier_contrat(tmp_path_factory.mktemp("contrat"))
    fait = compiler(dossier)
    assert fait.bilan is not None, "\n".join(f"{d.place}: {d.message}" for d in fait.diagnostics)
    return Contrat(dossier, fait, *lire(fait))


def lire(fait: Compilation) -> tuple[Word, Pdf]:
    """What was written, read by readers that share nothing with the writers."""
    return Word(fait.fichiers["docx"].read_bytes()), Pdf(fait.fichiers["pdf"].read_bytes())


@pytest.fixture(scope="session")
def relire() -> Callable[[Compilation], tuple[Word, Pdf]]:
    return lire
