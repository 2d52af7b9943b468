"""The sheets of the faults that the passes raise; those of the rules stand with the rules."""

from __future__ import annotations

from contratdoc.diagnostics.fiches import (
    acceptations,
    avenants,
    ecriture,
    formulaires,
    importation,
    lecture,
    references,
    schema,
    signature,
    textes,
)

FICHES_DES_PASSES = tuple(
    sorted(
        (
            *lecture.FICHES,
            *acceptations.FICHES,
            *schema.FICHES,
            *references.FICHES,
            *textes.FICHES,
            *ecriture.FICHES,
            *formulaires.FICHES,
            *importation.FICHES,
            *avenants.FICHES,
            *signature.FICHES,
        ),
        key=lambda f: f.code,
    )
)
"""Every sheet of a pass, in the order of codes."""
