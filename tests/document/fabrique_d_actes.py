"""A small contract, sealed and amended in memory: what the tests of acts are written on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from rendu_texte import rendre_blocs

from contratdoc.avenants.avenant import Avenant, Nature
from contratdoc.avenants.canonique import Canonique
from contratdoc.avenants.from_sources import canonique_des_sources
from contratdoc.avenants.rejouer import Consolidation, rejouer
from contratdoc.contrat.contrat import Contrat
from contratdoc.contrat.from_schema import lier
from contratdoc.document.formules import Formulaire
from contratdoc.document.from_contrat import assembler
from contratdoc.document.noeuds import Bloc, Document
from contratdoc.document.pieces import Pieces
from contratdoc.lecture import lire_sources
from contratdoc.source.dossier import Dossier

RACINE = Path(__file__).parents[1] / "cas" / "base"
EFFET = dt.date(2027, 4, 1)
PREAMBULE = """\
# Préambule

Le présent contrat engage ses signataires.

Il comprend trois parties :

- la présentation du territoire ;
- les orientations du contrat ;
- les engagements des partenaires.

Il est conclu pour sept ans. {{ faits.chomage }} des actifs sont au chômage.[^note]

[^note]: Au sens du recensement.
"""
TERRITOIRE = """\
# Le territoire

Le territoire compte deux communes.

## Contexte

Le chômage touche {{ faits.chomage }} des actifs.

La vacance des logements augmente dans les deux quartiers, malgré les travaux engagés depuis dix ans par les bailleurs.

Tableau : Population des quartiers

| Quartier | Habitants |
|---|---:|
| Nord | 1 200 |
| Sud | 900 |
"""
PARTIES = """\
parties:
  - {id: etat, organisme: "L'État", qualite: Préfète}
  - {id: atr, organisme: Agglomération des Trois Rives, representant: Claire Aubin, qualite: Présidente}
  - {id: aubry, organisme: Commune d'Aubry, qualite: Maire}
  - {id: departement, organisme: Département de l'Orne, qualite: Président}
  - {id: logis, organisme: Logis des Trois Rives, qualite: Directrice générale}
"""


def sources() -> dict[str, bytes]:
    """The base contract with longer texts and more parties."""
    fichiers = {f.relative_to(RACINE).as_posix(): f.read_bytes() for f in sorted(RACINE.rglob("*")) if f.is_file()}
    contrat = fichiers["modeles/contrat.yaml"].decode()
    debut, fin = contrat.index("parties:"), contrat.index("plan:")
    fichiers["modeles/contrat.yaml"] = (contrat[:debut] + PARTIES + contrat[fin:]).encode()
    fichiers["modeles/texte/preambule.md"] = PREAMBULE.encode()
    fichiers["modeles/texte/territoire.md"] = TERRITOIRE.encode()
    return fichiers


@cache
def scelle() -> Canonique:
    """The contract as sealed."""
    lu = canonique_des_sources(sources())
    assert lu.valeur is not None
    return lu.valeur


def compiler_sources(fichiers: Mapping[str, bytes]) -> tuple[Contrat, Document]:
    """Compile sources with the charte of the base contract: every pass but the rules."""
    charte = {f: o for f, o in sources().items() if f == "modeles/charte.yaml"}
    lues = lire_sources(Dossier(RACINE, {**charte, **fichiers}))
    assert lues.valeur is not None, [d.message for d in lues.diagnostics]
    lie = lier(lues.valeur)
    assert lie.valeur is not None, [d.message for d in lie.diagnostics]
    document = assembler(lie.valeur)
    assert document.valeur is not None, [d.message for d in document.diagnostics]
    return lie.valeur, document.valeur


def compiler(canonique: Canonique) -> tuple[Contrat, Document]:
    """Compile a contract given as data."""
    return compiler_sources(canonique.en_sources())


@cache
def compile_scelle() -> tuple[Contrat, Document]:
    """The sealed contract, compiled once for all tests."""
    return compiler(scelle())


def avenant(numero: int = 1, nature: Nature = Nature.ACTUALISATION, objet: str = "Actualisation") -> Avenant:
    """An avenant without any change."""
    return Avenant(numero, nature, objet, EFFET)


def consolider(*avenants: Avenant) -> Consolidation:
    """Carry out avenants on the sealed contract."""
    rejeu = rejouer(scelle(), avenants)
    assert rejeu.valeur is not None, [d.message for d in rejeu.diagnostics]
    return rejeu.valeur


def pieces(*avenants: Avenant) -> Pieces:
    """What acts are written from, after some avenants."""
    consolidation = consolider(*avenants)
    contrat, document = compile_scelle()
    return Pieces(consolidation, avenants, contrat, document, compiler(consolidation.contrat)[0], dt.date(2024, 3, 31))


def formules(*avenants: Avenant) -> list[str]:
    """How the last avenant tells its changes: a text each."""
    p = pieces(*avenants)
    dernier = avenants[-1]
    formulaire = Formulaire(p.contenus(dernier.numero))
    modifications = [m for a in p.consolidation.articles(dernier.numero) for m in a.modifications]
    return [lire(formulaire.dire(m, dernier.effet)) for m in modifications]


def lire(blocs: tuple[Bloc, ...]) -> str:
    """Blocks as text, with plain spaces and straight apostrophes."""
    return "\n".join(rendre_blocs(blocs)).translate(str.maketrans("⍽¦\u00a0’", "   '"))
