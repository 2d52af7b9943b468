"""What can be wrong with a Word form that comes back."""

from __future__ import annotations

from contratdoc.diagnostics.diagnostic import Severite
from contratdoc.diagnostics.fiche import Famille, Fiche

_SOURCE = "ISO/IEC 29500-1, 17.5.2 (contrôles de contenu)"

FICHES = (
    Fiche(
        "CD871",
        "formulaire-sans-cases",
        Famille.LECTURE,
        Severite.ERREUR,
        "Un formulaire qui revient a gardé ses cases, dont celles qui disent de quel partenaire il est.",
        "Sans elles, rien ne dit quel texte répond à quelle question.",
        "Un formulaire dont le texte a été copié dans un document neuf.",
        "Reprenez le formulaire d'origine et remplissez ses cases dans Word : d'autres logiciels ne les gardent pas.",
        _SOURCE,
    ),
    Fiche(
        "CD872",
        "case-inconnue",
        Famille.LECTURE,
        Severite.ERREUR,
        "Chaque case du formulaire est celle d'un champ que connaît la nature du partenaire, une seule fois.",
        "Une case inconnue, ou deux fois la même, vient d'un autre formulaire ou d'un copier-coller : ce qu'elle dit "
        "se perdrait.",
        "La case « Agrément » d'un formulaire de bailleur collée dans celui d'une commune.",
        "Recopiez son texte dans la case qui convient, et supprimez-la.",
        _SOURCE,
    ),
    Fiche(
        "CD873",
        "texte-hors-des-cases",
        Famille.LECTURE,
        Severite.AVERTISSEMENT,
        "Ce qu'un partenaire ajoute au formulaire est écrit dans une case.",
        "Un texte écrit entre deux cases ne répond à aucune question : il n'est pas repris.",
        "« Merci de votre envoi », écrit sous le titre du formulaire.",
        "Placez ce texte dans une case, ou effacez-le.",
        "usage",
    ),
    Fiche(
        "CD874",
        "modifications-suivies",
        Famille.LECTURE,
        Severite.AVERTISSEMENT,
        "Un formulaire qui revient n'a plus de modification en suspens.",
        "Ce qui est proposé est lu comme accepté, ce qui est barré comme supprimé ; quelqu'un doit l'avoir voulu.",
        "Un mot barré et son remplaçant souligné, dans une case.",
        "Dans Word, onglet Révision, acceptez ou refusez toutes les modifications.",
        "usage",
    ),
    Fiche(
        "CD875",
        "formulaire-d-un-autre-partenaire",
        Famille.LECTURE,
        Severite.ERREUR,
        "Un formulaire est celui du partenaire sous le nom duquel on le reprend, et de la même nature.",
        "La contribution de l'un remplacerait celle de l'autre.",
        "Le formulaire de la CAF, repris avec --partenaire region.",
        "Donnez l'identifiant que porte le formulaire, ou reprenez le bon fichier.",
        "usage",
    ),
    Fiche(
        "CD876",
        "copie-d-un-autre-contrat",
        Famille.LECTURE,
        Severite.AVERTISSEMENT,
        "Une copie Word qui revient a, pour l'essentiel, les paragraphes du contrat que font les sources.",
        "Comparée à d'autres sources, elle ferait passer leurs différences pour des corrections.",
        "La copie compilée il y a six mois, comparée aux sources après deux révisions.",
        "Reprenez les sources dont elle a été compilée, ou demandez une copie du contrat d'aujourd'hui.",
        "usage",
    ),
)
