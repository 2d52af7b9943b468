"""Every fault that linking, checking and assembling can find, each in a case of `tests/cas` (see `cas_de_liaison`)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from cas_de_liaison import CAS, accepte, dire, lire_cas, tous_les_cas, verifier

from contratdoc.diagnostics import Severite, a_des_erreurs

PAQUET = Path(__file__).parents[2] / "contratdoc"
SALLES = ("contrat", "controles", "document", "lecture.py")
CAS_FAUTIFS = [f for f in tous_les_cas() if f.parent.name == "fautifs"]
CAS_BONS = [f for f in tous_les_cas() if f.parent.name == "bons"]


def _nom(chemin: Path) -> str:
    return chemin.relative_to(CAS).with_suffix("").as_posix()


@pytest.mark.parametrize("chemin", CAS_FAUTIFS, ids=_nom)
def test_un_cas_fautif_dit_chaque_faute_a_sa_place(chemin: Path) -> None:
    cas = lire_cas(chemin)
    if accepte():
        cas.accepter()
        cas = lire_cas(chemin)
    attendus = cas.attendus()
    obtenu = verifier(cas.fichiers)

    assert attendus, "un cas fautif attend au moins une faute"
    assert dire(obtenu.diagnostics) == attendus
    assert (obtenu.document is None) == a_des_erreurs(obtenu.diagnostics)


@pytest.mark.parametrize("chemin", [f for f in CAS_FAUTIFS if lire_cas(f).en_brouillon()], ids=_nom)
def test_un_cas_fautif_dit_autre_chose_en_brouillon(chemin: Path) -> None:
    cas = lire_cas(chemin)
    obtenu = verifier(cas.fichiers, brouillon=True)

    assert dire(obtenu.diagnostics) == cas.attendus(brouillon=True)
    assert (obtenu.document is None) == a_des_erreurs(obtenu.diagnostics)


@pytest.mark.parametrize("chemin", CAS_BONS, ids=_nom)
def test_un_bon_cas_ne_dit_rien_et_donne_un_document(chemin: Path) -> None:
    obtenu = verifier(lire_cas(chemin).fichiers)

    assert dire(obtenu.diagnostics) == []
    assert obtenu.document is not None


def test_le_contrat_de_base_est_sans_faute() -> None:
    obtenu = verifier({})

    assert dire(obtenu.diagnostics) == []
    assert obtenu.document is not None


def test_chaque_code_de_ces_salles_a_un_cas() -> None:
    fichiers = [f for s in SALLES for f in ([PAQUET / s] if s.endswith(".py") else (PAQUET / s).rglob("*.py"))]
    codes = {c for f in fichiers for c in re.findall(r'"(CD\d{3})"', f.read_text("utf-8"))}
    montres = {c for f in CAS_FAUTIFS for ligne in lire_cas(f).attendus() for c in re.findall(r"^\w+ (CD\d{3})", ligne)}

    assert len(fichiers) > 25
    assert len(codes) > 20
    assert codes - montres == set()


def test_un_cas_porte_le_nom_du_code_qu_il_montre() -> None:
    for chemin in CAS_FAUTIFS:
        code = chemin.name[:5]
        if code.startswith("CD"):
            assert any(f" {code} " in ligne for ligne in lire_cas(chemin).attendus()), chemin.name


def test_une_faute_est_une_phrase_qui_se_tient_seule() -> None:
    vues = 0
    for chemin in CAS_FAUTIFS:
        for d in verifier(lire_cas(chemin).fichiers).diagnostics:
            vues += 1
            assert d.message[-1] in ".?!", d.message
            assert d.message[0].isupper() or d.message[0] == "«", d.message
            assert all(a and a[-1] in ".?!»" for a in d.aides), d.aides
            assert d.place.fichier, d.message
            assert d.severite in Severite
    assert vues > 60
