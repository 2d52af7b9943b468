"""Every file of `tests/cas/{lecture,nombres,schema,texte}` gives the diagnostics written at its top, and no other.

What is expected stands in comments at the head of a YAML file, or beside it in `<file>.attendu` where a comment cannot
be (Markdown, an empty file, one that is not UTF-8). See `tests/README.md`.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from contratdoc.diagnostics import Diagnostic, Place, trier
from contratdoc.schema.from_source import valider
from contratdoc.schema.natures import NATURES, valider_contribution
from contratdoc.schema.schemas_json import MODELES
from contratdoc.source.lecteur_markdown import lire_markdown
from contratdoc.source.lecteur_yaml import lire_yaml
from contratdoc.source.texte import lire_texte

TESTS = Path(__file__).parents[1]
CAS = TESTS / "cas"
FAMILLES = ("lecture", "nombres", "schema", "texte")
FICHIERS = sorted(p for f in FAMILLES for p in (CAS / f).glob("*/*") if p.suffix in (".yaml", ".md"))
FAUTIFS = [p for p in FICHIERS if p.parent.name == "fautifs"]
BONS = [p for p in FICHIERS if p.parent.name == "bons"]

ATTENDU = re.compile(r"(attendu|  voir|  aide): (?:(CD\d{3}) )?(?:(fichier|ligne (\d+) colonne (\d+)) : )?(.+)")

# Codes of a whole folder, or of what a file of reasonable size cannot show: the test that provokes each of them.
CODES_HORS_CAS = {
    "CD001": "source/test_limites.py",
    "CD020": "source/test_dossier.py",
    "CD021": "source/test_dossier.py",
    "CD022": "source/test_dossier.py",
    "CD023": "source/test_dossier.py",
    "CD024": "source/test_dossier.py",
    "CD025": "source/test_acceptations.py",
}


def lire(chemin: Path) -> tuple[Diagnostic, ...]:
    octets = chemin.read_bytes()
    if chemin.suffix == ".md":
        texte = lire_texte(octets, chemin.name)
        if texte.valeur is None:
            return texte.diagnostics
        return lire_markdown(texte.valeur, Place(chemin.name, 1, 1), valeurs=True).diagnostics
    arbre = lire_yaml(octets, chemin.name)
    if arbre.valeur is None or chemin.parts[-3] == "lecture":
        return arbre.diagnostics
    modele = re.search(rb"^# modele: (\w+)$", octets, re.MULTILINE)
    if modele is None:
        return valider_contribution(arbre.valeur).diagnostics
    return valider(arbre.valeur, MODELES[modele[1].decode()]).diagnostics


def dire(diagnostics: tuple[Diagnostic, ...]) -> list[str]:
    """Write diagnostics as the head of a case does."""
    lignes = []
    for d in trier(diagnostics):
        place = f"ligne {d.place.ligne} colonne {d.place.colonne}" if d.place.ligne else "fichier"
        lignes.append(f"attendu: {d.code} {place} : {d.message}")
        lignes += [f"  voir: ligne {p.ligne} colonne {p.colonne} : {texte}" for p, texte in d.autres]
        lignes += [f"  aide: {aide}" for aide in d.aides]
    return lignes


def attendus(chemin: Path) -> list[str]:
    a_cote = chemin.with_name(f"{chemin.name}.attendu")
    if a_cote.exists():
        return a_cote.read_text("utf-8").splitlines()
    tete = []
    for ligne in chemin.read_text("utf-8").splitlines():
        if not ATTENDU.fullmatch(ligne.removeprefix("# ")):
            break
        tete.append(ligne.removeprefix("# "))
    return tete


def _nom(chemin: Path) -> str:
    return chemin.relative_to(CAS).as_posix()


@pytest.mark.parametrize("chemin", FAUTIFS, ids=_nom)
def test_un_cas_fautif_dit_ses_fautes_et_rien_d_autre(chemin: Path) -> None:
    attendu = attendus(chemin)
    assert attendu, "le cas ne dit pas ce qu'il attend"
    assert dire(lire(chemin)) == attendu


@pytest.mark.parametrize("chemin", BONS, ids=_nom)
def test_un_bon_cas_ne_dit_rien(chemin: Path) -> None:
    assert dire(lire(chemin)) == []


def test_les_cas_sont_vus() -> None:
    assert len(FAUTIFS) >= 130
    assert len(BONS) >= 25
    for famille in FAMILLES:
        assert any(p.parts[-3] == famille for p in FAUTIFS), famille
        assert any(p.parts[-3] == famille for p in BONS), famille


def test_chaque_attendu_a_cote_a_son_cas() -> None:
    seuls = [p for f in FAMILLES for p in (CAS / f).rglob("*.attendu") if p.with_suffix("") not in FICHIERS]
    assert seuls == []


def test_chaque_code_des_salles_a_un_cas() -> None:
    paquet = TESTS.parent / "contratdoc"
    sources = [p for salle in ("source", "schema") for p in (paquet / salle).rglob("*.py")]
    assert len(sources) >= 15
    ecrits = {c for p in sources for c in re.findall(r'"(CD\d{3})"', p.read_text("utf-8"))}
    assert len(ecrits) >= 25
    montres = {m[2] for p in FAUTIFS for ligne in attendus(p) if (m := ATTENDU.fullmatch(ligne)) and m[2]}
    assert ecrits - montres == set(CODES_HORS_CAS)
    for code, fichier in CODES_HORS_CAS.items():
        assert f'"{code}"' in (TESTS / fichier).read_text("utf-8"), code


def test_chaque_nature_et_chaque_modele_ont_un_bon_et_un_mauvais_cas() -> None:
    for nom in (*NATURES, *MODELES):
        assert (CAS / "schema" / "bons" / f"{nom}.yaml") in BONS
        assert any(p.stem.startswith(f"{nom}-") and p.parts[-3] == "schema" for p in FAUTIFS), nom
