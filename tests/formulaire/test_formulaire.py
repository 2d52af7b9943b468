"""The Word form: what is written in its boxes is what is read from them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from contratdoc.formulaire.cases import w
from contratdoc.formulaire.ecrire import write_formulaire
from contratdoc.formulaire.lire import est_formulaire, read_formulaire
from contratdoc.formulaire.textes import markdown_de_la_case
from contratdoc.schema.natures import NATURES, valider_contribution
from contratdoc.source.ecrivain_yaml import ecrire_yaml
from contratdoc.source.lecteur_yaml import lire_yaml

RACINE = Path(__file__).resolve().parents[2]
BAILLEUR: dict[str, Any] = {
    "nature": "bailleur",
    "id": "logis",
    "nom": "Logis d'Aubry",
    "titre": "Contribution du Logis",
    "statut": "brouillon",
    "presentation": "Un **bailleur**.\n\n- un\n- deux\n\n\nFin.",
    "quartiers": ["nord", "sud"],
    "patrimoine": {"total": "1 454", "par_commune": [{"commune": "Aubry", "logements": "710"}]},
    "programmes": [
        {"type": "accession", "commune": "Belval", "typologie": {"T2": "6", "T3": "13"}, "travaux": ["Toit", "Murs"]},
        {"type": "locatif neuf", "commune": "Aubry", "observations": "Une ligne\nune autre"},
    ],
    "rubriques": [{"titre": "Suite", "texte": "| a | b |\n|---|---|\n| 1 | 2 |"}],
}


def modifier(octets: bytes, changer: Any) -> bytes:
    """The same form after its body went through someone's hands."""
    sortie = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(octets)) as avant, zipfile.ZipFile(sortie, "w") as apres:
        for nom in avant.namelist():
            contenu = avant.read(nom)
            if nom == "word/document.xml":
                racine = etree.fromstring(contenu)
                changer(racine.find(w("body")))
                contenu = etree.tostring(racine)
            apres.writestr(nom, contenu)
    return sortie.getvalue()


def case(corps: Any, cle: str) -> Any:
    """The first box of a key."""
    return next(
        s
        for s in corps.iter(w("sdt"))
        if (t := s.find(f"{w('sdtPr')}/{w('tag')}")) is not None and t.get(w("val")) == cle
    )


def relire(octets: bytes) -> dict[str, Any]:
    lu = read_formulaire(octets, "formulaire.docx")
    assert lu.diagnostics == ()
    assert lu.valeur is not None
    return dict(lu.valeur.donnees)


def test_un_formulaire_revient_tel_qu_il_est_parti() -> None:
    assert relire(write_formulaire("bailleur", BAILLEUR)) == BAILLEUR


@pytest.mark.parametrize("fichier", sorted((RACINE / "contributions").glob("*.yaml")), ids=lambda f: f.stem)
def test_chaque_contribution_du_contrat_fait_l_aller_et_retour(fichier: Path) -> None:
    avant = lire_yaml(fichier.read_bytes(), fichier.name).valeur
    assert avant is not None
    assert isinstance(avant.valeur, dict)

    donnees = relire(write_formulaire(str(avant.valeur["nature"]), avant.valeur))

    apres = lire_yaml(ecrire_yaml(donnees).encode(), fichier.name).valeur
    assert apres is not None
    textes = [valider_contribution(a).valeur for a in (avant, apres)]
    assert None not in textes
    a, b = (t.model_dump_json() for t in textes if t is not None)
    assert _sans_places(a) == _sans_places(b)


def _sans_places(json: str) -> list[str]:
    """The words of a record: its texts know their lines, which a form does not keep."""
    import json as js

    def textes(v: object) -> list[str]:
        if isinstance(v, dict):
            return [
                t for k, x in v.items() if k not in ("place", "ligne", "colonne", "fichier") for t in [k, *textes(x)]
            ]
        if isinstance(v, list):
            return [t for x in v for t in textes(x)]
        return [str(v).strip("\n")] if isinstance(v, str) else []

    return textes(js.loads(json))


@pytest.mark.parametrize("nature", sorted(NATURES))
def test_un_formulaire_neuf_n_affirme_rien(nature: str) -> None:
    assert relire(write_formulaire(nature, {"id": "essai", "statut": "brouillon"})) == {
        "nature": nature,
        "id": "essai",
        "statut": "brouillon",
    }


_MOTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cn", "Co")), min_size=1)
_LIGNE = _MOTS.map(lambda t: " ".join(t.split())).filter(bool)


@given(
    nom=_LIGNE,
    presentation=st.lists(_LIGNE, min_size=1, max_size=4).map("\n\n".join),
    quartiers=st.lists(_LIGNE, min_size=1, max_size=3),
)
def test_tout_texte_fait_l_aller_et_retour(nom: str, presentation: str, quartiers: list[str]) -> None:
    donnees = {"nature": "caf", "id": "x", "nom": nom, "presentation": presentation, "quartiers": quartiers}

    lu = read_formulaire(write_formulaire("caf", donnees), "x.docx")

    assert lu.valeur is not None
    assert lu.valeur.donnees == {k: donnees[k] for k in ("nature", "id", "nom", "quartiers", "presentation")}


def test_un_element_ajoute_dans_word_est_lu() -> None:
    def ajouter(corps: Any) -> None:
        import copy

        section = case(corps, "rubriques")
        article = next(section.find(w("sdtContent")).iterchildren(w("sdt")))
        neuf = copy.deepcopy(article)
        titre = case(neuf, "titre").find(f".//{w('t')}")
        titre.text = "Ajoutée"
        article.addnext(neuf)

    lu = relire(modifier(write_formulaire("bailleur", BAILLEUR), ajouter))

    assert [r["titre"] for r in lu["rubriques"]] == ["Suite", "Ajoutée"]


def test_la_mise_en_forme_de_word_devient_du_markdown() -> None:
    ns = f'xmlns:w="{w("")[1:-1]}"'
    contenu = etree.fromstring(
        f"<w:sdtContent {ns}>"
        "<w:p><w:r><w:t xml:space='preserve'>Un mot </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>fort</w:t></w:r></w:p>"
        "<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>un</w:t></w:r></w:p>"
        "<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>deux</w:t></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a|b</w:t></w:r></w:p></w:tc></w:tr>"
        "<w:tr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        "<w:p><w:del><w:r><w:delText>parti</w:delText></w:r></w:del><w:ins><w:r><w:t>venu</w:t></w:r></w:ins></w:p>"
        "</w:sdtContent>"
    )

    assert markdown_de_la_case(contenu) == "Un mot **fort**\n\n- un\n- deux\n\n| a\\|b |\n|---|\n| 1 |\n\nvenu"


def test_ce_qui_est_ecrit_hors_des_cases_est_dit() -> None:
    def ajouter(corps: Any) -> None:
        corps[2].addnext(etree.fromstring(f'<w:p xmlns:w="{w("")[1:-1]}"><w:r><w:t>Bien à vous</w:t></w:r></w:p>'))

    lu = read_formulaire(modifier(write_formulaire("bailleur", BAILLEUR), ajouter), "f.docx")

    assert [(d.code, d.place.ligne) for d in lu.diagnostics] == [("CD873", 4)]
    assert "« Bien à vous »" in lu.diagnostics[0].message
    assert lu.valeur is not None
    assert lu.valeur.donnees == BAILLEUR


def test_une_case_d_un_autre_formulaire_ou_en_double_est_refusee() -> None:
    def renommer(corps: Any) -> None:
        case(corps, "sigle").find(f"{w('sdtPr')}/{w('tag')}").set(w("val"), "nom")
        case(corps, "collectifs").find(f"{w('sdtPr')}/{w('tag')}").set(w("val"), "missions")

    lu = read_formulaire(modifier(write_formulaire("bailleur", BAILLEUR), renommer), "f.docx")

    assert lu.valeur is None
    assert [d.code for d in lu.diagnostics] == ["CD872", "CD872"]
    assert "« nom » est deux fois" in lu.diagnostics[0].message
    assert "« missions » n'est pas de ce formulaire" in lu.diagnostics[1].message


def test_des_modifications_suivies_sont_dites() -> None:
    def suivre(corps: Any) -> None:
        p = case(corps, "nom").find(f".//{w('p')}")
        p.append(etree.fromstring(f'<w:ins xmlns:w="{w("")[1:-1]}"><w:r><w:t> bis</w:t></w:r></w:ins>'))

    lu = read_formulaire(modifier(write_formulaire("bailleur", BAILLEUR), suivre), "f.docx")

    assert [d.code for d in lu.diagnostics] == ["CD874"]
    assert lu.valeur is not None
    assert lu.valeur.donnees["nom"] == "Logis d'Aubry bis"


@pytest.mark.parametrize("octets", [b"", b"PK\x03\x04", b"texte"])
def test_ce_qui_n_est_pas_un_fichier_word_est_refuse(octets: bytes) -> None:
    assert [d.code for d in read_formulaire(octets, "f.docx").diagnostics] == ["CD029"]
    assert not est_formulaire(octets)


def test_un_document_sans_cases_est_refuse() -> None:
    def vider(corps: Any) -> None:
        for sdt in list(corps.iter(w("sdt"))):
            if sdt.getparent() is not None:
                sdt.getparent().remove(sdt)

    octets = modifier(write_formulaire("bailleur", BAILLEUR), vider)

    assert [d.code for d in read_formulaire(octets, "f.docx").diagnostics] == ["CD871"]
    assert not est_formulaire(octets)
