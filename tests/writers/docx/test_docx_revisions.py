"""Tracked changes: accepted, they give the second file; rejected, the first; and Word finds nothing to say."""

from __future__ import annotations

import datetime as dt
import json
import re
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from exemple import PRINCIPALE, c, document, e, exemple, p, png, signatures, t, tableau_fusions, tableau_simple, titre
from hypothesis import given
from hypothesis import strategies as st
from lecture import arbre, modifier, parties
from libreoffice import ACCEPTER, REFUSER, relire
from outils import valideur_word
from revues import accepter, defauts, forme, refuser, w

from contratdoc.document.noeuds import (
    AppelNote,
    Bloc,
    Cellule,
    Citation,
    Colonne,
    FormeRenvoi,
    Image,
    Lien,
    Ligne,
    Liste,
    MarqueListe,
    Orientation,
    Paragraphe,
    Renvoi,
    Section,
    Tableau,
    Texte,
    Titre,
)
from contratdoc.ecrits.ressemblance import ressemblance
from contratdoc.writers.docx import CadreInvalide, cadre_initial, write_docx
from contratdoc.writers.docx.revisions import write_revisions
from contratdoc.writers.docx.revisions.alignement import aligner

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "integral"))
from lecture_word import Word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

    from contratdoc.document.noeuds import Document

CADRE = cadre_initial()
DATE = dt.datetime(2026, 3, 2, 9, 30, tzinfo=dt.UTC)
FIN = p("La fin.")
NORD, SUD, EST = ("Nord", "10 €", "20 €"), ("Sud", "11 €", "21 €"), ("Est", "12 €", "22 €")


def tableau(*rangees: tuple[str, ...], legende: str = "Crédits", ancre: str = "credits") -> Tableau:
    colonnes = len(rangees[0])
    entete = Ligne(tuple(c(f"Colonne {k}") for k in range(colonnes)))
    lignes = tuple(Ligne(tuple(c(texte) for texte in r)) for r in rangees)
    return Tableau(ancre, t(legende) if legende else (), (Colonne(),) * colonnes, (entete,), lignes, 1)


def cellule(*textes: str) -> Tableau:
    contenu = Cellule(tuple(p(texte) for texte in textes))
    return Tableau("x", t("Titre"), (Colonne(), Colonne()), (), (Ligne((c("a"), contenu)),), 1)


def note(texte: str) -> AppelNote:
    return AppelNote(1, (p(texte),))


def numeros(*textes: str) -> Liste:
    return Liste(tuple(e(texte, marque=str(k)) for k, texte in enumerate(textes, 1)), MarqueListe.NUMERO)


def separer(fusionne: Tableau) -> Tableau:
    """The same words, with the last rows merged otherwise."""
    *debut, a, b, c_ = fusionne.lignes
    x, y, z = a.cellules
    a = Ligne((replace(x, lignes=1), y, z))
    b = Ligne((c("2. Insertion"), *b.cellules))
    return replace(fusionne, lignes=(*debut, a, b, c_))


RENVOI = Renvoi("credits", "Tableau\u00a01", FormeRenvoi.TABLEAU)
CAS: dict[str, tuple[tuple[Bloc, ...], tuple[Bloc, ...]]] = {
    "mot": ((p("Un texte que chacun lit avec soin."), FIN), (p("Un texte que nul ne lit avec soin."), FIN)),
    "gras": (
        (p("Les ", Texte("trois quartiers", gras=True), " et leurs habitants."), FIN),
        (p("Les ", Texte("quatre quartiers", gras=True), " et ", Texte("leurs", italique=True), " habitants."), FIN),
    ),
    "paragraphe retiré": ((p("Premier"), p("À retirer"), FIN), (p("Premier"), FIN)),
    "dernier retiré": ((p("Le premier"), p("À retirer"), p("Aussi")), (p("Le premier"),)),
    "dernier ajouté": ((p("Le premier"),), (p("Le premier"), p("Ajouté"), numeros("un"))),
    "au-dessus d'un tableau": ((p("A"), p("À retirer"), tableau(NORD), FIN), (p("A"), tableau(NORD), FIN)),
    "rangée": ((tableau(NORD, SUD, EST), FIN), (tableau(NORD, ("Ouest", "1 €", "2 €"), EST), FIN)),
    "chiffre": ((tableau(NORD, SUD), FIN), (tableau(NORD, ("Sud", "19 €", "21 €")), FIN)),
    "tableau retiré": ((p("A"), tableau(NORD), FIN), (p("A"), FIN)),
    "tableau ajouté": ((p("A"), FIN), (p("A"), tableau(NORD), FIN)),
    "autre grille": ((p("A"), tableau(NORD, SUD), FIN), (p("A"), tableau(("Nord", "10 €"), ("Sud", "11 €")), FIN)),
    "autre grille sans légende": (
        (tableau(NORD, legende=""), FIN),
        (tableau(("Nord", "10 €"), legende=""), FIN),
    ),
    "champ retiré": ((p("Voir ", RENVOI, " ici et là."), tableau(NORD)), (p("Voir ici et là."), tableau(NORD))),
    "lien": (
        (p("Voir ", Lien("https://a.fr", (Texte("le site"),)), " de la ville."), FIN),
        (p("Voir ", Lien("https://b.fr", (Texte("le site"),)), " de la ville."), FIN),
    ),
    "notes": (
        (p("Un texte", note("première"), " suivi d'un autre", note("une source qui change un peu"), "."), FIN),
        (p("Un texte suivi d'un autre", note("une source qui change"), ", et fin", note("dernière"), "."), FIN),
    ),
    "image": (
        (p("A"), Image("i", png(), "une", 40, 20), FIN),
        (p("A"), Image("j", png(rvb=b"abc"), "deux", 40, 20), FIN),
    ),
    "cellule": ((cellule("Premier paragraphe", "Second paragraphe"), FIN), (cellule("Premier paragraphe"), FIN)),
    "titre": (
        (titre(1, "Un", "un", "I", PRINCIPALE), titre(2, "Bilan", "b", "1", PRINCIPALE), p("x"),
         titre(2, "Suite", "s", "2", PRINCIPALE), FIN),
        (titre(1, "Un", "un", "I", PRINCIPALE), titre(2, "Suite", "s", "1", PRINCIPALE), FIN),
    ),
    "listes": (
        (numeros("un", "à retirer", "trois"), p("Entre"), numeros("seul"), p("x"), numeros("autre", "encore"), FIN),
        (numeros("un", "trois"), p("Entre"), p("x"), numeros("autre", "encore"), FIN),
    ),
    "style": ((p("Il devient une citation."), FIN), (Citation((p("Il devient une citation."),)), FIN)),
    "image retirée": ((p("A"), Image("i", png(), "une", 40, 20), FIN), (p("A"), FIN)),
    "listes réunies": (
        (numeros("premier", "deuxième"), p("Entre les deux"), numeros("troisième", "quatrième"), FIN),
        (numeros("premier", "deuxième", "troisième", "quatrième"), FIN),
    ),
    "liste qui part de plus loin": (
        (p("A"), Liste((e("cinq", marque="5"), e("six", marque="6")), MarqueListe.NUMERO, 5), FIN),
        (p("A"), numeros("cinq", "six"), FIN),
    ),
    "cellules réunies": ((tableau_fusions(1), FIN), (separer(tableau_fusions(1)), FIN)),
    "exemple": ((p("Tout"), FIN), (p("Tout"), tableau_simple(), signatures(), FIN)),
}  # fmt: skip


def ecrire(blocs: Sequence[Bloc]) -> bytes:
    return write_docx(document(*blocs), CADRE, {})


def reviser(avant: bytes, apres: bytes) -> bytes:
    return write_revisions(avant, apres, "Agglomération", DATE)


def labels(docx: bytes) -> list[str]:
    """The numbers that Word counts, with the texts."""
    return [re.sub(r"\[\d+\]", "[note]", str(b)) for b in Word(docx).blocs()]


def verifier(avant: bytes, apres: bytes) -> bytes:
    """Write the changes, and hold them to all that must be true of them."""
    revu = reviser(avant, apres)
    accepte, refuse = accepter(revu), refuser(revu)
    assert defauts(revu) == []
    assert forme(accepte) == forme(apres)
    assert forme(refuse) == forme(avant)
    assert labels(accepte) == labels(apres)
    assert labels(refuse) == labels(avant)
    return revu


def marques(docx: bytes, nom: str) -> list[str]:
    racine = arbre(parties(docx))
    textes = [texte(m) for m in racine.iter(w(nom))]
    return [x for x in textes if x]


def texte(element: etree._Element) -> str:
    return "".join(x.text or "" for n in ("t", "delText") for x in element.iter(w(n)))


@pytest.mark.parametrize("nom", CAS)
def test_accepter_donne_le_second_et_refuser_le_premier(nom: str) -> None:
    avant, apres = map(ecrire, CAS[nom])

    verifier(avant, apres)
    verifier(apres, avant)


@pytest.mark.parametrize("nom", CAS)
def test_rien_n_est_marque_quand_rien_n_a_change(nom: str) -> None:
    avant = ecrire(CAS[nom][0])

    revu = reviser(avant, avant)
    xml = parties(revu)["word/document.xml"]

    assert not re.search(rb"<w:(ins|del|\w+Change) ", xml)


def test_un_mot_change_se_voit_seul() -> None:
    revu = reviser(*map(ecrire, CAS["mot"]))

    assert marques(revu, "del") == ["chacun"]
    assert marques(revu, "ins") == ["nul ne"]


def test_un_montant_est_un_seul_mot() -> None:
    revu = reviser(
        ecrire([p("Un crédit de 14\u202f290\u00a0€ est ouvert.")]),
        ecrire([p("Un crédit de 15\u202f290\u00a0€ est ouvert.")]),
    )

    assert (marques(revu, "del"), marques(revu, "ins")) == (["14\u202f290\u00a0€"], ["15\u202f290\u00a0€"])


def test_chaque_marque_porte_l_auteur_et_la_date() -> None:
    racine = arbre(parties(reviser(*map(ecrire, CAS["rangée"]))))
    vues = list(racine.iter(w("ins"), w("del")))

    assert vues
    assert {(m.get(w("author")), m.get(w("date"))) for m in vues} == {("Agglomération", "2026-03-02T09:30:00Z")}


def test_une_heure_d_un_fuseau_devient_universelle_et_une_heure_nue_l_est() -> None:
    dates = {DATE.replace(tzinfo=dt.timezone(dt.timedelta(hours=1))): "08:30", DATE.replace(tzinfo=None): "09:30"}
    for date, heure in dates.items():
        revu = write_revisions(*map(ecrire, CAS["mot"]), "A", date)
        assert {m.get(w("date")) for m in arbre(parties(revu)).iter(w("ins"))} == {f"2026-03-02T{heure}:00Z"}


def test_les_memes_fichiers_donnent_les_memes_octets() -> None:
    avant, apres = map(ecrire, CAS["notes"])

    assert reviser(avant, apres) == reviser(avant, apres)


def test_une_rangee_nouvelle_et_une_rangee_partie_sont_marquees_comme_rangees() -> None:
    racine = arbre(parties(reviser(*map(ecrire, CAS["rangée"]))))

    assert [texte(tr) for tr in racine.iter(w("tr")) if tr.find(f"{w('trPr')}/{w('del')}") is not None] == [
        "Sud11 €21 €"
    ]
    assert [texte(tr) for tr in racine.iter(w("tr")) if tr.find(f"{w('trPr')}/{w('ins')}") is not None] == [
        "Ouest1 €2 €"
    ]


def test_une_rangee_dont_tous_les_chiffres_changent_reste_la_meme() -> None:
    neuve = ("Sud", "90 €", "80 €")
    revu = reviser(ecrire([tableau(NORD, SUD), FIN]), ecrire([tableau(NORD, neuve), FIN]))

    assert not arbre(parties(revu)).findall(f".//{w('trPr')}/{w('del')}")
    assert marques(revu, "del") == ["11", "21"]


def test_une_autre_grille_fait_deux_tableaux_entiers() -> None:
    racine = arbre(parties(reviser(*map(ecrire, CAS["autre grille"]))))
    larges = [
        ({len(tr.findall(w("tc"))) for tr in x.iter(w("tr"))}, len(x.findall(f"{w('tblGrid')}/*")))
        for x in racine.iter(w("tbl"))
    ]

    assert larges == [({3}, 3), ({2}, 2)]


def test_ce_qui_est_tout_reecrit_se_lit_d_un_bloc() -> None:
    avant = cellule("La commune finance directement les travaux de voirie")
    apres = cellule("Chaque bailleur loge directement ses agents après examen")
    revu = reviser(ecrire([avant]), ecrire([apres]))

    assert (len(marques(revu, "del")), len(marques(revu, "ins"))) == (1, 1)


def test_de_petits_mots_entre_deux_changements_sont_reecrits_avec_eux() -> None:
    avant, apres = (
        "Le taux a reculé entre 2017 et 2022 (- 4,3 %) ici.",
        "Le taux a reculé entre 2018 et 2024 (- 5,1 %) ici.",
    )
    revu = reviser(ecrire([p(avant)]), ecrire([p(apres)]))

    assert marques(revu, "del") == ["2017 et 2022 (- 4,3"]


def test_une_note_ajoutee_plus_haut_ne_marque_pas_les_suivantes() -> None:
    suite = p("Un autre texte", note("sa source"), ".")
    revu = reviser(ecrire([p("Un texte."), suite]), ecrire([p("Un texte", note("une source"), "."), suite]))
    lues = parties(revu)
    notes = arbre(lues, "word/footnotes.xml")

    assert len(arbre(lues).findall(f".//{w('ins')}//{w('footnoteReference')}")) == 1
    assert [texte(m) for m in notes.iter(w("ins"))] == [" une source"]


def test_les_notes_sont_rangees_dans_l_ordre_de_leurs_appels() -> None:
    lues = parties(reviser(*map(ecrire, CAS["notes"])))
    appels = [a.get(w("id")) for a in arbre(lues).iter(w("footnoteReference"))]
    notes = [n.get(w("id")) for n in arbre(lues, "word/footnotes.xml") if n.get(w("type")) is None]

    assert appels == notes == ["1", "2", "3"]


def test_un_renvoi_qui_part_vise_le_titre_renomme_et_celui_qui_reste_n_est_pas_marque() -> None:
    def blocs(ancre: str) -> list[Bloc]:
        return [titre(1, "Le même titre", ancre), p("Voir ", Renvoi(ancre, "Le même titre", FormeRenvoi.TITRE), ".")]

    part = p("Voir encore ", Renvoi("ancien", "Le même titre", FormeRenvoi.TITRE), " que voici.")
    revu = reviser(ecrire([*blocs("ancien"), part, FIN]), ecrire([*blocs("nouveau"), FIN]))
    lus = parties(revu)["word/document.xml"].decode()

    assert marques(revu, "del") == ["Voir encore Le même titre que voici."]
    assert "ancien" not in lus
    assert lus.count("REF nouveau") == 3  # the sommaire, what stays, what goes


def test_les_styles_d_un_cadre_renomme_sont_ceux_du_second() -> None:
    autre = modifier(CADRE, "word/styles.xml", '"BodyText"', '"Corpsdetexte"')
    avant = write_docx(document(p("À retirer"), FIN), autre, {})
    revu = parties(reviser(avant, ecrire([FIN])))
    connus = {s.get(w("styleId")) for s in arbre(revu, "word/styles.xml").iter(w("style"))}

    assert {s.get(w("val")) for s in arbre(revu).iter(w("pStyle"))} <= connus


def test_les_marges_et_le_sens_des_pages_se_refusent() -> None:
    sections = (Section((p("A"), FIN)), Section((p("B"), FIN)))
    avant = write_docx(replace(document(), sections=sections), CADRE, {})
    paysage = (sections[0], replace(sections[1], orientation=Orientation.PAYSAGE))
    charte = replace(exemple().charte, marge_gauche=30)
    apres = write_docx(replace(document(), sections=paysage, charte=charte), CADRE, {})

    verifier(avant, apres)


def test_un_texte_n_en_devient_qu_un() -> None:
    def paires(avant: list[str], apres: list[str]) -> list[tuple[int | None, int | None]]:
        return aligner(avant, apres, cle=str, texte=str, note=ressemblance, seuil=0.5)

    assert paires(["un deux trois"], ["un deux", "un deux trois quatre"]) == [(None, 0), (0, 1)]
    assert paires(["a b", "c d"], ["c d", "a b"]) in ([(0, None), (1, 0), (None, 1)], [(None, 0), (0, 1), (1, None)])


def test_un_tres_long_paragraphe_se_compare_vite() -> None:
    mots = [f"mot{k % 700} de la" for k in range(2500)]
    avant, apres = (ecrire([p(" ".join(x))]) for x in (mots, ["neuf" if k % 9 == 0 else m for k, m in enumerate(mots)]))
    debut = time.process_time()
    reviser(avant, apres)

    assert time.process_time() - debut < 2


def test_le_sommaire_et_la_couverture_sont_ceux_du_second() -> None:
    avant, apres = map(ecrire, CAS["titre"])
    lignes = [arbre(parties(x)).find(f".//{w('sdt')}") for x in (reviser(avant, apres), apres)]

    assert lignes[0] is not None
    assert lignes[1] is not None
    assert texte(lignes[0]) == texte(lignes[1])
    assert not list(lignes[0].iter(w("ins"), w("del")))


def test_une_couverture_qui_a_sa_propre_section() -> None:
    sommaire = '<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr><w:r><w:t xml:space="preserve">{{ sommaire }}'
    taille = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    coupure = f"<w:p><w:pPr>{taille}</w:pPr></w:p>"
    cadre = modifier(CADRE, "word/document.xml", sommaire, coupure + sommaire)
    avant, apres = (write_docx(document(*blocs), cadre, {}) for blocs in CAS["titre"])
    sdt = arbre(parties(reviser(avant, apres))).findall(f".//{w('sdt')}")

    assert [texte(x) for x in sdt] == [texte(x) for x in arbre(parties(apres)).iter(w("sdt"))]
    assert not list(sdt[0].iter(w("ins"), w("del")))


def test_un_fichier_qui_n_est_pas_un_word_est_refuse() -> None:
    with pytest.raises(CadreInvalide):
        reviser(b"rien", ecrire([FIN]))


def test_le_suivi_n_est_pas_impose() -> None:
    assert b"trackRevisions" not in parties(reviser(*map(ecrire, CAS["mot"])))["word/settings.xml"]


def test_tout_l_exemple_retire_puis_remis() -> None:
    avant = write_docx(exemple(), CADRE, {})
    apres = write_docx(retoucher(exemple()), CADRE, {})

    verifier(avant, apres)
    verifier(apres, avant)


def retoucher(source: Document) -> Document:
    """The example without one block of seven, without its landscape pages, with another table."""
    premiere, _, derniere = source.sections
    blocs = tuple(b for k, b in enumerate(premiere.blocs) if k % 7 != 3)
    return replace(source, sections=(Section((*blocs, tableau(NORD))), Section(derniere.blocs)))


def test_une_section_en_paysage_de_plus() -> None:
    avant = write_docx(replace(document(p("A"), FIN), sommaire=()), CADRE, {})
    sections = (Section((p("A"), FIN)), Section((tableau_fusions(1), FIN), Orientation.PAYSAGE), Section((p("B"),)))
    apres = write_docx(replace(document(), sections=sections), CADRE, {})

    verifier(avant, apres)
    verifier(apres, avant)


# --- any document ---------------------------------------------------------------------------------------------------

MOTS = st.sampled_from(["ville", "quartier", "emploi", "santé", "logement", "école", "crédit", "2024", "soutien"])
PHRASES = st.lists(MOTS, max_size=7).map(" ".join)
INLINES = st.one_of(
    st.builds(Texte, PHRASES, st.booleans()),
    st.builds(Texte, PHRASES),
    st.builds(lambda x: Lien(f"https://{len(x)}.fr", (Texte(x or "lien"),)), PHRASES),
    st.builds(lambda x: Renvoi("repere", x or "1", FormeRenvoi.TITRE), PHRASES),
    st.builds(lambda x: AppelNote(1, (p(x),)), PHRASES),
    st.just(Texte("avant\taprès\nligne")),
)
PARAGRAPHES = st.builds(lambda i: Paragraphe(tuple(i)), st.lists(INLINES, max_size=4))
CELLULES = st.one_of(
    st.builds(c, PHRASES),
    st.builds(lambda x: Cellule(tuple(x)), st.lists(PARAGRAPHES, max_size=3)),
    st.builds(lambda x: Cellule((Liste(tuple(e(y) for y in x)),)), st.lists(PHRASES, min_size=1, max_size=2)),
    st.builds(c, PHRASES, st.integers(1, 2), st.integers(1, 3)),
    st.builds(lambda x, y: Cellule((tableau((x, y), legende=""),)), PHRASES, PHRASES),
)


@st.composite
def tableaux(draw: st.DrawFn) -> Tableau:
    colonnes = draw(st.integers(1, 3))
    rangees = st.lists(CELLULES, min_size=colonnes, max_size=colonnes).map(lambda x: Ligne(tuple(x)))
    legende = draw(st.sampled_from(["", "Crédits", "Les logements"]))
    lignes = tuple(draw(st.lists(rangees, min_size=1, max_size=4)))
    return Tableau(legende or "nu", t(legende) if legende else (), (Colonne(),) * colonnes, (), lignes, 1)


BLOCS: st.SearchStrategy[Bloc] = st.one_of(
    PARAGRAPHES,
    PARAGRAPHES,
    tableaux(),
    st.builds(lambda x, n: titre(n, x or "Titre", "a"), PHRASES, st.integers(1, 4)),
    st.builds(lambda x: Liste(tuple(e(y) for y in x)), st.lists(PHRASES, min_size=1, max_size=3)),
    st.builds(lambda x: numeros(*x), st.lists(PHRASES, min_size=1, max_size=4)),
    st.builds(lambda x: Citation((x,)), PARAGRAPHES),
    st.builds(lambda k: Image("i", png(rvb=bytes([k] * 3)), "Image", 40, 20), st.integers(0, 2)),
)


@st.composite
def deux_textes(draw: st.DrawFn) -> tuple[list[Bloc], list[Bloc]]:
    """Two documents that share blocks, in any order, as often as one likes."""
    fonds = draw(st.lists(BLOCS, min_size=1, max_size=6))
    choix = st.lists(st.one_of(st.sampled_from(fonds), st.sampled_from(fonds), BLOCS), max_size=8)
    tri = draw(choix)
    autre = [b for b in tri if draw(st.integers(0, 4))] + draw(choix) if draw(st.booleans()) else draw(choix)
    return ancrer(tri), ancrer(autre)


def ancrer(blocs: list[Bloc]) -> list[Bloc]:
    """Each heading its own anchor, each table its own number, and never nothing."""
    tableau_, sortie = 0, []
    for k, b in enumerate(blocs):
        if isinstance(b, Titre):
            sortie.append(replace(b, ancre=f"titre-{k}"))
        elif isinstance(b, Tableau) and b.legende:
            tableau_ += 1
            sortie.append(replace(b, numero=tableau_, ancre=f"{b.ancre}-{tableau_}"))
        else:
            sortie.append(b)
    return [p("Le début."), *sortie, FIN] if len(blocs) % 2 else sortie or [FIN]


@given(deux_textes())
def test_deux_documents_quels_qu_ils_soient(textes: tuple[list[Bloc], list[Bloc]]) -> None:
    avant, apres = map(ecrire, textes)

    verifier(avant, apres)


# --- the judges -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def revus() -> dict[str, tuple[bytes, bytes, bytes]]:
    ecrits = {nom: tuple(map(ecrire, cas)) for nom, cas in CAS.items()}
    ecrits["exemple"] = (write_docx(exemple(), CADRE, {}), write_docx(retoucher(exemple()), CADRE, {}))
    return {nom: (a, b, reviser(a, b)) for nom, (a, b) in ecrits.items()}


def test_le_sdk_open_xml_ne_trouve_rien(revus: dict[str, tuple[bytes, bytes, bytes]], tmp_path: Path) -> None:
    programme = valideur_word()
    for nom, (_, _, revu) in revus.items():
        fichier = tmp_path / "revu.docx"
        fichier.write_bytes(revu)
        avis = subprocess.run([programme, str(fichier)], capture_output=True, text=True, check=False).stdout
        assert json.loads(avis)["errors"] == [], nom


# LibreOffice 7.4 does not give its list back to a paragraph whose change of properties is rejected.
LISTE_PERDUE = "liste qui part de plus loin"


def test_libreoffice_accepte_et_refuse(revus: dict[str, tuple[bytes, bytes, bytes]], tmp_path: Path) -> None:
    demandes = [d for a, b, r in revus.values() for d in ((a, ""), (r, REFUSER), (b, ""), (r, ACCEPTER))]
    rendus = [[x for x in lus if x] for lus in relire(tmp_path, *demandes)]

    for k, nom in enumerate(revus):
        avant, refuse, apres, accepte = rendus[4 * k : 4 * k + 4]
        assert nom == LISTE_PERDUE or sans_sommaire(refuse) == sans_sommaire(avant), nom
        assert sans_sommaire(accepte) == sans_sommaire(apres), nom


def sans_sommaire(paragraphes: list[str]) -> list[str]:
    """LibreOffice keeps an empty paragraph where one above a table goes: empty ones are left out before."""
    lignes = [k for k, x in enumerate(paragraphes) if x.endswith("\t–")]
    return paragraphes[lignes[-1] + 1 if lignes else 0 :]
