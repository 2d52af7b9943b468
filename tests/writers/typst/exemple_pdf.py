"""A document with every block and every trap of a PDF, and how to read back what was written."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace

from contratdoc.document.noeuds import (
    Alignement,
    AppelNote,
    Bloc,
    Cellule,
    Charte,
    Citation,
    Colonne,
    Couverture,
    Document,
    Element,
    Entree,
    FormeRenvoi,
    Image,
    Inline,
    Lien,
    Ligne,
    Liste,
    Manque,
    MarqueListe,
    Orientation,
    Paragraphe,
    Renvoi,
    RoleParagraphe,
    Section,
    Signataire,
    Signatures,
    SuiteTitres,
    Tableau,
    Texte,
    Titre,
)

CHARTE = Charte("#1d3a6e", "#5b7aa8", "#c8502d", "Source Sans Pro", "Source Sans Pro", 10.5, 25, 22, 25, 25)
LITTERAL = "#import \"x\" \\ $a$ *gras* _b_ `c` <w:p> {{ x }} @ref ~ -- ... 'apos' // c /* d */ = t #panic() ]"
PROSE = "Le contrat associe les habitants des quartiers prioritaires à l’action publique. "


def png(largeur: int = 40, hauteur: int = 20) -> bytes:
    def bloc(nature: bytes, donnees: bytes) -> bytes:
        return struct.pack(">I", len(donnees)) + nature + donnees + struct.pack(">I", zlib.crc32(nature + donnees))

    lignes = (b"\0" + b"\x5b\x7a\xa8" * largeur) * hauteur
    entete = struct.pack(">IIBBBBB", largeur, hauteur, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + bloc(b"IHDR", entete) + bloc(b"IDAT", zlib.compress(lignes)) + bloc(b"IEND", b"")


def p(*contenu: Inline | str, role: RoleParagraphe = RoleParagraphe.CORPS) -> Paragraphe:
    return Paragraphe(tuple(Texte(c) if isinstance(c, str) else c for c in contenu), role)


def titre(niveau: int, texte: str, ancre: str, numero: str = "", *, page: bool = False) -> Titre:
    return Titre(niveau, (Texte(texte),), ancre, numero, SuiteTitres.PRINCIPALE, nouvelle_page=page)


def e(*blocs: Bloc | str, marque: str = "") -> Element:
    return Element(tuple(p(b) if isinstance(b, str) else b for b in blocs), marque)


def c(texte: str, colonnes: int = 1, lignes: int = 1, *, entete: bool = False) -> Cellule:
    return Cellule((p(texte),), colonnes, lignes, entete)


def document(
    *blocs: Bloc, paysage: bool = False, sommaire: tuple[Entree, ...] = (), brouillon: bool = False
) -> Document:
    """A document of one section."""
    orientation = Orientation.PAYSAGE if paysage else Orientation.PORTRAIT
    couverture = Couverture("Contrat de Ville", "Pays de Test", "2024 – 2030", ("État", "CAF"), "République française")
    return Document(
        couverture,
        (Section(blocs, orientation),),
        sommaire,
        CHARTE,
        "Contrat de Ville 2024-2030",
        "Agglomération de Test",
        "Politique de la ville",
        ("contrat", "quartiers"),
        brouillon=brouillon,
    )


def tableau(lignes: int = 3, numero: int = 1) -> Tableau:
    return Tableau(
        f"tab-{numero}",
        (Texte("Habitants par quartier"),),
        (Colonne(3), Colonne(1, Alignement.DROITE)),
        (Ligne((c("Quartier"), c("Habitants"))),),
        (
            *(Ligne((c(f"Quartier {n}", entete=True), c(f"{n * 100}"))) for n in range(1, lignes + 1)),
            Ligne((c("Ensemble"), c("9 999")), total=True),
        ),
        numero,
    )


def tableau_fusionne(lignes: int) -> Tableau:
    """One cell merged down over every row."""
    suite = [(c(f"Action {n} : {PROSE * 2}"), c("2024")) for n in range(1, lignes + 1)]
    corps = (Ligne((c("Axe fusionné", lignes=lignes, entete=True), *suite[0])), *(Ligne(s) for s in suite[1:]))
    entete = Ligne((c("Axe"), c("Action"), c("Année")))
    return Tableau("tab-2", (Texte("Synthèse"),), (Colonne(1), Colonne(3), Colonne(1)), (entete,), corps, 2)


def listes() -> tuple[Bloc, ...]:
    objectifs = Liste((e("Accompagner", marque="1.a"), e("Former", marque="1.b")), MarqueListe.OBJECTIF)
    return (
        Liste((e("Premier", Liste((e("Détail"),))), e("Second"))),
        Liste((e("Emploi", objectifs, marque="1"), e("Habitat", marque="2")), MarqueListe.ORIENTATION),
        Liste((e("Dixième", marque="10"), e("Onzième", marque="11")), MarqueListe.NUMERO, 10),
    )


def complet() -> Document:
    """Every block: three sections, the second one in landscape."""
    note = AppelNote(1, (p("Décret n° 2014-1750."),))
    renvois = (
        Renvoi("annexe", "Annexe 1", FormeRenvoi.NUMERO),
        " et ",
        Renvoi("tab-1", "Tableau 1", FormeRenvoi.TABLEAU),
    )
    styles = (Texte("gras", gras=True), " ", Texte("italique", italique=True), " 1", Texte("er", exposant=True))
    premiere = (
        titre(1, "Le cadre", "cadre", "I", page=True),
        p(PROSE, note, " Voir ", *renvois, " sur ", Lien("https://sig.ville.gouv.fr/", (Texte("le site"),)), "."),
        titre(2, "La géographie", "geographie", "1"),
        p("Statut : validé", role=RoleParagraphe.ATTACHE),
        p(*styles),
        p("Objectifs", role=RoleParagraphe.ETIQUETTE),
        *listes(),
        tableau(),
        p("Source : Insee.", role=RoleParagraphe.SOURCE),
        Citation((p("« Nous voulons des jeux. »"),)),
        Image("plan.png", png(), "Plan du quartier", 40, 20, 0.3),
        titre(2, "Suite", "suite", "2", page=True),
        Manque("le nombre de logements"),
    )
    annexe = (
        titre(1, "Annexes", "annexes", page=True),
        titre(2, "Synthèse", "annexe", "Annexe 1"),
        tableau_fusionne(30),
    )
    signataires = (
        Signataire("etat", "État", "Madame Anne Martin", "Préfète", ""),
        Signataire("caf", "CAF", "", "", "Délibération du 3 avril 2024"),
        Signataire("ville", "Commune de Test", "Monsieur Paul Petit", "Maire", ""),
    )
    fin = (titre(1, "Signatures", "signatures", page=True), Signatures((Texte("Fait à Test, le"),), signataires))
    lignes = (
        Entree(1, "I", "Le cadre", "cadre"),
        Entree(2, "1", "La géographie", "geographie"),
        Entree(1, "", "Annexes", "annexes"),
        Entree(2, "Annexe 1", "Synthèse", "annexe"),
        Entree(1, "", "Signatures", "signatures"),
    )
    sections = (Section(premiere), Section(annexe, Orientation.PAYSAGE), Section(fin))
    return replace(document(sommaire=lignes), sections=sections)
