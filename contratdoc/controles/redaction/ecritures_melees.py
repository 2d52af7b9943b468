"""CD607: a word that mixes two alphabets, or that an invisible or a leftover sign cuts."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING

from contratdoc.controles.redaction.lieux import remplacer
from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Severite
from contratdoc.ecrits.ecrit import Passage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.ecrits.ecrit import Contexte, Ecrit

FICHE = Fiche(
    code="CD607",
    nom="ecritures-melees",
    famille=Famille.REDACTION,
    severite=Severite.ERREUR,
    verifie="Chaque mot n'a qu'une écriture : ni lettre cyrillique ou grecque qui imite une lettre latine, ni signe "
    "invisible, ni trait d'union laissé par une coupe de ligne.",
    pourquoi="Le mot se lit bien mais ne se trouve pas : ni la recherche, ni l'index, ni une liseuse vocale ne le "
    "reconnaissent.",
    exemple="Pharmacie Dufлот (« лот » est écrit en cyrillique).",
    correction="Retapez le mot au clavier.",
    source="Unicode Technical Standard 39, « Unicode Security Mechanisms » (caractères confondables).",
)
_AUTRES = re.compile("[\u0370-\u03ff\u0400-\u04ff]")
_MOT = re.compile(r"[^\W\d_]+")
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]+")
_CACHE = re.compile("(?<![^\\W\\d_])[^\\W\\d_]++(?:[\u00ad\u200b\u200c\u200d\u2060\ufeff]+[^\\W\\d_]+)+")
_SUSPECT = re.compile("[\u0370-\u03ff\u0400-\u04ff\u00ad\u200b\u200c\u200d\u2060\ufeff]+")
_TIRET = re.compile("-(?=[a-zà-ÿœ]{2})")
_COUPE = re.compile(r"(?<![\w'’-])([^\W\d_]{2,})-([a-zà-ÿœ]{2,})(?![\w-])")
# A letter that looks the same or, in a word of an extraction, that stands for the same sound.
_SOSIES = dict(
    zip(
        "АВЕКМНОРСТУХІЈЅаеорсухіјѕкмнтвлдгбпзифэйыΑΒΕΖΗΙΚΜΝΟΡΤΥΧοαεικρυχ",
        "ABEKMHOPCTYXIJSaeopcyxijskmntvldgbpzifeiyABEZHIKMNOPTYXoaeikpux",
        strict=True,
    )
)
_PAREILLES = frozenset("АВЕКМНОРСТУХІЈЅаеорсухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧο")
_PREFIXES = re.compile(
    "anti|après|arrière|auto|avant|bi|bio|bien|centre|co|contre|cyber|demi|eco|éco|entre|euro|ex|extra|géo"
    "|grand|hydro|hyper|in|infra|inter|intra|le|mal|mega|méga|meta|micro|mi|mini|mono|multi|médico|néo|neuro"
    "|non|outre|para|péri|petit|photo|pluri|poly|porte|post|pré|pro|proto|pseudo|psycho|quasi|ré|re|sans|semi"
    "|social|socio|sous|sub|super|sur|techno|télé|tout|trans|tri|ultra|uni|vice|vidéo|week"
)
_CITES = 6
_NOM = {True: "cyrillique", False: "grec"}


def chercher(ecrit: Ecrit, contexte: Contexte) -> Iterator[Diagnostic]:  # noqa: ARG001 - the shape of a rule
    """Find the words that are not what they look like."""
    for p in _passages_avec(ecrit, _SUSPECT):
        yield from _melees(p)
        yield from _invisibles(p)
    yield from _cesures(ecrit)


def _passages_avec(ecrit: Ecrit, motif: re.Pattern[str]) -> list[Passage]:
    """Return the passages that hold a sign, found in the whole text at once."""
    rangs = dict.fromkeys(bisect_right(ecrit.departs, m.start()) - 1 for m in motif.finditer(ecrit.texte))
    return [ecrit.tous[i] for i in rangs]


def _melees(p: Passage) -> Iterator[Diagnostic]:
    """Find the words of two alphabets, and the words of look-alikes in a text that is Latin."""
    for m in _MOT.finditer(p.texte):
        mot = m[0]
        intrus = [c for c in mot if _AUTRES.match(c)]
        if not intrus:
            continue
        seul = len(intrus) == len(mot)
        if seul and not (_PAREILLES.issuperset(mot) and _est_latin(p.texte, mot)):
            continue
        ecriture = _NOM[intrus[0] >= "\u0400"]
        fautives = ", ".join(f"« {c} » (U+{ord(c):04X})" for c in dict.fromkeys(intrus))
        pluriel = "s" if len(set(intrus)) > 1 else ""
        lettres = f"{'des' if pluriel else 'une'} lettre{pluriel} de l'alphabet {ecriture}"
        message = f"Le mot « {mot} » contient {lettres} : {fautives}."
        if "µ" in mot or set(intrus) <= {"μ", "Ω"}:
            continue
        voulu = "".join(_SOSIES.get(c, c) for c in mot)
        sur = _AUTRES.search(voulu) is None
        fixe = remplacer(p, m.start(), m.end(), voulu) if sur else None
        aide = f"Écrivez « {voulu} » au clavier." if sur else FICHE.correction
        yield FICHE.constat(message, p.place(m.start()), aide, remplacement=fixe)


def _est_latin(texte: str, mot: str) -> bool:
    """Say whether the letters of a text, but those of one word, are Latin."""
    reste = texte.replace(mot, "")
    return _AUTRES.search(reste) is None and any(c.isalpha() for c in reste)


def _invisibles(p: Passage) -> Iterator[Diagnostic]:
    for m in _CACHE.finditer(p.texte):
        voulu = _INVISIBLE.sub("", m[0])
        message = f"Un signe invisible coupe le mot « {voulu} » : la recherche ne le trouve pas."
        fixe = remplacer(p, m.start(), m.end(), voulu)
        aide = "Retapez le mot."
        yield FICHE.constat(message, p.place(m.start()), aide, severite=Severite.AVERTISSEMENT, remplacement=fixe)


def _cesures(ecrit: Ecrit) -> Iterator[Diagnostic]:
    """Find the words cut by a line end that is gone: their two halves joined are a word of the text."""
    coupes = [(p, m) for p in _passages_avec(ecrit, _TIRET) for m in _COUPE.finditer(p.texte)]
    if not coupes:
        return
    entiers = set(ecrit.jetons)
    traits = Counter(m[0].lower() for _, m in coupes)
    dits: dict[int, tuple[Passage, re.Match[str], dict[str, str]]] = {}
    groupes = _groupes(ecrit)
    for p, m in coupes:
        entier = m[1] + m[2]
        if _PREFIXES.fullmatch(m[1].lower()) is not None and m[2].lower() in entiers:
            continue  # « pro-actif »: both halves are words
        # The hyphened form, more often written in prose than whole, is a word of its own.
        if entier.lower() in entiers and (id(p) in groupes or traits[m[0].lower()] == 1):
            dits.setdefault(groupes.get(id(p), id(p)), (p, m, {}))[2].setdefault(m[0], entier)
    for p, m, mots in dits.values():
        yield _cesure(p, m, mots)


def _groupes(ecrit: Ecrit) -> dict[int, int]:
    """Return the table of each passage of a cell: its cuts are told once."""
    return {id(p): id(t) for t in ecrit.tableaux for ligne in t.lignes for cellule in ligne for p in cellule.passages}


def _cesure(p: Passage, m: re.Match[str], mots: dict[str, str]) -> Diagnostic:
    cites = [f"« {coupe} » pour « {entier} »" for coupe, entier in list(mots.items())[:_CITES]]
    reste = len(mots) - len(cites)
    suite = f" et {reste} autre{'s' if reste > 1 else ''}" if reste else ""
    quoi = "Une césure est restée" if len(mots) == 1 else "Des césures sont restées"
    message = f"{quoi} dans le texte : {', '.join(cites)}{suite}."
    aide = "Retirez les traits d'union que la mise en page d'origine avait mis en fin de ligne."
    fixe = remplacer(p, m.start(), m.end(), m[1] + m[2]) if len(mots) == 1 else None
    return FICHE.constat(message, p.place(m.start()), aide, severite=Severite.INFO, remplacement=fixe)
