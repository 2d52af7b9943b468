"""What Word will count, played by an independent reading of the file, is what the tree says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from exemple import ANNEXE, AXE, PRINCIPALE, document, e, exemple, p, titre
from lecture import arbre, ecrire, texte

from contratdoc.document.noeuds import Bloc, Document, Liste, MarqueListe, Titre
from contratdoc.writers.docx.balises import w
from contratdoc.writers.docx.numerotation import valeur_du_numero

if TYPE_CHECKING:
    from lxml import etree

ROMAINS = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def _montrer(valeur: int, format_: str) -> str:
    if format_ == "decimal":
        return str(valeur)
    if format_ in {"upperLetter", "lowerLetter"}:
        lettre = chr(ord("A") + (valeur - 1) % 26) * ((valeur - 1) // 26 + 1)
        return lettre if format_ == "upperLetter" else lettre.lower()
    sortie = ""
    for poids, signe in ROMAINS:
        while valeur >= poids:
            sortie, valeur = sortie + signe, valeur - poids
    return sortie


class Word:
    """The counters of Word: one set a definition, an override taking effect when its instance is first met."""

    def __init__(self, numbering: etree._Element) -> None:
        self.niveaux = {
            a.get(w("abstractNumId")): {
                int(n.get(w("ilvl"), "")): (n.find(w("numFmt")).get(w("val")), n.find(w("lvlText")).get(w("val")))
                for n in a.iter(w("lvl"))
            }
            for a in numbering.iter(w("abstractNum"))
        }
        self.instances = {
            n.get(w("numId")): (
                n.find(w("abstractNumId")).get(w("val")),
                {o.get(w("ilvl")): int(o.find(w("startOverride")).get(w("val"))) for o in n.iter(w("lvlOverride"))},
            )
            for n in numbering.iter(w("num"))
        }
        self.compteurs: dict[str, dict[int, int]] = {}
        self.vus: set[tuple[str, int]] = set()

    def libelle(self, instance: str, rang: int) -> str:
        abstraite, reprises = self.instances[instance]
        compteurs = self.compteurs.setdefault(abstraite, {})
        if str(rang) in reprises and (instance, rang) not in self.vus:
            compteurs[rang] = reprises[str(rang)]
            self.vus.add((instance, rang))
        else:
            compteurs[rang] = compteurs.get(rang, 0) + 1
        for plus_bas in [n for n in compteurs if n > rang]:
            del compteurs[plus_bas]
        libelle = self.niveaux[abstraite][rang][1]
        for n in range(9):
            libelle = libelle.replace(f"%{n + 1}", _montrer(compteurs.get(n, 1), self.niveaux[abstraite][n][0]))
        return libelle


def _libelles(ecrit: dict[str, bytes], *, titres: bool) -> list[tuple[str, str]]:
    """Label and text of each numbered paragraph, as Word shows them."""
    word = Word(arbre(ecrit, "word/numbering.xml"))
    sortie = []
    for paragraphe in arbre(ecrit).iter(w("p")):
        style = paragraphe.find(f"{w('pPr')}/{w('pStyle')}")
        num = paragraphe.find(f"{w('pPr')}/{w('numPr')}")
        if num is None or style is None or (style.get(w("val"), "").startswith("Heading")) != titres:
            continue
        instance, rang = num.find(w("numId")).get(w("val")), int(num.find(w("ilvl")).get(w("val")))
        sortie.append((word.libelle(instance, rang) if instance != "0" else "", texte(paragraphe)))
    return sortie


def _attendus(document: Document) -> list[tuple[str, str]]:
    titres = [b for s in document.sections for b in s.blocs if isinstance(b, Titre)]
    return [(f"{b.numero}." if b.numero else "", b.contenu[0].texte) for b in titres]


def test_les_titres_de_l_exemple_ont_leurs_numeros() -> None:
    exemple_ = exemple()
    assert _libelles(ecrire(exemple_), titres=True) == _attendus(exemple_)


def test_une_suite_reguliere_reste_une_seule_liste() -> None:
    racine = arbre(ecrire(exemple()))
    titres = [x for x in racine.iter(w("pStyle")) if x.get(w("val"), "").startswith("Heading")]
    instances = {n.get(w("val")) for x in titres for n in x.getparent().iter(w("numId"))}
    assert len(instances - {"0"}) == 3


CAS: dict[str, list[tuple[int, str, object]]] = {
    "les parties se suivent": [(1, "I", PRINCIPALE), (2, "1", PRINCIPALE), (1, "II", PRINCIPALE), (2, "1", PRINCIPALE)],
    "les axes repartent dans une autre partie": [
        (1, "I", PRINCIPALE), (2, "Axe I", AXE), (3, "A", AXE), (2, "Axe II", AXE), (3, "A", AXE),
        (1, "II", PRINCIPALE), (2, "Axe I", AXE), (3, "A", AXE), (4, "a", AXE), (2, "Axe II", AXE), (3, "A", AXE),
    ],
    "deux suites entre frères": [
        (1, "I", PRINCIPALE), (2, "1", PRINCIPALE), (3, "A", PRINCIPALE), (2, "Axe I", AXE), (3, "A", PRINCIPALE),
        (2, "2", PRINCIPALE), (2, "Annexe 1", ANNEXE), (3, "A", ANNEXE), (2, "3", PRINCIPALE), (2, "Annexe 2", ANNEXE),
    ],
    "un numéro sauté": [(1, "III", PRINCIPALE), (2, "4", PRINCIPALE), (2, "5", PRINCIPALE), (1, "IV", PRINCIPALE)],
    "un titre sans numéro": [(1, "I", PRINCIPALE), (2, "", PRINCIPALE), (2, "1", PRINCIPALE), (1, "", PRINCIPALE)],
    "après Z": [(1, "I", PRINCIPALE), (2, "1", PRINCIPALE), (3, "Z", PRINCIPALE), (3, "AA", PRINCIPALE)],
}  # fmt: skip


@pytest.mark.parametrize("nom", CAS)
def test_word_compte_comme_le_document(nom: str) -> None:
    blocs: list[Bloc] = [titre(n, f"T{i}", f"t{i}", numero, suite) for i, (n, numero, suite) in enumerate(CAS[nom])]
    cas = document(*blocs)
    assert _libelles(ecrire(cas), titres=True) == _attendus(cas)


def test_un_numero_que_word_ne_sait_pas_compter_est_ecrit() -> None:
    ecrit = ecrire(document(titre(2, "Titre", "t", "II bis", PRINCIPALE)))
    assert _libelles(ecrit, titres=True) == [("", "II bis. Titre")]


def test_chaque_liste_repart() -> None:
    def numeros(*blocs: Bloc | str, depart: int = 1) -> Liste:
        return Liste(tuple(e(b) if isinstance(b, str) else e("x", b) for b in blocs), MarqueListe.NUMERO, depart)

    ecrit = ecrire(
        document(numeros("a", numeros("b", "c"), numeros("d"), "e"), p("-"), numeros("f"), numeros("g", depart=7))
    )
    libelles = [libelle for libelle, _ in _libelles(ecrit, titres=False)]
    assert libelles == ["1.", "2.", "1.", "2.", "3.", "1.", "4.", "1.", "7."]


def test_orientations_et_objectifs_sont_une_liste_a_deux_niveaux() -> None:
    def objectifs(*textes: str) -> Liste:
        return Liste(tuple(e(t) for t in textes), MarqueListe.OBJECTIF)

    liste = Liste((e("o1", objectifs("x", "y")), e("o2", objectifs("z"))), MarqueListe.ORIENTATION)
    ecrit = ecrire(document(liste, liste))
    assert [libelle for libelle, _ in _libelles(ecrit, titres=False)] == ["1.", "1.a", "1.b", "2.", "2.a"] * 2


@pytest.mark.parametrize(
    ("numero", "format_", "valeur"),
    [
        ("I", "upperRoman", 1), ("Axe XIV", "upperRoman", 14), ("IIII", "upperRoman", 0), ("", "upperRoman", 0),
        ("Annexe 12", "decimal", 12), ("1.", "decimal", 1), ("a", "decimal", 0), ("0", "decimal", 0),
        ("C", "upperLetter", 3), ("c", "upperLetter", 0), ("BB", "upperLetter", 28), ("AB", "upperLetter", 0),
        ("d", "lowerLetter", 4), ("é", "lowerLetter", 0),
    ],
)  # fmt: skip
def test_valeur_du_numero(numero: str, format_: str, valeur: int) -> None:
    assert valeur_du_numero(numero, format_) == valeur
