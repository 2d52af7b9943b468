"""The timeline of contracts: a row a contract, a bar over its years, lighter where it was extended; then a table."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contratdoc.contrat.historique import GenerationPassee, frise_de, jusqu_au_suivant
from contratdoc.document.francais import minuscule
from contratdoc.document.noeuds import Cellule, Colonne, Image, Ligne
from contratdoc.document.typographie import composer_texte

if TYPE_CHECKING:
    from contratdoc.document.dessin import Dessin, Feuille
    from contratdoc.document.redacteur import Redacteur

_LIGNE, _BARRE, _PIED, _PAS = 12, 11, 20, 5
_AVANT_LA_BARRE, _ENTRE = 5, 4
_SUITE, _CONTOUR = 0.25, 1


def ecrire_la_frise(plume: Redacteur) -> None:
    """Write the contracts that followed each other, this one last: a picture, and a table that says as much.

    Args:
        plume: The pen.
    """
    generations = frise_de(plume.contrat)
    plume.blocs.append(figure_de_la_frise(plume))
    plume.tableau(
        "Contrats successifs",
        (Colonne(26), Colonne(14), Colonne(34), Colonne(26)),
        plume.entete("Contrat", "Années", "Prolongations et avenants", "Objet"),
        [
            Ligne(
                (
                    plume.cellule(g.nom, entete=True),
                    plume.cellule(_dire_la_duree(g).capitalize()),
                    Cellule(tuple(plume.ligne(_en_entier(g, i)) for i in range(len(g.suites))))
                    if g.suites
                    else plume.cellule("–"),
                    plume.cellule(g.objet or "–"),
                )
            )
            for g in generations
        ],
    )


def figure_de_la_frise(plume: Redacteur) -> Image:
    """Draw the contracts that followed each other, this one last.

    Args:
        plume: The pen.

    Returns:
        The picture, its text alternative holding all that it shows.
    """
    generations = frise_de(plume.contrat)
    couleurs = plume.contrat.charte.couleurs
    dessin = dessiner_la_frise(generations, couleurs.secondaire, couleurs.principale)
    return Image("frise.png", dessin.png, composer_texte(dire_la_frise(generations)), dessin.largeur, dessin.hauteur)


def dire_la_frise(generations: tuple[GenerationPassee, ...]) -> str:
    """Say in sentences what the timeline shows.

    Args:
        generations: The contracts, in order.
    """
    return " ".join(["Frise des contrats.", *(_dire_le_contrat(g) for g in generations)])


def _dire_le_contrat(generation: GenerationPassee) -> str:
    objet = f" Objet : {minuscule(generation.objet).rstrip('.')}." if generation.objet else ""
    return f"{generation.nom}, {dire_les_annees(generation)}.{objet}"


def dire_les_annees(generation: GenerationPassee) -> str:
    """Say the years of a contract and of its extensions: « 2015-2020, prolongé jusqu'en 2022 (avenant) »."""
    suites = (_dire_la_suite(generation, i) for i in range(len(generation.suites)))
    return ", ".join([_dire_la_duree(generation), *suites])


def _dire_la_duree(generation: GenerationPassee) -> str:
    debut, fin = generation.debut, generation.fin
    if fin is None:
        return f"à partir de {debut}"
    return f"{debut}-{fin}" if fin != debut else str(debut)


def _dire_la_suite(generation: GenerationPassee, rang: int) -> str:
    suite = generation.suites[rang]
    acte = f" ({suite.intitule})" if suite.intitule else ""
    if _prolonge(generation, rang):
        deja = any(_prolonge(generation, r) for r in range(rang))
        return f"{'puis' if deja else 'prolongé'} jusqu'en {suite.jusqu_a}{acte}"
    return suite.intitule or "modifié"


def _prolonge(generation: GenerationPassee, rang: int) -> bool:
    """Say whether an act made a contract last longer than those before it did."""
    avant = max([s.jusqu_a for s in generation.suites[:rang]], default=generation.fin or 0)
    return generation.suites[rang].jusqu_a > avant


def _en_entier(generation: GenerationPassee, rang: int) -> str:
    """Say an extension with its reason, for a cell: « Jusqu'en 2010 (décret) : révision de la carte »."""
    suite = generation.suites[rang]
    acte = f" ({suite.intitule})" if suite.intitule else ""
    dit = f"Jusqu'en {suite.jusqu_a}{acte}"
    if not _prolonge(generation, rang):
        dit = suite.intitule[:1].upper() + suite.intitule[1:] or "Modifié"
    return f"{dit} : {minuscule(suite.motif)}" if suite.motif else dit


@dataclass(frozen=True, slots=True)
class _Rangee:
    """A contract to draw: its bar, its title and its object, folded where a line cannot hold them."""

    generation: GenerationPassee
    couleur: str
    titre: tuple[str, ...]
    objet: tuple[str, ...]

    @property
    def haut_de_barre(self) -> int:
        return _LIGNE * len(self.titre) + _AVANT_LA_BARRE

    @property
    def hauteur(self) -> int:
        return self.haut_de_barre + _BARRE + _LIGNE * len(self.objet) + _ENTRE


@functools.lru_cache(maxsize=4)  # an avenant's documents show the same timeline several times over
def dessiner_la_frise(generations: tuple[GenerationPassee, ...], passe: str, present: str) -> Dessin:
    """Draw the timeline.

    Args:
        generations: The contracts, in order; the last one is the present one.
        passe: The colour of the bars of the past, `#rrggbb`.
        present: The colour of the last bar.

    Returns:
        The picture: the same bytes for the same content.
    """
    from contratdoc.document import dessin

    bornees = jusqu_au_suivant(generations)
    premiere = min(g.debut for g in bornees)
    derniere = max(max(g.derniere_annee or g.debut, g.debut) for g in bornees) + 1
    echelle = (dessin.LARGEUR - 2 * dessin.MARGE) / max(derniere - premiere, 1)
    # What is told is what is known: a bar whose end was guessed says no year of it.
    rangees = [
        _rangee(bornee, dite, present if i == len(bornees) - 1 else passe)
        for i, (bornee, dite) in enumerate(zip(bornees, generations, strict=True))
    ]
    hauteur = sum(r.hauteur for r in rangees) + _PIED
    feuille = dessin.Feuille(hauteur)
    _annees(feuille, premiere, derniere, echelle, hauteur)
    haut = 0
    for rangee in rangees:
        _generation(feuille, haut, rangee, premiere, echelle)
        haut += rangee.hauteur
    return feuille.finir()


def _rangee(bornee: GenerationPassee, dite: GenerationPassee, couleur: str) -> _Rangee:
    from contratdoc.document import dessin

    large = dessin.LARGEUR - 2 * dessin.MARGE
    titre = dessin.plier(composer_texte(f"{dite.nom}, {dire_les_annees(dite)}"), large, "Semibold")
    objet = dessin.plier(composer_texte(dite.objet), large) if dite.objet else ()
    return _Rangee(bornee, couleur, titre, objet)


def _annees(feuille: Feuille, premiere: int, derniere: int, echelle: float, hauteur: int) -> None:
    """Rule the sheet every few years, and write these years at its foot."""
    from contratdoc.document import dessin

    pas = _PAS * max(1, round(26 / (_PAS * echelle)))  # a year takes about 26 units to be read
    for annee in range(premiere + -premiere % pas, derniere + 1, pas):
        x = dessin.MARGE + (annee - premiere) * echelle
        feuille.trait((x, 0), (x, hauteur - _PIED), dessin.FILET)
        ancre = "debut" if annee == premiere else ("fin" if annee == derniere else "milieu")
        feuille.ecrire((x, hauteur - _PIED / 2), str(annee), "Regular", encre=dessin.GRIS, ancre=ancre)


def _generation(feuille: Feuille, haut: int, rangee: _Rangee, premiere: int, echelle: float) -> None:
    """Draw a contract: its name and years above its bar, its object below."""
    from contratdoc.document import dessin

    g = rangee.generation
    y = haut + rangee.haut_de_barre
    apres = (g.fin if g.fin is not None else g.debut) + 1
    bandes = [(g.debut, apres)]
    for suite in g.suites:
        if suite.jusqu_a >= apres:
            bandes.append((apres, suite.jusqu_a + 1))
            apres = suite.jusqu_a + 1
    for i, bande in enumerate(bandes):
        gauche, droite = (dessin.MARGE + (annee - premiere) * echelle for annee in bande)
        feuille.rectangle((gauche, y, droite, y + _BARRE), rangee.couleur, dessin.BLANC)
        if i:  # lighter inside, its outline as dark as a bar: it is told from the sheet, and from what it extends
            dans = (gauche + _CONTOUR, y + _CONTOUR, droite - _CONTOUR, y + _BARRE - _CONTOUR)
            clair = dessin.eclaircir(rangee.couleur, _SUITE)
            feuille.rectangle(dans, clair, clair)
    x = dessin.MARGE + (g.debut - premiere) * echelle
    _legende(feuille, x, haut + _AVANT_LA_BARRE / 2, rangee.titre, "Semibold")
    _legende(feuille, x, y + _BARRE + 1, rangee.objet, "Regular")


def _legende(feuille: Feuille, x: float, haut: float, lignes: tuple[str, ...], style: str) -> None:
    """Write over or under a bar, from its beginning; further left when it would leave the sheet."""
    from contratdoc.document import dessin

    large = max((dessin.longueur(ligne, style) for ligne in lignes), default=0)
    depart = max(min(x, dessin.LARGEUR - dessin.MARGE - large), dessin.MARGE)
    for i, ligne in enumerate(lignes):
        feuille.ecrire((depart, haut + _LIGNE * (i + 0.5)), ligne, style)
