"""Blocks as WordprocessingML: small documents against the XML expected, kept in `attendus/`.

After a wanted change, `CONTRATDOC_ACCEPTER=1 pytest` writes them again; read the difference before keeping it.
"""

from __future__ import annotations

import io
import os
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from exemple import (
    AXE,
    CHARTE,
    PRINCIPALE,
    c,
    document,
    e,
    exemple,
    p,
    partie_diagnostic,
    png,
    t,
    tableau_fusions,
    titre,
)
from lecture import arbre, corps, ecrire, texte

from contratdoc.document.noeuds import (
    AppelNote,
    Bloc,
    Cellule,
    Citation,
    Colonne,
    FormeRenvoi,
    Image,
    Lien,
    Ligne,
    Liste,
    Manque,
    MarqueListe,
    Orientation,
    Renvoi,
    RoleParagraphe,
    Section,
    Signataire,
    Signatures,
    Tableau,
    Texte,
)
from contratdoc.writers.docx import cadre_initial, write_docx
from contratdoc.writers.docx.balises import w
from contratdoc.writers.docx.tableaux import grille, placer

ATTENDUS = Path(__file__).parent / "attendus"
TABLEAU = Tableau(
    "tab", t("Crédits"), (Colonne(2), Colonne(1)),
    (Ligne((c("Quartier"), c("Crédits"))),),
    (
        Ligne((c("Concorde", lignes=2, entete=True), c("1 €"))),
        Ligne((c("2 €"),)),
        Ligne((c("Total", colonnes=2),), total=True),
    ),
    1,
)  # fmt: skip
CAS: dict[str, tuple[Bloc, ...]] = {
    "titres": (
        titre(1, "Partie", "p", "I", PRINCIPALE, nouvelle_page=True),
        titre(2, "Axe", "a", "Axe I", AXE),
        titre(2, "Nu", "n"),
    ),
    "paragraphes": (
        p("a", Texte("b", gras=True), Texte("c", italique=True, exposant=True)),
        *(p(role.value, role=role) for role in RoleParagraphe),
        Citation((p("cité"),)),
        Manque("manque"),
    ),
    "listes": (
        Liste((e("a", Liste((e("b"),)), p("suite")), e("c"))),
        Liste((e("un", Liste((e("deux"),), MarqueListe.NUMERO)),), MarqueListe.NUMERO, 3),
        Liste((e("o", Liste((e("p"),), MarqueListe.OBJECTIF)),), MarqueListe.ORIENTATION),
    ),
    "tableau": (TABLEAU, p("après")),
    "renvois": (
        titre(1, "Cible", "cible", "I", PRINCIPALE),
        p(
            Renvoi("cible", "I", FormeRenvoi.NUMERO),
            Renvoi("cible", "Cible", FormeRenvoi.TITRE),
            Renvoi("tab", "Tableau 1", FormeRenvoi.TABLEAU),
            Lien("https://exemple.fr/a b?c&d", (Texte("lien"),)),
            AppelNote(1, (p("note"),)),
        ),
    ),
    "image": (Image("i.png", png(), 'Une "carte" & son fond', 40, 20, 0.5),),
    "signatures": (
        Signatures(
            t("Fait à"),
            (Signataire("a", "A", "B", "C", "D"), Signataire("e", "E", "", "", ""), Signataire("f", "F", "", "", "")),
        ),
    ),
}


@pytest.mark.parametrize("nom", CAS)
def test_le_corps_est_celui_attendu(nom: str) -> None:
    ecrit = ecrire(document(*CAS[nom]))
    xml = corps(ecrit)
    if nom == "renvois":
        xml += ecrit["word/footnotes.xml"].decode()
    lisible = (
        xml.replace("<w:p>", "\n<w:p>").replace("<w:tr>", "\n<w:tr>").replace("<w:tbl>", "\n<w:tbl>").lstrip("\n")
        + "\n"
    )
    fichier = ATTENDUS / f"{nom}.xml"
    if os.environ.get("CONTRATDOC_ACCEPTER"):
        fichier.write_text(lisible, "utf-8")
    assert lisible == fichier.read_text("utf-8")


def test_deux_ecritures_donnent_les_memes_octets() -> None:
    assert write_docx(exemple(), cadre_initial(), {"axes": 4}) == write_docx(exemple(), cadre_initial(), {"axes": 4})


def test_le_zip_ne_porte_ni_date_ni_ordre_de_hasard() -> None:
    with zipfile.ZipFile(io.BytesIO(write_docx(exemple(), cadre_initial(), {}))) as archive:
        fiches = archive.infolist()
    assert {fiche.date_time for fiche in fiches} == {(2024, 1, 1, 0, 0, 0)}
    noms = [fiche.filename for fiche in fiches]
    assert noms[0] == "[Content_Types].xml"
    assert noms[2:] == sorted(noms[2:])


LITTERAUX = [
    "{{ x }} {% for a in b %} {# #} {_{ x }_} {_% %_}",
    "&amp; & < > <w:p> </w:t> ]]> <!--contratdoc fin--> \" '",
    r"\ $ # \1 \g<0> %s {0}",
    "😀 👩‍👩‍👧 שלום مرحبا \u202e \u00a0\u202f·",
    "m" * 10_000,
    "  deux  espaces  ",
    "contratdoc repère corps",
]


@pytest.mark.parametrize("litteral", LITTERAUX)
def test_un_texte_sort_tel_quel_partout(litteral: str) -> None:
    blocs = (
        titre(1, litteral, "ancre", "I", PRINCIPALE),
        p(litteral, AppelNote(1, (p(litteral),)), Lien("https://a.fr", (Texte(litteral),))),
        Tableau("tab", t(litteral), (Colonne(),), (), (Ligne((c(litteral),)),), 1),
        Image("i", png(), litteral, 4, 2),
    )
    doc = replace(
        document(*blocs), titre=litteral if "repère" not in litteral else "x", sujet=litteral, mots_cles=(litteral,)
    )
    ecrit = ecrire(doc)
    lus = [texte(x) for x in arbre(ecrit).iter(w("p"))]
    assert lus.count(litteral) == 2  # the heading, the cell
    assert litteral * 2 in lus
    assert f"Tableau\u00a01 – {litteral}" in lus
    assert any(litteral in x for x in lus if x.startswith("I."))  # the sommaire
    assert texte(arbre(ecrit, "word/footnotes.xml")).endswith(litteral)
    assert {x.get("descr") for x in arbre(ecrit).iter("{*}docPr")} == {litteral}
    assert texte(arbre(ecrit, "word/header1.xml")) == doc.titre


def test_un_saut_de_ligne_dans_un_texte_est_un_saut_de_ligne() -> None:
    ecrit = ecrire(document(p("a\nb\tc")))
    assert '<w:t xml:space="preserve">a</w:t><w:br/>' in corps(ecrit)
    assert "<w:tab/>" in corps(ecrit)


def test_la_grille_a_la_largeur_exacte() -> None:
    for largeur in (9071, 9072, 100):
        for poids in ((1.0, 1.0, 1.0), (0.1, 7.3, 2.0), (0.0, 1.0), (1.0,)):
            colonnes = grille([Colonne(x) for x in poids], largeur)
            assert sum(colonnes) == largeur
            assert min(colonnes) >= 0


def test_les_fusions_remplissent_la_grille() -> None:
    tableau = tableau_fusions(1)
    lignes = list(placer(tableau.lignes, 5))
    assert [[(x.colonne, x.largeur, x.cellule is None) for x in ligne] for ligne in lignes] == [
        [(0, 1, False), (1, 1, False), (2, 1, False), (3, 1, False), (4, 1, False)],
        [(0, 1, True), (1, 1, True), (2, 1, False), (3, 1, False), (4, 1, False)],
        [(0, 1, True), (1, 1, False), (2, 2, False), (4, 1, False)],
        [(0, 1, True), (1, 1, True), (2, 2, True), (4, 1, False)],
        [(0, 1, False), (1, 3, False), (4, 1, False)],
    ]


def test_une_ligne_incomplete_ou_trop_large_ne_troue_pas_la_grille() -> None:
    lignes = (Ligne((c("a", colonnes=9, lignes=9),)), Ligne(()), Ligne((c("b"),)))
    for cases in placer(lignes, 3):
        assert sum(x.largeur for x in cases) == 3
    ecrit = ecrire(document(Tableau("t", (), (Colonne(), Colonne()), (), (Ligne((Cellule((), 1),)),), 0)))
    assert len(list(arbre(ecrit).iter(w("tc")))) == 2


def test_les_signets_sont_uniques_courts_et_tous_definis() -> None:
    longs = [titre(2, f"T{i}", "ancre-" + "x" * 60 + str(i)) for i in range(3)]
    doc = document(
        *longs,
        titre(2, "a", "a-b"),
        titre(2, "b", "a_b"),
        titre(2, "c", "A-B"),
        titre(2, "d", "1"),
        *partie_diagnostic(),
    )
    racine = arbre(ecrire(doc))
    noms = [x.get(w("name"), "") for x in racine.iter(w("bookmarkStart"))]
    assert len({nom.casefold() for nom in noms}) == len(noms)
    assert max(map(len, noms)) <= 40
    idents = [x.get(w("id")) for x in racine.iter(w("bookmarkStart"))]
    assert len(set(idents)) == len(idents)
    cibles = {x.get(w("anchor")) for x in racine.iter(w("hyperlink"))} - {None}
    assert cibles <= set(noms)


def test_le_sommaire_est_juste_a_l_ouverture() -> None:
    doc = exemple()
    ecrit = ecrire(doc, pages={x.ancre: i for i, x in enumerate(doc.sommaire, 3)})
    lignes = [
        texte(x)
        for x in arbre(ecrit).iter(w("p"))
        if (s := x.find(f".//{w('pStyle')}")) is not None and s.get(w("val"), "").startswith("TOC")
    ]
    assert lignes[:3] == ["Sommaire", "I.Le diagnostic du territoire3", "1.La géographie prioritaire4"]
    assert len(lignes) == len(doc.sommaire) + 1
    assert b"updateFields" not in ecrit["word/settings.xml"]
    assert b"w:dirty" not in ecrit["word/document.xml"]


def test_les_sections_ont_leur_orientation_et_gardent_leurs_entetes() -> None:
    doc = replace(
        exemple(),
        sections=(Section((p("a"),), Orientation.PAYSAGE), Section((p("b"),)), Section((p("c"),), Orientation.PAYSAGE)),
    )
    sections = list(arbre(ecrire(doc)).iter(w("sectPr")))
    assert [s.find(w("pgSz")).get(w("orient")) for s in sections] == [None, "landscape", None, "landscape"]
    assert [s.find(w("titlePg")) is not None for s in sections] == [True, False, False, False]
    assert {len(s.findall(w("headerReference"))) for s in sections} == {2}


def test_la_charte_donne_couleurs_polices_et_marges() -> None:
    charte = replace(
        CHARTE, couleur_principale="#00ff00", police_titres="Marianne", police_texte="Arial", marge_gauche=40, corps=12
    )
    ecrit = ecrire(replace(exemple(), charte=charte))
    assert b"1D3A6E" not in b"".join(octets for nom, octets in ecrit.items() if nom.endswith(".xml"))
    assert b'typeface="Marianne"' in ecrit["word/theme/theme1.xml"]
    assert b'w:ascii="Arial"' in ecrit["word/styles.xml"]
    assert b"Source Sans Pro" not in ecrit["word/styles.xml"]
    assert not [nom for nom in ecrit if nom.endswith(".odttf")]
    assert b'w:left="2268"' in ecrit["word/document.xml"]


def test_les_logos_sont_sur_la_couverture() -> None:
    logo = Image("logo.png", png(), "Logo de l’agglomération", 40, 20, 0.3)
    racine = arbre(ecrire(replace(exemple(), charte=replace(CHARTE, logos=(logo,)))))
    premier = next(racine.iter(w("p")))
    assert next(premier.iter("{*}docPr")).get("descr") == "Logo de l’agglomération"


@pytest.mark.parametrize("brouillon", [True, False])
def test_le_filigrane_est_dans_chaque_entete_d_un_brouillon(*, brouillon: bool) -> None:
    ecrit = ecrire(exemple(brouillon=brouillon))
    entetes = [octets for nom, octets in ecrit.items() if nom.startswith("word/header")]
    assert [b'string="PROJET"' in octets for octets in entetes] == [brouillon] * 2
