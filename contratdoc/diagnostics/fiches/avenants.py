"""What can be wrong with a seal or an avenant."""

from __future__ import annotations

from contratdoc.diagnostics.diagnostic import Severite
from contratdoc.diagnostics.fiche import Famille, Fiche

_LEGISTIQUE = "guide de légistique, fiche 3.4.1 (dispositions modificatives)"


def _fiche(code: str, nom: str, *sections: str) -> Fiche:
    return Fiche(code, nom, Famille.AVENANTS, Severite.ERREUR, *sections)


FICHES = (
    _fiche(
        "CD831",
        "cible-introuvable",
        "Ce qu'un avenant modifie existe dans le contrat en vigueur, et son adresse ne désigne qu'une chose.",
        "Une modification qui ne trouve pas sa cible ne modifie rien, ou modifie autre chose.",
        "cible: emploi-1z/libelle, quand aucun objectif ne porte cet identifiant",
        "Reprenez l'adresse que donne le message, ou écrivez-la en entier.",
        _LEGISTIQUE,
    ),
    _fiche(
        "CD832",
        "ancien-texte-different",
        "L'ancien texte que cite un avenant est exactement celui du contrat en vigueur.",
        "Un avenant qui remplace des mots absents ne modifie rien, ou modifie un autre texte que celui qui est signé.",
        "ancien: deux réunions, quand le contrat en vigueur dit « trois réunions »",
        "Recopiez l'ancien texte du contrat en vigueur, que donne le message.",
        _LEGISTIQUE,
    ),
    _fiche(
        "CD833",
        "operation-impossible",
        "L'opération demandée a un sens pour sa cible.",
        "On ne déplace pas un champ, on n'insère pas deux paragraphes en un seul, on ne proroge pas vers le passé.",
        "operation: proroger, jusqu_a: 2029, pour un contrat qui court jusqu'en 2030",
        "Suivez l'aide du message : elle dit ce que la cible admet.",
        "usage",
    ),
    _fiche(
        "CD834",
        "modification-hors-du-droit",
        "Un avenant ne touche que ce que sa nature lui permet.",
        "La nature d'un avenant dit qui doit le signer : tout ce qu'aucune règle ne permet est refusé.",
        "nature: prorogation, avec une opération qui réécrit un objectif",
        "Changez la nature de l'avenant, ou retirez cette opération.",
        "loi n° 2014-173 du 21 février 2014, art. 6 ; code civil, art. 1193",
    ),
    _fiche(
        "CD835",
        "avenant-mal-numerote",
        "Les avenants se numérotent 1, 2, 3… et se signent dans cet ordre.",
        "Chaque avenant modifie le contrat tel que les précédents l'ont laissé.",
        "Un avenant n° 3 dans un dossier qui n'a que l'avenant n° 1",
        "Corrigez le numéro ou la date.",
        "usage",
    ),
    _fiche(
        "CD836",
        "effet-hors-du-contrat",
        "Une modification prend effet pendant le contrat ; une prorogation, au plus tard le lendemain de son terme.",
        "Avant le début ou après la fin du contrat, elle n'aurait rien à modifier.",
        "effet: 01/01/2035, pour un contrat 2024-2030",
        "Vérifiez la date d'effet.",
        "loi n° 2014-173 du 21 février 2014, art. 6",
    ),
    _fiche(
        "CD837",
        "partie-etrangere-au-contrat",
        "Un avenant ne nomme d'actes, ni ne fait signer la révision d'une contribution, que par des parties.",
        "Qui n'a pas signé le contrat ne peut pas en signer l'avenant.",
        "actes: {office: …}, quand aucune partie ne porte cet identifiant",
        "Corrigez l'identifiant, faites d'abord entrer cette partie, ou écrivez une actualisation.",
        "code civil, art. 1103 et 1193",
    ),
    _fiche(
        "CD838",
        "mots-repetes",
        "Les mots qu'un avenant remplace ne sont qu'une fois dans leur texte.",
        "Des mots répétés laissent deux lectures du contrat : lesquels sont remplacés ?",
        "ancien: par an, quand le paragraphe dit deux fois « par an »",
        "Citez assez de mots, avant ou après, pour qu'ils n'y soient qu'une fois.",
        _LEGISTIQUE,
    ),
    _fiche(
        "CD839",
        "modification-sans-motif",
        "Chaque modification d'un avenant a son motif, ou l'avenant a des considérants qui les motivent toutes.",
        "Les assemblées délibèrent sur des raisons, et le préfet contrôle ce qu'elles ont voulu.",
        "- {operation: proroger, jusqu_a: 2032}, sans motif, dans un avenant sans considérant",
        "Ajoutez « motif: … » à la modification, ou « considerants: » à l'avenant.",
        "usage",
    ),
    _fiche(
        "CD840",
        "sceau-absent-ou-deja-la",
        "Un contrat se scelle une fois, et un avenant modifie un contrat scellé.",
        "Sans sceau, personne ne sait quel texte l'avenant modifie.",
        "« contratdoc avenant » dans un dossier sans contrat.scelle.json",
        "Scellez le contrat signé (« contratdoc sceller »), ou écrivez un avenant s'il l'est déjà.",
        "usage",
    ),
    _fiche(
        "CD841",
        "sceau-illisible",
        "Le fichier contrat.scelle.json se lit comme l'outil l'a écrit.",
        "Le sceau est la preuve de ce qui a été signé.",
        "Un contrat.scelle.json coupé en deux par une copie interrompue",
        "Reprenez le fichier tel que « contratdoc sceller » l'a écrit.",
        "usage",
    ),
    _fiche(
        "CD842",
        "sceau-modifie",
        "Le sceau et la chaîne des avenants portent les empreintes de leur contenu.",
        "Un sceau retouché à la main ferait passer un autre texte pour celui qui a été signé.",
        "Un chiffre changé dans contrat.scelle.json",
        "Reprenez le fichier d'origine : le sceau d'un contrat signé ne change jamais.",
        "usage",
    ),
    _fiche(
        "CD843",
        "sources-changees-depuis-le-sceau",
        "Un contrat scellé ne se recompile que si ses sources sont celles du sceau.",
        "Un document recompilé de sources changées passerait pour le contrat signé.",
        "« contratdoc compiler » après une correction de modeles/texte/pilotage.md",
        "Écrivez un avenant (« contratdoc avenant --depuis-les-sources »), ou compilez un projet avec « --brouillon ».",
        "code civil, art. 1193",
    ),
    _fiche(
        "CD844",
        "avenant-scelle-modifie",
        "Un avenant scellé dit ce qu'il disait quand il a été signé.",
        "Les avenants suivants, et le contrat consolidé, s'appuient sur ce qu'il dit.",
        "Une date d'effet changée dans contributions/avenants/avenant-1.yaml après « contratdoc sceller --avenant 1 »",
        "Reprenez le fichier signé ; pour le modifier, écrivez un autre avenant.",
        "code civil, art. 1193",
    ),
    _fiche(
        "CD845",
        "sceau-d-une-version-plus-recente",
        "Le sceau est d'un format que cet outil connaît.",
        "Un format plus récent peut dire des choses que cet outil ne saurait ni lire ni vérifier.",
        "Un contrat scellé par une version plus récente de contratdoc, ouvert avec celle-ci",
        "Mettez contratdoc à jour.",
        "usage",
    ),
    _fiche(
        "CD846",
        "numero-d-avenant-double",
        "Un numéro d'avenant n'est porté que par un fichier.",
        "Deux avenants de même numéro ne disent pas lequel a été signé, ni dans quel ordre ils s'appliquent.",
        "contributions/avenants/avenant-1.yaml et prorogation.yaml, qui portent tous deux le numéro 1",
        "Changez le numéro de l'un d'eux, ou retirez le fichier de trop.",
        "usage",
    ),
)
