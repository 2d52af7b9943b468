"""Source files to the contract as data; the blocks of a text keep the ids that the contract before them had."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from contratdoc.avenants.canonique import Arbre, Bloc, Canonique
from contratdoc.diagnostics import Diagnostic, Resultat
from contratdoc.ecrits.ressemblance import ressemblance
from contratdoc.source.dossier import HISTORIQUE
from contratdoc.source.lecteur_yaml import lire_yaml
from contratdoc.source.texte import lire_texte

MODELES = (
    "modeles/contrat.yaml",
    "modeles/orientations.yaml",
    "modeles/faits.yaml",
    "modeles/lexique.yaml",
    HISTORIQUE,
)
"""What the coordinator's files say; the charte and the frames are looks, not words: they are sealed by their hash."""

_SEMBLABLE = 0.5
"""Two blocks at the same place that share half their words are one, reworded."""


def canonique_des_sources(
    fichiers: Mapping[str, bytes], avant: Canonique | None = None, retires: frozenset[str] = frozenset()
) -> Resultat[Canonique]:
    """Read the sources of a contract as data.

    Args:
        fichiers: The folder's files, by name.
        avant: The contract whose ids go on; None when it is the first one.
        retires: Ids of blocks (« file/id ») that were taken away and are never given again.

    Returns:
        The contract, or None with the files that cannot be read.
    """
    donnees: dict[str, Arbre] = {}
    textes: dict[str, tuple[Bloc, ...]] = {}
    fautes: list[Diagnostic] = []
    for nom in sorted(fichiers):
        if nom in MODELES or (nom.startswith("contributions/") and nom.count("/") == 1 and nom.endswith(".yaml")):
            lu = lire_yaml(fichiers[nom], nom)
            fautes += lu.diagnostics
            if lu.valeur is not None:
                donnees[nom] = nu(lu.valeur.valeur)
        elif nom.startswith("modeles/texte/") and nom.endswith(".md"):
            texte = lire_texte(fichiers[nom], nom)
            fautes += texte.diagnostics
            if texte.valeur is not None:
                anciens = avant.textes.get(nom) if avant is not None else None
                pris = frozenset(r.removeprefix(f"{nom}/") for r in retires if r.startswith(f"{nom}/"))
                textes[nom] = tuple(nommer(couper(texte.valeur), anciens, pris))
    return Resultat(None if fautes else Canonique(donnees, textes), tuple(fautes))


def nu(valeur: object) -> Arbre:
    """Return a tree of plain texts: where they were written, and fields left empty, are not part of what they say."""
    if isinstance(valeur, dict):
        return {str(k): nu(v) for k, v in valeur.items() if v is not None}
    if isinstance(valeur, list):
        return [nu(v) for v in valeur]
    return None if valeur is None else str.__str__(str(valeur))


def couper(texte: str) -> list[str]:
    """Cut a Markdown text into its blocks, at empty lines."""
    blocs: list[str] = []
    lignes: list[str] = []
    for ligne in (*texte.split("\n"), ""):
        if ligne.strip():
            lignes.append(ligne.rstrip())
        elif lignes:
            blocs.append("\n".join(lignes))
            lignes = []
    return blocs


def nommer(textes: Sequence[str], anciens: Sequence[Bloc] | None, pris: frozenset[str]) -> Iterator[Bloc]:
    """Give each block the id of the one that it continues, or a new one.

    Blocks that read the same are the same, even moved; between two of those, blocks that are alike in words are one,
    reworded. A new block takes the id of the one before it with a suffix: « 12-1 ».

    Args:
        textes: The blocks as they are now.
        anciens: The blocks as they were; None for a new text, whose blocks are numbered 1, 2, 3….
        pris: Ids that may not be given.

    Yields:
        The blocks, in order.
    """
    ids = _memes(textes, anciens or ())
    _reformules(textes, anciens or (), ids)
    donnes = {b.id for b in anciens or ()} | pris
    precedent = ""
    for i, texte in enumerate(textes):
        nom = ids.get(i)
        if nom is None:
            nom = nouvel_id(precedent, donnes) if anciens is not None or str(i + 1) in donnes else str(i + 1)
            donnes.add(nom)
        yield Bloc(nom, texte)
        precedent = nom


def _memes(textes: Sequence[str], anciens: Sequence[Bloc]) -> dict[int, str]:
    """Pair the blocks that read the same: in order first, then wherever they went."""
    ids: dict[int, str] = {}
    accord = SequenceMatcher(None, [b.texte for b in anciens], textes, autojunk=False)
    for m in accord.get_matching_blocks():
        for k in range(m.size):
            ids[m.b + k] = anciens[m.a + k].id
    restants: dict[str, list[str]] = {}
    for b in anciens:
        if b.id not in ids.values():
            restants.setdefault(b.texte, []).append(b.id)
    for i, texte in enumerate(textes):
        if i not in ids and restants.get(texte):
            ids[i] = restants[texte].pop(0)
    return ids


def _reformules(textes: Sequence[str], anciens: Sequence[Bloc], ids: dict[int, str]) -> None:
    """Pair, among what is left, the blocks most alike in words, the surest first."""
    pris = set(ids.values())
    libres = [b for b in anciens if b.id not in pris]
    notes = sorted(
        (
            (ressemblance(b.texte, textes[i]), -i, -k)
            for i in range(len(textes))
            if i not in ids
            for k, b in enumerate(libres)
        ),
        reverse=True,
    )
    for note, moins_i, moins_k in notes:
        bloc = libres[-moins_k]
        if note >= _SEMBLABLE and -moins_i not in ids and bloc.id not in pris:
            ids[-moins_i] = bloc.id
            pris.add(bloc.id)


def nouvel_id(precedent: str, pris: Collection[str]) -> str:
    """Return the id of a block that comes after another: « 12-1 », then « 12-2 »; never one that was given.

    Args:
        precedent: The id before it; empty when it comes first.
        pris: Every id given so far.

    Returns:
        The id.
    """
    tronc, n = precedent or "0", 1
    while f"{tronc}-{n}" in pris:
        n += 1
    return f"{tronc}-{n}"
