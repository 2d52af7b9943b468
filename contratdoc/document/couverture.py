"""The coverage of the objectives: as a figure in an annexe, and as pages of a draft with the state of each partner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contratdoc.contrat.avancement import avancement_de
from contratdoc.contrat.couverture import couverture_de
from contratdoc.document.noeuds import Alignement, Colonne, Image, Ligne
from contratdoc.document.numerotation import numeros_des_axes
from contratdoc.document.typographie import composer_texte

if TYPE_CHECKING:
    from collections.abc import Mapping

    from contratdoc.contrat.couverture import Couverture, LigneDeCouverture
    from contratdoc.document.redacteur import Redacteur

_NOM_COURT = 34


def figure_de_couverture(plume: Redacteur) -> Image:
    """Draw which partner serves which objective.

    Args:
        plume: The pen, which knows the objectives' numbers.

    Returns:
        The picture, its text alternative holding all that it shows.
    """
    from contratdoc.document.carte_de_chaleur import Groupe, dessiner  # it brings in the drawing library

    couverture = couverture_de(plume.contrat)
    groupes: dict[str, list[tuple[str, tuple[int, ...]]]] = {}
    numeros = numeros_des_axes(plume.contrat)
    for ligne in couverture.lignes:
        titre = composer_texte(f"{numeros.get(ligne.axe.id, '')} – {_titre(ligne)}".removeprefix(" – "))
        groupes.setdefault(titre, []).append((_libelle(plume, ligne), tuple(map(len, ligne.engagements))))
    dessin = dessiner(
        _noms(couverture),
        tuple(Groupe(titre, tuple(lignes)) for titre, lignes in groupes.items()),
        plume.contrat.charte.couleurs.principale,
    )
    return Image("couverture.png", dessin.png, _alternative(plume, couverture), dessin.largeur, dessin.hauteur)


def _titre(ligne: LigneDeCouverture) -> str:
    return ligne.axe.titre if ligne.champ is ligne.axe else f"Volet {ligne.champ.titre}"


def _libelle(plume: Redacteur, ligne: LigneDeCouverture) -> str:
    return composer_texte(f"{plume.objectifs[ligne.objectif.id].numero} {ligne.objectif.libelle}")


def _noms(couverture: Couverture) -> tuple[str, ...]:
    """Name the partners in few letters: by their acronym where a name is long."""
    donnees = [c.donnees for c in couverture.partenaires]
    return tuple(d.sigle if d.sigle and len(d.nom) > _NOM_COURT else d.nom for d in donnees)


def _alternative(plume: Redacteur, couverture: Couverture) -> str:
    noms = _noms(couverture)
    phrases = ["Nombre d'engagements de chaque partenaire pour chaque objectif opérationnel."]
    for ligne in couverture.lignes:
        servis = [f"{nom} {len(e)}" for nom, e in zip(noms, ligne.engagements, strict=True) if e]
        phrases.append(f"{_titre(ligne)}, {_libelle(plume, ligne)} : {', '.join(servis) or 'aucun engagement'}.")
    return composer_texte(" ".join(phrases))


def ecrire_avancement(plume: Redacteur, fautes: Mapping[str, int]) -> None:
    """Write the page of a draft that tells where the contract is: partners, then the objectives that none serves.

    Args:
        plume: The pen of a draft.
        fautes: How many faults each partner's file has, by partner.
    """
    plume.titre("État d'avancement du projet", 1, ancre="avancement-du-projet", nouvelle_page=True)
    plume.paragraphe("Cette page ne figure que dans le projet. Elle dit ce qui manque encore avant la signature.")
    lignes = [
        Ligne(
            (
                plume.cellule(a.nom, entete=True),
                plume.cellule(a.statut),
                plume.cellule(f"{a.completude} %" if a.completude is not None else "–"),
                plume.cellule(str(fautes.get(a.id, 0))),
                plume.cellule(str(a.engagements)),
            )
        )
        for a in avancement_de(plume.contrat)
    ]
    droite = Alignement.DROITE
    plume.tableau(
        "Avancement des contributions",
        (Colonne(44), Colonne(16), Colonne(14, droite), Colonne(10, droite), Colonne(16, droite)),
        plume.entete("Partenaire", "Statut", "Champs remplis", "Fautes", "Engagements"),
        lignes,
    )
    trous = couverture_de(plume.contrat).trous
    if trous:
        plume.paragraphe("Objectifs qu'aucun engagement ne sert encore :")
        plume.puces(_libelle(plume, ligne) for ligne in trous)
    else:
        plume.paragraphe("Chaque objectif opérationnel est servi par au moins un engagement.")
