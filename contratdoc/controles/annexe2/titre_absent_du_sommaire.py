"""CD511: a heading that the table of contents skips, while it gives those before and after it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from contratdoc.controles.annexe2.elements import valeur
from contratdoc.controles.annexe2.lecture_du_sommaire import Ligne, rapprocher
from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Severite
from contratdoc.ecrits.extrait import extrait

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.controles.annexe2.lecture_du_sommaire import Rapprochement
    from contratdoc.ecrits.ecrit import Contexte, Ecrit

FICHE = Fiche(
    code="CD511",
    nom="titre-absent-du-sommaire",
    famille=Famille.REFERENCES,
    severite=Severite.AVERTISSEMENT,
    verifie="Un titre de même rang que ceux du sommaire s'y trouve aussi.",
    pourquoi="Une partie que le sommaire saute n'est lue que par hasard.",
    exemple="Le sommaire donne 1/ et 3/ ; le corps a aussi « 2/ Participation des habitants ».",
    correction="Ajoutez la ligne au sommaire, avec sa page.",
    source="usage",
)

_FRERES_MIN = 2


def chercher(ecrit: Ecrit, contexte: Contexte) -> Iterator[Diagnostic]:
    """Find the headings that continue a numbered series of the table of contents, or stand among its headings."""
    del contexte
    r = rapprocher(ecrit)
    manquants = [*_numerotes(r), *_par_niveau(r)]
    for titre in sorted(manquants, key=lambda t: t.passage.ligne):
        message = f"Le titre « {extrait(titre.passage.texte)} » n'est pas dans le sommaire."
        yield FICHE.constat(message, titre.passage.place(), FICHE.correction)


def _numerotes(r: Rapprochement) -> Iterator[Ligne]:
    """Go through the numbered headings that follow by one, with the same sign, a heading of the table of contents."""
    pris = {j for j in r.paires if j is not None}
    dernier: Ligne | None = None
    for j, titre in enumerate(r.titres):
        if j in pris:
            dernier = titre
        elif (
            titre.certain
            and dernier is not None
            and titre.numero is not None
            and dernier.numero is not None
            and (titre.numero.style, _mot(titre)) == (dernier.numero.style, _mot(dernier))
            and _rang(titre) == _rang(dernier) + 1 > 1
        ):
            yield titre
            dernier = titre


def _mot(titre: Ligne) -> str:
    texte = titre.numero.texte if titre.numero is not None else ""
    return texte.split()[0].casefold() if " " in texte else ""


def _rang(titre: Ligne) -> int:
    dernier = titre.numero.texte.split()[-1] if titre.numero is not None else ""
    return valeur(dernier) if len(dernier) > 1 or not dernier.isalpha() or dernier in "IVX" else ord(dernier) - 64


def _par_niveau(r: Rapprochement) -> Iterator[Ligne]:
    """Go through the marked headings, without number, whose siblings are all in the table of contents."""
    pris = {j for j in r.paires if j is not None}
    freres: dict[tuple[int, int], list[int]] = defaultdict(list)
    parents = [0] * 8
    for j, titre in enumerate(r.titres):
        niveau = titre.passage.niveau
        if j < min(pris, default=0):
            continue  # the cover, the heading of the table of contents
        if titre.certain and 0 < niveau < len(parents):
            parents[niveau:] = [j + 1] * (len(parents) - niveau)
            freres[niveau, parents[niveau - 1]].append(j)
    for rangs in freres.values():
        absents = [j for j in rangs if j not in pris]
        if len(absents) == 1 and len(rangs) > _FRERES_MIN and r.titres[absents[0]].numero is None:
            yield r.titres[absents[0]]
