"""CD706: an acronym spelled out again, long after it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.controles.noms.definitions import Definition
from contratdoc.controles.noms.sigles import analyse_des_sigles
from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Severite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.ecrits.ecrit import Contexte, Ecrit

FICHE = Fiche(
    code="CD706",
    nom="sigle-defini-deux-fois",
    famille=Famille.NOMS,
    severite=Severite.INFO,
    verifie="Un sigle est développé une seule fois, à sa première apparition, ou dans le lexique.",
    pourquoi="Développer un sigle à chaque partie alourdit le texte, et les développements finissent par différer.",
    exemple="« comité de pilotage (COPIL) » dans la gouvernance, et encore « comité de pilotage (COPIL) » en annexe",
    correction="Gardez le premier développement ; ensuite, le sigle suffit.",
    source="usage",
)

_TITRES = frozenset(("titre", "intertitre", "sommaire"))


def chercher(ecrit: Ecrit, contexte: Contexte) -> Iterator[Diagnostic]:
    """Find the acronyms spelled out more than once in a file, one fault each: each partner's part is read alone."""
    del contexte
    par_sigle: dict[tuple[str, str], list[Definition]] = {}
    vues: set[tuple[str, int]] = set()
    for d in analyse_des_sigles(ecrit).definitions:
        cle = d.sigle.upper(), id(d.passage)
        if d.sens and d.passage.nature.value not in _TITRES and cle not in vues:
            vues.add(cle)
            par_sigle.setdefault((d.sigle.upper(), d.passage.fichier), []).append(d)
    for definitions in par_sigle.values():
        premiere, *suivantes = definitions
        if not suivantes:
            continue
        message = f"Le sigle « {premiere.sigle} » est développé {len(definitions)} fois ; une seule suffit."
        autres = ((premiere.passage.place(premiere.rang), "il est développé ici d'abord"),)
        ici = suivantes[0].passage.place(suivantes[0].rang)
        yield FICHE.constat(message, ici, FICHE.correction, autres=autres)
