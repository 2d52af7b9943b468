"""CD601: a paragraph, or an item of a list, written twice word for word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.controles.redaction.lieux import cle_de
from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Severite
from contratdoc.ecrits.ecrit import VALEUR, Nature, Passage
from contratdoc.ecrits.extrait import extrait
from contratdoc.ecrits.phrases import phrases_de

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.ecrits.ecrit import Contexte, Ecrit

FICHE = Fiche(
    code="CD601",
    nom="paragraphe-repete",
    famille=Famille.REDACTION,
    severite=Severite.ERREUR,
    verifie="Aucun paragraphe n'est écrit deux fois mot pour mot, ni aucun élément dans la même partie.",
    pourquoi="Deux brouillons collés l'un après l'autre se lisent comme un seul texte : le lecteur ne sait plus lequel "
    "engage, et celui que l'on corrige laisse l'autre faux.",
    exemple="Le quartier a été rénové. Il accueille une crèche et une maison de santé. (le même paragraphe, une page "
    "plus loin)",
    correction="Gardez un seul des deux paragraphes, et renvoyez-y si le second lieu en a besoin.",
    source="usage",
)
_LONG = 80
_ELEMENT_MIN = 25
_INTERTITRE_MIN = 50
_MOTS_D_UN_ELEMENT = 2
_LUES = frozenset((Nature.PARAGRAPHE, Nature.ELEMENT, Nature.INTERTITRE))
_INFINITIF = ("er", "ir", "re", "oir")


def chercher(ecrit: Ecrit, contexte: Contexte) -> Iterator[Diagnostic]:  # noqa: ARG001 - the shape of a rule
    """Find the passages that an earlier one says word for word."""
    vus: dict[str, list[tuple[int, int, Passage]]] = {}
    partie = liste = 0
    for i, bloc in enumerate(ecrit.blocs):
        if not isinstance(bloc, Passage):
            continue
        if bloc.nature is not Nature.ELEMENT:
            liste = i
        elif (avant := _meme_que_celui_d_avant(ecrit, i)) is not None:
            yield _constat(bloc, avant, Severite.AVERTISSEMENT)
            continue
        if bloc.nature is Nature.TITRE:
            partie = i
        elif bloc.nature in _LUES and len(bloc.texte) >= _ELEMENT_MIN and VALEUR not in bloc.texte:
            memes = vus.setdefault(cle_de(bloc), [])
            for ici in _lieux(bloc, partie, liste, memes):
                yield _constat(bloc, *ici)
                break
            memes.append((partie, liste, bloc))


def _meme_que_celui_d_avant(ecrit: Ecrit, i: int) -> Passage | None:
    """Return the item right above one that says the same, be it short."""
    p, avant = ecrit.blocs[i], ecrit.blocs[i - 1] if i else None
    if not isinstance(p, Passage) or not isinstance(avant, Passage) or avant.nature is not Nature.ELEMENT:
        return None
    memes = avant.texte == p.texte and avant.fichier == p.fichier and VALEUR not in p.texte
    return avant if memes and p.texte.count(" ") >= _MOTS_D_UN_ELEMENT - 1 else None


def _lieux(
    p: Passage, partie: int, liste: int, memes: list[tuple[int, int, Passage]]
) -> Iterator[tuple[Passage, Severite]]:
    """Give the earlier passages that this one repeats without a reason.

    A label with a number (« Axe 2 : … ») is listed, then heads its own part; an action is named in its axis, then in
    a summary; a formula introduces several lists.
    """
    if p.texte.endswith(":"):
        return
    for ou, ligne, avant in memes:
        if p.debut or avant.debut:
            continue
        voisin = ou == partie and avant.fichier == p.fichier
        if Nature.INTERTITRE in (p.nature, avant.nature):
            if p.nature is avant.nature and voisin and len(p.texte) >= _INTERTITRE_MIN:
                yield avant, Severite.AVERTISSEMENT
        elif len(p.texte) < _LONG:
            if p.nature is avant.nature is Nature.ELEMENT and ligne == liste and p.niveau == avant.niveau:
                yield avant, Severite.AVERTISSEMENT
        elif voisin or not _est_libelle(p):
            yield avant, Severite.ERREUR


def _constat(p: Passage, origine: Passage, severite: Severite) -> Diagnostic:
    court = len(p.texte) < _LONG
    quoi = "L'élément" if p.nature is Nature.ELEMENT else "Le paragraphe"
    quoi = "L'intertitre" if p.nature is Nature.INTERTITRE else quoi
    ou = f"ligne {origine.ligne}" if origine.fichier == p.fichier else f"dans {origine.fichier}"
    message = f"{quoi} « {extrait(p.texte)} » est déjà écrit mot pour mot {ou}."
    aide = "Dites-le une seule fois, ou écrivez ce qui manque à sa place." if court else FICHE.correction
    return FICHE.constat(message, p.place(), aide, autres=((origine.place(), "déjà ici"),), severite=severite)


def _est_libelle(p: Passage) -> bool:
    """Say whether a passage is one sentence that names an action: « Développer … », or an item of a list."""
    if len(phrases_de(p.texte)) > 1:
        return False
    return p.nature is Nature.ELEMENT or p.texte.split(maxsplit=1)[0].casefold().endswith(_INFINITIF)
