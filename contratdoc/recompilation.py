"""A PDF made again from the sources that it carries: the same bytes prove that its pages say what its sources say."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from contratdoc.diagnostics import Diagnostic, Place, Resultat, erreur
from contratdoc.fabrication import Commande, ecrire, sources_du_contrat
from contratdoc.manifeste import faire_acte
from contratdoc.pipeline import check_dossier
from contratdoc.source.dossier import CADRES, MODELES, SCEAU, Dossier

_ALLURES = ("modeles/charte.yaml", *(f"modeles/{n}" for n in CADRES))
_NECESSAIRES = tuple(f"modeles/{n}" for n in (*MODELES, *CADRES))


class RecompilationImpossible(Exception):
    """The sources do not make a document; `diagnostics` says why."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__(" ; ".join(f"{d.code} {d.message}" for d in diagnostics))
        self.diagnostics = diagnostics


def recompiler(
    fichiers: Mapping[str, bytes], outil: Mapping[str, Any] | None = None, avenant: int | None = None
) -> bytes:
    """Make the PDF of a contract, or of an avenant, again, as it was before any signature.

    Nothing is read from the disk but the tool itself, and nothing is written but in a folder of its own. A hostile
    frame may still take time and memory: whoever does not trust the sources runs this in a process with bounds.

    Args:
        fichiers: The sources, by their path in the contract's folder.
        outil: What the deed of the first PDF declares under `outil`, so that another version of a library that makes
            the same pages makes the same bytes too; None to declare the versions at work here.

        avenant: What the deed declares under `options`: the number of the avenant. When the sources hold the seal, it
            is an avenant that they make, the last one unless said otherwise.

    Returns:
        The file.

    Raises:
        RecompilationImpossible: The sources are incomplete, or have an error.
    """
    un_avenant = SCEAU in fichiers
    manquants = [n for n in (_ALLURES if un_avenant else _NECESSAIRES) if n not in fichiers]
    if manquants:
        raise RecompilationImpossible(tuple(erreur("CD020", "Ce fichier manque.", Place(n)) for n in manquants))
    dossier = Dossier(Path(), dict(fichiers))
    fait = _refaire_avenant(dossier, outil, avenant) if un_avenant else _refaire_contrat(dossier, outil)
    if fait.valeur is None:
        raise RecompilationImpossible(fait.diagnostics)
    return fait.valeur


def _refaire_avenant(dossier: Dossier, outil: Mapping[str, Any] | None, numero: int | None) -> Resultat[bytes]:
    from contratdoc.editions import refaire_avenant  # a contract has no use for it

    return refaire_avenant(dossier, numero, outil)


def _refaire_contrat(dossier: Dossier, outil: Mapping[str, Any] | None) -> Resultat[bytes]:
    verification = check_dossier(dossier)
    document = verification.document
    if document is None:
        return Resultat(None, verification.diagnostics)
    acte = faire_acte(document, sources_du_contrat(dossier), verification.controles, "typst", outil)
    ecrits = ecrire(Commande(document, dossier, acte, ("pdf",), "typst", lambda _: None), None)
    return Resultat(ecrits.valeur[0]["pdf"] if ecrits.valeur is not None else None, ecrits.diagnostics)
