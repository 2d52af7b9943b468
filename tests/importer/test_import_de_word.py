"""Large and odd Word files: what they hold is kept, or told; never lost without a word."""

from __future__ import annotations

import pytest
from documents_a_importer import W, contrat_word, importer, p, perdus, puce, tableau, texte, word

from contratdoc.importer.dossier import Importation


def raisons(fait: Importation) -> list[tuple[str, str]]:
    return [(x.raison, x.texte) for x in fait.laisses]


def test_les_titres_par_style_et_par_style_derive_font_les_niveaux() -> None:
    corps = p("Un", "T1") + p("Texte un.") + p("Deux", "Mien") + p("Texte deux.") + p("Trois", "T3") + p("Fin.")
    fait = importer(word(corps), "c.docx")

    assert "# Un\n\nTexte un.\n\n## Deux\n\nTexte deux.\n\n### Trois\n\nFin.\n" in texte(fait)


def test_les_titres_numerotes_a_la_main_sont_reconnus() -> None:
    corps = p("I : Le territoire") + p("Ici.") + p("1/ Bilan") + p("Là.") + p("2/ Suite") + p("Plus loin.")
    fait = importer(word(corps), "c.docx")

    assert [x for r, x in raisons(fait) if r == "numero-de-titre"] == ["I :", "1/", "2/"]
    assert "# Bilan" in texte(fait)


def test_les_revisions_sont_acceptees_et_les_passages_supprimes_listes() -> None:
    corps = (
        '<w:p><w:r><w:t>Le contrat </w:t></w:r><w:del w:id="1"><w:r><w:delText>ancien </w:delText></w:r></w:del>'
        '<w:ins w:id="2"><w:r><w:t>nouveau</w:t></w:r></w:ins><w:r><w:t> dure six ans.</w:t></w:r></w:p>'
    )
    fait = importer(word(corps), "c.docx")

    assert "Le contrat nouveau dure six ans." in texte(fait)
    assert raisons(fait) == [("texte-supprime", "ancien")]
    assert [d.code for d in fait.diagnostics] == ["CD886"]


def test_les_commentaires_sont_listes_avec_leur_auteur() -> None:
    corps = '<w:p><w:r><w:t>Une phrase.</w:t></w:r><w:r><w:commentReference w:id="0"/></w:r></w:p>'
    note = '<w:comment w:id="0" w:author="Marie"><w:p><w:r><w:t>À revoir</w:t></w:r></w:p></w:comment>'
    fait = importer(word(corps, comments=f"<w:comments {W}>{note}</w:comments>"), "c.docx")

    assert raisons(fait) == [("commentaire", "Marie : À revoir")]


def test_les_notes_de_bas_de_page_deviennent_des_notes() -> None:
    appel = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = f'<w:footnotes {W}><w:footnote w:id="2">{p("Loi de 2014.")}</w:footnote></w:footnotes>'
    fait = importer(word(p("Le contrat", apres=appel), footnotes=notes), "c.docx")

    assert "Le contrat[^note-1]" in texte(fait)
    assert "[^note-1]: Loi de 2014." in texte(fait)


def test_une_zone_de_texte_est_lue_une_seule_fois() -> None:
    boite = f"<wps:txbx><w:txbxContent>{p('Dans la boîte.')}</w:txbxContent></wps:txbx>"
    dessin = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{boite}</w:drawing></mc:Choice><mc:Fallback><w:pict>"
        f"<w:txbxContent>{p('Dans la boîte.')}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    fait = importer(word(p("Avant.", apres=dessin) + p("Après.")), "c.docx")

    assert texte(fait).split("\n\n") == ["Avant.", "Dans la boîte.", "Après.\n"]


def test_une_zone_de_texte_dans_une_autre_est_lue_une_seule_fois() -> None:
    petite = f"<w:r><w:pict><w:txbxContent>{p('Au fond.')}</w:txbxContent></w:pict></w:r>"
    grande = f"<w:r><w:pict><w:txbxContent>{p('Dedans.', apres=petite)}</w:txbxContent></w:pict></w:r>"

    assert texte(importer(word(p("Avant.", apres=grande)), "c.docx")).split("\n\n") == [
        "Avant.",
        "Dedans.",
        "Au fond.\n",
    ]


def test_une_image_est_copiee_avec_sa_description() -> None:
    dessin = '<w:r><w:drawing><wp:docPr descr="Plan du quartier"/><a:blip r:embed="i1"/></w:drawing></w:r>'
    fait = importer(word(p("Voir :", apres=dessin), {"i1": ("image", "media/plan.png", False)}), "c.docx")

    assert "![Plan du quartier](images/image-1.png)" in texte(fait)
    assert fait.fichiers["modeles/images/image-1.png"].startswith(b"\x89PNG")


def test_les_cases_fusionnees_laissent_des_cases_vides() -> None:
    large = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p("Logements")}</w:tc>'
    suite = f"<w:tc><w:tcPr><w:vMerge/></w:tcPr>{p()}</w:tc>"
    corps = (
        f"<w:tbl><w:tr><w:tc>{p('Commune')}</w:tc>{large}</w:tr>"
        f"<w:tr><w:tc>{p('Ansac')}</w:tc><w:tc>{p('12')}</w:tc><w:tc>{p('3')}</w:tc></w:tr>"
        f"<w:tr>{suite}<w:tc>{p('14')}</w:tc><w:tc>{p('5')}</w:tc></w:tr></w:tbl>"
    )
    fait = importer(word(p("Texte.") + corps), "c.docx")

    assert "| Commune | Logements |  |\n| --- | ---: | ---: |\n| Ansac | 12 | 3 |\n|  | 14 | 5 |" in texte(fait)


def test_une_legende_de_word_est_celle_du_tableau() -> None:
    fait = importer(word(p("Tableau 3 : Le parc", "Leg") + tableau(("A", "B"), ("c", "d"))), "c.docx")

    assert texte(fait).startswith("Tableau : Le parc\n\n| A | B |")


def test_un_tableau_dans_une_case_garde_ses_mots() -> None:
    dedans = f"<w:tbl><w:tr><w:tc>{p('un')}</w:tc><w:tc>{p('deux')}</w:tc></w:tr></w:tbl>"
    corps = f"<w:tbl><w:tr><w:tc>{p('A')}{dedans}</w:tc><w:tc>{p('B')}</w:tc></w:tr></w:tbl>"

    assert not perdus("A un deux B", importer(word(corps + p("Fin.")), "c.docx"))


def test_les_listes_gardent_niveaux_et_numeros() -> None:
    corps = puce("Un") + puce("Dessous", 1) + puce("Deux") + puce("Trois", liste=2) + puce("Quatre", liste=2)

    assert texte(importer(word(corps), "c.docx")) == "- Un\n  - Dessous\n- Deux\n3. Trois\n4. Quatre\n"


def test_les_champs_donnent_leur_resultat_et_le_sommaire_est_laisse() -> None:
    champ = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DATE \\@ "yyyy" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2024</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    sommaire = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{p('Le territoire 3')}</w:sdtContent></w:sdt>"
    )
    fait = importer(word(sommaire + p("Signé en ", apres=champ)), "c.docx")

    assert texte(fait) == "Signé en 2024\n"
    assert raisons(fait) == [("sommaire-calcule", "Le territoire 3")]


@pytest.mark.parametrize(
    ("xml", "raison", "laisse"),
    [
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>caché</w:t></w:r>", "texte-masque", "caché"),
        (
            "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>Cliquez</w:t></w:r></w:sdtContent></w:sdt>",
            "texte-d-aide",
            "Cliquez",
        ),
        ('<w:moveFrom w:id="3"><w:r><w:t>déplacé</w:t></w:r></w:moveFrom>', "texte-deplace", "déplacé"),
        ('<w:r><w:drawing><wp:docPr descr="Un logo"/><a:blip r:embed="absent"/></w:drawing></w:r>', "image", "Un logo"),
    ],
)
def test_ce_qui_ne_s_imprime_pas_est_liste(xml: str, raison: str, laisse: str) -> None:
    fait = importer(word(p("Une phrase.", apres=xml)), "c.docx")

    assert raisons(fait) == [(raison, laisse)]
    assert [d.code for d in fait.diagnostics] == ["CD886"]


def test_les_liens_les_gras_et_les_formules_restent() -> None:
    lien = '<w:hyperlink r:id="l1"><w:r><w:t>le site</w:t></w:r></w:hyperlink>'
    gras = "<w:r><w:rPr><w:b/></w:rPr><w:t> important</w:t></w:r>"
    formule = "<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>"
    corps = p("Voir ", apres=lien + gras + formule)
    fait = importer(word(corps, {"l1": ("hyperlink", "https://www.exemple.fr", True)}), "c.docx")

    assert texte(fait) == "Voir [le site](https://www.exemple.fr) **important**a+b\n"
    assert fait.diagnostics == ()


def test_un_pied_de_page_est_laisse_et_liste() -> None:
    fait = importer(word(p("Texte."), footer1=f"<w:ftr {W}>{p('Page 3')}</w:ftr>"), "c.docx")
    relie = importer(
        word(p("Texte."), {"f": ("footer", "footer9.xml", False)}, footer9=f"<w:ftr {W}>{p('Page 3')}</w:ftr>"),
        "c.docx",
    )

    assert raisons(fait) == []
    assert raisons(relie) == [("en-tete-de-page", "Page 3")]


def test_tous_les_mots_du_contrat_word_sont_dans_le_dossier() -> None:
    fait = importer(contrat_word(), "valmar.docx")

    assert fait.mots[0] == fait.mots[1] + fait.mots[2]
    assert not perdus("Lever les freins à la mobilité Développer l'apprentissage Ville de Valmar 3 000 1 500", fait)
