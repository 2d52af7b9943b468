"""The timeline of contracts: a row a contract, a bar over its years, its extensions in a lighter one."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from contratdoc.contrat.historique import GenerationPassee, frise_de, jusqu_au_suivant
from contratdoc.document.noeuds import Image
from contratdoc.document.typographie import composer_texte

if TYPE_CHECKING:
    from PIL import ImageDraw

    from contratdoc.document.dessin import Dessin
    from contratdoc.document.redacteur import Redacteur

_RANGEE, _BARRE, _PIED, _PAS = 44, 11, 20, 5
_SUITE = 0.45


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
    return " ".join(["Frise des contrats.", *(f"{g.nom}, {dire_les_annees(g)}." for g in generations)])


def dire_les_annees(generation: GenerationPassee) -> str:
    """Say the years of a contract and of its extensions: « 2015-2020, prolongé jusqu'en 2022 (avenant) »."""
    debut, fin = generation.debut, generation.fin
    annees = f"{debut}-{fin}" if fin is not None and fin != debut else (str(debut) if fin else f"à partir de {debut}")
    return ", ".join([annees, *(_dire_la_suite(generation, i) for i in range(len(generation.suites)))])


def _dire_la_suite(generation: GenerationPassee, rang: int) -> str:
    suite = generation.suites[rang]
    avant = max([s.jusqu_a for s in generation.suites[:rang]], default=generation.fin or 0)
    acte = f" ({suite.intitule})" if suite.intitule else ""
    if suite.jusqu_a > avant:
        return f"{'puis' if rang else 'prolongé'} jusqu'en {suite.jusqu_a}{acte}"
    return suite.intitule or "modifié"


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
    from PIL import ImageDraw

    from contratdoc.document import dessin

    bornees = jusqu_au_suivant(generations)
    premiere = min(g.debut for g in bornees)
    derniere = max(max(g.derniere_annee or g.debut, g.debut) for g in bornees) + 1
    echelle = (dessin.LARGEUR - 2 * dessin.MARGE) / max(derniere - premiere, 1)
    hauteur = _RANGEE * len(bornees) + _PIED
    image = dessin.feuille(hauteur)
    trait = ImageDraw.Draw(image)
    _annees(trait, premiere, derniere, echelle, hauteur)
    for i, g in enumerate(bornees):
        couleur = present if i == len(bornees) - 1 else passe
        # What is told is what is known: a bar whose end was guessed says no year of it.
        dite = composer_texte(f"{g.nom}, {dire_les_annees(generations[i])}")
        _generation(trait, _RANGEE * i, g, (premiere, echelle), (couleur, dite))
    return dessin.finir(image)


def _annees(trait: ImageDraw.ImageDraw, premiere: int, derniere: int, echelle: float, hauteur: int) -> None:
    """Rule the sheet every few years, and write these years at its foot."""
    from contratdoc.document import dessin

    pas = _PAS * max(1, round(26 / (_PAS * echelle)))  # a year takes about 26 units to be read
    for annee in range(premiere + -premiere % pas, derniere + 1, pas):
        x = dessin.MARGE + (annee - premiere) * echelle
        points = (x * dessin.ECHELLE, 0, x * dessin.ECHELLE, (hauteur - _PIED) * dessin.ECHELLE)
        trait.line(points, fill=dessin.FILET, width=1)
        ancre = "lm" if annee == premiere else ("rm" if annee == derniere else "mm")
        dessin.ecrire(trait, x, hauteur - _PIED / 2, str(annee), "Regular", encre=dessin.GRIS, ancre=ancre)


def _generation(
    trait: ImageDraw.ImageDraw, haut: int, generation: GenerationPassee, axe: tuple[int, float], allure: tuple[str, str]
) -> None:
    """Draw a contract: its name and years above its bar, its object below."""
    from contratdoc.document import dessin

    premiere, echelle = axe
    couleur, dite = allure
    fin = generation.fin if generation.fin is not None else generation.debut
    bandes = [(generation.debut, fin + 1, dessin.rvb(couleur))]
    for suite in generation.suites:
        if suite.jusqu_a >= bandes[-1][1]:
            bandes.append((bandes[-1][1], suite.jusqu_a + 1, dessin.eclaircir(couleur, _SUITE)))
    y = haut + 17
    for debut, apres, fond in bandes:
        gauche, droite = (dessin.MARGE + (annee - premiere) * echelle for annee in (debut, apres))
        dessin.rectangle(trait, (gauche, y, droite, y + _BARRE), fond, "white")
    x = dessin.MARGE + (generation.debut - premiere) * echelle
    _legende(trait, x, haut + 8, dite, "Semibold")
    if generation.objet:
        _legende(trait, x, y + _BARRE + 7, composer_texte(generation.objet), "Regular")


def _legende(trait: ImageDraw.ImageDraw, x: float, y: float, texte: str, style: str) -> None:
    """Write over or under a bar, from its beginning; further left when it would leave the sheet."""
    from contratdoc.document import dessin

    court = dessin.couper(texte, dessin.LARGEUR - 2 * dessin.MARGE, style)
    depart = min(x, dessin.LARGEUR - dessin.MARGE - dessin.longueur(court, style))
    dessin.ecrire(trait, max(depart, dessin.MARGE), y, court, style, encre=dessin.ENCRE)
