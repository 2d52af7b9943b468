"""A document that holds every block and every trap, to look at and to hand to the judges."""

from __future__ import annotations

import struct
import zlib

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

CHARTE = Charte(
    couleur_principale="#1d3a6e",
    couleur_secondaire="#4f6f9d",
    couleur_accent="#c8502d",
    police_titres="Source Sans Pro",
    police_texte="Source Sans Pro",
    corps=10.5,
    marge_haut=25,
    marge_bas=22,
    marge_gauche=25,
    marge_droite=25,
)
SANS, PRINCIPALE, AXE, ANNEXE = SuiteTitres.SANS, SuiteTitres.PRINCIPALE, SuiteTitres.AXE, SuiteTitres.ANNEXE
PROSE = (
    "La politique de la ville est conduite par l’État et les collectivités territoriales dans l’objectif commun "
    "d’assurer l’égalité entre les territoires, de réduire les écarts de développement entre les quartiers "
    "défavorisés et leurs unités urbaines et d’améliorer les conditions de vie de leurs habitants. "
)


def png(largeur: int = 40, hauteur: int = 20, rvb: bytes = b"\x5b\x7a\xa8") -> bytes:
    """A plain picture."""

    def bloc(nature: bytes, donnees: bytes) -> bytes:
        return struct.pack(">I", len(donnees)) + nature + donnees + struct.pack(">I", zlib.crc32(nature + donnees))

    lignes = (b"\0" + rvb * largeur) * hauteur
    entete = struct.pack(">IIBBBBB", largeur, hauteur, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + bloc(b"IHDR", entete) + bloc(b"IDAT", zlib.compress(lignes)) + bloc(b"IEND", b"")


def t(texte: str, **style: bool) -> tuple[Inline, ...]:
    return (Texte(texte, **style),)


def p(*contenu: Inline | str, role: RoleParagraphe = RoleParagraphe.CORPS) -> Paragraphe:
    return Paragraphe(tuple(Texte(c) if isinstance(c, str) else c for c in contenu), role)


def titre(niveau: int, texte: str, ancre: str, numero: str = "", suite: SuiteTitres = SANS, **drapeaux: bool) -> Titre:
    return Titre(niveau, t(texte), ancre, numero, suite if numero else SANS, **drapeaux)


def e(*blocs: Bloc | str, marque: str = "") -> Element:
    return Element(tuple(p(b) if isinstance(b, str) else b for b in blocs), marque)


def c(texte: str, colonnes: int = 1, lignes: int = 1, *, entete: bool = False) -> Cellule:
    return Cellule((p(texte),), colonnes, lignes, entete)


def tableau_simple() -> Tableau:
    droite = Alignement.DROITE
    return Tableau(
        "tab-credits",
        t("Crédits de la politique de la ville par quartier"),
        (Colonne(3), Colonne(1, droite), Colonne(1, droite), Colonne(1, droite)),
        (
            Ligne((c("Quartier", lignes=2), c("Crédits", colonnes=2), c("Part", lignes=2))),
            Ligne((c("2023"), c("2024"))),
        ),
        (
            Ligne((c("Concorde", entete=True), c("14 290 €"), c("15 000 €"), c("41,5 %"))),
            Ligne((c("Voltaire & Gouraud", entete=True), c("10 145 €"), c("12 000 €"), c("33,2 %"))),
            Ligne((c("Centre-ville", entete=True), c("8 000 €"), c("9 100 €"), c("25,3 %"))),
            Ligne((c("Total"), c("32 435 €"), c("36 100 €"), c("100 %")), total=True),
        ),
        1,
    )


def tableau_fusions(numero: int) -> Tableau:
    puces = Cellule((Liste((e("Médiation sociale"), e("Ateliers de langue"))), p("En lien avec la CAF")))
    longue = "Accompagner les parents, en particulier les familles monoparentales, vers les modes d’accueil. " * 2
    return Tableau(
        "annexe-2-tableau",
        t("Axes, orientations et objectifs opérationnels"),
        (Colonne(1.2), Colonne(2), Colonne(3), Colonne(2), Colonne(1, Alignement.CENTRE)),
        (Ligne((c("Axe"), c("Orientation"), c("Objectif"), c("Actions"), c("Indicateur"))),),
        (
            Ligne((c("Axe I", lignes=4), c("1. Emploi", lignes=2), c(longue), puces, c("12"))),
            Ligne((c("1.b Lever les freins"), c("Permis, garde d’enfants"), c("30,6 %"))),
            Ligne((c("2. Insertion", lignes=2), c("2.a Chantiers", colonnes=2, lignes=2), c("4"))),
            Ligne((c("5"),)),
            Ligne((c("Axe II"), c("Texte commun à trois colonnes", colonnes=3), c("–"))),
        ),
        numero,
    )


def partie_diagnostic() -> tuple[Bloc, ...]:
    note = AppelNote(1, (p("Insee, recensement de la population 2020, exploitation principale."),))
    return (
        titre(1, "Le diagnostic du territoire", "diagnostic", "I", PRINCIPALE, nouvelle_page=True),
        p(
            "Statut : arrêté le 12 mars 2024. Contact : Mme Weber, direction de la cohésion.",
            role=RoleParagraphe.ATTACHE,
        ),
        titre(2, "La géographie prioritaire", "geographie", "1", PRINCIPALE),
        p(
            PROSE,
            Texte("Trois quartiers prioritaires", gras=True),
            " sont concernés",
            note,
            " : voir le ",
            Renvoi("tab-credits", "Tableau\u00a01", FormeRenvoi.TABLEAU),
            ", l’",
            Renvoi("annexe-2", "Annexe 2", FormeRenvoi.NUMERO),
            " et la partie « ",
            Renvoi("axes", "Les axes du contrat", FormeRenvoi.TITRE),
            " », au XXI",
            Texte("e", exposant=True),
            " siècle, selon le ",
            Lien("https://sig.ville.gouv.fr/recherche?q=Longwy&x=é", (Texte("système d’information géographique"),)),
            ".",
        ),
        tableau_simple(),
        p("Source : préfecture de Meurthe-et-Moselle, programme 147.", role=RoleParagraphe.SOURCE),
        titre(3, "Population", "population", "A", PRINCIPALE),
        p(PROSE * 3),
        titre(4, "Les familles", "familles", "a", PRINCIPALE),
        p(PROSE),
        titre(4, "Les jeunes", "jeunes", "b", PRINCIPALE),
        p(
            PROSE,
            AppelNote(
                2,
                (
                    p(
                        "Note ",
                        Texte("en italique", italique=True),
                        " avec ",
                        Lien("mailto:a@b.fr", (Texte("un lien"),)),
                        ".",
                    ),
                ),
            ),
        ),
        titre(5, "Titre de niveau 5", "n5"),
        titre(6, "Titre de niveau 6", "n6"),
        p("Texte."),
        titre(3, "Habitat", "habitat", "B", PRINCIPALE),
        Citation((p("« Le quartier a changé, on s’y sent mieux ; il manque encore un médecin. »"), p("Une habitante"))),
        titre(2, "La participation des habitants", "participation", "2", PRINCIPALE),
        p("Les instances :", role=RoleParagraphe.ETIQUETTE),
        Liste(
            (
                e("le comité de pilotage, qui réunit " + PROSE.lower()),
                e(
                    "le comité technique :",
                    Liste(
                        (
                            e("instruit les demandes ;"),
                            e("suit les actions :", Liste((e("à mi-parcours,"), e("en fin d’année.")))),
                        ),
                    ),
                    p("Il se réunit chaque trimestre."),
                ),
                e("les conseils citoyens."),
            )
        ),
        p("Le calendrier :", role=RoleParagraphe.ETIQUETTE),
        Liste(
            (
                e("lancement ;", marque="1"),
                e(
                    "instruction :",
                    Liste((e("dépôt,", marque="1"), e("examen ;", marque="2")), MarqueListe.NUMERO),
                    marque="2",
                ),
                e("décision.", marque="3"),
            ),
            MarqueListe.NUMERO,
        ),
        p("Puis, l’année suivante :"),
        Liste((e("bilan ;", marque="1"), e("reconduction.", marque="2")), MarqueListe.NUMERO),
        Manque("La contribution de la Région n’est pas encore arrivée."),
        Image("carte.png", png(), "Carte des quartiers prioritaires", 40, 20, 0.5),
    )


def orientations() -> Liste:
    return Liste(
        (
            e(
                "Favoriser l’accès à l’emploi des habitants",
                Liste(
                    (
                        e("Aller vers les publics éloignés de l’emploi", marque="1.a"),
                        e("Lever les freins à l’emploi", Liste((e("mobilité"), e("garde d’enfants"))), marque="1.b"),
                    ),
                    MarqueListe.OBJECTIF,
                ),
                marque="1",
            ),
            e(
                "Soutenir la création d’activité",
                Liste(
                    (e("Accompagner les porteurs de projet", marque="2.a"), e("Animer un réseau", marque="2.b")),
                    MarqueListe.OBJECTIF,
                ),
                marque="2",
            ),
        ),
        MarqueListe.ORIENTATION,
    )


def partie_axes() -> tuple[Bloc, ...]:
    return (
        titre(1, "Les axes du contrat", "axes", "II", PRINCIPALE, nouvelle_page=True),
        p(PROSE),
        titre(2, "Emploi et développement économique", "axe-1", "Axe I", AXE),
        titre(3, "Bilan", "axe-1-bilan", "A", AXE),
        p(PROSE),
        titre(3, "Orientations", "axe-1-orientations", "B", AXE),
        orientations(),
        titre(2, "Habitat et cadre de vie", "axe-2", "Axe II", AXE),
        titre(3, "Bilan", "axe-2-bilan", "A", AXE),
        p(PROSE),
        titre(3, "Orientations", "axe-2-orientations", "B", AXE),
        orientations(),
        titre(1, "Textes littéraux", "litteraux", "III", PRINCIPALE, nouvelle_page=True),
        titre(2, "Nouvelle suite", "suite-1", "1", PRINCIPALE),
        p(r"{{ x }} {% for a in b %} {_{ & < > <w:p> \ $ # « é » 😀 שלום مرحبا ]]> &amp; <!--contratdoc corps-->"),
        p("mot" * 3400),
    )


def signatures() -> Signatures:
    return Signatures(
        t("Fait à Longwy, le …………………… en autant d’exemplaires que de signataires."),
        (
            Signataire("etat", "L’État", "Mme la préfète de Meurthe-et-Moselle", "Préfète", ""),
            Signataire(
                "agglo",
                "Communauté d’agglomération du Grand Longwy",
                "M. Serge de Carli",
                "Président",
                "Délibération du 12 mars 2024, n° 2024-031",
            ),
            Signataire("caf", "Caisse d’allocations familiales de Meurthe-et-Moselle", "", "", ""),
        ),
    )


def sections() -> tuple[Section, ...]:
    return (
        Section(partie_diagnostic() + partie_axes()),
        Section(
            (
                titre(1, "Annexes", "annexes", "IV", PRINCIPALE),
                titre(2, "Liste des sigles", "annexe-1", "Annexe 1", ANNEXE),
                p("CAF : caisse d’allocations familiales."),
                titre(2, "Tableau des axes", "annexe-2", "Annexe 2", ANNEXE),
                tableau_fusions(2),
            ),
            Orientation.PAYSAGE,
        ),
        Section((titre(1, "Signatures", "signatures"), signatures())),
    )


def entrees(parties: tuple[Section, ...]) -> tuple[Entree, ...]:
    return tuple(
        Entree(b.niveau, b.numero, "".join(x.texte for x in b.contenu if isinstance(x, Texte)), b.ancre)
        for s in parties
        for b in s.blocs
        if isinstance(b, Titre) and b.niveau <= 3
    )


def exemple(*, brouillon: bool = False) -> Document:
    parties = sections()
    return Document(
        couverture=Couverture(
            "Contrat de Ville",
            "Communauté d’agglomération du Grand Longwy",
            "2024 – 2030",
            (
                "L’État",
                "La CAF de Meurthe-et-Moselle",
                "Le Département",
                "La Région Grand Est",
                "mmH & Batigère <Habitat>",
            ),
            "Engagements Quartiers 2030",
        ),
        sections=parties,
        sommaire=entrees(parties),
        charte=CHARTE,
        titre="Contrat de Ville 2024-2030 – Agglomération du Grand Longwy",
        auteur="Communauté d’agglomération du Grand Longwy",
        sujet="Contrat de Ville",
        mots_cles=("politique de la ville", "quartiers prioritaires"),
        brouillon=brouillon,
    )


def document(*blocs: Bloc) -> Document:
    """A small document of one section."""
    parties = (Section(blocs),)
    return Document(
        Couverture("Contrat", "Longwy", "2024", ()), parties, entrees(parties), CHARTE, "Titre", "Auteur", "Sujet", ()
    )
