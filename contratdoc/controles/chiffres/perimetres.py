"""Of whom a sentence speaks: the agglomeration, a commune, a neighbourhood; and the populations that a text gives."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from contratdoc.controles.chiffres.mesures import Mesure, dit, lisible, mesure
from contratdoc.controles.chiffres.titres_de_colonne import titre_de_colonne
from contratdoc.ecrits.nombres import NombreLu, nombres_de
from contratdoc.ecrits.phrases import phrases_de

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from contratdoc.controles.chiffres.grille import Grille
    from contratdoc.diagnostics import Place
    from contratdoc.ecrits.ecrit import Ecrit, Passage

AGGLO = "agglomération"
"""The key of the one agglomeration that a contract is about, however it is called."""

_NOM = (
    r"(?![A-ZÀ]['’]|(?:Ville|Commune|Quartier|QPV|Politique|Contrat)\b)[A-ZÀ-Ý][\w’'-]+"
    r"(?:(?:[ -]| d[eu] (?:la )?| d['’]| sur | en )[A-ZÀ-Ý][\w’'-]*){0,4}"
)
_MOTS_AGGLO = (
    r"(?:[Cc]ommunauté (?:urbaine|d['’][Aa]gglomération|de [Cc]ommunes)|[Aa]gglom[ée]ration"
    r"|[Ii]ntercommunalit[ée]|[Ii]ntercommunale?|[Mm]étropole|EPCI)\b"
)
_AGGLO = re.compile(_MOTS_AGGLO)
_MARQUE = re.compile(
    rf"\b(?P<agglo>{_MOTS_AGGLO})(?:\s(?:de la |de l['’]|du |des |de |d['’])?{_NOM})?"
    rf"|\b(?P<genre>[Vv]illes?|[Cc]ommunes?|[Qq]uartiers?|QPV|[Bb]ourg|[Vv]illage|[Aa]ire urbaine|[Bb]assin"
    r"|[Dd]épartement"
    r"|[Rr]égion|[Aa]rrondissement|[Cc]anton)\b(?:\s(?:prioritaire|d['’]emploi|de vie))?"
    rf"(?:\s(?:de la |de l['’]|du |des |de |d['’])?(?P<nom>{_NOM}))?"
    rf"|(?P<seul>{_NOM})"
)
_COMMUNS = frozenset(
    re.findall(
        r"[\w-]+",
        "le la les l un une des du de d en au aux à a ce cet cette ces c il elle ils elles on nous sur dans par "
        "pour avec selon depuis entre plus ainsi or si son sa ses leur leurs sous vers chez près environ aujourd "
        "mais et ou où donc car toutefois cependant enfin au-delà parmi ceux celles tous toutes tout chaque moins "
        "contre total soit dont qui que quelque quelques actuellement globalement insee rp population habitants "
        "situé située avant après lors afin source données nombre",
    )
)
_VERBE_DE_LIEU = re.compile(
    r",|\s(?:compte|est|comprend|regroupe|possède|recense|abrite|dispose|a\b|enregistre|accueille)"
)
_LARGES = ("aire", "bassin", "départ", "région", "arrond", "canton")
_VARIATION = re.compile(
    r"(?:gain|gagn\w+|perd\w+|perte|hausse|baisse|augment\w+|diminu\w+|progress\w+|suppl[ée]mentaires?|[+−]|seuil|pour"
    r"|chaque|/)\s*(?:\w+\s){0,3}$",
    re.IGNORECASE,
)
_ANNEE = re.compile(r"(?<!rapport à )(?<!depuis )(?<!contre )\b(?:19|20)\d\d\b")
_ANCIENNE = 20
_REGARD = 1500
_SIECLE = 2000
_RECENSEMENT = re.compile(r"recensement|INSEE|Insee")
_POPULATION = re.compile(
    r"(?:nombre d['’]habitants|habitants|population(?! (?:active|de moins|de plus|âgée)))", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Population:
    """A number of inhabitants that a text gives; `perimetre` is empty when nothing tells whose it is."""

    mesure: Mesure
    perimetre: str
    annee: str
    source: str
    place: Place
    extrait: str


@lru_cache(maxsize=2048)
def cle(nom: str) -> str:
    """Write a name so that its spellings are one: no case, accents, hyphens nor order of its parts."""
    nu = "".join(c for c in unicodedata.normalize("NFKD", nom.casefold()) if not unicodedata.combining(c))
    mots = re.findall(r"\w+", re.sub(r"\bst\b", "saint", nu))
    return " ".join(sorted(m for m in mots if m not in ("le", "la", "les", "de", "du", "des", "l", "d")))


def perimetre_de(texte: str, rang: int) -> str:
    """Say whose figure stands at a rank: the nearest name before it in its sentence, else the paragraph's subject.

    Args:
        texte: The passage.
        rang: The rank of the figure.

    Returns:
        `AGGLO`, the key of a name, or nothing.
    """
    debut = next((a for a, b in phrases_de(texte) if a <= rang < b), 0)
    dernier, generique = "", ""
    for m in _MARQUE.finditer(texte, max(debut, rang - _REGARD), rang):
        nom = "" if _simple_majuscule(texte, m, debut) else _nom(m)
        genre = (m["genre"] or "").casefold()
        dernier, generique = nom or dernier, genre if not nom and not genre.endswith("s") else ""
    if generique.startswith(_LARGES):
        return ""
    if dernier:
        return dernier
    borne = max(0, debut - _REGARD) if generique else 0
    avant = [
        m for m in _MARQUE.finditer(texte, borne, min(debut, borne + _REGARD)) if _nom(m) and not _au_debut(texte, m)
    ]
    if generique:
        avant = [m for m in avant if not _large(m)]
        return _nom(avant[-1]) if avant else ""
    return _nom(avant[0]) if avant else ""


def _simple_majuscule(texte: str, m: re.Match[str], debut: int) -> bool:
    """Say whether a word owes its capital to the beginning of the sentence: no verb follows it as a place's name."""
    if not m["seul"] or " " in m["seul"] or texte[debut : m.start()].strip(" -–•("):
        return False
    return _VERBE_DE_LIEU.match(texte, m.end()) is None


def _au_debut(texte: str, m: re.Match[str]) -> bool:
    return any(a <= m.start() < b and _simple_majuscule(texte, m, a) for a, b in phrases_de(texte))


def _nom(m: re.Match[str]) -> str:
    if m["agglo"]:
        return AGGLO
    nom = m["nom"] or m["seul"] or ""
    if _AGGLO.search(nom):
        return AGGLO
    if nom and nom.casefold().rstrip("'’") in _COMMUNS:
        return ""
    premier, _, reste = nom.partition(" ")
    if premier.casefold() in _COMMUNS:
        nom = reste
    return f"{m['genre'][:5].casefold()}:{cle(nom)}" if nom and m["genre"] and _large(m) else cle(nom)


def _large(m: re.Match[str]) -> bool:
    return (m["genre"] or "").casefold().startswith(_LARGES)


def populations_de(ecrit: Ecrit, grilles: Sequence[Grille]) -> tuple[Population, ...]:
    """Gather the numbers of inhabitants that a text gives, those of its tables included.

    Args:
        ecrit: The text.
        grilles: Its tables, read as figures.

    Returns:
        Them, in order; gains, losses, thresholds and rates are not populations.
    """
    dans_le_texte = (p for passage in ecrit.passages if "habitant" in passage.texte for p in _du_passage(passage))
    return (*dans_le_texte, *_des_tableaux(grilles))


def actuelles(populations: Sequence[Population]) -> tuple[Population, ...]:
    """Leave out the populations of long ago, told by their year: no share of today is reckoned on them."""
    derniere = max((int(p.annee) for p in populations if p.annee), default=0)
    seuil = max(derniere - _ANCIENNE, _SIECLE)
    return tuple(p for p in populations if not p.annee or int(p.annee) >= seuil)


def _du_passage(p: Passage) -> Iterator[Population]:
    if not lisible(p):
        return
    for n in nombres_de(p.texte):
        if not n.unite.startswith("habitant") or n.unite not in ("habitant", "habitants"):
            continue
        avant = p.texte[max(0, n.debut - 40) : n.debut]
        if n.valeur <= 0 or _VARIATION.search(avant):
            continue
        phrase = next((p.texte[a:b] for a, b in phrases_de(p.texte) if a <= n.debut < b), p.texte)
        annee = _ANNEE.search(phrase.replace(p.texte[n.debut : n.fin], ""))
        source = _RECENSEMENT.search(phrase)
        perimetre = perimetre_de(p.texte, n.debut)
        extrait = dit(p.texte, n)
        yield Population(
            mesure(p.texte, n),
            perimetre,
            annee[0] if annee else "",
            source[0] if source else "",
            p.place(n.debut),
            extrait,
        )


def _des_tableaux(grilles: Sequence[Grille]) -> Iterator[Population]:
    for grille in grilles:
        largeur = max((len(r.cases) for r in grille.rangees), default=0)
        for j in range(largeur):
            titre = titre_de_colonne(grille, j)
            if not titre.casefold().startswith(("population", "nombre d'habitants", "habitants", "pop.")):
                continue
            annee = _ANNEE.search(titre)
            for r in grille.rangees:
                case = r.case(j)
                if case.valeur is None or case.passage is None or r.total or case.unite == "%" or not r.libelle:
                    continue
                n = NombreLu(case.valeur, 0, len(case.texte), len(case.texte), "habitants", 0, annee=False)
                extrait = f"{case.texte} ({r.libelle[:40]})"
                yield Population(
                    Mesure(n, case.valeur, case.valeur, ""),
                    cle(r.libelle.split("(")[0]),
                    annee[0] if annee else "",
                    "tableau",
                    case.passage.place(),
                    extrait,
                )


def nomme_la_population(texte: str) -> bool:
    """Say whether words name a population as a whole: « de la population », « du nombre d'habitants »."""
    return _POPULATION.search(texte) is not None
