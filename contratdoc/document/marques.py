"""A consolidated contract that says where its text comes from: marks of the avenants, in sources that compile.

A mark never changes what a text says: it follows it, in a paragraph or a parenthesis of its own. What is deleted leaves
a trace in its place, so that nothing after it is renumbered. What no mark can stand beside is told on the first page.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from contratdoc.avenants.apply import ChangementImpossible, apply_changements
from contratdoc.avenants.canonique import Bloc, Canonique
from contratdoc.avenants.changements import Deplacer, Inserer, Supprimer
from contratdoc.document.francais import enumerer, jour
from contratdoc.document.noeuds import Paragraphe, RoleParagraphe, Texte
from contratdoc.document.poser_marques import CONTRAT, Dit, Poseur
from contratdoc.document.traces import trace_de

if TYPE_CHECKING:
    from collections.abc import Mapping

    from contratdoc.avenants.canonique import Arbre, Chemin
    from contratdoc.avenants.changements import Changement, Modification
    from contratdoc.avenants.rejouer import Consolidation
    from contratdoc.document.noeuds import Document

TEXTE_DE_TETE = "version-consolidee"
_MARQUE = re.compile(r"\b(?:créé|modifié|déplacé|supprimé)e?s?\spar\sl’avenant\sn°\s\d+,\sarticle\s\d+", re.IGNORECASE)


def sources_marquees(consolidation: Consolidation, au: dt.date) -> dict[str, bytes]:
    """Return the sources of the contract as it reads on a day, with marks that say which avenant wrote what.

    Args:
        consolidation: The sealed contract and its avenants, carried out.
        au: The day.

    Returns:
        Source files, to be compiled with the charte, the frames and the pictures of the contract.
    """
    return _Marqueur(consolidation, au).marquer().en_sources()


def reduire_marques(document: Document) -> Document:
    """Set the paragraphs that are marks in small type.

    Args:
        document: A consolidated contract, compiled from marked sources.

    Returns:
        The document.
    """
    sections = tuple(
        replace(s, blocs=tuple(_petit(b) if isinstance(b, Paragraphe) else b for b in s.blocs))
        for s in document.sections
    )
    return replace(document, sections=sections)


def _petit(p: Paragraphe) -> Paragraphe:
    textes = [i for i in p.contenu if isinstance(i, Texte)]
    marque = len(textes) == len(p.contenu) and all(t.italique for t in textes)
    dit = "".join(t.texte for t in textes)
    return replace(p, role=RoleParagraphe.ATTACHE) if marque and _MARQUE.search(dit) else p


class _Marqueur:
    """Replays the changes in effect, deletions turned into traces, then writes the marks of each unit."""

    def __init__(self, consolidation: Consolidation, au: dt.date) -> None:
        self.au = au
        self.faites = consolidation.en_effet(au)
        self.a_venir = [f for f in consolidation.faites if f.modification.effet > au]
        self.articles: dict[int, int] = {}
        for n in {f.avenant for f in consolidation.faites}:
            for article in consolidation.articles(n):
                self.articles |= {id(m): article.numero for m in article.modifications}
        self.contrat = consolidation.scelle
        self.dits: dict[Chemin, list[Dit]] = {}

    def marquer(self) -> Canonique:
        for faite in self.faites:
            self._rejouer(faite.modification, faite.avenant)
        poseur = Poseur(self.contrat)
        poseur.poser(self.dits)
        return self._tete(poseur)

    # --- replaying ------------------------------------------------------------------------------------------------

    def _rejouer(self, modification: Modification, avenant: int) -> None:
        c = modification.changement
        ou = self._ou(modification, avenant)
        if isinstance(c, Supprimer):
            trace = trace_de(c, f"Supprimé par {ou}")
            if trace is not None and self._essayer(trace):
                self.dits.pop(c.cible, None)
                return
            self.dits = {k: v for k, v in self.dits.items() if k[: len(c.cible)] != c.cible}
        self._appliquer(c)
        if not isinstance(c, Supprimer) or len(c.cible) > 1:
            self.dits.setdefault(c.cible, []).append(Dit(_verbe(c), ou))

    def _ou(self, modification: Modification, avenant: int) -> str:
        return f"l'avenant n° {avenant}, article {self.articles[id(modification)]}"

    def _essayer(self, c: Changement) -> bool:
        try:
            self._appliquer(c)
        except ChangementImpossible:
            return False
        return True

    def _appliquer(self, c: Changement) -> None:
        self.contrat = apply_changements((c,), self.contrat)

    # --- the head -------------------------------------------------------------------------------------------------

    def _tete(self, poseur: Poseur) -> Canonique:
        """Add the first page: at which day, by which avenants, and what could not be marked in its place."""
        numeros = sorted({f.avenant for f in self.faites})
        blocs = ["# Version consolidée", f"**{_titre(self.au, numeros)}**", _VALEUR]
        if poseur.ailleurs:
            lignes = [f"- {nom} : {marque}" for nom, marque in poseur.ailleurs]
            blocs += ["Modifications qui ne sont pas signalées à leur place :", _fermer(lignes)]
        if self.a_venir:
            venir = [f"- {self._ou(f.modification, f.avenant)}, au {jour(f.modification.effet)}" for f in self.a_venir]
            blocs += ["Modifications qui prendront effet après cette date :", _fermer(list(dict.fromkeys(venir)))]
        fichier = f"modeles/texte/{TEXTE_DE_TETE}.md"
        textes = {**poseur.contrat.textes, fichier: tuple(Bloc(str(i), t) for i, t in enumerate(blocs, 1))}
        donnees: Mapping[str, Arbre] = poseur.contrat.donnees
        contrat = donnees[CONTRAT]
        if isinstance(contrat, dict):
            plan = contrat.get("plan")
            entree: Arbre = {"texte": TEXTE_DE_TETE, "numerotation": "non"}
            surtitre = " – ".join(t for t in (contrat.get("surtitre"), _titre(self.au, numeros)) if isinstance(t, str))
            change: dict[str, Arbre] = {
                "plan": [entree, *(plan if isinstance(plan, list) else [])],
                "surtitre": surtitre.rstrip("."),
            }
            donnees = {**donnees, CONTRAT: {**contrat, **change}}
        return Canonique(donnees, textes)


_VALEUR = "Document sans valeur juridique propre : seuls le contrat signé et ses avenants font foi."


def _titre(au: dt.date, numeros: list[int]) -> str:
    if not numeros:
        return f"Version consolidée au {jour(au)}, sans avenant en vigueur à cette date."
    dits = "de l'avenant" if len(numeros) == 1 else "des avenants"
    return f"Version consolidée au {jour(au)}, à jour {dits} {enumerer([f'n° {n}' for n in numeros])}."


def _verbe(c: Changement) -> str:
    if isinstance(c, Inserer):
        return "Créé"
    return "Déplacé" if isinstance(c, Deplacer) else "Supprimé" if isinstance(c, Supprimer) else "Modifié"


def _fermer(lignes: list[str]) -> str:
    return "\n".join([*(f"{ligne} ;" for ligne in lignes[:-1]), f"{lignes[-1]}."])
