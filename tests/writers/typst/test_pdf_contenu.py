from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from exemple_pdf import LITTERAL, PROSE, c, complet, document, e, p, png, tableau, tableau_fusionne, titre
from outils import comparer_attendu, outil
from relire_pdf import balises, boites, lecteur, liens, serre, signets, textes

from contratdoc.document.noeuds import AppelNote, Bloc, Entree, Image, Liste, MarqueListe, Signataire, Signatures, Texte
from contratdoc.writers.typst import NormePdfNonRespectee, Pdf, cadre_initial, write_pdf

ATTENDUS = Path(__file__).parent / "attendus"


@cache
def exemple() -> Pdf:
    return write_pdf(complet(), cadre_initial())


def ecrire(*blocs: Bloc, sommaire: tuple[Entree, ...] = ()) -> Pdf:
    return write_pdf(document(*blocs, sommaire=sommaire), cadre_initial())


def test_le_texte_de_chaque_page_est_celui_attendu() -> None:
    lignes = (f"--- {n}\n{texte}\n" for n, texte in enumerate(textes(exemple()), 1))

    comparer_attendu(ATTENDUS / "texte.txt", "".join(lignes))


def test_les_balises_sont_celles_attendues() -> None:
    comparer_attendu(ATTENDUS / "balises.txt", balises(exemple()))


def test_les_signets_portent_les_numeros_de_l_arbre() -> None:
    assert [(n, t) for n, t, _ in signets(exemple())] == [
        (1, "Sommaire"),
        (1, "I. Le cadre"),
        (2, "1. La géographie"),
        (2, "2. Suite"),
        (1, "Annexes"),
        (2, "Annexe 1. Synthèse"),
        (1, "Signatures"),
    ]


def test_les_pages_annoncees_sont_celles_que_lit_pypdf() -> None:
    pdf = exemple()
    vus = {t: page for _, t, page in signets(pdf)}

    assert pdf.total == len(lecteur(pdf).pages)
    assert {a: pdf.pages[a] for a in ("cadre", "geographie", "suite", "annexes", "annexe", "signatures")} == {
        "cadre": vus["I. Le cadre"],
        "geographie": vus["1. La géographie"],
        "suite": vus["2. Suite"],
        "annexes": vus["Annexes"],
        "annexe": vus["Annexe 1. Synthèse"],
        "signatures": vus["Signatures"],
    }
    for ancre, legende in (("tab-1", "Tableau 1 – Habitants"), ("tab-2", "Tableau 2 – Synthèse")):
        assert legende in textes(pdf)[pdf.pages[ancre] - 1]


def test_une_ancre_peut_contenir_n_importe_quoi() -> None:
    ancres = ["é à", "<x>", "😀", "a", "ancre..0"]
    pdf = ecrire(*(titre(1, f"Titre {n}", a, page=True) for n, a in enumerate(ancres)))

    assert [pdf.pages[a] for a in ancres] == [2, 3, 4, 5, 6]


def test_le_sommaire_donne_les_pages() -> None:
    pdf = exemple()

    attendu = "".join(
        f"{texte}{pdf.pages[ancre]}"
        for texte, ancre in (("I. Le cadre", "cadre"), ("1. La géographie", "geographie"), ("Annexes", "annexes"))
    )
    assert serre(attendu) in re.sub(r"\.{2,}", "", serre(textes(pdf)[1]))
    assert "Suite" not in textes(pdf)[1]  # not in the tree's sommaire


def test_les_textes_hostiles_sortent_tels_quels() -> None:
    lignes = (Entree(1, "#n", LITTERAL, "a"),)
    pdf = ecrire(
        titre(1, LITTERAL, "a", "#n"),
        p(LITTERAL),
        Liste((e(LITTERAL, marque="#m"),), MarqueListe.NUMERO),
        sommaire=lignes,
    )
    tout = serre("".join(textes(pdf)))

    assert tout.count(serre(LITTERAL)) == 4
    assert "#m." in tout


def test_un_mot_sans_fin_reste_dans_la_page() -> None:
    mot = "anticonstitutionnellement" * 400
    pdf = ecrire(p(mot), replace(tableau(), lignes=(replace(tableau().lignes[0], cellules=(c(mot[:300]), c("1"))),)))
    tout = serre("".join(textes(pdf)).replace("Contrat de Ville 2024-2030", "")).split("Page")
    positions = _bords(pdf, "x")

    assert sum(morceau.count("anticonstitutionnellement") for morceau in tout) >= 400
    assert min(positions) > 60
    assert max(positions) < 595.3 - 25 / 25.4 * 72 + 1


def _bords(pdf: Pdf, axe: str) -> list[float]:
    """Every edge of a word of the body on one axis, in points, as poppler sees it."""
    sortie = subprocess.run(
        [outil("pdftotext"), "-bbox", "-f", "2", "-", "-"], input=pdf.octets, capture_output=True, check=True
    )
    return [float(x) for x in re.findall(axe + r'(?:Min|Max)="([\d.]+)"', sortie.stdout.decode())]


def test_une_lettre_sans_glyphe_est_dite_et_remplacee() -> None:
    pdf = ecrire(p("Bravo \U0001f600 et \U0001f600, 漢, \ue000 !"), titre(1, "T\ud800", "t"))

    assert pdf.caracteres_absents == ("漢", "\ud800", "\ue000", "\U0001f600")
    assert "Bravo «U+1F600» et «U+1F600», «U+6F22», «U+E000» !" in textes(pdf)[1]


def test_un_caractere_de_controle_devient_visible() -> None:
    assert "a«U+0007»b" in textes(ecrire(p("a\x07b")))[1]


@pytest.mark.parametrize("mot", ["שלום", "مرحبا", "Ωμέγα", "Жизнь", "✓"])
def test_les_autres_ecritures_ont_une_police_de_secours(mot: str) -> None:
    pdf = ecrire(p(f"avant {mot} après"))

    assert pdf.caracteres_absents == ()
    texte = textes(pdf)[1]
    assert sorted(mot) == sorted(texte[texte.index("avant") + 6 : texte.index("après") - 1])


def test_deux_ecritures_donnent_les_memes_octets() -> None:
    commande = "import sys; from exemple_pdf import complet; from contratdoc.writers.typst import *; import hashlib; "
    commande += "print(hashlib.sha256(write_pdf(complet(), cadre_initial()).octets).hexdigest())"
    empreintes = {
        subprocess.run(
            [sys.executable, "-c", commande],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONPATH": ":".join(sys.path), "PYTHONHASHSEED": graine, "TZ": fuseau},
        ).stdout
        for graine, fuseau in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }
    assert len(empreintes) == 1
    assert lecteur(exemple()).trailer["/Info"]["/CreationDate"] == "D:20240101000000Z"  # type: ignore[index]


def test_un_brouillon_le_dit_sur_chaque_page() -> None:
    brouillon = write_pdf(replace(complet(), brouillon=True), cadre_initial())

    assert all("PROJET" in t for t in textes(brouillon))
    assert not any("PROJET" in t for t in textes(exemple()))
    assert "le nombre de logements" in "".join(textes(brouillon))
    assert "le nombre de logements" not in "".join(textes(exemple()))


def test_chaque_page_a_son_pied_sauf_la_couverture() -> None:
    pages = textes(exemple())

    assert "Page" not in pages[0]
    for n, texte in enumerate(pages[1:], 2):
        assert f"Page {n} / {len(pages)}" in texte
        assert "Contrat de Ville 2024-2030" in texte


def test_le_paysage_garde_ses_entetes_de_tableau() -> None:
    pdf = exemple()
    debut, fin = pdf.pages["annexes"], pdf.pages["signatures"]

    assert fin - debut > 1, "le tableau doit tenir plusieurs pages pour que l'essai vaille"
    for n in range(debut, fin):
        assert boites(pdf)[n - 1] == (297, 210)
        assert "Axe Action Année" in textes(pdf)[n - 1]
    assert boites(pdf)[fin - 1] == (210, 297)


def test_une_cellule_fusionnee_continue_a_la_page_suivante() -> None:
    pdf = ecrire(p(PROSE * 12), tableau_fusionne(40))
    pages = textes(pdf)[1:]

    assert "Action 1 :" in pages[0], "la fusion ne doit pas pousser tout le tableau à la page suivante"
    assert all(re.findall(r"Action \d+ :", page) for page in pages)


def test_une_ligne_n_est_pas_coupee() -> None:
    mots = [" ".join(f"r{n}m{m}" for m in range(200)) for n in range(30)]
    modele = tableau()
    pdf = ecrire(replace(modele, lignes=tuple(replace(modele.lignes[0], cellules=(c(m), c("1"))) for m in mots)))

    for page in textes(pdf)[1:]:
        assert all(page.count(f"r{n}m") in (0, 200) for n in range(30))


def test_une_cellule_plus_haute_que_la_page_ne_perd_rien() -> None:
    longue = " ".join(f"mot{n}" for n in range(3000))
    pdf = ecrire(replace(tableau(), lignes=(replace(tableau().lignes[0], cellules=(c(longue), c("1"))),)))

    sortie = subprocess.run([outil("pdftotext"), "-", "-"], input=pdf.octets, capture_output=True, check=True).stdout
    assert len(set(re.findall(r"mot\d+", sortie.decode()))) == 3000  # poppler leaves out what is off the page


def test_un_bloc_de_signature_n_est_pas_coupe() -> None:
    signataires = tuple(Signataire(f"s{n}", f"Partie {n}.", "", f"Maire {n}.", "") for n in range(15))
    pdf = ecrire(p(PROSE * 3), Signatures((Texte("Fait à Test"),), signataires))

    sortie = subprocess.run(
        [outil("pdftotext"), "-bbox", "-f", "2", "-", "-"], input=pdf.octets, capture_output=True, check=True
    )
    bas = [float(y) for y in re.findall(r'yMax="([\d.]+)">Maire<', sortie.stdout.decode())]

    assert pdf.total > 2
    assert len(bas) == 15
    assert max(bas) + 25 / 25.4 * 72 < (297 - 22) / 25.4 * 72, (
        "il faut 25 mm pour signer sous le dernier bloc d'une page"
    )


def test_les_titres_se_lisent_entiers_dans_les_balises(tmp_path: Path) -> None:
    fichier = tmp_path / "exemple.pdf"
    fichier.write_bytes(exemple().octets)
    sortie = subprocess.run([outil("pdfinfo"), "-struct-text", str(fichier)], capture_output=True, check=True)

    lu = re.sub(r"\s+", " ", re.sub(r'"\s+"', "", sortie.stdout.decode("utf-8", "replace")))
    assert '"I. Le cadre"' in lu
    assert '"Annexe 1. Synthèse"' in lu


def test_les_metadonnees_disent_le_titre_l_auteur_et_la_langue() -> None:
    ouvert = lecteur(exemple())
    meta = ouvert.metadata
    racine = ouvert.trailer["/Root"]

    assert meta is not None
    assert (meta.title, meta.author, meta.subject) == (
        "Contrat de Ville 2024-2030",
        "Agglomération de Test",
        "Politique de la ville",
    )
    assert str(meta["/Keywords"]) == "contrat, quartiers"
    assert racine["/Lang"] == "fr-FR"  # type: ignore[index]
    assert racine["/ViewerPreferences"]["/DisplayDocTitle"]  # type: ignore[index]
    assert b"pdfaid:part>3<" in ouvert.trailer["/Root"]["/Metadata"].get_data()  # type: ignore[index]
    assert b"pdfuaid:part>1<" in ouvert.trailer["/Root"]["/Metadata"].get_data()  # type: ignore[index]


def test_les_liens_sont_des_liens() -> None:
    assert liens(exemple()) == ["https://sig.ville.gouv.fr/"]


def test_un_saut_de_niveau_de_titre_ne_fait_pas_echouer() -> None:
    pdf = ecrire(titre(2, "Deux", "a"), titre(5, "Cinq", "b"), titre(3, "Trois", "c"))

    assert re.findall(r"^ *(H\d)$", balises(pdf), re.MULTILINE) == ["H1", "H2", "H3"]


def test_le_numero_de_note_est_celui_de_l_arbre() -> None:
    pdf = ecrire(p("Texte", AppelNote(41, (p("Première."), p("Second alinéa."))), AppelNote(7, (p("Autre."),))))

    assert "41" in textes(pdf)[1]
    assert "Première." in textes(pdf)[1]
    assert "Second alinéa." in textes(pdf)[1]
    assert "Autre." in textes(pdf)[1]


def test_une_image_sans_alternative_est_decorative() -> None:
    pdf = ecrire(p("a"), Image("x.png", png(), "", 40, 20))

    assert "Figure" not in balises(pdf)


def test_une_norme_non_respectee_est_dite() -> None:
    cadre = cadre_initial() + '\n#page(image("image-1.png"))\n'

    with pytest.raises(NormePdfNonRespectee) as faute:
        write_pdf(document(p(Texte("a")), Image("x.png", png(), "Alternative", 40, 20)), cadre)
    assert any("alt" in d for d in faute.value.details)
