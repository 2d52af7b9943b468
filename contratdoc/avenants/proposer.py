"""An avenant computed: what the present sources say that the contract in force does not, as an author would say it."""

from __future__ import annotations

from collections.abc import Sequence

from contratdoc.avenants.adresses import adresse, lire
from contratdoc.avenants.avenant import FIN, Genre, Operation
from contratdoc.avenants.canonique import Arbre, Canonique, Chemin
from contratdoc.avenants.changements import Changement, Deplacer, Inserer, Remplacer, RemplacerMots, Supprimer
from contratdoc.avenants.compare import compare_contrats
from contratdoc.avenants.resoudre import prorogee

_PERIODE = ("modeles/contrat.yaml", "periode")
_PARTIES = ("modeles/contrat.yaml", "parties")


def proposer(avant: Canonique, apres: Canonique) -> tuple[Operation, ...]:
    """Compute the operations of an avenant, in the order of the contract's plan.

    Args:
        avant: The contract in force.
        apres: The contract as the sources now say it.

    Returns:
        One operation a change; none when nothing changed.
    """
    ordre = _ordre_du_plan(apres)
    changements = sorted(compare_contrats(avant, apres), key=lambda c: ordre.get(c.cible[0], len(ordre)))
    return tuple(_operation(c, avant) for c in changements)


def _ordre_du_plan(canonique: Canonique) -> dict[str, int]:
    """Rank the files as a reader of the contract meets them."""
    noms: list[str] = ["modeles/contrat.yaml"]
    plan = canonique.donnees.get("modeles/contrat.yaml")
    restent: list[Arbre] = list(plan["plan"]) if isinstance(plan, dict) and isinstance(plan.get("plan"), list) else []  # type: ignore[arg-type]
    while restent:
        entree = restent.pop(0)
        if not isinstance(entree, dict):
            continue
        if isinstance(entree.get("texte"), str):
            noms.append(f"modeles/texte/{entree['texte']}.md")
        if "axe" in entree:
            noms.append("modeles/orientations.yaml")
        contributions = entree.get("contributions")
        noms += [f"contributions/{c}.yaml" for c in contributions] if isinstance(contributions, list) else []
        contenu = entree.get("contenu")
        restent[:0] = contenu if isinstance(contenu, list) else []
    return {nom: i for i, nom in enumerate(dict.fromkeys((*noms, "modeles/faits.yaml", "modeles/lexique.yaml")))}


def _operation(  # noqa: PLR0911 - one return a kind of change
    c: Changement, avant: Canonique
) -> Operation:
    """Make the operation that an author would write for a change."""
    cible = adresse(c.cible)
    match c:
        case Remplacer() if c.cible == _PERIODE:
            return _proroger(c) or Operation(Genre.REMPLACER, cible, c.ancien, c.nouveau)
        case Remplacer():
            return Operation(Genre.REMPLACER, cible, c.ancien, c.nouveau)
        case RemplacerMots():
            return Operation(Genre.REMPLACER_MOTS, cible, c.ancien, c.nouveau)
        case Inserer() if c.cible[:-1] == _PARTIES:
            return Operation(Genre.AJOUTER_PARTIE, adresse(_PARTIES), None, c.contenu, c.apres)
        case Inserer():
            return _inserer(c, avant)
        case Supprimer() if c.cible[:-1] == _PARTIES:
            return Operation(Genre.RETIRER_PARTIE, cible)
        case Supprimer():
            return Operation(Genre.SUPPRIMER, cible, _texte_entier(c.ancien, c.cible))
        case Deplacer():
            return Operation(Genre.DEPLACER, cible, apres=c.apres)


def _proroger(c: Remplacer) -> Operation | None:
    """Write a later end of the contract as a prolongation."""
    ancien, nouveau = str(c.ancien), str(c.nouveau)
    jusqu_a = nouveau.strip()[-4:]
    if not jusqu_a.isdecimal() or jusqu_a <= ancien.strip()[-4:] or nouveau != prorogee(ancien, jusqu_a):
        return None
    return Operation(Genre.PROROGER, adresse(_PERIODE), None, jusqu_a)


def _inserer(c: Inserer, avant: Canonique) -> Operation:
    if len(c.cible) == 1:
        return Operation(Genre.INSERER, adresse(c.cible), None, _texte_entier(c.contenu), FIN)
    dans = c.cible[:-1]
    if _est_un_groupe(dans, avant):
        return Operation(Genre.INSERER, adresse(dans), None, {c.cible[-1]: c.contenu}, FIN)
    return Operation(Genre.INSERER, adresse(dans), None, c.contenu, c.apres)


def _texte_entier(contenu: Arbre, cible: Chemin = ("",)) -> Arbre:
    """Write the blocks of a whole text as the text that they make; anything else as it is."""
    if len(cible) == 1 and isinstance(contenu, list) and all(isinstance(b, list) for b in contenu):
        return "\n\n".join(str(b[1]) for b in contenu if isinstance(b, list)) + "\n"
    return contenu


def _est_un_groupe(chemin: Sequence[str], avant: Canonique) -> bool:
    try:
        return isinstance(lire(tuple(chemin), avant), dict)
    except (KeyError, StopIteration):
        return False
