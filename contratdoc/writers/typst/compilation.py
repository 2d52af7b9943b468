"""One run of the typst compiler, in a folder that holds the frame, the data and the pictures, and nothing else.

The files are on disk and not in memory because a compiler forgets its in-memory files after the first use, and the page
map is asked of the same compiler: the second question then costs a fraction of the first.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import typst

from contratdoc.writers.typst.erreurs import CadreTypstInvalide, NormePdfNonRespectee, francais, lieu_du_cadre
from contratdoc.writers.typst.pieces import poser_pieces
from contratdoc.writers.typst.polices import polices

NORMES: Final[list[typst.PDFStandard]] = ["a-3a", "ua-1"]
HORODATAGE: Final = 1_704_067_200  # 1 January 2024, UTC: two builds of the same sources give the same bytes
NOM_CADRE: Final = "contrat.typ"
NOM_DONNEES: Final = "donnees.json"
PLAN: Final = """(query(heading) + query(figure.where(kind: table)))
  .filter(e => e.at("label", default: none) != none)
  .map(e => (str(e.label), e.location().page()))"""
# typst gives the page count to its pages alone, and a frame may have none that tells it: but the file's page tree does.
NOMBRE_DE_PAGES: Final = re.compile(rb"\n\d+ 0 obj\s*<<\s*/Type\s*/Pages\s*/Count (\d+)\s*/Kids")
POLICE_ABSENTE: Final = re.compile(r"unknown font family: (.+)")
ERREUR_DE_NORME: Final = re.compile(r"^error: (PDF/[^\n]*)", re.MULTILINE)
COMMENTAIRE: Final = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
# A package would be fetched from the network; `eval` and `plugin` would hide it, or run a program.
INTERDITS: Final = re.compile(r"\b(import|include|eval|plugin)\b")


@dataclass(frozen=True, slots=True)
class Compile:
    """What a run gives: the PDF, the page of each label, how many pages there are, the fonts that were not found."""

    octets: bytes
    pages: Mapping[str, int]
    total: int
    polices_absentes: tuple[str, ...] = ()


def refuse_cadre_ouvert(cadre: str) -> None:
    """Raise if the frame reaches beyond itself: a frame is one file.

    Raises:
        CadreTypstInvalide: With the place of the first forbidden word.
    """
    nu = COMMENTAIRE.sub(lambda c: re.sub(r"[^\n]", " ", c.group()), cadre)
    if trouve := INTERDITS.search(nu):
        ligne = nu.count("\n", 0, trouve.start()) + 1
        colonne = trouve.start() - nu.rfind("\n", 0, trouve.start())
        raise CadreTypstInvalide(
            f"« {trouve.group()} » n'est pas permis : un cadre est d'un seul tenant", ligne, colonne
        )


class Chantier:
    """The folder of a run, filled at once: compiling it then hardly needs the interpreter, and may go on in a thread.

    Every file written frees the interpreter for a moment; a thread that wrote them beside others that count would wait
    for its turn after each, and take ten times as long.
    """

    def __init__(
        self, cadre: str, donnees: str, fichiers: Mapping[str, bytes], sources: Mapping[str, bytes] | None = None
    ) -> None:
        """Write the frame, the data, the pictures that they name, and what is to be attached.

        Args:
            cadre: The frame.
            donnees: The data, in JSON.
            fichiers: The pictures that the data name.
            sources: What to attach, besides a place for the deed of compilation; None to attach nothing.
        """
        self._dossier = tempfile.TemporaryDirectory(prefix="contratdoc-typst-")
        self._racine = Path(self._dossier.name)
        if sources is not None:
            cadre += poser_pieces(self._racine, sources)
        (self._racine / NOM_CADRE).write_text(cadre, encoding="utf-8", newline="")
        for nom, octets in fichiers.items():
            (self._racine / nom).write_bytes(octets)
        self.changer(donnees)

    def changer(self, donnees: str) -> None:
        """Write other data in place of those written."""
        (self._racine / NOM_DONNEES).write_text(donnees, encoding="utf-8", newline="")

    def compiler(self) -> Compile:
        """Compile the frame with the data.

        Raises:
            CadreTypstInvalide: The frame has a fault.
            NormePdfNonRespectee: The document breaks PDF/A-3a or PDF/UA-1.
        """
        try:
            return _compile(self._racine)
        except typst.TypstError as erreur:
            raise _erreur(erreur) from erreur

    def fermer(self) -> None:
        """Remove the folder."""
        self._dossier.cleanup()


def _compile(racine: Path) -> Compile:
    compilateur = typst.Compiler(
        str(racine / NOM_CADRE),
        root=str(racine),
        font_paths=polices(),
        ignore_system_fonts=True,
        package_path=str(racine / "aucun"),
        package_cache_path=str(racine / "aucun"),
    )
    octets, avis = compilateur.compile_with_warnings(format="pdf", pdf_standards=NORMES, timestamp=HORODATAGE)
    if not isinstance(octets, bytes):
        raise TypeError("typst n'a pas rendu un seul PDF")
    absentes = tuple(sorted({m[1] for a in avis if (m := POLICE_ABSENTE.match(a.message))}))
    return Compile(octets, dict(json.loads(compilateur.eval(PLAN))), _total(octets), absentes)


def _total(octets: bytes) -> int:
    """How many pages the file has: the count of the root of its page tree, which is the greatest."""
    return max(int(compte) for compte in NOMBRE_DE_PAGES.findall(octets))


def _erreur(erreur: typst.TypstError) -> CadreTypstInvalide | NormePdfNonRespectee:
    normes = tuple(dict.fromkeys(ERREUR_DE_NORME.findall(erreur.diagnostic)))
    if normes:
        return NormePdfNonRespectee(normes)
    return CadreTypstInvalide(francais(erreur.message), *lieu_du_cadre(erreur.diagnostic))
