"""The before/after table of an avenant: each unit it touches, in force and amended, words changed set off."""

from __future__ import annotations

from dataclasses import replace
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import TYPE_CHECKING, TypeAlias

from contratdoc.avenants.canonique import nom_de
from contratdoc.avenants.changements import Deplacer
from contratdoc.document.designations import Absent, valeur_a
from contratdoc.document.francais import majuscule, minuscule
from contratdoc.document.lieux import alineas_du_bloc, intitule, nature_du_bloc
from contratdoc.document.mots_changes import FIN, marquer
from contratdoc.document.noeuds import Cellule, Colonne, Couverture, Ligne, Orientation, Paragraphe, Texte
from contratdoc.document.redacteur import composer_inlines, texte_de
from contratdoc.document.typographie import composer_texte

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from contratdoc.avenants.canonique import Arbre, Canonique, Chemin
    from contratdoc.document.contenus import Contenus
    from contratdoc.document.noeuds import Document
    from contratdoc.document.pieces import Pieces

_COLONNES = (Colonne(20), Colonne(35), Colonne(35), Colonne(10))
_NEANT = "(néant)"
_LETTRES = 1_200  # letters of one cell: no row is higher than a landscape page
_PARAGRAPHES = 14
_FIN = "\n\n"


def assembler_comparatif(pieces: Pieces, numero: int) -> Document:
    """Write the before/after table of an avenant.

    Args:
        pieces: What acts are written from.
        numero: The avenant.

    Returns:
        The document, in landscape.
    """
    contenus = pieces.contenus(numero, soi=False)
    plume = contenus.plume
    plume.page(Orientation.PAYSAGE)
    titre = f"Tableau comparatif de l'avenant n° {numero} au {pieces.titre()}"
    plume.titre(titre, 1, ancre="comparatif")
    plume.paragraphe(
        "Les mots supprimés ou remplacés sont en italique dans le texte en vigueur ; les mots nouveaux sont en gras "
        "dans le texte modifié. Ce tableau est un document de travail : seul l'avenant fait foi."
    )
    # The figures of the text in force are those of the contract that was signed.
    anciens = replace(contenus, plume=pieces.plume(pieces.contrat))
    cotes = ((anciens, pieces.avant(numero)), (contenus, pieces.apres(numero)))
    lignes = [ligne for r in rangees(pieces, numero) for ligne in _lignes(r, *cotes)]
    entete = plume.entete("Élément du contrat", "Texte en vigueur", "Texte modifié", "Avenant")
    plume.tableau(f"Modifications apportées par l'avenant n° {numero}", _COLONNES, entete, lignes)
    contrat = pieces.contrat
    couverture = Couverture(
        titre="Tableau comparatif",
        territoire=composer_texte(f"{pieces.titre()} – {contrat.territoire.nom}"),
        periode=composer_texte(f"Avenant n° {numero} : {minuscule(pieces.avenant(numero).objet)}"),
        contributeurs=(),
        surtitre=composer_texte(contrat.surtitre or ""),
    )
    return pieces.fermer(plume, couverture, f"{titre} – {contrat.territoire.nom}", titre, sommaire=False)


def rangees(pieces: Pieces, numero: int) -> list[tuple[Chemin, tuple[str, ...], Deplacer | None]]:
    """List the units that an avenant touches: each once, with where the avenant changes it.

    Args:
        pieces: What acts are written from.
        numero: The avenant.

    Returns:
        For each: its path, « article 7, 3 » for each change, and its move if it is only moved.
    """
    ou: dict[Chemin, list[str]] = {}
    moves: dict[Chemin, Deplacer] = {}
    for article in pieces.consolidation.articles(numero):
        seul = len(article.modifications) == 1
        for i, m in enumerate(article.modifications, 1):
            cible = m.changement.cible
            ou.setdefault(cible, []).append(f"Article {article.numero}" + ("" if seul else f", {i}"))
            if isinstance(m.changement, Deplacer):
                moves[cible] = m.changement
            else:
                moves.pop(cible, None)
    return [(c, tuple(articles), moves.get(c)) for c, articles in ou.items()]


_Cote: TypeAlias = "tuple[Contenus, Canonique]"


def _lignes(rangee: tuple[Chemin, tuple[str, ...], Deplacer | None], avant: _Cote, apres: _Cote) -> list[Ligne]:
    chemin, articles, place = rangee
    contenus = apres[0]
    cellule = contenus.plume.cellule
    nom, ou = majuscule(contenus.designations.nommer(chemin).texte), cellule(" ; ".join(articles))
    if place is not None:
        places = (_place(contenus, chemin, place.ancien_apres), _place(contenus, chemin, place.apres))
        return [Ligne((cellule(nom, entete=True), *places, ou))]
    dits = [dire(c, chemin, _lu(chemin, canonique)) for c, canonique in (avant, apres)]
    if not all(dits):
        vide = cellule("(supprimé)" if dits[0] else _NEANT)
        cellules = [_cellule([(m, True)], gras=not dits[0]) for m in _couper(dits[0] or dits[1])]
        cotes = [(c, vide) if dits[0] else (vide, c) for c in cellules] or [(vide, vide)]
    else:
        cotes = [_comparer(*paire) for paire in _paires(*dits)] or [(cellule(), cellule())]
    noms = [nom, *[f"{nom} (suite)"] * (len(cotes) - 1)]
    return [Ligne((cellule(n, entete=True), *paire, ou)) for n, paire in zip(noms, cotes, strict=True)]


def _comparer(ancien: str, nouveau: str) -> tuple[Cellule, Cellule]:
    de_a, de_b = marquer(ancien, nouveau)
    return _cellule(de_a, gras=False), _cellule(de_b, gras=True)


def _paires(ancien: list[str], nouveau: list[str]) -> Iterator[tuple[str, str]]:
    """Put side by side what a row can hold: the whole when it is short, else the paragraphs that change."""
    if max(sum(map(len, ancien)), sum(map(len, nouveau))) <= _LETTRES:
        yield _FIN.join(ancien), _FIN.join(nouveau)
        return
    for genre, i1, i2, j1, j2 in SequenceMatcher(None, ancien, nouveau, autojunk=False).get_opcodes():
        if genre != "equal":
            yield from zip_longest(_couper(ancien[i1:i2]), _couper(nouveau[j1:j2]), fillvalue="")


def _couper(paragraphes: list[str]) -> list[str]:
    """Cut paragraphs into as many texts as rows need: no row is higher than a page."""
    textes: list[list[str]] = []
    for p in paragraphes:
        if textes and sum(map(len, textes[-1])) + len(p) <= _LETTRES and len(textes[-1]) < _PARAGRAPHES:
            textes[-1].append(p)
        else:
            textes.append([p])
    return [_FIN.join(t) for t in textes]


def _place(contenus: Contenus, chemin: Chemin, apres: str | None) -> Cellule:
    if apres is None:
        return contenus.plume.cellule("En tête")
    return contenus.plume.cellule(f"Après {contenus.designations.nommer((*chemin[:-1], apres)).le()}")


def _lu(chemin: Chemin, canonique: Canonique) -> Arbre:
    """Return what stands at a path; None when nothing does."""
    if chemin[0].endswith(".md"):
        blocs = canonique.textes.get(chemin[0], ())
        if len(chemin) == 1:
            return "\n\n".join(b.texte for b in blocs) or None
        return next((b.texte for b in blocs if b.id == chemin[1]), None)
    try:
        return valeur_a(chemin, canonique)
    except Absent:
        return None


def dire(contenus: Contenus, chemin: Chemin, valeur: Arbre) -> list[str]:
    """Write a value as plain paragraphs, as they are read: figures printed, emphasis left out, « – » before items.

    Args:
        contenus: Writes what the sources say.
        chemin: Where it stands.
        valeur: The value.

    Returns:
        The paragraphs.
    """
    match valeur:
        case None | "" | []:
            return []
        case str():
            ligne = contenus.en_ligne(chemin, valeur)
            return [texte_de(ligne)] if ligne is not None else _texte(contenus, valeur)
        case list():
            ligne = contenus.en_ligne(chemin, valeur)
            if ligne is not None:
                return [texte_de(ligne)]
            if valeur and all(isinstance(v, dict) and nom_de(v) is None for v in valeur):
                return _rangs(contenus, chemin, [v for v in valeur if isinstance(v, dict)])
            return [f"– {' ; '.join(dire(contenus, (*chemin, '•'), v))}" for v in valeur]
        case dict():
            return [
                p if cle in ("libelle", "texte", "titre", "nom", "organisme") else f"{nom} : {p}"
                for cle, v in valeur.items()
                if cle not in ("id", "nature", "statut")
                for nom in (majuscule(contenus.nom_du_champ((*chemin, cle))),)
                for p in dire(contenus, (*chemin, cle), v)
            ]


def _rangs(contenus: Contenus, chemin: Chemin, lignes: list[dict[str, Arbre]]) -> list[str]:
    """Write a table in lines: the names of its columns, then its rows."""
    cles, titres = contenus.colonnes(chemin, lignes)
    cellules = [[" ".join(dire(contenus, (*chemin, c), ligne.get(c))) or "–" for c in cles] for ligne in lignes]
    return [" | ".join(titres), *(" | ".join(rang) for rang in cellules)]


def _texte(contenus: Contenus, texte: str) -> list[str]:
    sortie: list[str] = []
    for bloc in texte.split("\n\n"):
        sorte = nature_du_bloc(bloc)
        if sorte == "alinea":
            for alinea in alineas_du_bloc(bloc):
                puce = "– " if alinea.lstrip()[:2] in ("- ", "* ", "+ ") else ""
                sortie.append(puce + texte_de(contenus.mots(alinea.strip())))
        elif sorte == "tableau":
            rangs = [r.strip().strip("|") for r in bloc.split("\n") if "|" in r and set(r.strip()) - set("|-: ")]
            sortie += [" | ".join(texte_de(contenus.mots(c)) if c.strip() else "" for c in r.split("|")) for r in rangs]
        elif sorte in ("titre", "legende"):
            sortie.append(texte_de(contenus.mots(intitule(bloc))))
        elif sorte != "commentaire":
            sortie.append(texte_de(contenus.mots(bloc)))
    return [p for p in sortie if p.strip()]


def _cellule(suites: Sequence[tuple[str, bool]], *, gras: bool) -> Cellule:
    """Write runs of words as paragraphs, those that are not in the other text set off."""
    paragraphes: list[list[Texte]] = [[]]
    for texte, propre in suites:
        for i, partie in enumerate(texte.replace("\n\n", FIN).split(FIN)):
            if i:
                paragraphes.append([])
            if partie.strip():
                blanc = " " if paragraphes[-1] else ""
                style = Texte(partie.strip(), gras=gras and propre, italique=propre and not gras)
                paragraphes[-1] += [Texte(blanc), style] if blanc else [style]
    return Cellule(tuple(Paragraphe(composer_inlines(tuple(p))) for p in paragraphes if p))
