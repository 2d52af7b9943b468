"""CD603: a paragraph whose beginning is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.controles.redaction.lieux import avec_voisins, commence_en_minuscule, est_collee, est_coupee, queue
from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Severite
from contratdoc.ecrits.ecrit import Bloc, Nature, Passage
from contratdoc.ecrits.extrait import extrait

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.ecrits.ecrit import Contexte, Ecrit

FICHE = Fiche(
    code="CD603",
    nom="debut-tronque",
    famille=Famille.REDACTION,
    severite=Severite.ERREUR,
    verifie="Aucun paragraphe ne commence par une virgule, une parenthèse fermante ou le milieu d'une phrase.",
    pourquoi="Le début de la phrase a été perdu en copiant : ce qu'elle promettait, et qui s'y engageait, ne se lit "
    "plus.",
    exemple=", les dispositifs du quartier ont tous une approche de la réussite.",
    correction="Retrouvez le début de la phrase dans le texte d'origine, ou supprimez ce reste.",
    source="usage",
)
_SIGNES = {
    ",": "une virgule",
    ";": "un point-virgule",
    ")": "une parenthèse fermante",
    "]": "un crochet fermant",
    "»": "un guillemet fermant",
    "”": "un guillemet fermant",
}
_PROSE = (Nature.PARAGRAPHE, Nature.ELEMENT)
_LIGNES = (*_PROSE, Nature.INTERTITRE)
_FINS = (".", "!", "?", "…", ".»", ". »", ".)", "»")
_MOTS_MIN = 6
_PUCE_MIN = 8


def chercher(ecrit: Ecrit, contexte: Contexte) -> Iterator[Diagnostic]:  # noqa: ARG001 - the shape of a rule
    """Find the paragraphs that begin in the middle of a sentence."""
    for avant, p, apres in avec_voisins(ecrit):
        if p.nature not in _PROSE:
            continue
        signe = _SIGNES.get(p.texte[:1])
        if signe is not None and len(p.texte) > 2 and p.texte[1:2] not in (")", "(", "-"):  # noqa: PLR2004 - a lone sign, a smiley
            yield _signe(p, signe)
        elif p.nature is Nature.PARAGRAPHE and commence_en_minuscule(p.texte):
            yield from _minuscule(avant, p)
        elif p.nature is Nature.PARAGRAPHE and _sans_puce(avant, p, apres):
            message = f"« {extrait(p.texte)} » se lit comme un élément de la liste voisine, mais n'a pas de puce."
            aide = "Rendez-lui sa puce, ou finissez la phrase par un point si elle n'est pas de la liste."
            yield FICHE.constat(message, p.place(), aide, severite=Severite.AVERTISSEMENT)


def _signe(p: Passage, signe: str) -> Diagnostic:
    return FICHE.constat(f"Le texte « {extrait(p.texte)} » commence par {signe}.", p.place(), FICHE.correction)


def _sans_puce(avant: Bloc | None, p: Passage, apres: Bloc | None) -> bool:
    """Say whether a paragraph without an end stands in a list, or between its announcement and its first item."""
    if not isinstance(avant, Passage) or not isinstance(apres, Passage) or apres.nature is not Nature.ELEMENT:
        return False
    if not p.texte[-1:].isalnum() or p.texte.count(" ") < _PUCE_MIN or p.debut:
        return False
    return avant.nature is Nature.ELEMENT or (avant.nature in _PROSE and avant.texte.endswith(":"))


def _minuscule(avant: Bloc | None, p: Passage) -> Iterator[Diagnostic]:
    """Judge a paragraph in lower case by what stands before it."""
    coupee = isinstance(avant, Passage) and avant.nature in _LIGNES and est_coupee(avant, p)
    if not isinstance(avant, Passage) or (avant.nature not in _PROSE and not coupee):
        if isinstance(avant, Passage) and avant.nature is Nature.TITRE and p.texte.count(" ") >= _MOTS_MIN:
            quoi = "commence par une minuscule sous un titre : son début est peut-être perdu"
            yield _constat(p, quoi, avant, Severite.INFO)
        return
    fin = avant.texte
    if est_collee(avant, p):
        return
    if coupee:
        message = f"La phrase « {queue(fin, 30)} / {extrait(p.texte, 30)} » est coupée en deux paragraphes."
        autres = ((avant.place(len(fin) - 1), "elle s'arrête ici"),)
        aide = "Rejoignez les deux morceaux : un saut de page les a sans doute séparés."
        yield FICHE.constat(message, p.place(), aide, autres=autres, severite=Severite.INFO)
    elif p.texte.count(" ") < _MOTS_MIN:
        return
    elif avant.nature is Nature.ELEMENT and fin.endswith((";", ",")):
        yield _constat(p, "suit une liste et commence par une minuscule : sa puce ou son début est perdu", avant)
    elif fin.endswith(_FINS):
        yield _constat(p, "commence par une minuscule : son début est peut-être perdu", avant)


def _constat(p: Passage, quoi: str, avant: Passage, severite: Severite = Severite.AVERTISSEMENT) -> Diagnostic:
    message = f"Le paragraphe « {extrait(p.texte)} » {quoi}."
    autres = ((avant.place(max(len(avant.texte) - 1, 0)), "ce qui précède finit ici"),)
    aide = "Rendez-lui sa puce, sa majuscule ou les mots qui manquent."
    return FICHE.constat(message, p.place(), aide, autres=autres, severite=severite)
