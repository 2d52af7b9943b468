"""What stays of a unit that an avenant deleted: a trace in its place, which keeps its number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.avenants.changements import Remplacer
from contratdoc.document.lieux import nature_du_bloc

if TYPE_CHECKING:
    from contratdoc.avenants.canonique import Arbre
    from contratdoc.avenants.changements import Supprimer

_BLOC = 2  # a file, a block


def trace_de(c: Supprimer, dit: str) -> Remplacer | None:
    """Turn a deletion into its trace.

    Args:
        c: The deletion.
        dit: « Supprimé par l'avenant n° 1, article 6 ».

    Returns:
        The unit written anew as its trace; None when none can stand there (a table's caption, a field, a figure).
    """
    if c.cible[0].endswith(".md"):
        seul = len(c.cible) == _BLOC and isinstance(c.ancien, str)
        if not seul or nature_du_bloc(str(c.ancien)) in ("legende", "note", "commentaire", "titre"):
            return None
        return Remplacer(c.cible, c.ancien, f"*[{dit}]*")
    if not isinstance(c.ancien, dict) or "id" not in c.ancien:
        return None
    element = _element(c.cible[-2], c.ancien, f"[{dit}]")
    return None if element is None else Remplacer(c.cible, c.ancien, element)


def _element(liste: str, ancien: dict[str, Arbre], trace: str) -> dict[str, Arbre] | None:
    """Keep what an element needs to stand in its list, its words replaced."""
    match liste:
        case "actions" | "objectifs" | "indicateurs" if "libelle" in ancien:
            liens: dict[str, Arbre] = {k: ancien[k] for k in ("objectif", "pour") if k in ancien}
            return {"id": ancien["id"], "libelle": trace, **liens}
        case "orientations" if "libelle" in ancien:
            return {**ancien, "libelle": trace, **{k: _tous(ancien[k], trace) for k in _SOUS if k in ancien}}
        case "engagements" if "texte" in ancien:
            return {"id": ancien["id"], "texte": trace, "objectifs": ancien.get("objectifs")}
        case "parties":
            return {
                **ancien,
                "organisme": f"{ancien.get('organisme')} {trace.replace('[Supprimé', '[partie supprimée')}",
            }
        case _:
            return None


_SOUS = ("objectifs", "actions")


def _tous(liste: Arbre, trace: str) -> Arbre:
    elements = liste if isinstance(liste, list) else []
    return [{**e, "libelle": trace} if isinstance(e, dict) else e for e in elements]
