"""How a jurist names a unit of the contract: « l'objectif opérationnel 1.a de l'axe I ».

The numbers are those of the contract that was signed, which its parties have in hand: an avenant renumbers nothing. A
unit that came later is named by its words and by the avenant that made it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from contratdoc.avenants.canonique import nom_de, noms_de
from contratdoc.document.francais import Groupe, minuscule
from contratdoc.document.lieux import Lieux, alineas_du_bloc, nature_du_bloc
from contratdoc.document.noms_de_champs import ELEMENTS, MOTS, MUETS, champ
from contratdoc.document.numerotation import numeros_des_axes, numeros_des_objectifs

if TYPE_CHECKING:
    from contratdoc.avenants.canonique import Arbre, Canonique, Chemin

ORIENTATIONS = "modeles/orientations.yaml"
FAITS = "modeles/faits.yaml"
_RANG_DU_FAIT = 2  # faits.yaml, « faits », then the figure's id
_CITES = 60  # characters of a label that are enough to know it, when no other begins so
_LIBELLES = ("libelle", "titre", "nom", "organisme", "sigle", "texte", "id")


class Absent(LookupError):
    """A path that leads nowhere in a contract."""


def valeur_a(chemin: Chemin, canonique: Canonique) -> Arbre:
    """Return what stands at a path.

    Args:
        chemin: The path, in a YAML file.
        canonique: The contract.

    Returns:
        The tree.

    Raises:
        Absent: Nothing stands there.
    """
    if chemin[0] not in canonique.donnees:
        raise Absent(chemin)
    ici: Arbre = canonique.donnees[chemin[0]]
    for pas in chemin[1:]:
        if isinstance(ici, dict) and pas in ici:
            ici = ici[pas]
        elif isinstance(ici, list) and pas in (noms_de(ici) or ()):
            ici = next(e for e in ici if nom_de(e) == pas)
        else:
            raise Absent(chemin)
    return ici


def cle_du_libelle(element: Arbre) -> str:
    """Return the field that a reader knows an element by: its label, its title, its name; empty when it has none."""
    champs = element if isinstance(element, dict) else {}
    return next((cle for cle in _LIBELLES if isinstance(champs.get(cle), str)), "")


def libelle_de(element: Arbre, nom: str = "") -> str:
    """Return the words that a reader knows an element by."""
    cle = cle_du_libelle(element)
    return " ".join(str(element[cle]).split()) if isinstance(element, dict) and cle else nom


def citer(texte: str, autres: Sequence[str] = ()) -> str:
    """Quote the beginning of a label, long enough for no other of its list to begin so."""
    mots = texte.split(" ")
    for n in range(1, len(mots) + 1):
        debut = " ".join(mots[:n])
        seul = not any(a.startswith(debut) for a in autres if a != texte)
        suivant = " ".join(mots[: n + 1])
        if seul and n < len(mots) and len(suivant) > _CITES and len(debut) < len(texte) - 1:
            return f"« {debut.rstrip(' ,;:')} […] »"
    return f"« {texte} »"


@dataclass(slots=True)
class Designations:
    """Names the units of a contract.

    Attributes:
        lieux: The contract that was signed, compiled.
        presents: The contract in force, then later states of it, where what it does not have yet may be read.
        creations: Which avenant made what was added since.
        numero: The avenant being written, which calls itself « le présent avenant »; 0 for none.
    """

    lieux: Lieux
    presents: Sequence[Canonique] = ()
    creations: Mapping[Chemin, int] = field(default_factory=dict)
    numero: int = 0

    def nommer(self, chemin: Chemin, mots: str = "") -> Groupe:
        """Name a unit or a group.

        Args:
            chemin: Its path.
            mots: Words in it, to name the item of a list that holds them.

        Returns:
            Its name, without article.
        """
        fichier = chemin[0]
        if not fichier.endswith(".md"):
            return self._dans_un_arbre(chemin)
        if len(chemin) == 1:
            return self.lieux.texte(fichier)
        return self.lieux.bloc(fichier, chemin[1], mots) or self._bloc_nouveau(fichier, chemin[1])

    # --- blocks that the signed contract does not have ------------------------------------------------------------

    def _bloc_nouveau(self, fichier: str, nom: str) -> Groupe:
        textes = (b.texte for p in self.presents for b in p.textes.get(fichier, ()) if b.id == nom)
        texte = next(textes, "")
        genre = {"titre": "intitulé", "tableau": "tableau", "image": "image"}.get(nature_du_bloc(texte), "alinéa")
        n = len(alineas_du_bloc(texte))
        groupe = Groupe("alinéas", pluriel=True) if n > 1 else Groupe(genre, feminin=genre == "image")
        if n:
            nu = re.sub(
                r"\*\*|\[\]\([^)]*\)|\[(?=[^\]]*\]\()|\]\([^)]*\)", "", alineas_du_bloc(texte)[0].lstrip("-*+ ")
            )
            debut = citer(" ".join(nu.split()))
            groupe = groupe.avec(f"commençant par les mots : {debut},") if " […]" in debut else groupe.avec(debut)
        return self._cree(groupe, (fichier, nom)).dans(self.lieux.texte(fichier))

    def _cree(self, groupe: Groupe, chemin: Chemin) -> Groupe:
        par = self.creations.get(chemin)
        if par is None:
            return groupe
        quoi = "le présent avenant" if par == self.numero else f"l'avenant n° {par}"
        return groupe.avec(f"({groupe.accorder('inséré')} par {quoi})")

    # --- trees ----------------------------------------------------------------------------------------------------

    def _dans_un_arbre(self, chemin: Chemin) -> Groupe:
        fichier = chemin[0]
        porteur = self._racine(fichier)
        groupe = porteur or Groupe("contrat")
        champs: list[str] = []
        nature = str(self._lire((fichier,), "nature"))
        for i in range(1, len(chemin)):
            pas, parent = chemin[i], self.lue(chemin[:i])
            if isinstance(parent, list) or (fichier == FAITS and i == _RANG_DU_FAIT):
                groupe = porteur = self._element(champs[-1], chemin[: i + 1], porteur)
                continue
            champs.append(pas)
            if i > 1 and (pas in MUETS or (pas == cle_du_libelle(parent) and pas in MOTS and fichier != FAITS)):
                continue  # the element itself, in its words
            groupe = champ(fichier, champs, nature).dans(porteur)
            if isinstance(self.lue(chemin[: i + 1]), dict) and pas != "faits":
                porteur = groupe
        return groupe

    def _racine(self, fichier: str) -> Groupe | None:
        if not fichier.startswith("contributions/"):
            return None
        titre = str(self._lire((fichier,), "titre"))
        nom = str(self._lire((fichier,), "id"))
        place = self.lieux.ancre(f"contribution-{nom}")
        if place is not None and place.texte.startswith("contribution "):
            return place
        if titre.startswith("Contribution "):
            return Groupe(minuscule(titre), feminin=True)
        return Groupe(f"contribution « {titre} »", feminin=True)

    def _element(self, liste: str, chemin: Chemin, porteur: Groupe | None) -> Groupe:
        fichier, nom = chemin[0], chemin[-1]
        ancien = self._dans(chemin, self.lieux.reference)
        if fichier == ORIENTATIONS and ancien:
            numerote = self._numerote(liste, chemin, porteur)
            if numerote is not None:
                return numerote
        if fichier.endswith("contrat.yaml") and "plan" in chemin:
            return self._entree(chemin)
        element = self.lue(chemin)
        sorte = ELEMENTS.get(liste, Groupe("élément"))
        if fichier.startswith("contributions/") and liste == "orientations":
            sorte = Groupe("orientation", feminin=True)
        freres = self.lue(chemin[:-1])
        tous = freres if isinstance(freres, list) else list(freres.values()) if isinstance(freres, dict) else []
        libelles = [libelle_de(f) for f in tous]
        groupe = sorte.avec(citer(libelle_de(element, nom), libelles))
        if libelles.count(libelle_de(element, nom)) > 1 and isinstance(element, dict) and "perimetre" in element:
            groupe = groupe.avec(f"({element['perimetre']})")
        if liste == "volets":
            groupe = Groupe(f"volet {libelle_de(element, nom)}")
        if liste == "actions" and fichier == ORIENTATIONS:
            groupe = groupe.dans(Groupe("plan d'actions"))
        groupe = groupe if liste in ("parties", "quartiers", "communes") else groupe.dans(porteur)
        return groupe if ancien else self._cree(groupe, chemin)

    def _numerote(self, liste: str, chemin: Chemin, porteur: Groupe | None) -> Groupe | None:
        contrat, nom = self.lieux.contrat, chemin[-1]
        if liste == "axes" and nom in (axes := numeros_des_axes(contrat)):
            return Groupe(minuscule(axes[nom]))
        if liste == "objectifs" and nom in (numeros := numeros_des_objectifs(contrat)):
            au_dessus = self.nommer(chemin[:-4])  # …, "orientations", <id>, "objectifs", <id>
            return Groupe(f"objectif opérationnel {numeros[nom].numero}").dans(au_dessus)
        if liste == "orientations":
            freres = noms_de(list(_liste(valeur_a(chemin[:-1], self.lieux.reference)))) or []
            return Groupe(f"orientation stratégique {freres.index(nom) + 1}", feminin=True).dans(porteur)
        return None

    def _entree(self, chemin: Chemin) -> Groupe:
        """Name an entry of the plan by the heading that it gives."""
        entree = self.lue(chemin)
        if isinstance(entree, dict):
            for cle, debut in (("id", ""), ("axe", "axe-"), ("volet", "volet-")):
                place = self.lieux.ancre(f"{debut}{entree.get(cle)}") if entree.get(cle) else None
                if place is not None:
                    return place
            if isinstance(entree.get("texte"), str):
                return self.lieux.texte(f"modeles/texte/{entree['texte']}.md")
        return Groupe(f"entrée « {chemin[-1]} » du plan du contrat", feminin=True)

    # --- reading --------------------------------------------------------------------------------------------------

    def _dans(self, chemin: Chemin, canonique: Canonique) -> bool:
        try:
            valeur_a(chemin, canonique)
        except Absent:
            return False
        return True

    def lue(self, chemin: Chemin) -> Arbre:
        """Read a path in the contract in force, else as signed, else in what came after."""
        for canonique in (*self.presents[:1], self.lieux.reference, *self.presents[1:]):
            if self._dans(chemin, canonique):
                return valeur_a(chemin, canonique)
        return None

    def _lire(self, chemin: Chemin, cle: str) -> Arbre:
        return self.lue((*chemin, cle)) or ""


def _liste(arbre: Arbre) -> list[Arbre]:
    return arbre if isinstance(arbre, list) else []
