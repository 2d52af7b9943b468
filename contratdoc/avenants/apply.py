"""Apply changes to a contract: each where its old text stands exactly, or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

from contratdoc.avenants.canonique import Arbre, Bloc, Canonique, Chemin, noms_de
from contratdoc.avenants.changements import Changement, Deplacer, Inserer, Remplacer, RemplacerMots, Supprimer


class ChangementImpossible(Exception):
    """A change that does not apply.

    Attributes:
        code: The diagnostic's code.
        aide: What to do.
    """

    def __init__(self, code: str, message: str, aide: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.aide = aide


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


def dire(chemin: Chemin) -> str:
    """Write a path as avenants do."""
    return "/".join(chemin)


class _Ouvrage:
    """A copy under work: trees are copied once, blocks held in lists."""

    def __init__(self, canonique: Canonique) -> None:
        self.donnees = {f: _copier(a) for f, a in canonique.donnees.items()}
        self.textes = {f: list(blocs) for f, blocs in canonique.textes.items()}

    def rendre(self) -> Canonique:
        return Canonique(self.donnees, {f: tuple(b) for f, b in self.textes.items()})

    def appliquer(self, c: Changement) -> None:
        if c.cible[0] in self.textes and len(c.cible) == 2:  # noqa: PLR2004 - a file, a block
            self._bloc(c, self.textes[c.cible[0]])
        elif len(c.cible) == 1:
            self._fichier(c)
        elif c.cible[0] in self.donnees:
            self._noeud(c)
        else:
            raise _inconnu(c.cible)

    # --- blocks ---------------------------------------------------------------------------------------------------

    def _bloc(self, c: Changement, blocs: list[Bloc]) -> None:
        nom = c.cible[1]
        rang = next((i for i, b in enumerate(blocs) if b.id == nom), None)
        if isinstance(c, Inserer):
            if rang is not None:
                raise _deja(c.cible)
            blocs.insert(_apres([b.id for b in blocs], c.apres, c.cible), Bloc(nom, str(c.contenu)))
            return
        if rang is None:
            raise _inconnu(c.cible)
        match c:
            case Remplacer():
                _garder(blocs[rang].texte, c.ancien, c.cible)
                blocs[rang] = Bloc(nom, str(c.nouveau))
            case RemplacerMots():
                lignes = _mots(blocs[rang].texte, c).split("\n")
                blocs[rang] = Bloc(nom, "\n".join(ligne.rstrip() for ligne in lignes))
            case Supprimer():
                _garder(blocs[rang].texte, c.ancien, c.cible)
                del blocs[rang]
            case Deplacer():
                bloc = blocs.pop(rang)
                blocs.insert(_apres([b.id for b in blocs], c.apres, c.cible), bloc)

    # --- whole files ----------------------------------------------------------------------------------------------

    def _fichier(self, c: Changement) -> None:
        (nom,) = c.cible
        la = nom in self.donnees or nom in self.textes
        if isinstance(c, Inserer):
            if la:
                raise _deja(c.cible)
            self._poser(nom, c.contenu)
            return
        if not la:
            raise _inconnu(c.cible)
        if not isinstance(c, Supprimer | Remplacer):
            raise ChangementImpossible(
                "CD833", f"« {nom} » est un fichier entier : il s'ajoute, se remplace ou se retire."
            )
        _garder(contenu_du_fichier(self.rendre(), nom), c.ancien, c.cible)
        self.donnees.pop(nom, None)
        self.textes.pop(nom, None)
        if isinstance(c, Remplacer):
            self._poser(nom, c.nouveau)

    def _poser(self, nom: str, contenu: Arbre) -> None:
        if nom.endswith(".md"):
            self.textes[nom] = [Bloc(str(i), str(t)) for i, t in cast("list[list[str]]", contenu)]
        else:
            self.donnees[nom] = _copier(contenu)

    # --- trees ----------------------------------------------------------------------------------------------------

    def _noeud(self, c: Changement) -> None:
        parent = self.donnees[c.cible[0]]
        for pas in c.cible[1:-1]:
            parent = _enfant(parent, pas, c.cible)
        nom = c.cible[-1]
        if isinstance(parent, dict):
            self._champ(c, parent, nom)
        elif isinstance(parent, list):
            self._element(c, parent, nom)
        else:
            raise _inconnu(c.cible)

    def _champ(self, c: Changement, groupe: dict[str, Arbre], nom: str) -> None:
        if isinstance(c, Inserer):
            if nom in groupe:
                raise _deja(c.cible)
            groupe[nom] = _copier(c.contenu)
            return
        if nom not in groupe:
            raise _inconnu(c.cible)
        match c:
            case Remplacer():
                _garder(groupe[nom], c.ancien, c.cible)
                groupe[nom] = _copier(c.nouveau)
            case RemplacerMots():
                groupe[nom] = _mots(groupe[nom], c)
            case Supprimer():
                _garder(groupe[nom], c.ancien, c.cible)
                del groupe[nom]
            case Deplacer():
                raise ChangementImpossible("CD833", f"« {dire(c.cible)} » n'est pas dans une liste : rien à déplacer.")

    def _element(self, c: Changement, liste: list[Arbre], nom: str) -> None:
        noms = noms_de(liste) or []
        if isinstance(c, Inserer):
            if nom in noms:
                raise _deja(c.cible)
            liste.insert(_apres(noms, c.apres, c.cible), _copier(c.contenu))
            return
        if nom not in noms:
            raise _inconnu(c.cible)
        rang = noms.index(nom)
        match c:
            case Remplacer():
                _garder(liste[rang], c.ancien, c.cible)
                liste[rang] = _copier(c.nouveau)
            case Supprimer():
                _garder(liste[rang], c.ancien, c.cible)
                del liste[rang]
            case Deplacer():
                element = liste.pop(rang)
                liste.insert(_apres([n for n in noms if n != nom], c.apres, c.cible), element)
            case RemplacerMots():
                raise ChangementImpossible(
                    "CD833", f"« {dire(c.cible)} » n'est pas un texte : visez l'un de ses champs."
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
    raise _inconnu(cible)


def _apres(noms: Sequence[str], apres: str | None, cible: Chemin) -> int:
    if apres is None:
        return 0
    if apres not in noms:
        raise ChangementImpossible("CD831", f"« {dire(cible)} » se place après « {apres} », qui n'est pas là.")
    return noms.index(apres) + 1


def _garder(present: Arbre, attendu: Arbre, cible: Chemin) -> None:
    if present != attendu:
        message = f"« {dire(cible)} » n'est plus ce que l'avenant dit qu'il était."
        raise ChangementImpossible("CD832", message, "Reprenez l'ancien texte du contrat en vigueur, mot pour mot.")


def _mots(present: Arbre, c: RemplacerMots) -> str:
    fois = present.count(c.ancien) if isinstance(present, str) and c.ancien else 0
    if not isinstance(present, str) or fois != 1:
        combien = "ne s'y trouvent pas" if not fois else f"s'y trouvent {fois} fois"
        message = f"« {dire(c.cible)} » : les mots « {c.ancien[:60]} » {combien}."
        raise ChangementImpossible("CD832", message, "Citez assez de mots pour qu'ils n'y soient qu'une fois.")
    return present.replace(c.ancien, c.nouveau)


def _inconnu(cible: Chemin) -> ChangementImpossible:
    return ChangementImpossible("CD831", f"« {dire(cible)} » n'existe pas dans le contrat en vigueur.")


def _deja(cible: Chemin) -> ChangementImpossible:
    return ChangementImpossible("CD831", f"« {dire(cible)} » existe déjà.", "Donnez un identifiant nouveau.")
