"""How an avenant names what it changes: « emploi-1a/libelle », « texte/pilotage/12 », « contributions/caf »."""

from __future__ import annotations

from collections.abc import Iterator

from contratdoc.avenants.apply import ChangementImpossible
from contratdoc.avenants.canonique import Arbre, Canonique, Chemin, adresse, alias, noms_de
from contratdoc.diagnostics import vouliez_vous_dire

__all__ = ["adresse", "alias", "fichier_de", "lire", "trouver"]

_MONTRES = 3
_FORMES = "Une adresse s'écrit « emploi-1a/libelle », « texte/pilotage/3 » ou « contributions/caf/engagements »."


def fichier_de(nom: str) -> str:
    """Return the file that an address of two steps names: a text or a contribution; empty for another address."""
    pas = nom.strip().strip("/").split("/")
    if len(pas) != 2 or not pas[1]:  # noqa: PLR2004 - « texte/pilotage », « contributions/caf »
        return ""
    return {"texte": f"modeles/texte/{pas[1]}.md", "contributions": f"contributions/{pas[1]}.yaml"}.get(pas[0], "")


def trouver(nom: str, canonique: Canonique) -> Chemin:
    """Find what an address names: the one unit or group whose whole address ends like it.

    Args:
        nom: The address, whole or shortened from the left.
        canonique: The contract in force.

    Returns:
        The path.

    Raises:
        ChangementImpossible: Nothing is so named, or several things are.
    """
    voulu = nom.strip().strip("/")
    entiere = _entiere(voulu, canonique)
    if entiere is not None:
        return entiere
    tous = [(c, adresse(c)) for c in _chemins(canonique)]
    trouves = [c for c, a in tous if a.endswith(f"/{voulu}")]
    if len(trouves) == 1:
        return trouves[0]
    if trouves:
        dits = ", ".join(f"« {adresse(c)} »" for c in trouves[:_MONTRES])
        raise ChangementImpossible(
            "CD831", f"« {nom} » désigne plusieurs éléments : {dits}.", "Écrivez l'adresse entière."
        )
    n = voulu.count("/") + 1
    proches = ["/".join(pas[-n:]) for _, a in tous if len(pas := a.split("/")) >= n]
    aide = vouliez_vous_dire(voulu, proches) or _FORMES
    raise ChangementImpossible("CD831", f"« {nom} » n'existe pas dans le contrat en vigueur.", aide)


def _entiere(voulu: str, canonique: Canonique) -> Chemin | None:
    """Find what a whole address names, in the file that it begins with; None for a shortened one."""
    for fichier in (*canonique.donnees, *canonique.textes):
        if f"{voulu}/".startswith(f"{adresse((fichier,))}/"):
            trouve = next((c for c in _du_fichier(fichier, canonique) if adresse(c) == voulu), None)
            if trouve is not None:
                return trouve
    return None


def _chemins(canonique: Canonique) -> Iterator[Chemin]:
    for fichier in (*canonique.donnees, *canonique.textes):
        yield from _du_fichier(fichier, canonique)


def _du_fichier(fichier: str, canonique: Canonique) -> Iterator[Chemin]:
    if fichier in canonique.donnees:
        yield from _sous((fichier,), canonique.donnees[fichier])
        return
    yield (fichier,)
    for bloc in canonique.textes[fichier]:
        yield fichier, bloc.id


def _sous(chemin: Chemin, arbre: Arbre) -> Iterator[Chemin]:
    yield chemin
    if isinstance(arbre, dict):
        for nom, valeur in arbre.items():
            yield from _sous((*chemin, nom), valeur)
    elif isinstance(arbre, list):
        for nom, element in zip(noms_de(arbre) or (), arbre, strict=False):
            yield from _sous((*chemin, nom), element)


def lire(chemin: Chemin, canonique: Canonique) -> Arbre:
    """Return what stands at a path, which exists.

    Args:
        chemin: The path of a unit or of a group.
        canonique: The contract.

    Returns:
        A tree, a text, or the blocks of a whole text as pairs of id and text.
    """
    fichier = chemin[0]
    if fichier in canonique.textes:
        blocs = canonique.textes[fichier]
        if len(chemin) == 1:
            return [[b.id, b.texte] for b in blocs]
        return next(b.texte for b in blocs if b.id == chemin[1])
    ici: Arbre = canonique.donnees[fichier]
    for pas in chemin[1:]:
        if isinstance(ici, dict):
            ici = ici[pas]
        elif isinstance(ici, list):
            ici = ici[(noms_de(ici) or []).index(pas)]
    return ici
