"""The Word file and the PDF say the same things, in the same order, under the same numbers, on the same pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comparaison import ETIQUETTE, de_pdf, de_word, plat, premiere_difference, titre

from contratdoc.diagnostics import Severite

if TYPE_CHECKING:
    from conftest import Contrat

MOTS_MIN = 15_000
BLOCS_MIN = 2_000


def test_le_contrat_compile_et_ne_dit_que_ce_qui_lui_manque(contrat: Contrat) -> None:
    """No error; the warnings that remain are true, and wait for its partners: each has its reason here."""
    attendus = {
        "CD210",  # two objectives that no partner serves yet
        "CD212",  # the source gives the indicators no baseline, target, source nor frequency
        "CD412",  # a death rate whose population the source does not give
        "CD703",  # acronyms that the source never spells out
        "CD705",  # names of the time, in the partners' own words
        *("CD901", "CD902", "CD903", "CD904", "CD908", "CD909", "CD910"),  # what the law asks and the source lacks
    }
    graves = [d for d in contrat.fait.diagnostics if d.severite is not Severite.INFO]

    assert [str(d.place) for d in graves if d.severite is Severite.ERREUR] == []
    assert {d.code for d in graves} == attendus
    assert set(contrat.fait.fichiers) == {"docx", "pdf"}


def test_les_deux_textes_sont_les_memes_bloc_par_bloc(contrat: Contrat) -> None:
    word, pdf = de_word(contrat.word), de_pdf(contrat.pdf)

    assert len(word) > BLOCS_MIN
    assert premiere_difference(word, pdf) == ""


def test_une_difference_serait_vue(contrat: Contrat) -> None:
    word = de_word(contrat.word)
    milieu = len(word) // 2

    assert "bloc" in premiere_difference(word, [*word[:milieu], *word[milieu + 1 :]])
    assert "bloc" in premiere_difference(word, [*word[:milieu], word[milieu][:-1], *word[milieu + 1 :]])
    assert "en trop" in premiere_difference(word, word[:-1])


def test_les_notes_sont_les_memes(contrat: Contrat) -> None:
    word = {n: plat(t) for n, t in contrat.word.notes().items()}
    contrat.pdf.blocs()

    assert word
    assert word == {n: plat(t) for n, t in contrat.pdf.notes.items()}


def test_les_titres_ont_les_memes_numeros(contrat: Contrat) -> None:
    word = [titre(str(b)) for b in contrat.word.blocs() if b.niveau]
    pdf = [titre(b.texte) for b in contrat.pdf.blocs() if b.niveau]

    assert len(word) > 100
    assert word == pdf
    assert [titre(t) for t, _ in contrat.pdf.signets() if titre(t) != "Sommaire"] == word


def test_les_numeros_des_titres_sont_natifs(contrat: Contrat) -> None:
    numeros = [b.numero for b in contrat.word.blocs() if b.niveau]

    for attendu in ("I.", "IV.", "1.", "A.", "a.", "Axe II.", "Annexe 4."):
        assert attendu in numeros
    # None is written as text before a heading.
    assert [b.texte for b in contrat.word.blocs() if b.niveau and ETIQUETTE.match(plat(b.texte))] == []


def test_les_deux_sommaires_sont_le_meme(contrat: Contrat) -> None:
    word = [(titre(t), page) for t, page, _ in contrat.word.sommaire()]

    assert len(word) > 30
    assert word == [(titre(t), page) for t, page in contrat.pdf.sommaire()]


def test_le_sommaire_donne_la_page_de_chaque_titre(contrat: Contrat) -> None:
    signets = iter([(titre(t), page) for t, page in contrat.pdf.signets()])

    for texte, page, _ in contrat.word.sommaire():
        assert (titre(texte), page) in signets  # each found after the one before


def test_chaque_ligne_du_sommaire_mene_a_son_titre(contrat: Contrat) -> None:
    titres = {s: titre(str(b)) for b in contrat.word.blocs() if b.niveau for s in b.signets}

    for texte, _, ancre in contrat.word.sommaire():
        assert titres[ancre] == titre(texte)


def test_le_bilan_dit_vrai(contrat: Contrat) -> None:
    bilan = contrat.fait.bilan
    assert bilan is not None
    mots = sum(len(t.split()) for t in de_word(contrat.word))

    assert bilan.pages == len(contrat.pdf.lecteur.pages)
    assert mots >= MOTS_MIN
    assert abs(bilan.mots - mots) < mots * 0.1
    assert bilan.partenaires == 8


def test_rien_n_est_laisse_a_completer(contrat: Contrat) -> None:
    texte = "\n".join(de_word(contrat.word)).casefold()

    for reste in ("à compléter", "lorem", "xxx", "projet —", "{{", "}}", "{%", "undefined", "none "):
        assert reste not in texte
