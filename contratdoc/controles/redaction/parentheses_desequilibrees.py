"""CD606: a bracket that opens and does not close, or closes nothing."""

from __future__ import annotations

import re
from itertools import groupby, islice
from typing import TYPE_CHECKING

from contratdoc.controles.redaction.appariement import Signe, autour, esseules
from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Severite
from contratdoc.ecrits.nombres import ecrire

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.ecrits.ecrit import Contexte, Ecrit

FICHE = Fiche(
    code="CD606",
    nom="parentheses-desequilibrees",
    famille=Famille.REDACTION,
    severite=Severite.ERREUR,
    verifie="Chaque parenthèse et chaque crochet ouvrant a son fermant.",
    pourquoi="Sans l'une des deux parenthèses, on ne sait plus ce qui précise et ce qui engage.",
    exemple="Le bailleur rénove 248 logements (rue des Lilas et rue des Roses.",
    correction="Ajoutez la parenthèse qui manque, ou retirez celle qui est de trop.",
    source="Lexique des règles typographiques en usage à l'Imprimerie nationale, « Parenthèses ».",
)
_PAIRES = {")": "(", "]": "["}
_SIGNES = re.compile(r"[()\[\]]")
_RANG = re.compile(r"(?:^|[\s;:,.(/«–-])(?:\d{1,3}°?|[a-zA-Z]|[ivxIVX]{1,5})$")
_EMOTICONE = re.compile(r"(?<![\w)])[:;=8]-?$")
_PORTEE = 2
_DITS = 5
"""Beyond, in one passage, they are counted: its signs are no brackets, most often."""
_NOMS = {"(": "La parenthèse", ")": "La parenthèse", "[": "Le crochet", "]": "Le crochet"}


def chercher(ecrit: Ecrit, contexte: Contexte) -> Iterator[Diagnostic]:  # noqa: ARG001 - the shape of a rule
    """Find the brackets without their pair."""
    for _, seuls in groupby(esseules(ecrit, _PAIRES, _rangs, _relie, _PORTEE), key=lambda s: id(s.passage)):
        for s in islice(seuls, _DITS):
            yield _constat(s)
        if (suivant := next(seuls, None)) is not None:
            yield _reste(suivant, 1 + sum(1 for _ in seuls))


def _rangs(texte: str) -> Iterator[int]:
    """Give the ranks of the brackets, those of « a) », « 1) » and of emoticons excepted."""
    if not ("(" in texte or ")" in texte or "[" in texte or "]" in texte):
        return
    ouvertes = 0
    for m in _SIGNES.finditer(texte):
        rang = m.start()
        avant = texte[max(0, rang - 8) : rang]
        if m[0] in "()" and _EMOTICONE.search(avant) is not None and (not ouvertes or m[0] == "("):
            continue
        if m[0] == "(":
            ouvertes += 1
        elif m[0] == ")" and ouvertes:
            ouvertes -= 1
        elif m[0] == ")" and _RANG.search(avant) is not None:
            continue
        yield rang


def _relie(ouvrant: Signe, fermant: Signe) -> bool:
    """Say whether a bracket runs on: the paragraph that opens it has not ended its sentence."""
    del fermant
    return ouvrant.passage.texte[-1] not in ".!?"


def _reste(s: Signe, n: int) -> Diagnostic:
    autres = f"{ecrire(n)} autres signes sont seuls" if n > 1 else "Un autre signe est seul"
    return FICHE.constat(f"{autres} dans ce paragraphe.", s.passage.place(s.rang), FICHE.correction)


def _constat(s: Signe) -> Diagnostic:
    nom = _NOMS[s.signe]
    e = "e" if nom.startswith("La") else ""
    if s.signe in _PAIRES:
        message = f"{nom} fermant{e} après « {autour(s, avant=True)} » ne ferme rien."
    else:
        message = f"{nom} ouvert{e} devant « {autour(s, avant=False)} » n'est jamais fermé{e}."
    return FICHE.constat(message, s.passage.place(s.rang), FICHE.correction)
