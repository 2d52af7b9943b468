"""Source tree to record: every fault of the file at once, each at its line."""

from __future__ import annotations

from itertools import islice
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from contratdoc.diagnostics import Diagnostic, Resultat, erreur, vouliez_vous_dire
from contratdoc.schema.base import ERREUR_MARKDOWN
from contratdoc.schema.messages import FORMES, MESSAGES
from contratdoc.source.texte import FAUTES_MAX

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic_core import ErrorDetails

    from contratdoc.source.arbre import Arbre, Valeur

Chemin: TypeAlias = tuple[str | int, ...]
M = TypeVar("M", bound=BaseModel)
GENRE = "operation"
"""The field that tells apart the records that may stand at the same place."""


def valider(arbre: Arbre, modele: type[M]) -> Resultat[M]:
    """Check a source tree against a schema.

    Args:
        arbre: What the file says.
        modele: The record expected.

    Returns:
        The record, or None with every fault found; a missing key is reported at its parent.
    """
    fautes = list(islice(_vides_inconnus(arbre, modele), FAUTES_MAX))
    try:
        valide = modele.model_validate(_sans_vides(arbre.valeur))
    except ValidationError as e:
        for faute in islice(e.errors(include_url=False, include_input=False), FAUTES_MAX):
            fautes.extend(_traduire(faute, arbre, modele))
    else:
        if not fautes:
            return Resultat(valide)
    return Resultat(None, tuple(fautes))


def _sans_vides(valeur: Valeur) -> Any:
    """Drop the keys left empty: « contact: » with nothing after it is a field that was not filled."""
    if isinstance(valeur, dict):
        return {cle: _sans_vides(v) for cle, v in valeur.items() if v is not None}
    if isinstance(valeur, list):
        return [_sans_vides(v) for v in valeur]
    return valeur


def _vides_inconnus(arbre: Arbre, modele: type[BaseModel]) -> Iterator[Diagnostic]:
    """Report the keys left empty that no record knows: dropped like the others, they would go unseen."""
    for chemin in _chemins_vides(arbre.valeur):
        connus = _champs(modele, chemin[:-1], arbre.valeur)
        if connus and chemin[-1] not in connus:
            yield _champ_inconnu(chemin, arbre, modele)


def _chemins_vides(valeur: Valeur, chemin: Chemin = ()) -> Iterator[Chemin]:
    if isinstance(valeur, dict):
        for cle, v in valeur.items():
            if v is None:
                yield (*chemin, cle)
            yield from _chemins_vides(v, (*chemin, cle))
    elif isinstance(valeur, list):
        for i, v in enumerate(valeur):
            yield from _chemins_vides(v, (*chemin, i))


def _traduire(faute: ErrorDetails, arbre: Arbre, modele: type[BaseModel]) -> tuple[Diagnostic, ...]:
    genre, chemin = faute["type"], _dans_la_source(faute["loc"], modele)
    contexte: Mapping[str, Any] = faute.get("ctx", {})
    if genre.startswith("union_tag"):
        genre, chemin, contexte = _sans_etiquette(genre, chemin, contexte, arbre)
    if genre == ERREUR_MARKDOWN:
        return tuple(contexte["diagnostics"])
    if genre == "too_short" and len(_valeur(arbre.valeur, chemin)) >= contexte["min_length"]:
        return ()  # pydantic counts the items without fault, and each faulty one is reported for itself
    if genre == "extra_forbidden":
        return (_champ_inconnu(chemin, arbre, modele),)
    if genre == "missing":
        message = f"Le champ « {chemin[-1]} » manque{_dans(chemin[:-1])}."
        aide = f"Ajoutez une ligne « {chemin[-1]}: … »."
        return (erreur("CD101", message, arbre.place(chemin), aide),)
    cle = bool(chemin) and chemin[-1] == "[key]"
    if cle:
        chemin = chemin[:-1]
    redige = MESSAGES.get(genre)
    if chemin and _valeur(arbre.valeur, chemin) is None and isinstance(chemin[-1], int):
        detail = "cet élément de la liste est vide"
    else:
        detail = redige(contexte) if redige is not None else f"valeur refusée ({genre})"
    message = f"{_sujet(chemin)} : {detail}."
    return (erreur("CD103", message, arbre.place(chemin, cle=cle), _aide(genre, contexte, arbre, chemin, cle=cle)),)


def _sans_etiquette(
    genre: str, chemin: Chemin, contexte: Mapping[str, Any], arbre: Arbre
) -> tuple[str, Chemin, Mapping[str, Any]]:
    """Tell a record of which the field that says its kind is wrong as one whose field is wrong."""
    cle = str(contexte["discriminator"]).strip("'")
    groupe = _valeur(arbre.valeur, chemin)
    if not isinstance(groupe, dict):
        return "model_type", chemin, {}
    if genre == "union_tag_not_found":
        return "missing", (*chemin, cle), {}
    if not isinstance(groupe.get(cle), str):
        return "string_type", (*chemin, cle), {}
    return "literal_error", (*chemin, cle), {"expected": contexte["expected_tags"]}


def _dans_la_source(chemin: Chemin, modele: type[BaseModel]) -> Chemin:
    """Take out of pydantic's path the kinds that it puts there, which are no step of the file."""
    ici: Any = modele
    pas_de_la_source: list[str | int] = []
    for pas in chemin:
        variantes = _variantes(ici)
        if variantes:
            ici = variantes.get(str(pas))
        else:
            pas_de_la_source.append(pas)
            ici = _descendre(ici, pas)
    return tuple(pas_de_la_source)


def _champ_inconnu(chemin: Chemin, arbre: Arbre, modele: type[BaseModel]) -> Diagnostic:
    connus = _champs(modele, chemin[:-1], arbre.valeur)
    aide = vouliez_vous_dire(str(chemin[-1]), connus) or f"Champs connus ici : {', '.join(sorted(connus))}."
    message = f"Le champ « {chemin[-1]} » n'existe pas{_dans(chemin[:-1])}."
    return erreur("CD102", message, arbre.place(chemin, cle=True), aide)


def _aide(genre: str, contexte: Mapping[str, Any], arbre: Arbre, chemin: Chemin, *, cle: bool) -> str:
    if genre == "string_pattern_mismatch":
        return FORMES.get(str(contexte.get("pattern")), "")
    if genre == "literal_error":
        ecrit = chemin[-1] if cle else _valeur(arbre.valeur, chemin)
        admis = [m for m in str(contexte.get("expected", "")).split("'")[1::2] if m]
        return vouliez_vous_dire(ecrit, admis) if isinstance(ecrit, str) else ""
    return ""


def _valeur(valeur: Any, chemin: Chemin) -> Any:
    for pas in chemin:
        try:
            valeur = valeur[pas]
        except (KeyError, IndexError, TypeError):
            return None
    return valeur


def _sujet(chemin: Chemin) -> str:
    noms = [str(p) for p in chemin if isinstance(p, str)]
    rang = f" (élément {chemin[-1] + 1})" if chemin and isinstance(chemin[-1], int) else ""
    return f"Champ « {noms[-1]} »{rang}" if noms else "Fichier"


def _dans(chemin: Chemin) -> str:
    noms = [str(p) for p in chemin if isinstance(p, str)]
    return f" dans « {noms[-1]} »" if noms else ""


def _champs(modele: type[BaseModel], chemin: Chemin, valeur: Valeur) -> set[str]:
    """Return the field names known at `chemin`, following the annotations down; none where keys are free."""
    ici: Any = modele
    for n, pas in enumerate(chemin, 1):
        ici = _variante(_descendre(ici, pas), _valeur(valeur, chemin[:n]))
    ici = _sans_option(ici)
    return set(ici.model_fields) if _est_modele(ici) else set()


def _variantes(annotation: Any) -> dict[str, type[BaseModel]]:
    """Return the records that a type lets choose from, by the kind that each says; none for another type."""
    if get_origin(annotation) is Annotated:
        return _variantes(get_args(annotation)[0])
    if get_origin(annotation) not in (Union, UnionType):
        return {}
    modeles = [a for a in get_args(annotation) if _est_modele(a) and GENRE in a.model_fields]
    return {genre: m for m in modeles for genre in get_args(m.model_fields[GENRE].annotation)}


def _variante(annotation: Any, valeur: Any) -> Any:
    """Choose, among the records that a type lets choose from, the one that the file says."""
    variantes = _variantes(annotation)
    if not variantes:
        return annotation
    return variantes.get(str(valeur.get(GENRE))) if isinstance(valeur, dict) else None


def _descendre(annotation: Any, pas: str | int) -> Any:
    """Return the type of what stands at one step below: a field, a key's value, a list's item."""
    ici = _sans_option(annotation)
    if _est_modele(ici):
        champ = ici.model_fields.get(str(pas))
        return champ.annotation if champ is not None else None
    arguments = get_args(ici)
    if get_origin(ici) is dict:
        return arguments[1]
    return arguments[0] if get_origin(ici) is tuple and isinstance(pas, int) else None


def _sans_option(annotation: Any) -> Any:
    """Return the type without `| None` and without what `Annotated` adds."""
    if get_origin(annotation) is Annotated:
        return _sans_option(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        return _sans_option(next(a for a in get_args(annotation) if a is not type(None)))
    return annotation


def _est_modele(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)
