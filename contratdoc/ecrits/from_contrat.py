"""A linked contract to its passages: the main text, the labels of the axes, what each partner wrote."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pydantic import BaseModel

from contratdoc.diagnostics import Place
from contratdoc.ecrits.ecrit import Bloc, Contexte, Ecrit, Lexique, Nature, NomPropre, Passage
from contratdoc.ecrits.from_texte import lire_ecrit
from contratdoc.ecrits.titres import lire_numero
from contratdoc.source.arbre import Arbre, TexteSitue
from contratdoc.source.prose import Prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.contrat.contrat import Champ, Contrat
    from contratdoc.schema.contribution import ContributionBase

_CODE = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*|https?://\S+|\S+@\S+")
"""What is no text: an identifier, an address."""
_BLANCS = re.compile(r"[ \t\n]+")
"""What YAML folds; spaces that do not break are the author's."""


def ecrit_du_contrat(contrat: Contrat) -> Ecrit:
    """Gather all that is written in a contract, with its places in the source files.

    Args:
        contrat: The contract.

    Returns:
        Its texts in the order of their files, then the axes, then the contributions.
    """
    blocs: list[Bloc] = []
    for texte in contrat.textes.values():
        blocs += lire_ecrit(texte.prose.brut, Place(texte.origine.fichier, 1, 1)).blocs
    for champ in contrat.champs():
        blocs += _champ(champ)
    for contribution in contrat.contributions.values():
        blocs += _fiche(contribution.arbre, contribution.donnees, ())
    return Ecrit(tuple(blocs))


def ecrit_de_la_fiche(donnees: ContributionBase, arbre: Arbre) -> Ecrit:
    """Gather what one partner wrote.

    Args:
        donnees: The checked record.
        arbre: The file that it was read from.

    Returns:
        Its texts in the order of its fields.
    """
    return Ecrit(tuple(_fiche(arbre, donnees, ())))


def contexte_du_contrat(contrat: Contrat) -> Contexte:
    """Return what a contract tells beside its texts.

    Args:
        contrat: The contract.

    Returns:
        Its period, its lexicon, and the contract itself.
    """
    noms = tuple(NomPropre(n.nom, n.nature, n.variantes) for n in contrat.noms)
    sigles = tuple((s.sigle, s.sens) for s in contrat.sigles)
    return Contexte(contrat.periode, Lexique(noms, sigles), contrat_entier=True, contrat=contrat)


def _champ(champ: Champ) -> Iterator[Passage]:
    yield _court(champ.titre, champ.origine, Nature.TITRE)
    for orientation in champ.orientations:
        yield _court(orientation.libelle, orientation.origine)
        yield from (_court(o.libelle, o.origine) for o in orientation.objectifs)
        yield from (_court(a.libelle, a.origine) for a in orientation.actions)
    yield from (_court(a.libelle, a.origine) for a in champ.actions)
    yield from (_court(i.libelle, i.origine) for i in champ.indicateurs)


def _court(texte: str, place: Place, nature: Nature = Nature.CHAMP, *, fixe: bool = True) -> Passage:
    plat = texte if not fixe else _BLANCS.sub(" ", texte).strip(" ")
    numero = lire_numero(plat) if nature is Nature.TITRE else None
    marque, debut = (numero.texte, numero.debut) if numero is not None else ("", 0)
    return Passage(plat, nature, ((0, place),), 0, marque, debut, fixe)


def _ecrit_tel_quel(arbre: Arbre, chemin: tuple[str | int, ...], valeur: str) -> TexteSitue | None:
    """Return a field as it stands in the file, when it stands there on one line and is the value read."""
    ici = arbre.valeur
    for pas in chemin:  # a step that is not in the tree, like a union's tag, is passed over
        if isinstance(ici, dict):
            ici = ici.get(str(pas), ici)
        elif isinstance(ici, list) and isinstance(pas, int):
            ici = ici[pas] if pas < len(ici) else None
    exact = isinstance(ici, TexteSitue) and ici == valeur and not (ici.fixe or ici.decalage)
    return ici if isinstance(ici, TexteSitue) and exact and _BLANCS.sub(" ", ici).strip(" ") == valeur else None


def _fiche(arbre: Arbre, valeur: object, chemin: tuple[str | int, ...]) -> Iterator[Bloc]:
    """Go through a partner's record in the order of its fields."""
    if isinstance(valeur, Prose):
        yield from _prose(arbre, valeur, chemin)
    elif isinstance(valeur, BaseModel):
        for nom in type(valeur).model_fields:
            yield from _fiche(arbre, getattr(valeur, nom), (*chemin, nom))
    elif isinstance(valeur, tuple):
        for i, element in enumerate(valeur):
            yield from _fiche(arbre, element, (*chemin, i))
    elif isinstance(valeur, dict):
        for cle, element in valeur.items():
            yield from _fiche(arbre, element, (*chemin, cle))
    elif isinstance(valeur, str) and not _CODE.fullmatch(valeur):
        nature = Nature.TITRE if chemin[-1] == "titre" else Nature.CHAMP
        situe = _ecrit_tel_quel(arbre, chemin, valeur)
        if situe is not None:
            yield _court(valeur, situe.place, nature, fixe=False)
        else:
            yield _court(valeur, arbre.place(chemin), nature)


def _prose(arbre: Arbre, prose: Prose, chemin: tuple[str | int, ...]) -> Iterator[Bloc]:
    brut = prose.brut
    if isinstance(brut, TexteSitue):
        yield from lire_ecrit(brut, brut.place, decalage=brut.decalage, fixe=brut.fixe).blocs
    else:
        yield from lire_ecrit(brut, arbre.place(chemin), fixe=True).blocs
