"""What keeps a change to where its old text stands exactly, and says why it does not apply elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from contratdoc.avenants.canonique import Arbre, Chemin, adresse
from contratdoc.avenants.changements import RemplacerMots

_CITES = 80
"""How many characters of a text a message quotes."""
_NOMMES = 8
"""How many neighbours a message names."""


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


def garder(present: Arbre, attendu: Arbre, cible: Chemin) -> None:
    """Hold a change to what its target says now.

    Args:
        present: What it says.
        attendu: What the change says that it says.
        cible: Its path.

    Raises:
        ChangementImpossible: They are not the same.
    """
    if present == attendu:
        return
    message = f"« {adresse(cible)} » n'est pas ce que l'avenant dit qu'il était."
    aide = "Reprenez l'ancien texte du contrat en vigueur, mot pour mot."
    if isinstance(present, str):
        aide = f"Le contrat en vigueur dit : « {_montre(present)} »."
    raise ChangementImpossible("CD832", message, aide)


def remplacer_mots(present: Arbre, c: RemplacerMots) -> str:
    """Replace words that stand exactly once in a text.

    Args:
        present: What the target says now.
        c: The change.

    Returns:
        The text.

    Raises:
        ChangementImpossible: The target is not a text, or the words stand nowhere or more than once in it.
    """
    if not isinstance(present, str):
        message = f"« {adresse(c.cible)} » n'est pas un texte."
        raise ChangementImpossible("CD833", message, "Visez l'un de ses champs, ou remplacez-le en entier.")
    fois = combien(c.ancien, present)
    if fois == 0:
        message = f"« {adresse(c.cible)} » ne dit pas « {_montre(c.ancien)} »."
        raise ChangementImpossible("CD832", message, f"Le contrat en vigueur dit : « {_montre(present)} ».")
    if fois > 1:
        message = f"« {adresse(c.cible)} » dit {fois} fois « {_montre(c.ancien)} »."
        raise ChangementImpossible("CD838", message, "Citez assez de mots pour qu'ils n'y soient qu'une fois.")
    return present.replace(c.ancien, c.nouveau)


def combien(mots: str, texte: str) -> int:
    """Count the places where words stand in a text, overlapping ones too: each is another reading."""
    return sum(texte.startswith(mots, i) for i in range(len(texte))) if mots else 0


def rang_apres(noms: Sequence[str], apres: str | None, cible: Chemin) -> int:
    """Return the rank of what comes after an element of a list.

    Args:
        noms: The names of the list.
        apres: The element; None for the first rank.
        cible: What is to be put there.

    Returns:
        The rank.

    Raises:
        ChangementImpossible: The list has no such element.
    """
    if apres is None:
        return 0
    if apres in noms:
        return noms.index(apres) + 1
    dits = ", ".join(f"« {n} »" for n in noms[:_NOMMES])
    suite = "…" if len(noms) > _NOMMES else "."
    aide = f"Éléments de la liste : {dits}{suite}" if noms else "La liste est vide : n'indiquez pas « apres »."
    raise ChangementImpossible("CD831", f"« {adresse(cible)} » se place après « {apres} », qui n'est pas là.", aide)


def inconnu(cible: Chemin) -> ChangementImpossible:
    """Say that a target is not there."""
    message = f"« {adresse(cible)} » n'existe pas dans le contrat en vigueur."
    return ChangementImpossible("CD831", message, "Reprenez son adresse dans le contrat en vigueur.")


def deja(cible: Chemin) -> ChangementImpossible:
    """Say that what is added is there already."""
    return ChangementImpossible("CD831", f"« {adresse(cible)} » existe déjà.", "Donnez un identifiant nouveau.")


def _montre(texte: str) -> str:
    """Quote a text on one line, cut when it is long."""
    ligne = " ".join(texte.split())
    return ligne if len(ligne) <= _CITES else f"{ligne[:_CITES].rstrip()}…"
