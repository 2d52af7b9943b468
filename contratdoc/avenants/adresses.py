"""How an avenant names what it changes: « emploi-1a/libelle », « texte/pilotage/12 », « contributions/caf »."""

from __future__ import annotations

from collections.abc import Iterator

from contratdoc.avenants.apply import ChangementImpossible
from contratdoc.avenants.canonique import Arbre, Canonique, Chemin, noms_de
from contratdoc.diagnostics import vouliez_vous_dire

_MONTRES = 3


def alias(fichier: str) -> Chemin:
    """Return how a file is named in an address: « contrat », « texte/pilotage », « contributions/caf »."""
    tronc = fichier.rpartition(".")[0]
    return tuple(tronc.removeprefix("modeles/").split("/"))


def fichier_de(nom: str) -> str:
    """Return the file that an address of two steps names: a text or a contribution; empty for another address."""
    pas = nom.strip().strip("/").split("/")
    if len(pas) != 2 or not pas[1]:  # noqa: PLR2004 - « texte/pilotage », « contributions/caf »
        return ""
    return {"texte": f"modeles/texte/{pas[1]}.md", "contributions": f"contributions/{pas[1]}.yaml"}.get(pas[0], "")


def adresse(chemin: Chemin) -> str:
    """Return the whole address of a unit."""
    return "/".join((*alias(chemin[0]), *chemin[1:]))


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
    voulu = tuple(nom.strip().strip("/").split("/"))
    tous = [(c, (*alias(c[0]), *c[1:])) for c in _chemins(canonique)]
    exacts = [c for c, a in tous if a == voulu]
    trouves = exacts or [c for c, a in tous if a[-len(voulu) :] == voulu]
    if len(trouves) == 1:
        return trouves[0]
    if trouves:
        dits = ", ".join(f"« {adresse(c)} »" for c in trouves[:_MONTRES])
        raise ChangementImpossible(
            "CD831", f"« {nom} » désigne plusieurs éléments : {dits}.", "Écrivez l'adresse entière."
        )
    aide = vouliez_vous_dire(nom, ["/".join(a[-len(voulu) :]) for _, a in tous])
    raise ChangementImpossible("CD831", f"« {nom} » n'existe pas dans le contrat en vigueur.", aide)


def _chemins(canonique: Canonique) -> Iterator[Chemin]:
    for fichier, arbre in canonique.donnees.items():
        yield from _sous((fichier,), arbre)
    for fichier, blocs in canonique.textes.items():
        yield (fichier,)
        for bloc in blocs:
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
