"""Source tree to record: every fault of the file at once, each at its line."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from contratdoc.diagnostics import Diagnostic, Resultat, erreur, vouliez_vous_dire
from contratdoc.schema.base import ERREUR_MARKDOWN
from contratdoc.schema.messages import FORMES, MESSAGES
from contratdoc.source.arbre import Arbre, Valeur

M = TypeVar("M", bound=BaseModel)


def valider(arbre: Arbre, modele: type[M]) -> Resultat[M]:
    """Check a source tree against a schema.

    Args:
        arbre: What the file says.
        modele: The record expected.

    Returns:
        The record, or None with every fault found; a missing key is reported at its parent.
    """
    try:
        return Resultat(modele.model_validate(_sans_vides(arbre.valeur)))
    except ValidationError as e:
        fautes: list[Diagnostic] = []
        for faute in e.errors(include_url=False, include_input=False):
            fautes.extend(_traduire(faute, arbre, modele))
        return Resultat(None, tuple(fautes))


def _sans_vides(valeur: Valeur) -> Any:
    """Drop the keys left empty: « contact: » with nothing after it is a field that was not filled."""
    if isinstance(valeur, dict):
        return {cle: _sans_vides(v) for cle, v in valeur.items() if v is not None}
    if isinstance(valeur, list):
        return [_sans_vides(v) for v in valeur]
    return valeur


def _traduire(faute: Any, arbre: Arbre, modele: type[BaseModel]) -> tuple[Diagnostic, ...]:
    genre, chemin, contexte = faute["type"], tuple(faute["loc"]), faute.get("ctx", {})
    if genre == ERREUR_MARKDOWN:
        return tuple(contexte["diagnostics"])
    if genre == "extra_forbidden":
        connus = _champs(modele, chemin[:-1])
        aide = vouliez_vous_dire(str(chemin[-1]), connus) or f"Champs connus ici : {', '.join(sorted(connus))}."
        message = f"Le champ « {chemin[-1]} » n'existe pas{_dans(chemin[:-1])}."
        return (erreur("CD102", message, arbre.place(chemin, cle=True), aide),)
    if genre == "missing":
        message = f"Le champ « {chemin[-1]} » manque{_dans(chemin[:-1])}."
        aide = f"Ajoutez une ligne « {chemin[-1]}: … »."
        return (erreur("CD101", message, arbre.place(chemin), aide),)
    cle = chemin[-1] == "[key]" if chemin else False
    if cle:
        chemin = chemin[:-1]
    redige = MESSAGES.get(genre)
    detail = redige(contexte) if redige is not None else f"valeur refusée ({genre})"
    message = f"{_sujet(chemin)} : {detail}."
    return (erreur("CD103", message, arbre.place(chemin, cle=cle), _aide(genre, contexte, faute, arbre, chemin)),)


def _aide(genre: str, contexte: Any, faute: Any, arbre: Arbre, chemin: tuple[Any, ...]) -> str:
    del faute
    if genre == "string_pattern_mismatch":
        return FORMES.get(str(contexte.get("pattern")), "")
    if genre == "literal_error":
        ecrit = _valeur(arbre.valeur, chemin)
        admis = [m for m in str(contexte.get("expected", "")).split("'")[1::2] if m]
        return vouliez_vous_dire(ecrit, admis) if isinstance(ecrit, str) else ""
    return ""


def _valeur(valeur: Any, chemin: tuple[Any, ...]) -> Any:
    for pas in chemin:
        try:
            valeur = valeur[pas]
        except (KeyError, IndexError, TypeError):
            return None
    return valeur


def _sujet(chemin: tuple[Any, ...]) -> str:
    noms = [str(p) for p in chemin if isinstance(p, str)]
    rang = f" (élément {chemin[-1] + 1})" if chemin and isinstance(chemin[-1], int) else ""
    return f"Champ « {noms[-1]} »{rang}" if noms else "Fichier"


def _dans(chemin: tuple[Any, ...]) -> str:
    noms = [str(p) for p in chemin if isinstance(p, str)]
    return f" dans « {noms[-1]} »" if noms else ""


def _champs(modele: type[BaseModel], chemin: tuple[Any, ...]) -> set[str]:
    """Return the field names known at `chemin`, following the annotations down."""
    ici: Any = modele
    for pas in chemin:
        if isinstance(ici, type) and issubclass(ici, BaseModel) and pas in ici.model_fields:
            ici = _modele_interne(ici.model_fields[str(pas)].annotation)
    return set(ici.model_fields) if isinstance(ici, type) and issubclass(ici, BaseModel) else set()


def _modele_interne(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        trouve = _modele_interne(argument)
        if trouve is not None:
            return trouve
    return None
