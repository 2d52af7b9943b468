"""A contract's folder read whole into memory: the only place that opens the sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from contratdoc.diagnostics import Diagnostic, Place, Resultat, erreur

MODELES = ("contrat.yaml", "orientations.yaml", "faits.yaml", "lexique.yaml", "charte.yaml")
CADRES = ("contrat.docx", "contrat.typ")
_TAILLE_MAX = 32 * 1024 * 1024
_FICHIERS_MAX = 2_000
_IMAGES = frozenset({".png", ".jpg", ".jpeg"})


@dataclass(frozen=True, slots=True)
class Dossier:
    """Every source file, by its path relative to the folder, with `/`."""

    racine: Path
    fichiers: Mapping[str, bytes] = field(repr=False)

    def contributions(self) -> Iterator[str]:
        """Name the contribution files, sorted."""
        return (n for n in sorted(self.fichiers) if n.startswith("contributions/") and n.endswith(".yaml"))

    def textes(self) -> Iterator[str]:
        """Name the files of the main text, sorted."""
        return (n for n in sorted(self.fichiers) if n.startswith("modeles/texte/") and n.endswith(".md"))


def lire_dossier(racine: Path) -> Resultat[Dossier]:
    """Read the sources of a contract's folder.

    Args:
        racine: The folder that holds `modeles` and `contributions`.

    Returns:
        The folder, or None with every file that is missing or cannot be read.
    """
    if not (racine / "modeles").is_dir():
        message = f"« {racine} » n'est pas un dossier de contrat : il n'a pas de sous-dossier « modeles »."
        aide = "Placez-vous dans le dossier du contrat, ou créez-en un avec « contratdoc init »."
        return Resultat(None, (erreur("CD020", message, Place("modeles"), aide),))
    fichiers: dict[str, bytes] = {}
    fautes: list[Diagnostic] = []
    for nom in (*(f"modeles/{n}" for n in (*MODELES, *CADRES)), *_trouver(racine, fautes)):
        if nom not in fichiers:
            _lire(racine, nom, fichiers, fautes)
    return Resultat(None if fautes else Dossier(racine, fichiers), tuple(fautes))


def _trouver(racine: Path, fautes: list[Diagnostic]) -> Iterator[str]:
    """Name the files of free number: contributions, texts, pictures. A wrong ending is told, not passed over."""
    nombre = 0
    for dossier, motif in (("contributions", "*"), ("modeles/texte", "*"), ("modeles", "**/*")):
        for chemin in sorted((racine / dossier).glob(motif)):
            nom = chemin.relative_to(racine).as_posix()
            fin = chemin.suffix.lower()
            if not chemin.is_file() or chemin.name.startswith((".", "~$")):
                continue
            if dossier == "contributions" and fin == ".yml":
                aide = f"Renommez-le « {chemin.stem}.yaml »."
                fautes.append(erreur("CD023", "Une contribution porte la terminaison « .yaml ».", Place(nom), aide))
            retenu = {"contributions": fin == ".yaml", "modeles/texte": fin == ".md"}.get(dossier, fin in _IMAGES)
            if retenu:
                nombre += 1
                yield nom
            if nombre > _FICHIERS_MAX:
                fautes.append(erreur("CD024", f"Le dossier contient plus de {_FICHIERS_MAX} fichiers.", Place(dossier)))
                return


def _lire(racine: Path, nom: str, fichiers: dict[str, bytes], fautes: list[Diagnostic]) -> None:
    chemin = racine / nom
    try:
        if not chemin.resolve().is_relative_to(racine.resolve()):
            fautes.append(erreur("CD022", "Ce fichier est un lien vers l'extérieur du dossier.", Place(nom)))
            return
        if chemin.stat().st_size > _TAILLE_MAX:
            fautes.append(erreur("CD001", f"Le fichier pèse plus de {_TAILLE_MAX // 1048576} Mo.", Place(nom)))
            return
        fichiers[nom] = chemin.read_bytes()
    except FileNotFoundError:
        aide = "« contratdoc init » crée un dossier complet, dont vous pouvez reprendre ce fichier."
        fautes.append(erreur("CD020", "Ce fichier manque.", Place(nom), aide))
    except OSError as e:
        raison = e.strerror or type(e).__name__
        fautes.append(erreur("CD021", f"Ce fichier ne peut pas être lu ({raison}).", Place(nom)))
