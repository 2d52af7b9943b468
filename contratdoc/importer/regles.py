"""The cleaning rules: each has a name, told in the side file wherever it was applied."""

from __future__ import annotations

EXPOSANT = "exposant"
BALISE_HTML = "balise-html"
GRAS_DESEQUILIBRE = "gras-desequilibre"
CELLULE_HTML = "cellule-html"
CESURE_DE_CELLULE = "cesure-de-cellule"
TABLEAU_COUPE = "tableau-coupe"
SOURCE_DU_TABLEAU = "source-du-tableau"
PAGE_COUPEE = "page-coupee"
NUMERO_DE_PAGE = "numero-de-page"
EN_TETE_DE_PAGE = "en-tete-de-page"
NUMERO_DE_TITRE = "numero-de-titre"
CARACTERE_INVISIBLE = "caractere-invisible"
CODE = "code"
SOMMAIRE = "sommaire-calcule"

REGLES: dict[str, str] = {
    EXPOSANT: "« 4 ^{ème} » devient « 4ème » : l'exposant est posé à la compilation.",
    BALISE_HTML: "Les balises HTML sont retirées, leur texte gardé.",
    GRAS_DESEQUILIBRE: "Des « ** » ou « * » qui ne vont pas par deux sont retirés.",
    CELLULE_HTML: "Une case écrite en HTML devient une case simple, ses paragraphes et puces séparés par « ; ».",
    CESURE_DE_CELLULE: "« pro-gramme », coupé en fin de ligne dans une case, est recollé si le mot se lit ailleurs.",
    TABLEAU_COUPE: "Un tableau coupé par un saut de page est réuni, son en-tête répété retiré.",
    SOURCE_DU_TABLEAU: "Une dernière ligne « Source : … » sort du tableau et devient un paragraphe.",
    PAGE_COUPEE: "Un paragraphe coupé par un saut de page est réuni.",
    NUMERO_DE_PAGE: "Les numéros de page qui se suivent, seuls sur leur ligne, sont retirés.",
    EN_TETE_DE_PAGE: "Les lignes répétées en haut ou en bas de chaque page sont retirées.",
    NUMERO_DE_TITRE: "Le numéro tapé devant un titre est retiré : il est calculé à la compilation.",
    CARACTERE_INVISIBLE: "Les caractères de commande, invisibles, sont retirés.",
    CODE: "Les marques de code « ` » et « ~ » deviennent des apostrophes ou des espaces.",
    SOMMAIRE: "Le sommaire tapé à la main est laissé : il est calculé à la compilation.",
}
"""What each rule does, in the order in which they are told."""
