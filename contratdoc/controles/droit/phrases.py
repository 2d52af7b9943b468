"""How the rules of the family count and quote in their sentences."""

from __future__ import annotations

_CITES_MAX = 4
_CITATION_MAX = 40


def citer(noms: list[str]) -> str:
    """Quote a few names, and count the others: « « Emploi », « Santé » et 3 autres »."""
    courts = [f"« {n[:_CITATION_MAX].rstrip()}{'…' * (len(n) > _CITATION_MAX)} »" for n in noms[:_CITES_MAX]]
    reste = len(noms) - _CITES_MAX
    return ", ".join(courts) + (f" et {reste} autre{'s' * (reste > 1)}" if reste > 0 else "")


def combien(nombre: int, nom: str) -> str:
    """Count things: « 1 objectif », « 3 objectifs »."""
    return f"{nombre} {nom}{'s' * (nombre > 1)}"


def enumerer(noms: list[str]) -> str:
    """List what is not there: « sa durée, son entrée en vigueur ni sa révision »."""
    return noms[0] if len(noms) == 1 else f"{', '.join(noms[:-1])} ni {noms[-1]}"
