"""charte.yaml to what the writers need: sizes as numbers, logos as pictures already read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.diagnostics import Diagnostic, Place, Resultat, erreur
from contratdoc.document.noeuds import Charte, Image
from contratdoc.document.typographie import composer_texte
from contratdoc.source.images import chemin_sur

if TYPE_CHECKING:
    from contratdoc.contrat.contrat import Contrat

_FICHIER = "modeles/charte.yaml"


def lire_charte(contrat: Contrat) -> Resultat[Charte]:
    """Return the look of the document; a logo that is not in the folder is an error."""
    c, fautes = contrat.charte, []
    logos: list[Image] = []
    for logo in c.logos:
        chemin = chemin_sur(logo.fichier)
        lue = contrat.images.get(f"modeles/{chemin}") if chemin is not None else None
        if lue is None:
            fautes.append(_absent(logo.fichier))
            continue
        alternative = composer_texte(logo.alternative)
        logos.append(Image(logo.fichier, lue.donnees, alternative, lue.largeur, lue.hauteur))
    charte = Charte(
        couleur_principale=c.couleurs.principale,
        couleur_secondaire=c.couleurs.secondaire,
        couleur_accent=c.couleurs.accent,
        police_titres=c.polices.titres,
        police_texte=c.polices.texte,
        corps=float(c.corps),
        marge_haut=float(c.marges.haut),
        marge_bas=float(c.marges.bas),
        marge_gauche=float(c.marges.gauche),
        marge_droite=float(c.marges.droite),
        logos=tuple(logos),
    )
    return Resultat(None if fautes else charte, tuple(fautes))


def _absent(nom: str) -> Diagnostic:
    message = f"Le logo « {nom[:80]} » n'est pas une image du dossier modeles."
    return erreur("CD314", message, Place(_FICHIER), "Placez l'image dans modeles/logos.")
