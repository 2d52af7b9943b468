"""Shares written beside their numerator: « 14 511 jeunes, ce qui représente 16 % des habitants »."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from contratdoc.controles.chiffres.fractions_dites import fractions_de
from contratdoc.controles.chiffres.mesures import Ecart, Mesure, comptes, dit, lisibles_de, mesure, pour_cent, singulier
from contratdoc.controles.chiffres.perimetres import AGGLO, Population, cle, nomme_la_population, perimetre_de
from contratdoc.diagnostics import Severite
from contratdoc.ecrits.ecrit import VALEUR, Nature, Passage
from contratdoc.ecrits.nombres import NombreLu, ecrire, nombres_de
from contratdoc.ecrits.phrases import phrases_de

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from contratdoc.diagnostics import Place
    from contratdoc.ecrits.ecrit import Ecrit

    Autres: TypeAlias = tuple[tuple[Place, str], ...]

_LIEN = re.compile(
    r"(?:\bsoit\b|\brepr[ée]sent\w+\b|\bcorrespond\w*\b|\béquiva\w+\b|\bc['’]est-à-dire\b)"
    r"(?P<suite>[^.;%\d]{0,45})$"
)
_PARENTHESE = re.compile(r"\(\s*(?:environ |près de |plus de |soit )?$")
_EVOLUTION = re.compile(
    r"hausse|baiss|augment|diminu|progress|recul|régress|évolu|croiss|gain|gagn|perdu|perte|contre|réduit|accru"
    r"|supplémentaire|par an\b|annuel|moyenne|plus que|de plus|de moins",
    re.IGNORECASE,
)
_PLACE_DE = re.compile(r"\s*(?:de l['’]ensemble\s+)?(?:d['’]|des?\b|du\b|sur\b|parmi\b)\s*(?P<quoi>[^.;,:()%\d]{2,90})")
_SUR = re.compile(r"\s(?:[^\W\d]+\s){0,4}(?:sur|parmi|des)\s+(?:les\s|un total de\s|une population de\s)?")
_DE_NOMBRE = re.compile(r"\s*(?:des|sur(?: les| un total de)?|d['’]un total de|parmi les)\s(?=\d)")
_SUR_AVANT = re.compile(r"(?:^|[\s(])(?:[Ss]ur|[Pp]armi)\s+(?:les\s|un total de\s)?$")
_DONT = re.compile(r"[^.;]{0,40}\bdont\s(?:\w+\s){0,2}$")
_AUTRE = re.compile(r"\b(?:France|national\w*|département\w*|région\w*|métropolitain\w*|Europe)\b")
_INDICE = re.compile(r"%|moitié|tiers|quart")
_LOIN = 60
_VOISINS = 3
_GROS_ECART = Decimal("0.85")
_CENT = Decimal(100)


@dataclass(frozen=True, slots=True)
class Part:
    """A share and its numerator; `de` is what the share is said to be of."""

    passage: Passage
    debut: int
    numerateur: Mesure
    taux: Mesure
    de: str
    total: Mesure | None = None

    def possible(self, total: Mesure) -> bool:
        """Say whether a total gives this share, roundings allowed."""
        if total.haut <= 0 or total.bas <= 0:
            return True
        bas, haut = self.numerateur.bas / total.haut * _CENT, self.numerateur.haut / total.bas * _CENT
        return bas <= self.taux.haut and haut >= self.taux.bas

    def vraie(self, total: Mesure) -> Decimal:
        """The share that a total gives."""
        return self.numerateur.nombre.valeur / total.nombre.valeur * _CENT


def parts_fausses(ecrit: Ecrit, populations: Sequence[Population]) -> Iterator[Ecart]:
    """Find the shares that no denominator of the text gives.

    Args:
        ecrit: The text.
        populations: The populations that it gives.

    Yields:
        The false shares; a denominator that had to be guessed makes a warning.
    """
    passages = ecrit.passages
    for i, p in lisibles_de(ecrit):
        if not _INDICE.search(p.texte):
            continue
        for part in _parts(p):
            ecart = _juger(part, passages, i, populations)
            if ecart is not None:
                yield ecart


def _parts(p: Passage) -> Iterator[Part]:
    """Read the shares of a passage that follow their numerator in the same sentence."""
    texte = p.texte
    taux_lus = [*(mesure(texte, n) for n in nombres_de(texte) if n.unite == "%" and n.valeur > 0), *fractions_de(texte)]
    for taux in taux_lus:
        t = taux.nombre
        debut, fin = next(((a, b) for a, b in phrases_de(texte) if a <= t.debut < b), (0, len(texte)))
        avant = comptes(texte, debut, t.debut)
        # Another share between the two owns the numerator.
        if not avant or any(avant[-1].fin <= x.nombre.debut < t.debut for x in taux_lus):
            continue
        n, total = avant[-1], None
        texte[n.fin_unite : t.debut]
        if not _liees(texte, n, t) or _est_une_evolution(texte, max(debut, n.debut - _LOIN), n, t):
            continue
        if len(avant) > 1 and _SUR.fullmatch(texte[avant[-2].fin : n.debut]):
            n, total = avant[-2], n
        apres = _DE_NOMBRE.match(texte, t.fin_unite)
        if apres is not None:
            total = next((x for x in comptes(texte, apres.end(), fin) if x.debut == apres.end()), total)
        de = _PLACE_DE.match(texte[:fin], t.fin_unite)
        quoi = de["quoi"].strip() if de else ""
        yield Part(p, debut, mesure(texte, n), taux, quoi, mesure(texte, total) if total is not None else None)


def _liees(texte: str, n: NombreLu, taux: NombreLu) -> bool:
    ecart = texte[n.fin_unite : taux.debut]
    return len(ecart) <= 2 * _LOIN and bool(_LIEN.search(ecart) or _PARENTHESE.search(ecart))


def _est_une_evolution(texte: str, debut: int, n: NombreLu, taux: NombreLu) -> bool:
    contexte = (
        f"{texte[debut : n.debut]} {texte[n.fin_unite : taux.debut]} {texte[taux.fin_unite : taux.fin_unite + 20]}"
    )
    signe = texte[max(0, taux.debut - 2) : taux.debut].strip()[-1:] in ("+", "-", "–", "−")
    return signe or taux.valeur > _CENT or _EVOLUTION.search(contexte) is not None


def _juger(part: Part, passages: Sequence[Passage], i: int, populations: Sequence[Population]) -> Ecart | None:
    total = _total_de_la_phrase(part)
    if total is not None:
        if part.possible(total):
            return None
        extrait = dit(part.passage.texte, total.nombre)
        return _ecart(part, total, extrait, _ici(part.passage.place(total.nombre.debut)), Severite.ERREUR)
    if nomme_la_population(part.de):
        return _de_la_population(part, populations)
    return _du_voisinage(part, passages, i)


def _total_de_la_phrase(part: Part) -> Mesure | None:
    """Find the denominator said in so many words: « 12 sur 48 », « 48 logements, dont 12 », « sur 48, 12 »."""
    if part.total is not None:
        return part.total
    texte, n = part.passage.texte, part.numerateur.nombre
    autres = [c for c in comptes(texte, part.debut, part.taux.nombre.debut) if c != n]
    if not autres or (part.de and not _meme_chose(part.de, autres[-1])):
        return None
    m = autres[-1]
    entre = texte[m.fin_unite : n.debut]
    if n.valeur > m.valeur:
        # « 12 logements sur 48 »: what was taken for the numerator is the denominator.
        return None
    if _DONT.search(entre) or (_SUR_AVANT.search(texte[part.debut : m.debut]) and len(autres) == 1):
        return mesure(texte, m)
    return None


def _meme_chose(de: str, n: NombreLu) -> bool:
    mots = {singulier(x) for x in re.findall(r"[^\W\d_]+", de.casefold())}
    return bool({"ensemble", "total"} & mots) or singulier(n.unite) in mots


def _de_la_population(part: Part, populations: Sequence[Population]) -> Ecart | None:
    """Judge a share of the inhabitants by every population that the text gives."""
    if _AUTRE.search(part.de) or any(part.possible(p.mesure) for p in populations):
        return None
    rang = part.taux.nombre.fin_unite + 1
    qui = perimetre_de(part.de, len(part.de)) or perimetre_de(part.passage.texte, rang)
    siennes = [p for p in populations if p.perimetre == qui and qui]
    avant = [p for p in siennes if p.place.ligne <= part.passage.ligne and p.place.fichier == part.passage.fichier]
    if not siennes:
        return None
    choix = (avant or siennes)[-1]
    loin = not _proche(part, choix.mesure)
    severite = Severite.ERREUR if loin and (qui == AGGLO or qui in cle(part.de)) else Severite.AVERTISSEMENT
    return _ecart(part, choix.mesure, choix.extrait, ((choix.place, "la population est donnée ici"),), severite)


def _proche(part: Part, total: Mesure) -> bool:
    vraie, dite = part.vraie(total), part.taux.nombre.valeur
    return min(vraie, dite) >= _GROS_ECART * max(vraie, dite)


def _du_voisinage(part: Part, passages: Sequence[Passage], i: int) -> Ecart | None:
    """Judge a share of nothing named by the figures right above it."""
    if part.de or "%" not in part.passage.texte[part.taux.nombre.debut : part.taux.nombre.fin_unite]:
        return None
    candidats: list[tuple[Mesure, Passage]] = []
    for p in passages[max(0, i - _VOISINS) : i + 1]:
        if p is not part.passage and (p.nature is Nature.TITRE or VALEUR in p.texte):
            candidats = []
            continue
        fin = part.numerateur.nombre.debut if p is part.passage else None
        candidats += [(mesure(p.texte, n), p) for n in comptes(p.texte, 0, fin) if n.unite]
    plus_grands = [c for c in candidats if c[0].nombre.valeur > part.numerateur.nombre.valeur]
    if not plus_grands or part.taux.sens == "~" or any(part.possible(m) for m, _ in candidats):
        return None
    total, ou = plus_grands[-1]
    if ou is part.passage or "%" not in ou.texte:
        return None
    extrait = dit(ou.texte, total.nombre)
    return _ecart(part, total, extrait, _ici(ou.place(total.nombre.debut)), Severite.AVERTISSEMENT)


def _ici(place: Place) -> Autres:
    return ((place, "le total est donné ici"),)


def _ecart(part: Part, total: Mesure, extrait: str, autres: Autres, severite: Severite) -> Ecart:
    texte, n, taux = part.passage.texte, part.numerateur.nombre, part.taux.nombre
    dite = (
        texte[taux.debut : taux.fin_unite]
        if "%" in texte[taux.debut : taux.fin_unite]
        else f"« {texte[taux.debut : taux.fin]} »"
    )
    vraie = pour_cent(part.vraie(total))
    message = f"« {dit(texte, n)} » ne font pas {dite} : rapporté à « {extrait} », ce nombre en fait {vraie}."
    attendu = n.valeur / taux.valeur * _CENT
    aide = (
        f"Demandez le dénominateur : {dite} supposerait un total d'environ {ecrire(round(attendu))}. "
        "Corrigez le nombre ou la part, et dites de quoi c'est la part."
    )
    return Ecart(message, part.passage.place(taux.debut), aide, autres, severite)
