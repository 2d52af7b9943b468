"""CD613: a heading in the singular over several items, or in the plural over one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contratdoc.controles.redaction.lieux import remplacer
from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Severite
from contratdoc.ecrits.ecrit import VALEUR, Nature, Passage
from contratdoc.ecrits.extrait import extrait
from contratdoc.ecrits.titres import lire_numero

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.ecrits.ecrit import Contexte, Ecrit

FICHE = Fiche(
    code="CD613",
    nom="titre-mal-accorde",
    famille=Famille.REDACTION,
    severite=Severite.AVERTISSEMENT,
    verifie="Le titre d'une liste est au singulier quand elle a un seul élément, au pluriel quand elle en a plusieurs.",
    pourquoi="Un titre au pluriel sur un seul élément fait croire qu'un autre s'est perdu ; l'inverse, qu'il y en a un "
    "de trop.",
    exemple="Objectif opérationnel, puis deux objectifs : 1.a Informer les habitants, 1.b Former les agents.",
    correction="Accordez le titre avec le nombre d'éléments, ou complétez la liste.",
    source="usage",
)
_TITRE = re.compile(
    r"(?P<nom>objectif|orientation|indicateur|enjeu|priorité|engagement|finalité)(?P<pluriel>[sx])?"
    r"(?P<adjectif> (?:stratégique|opérationnel|opérationnelle|évaluatif|général|spécifique|prioritaire|principal"
    r"|principale|partagé|local|locale|déterminant)s?)?\s*:?",
    re.IGNORECASE,
)
_MESURE = re.compile(r"(?:Nombre|Part|Taux|Évolution|Fréquence|Fréquentation|Pourcentage|Proportion|Montant)s?\b")
_LONGUEUR = 60
_NUMEROS = ("decimal", "objectif", "nombre")
_SANS_PLURIEL_EN_S = ("général", "principal", "local")


def chercher(ecrit: Ecrit, contexte: Contexte) -> Iterator[Diagnostic]:  # noqa: ARG001 - the shape of a rule
    """Compare the number of each heading of a list with its items."""
    for i, p in enumerate(ecrit.blocs):
        if not isinstance(p, Passage) or p.nature is Nature.SOMMAIRE or len(p.libelle) > _LONGUEUR:
            continue
        m = _TITRE.fullmatch(p.libelle)
        if m is None:
            continue
        n, sur = _elements(ecrit, i)
        if m["pluriel"] is None and n > 1:
            yield _constat(p, m, f"est au singulier, mais {n} éléments le suivent", _au_pluriel(m))
        elif m["pluriel"] is not None and n == 1 and sur:
            yield _constat(p, m, "est au pluriel, mais un seul élément le suit", _au_singulier(m))


def _elements(ecrit: Ecrit, rang: int) -> tuple[int, bool]:
    """Count the items under a heading, and say whether the list surely ends there."""
    titre, n, premier = ecrit.blocs[rang], 0, None
    assert isinstance(titre, Passage)
    if titre.libelle[:10].lower() == "indicateur":
        return _mesures(ecrit, rang), False
    for q in ecrit.blocs[rang + 1 :]:
        if not isinstance(q, Passage) or q.fichier != titre.fichier or VALEUR in q.texte:
            return n, False
        if not _est_un_element(titre, q):
            return n, _TITRE.fullmatch(q.libelle[:_LONGUEUR]) is not None
        premier = premier or q
        if q.nature is not premier.nature:
            return n, False
        n += q.niveau == premier.niveau
    return n, False


def _est_un_element(titre: Passage, q: Passage) -> bool:
    """Say whether a passage is an item of a list: a bullet, or a line with a number."""
    if q.texte.endswith(":") or _TITRE.fullmatch(q.libelle[:_LONGUEUR]) is not None:
        return False
    if q.nature is Nature.ELEMENT:
        # Among bullets, the heading is one of them: « Objectif : », « Pilote : la ville ».
        return titre.nature is not Nature.ELEMENT or " : " not in q.texte
    numero = lire_numero(q.texte)
    numerote = numero is not None and numero.style.rstrip(":.-–—/)") in _NUMEROS
    return q.nature in (Nature.PARAGRAPHE, Nature.TITRE) and numerote


def _mesures(ecrit: Ecrit, rang: int) -> int:
    """Count the lines that say what is measured, in the part that a heading begins."""
    n = 0
    for q in ecrit.blocs[rang + 1 :]:
        if not isinstance(q, Passage) or q.nature is Nature.TITRE or _TITRE.fullmatch(q.libelle[:_LONGUEUR]):
            break
        if _MESURE.match(q.texte) is not None:
            n += 1
        elif q.nature is Nature.INTERTITRE:
            break
    return n


def _au_pluriel(m: re.Match[str]) -> str:
    adjectif = m["adjectif"] or ""
    if adjectif.strip().lower() in _SANS_PLURIEL_EN_S:
        adjectif = adjectif[:-1] + "ux"
    elif adjectif and not adjectif.endswith("s"):
        adjectif += "s"
    return m["nom"] + ("x" if m["nom"].lower() == "enjeu" else "s") + adjectif


def _au_singulier(m: re.Match[str]) -> str:
    return m["nom"] + (m["adjectif"] or "").removesuffix("s")


def _constat(p: Passage, m: re.Match[str], quoi: str, voulu: str) -> Diagnostic:
    voulu = voulu.upper() if m["nom"].isupper() else voulu
    message = f"Le titre « {extrait(p.libelle)} » {quoi}."
    fin = p.debut + m.end("adjectif" if m["adjectif"] else "pluriel" if m["pluriel"] else "nom")
    fixe = remplacer(p, p.debut, fin, voulu)
    return FICHE.constat(message, p.place(p.debut), f"Écrivez « {voulu} », ou complétez la liste.", remplacement=fixe)
