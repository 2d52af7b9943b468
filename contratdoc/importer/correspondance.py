"""The side file: each unit of the document, where it went, and why it went nowhere when it did."""

from __future__ import annotations

import json
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from contratdoc.diagnostics import Place
from contratdoc.importer.regles import NUMERO_DE_TITRE, REGLES
from contratdoc.importer.unites import mots_de
from contratdoc.source.arbre import TexteSitue
from contratdoc.source.lecteur_yaml import lire_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from contratdoc.diagnostics import Diagnostic
    from contratdoc.importer.plan import Trace
    from contratdoc.importer.unites import Laisse
    from contratdoc.source.arbre import Arbre

FICHIER = "import.json"
_VERSION = 1
_EXTRAIT = 80


@dataclass(frozen=True, slots=True)
class Lieu:
    """A place of the folder, and the line (or paragraph) of the document that came there."""

    fichier: str
    ligne: int
    origine: int
    sorte: str
    extrait: str
    mots: int
    regles: tuple[str, ...]


def situer(traces: Iterable[Trace], fichiers: Mapping[str, bytes], numeros: Mapping[int, str]) -> list[Lieu]:
    """Find the line of each unit in the files as written.

    Args:
        traces: Where each unit went.
        fichiers: The files of the folder.
        numeros: The number taken off each heading, by `id` of its unit: it is not counted among the words written.

    Returns:
        The places, in the order of the document.
    """
    arbres: dict[str, Arbre | None] = {}
    lieux: list[Lieu] = []
    for t in traces:
        ligne = t.ligne
        if t.chemin:
            if t.fichier not in arbres:
                arbres[t.fichier] = lire_yaml(fichiers[t.fichier], t.fichier).valeur
            arbre = arbres[t.fichier]
            ligne = _ligne_du_champ(arbre, t) if arbre is not None else 0
        u, numero = t.unite, numeros.get(id(t.unite), "")
        noms = (*u.regles, NUMERO_DE_TITRE) if numero else u.regles
        mots = len(mots_de(u.texte)) - len(mots_de(numero))
        lieux.append(Lieu(t.fichier, ligne, u.ligne, u.sorte.value, u.texte[:_EXTRAIT], mots, noms))
    return sorted(lieux, key=lambda lieu: lieu.origine)


def situer_les_champs(champs: Iterable[tuple[str, str, int, str]], fichiers: Mapping[str, bytes]) -> list[Lieu]:
    """Find the line of the typed fields of contributions, whose words stay in the text too.

    Args:
        champs: For each, its file, its key, the line of the document that it was read from, and what it says.
        fichiers: The files of the folder.

    Returns:
        The places; no word is counted for them.
    """
    lieux: list[Lieu] = []
    for fichier, cle, origine, dit in champs:
        arbre = lire_yaml(fichiers[fichier], fichier).valeur
        if arbre is not None:
            lieux.append(Lieu(fichier, arbre.place((cle,), cle=True).ligne, origine, "champ", dit, 0, ()))
    return lieux


def _ligne_du_champ(arbre: Arbre, t: Trace) -> int:
    """Return the line of a unit in a YAML file: that of its field, or the line of its block in it."""
    if t.chemin[0] in ("axe", "volet", "plan"):
        return _chercher(arbre, str(t.chemin[-1]))
    texte = _valeur(arbre.valeur, t.chemin)
    # The text of a block begins on the line below its key.
    base = texte.place.ligne if isinstance(texte, TexteSitue) else arbre.place(t.chemin).ligne
    return base + t.ligne - 1 if t.ligne else base


def _valeur(valeur: Any, chemin: tuple[str | int, ...]) -> Any:
    """Return what stands at a path; None when the cover, for one, says nothing more than other fields."""
    for pas in chemin:
        try:
            valeur = valeur[pas]
        except (KeyError, IndexError, TypeError):
            return None
    return valeur


def _chercher(arbre: Arbre, texte: str) -> int:
    """Return the first line where a value is written."""
    return next((ligne for valeur, ligne in _scalaires(arbre.valeur, arbre, ()) if valeur == texte), 0)


def _scalaires(valeur: Any, arbre: Arbre, chemin: tuple[str | int, ...]) -> Iterable[tuple[str, int]]:
    if isinstance(valeur, dict):
        for cle, v in valeur.items():
            yield from _scalaires(v, arbre, (*chemin, cle))
    elif isinstance(valeur, list):
        for i, v in enumerate(valeur):
            yield from _scalaires(v, arbre, (*chemin, i))
    elif isinstance(valeur, str):
        yield valeur, arbre.place(chemin).ligne


def en_json(nom: str, forme: str, lieux: Sequence[Lieu], laisses: Sequence[Laisse], plus: Mapping[str, Any]) -> str:
    """Write the side file.

    Args:
        nom: The name of the document.
        forme: What its places count: lines or paragraphs.
        lieux: Where each unit went.
        laisses: What went nowhere, whole, with the reason.
        plus: What else the file keeps: guesses, counts, differences of Annexe 2.

    Returns:
        The JSON.
    """
    employees = {r for lieu in lieux for r in lieu.regles} | {x.raison for x in laisses}
    donnees = {
        "version": _VERSION,
        "document": nom,
        "unite_des_places": forme,
        **plus,
        "regles": {n: dit for n, dit in REGLES.items() if n in employees},
        "correspondances": [
            {
                "origine": lieu.origine,
                "fichier": lieu.fichier,
                "ligne": lieu.ligne,
                "sorte": lieu.sorte,
                "mots": lieu.mots,
                "debut": lieu.extrait,
                **({"regles": list(lieu.regles)} if lieu.regles else {}),
            }
            for lieu in lieux
        ],
        "laisses": [{"origine": x.place.ligne, "raison": x.raison, "texte": x.texte} for x in laisses],
    }
    return json.dumps(donnees, ensure_ascii=False, indent=1) + "\n"


# --- back to the document -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Origines:
    """The lines of the folder that came from a document, to tell where a fault stands in it."""

    document: str
    mot: str
    par_fichier: Mapping[str, tuple[tuple[int, int], ...]]

    def de(self, place: Place) -> Place | None:
        """Return the place in the document of what stands at a place of the folder; None when it came from nowhere."""
        lignes = self.par_fichier.get(place.fichier, ())
        i = bisect_right(lignes, (place.ligne, 10**9)) - 1
        return Place(self.document, lignes[i][1], 1) if i >= 0 and place.ligne else None


def lire_origines(octets: bytes) -> Origines | None:
    """Read a side file; None when it is not one."""
    try:
        donnees = json.loads(octets)
        par_fichier: dict[str, list[tuple[int, int]]] = {}
        for c in donnees["correspondances"]:
            par_fichier.setdefault(str(c["fichier"]), []).append((int(c["ligne"]), int(c["origine"])))
        document, forme = str(donnees["document"]), str(donnees["unite_des_places"])
    except (ValueError, KeyError, TypeError):
        return None
    return Origines(document, forme, {f: tuple(sorted(ls)) for f, ls in par_fichier.items()})


def avec_origine(diagnostics: Iterable[Diagnostic], origines: Origines) -> tuple[Diagnostic, ...]:
    """Add to each fault its place in the document that was imported.

    Args:
        diagnostics: The faults of the folder.
        origines: Its side file.

    Returns:
        The same, each with one more place when its line came from the document.
    """
    mot = "paragraphe" if origines.mot == "paragraphes" else "ligne"
    sortie: list[Diagnostic] = []
    for d in diagnostics:
        place = origines.de(d.place)
        autre = ((place, f"{mot} {place.ligne} du document d'origine"),) if place is not None else ()
        sortie.append(replace(d, autres=(*d.autres, *autre)))
    return tuple(sortie)
