"""CD215: two headings of the same words where one is expected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Severite
from contratdoc.ecrits.ecrit import VALEUR, Nature, Passage
from contratdoc.ecrits.extrait import extrait
from contratdoc.ecrits.ressemblance import mots

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.ecrits.ecrit import Contexte, Ecrit

FICHE = Fiche(
    code="CD215",
    nom="titre-en-double",
    famille=Famille.REFERENCES,
    severite=Severite.AVERTISSEMENT,
    verifie="Deux titres qui se suivent, ou deux titres d'un même rang sous le même titre, n'ont pas les mêmes mots.",
    pourquoi="Le lecteur ne sait pas laquelle des deux parties on lui cite ; souvent, l'un des deux titres est faux.",
    exemple="« Participation des familles », trois lignes, puis « Participation des familles » encore",
    correction="Réunissez les deux parties sous un seul titre, ou donnez à la seconde son vrai titre.",
    source="usage",
)

_NIVEAUX = 8


def chercher(ecrit: Ecrit, contexte: Contexte) -> Iterator[Diagnostic]:
    """Find a heading that repeats the one before it, or a marked sibling of its own."""
    del contexte
    avant: Passage | None = None
    freres: list[dict[tuple[str, ...], Passage]] = [{} for _ in range(_NIVEAUX)]
    for p in ecrit.passages:
        if p.nature not in (Nature.TITRE, Nature.INTERTITRE) or VALEUR in p.texte:
            continue
        # Another file, or the title of another field of a partner's record: what was above is over.
        if avant is not None and (avant.fichier != p.fichier or (p.nature is Nature.TITRE and not p.niveau)):
            avant, freres = None, [{} for _ in range(_NIVEAUX)]
        cle = mots(p.libelle)
        premier = avant if avant is not None and cle == mots(avant.libelle) and _pareils(avant, p) else None
        if p.nature is Nature.TITRE and not p.marque and 0 < p.niveau < _NIVEAUX:
            freres[p.niveau + 1 :] = [{} for _ in range(_NIVEAUX - p.niveau - 1)]
            premier = freres[p.niveau].setdefault(cle, p) if premier is None else premier
        if premier is not None and premier is not p and cle:
            message = f"Le titre « {extrait(p.libelle)} » répète celui de la ligne {premier.ligne}."
            yield FICHE.constat(message, p.place(), FICHE.correction, autres=((premier.place(), "le même titre"),))
        avant = p


def _pareils(a: Passage, b: Passage) -> bool:
    """Say whether two headings that follow each other are of the same kind and level: neither holds the other."""
    return a.nature is b.nature and a.niveau == b.niveau
