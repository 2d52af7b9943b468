"""Tables: exact grid, repeated header rows, merged cells, caption as a field."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from contratdoc.document.noeuds import Alignement, Cellule, Colonne, Ligne, Tableau
from contratdoc.writers.docx.balises import attribut_xml, champ, fragment, signet, twips
from contratdoc.writers.docx.inlines import runs, texte_brut
from contratdoc.writers.docx.paragraphes import paragraphe, proprietes, simple
from contratdoc.writers.docx.styles import Style
from contratdoc.writers.mesures import MARGE_CELLULE_H

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from contratdoc.writers.docx.contexte import Contexte, Lieu

_POIDS_MINIMAL = 0.01


@dataclass(frozen=True, slots=True)
class Case:
    """A place of the grid: a cell, or the rest of one that began on a row above (`cellule` is then None)."""

    colonne: int
    largeur: int  # in columns
    cellule: Cellule | None
    fusion: bool = False


def grille(colonnes: Sequence[Colonne], largeur: int) -> list[int]:
    """Column widths in the proportion of their weights, their sum exactly `largeur`."""
    poids = [max(colonne.poids, _POIDS_MINIMAL) for colonne in colonnes]
    total, cumul, bords = sum(poids), 0.0, [0]
    for p in poids:
        cumul += p
        bords.append(round(largeur * cumul / total))
    return [droite - gauche for gauche, droite in itertools.pairwise(bords)]


def placer(lignes: Sequence[Ligne], nombre: int) -> Iterator[list[Case]]:
    """Put cells into the grid: the tree leaves out covered cells, Word wants each place filled."""
    restes = [0] * nombre  # rows still covered by the cell above, by its first column
    etendues = [1] * nombre
    for rang, ligne in enumerate(lignes):
        cases: list[Case] = []
        cellules = iter(ligne.cellules)
        colonne = 0
        while colonne < nombre:
            if restes[colonne]:
                restes[colonne] -= 1
                cases.append(Case(colonne, etendues[colonne], None, fusion=True))
            else:
                cellule = next(cellules, None)
                libres = next((c for c in range(colonne, nombre) if restes[c]), nombre) - colonne
                # A row that lacks cells ends with one empty cell, for a hole is an invalid file.
                etendue = min(cellule.colonnes, libres) if cellule else libres
                hauteur = min(cellule.lignes, len(lignes) - rang) if cellule else 1
                etendues[colonne], restes[colonne] = etendue, hauteur - 1
                cases.append(Case(colonne, etendue, cellule, fusion=hauteur > 1))
            colonne += cases[-1].largeur
        yield cases


def ecrire_tableau(ctx: Contexte, tableau: Tableau, lieu: Lieu) -> str:
    """A table with its caption above."""
    legende = _legende(ctx, tableau, lieu) if tableau.legende else ""
    ctx.apres_tableau = False
    largeurs = grille(tableau.colonnes, lieu.largeur)
    morceaux = [legende, "<w:tbl>", _proprietes(ctx, tableau, lieu, sum(largeurs))]
    morceaux += ["<w:tblGrid>", *(f'<w:gridCol w:w="{n}"/>' for n in largeurs), "</w:tblGrid>"]
    for lignes, entete in ((tableau.entetes, True), (tableau.lignes, False)):
        for ligne, cases in zip(lignes, placer(lignes, len(largeurs)), strict=True):
            morceaux.append(
                _ligne(ctx, ligne, cases, lieu, colonnes=tableau.colonnes, largeurs=largeurs, entete=entete)
            )
    morceaux.append("</w:tbl>")
    ctx.apres_tableau = True
    return "".join(morceaux)


def _legende(ctx: Contexte, tableau: Tableau, lieu: Lieu) -> str:
    ctx.tableaux += 1
    reprise = "" if tableau.numero == ctx.tableaux else rf" \r {tableau.numero}"
    ctx.tableaux = tableau.numero
    etiquette = fragment("Tableau\u00a0") + champ(rf"SEQ Tableau \* ARABIC{reprise}", fragment(str(tableau.numero)))
    reperee = signet(ctx.identifiants.suivant(), ctx.identifiants.signet(tableau.ancre), etiquette)
    pr = proprietes(ctx, ctx.styles[Style.LEGENDE], lieu, retrait=lieu.retrait, suivant=True, aere=True)
    return paragraphe(pr, f"{reperee}{fragment(' – ')}{runs(ctx, tableau.legende, lieu)}")


def _proprietes(ctx: Contexte, tableau: Tableau, lieu: Lieu, largeur: int) -> str:
    alternative = attribut_xml(texte_brut(tableau.legende))
    decrit = f'<w:tblCaption w:val="{alternative}"/><w:tblDescription w:val="{alternative}"/>' if alternative else ""
    premiere = int(bool(tableau.entetes))
    laterale = int(any(cellule.entete for ligne in tableau.lignes for cellule in ligne.cellules[:1]))
    val = f"{0x0600 | 0x0020 * premiere | 0x0080 * laterale:04X}"
    return (
        f'<w:tblPr><w:tblStyle w:val="{ctx.styles[Style.TABLEAU]}"/><w:tblW w:w="{largeur}" w:type="dxa"/>'
        f'<w:tblInd w:w="{lieu.retrait}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="{val}" w:firstRow="{premiere}" w:lastRow="0" w:firstColumn="{laterale}"'
        f' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>{decrit}</w:tblPr>'
    )


def _ligne(
    ctx: Contexte,
    ligne: Ligne,
    cases: list[Case],
    lieu: Lieu,
    *,
    colonnes: Sequence[Colonne],
    largeurs: list[int],
    entete: bool,
) -> str:
    fond = ctx.ombres.entete if entete else ctx.ombres.total if ligne.total else ""
    sortie = ["<w:tr><w:trPr><w:cantSplit/>", "<w:tblHeader/>" if entete else "", "</w:trPr>"]
    for case in cases:
        largeur = sum(largeurs[case.colonne : case.colonne + case.largeur])
        style = ctx.styles[_style(case.cellule, entete=entete, total=ligne.total)]
        sortie.append(_ouverture(case, largeur, fond))
        dedans = replace(
            lieu,
            largeur=max(largeur - 2 * twips(MARGE_CELLULE_H), 1),
            style=style,
            alignement=_alignement(case, colonnes, entete=entete),
            retrait=0,
            rang=0,
            liste=0,
        )
        sortie.append(_contenu(ctx, case.cellule, dedans))
        sortie.append("</w:tc>")
    sortie.append("</w:tr>")
    return "".join(sortie)


def _style(cellule: Cellule | None, *, entete: bool, total: bool) -> Style:
    if entete:
        return Style.CELLULE_ENTETE
    if total:
        return Style.CELLULE_TOTAL
    return Style.CELLULE_TITRE if cellule is not None and cellule.entete else Style.CELLULE


def _ouverture(case: Case, largeur: int, fond: str) -> str:
    etendue = f'<w:gridSpan w:val="{case.largeur}"/>' if case.largeur > 1 else ""
    fusion = ""
    if case.fusion:
        fusion = '<w:vMerge w:val="restart"/>' if case.cellule is not None else "<w:vMerge/>"
    return f'<w:tc><w:tcPr><w:tcW w:w="{largeur}" w:type="dxa"/>{etendue}{fusion}{fond}</w:tcPr>'


def _alignement(case: Case, colonnes: Sequence[Colonne], *, entete: bool) -> Alignement:
    if entete and case.largeur > 1:
        return Alignement.CENTRE  # a heading over several columns belongs to none of them
    return colonnes[case.colonne].alignement


def _contenu(ctx: Contexte, cellule: Cellule | None, lieu: Lieu) -> str:
    style = lieu.style
    if cellule is None or not cellule.blocs:
        return simple(style)
    xml = ctx.ecrire(ctx, cellule.blocs, lieu)
    if xml.endswith("</w:tbl>"):
        xml += simple(style)  # a cell must end with a paragraph
        ctx.apres_tableau = False
    return xml
