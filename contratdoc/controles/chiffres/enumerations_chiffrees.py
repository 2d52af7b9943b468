"""Totals and what they are made of: « 45 logements, dont 20 à Aubry et 25 à Belval », in a sentence or in a list."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from contratdoc.controles.chiffres.listes_chiffrees import dans_la_liste
from contratdoc.controles.chiffres.memoire import une_fois
from contratdoc.controles.chiffres.totaux_detailles import Lien, Part, Repartition, figures_de, unite_de
from contratdoc.ecrits.ecrit import VALEUR, Nature, Passage
from contratdoc.ecrits.nombres import NombreLu

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from contratdoc.ecrits.ecrit import Ecrit

_PARENTHESE = re.compile(r"\([^()]{0,400}\)")
_FIN_DE_PHRASE = re.compile(r"[.!?]\s+(?=[A-ZÀ-Ý«\"])")
_LIEN = re.compile(
    r"(?P<dont>,? \(?dont(?: respectivement)? )|(?P<savoir>,? à savoir:? ?|,? répartie?s (?:comme suit|ainsi) ?:? ?)"
    r"|(?P<points>(?<!\d)\s?: ?)"
)
_COMPTE = re.compile(
    r"(?:On y (?:compte|trouve|recense)|(?:Ils|Elles|Ceux-ci|Celles-ci) se (?:répartissent|composent))\b"
)
_COUPURE = re.compile(r"[,;]|\s(?:et|ainsi que)\s")
_OUVERTE = re.compile(
    r"\b(?:notamment|par exemple|etc|entre autres|au moins|environ|près de|plus de)\b|\.\.\.|…", re.IGNORECASE
)
_GENS = frozenset(
    """
    citoyen citoyenne personne jeune habitant femme homme enfant adulte senior élève participant adolescent
    parent
    """.split()  # noqa: SIM905 - one word a line would fill the module
)
_TOTAL = re.compile(r"\b(?:total\w*|somme|enveloppe|montant|répartie?s?|soit)\b", re.IGNORECASE)
_PARENTHESE_MAX = 30
_LIBELLE = 40
_CHIFFRE = re.compile(r"\d")
_CHIFFRES = re.compile(r"\d+")
_GENERIQUES = frozenset(("personne", "agent", "professionnel", "poste", "équipement", "structure", "salarié", "emploi"))
_COMMENCE = re.compile(r"\s*\d")
_AN = re.compile(r"[^,;.()\d]{0,20}\b(?:en|au|fin|pour|début|depuis) (?:19|20)\d\d\b")
_PAIRE = 2
_SEXES = frozenset(("femme", "homme"))
_PARTS_MAX = 60
_TEXTE_MAX = 5000


@une_fois
def repartitions_de(ecrit: Ecrit) -> Iterator[Repartition]:
    """Find the totals of a text that are followed by their parts.

    Args:
        ecrit: The text.

    Yields:
        The totals with their parts, those of sentences and those of lists, in order.
    """
    for rang, bloc in enumerate(ecrit.blocs):
        if not isinstance(bloc, Passage) or bloc.nature in (Nature.SOMMAIRE, Nature.TITRE, Nature.CITATION):
            continue
        texte = bloc.texte
        if len(texte) > _TEXTE_MAX or VALEUR in texte or not _CHIFFRE.search(texte):
            continue
        liste = texte.endswith(":")
        if not liste and len(_CHIFFRES.findall(texte)) <= 2:  # noqa: PLR2004 - a total and two parts
            continue
        figures = figures_de(texte)
        if len(figures) > 2:  # noqa: PLR2004 - as above
            yield from _dans_les_phrases(bloc, figures)
        if figures and liste:
            yield from dans_la_liste(ecrit, rang, bloc, figures)


def _dans_les_phrases(p: Passage, figures: list[NombreLu]) -> Iterator[Repartition]:
    texte = p.texte
    bornes = [0, *(m.end() for m in _FIN_DE_PHRASE.finditer(texte)), len(texte)]
    masque = _PARENTHESE.sub(lambda m: "_" * len(m[0]), texte)
    for i, (debut, fin) in enumerate(pairwise(bornes)):
        if sum(debut <= n.debut < fin for n in figures) < 2:  # noqa: PLR2004 - two parts at least
            continue
        hors = [n for n in figures if masque[n.debut] != "_"]
        lien = next((m for m in _LIEN.finditer(masque, debut, fin) if _a_deux(hors, m.end(), fin)), None)
        if i and _COMPTE.match(texte, debut):
            avant = _entre(hors, bornes[i - 1], debut)
            yield from _repartir(p, masque, avant, _entre(hors, debut, fin), (debut, fin), Lien.COMPTE)
        elif lien is not None:
            sorte = Lien.DONT if lien["dont"] else Lien.EXACT
            avant = _entre(hors, debut, lien.start())
            yield from _repartir(p, masque, avant, _entre(hors, lien.end(), fin), (lien.end(), fin), sorte)
        yield from _entre_parentheses(p, figures, hors, (debut, fin))


def _entre_parentheses(
    p: Passage, figures: list[NombreLu], hors: list[NombreLu], bornes: tuple[int, int]
) -> Iterator[Repartition]:
    """Read the parts inside one parenthesis, or one in each of several: « des ateliers (400 €), des cours (60 €) »."""
    seules: list[NombreLu] = []
    for m in _PARENTHESE.finditer(p.texte, *bornes):
        dedans = _entre(figures, m.start(), m.end())
        if len(dedans) > 1:
            avant = _entre(hors, bornes[0], m.start())
            sorte = Lien.DONT if "dont" in m[0] else Lien.EXACT
            yield from _repartir(p, p.texte, avant, dedans, (m.start() + 1, m.end() - 1), sorte)
        elif dedans and dedans[0].unite == "€" and len(m[0]) <= _PARENTHESE_MAX:
            seules.append(dedans[0])
    totaux = [n for n in _entre(hors, *bornes) if n.unite == "€" and _TOTAL.search(p.texte, bornes[0], n.debut)]
    if len(totaux) == 1 and len(seules) > 1 and all(n.valeur < totaux[0].valeur for n in seules):
        parts = tuple(
            Part(n.valeur, p.texte[: n.debut].rstrip(" (")[-_LIBELLE:], p.place(n.debut), "€") for n in seules
        )
        yield Repartition(p, totaux[0], parts, Lien.EXACT, sure=True)


def _a_deux(figures: Sequence[NombreLu], debut: int, fin: int) -> bool:
    return len(_entre(figures, debut, fin)) > 1


def _entre(figures: Sequence[NombreLu], debut: int, fin: int) -> list[NombreLu]:
    return [n for n in figures if debut <= n.debut < fin]


def _repartir(  # noqa: PLR0917 - all are needed to tell a total from its parts
    p: Passage, texte: str, avant: list[NombreLu], parts: list[NombreLu], bornes: tuple[int, int], lien: Lien
) -> Iterator[Repartition]:
    """Pair parts with the nearest figure before them that may be their total."""
    if not avant or not 1 < len(parts) <= _PARTS_MAX or _OUVERTE.search(texte, *bornes):
        return
    total = _total(avant, parts)
    # « 120 demandes (80 en 2022 et 60 en 2021) »: other years, not parts.
    if total is None or sum(_AN.match(texte, n.fin) is not None for n in parts) > 1:
        return
    morceaux = [m for m in _COUPURE.split(texte[bornes[0] : bornes[1]]) if m.strip(" .")]
    unites = {unite_de(n) for n in parts} - {""}
    meme = unites <= {unite_de(total)} or (lien is Lien.EXACT and unites | {unite_de(total)} <= _GENS)
    chacune = len(morceaux) == len(parts) > _PAIRE and all(_COMMENCE.match(m) for m in morceaux)
    divers = lien is Lien.EXACT and chacune and unite_de(total) in _GENERIQUES
    # Women and young people are counted twice in one enumeration.
    if not (meme or divers) or (unites & _SEXES and unites - _SEXES - {unite_de(total)}):
        return
    sure = meme and len(morceaux) == len(parts)
    autres = tuple(n.valeur for n in avant if n is not total)
    lues = tuple(Part(n.valeur, _libelle(texte, n, bornes[1]), p.place(n.debut), unite_de(n)) for n in parts)
    yield Repartition(p, total, lues, lien, sure, autres)


def _total(avant: list[NombreLu], parts: list[NombreLu]) -> NombreLu | None:
    """Return the nearest figure that may be the total: greater than each part, of their unit when they have one."""
    plus_grande = max(n.valeur for n in parts)
    unites = {unite_de(n) for n in parts} - {""}
    for n in reversed(avant):
        u = unite_de(n)
        if (
            n.valeur > plus_grande
            and u
            and (not unites or u in unites or u in _GENERIQUES or (u in _GENS and unites <= _GENS))
        ):
            return n
    return None


def _libelle(texte: str, n: NombreLu, fin: int) -> str:
    suite = _COUPURE.split(texte[n.fin : fin], maxsplit=1)[0]
    return suite.strip(" .:)")
