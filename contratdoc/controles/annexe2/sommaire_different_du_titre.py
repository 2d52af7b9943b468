"""CD512: a line of the table of contents and its heading, worded or numbered otherwise, or in another order."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from contratdoc.controles.annexe2.lecture_du_sommaire import Ligne, rapprocher
from contratdoc.controles.annexe2.mots_des_ecarts import variantes
from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Severite
from contratdoc.ecrits.extrait import extrait

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.ecrits.ecrit import Contexte, Ecrit

FICHE = Fiche(
    code="CD512",
    nom="sommaire-different-du-titre",
    famille=Famille.REFERENCES,
    severite=Severite.AVERTISSEMENT,
    verifie="Une ligne du sommaire a les mots, le numéro et la place du titre qu'elle annonce.",
    pourquoi="Deux intitulés pour une même partie : on ne sait pas lequel citer, ni si l'on est au bon endroit.",
    exemple="Sommaire : « 2/ Quartiers prioritaires » ; corps : « 2/ Présentation des quartiers prioritaires ».",
    correction="Reprenez dans le sommaire le titre du corps, ou composez le sommaire depuis les titres.",
    source="usage",
)

_MOT = re.compile(r"[^\W_]+")
_VOIR_MAX = 8
_SIGNES = frozenset(":.-–—/)")
_NUMEROTES = ("nombre", "romain", "lettre")


def chercher(ecrit: Ecrit, contexte: Contexte) -> Iterator[Diagnostic]:
    """Find what differs; entries that are numbered in one of the two places only are told as one."""
    del contexte
    r = rapprocher(ecrit)
    d_un_cote: list[tuple[Ligne, Ligne]] = []
    for i, entree in enumerate(r.entrees):
        j = r.paires[i]
        if j is None:
            if i in r.ailleurs:
                message = f"« {extrait(entree.titre)} » n'est pas au même rang dans le sommaire et dans le corps."
                yield _constat(message, entree, r.titres[r.ailleurs[i]])
            continue
        titre = r.titres[j]
        if _mots(entree.titre) != _mots(titre.titre):
            a, b = variantes(entree.titre, titre.titre.rstrip(" :"))
            yield _constat(f"Le sommaire annonce « {a} », mais le titre est « {b} ».", entree, titre)
        elif (entree.numero is None) != (titre.numero is None):
            d_un_cote.append((entree, titre))
        elif entree.numero and titre.numero and _mots(entree.numero.texte) != _mots(titre.numero.texte):
            a, b = entree.numero.texte, titre.numero.texte
            nom = extrait(entree.titre)
            yield _constat(f"« {nom} » porte le numéro {a} dans le sommaire, mais {b} dans le corps.", entree, titre)
        elif entree.numero and titre.numero and _autrement_signes(entree.numero.style, titre.numero.style):
            yield _autre_signe(entree, titre)
    for numerotes in (True, False):
        memes = [p for p in d_un_cote if (p[0].numero is not None) is numerotes]
        if memes:
            yield _un_seul_cote(memes, numerotes=numerotes)


def _autrement_signes(a: str, b: str) -> bool:
    """Say whether two styles are a number of the same kind with another sign: « 2/ », « 2- »."""
    return a != b and a[-1] in _SIGNES and b[-1] in _SIGNES and a[:-1] == b[:-1] and a[:-1] in _NUMEROTES


def _autre_signe(entree: Ligne, titre: Ligne) -> Diagnostic:
    """Tell the numbers that are the same but for the sign after them."""
    a, b = (x.passage.texte[: x.passage.debut].strip() for x in (entree, titre))
    message = f"« {extrait(entree.titre)} » est numéroté « {a} » dans le sommaire, mais « {b} » dans le corps."
    return _constat(message, entree, titre, Severite.INFO)


def _constat(message: str, entree: Ligne, titre: Ligne, severite: Severite | None = None) -> Diagnostic:
    autres = ((titre.passage.place(), "le titre est ici"),)
    return FICHE.constat(message, entree.passage.place(), FICHE.correction, autres=autres, severite=severite)


def _un_seul_cote(paires: list[tuple[Ligne, Ligne]], *, numerotes: bool) -> Diagnostic:
    entree, _ = paires[0]
    quoi = f"{len(paires)} titres, dont « {extrait(entree.titre)} »," if len(paires) > 1 else f"« {entree.titre} »"
    avec, sans = ("le sommaire", "le corps") if numerotes else ("le corps", "le sommaire")
    verbe = "sont numérotés" if len(paires) > 1 else "est numéroté"
    message = f"{quoi} {verbe} dans {avec} et pas dans {sans}."
    autres = tuple((t.passage.place(), "le titre est ici") for _, t in paires[:_VOIR_MAX])
    return FICHE.constat(message, entree.passage.place(), FICHE.correction, autres=autres)


def _mots(texte: str) -> list[str]:
    """Return the words, plurals kept: « Annexes 1 » is not « Annexe 1 »."""
    plat = unicodedata.normalize("NFD", texte.casefold())
    return _MOT.findall("".join(c for c in plat if not unicodedata.combining(c)))
