"""A Markdown file, or a text taken out of a PDF or of Word, to units."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from contratdoc.diagnostics import Place
from contratdoc.ecrits.ecrit import Cellule, Nature, Passage, TableauEcrit
from contratdoc.ecrits.from_texte import lire_ecrit
from contratdoc.importer import inlines, regles
from contratdoc.importer.lignes import Lignes, nettoyer_les_lignes
from contratdoc.importer.unites import Note, Sorte, Source, Unite

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contratdoc.ecrits.ecrit import Bloc

_BALISE = re.compile(r"</[a-zA-Z]+>")
_AVANT = re.compile(r"[*_\[<]+$")
_DIESES = re.compile(r"#{1,6}\s")
_PUCE_NUMEROTEE = re.compile(r"\s*\d{1,3}[.)]\s")
_SORTES = {
    Nature.TITRE: Sorte.TITRE,
    Nature.INTERTITRE: Sorte.TITRE,
    Nature.ELEMENT: Sorte.ELEMENT,
    Nature.CITATION: Sorte.CITATION,
    Nature.SOMMAIRE: Sorte.SOMMAIRE,
}


def source_du_texte(texte: str, nom: str, *, markdown: bool) -> Source:
    r"""Read a text.

    Args:
        texte: The text, with `\n` line ends.
        nom: Its name.
        markdown: True for a Markdown file, whose footnotes, pictures and underlined headings are read.

    Returns:
        Its units, in order.
    """
    lignes = nettoyer_les_lignes(texte, nom, markdown=markdown)
    unites = _unites(lignes, nom)
    if lignes.rendre_les_notes({n.nom for u in unites for n in u.notes}):
        unites = _unites(lignes, nom)
    return Source(nom, unites, tuple(lignes.laisses), diagnostics=tuple(lignes.diagnostics))


def _unites(lignes: Lignes, nom: str) -> tuple[Unite, ...]:
    ecrit = lire_ecrit("\n".join(lignes.textes), Place(nom, 1, 1))
    notes = _Appels(lignes)
    return tuple(_unite(bloc, lignes, notes) for bloc in ecrit.blocs if not _est_vide(bloc))


class _Appels:
    """The footnotes called so far: the second call of one takes a copy of its own, under another name."""

    def __init__(self, lignes: Lignes) -> None:
        self._textes = {n.nom: n.texte for n in lignes.notes}
        self._pris: set[str] = set()

    def poser(self, runs: Sequence[inlines.Run]) -> tuple[tuple[inlines.Run, ...], tuple[Note, ...]]:
        """Return the same text, its calls of known footnotes alone, and these."""
        gardes: list[inlines.Run] = []
        notes: list[Note] = []
        for run in runs:
            if run.note in self._textes:
                texte = self._textes[run.note]
                nom = self._nom(run.note)
                gardes.append(replace(run, note=nom))
                notes.append(Note(nom, inlines.en_markdown(inlines.lire_runs(texte)[0]), texte))
            elif not run.note:
                gardes.append(run)
        return tuple(gardes), tuple(notes)

    def _nom(self, voulu: str) -> str:
        nom, fois = voulu, 1
        while nom in self._pris or (fois > 1 and nom in self._textes):
            fois += 1
            nom = f"{voulu}-{fois}"
        self._pris.add(nom)
        return nom


def _est_vide(bloc: Bloc) -> bool:
    return isinstance(bloc, TableauEcrit) and not any(c.texte.strip() for ligne in bloc.lignes for c in ligne)


def _unite(bloc: Bloc, lignes: Lignes, appels: _Appels) -> Unite:
    if isinstance(bloc, TableauEcrit):
        return _tableau(bloc, lignes)
    premiere = bloc.ligne
    fin = max(place.ligne for _, place in bloc.reperes)
    brut = _brut(bloc, lignes.textes, premiere, fin)
    runs, appliquees = inlines.lire_runs(brut)
    if inlines.plat(runs) != " ".join(bloc.texte.split()):
        runs, appliquees = (inlines.Run(bloc.texte),), frozenset()
    runs, notes = appels.poser(runs)
    ligne = lignes.textes[premiere - 1]
    sorte = _SORTES.get(bloc.nature, Sorte.PARAGRAPHE)
    ordonne = sorte is Sorte.ELEMENT and bloc.marque.isdecimal() and _PUCE_NUMEROTEE.match(ligne) is not None
    return Unite(
        sorte,
        bloc,
        inlines.en_markdown(runs),
        bloc.niveau,
        marque=bloc.nature is Nature.TITRE and _DIESES.match(ligne) is not None,
        ordonne=ordonne,
        depart=int(bloc.marque) if ordonne else 1,
        notes=notes,
        regles=tuple(sorted(appliquees | lignes.regles_de(premiere, fin))),
        fin=fin,
    )


def _brut(p: Passage, lignes: list[str], premiere: int, fin: int) -> str:
    """Return the text of a passage as typed, marks included, without what stands before it on its first line."""
    colonne = p.reperes[0][1].colonne - 1
    tete = lignes[premiere - 1]
    marques = _AVANT.search(tete[:colonne])
    debut = marques.start() if marques is not None else colonne
    reste = [ligne.strip().removeprefix("> ") for ligne in lignes[premiere:fin]]
    brut = " ".join([tete[debut:], *reste]).strip()
    if p.nature is Nature.TITRE:
        brut = re.sub(r"\s*\{#[^{}]*\}\s*$", "", brut)
    return brut


def _tableau(bloc: TableauEcrit, lignes: Lignes) -> Unite:
    html = any(len(c.passages) > 1 for ligne in bloc.lignes for c in ligne)
    cellules = en_cellules(bloc)
    fin = bloc.places[-1].ligne
    balises = any(_BALISE.search(ligne) for ligne in lignes.textes[bloc.place.ligne - 1 : fin])
    noms = {
        *lignes.regles_de(bloc.place.ligne, fin),
        *([regles.CELLULE_HTML] * html),
        *([regles.BALISE_HTML] * balises),
    }
    return Unite(Sorte.TABLEAU, bloc, cellules=cellules, regles=tuple(sorted(noms)), fin=fin)


def en_cellules(bloc: TableauEcrit) -> tuple[tuple[str, ...], ...]:
    """Write the cells of a table as Markdown, its rows made of one width.

    Args:
        bloc: The table.

    Returns:
        The rows.
    """
    largeur = max(len(ligne) for ligne in bloc.lignes)
    vide = Cellule(())
    return tuple(tuple(_cellule(c) for c in (*ligne, *(vide,) * (largeur - len(ligne)))) for ligne in bloc.lignes)


def _cellule(cellule: Cellule) -> str:
    return joindre([(texte := " ".join(p.texte.split()), inlines.proteger(texte)) for p in cellule.passages])


def joindre(passages: Sequence[tuple[str, str]]) -> str:
    """Put the paragraphs of a cell on one line, parted where nothing else parts them.

    Args:
        passages: The text of each, and its Markdown.

    Returns:
        The Markdown of the cell.
    """
    sortie, avant = "", ""
    for texte, md in passages:
        if not texte:
            continue
        if sortie:
            seul = avant.rpartition(" ")[2].isdecimal()
            sortie += " " if avant.endswith((".", ":", ";", "!", "?", "…")) or seul else " ; "
        sortie, avant = sortie + md, texte
    return sortie.replace("|", "\\|")
