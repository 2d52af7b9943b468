"""What a form says, put into its partner's YAML file: comments, order and layout of the rest are kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from contratdoc.source.ecrivain_yaml import comme, ecrire_yaml, modifier_yaml
from contratdoc.source.lecteur_yaml import lire_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from contratdoc.source.arbre import Valeur

Chemin = tuple[str | int, ...]
_CLE = "id"
_ENTETE = "# yaml-language-server: $schema=../modeles/schemas/{nature}.json\n"


@dataclass(frozen=True, slots=True)
class Ecart:
    """One field that a form changes.

    Attributes:
        chemin: The keys and ranks that lead to it.
        ancien: What the file says; None when it says nothing.
        nouveau: What the form says; None when its box was emptied.
    """

    chemin: Chemin
    ancien: Valeur
    nouveau: Valeur

    @property
    def nom(self) -> str:
        """The field as a reader may look for it: « themes/2/titre »."""
        return "/".join(str(pas + 1) if isinstance(pas, int) else pas for pas in self.chemin)


def fondre(octets: bytes | None, fichier: str, donnees: Mapping[str, Valeur]) -> tuple[bytes, tuple[Ecart, ...]]:
    """Put new data into a partner's file.

    Args:
        octets: The file as it is, valid YAML; None when there is none.
        fichier: Its name.
        donnees: What it is to say.

    Returns:
        The file's new content and what changes; the very same content when nothing does. An element of a list that has
        an `id` is the one of the same `id` in the file, any other the one of the same rank.
    """
    lu = lire_yaml(octets, fichier).valeur if octets is not None else None
    if octets is None or lu is None or not isinstance(lu.valeur, dict):
        entete = _ENTETE.format(nature=donnees.get("nature", "partenaire"))
        return ecrire_yaml(dict(donnees), entete).encode(), tuple(Ecart((k,), None, v) for k, v in donnees.items())
    ecarts = tuple(_ecarts((), lu.valeur, dict(donnees)))
    if not ecarts:
        return octets, ()
    return modifier_yaml(octets.decode("utf-8-sig"), lambda arbre: _accorder(arbre, dict(donnees))).encode(), ecarts


def _ecarts(chemin: Chemin, ancien: Valeur, nouveau: Valeur) -> Iterator[Ecart]:
    if isinstance(ancien, dict) and isinstance(nouveau, dict):
        for cle in dict.fromkeys((*ancien, *nouveau)):
            yield from _ecarts((*chemin, cle), ancien.get(cle), nouveau.get(cle))
    elif isinstance(ancien, list) and isinstance(nouveau, list) and _memes_elements(ancien, nouveau):
        for i, (a, b) in enumerate(zip(ancien, nouveau, strict=True)):
            yield from _ecarts((*chemin, i), a, b)
    elif not _egaux(ancien, nouveau):
        yield Ecart(chemin, ancien, nouveau)


def _memes_elements(ancien: list[Valeur], nouveau: list[Valeur]) -> bool:
    """Say whether two lists hold the same elements in the same order, whatever these say now."""
    return [_nom(e) for e in ancien] == [_nom(e) for e in nouveau] and any(isinstance(e, dict) for e in ancien)


def _nom(element: object) -> object:
    return str(element[_CLE]) if isinstance(element, dict) and element.get(_CLE) else isinstance(element, dict)


def _egaux(ancien: Valeur, nouveau: Valeur) -> bool:
    """Say whether two values are the same data: an empty field is an absent one, and last new lines are no text."""
    if isinstance(ancien, str) and isinstance(nouveau, str):
        return ancien.strip("\n") == nouveau.strip("\n")
    if isinstance(ancien, list) and isinstance(nouveau, list):
        return len(ancien) == len(nouveau) and all(map(_egaux, ancien, nouveau))
    if isinstance(ancien, dict) and isinstance(nouveau, dict):
        return all(_egaux(ancien.get(cle), nouveau.get(cle)) for cle in {**ancien, **nouveau})
    return (ancien or None) == (nouveau or None)


def _accorder(arbre: Any, nouveau: Any) -> Any:
    """Change a tree that carries comments until it says the new data; return what is to stand in its place."""
    if _egaux(_nu(arbre), nouveau):
        return arbre
    if isinstance(arbre, dict) and isinstance(nouveau, dict):
        for cle in [c for c in arbre if not nouveau.get(c) and _nu(arbre[c])]:
            del arbre[cle]
        for cle, valeur in nouveau.items():
            arbre[cle] = _accorder(arbre.get(cle), valeur)
        return arbre
    if isinstance(arbre, list) and isinstance(nouveau, list):
        return _accorder_la_liste(arbre, nouveau)
    return comme(arbre, nouveau) if isinstance(nouveau, str) else nouveau


def _accorder_la_liste(arbre: Any, nouveau: list[Any]) -> Any:
    par_nom = {_nom(e): e for e in arbre if isinstance(e, dict) and e.get(_CLE)}
    restes = [e for e in arbre if not (isinstance(e, dict) and e.get(_CLE))]
    accordes = []
    for i, element in enumerate(nouveau):
        trouve = par_nom.get(_nom(element)) if isinstance(element, dict) else None
        avant = trouve if trouve is not None else (restes[i] if i < len(restes) and not par_nom else None)
        accordes.append(_accorder(avant, element))
    arbre[:] = accordes
    return arbre


def _nu(valeur: Any) -> Any:
    """Return what a tree says, as texts."""
    if isinstance(valeur, dict):
        return {str(k): _nu(v) for k, v in valeur.items()}
    if isinstance(valeur, list):
        return [_nu(v) for v in valeur]
    return None if valeur is None else str(valeur)
