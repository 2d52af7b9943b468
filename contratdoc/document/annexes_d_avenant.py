"""The annexes of an avenant: the whole texts and contributions that it puts in the place of others, or adds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.document.blocs import generer
from contratdoc.document.contributions import ecrire_contribution
from contratdoc.document.francais import majuscule
from contratdoc.document.from_prose import LecteurProse
from contratdoc.document.noeuds import Paragraphe
from contratdoc.document.redacteur import texte_de
from contratdoc.source.prose import PParagraphe, Prose, PTitre

if TYPE_CHECKING:
    from contratdoc.avenants.canonique import Arbre, Chemin
    from contratdoc.document.formules import Formulaire
    from contratdoc.document.redacteur import Redacteur


def ecrire_annexes(formulaire: Formulaire) -> None:
    """Write the annexes that the formulas refer to, each on a new page.

    Args:
        formulaire: The formulas, all said: it holds the annexes in order.
    """
    plume = formulaire.contenus.plume
    for numero, (chemin, contenu) in enumerate(formulaire.annexes, 1):
        nom = majuscule(formulaire.contenus.designations.nommer(chemin).texte.removesuffix(" (annexe 1)"))
        texte = _texte(plume, chemin)
        premier = texte.blocs[0] if texte is not None else None
        if texte is not None and isinstance(premier, PTitre):
            # The annexe's heading is the text's own.
            (titre,) = LecteurProse(plume, Prose("", (PParagraphe(premier.contenu, premier.place),))).blocs()
            _titre(plume, numero, texte_de(titre.contenu) if isinstance(titre, Paragraphe) else nom)
            LecteurProse(plume, Prose(texte.brut, texte.blocs[1:], texte.notes), generer).ecrire(1, 1)
            continue
        _titre(plume, numero, nom)
        if texte is not None:
            LecteurProse(plume, texte, generer).ecrire(2)
        else:
            _contribution(formulaire, chemin, contenu)


def _titre(plume: Redacteur, numero: int, texte: str) -> None:
    titre = f"Annexe {numero} du présent avenant – {texte}"
    plume.titre(titre, 1, ancre=f"annexe-{numero}-de-l-avenant", nouvelle_page=True)


def _texte(plume: Redacteur, chemin: Chemin) -> Prose | None:
    texte = plume.contrat.textes.get(chemin[0].rpartition("/")[2].removesuffix(".md"))
    return texte.prose if chemin[0].endswith(".md") and texte is not None and texte.prose else None


def _contribution(formulaire: Formulaire, chemin: Chemin, contenu: Arbre) -> None:
    """Write a whole contribution as the contract prints it."""
    plume = formulaire.contenus.plume
    contribution = plume.contrat.contributions.get(chemin[0].rpartition("/")[2].removesuffix(".yaml"))
    if contribution is not None:
        plume.niveau = 1
        ecrire_contribution(plume, contribution)
    elif isinstance(contenu, dict):
        plume.blocs.extend(formulaire.contenus.element(chemin, contenu))
