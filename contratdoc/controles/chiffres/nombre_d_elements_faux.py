"""CD414: « six thématiques », and a list, an enumeration or headings that are not six."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import islice
from typing import TYPE_CHECKING

from contratdoc.controles.chiffres.annonces import Annonce, annonce_une_liste, annonces_de
from contratdoc.controles.chiffres.enumerations_en_ligne import lire_enumeration
from contratdoc.controles.chiffres.listes import Liste, liste_apres
from contratdoc.controles.chiffres.rubriques import rubriques_apres, sans_rubrique
from contratdoc.diagnostics import Diagnostic, Famille, Fiche, Severite
from contratdoc.ecrits.ecrit import Nature, Passage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contratdoc.ecrits.ecrit import Contexte, Ecrit

FICHE = Fiche(
    code="CD414",
    nom="nombre-d-elements-faux",
    famille=Famille.CHIFFRES,
    severite=Severite.ERREUR,
    verifie="Une liste, une énumération ou une suite de rubriques a autant d'éléments que le texte en annonce.",
    pourquoi="Le lecteur ne sait pas s'il manque un élément ou si le nombre est faux ; un objectif ou un engagement "
    "peut avoir été perdu en route.",
    exemple="Le contrat retient quatre enjeux : le logement, la santé et l'emploi.",
    correction="Comptez les éléments, puis corrigez le nombre ou la liste.",
    source="usage",
)
_LUS = (Nature.PARAGRAPHE, Nature.ELEMENT, Nature.INTERTITRE, Nature.CELLULE, Nature.CHAMP)
_FIN_DE_PHRASE = re.compile(r"[.!?]\s+(?=[A-ZÀ-Ý«\"\d])")
_DEUX_POINTS = re.compile(r"(?<!\d)\s?:(?!//)")
_PARENTHESE = re.compile(
    r"(?P<avant>[^().;:,\d]{0,80}(?:\([^(),]{1,20}\)[^().;:,\d]{0,40})?)\((?P<dans>[^()]{3,300})\)"
)
_ET = re.compile(r"\bet\b")
_DE_PLUS = re.compile(r"\b(?:un|une|d['’]un|d['’]une)\s+(\d{1,2})\s?(?:e|è|ᵉ|\^)(?:me)?", re.IGNORECASE)
_PREMIER = re.compile(r",? dont (?:le premier|la première)\b")
_SECOND = re.compile(r"\bsecond|\bdeuxième|\b2\s?(?:e|è|nd)|\bl['’]autre|\ble dernier|\bla dernière", re.IGNORECASE)
_A_SAVOIR = re.compile(r",? à savoir\b(?!\s*:)")
_QUESTIONS = frozenset(("questions", "interrogations"))
_CITATIONS = frozenset(("citations", "textes", "extraits", "témoignages"))
_EXTRAIT = 60
_PORTEE = 1500
_PREMIERS_MAX = 5
_PRES = 60
_COORDONNES = re.compile(r"[^,.;:]{0,30}(?:,|\set\s)\s?")
_PAIRE = 2


def chercher(ecrit: Ecrit, contexte: Contexte) -> Iterator[Diagnostic]:  # noqa: ARG001 - the shape of a rule
    """Find the counts that what they announce does not have."""
    for rang, bloc in enumerate(ecrit.blocs):
        if isinstance(bloc, Passage):
            yield from _passage(ecrit, rang, bloc)
        else:
            for cellule in (c for ligne in bloc.lignes for c in ligne):
                for p in cellule.passages:
                    yield from _en_ligne(p)


def _passage(ecrit: Ecrit, rang: int, p: Passage) -> Iterator[Diagnostic]:
    if p.nature not in _LUS:
        return
    if p.texte.endswith(":"):
        yield from _liste(ecrit, rang, p)
    yield from _en_ligne(p)
    if "premi" in p.texte:
        yield from _seul_premier(ecrit, rang, p)


def _liste(ecrit: Ecrit, rang: int, p: Passage) -> Iterator[Diagnostic]:
    """Compare the count of a sentence that ends with a colon with the list after it."""
    debut = max((m.end() for m in _FIN_DE_PHRASE.finditer(p.texte)), default=0)
    annonces = list(annonces_de(p.texte, debut))
    if not annonces:
        return
    annonce = annonces[-1]
    if len(annonces) > 1 and _COORDONNES.fullmatch(p.texte, annonces[-2].fin, annonce.debut):
        return  # « trois écoles, deux collèges et un lycée : » announces a list of all
    if annonce.nom in _QUESTIONS or annonce.nom in _CITATIONS:
        yield from _suite_de_phrases(ecrit, rang, p, annonce)
        return
    sure = annonce_une_liste(annonce, p.texte[annonce.fin : -1])
    liste = liste_apres(ecrit.blocs, rang) if sure is not None else None
    if liste is None:
        return
    attendu = _complete(p.texte, annonce)
    autres_comptes = {a.valeur for a in annonces[:-1] if annonce.debut - a.fin <= _PRES}
    dite = attendu in liste.comptes or not autres_comptes.isdisjoint(liste.comptes)
    if not dite and (liste.puces or _comparables(liste, attendu)):
        compte = liste.comptes[0]
        severite = Severite.ERREUR if sure and liste.puces else Severite.AVERTISSEMENT
        message = f"{_annoncee(annonce, p)}, mais la liste qui suit en compte {compte}."
        autres = ((liste.elements[0].place(), "la liste commence ici"),)
        yield FICHE.constat(message, p.place(annonce.debut), FICHE.correction, autres=autres, severite=severite)
    yield from _rubriques(ecrit, p, annonce, attendu, liste)


def _comparables(liste: Liste, attendu: int) -> bool:
    """Say whether bare lines may be the list announced: a few more or less, all short."""
    return abs(liste.comptes[0] - attendu) <= 2 and all(len(e.texte) <= 2 * _EXTRAIT for e in liste.elements)  # noqa: PLR2004 - beyond, other lines follow


def _complete(texte: str, annonce: Annonce) -> int:
    """Return the count, plus one in « les 6 thématiques, complétées par une 7e »."""
    m = _DE_PLUS.search(texte, annonce.fin)
    return annonce.valeur + 1 if m is not None and int(m[1]) == annonce.valeur + 1 else annonce.valeur


def _rubriques(ecrit: Ecrit, p: Passage, annonce: Annonce, attendu: int, liste: Liste) -> Iterator[Diagnostic]:
    """Compare with the numbered headings after the list: « Thématique 1 … 6 »."""
    rubriques = rubriques_apres(ecrit.blocs, liste.fin, annonce.nom)
    if not rubriques or len(rubriques) == attendu:
        return
    manquantes = sans_rubrique(liste.elements, rubriques) if len(rubriques) < attendu else ()
    noms = " et ".join(f"« {_court(m.texte)} »" for m in manquantes[:2])
    sans = f" : {noms} n'a pas la sienne" if len(manquantes) == 1 else ""
    total = f"Le texte annonce {attendu} {annonce.mots}"
    message = f"{total}, mais {len(rubriques)} rubriques numérotées suivent{sans}."
    autres = tuple((m.place(), "sans rubrique") for m in manquantes[:1])
    autres += ((rubriques[-1].place(), "la dernière rubrique est ici"),)
    yield FICHE.constat(message, p.place(annonce.debut), FICHE.correction, autres=autres)


def _suite_de_phrases(ecrit: Ecrit, rang: int, p: Passage, annonce: Annonce) -> Iterator[Diagnostic]:
    """Count the questions or quotations, each a passage by itself, that follow."""
    compte = 0
    for bloc in ecrit.blocs[rang + 1 : rang + 2 + 2 * annonce.valeur]:
        if not isinstance(bloc, Passage) or bloc.nature in (Nature.TITRE, Nature.CITATION):
            break
        if not (bloc.texte.endswith("?") if annonce.nom in _QUESTIONS else bloc.texte.startswith("«")):
            break
        compte += 1
    if compte and compte != annonce.valeur:
        message = f"{_annoncee(annonce, p)}, mais {compte} {'suivent' if compte > 1 else 'seule suit'}."
        yield FICHE.constat(message, p.place(annonce.debut), FICHE.correction, severite=Severite.AVERTISSEMENT)


def _en_ligne(p: Passage) -> Iterator[Diagnostic]:
    """Compare the counts of a passage with the enumerations inside it."""
    texte = p.texte
    deux_points = list(_DEUX_POINTS.finditer(texte)) if ":" in texte[:-1] else []
    deux_points += _A_SAVOIR.finditer(texte) if "à savoir" in texte else ()
    if not deux_points and "(" not in texte:
        return
    annonces = list(annonces_de(texte))
    if not annonces:
        return
    bornes = [0, *(m.end() for m in _FIN_DE_PHRASE.finditer(texte))]
    debut = 0
    for m in sorted(deux_points, key=lambda m: m.start()):
        # Those of its sentence, after the colon before: a second colon begins another enumeration.
        debut = max(debut, bornes[bisect_right(bornes, m.start()) - 1])
        avant = [a for a in _entre(annonces, debut, m.start()) if a.fin <= m.start()]
        if avant:
            yield from _apres_deux_points(
                p, avant[-1], [a.valeur for a in avant[:-1] if avant[-1].debut - a.fin <= _PRES], m.start(), m.end()
            )
        debut = m.end()
    for a in annonces:
        yield from _entre_parentheses(p, a)


def _entre(annonces: list[Annonce], debut: int, fin: int) -> list[Annonce]:
    premier, apres = (bisect_left(annonces, rang, key=lambda a: a.debut) for rang in (debut, fin))
    return annonces[premier:apres]


def _apres_deux_points(p: Passage, annonce: Annonce, ailleurs: list[int], debut: int, fin: int) -> Iterator[Diagnostic]:
    a_savoir = p.texte[fin - 1] != ":"
    sure = annonce_une_liste(annonce, p.texte[annonce.fin : fin if a_savoir else debut])
    enumeration = lire_enumeration(p.texte[fin : fin + _PORTEE], dans_la_phrase=a_savoir) if sure is not None else None
    if enumeration is None or any(enumeration.mini <= v <= enumeration.maxi for v in (annonce.valeur, *ailleurs)):
        return
    if a_savoir and not enumeration.noms:
        return
    compte = enumeration.maxi if annonce.valeur > enumeration.maxi else enumeration.mini
    severite = Severite.ERREUR if sure and enumeration.noms else Severite.AVERTISSEMENT
    message = f"{_annoncee(annonce, p)}, mais l'énumération en compte {compte}."
    autres = ((p.place(fin), "l'énumération commence ici"),)
    yield FICHE.constat(message, p.place(annonce.debut), FICHE.correction, autres=autres, severite=severite)


def _entre_parentheses(p: Passage, annonce: Annonce) -> Iterator[Diagnostic]:
    m = _PARENTHESE.match(p.texte, annonce.fin)
    if m is None or _ET.search(m["avant"]):
        return
    enumeration = lire_enumeration(m["dans"])
    if enumeration is None or enumeration.mini <= annonce.valeur <= enumeration.maxi:
        return
    compte = enumeration.maxi if annonce.valeur > enumeration.maxi else enumeration.mini
    # A parenthesis may give examples only; words that are no names may be attributes of one and the same thing.
    noms = enumeration.noms and m["dans"][:1].isupper()
    if not noms and (compte < annonce.valeur or len(m["dans"]) > _EXTRAIT or not annonce.abstraite):
        return
    message = f"{_annoncee(annonce, p)}, mais la parenthèse en nomme {compte}."
    sure = compte > annonce.valeur and noms
    severite = Severite.ERREUR if sure else Severite.AVERTISSEMENT
    autres = ((p.place(m.start("dans")), "la parenthèse est ici"),)
    yield FICHE.constat(message, p.place(annonce.debut), FICHE.correction, autres=autres, severite=severite)


def _seul_premier(ecrit: Ecrit, rang: int, p: Passage) -> Iterator[Diagnostic]:
    """Find « deux quartiers, dont le premier est … » whose second never comes."""
    for m in islice(_PREMIER.finditer(p.texte), _PREMIERS_MAX):
        annonce = next((a for a in annonces_de(p.texte, max(0, m.start() - _PRES), m.start())), None)
        suivants = [b.texte[:_PORTEE] for b in ecrit.blocs[rang + 1 : rang + 3] if isinstance(b, Passage)]
        suite = " ".join((p.texte[m.end() : m.end() + _PORTEE], *suivants))
        if annonce is None or annonce.valeur != _PAIRE or _SECOND.search(suite):
            continue
        message = f"{_annoncee(annonce, p)}, dont le premier est nommé, mais pas le second."
        aide = "Nommez aussi le second, ou dites seulement ce qui est présenté."
        yield FICHE.constat(message, p.place(annonce.debut), aide, severite=Severite.AVERTISSEMENT)


def _annoncee(annonce: Annonce, p: Passage) -> str:
    return f"Le texte annonce « {_court(p.texte[annonce.debut : annonce.fin])} »"


def _court(texte: str) -> str:
    return texte if len(texte) <= _EXTRAIT else texte[: _EXTRAIT - 1].rstrip() + "…"
