"""A folder in memory to its checked records: every file read and validated, every fault of every file at once."""

from __future__ import annotations

import functools
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel

from contratdoc.contrat.sources import Lu, Sources
from contratdoc.diagnostics import Diagnostic, Place, Resultat, Severite, erreur
from contratdoc.ecrits.ecrit import Ecrit, Lexique, NomPropre
from contratdoc.ecrits.from_contrat import ecrit_de_la_fiche
from contratdoc.schema.from_source import valider
from contratdoc.schema.historique import ModeleHistorique
from contratdoc.schema.modeles import (
    ModeleCharte,
    ModeleContrat,
    ModeleFaits,
    ModeleLexique,
    ModeleOrientations,
)
from contratdoc.schema.natures import valider_contribution
from contratdoc.source.dossier import HISTORIQUE
from contratdoc.source.images import ImageLue, lire_image
from contratdoc.source.lecteur_markdown import lire_markdown
from contratdoc.source.lecteur_yaml import lire_yaml
from contratdoc.source.texte import lire_texte

if TYPE_CHECKING:
    from contratdoc.schema.contribution import ContributionBase
    from contratdoc.source.dossier import Dossier
    from contratdoc.source.prose import Prose

M = TypeVar("M", bound=BaseModel)
_GARDES = 64
"""Files of a kind kept as read: an avenant's documents compile the same ones several times over, and whoever watches
a folder rereads only those that moved."""


def lire_sources(dossier: Dossier, *, brouillon: bool = False) -> Resultat[Sources]:
    """Read and check every file.

    Args:
        dossier: The folder, in memory.
        brouillon: True for a draft: a faulty text or contribution becomes a gap, its faults warnings.

    Returns:
        The records, or None when one that the contract cannot do without is faulty; with every fault.
    """
    return _Lecture(dossier, brouillon=brouillon).lire()


def lire_lexique(octets: bytes, fichier: str) -> Resultat[Lexique]:
    """Read a lexicon alone, for the texts that are checked without their contract.

    Args:
        octets: The file.
        fichier: Its name, as shown in diagnostics.

    Returns:
        The lexicon, or None with every fault of the file.
    """
    arbre = lire_yaml(octets, fichier)
    if arbre.valeur is None:
        return Resultat(None, arbre.diagnostics)
    lu = valider(arbre.valeur, ModeleLexique)
    if lu.valeur is None:
        return Resultat(None, (*arbre.diagnostics, *lu.diagnostics))
    noms = tuple(NomPropre(n.nom, n.nature, n.variantes) for n in lu.valeur.noms)
    return Resultat(Lexique(noms, tuple((s.sigle, s.sens) for s in lu.valeur.sigles)))


def lire_contribution(octets: bytes, fichier: str) -> Resultat[Ecrit]:
    """Read one partner's contribution alone.

    Args:
        octets: The file.
        fichier: Its name, as shown in diagnostics.

    Returns:
        What it says, passage by passage, or None; with every fault that needs no other file.
    """
    arbre = lire_yaml(octets, fichier)
    if arbre.valeur is None:
        return Resultat(None, arbre.diagnostics)
    lu = valider_contribution(arbre.valeur)
    ecrit = ecrit_de_la_fiche(lu.valeur, arbre.valeur) if lu.valeur is not None else None
    return Resultat(ecrit, (*arbre.diagnostics, *lu.diagnostics))


@functools.lru_cache(maxsize=_GARDES)
def _lire_contribution(octets: bytes, fichier: str) -> tuple[Lu[ContributionBase] | None, tuple[Diagnostic, ...]]:
    arbre = lire_yaml(octets, fichier)
    if arbre.valeur is None:
        return None, arbre.diagnostics
    lu = valider_contribution(arbre.valeur)
    return Lu(lu.valeur, arbre.valeur) if lu.valeur is not None else None, (*arbre.diagnostics, *lu.diagnostics)


@functools.lru_cache(maxsize=_GARDES)
def _lire_texte(octets: bytes, fichier: str) -> tuple[Prose | None, tuple[Diagnostic, ...]]:
    texte = lire_texte(octets, fichier)
    if texte.valeur is None:
        return None, texte.diagnostics
    prose = lire_markdown(texte.valeur, Place(fichier, 1, 1), valeurs=True)
    fautes = (*texte.diagnostics, *prose.diagnostics)
    return prose.valeur if not prose.diagnostics else None, fautes


@functools.lru_cache(maxsize=_GARDES)
def _lire_modele(octets: bytes, fichier: str, modele: type[BaseModel]) -> tuple[Any, tuple[Diagnostic, ...]]:
    """Read a coordinator's file: a `Lu` of its model, or None."""
    arbre = lire_yaml(octets, fichier)
    if arbre.valeur is None:
        return None, arbre.diagnostics
    lu = valider(arbre.valeur, modele)
    return Lu(lu.valeur, arbre.valeur) if lu.valeur is not None else None, (*arbre.diagnostics, *lu.diagnostics)


class _Lecture:
    def __init__(self, dossier: Dossier, *, brouillon: bool) -> None:
        self.dossier = dossier
        self.brouillon = brouillon
        self.fautes: list[Diagnostic] = []
        self.fautives: set[str] = set()

    def lire(self) -> Resultat[Sources]:
        contrat = self._modele("contrat", ModeleContrat)
        orientations = self._modele("orientations", ModeleOrientations)
        faits = self._modele("faits", ModeleFaits)
        lexique = self._modele("lexique", ModeleLexique)
        charte = self._modele("charte", ModeleCharte)
        historique = self._modele("historique", ModeleHistorique) if HISTORIQUE in self.dossier.fichiers else None
        contributions = self._contributions()
        textes = self._textes()
        images = self._images()
        fautes = tuple(self.fautes)
        if contrat is None or orientations is None or faits is None or lexique is None or charte is None:
            return Resultat(None, fautes)
        fautives = frozenset(self.fautives)
        sources = Sources(
            contrat, orientations, faits, lexique, charte, contributions, textes, images, fautives, historique
        )
        return Resultat(sources, fautes)

    def _modele(self, nom: str, modele: type[M]) -> Lu[M] | None:
        fichier = f"modeles/{nom}.yaml"
        lu: Lu[M] | None
        lu, fautes = _lire_modele(self.dossier.fichiers[fichier], fichier, modele)
        self.fautes.extend(fautes)
        return lu

    def _contributions(self) -> dict[str, Lu[ContributionBase]]:
        sortie: dict[str, Lu[ContributionBase]] = {}
        for fichier in self.dossier.contributions():
            nom = PurePosixPath(fichier).stem
            lu, fautes = _lire_contribution(self.dossier.fichiers[fichier], fichier)
            if lu is not None:
                sortie[nom] = lu
            self._noter(nom, fautes)
        return sortie

    def _textes(self) -> dict[str, Prose]:
        sortie: dict[str, Prose] = {}
        for fichier in self.dossier.textes():
            nom = PurePosixPath(fichier).stem
            prose, fautes = _lire_texte(self.dossier.fichiers[fichier], fichier)
            if prose is not None:
                sortie[nom] = prose
            self._noter(nom, fautes)
        return sortie

    def _noter(self, nom: str, fautes: tuple[Diagnostic, ...]) -> None:
        """Keep the faults of a text or contribution; in a draft they do not stop the others."""
        if fautes:
            self.fautives.add(nom)
        self.fautes.extend(
            Diagnostic(d.code, Severite.AVERTISSEMENT, d.message, d.place, d.aides, d.autres) if self.brouillon else d
            for d in fautes
        )

    def _images(self) -> dict[str, ImageLue]:
        sortie: dict[str, ImageLue] = {}
        for nom, octets in self.dossier.fichiers.items():
            if PurePosixPath(nom).suffix.lower() not in (".png", ".jpg", ".jpeg"):
                continue
            try:
                sortie[nom] = lire_image(octets)
            except ValueError as e:
                self.fautes.append(erreur("CD315", f"Image illisible : {e}.", Place(nom)))
        return sortie
