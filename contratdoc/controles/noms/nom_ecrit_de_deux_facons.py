"""CD702: a proper name that the text itself writes in several ways."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contratdoc.controles.noms.accents import accents_divergents, est_dans_un_code
from contratdoc.controles.noms.casses import lieux_sans_majuscule, sigles_en_minuscules
from contratdoc.controles.noms.lecture import Lecture, lecture_de, occurrences
from contratdoc.controles.noms.mots import (
    commence_une_phrase,
    entre_guillemets,
    mots_plats,
)
from contratdoc.controles.noms.nom_mal_ecrit import connu_du_lexique
from contratdoc.controles.noms.noms_composes import graphies
from contratdoc.controles.noms.noms_connus import NomsConnus, noms_connus
from contratdoc.controles.noms.sigles import Occurrence, analyse_des_sigles
from contratdoc.controles.noms.voisinage import Voisins, a_une_lettre, lettres_communes
from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Place, Severite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.ecrits.ecrit import Contexte, Ecrit, Passage

FICHE = Fiche(
    code="CD702",
    nom="nom-ecrit-de-deux-facons",
    famille=Famille.NOMS,
    severite=Severite.AVERTISSEMENT,
    verifie="Un nom propre ou un sigle s'écrit de la même façon dans tout le texte : traits d'union, lettres, accents, "
    "majuscules.",
    pourquoi="Le lecteur ne sait pas s'il s'agit du même lieu ou du même partenaire ; une recherche en manque.",
    exemple="« Mont-Cormont » au début, « Mont Cormont » plus loin, « Mont-Cormnt » en annexe",
    correction="Gardez une seule façon d'écrire ce nom ; portez-la dans modeles/lexique.yaml.",
    source="usage",
)

_FOIS_PLUS_RARE = 5
_NOM_MIN = 6
_NOM_SUR = 7
_FINALE = 2
_SIGLE_MIN = 4


def chercher(ecrit: Ecrit, contexte: Contexte) -> Iterator[Diagnostic]:
    """Find the names written in several ways, those of the lexicon left to CD701."""
    noms = noms_connus(contexte.lexique)
    lecture = lecture_de(ecrit)
    yield from _composes(lecture, noms)
    yield from _a_une_lettre(lecture, noms)
    yield from _accents(lecture, noms)
    yield from _sigles(ecrit, contexte)
    yield from _casses(ecrit, lecture, noms)


@dataclass(frozen=True, slots=True)
class _Usuelle:
    """The usual spelling of a name, how often and where it is written."""

    ecrite: str
    fois: int
    place: Place


def _dire(p: Passage, rang: int, ecrite: str, usuelle: _Usuelle, severite: Severite) -> Diagnostic:
    message = f"« {ecrite} » s'écrit ailleurs « {usuelle.ecrite} » ({usuelle.fois} fois)."
    if entre_guillemets(p.texte, rang):
        severite = Severite.AVERTISSEMENT
    return FICHE.constat(
        message, p.place(rang), FICHE.correction, autres=((usuelle.place, "l'autre écriture"),), severite=severite
    )


def _composes(lecture: Lecture, noms: NomsConnus) -> Iterator[Diagnostic]:
    """Find the compound names with other hyphens, a word swapped or abridged."""
    for places in graphies(lecture).values():
        fois = Counter(g.forme for g in places)
        if len(fois) == 1 or any(connu_du_lexique(g.ecrite, noms) for g in places):
            continue
        usuelle = _usuelle(fois)
        modele = next(g for g in places if g.forme == usuelle)
        reference = _Usuelle(modele.ecrite, fois[usuelle], modele.passage.place(modele.debut))
        vues: set[tuple[str, Place]] = set()
        for g in places:
            ligne = (g.forme, Place(g.passage.fichier, g.passage.place(g.debut).ligne))
            if g.forme != usuelle and ligne not in vues:
                vues.add(ligne)
                yield _dire(g.passage, g.debut, g.ecrite, reference, _gravite(g.forme, usuelle, fois))


def _usuelle(fois: Counter[str]) -> str:
    """Return the most frequent spelling: first of its words, then of its hyphens; the first written, among equals."""
    mots = Counter[str]()
    for forme, n in fois.items():
        mots[" ".join(mots_plats(forme))] += n
    return max(fois, key=lambda f: (mots[" ".join(mots_plats(f))], fois[f]))


def _gravite(forme: str, usuelle: str, fois: Counter[str]) -> Severite:
    rare = fois[forme] * _FOIS_PLUS_RARE <= fois[usuelle]
    return Severite.ERREUR if rare and a_une_lettre(forme, usuelle) else Severite.AVERTISSEMENT


def _a_une_lettre(lecture: Lecture, noms: NomsConnus) -> Iterator[Diagnostic]:
    """Find the rare names that are a frequent one but for a letter."""
    vocabulaire = lecture.vocabulaire
    formes, plats = vocabulaire.fois, vocabulaire.plats
    courants = {plats[f] for f in formes if f[0].islower()}
    longs = (f for f in formes if len(f) >= _NOM_MIN and f[0].isupper() and not f.isupper())
    propres = [f for f in longs if plats[f] not in courants]
    frequents = {plats[f]: f for f in propres if formes[f] >= _FOIS_PLUS_RARE}
    index = Voisins(frequents)
    fautes: dict[str, str] = {}
    for f in propres:
        mot = plats[f]
        proches = [v for v in index.de(mot) if not _flexion(mot, v) and not connu_du_lexique(frequents[v], noms)]
        voisin = max(proches, key=lambda v: formes[frequents[v]], default=None)
        if (
            voisin is not None
            and not connu_du_lexique(f, noms)
            and formes[f] * _FOIS_PLUS_RARE <= formes[frequents[voisin]]
        ):
            fautes[f] = frequents[voisin]
    modeles: dict[str, Place] = {}
    for f, p, rang in occurrences(lecture, {*fautes.values()}):
        modeles.setdefault(f, p.place(rang))
    for f, p, rang in occurrences(lecture, fautes):
        usuel = fautes[f]
        sure = len(f) >= _NOM_SUR and f[0] == usuel[0] and not commence_une_phrase(p.texte, rang)
        severite = Severite.ERREUR if sure else Severite.AVERTISSEMENT
        yield _dire(p, rang, f, _Usuelle(usuel, formes[usuel], modeles[usuel]), severite)


def _accents(lecture: Lecture, noms: NomsConnus) -> Iterator[Diagnostic]:
    """Find the words written with other accents."""
    vocabulaire = lecture.vocabulaire
    formes = vocabulaire.fois
    fautes = {f: u for f, u in accents_divergents(vocabulaire).items() if not connu_du_lexique(f, noms)}
    modeles: dict[str, Place] = {}
    for f, p, rang in occurrences(lecture, {v for u in fautes.values() for v in (u, u.lower(), u.capitalize())}):
        modeles.setdefault(f.lower(), p.place(rang))
    for f, p, rang in occurrences(lecture, fautes):
        usuel = fautes[f]
        n = formes[usuel.lower()] + formes[usuel.capitalize()]
        if usuel.lower() in modeles and not est_dans_un_code(p.texte, rang, rang + len(f)):
            yield _dire(p, rang, f, _Usuelle(usuel, n, modeles[usuel.lower()]), Severite.AVERTISSEMENT)


def _flexion(a: str, b: str) -> bool:
    """Say whether two words differ only by their end, as a singular and its plural do."""
    return lettres_communes(a, b) >= min(len(a), len(b)) - _FINALE


def _sigles(ecrit: Ecrit, contexte: Contexte) -> Iterator[Diagnostic]:
    """Find the acronyms with two letters swapped, or with a capital missing."""
    places: dict[str, list[Occurrence]] = defaultdict(list)
    for o in analyse_des_sigles(ecrit).occurrences:
        places[o.sigle].append(o)
    connus = {s for s, _ in contexte.lexique.sigles}
    groupes: dict[str, list[str]] = defaultdict(list)
    for sigle in places:
        groupes["".join(sorted(sigle.upper()))].append(sigle)
    for sigles in groupes.values():
        usuel = max(sigles, key=lambda s: (s in connus, len(places[s])))
        for s in sigles:
            if s == usuel or s in connus or not _meme_sigle(s, usuel):
                continue
            rare = len(places[s]) * _FOIS_PLUS_RARE <= len(places[usuel])
            severite = Severite.ERREUR if rare else Severite.AVERTISSEMENT
            modele = places[usuel][0]
            reference = _Usuelle(usuel, len(places[usuel]), modele.passage.place(modele.rang))
            for o in places[s]:
                yield _dire(o.passage, o.rang, s, reference, severite)


def _casses(ecrit: Ecrit, lecture: Lecture, noms: NomsConnus) -> Iterator[Diagnostic]:
    """Find the names written with other capitals."""
    definis = {d.sigle.upper() for d in analyse_des_sigles(ecrit).definitions if d.sens}
    for c in (*lieux_sans_majuscule(lecture), *sigles_en_minuscules(lecture, definis)):
        if not connu_du_lexique(c.ecrit, noms):
            usuelle = _Usuelle(c.usuel, c.fois, c.place)
            yield _dire(c.passage, c.rang, c.ecrit, usuelle, Severite.AVERTISSEMENT)


def _meme_sigle(a: str, b: str) -> bool:
    """Say whether two acronyms of the same letters are one: another case, or two neighbours swapped in a long one."""
    if a.upper() == b.upper():
        return True
    return len(a) >= _SIGLE_MIN and a.isupper() and b.isupper() and a_une_lettre(a, b)
