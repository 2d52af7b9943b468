"""CD609: a word written twice in a row."""

from __future__ import annotations

import re
from itertools import compress, islice
from operator import eq
from typing import TYPE_CHECKING

from contratdoc.controles.redaction.lieux import DITS_AILLEURS, remplacer
from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Severite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.ecrits.ecrit import Contexte, Ecrit

FICHE = Fiche(
    code="CD609",
    nom="mot-repete",
    famille=Famille.REDACTION,
    severite=Severite.ERREUR,
    verifie="Aucun mot n'est écrit deux fois de suite (« de de », « le le »).",
    pourquoi="C'est la trace d'une correction inachevée : un mot manque parfois entre les deux.",
    exemple="Le développement de de l'offre de soins.",
    correction="Gardez le mot une seule fois, ou écrivez celui qui manque entre les deux.",
    source="usage",
)
_DOUBLE = re.compile(r"(?<![\w'’.-])([^\W\d_]{2,})\s+\1(?![\w'’-]|\.\w)", re.IGNORECASE)
_OUTILS = re.compile(
    "de|du|des|le|la|les|une|et|ou|au|aux|dans|par|pour|sur|avec|sans|que|qui|dont|ce|cette|ces|son|sa|ses|leurs|ne|se"
    "|il|ils|elles|mais|car|donc|ainsi|comme|sous|entre|vers|chez|afin|sont|ont|été|être|avoir"
)
_LEGITIMES = re.compile("nous|vous|elle|faire|très|bien|petit|plus|tout|loin|vite|est|en|un|côte")
_MOT_PLEIN = 4
_PEU = 16


def chercher(ecrit: Ecrit, contexte: Contexte) -> Iterator[Diagnostic]:  # noqa: ARG001 - the shape of a rule
    """Find the words that follow themselves."""
    doubles = _doubles(ecrit)
    for p in ecrit.tous if doubles else ():
        if p.nature in DITS_AILLEURS or doubles.isdisjoint(p.texte.lower().split()):
            continue
        for m in _DOUBLE.finditer(p.texte):
            mot = m[1].casefold()
            outil = _OUTILS.fullmatch(mot) is not None
            if _LEGITIMES.fullmatch(mot) is not None or not (outil or (len(mot) >= _MOT_PLEIN and m[0].islower())):
                continue
            message = f"Le mot « {m[1]} » est écrit deux fois de suite : « {_autour(p.texte, m)} »."
            fixe = remplacer(p, m.start(), m.end(), m[1]) if outil else None
            severite = Severite.ERREUR if outil else Severite.AVERTISSEMENT
            yield FICHE.constat(message, p.place(m.start()), FICHE.correction, severite=severite, remplacement=fixe)


def _doubles(ecrit: Ecrit) -> set[str]:
    """Return the words of which one may be written twice in a row: in most texts, none, and no passage is read."""
    j = ecrit.jetons
    suivis = set(compress(j, map(eq, j, islice(j, 1, None))))
    doubles = {a for a in suivis if len(a) > 1 and a.isalpha() and _LEGITIMES.fullmatch(a) is None}
    if 0 < len(doubles) <= _PEU:
        # One may end a passage and the other begin the next.
        bas = ecrit.texte.lower()
        doubles = {a for a in doubles if re.search(rf"{a}[^\S\n]+{a}", bas) is not None}
    return doubles


def _autour(texte: str, m: re.Match[str]) -> str:
    avant = texte[max(0, m.start() - 20) : m.start()]
    apres = texte[m.end() : m.end() + 20]
    avant = avant.partition(" ")[2] if m.start() > 20 else avant  # noqa: PLR2004 - the length just above
    apres = apres.rpartition(" ")[0] if m.end() + 20 < len(texte) else apres
    return " ".join(f"{avant}{m[0]}{apres}".split())
