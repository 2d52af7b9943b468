"""A total, and the list after it: « 834 logements : – 586 à Aubry – 248 à Belval dont : … »."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from contratdoc.controles.chiffres.listes import liste_apres
from contratdoc.controles.chiffres.totaux_detailles import Lien, Part, Repartition, figures_de, unite_de
from contratdoc.ecrits.ecrit import VALEUR, Nature, Passage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from contratdoc.ecrits.ecrit import Ecrit
    from contratdoc.ecrits.nombres import NombreLu

_TETE = re.compile(r"[\s\-–—✓]*(?:soit |dont )?")
_PARTS_MAX = 60
_CHIFFRE = re.compile(r"\d")


def dans_la_liste(ecrit: Ecrit, rang: int, p: Passage, figures: list[NombreLu]) -> Iterator[Repartition]:
    """Read the list after a passage that holds a total; a short line (« Nombre de logements : ») may come between.

    Args:
        ecrit: The text.
        rang: The rank of the passage in its blocks.
        p: The passage, which ends with a colon.
        figures: Its figures.

    Yields:
        The total with the figures of the list, nested ones left out; nothing when some item has none.
    """
    blocs = ecrit.blocs
    suivant = blocs[rang + 1] if rang + 1 < len(blocs) else None
    if isinstance(suivant, Passage) and suivant.texte.endswith(":") and not _CHIFFRE.search(suivant.texte):
        rang += 1 if suivant.nature is not Nature.ELEMENT else 0
    liste = liste_apres(blocs, rang)
    if liste is None or not 1 < len(liste.elements) <= _PARTS_MAX:
        return
    parts = [(e, n) for e in liste.elements if (n := _figure_de_l_item(e)) is not None]
    premiers = _sans_les_imbriques(parts)
    total = figures[-1]
    unites = {unite_de(n) for _, n in premiers} - {""}
    if len(parts) != len(liste.elements) or len(premiers) < 2 or not unites <= {unite_de(total)}:  # noqa: PLR2004
        premiers = _jusqu_au_dernier(parts, liste.elements)
        unites = {unite_de(n) for _, n in premiers} - {""}
        if len(premiers) < 2 or (unites and not unites <= {unite_de(total)}):  # noqa: PLR2004
            return
    lues = tuple(Part(n.valeur, _libelle(e, n), e.place(n.debut), unite_de(n)) for e, n in premiers)
    autres = tuple(n.valeur for n in figures[:-1])
    yield Repartition(p, total, lues, Lien.EXACT, True, autres)


def _figure_de_l_item(e: Passage) -> NombreLu | None:
    """Return the figure that an item begins or ends with, the only one it may stand for."""
    figures = figures_de(e.texte)
    if not figures or VALEUR in e.texte:
        return None
    premiere, derniere = figures[0], figures[-1]
    tete = _TETE.match(e.texte)
    if tete is not None and premiere.debut == tete.end():
        return premiere
    fin = e.texte[derniere.fin_unite :].strip(" .;,")
    avant = e.texte[: derniere.debut].rstrip()
    return derniere if not fin and avant.endswith((":", "–", "-", "=")) else None


def _libelle(e: Passage, n: NombreLu) -> str:
    """Return the words of an item without its figure."""
    avant = e.texte[: n.debut].strip(" :–-=✓")
    return avant or e.texte[n.fin_unite if unite_de(n) else n.fin :].strip(" .;,:")


def _sans_les_imbriques(parts: list[tuple[Passage, NombreLu]]) -> list[tuple[Passage, NombreLu]]:
    """Drop the items that detail the one before them (« 248 à Belval dont : »), whatever their level became."""
    gardes: list[tuple[Passage, NombreLu]] = []
    reste = Decimal(0)
    for e, n in parts:
        if reste >= n.valeur > 0:
            reste -= n.valeur
            continue
        gardes.append((e, n))
        reste = n.valeur if e.texte.endswith(":") else Decimal(0)
    return gardes


def _jusqu_au_dernier(
    parts: list[tuple[Passage, NombreLu]], elements: Sequence[Passage]
) -> list[tuple[Passage, NombreLu]]:
    """Keep the first items, up to the first without a figure, when it begins another list (« Réhabilitation : »)."""
    n = next((i for i, e in enumerate(elements) if i >= len(parts) or parts[i][0] is not e), len(elements))
    if n < len(elements) and not elements[n].texte.endswith(":"):
        return []
    return _sans_les_imbriques(parts[:n])
