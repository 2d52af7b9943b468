"""Who may import whom: the table of ARCHITECTURE.md, read in the source itself, lazy imports included."""

from __future__ import annotations

import ast
import re
import sys
import unicodedata
from pathlib import Path

import pytest

RACINE = Path(__file__).resolve().parents[1]
PAQUET = RACINE / "contratdoc"
FICHIERS = sorted(PAQUET.rglob("*.py"))
FICHIERS_MIN = 100
LIGNES_MAX = 400

# A room is a folder, or a module that stands alone. What it may import of ours: a whole room, or modules of it by name.
PERMIS: dict[str, tuple[str, ...]] = {
    "diagnostics": (),
    "source": ("diagnostics",),
    "schema": ("source", "diagnostics"),
    "contrat": ("schema", "source", "diagnostics"),
    "ecrits": ("contrat", "schema", "source", "diagnostics"),
    "controles": ("ecrits", "contrat", "schema", "source.acceptations", "document.noeuds", "diagnostics"),
    "importer": ("controles", "ecrits", "source", "diagnostics"),
    "catalogue": ("controles", "diagnostics"),
    "avenants": ("schema", "source", "ecrits.ressemblance", "diagnostics"),
    "document": (
        "avenants",
        "contrat",
        "schema",
        "source.prose",
        "source.images",
        "source.lecteur_markdown",
        "diagnostics",
    ),
    "writers": ("document.noeuds", "ecrits", "diagnostics"),
    "lecture": ("source", "schema", "contrat.sources", "ecrits", "diagnostics"),
    "texte_seul": ("controles", "ecrits", "source", "lecture", "writers.relecture_word", "diagnostics"),
    "sortie": (),
    "mise_en_page": (),
    "a_part": (),
    "bilan": ("diagnostics",),
    "construction": ("bilan", "sortie", "diagnostics"),
    "incremental": ("construction", "bilan", "sortie", "source.dossier", "diagnostics", "__version__"),
    "si_besoin": ("pipeline", "incremental", "bilan"),
    "surveillance": ("source.dossier",),
    "atelier": (
        "si_besoin",
        "incremental",
        "pipeline",
        "manifeste",
        "document.carte_de_chaleur",
        "nouveau_dossier",
        "rapport",
        "bilan",
        "writers",
        "source.dossier",
        "diagnostics",
    ),
    "rapport": ("bilan", "diagnostics", "__version__"),
    "lot": ("a_part", "rapport", "diagnostics"),
    "scellement": ("avenants", "source.dossier", "diagnostics", "__version__"),
    "actes": ("scellement", "avenants", "contrat.historique", "schema", "source", "diagnostics"),
    "manifeste": ("source.acceptations", "document.noeuds", "writers.pdf.champs", "diagnostics", "__version__"),
    "fabrication": ("manifeste", "document.noeuds", "writers", "mise_en_page", "source.dossier", "diagnostics"),
    "pipeline": (
        "scellement",
        "fabrication",
        "manifeste",
        "diagnostics",
        "source",
        "schema",
        "contrat",
        "ecrits",
        "controles",
        "document",
        "writers",
        "lecture",
        "sortie",
        "mise_en_page",
        "a_part",
        "bilan",
        "incremental",
    ),
    "editions": (
        "actes",
        "contrat.historique",
        "scellement",
        "pipeline",
        "fabrication",
        "manifeste",
        "avenants",
        "document",
        "writers",
        "sortie",
        "source.dossier",
        "diagnostics",
    ),
    "recompilation": (
        "pipeline",
        "fabrication",
        "manifeste",
        "editions",
        "source.dossier",
        "diagnostics",
    ),
    "signature": (
        "recompilation",
        "manifeste",
        "avenants.sceau",
        "writers.pdf",
        "source.lecteur_yaml",
        "source.dossier",
        "diagnostics",
    ),
    "etat": ("pipeline", "actes", "scellement", "avenants", "contrat", "source.dossier", "diagnostics"),
    "corrections": ("source", "diagnostics"),
    "formulaire": ("schema", "source", "ecrits.from_docx", "diagnostics"),
    "retour": ("pipeline", "ecrits", "contrat", "avenants.canonique", "source", "diagnostics"),
    "nouveau_dossier": ("schema.schemas_json", "schema.squelette", "writers"),
    "cli": (
        "a_part",
        "pipeline",
        "si_besoin",
        "surveillance",
        "incremental",
        "bilan",
        "rapport",
        "lot",
        "actes",
        "scellement",
        "avenants.sceau",
        "editions",
        "texte_seul",
        "importer",
        "catalogue",
        "etat",
        "corrections",
        "formulaire",
        "retour",
        "contrat.historique",
        "document.frise",
        "signature",
        "source.dossier",
        "diagnostics",
        "nouveau_dossier",
        "schema.squelette",
        "schema.schemas_json",
        "__version__",
    ),
    "__init__": ("pipeline", "texte_seul", "avenants", "scellement", "actes"),
}

# Whose library it is: rooms, or modules of them.
BIBLIOTHEQUES: dict[str, tuple[str, ...]] = {
    "ruamel": ("source",),
    "markdown_it": ("source",),
    "mdit_py_plugins": ("source",),
    "pydantic": ("schema", "lecture", "ecrits.from_contrat", "contrat.avancement"),
    "pydantic_core": ("schema",),
    "docxtpl": ("writers.docx",),
    "docx": ("writers.docx", "writers.relecture_word", "formulaire"),
    "lxml": (
        "writers.docx",
        "writers.relecture_word",
        "ecrits.from_docx",
        "formulaire",
        "importer",
        "signature.objets",
    ),
    "jinja2": ("writers.docx",),
    "markupsafe": ("writers.docx",),
    "typst": ("writers",),
    "font_source_sans_pro": ("writers", "document.dessin", "signature.tampon"),
    "PIL": ("document.dessin",),
    "pypdf": ("writers.relecture",),
    "joblib": ("lot",),
    "distributed": ("lot",),
    "pyhanko": ("signature",),
    "pyhanko_certvalidator": ("signature",),
    "asn1crypto": ("signature",),
    "cryptography": ("signature.integrite",),
    "pkcs11": ("signature.cles",),
    "fontTools": ("signature.tampon",),
    "click": ("cli",),
    "rich": ("cli",),
}

# What a programmer leaves behind for later.
RESTES = re.compile(r"\b(" + "TO" + r"DO|FIX" + r"ME|XXX)\b")

# One contract is not in the compiler: its places, partners and people.
NOMS = re.compile(
    r"longwy|herserange|mont[- ]saint[- ]martin|val[- ]saint[- ]martin|gouraincourt|voltaire|concorde|batigere|meurthe"
    r"|moselle|\bmmh\b|grand est|rehon|longlaville|saulnes|briey|lorrain|luxembourg|de carli|quartier remparts|\bagl\b"
)


def module(fichier: Path) -> str:
    """Its dotted name below `contratdoc`."""
    parties = fichier.relative_to(PAQUET).with_suffix("").parts
    return ".".join(parties[:-1] if parties[-1] == "__init__" and len(parties) > 1 else parties)


def imports(arbre: ast.AST) -> list[tuple[int, str]]:
    """Everything imported, anywhere in a module: line and full name (`a.b.c` for `from a.b import c`)."""
    trouves: list[tuple[int, str]] = []
    for noeud in ast.walk(arbre):
        if isinstance(noeud, ast.Import):
            trouves += [(noeud.lineno, alias.name) for alias in noeud.names]
        elif isinstance(noeud, ast.ImportFrom):
            debut = "." * noeud.level + (noeud.module or "")
            trouves += [(noeud.lineno, f"{debut}.{alias.name}") for alias in noeud.names]
        elif isinstance(noeud, ast.Call) and _importe(noeud):
            nom = noeud.args[0] if noeud.args else None
            trouves.append((noeud.lineno, _texte(nom)))
    return trouves


def _importe(appel: ast.Call) -> bool:
    nom = appel.func.attr if isinstance(appel.func, ast.Attribute) else getattr(appel.func, "id", "")
    return nom in {"import_module", "__import__"}


def _texte(nom: ast.expr | None) -> str:
    """The name that a call imports; of a name that is computed, the beginning that is certain."""
    if isinstance(nom, ast.Constant):
        return str(nom.value)
    if isinstance(nom, ast.JoinedStr) and isinstance(nom.values[0], ast.Constant):
        return str(nom.values[0].value).rstrip(".")
    return "inconnu"


def dans(nom: str, admis: tuple[str, ...]) -> bool:
    return any(nom == a or nom.startswith(f"{a}.") for a in admis)


def fautes_d_import(nom_du_module: str, source: str) -> list[str]:
    """The imports of a module that the tables do not allow."""
    piece = nom_du_module.partition(".")[0]
    fautes = []
    for ligne, importe in imports(ast.parse(source)):
        tete, _, reste = importe.partition(".")
        if tete in sys.stdlib_module_names:
            continue
        if tete == "contratdoc":
            permis = dans(reste, (*PERMIS.get(piece, ()), piece))
        else:
            permis = dans(nom_du_module, BIBLIOTHEQUES.get(tete, ()))
        if not permis:
            fautes.append(f"contratdoc/{nom_du_module.replace('.', '/')}:{ligne} importe {importe}")
    return fautes


def test_le_tableau_voit_tout_le_paquet() -> None:
    assert len(FICHIERS) >= FICHIERS_MIN
    assert {module(f).split(".")[0] for f in FICHIERS} == set(PERMIS)


def test_chaque_piece_n_importe_que_ce_qui_lui_est_permis() -> None:
    fautes = [faute for f in FICHIERS for faute in fautes_d_import(module(f), f.read_text("utf-8"))]

    assert fautes == []


@pytest.mark.parametrize(
    ("nom", "source"),
    [
        ("writers.docx.blocs", "from contratdoc.contrat.contrat import Contrat"),
        ("writers.docx.blocs", "from contratdoc.document import from_contrat"),
        ("document.blocs", "def f():\n    from contratdoc import writers"),
        ("document.blocs", "from contratdoc.source.lecteur_yaml import lire_yaml"),
        ("source.dossier", "import importlib\nimportlib.import_module('contratdoc.schema.base')"),
        ("contrat.contrat", "if True:\n    import pydantic"),
        ("writers.typst", "import lxml.etree"),
        ("writers.typst", "from ..docx import cadre"),
        ("pipeline", "from contratdoc.cli import main"),
        ("pipeline", "import click"),
        ("cli.affichage", "from contratdoc.document.noeuds import Document"),
        ("diagnostics.place", "import requests"),
    ],
)
def test_un_import_defendu_est_vu(nom: str, source: str) -> None:
    assert len(fautes_d_import(nom, source)) == 1


def test_chaque_bibliotheque_a_sa_piece_et_s_y_trouve() -> None:
    vues = {importe.split(".")[0] for f in FICHIERS for _, importe in imports(ast.parse(f.read_text("utf-8")))}

    # `docx` is python-docx: docxtpl brings it in, and we may one day call it ourselves.
    assert set(BIBLIOTHEQUES) - {"docx"} <= vues


def test_aucune_piece_n_importe_en_rond() -> None:
    liens = {
        module(f): {
            m.removeprefix("contratdoc.")
            for _, m in imports(ast.parse(f.read_text("utf-8")))
            if m.startswith("contratdoc.")
        }
        for f in FICHIERS
    }
    pieces = {nom.split(".")[0] for nom in liens} - {"__init__"}
    vers = {
        p: {m.split(".")[0] for nom, ms in liens.items() if nom.split(".")[0] == p for m in ms} & pieces - {p}
        for p in pieces
    }
    while vers:
        libres = {p for p, ms in vers.items() if not ms & set(vers)}
        assert libres, f"ces pièces s'importent en rond : {sorted(vers)}"
        vers = {p: ms for p, ms in vers.items() if p not in libres}


@pytest.mark.parametrize("fichier", FICHIERS, ids=module)
def test_un_module_reste_court_et_fini(fichier: Path) -> None:
    texte = fichier.read_text("utf-8")

    assert texte.count("\n") <= LIGNES_MAX
    assert RESTES.findall(texte) == []


def test_rien_d_un_territoire_n_est_nomme_dans_le_compilateur() -> None:
    suffixes = {".py", ".typ", ".yaml", ".md", ".json", ".toml", ".txt", ""}
    lus = [
        f for f in sorted(PAQUET.rglob("*")) if f.is_file() and f.suffix in suffixes and "__pycache__" not in f.parts
    ]
    trouves = [
        f"{f.relative_to(RACINE)}:{rang}: {mot}"
        for f in lus
        for rang, ligne in enumerate(f.read_text("utf-8").split("\n"), 1)
        for mot in NOMS.findall(sans_accents(f"{f.name} {ligne}" if rang == 1 else ligne))
    ]

    assert len(lus) >= FICHIERS_MIN
    assert trouves == []


def sans_accents(texte: str) -> str:
    plat = unicodedata.normalize("NFD", texte.casefold())
    return "".join(c for c in plat if not unicodedata.combining(c))


def test_l_architecture_ecrite_nomme_des_pieces_qui_existent() -> None:
    texte = (RACINE / "ARCHITECTURE.md").read_text("utf-8")
    lignes = re.findall(r"^\| `(\w+)` \|.*\| ([^|]+) \| ([^|]+) \|$", texte, re.MULTILINE)
    dossiers = {p.name for p in PAQUET.iterdir() if p.is_dir() and (p / "__init__.py").exists()}

    assert {nom for nom, _, _ in lignes} == dossiers
    for nom, peut, _ in lignes:
        ecrits = {mot for mot in re.findall(r"[a-z_]+", peut) if mot in PERMIS}
        assert ecrits == {p.split(".")[0] for p in PERMIS[nom]} - {"__version__"}, nom
    for chemin in re.findall(r"`((?:contratdoc|tests|writers|document|modeles)/[\w/.-]*)`", texte):
        assert (RACINE / chemin).exists() or (PAQUET / chemin).exists(), chemin
    for nom in re.findall(r"`(\w+\.py)`", texte):
        assert (PAQUET / nom).exists(), nom
