"""A contract's folder read whole into memory: the only place that opens the sources."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from contratdoc.diagnostics import Diagnostic, Place, Resultat, erreur

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

MODELES = ("contrat.yaml", "orientations.yaml", "faits.yaml", "lexique.yaml", "charte.yaml")
HISTORIQUE = "modeles/historique.yaml"
"""The only file of `modeles` that a contract may go without: it may be the first one."""
CADRES = ("contrat.docx", "contrat.typ")
_TAILLE_MAX = 32 * 1024 * 1024
_FICHIERS_MAX = 2_000
_TERMINAISONS = {"contributions": ".yaml", "contributions/avenants": ".yaml", "modeles/texte": ".md"}
SCEAU = "contrat.scelle.json"
_PROCHES = frozenset({".yaml", ".yml", ".md", ".markdown", ".txt"})
_IMAGES = frozenset({".png", ".jpg", ".jpeg"})


@dataclass(frozen=True, slots=True)
class Dossier:
    """Every source file, by its path relative to the folder, with `/`.

    Attributes:
        racine: The folder.
        fichiers: The content of each file.
    """

    racine: Path
    fichiers: Mapping[str, bytes] = field(repr=False)

    def contributions(self) -> Iterator[str]:
        """Name the contribution files, sorted."""
        return (n for n in self._de("contributions/", ".yaml"))

    def avenants(self) -> Iterator[str]:
        """Name the files of the avenants, sorted."""
        return (n for n in self._de("contributions/avenants/", ".yaml"))

    def textes(self) -> Iterator[str]:
        """Name the files of the main text, sorted."""
        return (n for n in self._de("modeles/texte/", ".md"))

    def _de(self, debut: str, fin: str) -> list[str]:
        """Name the files of one folder, those of the folders in it left out."""
        return [
            n for n in sorted(self.fichiers) if n.startswith(debut) and n.endswith(fin) and "/" not in n[len(debut) :]
        ]


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
    for nom in (HISTORIQUE, SCEAU):
        if (racine / nom).exists():
            _lire(racine, nom, fichiers, fautes)
    return Resultat(None if fautes else Dossier(racine, fichiers), tuple(fautes))


def _trouver(racine: Path, fautes: list[Diagnostic]) -> Iterator[str]:
    """Name the files of free number: contributions, texts, pictures. A wrong ending is told, not passed over."""
    nombre = 0
    lieux = (("contributions", "*"), ("contributions/avenants", "*"), ("modeles/texte", "*"), ("modeles", "**/*"))
    for dossier, motif in lieux:
        attendue = _TERMINAISONS.get(dossier)
        for chemin in sorted((racine / dossier).glob(motif)):
            nom = chemin.relative_to(racine).as_posix()
            # A link that leads nowhere is no file, yet someone meant one to be there.
            if not (chemin.is_file() or chemin.is_symlink()) or chemin.name.startswith((".", "~$")):
                continue
            if not _nom_lisible(nom, fautes):
                continue
            if attendue is not None and chemin.suffix != attendue and chemin.suffix.lower() in _PROCHES:
                message = f"Ce fichier n'est pas lu : sa terminaison doit être « {attendue} »."
                debut = chemin.name.split(".")[0]
                fautes.append(erreur("CD023", message, Place(nom), f"Renommez-le « {debut}{attendue} »."))
            elif chemin.suffix == attendue or (attendue is None and chemin.suffix.lower() in _IMAGES):
                nombre += 1
                yield nom
            if nombre > _FICHIERS_MAX:
                fautes.append(erreur("CD024", f"Le dossier contient plus de {_FICHIERS_MAX} fichiers.", Place(dossier)))
                return


def _nom_lisible(nom: str, fautes: list[Diagnostic]) -> bool:
    """Say whether a name can be shown and written; a name that cannot is a fault."""
    if "\\" in nom:  # Windows reads it as a folder, and the PDF could not carry the file under its name
        message = "Le nom de ce fichier contient une barre oblique inverse : renommez-le."
        fautes.append(erreur("CD021", message, Place(nom)))
        return False
    if nom.isprintable():
        return True
    montre = "".join(c if c.isprintable() else "?" for c in nom)
    fautes.append(erreur("CD021", "Le nom de ce fichier contient un caractère illisible : renommez-le.", Place(montre)))
    return False


def _lire(racine: Path, nom: str, fichiers: dict[str, bytes], fautes: list[Diagnostic]) -> None:
    chemin = racine / nom
    try:
        if not chemin.resolve().is_relative_to(racine.resolve()):
            fautes.append(erreur("CD022", "Ce fichier est un lien vers l'extérieur du dossier.", Place(nom)))
        elif chemin.stat().st_size > _TAILLE_MAX:
            fautes.append(erreur("CD001", f"Le fichier pèse plus de {_TAILLE_MAX // 1048576} Mo.", Place(nom)))
        elif not chemin.is_file():
            fautes.append(erreur("CD021", "Ce fichier ne peut pas être lu : ce n'est pas un fichier.", Place(nom)))
        else:
            fichiers[nom] = chemin.read_bytes()
    except FileNotFoundError:
        aide = "« contratdoc init » crée un dossier complet, dont vous pouvez reprendre ce fichier."
        fautes.append(erreur("CD020", "Ce fichier manque.", Place(nom), aide))
    except PermissionError:
        fautes.append(erreur("CD021", "Ce fichier ne peut pas être lu : son accès est refusé.", Place(nom)))
    except (OSError, RuntimeError):  # a RuntimeError is how Python < 3.13 tells of links that turn in a circle
        aide = "Vérifiez que ce n'est pas un lien, et que le disque répond."
        fautes.append(erreur("CD021", "Ce fichier ne peut pas être lu.", Place(nom), aide))
