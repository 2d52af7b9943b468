"""CD608: slips of French typography."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from contratdoc.controles.redaction.accents_oublies import accents_oublies
from contratdoc.controles.redaction.lieux import DITS_AILLEURS, remplacer
from contratdoc.controles.redaction.separateurs_de_titres import separateurs_fautifs
from contratdoc.controles.redaction.sortes_de_typographie import INSECABLE, SORTES, Sorte, masquer
from contratdoc.controles.redaction.sortes_des_textes_seuls import SORTES_DES_TEXTES_SEULS
from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Severite
from contratdoc.ecrits.ecrit import Nature
from contratdoc.ecrits.sommaire import sans_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.diagnostics.diagnostic import Remplacement
    from contratdoc.ecrits.ecrit import Contexte, Ecrit, Passage

FICHE = Fiche(
    code="CD608",
    nom="typographie-fautive",
    famille=Famille.REDACTION,
    severite=Severite.INFO,
    verifie="Espaces, points, majuscules accentuées, ordinaux et nombres suivent l'usage français ; ce que la "
    "compilation écrit bien d'elle-même n'est signalé que dans un texte seul.",
    pourquoi="Un texte public soigné se lit mieux, et un même montant écrit de deux façons ne se retrouve pas.",
    exemple="Etablissements ouverts 24H sur 24 , pour un coût de 6.8 millions d'euros.",
    correction="Établissements ouverts 24 h sur 24, pour un coût de 6,8 millions d'euros.",
    source="Lexique des règles typographiques en usage à l'Imprimerie nationale.",
)
_DROITS = re.compile(r'"(?<![\w"]")([^"«»\n]+)"(?![\w"])')
_DITES = 4
_LONGUEUR = 24


_TOUTES = SORTES + SORTES_DES_TEXTES_SEULS


class _Faute(NamedTuple):
    debut: int
    fin: int
    nom: str
    nouveau: str | None
    au_rendu: bool = False
    du_numero: bool = False
    """True when it stands in the number typed by hand: the others never do."""


def chercher(ecrit: Ecrit, contexte: Contexte) -> Iterator[Diagnostic]:
    """Find the slips of each passage."""
    par_passage: dict[int, list[_Faute]] = {}
    for f in _toutes(ecrit, contexte):
        i = bisect_right(ecrit.departs, f.debut) - 1
        p, depart = ecrit.tous[i], ecrit.departs[i]
        ici = f._replace(debut=f.debut - depart, fin=f.fin - depart)
        rendu = f.au_rendu and (contexte.contrat is not None or p.fichier.endswith(".yaml"))
        hors = rendu or _est_hors(p, ici) or ici.fin > len(p.texte)
        if not hors and not _autour_du_balisage(p, ici):
            par_passage.setdefault(i, []).append(ici)
    for i, fautes in par_passage.items():
        yield _constat(ecrit.tous[i], list(_separees(sorted(fautes, key=lambda f: (f.debut, f.fin)))))


def _est_hors(p: Passage, f: _Faute) -> bool:
    """Say whether a slip is not the author's here: a quotation, a heading copied in the table of contents, a number."""
    if p.nature is Nature.SOMMAIRE:
        return f.debut < len(sans_page(p.texte)[0])
    return p.nature in DITS_AILLEURS or (f.debut < p.debut and not f.du_numero)


def _toutes(ecrit: Ecrit, contexte: Contexte) -> Iterator[_Faute]:
    """Find the slips of a text; those of style alone, only in a lone one."""
    if contexte.contrat is not None:
        yield from _fautes(ecrit.texte, SORTES)
        return
    yield from _fautes(ecrit.texte, _TOUTES)
    for debut, fin, voulu in accents_oublies(ecrit):
        yield _Faute(debut, fin, "accent oublié", voulu)
    for s in separateurs_fautifs(ecrit):
        depart = ecrit.departs[s.passage]
        yield _Faute(depart + s.debut, depart + s.fin, s.nom, s.voulu, du_numero=True)


def _fautes(texte: str, sortes: tuple[Sorte, ...]) -> Iterator[_Faute]:
    """Find the slips of a whole text, one passage a line."""
    droits = "«" in texte and '"' in texte
    lu = masquer(texte)
    for s in sortes:
        if not any(i in texte for i in s.indices) or (s.si is not None and s.si.search(lu) is None):
            continue
        for m in _trouves(s, lu):
            yield _Faute(m.start(), m.end(), s.nom, _ecrire(s, m), s.au_rendu)
    for m in _DROITS.finditer(lu) if droits else ():
        nouveau = f"«{INSECABLE}{texte[m.start(1) : m.end(1)]}{INSECABLE}»"
        yield _Faute(m.start(), m.end(), "guillemets droits", nouveau)


def _trouves(s: Sorte, texte: str) -> Iterator[re.Match[str]]:
    if s.reperage is None:
        yield from s.motif.finditer(texte)
        return
    fin = -1
    for repere in s.reperage.finditer(texte):
        if repere.start() > fin:
            debut = texte.rfind("\n", 0, repere.start()) + 1
            suite = texte.find("\n", repere.start())
            fin = suite if suite >= 0 else len(texte)
            yield from s.motif.finditer(texte, debut, fin)


def _ecrire(sorte: Sorte, m: re.Match[str]) -> str | None:
    e = sorte.ecriture
    if e is None:
        return None
    return m.expand(e) if isinstance(e, str) else e(m)


def _separees(fautes: list[_Faute]) -> Iterator[_Faute]:
    """Keep of the slips of a passage, in order, those apart from one another."""
    fin = -1
    for f in fautes:
        if f.debut > fin or (f.debut == fin and f.fin > f.debut):
            fin = f.fin
            yield f


def _autour_du_balisage(p: Passage, f: _Faute) -> bool:
    """Say whether a markup that is not read stood there: a reference, a note, bold type around a space."""
    return "ordinal" not in f.nom and any(f.debut < rang < f.fin for rang, _ in p.reperes)


def _constat(p: Passage, fautes: list[_Faute]) -> Diagnostic:
    par_nom: dict[str, _Faute] = {}
    for f in fautes:
        par_nom.setdefault(f.nom, f)
    dites = [f"{nom} (« {_autour(p.texte, f)} »)" for nom, f in list(par_nom.items())[:_DITES]]
    reste = len(par_nom) - len(dites)
    suite = f", et {reste} autre{'s' if reste > 1 else ''}" if reste else ""
    message = f"Typographie : {', '.join(dites)}{suite}."
    fixe = _ensemble(p, fautes)
    debut = _elargir(p.texte, fautes[0])[0]
    aide = f"Écrivez « {fixe.nouveau} »." if fixe is not None and len(fixe.nouveau) <= _LONGUEUR else ""
    return FICHE.constat(message, p.place(debut), aide, remplacement=fixe)


def _ensemble(p: Passage, fautes: list[_Faute]) -> Remplacement | None:
    """Return the fix of the slips that share the first one's line, from the first to the last."""
    debut, rang = _elargir(p.texte, fautes[0])
    borne = min((r for r, _ in p.reperes if r > debut), default=len(p.texte))
    nouveau, lu = "", debut
    for f in fautes:
        if f.nouveau is None or f.fin > borne:
            break
        nouveau += p.texte[lu : f.debut] + f.nouveau
        lu = f.fin
    rang = max(rang, lu)
    return remplacer(p, debut, rang, nouveau + p.texte[lu:rang]) if nouveau or lu > debut else None


def _elargir(texte: str, f: _Faute) -> tuple[int, int]:
    """Take the character before and after a slip that is an absence: a fix replaces at least one character."""
    return (f.debut, f.fin) if f.fin > f.debut else (max(0, f.debut - 1), min(len(texte), f.fin + 1))


def _autour(texte: str, f: _Faute) -> str:
    """Cite a slip with the words it stands in."""
    debut = texte.rfind(" ", 0, max(f.debut - 1, 0)) + 1
    fin = texte.find(" ", f.fin + 1)
    debut = max(debut, f.debut - _LONGUEUR)
    fin = min(len(texte) if fin < 0 else fin, f.fin + _LONGUEUR)
    return texte[debut:fin].strip(" «»\u00a0")
