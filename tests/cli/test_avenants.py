"""Sealing, amending and consolidating from the command line: what is written, and what each mistake is told.

Nothing is written when something is wrong: every refusal leaves the folder as it was.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import gc
import io
import json
import re
import shutil
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from outils import etat, lancer, remplacer

from contratdoc.cli import main
from contratdoc.nouveau_dossier import fichiers_du_dossier

BASE = Path(__file__).parents[1] / "cas" / "base"
PARTIES = """\
parties:
  - {id: etat, organisme: "L'État", qualite: Préfète}
  - {id: atr, organisme: Agglomération des Trois Rives, qualite: Présidente}
  - {id: logis, organisme: Logis des Trois Rives, qualite: Directrice}
"""
COMITE = "Le comité se réunit deux fois par an, et rend compte une fois par an."
AVENANT = """\
numero: 1
nature: actualisation
objet: Actualisation à mi-parcours
effet: 01/04/2027
considerants: [l'évaluation à mi-parcours le demande]
modifications:
"""
MOTS = "  - {operation: remplacer-mots, cible: texte/territoire/3, ancien: deux fois, nouveau: trois fois}\n"
UN = f"{AVENANT}{MOTS}"
AVENANTS = "contributions/avenants"
JOUR = f"{dt.datetime.now().astimezone().date():%d/%m/%Y}"


@pytest.fixture(scope="module")
def scelle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small contract, sealed once for all tests."""
    dossier = tmp_path_factory.mktemp("scelle") / "contrat"
    shutil.copytree(BASE, dossier)
    for nom, octets in fichiers_du_dossier().items():
        if not nom.endswith((".yaml", ".md")):
            (dossier / nom).parent.mkdir(parents=True, exist_ok=True)
            (dossier / nom).write_bytes(octets)
    contrat = dossier / "modeles/contrat.yaml"
    dit = contrat.read_text("utf-8")
    contrat.write_text(dit[: dit.index("parties:")] + PARTIES + dit[dit.index("plan:") :], "utf-8")
    territoire = f"# Le territoire\n\nLe chômage touche {{{{ faits.chomage }}}} des actifs.\n\n{COMITE}\n\n"
    (dossier / "modeles/texte/territoire.md").write_text(territoire + "{{ tableau.quartiers }}\n", "utf-8")
    rendu = lancer("sceller", dossier=dossier)
    assert rendu.returncode == 0, rendu.stderr
    return dossier


@pytest.fixture
def dossier(scelle: Path, tmp_path: Path) -> Path:
    shutil.copytree(scelle, tmp_path / "contrat")
    shutil.rmtree(tmp_path / "contrat" / "sortie")
    return tmp_path / "contrat"


def ecrire(dossier: Path, texte: str, nom: str = "avenant-1") -> None:
    chemin = dossier / AVENANTS / f"{nom}.yaml"
    chemin.parent.mkdir(parents=True, exist_ok=True)
    chemin.write_text(texte, "utf-8")


class Refus(NamedTuple):
    """What a refused command said: all of it, then the code and the place of each error."""

    dit: str
    fautes: list[tuple[str, str]]


def ici(dossier: Path, *commande: str) -> tuple[int, str, str]:
    """Run the command in this process: its exit code and what it wrote on each stream."""
    sortie, erreur = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(sortie), contextlib.redirect_stderr(erreur), pytest.MonkeyPatch.context() as m:
        m.setattr(sys, "argv", ["contratdoc", *commande, "--dossier", str(dossier)])
        try:
            with pytest.raises(SystemExit) as fin:
                main()
        finally:
            gc.enable()  # a command ends with its process, and does without the collector
    assert isinstance(fin.value.code, int)
    return fin.value.code, sortie.getvalue(), erreur.getvalue()


def refuse(dossier: Path, *commande: str) -> Refus:
    """Run a command that is refused, and check that it wrote nothing and shows a way out of each fault."""
    avant = etat(dossier)
    code, sortie, dit = ici(dossier, *commande)
    assert (code, sortie) == (1, ""), dit
    assert etat(dossier) == avant
    trouvees = re.findall(r"^erreur (CD\d{3}) : .*\n  → (\S+)", dit, re.MULTILINE)
    assert len(trouvees) >= 1, dit
    assert len(re.findall(r"^   aide : ", dit, re.MULTILINE)) >= len(trouvees), dit
    return Refus(dit, trouvees)


# --- what is written ------------------------------------------------------------------------------------------------


def test_un_contrat_scelle_se_modifie_se_scelle_et_se_consolide(dossier: Path) -> None:
    remplacer(dossier / "modeles/texte/territoire.md", "deux fois", "trois fois")
    assert lancer("avenant", "--depuis-les-sources", dossier=dossier).returncode == 0
    fichier = dossier / AVENANTS / "avenant-1.yaml"
    remplacer(fichier, "considerants:", "considerants: [l'évaluation le demande]")
    remplacer(fichier, re.findall(r"effet: .*", fichier.read_text("utf-8"))[0], "effet: 01/04/2027")
    avant = (dossier / "contrat.scelle.json").read_bytes()

    ecrits = lancer("avenant", dossier=dossier)
    assert ecrits.returncode == 0, ecrits.stderr
    noms = {Path(ligne).name for ligne in ecrits.stdout.splitlines()}
    assert {"avenant.docx", "avenant.pdf", "comparatif.docx", "contrat-modifications.docx"} <= noms
    assert {"contrat-consolide.docx", "contrat-consolide.pdf", "comparatif.pdf"} <= noms
    assert {n for n in noms if n.startswith("deliberation")} == {
        f"deliberation-{partie}.{f}" for partie in ("atr", "logis") for f in ("docx", "pdf")
    }
    assert all((dossier / ligne).stat().st_size > 10_000 for ligne in ecrits.stdout.splitlines())
    assert (dossier / "contrat.scelle.json").read_bytes() == avant

    assert lancer("sceller", "--avenant", "1", dossier=dossier).returncode == 0
    apres = json.loads((dossier / "contrat.scelle.json").read_bytes())
    assert {**apres, "avenants": []} == {**json.loads(avant), "chaine": apres["chaine"]}
    assert [m["fichier"] for m in apres["avenants"]] == ["contributions/avenants/avenant-1.yaml"]

    consolide = lancer("consolider", "--au", "2027-05-01", dossier=dossier)
    assert consolide.stdout.splitlines() == [
        f"sortie/consolide-2027-05-01/contrat-consolide.{f}" for f in ("docx", "pdf")
    ]


def test_l_etat_dit_le_sceau_et_les_avenants(dossier: Path) -> None:
    ecrire(dossier, UN)
    assert lancer("sceller", "--avenant", "1", dossier=dossier).returncode == 0
    deux = (
        UN.replace("numero: 1", "numero: 2")
        .replace("deux fois", "trois fois par")
        .replace(": trois fois}", ": six fois par, effet: 01/06/2027}")
    )
    ecrire(dossier, deux + "  - {operation: proroger, jusqu_a: 2032}\n", "suite")

    def sceau() -> dict[str, Any]:
        lu: dict[str, Any] = json.loads(lancer("etat", "--format", "json", dossier=dossier).stdout)["sceau"]
        return lu

    lu = sceau()
    assert (lu["sources"], lu["changements"]) == ("conformes", 0)
    assert [(a["numero"], a["effets"], a["modifications"]) for a in lu["avenants"]] == [
        (1, ["2027-04-01", "2027-04-01"], 1),
        (2, ["2027-04-01", "2027-06-01"], 2),
    ]
    assert [a["scelle_le"] is None for a in lu["avenants"]] == [False, True]
    texte = " ".join(lancer("etat", dossier=dossier, COLUMNS="200").stdout.split())
    assert f"Contrat scellé le {JOUR}" in texte
    assert "Avenant n° 1 : Actualisation à mi-parcours, effet le 01/04/2027, 1 modification, scellé le" in texte
    assert "jusqu'au 01/06/2027, 2 modifications, pas encore scellé" in texte
    assert "Les sources disent le contrat tel qu'il a été scellé." in texte

    remplacer(dossier / "modeles/texte/territoire.md", "deux fois", "six fois")
    remplacer(dossier / "modeles/contrat.yaml", "2024-2030", "2024-2032")
    assert sceau()["sources"] == "a-jour"
    remplacer(dossier / "modeles/contrat.yaml", "2024-2032", "2024-2031")
    assert (sceau()["sources"], sceau()["changements"]) == ("changees", 1)


def test_l_etat_d_un_contrat_sans_sceau_n_en_dit_rien(dossier: Path) -> None:
    (dossier / "contrat.scelle.json").unlink()

    assert json.loads(lancer("etat", "--format", "json", dossier=dossier).stdout)["sceau"] is None
    assert "scellé" not in lancer("etat", dossier=dossier).stdout


def test_l_etat_d_un_avenant_fautif_montre_le_sceau(dossier: Path) -> None:
    ecrire(dossier, UN.replace("deux fois", "dix fois"))
    rendu = lancer("etat", dossier=dossier, COLUMNS="200")

    assert rendu.returncode == 0
    assert "Contrat scellé le" in rendu.stdout
    assert "Ses avenants ne peuvent pas être appliqués" in rendu.stdout
    assert "1 erreur" in rendu.stdout


def test_sans_changement_il_n_y_a_rien_a_proposer(dossier: Path) -> None:
    avant = etat(dossier)
    rendu = lancer("avenant", "--depuis-les-sources", dossier=dossier)

    assert (rendu.returncode, rendu.stdout) == (
        0,
        "Les sources disent ce que dit le contrat en vigueur : pas d'avenant à proposer.\n",
    )
    assert etat(dossier) == avant


def test_des_sources_conformes_au_sceau_se_recompilent(dossier: Path) -> None:
    assert lancer("compiler", "--format", "docx", dossier=dossier).returncode == 0


# --- a faulty avenant -----------------------------------------------------------------------------------------------

ICI = f"{AVENANTS}/avenant-1.yaml"


def _op(**champs: str) -> str:
    return (
        AVENANT
        + "  - {"
        + ", ".join(f"{c.replace('_', '-') if c == 'x' else c}: {v}" for c, v in champs.items())
        + "}\n"
    )


@pytest.mark.parametrize(
    ("texte", "attendues", "dit"),
    [
        pytest.param(
            UN.replace("texte/territoire/3", "texte/territoir/3"),
            [("CD831", f"{ICI}:7:17")],
            "Vouliez-vous dire « texte/territoire/3 » ?",
            id="cible inconnue",
        ),
        pytest.param(
            UN.replace("texte/territoire/3", "libelle").replace("deux fois", "x"),
            [("CD831", f"{ICI}:7:17")],
            "désigne plusieurs éléments",
            id="cible ambiguë",
        ),
        pytest.param(
            UN.replace("deux fois", "cinq fois"),
            [("CD832", f"{ICI}:7:17")],
            f"Le contrat en vigueur dit : « {COMITE} ».",
            id="ancien texte introuvable",
        ),
        pytest.param(
            UN.replace("deux fois", "par an"),
            [("CD838", f"{ICI}:7:17")],
            "dit 2 fois « par an »",
            id="ancien texte trouvé deux fois",
        ),
        pytest.param(
            _op(operation="deplacer", cible="emploi-1a/libelle"),
            [("CD833", f"{ICI}:7:17")],
            "n'est pas dans une liste",
            id="opération impossible",
        ),
        pytest.param(
            UN.replace("actualisation", "prorogation", 1),
            [("CD834", f"{ICI}:7:17")],
            "l'avenant de nature « prorogation » n'admet pas l'opération « remplacer-mots »",
            id="hors de la nature",
        ),
        pytest.param(
            UN.replace("numero: 1", "numero: 2"), [("CD835", ICI)], "le suivant attendu est le 1", id="numéro sauté"
        ),
        pytest.param(
            UN.replace("01/04/2027", "01/04/2035"),
            [("CD836", f"{ICI}:7:17")],
            "hors du contrat (2024-2030)",
            id="effet hors du contrat",
        ),
        pytest.param(
            UN.replace("effet:", "date: 01/04/2023\neffet:"),
            [("CD836", ICI)],
            "est signé le 01/04/2023",
            id="date hors du contrat",
        ),
        pytest.param(
            UN.replace("modifications", "actes: {loggis: délibération du 2 mars 2027}\nmodifications"),
            [("CD837", f"{ICI}:6:9")],
            "Vouliez-vous dire « logis » ?",
            id="partie inconnue",
        ),
        pytest.param(
            _op(operation="remplacer", cible="mission/nom", ancien="Mission locale", nouveau="ML").replace(
                "actualisation", "revision-contribution", 1
            ),
            [("CD837", f"{ICI}:7:17")],
            "« mission » n'est pas partie au contrat",
            id="partie qui n'a pas signé",
        ),
        pytest.param(
            UN.replace("considerants: [l'évaluation à mi-parcours le demande]\n", ""),
            [("CD839", f"{ICI}:6:17")],
            "Ajoutez « motif: … »",
            id="motif absent",
        ),
        pytest.param(
            UN.replace("nature: actualisation", "nature: actualisaton"),
            [("CD103", f"{ICI}:2:9")],
            "Vouliez-vous dire « actualisation » ?",
            id="nature inconnue",
        ),
        pytest.param(
            UN.replace("remplacer-mots", "remplacer-mot"),
            [("CD103", f"{ICI}:7:17")],
            "Vouliez-vous dire « remplacer-mots » ?",
            id="opération inconnue",
        ),
        pytest.param(f"{AVENANT}  - [\n", [("CD010", f"{ICI}:7:1")], "", id="YAML illisible"),
        pytest.param(
            _op(operation="remplacer", cible="logis/patrimoine/total", ancien="300", nouveau="301"),
            [("CD401", ICI)],
            "Une fois l'avenant n° 1 appliqué : ",
            id="contrat modifié incohérent",
        ),
    ],
)
def test_un_avenant_fautif_est_refuse_a_sa_place(
    texte: str, attendues: list[tuple[str, str]], dit: str, dossier: Path
) -> None:
    ecrire(dossier, texte)
    erreurs, trouvees = refuse(dossier, "avenant")

    assert trouvees == attendues
    assert dit in erreurs


def test_un_avenant_fautif_ne_se_scelle_ni_ne_se_consolide(dossier: Path) -> None:
    ecrire(dossier, UN.replace("deux fois", "cinq fois"))

    for commande in (
        ("sceller", "--avenant", "1"),
        ("consolider", "--au", "2027-05-01"),
        ("avenant", "--depuis-les-sources"),
    ):
        assert refuse(dossier, *commande)[1] == [("CD832", f"{ICI}:7:17")], commande


def test_toutes_les_fautes_se_disent_en_une_fois(dossier: Path) -> None:
    ecrire(dossier, UN + MOTS.replace("deux fois", "cinq fois") + MOTS.replace("territoire/3", "nulle-part"))

    assert refuse(dossier, "avenant")[1] == [("CD832", f"{ICI}:8:17"), ("CD831", f"{ICI}:9:17")]


def test_deux_fichiers_pour_un_numero(dossier: Path) -> None:
    ecrire(dossier, UN)
    ecrire(dossier, UN, "autre")
    erreurs, trouvees = refuse(dossier, "avenant")

    assert trouvees == [("CD846", ICI)]
    assert f"voir : {AVENANTS}/autre.yaml" in erreurs or f"{AVENANTS}/autre.yaml" in erreurs


def test_deux_avenants_dates_a_rebours(dossier: Path) -> None:
    ecrire(dossier, UN.replace("effet:", "date: 02/03/2027\neffet:"))
    ecrire(dossier, UN.replace("numero: 1", "numero: 2").replace("effet:", "date: 01/03/2027\neffet:"), "avenant-2")
    erreurs, trouvees = refuse(dossier, "avenant")

    assert trouvees == [("CD835", f"{AVENANTS}/avenant-2.yaml")]
    assert "daté d'avant l'avenant n° 1" in erreurs
    assert ICI in erreurs


def test_deux_avenants_en_conflit_montrent_leurs_deux_places(dossier: Path) -> None:
    ecrire(dossier, UN)
    ecrire(dossier, UN.replace("numero: 1", "numero: 2"), "avenant-2")
    erreurs, trouvees = refuse(dossier, "avenant")

    assert trouvees == [("CD832", f"{AVENANTS}/avenant-2.yaml:7:17")]
    assert f"{ICI}:7:17" in erreurs
    assert "déjà modifié ici" in erreurs


# --- a faulty seal --------------------------------------------------------------------------------------------------


def _retouche(dossier: Path) -> None:
    remplacer(dossier / "contrat.scelle.json", "deux fois par an", "dix fois par an")


def _coupe(dossier: Path) -> None:
    sceau = dossier / "contrat.scelle.json"
    sceau.write_bytes(sceau.read_bytes()[:5_000])


def _futur(dossier: Path) -> None:
    remplacer(dossier / "contrat.scelle.json", '"version": 1', '"version": 2')


@pytest.mark.parametrize(
    ("geste", "code"), [(_retouche, "CD842"), (_coupe, "CD841"), (_futur, "CD845")], ids=["retouché", "coupé", "futur"]
)
@pytest.mark.parametrize(
    "commande",
    [("compiler",), ("avenant",), ("avenant", "--depuis-les-sources"), ("consolider",), ("sceller", "--avenant", "1")],
    ids=" ".join,
)
def test_un_sceau_fautif_arrete_tout(geste: Any, code: str, commande: tuple[str, ...], dossier: Path) -> None:
    ecrire(dossier, UN)
    geste(dossier)

    assert refuse(dossier, *commande)[1] == [(code, "contrat.scelle.json")]


def test_des_sources_plus_recentes_que_le_sceau(dossier: Path) -> None:
    remplacer(dossier / "modeles/texte/territoire.md", "deux fois", "trois fois")
    remplacer(dossier / "contributions/logis.yaml", "individuels: 5", "individuels: 6")
    erreurs, trouvees = refuse(dossier, "compiler")

    assert trouvees == [("CD843", "contrat.scelle.json")]
    assert "(2 changements) : « contributions/logis/programmes », « texte/territoire/3 »" in erreurs
    assert "« contratdoc avenant --depuis-les-sources »" in erreurs


def test_une_allure_changee_depuis_le_sceau(dossier: Path) -> None:
    remplacer(dossier / "modeles/charte.yaml", "corps: 10", "corps: 11")
    erreurs, trouvees = refuse(dossier, "compiler")

    assert trouvees == [("CD843", "contrat.scelle.json")]
    assert "« modeles/charte.yaml »" in erreurs


def test_un_contrat_ne_se_scelle_qu_une_fois(dossier: Path) -> None:
    assert refuse(dossier, "sceller")[1] == [("CD840", "contrat.scelle.json")]


def test_un_contrat_fautif_ne_se_scelle_pas(dossier: Path) -> None:
    (dossier / "contrat.scelle.json").unlink()
    remplacer(dossier / "contributions/logis.yaml", "total: 300", "total: 301")

    assert ("CD401", "contributions/logis.yaml:7:10") in refuse(dossier, "sceller")[1]


@pytest.mark.parametrize(
    "commande", [("avenant",), ("avenant", "--depuis-les-sources"), ("consolider",), ("sceller", "--avenant", "1")]
)
def test_sans_sceau_il_n_y_a_rien_a_modifier(commande: tuple[str, ...], dossier: Path) -> None:
    (dossier / "contrat.scelle.json").unlink()
    ecrire(dossier, UN)

    assert refuse(dossier, *commande)[1] == [("CD840", "contrat.scelle.json")]


@pytest.mark.parametrize(
    ("avant", "apres"),
    [("01/04/2027", "01/05/2027"), ("trois fois", "six fois"), ("mi-parcours le", "mi-parcours, le")],
    ids=["effet", "mots", "considérant"],
)
def test_un_avenant_scelle_puis_modifie_se_voit(avant: str, apres: str, dossier: Path) -> None:
    ecrire(dossier, UN)
    assert lancer("sceller", "--avenant", "1", dossier=dossier).returncode == 0
    remplacer(dossier / ICI, avant, apres)
    ecrire(
        dossier,
        UN.replace("numero: 1", "numero: 2").replace("deux fois", "rend").replace("trois fois", "rendra"),
        "avenant-2",
    )

    assert refuse(dossier, "avenant", "2")[1] == [("CD844", ICI)]


def test_un_avenant_scelle_puis_retire_se_voit(dossier: Path) -> None:
    ecrire(dossier, UN)
    assert lancer("sceller", "--avenant", "1", dossier=dossier).returncode == 0
    (dossier / ICI).unlink()

    assert refuse(dossier, "consolider", "--au", "2027-05-01")[1] == [("CD844", ICI)]


def test_un_avenant_scelle_remis_en_forme_est_le_meme(dossier: Path) -> None:
    ecrire(dossier, UN)
    assert lancer("sceller", "--avenant", "1", dossier=dossier).returncode == 0
    remplacer(dossier / ICI, "numero: 1", "# signé le 1er avril\nnumero:   '1'")

    assert json.loads(lancer("etat", "--format", "json", dossier=dossier).stdout)["sceau"]["sources"] == "conformes"
    assert refuse(dossier, "sceller", "--avenant", "1")[1] == [("CD840", ICI)]


def test_un_avenant_ne_se_scelle_pas_avant_le_precedent(dossier: Path) -> None:
    ecrire(dossier, UN)
    ecrire(
        dossier,
        UN.replace("numero: 1", "numero: 2").replace("deux fois", "rend").replace("trois fois", "rendra"),
        "avenant-2",
    )
    erreurs, trouvees = refuse(dossier, "sceller", "--avenant", "2")

    assert trouvees == [("CD835", f"{AVENANTS}/avenant-2.yaml")]
    assert "contratdoc sceller --avenant 1" in erreurs


@pytest.mark.parametrize("commande", [("avenant", "4"), ("sceller", "--avenant", "4")], ids=" ".join)
def test_un_avenant_qui_n_existe_pas(commande: tuple[str, ...], dossier: Path) -> None:
    ecrire(dossier, UN)

    assert [code for code, _ in refuse(dossier, *commande)[1]] == ["CD835"]


# --- what cannot be written -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("commande", [("avenant",), ("consolider", "--au", "2027-05-01")], ids=" ".join)
def test_une_sortie_ou_l_on_ne_peut_pas_ecrire(commande: tuple[str, ...], dossier: Path) -> None:
    ecrire(dossier, UN)
    (dossier / "sortie").write_text("un fichier")

    assert refuse(dossier, *commande)[1] == [("CD820", "sortie")]


def test_une_proposition_n_ecrase_pas_un_fichier(dossier: Path) -> None:
    remplacer(dossier / "modeles/texte/territoire.md", "deux fois", "trois fois")
    (dossier / AVENANTS / "avenant-1.yaml").mkdir(parents=True)
    avant = etat(dossier)
    rendu = lancer("avenant", "--depuis-les-sources", dossier=dossier)

    assert (rendu.returncode, rendu.stdout) == (1, "")
    assert "existe déjà : rien n'a été écrit" in rendu.stderr
    assert etat(dossier) == avant


@pytest.mark.parametrize(
    ("arguments", "dit"),
    [
        (("consolider", "--au", "hier"), "Écrivez une date comme « 2027-03-01 »"),
        (("avenant", "0"), "0"),
        (("avenant", "1", "--depuis-les-sources"), "n'indiquez pas de numéro"),
        (("sceller", "--avenant", "un"), "un"),
    ],
)
def test_une_commande_mal_ecrite(arguments: tuple[str, ...], dit: str, dossier: Path) -> None:
    rendu = lancer(*arguments, dossier=dossier)

    assert rendu.returncode == 2
    assert dit in rendu.stderr


def test_on_ne_consolide_pas_hors_du_contrat(dossier: Path) -> None:
    ecrire(dossier, UN)

    for jour in ("2023-12-31", "2031-01-01"):
        assert refuse(dossier, "consolider", "--au", jour)[1] == [("CD836", "contrat.scelle.json")]


def test_un_sceau_interrompu_reste_celui_d_avant(dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ecrire(dossier, UN)
    avant = etat(dossier)

    def plein(*_: object) -> None:
        raise OSError(errno.ENOSPC, "plein")

    monkeypatch.setattr(Path, "replace", plein)
    code, _, dit = ici(dossier, "sceller", "--avenant", "1")

    assert (code, "le disque est plein" in dit) == (1, True)
    assert etat(dossier) == avant
