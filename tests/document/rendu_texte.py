"""A document tree as plain text, for goldens that a person can read, and what tables and texts must satisfy.

# I Présentation #presentation        a heading: its level, number, text, anchor
[etiquette] Plan d'actions            a paragraph that is not body text
- un / 1.a un                         list items, each below its mark
Tableau 3 : Crédits #credits          then one line a row: « * » header, « = » total
┆ Emploi ┆ Insertion ┆ → 2 000 € ┆    a cell; ″ covered from above, ← covered from the left; → aligned right
[[Annexe 2→annexe-2]]  ¹[note]        a cross-reference; a footnote where it is called
⍽ ¦                                   no-break spaces, wide and narrow
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.document.noeuds import (
    Alignement,
    AppelNote,
    Citation,
    Image,
    Lien,
    Liste,
    Manque,
    Orientation,
    Paragraphe,
    Renvoi,
    RoleParagraphe,
    Signatures,
    Tableau,
    Texte,
    Titre,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from contratdoc.document.noeuds import Bloc, Cellule, Document, Inline, Ligne

_VISIBLES = str.maketrans({"\u00a0": "⍽", "\u202f": "¦"})
_EXPOSANTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def rendre(document: Document) -> str:
    """The body of a document."""
    lignes: list[str] = []
    for section in document.sections:
        if section.orientation is Orientation.PAYSAGE:
            lignes += ["", "(paysage)"]
        lignes += rendre_blocs(section.blocs)
    return "\n".join(lignes).strip() + "\n"


def rendre_blocs(blocs: Iterable[Bloc]) -> list[str]:
    return [ligne for bloc in blocs for ligne in _bloc(bloc)]


def _bloc(bloc: Bloc) -> list[str]:
    match bloc:
        case Titre():
            numero = f"{bloc.numero} " if bloc.numero else ""
            return ["", f"{'#' * bloc.niveau} {numero}{en_ligne(bloc.contenu)} #{bloc.ancre}"]
        case Paragraphe():
            role = "" if bloc.role is RoleParagraphe.CORPS else f"[{bloc.role.value}] "
            return [role + en_ligne(bloc.contenu)]
        case Liste():
            return [ligne for e in bloc.elements for ligne in _element(e.marque, rendre_blocs(e.blocs))]
        case Tableau():
            return rendre_tableau(bloc)
        case Citation():
            return [f"> {ligne}" for ligne in rendre_blocs(bloc.blocs)]
        case Image():
            return [f"[image {bloc.nom} : {bloc.alternative}]"]
        case Manque():
            return [f"[MANQUE {bloc.message.translate(_VISIBLES)}]"]
        case Signatures():
            blocs = (f"[signature {s.organisme}, {s.representant}, {s.qualite}, {s.acte}]" for s in bloc.signataires)
            return [en_ligne(bloc.mention), *blocs]


def _element(marque: str, lignes: list[str]) -> list[str]:
    debut = f"{marque or '-'} "
    return [(debut if i == 0 else " " * len(debut)) + ligne for i, ligne in enumerate(lignes)]


def en_ligne(inlines: Iterable[Inline]) -> str:
    return "".join(_inline(i) for i in inlines)


def _inline(i: Inline) -> str:
    match i:
        case Texte():
            marque = "**" if i.gras else "*" if i.italique else "^" if i.exposant else ""
            return f"{marque}{i.texte.translate(_VISIBLES)}{marque}"
        case Lien():
            return f"<{en_ligne(i.contenu)}→{i.adresse}>"
        case Renvoi():
            return f"[[{i.texte.translate(_VISIBLES)}→{i.cible}]]"
        case AppelNote():
            return f"{str(i.numero).translate(_EXPOSANTS)}[{' / '.join(rendre_blocs(i.contenu))}]"


def rendre_tableau(tableau: Tableau) -> list[str]:
    sortie = [f"Tableau {tableau.numero} : {en_ligne(tableau.legende)} #{tableau.ancre}"]
    for marque, lignes in (("*", tableau.entetes), ("", tableau.lignes)):
        for ligne, rang in zip(lignes, occuper(lignes, len(tableau.colonnes)), strict=True):
            textes = [_texte_de_case(case) for case in rang]
            cellules = (
                (f"→ {t}" if c.alignement is Alignement.DROITE and t not in ("″", "←") else t)
                for c, t in zip(tableau.colonnes, textes, strict=True)
            )
            sortie.append(f"{'=' if ligne.total else marque}┆ {' ┆ '.join(cellules)} ┆")
    return sortie


def occuper(lignes: tuple[Ligne, ...], largeur: int) -> list[list[tuple[Cellule, int, int]]]:
    """Lay cells in a grid as HTML does; fail unless they tile it exactly: no hole, no overlap, nothing outside.

    Returns:
        Row by row, the cell at each place, and how far down and right of the cell's first place this one is.
    """
    grille: list[list[tuple[Cellule, int, int] | None]] = [[None] * largeur for _ in lignes]
    for y, ligne in enumerate(lignes):
        for cellule in ligne.cellules:
            assert None in grille[y], f"ligne {y + 1} : une cellule de trop"
            x = grille[y].index(None)
            assert cellule.lignes >= 1, "une cellule sans hauteur"
            assert cellule.colonnes >= 1, "une cellule sans largeur"
            assert y + cellule.lignes <= len(lignes), f"ligne {y + 1} : la fusion dépasse le bas du tableau"
            assert x + cellule.colonnes <= largeur, f"ligne {y + 1} : la fusion dépasse le bord droit"
            for dy in range(cellule.lignes):
                for dx in range(cellule.colonnes):
                    assert grille[y + dy][x + dx] is None, f"ligne {y + 1} : deux cellules se recouvrent"
                    grille[y + dy][x + dx] = (cellule, dy, dx)
    pleines = [[case for case in rang if case is not None] for rang in grille]
    for y, rang in enumerate(pleines, 1):
        assert len(rang) == largeur, f"ligne {y} : il manque une cellule"
    return pleines


def _texte_de_case(case: tuple[Cellule, int, int]) -> str:
    cellule, dy, dx = case
    return "″" if dy else "←" if dx else texte_de_cellule(cellule)


def texte_de_cellule(cellule: Cellule) -> str:
    return " / ".join(rendre_blocs(cellule.blocs))


# --- every text -----------------------------------------------------------------------------------------------------


def tableaux(document: Document) -> Iterator[Tableau]:
    return (b for s in document.sections for b in _descendre(s.blocs) if isinstance(b, Tableau))


def titres(document: Document) -> list[tuple[int, str, str]]:
    """Level, number and text of each heading."""
    blocs = (b for s in document.sections for b in s.blocs)
    return [(b.niveau, b.numero, en_ligne(b.contenu)) for b in blocs if isinstance(b, Titre)]


def notes(document: Document) -> list[tuple[int, str]]:
    """Number and text of each footnote, in the order in which a reader meets them."""
    return [(i.numero, en_ligne_de(i.contenu)) for i in _inlines(document) if isinstance(i, AppelNote)]


def en_ligne_de(blocs: Iterable[Bloc]) -> str:
    return " / ".join(rendre_blocs(blocs))


def _inlines(document: Document) -> Iterator[Inline]:
    for section in document.sections:
        for bloc in _descendre(section.blocs):
            match bloc:
                case Titre() | Paragraphe():
                    yield from bloc.contenu
                case Tableau():
                    yield from bloc.legende
                case _:
                    pass


def _descendre(blocs: Iterable[Bloc]) -> Iterator[Bloc]:
    """Go through blocks in reading order, those inside others too."""
    for bloc in blocs:
        yield bloc
        match bloc:
            case Liste():
                yield from _descendre(b for e in bloc.elements for b in e.blocs)
            case Citation():
                yield from _descendre(bloc.blocs)
            case Tableau():
                lignes = (*bloc.entetes, *bloc.lignes)
                yield from _descendre(b for ligne in lignes for c in ligne.cellules for b in c.blocs)
            case _:
                pass
