"""The signature fields: where, how named, how read aloud; and a frame that keeps no place for them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from exemple_pdf import CHARTE, complet, document, titre
from relire_pdf import lecteur, textes

from contratdoc.document.noeuds import Signataire, Signatures, Texte
from contratdoc.writers.pdf.champs import poser_champs
from contratdoc.writers.pdf.objets import ouvrir
from contratdoc.writers.typst import Envoi, Pdf, cadre_initial, write_pdf

A_SIGNER = Envoi({}, champs=True)
PLACE = "link(s.champ, block(width: 100%, height: hauteur-signature))"
MM = 72 / 25.4


@pytest.fixture(scope="module")
def signable() -> Pdf:
    return write_pdf(complet(), cadre_initial(), A_SIGNER)


def champs(pdf: Pdf) -> dict[str, tuple[int, Any]]:
    """Each field of the form, by name: its page from 1, and its object."""
    lu = lecteur(pdf)
    pages = {p.indirect_reference.idnum: n for n, p in enumerate(lu.pages, 1) if p.indirect_reference is not None}
    formulaire = lu.trailer["/Root"].get("/AcroForm")  # type: ignore[union-attr]
    if formulaire is None:
        return {}
    trouves = [ref.get_object() for ref in formulaire["/Fields"]]
    return {str(c["/T"]): (pages[c.raw_get("/P").idnum], c) for c in trouves}


def test_un_champ_par_signataire_dans_l_ordre_de_lecture(signable: Pdf) -> None:
    trouves = champs(signable)

    assert tuple(trouves) == ("sig_etat", "sig_caf", "sig_ville") == signable.champs
    assert signable.champs_absents == ()
    assert {page for page, _ in trouves.values()} == {signable.pages["signatures"]}
    for _, champ in trouves.values():
        assert (champ["/FT"], champ["/Subtype"], champ["/F"]) == ("/Sig", "/Widget", 4)


def test_chaque_champ_est_a_la_place_de_son_signataire_et_assez_grand(signable: Pdf) -> None:
    cadres = {nom: [float(x) / MM for x in c["/Rect"]] for nom, (_, c) in champs(signable).items()}
    etat, caf, ville = cadres.values()

    assert all(x1 - x0 >= 60 and y1 - y0 >= 25 for x0, y0, x1, y1 in cadres.values())
    assert etat[2] < caf[0]  # side by side
    assert etat[1] > ville[3]  # one above the other
    assert etat[0] == pytest.approx(ville[0])


def test_un_champ_se_dit_et_se_lit_a_sa_place_dans_les_balises(signable: Pdf) -> None:
    lu = lecteur(signable)
    racine: Any = lu.trailer["/Root"]["/StructTreeRoot"]  # type: ignore[index]
    nums = racine["/ParentTree"]["/Nums"]
    parents = {int(nums[i]): nums[i + 1].get_object() for i in range(0, len(nums), 2)}

    for nom, (page, champ) in champs(signable).items():
        balise = parents[champ["/StructParent"]]
        assert balise["/S"] == "/Form"
        assert balise["/K"]["/Obj"]["/T"] == nom
        assert balise.indirect_reference in balise["/P"]["/K"]
        assert lu.pages[page - 1]["/Tabs"] == "/S"
        assert champ["/AP"]["/N"]["/Subtype"] == "/Form"
    assert [c["/TU"] for _, c in champs(signable).values()] == [
        "Signature : État (Madame Anne Martin, Préfète)",
        "Signature : CAF",
        "Signature : Commune de Test (Monsieur Paul Petit, Maire)",
    ]


def test_les_pages_sont_celles_du_document_qui_ne_se_signe_pas(signable: Pdf) -> None:
    sans = write_pdf(complet(), cadre_initial())

    assert champs(sans) == {}
    assert b"contratdoc:champ" not in sans.octets + signable.octets
    assert (textes(signable), signable.pages) == (textes(sans), sans.pages)


def test_un_signataire_nomme_deux_fois_n_a_qu_un_champ() -> None:
    un, deux = Signataire("a", "A", "", "", ""), Signataire("a", "A", "", "", "")
    pdf = write_pdf(
        document(titre(1, "Fin", "fin"), Signatures((Texte("Fait"),), (un, deux))), cadre_initial(), A_SIGNER
    )

    assert pdf.champs == ("sig_a",)
    assert b"contratdoc:champ" not in pdf.octets


def test_entre_de_larges_marges_les_blocs_se_suivent_et_restent_assez_grands() -> None:
    etroit = replace(complet(), charte=replace(CHARTE, marge_gauche=50, marge_droite=50))
    pdf = write_pdf(etroit, cadre_initial(), A_SIGNER)
    cadres = [[float(x) / MM for x in c["/Rect"]] for _, c in champs(pdf).values()]

    assert pdf.champs_absents == ()
    assert len({round(x0) for x0, *_ in cadres}) == 1
    assert all(x1 - x0 >= 60 and y1 - y0 >= 25 for x0, y0, x1, y1 in cadres)


@pytest.mark.parametrize(
    ("place", "champs_poses"),
    [("v(hauteur-signature)", ()), (PLACE.replace("100%", "59mm"), ("sig_etat", "sig_caf", "sig_ville"))],
    ids=["aucune place", "place trop étroite"],
)
def test_un_cadre_sans_place_pour_signer_le_dit(place: str, champs_poses: tuple[str, ...]) -> None:
    cadre = cadre_initial()
    assert PLACE in cadre
    pdf = write_pdf(complet(), cadre.replace(PLACE, place), A_SIGNER)

    assert pdf.champs == champs_poses
    assert pdf.champs_absents == ("sig_etat", "sig_caf", "sig_ville")


def test_un_lien_qui_n_est_pas_attendu_reste_un_lien() -> None:
    cadre = cadre_initial() + '\n#link("contratdoc:champ/sig_intrus", [ici])'
    pdf = write_pdf(complet(), cadre, A_SIGNER)

    assert pdf.champs == ("sig_etat", "sig_caf", "sig_ville")
    assert poser_champs(ouvrir(pdf.octets), ()) == {}
