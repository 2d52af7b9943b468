"""One partner's document: a form, or free pages, into its file."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result

from contratdoc.cli.commandes.importer import commande
from contratdoc.formulaire.partenaire import formulaire_du_partenaire
from contratdoc.schema.natures import valider_contribution
from contratdoc.source.lecteur_yaml import lire_yaml

ARS = """\
nature: partenaire
id: ars
nom: Agence régionale de santé   # ne pas abréger
titre: Contribution de l'ARS
statut: validé
engagements:
  - {id: ars-1, texte: Ouvrir une maison de santé, objectifs: [sante-1a]}
"""


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    (tmp_path / "modeles").mkdir()
    (tmp_path / "contributions").mkdir()
    (tmp_path / "contributions/ars.yaml").write_text(ARS, encoding="utf-8")
    return tmp_path


def importer(dossier: Path, nom: str, octets: bytes, partenaire: str, *options: str) -> Result:
    (dossier / nom).write_bytes(octets)
    return CliRunner().invoke(
        commande,
        [str(dossier / nom), "--partenaire", partenaire, "--vers", str(dossier), *options],
        standalone_mode=False,
    )


def pages(*paragraphes: tuple[str, str]) -> bytes:
    """A Word file: a style and a text a paragraph."""
    document = docx.Document()
    for style, texte in paragraphes:
        document.add_paragraph(texte, style=style)
    flux = io.BytesIO()
    document.save(flux)
    return flux.getvalue()


LIBRE = pages(
    ("Heading 1", "Contribution de l'ARS"),
    ("Normal", "L'agence agit sur tout le territoire."),
    ("Heading 2", "Prévention"),
    ("Normal", "Elle mène des campagnes."),
    ("List Bullet", "dans les écoles"),
    ("List Bullet", "dans les quartiers"),
)


def test_un_formulaire_revient_dans_son_fichier(dossier: Path) -> None:
    octets = formulaire_du_partenaire(dossier, "partenaire", "ars").valeur
    assert octets is not None

    resultat = importer(dossier, "ars.docx", octets, "ars")

    assert (resultat.return_value, resultat.output) == (0, "contributions/ars.yaml dit déjà tout cela.\n")


def test_un_texte_libre_s_ajoute_a_ce_que_dit_deja_le_fichier(dossier: Path) -> None:
    refuse = importer(dossier, "libre.docx", LIBRE, "ars")

    assert refuse.return_value == 1
    assert "--remplacer" in refuse.output
    assert (dossier / "contributions/ars.yaml").read_text("utf-8") == ARS

    assert importer(dossier, "libre.docx", LIBRE, "ars", "--remplacer").return_value == 0

    ecrit = (dossier / "contributions/ars.yaml").read_text("utf-8")
    assert ecrit.startswith(ARS)
    assert ecrit.removeprefix(ARS).splitlines() == [
        "presentation: |",
        "  L'agence agit sur tout le territoire.",
        "rubriques:",
        "  - titre: Prévention",
        "    texte: |",
        "      Elle mène des campagnes.",
        "",
        "      - dans les écoles",
        "      - dans les quartiers",
    ]


def test_un_partenaire_nouveau_recoit_un_fichier_valable(dossier: Path) -> None:
    resultat = importer(dossier, "caf.docx", LIBRE, "caf", "--nature", "caf")

    assert resultat.return_value == 0, resultat.output
    lu = lire_yaml((dossier / "contributions/caf.yaml").read_bytes(), "caf.yaml")
    assert lu.valeur is not None
    valide = valider_contribution(lu.valeur)
    assert (valide.diagnostics, valide.valeur.id if valide.valeur else None) == ((), "caf")


def test_une_nature_devinee_est_dite(dossier: Path) -> None:
    assert "Nature devinée : partenaire" in importer(dossier, "libre.docx", LIBRE, "agence").output


def test_les_quartiers_du_contrat_sont_reconnus(dossier: Path) -> None:
    lieux = "communes: [{id: v, nom: Villebourg}]\nquartiers: [{id: bel-air, nom: Bel-Air, commune: v}]\n"
    (dossier / "modeles/contrat.yaml").write_text(lieux, "utf-8")
    envoi = pages(
        ("Heading 1", "Villebourg"),
        ("Heading 2", "Le quartier du port"),
        ("Normal", "Il est calme."),
        ("Heading 2", "Bel-Air aujourd'hui"),
        ("Normal", "Il change."),
        ("Heading 2", "Quartier du bourg"),
        ("Normal", "Il est ancien."),
    )

    resultat = importer(dossier, "v.docx", envoi, "villebourg")

    assert resultat.return_value == 0, resultat.output
    arbre = lire_yaml((dossier / "contributions/villebourg.yaml").read_bytes(), "villebourg.yaml").valeur
    assert arbre is not None
    assert isinstance(arbre.valeur, dict)
    assert arbre.valeur["nature"] == "commune"
    assert arbre.valeur["sections"] == [
        {"titre": "Bel-Air aujourd'hui", "quartier": "bel-air", "texte": "Il change.\n"},
        {"titre": "Quartier du bourg", "texte": "Il est ancien.\n"},
    ]
    assert arbre.valeur["presentation"] == "# Le quartier du port\n\nIl est calme.\n"


@pytest.mark.parametrize(
    ("octets", "partenaire", "code", "dit"),
    [
        (b"", "caf", 1, "CD880"),
        (b"%PDF-1.7", "caf", 1, "CD880"),
        (LIBRE, "CAF 54", 2, "minuscules sans accent"),
    ],
)
def test_ce_qui_ne_peut_pas_etre_lu_est_refuse(
    dossier: Path, octets: bytes, partenaire: str, code: int, dit: str
) -> None:
    resultat = importer(dossier, "envoi.docx", octets, partenaire)

    assert resultat.return_value == code
    assert dit in resultat.output
    assert [f.name for f in (dossier / "contributions").iterdir()] == ["ars.yaml"]
