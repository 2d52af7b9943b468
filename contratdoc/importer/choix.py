"""What the user says of the headings of a document: a file of an import, corrected, then given back with `--plan`."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from contratdoc.diagnostics import Diagnostic, Place, Resultat, erreur, vouliez_vous_dire
from contratdoc.ecrits.ecrit import Passage
from contratdoc.importer.familles import Titre, identifier
from contratdoc.importer.unites import Sorte, Unite
from contratdoc.source.lecteur_yaml import lire_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from contratdoc.source.arbre import Arbre, Valeur

FAMILLES = {
    "partie": "romain",
    "axe": "axe",
    "volet": "volet",
    "annexe": "annexe",
    "contribution": "contribution",
    "hors numérotation": "hors",
    "titre": "libre",
    "texte": "",
}
"""What a line may be said to be, and the family that it gets; « texte » is no heading."""
_ENTETE = """\
# Les titres du document, tels que l'import les a compris. Corrigez « est » et « niveau », ajoutez ou retirez des
# lignes, puis relancez : contratdoc importer DOCUMENT --plan import.plan.yaml --remplacer
# « ligne » : ligne du document (paragraphe, pour un fichier Word). « est » : partie, axe, volet, annexe, contribution,
# hors numérotation, titre, ou texte (ce n'est pas un titre). « niveau » est facultatif : 1, 2, 3…
"""
_NIVEAUX = 9
_TITRE_MAX = 100


@dataclass(frozen=True, slots=True)
class Choix:
    """The headings as the user wants them, by line; empty when nothing was said."""

    par_ligne: Mapping[int, tuple[str, int]] = field(default_factory=dict)

    def appliquer(self, unites: Sequence[Unite], titres: Mapping[int, Titre]) -> dict[int, Titre]:
        """Return the headings of a document, those that the user speaks of as they are said to be."""
        sortie = dict(titres)
        for i, u in enumerate(unites):
            dit = self.par_ligne.get(u.ligne)
            if dit is None or not isinstance(u.bloc, Passage) or u.sorte is Sorte.SOMMAIRE:
                continue
            famille, niveau = dit
            if not famille:
                sortie.pop(i, None)
                continue
            lu = sortie.get(i) or identifier(u.bloc)
            sortie[i] = replace(lu, famille=famille, niveau=niveau or lu.niveau, confiance=1.0)
        return dict(sorted(sortie.items()))

    def ecrire(self, unites: Sequence[Unite], titres: Mapping[int, Titre]) -> str:
        """Write the headings as they were understood, to be corrected.

        Args:
            unites: The units of the document.
            titres: Its headings.

        Returns:
            The file.
        """
        noms = {f: n for n, f in FAMILLES.items() if f}
        lignes = []
        for i, t in titres.items():
            niveau = f", niveau: {t.niveau}" if t.niveau else ""
            sur = f"{t.confiance:.2f}".replace(".", ",")
            # A JSON string is a YAML one: these lines need no writer, and stay one a heading.
            titre = json.dumps(unites[i].texte[:_TITRE_MAX], ensure_ascii=False)
            est = noms.get(t.famille, "titre")
            lignes.append(f'  - {{ligne: {unites[i].ligne}, est: {est}{niveau}, confiance: "{sur}", titre: {titre}}}')
        ecartees = sorted(n for n, (famille, _) in self.par_ligne.items() if not famille)
        lignes += [f"  - {{ligne: {n}, est: texte}}" for n in ecartees]
        return _ENTETE + ("titres:\n" + "\n".join(lignes) if lignes else "titres: []") + "\n"


def lire_choix(octets: bytes, fichier: str) -> Resultat[Choix]:
    """Read a file of headings.

    Args:
        octets: The file.
        fichier: Its name, as shown in diagnostics.

    Returns:
        What it says, or None with every fault of it.
    """
    arbre = lire_yaml(octets, fichier)
    if arbre.valeur is None:
        return Resultat(None, arbre.diagnostics)
    lignes = arbre.valeur.valeur.get("titres") if isinstance(arbre.valeur.valeur, dict) else None
    if not isinstance(lignes, list):
        aide = "Partez du fichier « import.plan.yaml » qu'un premier import écrit."
        return Resultat(None, (erreur("CD887", "Ce fichier ne dit pas quels sont les titres.", Place(fichier), aide),))
    fautes: list[Diagnostic] = []
    lus = dict(x for i, v in enumerate(lignes) if (x := _ligne(arbre.valeur, v, i, fautes)) is not None)
    return Resultat(None if fautes else Choix(lus), tuple(fautes))


def _ligne(arbre: Arbre, valeur: Valeur, rang: int, fautes: list[Diagnostic]) -> tuple[int, tuple[str, int]] | None:
    place = arbre.place(("titres", rang))
    donnees = valeur if isinstance(valeur, dict) else {}
    ligne, est, niveau = (str(donnees.get(c) or "") for c in ("ligne", "est", "niveau"))
    if (
        not ligne.isdecimal()
        or est not in FAMILLES
        or (niveau and not (niveau.isdecimal() and 0 < int(niveau) <= _NIVEAUX))
    ):
        aide = (
            vouliez_vous_dire(est, FAMILLES)
            or f"« est » : {', '.join(FAMILLES)} ; « ligne » et « niveau » : un nombre."
        )
        fautes.append(erreur("CD887", "Cette ligne ne dit pas ce qu'est un titre.", place, aide))
        return None
    return int(ligne[:9]), (FAMILLES[est], int(niveau or 0))
