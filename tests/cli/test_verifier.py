"""`contratdoc verifier` as its user meets it: each format, what is kept, lone files, fixes."""

from __future__ import annotations

import io
import json
import stat
from typing import TYPE_CHECKING

import docx
import pytest
from outils import etat, lancer, nouveau_dossier, remplacer

from contratdoc.cli import verification
from contratdoc.cli.commandes import verifier as commande
from contratdoc.controles import registre
from contratdoc.controles.registre import SUR_L_ECRIT
from contratdoc.diagnostics import Diagnostic, Place, Remplacement, Severite

if TYPE_CHECKING:
    from pathlib import Path


TEXTE = "# Un\n\n### Trois\n\nTexte.\n"
"""CD951 (a warning): a level of heading is passed over."""


@pytest.fixture
def ici(tmp_path: Path) -> Path:
    (tmp_path / "a.md").write_text(TEXTE, "utf-8")
    return tmp_path


def test_chaque_format_dit_la_faute(ici: Path) -> None:
    rendus = {f: lancer("verifier", "a.md", "--format", f, dossier=ici) for f in commande.FORMATS}

    assert {f: r.returncode for f, r in rendus.items()} == dict.fromkeys(commande.FORMATS, 0)
    assert "CD951" in rendus["complet"].stderr
    assert "### Trois\n" in rendus["complet"].stderr
    assert "^" in rendus["complet"].stderr
    assert rendus["concis"].stderr.startswith("a.md:3:")
    assert json.loads(rendus["json"].stdout)["constats"][0]["code"] == "CD951"
    assert json.loads(rendus["sarif"].stdout)["runs"][0]["results"][0]["ruleId"] == "CD951"
    assert rendus["github"].stdout.startswith("::warning file=a.md,line=3,")
    assert json.loads(rendus["gitlab"].stdout)[0]["check_name"] == "CD951"
    assert {r.stderr for f, r in rendus.items() if f in ("json", "sarif", "github", "gitlab")} == {
        "0 erreur, 1 avertissement.\n"
    }
    copie = docx.Document(io.BytesIO((ici / "sortie" / "relecture" / "a.docx").read_bytes()))
    assert "CD951" in next(iter(copie.comments)).text
    assert "a.docx" in rendus["word"].stdout


def test_le_seuil_et_les_codes_passes(ici: Path) -> None:
    for arguments in (
        ("--seuil", "erreur"),
        ("--sauf", "CD951"),
        ("--sauf", "cd602, cd951"),
        ("--sauf", "CD602", "--sauf", "CD951"),
    ):
        rendu = lancer("verifier", "a.md", "--format", "concis", *arguments, dossier=ici)
        assert (rendu.returncode, rendu.stdout, rendu.stderr) == (0, "0 erreur, 0 avertissement.\n", "")
    garde = lancer("verifier", "a.md", "--format", "concis", "--seuil", "avertissement", dossier=ici)
    assert "CD951" in garde.stderr


def test_un_code_inconnu_est_refuse(ici: Path) -> None:
    rendu = lancer("verifier", "a.md", "--sauf", "CD950,CD0000", dossier=ici)

    assert rendu.returncode == 2
    assert "n'existe pas" in rendu.stderr
    assert rendu.stdout == ""


def test_des_fichiers_seuls_de_toute_sorte(ici: Path) -> None:
    (ici / "b.txt").write_bytes(b"Du texte.\r\n")
    document = docx.Document()
    document.add_heading("Un", 1)
    document.add_heading("Trois", 3)
    document.save(str(ici / "c.docx"))
    (ici / "d.yaml").write_text("nature: caf\nid: d\n", "utf-8")
    (ici / "e.yaml").write_text("a: [\n", "utf-8")
    (ici / "dossier").mkdir()
    (ici / "faux.docx").write_bytes(b"PK")
    noms = ["a.md", "b.txt", "c.docx", "d.yaml", "e.yaml", "dossier", "faux.docx", "absent.md"]
    rendu = lancer("verifier", *noms, "--format", "json", dossier=ici)
    par_fichier: dict[str, set[str]] = {}
    for c in json.loads(rendu.stdout)["constats"]:
        par_fichier.setdefault(c["fichier"], set()).add(c["code"])

    assert rendu.returncode == 1
    assert set(par_fichier) == set(noms) - {"b.txt"}
    assert "CD951" in par_fichier["a.md"] & par_fichier["c.docx"]
    assert par_fichier["dossier"] == {"CD021"}
    assert par_fichier["faux.docx"] == {"CD029"}
    assert par_fichier["absent.md"] == {"CD020"}


def test_deux_fichiers_de_meme_nom_ont_chacun_leur_copie(ici: Path) -> None:
    (ici / "A.txt").write_text(TEXTE, "utf-8")
    (ici / "faux.docx").write_bytes(b"PK")
    (ici / "modeles").mkdir()
    (ici / "modeles" / "a.md").write_text(TEXTE, "utf-8")
    rendu = lancer(
        "verifier", "a.md", "A.txt", "modeles/a.md", "faux.docx", "absent.md", "--format", "word", dossier=ici
    )
    copies = sorted(f.name for f in (ici / "sortie" / "relecture").iterdir())

    assert rendu.returncode == 1
    assert copies == ["A.docx", "a-md.docx", "faux.docx", "modeles-a.docx"]
    assert "CD020" in rendu.stderr
    assert "CD951" not in rendu.stderr


def test_une_acceptation_vaut_pour_un_fichier_seul(ici: Path) -> None:
    (ici / "a.md").write_text(TEXTE.replace("###", "<!-- accepte CD951 : voulu -->\n###"), "utf-8")
    assert "CD951" not in lancer("verifier", "a.md", "--format", "concis", dossier=ici).stderr
    (ici / "a.md").write_text(
        TEXTE.replace("###", "<!-- accepte CD951 : voulu (jusqu'au 01/01/2020) -->\n###"), "utf-8"
    )
    perimee = lancer("verifier", "a.md", "--format", "concis", dossier=ici).stderr
    assert "CD951" in perimee
    assert "CD027" in perimee


def test_les_copies_word_d_un_dossier(tmp_path: Path) -> None:
    dossier = nouveau_dossier(tmp_path / "contrat")
    (fichier, *_) = sorted((dossier / "contributions").glob("*.yaml"))
    fichier.write_text(fichier.read_text("utf-8") + "inconnu: 1\n", "utf-8")
    rendu = lancer("verifier", "--format", "word", "--sauf", "CD999", dossier=dossier)

    assert rendu.returncode == 1
    assert (dossier / "sortie" / "relecture" / f"contributions-{fichier.stem}.docx").exists()


# --- a rule that fails


class Cassee:
    FICHE = SUR_L_ECRIT[0].FICHE

    def chercher(self, ecrit: object, contexte: object) -> list[Diagnostic]:
        del ecrit, contexte
        raise RuntimeError("panne")


@pytest.mark.parametrize("forme", commande.FORMATS)
def test_une_regle_en_panne_donne_le_code_3(
    forme: str, ici: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ici)
    monkeypatch.setattr(registre, "SUR_L_ECRIT", (Cassee(), *SUR_L_ECRIT))

    code = commande.commande.main(["a.md", "--format", forme], standalone_mode=False)

    dit = "".join(capsys.readouterr())
    assert code == 3
    assert Cassee.FICHE.nom in dit
    assert "CD951" in dit or forme == "word"


# --- fixes


@pytest.fixture
def aubri(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule that finds « Aubri », fixable, in lone texts."""

    class Nom:
        FICHE = SUR_L_ECRIT[0].FICHE

        def chercher(self, ecrit: object, contexte: object) -> list[Diagnostic]:
            del contexte
            return [
                Diagnostic(
                    self.FICHE.code, Severite.INFO, "Nom.", p.place(rang), (), (), Remplacement("Aubri", "Aubry")
                )
                for p in ecrit.tous  # type: ignore[attr-defined]
                if (rang := p.texte.find("Aubri")) >= 0
            ]

    monkeypatch.setattr(registre, "SUR_L_ECRIT", (Nom(),))


@pytest.mark.usefixtures("aubri")
def test_corriger_montre_la_difference_puis_ecrit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    vrai = tmp_path / "vrai.md"
    vrai.write_bytes("\ufeffVers Aubri.\r\n\r\n« Aubri »\r\n".encode())
    vrai.chmod(0o640)
    (tmp_path / "a.md").symlink_to("vrai.md")

    def lance(*options: str) -> tuple[int, str, str]:
        code = commande.commande.main(["a.md", "--corriger", *options], standalone_mode=False)
        return code, *capsys.readouterr()

    code, sortie, _ = lance("--sauf", SUR_L_ECRIT[0].FICHE.code)
    assert (code, sortie.split("\n")[0]) == (0, "Rien à corriger sans vous.")
    code, sortie, _ = lance()
    assert code == 0
    assert sortie.index("-\ufeffVers Aubri.\n+\ufeffVers Aubry.\n") < sortie.index("Corrigé : a.md")
    assert vrai.read_bytes() == "\ufeffVers Aubry.\r\n\r\n« Aubri »\r\n".encode()
    assert (tmp_path / "a.md").is_symlink()
    assert stat.S_IMODE(vrai.stat().st_mode) == 0o640
    assert sorted(etat(tmp_path)) == ["a.md", "vrai.md"]

    assert lance()[1].startswith("Rien à corriger sans vous.\n")
    remplacer(vrai, "Aubry", "Aubri")
    _, sortie, erreur = lance("--format", "json")
    assert len(json.loads(sortie)["constats"]) == 1
    assert "+\ufeffVers Aubry." in erreur


@pytest.mark.usefixtures("aubri")
@pytest.mark.parametrize("reponse", ["o\n", "n\n"])
def test_un_utilisateur_devant_son_ecran_est_consulte(
    reponse: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text("Aubri.\n", "utf-8")
    vus: list[str] = []

    def confirmer(question: str, **_: object) -> bool:
        vus.append(question)
        return reponse == "o\n"

    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("click.confirm", confirmer)
    commande.commande.main(["a.md", "--corriger"], standalone_mode=False)

    assert vus == ["Appliquer ces corrections à 1 fichier ?"]
    assert (tmp_path / "a.md").read_text("utf-8") == ("Aubry.\n" if reponse == "o\n" else "Aubri.\n")
    assert ("Rien n'a été changé." in capsys.readouterr().out) == (reponse == "n\n")


def test_un_fichier_qui_ne_peut_pas_etre_ecrit_est_dit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "fichier").write_text("x", "utf-8")

    assert not verification.ecrire_corrections({tmp_path / "fichier" / "a.md": b"x"})
    assert "ne peut pas être écrit" in capsys.readouterr().err


def test_corriger_un_dossier_juste_n_y_touche_pas(tmp_path: Path) -> None:
    dossier = nouveau_dossier(tmp_path / "contrat")
    avant = etat(dossier)
    rendu = lancer("verifier", "--corriger", "--brouillon", dossier=dossier)

    assert rendu.returncode == 0
    assert rendu.stdout.startswith("Rien à corriger sans vous.\n")
    assert etat(dossier) == avant


def _retenus(seuil: str, sauf: frozenset[str] = frozenset()) -> list[str]:
    fautes = [Diagnostic(f"CD00{i}", s, "F.", Place("a")) for i, s in enumerate(Severite)]
    return [d.severite.value for d in verification.retenir(fautes, seuil, sauf)]


def test_ce_qui_est_retenu() -> None:
    assert _retenus("info") == ["erreur", "avertissement", "info"]
    assert _retenus("avertissement") == ["erreur", "avertissement"]
    assert _retenus("erreur") == ["erreur"]
    assert _retenus("info", frozenset({"CD000"})) == ["avertissement", "info"]
