"""An operation on a named target to the change that it makes to the contract in force."""

from __future__ import annotations

import re

from contratdoc.avenants.adresses import fichier_de, lire, trouver
from contratdoc.avenants.apply import ChangementImpossible
from contratdoc.avenants.avenant import FIN, Genre, Operation
from contratdoc.avenants.canonique import Arbre, Canonique, nom_de, noms_de
from contratdoc.avenants.changements import Changement, Deplacer, Inserer, Remplacer, RemplacerMots, Supprimer
from contratdoc.avenants.from_sources import couper, nommer, nouvel_id
from contratdoc.avenants.gardes import combien

_PERIODE = ("modeles/contrat.yaml", "periode")
_ANNEE = r"\d{4}"
_PAIRE = 2
_MARKDOWN = "Donnez-le en Markdown, comme dans modeles/texte."
_CHAMPS = "Donnez ses champs (nature, id, nom…), comme dans contributions."


def resoudre(  # noqa: PLR0911 - one return a kind of operation
    operation: Operation, canonique: Canonique, retires: frozenset[str]
) -> Changement:
    """Find what an operation changes.

    Args:
        operation: The operation.
        canonique: The contract in force when it takes effect.
        retires: Ids of blocks (« file/id ») that were taken away and are never given again.

    Returns:
        The change, guarded by what the target says now.

    Raises:
        ChangementImpossible: The target is unknown or ambiguous, or the operation makes no sense on it.
    """
    match operation.genre:
        case Genre.PROROGER:
            return _proroger(operation, canonique)
        case Genre.INSERER | Genre.AJOUTER_PARTIE:
            return _inserer(operation, canonique, retires)
        case Genre.REMPLACER:
            return _remplacer(operation, canonique)
        case Genre.REMPLACER_MOTS:
            return _mots(operation, canonique)
        case Genre.SUPPRIMER:
            cible = trouver(operation.cible, canonique)
            return Supprimer(cible, _ancien(operation, lire(cible, canonique)))
        case Genre.RETIRER_PARTIE:
            cible = trouver(operation.cible, canonique)
            return Supprimer(cible, lire(cible, canonique))
        case Genre.DEPLACER:
            return _deplacer(operation, canonique)
        case Genre.REMPLACER_ANNEXE:
            return _annexe(operation, canonique, retires)


def _ancien(operation: Operation, present: Arbre) -> Arbre:
    """Return what the author says was there; a text may be folded otherwise than in the contract."""
    ancien = operation.ancien
    if isinstance(ancien, str) and isinstance(present, list):  # a whole text, told as its author sees it
        blocs = [str(b[1]) for b in present if isinstance(b, list) and len(b) == _PAIRE]
        return present if blocs == couper(ancien) else ancien
    if isinstance(ancien, str) and isinstance(present, str) and " ".join(ancien.split()) == " ".join(present.split()):
        return present
    return ancien


def _proroger(operation: Operation, canonique: Canonique) -> Changement:
    present = str(lire(_PERIODE, canonique))
    fin = (re.findall(_ANNEE, present) or [""])[-1]
    jusqu_a = str(operation.nouveau).strip()
    if not (re.fullmatch(_ANNEE, jusqu_a) and jusqu_a > fin):
        message = f"Le contrat court jusqu'en {fin} : « {jusqu_a} » ne le proroge pas."
        raise ChangementImpossible("CD833", message, "Écrivez une année postérieure à celle de sa fin.")
    return Remplacer(_PERIODE, present, prorogee(present, jusqu_a))


def prorogee(periode: str, jusqu_a: str) -> str:
    """Write a period that ends later, the way it was written.

    Args:
        periode: The period, « 2024-2030 ».
        jusqu_a: Its new last year.

    Returns:
        The period.
    """
    debut, _, apres = periode.rpartition((re.findall(_ANNEE, periode) or [periode])[-1])
    return debut + jusqu_a + apres


def _remplacer(operation: Operation, canonique: Canonique) -> Changement:
    cible = trouver(operation.cible, canonique)
    ancien, nouveau = _ancien(operation, lire(cible, canonique)), operation.nouveau
    if cible[0] not in canonique.textes:
        return Remplacer(cible, ancien, nouveau)
    if not isinstance(nouveau, str):
        raise ChangementImpossible("CD833", "Un texte se remplace par un texte.", _MARKDOWN)
    if len(cible) == 1:
        raise ChangementImpossible("CD833", f"« {operation.cible} » est un texte entier.", "Employez remplacer-annexe.")
    return Remplacer(cible, ancien, _un_bloc(nouveau))


def _un_bloc(texte: str) -> str:
    """Return a text of exactly one block, as the contract holds it."""
    blocs = couper(texte)
    if len(blocs) != 1:
        aide = "Ajoutez les autres par « inserer », ou retirez le bloc par « supprimer »."
        message = "Un bloc se remplace par un bloc : un paragraphe, une liste, un tableau."
        raise ChangementImpossible("CD833", message, aide)
    return blocs[0]


def _mots(operation: Operation, canonique: Canonique) -> Changement:
    cible = trouver(operation.cible, canonique)
    ancien, nouveau = operation.ancien, operation.nouveau
    if not isinstance(ancien, str) or not (nouveau is None or isinstance(nouveau, str)):
        raise ChangementImpossible("CD833", "Des mots se remplacent par des mots.", "Donnez « ancien » et « nouveau ».")
    present = lire(cible, canonique)
    if isinstance(present, str):
        ancien = _tels_quels(ancien, present)
        if cible[0] in canonique.textes and combien(ancien, present) == 1:
            _un_bloc(present.replace(ancien, nouveau or ""))
    return RemplacerMots(cible, ancien, nouveau or "")


def _tels_quels(mots: str, present: str) -> str:
    """Return words as they stand in a text, whose lines may be cut elsewhere than their author cuts them."""
    if mots in present or not mots.strip():
        return mots
    trouves = re.findall(r"\s+".join(map(re.escape, mots.split())), present)
    return trouves[0] if len(set(trouves)) == 1 else mots


def _inserer(operation: Operation, canonique: Canonique, retires: frozenset[str]) -> Changement:
    nouveau_fichier = fichier_de(operation.cible)
    if nouveau_fichier and nouveau_fichier not in canonique.donnees and nouveau_fichier not in canonique.textes:
        return _fichier(operation, nouveau_fichier, retires)
    dans = trouver(operation.cible, canonique)
    present = lire(dans, canonique)
    if dans[0] in canonique.textes and len(dans) == 1:
        if not isinstance(operation.nouveau, str) or len(couper(operation.nouveau)) != 1:
            raise ChangementImpossible(
                "CD833",
                "Un texte reçoit un bloc à la fois : un paragraphe, une liste, un tableau.",
                "Écrivez une opération « inserer » par bloc.",
            )
        ids = [b.id for b in canonique.textes[dans[0]]]
        apres = _apres(operation, ids)
        nom = nouvel_id(apres or "", {*ids, *_pris(dans[0], retires)})
        return Inserer((*dans, nom), couper(operation.nouveau)[0], apres)
    noms = noms_de(present) or ([] if present == [] else None) if isinstance(present, list) else None
    if noms is None:
        if isinstance(present, dict) and isinstance(operation.nouveau, dict) and len(operation.nouveau) == 1:
            ((champ, contenu),) = operation.nouveau.items()
            return Inserer((*dans, champ), contenu, None)
        aide = "Remplacez-le en entier."
        raise ChangementImpossible("CD833", f"« {operation.cible} » n'est pas une liste d'éléments nommés.", aide)
    cle = nom_de(operation.nouveau)
    if cle is None:
        raise ChangementImpossible(
            "CD833", f"L'élément ajouté à « {operation.cible} » doit avoir un identifiant.", "Ajoutez-lui « id: … »."
        )
    return Inserer((*dans, cle), operation.nouveau, _apres(operation, noms))


def _pris(fichier: str, retires: frozenset[str]) -> frozenset[str]:
    """Return the ids that a text once gave and may not give again."""
    return frozenset(r.removeprefix(f"{fichier}/") for r in retires if r.startswith(f"{fichier}/"))


def _fichier(operation: Operation, fichier: str, retires: frozenset[str]) -> Changement:
    """Add a whole text or a whole contribution."""
    if fichier.endswith(".md"):
        if not isinstance(operation.nouveau, str):
            raise ChangementImpossible("CD833", "Un texte ajouté s'écrit en Markdown.", _MARKDOWN)
        blocs = nommer(couper(operation.nouveau), None, _pris(fichier, retires))
        return Inserer((fichier,), [[b.id, b.texte] for b in blocs], None)
    if not isinstance(operation.nouveau, dict):
        raise ChangementImpossible("CD833", "Une contribution ajoutée s'écrit champ par champ.", _CHAMPS)
    return Inserer((fichier,), operation.nouveau, None)


def _apres(operation: Operation, noms: list[str]) -> str | None:
    if operation.apres == FIN:
        return noms[-1] if noms else None
    return operation.apres


def _deplacer(operation: Operation, canonique: Canonique) -> Changement:
    cible = trouver(operation.cible, canonique)
    parent = lire(cible[:-1], canonique)
    if cible[0] in canonique.textes:
        noms = [b.id for b in canonique.textes[cible[0]]]
    else:
        noms = noms_de(parent) or [] if isinstance(parent, list) else []
    if cible[-1] not in noms:
        message = f"« {operation.cible} » n'est pas dans une liste : rien à déplacer."
        raise ChangementImpossible("CD833", message, "Seuls un bloc de texte et un élément de liste se déplacent.")
    rang = noms.index(cible[-1])
    reste = [n for n in noms if n != cible[-1]]
    return Deplacer(cible, _apres(operation, reste), noms[rang - 1] if rang else None)


def _annexe(operation: Operation, canonique: Canonique, retires: frozenset[str]) -> Changement:
    cible = trouver(operation.cible, canonique)
    present = lire(cible, canonique)
    fichier = cible[0]
    if len(cible) != 1 or not fichier.startswith(("modeles/texte/", "contributions/")):
        message = f"« {operation.cible} » n'est ni un texte entier ni une contribution entière."
        raise ChangementImpossible("CD833", message, "Visez « texte/… » ou « contributions/… ».")
    if fichier in canonique.textes:
        if not isinstance(operation.nouveau, str):
            raise ChangementImpossible("CD833", "Un texte se remplace par un texte.", _MARKDOWN)
        blocs = nommer(couper(operation.nouveau), canonique.textes[fichier], _pris(fichier, retires))
        return Remplacer(cible, present, [[b.id, b.texte] for b in blocs])
    if not isinstance(operation.nouveau, dict):
        raise ChangementImpossible("CD833", "Une contribution se remplace par une contribution.", _CHAMPS)
    return Remplacer(cible, present, operation.nouveau)
