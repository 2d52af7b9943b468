"""CD704: an acronym with two meanings, or with a meaning that cannot give it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contratdoc.controles.noms.acrostiche import donne, est_au_debut_des_mots, initiales, lettres_de, part_commune
from contratdoc.controles.noms.definitions import Definition, fin_de
from contratdoc.controles.noms.mots import MOTS_DE_LIAISON, entre_guillemets, mots_plats
from contratdoc.controles.noms.sigles import Sigles, analyse_des_sigles
from contratdoc.controles.noms.voisinage import a_une_lettre
from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Place, Severite
from contratdoc.ecrits.extrait import extrait

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.ecrits.ecrit import Contexte, Ecrit

FICHE = Fiche(
    code="CD704",
    nom="sigle-a-deux-sens",
    famille=Famille.NOMS,
    severite=Severite.ERREUR,
    verifie="Un sigle n'a qu'un sens dans le texte, celui du lexique s'il y figure, et ce sens donne bien ses lettres.",
    pourquoi="Un sigle à deux sens fait prendre un dispositif, un financement ou une instance pour un autre.",
    exemple="« programme de réussite éducative (PRE) », puis « projet régional d'équipement (PRE) »",
    correction="Développez l'un des deux noms sans sigle, ou corrigez celui des deux qui est faux.",
    source="usage",
)

_MEME = 0.99
_AUTRE = 0.5
_LETTRES_MIN = 3
_LETTRES_SURES = 4
_VOISIN_MIN = 5
_VOISIN_RARE = 3
_TETE = 2
_AVANT = 400


@dataclass(frozen=True, slots=True)
class Sens:
    """What an acronym stands for: its words, how they are written, and where; no place when the lexicon tells it."""

    mots: tuple[str, ...]
    texte: str
    place: Place | None


def chercher(ecrit: Ecrit, contexte: Contexte) -> Iterator[Diagnostic]:
    """Find the acronyms with two meanings, or with one that cannot give them."""
    analyse = analyse_des_sigles(ecrit)
    sens = _sens(analyse, contexte)
    lettres = {lettres_de(s): s for s in sens}
    for d in analyse.definitions:
        if not entre_guillemets(d.passage.texte, d.rang):
            yield from _juger(d, sens, lettres)
    yield from _presque_un_autre(analyse, sens)


def _sens(analyse: Sigles, contexte: Contexte) -> dict[str, Sens]:
    """Return the meaning of each acronym: the lexicon's, else the one that the text gives most often."""
    sens: dict[str, Sens] = {
        _cle(s): Sens(mots_plats(texte.partition("(")[0]), texte, None) for s, texte in contexte.lexique.sigles
    }
    par_sigle: dict[str, list[Definition]] = defaultdict(list)
    for d in analyse.definitions:
        if _tient(d) and _cle(d.sigle) not in sens:
            par_sigle[_cle(d.sigle)].append(d)
    for cle, definitions in par_sigle.items():
        fois = Counter(_pleins(d) for d in definitions)
        d = max(definitions, key=lambda d: fois[_pleins(d)])  # the first, among equals
        sens[cle] = Sens(d.mots, d.sens, d.passage.place(d.rang))
    return sens


def _tient(d: Definition) -> bool:
    """Say whether words are the meaning of an acronym for sure: they give its letters, and do not hold part of it."""
    lettres = lettres_de(d.sigle)
    reprise = any(len(m) >= _LETTRES_MIN and lettres.startswith(m) for m in d.mots)
    return bool(d.sens) and not reprise and est_au_debut_des_mots(d.mots, lettres)


def _pleins(d: Definition) -> tuple[str, ...]:
    return tuple(m.rstrip("s") for m in d.mots if m not in MOTS_DE_LIAISON)


def _cle(sigle: str) -> str:
    return sigle.replace(".", "").upper()


def _juger(d: Definition, sens: dict[str, Sens], lettres: dict[str, str]) -> Iterator[Diagnostic]:
    connu = sens.get(_cle(d.sigle))
    ici = d.passage.place(d.rang)
    if connu is not None and _tient(d):
        part = part_commune(d.mots, connu.mots)
        if part < _MEME:
            severite = Severite.ERREUR if part < _AUTRE else Severite.AVERTISSEMENT
            yield _deux_sens(d, d.sens, connu, severite)
        return
    if d.passage.texte[d.rang - 1 : d.rang] != "(":
        return
    manque = _lettre_manquante(d)
    autre = _donne_un_autre(d, lettres)
    if autre:
        message = f"Le nom développé avant « {d.sigle} » donne le sigle « {autre} »."
        aide = f"Écrivez « ({autre}) », ou le nom complet de {d.sigle}."
        yield FICHE.constat(message, ici, aide, severite=Severite.AVERTISSEMENT)
    elif manque is not None:
        lettre, nom = manque
        message = f"« {extrait(nom)} » ne donne pas le sigle « {d.sigle} » : il manque un mot en « {lettre.upper()} »."
        yield FICHE.constat(message, ici, "Rétablissez le mot qui manque au nom.", severite=Severite.AVERTISSEMENT)
    elif connu is not None and _se_presente_comme(d) and part_commune(d.mots[-len(connu.mots) :], connu.mots) == 0:
        yield _deux_sens(d, _ecrits(d, len(lettres_de(d.sigle)) + 1), connu, Severite.ERREUR)


def _deux_sens(d: Definition, ici: str, ailleurs: Sens, severite: Severite) -> Diagnostic:
    ou = "ailleurs" if ailleurs.place is not None else "au lexique"
    message = f"« {d.sigle} » veut dire ici « {extrait(ici)} », {ou} « {extrait(ailleurs.texte)} »."
    autres = ((ailleurs.place, "l'autre sens"),) if ailleurs.place is not None else ()
    return FICHE.constat(message, d.passage.place(d.rang), FICHE.correction, autres=autres, severite=severite)


def _lettre_manquante(d: Definition) -> tuple[str, str] | None:
    """Return the letter that the words before an acronym do not give, and these words, if they give all others."""
    lettres = lettres_de(d.sigle)
    if len(lettres) < _LETTRES_MIN:
        return None
    pleins = [m for m in d.mots if m not in MOTS_DE_LIAISON and not m.isdecimal()][-(len(lettres) - 1) :]
    donnees = "".join(m[0] for m in pleins)
    if len(donnees) != len(lettres) - 1 or donnees[0] != lettres[0]:
        return None
    rang = next((i for i in range(1, len(lettres)) if lettres[:i] + lettres[i + 1 :] == donnees), None)
    if rang is None or est_au_debut_des_mots(d.mots[-len(lettres) - _LETTRES_SURES :], lettres):
        return None
    nom = _ecrits(d, len(pleins))
    if len(lettres) < _LETTRES_SURES and any(m[0].islower() for m in nom.split() if len(m) >= _LETTRES_SURES):
        return None
    return lettres[rang], nom


def _ecrits(d: Definition, pleins: int) -> str:
    """Return the last full words before an acronym as written, with the small ones between them."""
    reste, k = pleins, 0
    for k, mot in enumerate(reversed(d.mots), 1):  # noqa: B007 - the count is used after the loop
        reste -= mot not in MOTS_DE_LIAISON and not mot.isdecimal()
        if reste == 0:
            break
    return fin_de(d.passage.texte[max(0, d.rang - _AVANT) : d.rang - 1], k) if k else ""


def _donne_un_autre(d: Definition, lettres: dict[str, str]) -> str:
    """Return the other known acronym that the words before this one give in full, empty if none."""
    ici = lettres_de(d.sigle)
    for autre, sigle in lettres.items():
        if len(autre) < _LETTRES_SURES or autre == ici or ici.startswith(autre) or autre.startswith(ici):
            continue
        for k in range(len(autre), min(len(d.mots), 2 * len(autre)) + 1):
            mots = d.mots[-k:]
            if initiales(mots) == autre and donne(mots, autre):
                return sigle
    return ""


def _se_presente_comme(d: Definition) -> bool:
    """Say whether words look like a meaning that fails: they give the first letters of the acronym, then no more."""
    lettres = lettres_de(d.sigle)
    debuts = initiales(d.mots)[-len(lettres) - 1 :]
    return len(lettres) >= _LETTRES_MIN and lettres[:_TETE] in debuts


def _presque_un_autre(analyse: Sigles, sens: dict[str, Sens]) -> Iterator[Diagnostic]:
    """Find the acronyms without a meaning that are one with a letter added."""
    fois = Counter(o.sigle for o in analyse.occurrences)
    plus_courts: dict[str, list[str]] = defaultdict(list)
    for sigle in sens:
        plus_courts[sigle[:_VOISIN_RARE]].append(sigle)
    for o in analyse.occurrences:
        if _cle(o.sigle) in sens or len(o.sigle) <= _VOISIN_MIN or fois[o.sigle] > _VOISIN_RARE:
            continue
        for sigle in plus_courts.get(o.sigle[:_VOISIN_RARE], ())[:_VOISIN_RARE]:
            ajoutee = len(sigle) == len(o.sigle) - 1 and a_une_lettre(sigle, o.sigle)
            if ajoutee and len(sigle) >= _VOISIN_MIN and fois[sigle] >= _VOISIN_RARE * fois[o.sigle]:
                message = (
                    f"« {o.sigle} » n'est développé nulle part et ressemble à « {sigle} », écrit {fois[sigle]} fois."
                )
                aide = f"Écrivez « {sigle} » si c'est le même, sinon développez « {o.sigle} »."
                place = sens[sigle].place
                autres = ((place, f"« {sigle} » est développé ici"),) if place is not None else ()
                yield FICHE.constat(
                    message, o.passage.place(o.rang), aide, autres=autres, severite=Severite.AVERTISSEMENT
                )
