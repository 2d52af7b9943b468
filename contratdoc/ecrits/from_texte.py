"""Any plain or Markdown text to its passages. Lenient: a text taken out of a PDF or of Word is read as well."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from contratdoc.diagnostics import Place
from contratdoc.ecrits.ecrit import Bloc, Cellule, Ecrit, Nature, Passage, TableauEcrit
from contratdoc.ecrits.nettoyage import Morceau, nettoyer, passage
from contratdoc.ecrits.sommaire import marquer_le_sommaire
from contratdoc.ecrits.titres import est_titre_numerote, lire_numero, niveau_de, ressemble_a_un_titre

_PUCE = re.compile(
    r"(\s*)(?:[-*+•–▪◦●○■]|[oO](?=\s\s))(?:\s+|(?=\*\*))(?:([✓✔❖➢►→•▪])\s*)?(?=\S)|(\s*)([✓✔❖➢►•▪●■◦])\s*(?=\S)"
)
_NUMERO_DE_LISTE = re.compile(r"(\s*)(\d{1,3}[.)])\s+(?=\S)")
_TITRE = re.compile(r"(#{1,6})\s+(?=\S)")
_ANCRE = re.compile(r"\s*\{#[^{}]*\}\s*$")
_TRAIT = re.compile(r"[\s|:\-–—\t]*-[\s|:\-–—\t]*|[=_*\s]{3,}")
_GRAS = re.compile(r"\s*(?:[-•]\s+)?\*\*[^*]+\*\*\s*:?\s*")
_DANS_CELLULE = re.compile(r"</p>|<br\s*/?>|</li>|(?=•)")
_COMMENTAIRE = re.compile(r"\s*<!--.*-->\s*")
_LIGNE_LONGUE = 200
_REMPLIE = 0.6


_PARAGRAPHE = Passage("", Nature.PARAGRAPHE, ())


@dataclass(slots=True)
class _Lecture:
    """The blocks read so far, and the lines of the paragraph and of the table under way."""

    fichier: str
    largeur: int
    blocs: list[Bloc] = field(default_factory=list)
    morceaux: list[Morceau] = field(default_factory=list)
    forme: Passage = _PARAGRAPHE
    lignes_du_paragraphe: int = 0
    derniere: int = 0
    bout: Place = field(default_factory=lambda: Place(""))
    lignes: list[tuple[Cellule, ...]] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    avant_vide: bool = True
    seul: bool = True
    gras: bool = False


def lire_ecrit(texte: str, place: Place, *, decalage: int = 0, fixe: bool = False) -> Ecrit:
    r"""Read a text.

    Args:
        texte: The text, with `\n` line ends.
        place: Where its first line stands.
        decalage: Columns by which every line but the first is indented in the file (a YAML block).
        fixe: True when its lines are not those of the file: all stands at `place`.

    Returns:
        Its passages and tables.
    """
    toutes = texte.split("\n")
    largeur = max(map(len, toutes))
    lecture = _Lecture(place.fichier, 0 if largeur > _LIGNE_LONGUE else largeur)
    for i, ligne in enumerate(toutes):
        colonne = place.colonne if i == 0 and not decalage else 1 + decalage
        ici = Place(place.fichier, place.ligne + i, colonne)
        suivante = toutes[i + 1] if i + 1 < len(toutes) else ""
        _lire_ligne(lecture, ligne, ici, suivante)
    _finir(lecture)
    blocs = [_fixer(b, place) for b in lecture.blocs] if fixe else lecture.blocs
    return Ecrit(marquer_le_sommaire(blocs))


def _fixer(bloc: Bloc, place: Place) -> Bloc:
    """Put all of a block at one place."""
    if isinstance(bloc, Passage):
        return replace(bloc, reperes=((0, place),), fixe=True)
    lignes = [
        tuple(Cellule(tuple(replace(p, reperes=((0, place),), fixe=True) for p in c.passages)) for c in ligne)
        for ligne in bloc.lignes
    ]
    return TableauEcrit(tuple(lignes), tuple(place for _ in bloc.places))


def _lire_ligne(lec: _Lecture, ligne: str, ici: Place, suivante: str) -> None:
    """Add one line to what is under way, or close it and begin something else."""
    if not ligne.strip():
        _finir(lec)
        lec.avant_vide = True
    elif _est_une_ligne_de_tableau(lec, ligne, suivante):
        _ligne_de_tableau(lec, ligne, ici)
    elif _COMMENTAIRE.fullmatch(ligne) or _TRAIT.fullmatch(ligne):
        _finir(lec)
    else:
        if lec.lignes:
            _finir(lec)
        seul = lec.avant_vide and not suivante.strip()
        lec.avant_vide = False
        _ligne_de_texte(lec, ligne, ici, seul=seul)


def _est_une_ligne_de_tableau(lec: _Lecture, ligne: str, suivante: str) -> bool:
    """Say whether a line is a row: cells parted by tabs or by bars; its other cells may be empty if rows are around."""
    if "\t" in ligne.strip() or ligne.lstrip().startswith("|"):
        return True
    # One empty cell after a first one: the heading of a table of two columns.
    return "\t" in ligne and (
        bool(lec.lignes) or (ligne.endswith("\t") and ligne.count("\t") == suivante.count("\t") == 1)
    )


def _ligne_de_texte(lec: _Lecture, ligne: str, ici: Place, *, seul: bool) -> None:
    if "{#" in ligne:
        ligne = _ANCRE.sub("", ligne)
    titre = _TITRE.match(ligne)
    if titre is not None:
        _finir(lec)
        _ouvrir(lec, ligne, ici, titre.end(), Passage("", Nature.TITRE, (), len(titre[1])))
        _finir(lec)
        return
    citation = ligne.lstrip().startswith(">")
    corps = len(ligne) - len(ligne.lstrip(" >")) if citation else 0
    puce = _PUCE.match(ligne, corps) or (None if seul else _NUMERO_DE_LISTE.match(ligne, corps))
    if puce is not None:
        _finir(lec)
        retrait, *marques = (g for g in puce.groups() if g is not None)
        marque = marques[0].rstrip(".)") if marques else ""
        nature = Nature.CITATION if citation else Nature.ELEMENT
        _ouvrir(lec, ligne, ici, puce.end(), Passage("", nature, (), 1 + (len(retrait) + 2) // 3, marque), seul=seul)
    elif lec.morceaux and _continue(lec, ligne):
        corps = corps or len(ligne) - len(ligne.lstrip())
        lec.morceaux += [(" ", lec.bout), *nettoyer(ligne[corps:], _a(ici, corps))]
        lec.lignes_du_paragraphe += 1
        lec.derniere, lec.bout = len(ligne), _a(ici, len(ligne))
    else:
        _finir(lec)
        nature = Nature.CITATION if citation else Nature.PARAGRAPHE
        _ouvrir(lec, ligne, ici, corps, Passage("", nature, ()), seul=seul)


def _a(place: Place, rang: int) -> Place:
    return Place(place.fichier, place.ligne, place.colonne + rang) if rang else place


def _continue(lec: _Lecture, ligne: str) -> bool:
    """Say whether a line goes on with the paragraph: the one before it was filled, in a text whose lines are folded."""
    if not lec.largeur:
        return False
    return lec.derniere >= _REMPLIE * lec.largeur or (lec.forme.nature is Nature.ELEMENT and ligne[:1] == " ")


def _ouvrir(lec: _Lecture, ligne: str, ici: Place, debut: int, forme: Passage, *, seul: bool = False) -> None:
    """Begin a paragraph; `forme` tells its nature, its level and its bullet."""
    lec.morceaux = nettoyer(ligne[debut:], _a(ici, debut))
    lec.forme = forme
    lec.lignes_du_paragraphe = 1
    lec.derniere, lec.bout = len(ligne), _a(ici, len(ligne))
    lec.seul = seul
    lec.gras = _GRAS.fullmatch(ligne) is not None


def _finir(lec: _Lecture) -> None:
    """Close the paragraph or the table under way."""
    if lec.lignes:
        lec.blocs.append(TableauEcrit(tuple(lec.lignes), tuple(lec.places)))
        lec.lignes, lec.places = [], []
    if not any(m.strip() for m, _ in lec.morceaux):
        lec.morceaux = []
        return
    brut = passage(lec.morceaux, lec.forme.nature, niveau=lec.forme.niveau, marque=lec.forme.marque)
    lec.morceaux = []
    lec.blocs.append(_qualifier(lec, brut))


def _qualifier(lec: _Lecture, brut: Passage) -> Passage:
    """Read the number typed by hand, and tell the headings."""
    numero = lire_numero(brut.texte)
    nature, niveau = brut.nature, brut.niveau
    marque = numero.texte if numero is not None else brut.marque
    debut = numero.debut if numero is not None else 0
    une_ligne = lec.lignes_du_paragraphe == 1
    if nature is Nature.PARAGRAPHE and une_ligne:
        if numero is not None and est_titre_numerote(brut.texte, numero):
            nature, niveau = Nature.TITRE, niveau_de(numero)
        elif (lec.seul or lec.gras) and ressemble_a_un_titre(brut.texte):
            nature = Nature.INTERTITRE
    elif nature is Nature.ELEMENT and lec.gras and lec.seul and ressemble_a_un_titre(brut.texte):
        nature, niveau = Nature.INTERTITRE, 0
    return Passage(brut.texte, nature, brut.reperes, niveau, marque, debut)


def _ligne_de_tableau(lec: _Lecture, ligne: str, ici: Place) -> None:
    if lec.morceaux:
        _finir(lec)
    lec.avant_vide = False
    tubes = ligne.lstrip().startswith("|") and "\t" not in ligne
    if _TRAIT.fullmatch(ligne):
        return
    cellules: list[Cellule] = []
    rang = 0
    morceaux = re.split(r"(?<!\\)\|" if tubes else "\t", ligne)
    for k, contenu in enumerate(morceaux):
        bord = tubes and k in (0, len(morceaux) - 1) and not contenu.strip()
        if not bord:
            cellules.append(_cellule(contenu, _a(ici, rang)))
        rang += len(contenu) + 1
    lec.lignes.append(tuple(cellules))
    lec.places.append(ici)


def _cellule(contenu: str, place: Place) -> Cellule:
    passages: list[Passage] = []
    depart = 0
    bornes = [*(m.start() if m[0] == "" else m.end() for m in _DANS_CELLULE.finditer(contenu)), len(contenu)]
    for borne in bornes:
        partie = contenu[depart:borne]
        m = _PUCE.match(partie)
        debut = m.end() if m is not None else 0
        morceaux = nettoyer(partie[debut:], _a(place, depart + debut))
        depart = borne
        if any(t.strip(" •") for t, _ in morceaux):
            if morceaux[0][0].lstrip().startswith("•"):
                t, ou = morceaux[0]
                propre = t.lstrip().lstrip("• ")
                morceaux[0] = (propre, _a(ou, len(t) - len(propre)))
            passages.append(passage(morceaux, Nature.CELLULE))
    return Cellule(tuple(passages))
