"""What stands after the number of a heading: « Axe III- Agir », « Axe3 Agir », « 1/Annexe »."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from contratdoc.controles.redaction.lieux import DITS_AILLEURS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from contratdoc.ecrits.ecrit import Ecrit, Passage

_NOMME = re.compile(
    r"(?P<mot>Axe|AXE|Volet|VOLET|Chapitre|CHAPITRE|Partie|PARTIE|Thématique|THÉMATIQUE)(?P<espace>\s?)"
    r"(?P<numero>[IVX]{1,5}|[0-9]{1,2})(?P<signe>\s{0,2}[:.–—-]?\s{0,2})(?=[^\W\d_]{2}|[^\W\d_]['’])"
)
_COLLE = re.compile(r"[0-9]{1,2}[/)](?=[^\W\d_]{3})")
_AERE = re.compile(r"[0-9]{1,2}[/)] ")
_TIRETS = ("-", "–", "—")
_LONGUEUR = 80
_ASSEZ = 3
"""So many headings with the same sign make it the usual one."""


class Separateur(NamedTuple):
    """A fault after the number of a heading: the passage's rank, where it stands in it, its name, what to write."""

    passage: int
    debut: int
    fin: int
    nom: str
    voulu: str | None


def separateurs_fautifs(ecrit: Ecrit) -> Iterator[Separateur]:
    """Find the numbers of headings with a space missing, or with another sign than their neighbours.

    Args:
        ecrit: A text.

    Yields:
        The faults, by kind of heading.
    """
    groupes: dict[tuple[str, str], list[tuple[int, re.Match[str]]]] = defaultdict(list)
    colles: list[tuple[int, re.Match[str]]] = []
    aeres = 0
    for i, p in enumerate(ecrit.tous):
        if not p.marque or p.nature in DITS_AILLEURS:
            continue
        if (m := _NOMME.match(p.texte)) is not None:
            groupes[p.fichier, m["mot"].casefold()].append((i, m))
        elif (m := _COLLE.match(p.texte)) is not None:
            colles.append((i, m))
        else:
            aeres += _AERE.match(p.texte) is not None
    for groupe in groupes.values():
        yield from _du_groupe(groupe, ecrit.tous)
    for i, m in colles if aeres else ():
        yield Separateur(i, m.start(), m.end(), "espace manquante après un numéro", f"{m[0]} ")


def _du_groupe(groupe: list[tuple[int, re.Match[str]]], passages: Sequence[Passage]) -> Iterator[Separateur]:
    """Look at the headings that begin with the same word."""
    signes = Counter(m["signe"].strip() for _, m in groupe)
    tiret = max(_TIRETS, key=lambda t: signes[t])
    avec_signe = sum(n for signe, n in signes.items() if signe)
    points = sum(passages[i].texte.endswith(".") for i, _ in groupe)
    for i, m in groupe:
        p, signe = passages[i], m["signe"].strip()
        if not m["espace"]:
            yield Separateur(i, 0, m.end("numero"), "espace manquante avant un numéro", f"{m['mot']} {m['numero']}")
        if signe in _TIRETS and m["signe"] != f" {signe} ":
            nom = "tiret collé au mot qui précède" if m["signe"].startswith(signe) else "tiret collé au mot qui suit"
            yield Separateur(i, m.start("signe"), m.end("signe"), nom, f" {signe} ")
        elif signe in _TIRETS and signe != tiret and signes[tiret] >= max(_ASSEZ, 2 * signes[signe]):
            yield Separateur(i, m.start("signe"), m.end("signe"), "autre tiret que les titres semblables", f" {tiret} ")
        elif not signe and avec_signe >= _ASSEZ:
            yield Separateur(i, 0, m.end("numero"), "séparateur oublié après un numéro", None)
        if p.texte.endswith(".") and len(p.texte) <= _LONGUEUR and 0 < points * 2 < len(groupe):
            yield Separateur(i, len(p.texte) - 1, len(p.texte), "point à la fin d'un titre", None)
