"""What writing the files may meet."""

from __future__ import annotations

from contratdoc.diagnostics.diagnostic import Severite
from contratdoc.diagnostics.fiche import Famille, Fiche

FICHES = (
    Fiche(
        code="CD810",
        nom="cadre-word-fautif",
        famille=Famille.ECRITURE,
        severite=Severite.ERREUR,
        verifie=(
            "Le cadre modeles/contrat.docx est un document Word qui contient les styles, les listes et les "
            "repères attendus."
        ),
        pourquoi="Sans eux, le contrat Word ne peut pas être mis en page.",
        exemple="Le repère « {{ corps }} » a été effacé dans Word.",
        correction="Remettez-le, ou reprenez le cadre que crée « contratdoc init ».",
        source="usage",
    ),
    Fiche(
        code="CD811",
        nom="cadre-pdf-fautif",
        famille=Famille.ECRITURE,
        severite=Severite.ERREUR,
        verifie="Le cadre modeles/contrat.typ est d'un seul tenant et se compile.",
        pourquoi="Une faute dans ce fichier empêche de produire le PDF.",
        exemple='#import "autre.typ"',
        correction="Corrigez la ligne montrée, ou reprenez le cadre que crée « contratdoc init ».",
        source="usage",
    ),
    Fiche(
        code="CD812",
        nom="norme-pdf-non-respectee",
        famille=Famille.ECRITURE,
        severite=Severite.ERREUR,
        verifie="Le PDF respecte PDF/A-3a et PDF/UA-1, qu'il déclare.",
        pourquoi="Un PDF qui ment sur sa norme serait refusé par les archives et illisible pour une synthèse vocale.",
        exemple="Un cadre qui dessine une image sans texte de remplacement.",
        correction="Retirez du cadre modeles/contrat.typ ce que le message nomme.",
        source="ISO 19005-3 (PDF/A-3) et ISO 14289-1 (PDF/UA-1).",
    ),
    Fiche(
        code="CD813",
        nom="libreoffice-absent",
        famille=Famille.ECRITURE,
        severite=Severite.ERREUR,
        verifie="LibreOffice est installé quand « --moteur libreoffice » est demandé.",
        pourquoi="Sans lui, ce moteur ne peut pas faire le PDF ; le moteur par défaut n'en a pas besoin.",
        exemple="contratdoc compiler --moteur libreoffice, sur un poste sans LibreOffice",
        correction="contratdoc compiler",
        source="usage",
    ),
    Fiche(
        code="CD814",
        nom="libreoffice-en-echec",
        famille=Famille.ECRITURE,
        severite=Severite.ERREUR,
        verifie="LibreOffice rend un PDF dans le temps imparti.",
        pourquoi="Un PDF vide ou tronqué ne doit pas remplacer le précédent.",
        exemple="LibreOffice est déjà ouvert et ne répond pas.",
        correction="Fermez LibreOffice et relancez, ou compilez sans « --moteur libreoffice ».",
        source="usage",
    ),
    Fiche(
        code="CD815",
        nom="caractere-sans-dessin",
        famille=Famille.ECRITURE,
        severite=Severite.AVERTISSEMENT,
        verifie="Chaque caractère du contrat a un dessin dans une police.",
        pourquoi="Sinon le PDF imprime un code à sa place, au milieu d'une phrase.",
        exemple="Un émoji dans le texte d'un partenaire.",
        correction="Remplacez-le par un mot.",
        source="usage",
    ),
    Fiche(
        code="CD816",
        nom="police-absente",
        famille=Famille.ECRITURE,
        severite=Severite.AVERTISSEMENT,
        verifie="Les polices de la charte sont disponibles pour le PDF.",
        pourquoi="Le PDF emploie sinon une police de secours : il n'a plus l'apparence voulue, ni les pages du Word.",
        exemple="texte: Marianne, sur un poste sans cette police",
        correction="texte: Source Sans Pro",
        source="usage",
    ),
    Fiche(
        code="CD820",
        nom="sortie-impossible",
        famille=Famille.ECRITURE,
        severite=Severite.ERREUR,
        verifie="Le dossier sortie peut être écrit.",
        pourquoi="Rien n'est écrit à moitié : les fichiers précédents restent entiers.",
        exemple="sortie/contrat.docx est ouvert dans Word.",
        correction="Fermez le document, vérifiez les droits ou libérez de la place, puis relancez.",
        source="usage",
    ),
)
