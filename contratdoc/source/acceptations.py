"""Warnings that the author of a file accepts, in the file itself, each with its reason.

    # accepte CD405 : travaux commencés avant le contrat (jusqu'au 31/12/2026)        in YAML
    <!-- accepte CD602 : rappel voulu -->                                              in Markdown, or in a YAML block

On a line of its own an acceptance holds for the element that follows it; at the end of a line, for that line's element.
A fault of a file as a whole is accepted anywhere in it.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contratdoc.diagnostics import Diagnostic, Place, Resultat, erreur

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_COMMENTAIRE = re.compile(
    r"(?P<yaml>(?:^|(?<=\s))#\s*)accepte\s+CD\d.*$|<!--\s*accepte\s+CD\d.*?(?:-->|$)", re.IGNORECASE
)
_EN_MARKDOWN = re.compile(r"<!--\s*accepte\s+CD\d[^\n]*?-->", re.IGNORECASE)
_ACCEPTE = re.compile(
    r"(?:#|<!--)\s*accepte\s+(?P<codes>CD\d{3}(?:\s*,\s*CD\d{3})*)\s*:\s*(?P<motif>(?!-->)[^\s(](?:(?!-->|\(\s*jusqu).)*?)"
    r"(?:\s*\(\s*jusqu['’]au\s+(?P<jour>[^()]*?)\s*\))?\s*(?:-->)?\s*$",
    re.IGNORECASE,
)
_JOUR = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_BLOC_YAML = re.compile(r"(?:[:-]|^)\s+[|>][+-]?\d?[+-]?\s*(?:#.*)?$")
_FORME = "Écrivez : « accepte CD405 : la raison », ou « accepte CD405 : la raison (jusqu'au 31/12/2026) »."


@dataclass(frozen=True, slots=True)
class Acceptation:
    """One code accepted, on the lines from `premiere` to `derniere`.

    Attributes:
        code: The code accepted.
        motif: Why.
        jusqu_au: Last day on which it holds; None when it has no end.
        place: Where it is written.
        premiere: First line that it covers.
        derniere: Last line that it covers.
    """

    code: str
    motif: str
    jusqu_au: dt.date | None
    place: Place
    premiere: int
    derniere: int

    def couvre(self, place: Place) -> bool:
        """Say whether a fault at `place` is in what is accepted."""
        return place.fichier == self.place.fichier and (
            not place.ligne or self.premiere <= place.ligne <= self.derniere
        )


def lire_acceptations(texte: str, fichier: str) -> Resultat[tuple[Acceptation, ...]]:
    r"""Read the acceptances of a file.

    Args:
        texte: The file's text, with `\n` line ends.
        fichier: Its name; « .yaml » tells how comments are written.

    Returns:
        The acceptances in order, with those that are badly written as faults.
    """
    if "ccepte" not in texte.casefold():
        return Resultat(())
    lignes = texte.split("\n")
    yaml = fichier.lower().endswith((".yaml", ".yml"))
    dans_un_bloc = set(_lignes_de_blocs(lignes)) if yaml else set()
    acceptations: list[Acceptation] = []
    fautes: list[Diagnostic] = []
    for i, ligne in enumerate(lignes):
        m = _COMMENTAIRE.search(ligne)
        if m is None or (m["yaml"] is not None and (not yaml or i in dans_un_bloc)):
            continue
        place = Place(fichier, i + 1, m.start() + 1)
        lue = _ACCEPTE.fullmatch(m[0].strip())
        jour = _lire_jour(lue["jour"]) if lue is not None and lue["jour"] is not None else None
        if lue is None or (lue["jour"] is not None and jour is None):
            fautes.append(
                erreur("CD025", "Cette acceptation n'est pas lisible : il y faut un code et une raison.", place, _FORME)
            )
            continue
        seule = not ligne[: m.start()].strip()
        premiere, derniere = _portee(lignes, i, seule=seule, yaml=m["yaml"] is not None)
        codes = lue["codes"].replace(" ", "").upper().split(",")
        acceptations += [Acceptation(c, lue["motif"], jour, place, premiere + 1, derniere + 1) for c in codes]
    return Resultat(tuple(acceptations), tuple(fautes))


def sans_acceptations(texte: str) -> str:
    """Blank the acceptances of a Markdown text, which are not printed; every other character keeps its place.

    Args:
        texte: The text.
    """
    return _EN_MARKDOWN.sub(lambda m: " " * len(m[0]), texte) if "<!--" in texte else texte


def _lire_jour(texte: str) -> dt.date | None:
    m = _JOUR.fullmatch(texte)
    try:
        return dt.date(int(m[3]), int(m[2]), int(m[1])) if m is not None else None
    except ValueError:
        return None


def _retrait(ligne: str) -> int:
    return len(ligne) - len(ligne.lstrip(" "))


def _lignes_de_blocs(lignes: Sequence[str]) -> Iterator[int]:
    """Name the lines of YAML that are text of a block (`|`, `>`): a `#` there is no comment."""
    moins = 0  # the least indentation of the block's text; 0 outside a block
    ouvert = False
    for i, ligne in enumerate(lignes):
        if (ouvert or moins) and not ligne.strip():
            yield i
            continue
        if ouvert and _retrait(ligne) >= moins:
            moins = _retrait(ligne)  # its first line gives the indentation of all
        ouvert = False
        if moins and _retrait(ligne) >= moins:
            yield i
            continue
        ouvert = _BLOC_YAML.search(ligne) is not None
        moins = _retrait(ligne) + 1 if ouvert else 0


def _est_passee(ligne: str, *, yaml: bool) -> bool:
    """Say whether a line is no element: empty, or a comment alone."""
    nue = ligne.strip()
    commentaire = nue.startswith("#") if yaml else _COMMENTAIRE.match(nue) is not None
    return not nue or commentaire


def _est_dessous(ligne: str, tete: str) -> bool:
    """Say whether a line of YAML belongs to the element begun at `tete`; a list may stand as far left as its key."""
    if not ligne.strip() or _retrait(ligne) > _retrait(tete):
        return True
    tiret = ligne.lstrip(" ").startswith("- ") and not tete.lstrip(" ").startswith("- ")
    return tiret and _retrait(ligne) == _retrait(tete)


def _portee(lignes: Sequence[str], i: int, *, seule: bool, yaml: bool) -> tuple[int, int]:
    """Return the first and last lines, from 0, of the element that an acceptance at line `i` is about."""
    debut = i
    if seule:
        debut = i + 1
        while debut < len(lignes) and _est_passee(lignes[debut], yaml=yaml):
            debut += 1
    if debut >= len(lignes):
        return i, i
    fin = debut
    if yaml:
        # A list's dash counts as indentation: « - id: x » holds the lines below that begin further right.
        while fin + 1 < len(lignes) and _est_dessous(lignes[fin + 1], lignes[debut]):
            fin += 1
    elif not lignes[debut].lstrip().startswith("#"):
        while fin + 1 < len(lignes) and lignes[fin + 1].strip():
            fin += 1
    return debut, fin
