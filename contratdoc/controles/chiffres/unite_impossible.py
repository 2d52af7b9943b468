"""CD417: a quantity in a unit that it cannot have."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from contratdoc.controles.chiffres.colonnes_melees import colonnes_melees
from contratdoc.controles.chiffres.grandeurs import unites_impossibles
from contratdoc.controles.chiffres.mesures import Ecart, lisibles_de
from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Severite
from contratdoc.ecrits.nombres import NombreLu, ecrire, nombres_de
from contratdoc.ecrits.phrases import phrases_de

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.ecrits.ecrit import Contexte, Ecrit, Passage

FICHE = Fiche(
    code="CD417",
    nom="unite-impossible",
    famille=Famille.CHIFFRES,
    severite=Severite.ERREUR,
    verifie=(
        "Une grandeur est dite dans une unité qu'elle peut avoir : un âge en années, un revenu en euros, une "
        "superficie "
        "en km² ou en hectares, un nombre de logements sans décimale, une part d'au plus 100 %, un montant "
        "avec son unité."
    ),
    pourquoi="Une unité fausse cache une autre grandeur : le lecteur ne sait pas laquelle il lit.",
    exemple="La moyenne d'âge se situe à 22,3 %.",
    correction="La part des moins de 18 ans se situe à 22,3 %.",
    source="usage",
)

_DOUBLE = re.compile(r"€\s?(?:€|euros?\b)|%\s?(?:%|pour ?cents?\b)|\beuros?\s?€")
_APRES_POUR_CENT = re.compile(
    r"\s?(?P<unite>habitants|logements|ménages|personnes|euros|€|ans|élèves|places|communes)\b"
)
_ENTIERS = re.compile(
    r"(?:logements?|habitants?|ménages?|écoles?|élèves|enfants|jeunes|associations?|communes?|quartiers?"
    r"|bâtiments?|places|lits"
    r"|familles|collèges?|médecins|résidents|adhérents)"
)
_MOYENNE = re.compile(
    r"\b(?:moyen\w*|par\b|taux|densité|ratio|indice|équivalent|ETP|milli\w+|pour (?:1|cent|mille)|chaque|soit\b"
    r"|fois|points?)|[/%]",
    re.IGNORECASE,
)
_DE_LA_PART = re.compile(
    r"\s(?:des\s(?!prix|plafonds?|loyers?|objectifs?|minima|besoins|dépenses|coûts?|revenus?)[^\W\d]+s\b|de la "
    r"population\b)"
)
_EVOLUTION = re.compile(
    r"hausse|augment|progress|croiss|évolu|accroiss|multipli|doubl|occupation|remplissage|réalis|objectif"
    r"|inférieur|supérieur"
    r"|dépass|couvertur|fréquentation|rapport à|[+−]\s?\d",
    re.IGNORECASE,
)
_MILLION = re.compile(r"\bmillions?\s*(?P<fin>[.,;)]|$)", re.IGNORECASE)
_MONNAIE = re.compile(r"€|euros?|habitants|personnes|visit|logements|millions?\s(?:de|d['’])", re.IGNORECASE)
_TAUX_NU = re.compile(
    r"\btaux (?:de |d['’])(?P<quoi>(?:chômage|pauvreté|emploi|vacance|rotation|réussite|participation|scolarisation"
    r"|recouvrement|couverture|équipement|satisfaction|mobilité|activité|natalité)\b)(?P<entre>[^.;\d]{0,45})$"
)
_LIEN_DU_TAUX = re.compile(
    r"(?:est|était|s['’]élève|se situe|s['’]établit|atteint|hauteur)\s(?:de |à |d['’])?$|:\s?$|\sde $"
)
_UNITES_DE_TAUX = frozenset({"%", "pour", "points", "point", "sur", "‰", "à", "et", "ou", "€", "€/m²", "en", "h", "m"})
_CENT = 100
_MILLIERS = 3


def chercher(ecrit: Ecrit, contexte: Contexte) -> Iterator[Diagnostic]:  # noqa: ARG001 - the shape of every rule
    """Find the figures in an impossible unit, in sentences and in columns."""
    ecarts = chain.from_iterable(_du_passage(p) for _, p in lisibles_de(ecrit))
    for e in chain(ecarts, colonnes_melees(ecrit)):
        yield FICHE.constat(e.message, e.place, e.aide, autres=e.autres, severite=e.severite)


def _du_passage(p: Passage) -> Iterator[Ecart]:
    texte = p.texte
    for x in unites_impossibles(texte):
        extrait = texte[x.nombre.debut : x.nombre.fin_unite]
        message = f"« {x.termes} » : {x.grandeur.nom} se dit {x.grandeur.attendu}, et non « {extrait} »."
        yield Ecart(message, p.place(x.nombre.debut), "Nommez la vraie grandeur, ou corrigez l'unité.")
    for m in _DOUBLE.finditer(texte):
        yield Ecart(f"L'unité est écrite deux fois : « {m[0]} ».", p.place(m.start()), "Gardez une seule unité.")
    for n in nombres_de(texte):
        yield from _du_nombre(p, n)


def _du_nombre(p: Passage, n: NombreLu) -> Iterator[Ecart]:
    texte = p.texte
    if n.unite == "%":
        yield from _pour_cent(p, n)
    elif n.decimales and _ENTIERS.fullmatch(n.unite):
        yield from _decimales(p, n)
    elif (m := _MILLION.match(texte, n.fin + 1)) is not None:
        phrase = _phrase(texte, n.debut)
        if not _MONNAIE.search(phrase):
            extrait = texte[n.debut : m.start("fin")]
            message = f"« {extrait} » : le texte ne dit pas de quoi."
            yield Ecart(
                message, p.place(n.debut), "Ajoutez l'unité, « d'euros » par exemple.", (), Severite.AVERTISSEMENT
            )
    elif "taux" in texte and not n.annee and n.unite not in _UNITES_DE_TAUX:
        yield from _taux_sans_unite(p, n)


def _phrase(texte: str, rang: int) -> str:
    return next((texte[a:b] for a, b in phrases_de(texte) if a <= rang < b), texte)


def _pour_cent(p: Passage, n: NombreLu) -> Iterator[Ecart]:
    m = _APRES_POUR_CENT.match(p.texte, n.fin_unite)
    extrait = p.texte[n.debut : m.end() if m else n.fin_unite]
    if m is not None:
        message = f"« {extrait} » a deux unités : un nombre est un pourcentage ou un compte, pas les deux."
        yield Ecart(
            message, p.place(n.debut), f"Écrivez « % des {m['unite']} », ou retirez « % ».", (), Severite.AVERTISSEMENT
        )
        return
    suite = _DE_LA_PART.match(p.texte, n.fin_unite)
    if n.valeur > _CENT and suite is not None and not _EVOLUTION.search(_phrase(p.texte, n.debut)):
        message = f"« {extrait}{suite[0]} » : une part ne dépasse pas 100 %."
        yield Ecart(message, p.place(n.debut), "Corrigez la part, ou dites que c'est une évolution.")


def _decimales(p: Passage, n: NombreLu) -> Iterator[Ecart]:
    extrait = p.texte[n.debut : n.fin_unite]
    if _MOYENNE.search(_phrase(p.texte, n.debut)):
        return
    if n.decimales == _MILLIERS:
        milliers = ecrire(int(n.valeur * 1000))
        message = f"« {extrait} » a des décimales : un compte est entier ; la virgule sépare peut-être les milliers."
        aide = f"Écrivez « {milliers} {n.unite} » si c'est le nombre voulu."
        yield Ecart(message, p.place(n.debut), aide, (), Severite.AVERTISSEMENT)
    else:
        message = f"« {extrait} » a des décimales, mais c'est un compte : il est entier."
        yield Ecart(message, p.place(n.debut), "Corrigez le nombre, ou dites que c'est une moyenne.")


def _taux_sans_unite(p: Passage, n: NombreLu) -> Iterator[Ecart]:
    m = _TAUX_NU.search(p.texte[max(0, n.debut - 90) : n.debut])
    if m is None or not _LIEN_DU_TAUX.search(m["entre"]) or n.unite in ("ans", "an", "mois", "années"):
        return
    if "%" in p.texte[n.fin : n.fin + 12]:
        return
    message = f"Le taux de {m['quoi']} « {p.texte[n.debut : n.fin]} » n'a pas d'unité."
    yield Ecart(message, p.place(n.debut), "Ajoutez « % », ou « pour 1 000 ».", (), Severite.AVERTISSEMENT)
