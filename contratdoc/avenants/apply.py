"""Apply changes to a contract: each where its old text stands exactly, or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from contratdoc.avenants.canonique import Arbre, Bloc, Canonique, Chemin, adresse, noms_de
from contratdoc.avenants.changements import Changement, Deplacer, Inserer, Remplacer, RemplacerMots, Supprimer
from contratdoc.avenants.gardes import ChangementImpossible, deja, garder, inconnu, rang_apres, remplacer_mots

__all__ = ["ChangementImpossible", "apply_changements", "contenu_du_fichier"]


def apply_changements(changements: Iterable[Changement], canonique: Canonique) -> Canonique:
    """Apply changes in order.

    Args:
        changements: The changes.
        canonique: The contract, which is left as it is.

    Returns:
        The contract amended.

    Raises:
        ChangementImpossible: A target is unknown, taken, or no longer what the change says that it was.
    """
    ouvrage = _Ouvrage(canonique)
    for c in changements:
        ouvrage.appliquer(c)
    return ouvrage.rendre()


class _Ouvrage:
    """A copy under work: a file is copied when it first changes; the others are shared."""

    def __init__(self, canonique: Canonique) -> None:
        self.donnees = dict(canonique.donnees)
        self.textes = dict(canonique.textes)
        self.copies: set[str] = set()

    def rendre(self) -> Canonique:
        return Canonique(self.donnees, self.textes)

    def appliquer(self, c: Changement) -> None:
        if c.cible[0] in self.textes and len(c.cible) == 2:  # noqa: PLR2004 - a file, a block
            blocs = list(self.textes[c.cible[0]])
            self._bloc(c, blocs)
            self.textes[c.cible[0]] = tuple(blocs)
        elif len(c.cible) == 1:
            self._fichier(c)
        elif c.cible[0] in self.donnees:
            self._noeud(c)
        else:
            raise inconnu(c.cible)

    # --- blocks ---------------------------------------------------------------------------------------------------

    def _bloc(self, c: Changement, blocs: list[Bloc]) -> None:
        nom = c.cible[1]
        rang = next((i for i, b in enumerate(blocs) if b.id == nom), None)
        if isinstance(c, Inserer):
            if rang is not None:
                raise deja(c.cible)
            blocs.insert(rang_apres([b.id for b in blocs], c.apres, c.cible), Bloc(nom, str(c.contenu)))
            return
        if rang is None:
            raise inconnu(c.cible)
        match c:
            case Remplacer():
                garder(blocs[rang].texte, c.ancien, c.cible)
                blocs[rang] = Bloc(nom, str(c.nouveau))
            case RemplacerMots():
                lignes = remplacer_mots(blocs[rang].texte, c).split("\n")
                blocs[rang] = Bloc(nom, "\n".join(ligne.rstrip() for ligne in lignes))
            case Supprimer():
                garder(blocs[rang].texte, c.ancien, c.cible)
                del blocs[rang]
            case Deplacer():
                bloc = blocs.pop(rang)
                blocs.insert(rang_apres([b.id for b in blocs], c.apres, c.cible), bloc)

    # --- whole files ----------------------------------------------------------------------------------------------

    def _fichier(self, c: Changement) -> None:
        (nom,) = c.cible
        la = nom in self.donnees or nom in self.textes
        if isinstance(c, Inserer):
            if la:
                raise deja(c.cible)
            self._poser(nom, c.contenu)
            return
        if not la:
            raise inconnu(c.cible)
        if not isinstance(c, Supprimer | Remplacer):
            message = f"« {adresse(c.cible)} » est un fichier entier : il s'ajoute, se remplace ou se retire."
            raise ChangementImpossible("CD833", message, "Visez l'un de ses éléments.")
        garder(contenu_du_fichier(self.rendre(), nom), c.ancien, c.cible)
        self.donnees.pop(nom, None)
        self.textes.pop(nom, None)
        if isinstance(c, Remplacer):
            self._poser(nom, c.nouveau)

    def _poser(self, nom: str, contenu: Arbre) -> None:
        if nom.endswith(".md"):
            self.textes[nom] = tuple(Bloc(str(i), str(t)) for i, t in cast("list[list[str]]", contenu))
        else:
            self.donnees[nom] = _copier(contenu)
            self.copies.add(nom)

    # --- trees ----------------------------------------------------------------------------------------------------

    def _noeud(self, c: Changement) -> None:
        fichier = c.cible[0]
        if fichier not in self.copies:
            self.donnees[fichier] = _copier(self.donnees[fichier])
            self.copies.add(fichier)
        parent = self.donnees[fichier]
        for pas in c.cible[1:-1]:
            parent = _enfant(parent, pas, c.cible)
        nom = c.cible[-1]
        if isinstance(parent, dict):
            self._champ(c, parent, nom)
        elif isinstance(parent, list):
            self._element(c, parent, nom)
        else:
            raise inconnu(c.cible)

    def _champ(self, c: Changement, groupe: dict[str, Arbre], nom: str) -> None:
        if isinstance(c, Inserer):
            if nom in groupe:
                raise deja(c.cible)
            groupe[nom] = _copier(c.contenu)
            return
        if nom not in groupe:
            raise inconnu(c.cible)
        match c:
            case Remplacer():
                garder(groupe[nom], c.ancien, c.cible)
                groupe[nom] = _copier(c.nouveau)
            case RemplacerMots():
                groupe[nom] = remplacer_mots(groupe[nom], c)
            case Supprimer():
                garder(groupe[nom], c.ancien, c.cible)
                del groupe[nom]
            case Deplacer():
                raise ChangementImpossible(
                    "CD833", f"« {adresse(c.cible)} » n'est pas dans une liste : rien à déplacer."
                )

    def _element(self, c: Changement, liste: list[Arbre], nom: str) -> None:
        noms = noms_de(liste) or []
        if isinstance(c, Inserer):
            if nom in noms:
                raise deja(c.cible)
            liste.insert(rang_apres(noms, c.apres, c.cible), _copier(c.contenu))
            return
        if nom not in noms:
            raise inconnu(c.cible)
        rang = noms.index(nom)
        match c:
            case Remplacer():
                garder(liste[rang], c.ancien, c.cible)
                liste[rang] = _copier(c.nouveau)
            case Supprimer():
                garder(liste[rang], c.ancien, c.cible)
                del liste[rang]
            case Deplacer():
                element = liste.pop(rang)
                liste.insert(rang_apres([n for n in noms if n != nom], c.apres, c.cible), element)
            case RemplacerMots():
                raise ChangementImpossible(
                    "CD833", f"« {adresse(c.cible)} » n'est pas un texte : visez l'un de ses champs."
                )


def contenu_du_fichier(canonique: Canonique, nom: str) -> Arbre:
    """Return a whole file as data: a tree, or its blocks as pairs of id and text."""
    if nom in canonique.textes:
        return [[b.id, b.texte] for b in canonique.textes[nom]]
    return canonique.donnees[nom]


def _copier(arbre: Arbre) -> Arbre:
    if isinstance(arbre, dict):
        return {k: _copier(v) for k, v in arbre.items()}
    return [_copier(v) for v in arbre] if isinstance(arbre, list) else arbre


def _enfant(arbre: Arbre, pas: str, cible: Chemin) -> Arbre:
    if isinstance(arbre, dict) and pas in arbre:
        return arbre[pas]
    if isinstance(arbre, list):
        noms = noms_de(arbre) or []
        if pas in noms:
            return arbre[noms.index(pas)]
    raise inconnu(cible)
