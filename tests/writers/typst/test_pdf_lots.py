"""What the frame lays out in one piece, and what keeps its place meanwhile, change nothing of what is read."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from exemple_pdf import PROSE, c, document, e, p, tableau, titre
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from relire_pdf import textes, traces

from contratdoc.document.noeuds import (
    AppelNote,
    Bloc,
    Cellule,
    Document,
    Element,
    Entree,
    Lien,
    Ligne,
    Liste,
    Manque,
    MarqueListe,
    Paragraphe,
    RoleParagraphe,
    Texte,
)
from contratdoc.writers.typst import cadre_initial, write_pdf
from contratdoc.writers.typst.donnees import encode_document

UNE_PIECE = "if lot.notes { suite }"
TITRES_INCONNUS = "context if query(heading).len() == 0 {"


def _cadre(avant: str, apres: str) -> str:
    cadre = cadre_initial()
    assert avant in cadre
    return cadre.replace(avant, apres)


def _lots(*blocs: Bloc, brouillon: bool = False) -> list[tuple[int, int, bool]]:
    [section] = encode_document(document(*blocs, brouillon=brouillon))[0]["sections"]
    assert [lot["debut"] for lot in section["lots"][1:]] == [lot["fin"] for lot in section["lots"][:-1]]
    assert section["lots"][-1]["fin"] == len(section["blocs"])
    return [(lot["debut"], lot["fin"], lot["notes"]) for lot in section["lots"]]


def _note(texte: str = "Une note.") -> AppelNote:
    return AppelNote(1, (p(texte),))


def test_un_lot_va_du_debut_d_une_page_a_celui_d_une_autre() -> None:
    un, deux = titre(1, "Un", "un", page=True), titre(1, "Deux", "deux", page=True)

    assert _lots(p("a"), titre(2, "A", "a"), p("b")) == [(0, 3, False)]
    assert _lots(p("a"), un, p("b"), deux) == [(0, 1, False), (1, 3, False), (3, 4, False)]
    assert _lots(un, p("b"), deux, p("c")) == [(0, 2, False), (2, 4, False)]


@pytest.mark.parametrize(
    "porteur",
    [
        p("a", _note()),
        Liste((e(Liste((e(p("a", _note())),))),), MarqueListe.PUCE),
        replace(tableau(), legende=(_note(),)),
    ],
    ids=["paragraphe", "liste", "tableau"],
)
def test_un_lot_sait_qu_il_porte_une_note(porteur: Bloc) -> None:
    deux = titre(1, "Deux", "deux", page=True)

    assert _lots(p("a"), porteur, deux, p("b")) == [(0, 2, True), (2, 4, False)]


def test_ce_qui_manque_ne_fait_pas_de_lot_dans_un_contrat() -> None:
    blocs = (Manque("Rien ici."), titre(1, "Un", "un", page=True), p("a"))

    assert _lots(*blocs) == [(0, 2, False)]
    assert _lots(*blocs, brouillon=True) == [(0, 1, False), (1, 3, False)]


def test_une_note_est_au_bas_de_la_page_qui_l_appelle() -> None:
    suite = [p(PROSE * 6) for _ in range(20)]
    pdf = write_pdf(document(*suite, p("Appel", _note("Tout en bas.")), *suite), cadre_initial())

    [page] = [t for t in textes(pdf) if "Appel" in t]
    assert re.search(r" 1 Tout en bas\. Page \d / 6$", page)


_PARAGRAPHES = st.integers(1, 12).map(lambda n: p(PROSE * n))
_ETIQUETTES = st.just(p("Une étiquette", role=RoleParagraphe.ETIQUETTE))
_LISTES = st.integers(1, 20).map(lambda n: Liste(tuple(e(PROSE) for _ in range(n)), MarqueListe.PUCE))
_TABLEAUX = st.integers(1, 30).map(tableau)
_BLOCS = st.lists(st.one_of(_PARAGRAPHES, _ETIQUETTES, _LISTES, _TABLEAUX, st.integers(1, 4)), min_size=5, max_size=40)


def _document(blocs: list[Bloc | int]) -> Document:
    """Numbers are the levels of headings; those of level 1 start a page."""
    suite = [
        titre(b, f"Titre {n}", f"t{n}", page=b == 1)
        if isinstance(b, int)
        else replace(b, ancre=f"tab{n}")
        if hasattr(b, "legende")
        else b
        for n, b in enumerate(blocs)
    ]
    return document(*suite)


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(_BLOCS)
def test_d_un_seul_tenant_ou_non_les_pages_sont_les_memes(blocs: list[Bloc | int]) -> None:
    contrat = _document(blocs)

    une_piece = write_pdf(contrat, cadre_initial())
    plusieurs = write_pdf(contrat, _cadre(UNE_PIECE, "if true { suite }"))

    assert une_piece.pages == plusieurs.pages
    assert traces(une_piece) == traces(plusieurs)


_TEXTES = st.sampled_from(
    [
        (Texte(PROSE * 3),),
        (Texte("gras ", gras=True), Texte(PROSE, italique=True), Texte("2", exposant=True)),
        (Texte("anticonstitutionnellement" * 30),),
        (Texte("Avec une note"), _note(), Texte(" au milieu.")),
        (Lien("https://exemple.fr/", (Texte("un lien"),)), Texte(" puis du texte. " * 9)),
        (Texte("court"),),
    ]
)
_CORPS = _TEXTES.map(lambda t: Paragraphe(t, RoleParagraphe.CORPS))
_SEULS = st.lists(_CORPS, min_size=1, max_size=12).map(
    lambda ps: Liste(tuple(Element((q,)) for q in ps), MarqueListe.PUCE)
)
_CELLULES = st.lists(_CORPS, min_size=1, max_size=12).map(
    lambda ps: replace(tableau(), lignes=tuple(Ligne((Cellule((q,)), c("1"))) for q in ps))
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(_SEULS, _CELLULES, _PARAGRAPHES), min_size=3, max_size=12))
def test_un_texte_seul_se_met_en_page_comme_un_paragraphe(blocs: list[Bloc]) -> None:
    contrat = _document(blocs)

    seuls = write_pdf(contrat, cadre_initial())
    paragraphes = write_pdf(contrat, _cadre("if seul {", "if false {"))

    assert traces(seuls) == traces(paragraphes)


@pytest.mark.parametrize("lignes", [3, *range(20, 60, 3), 130])
def test_la_place_du_sommaire_est_gardee_avant_que_les_titres_soient_connus(lignes: int) -> None:
    titres = [titre(1 + n % 3, f"{PROSE * (n % 4)} {n}", f"t{n}") for n in range(lignes)]
    sommaire = tuple(Entree(1 + n % 3, "", f"{PROSE * (n % 4)} {n}", f"t{n}") for n in range(lignes))
    contrat = document(*titres, sommaire=sommaire)

    fini = write_pdf(contrat, cadre_initial())
    en_attente = write_pdf(contrat, _cadre(TITRES_INCONNUS, "context if true {"))

    assert en_attente.pages == fini.pages
    assert fini.pages["t0"] > 2  # the cover, and a page of sommaire at least
