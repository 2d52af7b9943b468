"""Each rule on a text, by itself, on its cases: `tests/cas/regles/{bons,fautifs}/CDxxx-….md` (or `.txt`).

The first line may tell what is known beside the text, in a comment that no rule reads:

    <!-- periode: 2024-2030 ; nom: Aubry = Aubri, Obry ; sigle: QPV = quartier prioritaire ; contrat entier -->

What a faulty case must find is in `<case>.attendu`, in the words of `tests/README.md`.
`CONTRATDOC_ACCEPTER=1` writes it.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from contratdoc.controles.registre import SUR_L_ECRIT
from contratdoc.diagnostics import Diagnostic, Place
from contratdoc.diagnostics.diagnostic import trier
from contratdoc.ecrits.ecrit import Contexte, Lexique, NomPropre
from contratdoc.ecrits.from_texte import lire_ecrit

CAS = Path(__file__).parents[1] / "cas" / "regles"
REGLES = {r.FICHE.code: r for r in SUR_L_ECRIT}
FAUTIFS = sorted(f for f in (CAS / "fautifs").glob("CD*") if f.suffix in (".md", ".txt"))
BONS = sorted(f for f in (CAS / "bons").glob("CD*") if f.suffix in (".md", ".txt"))


def contexte(texte: str) -> Contexte:
    """Read the comment at the head of a case."""
    m = re.match(r"<!--(.*?)-->", texte)
    periode: tuple[int, int] | None = None
    noms: list[NomPropre] = []
    sigles: list[tuple[str, str]] = []
    entier = False
    for champ in (m[1] if m else "").split(";"):
        cle, _, valeur = (x.strip() for x in champ.partition(":"))
        gauche, _, droite = (x.strip() for x in valeur.partition("="))
        if cle == "periode":
            debut, fin = valeur.split("-")
            periode = int(debut), int(fin)
        elif cle == "nom":
            noms.append(NomPropre(gauche, "lieu", tuple(v.strip() for v in droite.split(",") if v.strip())))
        elif cle == "sigle":
            sigles.append((gauche, droite))
        elif cle == "contrat entier":
            entier = True
        else:
            assert not cle, f"« {cle} » n'est pas connu"
    return Contexte(periode, Lexique(tuple(noms), tuple(sigles)), entier)


def trouver(cas: Path) -> tuple[Diagnostic, ...]:
    """Run the rule that a case is named after."""
    texte = cas.read_text("utf-8")
    regle = REGLES[cas.name[:5]]
    return trier(regle.chercher(lire_ecrit(texte, Place(cas.name, 1, 1)), contexte(texte)))


def dire(d: Diagnostic) -> str:
    """Say a fault as `.attendu` files do."""
    lignes = [f"attendu: {d.severite.value} {d.code} {_ou(d.place)} : {d.message}"]
    lignes += [f"  aide: {a}" for a in d.aides]
    lignes += [f"  voir: {_ou(p)} : {t}" for p, t in d.autres]
    if d.remplacement is not None:
        lignes.append(f"  remplacer: « {d.remplacement.ancien} » par « {d.remplacement.nouveau} »")
    return "\n".join(lignes) + "\n"


def _ou(place: Place) -> str:
    return f"ligne {place.ligne} colonne {place.colonne}" if place.ligne else "fichier"


@pytest.mark.parametrize("cas", FAUTIFS, ids=lambda c: c.stem)
def test_un_cas_fautif_dit_exactement_ses_fautes(cas: Path) -> None:
    dit = "".join(dire(d) for d in trouver(cas))
    attendu = cas.with_name(f"{cas.name}.attendu")
    if os.environ.get("CONTRATDOC_ACCEPTER") == "1":
        attendu.write_text(dit, "utf-8")

    assert dit, "un cas fautif attend au moins une faute"
    assert dit == attendu.read_text("utf-8")


@pytest.mark.parametrize("cas", BONS, ids=lambda c: c.stem)
def test_un_bon_cas_ne_dit_rien(cas: Path) -> None:
    assert "".join(dire(d) for d in trouver(cas)) == ""


def test_chaque_regle_a_un_bon_cas_et_un_cas_fautif() -> None:
    bons, fautifs = ({f.name[:5] for f in fs} for fs in (BONS, FAUTIFS))

    assert {c for c in REGLES if c not in bons} == set()
    assert {c for c in REGLES if c not in fautifs} == set()
