"""Every fault that linking, checking and assembling can find, each in a case of `tests/cas` (see `cas_de_liaison`)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from cas_de_liaison import CAS, accepte, dire, lire_cas, sans_les_regles, tous_les_cas, verifier

from contratdoc.controles.registre import SUR_LE_CONTRAT, SUR_LE_DOCUMENT
from contratdoc.diagnostics import Severite, a_des_erreurs

PAQUET = Path(__file__).parents[2] / "contratdoc"
SALLES = ("contrat", "document", "lecture.py")
REGLES_LIEES = {r.FICHE.code for r in (*SUR_LE_CONTRAT, *SUR_LE_DOCUMENT)}
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
    obtenu, fautes = cas.trouver()

    assert attendus, "un cas fautif attend au moins une faute"
    assert dire(fautes) == attendus
    assert (obtenu.document is None) == a_des_erreurs(obtenu.diagnostics)


@pytest.mark.parametrize("chemin", [f for f in CAS_FAUTIFS if lire_cas(f).en_brouillon()], ids=_nom)
def test_un_cas_fautif_dit_autre_chose_en_brouillon(chemin: Path) -> None:
    cas = lire_cas(chemin)
    obtenu, fautes = cas.trouver(brouillon=True)

    assert dire(fautes) == cas.attendus(brouillon=True)
    assert (obtenu.document is None) == a_des_erreurs(obtenu.diagnostics)


@pytest.mark.parametrize("chemin", CAS_BONS, ids=_nom)
def test_un_bon_cas_ne_dit_rien_et_donne_un_document(chemin: Path) -> None:
    obtenu, fautes = lire_cas(chemin).trouver()

    assert dire(fautes) == []
    assert obtenu.document is not None


def test_le_contrat_de_base_est_sans_faute() -> None:
    obtenu = verifier({})

    assert dire(sans_les_regles(obtenu.diagnostics)) == []
    assert obtenu.document is not None


def test_chaque_code_de_ces_salles_a_un_cas() -> None:
    fichiers = [f for s in SALLES for f in ([PAQUET / s] if s.endswith(".py") else (PAQUET / s).rglob("*.py"))]
    codes = {c for f in fichiers for c in re.findall(r'"(CD\d{3})"', f.read_text("utf-8"))}

    assert len(fichiers) > 20
    assert len(codes) > 15
    assert codes - _montres() == set()


def test_chaque_regle_liee_a_un_bon_cas_et_un_cas_fautif() -> None:
    assert len(REGLES_LIEES) > 4
    assert REGLES_LIEES - _montres() == set()
    assert REGLES_LIEES - {f.name[:5] for f in CAS_BONS} == set()


def _montres() -> set[str]:
    return {c for f in CAS_FAUTIFS for ligne in lire_cas(f).attendus() for c in re.findall(r"^\w+ (CD\d{3})", ligne)}


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
