"""Compare two contracts: the changes that turn one into the other, in the order of the contract."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from contratdoc.avenants.apply import contenu_du_fichier
from contratdoc.avenants.canonique import Arbre, Bloc, Canonique, Chemin, cle_du_nom, noms_de
from contratdoc.avenants.changements import Changement, Deplacer, Inserer, Remplacer, Supprimer


def compare_contrats(avant: Canonique, apres: Canonique) -> tuple[Changement, ...]:
    """Find what changes from one contract to another.

    Args:
        avant: The contract as it was.
        apres: The contract as it is to be; its units bear the ids of those that they continue.

    Returns:
        The changes: `apply_changements` of them on `avant` gives `apres`.
    """
    return tuple(_tout(avant, apres))


def _tout(avant: Canonique, apres: Canonique) -> Iterator[Changement]:
    fichiers = list(dict.fromkeys((*avant.donnees, *avant.textes, *apres.donnees, *apres.textes)))
    for f in fichiers:
        ici, la = (f in c.donnees or f in c.textes for c in (avant, apres))
        if not la:
            yield Supprimer((f,), contenu_du_fichier(avant, f))
        elif not ici:
            yield Inserer((f,), contenu_du_fichier(apres, f), None)
        elif f in avant.textes:
            yield from _blocs(f, avant.textes[f], apres.textes[f])
        else:
            yield from _arbres((f,), avant.donnees[f], apres.donnees[f])


def _arbres(chemin: Chemin, a: Arbre, b: Arbre) -> Iterator[Changement]:
    if a == b:
        return
    if isinstance(a, dict) and isinstance(b, dict) and len(chemin) >= 1:
        yield from _groupes(chemin, a, b)
    elif isinstance(a, list) and isinstance(b, list) and noms_de(a) and noms_de(b):
        de_a, de_b = (dict(zip(noms_de(liste) or (), liste, strict=True)) for liste in (a, b))
        yield from _suite(chemin, de_a, de_b)
        for nom in de_a:
            if nom in de_b and cle_du_nom(de_a[nom]) == cle_du_nom(de_b[nom]):
                yield from _arbres((*chemin, nom), de_a[nom], de_b[nom])
            elif nom in de_b:  # field by field, it would lose its name half-way
                yield Remplacer((*chemin, nom), de_a[nom], de_b[nom])
    else:
        yield Remplacer(chemin, a, b)


def _groupes(chemin: Chemin, a: Mapping[str, Arbre], b: Mapping[str, Arbre]) -> Iterator[Changement]:
    for nom, valeur in a.items():
        if nom not in b:
            yield Supprimer((*chemin, nom), valeur)
        else:
            yield from _arbres((*chemin, nom), valeur, b[nom])
    for nom, valeur in b.items():
        if nom not in a:
            yield Inserer((*chemin, nom), valeur, None)


def _blocs(fichier: str, a: Sequence[Bloc], b: Sequence[Bloc]) -> Iterator[Changement]:
    de_a, de_b = ({x.id: x.texte for x in blocs} for blocs in (a, b))
    yield from _suite((fichier,), de_a, de_b)
    for nom, texte in de_a.items():
        if nom in de_b and de_b[nom] != texte:
            yield Remplacer((fichier, nom), texte, de_b[nom])


def _suite(chemin: Chemin, a: Mapping[str, Arbre], b: Mapping[str, Arbre]) -> Iterator[Changement]:
    """Compare two sequences of named elements: what goes, what comes, what moves; contents are compared apart."""
    for nom, valeur in a.items():
        if nom not in b:
            yield Supprimer((*chemin, nom), valeur)
    restent = [nom for nom in a if nom in b]
    avant = dict(zip(restent, [None, *restent], strict=False))
    immobiles = _plus_longue_suite([nom for nom in b if nom in a], {nom: i for i, nom in enumerate(restent)})
    precedent: str | None = None
    for nom, valeur in b.items():
        if nom not in a:
            yield Inserer((*chemin, nom), valeur, precedent)
        elif nom not in immobiles:
            yield Deplacer((*chemin, nom), precedent, avant[nom])
        precedent = nom


def _plus_longue_suite(noms: Sequence[str], rangs: Mapping[str, int]) -> frozenset[str]:
    """Return the names of a longest run that keeps its order: all others move."""
    queues: list[int] = []
    dernier: list[str] = []
    avant: dict[str, str | None] = {}
    for nom in noms:
        i = bisect_left(queues, rangs[nom])
        queues[i : i + 1] = [rangs[nom]]
        dernier[i : i + 1] = [nom]
        avant[nom] = dernier[i - 1] if i else None
    suite: list[str] = []
    ici = dernier[-1] if dernier else None
    while ici is not None:
        suite.append(ici)
        ici = avant[ici]
    return frozenset(suite)
