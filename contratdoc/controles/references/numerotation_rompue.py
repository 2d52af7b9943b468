"""CD213: numbers typed by hand that skip one, come twice, or begin by their middle."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contratdoc.controles.references.suites import Genre, Rupture, ruptures_de
from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Remplacement, Severite
from contratdoc.ecrits.ecrit import Passage
from contratdoc.ecrits.extrait import extrait

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.controles.references.numeros import Rang
    from contratdoc.ecrits.ecrit import Contexte, Ecrit

FICHE = Fiche(
    code="CD213",
    nom="numerotation-rompue",
    famille=Famille.REFERENCES,
    severite=Severite.ERREUR,
    verifie=(
        "Une suite numérotée à la main commence par 1, A ou I, avance d'un en un et ne répète aucun numéro ; "
        "sous un nouveau titre, elle peut recommencer."
    ),
    pourquoi="Un numéro sauté laisse croire qu'un article a disparu ; un numéro en double rend un renvoi ambigu.",
    exemple="B- Quartier des Forges, sans « A- » avant lui",
    correction="Renumérotez la suite, ou rétablissez ce qui manque. Une numérotation composée ne se rompt pas.",
    source="usage",
)

_BLOCS_MAX = 400


def chercher(ecrit: Ecrit, contexte: Contexte) -> Iterator[Diagnostic]:
    """Find the breaks."""
    del contexte
    for rupture in ruptures_de(ecrit):
        if rupture.genre is not Genre.TROU or not _ecrit_entre(ecrit, rupture):
            yield _constat(rupture)


def _constat(rupture: Rupture) -> Diagnostic:
    rang, avant = rupture.rang, rupture.avant
    place, severite, remplacement = rang.passage.place(), Severite.AVERTISSEMENT, None
    if rupture.sur:
        severite = Severite.ERREUR
    if rupture.genre is Genre.COLLE:
        severite = Severite.INFO
        nombre = re.sub(r"(\d+)$", r" \1", rang.passage.marque)
        message = f"« {rang.passage.marque} » s'écrit « {nombre} », avec une espace."
        remplacement = Remplacement(rang.passage.marque, nombre)
    elif rupture.genre is Genre.STYLE and avant is not None:
        severite = Severite.INFO
        message = f"{_nom(rang)} suit {_nom(avant)} : deux façons d'écrire les numéros d'une même suite."
    elif rupture.genre is Genre.PREFIXE and avant is not None:
        message = f"{_nom(rang)} est sous {_nom(avant)}, dont il ne porte pas le numéro."
    elif rupture.genre is Genre.DOUBLON and avant is not None:
        message = f"Le numéro {rang.passage.marque} revient deux fois : {_nom(avant)}, puis {_nom(rang)}."
    elif avant is not None:
        manque = rang.a(avant.valeur + 1)
        message = f"La numérotation passe de {avant.passage.marque} à {rang.passage.marque} : il manque {manque}."
    else:
        message = f"{_nom(rang)} ouvre une suite qui n'a pas de {rang.a(1)}."
    autres = ((avant.passage.place(), "le numéro d'avant"),) if avant is not None else ()
    aide = "" if rupture.genre in (Genre.COLLE, Genre.STYLE) else FICHE.correction
    return FICHE.constat(message, place, aide, autres=autres, severite=severite, remplacement=remplacement)


def _nom(rang: Rang) -> str:
    texte = rang.passage.texte if rang.passage.debut else f"{rang.passage.marque}. {rang.passage.texte}"
    return f"« {extrait(texte)} »"


def _ecrit_entre(ecrit: Ecrit, rupture: Rupture) -> bool:
    """Say whether the missing number stands in a line between, joined to another text or in a table."""
    if rupture.avant is None:
        return False
    manque = re.escape(rupture.rang.a(rupture.avant.valeur + 1))
    motif = re.compile(rf"(?:^|[.;:)]\s){manque}\s?[.)/:–—-]")
    debut, fin = ecrit.rang(rupture.avant.passage), ecrit.rang(rupture.rang.passage)
    for bloc in ecrit.blocs[debut : min(fin, debut + _BLOCS_MAX)]:
        passages = (
            (bloc,) if isinstance(bloc, Passage) else tuple(p for x in bloc.lignes for c in x for p in c.passages)
        )
        if any(motif.search(p.texte) for p in passages):
            return True
    return False
