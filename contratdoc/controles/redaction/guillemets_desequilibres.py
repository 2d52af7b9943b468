"""CD605: a quotation that opens and does not close, or closes with another sign."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contratdoc.controles.redaction.appariement import Signe, autour, esseules
from contratdoc.controles.redaction.lieux import remplacer
from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Severite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.ecrits.ecrit import Contexte, Ecrit, Passage

FICHE = Fiche(
    code="CD605",
    nom="guillemets-desequilibres",
    famille=Famille.REDACTION,
    severite=Severite.ERREUR,
    verifie="Chaque guillemet ouvrant a son guillemet fermant, de la même sorte.",
    pourquoi="Sans l'un des deux guillemets, on ne sait plus où finissent les mots de la loi ou du partenaire, et où "
    "reprennent ceux du contrat.",
    exemple="Les thématiques « Éducation à la santé et « Accès aux soins » sont financées.",
    correction="Ajoutez le guillemet qui manque, là où la citation commence ou finit.",
    source="Lexique des règles typographiques en usage à l'Imprimerie nationale, « Guillemets ».",
)
_PAIRES = {"»": "«", "”": "“"}
_SIGNES = re.compile("[«»“”]")
_PORTEE = 8
_FIN = 3
_IDEM = frozenset(('"', "»", "″", "''"))


def chercher(ecrit: Ecrit, contexte: Contexte) -> Iterator[Diagnostic]:  # noqa: ARG001 - the shape of a rule
    """Find the quotation marks without their pair."""
    droits = _droits(ecrit)
    isoles = {id(d.passage) for d in droits}
    seuls = esseules(ecrit, _PAIRES, _rangs, lambda a, b: id(b.passage) not in isoles and _relie(a, b), _PORTEE)
    for s in seuls:
        autre = next((d for d in droits if d.passage is s.passage), None) or next(
            (x for x in seuls if x.passage is s.passage and x.signe != s.signe and _vont_ensemble(x, s)), None
        )
        if autre is None:
            yield _seul(s)
        elif autre in droits:
            droits.remove(autre)
            yield _meles(*sorted((s, autre), key=lambda x: x.rang))
        elif s.rang < autre.rang:
            yield _meles(s, autre)
    yield from map(_seul, droits)


def _rangs(texte: str) -> Iterator[int]:
    if texte in _IDEM or not ("«" in texte or "»" in texte or "“" in texte or "”" in texte):
        return
    yield from (m.start() for m in _SIGNES.finditer(texte))


def _relie(ouvrant: Signe, fermant: Signe) -> bool:
    """Say whether a quotation may run over paragraphs: it is announced, or its end is that of a paragraph."""
    avant = ouvrant.passage.texte[: ouvrant.rang].rstrip()
    apres = fermant.passage.texte[fermant.rang + 1 :]
    return not avant or avant.endswith(":") or len(apres) <= _FIN or fermant.passage.texte[:1].islower()


def _droits(ecrit: Ecrit) -> list[Signe]:
    """Return the last straight quote of each passage that holds an odd number of them."""
    seuls: list[Signe] = []
    ouvert: Passage | None = None
    depuis = 0
    for p in ecrit.tous:
        depuis += 1
        if '"' not in p.texte or p.texte in _IDEM:
            continue
        rang = _dernier_droit(p.texte)
        if rang is None:
            continue
        finit = len(p.texte) - p.texte.rindex('"') <= _FIN + 1 and p.texte.count("«") == p.texte.count("»")
        if ouvert is not None and finit and depuis <= _PORTEE and ouvert.fichier == p.fichier:
            seuls.pop()  # a quotation over several paragraphs
            ouvert = None
        else:
            seuls.append(Signe(p, rang))
            ouvert, depuis = p, 0
    return seuls


def _dernier_droit(texte: str) -> int | None:
    """Return the rank of the straight quote left open; after a figure (« 15" »), it may be an inch."""
    ouvert: int | None = None
    for m in re.finditer('"', texte):
        if ouvert is not None:
            ouvert = None
        elif not texte[m.start() - 1 : m.start()].isdecimal():
            ouvert = m.start()
    return ouvert


def _vont_ensemble(a: Signe, b: Signe) -> bool:
    """Say whether two lone signs are the two ends of one quotation: one opens, then the other closes."""
    premier, second = sorted((a, b), key=lambda s: s.rang)
    return premier.signe not in _PAIRES and second.signe in _PAIRES


def _seul(s: Signe) -> Diagnostic:
    if s.signe == '"':
        message = f'Un guillemet droit (") est seul, devant « {_plat(autour(s, avant=False))} ».'
        if not autour(s, avant=False):
            message = f'Un guillemet droit (") est seul, après « {_plat(autour(s, avant=True))} ».'
    elif s.signe in _PAIRES:
        message = f"Un guillemet se ferme sans s'être ouvert, après « {_plat(autour(s, avant=True))} »."
    else:
        message = f"Un guillemet s'ouvre et ne se ferme pas, devant « {_plat(autour(s, avant=False))} »."
    return FICHE.constat(message, s.passage.place(s.rang), FICHE.correction)


def _meles(ouvrant: Signe, fermant: Signe) -> Diagnostic:
    debut = _plat(autour(ouvrant, avant=False))
    message = f"La citation « {debut} » s'ouvre par {ouvrant.signe} et se ferme par {fermant.signe}."
    autres = ((fermant.passage.place(fermant.rang), "elle se ferme ici"),)
    aide = "Mettez « au début et » à la fin."
    faux, bon = (fermant, "\u00a0»") if ouvrant.signe == "«" else (ouvrant, "«\u00a0")
    fixe = remplacer(faux.passage, faux.rang, faux.rang + 1, bon)
    if faux is fermant:
        autres = ((ouvrant.passage.place(ouvrant.rang), "elle s'ouvre ici"),)
    return FICHE.constat(message, faux.passage.place(faux.rang), aide, autres=autres, remplacement=fixe)


def _plat(texte: str) -> str:
    return texte.translate({ord(c): None for c in "«»“”"}).strip()
