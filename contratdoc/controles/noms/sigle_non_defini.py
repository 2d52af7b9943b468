"""CD703: an acronym that the text never spells out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.controles.noms.acrostiche import lettres_de
from contratdoc.controles.noms.definitions import Definition
from contratdoc.controles.noms.mots import mots_plats
from contratdoc.controles.noms.sigles import Occurrence, analyse_des_sigles
from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Severite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.ecrits.ecrit import Contexte, Ecrit

FICHE = Fiche(
    code="CD703",
    nom="sigle-non-defini",
    famille=Famille.NOMS,
    severite=Severite.AVERTISSEMENT,
    verifie="Chaque sigle est développé une fois dans le texte, ou figure au lexique avec son sens.",
    pourquoi="Un habitant ou un nouvel agent ne peut pas deviner un sigle ; un contrat public doit se lire seul.",
    exemple="« Le CTDAL se réunit chaque mois. », sans que CTDAL soit développé nulle part",
    correction="Écrivez le nom complet à la première apparition : « nom complet (SIGLE) », ou ajoutez-le au lexique.",
    source="usage ; guide de légistique (emploi des sigles)",
)

_DERNIERS = 8


def chercher(ecrit: Ecrit, contexte: Contexte) -> Iterator[Diagnostic]:
    """Find the acronyms that are never spelled out, once each, at their first use."""
    analyse = analyse_des_sigles(ecrit)
    connus = {m for s, _ in contexte.lexique.sigles for m in (_cle(s), *map(_cle, s.split("-")))}
    connus |= {_cle(n.nom) for n in contexte.lexique.noms}
    connus |= {_cle(d.sigle) for d in analyse.definitions if d.sens or _explique(d)}
    fois: dict[str, list[Occurrence]] = {}
    for o in analyse.occurrences:
        fois.setdefault(_cle(o.sigle), []).append(o)
    for cle, places in fois.items():
        parties = places[0].sigle.split("-")
        if cle in connus or all(_cle(p) in connus for p in parties):
            continue
        premier = places[0]
        nombre = "une fois" if len(places) == 1 else f"{len(places)} fois"
        message = f"Le sigle « {premier.sigle} », écrit {nombre}, n'est développé nulle part."
        yield FICHE.constat(message, premier.passage.place(premier.rang), FICHE.correction)


def _cle(sigle: str) -> str:
    """Return an acronym without case, dots nor the mark of the plural: « QPVs », « Anah », « ANAH »."""
    return " ".join(mots_plats(sigle.replace(".", ""))) or sigle


def _explique(d: Definition) -> bool:
    """Say whether the words beside an acronym tell what it is without giving its letters.

    « jeunes ni en emploi, ni en études, ni en formation (NEETS) » tells it; « Centre social Dupont (OHS) » does not.
    """
    avant_le_sigle = d.passage.texte[d.rang - 1 : d.rang] == "("
    if not avant_le_sigle:
        return len(d.mots) > 1
    lettres = lettres_de(d.sigle)
    return len(d.mots) > 1 and any(m[0] == lettres[:1] for m in d.mots[-_DERNIERS:])
