"""A small contract and its avenants, in memory: what the tests of avenants are written on."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path

from contratdoc.avenants.avenant import Avenant, Nature
from contratdoc.avenants.canonique import Arbre, Canonique
from contratdoc.avenants.from_sources import canonique_des_sources
from contratdoc.avenants.rejouer import Consolidation, rejouer

BASE = Path(__file__).parents[1] / "cas" / "base"
EFFET = dt.date(2027, 4, 1)
TERRITOIRE = """\
# Le territoire

Le territoire compte deux communes et deux quartiers.

Le comité se réunit deux fois par an, et rend compte une fois par an.

Les bailleurs rénovent leurs logements.

{{ tableau.quartiers }}
"""
PARTIES = """\
parties:
  - {id: etat, organisme: "L'État", qualite: Préfète}
  - {id: atr, organisme: Agglomération des Trois Rives, qualite: Présidente}
  - {id: logis, organisme: Logis des Trois Rives, qualite: Directrice}
"""
ARS: dict[str, str] = {"id": "ars", "organisme": "Agence régionale de santé", "qualite": "Directrice générale"}


def sources() -> dict[str, bytes]:
    """The base contract with a longer text, and three parties."""
    fichiers = {f.relative_to(BASE).as_posix(): f.read_bytes() for f in sorted(BASE.rglob("*")) if f.is_file()}
    contrat = fichiers["modeles/contrat.yaml"].decode()
    debut, fin = contrat.index("parties:"), contrat.index("plan:")
    fichiers["modeles/contrat.yaml"] = (contrat[:debut] + PARTIES + contrat[fin:]).encode()
    fichiers["modeles/texte/territoire.md"] = TERRITOIRE.encode()
    return fichiers


@cache
def scelle() -> Canonique:
    """The contract as sealed."""
    lu = canonique_des_sources(sources())
    assert lu.valeur is not None
    return lu.valeur


def avenant(numero: int = 1, nature: Nature = Nature.ACTUALISATION, effet: dt.date = EFFET) -> Avenant:
    """An avenant that changes nothing yet."""
    return Avenant(numero, nature, "Actualisation", effet)


def consolider(*avenants: Avenant, sur: Canonique | None = None) -> Consolidation:
    """Carry out avenants that can be."""
    rejeu = rejouer(sur or scelle(), avenants)
    assert rejeu.valeur is not None, [d.message for d in rejeu.diagnostics]
    return rejeu.valeur


def fautes(*avenants: Avenant) -> list[str]:
    """What forbids avenants, with the other place when there is one."""
    rejeu = rejouer(scelle(), avenants)
    assert rejeu.valeur is None
    return [f"{d.code} {d.place.fichier} : {d.message}" for d in rejeu.diagnostics]


def lire(canonique: Canonique, fichier: str, *chemin: str) -> Arbre:
    """Read one unit of a contract."""
    from contratdoc.avenants.adresses import lire as lire_au_chemin

    return lire_au_chemin((fichier, *chemin), canonique)


def texte(canonique: Canonique, nom: str = "territoire") -> list[tuple[str, str]]:
    """The blocks of a text: id and words."""
    return [(b.id, b.texte) for b in canonique.textes[f"modeles/texte/{nom}.md"]]
