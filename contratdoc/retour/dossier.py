"""A copy that came back to a contract's folder: its changes listed, and those that are chosen taken over."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from contratdoc.diagnostics import Diagnostic, Place, Resultat, a_des_erreurs, avertissement
from contratdoc.ecrits.from_docx import lire_docx
from contratdoc.pipeline import check_dossier, load_dossier, write_docx
from contratdoc.retour.reprendre import Retouche, lister_retouches, reprendre

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from contratdoc.source.dossier import Dossier

_CADRE = "modeles/contrat.docx"
_BEAUCOUP = 0.5
"""A copy of which so many paragraphs differ is not one of this contract, or not of these sources."""


@dataclass(frozen=True, slots=True)
class Retour:
    """A copy that came back.

    Attributes:
        retouches: Every change, in the order of the contract.
        fichiers: The sources that the chosen ones change, and their new content.
    """

    retouches: tuple[Retouche, ...]
    fichiers: dict[str, bytes]


def lire_retour(
    racine: Path, octets: bytes, nom: str, choisies: Collection[int] | None = (), *, brouillon: bool = False
) -> Resultat[Retour]:
    """Compare a copy with the contract that the present sources make; nothing is written.

    Args:
        racine: The contract's folder.
        octets: The Word copy.
        nom: Its name, as shown in diagnostics.
        choisies: Ranks, from 1, of the changes to take over; None for all that can be.
        brouillon: True when the copy is one of a draft.

    Returns:
        The changes; None when the copy or the sources cannot be read, or when the sources would not compile any more.
    """
    dossier = load_dossier(racine)
    if dossier.valeur is None:
        return Resultat(None, dossier.diagnostics)
    verification = check_dossier(dossier.valeur, brouillon=brouillon)
    if verification.contrat is None or verification.document is None:
        return Resultat(None, verification.diagnostics)
    revenue = lire_docx(octets, nom)
    if revenue.valeur is None:
        return Resultat(None, revenue.diagnostics)
    compilee = lire_docx(write_docx(verification.document, dossier.valeur.fichiers[_CADRE], {}), nom).valeur
    if compilee is None:
        raise AssertionError(_CADRE)
    retouches = lister_retouches(compilee, revenue.valeur, verification.contrat, dossier.valeur.fichiers)
    fautes: tuple[Diagnostic, ...] = ()
    if len(retouches) > _BEAUCOUP * len(compilee.tous):
        message = f"Sur {len(compilee.tous)} paragraphes, {len(retouches)} diffèrent : est-ce une copie de ce contrat ?"
        fautes = (avertissement("CD876", message, Place(nom)),)
    prises = [r for i, r in enumerate(retouches, 1) if r.editions and (choisies is None or i in choisies)]
    fichiers = reprendre(dossier.valeur.fichiers, prises)
    refus = _nouvelles_erreurs(dossier.valeur, fichiers, brouillon=brouillon) if fichiers else ()
    if refus:
        return Resultat(None, (*fautes, *refus))
    return Resultat(Retour(retouches, fichiers), fautes)


def _nouvelles_erreurs(dossier: Dossier, fichiers: dict[str, bytes], *, brouillon: bool) -> tuple[Diagnostic, ...]:
    """Check the sources as they would be; they compiled before, so that every error is one that was taken over."""
    apres = check_dossier(replace(dossier, fichiers={**dossier.fichiers, **fichiers}), brouillon=brouillon)
    return apres.diagnostics if a_des_erreurs(apres.diagnostics) else ()
