"""What became what, in a whole body: blocks with blocks, rows with rows, down to the paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from contratdoc.ecrits.ressemblance import ressemblance
from contratdoc.writers.docx.revisions.alignement import Paire, aligner
from contratdoc.writers.docx.revisions.elements import Bloc, Paragraphe, Rangee, Tableau

if TYPE_CHECKING:
    from collections.abc import Sequence

SEUIL: Final = 0.45
_AUTRE_STYLE: Final = 0.8
"""A heading that became a paragraph must have kept nearly all its words."""
_SEUIL_RANGEE: Final = 0.4
_MEME_TITRE: Final = 0.7


@dataclass(frozen=True, slots=True, eq=False)
class PasRangee:
    """A row and what it became; `cellules` has the plan of each cell when it stays."""

    avant: Rangee | None
    apres: Rangee | None
    cellules: tuple[tuple[Pas, ...], ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Pas:
    """A block and what it became; `rangees` when it is a table that stays."""

    avant: Bloc | None
    apres: Bloc | None
    rangees: tuple[PasRangee, ...] = field(default=())


def planifier(avant: Sequence[Bloc], apres: Sequence[Bloc]) -> tuple[Pas, ...]:
    """Plan a body, a cell or a note.

    Its last paragraph cannot be deleted nor inserted, for nothing follows that could take its place: either a
    paragraph just before it can, or it is reworded into the last of the other side.
    """
    paires = _paires(avant, apres)
    if avant and apres and not _finit_bien(paires, avant, apres):
        paires = [*_paires(avant[:-1], apres[:-1]), (len(avant) - 1, len(apres) - 1)]
    pas: list[Pas] = []
    for i, j in paires:
        a, b = avant[i] if i is not None else None, apres[j] if j is not None else None
        if isinstance(a, Tableau) and isinstance(b, Tableau):
            if a.colonnes != b.colonnes:
                pas += [Pas(a, None), Pas(None, b)]
            else:
                pas.append(Pas(a, b, _rangees(a, b)))
        else:
            pas.append(Pas(a, b))
    return tuple(_ordonner(pas))


def _paires(avant: Sequence[Bloc], apres: Sequence[Bloc]) -> list[Paire]:
    return aligner(avant, apres, cle=lambda b: b.cle, texte=lambda b: b.texte, note=note_bloc, seuil=SEUIL)


def note_bloc(a: Bloc, b: Bloc) -> float:
    """How near two blocks are, from 0 to 1."""
    if isinstance(a, Tableau) and isinstance(b, Tableau):
        return 1.0 if a.ancre and a.ancre == b.ancre else ressemblance(a.texte, b.texte)
    if isinstance(a, Paragraphe) and isinstance(b, Paragraphe) and not a.section and not b.section:
        note = ressemblance(a.texte, b.texte)
        return note if a.style == b.style or note >= _AUTRE_STYLE else 0.0
    return 0.0


def _finit_bien(paires: Sequence[Paire], avant: Sequence[Bloc], apres: Sequence[Bloc]) -> bool:
    """Whether what trails behind the last pair can be left there: of one kind, and only paragraphs behind another."""
    rang = max((k for k, (i, j) in enumerate(paires) if i is not None and j is not None), default=-1)
    reste = paires[rang + 1 :]
    if not reste:
        return True
    if rang < 0 or len({i is None for i, _ in reste}) > 1:
        return False
    i, j = paires[rang]
    fins: list[Bloc] = [avant[i or 0], apres[j or 0]]
    fins += [avant[i] if i is not None else apres[j or 0] for i, j in reste]
    return all(isinstance(b, Paragraphe) and not b.section for b in fins)


def _rangees(a: Tableau, b: Tableau) -> tuple[PasRangee, ...]:
    paires = aligner(
        a.rangees,
        b.rangees,
        cle=lambda r: r.cle,
        texte=lambda r: " ".join(r.textes),
        note=_note_rangee,
        seuil=_SEUIL_RANGEE,
    )
    pas = []
    for i, j in paires:
        x, y = a.rangees[i] if i is not None else None, b.rangees[j] if j is not None else None
        cellules = zip(x.cellules, y.cellules, strict=True) if x is not None and y is not None else ()
        pas.append(PasRangee(x, y, tuple(planifier(c, d) for c, d in cellules)))
    return tuple(pas)


def _note_rangee(a: Rangee, b: Rangee) -> float:
    """How near two rows are; their first words name them, whatever became of their figures."""
    if a.forme != b.forme:
        return 0.0
    titres = next(((x, y) for x, y in zip(a.textes, b.textes, strict=True) if x.strip() or y.strip()), ("", ""))
    notes = [1.0 if x == y else ressemblance(x, y) for x, y in zip(a.textes, b.textes, strict=True)]
    moyenne = sum(notes) / len(notes) if notes else 0.0
    return max(moyenne, _MEME_TITRE) if titres[0] == titres[1] and titres[0].strip() else moyenne


def _ordonner(pas: Sequence[Pas]) -> list[Pas]:
    """Between what stays, what goes stands before what comes; the other way round where two tables would touch."""
    sortie: list[Pas] = []
    partis: list[Pas] = []
    venus: list[Pas] = []
    for p in [*pas, None]:
        if p is not None and p.apres is None:
            partis.append(p)
        elif p is not None and p.avant is None:
            venus.append(p)
        else:
            touche = partis and venus and _se_touchent(partis[-1].avant, venus[0].apres)
            if touche and not _se_touchent(venus[-1].apres, partis[0].avant):
                partis, venus = venus, partis
            sortie += partis + venus + ([p] if p is not None else [])
            partis, venus = [], []
    return sortie


def _se_touchent(haut: Bloc | None, bas: Bloc | None) -> bool:
    """Whether no paragraph would stand between two tables: Word makes one table of them."""
    return isinstance(haut, Tableau) and isinstance(bas, Tableau) and bas.legende is None


def paragraphes_gardes(pas: Sequence[Pas]) -> Iterator[tuple[Paragraphe, Paragraphe]]:
    """Every paragraph that stays, reworded or not, with what it became."""
    for p in pas:
        if isinstance(p.avant, Paragraphe) and isinstance(p.apres, Paragraphe):
            yield p.avant, p.apres
        elif isinstance(p.avant, Tableau) and isinstance(p.apres, Tableau):
            if p.avant.legende is not None and p.apres.legende is not None:
                yield p.avant.legende, p.apres.legende
            for rangee in p.rangees:
                for cellule in rangee.cellules:
                    yield from paragraphes_gardes(cellule)
