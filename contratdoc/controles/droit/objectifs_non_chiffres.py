"""CD901: no objective that a figure allows to check."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contratdoc.controles.droit.corps import Sorte, corps_de, ou_ajouter, place_de
from contratdoc.controles.droit.phrases import citer
from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Severite
from contratdoc.ecrits.nombres import NombreLu, nombres_de

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.contrat.contrat import Champ, Contrat
    from contratdoc.controles.droit.corps import Corps, Ligne, Section
    from contratdoc.ecrits.ecrit import Contexte, Ecrit

FICHE = Fiche(
    code="CD901",
    nom="objectifs-non-chiffres",
    famille=Famille.DROIT,
    severite=Severite.AVERTISSEMENT,
    verifie="Un contrat entier fixe des objectifs chiffrés : « accompagner 200 jeunes par an », « porter à 60 % ».",
    pourquoi="Sans chiffre, personne ne peut dire en fin de contrat si l'objectif est atteint.",
    exemple="Objectifs opérationnels : développer l'accès aux soins ; soutenir la parentalité.",
    correction="Objectifs opérationnels : porter de 2 à 5 le nombre de médecins du quartier d'ici 2030.",
    source="Loi n° 2014-173 du 21 février 2014, article 6, IV, 1° : objectifs « notamment chiffrés ».",
)
_LIEUX = (re.compile(r"\bobjectifs? op[ée]rationnel"), re.compile(r"\bobjectifs?\b"), re.compile(r"\borientations?\b"))
_VERBE = re.compile(
    r"\b(?:atteindre|accompagner|accueillir|augmenter|cr[ée]er|diminuer|doubler|former|ins[ée]rer|limiter|maintenir"
    r"|mobiliser|passer|porter|r[ée]duire|r[ée]habiliter|r[ée]nover|tripler|baisser|accro[iî]tre|au moins|d'ici)\b"
)
_COLONNE = re.compile(r"\bcibles?\b|\bvaleurs? vis[ée]es?\b|\bobjectifs? (?:chiffr|quantifi|20\d\d|à atteindre)")
# Figures that tell where or for whom, not how much.
_AGE = re.compile(r"\s?(?:à|et|-|–)\s?\d+ ans")
_CHIFFRE = re.compile(r"\d")
_DECOR = ("an", "ans", "mois", "quartier", "quartiers", "commune", "communes", "axe", "axes", "volet", "volets", "qpv")


def chercher(ecrit: Ecrit, contexte: Contexte) -> Iterator[Diagnostic]:
    """Find a contract whose objectives no figure measures."""
    if not contexte.contrat_entier:
        return
    corps = corps_de(ecrit)
    if contexte.contrat is not None:
        yield from _du_contrat(contexte.contrat, corps)
        return
    if _chiffre_quelque_part(corps):
        return
    section = corps.section(*_LIEUX)
    aide = f"Donnez une valeur à atteindre et sa date {ou_ajouter(contexte, section, 'Objectifs chiffrés')}."
    yield FICHE.constat("Aucun objectif du contrat n'est chiffré.", place_de(corps, contexte, section), aide)


def _du_contrat(contrat: Contrat, corps: Corps) -> Iterator[Diagnostic]:
    """Tell the axes and parts without any target; texts may hold the figures that the labels do not."""
    if _chiffre_quelque_part(corps):
        return
    champs = [c for c in contrat.champs() if c.orientations]
    muets = [c for c in champs if not _est_chiffre(c)]
    if not muets:
        return
    noms = citer([c.titre for c in muets])
    message = f"Aucun objectif n'est chiffré dans {len(muets)} axes ou volets sur {len(champs)} : {noms}."
    if len(muets) == 1:
        message = f"Aucun objectif n'est chiffré dans l'axe ou le volet {noms}."
    aide = "Donnez une « cible » à leurs indicateurs, ou un chiffre à leurs objectifs (modeles/orientations.yaml)."
    yield FICHE.constat(message, muets[0].origine, aide, autres=tuple((c.origine, "ici aussi") for c in muets[1:]))


def _est_chiffre(champ: Champ) -> bool:
    if any(i.cible is not None and any(x.isdigit() for x in i.cible) for i in champ.indicateurs):
        return True
    libelles = [o.libelle for o in champ.orientations] + [o.libelle for o in champ.objectifs()]
    return any(_vise(libelle.casefold()) for libelle in libelles)


def _chiffre_quelque_part(corps: Corps) -> bool:
    return any(_chiffre(s, ligne) for s in corps.siennes() for ligne in s.lignes) or any(
        _cible_en_colonne(s) for s in corps.siennes()
    )


def _chiffre(section: Section, ligne: Ligne) -> bool:
    if ligne.cellules:
        return False
    annonce = section.sorte is Sorte.OBJECTIFS or ligne.objectif or "objectif" in ligne.texte
    return annonce and _vise(ligne.texte)


def _vise(texte: str) -> bool:
    """Say whether a text gives a value to reach."""
    m = _VERBE.search(texte) if _CHIFFRE.search(texte) else None
    return m is not None and any(n.debut > m.start() and _compte(texte, n) for n in nombres_de(texte))


def _compte(texte: str, n: NombreLu) -> bool:
    """Say whether a figure is a quantity: neither a year, nor an age, nor a count of places."""
    return not n.annee and n.unite not in _DECOR and _AGE.match(texte, n.fin) is None


def _cible_en_colonne(section: Section) -> bool:
    rangs: list[int] = []
    for ligne in section.lignes:
        if ligne.tete:
            rangs = [i for i, c in enumerate(ligne.cellules) if _COLONNE.search(c)]
        elif any(i < len(ligne.cellules) and any(x.isdigit() for x in ligne.cellules[i]) for i in rangs):
            return True
    return False
