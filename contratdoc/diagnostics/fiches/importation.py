"""What can be wrong with a document to be imported, and what an import leaves aside."""

from __future__ import annotations

from contratdoc.diagnostics.diagnostic import Severite
from contratdoc.diagnostics.fiche import Famille, Fiche

_WORD = "ECMA-376 (Office Open XML), parties 1 et 2."

FICHES = (
    Fiche(
        code="CD880",
        nom="document-illisible",
        famille=Famille.LECTURE,
        severite=Severite.ERREUR,
        verifie="Le document à importer est un fichier Word (.docx), OpenDocument (.odt), Markdown ou texte, entier.",
        pourquoi="D'un fichier vide, abîmé ou d'un autre format, il n'y a rien à reprendre.",
        exemple="contratdoc importer contrat.pdf",
        correction="Ouvrez-le dans Word ou LibreOffice, et enregistrez-le au format « .docx ».",
        source=_WORD,
    ),
    Fiche(
        code="CD881",
        nom="passage-sans-place",
        famille=Famille.LECTURE,
        severite=Severite.AVERTISSEMENT,
        verifie="Chaque passage du document importé trouve place dans un fichier du dossier.",
        pourquoi="Aucune phrase d'un contrat ne doit disparaître en silence.",
        exemple="Un passage que l'import n'a su ranger nulle part.",
        correction="Son texte est dans import.json, sous « laisses » : recopiez-le là où il doit être.",
        source="usage",
    ),
    Fiche(
        code="CD882",
        nom="document-protege",
        famille=Famille.LECTURE,
        severite=Severite.ERREUR,
        verifie="Le document à importer s'ouvre sans mot de passe.",
        pourquoi="Un fichier chiffré ne se lit pas.",
        exemple="Un contrat enregistré dans Word avec « Chiffrer avec mot de passe ».",
        correction="Ouvrez-le avec son mot de passe, et enregistrez-le sans protection.",
        source="usage",
    ),
    Fiche(
        code="CD883",
        nom="document-demesure",
        famille=Famille.LECTURE,
        severite=Severite.ERREUR,
        verifie="Le document à importer tient en mémoire : 64 Mo, et 256 Mo une fois décompressé.",
        pourquoi="Certains fichiers sont faits pour saturer l'ordinateur qui les ouvre.",
        exemple="Une archive de 100 Ko qui se déplie en 10 Go.",
        correction="Retirez du document les images trop lourdes, puis enregistrez-le de nouveau.",
        source="usage",
    ),
    Fiche(
        code="CD884",
        nom="macros-ecartees",
        famille=Famille.LECTURE,
        severite=Severite.AVERTISSEMENT,
        verifie="Le document à importer ne porte pas de macros.",
        pourquoi="Elles ne sont jamais exécutées ; ce qu'elles écriraient dans le document manque donc.",
        exemple="contratdoc importer contrat.docm",
        correction="Vérifiez que le texte importé est entier : rien d'autre n'est à faire.",
        source="usage",
    ),
    Fiche(
        code="CD885",
        nom="lien-vers-un-autre-fichier",
        famille=Famille.LECTURE,
        severite=Severite.AVERTISSEMENT,
        verifie="Le document à importer se suffit : ni image liée, ni modèle distant, ni DTD.",
        pourquoi="L'import n'ouvre aucun autre fichier ni aucune adresse : ce qu'ils contiennent manque.",
        exemple="Une image insérée dans Word par « Lier au fichier ».",
        correction="Incorporez l'image ou le texte au document, puis importez-le de nouveau.",
        source=_WORD,
    ),
    Fiche(
        code="CD886",
        nom="contenu-laisse",
        famille=Famille.LECTURE,
        severite=Severite.AVERTISSEMENT,
        verifie="Tout ce que le document montre est repris : commentaires, révisions, images, graphiques, objets.",
        pourquoi="Un contrat compilé n'a ni commentaires ni passages supprimés ; ils ne sont pas perdus pour autant.",
        exemple="Un document Word relu en suivi des modifications.",
        correction="Leur texte est dans import.json, sous « laisses » : reprenez ce qui doit l'être.",
        source=_WORD,
    ),
    Fiche(
        code="CD887",
        nom="titres-mal-dits",
        famille=Famille.LECTURE,
        severite=Severite.ERREUR,
        verifie="Le fichier donné par « --plan » dit, pour chaque ligne, ce qu'est le titre.",
        pourquoi="Ce qui n'y est pas compris ne peut pas être suivi.",
        exemple="- {ligne: 216, est: sous-titre}",
        correction="- {ligne: 216, est: titre, niveau: 3}",
        source="usage",
    ),
    Fiche(
        code="CD888",
        nom="contrat-repris-tel-quel",
        famille=Famille.LECTURE,
        severite=Severite.AVERTISSEMENT,
        verifie="Un contrat qui n'est pas la reprise d'un document existant ne se dit pas tel.",
        pourquoi=(
            "« repris_de » laisse compiler un contrat dont les totaux ou les renvois sont faux, comme l'était le "
            "document : ses erreurs de cohérence ne sont plus que des avertissements."
        ),
        exemple="repris_de: contrat-2024.docx",
        correction="Corrigez ces erreurs, puis retirez la ligne « repris_de » de modeles/contrat.yaml.",
        source="usage",
    ),
    Fiche(
        code="CD889",
        nom="format-mal-dit",
        famille=Famille.LECTURE,
        severite=Severite.AVERTISSEMENT,
        verifie="Le nom du document dit son vrai format, et un texte est en UTF-8.",
        pourquoi="Le document est lu pour ce qu'il est, mais une erreur de nom cache parfois une erreur de fichier.",
        exemple="Un fichier OpenDocument nommé contrat.docx.",
        correction="Renommez-le, ou enregistrez-le de nouveau dans le bon format.",
        source="usage",
    ),
)
