"""The mechanical fixes of what the rules found, put into the sources: each file keeps every other character it had.

A fix is a few characters at an exact place. Comments, order and layout are those of the file, since nothing is written
again; a YAML file is read again after its fixes, and must say the same things at the same keys.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contratdoc.source.lecteur_yaml import lire_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from contratdoc.diagnostics import Diagnostic
    from contratdoc.source.arbre import Valeur

_PASSES_MAX = 8
_YAML = (".yaml", ".yml")
_CORRIGIBLES = (*_YAML, ".md", ".txt")
_FIN_DE_LIGNE = re.compile(r"\r\n|\r|\n")
_PARAGRAPHE = re.compile(r"(?:\r\n|\r(?!\n)|\n)[ \t]*(?:\r\n|\r|\n)")
_CITATION = re.compile(r"(?:^|[\r\n])[ \t]*>")
_BLANCS_ET_GUILLEMETS = re.compile(r"[\s«»]+")


def corriger(
    fichiers: Mapping[str, bytes], verifier: Callable[[Mapping[str, bytes]], Sequence[Diagnostic]]
) -> dict[str, bytes]:
    """Fix what is safe, until nothing is left to fix.

    Args:
        fichiers: The sources, by name.
        verifier: Checks sources and returns their faults.

    Returns:
        The files that change, and their new content; a file whose fixes call for others without end is left alone.
    """
    actuels = dict(fichiers)
    changes = _une_passe(actuels, verifier(actuels))
    for _ in range(_PASSES_MAX):
        if not changes:
            break
        actuels |= changes
        changes = _une_passe(actuels, verifier(actuels))
    return {nom: octets for nom, octets in actuels.items() if octets != fichiers[nom] and nom not in changes}


def _une_passe(fichiers: Mapping[str, bytes], diagnostics: Iterable[Diagnostic]) -> dict[str, bytes]:
    par_fichier: dict[str, list[Diagnostic]] = {}
    for d in diagnostics:
        if (
            d.remplacement is not None
            and d.place.fichier in fichiers
            and d.place.fichier.lower().endswith(_CORRIGIBLES)
        ):
            par_fichier.setdefault(d.place.fichier, []).append(d)
    changes: dict[str, bytes] = {}
    for nom, siens in par_fichier.items():
        nouveaux = _corriger_un(nom, fichiers[nom], siens)
        if nouveaux != fichiers[nom]:
            changes[nom] = nouveaux
    return changes


def _corriger_un(nom: str, octets: bytes, diagnostics: Sequence[Diagnostic]) -> bytes:
    texte = octets.decode("utf-8")
    debuts = [1 if texte.startswith("\ufeff") else 0, *(m.end() for m in _FIN_DE_LIGNE.finditer(texte))]
    zones: list[tuple[int, int, str]] = []
    for zone in sorted({z for d in diagnostics if (z := _zone(texte, debuts, d)) is not None}, reverse=True):
        if not zones or zone[1] <= zones[-1][0]:  # else it overlaps the next one, and will be seen at the next pass
            zones.append(zone)
    if nom.lower().endswith(_YAML):
        zones = _sans_danger(nom, texte, zones)
    return _appliquer(texte, zones).encode("utf-8")


def _appliquer(texte: str, zones: Iterable[tuple[int, int, str]]) -> str:
    """Put fixes in a text, the last one first, so that the ranks of the others hold."""
    for debut, fin, nouveau in zones:
        texte = texte[:debut] + nouveau + texte[fin:]
    return texte


def _sans_danger(nom: str, texte: str, zones: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Keep the fixes after which a YAML file has the same keys: all at once most often, else one by one."""
    avant = _forme_de(nom, texte)
    if avant is not None and _forme_de(nom, _appliquer(texte, zones)) == avant:
        return zones
    surs: list[tuple[int, int, str]] = []
    for zone in zones:
        if avant is not None and _forme_de(nom, _appliquer(texte, (*surs, zone))) == avant:
            surs.append(zone)
    return surs


def _zone(texte: str, debuts: Sequence[int], d: Diagnostic) -> tuple[int, int, str] | None:
    """Return where a fix goes; None when the text there is not the one that it expects, or is a quotation."""
    if d.remplacement is None or not d.remplacement.ancien or not 0 < d.place.ligne <= len(debuts):
        return None
    debut = debuts[d.place.ligne - 1] + d.place.colonne - 1
    fin = debut + len(d.remplacement.ancien)
    if not d.place.colonne or texte[debut:fin] != d.remplacement.ancien:
        return None
    if _est_cite(texte, debut, fin) and not _espace_un_guillemet(texte, debut, fin, d.remplacement.nouveau):
        return None
    return debut, fin, d.remplacement.nouveau


def _est_cite(texte: str, debut: int, fin: int) -> bool:
    """Say whether a stretch stands in a quotation, marked by « » or by `>`: these words are someone else's.

    A quotation that goes on for several paragraphs may be closed here and opened above, or the other way round.
    """
    paragraphe = max((m.end() for m in _PARAGRAPHE.finditer(texte, 0, debut)), default=0)
    suite = _PARAGRAPHE.search(texte, fin)
    avant, apres = texte[paragraphe:debut], texte[fin : suite.start() if suite is not None else len(texte)]
    if _CITATION.search(avant):
        return True
    ouvre, ferme = apres.find("«"), apres.find("»")
    return avant.count("«") > avant.count("»") or (ferme >= 0 and not 0 <= ouvre < ferme)


def _espace_un_guillemet(texte: str, debut: int, fin: int, nouveau: str) -> bool:
    """Say whether a fix only changes the space between a quotation and its marks, which is no one's words."""
    mots = [_BLANCS_ET_GUILLEMETS.sub("", t) for t in (texte[debut:fin], nouveau)]
    guillemets = [[c for c in t if c in "«»"] for t in (texte[debut:fin], nouveau)]
    touche = any(c in "«»" for c in texte[max(debut - 1, 0) : fin + 1])
    return touche and mots[0] == mots[1] and guillemets[0] == guillemets[1]


def _forme_de(nom: str, texte: str) -> object:
    """Return the keys of a YAML text, without its values; None when it cannot be read."""
    lu = lire_yaml(texte.encode("utf-8"), nom)
    return _forme(lu.valeur.valeur) if lu.valeur is not None else None


def _forme(valeur: Valeur) -> object:
    if isinstance(valeur, dict):
        return {cle: _forme(v) for cle, v in valeur.items()}
    if isinstance(valeur, list):
        return [_forme(v) for v in valeur]
    return None if valeur is None else str
