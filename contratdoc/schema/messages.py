"""French sentences for the faults that pydantic reports, by type, never by its English text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Contexte = Mapping[str, Any]


def _choix(contexte: Contexte) -> str:
    attendu = str(contexte.get("expected", "")).replace("'", "« ", 1)
    return attendu.replace("' or '", " », « ").replace("', '", " », « ").replace("'", " »")


MESSAGES: dict[str, Callable[[Contexte], str]] = {
    "string_type": lambda _: "un texte est attendu ici, pas une liste ni un groupe de champs",
    "string_too_short": lambda _: "ce texte est vide",
    "string_too_long": lambda c: f"ce texte est trop long (plus de {c.get('max_length')} caractères)",
    "string_pattern_mismatch": lambda _: "ce texte n'a pas la forme attendue",
    "tuple_type": lambda _: "une liste est attendue ici : une ligne par élément, chacune précédée de « - »",
    "dict_type": lambda _: "un groupe de champs « nom: valeur » est attendu ici",
    "model_type": lambda _: "un groupe de champs « nom: valeur » est attendu ici",
    "literal_error": lambda c: f"valeur inconnue ; valeurs admises : {_choix(c)}",
    "too_short": lambda _: "cette liste doit avoir au moins un élément",
    "value_error": lambda c: str(c.get("error", "valeur refusée")),
}
"""Every type that our schemas can raise, but the missing and unknown fields; a test keeps the list whole."""

FORMES: dict[str, str] = {
    r"^[a-z0-9]+([-_][a-z0-9]+)*$": (
        "Un identifiant s'écrit en minuscules sans accent, avec des tirets : « cadre-de-vie »."
    ),
    r"^QN[0-9]{2}[0-9AB][0-9]{2}[A-Z]$": "Le code d'un quartier s'écrit « QN05401M » (référentiel 2024).",
    r"^https?://[^\s<>\"]+$": "Une adresse commence par « https:// ».",
    r"^#[0-9a-fA-F]{6}$": "Une couleur s'écrit « #1d3a6e », entre guillemets.",
}
"""What to do when a text has not the expected form, by pattern."""
