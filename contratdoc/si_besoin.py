"""Compile a folder unless its last build still holds: what the commands call."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from contratdoc.bilan import Compilation, Options
from contratdoc.incremental import construction_faite

_FORMATS: Final = ("docx", "pdf")
_SANS_OPTION: Final = Options()


def compiler_si_besoin(
    racine: Path,
    formats: Sequence[str] = _FORMATS,
    options: Options = _SANS_OPTION,
    avancement: Callable[[str], None] = lambda _: None,
    *,
    a_part: bool = False,
) -> Compilation:
    """Compile a contract's folder, unless its last build still holds.

    Args:
        racine: The contract's folder.
        formats: Among `docx` and `pdf`.
        options: The choices of the build.
        avancement: Told what is being done.
        a_part: True to let the rules run in another process meanwhile.

    Returns:
        What `pipeline.compiler` gives; from memory when nothing moved.
    """
    fait = construction_faite(racine, formats, options)
    if fait is not None:
        return fait
    from contratdoc.pipeline import compiler  # the whole compiler, loaded only when there is something to do

    return compiler(
        racine,
        formats=formats,
        moteur=options.moteur,
        brouillon=options.brouillon,
        aujourd_hui=options.aujourd_hui,
        avancement=avancement,
        a_part=a_part,
    )
