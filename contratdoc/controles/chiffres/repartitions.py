"""Shares of one whole that do not make 100 %, and shares of one commune that suppose different populations."""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from contratdoc.controles.chiffres.mesures import Ecart, lisible
from contratdoc.controles.chiffres.perimetres import cle
from contratdoc.controles.chiffres.titres_de_colonne import titre_de_colonne
from contratdoc.diagnostics import Severite
from contratdoc.ecrits.ecrit import VALEUR, Nature, Passage
from contratdoc.ecrits.nombres import NombreLu, ecrire, nombres_de
from contratdoc.ecrits.phrases import phrases_de

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from contratdoc.controles.chiffres.grille import Case, Grille
    from contratdoc.ecrits.ecrit import Ecrit

_PAIRES = (
    (r"femmes|filles", r"hommes|garçons"),
    (r"(?:logements )?collectifs?", r"(?:logements )?individuels?"),
    (r"satisfaits?", r"(?:insatisfaits?|mécontents?|non satisfaits?)"),
    (r"propriétaires", r"locataires"),
    (r"\w+", r"(?:(?:le )?reste|les autres|restants?)"),
)
_ENTRE = r"%(?: sont)?(?: d['’]| des?| du| de| en| pour)?(?: l[ea]s?)?\s?"
_COMPLEMENTS = tuple(
    re.compile(
        rf"{_ENTRE}(?:{a})\b[^.;%\d]{{0,25}}?(?:\bet|\bcontre|,|/)\s(?:de )?\d{{1,3}}(?:[,.]\d+)?\s?{_ENTRE}(?:{b})\b",
        re.IGNORECASE,
    )
    for x, y in _PAIRES
    for a, b in ((x, y), (y, x))
)
_RESTE = re.compile(r"\b(?:le reste|les autres|contre)\b")
_ANNONCE = re.compile(
    r"\b(?:se (?:répartiss\w+|répartit|décompos\w+|compos\w+)|répartition|répartis?|répartie?s?|ventil\w+)\b",
    re.IGNORECASE,
)
_MULTIPLE = re.compile(r"plusieurs réponses|choix multiple|plusieurs choix|total supérieur|cumul", re.IGNORECASE)
_CENT = Decimal(100)
_JEU = Decimal("1.6")
_TROIS = 3
_DITES = 6


def repartitions_fausses(ecrit: Ecrit) -> Iterator[Ecart]:
    """Find the shares said to be those of one whole that do not make 100 %, roundings allowed.

    Args:
        ecrit: The text.

    Yields:
        The false distributions.
    """
    passages = ecrit.passages
    for i, p in enumerate(passages):
        if lisible(p) and p.texte.count("%") > 1:
            yield from _complements(p)
            yield from _enumeration(p)
        if p.texte.rstrip().endswith(":") and _ANNONCE.search(p.texte):
            yield from _liste(p, passages[i + 1 : i + 13])


def _complements(p: Passage) -> Iterator[Ecart]:
    """Judge « 60 % de femmes et 45 % d'hommes »: two parts that leave nothing else."""
    pourcents = [n for n in nombres_de(p.texte) if n.unite == "%"]
    for motif in _COMPLEMENTS:
        for m in motif.finditer(p.texte):
            a = next((n for n in pourcents if n.fin_unite == m.start() + 1), None)
            b = next((n for n in pourcents if m.start() < n.debut < m.end()), None)
            if a is None or b is None:
                continue
            somme = a.valeur + b.valeur
            # Tenants and owners leave out those who are lodged free of charge: only an excess is sure.
            manque = somme < _CENT - _JEU and "propri" not in m[0]
            if somme > _CENT + _JEU or manque:
                yield _total(p, [a, b], somme, Severite.AVERTISSEMENT if manque else Severite.ERREUR)
                return


def _enumeration(p: Passage) -> Iterator[Ecart]:
    """Judge « se répartissent ainsi : 30 % …, 45 % …, 40 % … » in one sentence."""
    for debut, fin in phrases_de(p.texte):
        annonce = _ANNONCE.search(p.texte, debut, fin)
        if annonce is None or _MULTIPLE.search(p.texte):
            continue
        parts = [n for n in nombres_de(p.texte) if n.unite == "%" and annonce.end() < n.debut < fin]
        deux_points = p.texte.find(":", annonce.end(), fin)
        dont = re.search(r"\bdont\b|\bcontre\b|\bhausse\b|\bbaisse\b", p.texte[annonce.end() : fin])
        if len(parts) < _TROIS or deux_points < 0 or parts[0].debut < deux_points or dont:
            continue
        somme = sum((n.valeur for n in parts), Decimal(0))
        if somme > _CENT + _JEU:
            yield _total(p, parts, somme)


def _liste(annonce: Passage, suite: Sequence[Passage]) -> Iterator[Ecart]:
    """Judge a list under « … se répartit ainsi : », each item holding one share."""
    if _MULTIPLE.search(annonce.texte):
        return
    parts: list[NombreLu] = []
    for p in suite:
        if p.nature is not Nature.ELEMENT:
            break
        siennes = [n for n in nombres_de(p.texte) if n.unite == "%"]
        if len(siennes) != 1 or VALEUR in p.texte or "dont" in p.texte or p.niveau > suite[0].niveau:
            return
        parts += siennes
    somme = sum((n.valeur for n in parts), Decimal(0))
    if len(parts) >= _TROIS and somme > _CENT + _JEU:
        yield _total(annonce, parts, somme)


def _total(p: Passage, parts: Sequence[NombreLu], somme: Decimal, severite: Severite = Severite.ERREUR) -> Ecart:
    dites = " + ".join(f"{ecrire(n.valeur)} %" for n in parts[:_DITES]) + (" + …" if len(parts) > _DITES else "")
    message = f"Ces parts d'un même tout font {ecrire(somme)} %, et non 100 % : {dites}."
    rang = (
        parts[0].debut if parts[0].fin_unite <= len(p.texte) and p.texte[parts[0].debut : parts[0].fin].isdigit() else 0
    )
    return Ecart(
        message,
        p.place(rang),
        "Corrigez la part fausse, ou dites que plusieurs réponses étaient possibles.",
        (),
        severite,
    )


def colonnes_de_parts_fausses(grilles: Sequence[Grille]) -> Iterator[Ecart]:
    """Find two rows of a table whose number and share suppose two populations for the same commune.

    Args:
        grilles: The tables of a text.

    Yields:
        The contradictions.
    """
    for grille in grilles:
        if not grille.entetes or grille.irreguliere:
            continue
        largeur = len(grille.entetes[-1].cases)
        titres = [titre_de_colonne(grille, j).casefold() for j in range(largeur)]
        nombres = [j for j, t in enumerate(titres) if t.startswith(("population", "nombre", "habitants", "pop."))]
        parts = [j for j, t in enumerate(titres) if re.match(r"parts? .*commun", t)]
        if len(nombres) == 1 and len(parts) == 1:
            yield from _par_commune(grille, nombres[0], parts[0])


def _par_commune(grille: Grille, nombre: int, part: int) -> Iterator[Ecart]:
    par_commune: dict[str, list[tuple[Decimal, Decimal, Case, Case]]] = defaultdict(list)
    for r in grille.rangees:
        n, t = r.case(nombre), r.case(part)
        commune = re.search(r"\(([^()]+)\)", r.libelle)
        if commune is None or not n.valeur or not t.valeur or n.valeur < 0 or t.valeur < 0 or t.unite not in ("%", ""):
            continue
        bas, haut = n.valeur / (t.valeur + t.pas) * _CENT, n.valeur / max(t.valeur - t.pas / 2, t.pas / 10) * _CENT
        par_commune[cle(commune[1])].append((bas, haut, n, t))
    for lignes in par_commune.values():
        bas, haut = max(x[0] for x in lignes), min(x[1] for x in lignes)
        if bas <= haut:
            continue
        (_, _, n1, t1), (_, _, n2, t2) = min(lignes, key=lambda x: x[1]), max(lignes, key=lambda x: x[0])
        un, deux = (
            ecrire(round((n.valeur or Decimal(0)) / (t.valeur or Decimal(1)) * _CENT)) for n, t in ((n1, t1), (n2, t2))
        )
        message = (
            f"« {n1.texte} » pour {t1.texte} suppose une commune de {un} habitants, mais « {n2.texte} » pour "
            f"{t2.texte} "
            f"en suppose {deux}, dans la même commune."
        )
        if t1.passage is not None and t2.passage is not None:
            autres = ((t2.passage.place(), "l'autre ligne de la commune"),)
            aide = "Corrigez la part ou le nombre de l'une des deux lignes."
            yield Ecart(message, t1.passage.place(), aide, autres, Severite.ERREUR)
