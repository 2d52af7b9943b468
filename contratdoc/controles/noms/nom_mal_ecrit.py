"""CD701: a name of the lexicon written otherwise than the lexicon writes it."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from contratdoc.controles.noms.lecture import Lecture, Vocabulaire, lecture_de, occurrences
from contratdoc.controles.noms.mots import (
    commence_une_phrase,
    entre_guillemets,
    mots_plats,
    plat,
)
from contratdoc.controles.noms.noms_connus import NomsConnus, Trouve, noms_connus, sans_typo
from contratdoc.controles.noms.voisinage import Voisins, distance
from contratdoc.controles.redaction.lieux import remplacer
from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Severite
from contratdoc.ecrits.ecrit import Nature

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.ecrits.ecrit import Contexte, Ecrit, NomPropre, Passage

FICHE = Fiche(
    code="CD701",
    nom="nom-mal-ecrit",
    famille=Famille.NOMS,
    severite=Severite.ERREUR,
    verifie="Les noms du lexique (communes, quartiers, partenaires, lieux) s'écrivent partout comme dans le lexique.",
    pourquoi="Un quartier ou un partenaire nommé de deux façons n'est ni retrouvé, ni sûrement reconnu.",
    exemple="« les habitants de Mont Cormont » quand le lexique porte « Mont-Cormont »",
    correction="Écrivez le nom comme le lexique, ou corrigez le lexique si c'est lui qui se trompe.",
    source="usage ; noms officiels des communes : Insee, code officiel géographique",
)

_MOT_MIN = 5
_MOT_LONG = 9
_SUR = 7
"""From this length, a word one letter apart from a frequent name is that name."""
_RARE = 2
_NOM_MAX = 60
_AUTOUR = 80
_DEBUT = 2
_VOIE = re.compile(
    r"\b(?:rue|avenue|allée|place|boulevard|chemin|impasse|square|cours|résidence|route)s?"
    r"(?: \w+)?(?: de| du| des| d['’])?"
    r"(?: la| l['’])?\s?$",
    re.IGNORECASE,
)
"""Before the name of a street, which may be any word."""
_NOM_PLUS_LONG = re.compile(r"\b(?:du |de la |de |des |d['’])$")


def chercher(ecrit: Ecrit, contexte: Contexte) -> Iterator[Diagnostic]:
    """Find the names of the lexicon that are written otherwise."""
    if not contexte.lexique.noms:
        return
    noms = noms_connus(contexte.lexique)
    lecture = lecture_de(ecrit)
    for p, mots in zip(lecture.passages, lecture.mots, strict=True):
        for t in noms.dans(p.texte, mots):
            nom = noms.attendu(t.ecrit, t.cle)
            if nom is not None:
                severite = Severite.AVERTISSEMENT if _dans_un_autre_nom(p, t) else Severite.ERREUR
                yield _constat(p, t.debut, t.fin, nom, severite)
    if contexte.contrat is None:
        yield from _dans_le_sommaire(ecrit, noms)
    yield from _presque(lecture, noms)


def _dans_le_sommaire(ecrit: Ecrit, noms: NomsConnus) -> Iterator[Diagnostic]:
    """Read the table of contents typed by hand, which the compiler does not make."""
    for p in ecrit.sommaire:
        for t in noms.dans(p.texte):
            if (nom := noms.attendu(t.ecrit, t.cle)) is not None:
                yield _constat(p, t.debut, t.fin, nom, Severite.ERREUR)


def _dans_un_autre_nom(p: Passage, t: Trouve) -> bool:
    """Say whether a list item is one name that ends with this one: an association writes its own name as it likes."""
    if p.nature not in (Nature.ELEMENT, Nature.CELLULE) or t.fin < len(p.texte) or len(p.texte) > _NOM_MAX:
        return False
    return p.texte[0].isupper() and _NOM_PLUS_LONG.search(p.texte, 0, t.debut) is not None


def _constat(p: Passage, debut: int, fin: int, nom: NomPropre, severite: Severite) -> Diagnostic:
    ecrit = p.texte[debut:fin]
    cite = entre_guillemets(p.texte, debut)
    message = f"« {ecrit} » s'écrit « {nom.nom} » dans le lexique."
    severite = Severite.AVERTISSEMENT if cite else severite
    certain = severite is Severite.ERREUR
    voulu = nom.nom[0].upper() + nom.nom[1:] if commence_une_phrase(p.texte, debut) else nom.nom
    remplacement = remplacer(p, debut, fin, voulu) if certain else None
    aide = FICHE.correction if certain else "Si c'est un autre nom, ajoutez-le au lexique ; sinon, corrigez-le."
    return FICHE.constat(message, p.place(debut), aide, severite=severite, remplacement=remplacement)


def _presque(lecture: Lecture, noms: NomsConnus) -> Iterator[Diagnostic]:
    """Find the words that are a word of the lexicon but for one letter, two in a long one."""
    formes = lecture.vocabulaire.fois
    suspects = _suspects(noms, lecture.vocabulaire)
    for forme, p, rang in occurrences(lecture, suspects):
        if _VOIE.search(p.texte, max(0, rang - 40), rang):
            continue
        for voulu in suspects[forme]:
            trouve = _nom_autour(p.texte, rang, forme, voulu, noms)
            if trouve is None:
                continue
            debut, fin, nom = trouve
            sure = (
                len(forme) >= _SUR
                and formes[forme] <= _RARE < formes[nom.nom]
                and not commence_une_phrase(p.texte, rang)
                and plat(forme).rstrip("sxe") != voulu.rstrip("sxe")
            )
            yield _constat(p, debut, fin, nom, Severite.ERREUR if sure else Severite.AVERTISSEMENT)
            break


def _suspects(noms: NomsConnus, vocabulaire: Vocabulaire) -> dict[str, list[str]]:
    """Return the words of a text that are near to a word of the lexicon, with these."""
    connus = {m for cle in (*noms.bons, *noms.fautifs) for m in cle}
    vises = [m for m in {m for cle in noms.bons for m in cle} if len(m) >= _MOT_MIN]
    proches = Voisins(sorted(vises))
    longs: dict[str, list[str]] = defaultdict(list)
    for m in sorted(vises):
        if len(m) >= _MOT_LONG:
            longs[m[:_DEBUT]].append(m)
    courants = {mot for forme, mot in vocabulaire.plats.items() if forme[0].islower()}
    suspects: dict[str, list[str]] = {}
    for forme, mot in vocabulaire.plats.items():
        if len(mot) < _MOT_MIN or not forme[0].isupper() or mot in connus or mot in courants:
            continue
        trouves = proches.de(mot)
        if len(mot) >= _MOT_LONG and not trouves:
            trouves = [m for m in longs.get(mot[:_DEBUT], ()) if distance(mot, m, 2) <= 2]  # noqa: PLR2004 - « two »
        if trouves:
            suspects[forme] = trouves
    return suspects


def _nom_autour(texte: str, rang: int, forme: str, voulu: str, noms: NomsConnus) -> tuple[int, int, NomPropre] | None:
    """Find the whole name that a wrong word belongs to: « Mont-Cormnt » for « Mont-Cormont »."""
    depart = max(0, rang - _AUTOUR)
    fin = rang + len(forme)
    corrige = f"{texte[depart:rang]}{voulu.capitalize()}{texte[fin : fin + _AUTOUR]}"
    ecart = depart + len(forme) - len(voulu)
    for t in noms.dans(corrige):
        if t.debut <= rang - depart < t.fin and t.cle in noms.bons:
            return t.debut + depart, t.fin + ecart, noms.bons[t.cle][0]
    return None


def connu_du_lexique(texte: str, noms: NomsConnus) -> bool:
    """Say whether the lexicon knows a name, well written or not: CD701 then speaks of it."""
    cle = mots_plats(sans_typo(texte))
    return cle in noms.bons or cle in noms.fautifs
