"""Where a mark can stand beside what it speaks of: after a block, in a parenthesis after a label, below a prose."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from contratdoc.avenants.apply import apply_changements
from contratdoc.avenants.canonique import Bloc, noms_de
from contratdoc.avenants.changements import Remplacer
from contratdoc.document.designations import FAITS, Absent, citer, cle_du_libelle, libelle_de, valeur_a
from contratdoc.document.francais import Groupe, majuscule, minuscule
from contratdoc.document.lieux import nature_du_bloc
from contratdoc.document.noms_de_champs import ELEMENTS, champ

if TYPE_CHECKING:
    from contratdoc.avenants.canonique import Arbre, Canonique, Chemin

CONTRAT = "modeles/contrat.yaml"

# Fields of a contribution that are printed as paragraphs: a mark may follow them.
_PROSE = frozenset(("presentation", "missions", "offre_de_service", "diagnostic", "actions", "texte", "contexte"))
_PROSE |= {"posture", "saisine", "approche_thematique", "commentaire", "enjeux", "orientations", "suite"}
_MOTS = ("libelle", "texte")


@dataclass(frozen=True, slots=True)
class Dit:
    """What an avenant did to a unit: « Modifié », « l'avenant n° 1, article 5 »."""

    verbe: str
    par: str


@dataclass(slots=True)
class Poseur:
    """Puts marks into a contract.

    Attributes:
        contrat: The contract, marked as it goes.
        ailleurs: What no mark can stand beside: its name and its mark.
    """

    contrat: Canonique
    ailleurs: list[tuple[str, str]] = field(default_factory=list)

    def poser(self, dits: dict[Chemin, list[Dit]]) -> None:
        """Put all marks; those that come to the same place are joined.

        Args:
            dits: What was done to each unit.
        """
        places: dict[tuple[str, Chemin], list[Dit]] = {}
        for chemin, siens in dits.items():
            sorte, place = self._place(chemin)
            propre = sorte == "rien" or place in (chemin, chemin[:-1] if chemin[-1] in _MOTS else chemin)
            # What is done to a part of an element is, for the element, a change.
            lus = siens if propre else [Dit("Modifié", d.par) for d in siens]
            places.setdefault((sorte, chemin if sorte == "rien" else place), []).extend(lus)
        for (sorte, place), siens in places.items():
            self._ecrire_la(sorte, place, siens)

    # --- where ----------------------------------------------------------------------------------------------------

    def _place(self, chemin: Chemin) -> tuple[str, Chemin]:
        """Say where the mark of a unit goes; « rien » when it is for the first page."""
        if chemin[0].endswith(".md"):
            return "bloc", chemin
        for i in range(len(chemin), 1, -1):
            ici = chemin[:i]
            valeur = self._lire(ici)
            en_prose = ici[0].startswith("contributions/") and ici[-1] in _PROSE and isinstance(valeur, str)
            if ici == chemin and en_prose and "\n" in str(valeur).strip():
                return "prose", ici
            if cle_du_libelle(valeur) in _MOTS and ici[0] not in (FAITS, CONTRAT):
                return "element", ici
        if chemin[0].startswith("contributions/") and isinstance(self.contrat.donnees.get(chemin[0]), dict):
            return ("contribution" if len(chemin) == 1 else "rubrique"), chemin
        return "rien", chemin

    def _ecrire_la(self, sorte: str, place: Chemin, dits: list[Dit]) -> None:
        marque = dire(dits)
        match sorte:
            case "bloc" if self._apres_le_bloc(place, marque):
                return
            case "prose":
                self._ecrire(place, f"{str(self._lire(place)).rstrip()}\n\n*{marque}.*\n")
            case "element":
                self._sur_un_element(place, marque)
            case "contribution":
                self._sur_la_contribution(place[0], f"{marque}.")
            case "rubrique":
                groupe = self.nommer(place)
                self._sur_la_contribution(place[0], f"{majuscule(groupe.texte)} : {minuscule(dire(dits, groupe))}.")
            case _:
                groupe = self.nommer(place)
                self.ailleurs.append((majuscule(groupe.texte), minuscule(dire(dits, groupe))))

    # --- how ------------------------------------------------------------------------------------------------------

    def _apres_le_bloc(self, chemin: Chemin, marque: str) -> bool:
        """Put a mark in a paragraph after a block; a caption keeps its table, a whole text bears it at its head."""
        blocs = list(self.contrat.textes.get(chemin[0], ()))
        rang = next((i for i, b in enumerate(blocs) if len(chemin) == 1 or b.id == chemin[1]), None)
        if rang is None:
            return False
        while rang + 1 < len(blocs) and nature_du_bloc(blocs[rang].texte) in ("legende", "commentaire"):
            rang += 1
        blocs.insert(rang + 1, Bloc(f"marque-{'-'.join(chemin[1:])}", f"*{marque}.*"))
        self.contrat = replace(self.contrat, textes={**self.contrat.textes, chemin[0]: tuple(blocs)})
        return True

    def _sur_un_element(self, ici: Chemin, marque: str) -> None:
        element = self._lire(ici)
        cle = cle_du_libelle(element)
        mots = str(self._lire((*ici, cle))).rstrip()
        if ici[0].startswith("contributions/") and "\n" in mots:
            self._ecrire((*ici, cle), f"{mots}\n\n*{marque}.*\n")
        else:
            self._ecrire((*ici, cle), f"{mots} ({minuscule(marque)})")

    def _sur_la_contribution(self, fichier: str, phrase: str) -> None:
        """Put a mark at the end of a contribution's presentation: for its tables, figures and titles."""
        arbre = self.contrat.donnees[fichier]
        assert isinstance(arbre, dict)
        avant = str(arbre.get("presentation") or "").rstrip()
        texte = f"{avant}\n\n*{phrase}*\n" if avant else f"*{phrase}*\n"
        donnees = {**self.contrat.donnees, fichier: {**arbre, "presentation": texte}}
        self.contrat = replace(self.contrat, donnees=donnees)

    def _lire(self, chemin: Chemin) -> Arbre:
        try:
            return valeur_a(chemin, self.contrat)
        except Absent:
            return None

    def _ecrire(self, chemin: Chemin, texte: str) -> None:
        self.contrat = apply_changements((Remplacer(chemin, self._lire(chemin), texte),), self.contrat)

    # --- names ----------------------------------------------------------------------------------------------------

    def nommer(self, chemin: Chemin) -> Groupe:
        """Name a unit without its numbers, which are those of another compilation."""
        fichier = chemin[0]
        if len(chemin) == 1 or fichier.endswith(".md"):
            return Groupe(f"texte « {fichier.rpartition('/')[2].rpartition('.')[0]} »")
        arbre = self.contrat.donnees.get(fichier)
        nature = str(arbre.get("nature", "")) if isinstance(arbre, dict) else ""
        champs: list[str] = []
        groupe: Groupe | None = None
        for i, pas in enumerate(chemin[1:], 1):
            parent = self._lire(chemin[:i])
            if (isinstance(parent, list) and pas in (noms_de(parent) or ())) or (fichier == FAITS and i == 2):  # noqa: PLR2004 - a figure
                sorte = ELEMENTS.get(champs[-1], Groupe("élément"))
                groupe = sorte.avec(citer(libelle_de(self._lire(chemin[: i + 1]), pas)))
                continue
            champs.append(pas)
            if pas not in ("valeur", "sens", *_MOTS) or groupe is None:
                groupe = champ(fichier, champs, nature).dans(groupe if i > 1 and self._tient(chemin[:i]) else None)
        return groupe or Groupe("contrat")

    def _tient(self, chemin: Chemin) -> bool:
        return isinstance(self._lire(chemin), dict)


def dire(dits: list[Dit], groupe: Groupe | None = None) -> str:
    """Write what was done to a unit: « Créé par l'avenant n° 1, article 5 ; modifié par l'avenant n° 2, article 6 ».

    Args:
        dits: What was done, in order.
        groupe: The unit's name, for the verbs to agree with.

    Returns:
        The mark, without a full stop.
    """
    textes = [f"{groupe.accorder(d.verbe) if groupe is not None else d.verbe} par {d.par}" for d in dits]
    premier, *autres = dict.fromkeys(textes)
    return " ; ".join([premier, *map(minuscule, autres)])
