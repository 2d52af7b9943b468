"""What acceptances take out, what they do not; a rule that fails stops nothing but itself."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from cas_de_liaison import fichiers_de_base, verifier

from contratdoc.controles import controler_ecrit, registre
from contratdoc.controles.acceptation import Tri, accepter
from contratdoc.controles.registre import SUR_L_ECRIT
from contratdoc.controles.regle import appliquer
from contratdoc.diagnostics import Diagnostic, Place, Severite
from contratdoc.ecrits.ecrit import Contexte
from contratdoc.ecrits.from_texte import lire_ecrit
from contratdoc.source.acceptations import lire_acceptations
from contratdoc.texte_seul import check_texte

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXTE = "<!-- accepte CD602 : voulu (jusqu'au 31/12/2026) -->\nMot mot.\n\nAutre.\n"
AVANT, APRES = dt.date(2026, 12, 31), dt.date(2027, 1, 1)
CASSEE = SUR_L_ECRIT[0].FICHE


def trier(
    *fautes: tuple[str, Severite, int], jour: dt.date | None = AVANT, complet: bool = True, fichier: str = "a.md"
) -> Tri:
    lues = lire_acceptations(TEXTE, "a.md").valeur or ()
    diagnostics = [Diagnostic(code, s, "Faute.", Place(fichier, ligne, 1)) for code, s, ligne in fautes]
    return accepter(diagnostics, lues, jour, complet=complet)


def codes(tri: Tri) -> list[str]:
    return [d.code for d in tri.restants]


FAUTE = ("CD602", Severite.AVERTISSEMENT, 2)


@pytest.mark.parametrize("severite", [Severite.AVERTISSEMENT, Severite.INFO])
@pytest.mark.parametrize("ligne", [2, 0])
def test_un_avertissement_accepte_n_est_plus_dit_et_reste_connu(severite: Severite, ligne: int) -> None:
    tri = trier(("CD602", severite, ligne))

    assert codes(tri) == []
    assert [(d.code, a.motif) for d, a in tri.acceptes] == [("CD602", "voulu")]


def test_une_acceptation_ne_vaut_que_pour_son_code_son_element_et_son_fichier() -> None:
    assert codes(trier(FAUTE, ("CD603", Severite.AVERTISSEMENT, 2))) == ["CD603"]
    assert codes(trier(FAUTE, ("CD602", Severite.AVERTISSEMENT, 4))) == ["CD602"]
    assert codes(trier(FAUTE, fichier="b.md")) == ["CD602", "CD028"]


def test_une_erreur_ne_s_accepte_pas() -> None:
    tri = trier(("CD602", Severite.ERREUR, 2))

    assert codes(tri) == ["CD602", "CD026"]
    assert tri.acceptes == ()
    assert tri.restants[1].severite is Severite.ERREUR


def test_une_acceptation_prend_fin_le_lendemain_du_jour_dit() -> None:
    assert codes(trier(FAUTE, jour=APRES)) == ["CD602", "CD027"]
    assert codes(trier(FAUTE, jour=None)) == []
    assert "31/12/2026" in trier(FAUTE, jour=APRES).restants[1].message


def test_une_acceptation_sans_objet_est_dite_quand_tout_a_ete_verifie() -> None:
    assert codes(trier()) == ["CD028"]
    assert codes(trier(complet=False)) == []
    assert codes(trier(jour=APRES)) == ["CD028"]


def test_une_regle_en_panne_ne_rend_aucune_acceptation_sans_objet() -> None:
    assert codes(trier(("CD999", Severite.ERREUR, 0))) == ["CD999"]


def test_une_acceptation_vaut_dans_un_dossier() -> None:
    mission = fichiers_de_base()["contributions/mission.yaml"].decode()
    fautif = mission.replace("echeance: 2025", "echeance: 2040")
    accepte = fautif.replace("  - id: mission-1", "  # accepte CD405 : après le contrat\n  - id: mission-1")
    assert accepte != fautif

    assert "CD405" in {d.code for d in verifier({"contributions/mission.yaml": fautif}).diagnostics}
    verification = verifier({"contributions/mission.yaml": accepte})
    assert not {"CD405", "CD028"} & {d.code for d in verification.diagnostics}
    assert [(d.code, a.motif) for d, a in verification.acceptes] == [("CD405", "après le contrat")]


def test_un_fichier_seul_ne_juge_pas_ce_qui_demande_le_contrat() -> None:
    """CD405 is found on a linked contract only; CD602 is known to be absent from this text."""
    texte = "<!-- accepte {} : voulu -->\nUne phrase simple.\n"

    assert [d.code for d in check_texte(texte.format("CD405").encode(), "a.md")] == []
    assert [d.code for d in check_texte(texte.format(CASSEE.code).encode(), "a.md")] == ["CD028"]


# --- a rule that fails


def _panne() -> Iterator[Diagnostic]:
    yield CASSEE.constat("Trouvé avant la panne.", Place("a.md", 1, 1))
    raise KeyError("une clé")


def test_une_regle_qui_echoue_est_notre_faute_et_dit_son_nom() -> None:
    (d,) = appliquer(CASSEE, _panne)

    assert (d.code, d.severite) == ("CD999", Severite.ERREUR)
    assert CASSEE.nom in d.message
    assert CASSEE.code in d.message
    assert "KeyError" in d.message
    assert "_panne, ligne " in d.aides[0]
    assert "une clé" in d.aides[0]


def test_une_regle_saine_rend_ce_qu_elle_trouve() -> None:
    constat = CASSEE.constat("Faute.", Place("a.md", 1, 1))

    assert appliquer(CASSEE, lambda: iter([constat])) == (constat,)


def test_les_autres_regles_passent_quand_une_echoue(monkeypatch: pytest.MonkeyPatch) -> None:
    texte = "# A\n\n### B\n\nTexte.\n"
    sains = [d.code for d in check_texte(texte.encode(), "a.md")]

    class Cassee:
        FICHE = CASSEE

        def chercher(self, ecrit: object, contexte: object) -> list[Diagnostic]:
            del ecrit, contexte
            raise RuntimeError

    monkeypatch.setattr(registre, "SUR_L_ECRIT", (Cassee(), *SUR_L_ECRIT))

    assert sains
    trouves = controler_ecrit(lire_ecrit(texte, Place("a.md", 1, 1)), Contexte())
    assert [d.code for d in trouves] == ["CD999", *sains]
