"""The command line as its user meets it: French, exit codes, nothing lost, nothing loaded for nothing."""

from __future__ import annotations

import gc
import re
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from outils import COMMANDE, comparer_attendu, etat, lancer, nouveau_dossier, remplacer

from contratdoc.cli import COMMANDES, main
from contratdoc.cli.commandes.nouveau import NATURES

if TYPE_CHECKING:
    from collections.abc import Callable

ATTENDUS = Path(__file__).with_name("attendus")


class Ligne:
    """The command in this process: its exit code and what it wrote."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.monkeypatch = monkeypatch
        self.capsys = capsys
        self.sortie = ""
        self.erreur = ""

    def __call__(self, *arguments: str) -> int:
        self.monkeypatch.setattr(sys, "argv", ["contratdoc", *arguments])
        try:
            with pytest.raises(SystemExit) as fin:
                main()
        finally:
            gc.enable()  # a command ends with its process, and does without the collector
        self.sortie, self.erreur = self.capsys.readouterr()
        assert isinstance(fin.value.code, int)
        return fin.value.code


@pytest.fixture
def ligne(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ligne:
    monkeypatch.setenv("COLUMNS", "80")
    return Ligne(monkeypatch, capsys)


@pytest.fixture
def dossier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new contract's folder, and the place where commands are run."""
    dossier = nouveau_dossier(tmp_path / "contrat")
    monkeypatch.chdir(dossier)
    return dossier


# --- help and usage

# What click says by itself; none of it may reach a French reader.
ANGLAIS = re.compile(
    r"\b(usage:|show|this|message|and exit|options:|commands:|arguments?:|try|for help|error|missing|invalid|no such"
    r"|did you mean|got|unexpected|extra|requires?|takes?|does not|file|directory|not|is|the|choose|from|default"
    r"|required|boolean|text|value|possible)\b",
    re.IGNORECASE,
)
# French words that are written like English ones.
ADMIS = re.compile(r"\bformat\b|\bCOMMANDE \[OPTIONS\]|\[OPTIONS\]|^Options :$", re.MULTILINE)


def _sans_anglais(texte: str) -> None:
    assert ANGLAIS.findall(ADMIS.sub("", texte)) == []


@pytest.mark.parametrize("commande", [None, *COMMANDES])
def test_l_aide_est_en_francais(commande: str | None, ligne: Ligne) -> None:
    assert ligne(*([commande] if commande else []), "--help") == 0

    assert ligne.sortie.startswith(f"Usage : contratdoc {commande or '[OPTIONS]'}")
    assert "Options :\n" in ligne.sortie
    assert "Affiche cette aide." in ligne.sortie
    assert ligne.erreur == ""
    _sans_anglais(ligne.sortie)


def test_le_temoin_reconnait_l_anglais_de_click() -> None:
    with pytest.raises(AssertionError):
        _sans_anglais("Usage: contratdoc [OPTIONS]\n\nOptions:\n  --help  Show this message and exit.")


def test_l_aide_generale_nomme_toutes_les_commandes(ligne: Ligne) -> None:
    assert ligne("--help") == 0
    for commande in COMMANDES:
        assert re.search(rf"^  {commande} ", ligne.sortie, re.MULTILINE)


def test_la_phrase_courte_d_une_commande_dit_la_meme_chose_que_son_aide(ligne: Ligne) -> None:
    for commande in COMMANDES:
        module = __import__(f"contratdoc.cli.commandes.{commande.replace('-', '_')}", fromlist=["commande"])
        assert module.commande.help.split()[0] == COMMANDES[commande].split()[0]
    assert ligne("--version") == 0
    assert re.fullmatch(r"contratdoc \d+\.\d+\.\d+\n", ligne.sortie)


USAGES: dict[str, tuple[tuple[str, ...], str]] = {
    "rien": ((), "Usage : contratdoc"),
    "commande inconnue": (("compilr",), "La commande « compilr » n'existe pas. Vouliez-vous dire « compiler » ?"),
    "commande très inconnue": (("xyzxyz",), "La commande « xyzxyz » n'existe pas."),
    "option inconnue": (("compiler", "--formats"), "« --formats » n'existe pas. Vouliez-vous dire « --format » ?"),
    "option inconnue du groupe": (("--formats",), "L'option « --formats » n'existe pas."),
    "option courte": (("compiler", "-x"), "L'option « -x » n'existe pas."),
    "valeur manquante": (("compiler", "--dossier"), "L'option « --dossier » attend une valeur."),
    "valeur en trop": (("compiler", "--brouillon=oui"), "L'option « --brouillon » ne prend pas de valeur."),
    "format inconnu": (("compiler", "--format", "odt"), "Écrivez « docx », « pdf » ou « docx,pdf »."),
    "format vide": (("compiler", "--format", ""), "Écrivez « docx », « pdf » ou « docx,pdf »."),
    "moteur inconnu": (("compiler", "--moteur", "word"), "Valeurs admises : typst, libreoffice."),
    "forme inconnue": (
        ("verifier", "--format", "xml"),
        "Valeurs admises : complet, concis, json, sarif, github, gitlab, word.",
    ),
    "mot en trop": (("compiler", "ici"), "Il y a des mots en trop sur la ligne de commande."),
    "argument manquant": (("nouveau",), "Il manque « NATURE »."),
    "second argument manquant": (("nouveau", "caf"), "Il manque « IDENTIFIANT »."),
    "nature inconnue": (("nouveau", "cafe", "x"), "Valeurs admises : bailleur, caf, commune"),
    "identifiant fautif": (("nouveau", "caf", "La CAF"), "Écrivez des minuscules sans accent et des tirets"),
    "identifiant qui s'évade": (("nouveau", "caf", "../x"), "Écrivez des minuscules sans accent et des tirets"),
    "dossier manquant": (("init",), "Il manque « DOSSIER »."),
}


@pytest.mark.parametrize("cas", USAGES)
def test_un_mauvais_usage_est_dit_en_francais(cas: str, ligne: Ligne, dossier: Path) -> None:
    arguments, phrase = USAGES[cas]
    avant = etat(dossier)

    assert ligne(*arguments) == 2

    assert phrase in ligne.erreur
    assert ligne.sortie == ""
    _sans_anglais(ligne.erreur.replace("--format", ""))
    if arguments:
        ou = f"contratdoc {arguments[0]}" if arguments[0] in COMMANDES else "contratdoc"
        assert ligne.erreur.endswith(f"\nAide : {ou} --help\n")
    assert etat(dossier) == avant


@pytest.mark.parametrize("commande", ["", "compiler", "verifier", "init", "nouveau", "schema"])
def test_l_aide_ne_charge_pas_ce_qui_est_lourd(commande: str) -> None:
    script = (
        "import sys\nfrom contratdoc.cli import main\nsys.argv = ['contratdoc', *sys.argv[1:]]\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print('CHARGES', *sorted({m.split('.')[0] for m in sys.modules}))"
    )
    fait = subprocess.run(
        [sys.executable, "-c", script, *commande.split(), "--help"], capture_output=True, encoding="utf-8", check=True
    )
    charges = set(fait.stdout.partition("CHARGES")[2].split())

    assert {"click", "contratdoc"} <= charges
    lourds = {"pydantic", "typst", "docx", "docxtpl", "lxml", "rich", "ruamel", "markdown_it", "pypdf", "jinja2"}
    assert charges & lourds == set()


# --- verifier


def _casser(dossier: Path) -> None:
    """Faults of every kind, in every kind of file."""
    (dossier / "contributions/mission.yaml").write_text(
        "nature: partenaire\nid: mission\nnom: Mission locale\nstatu: validé\nengagements:\n"
        "  - id: m-1\n    texte: Recevoir les jeunes\n    objectifs: [emploi-1z]\n    echeance: T5 2024\n",
        "utf-8",
    )
    (dossier / "contributions/caf.yaml").write_bytes(b"nature: caf\nnom: CAF \xff\n")
    (dossier / "contributions/bailleur.yaml").write_text("nature: bailleur\nid: b\nid: c\nnom: *x\n", "utf-8")
    remplacer(dossier / "modeles/texte/territoire.md", "faits.habitants", "faits.habitant")
    (dossier / "modeles/texte/pilotage.md").write_text("# Pilotage\n\n```\ndu code\n```\n\n[](#annexe-22)\n", "utf-8")
    remplacer(dossier / "modeles/faits.yaml", "50 000", "cinquante mille")
    remplacer(dossier / "modeles/charte.yaml", "#1d3a6e", "bleu")


@pytest.mark.parametrize("forme", ["complet", "concis"])
def test_toutes_les_fautes_de_tous_les_fichiers_en_une_fois(forme: str, ligne: Ligne, dossier: Path) -> None:
    _casser(dossier)

    assert ligne("verifier", "--format", forme) == 1

    comparer_attendu(ATTENDUS / f"verifier-{forme}.txt", f"{ligne.erreur}---\n{ligne.sortie}")
    for fichier in ("caf", "bailleur", "mission"):
        assert f"contributions/{fichier}.yaml:" in ligne.erreur
    for fichier in ("texte/pilotage.md", "faits.yaml", "charte.yaml"):
        assert f"modeles/{fichier}:" in ligne.erreur


def test_une_ligne_concise_a_sa_place_sa_gravite_et_son_code(ligne: Ligne, dossier: Path) -> None:
    _casser(dossier)
    ligne("verifier", "--format", "concis")
    lignes = ligne.erreur.splitlines()

    assert len(lignes) >= 8
    for une in lignes:
        assert re.match(r"[\w/.-]+(:\d+:\d+)?: (erreur|avertissement) CD\d{3}: \S.*[.!?»]$", une), une
    assert ligne.sortie.startswith(f"{sum(': erreur ' in une for une in lignes)} erreurs, ")


def test_une_faute_des_textes_et_une_des_renvois_se_disent_ensemble(ligne: Ligne, dossier: Path) -> None:
    remplacer(dossier / "modeles/texte/territoire.md", "faits.habitants", "faits.habitant")
    remplacer(dossier / "modeles/texte/preambule.md", "#annexe-2", "#annexe-22")

    assert ligne("verifier", "--format", "concis", "--brouillon") == 1

    assert "modeles/texte/territoire.md:3:" in ligne.erreur
    assert "modeles/texte/preambule.md:" in ligne.erreur


def test_verifier_un_dossier_juste(ligne: Ligne, dossier: Path) -> None:
    avant = etat(dossier)

    assert ligne("verifier", "--brouillon") == 0

    # An example contract lacks what only its authors can write: the law's warnings say it.
    assert re.fullmatch(r"0 erreur, \d+ avertissements?(, \d+ remarques?)?\.\n", ligne.sortie)
    assert etat(dossier) == avant


@pytest.mark.parametrize("commande", ["verifier", "compiler"])
def test_ailleurs_que_dans_un_dossier_de_contrat(
    commande: str, ligne: Ligne, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert ligne(commande) == 1

    assert "n'est pas un dossier de contrat" in ligne.erreur
    assert "contratdoc init" in ligne.erreur
    assert list(tmp_path.iterdir()) == []


def test_le_dossier_peut_etre_ailleurs(
    ligne: Ligne, dossier: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert ligne("verifier", "--brouillon", "--dossier", str(dossier)) == 0
    assert ligne("compiler", "--brouillon", "--dossier", str(dossier)) == 0
    assert (dossier / "sortie/contrat.pdf").exists()
    assert [p.name for p in tmp_path.iterdir()] == ["contrat"]


# --- compiler


def test_compiler_dit_ce_qu_il_a_fait(ligne: Ligne, dossier: Path) -> None:
    assert ligne("compiler", "--brouillon") == 0

    lignes = ligne.sortie.splitlines()
    assert lignes[:2] == [str(Path("sortie/contrat.docx")), str(Path("sortie/contrat.pdf"))]
    assert re.fullmatch(
        r"Projet compilé : [1-9]\d* pages, \d+ mots, 1 partenaire, 0 engagement, "
        r"0 erreur, \d+ avertissements, \d+,\d s\.",
        lignes[2].replace("\u00a0", " ").replace("\u202f", " "),
    )
    assert (dossier / "sortie/contrat.docx").exists()


def test_compiler_un_dossier_fautif_n_ecrit_rien(ligne: Ligne, dossier: Path) -> None:
    assert ligne("compiler", "--brouillon") == 0
    avant = etat(dossier / "sortie")
    _casser(dossier)

    assert ligne("compiler") == 1

    assert re.search(r"^Rien n'a été écrit : \d+ erreurs, \d+ avertissements?\.$", ligne.erreur, re.MULTILINE)
    assert ligne.sortie == ""
    assert etat(dossier / "sortie") == avant


def test_un_cadre_manquant(ligne: Ligne, dossier: Path) -> None:
    (dossier / "modeles/contrat.docx").unlink()

    assert ligne("compiler", "--brouillon") == 1

    assert "CD020" in ligne.erreur
    assert "modeles/contrat.docx" in ligne.erreur


def test_une_faute_du_cadre_montre_sa_ligne(ligne: Ligne, dossier: Path) -> None:
    remplacer(dossier / "modeles/contrat.typ", "#let charte = contrat.charte", "#let charte = contrat.chartes")

    assert ligne("compiler", "--brouillon") == 1

    assert re.search(
        r"CD811.*\n  → modeles/contrat\.typ:\d+:\d+\n +\d+ │ #let charte = contrat\.chartes\n", ligne.erreur
    )


# --- our own faults


@pytest.mark.parametrize("commande", ["compiler", "verifier"])
def test_une_faute_de_contratdoc_est_dite_telle(
    commande: str, ligne: Ligne, dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def casse(*_: object, **__: object) -> None:
        raise ZeroDivisionError("au fond")

    monkeypatch.setattr("contratdoc.pipeline.lire_sources", casse)
    avant = etat(dossier)

    assert ligne(commande) == 3

    assert ligne.erreur.startswith("Erreur interne de contratdoc (ce n'est pas votre fait).")
    assert "ZeroDivisionError: au fond" in ligne.erreur
    assert etat(dossier) == avant


def test_interrompre_n_est_pas_une_faute(ligne: Ligne, dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrompt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("contratdoc.pipeline.lire_sources", interrompt)

    assert ligne("verifier", "--dossier", str(dossier)) == 1
    assert ligne.erreur.strip() == "Interrompu."


def test_un_lecteur_parti_ne_fait_pas_de_bruit(dossier: Path) -> None:
    processus = subprocess.Popen([*COMMANDE, "--help"], cwd=dossier, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert processus.stdout is not None
    assert processus.stderr is not None
    processus.stdout.close()
    bruit = processus.stderr.read()
    processus.stderr.close()
    processus.wait(20)

    assert b"Traceback" not in bruit
    assert processus.returncode in (0, 1, 120)


def test_les_accents_sortent_dans_toute_locale(dossier: Path) -> None:
    fait = lancer("verifier", dossier=dossier, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")

    assert fait.returncode == 1
    assert unicodedata.normalize("NFC", "relue, écrivez « statut: validé »") in fait.stderr


# --- init, nouveau, schema


def test_init_fait_un_dossier_qui_compile_en_brouillon_et_pas_pour_signer(
    ligne: Ligne, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert ligne("init", "neuf") == 0
    assert "cd neuf, puis contratdoc compiler --brouillon" in ligne.sortie
    monkeypatch.chdir(tmp_path / "neuf")

    assert ligne("compiler") == 1
    assert "CD209" in ligne.erreur
    assert "contributions/partenaire-exemple.yaml:" in ligne.erreur
    assert not (tmp_path / "neuf/sortie/contrat.pdf").exists()

    assert ligne("compiler", "--brouillon") == 0
    assert (tmp_path / "neuf/sortie/contrat.pdf").exists()


def test_init_ecrit_les_memes_octets_chaque_fois(ligne: Ligne, tmp_path: Path) -> None:
    assert ligne("init", str(tmp_path / "a")) == 0
    assert ligne("init", str(tmp_path / "b")) == 0

    assert etat(tmp_path / "a") == etat(tmp_path / "b")


def test_init_ne_touche_pas_a_ce_qui_existe(ligne: Ligne, dossier: Path, tmp_path: Path) -> None:
    avant = etat(dossier)
    assert ligne("init", str(dossier)) == 1
    assert "existe déjà et n'est pas vide" in ligne.erreur
    assert etat(dossier) == avant

    (tmp_path / "fichier").write_text("x")
    assert ligne("init", str(tmp_path / "fichier")) == 1
    assert ligne("init", str(tmp_path / "fichier" / "dessous")) == 1
    assert "un fichier porte le nom d'un dossier" in ligne.erreur
    assert ligne("init", "x" * 300) == 1
    assert "ce nom est trop long" in ligne.erreur

    (tmp_path / "vide").mkdir()
    assert ligne("init", str(tmp_path / "vide")) == 0


@pytest.mark.parametrize("nature", NATURES)
def test_nouveau_fait_une_contribution_valable_comme_brouillon(nature: str, ligne: Ligne, dossier: Path) -> None:
    assert ligne("nouveau", nature, "mon-partenaire") == 0
    assert str(Path("contributions/mon-partenaire.yaml")) in ligne.sortie
    remplacer(
        dossier / "modeles/contrat.yaml",
        "contributions: [partenaire-exemple]",
        "contributions: [partenaire-exemple, mon-partenaire]",
    )

    assert ligne("verifier", "--brouillon") == 0
    assert re.fullmatch(r"0 erreur, \d+ avertissements(, \d+ remarques?)?\.\n", ligne.sortie)
    assert ligne("compiler", "--brouillon") == 0


def test_les_natures_de_la_commande_sont_celles_du_schema() -> None:
    from contratdoc.schema.natures import NATURES as DU_SCHEMA

    assert sorted(DU_SCHEMA) == list(NATURES)


def test_nouveau_n_ecrase_rien(ligne: Ligne, dossier: Path) -> None:
    avant = etat(dossier)

    assert ligne("nouveau", "partenaire", "partenaire-exemple") == 1

    assert "existe déjà : rien n'a été écrit" in ligne.erreur
    assert etat(dossier) == avant


def test_nouveau_ailleurs_que_dans_un_dossier_de_contrat(
    ligne: Ligne, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert ligne("nouveau", "caf", "caf") == 1

    assert "n'est pas un dossier de contrat" in ligne.erreur
    assert list(tmp_path.iterdir()) == []


def test_schema_ecrit_les_schemas_livres(ligne: Ligne, dossier: Path) -> None:
    avant = etat(dossier)
    for chemin in (dossier / "modeles/schemas").iterdir():
        chemin.write_text("{}")

    assert ligne("schema") == 0

    assert etat(dossier) == avant
    assert len(ligne.sortie.splitlines()) == len(list((dossier / "modeles/schemas").iterdir()))


def test_schema_dit_ou_il_ne_peut_pas_ecrire(ligne: Ligne, dossier: Path) -> None:
    assert ligne("schema", "--vers", str(dossier / "Makefile")) == 1
    assert "un fichier porte le nom d'un dossier" in ligne.erreur


def _sur_un_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("contratdoc.cli.affichage.terminal", lambda: True)


@pytest.mark.parametrize("preparer", [_sur_un_terminal, lambda _: None])
def test_le_terminal_ne_change_que_l_habit(
    preparer: Callable[[pytest.MonkeyPatch], None],
    ligne: Ligne,
    dossier: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    preparer(monkeypatch)

    assert ligne("compiler", "--dossier", str(dossier)) == 1

    texte = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]|\r", "", ligne.erreur)
    assert "erreur CD209 : Cette contribution est encore un brouillon." in texte
