"""The closed formulas in which an avenant changes a contract: one for each kind of change."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from contratdoc.avenants.changements import Deplacer, Inserer, Remplacer, RemplacerMots, Supprimer
from contratdoc.document import tournures
from contratdoc.document.contenus import LIENS
from contratdoc.document.francais import Groupe, jour, majuscule
from contratdoc.document.lieux import nature_du_bloc
from contratdoc.document.mots_changes import passages
from contratdoc.document.noeuds import Citation, Paragraphe, RoleParagraphe, Tableau, Texte
from contratdoc.document.noms_de_champs import ELEMENTS, champ
from contratdoc.document.redacteur import composer_inlines, texte_de

if TYPE_CHECKING:
    import datetime as dt

    from contratdoc.avenants.canonique import Arbre, Chemin
    from contratdoc.avenants.changements import Modification
    from contratdoc.document.contenus import Contenus
    from contratdoc.document.noeuds import Bloc, Inlines

_EN_LIGNE = 160  # letters: a longer text stands apart, below its formula
_PERDUS = 3  # a list that loses more is written anew
_COURT = 8  # words: a shorter text is replaced by quoting it whole


@dataclass(slots=True)
class Formulaire:
    """Puts changes into words.

    Attributes:
        contenus: Writes what is quoted.
        annexes: The whole texts that the avenant carries after its articles: path and content, in order.
    """

    contenus: Contenus
    annexes: list[tuple[Chemin, Arbre]] = field(default_factory=list)

    def dire(self, modification: Modification, effet: dt.date) -> tuple[Bloc, ...]:
        """Put a change into words.

        Args:
            modification: The change.
            effet: The day on which the avenant takes effect, which goes without saying.

        Returns:
            The formula, what it quotes below it, when it takes effect if that is another day, and why.
        """
        blocs = list(self._changement(modification))
        if modification.effet != effet:
            blocs.append(tournures.phrase(f"Cette modification prend effet le {jour(modification.effet)}."))
        if modification.motif:
            motif = modification.motif.rstrip(" .")
            blocs.append(Paragraphe(composer_inlines((Texte(f"Motif : {motif}."),)), RoleParagraphe.ATTACHE))
        return tuple(blocs)

    def _changement(self, modification: Modification) -> tuple[Bloc, ...]:
        match modification.changement:
            case RemplacerMots() as c:
                return self._mots(c)
            case Remplacer() as c:
                return self._remplacer(c)
            case Inserer() as c:
                return self._inserer(c)
            case Supprimer() as c:
                return (self._supprimer(c),)
            case Deplacer() as c:
                return (self._deplacer(c),)

    def _nom(self, chemin: Chemin, mots: str = "") -> Groupe:
        return self.contenus.designations.nommer(chemin, mots)

    # --- words ----------------------------------------------------------------------------------------------------

    def _mots(self, c: RemplacerMots) -> tuple[Bloc, ...]:
        cible = self._nom(c.cible, c.ancien)
        return (
            tournures.phrase(f"{majuscule(cible.a())}, ", *self._remplaces(c.ancien.strip(), c.nouveau.strip()), "."),
        )

    def _remplaces(self, ancien: str, nouveau: str) -> list[str | Inlines]:
        return tournures.remplaces(self.contenus.mots, ancien, nouveau)

    # --- units written anew ---------------------------------------------------------------------------------------

    def _remplacer(self, c: Remplacer) -> tuple[Bloc, ...]:
        if len(c.cible) == 1:
            return (self._annexe(c.cible, c.nouveau, "remplacé"),)
        if isinstance(c.ancien, str) and isinstance(c.nouveau, str):
            en_mots = self._en_mots(c.cible, c.ancien, c.nouveau)
            if en_mots is not None:
                return (en_mots,)
        if isinstance(c.ancien, list) and isinstance(c.nouveau, list):
            complete = self._complete(c.cible, c.ancien, c.nouveau)
            if complete is not None:
                return complete
        return self._reecrit(c.cible, c.nouveau, etait_tableau=tournures.est_tableau(c.ancien))

    def _complete(self, cible: Chemin, ancien: list[Arbre], nouveau: list[Arbre]) -> tuple[Bloc, ...] | None:
        """Tell a list of plain texts that only grows at its end, or only loses some; None for another."""
        if not ancien or not nouveau or not all(isinstance(e, str) for e in (*ancien, *nouveau)):
            return None
        groupe = self._nom(cible)
        if nouveau[: len(ancien)] == ancien:
            ajouts = nouveau[len(ancien) :]
            return self._cite(f"{majuscule(groupe.le())} {groupe.est('complété')} ainsi : ", cible, ajouts)
        perdus = [str(e) for e in ancien if e not in nouveau]
        if [e for e in ancien if e in nouveau] != nouveau or len(perdus) > _PERDUS:
            return None
        dits = [self.contenus.dire_id(cible[-1], e) if cible[-1] in LIENS else e for e in perdus]
        morceaux = [m for i, e in enumerate(dits) for m in ((" ; " if i else ""), *self._remplaces(e, ""))]
        return (tournures.phrase(f"{majuscule(groupe.a())}, ", *morceaux, "."),)

    def _en_mots(self, cible: Chemin, ancien: str, nouveau: str) -> Paragraphe | None:
        """Tell a text that differs by few words as words replaced; None when it is better written anew."""
        lu, ecrit = (self.contenus.en_ligne(cible, texte) for texte in (ancien, nouveau))
        if nature_du_bloc(ancien) in ("tableau", "genere", "note"):
            return None
        tout = " ".join(ancien.split())
        if lu is not None and ecrit is not None and len(tout.split()) <= _COURT and cible[-1] not in _IDS:
            morceaux = self._remplaces(tout, " ".join(nouveau.split()))
        elif (trouves := passages(ancien, nouveau)) is not None and cible[-1] not in _IDS:
            groupes = [self._remplaces(p.ancien, p.nouveau) for p in trouves]
            morceaux = [m for i, g in enumerate(groupes) for m in ((" ; " if i else ""), *g)]
            if len(trouves) == 1:
                return tournures.phrase(f"{majuscule(self._nom(cible, trouves[0].ancien).a())}, ", *morceaux, ".")
        else:
            return None
        return tournures.phrase(f"{majuscule(self._nom(cible).a())}, ", *morceaux, ".")

    def _reecrit(self, cible: Chemin, nouveau: Arbre, *, etait_tableau: bool) -> tuple[Bloc, ...]:
        groupe = self._nom(cible)
        numero = re.match(r"tableau (\d+) \(« (.*?) »\)", groupe.texte)
        if numero is not None:  # shown under the number and the caption that it keeps in the contract
            self.contenus.plume.tableaux = int(numero[1]) - 1
            if isinstance(nouveau, str) and not nouveau.startswith("Tableau"):
                nouveau = f"Tableau : {numero[2]}\n\n{nouveau}"
        if etait_tableau and tournures.est_tableau(nouveau):
            debut = f"{majuscule(groupe.le())} {groupe.est('remplacé')} par le tableau suivant :"
            return (tournures.phrase(debut), *self.contenus.blocs(cible, nouveau))
        if nouveau in (None, "", []):
            return (tournures.phrase(f"{majuscule(groupe.le())} {groupe.est('supprimé')}."),)
        return self._cite(f"{majuscule(groupe.le())} {groupe.est('ainsi rédigé')} : ", cible, nouveau)

    def _cite(self, debut: str, cible: Chemin, contenu: Arbre) -> tuple[Bloc, ...]:
        """Quote a content after its formula: in the line when it is short, else below."""
        ligne = self.contenus.en_ligne(cible, contenu)
        if ligne is not None and len(texte_de(ligne)) <= _EN_LIGNE:
            return (tournures.phrase(debut, (tournures.OUVRANT,), ligne, (tournures.FERMANT,), "."),)
        blocs = self.contenus.blocs(cible, contenu)
        if len(blocs) == 1 and isinstance(blocs[0], Tableau):
            return (tournures.phrase(debut.rstrip()), *blocs)
        return (tournures.phrase(debut.rstrip()), Citation(tournures.guillemets(blocs)))

    # --- units that come, go, move --------------------------------------------------------------------------------

    def _inserer(self, c: Inserer) -> tuple[Bloc, ...]:
        if len(c.cible) == 1:
            return (self._annexe(c.cible, c.contenu, ""),)
        if c.cible[0].endswith(".md"):
            sorte = tournures.sorte_de_bloc(str(c.contenu))
        elif isinstance(self.contenus.designations.lue(c.cible[:-1]), list):
            sorte = self._sorte_d_element(c.cible)
        else:
            return self._champ_ajoute(c)
        if c.apres is None:
            dans = self._nom(c.cible[:-1])
            ou = f"En tête {dans.de()}"
        else:
            ou = f"Après {self._nom((*c.cible[:-1], c.apres)).le()}"
        if c.cible[-2] == "parties" and isinstance(c.contenu, dict):
            return (
                tournures.phrase(
                    f"{ou}, il est ajouté une partie ainsi désignée : « {tournures.designer_partie(c.contenu)} »."
                ),
            )
        if sorte.texte.startswith("tableau"):
            return (
                tournures.phrase(f"{ou}, il est inséré le tableau suivant :"),
                *self.contenus.blocs(c.cible, c.contenu),
            )
        return self._cite(
            f"{ou}, il est inséré {tournures.un(sorte)} ainsi {sorte.accorder('rédigé')} : ", *self._contenu(c)
        )

    def _contenu(self, c: Inserer) -> tuple[Chemin, Arbre]:
        """Return what is quoted of an element: its words alone when it has nothing else."""
        if isinstance(c.contenu, dict):
            champs = [k for k, v in c.contenu.items() if k != "id" and v not in (None, "", [])]
            if len(champs) == 1:
                return (*c.cible, champs[0]), c.contenu[champs[0]]
        return c.cible, c.contenu

    def _sorte_d_element(self, cible: Chemin) -> Groupe:
        if cible[0].startswith("contributions/") and cible[-2] == "orientations":
            return Groupe("orientation", feminin=True)
        return ELEMENTS.get(cible[-2], Groupe("entrée du plan", True) if "plan" in cible else Groupe("élément"))

    def _champ_ajoute(self, c: Inserer) -> tuple[Bloc, ...]:
        porteur = self._nom(c.cible[:-1])
        nom = champ(c.cible[0], self.contenus.champs(c.cible), self.contenus.nature(c.cible[0]))
        debut = f"{majuscule(porteur.le())} {porteur.est('complété')} par {nom.un()} ainsi {nom.accorder('rédigé')} : "
        return self._cite(debut, c.cible, c.contenu)

    def _supprimer(self, c: Supprimer) -> Paragraphe:
        groupe = self._nom(c.cible)
        if len(c.cible) == 1:
            return tournures.phrase(f"{majuscule(groupe.le())} {groupe.est('abrogé')}.")
        if c.cible[-2] == "parties" and c.cible[0] == "modeles/contrat.yaml":
            return tournures.phrase(f"{majuscule(groupe.le())} est supprimée de la liste des parties.")
        return tournures.phrase(f"{majuscule(groupe.le())} {groupe.est('supprimé')}.")

    def _deplacer(self, c: Deplacer) -> Paragraphe:
        groupe = self._nom(c.cible)
        if c.apres is None:
            ou = f"en tête {self._nom(c.cible[:-1]).de()}"
        else:
            ou = f"après {self._nom((*c.cible[:-1], c.apres)).le()}"
        return tournures.phrase(f"{majuscule(groupe.le())} {groupe.est('placé')} {ou}.")

    # --- annexes --------------------------------------------------------------------------------------------------

    def _annexe(self, cible: Chemin, contenu: Arbre, verbe: str) -> Paragraphe:
        self.annexes.append((cible, contenu))
        groupe, la = self._nom(cible), f"l'annexe {len(self.annexes)} du présent avenant"
        par = "celle qui" if groupe.feminin else "le texte qui"
        if verbe:
            return tournures.phrase(f"{majuscule(groupe.le())} {groupe.est(verbe)} par {par} figure à {la}.")
        if cible[0].startswith("contributions/"):
            return tournures.phrase(f"Le contrat est complété par {groupe.le()}, qui figure à {la}.")
        return tournures.phrase(f"Le contrat est complété par le texte qui figure à {la}.")


_IDS = frozenset({"objectif", "pour", "quartier", "commune"})
